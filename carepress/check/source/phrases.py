"""Finds phrases by their words: in other forms, hyphenated or joined, with groups of words that stand for each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from carepress.text.inflection import inflected

_WORD = re.compile(r"#?\d+(?:[.,]\d+)*(?:\s?%)?|[Nn]o\.(?=\s?\d)|[^\W_]+(?:['’][^\W_]+)*(?:\(s\))?")
_PART = re.compile(rf"\{{(?P<group>[\w-]+)\}}|(?P<gap>…|\.\.\.)|(?P<word>%|{_WORD.pattern})(?P<rest>\*?)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_TWO_WORDS = re.compile(r"([^\W\d_]+) ([^\W\d_]+)")
_CLOSE = re.compile(r"[\s\-‐-―/'’\"“”‘()&+]*")  # what may be between two words of a phrase
_BREAK = re.compile(r"[.!?](?!\w)|[\n:;|]|\s[–-]\s|—")  # what an ellipsis doesn't reach over
_MOST_BETWEEN = 4  # words that an ellipsis stands for
_GAP, _END, _FOLLOWING, _NOTHING = -1, -2, -3, -4

# Which elements may come next, by their numbers, and what follows on each; at the end of a phrase what it stands for.
_Node = dict[int, Any]
# The elements that a word is, and those that it begins.
_Elements = tuple[Sequence[int], Sequence[int]]
# A way to begin a phrase: the element, whether it has more than one word, what follows on it, the words that may come
# next, and those that may behind an ellipsis; None if they can't be listed.
_Start = tuple[int, bool, _Node, frozenset[str] | None, frozenset[str] | None]


class _Forms(dict[str, str]):
    """Each word that was met, as it is compared: in lower case, without a possessive ending; a percentage is `%`."""

    def __missing__(self, word: str) -> str:
        form = word.lower()
        if word.endswith("%"):
            form = "100%" if form.startswith("100") else "%"
        self[word] = form = form.replace("’", "'").removesuffix("'s").removesuffix("(s)")
        return form


_FORMS = _Forms()


class Found(NamedTuple):
    """A phrase that was found: what it stands for, and its first and last word."""

    meaning: Any
    first: int
    last: int


class Vocabulary:
    """What may stand at one place of a phrase: a word in its forms, the beginning of a word, or a group of phrases."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        self.groups = groups
        self.stops = frozenset(groups.get("not", ()))  # an ellipsis doesn't reach over a denial
        self.longer: list[_Node] = []  # the phrases of more than one word in a group
        self._forms: list[set[str]] = []  # the words that an element may begin with
        self._numbers: dict[str, int] = {}
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._heads: defaultdict[str, list[int]] = defaultdict(list)
        self._beginnings: list[tuple[str, int]] = []
        self._met: dict[str, _Elements] = {}

    def add(self, root: _Node, text: str, meaning: Any) -> None:
        """Add the ways to write a phrase to a tree."""
        text = text.strip(" …")
        ways = {text, _HYPHEN.sub("", text)}
        if match := _TWO_WORDS.fullmatch(text):
            ways.add(f"{match[1]}{match[2]}")
        for way in sorted(ways):
            node = root
            for part in _PART.finditer(way):
                node = node.setdefault(self._element(part), {})
            if node is not root:
                node.setdefault(_END, []).append(meaning)

    def _element(self, part: re.Match[str]) -> int:
        if part["gap"]:
            return _GAP
        name = part[0].lower()
        if name not in self._numbers:
            self._numbers[name] = _NOTHING  # what a group is inside itself
            number = len(self.longer)
            self.longer.append({})
            self._forms.append(set())
            if part["rest"]:
                self._beginnings.append((part["word"].lower(), number))
            elif part["word"]:
                self._add_forms(self._words, inflected(_FORMS[part["word"]]), number)
            else:
                self._fill_group(number, self.groups.get(part["group"], ()))
            self._numbers[name] = number
        return self._numbers[name]

    def _fill_group(self, number: int, phrases: Sequence[str]) -> None:
        tree = self.longer[number]
        for text in phrases:
            self.add(tree, text, None)
        tree.pop(_NOTHING, None)
        alone = {head for head, node in tree.items() if _END in node}
        begun = {head for head, node in tree.items() if node.keys() - {_END}}
        words = {form for head in alone for form in self._forms[head] if head in self._words[form]}
        heads = {form for head in begun for form in self._forms[head]}
        heads |= {form for head in alone for form in self._forms[head] if head in self._heads[form]}
        self._add_forms(self._words, sorted(words), number)
        self._add_forms(self._heads, sorted(heads), number)
        self._beginnings += [(beginning, number) for beginning, head in self._beginnings if head in alone]

    def _add_forms(self, known: defaultdict[str, list[int]], forms: Iterable[str], number: int) -> None:
        for form in forms:
            known[form].append(number)
            self._forms[number].add(form)

    def elements_of(self, form: str) -> _Elements:
        """Return the elements that a word is, and those that it begins."""
        if (elements := self._met.get(form)) is None:
            begun = [number for beginning, number in self._beginnings if form.startswith(beginning)]
            elements = self._met[form] = ([*self._words.get(form, ()), *begun], self._heads.get(form, ()))
        return elements

    def following(self, node: _Node) -> frozenset[str] | None:
        """Return the words that go on with a phrase; None if they can't be listed."""
        if _FOLLOWING not in node:
            elements = node.keys() - {_END, _GAP, _NOTHING}
            is_open = any(number in elements for _, number in self._beginnings)
            node[_FOLLOWING] = None if is_open else frozenset().union(*(self._forms[number] for number in elements))
        following: frozenset[str] | None = node[_FOLLOWING]
        return following


class Tokens:
    """The words of a text as they are compared, and where each begins and ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._matches = list(_WORD.finditer(text))
        self.forms = [_FORMS[match[0]] for match in self._matches]

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


class Phrases:
    """Phrases as staff write them, made ready to be looked for in many texts.

    A word stands for its other forms too, `word*` for all that begin so, `…` for a few words, `{group}` for each phrase of
    a group. Words that belong together may be apart, hyphenated or joined. All phrases are one tree, in which those that
    begin alike share their beginning: a text is walked once, however many there are.
    """

    def __init__(self, phrases: Iterable[tuple[str, Any]], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._root: _Node = {}
        self._met: dict[str, Sequence[_Start]] = {}
        for text, meaning in phrases:
            vocabulary.add(self._root, text, meaning)

    def find(self, tokens: Tokens, first: int = 0, last: int | None = None) -> list[Found]:
        """Return the phrases that a text has between two of its words, in their order, the longest first."""
        last = len(tokens) if last is None else last
        forms, met = tokens.forms, self._met
        found: dict[tuple[int, int, int], Found] = {}
        for index in range(first, last):
            if (starts := met.get(forms[index])) is None:
                starts = self._starts(forms[index])
            for number, is_longer, node, following, far in starts:
                # Most words that begin a phrase are followed by none of its next words.
                if (
                    following is not None
                    and far is not None
                    and (index + 1 >= last or forms[index + 1] not in following)
                    and (not far or far.isdisjoint(forms[index + 1 : index + 2 + _MOST_BETWEEN]))
                ):
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

    def _starts(self, form: str) -> Sequence[_Start]:
        """Return the ways in which a word may begin a phrase."""
        alone, begun = self.vocabulary.elements_of(form)
        following = self.vocabulary.following
        starts: list[_Start] = []
        for number in alone:
            if node := self._root.get(number):
                far = following(node[_GAP]) if _GAP in node else frozenset()
                starts.append((number, False, node, None if _END in node else following(node), far))
        for number in begun:
            if node := self._root.get(number):
                tree = self.vocabulary.longer[number]
                inner = [tree[head] for head in alone if head in tree]
                is_plain = not any(_GAP in one or following(one) is None for one in inner) and tree.keys().isdisjoint(
                    begun
                )
                words = frozenset(word for one in inner for word in following(one) or ()) if is_plain else None
                starts.append((number, True, node, words, frozenset()))
        self._met[form] = starts
        return starts

    def _at(self, tokens: Tokens, node: _Node, index: int, last: int) -> Iterator[tuple[int, list[Any]]]:
        """Yield where phrases end of which the next word is at an index, and what they stand for."""
        alone, begun = self.vocabulary.elements_of(tokens.forms[index])
        for number in alone:
            if number in node:
                yield from self._behind(tokens, node[number], index + 1, last)
        for number in begun:
            if number in node:
                yield from self._longer(tokens, number, node[number], index, last)

    def _longer(
        self, tokens: Tokens, number: int, node: _Node, index: int, last: int
    ) -> Iterator[tuple[int, list[Any]]]:
        ends = {end for end, _ in self._at(tokens, self.vocabulary.longer[number], index, last) if end > index + 1}
        for end in ends:
            yield from self._behind(tokens, node, end, last)

    def _behind(self, tokens: Tokens, node: _Node, index: int, last: int) -> Iterator[tuple[int, list[Any]]]:
        if _END in node:
            yield index, node[_END]
        if index >= last:
            return
        text, before = tokens.text, tokens.ends[index - 1]
        if self._may_follow(node, tokens.forms[index]) and _CLOSE.fullmatch(text, before, tokens.starts[index]):
            yield from self._at(tokens, node, index, last)
        if _GAP in node:
            for later in range(index, min(index + _MOST_BETWEEN + 1, last)):
                if later > index and tokens.forms[later - 1] in self.vocabulary.stops:
                    return
                if self._may_follow(node[_GAP], tokens.forms[later]):
                    if _BREAK.search(text, before, tokens.starts[later]):
                        return
                    yield from self._at(tokens, node[_GAP], later, last)

    def _may_follow(self, node: _Node, form: str) -> bool:
        following = self.vocabulary.following(node)
        return following is None or form in following


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Return of phrases that overlap the first and longest."""
    kept: list[Found] = []
    for one in found:
        if not kept or one.first > kept[-1].last:
            kept.append(one)
    return kept
