"""Finds words that hurt and claims that mislead, as content/_data/terms.yaml lists them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from carepress.check.source.passages import Passage
from carepress.model.records import AvoidedTerm
from carepress.problems import Place, Problem

_WORD = re.compile(r"[^\W_]+")
# "We can't promise a cure": who says that there is none claims nothing.
_NEGATED = re.compile(
    r"(?:\b(?:no|(?<!why )not(?!\s+only)|nor|never|nobody|nothing|none|neither|cannot|without|forbids?|illegal)\b|n['’]t\b)"
    r"(?:\s+[\w'’-]+){0,5}\s*\Z",
    re.IGNORECASE,
)
_NEAR = 80  # characters in which a negation stands before a claim


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to look for: a piece that a text must have to hold it at all, and the pattern of the whole."""

    piece: str
    pattern: re.Pattern[str]
    term: AvoidedTerm


class Words:
    """The phrases to avoid, made ready for many texts, and the names and phrases in which they are right."""

    def __init__(self, terms: Mapping[str, AvoidedTerm]) -> None:
        self.phrases: dict[str, list[Phrase]] = {}
        for term in terms.values():
            for text in term.avoid:
                self.phrases.setdefault(_longest_word(text), []).append(_phrase(text, term))
        allowed = "|".join(_name_pattern(text) for term in terms.values() for text in term.allow)
        self.allowed = re.compile(allowed or r"(?!)")

    def find(self, passage: Passage) -> Iterator[Problem]:
        """Yield a problem for each phrase that a passage shouldn't have; a longer one speaks for those inside it."""
        end = 0
        for match, term in sorted(self._matches(passage.prose), key=lambda pair: (pair[0].start(), -pair[0].end())):
            if match.end() > end:
                end = match.end()
                yield _problem(term, match[0], passage.place(*match.span()))

    def _matches(self, prose: str) -> Iterator[tuple[re.Match[str], AvoidedTerm]]:
        folded = _folded(prose)
        allowed: list[tuple[int, int]] | None = None
        for word in {"", *_WORD.findall(folded)} & self.phrases.keys():
            for phrase in self.phrases[word]:
                for match in phrase.pattern.finditer(prose) if phrase.piece in folded else ():
                    if allowed is None:
                        allowed = [name.span() for name in self.allowed.finditer(prose)]
                    is_allowed = any(start <= match.start() and match.end() <= end for start, end in allowed)
                    if not is_allowed and not (phrase.term.is_claim and _is_negated(prose, match.start())):
                        yield match, phrase.term


def _is_negated(prose: str, start: int) -> bool:
    return bool(_NEGATED.search(prose[max(0, start - _NEAR) : start]))


def _problem(term: AvoidedTerm, words: str, place: Place) -> Problem:
    message = f'"{" ".join(words.split())}" {"promises too much" if term.is_claim else "can hurt or mislead"}'
    hint = f"write {term.use}" if term.use else "take it out"
    return Problem(term.severity, "claim" if term.is_claim else "avoided-word", message, place, f"{hint}. {term.why}")


def _longest_word(text: str) -> str:
    """Return the longest of a phrase's words that are written whole; an empty text if there is none."""
    return max(_WORD.findall(" ".join(word for word in _folded(text).split() if "*" not in word)), key=len, default="")


def _phrase(text: str, term: AvoidedTerm) -> Phrase:
    piece = max(_folded(text).split("*"), key=len).strip()
    return Phrase(piece, re.compile(_pattern(text), re.IGNORECASE), term)


def _name_pattern(text: str) -> str:
    """Return the pattern of something allowed: a name only with its capitals, other words with any."""
    return _pattern(text) if text != text.lower() else f"(?i:{_pattern(text)})"


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _pattern(text: str) -> str:
    """Return the pattern of a phrase: `*` is the rest of a word, a blank is any blank, an apostrophe straight or curly."""
    words = r"\s+".join(
        re.sub("['’]", "['’]", re.escape(word)).replace(r"\*", r"(?:[^\W_]|['’-])*") for word in text.split()
    )
    # Low lines around a word are marks of emphasis.
    return rf"(?<![^\W_])(?<!-){words}(?![^\W_]|-)"
