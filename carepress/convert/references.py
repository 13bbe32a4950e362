"""Finds each place in content/ that leads to a page or to a file beside one, and says how it is written when that moves."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, unquote, urlsplit

from carepress.assemble.reads import Reads
from carepress.convert import Converter
from carepress.convert.converted import Spot
from carepress.convert.fields import ARGUMENT
from carepress.load.front_matter import FIRST_LINE, split
from carepress.load.written import written
from carepress.model.fields import PAGE, PICTURE, declared, record_in
from carepress.model.made import ComponentSlot
from carepress.model.page import FrontMatter, Page, TextFile
from carepress.problems import Lines, Place, Problem
from carepress.text.urls import as_read, host_of, permalink, resolve_path, scheme_of
from carepress.text.yaml_file import KeyPath, ScalarNode, YamlFile, load_yaml

_HIDES_NOTHING = frozenset({"dead-image", "dead-link"})
_TAGS, _ATTRIBUTE = ("<a", "<A", "<i", "<I"), r"(?i:\b(?:href|src))\s*=\s*[\"']?\s*"
_PATH = re.compile(r"[^\s:\"“”„](?:[^\n:\"“”„]*[^\s:\"“”„])?")  # of a line in an argument, before a colon or behind one
Form = Literal["link", "angled", "image", "page", "argument"]
# Other signs than letters and digits that an address has to write in another way, by the form in which it stands.
_MEANING = "%?#"
_IN_BRACKETS = _MEANING + "<>&\\{}`"
_ENCODED = {"image": _MEANING, "angled": _IN_BRACKETS, "link": _IN_BRACKETS + " \t()\"'"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a file that names another by an address, or by its path inside content/ (`page`, `argument`).

    `written` is what stands there before any ? or #, and from `start` to `end` in the file's text; `behind` is where the
    whole address ends. `target` is the path inside content/ that it leads to, if it leads to what a person wrote.
    """

    place: Place
    start: int
    end: int
    behind: int
    written: str
    target: str
    form: Form
    style: str | None = None  # the quotes of a value of YAML


class Targets:
    """What can be reached: `addresses` has those of pages and files that people wrote, by their paths, `added` all others."""

    def __init__(self, addresses: Mapping[str, str], added: Iterable[str], base_url: str) -> None:
        self.addresses, self.base_url = addresses, base_url
        self._by_address = {one: one for one in added} | {url: path for path, url in addresses.items()}

    def of(self, written: str, from_path: str, form: Form = "link") -> str:
        """Return the path inside content/, or the address of a page that the build adds, that a reference in a file leads to."""
        if form in {"page", "argument"}:
            return written * (written in self.addresses)
        seen, home = as_read(written), permalink(self.base_url, "/")
        if seen.startswith(home):
            seen = f"/{seen.removeprefix(home)}"
        elif scheme_of(seen) or host_of(seen):
            return ""
        try:
            path = unquote(urlsplit(seen).path)
        except ValueError:  # a bracket that opens an address of numbers: it leads nowhere
            return ""
        file = resolve_path("" if path.startswith("/") else from_path, path.lstrip("/")) if path else ""
        return file if file in self.addresses else self._by_address.get(path, "")

    def written(self, one: Reference, from_path: str, target: str) -> str:
        """Return what a reference in a file has to say to lead to a target, in the way in which it is written."""
        if one.form == "argument":
            return target
        if one.form == "page":
            return written(target, one.style or "", is_flow=True)
        path = unquote(as_read(one.written))
        if scheme_of(path):
            return permalink(self.base_url, self.addresses[target])
        if path.startswith("/"):
            new = self.addresses[target] if path.endswith("/") else f"/{target}"
        else:
            new = posixpath.relpath(target, posixpath.dirname(from_path) or ".")
            new = f"./{new}" if path.startswith("./") and not new.startswith("../") else new
        as_typed = "%" not in one.written
        new = "".join(
            sign if (sign not in _ENCODED[one.form] if sign.isascii() else as_typed) else quote(sign) for sign in new
        )
        return written(new, one.style or "", is_flow=True) if one.form == "image" else new


class References:
    """Finds the references in one file after the other."""

    def __init__(self, targets: Targets, reads: Reads) -> None:
        self.targets, self._converter = targets, Converter(reads)

    def in_page(self, page: Page, file: TextFile) -> tuple[list[Reference], list[Problem]]:
        """Return the references in a page, in order, and the errors that may hide some.

        An address that several links have in common is there for each of them: that none is lost can be told.
        """
        yaml, _ = load_yaml(split(file.text).front or "", file.path, FIRST_LINE)
        front, kind, start = file.text.find("\n") + 1, type(page.front_matter), page.body_start or 0
        found = list(self.in_record(yaml, kind, (), page.content_path, front)) if yaml else []
        document, problems = self._converter.convert(page, file)
        lines, in_text = Lines(file.text, file.path), list[Reference]()
        for address, spot in self._converter.body.written_addresses if self._converter.body else ():
            if target := self.targets.of(address, page.content_path):
                in_text.append(_at_spot(lines, (start + spot[0], start + spot[1]), address, target))
        for part in document.parts:
            if isinstance(part, ComponentSlot):
                in_text += self._in_call(lines, part.place)
        found += sorted(in_text, key=lambda one: one.start)
        return found, [one for one in problems if one.severity == "error" and one.rule not in _HIDES_NOTHING]

    def in_record(
        self, file: YamlFile, kind: type[Any], path: KeyPath, from_path: str = "", start: int = 0
    ) -> Iterator[Reference]:
        """Yield the references in a record of a YAML text that begins at `start` in its file."""
        for key, (hint, *marks) in declared(kind).items():
            at = (*path, key)
            if inner := record_in(hint):
                yield from self.in_record(file, inner, at, from_path, start)
            elif PAGE in marks or PICTURE in marks:
                yield from self.in_value(file, at, "page", from_path, start)
            elif key in {"image", "translates"} and issubclass(kind, FrontMatter):
                yield from self.in_value(file, at, "image", from_path, start)

    def in_value(
        self, file: YamlFile, path: KeyPath, form: Form = "page", from_path: str = "", start: int = 0
    ) -> Iterator[Reference]:
        """Yield the reference that a value is, if it is one."""
        node = file.nodes.get(path, (None, None))[1]
        if isinstance(node, ScalarNode) and (target := self.targets.of(node.value, from_path, form)):
            first, behind = start + node.start_mark.index, start + node.end_mark.index
            yield Reference(file.value_place(path), first, behind, behind, node.value, target, form, node.style)

    def _in_call(self, lines: Lines, place: Place) -> Iterator[Reference]:
        """Yield the arguments of a component that are the path of a page or a file."""
        start = lines.index(place)
        for one in ARGUMENT.finditer(lines.text, start, start + place.length):
            for path in _PATH.finditer(lines.text, *one.span(2)):
                if target := self.targets.of(path[0], "", "argument"):
                    yield Reference(lines.place(path.start()), *path.span(), path.end(), path[0], target, "argument")


def _at_spot(lines: Lines, spot: Spot, written: str, target: str) -> Reference:
    """Return the reference whose address was written at a spot, with escapes or without; it starts nowhere if it isn't found."""
    path = re.split("[?#]", written, maxsplit=1)[0]
    signs, rest = (
        "".join(rf"(?:\\?{re.escape(sign)}|&#?\w+;)" for sign in part) for part in (path, written[len(path) :])
    )
    is_tag = lines.text.startswith(_TAGS, spot[0])
    match = re.compile(f"{_ATTRIBUTE * is_tag}({signs})({rest})").search(lines.text, *spot)
    if match is None:
        return Reference(lines.place(spot[0]), -1, -1, -1, path, target, "link")
    start, end = match.span(1)
    is_angled = not is_tag and lines.text[start - 1 : start] == "<"
    return Reference(lines.place(start), start, end, match.end(), path, target, "angled" if is_angled else "link")
