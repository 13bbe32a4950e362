"""YAML with a place for every key and value: the one home of PyYAML.

Values are built from the composed nodes, so that nothing is lost on the way: a key that stands twice is seen, and the
surprises of YAML 1.1 don't happen (`no` stays the word no, `12:30` and `007` stay text, a date stays as written until
the schema reads it). Only true, false, null, whole numbers and decimal numbers are more than text.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from carepress.problems import Lines, Place, Problem
from carepress.problems.catalog import ENGINE, violation
from carepress.text.words import shorten

KeyPath = tuple[str | int, ...]
ScalarNode = yaml.ScalarNode

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_NOT_PRINTABLE = yaml.reader.Reader.NON_PRINTABLE
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MOST_DIGITS = 30
_SHOWN = 40
_SEPARATORS = frozenset("\x85\u2028\u2029")
# Blanks that aren't the space bar's, where one has to stand; YAML takes them for letters.
_OTHER_BLANK = re.compile(r"^ *(?:- *)*(?:[\w-]+:)?([^\S\t-\r\x1c-\x20\x85\u2028\u2029])", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+(#.*)")
_NO_WORDS = re.compile(r"[-+.:\d]*")
_KEY = re.compile(r" *(?:- *)*([\w-]+):")
# "title:Home", and with the colon of a Chinese keyboard; an address such as https://… isn't meant so.
_NO_BLANK = re.compile(r"^ *(?:- +)*([A-Za-z_][\w-]*)(?::(?=[^\s:/])|：).*$", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?=\s).*", re.MULTILINE)
_IN_BRACKETS = re.compile(r"(?<=[\[{,\s])(#.*[\]}].*)")
_DEEPEST = 30
# Those of the catalog's cases that libyaml's words name: what is found here is said in the same words.
_UNCLOSED, _TAB, _NESTING = "while scanning a quoted scalar", "found a tab character", "nesting"
_UNEVEN, _BEHIND_A_KEY = "did not find expected key", ("mapping values are not allowed", "could not find expected ':'")
_STANDARD = "tag:yaml.org,2002:"
_PLAIN_TAGS = {yaml.ScalarNode: "str", yaml.SequenceNode: "seq", yaml.MappingNode: "map"}


class _Loader(yaml.CSafeLoader):
    """Composes nodes without guessing what a plain word might mean."""


_Loader.yaml_implicit_resolvers = {}


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The value of a YAML text, with its parts' keys and values by path; `bare` are those with nothing behind them, not even `null`."""

    value: Any
    lines: Lines
    root: yaml.Node | None
    nodes: Mapping[KeyPath, tuple[yaml.Node, yaml.Node]]
    bare: Sequence[KeyPath]

    def key_place(self, path: KeyPath) -> Place:
        """Return where the key at the end of the path stands; for what isn't there, where its parent's key stands."""
        return self._place(path, 0)

    def value_place(self, path: KeyPath) -> Place:
        """Return where the value at the end of the path stands; for what isn't there, where its parent stands."""
        return self._place(path, 1)

    def _place(self, path: KeyPath, which: int) -> Place:
        while path and path not in self.nodes:
            path = path[:-1]
        found = self.nodes.get(path)
        return _place(self.lines, found[which]) if found else Place(self.lines.path, self.lines.first_line)


def load_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlFile | None, list[Problem]]:
    """Return the parsed text, or None and the problems that keep it from being parsed."""
    lines = Lines(text, path, first_line)
    if character := _NOT_PRINTABLE.search(text):
        return None, [_fault(lines, "in-yaml", character.start(), character=character[0])]
    builder = _Builder(lines)
    try:
        root = yaml.compose(text, Loader=_Loader)
        value = builder.build(root) if root is not None else None
    except yaml.MarkedYAMLError as failure:
        return None, [_syntax_problem(failure, lines)]
    return YamlFile(value, lines, root, builder.nodes, builder.bare), builder.problems


def _place(lines: Lines, node: yaml.Node) -> Place:
    """Return where a node stands. libyaml counts the separators of word processors as line ends, so its lines don't hold."""
    start, end = node.start_mark, node.end_mark
    return lines.place(start.index, end.index - start.index if end.line == start.line else 1)


class _Builder:
    """Builds plain values from nodes and notes what isn't allowed."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.problems: list[Problem] = []
        self.seen: set[int] = set()
        self.nodes: dict[KeyPath, tuple[yaml.Node, yaml.Node]] = {}
        self.bare: list[KeyPath] = []

    def build(self, node: yaml.Node, path: KeyPath = (), key: yaml.Node | None = None) -> Any:
        """Return the value of a node; None if it isn't allowed."""
        self.nodes[path] = (key or node, node)
        if not self._is_allowed(node, len(path)):
            return None
        if isinstance(node, yaml.ScalarNode):
            self._check_blanks(node)
            self.bare += [path] * (not node.value and not node.style)
            return _scalar(node)
        assert isinstance(node, yaml.CollectionNode)
        self._check_quotes(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, number)) for number, item in enumerate(node.value)]
        keys: dict[str, yaml.Node] = {}
        result: dict[str, Any] = {}
        for name, value in node.value:
            if self._is_key(name, len(path) + 1):
                if twin := keys.get(name.value):
                    line = _place(self.lines, twin).line
                    self._report("yaml-duplicate-key", name, key=name.value, line=line)
                keys[name.value] = name
                result[name.value] = self.build(value, (*path, name.value), name)
        return result

    def _is_allowed(self, node: yaml.Node, depth: int) -> bool:
        """Return whether a node is what it seems to be; report it if not."""
        character = _NOT_PRINTABLE.search(node.value) if isinstance(node, yaml.ScalarNode) else None
        if node.tag != _STANDARD + _PLAIN_TAGS[type(node)]:
            self._report("yaml-tag", node, tag=node.tag.replace(_STANDARD, "!!"))
        elif id(node) in self.seen:
            self._report("yaml-alias", node, "again")
        elif depth > _DEEPEST:
            self._report("yaml-syntax", node, _NESTING)
        elif character:
            self._report("yaml-syntax", node, "in-text", code=f"{ord(character[0]):04X}")
        else:
            self.seen.add(id(node))
            return True
        return False

    def _check_blanks(self, node: yaml.ScalarNode) -> None:
        """Report what a blank cuts off a value, or makes a part of it."""
        text, start, end = self.lines.text, node.start_mark.index, node.end_mark.index
        comment = _COMMENT.match(text, end)
        is_text = not node.style and isinstance(_scalar(node), str) and not _NO_WORDS.fullmatch(node.value)
        if comment and (is_text or comment[1][1:2].isalnum()):
            self.problems.append(_cut_off(comment, self.lines))
        if not node.style and (blank := _OTHER_BLANK.search(text, text.rfind("\n", 0, start) + 1, end)):
            self.problems.append(_fault(self.lines, "other-blank", blank.start(1), character=blank[1]))

    def _check_quotes(self, node: yaml.CollectionNode) -> None:
        """Report each quoted value that goes on where the next key or item should stand: it swallows what follows."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [value for _, value in node.value]
        for item in items if not node.flow_style else ():
            if isinstance(item, yaml.ScalarNode) and item.style in {"'", '"'}:
                lines = self.lines.text[item.start_mark.index : item.end_mark.index].split("\n")[1:]
                if any(line.strip() and len(line) - len(line.lstrip(" ")) <= node.start_mark.column for line in lines):
                    self._report("yaml-syntax", item, _UNCLOSED)

    def _is_key(self, node: yaml.Node, depth: int) -> bool:
        if not isinstance(node, yaml.ScalarNode):
            self._report("yaml-syntax", node, "no-key")
        elif node.value == "<<" and not node.style:
            self._report("yaml-alias", node, "merge")
        else:
            return self._is_allowed(node, depth)
        return False

    def _report(self, rule: str, node: yaml.Node, case: str = "", /, **said: object) -> None:
        self.problems.append(violation(rule, _place(self.lines, node), case, **said))


def _scalar(node: yaml.Node) -> Any:
    assert isinstance(node, yaml.ScalarNode)
    text: str = node.value
    if not node.style and text in _CONSTANTS:
        return _CONSTANTS[text]
    if not node.style and len(text) <= _MOST_DIGITS:  # else it is quoted, a block of text, or too long to be a number
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    return text


def _syntax_problem(failure: yaml.MarkedYAMLError, lines: Lines) -> Problem:
    said = f"{failure.context or ''}: {failure.problem or ''}"
    case = next((case for case in ENGINE.rules["yaml-syntax"].cases if case in said), "not-valid")
    # What was never closed is found only at the end of the text: the place that helps is where it was opened.
    opened = any(word in said for word in ("quoted scalar", "flow", "simple key"))
    mark = failure.context_mark if opened and failure.context_mark else failure.problem_mark
    if mark is None:
        return violation("yaml-syntax", Place(lines.path), case, said=said.strip(": "), key="title")
    index, met = mark.index, (failure.problem_mark or mark).index
    if cause := _cause(lines, case, index, met if "flow" in said else 0):
        return cause
    before, at = lines.text[max(index - 1, 0) : index], lines.text[index : index + 1]
    if at == "\t":
        case = _TAB
    elif case == "document" and at not in "-.%":
        case = _UNEVEN
    elif before in _SEPARATORS:
        return _fault(lines, "ends-line", index - 1, character=before)
    elif value := _value_before(lines.text, index):
        if comment := _COMMENT.match(lines.text, value.end_mark.index):
            return _cut_off(comment, lines)
        if not opened and value.style in {"'", '"'}:
            case = "in-quotes"
            index = value.start_mark.index
    key = _KEY.match(lines.text, lines.text.rfind("\n", 0, index) + 1) if at == ":" else None
    return violation("yaml-syntax", lines.place(index), case, said=said.strip(": "), key=key[1] if key else "title")


def _cause(lines: Lines, case: str, index: int, met: int) -> Problem | None:
    """Return what libyaml takes for another fault, or finds only below; `met` is where it met a bracket's fault, or 0."""
    if conflict := _CONFLICT.search(lines.text):
        return violation("conflict-marker", lines.place(conflict.start(), len(conflict[0])))
    if blank := _OTHER_BLANK.search(lines.text):
        return _fault(lines, "other-blank", blank.start(1), character=blank[1])
    opened = max(lines.text.rfind(sign, 0, met) for sign in "[{")
    if comment := met and _IN_BRACKETS.search(lines.text, opened, met):
        return _cut_off(comment, lines)
    line = lines.text.rfind("\n", 0, index) + 1
    above = lines.text.rfind("\n", 0, max(line - 1, 0)) + 1
    key = _NO_BLANK.match(lines.text, line) or _NO_BLANK.match(lines.text, above)
    if key and case in _BEHIND_A_KEY:
        return violation("yaml-syntax", lines.place(key.start(1), key.end() - key.start(1)), "no-blank", key=key[1])
    return None


def _fault(lines: Lines, case: str, index: int, character: str) -> Problem:
    return violation("yaml-syntax", lines.place(index), case, code=f"{ord(character):04X}")


def _cut_off(comment: re.Match[str], lines: Lines) -> Problem:
    place = lines.place(comment.start(1), len(comment[1]))
    return violation("yaml-syntax", place, "cut-off", words=shorten(comment[1].rstrip(), _SHOWN))


def _value_before(text: str, index: int) -> yaml.ScalarToken | None:
    """Return the value behind which there is only a comment, or nothing, up to a position; None if there is none."""
    with suppress(yaml.YAMLError):  # the fault itself
        for token in yaml.scan(text, Loader=_Loader):
            end = token.end_mark.index
            if isinstance(token, yaml.ScalarToken) and re.fullmatch(r" *(?:[ \t]#.*\n\s*)?", text[end:index]):
                return token
    return None
