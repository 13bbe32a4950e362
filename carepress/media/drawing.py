"""Reads an SVG file, refuses what could run, load or move something, and writes anew what is left."""

import re
from html import escape
from pathlib import Path
from xml.parsers import expat

from carepress.media.stylesheets import references
from carepress.problems import BuildFailed, Place, Problem
from carepress.problems.catalog import violation

_SVG = "http://www.w3.org/2000/svg "
_XLINK = "http://www.w3.org/1999/xlink "
_ELEMENTS = (
    "svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath title desc style "
    "marker linearGradient radialGradient stop pattern clipPath mask filter view feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence"
)
_DRAWN = frozenset(_ELEMENTS.split())
_MOVING = frozenset({"animate", "animateMotion", "animateTransform", "discard", "mpath", "set"})
# What may ask for something: where the name of a function begins differs between browsers.
_ASKING = ("@import", "url()", "src()", "image()", "image-set()", "cross-fade()")
_MOVING_RULES = ("keyframes", "@starting-style")
_UNDEFINED_ENTITY = expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*>")  # says only that this is SVG
# The words of svg-large name both: elements in each other, and elements, each as often as something shows it.
_DEEPEST, _MOST_SHOWN = 200, 200_000
_NUMBER = r"(\d{1,5}(?:\.\d+)?)"
_LENGTH = re.compile(rf"\s*{_NUMBER}(?:px)?\s*")
_VIEW_BOX = re.compile(rf"\s*[-+.\d]+[\s,]+[-+.\d]+[\s,]+{_NUMBER}[\s,]+{_NUMBER}\s*")


def make_drawing(raw: bytes, path: str, folder: Path) -> tuple[int, int, list[tuple[str, int, str]]]:
    """Return the size of a drawing and its one variant, written as `original`. Raises BuildFailed if it is refused."""
    drawing = _Drawing(path)
    try:
        # In its place stay the lines that it takes.
        drawing.parser.Parse(_PLAIN_DOCTYPE.sub(lambda match: b"\n" * match[0].count(b"\n"), raw, count=1), True)
        drawing.check_size()
    except (expat.ExpatError, ValueError, LookupError) as failure:
        if getattr(failure, "code", 0) == _UNDEFINED_ENTITY:
            drawing.refuse("svg-doctype")
        elif not drawing.problems:
            drawing.refuse("svg-broken", "unreadable", fault=failure)
    if drawing.problems:
        raise BuildFailed(drawing.problems)
    (folder / "original").write_text("".join(drawing.written) + "\n", encoding="utf-8")
    return *drawing.size, [("original", drawing.size[0], "image/svg+xml")]


class _Drawing:
    """A drawing while it is read: what is wrong with it so far, and what is written of it.

    Comments, instructions, and elements that aren't SVG have no handler or are passed over: nothing of them is written.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.written: list[str] = []
        self.size = (0, 0)
        # The name of each element that is open, its id, and where it began in `_shown`. No name for what is passed over.
        self._open: list[tuple[str, str, int]] = []
        self._shown: list[str] = []  # "" for each element, and each id that something points at
        self._parts: dict[str, tuple[int, int]] = {}  # what `_shown` has for the element with an id
        self._style: list[str] = []
        self._style_line = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def refuse(self, rule: str, case: str = "", line: int = 0, **said: object) -> None:
        """Note what is wrong in a line, or else at the place that is being read."""
        column = None if line else self.parser.CurrentColumnNumber + 1
        place = Place(self.path, line or self.parser.CurrentLineNumber, column)
        self.problems.append(violation(rule, place, case, **said))

    def check_size(self) -> None:
        """Refuse a drawing whose parts show each other so often that a browser would never be done."""
        shown, waiting = 0, [(0, len(self._shown))]
        while waiting and shown <= _MOST_SHOWN:
            start, end = waiting.pop()
            shown += end - start
            waiting += [self._parts[name] for name in self._shown[start:end] if name in self._parts]
        if shown > _MOST_SHOWN:
            self.refuse("svg-large", line=1)

    def _doctype(self, *_: object) -> None:
        self.refuse("svg-doctype")
        raise ValueError  # entities are not even read

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.removeprefix(_SVG)
        if not self._open:
            self._root(full_name, attributes)
        parent = self._open[-1][0] if self._open else "svg"
        if not parent or name in {full_name, "metadata"}:
            self._open.append(("", "", 0))
            return
        if len(self._open) == _DEEPEST:
            self.refuse("svg-large")
            raise ValueError
        if name not in _DRAWN or parent == "style":
            self._refuse_element(name, "style" if parent == "style" else "plain")
            attributes = {}  # they go with it
        root = "" if self._open else f' xmlns="{_SVG.strip()}"'
        self._open.append((name, attributes.get("id", ""), len(self._shown)))
        self._shown.append("")
        self.written.append(f"<{name}{root}{self._attributes(attributes)}>")

    def _refuse_element(self, name: str, where: str) -> None:
        if name == "script":
            self.refuse("svg-script", "element")
        elif name == "foreignObject":
            self.refuse("svg-foreign")
        elif name == "image":
            self.refuse("svg-outside", "photo")
        elif name in _MOVING:
            self.refuse("svg-moving")
        else:
            self.refuse("svg-element", where, name=name)

    def _root(self, full_name: str, attributes: dict[str, str]) -> None:
        if full_name != f"{_SVG}svg":
            self.refuse("svg-broken", "root")
            raise ValueError
        width, height = (_LENGTH.fullmatch(attributes.get(name, "")) for name in ("width", "height"))
        box = _VIEW_BOX.fullmatch(attributes.get("viewBox", ""))
        wanted = (width[1], height[1]) if width and height else (box[1], box[2]) if box else ("0", "0")
        self.size = (round(float(wanted[0])), round(float(wanted[1])))
        if not all(self.size):
            self.refuse("svg-size")

    def _attributes(self, attributes: dict[str, str]) -> str:
        """Return the attributes as they are written; those of other programs are left out."""
        kept = []
        for full_name, value in attributes.items():
            name = full_name.removeprefix(_XLINK)
            # Of two addresses browsers take the one without a namespace.
            if " " in name or (name != full_name and name in attributes):
                continue
            if name.lower().startswith("on"):
                self.refuse("svg-script", "attribute", name=name)
            if name in {"href", "src"}:
                self._refer(True, value)
            # No style can hide the bracket of what asks for something.
            for is_address, said, _ in references(value) if "(" in value else ():
                self._refer(is_address, said)
            kept.append(f' {name}="{escape(value)}"')
        return "".join(kept)

    def _refer(self, is_address: bool, said: str, line: int = 0) -> None:
        """Note what is shown of the drawing itself; refuse what is elsewhere, and what moves."""
        if is_address and said.strip().startswith("#"):
            self._shown.append(said.strip()[1:])
        elif is_address or said.endswith(_ASKING):
            self.refuse("svg-outside", "address", line, said=said[:60])
        elif said.endswith(_MOVING_RULES):
            self.refuse("svg-moving", line=line)

    def _text(self, text: str) -> None:
        name = self._open[-1][0]
        if name == "style":
            self._style_line = self._style_line if self._style else self.parser.CurrentLineNumber
            self._style.append(text)
        if name:
            self.written.append(escape(text))

    def _end(self, _: str) -> None:
        name, part, start = self._open.pop()
        if name == "style":
            for is_address, said, line in references("".join(self._style)):
                self._refer(is_address, said, self._style_line + line - 1)
            self._style.clear()
        if part:
            whole = (start, len(self._shown))
            self._parts[part] = min(whole, self._parts.get(part, whole))  # the first with an id has it
        if name:
            self.written.append(f"</{name}>")
