"""Finds phrases by their words: in other forms, hyphenated or joined, with groups of words that stand for each other."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from carepress.text.inflection import inflected

_WORD = re.compile(r"#?\d+(?:[.,]\d+)*(?P<percent>\s?%)?|[Nn]o\.(?=\s?\d)|[^\W_]+(?:['’][^\W_]+)*(?:\(s\))?")
_PART = re.compile(rf"\{{(?P<group>[\w-]+)\}}|(?P<gap>…|\.\.\.)|(?P<word>%|{_WORD.pattern})(?P<rest>\*?)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_TWO_WORDS = re.compile(r"([^\W\d_]+) ([^\W\d_]+)")
_CLOSE = re.compile(r"[\s\-‐-―/'’\"“”‘()&+]*")  # what may be between two words of a phrase
_BREAK = re.compile(r"[.!?](?!\w)|[\n:;|]|\s[–-]\s|—")  # what an ellipsis doesn't reach over
_MOST_BETWEEN = 4  # words that an ellipsis stands for
_NEAR = 400  # characters around a phrase that its sentence may have
_SENTENCE_END = re.compile(r"[.!?](?![\w.@])[\"”’)*]*(?=\s|$)|\n")
# Too many texts have these to begin a search with.
_COMMON = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "do",
        "for",
        "from",
        "get",
        "have",
        "help",
        "i",
        "if",
        "in",
        "is",
        "it",
        "more",
        "most",
        "no",
        "not",
        "of",
        "on",
        "one",
        "or",
        "our",
        "own",
        "people",
        "person",
        "program",
        "so",
        "than",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "treatment",
        "was",
        "we",
        "who",
        "will",
        "with",
        "you",
        "your",
    ]
)


class Word(NamedTuple):
    """A word of a text in lower case, without a possessive ending, and where it stands."""

    form: str
    start: int
    end: int


class Found(NamedTuple):
    """A phrase that was found: what it stands for, and its first and last word."""

    meaning: Any
    first: int
    last: int


class _Element(NamedTuple):
    """What may stand at one place of a phrase: a word, the beginning of a word, or one of some phrases."""

    forms: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[tuple["_Element | None", ...], ...]  # None stands for a few words

    @property
    def heads(self) -> frozenset[str]:
        """Return the words that it may begin with."""
        return self.forms.union(*(first.heads for first, *_ in self.phrases if first))


def words_of(text: str) -> list[Word]:
    """Return the words of a text in their order."""
    return [Word(_form(match), match.start(), match.end()) for match in _WORD.finditer(text)]


def _form(match: re.Match[str]) -> str:
    """Return a word as it is compared: a percentage is `%`, but for 100%."""
    form = match[0].lower()
    if match["percent"]:
        return "100%" if form.startswith("100") else "%"
    return form.replace("’", "'").removesuffix("'s").removesuffix("(s)")


class Phrases:
    """Phrases as staff write them, made ready to be looked for in many texts.

    A word stands for its other forms too, `word*` for all that begin so, `…` for a few words, `{group}` for each phrase of
    a group. Words that belong together may be apart, hyphenated or joined. What is `shared` among several keeps the groups
    that have been made ready.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, Any]],
        groups: Mapping[str, Sequence[str]],
        shared: dict[str, _Element] | None = None,
    ) -> None:
        self.groups = groups
        self._stops = frozenset(groups.get("not", ()))  # an ellipsis doesn't reach over a denial
        self._compiled = {} if shared is None else shared
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        self._all = [
            (elements, meaning) for text, meaning in phrases for elements in self._parse(text) if any(elements)
        ]
        for number, (elements, _) in enumerate(self._all):
            known = [element for element in elements if element]
            rarest = min(known, key=lambda one: (not _COMMON.isdisjoint(one.heads), len(one.heads)))
            for form in rarest.heads:
                self._by_word[form].append(number)
            for beginning in rarest.beginnings:
                self._by_beginning[beginning].append(number)

    def _parse(self, text: str) -> list[tuple[_Element | None, ...]]:
        """Return the ways to write a phrase."""
        text = text.strip(" …")
        ways = {text, _HYPHEN.sub("", text)}
        if match := _TWO_WORDS.fullmatch(text):
            ways.add(f"{match[1]}{match[2]}")
        return [elements for way in sorted(ways) if (elements := tuple(map(self._element, _PART.finditer(way))))]

    def _element(self, match: re.Match[str]) -> _Element | None:
        if match["gap"]:
            return None
        if match["rest"]:
            return _Element(frozenset(), (match["word"].lower(),), ())
        if word := match["word"]:
            return _Element(inflected(next(map(_form, _WORD.finditer(word)), word)), (), ())
        name = match["group"]
        if name not in self._compiled:
            self._compiled[name] = _Element(frozenset(), (), ())  # a group that leads to itself ends here
            ways = [way for text in self.groups.get(name, ()) for way in self._parse(text)]
            single = [way[0] for way in ways if len(way) == 1 and way[0] and not way[0].phrases]
            more = tuple(way for way in ways if way[0] and (len(way) > 1 or way[0].phrases))
            beginnings = tuple(beginning for one in single for beginning in one.beginnings)
            self._compiled[name] = _Element(frozenset().union(*(one.forms for one in single)), beginnings, more)
        return self._compiled[name]

    def find(self, text: str, words: Sequence[Word]) -> list[Found]:
        """Return the phrases that a text has, in their order."""
        at: defaultdict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(words):
            at[word.form].append(index)
        numbers = {number for form in self._by_word.keys() & at.keys() for number in self._by_word[form]}
        begun = tuple(self._by_beginning)
        for form in [form for form in at if form.startswith(begun)] if begun else ():
            numbers |= {
                number for part, those in self._by_beginning.items() if form.startswith(part) for number in those
            }
        every = []
        for number in numbers:
            elements, meaning = self._all[number]
            for first in self._starts(elements[0], at) if elements[0] else ():
                if (end := self._end(text, words, first, elements)) is not None:
                    every.append(Found(meaning, first, end - 1))
        return sorted(every, key=lambda one: (one.first, -one.last))

    def _starts(self, element: _Element, at: Mapping[str, list[int]]) -> Iterator[int]:
        yield from (index for form in element.heads & at.keys() for index in at[form])
        if element.beginnings:
            yield from (index for form in at if form.startswith(element.beginnings) for index in at[form])

    def _end(self, text: str, words: Sequence[Word], index: int, elements: Sequence[_Element | None]) -> int | None:
        """Return the index behind the last word of a phrase that begins at a word; None if it doesn't stand there."""
        return next(self._ends(text, words, index, elements, True), None)

    def _ends(
        self, text: str, words: Sequence[Word], index: int, elements: Sequence[_Element | None], is_loose: bool
    ) -> Iterator[int]:
        if not elements:
            yield index
            return
        element, *rest = elements
        if element is None:
            for later in range(index, min(index + _MOST_BETWEEN + 1, len(words))):
                is_stopped = later > index and words[later - 1].form in self._stops
                if is_stopped or _BREAK.search(text, words[index - 1].end, words[later].start):
                    return
                yield from self._ends(text, words, later, rest, True)
            return
        if index >= len(words) or not (is_loose or _CLOSE.fullmatch(text, words[index - 1].end, words[index].start)):
            return
        form = words[index].form
        if form in element.forms or form.startswith(element.beginnings):
            yield from self._ends(text, words, index + 1, rest, False)
        for phrase in element.phrases:
            if phrase[0] and (form in phrase[0].heads or form.startswith(phrase[0].beginnings)):
                for end in self._ends(text, words, index, phrase, True):
                    yield from self._ends(text, words, end, rest, False)


class Meaning(NamedTuple):
    """What a phrase stands for, and what its sentence must have beside it."""

    of: Any
    beside: tuple[Phrases, ...]

    def is_met(self, text: str, sentence: Sequence[Word]) -> bool:
        """Return whether a sentence has all that must be beside the phrase."""
        return all(one.find(text, sentence) for one in self.beside)


def with_beside(
    text: str, of: Any, groups: Mapping[str, Sequence[str]], shared: dict[str, _Element] | None = None
) -> tuple[str, Meaning]:
    """Return a phrase, and what it stands for; behind `&` is what the same sentence must have too."""
    phrase, *beside = text.split("&")
    return phrase, Meaning(of, tuple(Phrases([(one, of)], groups, shared) for one in beside))


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a stretch begins and ends."""
    first = max(0, start - _NEAR)
    begin = max((match.end() for match in _SENTENCE_END.finditer(text, first, start)), default=first)
    finish = _SENTENCE_END.search(text, end, end + _NEAR)
    return begin, finish.end() if finish else min(len(text), end + _NEAR)


def words_between(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Return the words in a stretch of their text."""
    first = bisect_left(words, start, key=lambda word: word.start)
    return words[first : bisect_right(words, end, key=lambda word: word.end)]


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Return of phrases that overlap the first and longest."""
    kept: list[Found] = []
    for one in found:
        if not kept or one.first > kept[-1].last:
            kept.append(one)
    return kept
