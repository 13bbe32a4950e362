"""Changes one value in YAML where it stands, so that every other line, comment and blank stays as somebody wrote it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any, Final

from carepress.load.front_matter import FIRST_LINE, split
from carepress.load.names import UnknownName
from carepress.load.written import NEW, behind, block, dashed, digest, entry, inline, lines_of_text, written
from carepress.text.yaml_file import KeyPath, YamlFile, load_yaml

# Returns the keys of the record at a path in the order of their declaration.
Order = Callable[[KeyPath], Sequence[str]]
_Edit = tuple[int, int, str]
_Spans = Mapping[str | int, tuple[int, int]]
_Added = Iterator[tuple[str | int | None, str | None, Any]]
_GROUP = (dict, list, tuple)
_LEAST_WIDTH = 60
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")
_BY_HAND = "change it in the file itself, in an editor"


class _Gone(Enum):
    GONE = "gone"


GONE: Final = _Gone.GONE  # in place of a value: take it away


def splice(text: str, at: KeyPath, change: Any, order: Order = lambda path: ()) -> str:
    """Return a data file with the value at a path changed, added or taken away (GONE), and no other byte.

    Raises UnknownName if the file can't be read, or if the value can't stand there.
    """
    mark = "\ufeff" * text.startswith("\ufeff")
    return mark + _spliced(text.removeprefix(mark), at, change, order, _line_end(text), 1)


def splice_page(text: str, at: KeyPath, change: Any, order: Order = lambda path: ()) -> str:
    """Return a page's file with a value of its front matter changed, as `splice` does; a page without any gets it."""
    end, start = _line_end(text), int(text.startswith("\ufeff"))
    plain = re.sub(r"\r\n|\r", "\n", text[start:])
    front = split(plain).front
    if front is not None:
        lines = [match.end() for match in _LINE_END.finditer(text)]
        start, stop = lines[0], lines[front.count("\n")]
        return text[:start] + _spliced(text[start:stop], at, change, order, end, FIRST_LINE) + text[stop:]
    if plain.lstrip().startswith(("---", "+++")):
        raise UnknownName("the front matter can't be read", "put it between two lines of three dashes, at the top")
    made = _spliced("", at, change, order, end, FIRST_LINE)
    fence, gap = f"---{end}", "" if plain.startswith("\n") else end
    return text[:start] + (fence + made + fence + gap if made else "") + text[start:]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"


def _spliced(text: str, at: KeyPath, change: Any, order: Order, end: str, first_line: int) -> str:
    """Return a text of YAML with one value changed, once it has been read again and is what was meant."""
    file = _read(text, first_line)
    if change is GONE and at not in file.nodes:
        return text
    meant = _changed({} if file.value is None else file.value, at, change)
    edits = sorted(_Splicer(file, order).edits((), file.value, meant), key=lambda edit: edit[:2])
    new = text
    for start, stop, piece in reversed(edits):
        new = new[:start] + piece.replace("\n", end) + new[stop:]
    made = _read(new, first_line).value
    if digest({} if made is None else made) != digest(meant):
        raise UnknownName(f"{_said(at)} can't be changed here", _BY_HAND)
    return new


def _said(at: KeyPath) -> str:
    return ".".join(map(str, at))


def _read(text: str, first_line: int) -> YamlFile:
    file, problems = load_yaml(text, "", first_line)
    if problems or file is None:
        raise UnknownName(f"line {problems[0].place.line}: {problems[0].message}", problems[0].hint)
    for path, nodes in file.nodes.items():
        if any(text[node.start_mark.index : node.end_mark.index][:1] in {"&", "!"} for node in nodes):
            line = file.value_place(path).line
            raise UnknownName(f"line {line}: an anchor (&) or a tag (!) can't be kept", _BY_HAND)
    return file


def _changed(value: Any, at: KeyPath, change: Any) -> Any:
    """Return a value with a part of it changed; it shares the others."""
    if not at:
        return change
    key, *rest = at
    if isinstance(value, list) and isinstance(key, int) and 0 <= key <= len(value):
        inner = _changed(value[key] if key < len(value) else None, tuple(rest), change)
        return [*value[:key], *[inner] * (inner is not GONE), *value[key + 1 :]]
    if isinstance(key, int) or not isinstance(value, dict | None):
        raise UnknownName(f"there is no place for {_said(at)}", _BY_HAND)
    made = {**(value or {}), key: _changed((value or {}).get(key), tuple(rest), change)}
    return {name: item for name, item in made.items() if item is not GONE}


@dataclass(frozen=True, slots=True)
class _Splicer:
    """Finds the edits that turn the values of a file into others: where each starts and stops, and what comes there."""

    file: YamlFile
    order: Order

    def edits(self, path: KeyPath, old: Any, new: Any, *, is_flow: bool = False) -> Iterator[_Edit]:
        """Yield the edits of the value at a path; `is_flow` if it stands in brackets."""
        if old is new or digest(old) == digest(new):
            return
        pair = [
            dict if isinstance(one, dict) else list if isinstance(one, list | tuple) else None for one in (old, new)
        ]
        if (pair == [dict, dict] and old.keys() & new.keys()) or (pair == [list, list] and old and new):
            is_flow = is_flow or bool(getattr(self.file.nodes[path][1], "flow_style", False))
            yield from self._group(path, old, new, is_flow=is_flow)
        elif self.file.root is None:
            text = self.file.lines.text
            gap = "\n" * bool(text and not text.endswith(("\n", "\r")))
            yield len(text), len(text), f"{gap}{block(new, '')[1:]}\n"
        else:
            yield self._value(path, old, new, is_flow=is_flow)

    def _group(self, path: KeyPath, old: Any, new: Any, *, is_flow: bool) -> Iterator[_Edit]:
        """Yield the edits of a record or list: values that change, what comes, what goes."""
        keys = old if isinstance(old, dict) else range(len(old))
        spans = {key: self._span((*path, key), is_flow=is_flow) for key in keys}
        kept, added = self._keys(path, old, new) if isinstance(old, dict) else _items(old, new)
        for key, value in kept.items():
            yield from self.edits((*path, key), old[key], value, is_flow=is_flow)
        first, margin = next(iter(spans.values()))[0], self._margin(next(iter(spans.values()))[0])
        for after, name, value in added:
            near: Any = self.file.nodes[(*path, after or 0)][1] if name is None else None
            piece = entry(name, value, margin, getattr(near, "style", NEW), is_flow=is_flow)
            gap = ", " if is_flow else f"\n{margin}"
            if after is None:
                yield first, first, piece + gap
            else:
                stop = spans[after][1] if is_flow else self._line(spans[after][1])[0]
                yield stop, stop, gap + piece
        yield from self._removals(spans, kept, is_flow=is_flow)

    def _keys(self, path: KeyPath, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Mapping[Any, Any], _Added]:
        """Return the values of the keys that stay, and each new key behind the nearest that is declared before it."""
        declared = [*self.order(path)]
        kept = {key: new[key] for key in old if key in new}
        places = {key: declared.index(key) if key in declared else len(declared) for key in new}
        added = sorted(new.keys() - old.keys(), key=lambda key: (places[key], [*new].index(key)))
        before = {key: declared[: places[key]] if key in declared else [*kept] for key in added}
        return kept, ((next((one for one in before[key][::-1] if one in kept), None), key, new[key]) for key in added)

    def _removals(self, spans: _Spans, kept: Mapping[Any, Any], *, is_flow: bool) -> Iterator[_Edit]:
        """Yield the edits that take keys or items away, with their lines where they have lines of their own."""
        keys, places = [*spans], [*spans.values()]
        is_behind_dash = self._margin(places[0][0]) != self._before(places[0][0])
        for number, (start, stop) in enumerate(places):
            if keys[number] in kept:
                continue
            if is_flow and kept.keys().isdisjoint(keys[number:]):
                yield places[number - 1][1], stop, ""
            elif is_flow or (is_behind_dash and kept.keys().isdisjoint(keys[:number])):
                yield start, places[number + 1][0], ""
            else:
                yield start - len(self._before(start)), self._line(stop)[1], ""

    def _value(self, path: KeyPath, old: Any, new: Any, *, is_flow: bool) -> _Edit:
        """Return the edit that puts a value in place of another: in the style of that one, if both are texts."""
        text, (key, node) = self.file.lines.text, self.file.nodes[path]
        start, stop = node.start_mark.index, self._stop(path)
        rest = text[stop : self._line(stop)[0]]
        if isinstance(old, _GROUP) or isinstance(new, _GROUP):
            if not path or is_flow:
                return start, stop, inline(new) if path else block(new, "")[1:] or inline(new)
            begin, _ = self._span(path, is_flow=False)
            if isinstance(path[-1], int):
                return begin, stop, dashed(new, self._margin(begin), rest=rest)
            return text.index(":", key.end_mark.index) + 1, stop, behind(new, self._margin(begin), rest=rest)
        style = getattr(node, "style", None) or ""
        if isinstance(new, str) and style in {"|", ">"}:
            header, *rows = _LINE_END.split(text[start:stop])
            margin = next((row[: len(row) - len(row.lstrip(" "))] for row in rows if row.strip()), "  ")
            width = max(_LEAST_WIDTH, *(len(row) - len(margin) for row in rows))
            if (piece := lines_of_text(new, header, margin, width)) is not None:
                return start, stop, piece
        piece = written(new, style if isinstance(old, str) else NEW, rest, is_flow=is_flow)
        return start, stop, " " * (start == stop) + piece

    def _span(self, path: KeyPath, *, is_flow: bool) -> tuple[int, int]:
        """Return where a key with its value, or an item with its dash, starts and stops."""
        start: int = self.file.nodes[path][0].start_mark.index
        if isinstance(path[-1], int) and not is_flow:
            start = len(self.file.lines.text[:start].rstrip(" \r\n")) - 1
        return start, self._stop(path)

    def _stop(self, path: KeyPath) -> int:
        """Return where a value stops, without the lines between it and the next."""
        node: Any = self.file.nodes[path][1]
        start: int = node.start_mark.index
        stop: int = node.end_mark.index
        if getattr(node, "flow_style", True) is False and node.value:
            last = node.value[-1]
            return self._stop((*path, last[0].value if isinstance(last, tuple) else len(node.value) - 1))
        if getattr(node, "style", None) in {"|", ">"}:
            text = self.file.lines.text
            is_kept = "+" in text[start : self._line(start)[0]]
            ends = r"(?:\r\n|\r|\n)\Z" if is_kept else r"(?:[\r\n] *)+\Z"
            return start + len(re.sub(ends, "", text[start:stop]))
        return stop

    def _before(self, index: int) -> str:
        """Return what stands before an index on its line."""
        text = self.file.lines.text
        return text[max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1 : index]

    def _margin(self, index: int) -> str:
        """Return the blanks that a line needs to begin where another begins."""
        return " " * len(self._before(index))

    def _line(self, index: int) -> tuple[int, int]:
        """Return where the line of an index ends, and where the next begins."""
        match = _LINE_END.search(self.file.lines.text, index)
        assert match
        return match.span()


def _items(old: Sequence[Any], new: Sequence[Any]) -> tuple[Mapping[Any, Any], _Added]:
    """Return the values of the items that stay or change, by their numbers, and the new ones behind these."""
    kept: dict[int, Any] = {}
    added: list[tuple[int | None, None, Any]] = []
    matcher = SequenceMatcher(None, [*map(digest, old)], [*map(digest, new)], autojunk=False)
    for _, start, stop, first, last in matcher.get_opcodes():
        shared = min(stop - start, last - first)
        kept |= {start + step: new[first + step] for step in range(shared)}
        after = start + shared - 1
        added += [(after if after >= 0 else None, None, item) for item in new[first + shared : last]]
    return kept, iter(added)
