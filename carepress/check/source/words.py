"""Finds words that hurt and claims that mislead, as content/_data/terms.yaml lists them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from carepress.check.source.passages import Passage
from carepress.model.records import AvoidedTerm
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation

# "We can't promise a cure": who says that there is none claims nothing.
_NEGATED = re.compile(
    r"(?:\b(?:no|(?<!why )not(?!\s+only)|nor|never|nobody|nothing|none|neither|cannot|without|forbids?|illegal)\b|n['’]t\b)"
    r"(?:\s+[\w'’-]+){0,5}\s*\Z",
    re.IGNORECASE,
)
_NEAR = 80  # characters in front of a claim that may hold a negation


class Words:
    """The phrases to avoid, made ready for many texts, and the names and phrases in which they are right."""

    def __init__(self, terms: Mapping[str, AvoidedTerm]) -> None:
        # Each with the longest piece that a text must have to hold it at all.
        self.phrases = [
            (max(_folded(text).split("*"), key=len).strip(), re.compile(_pattern(text, "i")), term)
            for term in terms.values()
            for text in term.avoid
        ]
        # A name is allowed only with its capitals, other words with any.
        names = (text for term in terms.values() for text in term.allow)
        allowed = (_pattern(text, "" if text != text.lower() else "i") for text in names)
        self.allowed = re.compile("|".join(allowed) or r"(?!)")

    def find(self, passage: Passage) -> Iterator[Problem]:
        """Yield a problem for each phrase that a passage shouldn't have; a longer one speaks for those inside it."""
        end = 0
        for match, term in sorted(self._matches(passage.prose), key=lambda pair: (pair[0].start(), -pair[0].end())):
            if match.end() > end:
                end = match.end()
                yield _problem(term, " ".join(match[0].split()), passage.place(*match.span()))

    def _matches(self, prose: str) -> Iterator[tuple[re.Match[str], AvoidedTerm]]:
        folded = _folded(prose)
        found = [
            (match, term)
            for piece, pattern, term in self.phrases
            if piece in folded
            for match in pattern.finditer(prose)
            if not (term.is_claim and _NEGATED.search(prose[max(0, match.start() - _NEAR) : match.start()]))
        ]
        allowed = [name.span() for name in self.allowed.finditer(prose)] if found else []
        for match, term in found:
            if not any(start <= match.start() and match.end() <= end for start, end in allowed):
                yield match, term


def _problem(term: AvoidedTerm, words: str, place: Place) -> Problem:
    said = {"words": words, "use": term.use, "why": term.why}
    problem = violation("claim" if term.is_claim else "avoided-word", place, "" if term.use else "out", **said)
    return replace(problem, severity=term.severity)


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _pattern(text: str, flag: str) -> str:
    """Return the pattern of a phrase: `*` is the rest of a word, a blank is any blank, an apostrophe straight or curly."""
    words = r"\s+".join(
        re.sub("['’]", "['’]", re.escape(word)).replace(r"\*", r"(?:[^\W_]|['’-])*") for word in text.split()
    )
    # The search can leap from one first letter to the next. Low lines around a word are marks of emphasis.
    first = (text[0].lower() + text[0].upper() if flag else text[0]) if text[:1].isalnum() else r"\S"
    return rf"(?=[{first}])(?<![^\W_])(?<!-)(?{flag}:{words})(?![^\W_]|-)"
