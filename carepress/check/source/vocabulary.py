"""What may stand at one place of a phrase: a word in its forms, the beginning of a word, or a group of phrases."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from carepress.text.inflection import forms_in
from carepress.text.words import ENGLISH, unaccented

# Most words are of plain letters alone, and found by the first way.
WORD = re.compile(
    r"(?![Nn]o\.)[A-Za-z]+(?![\w'’(])|#?\d+(?:[.,]\d+)*(?:\s?%)?|[Nn]o\.(?=\s?\d)|[^\W_]+(?:['’][^\W_]+)*(?:\(s\))?"
)
_PART = re.compile(rf"\{{(?P<group>[\w-]+)\}}|(?P<gap>…|\.\.\.)|(?P<word>%|{WORD.pattern})(?P<rest>\*?)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_TWO_WORDS = re.compile(r"([^\W\d_]+) ([^\W\d_]+)")
GAP, END, _FOLLOWING, _NOTHING = -1, -2, -3, -4

# Which elements may come next, by their numbers, and what follows on each; at the end of a phrase what it stands for.
Node = dict[int, Any]
# Where phrases of a group end: all share it, since there are thousands, and each process has its own copy of what it looks at.
_MEMBER = [None]
_LEAF: Node = {END: _MEMBER}
# The elements that a word is, and those that it begins.
Elements = tuple[Sequence[int], Sequence[int]]
# The words that may come next, and their beginnings.
Following = tuple[frozenset[str], tuple[str, ...]]


def form_of(word: str) -> str:
    """Return a word as it is compared: in lower case, without accents and a possessive ending; a percentage is `%`."""
    form = unaccented(word.lower())
    if word.endswith("%"):
        form = "100%" if form.startswith("100") else "%"
    return form.replace("’", "'").removesuffix("'s").removesuffix("(s)")


def group_in(name: str, language: str) -> str:
    """Return the name of a group of words as a language has it: `denial-es` is that of Spanish, `denial` of English."""
    return name if language == ENGLISH else f"{name}-{language}"


class Vocabulary:
    """What may stand at one place of a phrase: a word in its forms, the beginning of a word, or a group of phrases.

    `language` is that of the phrases.
    """

    def __init__(self, groups: Mapping[str, Sequence[str]], language: str = ENGLISH) -> None:
        self.groups = groups
        self._language = language
        self.stops = frozenset(map(form_of, self.group("not")))  # an ellipsis doesn't reach over a denial
        self.longer: list[Node] = []  # the phrases of more than one word in a group
        self._forms: list[set[str]] = []  # the words that an element may begin with
        self._numbers: dict[str, int] = {}
        self._words: dict[str, tuple[int, ...]] = {}
        self._heads: dict[str, tuple[int, ...]] = {}
        self._beginnings: dict[int, tuple[str, ...]] = {}
        self._met: dict[str, Elements] = {}

    def group(self, name: str) -> Sequence[str]:
        """Return the phrases of a group, as the language has it."""
        return self.groups.get(group_in(name, self._language), ())

    def add(self, root: Node, text: str, meaning: Any) -> None:
        """Add the ways to write a phrase to a tree."""
        text = text.strip(" …")
        ways = {text, _HYPHEN.sub("", text)}
        if match := _TWO_WORDS.fullmatch(text):
            ways.add(f"{match[1]}{match[2]}")
        for way in sorted(ways):
            node = root
            for part in _PART.finditer(way):
                node = node.setdefault(self._element(part), {})
            if node is not root and meaning is None:
                node[END] = _MEMBER
            elif node is not root:
                node.setdefault(END, []).append(meaning)

    def _element(self, part: re.Match[str]) -> int:
        if part["gap"]:
            return GAP
        name = part[0].lower()
        if name not in self._numbers:
            self._numbers[name] = _NOTHING  # what a group is inside itself
            number = len(self.longer)
            self.longer.append({})
            self._forms.append(set())
            if part["rest"]:
                self._beginnings[number] = (part["word"].lower(),)
            elif part["word"]:
                self._add_forms(self._words, forms_in(self._language)(form_of(part["word"])), number)
            else:
                self._fill_group(number, self.groups.get(part["group"], ()))
            self._numbers[name] = number
        return self._numbers[name]

    def _fill_group(self, number: int, phrases: Sequence[str]) -> None:
        tree = self.longer[number]
        for text in phrases:
            self.add(tree, text, None)
        tree.pop(_NOTHING, None)
        alone = {head for head, node in tree.items() if END in node}
        begun = {head for head, node in tree.items() if node.keys() - {END}}
        words = {form for head in alone for form in self._forms[head] if head in self._words.get(form, ())}
        heads = {form for head in begun for form in self._forms[head]}
        heads |= {form for head in alone for form in self._forms[head] if head in self._heads.get(form, ())}
        self._add_forms(self._words, sorted(words), number)
        self._add_forms(self._heads, sorted(heads), number)
        _share_leaves(tree)
        if begun_by := [one for head, beginnings in self._beginnings.items() if head in alone for one in beginnings]:
            self._beginnings[number] = tuple(begun_by)

    def _add_forms(self, known: dict[str, tuple[int, ...]], forms: Iterable[str], number: int) -> None:
        more: dict[tuple[int, ...], tuple[int, ...]] = {}  # those that are the same for several words are there once
        for form in forms:
            before = known.get(form, ())
            known[form] = more.setdefault(before, (*before, number))
            self._forms[number].add(form)

    def elements_of(self, form: str) -> Elements:
        """Return the elements that a word is, and those that it begins."""
        if (elements := self._met.get(form)) is None:
            begun = [number for number, beginnings in self._beginnings.items() if form.startswith(beginnings)]
            elements = self._met[form] = ([*self._words.get(form, ()), *begun], self._heads.get(form, ()))
        return elements

    def following(self, node: Node) -> Following:
        """Return the words that go on with a phrase, and their beginnings."""
        if _FOLLOWING not in node:
            elements = node.keys() - {END, GAP, _NOTHING}
            beginnings = tuple(one for number in elements for one in self._beginnings.get(number, ()))
            node[_FOLLOWING] = frozenset().union(*(self._forms[number] for number in elements)), beginnings
        following: Following = node[_FOLLOWING]
        return following


def _share_leaves(tree: Node) -> None:
    """Put the one leaf in the place of each in the tree of a group."""
    for element, node in tree.items():
        if element != END and node.keys() == {END}:
            tree[element] = _LEAF
        elif element != END:
            _share_leaves(node)
