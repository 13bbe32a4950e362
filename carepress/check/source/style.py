"""Finds what makes a text hard to read: long sentences, unexplained abbreviations, headings In Title Case, bare dates."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from carepress.assemble.known import Known
from carepress.check.source.passages import Body, Passage, Value
from carepress.problems import Problem
from carepress.problems.catalog import listed, violation

_MOST_IN_SENTENCE, _MOST_IN_PARAGRAPH = 25, 100  # words
_LONGEST_TITLE, _SHORTEST_DESCRIPTION, _LONGEST_DESCRIPTION = 65, 70, 160
_ROMAN = re.compile(r"(?=.{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_SENTENCE_END = re.compile(r"[.!?][\"”’)*_]*(?=\s|$)")
_SHORTENED, _TITLES = listed("shortened"), listed("titles")
_WORD = re.compile(r"[^\W_][\w'’-]*")
# Two letters at least: B12 is a vitamin, and H2 a room.
_ABBREVIATION = re.compile(r"[A-Z](?<![\w-].)(?=[0-9]{0,4}[A-Z])[A-Z0-9]{1,5}(?=s?(?:(?![\w-])|-[A-Z]{2}))")
_LONG_FORM = re.compile(  # behind an abbreviation
    r"s?[*_]*(?:,? (?:which |que )?(?:stands for|(?:is )?short for|means|significa|quiere decir|or? [a-zà-ÿ]+ [a-zà-ÿ])"
    r"|(?: [a-zà-ÿ]+){1,2}, (?:which )?(?:stands for|(?:is )?short for)"
    r"| [(—–-] ?[^\W\d_]+[ -][^\W\d_])"
)
_OPENED = re.compile(r"\((?:(?:also|or|called|known|named|as|the|o|también|llamad[oa]) ){0,4}\Z")
_STATION = re.compile(r"[WK][A-Z]{2,3}(?:-[AFT][MV]\b|,? (?:(?:on|at) [0-9]|[0-9]{2,3}\.[0-9]|radio|[AFT][MV]\b))")
_BEHIND_NAME = re.compile(r"(?:,|\b[A-Z]{2,}[ ,/-]{0,2}) ?\Z")
_GIVEN = re.compile(r"^\*\[([A-Z0-9]+)\]:", re.MULTILINE)
_CAPITAL = "A-ZÁÉÍÓÚÑ"
_LOUD = re.compile(
    rf"\b[{_CAPITAL}][{_CAPITAL}’']+(?:(?:[ ,:;!-]{{1,2}}[{_CAPITAL}][{_CAPITAL}’']+)+\b|(?<=[{_CAPITAL}]{{8}})(?!\w))|\A[{_CAPITAL}]{{4,}}\W*\Z"
)
_FEW = 2  # words in capitals
_LONGEST_ABBREVIATION = 8  # letters, from which on capitals are a word
_QUOTES = frozenset("\"“‘'«")  # in which a sign is told
_EXCLAIMED = re.compile(r"!(?:(?<=\?!)|(?=[!?])|(?=\s(?:[^\n!]{1,90}!\s?){2}))[!?]*")
_AFTER_STOP = re.compile(r"(?:\A|[.:?!—–/(“\"¿¡«]) ?\Z")
_BARE_DATE = re.compile(
    r"[0-9](?<![\w/.§-].)[0-9]?(?P<sign>[/.-])[0-9]{1,2}(?:(?P=sign)(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})|(?<=/..)|(?<=/.))"
    r"(?![\w/-]|[.][0-9])"
)
# A day without its year is told by what stands before it.
_ON = re.compile(
    r"\b(?:on|from|until|till|since|by|before|after|through|starting|beginning|due|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[.,]{0,2} \Z",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"\b(?:v|version|section|rule|level|part|step|chapter|code|no\."
    r"|versión|sección|regla|nivel|parte|paso|capítulo|código|núm\.) ?\Z",
    re.IGNORECASE,
)


class Style:
    """The texts of a page, and what tells names in them: `known`, `nouns` that names have, and `common` ones that few have."""

    def __init__(
        self, passages: Sequence[Passage], known: Known, nouns: frozenset[str], common: frozenset[str], language: str
    ) -> None:
        self.passages, self.known, self.nouns, self.common = passages, known, nouns, common
        self.explained, self.small_in_titles, self.plain = (
            listed(name, language) for name in ("explained", "small", "plain")
        )
        self.bodies = [one for one in passages if isinstance(one, Body)]

    def problems(self) -> Iterator[Problem]:
        """Yield what the texts should say more plainly."""
        for passage in self.passages:
            if isinstance(passage, Body):
                yield from self._blocks(passage)
            else:
                yield from self._title_and_description(passage)
            for start, end in self._shouts(passage):
                yield violation("shouting", passage.place(start, end), words=passage.prose.text[start:end])
            for match in _BARE_DATE.finditer(passage.prose.text):
                if _is_day(match):
                    yield violation("date-written", passage.place(*match.span()), words=match[0])
        yield from self._abbreviations()

    def _title_and_description(self, value: Value) -> Iterator[Problem]:
        least, most, length = _SHORTEST_DESCRIPTION, _LONGEST_DESCRIPTION, len(value.prose.text)
        if value.path == ("title",):
            yield from self._heading(value, 0, length)
            if length > _LONGEST_TITLE:
                yield violation("title-long", value.place(0, length), length=length, most=_LONGEST_TITLE)
        elif value.path == ("description",) and not least <= length <= most:
            yield violation("description-length", value.place(0, length), length=length, least=least, most=most)

    def _blocks(self, passage: Body) -> Iterator[Problem]:
        start, may_be_caption = 0, passage.has_pictures
        for block in passage.prose.text.split("\n"):
            if block.startswith("#") or (block and may_be_caption and passage.is_caption(start)):
                first = len(block) - len(block.lstrip("# "))
                yield from self._heading(passage, start + first, start + len(block))
            elif block.count(" ") >= _MOST_IN_SENTENCE:
                yield from _long(passage, start, block)
            start += len(block) + 1

    def _heading(self, passage: Passage, start: int, end: int) -> Iterator[Problem]:
        """Yield a problem for a heading in which words have capitals that aren't names."""
        text = passage.prose.text[start:end]
        if text[1:].islower():
            return
        inner = [
            match[0]
            for match in _WORD.finditer(text)
            if not _AFTER_STOP.search(text[max(0, match.start() - 2) : match.start()])
        ]
        capital = [word for word in inner if word[0].isupper() and not word[1:].isupper() and len(word) > 1]
        loud = _LOUD.search(text)
        is_loud = self._is_plain([word for word in inner if word.isupper() and len(word) > 1])
        if is_loud or (loud and self._is_loud(loud[0])) or (capital and self._is_title_case(text, inner, capital)):
            yield violation("heading-case", passage.place(start, end))

    def _shouts(self, passage: Passage) -> Iterator[tuple[int, int]]:
        """Yield what is in capitals or has several exclamation marks; of headings and titles another rule tells."""
        text = passage.prose.text
        yield from (match.span() for match in _EXCLAIMED.finditer(text))
        if isinstance(passage, Body) or passage.path != ("title",):
            for start, end in self._in_capitals(text):
                is_heading = text.startswith("#", text.rfind("\n", 0, start) + 1)
                if not is_heading and text[start - 1 : start] not in _QUOTES:
                    yield start, end

    def _in_capitals(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the stretches of a text that are loud: of two long words, or of more."""
        for match in _LOUD.finditer(text):
            words = match[0].split()
            is_long = len(match[0]) > len("DO NOT") and (min(map(len, words)) > len("NOT") or self._is_plain(words))
            is_alone = (
                match[0].isalpha()
                and len(match[0]) >= _LONGEST_ABBREVIATION
                and text[match.start() - 1 : match.start()] != "-"
            )
            if (len(words) > _FEW or is_alone or (len(words) == _FEW and is_long)) and self._is_loud(match[0]):
                yield match.span()

    def _is_loud(self, text: str) -> bool:
        words = _WORD.findall(text)
        return self._is_plain(words) or sum(len(word) > 3 and not self.known.is_name(word) for word in words) >= min(
            2, len(text.split())
        )

    def _is_plain(self, words: Sequence[str]) -> bool:
        """Return whether one of some words is in no name; US, which may be one, is taken for it too."""
        return any(word.lower() in self.plain for word in words)

    def _is_title_case(self, text: str, inner: Sequence[str], capital: Sequence[str]) -> bool:
        """Return whether the words inside a heading have capitals though they are no name."""
        for name in self.known.names_in(text):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " " * len(name), text)
        capital = [word for word in capital if word in text]
        if not self.plain.isdisjoint(map(str.lower, capital)):
            return True
        is_small = any(word[0].islower() and word not in self.small_in_titles for word in inner)
        words = _WORD.findall(text)
        if not capital or is_small or any(word[0].isupper() and word.lower() in self.nouns for word in words):
            return False
        is_common = self.common.issuperset(map(str.lower, capital))
        return is_common or len(capital) >= 3 or self.small.issuperset(map(str.lower, words))

    @cached_property
    def small(self) -> frozenset[str]:
        """Return the words of the page that stand in it without a capital."""
        return frozenset(word for one in self.bodies for word in re.findall(r"[a-zà-ÿ]+", one.prose.text))

    def _abbreviations(self) -> Iterator[Problem]:
        """Yield a problem for the first of each abbreviation that the page explains nowhere."""
        first: dict[str, tuple[Passage, int, int]] = {}
        explained: set[str] = set()
        for body in self.passages:
            explained.update(_GIVEN.findall(body.written) if "*[" in body.written else ())
            loud = [*self._in_capitals(body.prose.text)]
            for match in _ABBREVIATION.finditer(body.prose.text):
                if (
                    not any(start <= match.start() < end for start, end in loud)
                    and match[0] not in self.explained
                    and not self.known.is_name(match[0])
                    and not _ROMAN.fullmatch(match[0])
                    and not _STATION.match(body.prose.text, match.start())
                    and not (match[0] in _TITLES and _BEHIND_NAME.search(body.prose.text[: match.start()][-9:]))
                ):
                    first.setdefault(match[0], (body, *match.span()))
                    if _is_explained(match):
                        explained.add(match[0])
        for word, (body, start, end) in first.items():
            if word not in explained and word.lower() not in self.small:
                yield violation("abbreviation", body.place(start, end), word=word)


def _long(passage: Body, start: int, block: str) -> Iterator[Problem]:
    """Yield a problem for a block that is too long, and for each of its sentences that is."""
    first = len(block) - len(block.lstrip("|> "))
    is_cell = block.startswith("|")
    if not is_cell and block.count(" ") >= _MOST_IN_PARAGRAPH and (words := _count(block)) > _MOST_IN_PARAGRAPH:
        place = passage.place(start + first, start + first + 1)
        yield violation("paragraph-long", place, words=words, most=_MOST_IN_PARAGRAPH)
    for end in (*(match.end() for match in _SENTENCE_END.finditer(block) if _is_end(match)), len(block)):
        if (
            block.count(" ", first, end) >= _MOST_IN_SENTENCE
            and (words := _count(block[first:end])) > _MOST_IN_SENTENCE
        ):
            at = start + end - len(block[first:end].lstrip())
            yield violation("sentence-long", passage.place(at, at + 1), words=words, most=_MOST_IN_SENTENCE)
        first = end


def _is_end(stop: re.Match[str]) -> bool:
    """Return whether a stop ends a sentence, and no abbreviation."""
    text, start, end = stop.string, stop.start(), stop.end()
    word = text[text.rfind(" ", 0, start) + 1 : start].lstrip('(“"')
    is_short = word in _SHORTENED or (word[:1].isupper() and (len(word) == 1 or "." in word))
    return stop[0] != "." or not (is_short or ("." in word and text[end + 1 : end + 2].islower()))


def _is_explained(match: re.Match[str]) -> bool:
    """Return whether an abbreviation has its long form beside it."""
    text, start, end = match.string, match.start(), match.end()
    before, behind = text[max(0, start - 20) : start], text[end : end + 12].removeprefix("s")
    is_behind = (bool(_OPENED.search(before)) and behind.startswith(")")) or (
        before.endswith(("or ", " o ")) and behind.startswith((",", " for short"))
    )
    return is_behind or bool(_LONG_FORM.match(text, end))


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _is_day(match: re.Match[str]) -> bool:
    """Return whether three numbers can be a day, and not a version."""
    if not match["year"]:
        first, second = map(int, match[0].split("/"))
        return 0 < first <= 12 and 0 < second <= 31 and bool(_ON.search(match.string[: match.start()][-12:]))
    first, second, year = map(int, match[0].split(match["sign"]))
    is_version = match["sign"] == "." and (
        year < 20 or _VERSION.search(match.string, max(0, match.start() - 9), match.start())
    )
    return 0 < min(first, second) <= 12 and max(first, second) <= 31 and not is_version
