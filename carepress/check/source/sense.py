"""Says how a phrase is meant by the words around it: denied, asked, warned of, quoted from somebody, or part of a name."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from carepress.check.source.passages import Passage
from carepress.check.source.phrases import Found, Phrases, Tokens

# Groups in content/_data/word_groups.yaml that say how the words near them are meant.
SENSES = (
    "caution clause clause-after-comma condition consent denial first-person mention name no-denial question said we work".split()  # noqa: SIM905
)
_NEAR = 400  # characters around a phrase that its sentence may have
_DENIED_WITHIN = 5  # words behind a claim
_GOVERNED = 10  # words behind a denial that it may be about
# The search leaps from one first character to the next.
_SENTENCE_END = re.compile(r"[.!?\n](?:(?<=\n)|(?<![ (][A-Z]\.)(?<!\bDr\.)(?<!\bMrs\.)(?![\w.@])[\"”’»)*]*(?=\s|$))")
_CLAUSE_END = re.compile(r"[;:()]|\s[–-]\s|—")
# An inch sign stands behind a number.
_QUOTED = re.compile(r"“[^“”\n]*”|«[^«»\n]*»|(?<!\d)\"[^\"\n]*\"|^>[^\n]*", re.MULTILINE)
_PERSON = re.compile(r"(?:[\w,.;!?”»\"’]\s|— ?)(?!I\b)[A-ZÁÉÍÓÚÑ]\w+")
_CITED = re.compile(r"\[\^|\{\{\s*sources\.")
_IN_TITLE = frozenset('*_"“‘«[')
_LINKING = frozenset(
    "a against an and at by for from in of on or the to with al con contra de del e el en la las los para por sobre y".split()  # noqa: SIM905
)


def sentences_of(tokens: Tokens) -> list[int]:
    """Return the first word of each sentence of a text, and the one behind the last."""
    ends = (match.end() for match in _SENTENCE_END.finditer(tokens.text))
    return sorted({0, len(tokens), *(bisect_left(tokens.starts, end) for end in ends)})


@dataclass(frozen=True)
class Use:
    """A phrase in its sentence, and what the words around it make of it."""

    senses: Mapping[str, Phrases]
    passage: Passage
    tokens: Tokens
    found: Found

    @property
    def text(self) -> str:
        """Return the whole text."""
        return self.tokens.text

    @property
    def start(self) -> int:
        """Return where it begins."""
        return self.tokens.starts[self.found.first]

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.tokens.ends[self.found.last]

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """Return where the sentence begins and ends."""
        first = max(0, self.start - _NEAR)
        begin = max((match.end() for match in _SENTENCE_END.finditer(self.text, first, self.start)), default=first)
        end = _SENTENCE_END.search(self.text, self.end, self.end + _NEAR)
        return begin, end.end() if end else min(len(self.text), self.end + _NEAR)

    def _has(self, sense: str, start: int, end: int) -> list[Found]:
        return self.senses[sense].find(self.tokens, *self.tokens.between(start, end))

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
        first, _ = self.tokens.between(begin, end)
        is_asked = self.text[end - 1] == "?" and any(one.first == first for one in self._has("question", begin, end))
        is_warned = is_asked or self._has("caution", begin, end) or self._is_under("caution")
        return bool(is_warned) or self._is_denied_behind()

    def _clause(self) -> int:
        """Return where the clause begins in which the phrase is."""
        begin, _ = self.sentence
        begin = max((match.end() for match in _CLAUSE_END.finditer(self.text, begin, self.start)), default=begin)
        first, _ = self.tokens.between(begin, self.start)
        if self.senses["condition"].find(self.tokens, first, first + 1):  # "If you can't come, we ..."
            begin = max(begin, self.text.find(",", begin, self.start))
        ends = [self.tokens.ends[one.last] for one in self._has("clause", begin, self.start)]
        later = [self.tokens.starts[one.first] for one in self._has("clause-after-comma", begin, self.start)]
        # A comma may only part the items of a list.
        return max([begin, *ends, *(start for start in later if self.text[begin:start].rstrip().endswith(","))])

    def _is_denied_behind(self) -> bool:
        """Return whether the next few words say that what was claimed is not so."""
        clause = _CLAUSE_END.search(self.text, self.end, self.sentence[1])
        first, last = self.tokens.between(self.end, clause.start() if clause else self.sentence[1])
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

    def is_agreed(self) -> bool:
        """Return whether the sentence says that somebody has agreed to it."""
        return bool(self._has("consent", *self.sentence))

    # ---- words

    def is_quoted(self) -> bool:
        """Return whether words are somebody's own, who is named or cited, or are spoken about as words."""
        spans = (match.span() for match in _QUOTED.finditer(self.text))
        start, end = next(((start, end) for start, end in spans if start <= self.start and self.end <= end), (0, 0))
        if not end:
            return False
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
        is_initial = self.found.last > self.found.first and len(self.tokens.forms[last]) == 1
        if (
            is_initial
            and self.text.startswith(". ", self.tokens.ends[last])
            and self._is_capital(min(last + 1, len(self.tokens) - 1))
        ):
            return True  # a surname follows
        is_more = last - first > self.found.last - self.found.first
        if is_more and self.senses["name"].find(self.tokens, first, last + 1):
            return True
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        written, _ = self.passage.prose.span(start, end)
        around = {self.text[max(0, start - 1)], self.passage.written[max(0, written - 1)]}
        if around.isdisjoint(_IN_TITLE) or self.passage.is_of_picture(start):
            return False
        begin, behind = self.tokens.between(*self.sentence)
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
        for behind in (index + step, index + 2 * step):  # "of", "of the"
            if not 0 <= behind < len(self.tokens) or self.tokens.forms[behind - step] not in _LINKING:
                return False
            if self._is_capital(behind):
                return True
        return False
