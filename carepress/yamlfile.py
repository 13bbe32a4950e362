"""YAML with a place for every key and value: the one home of PyYAML.

Values are built from the composed nodes, so that nothing is lost on the way: a key that stands twice is seen, and the
surprises of YAML 1.1 don't happen (`no` stays the word no, `12:30` and `007` stay text, a date stays as written until
the schema reads it). Only true, false, null, whole numbers and decimal numbers are more than text.
"""

import re
from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from carepress.problems import Place, Problem, error

KeyPath = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MOST_DIGITS = 30
_TEXT = "tag:yaml.org,2002:str"
_PLAIN_TAGS = {_TEXT, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}

# What libyaml says, and what a person can do about it.
_ADVICE = (
    ("found a tab character", "a tab stands where spaces belong", "indent with spaces, two for each step"),
    ("mapping values are not allowed", "a colon inside the value", 'put the value in quotes: title: "Costs: an overview"'),
    ("while scanning a quoted scalar", "this quote is never closed", "add the missing quote at the end of the value"),
    ("while parsing a flow sequence", "this bracket is never closed, or a comma is missing", "close it with ]"),
    ("while parsing a flow mapping", "this brace is never closed, or a comma is missing", "close it with }"),
    ("cannot start any token", "a value can't begin with this character", "put the value in quotes; indent with spaces, not tabs"),
    ("could not find expected ':'", "a key without a colon", "write `key: value`, one on a line"),
    ("did not find expected key", "this line doesn't line up with those above it", "indent neighbors by the same number of spaces"),
    ("did not find expected '-'", "this line doesn't line up with the list above it", "begin each item of a list with a dash, indented alike"),
    ("found undefined tag handle", "an exclamation mark has a meaning of its own here", "put the value in quotes"),
    ("found unknown escape character", "a backslash has a meaning of its own inside double quotes", "use single quotes instead"),
    ("undefined alias", "an asterisk has a meaning of its own at the start of a value", "put the value in quotes"),
    ("expected alphabetic or numeric", "& and * have a meaning of their own at the start of a value", "put the value in quotes"),
)  # fmt: skip


class _Loader(yaml.CSafeLoader):
    """Composes nodes without guessing what a plain word might mean."""


_Loader.yaml_implicit_resolvers = {}


class _Text:
    """A text and its lines. libyaml counts the separators of word processors as line ends; editors don't."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, start: yaml.Mark, end: yaml.Mark | None = None) -> Place:
        return self.place_at(start.index, end.index - start.index if end and end.line == start.line else 1)

    def place_at(self, index: int, length: int = 1) -> Place:
        line = bisect_right(self.starts, index)
        return Place(self.path, line - 1 + self.first_line, index - self.starts[line - 1] + 1, max(length, 1))


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The value of a YAML text, with the place of each of its parts."""

    value: Any
    text: "_Text"
    root: yaml.Node | None

    @property
    def path(self) -> str:
        """Return the file that the text stands in."""
        return self.text.path

    def key_place(self, path: KeyPath) -> Place:
        """Return where the key at the end of the path stands; for what isn't there, where its parent's key stands."""
        key, _ = self._find(path)
        return self._place(key)

    def value_place(self, path: KeyPath) -> Place:
        """Return where the value at the end of the path stands; for what isn't there, where its parent stands."""
        _, value = self._find(path)
        return self._place(value)

    def _find(self, path: KeyPath) -> tuple[yaml.Node | None, yaml.Node | None]:
        key = value = self.root
        for step in path:
            if isinstance(value, yaml.MappingNode):
                pairs = [(k, v) for k, v in value.value if k.value == step]
                if not pairs:
                    break
                key, value = pairs[-1]
            elif isinstance(value, yaml.SequenceNode) and isinstance(step, int) and step < len(value.value):
                key = value = value.value[step]
            else:
                break
        return key, value

    def _place(self, node: yaml.Node | None) -> Place:
        if node is None:
            return Place(self.path, self.text.first_line)
        return self.text.place(node.start_mark, node.end_mark)


def load_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlFile | None, list[Problem]]:
    """Return the parsed text, or None and the problems that keep it from being parsed."""
    lines = _Text(text, path, first_line)
    builder = _Builder(lines)
    try:
        root = yaml.compose(text, Loader=_Loader)
        value = builder.build(root) if root is not None else None
    except RecursionError:
        hint = "write it with fewer levels"
        return None, [error("yaml-syntax", "the brackets or indents are nested too deeply", Place(path), hint)]
    except yaml.MarkedYAMLError as failure:
        return None, [_syntax_problem(failure, lines)]
    except yaml.reader.ReaderError:
        return None, [_forbidden_character(lines)]
    return YamlFile(value, lines, root), builder.problems


class _Builder:
    """Builds plain values from nodes and notes what isn't allowed."""

    def __init__(self, text: _Text) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        if node.tag not in _PLAIN_TAGS:
            self._report(
                "yaml-tag",
                f"the tag {node.tag} isn't used here",
                node,
                "delete the word that begins with !, or put the value in quotes",
            )
            return None
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self.seen:
            self._report(
                "yaml-alias",
                "an anchor (&) that is used again (*) isn't allowed here",
                node,
                "write the value out at each place",
            )
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: yaml.Node) -> dict[Hashable, Any]:
        result: dict[Hashable, Any] = {}
        lines: dict[Hashable, int | None] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                self._report(
                    "yaml-syntax", "a key must be a word", key_node, "if the value begins with { or [, put it in quotes"
                )
                continue
            line = self.text.place(key_node.start_mark).line
            if key in result:
                message = f'the key "{key}" stands twice: here and on line {lines[key]}'
                self._report("yaml-duplicate-key", message, key_node, "delete one of them")
            result[key] = self.build(value_node)
            lines[key] = line
        return result

    def _report(self, rule: str, message: str, node: yaml.Node, hint: str) -> None:
        self.problems.append(error(rule, message, self.text.place(node.start_mark, node.end_mark), hint))


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:  # quoted, or a block of text
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if len(text) <= _MOST_DIGITS:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    return text


def _forbidden_character(text: _Text) -> Problem:
    match = yaml.reader.Reader.NON_PRINTABLE.search(text.text)
    hint = "delete it; it may have come from a word processor"
    if match is None:
        return error("yaml-syntax", "a character can't stand in YAML", Place(text.path), hint)
    message = f"the character U+{ord(match[0]):04X} can't stand in YAML"
    return error("yaml-syntax", message, text.place_at(match.start()), hint)


def _syntax_problem(failure: yaml.MarkedYAMLError, text: _Text) -> Problem:
    said = f"{failure.context or ''}: {failure.problem or ''}"
    known = [(message, hint) for phrase, message, hint in _ADVICE if phrase in said]
    message, hint = known[0] if known else (f"this isn't valid YAML ({said.strip(': ')})", "put the value in quotes")
    # What was never closed is found only at the end of the text: the place that helps is where it was opened.
    opened = any(word in said for word in ("quoted scalar", "flow", "simple key"))
    mark = failure.context_mark if opened and failure.context_mark else failure.problem_mark
    return error("yaml-syntax", message, text.place(mark) if mark else Place(text.path), hint)
