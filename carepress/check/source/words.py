"""Finds words that hurt and claims that mislead, as content/_data/terms.yaml lists them, where they are meant so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from carepress.check.source.passages import Passage
from carepress.check.source.phrases import (
    Found,
    Meaning,
    Phrases,
    Word,
    sentence_at,
    with_beside,
    without_overlaps,
    words_between,
    words_of,
)
from carepress.model.records import AvoidedTerm, WordGroup
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation

# Groups in content/_data/word_groups.yaml that say how the words near them are meant.
SENSES = (
    "caution",
    "clause",
    "clause-after-comma",
    "denial",
    "first-person",
    "mention",
    "name",
    "no-denial",
    "question",
    "said",
    "we",
    "work",
)
_NEAR = 400  # characters around a phrase that its sentence may have
_MOST = 1000  # phrases in one text that are looked at: no real text has as many
_DENIED_WITHIN = 5  # words behind a claim
_GOVERNED = 9  # words behind a denial that it may be about
_CLAUSE_END = re.compile(r"[;:()]|\s[–-]\s|—")
# An inch sign stands behind a number.
_QUOTED = re.compile(r"“[^“”\n]*”|(?<!\d)\"[^\"\n]*\"|^>[^\n]*", re.MULTILINE)
_PERSON = re.compile(r"(?:[\w,.;!?”\"’]\s|— ?)(?!I\b)[A-Z]\w+")
_CITED = re.compile(r"\[\^|\{\{\s*sources\.")
_IN_TITLE = '*_"“‘['
_LINKING = frozenset(
    ["a", "against", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)


class Words:
    """The phrases to avoid, made ready for many texts, and the names and phrases in which they are right."""

    def __init__(self, terms: Mapping[str, AvoidedTerm], groups: Mapping[str, WordGroup]) -> None:
        listed = {name: group.words for name, group in groups.items()}
        self.phrases = Phrases(
            (with_beside(text, term, listed) for term in terms.values() for text in term.avoid), listed
        )
        self.allowed = Phrases(((text, (text, term)) for term in terms.values() for text in term.allow), listed)
        self.senses = {name: Phrases(((text, name) for text in listed.get(name, ())), listed) for name in SENSES}

    def find(self, passage: Passage) -> Iterator[Problem]:
        """Yield a problem for each phrase that a passage shouldn't have; a longer one speaks for those inside it."""
        text = passage.prose.text
        words = passage.words
        if not (found := self.phrases.find(text, words)):
            return
        allowed = [one for one in self.allowed.find(text, words) if _is_spelled_so(one, text, words)]
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        uses = [_Use(self.senses, passage, words, one) for one in found[:_MOST]]
        for is_claim in (False, True):
            those = [use.found for use in uses if use.term.is_claim is is_claim and use.has_beside()]
            for one in without_overlaps(those):
                use = _Use(self.senses, passage, words, one)
                if any(
                    name.first <= one.first and one.last <= name.last and _is_for(use.term, name) for name in allowed
                ):
                    continue
                is_right = use.is_denied() if is_claim else use.is_quoted(quoted)
                if not is_right and not use.is_name():
                    shown = " ".join(text[use.start : use.end].split())
                    yield _problem(use.term, shown, passage.place(use.start, use.end))


def _problem(term: AvoidedTerm, words: str, place: Place) -> Problem:
    said = {"words": words, "use": term.use, "why": term.why}
    problem = violation("claim" if term.is_claim else "avoided-word", place, "" if term.use else "out", **said)
    return replace(problem, severity=term.severity)


def _is_spelled_so(one: Found, text: str, words: Sequence[Word]) -> bool:
    """Return whether a phrase that is allowed stands there with its capitals; without any, all spellings are right."""
    name, _ = one.meaning
    shown = text[words[one.first].start : words[one.last].end]
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
    words: Sequence[Word]
    found: Found

    @property
    def term(self) -> AvoidedTerm:
        term: AvoidedTerm = self.found.meaning.of
        return term

    @property
    def text(self) -> str:
        return self.passage.prose.text

    @property
    def start(self) -> int:
        return self.words[self.found.first].start

    @property
    def end(self) -> int:
        return self.words[self.found.last].end

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """Return where the sentence begins and ends."""
        return sentence_at(self.text, self.start, self.end)

    def _between(self, start: int, end: int) -> Sequence[Word]:
        return words_between(self.words, start, end)

    def _has(self, sense: str, start: int, end: int) -> list[Found]:
        return self.senses[sense].find(self.text, self._between(start, end))

    def has_beside(self) -> bool:
        """Return whether the sentence has what must be beside the phrase."""
        meaning: Meaning = self.found.meaning
        return not meaning.beside or meaning.is_met(self.text, self._between(*self.sentence))

    def is_denied(self) -> bool:
        """Return whether a claim is denied, asked or warned of, by words that are about it."""
        begin, end = self.sentence
        before = self._between(self._clause(), self.start)
        denied = self.senses["denial"].find(self.text, before)
        shams = self.senses["no-denial"].find(self.text, before)
        for one in denied:
            is_sham = any(sham.first <= one.first and one.last <= sham.last for sham in shams)
            if not is_sham and len(before) - one.last <= _GOVERNED:
                return True
        if self._has("we", begin, self.end):
            return False
        is_asked = self.text[end - 1 : end] == "?" and any(
            one.first == 0 for one in self.senses["question"].find(self.text, self._between(begin, end))
        )
        return (
            is_asked or self._is_denied_behind() or bool(self._has("caution", begin, end)) or self._is_listed("caution")
        )

    def _is_denied_behind(self) -> bool:
        """Return whether the next few words say that what was claimed is not so."""
        end = _CLAUSE_END.search(self.text, self.end, self.sentence[1])
        after = self._between(self.end, end.start() if end else self.sentence[1])[:_DENIED_WITHIN]
        shams = {one.first for one in self.senses["no-denial"].find(self.text, after)}
        return any(one.first not in shams for one in self.senses["denial"].find(self.text, after))

    def _is_listed(self, sense: str) -> bool:
        """Return whether what stands above says how a list, a table or a section is meant."""
        above = self.text[max(0, self.start - 2 * _NEAR) : self.start].split("\n")
        own = above.pop()
        heads = (
            lambda line: line.startswith("#"),
            lambda line: line.rstrip().endswith(":"),
            lambda line: own.startswith("|") and bool(line) and not line.startswith("|"),
        )
        lines = [next(filter(is_head, reversed(above)), "") for is_head in heads]
        return any(self.senses[sense].find(line, words_of(line)) for line in lines if line)

    def _clause(self) -> int:
        """Return where the clause begins in which the phrase is."""
        begin, _ = self.sentence
        begin = max((match.end() for match in _CLAUSE_END.finditer(self.text, begin, self.start)), default=begin)
        words = self._between(begin, self.start)
        ends = [words[one.last].end for one in self.senses["clause"].find(self.text, words)]
        # A comma may only part the items of a list.
        after = [
            words[one.first].start
            for one in self.senses["clause-after-comma"].find(self.text, words)
            if self.text[: words[one.first].start].rstrip().endswith(",")
        ]
        return max([begin, *ends, *after])

    def is_quoted(self, quoted: Sequence[tuple[int, int]]) -> bool:
        """Return whether words are somebody's own, who is named or cited, or are spoken about as words."""
        span = next(((start, end) for start, end in quoted if start <= self.start and self.end <= end), None)
        if not span:
            return False
        start, end = span
        line_start = self.text.rfind("\n", 0, start + 1) + 1
        line_end = self.text.find("\n", end)
        line_end = line_end if line_end >= 0 else len(self.text)
        around = f"{self.text[max(line_start, start - _NEAR) : start]} … {self.text[end : min(line_end, end + _NEAR)]}"
        if self._has("first-person", start, self.start):
            return True
        is_block = self.text.startswith(">", line_start)
        said = self._has("said", max(line_start, start - _NEAR), min(line_end, end + _NEAR))
        if is_block:
            around = (
                self.text[max(line_start, end - _NEAR) : line_end].rpartition("—")[2]
                if "—" in self.text[line_start:line_end]
                else ""
            )
            return bool(around.strip()) or bool(_CITED.search(self._written(line_start, line_end)))
        if (said and _PERSON.search(around)) or _CITED.search(self._written(start, min(line_end, end + _NEAR))):
            return True
        begin, finish = self.sentence
        return bool(self._has("mention", min(begin, start), max(finish, end))) or self._is_listed("mention")

    def _written(self, start: int, end: int) -> str:
        first, last = self.passage.prose.span(start, end)
        return self.passage.written[first : last + 40]

    def is_name(self) -> bool:
        """Return whether the phrase is part of a proper name: of a law, an agency, a book, a band, a place."""
        own = self.words[self.found.first : self.found.last + 1]
        if not all(self._is_capital(word) or word.form in _LINKING for word in own):
            return False
        first, last = self.found.first, self.found.last
        while first > 0 and self._goes_on(first - 1, -1):
            first -= 1
        while last + 1 < len(self.words) and self._goes_on(last + 1, 1):
            last += 1
        name = self.words[first : last + 1]
        begin, end = self.sentence
        if len(name) > len(own) and self.senses["name"].find(self.text, name):
            return True
        others = [word for word in self._between(begin, end) if not name[0].start <= word.start <= name[-1].start]
        is_title_case = sum(map(self._is_capital, others)) * 2 > len(others) or not others
        written, _ = self.passage.prose.span(name[0].start, name[-1].end)
        signs = {self.text[max(0, name[0].start - 1)], self.passage.written[max(0, written - 1)]}
        in_title = not signs.isdisjoint(_IN_TITLE)
        if in_title and self._has("work", begin, end):
            return True
        return in_title and not is_title_case and sum(map(self._is_capital, name)) >= 2

    def _is_capital(self, word: Word) -> bool:
        return self.text[word.start].isupper() or word.form[0].isdigit()

    def _goes_on(self, index: int, step: int) -> bool:
        """Return whether a name goes on over a word: another with a capital, or one that links two such words."""
        word, near = self.words[index], self.words[index - step]
        gap = self.text[min(word.end, near.end) : max(word.start, near.start)]
        if gap.strip(" -&’'") or len(gap) > 3:
            return False
        if self._is_capital(word):
            return True
        return (
            word.form in _LINKING and 0 <= index + step < len(self.words) and self._is_capital(self.words[index + step])
        )
