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
    """
    a about after again all an and any are as at ask be because been before but by call came can care come could day days did
    do does done down each even every few find first for from get give go goes good got had has have he help her here him his
    home how i if in into is it its keep keeps know last like live long look made make many may me more most much must my need
    never new next no not now of off often on one only or other our out over own pay people person place plan program put read
    right same say says see she should so some start still take takes than that the their them then there these they thing
    things think this those time to today too took treatment two up us use used very want was way we week weeks well went were
    what when where which while who will with without work would write year years yes you your
    """.split()  # noqa: SIM905
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


_Way = tuple["_Element | None", ...]  # None stands for a few words


class _Element:
    """What may stand at one place of a phrase: a word, the beginning of a word, or one of some phrases.

    `heads` are the words that it may begin with; a text that has it has one of the words that it `needs`.
    """

    def __init__(self, forms: frozenset[str], beginnings: tuple[str, ...] = (), phrases: tuple[_Way, ...] = ()) -> None:
        self.forms, self.beginnings, self.phrases = forms, beginnings, phrases
        self.heads: frozenset[str]
        self.needs: frozenset[str]
        self.by_head: defaultdict[str, list[_Way]] = defaultdict(list)
        for phrase in phrases:
            for form in phrase[0].heads if phrase[0] else ():
                self.by_head[form].append(phrase)
        self.by_beginning = [phrase for phrase in phrases if phrase[0] and phrase[0].beginnings]
        self.heads = forms.union(self.by_head)
        self.by_need: defaultdict[str, list[_Way]] = defaultdict(list)
        self.needs_beginnings = beginnings
        for phrase in phrases:
            rarest = _rarest(phrase)
            self.needs_beginnings += rarest.needs_beginnings
            for form in rarest.needs:
                self.by_need[form].append(phrase)
        self.needs = forms.union(self.by_need)
        self.length = max([1, *(_reach(phrase) for phrase in phrases)])  # the most words that it has

    def may_be_in(self, forms: frozenset[str]) -> bool:
        """Return whether a text with some words may have it."""
        return bool(self.needs_beginnings) or not self.needs.isdisjoint(forms)

    def may_begin(self, form: str) -> bool:
        """Return whether a word may be its first."""
        return form in self.heads or form.startswith(self.beginnings)

    def phrases_at(self, form: str) -> Iterator[_Way]:
        """Yield the phrases that may begin with a word."""
        yield from self.by_head.get(form, ())
        yield from (phrase for phrase in self.by_beginning if phrase[0] and form.startswith(phrase[0].beginnings))


def _rarest(elements: _Way) -> _Element:
    """Return the element of a phrase that the fewest texts have."""
    known = [element for element in elements if element]
    return min(known, key=lambda one: (not _COMMON.isdisjoint(one.needs), len(one.needs)))


def _reach(elements: _Way) -> int:
    """Return the most words that a phrase, or a part of one, may have."""
    return sum(element.length if element else _MOST_BETWEEN for element in elements)


class _Spots:
    """The words of a text by their forms, and where in it phrases may begin."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.at: defaultdict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(words):
            self.at[word.form].append(index)
        self.forms = frozenset(self.at)
        self._of: dict[_Element, set[int]] = {}

    def starts(self, elements: _Way) -> Iterator[int]:
        """Yield where a phrase may begin: near each word of its rarest element."""
        if not (first := elements[0]) or not all(one is None or one.may_be_in(self.forms) for one in elements):
            return
        rarest = _rarest(elements)
        reach = _reach(elements[: elements.index(rarest)])
        begun = {start for spot in self._spots(rarest) for start in range(max(0, spot - reach), spot + 1)}
        yield from (start for start in begun if rarest is first or first.may_begin(self.words[start].form))

    def _spots(self, element: _Element) -> set[int]:
        """Return where an element may begin."""
        if element not in self._of:
            found = {index for form in element.forms & self.forms for index in self.at[form]}
            if element.beginnings:
                begun = (form for form in self.forms if form.startswith(element.beginnings))
                found.update(index for form in begun for index in self.at[form])
            more = [one for form in element.by_need.keys() & self.forms for one in element.by_need[form]]
            for phrase in element.by_beginning + more:
                found.update(self.starts(phrase))
            self._of[element] = found
        return self._of[element]


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
            rarest = _rarest(elements)
            for form in rarest.needs:
                self._by_word[form].append(number)
            for beginning in rarest.needs_beginnings:
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
            return _Element(frozenset(), (match["word"].lower(),))
        if word := match["word"]:
            return _Element(inflected(next(map(_form, _WORD.finditer(word)), word)))
        name = match["group"]
        if name not in self._compiled:
            self._compiled[name] = _Element(frozenset())  # a group that leads to itself ends here
            ways = [way for text in self.groups.get(name, ()) for way in self._parse(text) if way[0]]
            single = [way[0] for way in ways if len(way) == 1 and way[0]]
            forms = frozenset[str]().union(*(one.forms for one in single))
            beginnings: tuple[str, ...] = sum((one.beginnings for one in single), ())
            phrases: tuple[_Way, ...] = sum((one.phrases for one in single), ())
            more = tuple(way for way in ways if len(way) > 1)
            self._compiled[name] = _Element(forms, beginnings, phrases + more)
        return self._compiled[name]

    def find(self, text: str, words: Sequence[Word]) -> list[Found]:
        """Return the phrases that a text has, in their order."""
        spots = _Spots(words)
        numbers = {number for form in self._by_word.keys() & spots.forms for number in self._by_word[form]}
        begun = tuple(self._by_beginning)
        for form in [form for form in spots.forms if form.startswith(begun)] if begun else ():
            numbers |= {
                number for part, those in self._by_beginning.items() if form.startswith(part) for number in those
            }
        every = []
        for number in numbers:
            elements, meaning = self._all[number]
            beside = meaning.beside if isinstance(meaning, Meaning) else ()
            if all(one.may_be_in(spots.forms) for one in beside):
                for start in spots.starts(elements):
                    if (end := self._end(text, words, start, elements)) is not None:
                        every.append(Found(meaning, start, end - 1))
        return sorted(every, key=lambda one: (one.first, -one.last))

    def may_be_in(self, forms: frozenset[str]) -> bool:
        """Return whether a text with some words may have one of the phrases."""
        return any(all(one is None or one.may_be_in(forms) for one in elements) for elements, _ in self._all)

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
        for phrase in element.phrases_at(form):
            for end in self._ends(text, words, index, phrase, True):
                yield from self._ends(text, words, end, rest, False)
        if form in element.forms or form.startswith(element.beginnings):
            yield from self._ends(text, words, index + 1, rest, False)


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
