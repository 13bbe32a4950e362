"""Finds words that hurt and claims that mislead, as content/_data/terms.yaml lists them, where they are meant so."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from carepress.check.source.passages import Passage
from carepress.check.source.phrases import Found, Phrases, Tokens, without_overlaps
from carepress.model.records import AvoidedTerm, WordGroup
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation

# Groups in content/_data/word_groups.yaml that say how the words near them are meant.
SENSES = (
    "caution clause clause-after-comma denial first-person mention name no-denial question said we work".split()  # noqa: SIM905
)
_NEAR = 400  # characters around a phrase that its sentence may have
_MOST = 1000  # phrases in one text that are looked at: no real text has as many
_DENIED_WITHIN = 5  # words behind a claim
_GOVERNED = 10  # words behind a denial that it may be about
_SENTENCE_END = re.compile(r"[.!?](?![\w.@])[\"”’)*]*(?=\s|$)|\n")
_CLAUSE_END = re.compile(r"[;:()]|\s[–-]\s|—")
# An inch sign stands behind a number.
_QUOTED = re.compile(r"“[^“”\n]*”|(?<!\d)\"[^\"\n]*\"|^>[^\n]*", re.MULTILINE)
_PERSON = re.compile(r"(?:[\w,.;!?”\"’]\s|— ?)(?!I\b)[A-Z]\w+")
_CITED = re.compile(r"\[\^|\{\{\s*sources\.")
_IN_TITLE = frozenset('*_"“‘[')
_LINKING = frozenset(["a", "against", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])


class Words:
    """The phrases to avoid, made ready for many texts, and the names and phrases in which they are right."""

    def __init__(self, terms: Mapping[str, AvoidedTerm], groups: Mapping[str, WordGroup]) -> None:
        listed = {name: group.words for name, group in groups.items()}
        self.phrases = Phrases((_read(text, term, listed) for term in terms.values() for text in term.avoid), listed)
        self.allowed = Phrases(((text, (text, term)) for term in terms.values() for text in term.allow), listed)
        self.senses = {name: Phrases(((text, name) for text in listed.get(name, ())), listed) for name in SENSES}

    def find(self, passage: Passage) -> Iterator[Problem]:
        """Yield a problem for each phrase that a passage shouldn't have; a longer one speaks for those inside it."""
        text = passage.prose.text
        tokens = Tokens(text)
        if not (found := self.phrases.find(tokens)):
            return
        allowed = [one for one in self.allowed.find(tokens) if _is_spelled_so(one, tokens)]
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        uses = [_Use(self.senses, passage, tokens, one) for one in found[:_MOST]]
        for is_claim in (False, True):
            for one in without_overlaps(
                use.found for use in uses if use.term.is_claim is is_claim and use.has_what_is_beside()
            ):
                use = _Use(self.senses, passage, tokens, one)
                if any(
                    name.first <= one.first and one.last <= name.last and _is_for(use.term, name) for name in allowed
                ):
                    continue
                is_right = use.is_denied() if is_claim else use.is_quoted(quoted)
                if not is_right and not use.is_name():
                    shown = " ".join(text[use.start : use.end].split())
                    yield _problem(use.term, shown, passage.place(use.start, use.end))


class _Meaning(NamedTuple):
    term: AvoidedTerm
    beside: tuple[Phrases, ...]


def _read(text: str, term: AvoidedTerm, groups: Mapping[str, Sequence[str]]) -> tuple[str, _Meaning]:
    """Return a phrase, and what it stands for; behind `&` is what the same sentence must have too."""
    phrase, *beside = text.split("&")
    return phrase, _Meaning(term, tuple(Phrases([(one, term)], groups) for one in beside))


def _problem(term: AvoidedTerm, words: str, place: Place) -> Problem:
    said = {"words": words, "use": term.use, "why": term.why}
    problem = violation("claim" if term.is_claim else "avoided-word", place, "" if term.use else "out", **said)
    return replace(problem, severity=term.severity)


def _is_spelled_so(one: Found, tokens: Tokens) -> bool:
    """Return whether a phrase that is allowed stands there with its capitals; without any, all spellings are right."""
    name, _ = one.meaning
    shown = tokens.text[tokens.starts[one.first] : tokens.ends[one.last]]
    return sum(map(str.isupper, shown)) >= sum(map(str.isupper, name))


def _is_for(term: AvoidedTerm, allowed: Found) -> bool:
    """Return whether an allowed phrase speaks for a term: a name does for all, others for that with which they stand."""
    name, owner = allowed.meaning
    return owner is term or name != name.lower()


@dataclass(frozen=True)
class _Use:
    """A phrase in its sentence."""

    senses: Mapping[str, Phrases]
    passage: Passage
    tokens: Tokens
    found: Found

    @property
    def term(self) -> AvoidedTerm:
        meaning: _Meaning = self.found.meaning
        return meaning.term

    @property
    def text(self) -> str:
        return self.tokens.text

    @property
    def start(self) -> int:
        return self.tokens.starts[self.found.first]

    @property
    def end(self) -> int:
        return self.tokens.ends[self.found.last]

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """Return where the sentence begins and ends."""
        first = max(0, self.start - _NEAR)
        begin = max((match.end() for match in _SENTENCE_END.finditer(self.text, first, self.start)), default=first)
        end = _SENTENCE_END.search(self.text, self.end, self.end + _NEAR)
        return begin, end.end() if end else min(len(self.text), self.end + _NEAR)

    def _between(self, start: int, end: int) -> tuple[int, int]:
        """Return the first word between two places of the text, and the one behind the last."""
        return bisect_left(self.tokens.starts, start), bisect_right(self.tokens.ends, end)

    def _has(self, sense: str, start: int, end: int) -> list[Found]:
        return self.senses[sense].find(self.tokens, *self._between(start, end))

    def has_what_is_beside(self) -> bool:
        """Return whether the sentence has what must be beside the phrase."""
        meaning: _Meaning = self.found.meaning
        return all(one.find(self.tokens, *self._between(*self.sentence)) for one in meaning.beside)

    # ---- claims

    def is_denied(self) -> bool:
        """Return whether a claim is denied, asked or warned of, by words that are about it."""
        begin, end = self.sentence
        clause = self._clause()
        shams = self._has("no-denial", clause, self.start)
        for one in self._has("denial", clause, self.start):
            is_sham = any(sham.first <= one.first and one.last <= sham.last for sham in shams)
            if not is_sham and self.found.first - one.last <= _GOVERNED:
                return True
        # Who speaks of himself neither asks nor warns.
        if self._has("we", begin, self.end):
            return False
        first, _ = self._between(begin, end)
        is_asked = self.text[end - 1] == "?" and any(one.first == first for one in self._has("question", begin, end))
        is_warned = is_asked or self._has("caution", begin, end) or self._is_under("caution")
        return bool(is_warned) or self._is_denied_behind()

    def _clause(self) -> int:
        """Return where the clause begins in which the phrase is."""
        begin, _ = self.sentence
        begin = max((match.end() for match in _CLAUSE_END.finditer(self.text, begin, self.start)), default=begin)
        ends = [self.tokens.ends[one.last] for one in self._has("clause", begin, self.start)]
        later = [self.tokens.starts[one.first] for one in self._has("clause-after-comma", begin, self.start)]
        # A comma may only part the items of a list.
        return max([begin, *ends, *(start for start in later if self.text[begin:start].rstrip().endswith(","))])

    def _is_denied_behind(self) -> bool:
        """Return whether the next few words say that what was claimed is not so."""
        clause = _CLAUSE_END.search(self.text, self.end, self.sentence[1])
        first, last = self._between(self.end, clause.start() if clause else self.sentence[1])
        last = min(last, first + _DENIED_WITHIN)
        shams = {one.first for one in self.senses["no-denial"].find(self.tokens, first, last)}
        return any(one.first not in shams for one in self.senses["denial"].find(self.tokens, first, last))

    def _is_under(self, sense: str) -> bool:
        """Return whether what stands above says how a section, a list or a table is meant."""
        *above, own = self.text[max(0, self.start - 2 * _NEAR) : self.start].split("\n")
        heading = next((line for line in reversed(above) if line.startswith("#")), "")
        lead = next((line for line in reversed(above) if line.rstrip().endswith(":")), "")
        caption = next((line for line in reversed(above) if line and not line.startswith("|")), "")
        lines = [heading, lead, *([caption] if own.startswith("|") else ())]
        return any(self.senses[sense].find(Tokens(line)) for line in lines if line)

    # ---- words

    def is_quoted(self, quoted: Sequence[tuple[int, int]]) -> bool:
        """Return whether words are somebody's own, who is named or cited, or are spoken about as words."""
        span = next(((start, end) for start, end in quoted if start <= self.start and self.end <= end), None)
        if not span:
            return False
        start, end = span
        if self._has("first-person", start, self.start):
            return True
        first = max(self.text.rfind("\n", 0, start + 1) + 1, start - _NEAR)
        last = self.text.find("\n", end)
        last = min(last if last >= 0 else len(self.text), end + _NEAR)
        written_first, written_last = self.passage.prose.span(first, last)
        if _CITED.search(self.passage.written, written_first, written_last):
            return True
        if self.text.startswith(">", first):
            return "—" in self.text[self.end : last]
        around = f"{self.text[first:start]} … {self.text[end:last]}"
        if self._has("said", first, last) and _PERSON.search(around):
            return True
        sentence_start, sentence_end = self.sentence
        is_about_words = self._has("mention", min(sentence_start, start), max(sentence_end, end))
        return bool(is_about_words) or self._is_under("mention")

    # ---- names

    def is_name(self) -> bool:
        """Return whether the phrase is part of a proper name: of a law, an agency, a book, a band, a place."""
        first, last = self.found.first, self.found.last
        if not all(self._is_capital(index) or self.tokens.forms[index] in _LINKING for index in range(first, last + 1)):
            return False
        while first > 0 and self._goes_on(first - 1, -1):
            first -= 1
        while last + 1 < len(self.tokens) and self._goes_on(last + 1, 1):
            last += 1
        is_more = last - first > self.found.last - self.found.first
        if is_more and self.senses["name"].find(self.tokens, first, last + 1):
            return True
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        written, _ = self.passage.prose.span(start, end)
        if {self.text[max(0, start - 1)], self.passage.written[max(0, written - 1)]}.isdisjoint(_IN_TITLE):
            return False
        begin, behind = self._between(*self.sentence)
        others = [self._is_capital(index) for index in range(begin, behind) if not first <= index <= last]
        is_long = sum(map(self._is_capital, range(first, last + 1))) > 1
        return bool(self._has("work", *self.sentence)) or (is_long and 2 * sum(others) < len(others))

    def _is_capital(self, index: int) -> bool:
        sign = self.text[self.tokens.starts[index]]
        return sign.isupper() or sign.isdigit()

    def _goes_on(self, index: int, step: int) -> bool:
        """Return whether a name goes on over a word: another with a capital, or one that links two such words."""
        left, right = min(index, index - step), max(index, index - step)
        gap = self.text[self.tokens.ends[left] : self.tokens.starts[right]]
        if gap.strip(" -&’'") or len(gap) > 3:
            return False
        if self._is_capital(index):
            return True
        is_inside = 0 <= index + step < len(self.tokens)
        return is_inside and self.tokens.forms[index] in _LINKING and self._is_capital(index + step)
