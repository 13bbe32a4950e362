"""Finds phrases by their words: in other forms, hyphenated or joined, with groups of words that stand for each other."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, chain, count
from operator import add
from typing import Any, NamedTuple

from carepress.check.source.vocabulary import END, GAP, WORD, Elements, Following, Node, Vocabulary, form_of

_CLOSE = re.compile(r"[\s\-‐-―/'’\"“”‘()&+]*")  # what may be between two words of a phrase
_BREAK = re.compile(r"[.!?](?!\w)|[\n:;|]|\s[–-]\s|—")  # what an ellipsis doesn't reach over
_MOST_BETWEEN = 5  # words that an ellipsis stands for
_APART = re.compile(r" (?:(?<=[Nn]o\. )(?=\d)|(?<=\d )(?=%))")  # a blank inside of a word

# What may come next: any of some words, or one that begins so, or one of some in the next few behind an ellipsis; the words
# are None if any may.
_Next = tuple[frozenset[str] | None, tuple[str, ...], frozenset[str]]
# A way to begin a phrase: the element, whether it has more than one word, what follows on it, and what may come next.
_Start = tuple[int, bool, Node, _Next]
# Where phrases end, and what they stand for.
_Ends = list[tuple[int, list[Any]]]
_MOST_PIECES = 200_000
_ANY: _Next = None, (), frozenset()
_NO_WORDS: Following = frozenset(), ()
_NEVER: tuple[Sequence[_Start], _Next] = (), (frozenset(), (), frozenset())  # as for most words


class _Pieces(dict[str, tuple[Sequence[str], Sequence[int], Sequence[int]]]):
    """The words of each piece of text between blanks that was met: as they are compared, where each begins and ends."""

    def __missing__(self, piece: str) -> tuple[Sequence[str], Sequence[int], Sequence[int]]:
        if len(self) > _MOST_PIECES:  # a preview reads texts all day
            self.clear()
        found = [*WORD.finditer(piece)]
        self[piece] = [form_of(one[0]) for one in found], [one.start() for one in found], [one.end() for one in found]
        return self[piece]


_PIECES = _Pieces()


class Found(NamedTuple):
    """A phrase that was found: what it stands for, and its first and last word."""

    meaning: Any
    first: int
    last: int


class Tokens:
    """The words of a text as they are compared, and where each begins and ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        has_apart = any(sign in text for sign in (" %", "no. ", "No. "))
        self._pieces = (_APART.sub("\t", text) if has_apart else text).split(" ")
        self._read = [_PIECES[piece] for piece in self._pieces]
        self.forms = [form for forms, _, _ in self._read for form in forms]

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Return where the words begin."""
        return [at + start for at, (_, starts, _) in zip(self._begins, self._read, strict=True) for start in starts]

    @cached_property
    def ends(self) -> Sequence[int]:
        """Return where the words end."""
        return [at + end for at, (_, _, ends) in zip(self._begins, self._read, strict=True) for end in ends]

    @cached_property
    def _begins(self) -> Sequence[int]:
        return [*map(add, accumulate(map(len, self._pieces[:-1]), initial=0), count())]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return the first word between two places of the text, and the one behind the last."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)


class Phrases:
    """Phrases as staff write them, made ready to be looked for in many texts.

    A word stands for its other forms too, `word*` for all that begin so, `…` for a few words, `{group}` for each phrase of
    a group. Words that belong together may be apart, hyphenated or joined. All phrases are one tree, in which those that
    begin alike share their beginning: a text is walked once, however many there are.
    """

    def __init__(self, phrases: Iterable[tuple[str, Any]], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._root: Node = {}
        self._met: dict[str, tuple[Sequence[_Start], _Next]] = {}
        for text, meaning in phrases:
            vocabulary.add(self._root, text, meaning)

    def find(self, tokens: Tokens, first: int = 0, last: int | None = None) -> list[Found]:
        """Return the phrases that a text has between two of its words, in their order, the longest first."""
        last = len(tokens) if last is None else last
        forms, met = tokens.forms, self._met
        found: dict[tuple[int, int, int], Found] = {}
        for index, form in enumerate(forms[first:last], first):
            starts, following = met.get(form) or self._starts(form)
            if not starts or not _may_go_on(forms, index, last, following):
                continue
            for number, is_longer, node, following in starts:
                if len(starts) > 1 and not _may_go_on(forms, index, last, following):
                    continue
                on: _Ends = []
                if is_longer:
                    self._longer(tokens, number, node, index, last, on)
                else:
                    self._behind(tokens, node, index + 1, last, on)
                for end, meanings in on:
                    for meaning in meanings:
                        found[index, end, id(meaning)] = Found(meaning, index, end - 1)
        return sorted(found.values(), key=lambda one: (one.first, -one.last))

    def _starts(self, form: str) -> tuple[Sequence[_Start], _Next]:
        """Return the ways in which a word may begin a phrase, with the words that may come next in any of them."""
        alone, begun = elements = self.vocabulary.elements_of(form)
        root = self._root
        starts = [(number, False, root[number], self._next(root[number])) for number in alone if number in root]
        starts += [(number, True, root[number], self._inside(number, elements)) for number in begun if number in root]
        self._met[form] = (starts, _any_of([start[3] for start in starts])) if starts else _NEVER
        return self._met[form]

    def _inside(self, number: int, elements: Elements) -> _Next:
        """Return what may come next in the phrases of more than one word in a group."""
        tree, (alone, begun) = self.vocabulary.longer[number], elements
        nested = [self._inside(one, elements) for one in begun if one in tree]
        return _any_of([*(self._next(tree[head], is_end=False) for head in alone if head in tree), *nested])

    def _next(self, node: Node, *, is_end: bool = True) -> _Next:
        words, beginnings = self.vocabulary.following(node)
        far, beginnings_of_far = self.vocabulary.following(node[GAP]) if GAP in node else _NO_WORDS
        return _ANY if beginnings_of_far or (is_end and END in node) else (words, beginnings, far)

    def _at(self, tokens: Tokens, node: Node, index: int, last: int, on: _Ends) -> None:
        """Add where phrases end of which the next word is at an index, and what they stand for."""
        alone, begun = self.vocabulary.elements_of(tokens.forms[index])
        for number in alone:
            if number in node:
                self._behind(tokens, node[number], index + 1, last, on)
        for number in begun:
            if number in node:
                self._longer(tokens, number, node[number], index, last, on)

    def _longer(self, tokens: Tokens, number: int, node: Node, index: int, last: int, on: _Ends) -> None:
        inner: _Ends = []
        self._at(tokens, self.vocabulary.longer[number], index, last, inner)
        for end in {end for end, _ in inner if end > index + 1}:
            self._behind(tokens, node, end, last, on)

    def _behind(self, tokens: Tokens, node: Node, index: int, last: int, on: _Ends) -> None:
        if END in node:
            on.append((index, node[END]))
        if index >= last:
            return
        text, before = tokens.text, tokens.ends[index - 1]
        if self._may_follow(node, tokens.forms[index]) and _CLOSE.fullmatch(text, before, tokens.starts[index]):
            self._at(tokens, node, index, last, on)
        if GAP in node:
            for later in range(index, min(index + _MOST_BETWEEN + 1, last)):
                if later > index and tokens.forms[later - 1] in self.vocabulary.stops:
                    return
                if self._may_follow(node[GAP], tokens.forms[later]):
                    if _BREAK.search(text, before, tokens.starts[later]):
                        return
                    self._at(tokens, node[GAP], later, last, on)

    def _may_follow(self, node: Node, form: str) -> bool:
        words, beginnings = self.vocabulary.following(node)
        return form in words or form.startswith(beginnings)


class Meaning(NamedTuple):
    """What a phrase stands for, and what must be beside it."""

    of: Any
    beside: tuple[Phrases, ...]
    is_of_picture: bool = False

    def is_met(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether all that must be beside the phrase is between two words of a text."""
        return all(one.find(tokens, first, last) for one in self.beside)


def with_beside(text: str, of: Any, vocabulary: Vocabulary) -> tuple[str, Meaning]:
    """Return a phrase, and what it stands for; behind `&` is what must be beside it, behind `![` what a picture is said to show."""
    phrase, *beside = text.split("&")
    phrases = tuple(Phrases([(one, of)], vocabulary) for one in beside)
    return phrase.removeprefix("!["), Meaning(of, phrases, phrase.startswith("!["))


def phrases_of(names: Iterable[str], vocabulary: Vocabulary) -> dict[str, Phrases]:
    """Return the phrases of some groups by their names, as the language of the vocabulary has them."""
    return {name: Phrases(((text, name) for text in vocabulary.group(name)), vocabulary) for name in names}


def _any_of(those: Sequence[_Next]) -> _Next:
    if any(words is None for words, _, _ in those):
        return _ANY
    words, beginnings, far = (list(chain.from_iterable(one[part] or () for one in those)) for part in (0, 1, 2))
    return frozenset(words), tuple(beginnings), frozenset(far)


def _may_go_on(forms: Sequence[str], index: int, last: int, following: _Next) -> bool:
    """Return whether the words behind one may go on with a phrase: most words that could begin one are followed by others."""
    words, beginnings, far = following
    after = forms[index + 1] if index + 1 < last else ""
    if words is None or after in words or (beginnings and after.startswith(beginnings)):
        return True
    return bool(far) and not far.isdisjoint(forms[index + 1 : index + 2 + _MOST_BETWEEN])


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Return of phrases that overlap the first and longest."""
    kept: list[Found] = []
    for one in found:
        if not kept or one.first > kept[-1].last:
            kept.append(one)
    return kept
