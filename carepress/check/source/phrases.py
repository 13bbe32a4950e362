"""Finds phrases by their words: in other forms, hyphenated or joined, with groups of words that stand for each other."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from carepress.check.source.vocabulary import END, FORMS, GAP, WORD, Node, Vocabulary

_CLOSE = re.compile(r"[\s\-‐-―/'’\"“”‘()&+]*")  # what may be between two words of a phrase
_BREAK = re.compile(r"[.!?](?!\w)|[\n:;|]|\s[–-]\s|—")  # what an ellipsis doesn't reach over
_MOST_BETWEEN = 5  # words that an ellipsis stands for

# A way to begin a phrase: the element, whether it has more than one word, what follows on it, the words that may come
# next, and those that may behind an ellipsis; None if they can't be listed.
_Words = frozenset[str] | None
_Start = tuple[int, bool, Node, _Words, _Words]


class Found(NamedTuple):
    """A phrase that was found: what it stands for, and its first and last word."""

    meaning: Any
    first: int
    last: int


class Tokens:
    """The words of a text as they are compared, and where each begins and ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._matches = list(WORD.finditer(text))
        self.forms = [FORMS[match[0]] for match in self._matches]

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Return where the words begin."""
        return [match.start() for match in self._matches]

    @cached_property
    def ends(self) -> Sequence[int]:
        """Return where the words end."""
        return [match.end() for match in self._matches]

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
        self._met: dict[str, tuple[_Words, _Words, Sequence[_Start]]] = {}
        for text, meaning in phrases:
            vocabulary.add(self._root, text, meaning)

    def find(self, tokens: Tokens, first: int = 0, last: int | None = None) -> list[Found]:
        """Return the phrases that a text has between two of its words, in their order, the longest first."""
        last = len(tokens) if last is None else last
        forms, met = tokens.forms, self._met
        found: dict[tuple[int, int, int], Found] = {}
        for index, form in enumerate(forms[first:last], first):
            near, distant, starts = met.get(form) or self._starts(form)
            if not starts or not _may_go_on(forms, index, last, near, distant):
                continue
            for number, is_longer, node, following, far in starts:
                if len(starts) > 1 and not _may_go_on(forms, index, last, following, far):
                    continue
                on = (
                    self._longer(tokens, number, node, index, last)
                    if is_longer
                    else self._behind(tokens, node, index + 1, last)
                )
                for end, meanings in on:
                    for meaning in meanings:
                        found[index, end, id(meaning)] = Found(meaning, index, end - 1)
        return sorted(found.values(), key=lambda one: (one.first, -one.last))

    def _starts(self, form: str) -> tuple[_Words, _Words, Sequence[_Start]]:
        """Return the ways in which a word may begin a phrase, with the words that may come next in any of them."""
        alone, begun = self.vocabulary.elements_of(form)
        following = self.vocabulary.following
        starts: list[_Start] = []
        for number in alone:
            if node := self._root.get(number):
                far = following(node[GAP]) if GAP in node else frozenset()
                starts.append((number, False, node, None if END in node else following(node), far))
        for number in begun:
            if node := self._root.get(number):
                tree = self.vocabulary.longer[number]
                inner = [tree[head] for head in alone if head in tree]
                is_plain = not any(GAP in one or following(one) is None for one in inner) and tree.keys().isdisjoint(
                    begun
                )
                words = frozenset(word for one in inner for word in following(one) or ()) if is_plain else None
                starts.append((number, True, node, words, frozenset()))
        near, distant = _all_of(start[3] for start in starts), _all_of(start[4] for start in starts)
        self._met[form] = near, distant, starts
        return self._met[form]

    def _at(self, tokens: Tokens, node: Node, index: int, last: int) -> Iterator[tuple[int, list[Any]]]:
        """Yield where phrases end of which the next word is at an index, and what they stand for."""
        alone, begun = self.vocabulary.elements_of(tokens.forms[index])
        for number in alone:
            if number in node:
                yield from self._behind(tokens, node[number], index + 1, last)
        for number in begun:
            if number in node:
                yield from self._longer(tokens, number, node[number], index, last)

    def _longer(
        self, tokens: Tokens, number: int, node: Node, index: int, last: int
    ) -> Iterator[tuple[int, list[Any]]]:
        ends = {end for end, _ in self._at(tokens, self.vocabulary.longer[number], index, last) if end > index + 1}
        for end in ends:
            yield from self._behind(tokens, node, end, last)

    def _behind(self, tokens: Tokens, node: Node, index: int, last: int) -> Iterator[tuple[int, list[Any]]]:
        if END in node:
            yield index, node[END]
        if index >= last:
            return
        text, before = tokens.text, tokens.ends[index - 1]
        if self._may_follow(node, tokens.forms[index]) and _CLOSE.fullmatch(text, before, tokens.starts[index]):
            yield from self._at(tokens, node, index, last)
        if GAP in node:
            for later in range(index, min(index + _MOST_BETWEEN + 1, last)):
                if later > index and tokens.forms[later - 1] in self.vocabulary.stops:
                    return
                if self._may_follow(node[GAP], tokens.forms[later]):
                    if _BREAK.search(text, before, tokens.starts[later]):
                        return
                    yield from self._at(tokens, node[GAP], later, last)

    def _may_follow(self, node: Node, form: str) -> bool:
        following = self.vocabulary.following(node)
        return following is None or form in following


class Meaning(NamedTuple):
    """What a phrase stands for, and what must be beside it."""

    of: Any
    beside: tuple[Phrases, ...]

    def is_met(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether all that must be beside the phrase is between two words of a text."""
        return all(one.find(tokens, first, last) for one in self.beside)


def with_beside(text: str, of: Any, vocabulary: Vocabulary) -> tuple[str, Meaning]:
    """Return a phrase, and what it stands for; behind `&` is what must be beside it."""
    phrase, *beside = text.split("&")
    return phrase, Meaning(of, tuple(Phrases([(one, of)], vocabulary) for one in beside))


def _all_of(sets: Iterable[_Words]) -> _Words:
    every = list(sets)
    return None if None in every else frozenset().union(*filter(None, every))


def _may_go_on(forms: Sequence[str], index: int, last: int, following: _Words, far: _Words) -> bool:
    """Return whether the words behind one may go on with a phrase: most words that could begin one are followed by others."""
    if following is None or far is None or (index + 1 < last and forms[index + 1] in following):
        return True
    return bool(far) and not far.isdisjoint(forms[index + 1 : index + 2 + _MOST_BETWEEN])


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Return of phrases that overlap the first and longest."""
    kept: list[Found] = []
    for one in found:
        if not kept or one.first > kept[-1].last:
            kept.append(one)
    return kept
