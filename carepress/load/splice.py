"""Changes one value in YAML where it stands, so that every other line, comment and blank stays as somebody wrote it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any, Final

from carepress.load.front_matter import FIRST_LINE, split
from carepress.load.names import UnknownName
from carepress.load.written import NEW, behind, block, digest, entry, inline, lines_of_text, written
from carepress.text.spliced import Edit, as_read, spliced_file
from carepress.text.yaml_file import KeyPath, YamlFile, load_yaml

# Returns the keys of the record at a path in the order of their declaration.
Order = Callable[[KeyPath], Sequence[str]]
# What stays, by its old key or number; and what is new: the key or number behind which it comes, its own key, its value.
_Plan = tuple[Mapping[Any, Any], list[tuple[Any, str | None, Any]]]
_GROUP = (dict, list, tuple)
_BY_HAND = "change it in the file itself, in an editor"


class _Gone(Enum):
    GONE = "gone"


GONE: Final = _Gone.GONE  # in place of a value: take it away


def splice(text: str, at: KeyPath, change: Any, order: Order = lambda path: ()) -> str:
    """Return a data file with the value at a path changed, added or taken away (GONE), and no other byte.

    Raises UnknownName if the file can't be read, or if the value can't stand there.
    """
    return spliced_file(text, _edits(as_read(text), at, change, order, 1))


def splice_page(text: str, at: KeyPath, change: Any, order: Order = lambda path: ()) -> str:
    """Return a page's file with a value of its front matter changed, as `splice` does; a page without any gets it."""
    plain = as_read(text)
    front = split(plain).front
    if front is None and plain.lstrip().startswith(("---", "+++")):
        raise UnknownName("the front matter can't be read", "put it between two lines of three dashes, at the top")
    edits = _edits(front or "", at, change, order, FIRST_LINE)
    if front is None:
        gap = "" if plain.startswith("\n") else "\n"
        return spliced_file(text, [Edit(0, 0, f"---\n{one.new}---\n{gap}") for one in edits])
    start = plain.index("\n") + 1
    return spliced_file(text, [Edit(start + one.start, start + one.end, one.new) for one in edits])


def _edits(text: str, at: KeyPath, change: Any, order: Order, first_line: int) -> list[Edit]:
    """Return what changes one value in a text of YAML, once it has been read again and is what was meant."""
    file = _read(text, first_line)
    if change is GONE and at not in file.nodes:
        return []
    meant = _changed({} if file.value is None else file.value, at, change)
    edits = [*_Splicer(text, file, order).edits((), file.value, meant)]
    made = _read(spliced_file(text, edits), first_line).value
    if digest({} if made is None else made) != digest(meant):
        raise UnknownName(f"{'.'.join(map(str, at))} can't be changed here", _BY_HAND)
    return edits


def _read(text: str, first_line: int) -> YamlFile:
    file, problems = load_yaml(text, "", first_line)
    if problems or file is None:
        raise UnknownName(f"line {problems[0].place.line}: {problems[0].message}", problems[0].hint)
    for path, nodes in file.nodes.items():
        if any(text.startswith(("&", "!"), node.start_mark.index, node.end_mark.index) for node in nodes):
            line = file.value_place(path).line
            raise UnknownName(f"line {line}: an anchor (&) or a tag (!) can't be kept", _BY_HAND)
    return file


def _changed(value: Any, at: KeyPath, change: Any) -> Any:
    """Return a value with a part of it changed; it shares the others."""
    if not at:
        return change
    key, rest = at[0], at[1:]
    if isinstance(value, list) and isinstance(key, int) and 0 <= key <= len(value):
        inner = _changed(value[key] if key < len(value) else None, rest, change)
        return [*value[:key], *[inner] * (inner is not GONE), *value[key + 1 :]]
    if isinstance(key, int) or not isinstance(value, dict | None):
        raise UnknownName(f"there is no place for {key}", _BY_HAND)
    made = {**(value or {}), key: _changed((value or {}).get(key), rest, change)}
    return {name: item for name, item in made.items() if item is not GONE}


@dataclass(frozen=True, slots=True)
class _Splicer:
    """Finds the edits that turn the values of a file into others: where each starts and stops, and what comes there."""

    text: str
    file: YamlFile
    order: Order

    def edits(self, path: KeyPath, old: Any, new: Any, *, is_flow: bool = False) -> Iterator[Edit]:
        """Yield the edits of the value at a path; `is_flow` if it stands in brackets."""
        if old is new or digest(old) == digest(new):
            return
        are_records = isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys()
        if are_records or (old and new and isinstance(old, list) and isinstance(new, list | tuple)):
            plan = self._keys(path, old, new) if are_records else _items(old, new)
            yield from self._group(path, old, plan, is_flow=is_flow or self._node(path).flow_style)
        elif self.file.root is None:
            gap = "\n" * (self.text[-1:] not in {"", "\n"})
            yield Edit(len(self.text), len(self.text), f"{gap}{block(new, '')[1:]}\n")
        else:
            yield self._value(path, old, new, is_flow=is_flow)

    def _group(self, path: KeyPath, old: Any, plan: _Plan, *, is_flow: bool) -> Iterator[Edit]:
        """Yield the edits of a record or list: values that change, what comes, what goes."""
        kept, added = plan
        keys = [*old] if isinstance(old, dict) else [*range(len(old))]
        spans = [self._span((*path, key), is_flow=is_flow) for key in keys]
        first = spans[0][0]
        before = self.text[self._line(first)[0] : first]
        gap = ", " if is_flow else f"\n{' ' * len(before)}"
        for key, value in kept.items():
            yield from self.edits((*path, key), old[key], value, is_flow=is_flow)
        for after, name, value in added:
            style = NEW if name else getattr(self._node((*path, after or 0)), "style", NEW)
            piece = entry(name, value, gap[1:], style, is_flow=is_flow)
            if after is None:  # at the beginning of the line, of which all goes if the first key does
                is_line = not is_flow and not before.strip()
                at = first - len(before) * is_line
                yield Edit(at, at, f"{before}{piece}\n" if is_line else piece + gap)
                continue
            stop = spans[keys.index(after)][1]
            stop = stop if is_flow else self._line(stop)[1]
            yield Edit(stop, stop, gap + piece)
        for number, (start, stop) in enumerate(spans):
            if keys[number] in kept:
                continue
            if is_flow and kept.keys().isdisjoint(keys[number:]):
                last = spans[number - 1][1]
                yield Edit(start if "#" in self.text[last:start] else last, stop, "")
            elif is_flow or (before.strip() and kept.keys().isdisjoint(keys[:number])):  # a dash before it stays
                between = self.text[stop : spans[number + 1][0]]
                has_comment = is_flow and "#" in between
                yield Edit(start, stop + (between.index(",") + 1 if has_comment else len(between)), "")
            else:
                yield Edit(self._line(start)[0], self._line(stop)[1] + 1, "")

    def _keys(self, path: KeyPath, old: Mapping[str, Any], new: Mapping[str, Any]) -> _Plan:
        """Return the keys that stay, and each new one behind the nearest that is declared before it."""
        declared = [*self.order(path)]
        kept = {key: new[key] for key in old if key in new}
        added: list[tuple[Any, str | None, Any]] = []
        for key in sorted(new.keys() - old.keys(), key=[*declared, *new].index):
            before = declared[: declared.index(key)] if key in declared else [*kept]
            added.append((next((one for one in reversed(before) if one in kept), None), key, new[key]))
        return kept, added

    def _value(self, path: KeyPath, old: Any, new: Any, *, is_flow: bool) -> Edit:
        """Return the edit that puts a value in place of another: in the style of that one, if both are texts."""
        node = self._node(path)
        start, stop = node.start_mark.index, self._stop(path)
        rest = self.text[stop : self._line(stop)[1]]
        if not isinstance(old, _GROUP) and not isinstance(new, _GROUP):
            style = node.style or ""
            piece = None
            if style in {"|", ">"} and isinstance(new, str):
                piece = lines_of_text(new, self.text[start:stop])
            if piece is None:
                piece = written(new, style if isinstance(old, str) else NEW, rest, is_flow=is_flow)
            return Edit(start, stop, " " * (start == stop) + piece)
        if not path or is_flow:
            return Edit(start, stop, inline(new) if path or not new else block(new, "")[1:])
        begin, _ = self._span(path, is_flow=is_flow)
        margin = " " * (begin - self._line(begin)[0])
        if isinstance(path[-1], int):
            return Edit(begin, stop, entry(None, new, margin, rest=rest))
        colon = self.text.index(":", self.file.nodes[path][0].end_mark.index)
        return Edit(colon + 1, stop, behind(new, margin, rest=rest))

    def _node(self, path: KeyPath) -> Any:
        return self.file.nodes[path][1]

    def _span(self, path: KeyPath, *, is_flow: bool) -> tuple[int, int]:
        """Return where a key with its value, or an item with its dash, starts and stops."""
        start: int = self.file.nodes[path][0].start_mark.index
        has_dash = isinstance(path[-1], int) and not is_flow
        return len(self.text[:start].rstrip(" \n")) - 1 if has_dash else start, self._stop(path)

    def _stop(self, path: KeyPath) -> int:
        """Return where a value stops, without the lines between it and the next."""
        node = self._node(path)
        start, stop = int(node.start_mark.index), int(node.end_mark.index)
        if getattr(node, "flow_style", True) is False and node.value:
            last = node.value[-1]
            return self._stop((*path, last[0].value if isinstance(last, tuple) else len(node.value) - 1))
        if getattr(node, "style", None) in {"|", ">"}:
            is_kept = "+" in self.text[start : self._line(start)[1]]
            return start + len(re.sub(r"\n\Z" if is_kept else r"(?:\n *)+\Z", "", self.text[start:stop]))
        return stop

    def _line(self, index: int) -> tuple[int, int]:
        """Return where the line of an index starts and ends."""
        end = self.text.find("\n", index)
        return self.text.rfind("\n", 0, index) + 1, len(self.text) if end < 0 else end


def _items(old: Sequence[Any], new: Sequence[Any]) -> _Plan:
    """Return the items that stay or change, and the new ones behind these."""
    kept: dict[Any, Any] = {}
    added: list[tuple[Any, str | None, Any]] = []
    matcher = SequenceMatcher(None, [*map(digest, old)], [*map(digest, new)], autojunk=False)
    for _, start, stop, first, last in matcher.get_opcodes():
        shared = min(stop - start, last - first)
        kept |= zip(range(start, start + shared), new[first:], strict=False)
        added += [(start + shared - 1 if start + shared else None, None, one) for one in new[first + shared : last]]
    return kept, added
