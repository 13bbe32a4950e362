"""Finds phrases by their words: in other forms, hyphenated or joined, with groups of words that stand for each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from carepress.text.inflection import inflected

_WORD = re.compile(r"#?\d+(?:[.,]\d+)*(?:\s?%)?|[Nn]o\.(?=\s?\d)|[^\W_]+(?:['’][^\W_]+)*(?:\(s\))?")
_PART = re.compile(rf"\{{(?P<group>[\w-]+)\}}|(?P<gap>…|\.\.\.)|(?P<word>%|{_WORD.pattern})(?P<rest>\*?)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_TWO_WORDS = re.compile(r"([^\W\d_]+) ([^\W\d_]+)")
_CLOSE = re.compile(r"[\s\-‐-―/'’\"“”‘()&+]*")  # what may be between two words of a phrase
_BREAK = re.compile(r"[.!?](?!\w)|[\n:;|]|\s[–-]\s|—")  # what an ellipsis doesn't reach over
_MOST_BETWEEN = 4  # words that an ellipsis stands for
_GAP, _END = -1, -2

# Which elements may come next, by their numbers, and what follows on each; at the end of a phrase what it stands for.
_Node = dict[int, Any]


class Tokens:
    """The words of a text as they are compared, and where each begins and ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.forms: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _WORD.finditer(text):
            self.forms.append(_FORMS[match[0]])
            start, end = match.span()
            self.starts.append(start)
            self.ends.append(end)

    def __len__(self) -> int:
        return len(self.forms)


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


class Phrases:
    """Phrases as staff write them, made ready to be looked for in many texts.

    A word stands for its other forms too, `word*` for all that begin so, `…` for a few words, `{group}` for each phrase of
    a group. Words that belong together may be apart, hyphenated or joined. All phrases are one tree, in which those that
    begin alike share their beginning: a text is walked once, however many there are.
    """

    def __init__(self, phrases: Iterable[tuple[str, Any]], groups: Mapping[str, Sequence[str]]) -> None:
        self._groups = groups
        self._stops = frozenset(groups.get("not", ()))  # an ellipsis doesn't reach over a denial
        self._elements: dict[str, int] = {}
        self._inner: list[_Node | None] = []  # what a group has beside single words
        self._by_form: defaultdict[str, list[int]] = defaultdict(list)
        self._by_beginning: list[tuple[str, int]] = []
        self._met: dict[str, Sequence[int]] = {}
        self._root: _Node = {}
        for text, meaning in phrases:
            self._add(self._root, text, meaning)

    def _add(self, root: _Node, text: str, meaning: Any) -> None:
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
        """Return the number of what may stand at one place of a phrase."""
        if part["gap"]:
            return _GAP
        name = part[0].lower()
        if name in self._elements:
            return self._elements[name]
        self._elements[name] = number = len(self._inner)
        self._inner.append(None)
        if part["rest"]:
            self._by_beginning.append((part["word"].lower(), number))
        elif part["word"]:
            self._may_begin(number, inflected(_FORMS[part["word"]]))
        else:
            self._fill_group(number, self._groups.get(part["group"], ()))
        return number

    def _fill_group(self, number: int, phrases: Sequence[str]) -> None:
        inner: _Node = {}
        for text in phrases:
            self._add(inner, text, None)
        self._inner[number] = inner
        heads = inner.keys() - {_GAP, number}
        self._may_begin(number, [form for form, those in self._by_form.items() if not heads.isdisjoint(those)])
        self._by_beginning += [(beginning, number) for beginning, head in self._by_beginning if head in heads]

    def _may_begin(self, number: int, forms: Iterable[str]) -> None:
        for form in forms:
            self._by_form[form].append(number)

    def _elements_of(self, form: str) -> Sequence[int]:
        """Return the elements that a word may begin."""
        if (known := self._met.get(form)) is None:
            begun = [number for beginning, number in self._by_beginning if form.startswith(beginning)]
            known = self._met[form] = [*self._by_form.get(form, ()), *begun]
        return known

    def find(self, tokens: Tokens, first: int = 0, last: int | None = None) -> list[Found]:
        """Return the phrases that a text has between two of its words, in their order, the longest first."""
        last = len(tokens) if last is None else last
        root = self._root
        found = [
            Found(meaning, index, end - 1)
            for index in range(first, last)
            for number in self._elements_of(tokens.forms[index])
            if number in root
            for end, meanings in self._on(tokens, number, root[number], index, last)
            for meaning in meanings
        ]
        return sorted(found, key=lambda one: (one.first, -one.last))

    def _on(self, tokens: Tokens, number: int, node: _Node, index: int, last: int) -> Iterator[tuple[int, list[Any]]]:
        """Yield where phrases end that go on at a word with an element, and what these stand for."""
        inner = self._inner[number]
        if inner is None:
            yield from self._behind(tokens, node, index + 1, last)
        else:
            for end in {end for end, _ in self._at(tokens, inner, index, last)}:
                yield from self._behind(tokens, node, end, last)

    def _at(self, tokens: Tokens, node: _Node, index: int, last: int) -> Iterator[tuple[int, list[Any]]]:
        for number in self._elements_of(tokens.forms[index]):
            if number in node:
                yield from self._on(tokens, number, node[number], index, last)

    def _behind(self, tokens: Tokens, node: _Node, index: int, last: int) -> Iterator[tuple[int, list[Any]]]:
        if _END in node:
            yield index, node[_END]
        text, before = tokens.text, tokens.ends[index - 1]
        if index < last and _CLOSE.fullmatch(text, before, tokens.starts[index]):
            yield from self._at(tokens, node, index, last)
        if _GAP in node:
            for later in range(index, min(index + _MOST_BETWEEN + 1, last)):
                is_stopped = later > index and tokens.forms[later - 1] in self._stops
                if is_stopped or _BREAK.search(text, before, tokens.starts[later]):
                    return
                yield from self._at(tokens, node[_GAP], later, last)


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Return of phrases that overlap the first and longest."""
    kept: list[Found] = []
    for one in found:
        if not kept or one.first > kept[-1].last:
            kept.append(one)
    return kept
