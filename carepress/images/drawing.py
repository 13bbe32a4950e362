"""Reads an SVG file, refuses what could run, load or move something, and writes anew what is left."""

import json
import re
from html import escape
from pathlib import Path
from xml.parsers import expat

from carepress.problems import BuildFailed, Place, Problem, error

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
_MOVING = ("svg-moving", "a drawing can't move", "visitors can't stop it: save it without animation")
_REFUSED = {
    "script": ("svg-script", "a drawing can't run a script", "delete the <script> element"),
    "foreignObject": ("svg-foreign", "a drawing can't hold HTML", "delete the <foreignObject> element"),
    "image": ("svg-outside", "a drawing can't hold a photo", "put the photo beside the page as a file of its own"),
    **dict.fromkeys(("animate", "animateMotion", "animateTransform", "discard", "mpath", "set"), _MOVING),
}
_OUTSIDE_HINT = "a drawing may only point at itself, as in #shape or url(#colors)"
# CSS can hide any word behind backslashes.
_ASKS = re.compile(
    r"url\(\s*[\"']?\s*(?P<target>.?)|@import|image(?:-set)?\(|cross-fade\(|\\", re.IGNORECASE | re.DOTALL
)
_NUMBER = r"(\d{1,5}(?:\.\d+)?)"
_LENGTH = re.compile(rf"\s*{_NUMBER}(?:px)?\s*")
_VIEW_BOX = re.compile(rf"\s*[-+.\d]+[\s,]+[-+.\d]+[\s,]+{_NUMBER}[\s,]+{_NUMBER}\s*")


def make_drawing(raw: bytes, path: str, folder: Path) -> None:
    """Write a drawing into a folder as `original`, and `picture.json` with its size. Raises BuildFailed if it is refused."""
    drawing = _Drawing(path)
    try:
        drawing.parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError) as failure:
        if not drawing.problems:
            drawing.refuse("svg-broken", f"the drawing can't be read: {failure}", "save it as SVG again")
    if drawing.problems:
        raise BuildFailed(drawing.problems)
    width, height = drawing.size
    described = {"width": width, "height": height, "variants": [("original", width, "image/svg+xml")]}
    (folder / "original").write_text("".join(drawing.written) + "\n", encoding="utf-8")
    (folder / "picture.json").write_text(json.dumps(described), encoding="utf-8")


class _Drawing:
    """A drawing while it is read: what is wrong with it so far, and what is written of it.

    Comments, instructions, and elements that aren't SVG have no handler or are passed over: nothing of them is written.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.written: list[str] = []
        self.size = (0, 0)
        self._open: list[str] = []  # an empty name for what is passed over
        self._style = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def refuse(self, rule: str, message: str, hint: str) -> None:
        """Note what is wrong at the place that is being read."""
        place = Place(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.problems.append(error(rule, message, place, hint))

    def _doctype(self, *_: object) -> None:
        self.refuse("svg-doctype", "a drawing can't have a DOCTYPE or entities", "delete <!DOCTYPE …> up to its >")
        raise ValueError  # entities are not even read

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.removeprefix(_SVG)
        if not self._open:
            self._root(full_name, attributes)
        if self._open[-1:] == [""] or name in {full_name, "metadata"}:
            self._open.append("")
            return
        if name not in _DRAWN:
            unknown = ("svg-element", f"a drawing can't have the element <{name}>", "save it as plain SVG")
            self.refuse(*_REFUSED.get(name, unknown))
        self._open.append(name)
        root = f' xmlns="{_SVG.strip()}"' if len(self._open) == 1 else ""
        self.written.append(f"<{name}{root}{self._attributes(attributes)}>")

    def _root(self, full_name: str, attributes: dict[str, str]) -> None:
        if full_name != f"{_SVG}svg":
            self.refuse("svg-broken", "this is no SVG drawing", f'it begins with <svg xmlns="{_SVG.strip()}">')
            raise ValueError
        width, height = (_LENGTH.fullmatch(attributes.get(name, "")) for name in ("width", "height"))
        box = _VIEW_BOX.fullmatch(attributes.get("viewBox", ""))
        wanted = (width[1], height[1]) if width and height else (box[1], box[2]) if box else ("0", "0")
        self.size = (round(float(wanted[0])), round(float(wanted[1])))
        if not all(self.size):
            hint = 'give <svg> a viewBox, such as viewBox="0 0 800 400"'
            self.refuse("svg-size", "the drawing doesn't say how large it is", hint)

    def _attributes(self, attributes: dict[str, str]) -> str:
        """Return the attributes as they are written; those of other programs are left out."""
        kept = []
        for full_name, value in attributes.items():
            name = full_name.removeprefix(_XLINK)
            if " " in name:
                continue
            if name.lower().startswith("on"):
                self.refuse("svg-script", f"a drawing can't run a script, as {name} does", "delete the attribute")
            if name in {"href", "src"} and not value.strip().startswith("#"):
                self.refuse("svg-outside", f'the drawing points at "{value[:60]}"', _OUTSIDE_HINT)
            self._look_outside(value)
            kept.append(f' {name}="{escape(value)}"')
        return "".join(kept)

    def _look_outside(self, text: str) -> None:
        if asks := next((match for match in _ASKS.finditer(text) if match["target"] != "#"), None):
            shown = text[asks.start() : asks.start() + 60].strip()
            self.refuse("svg-outside", f'the drawing may ask for something outside: "{shown}"', _OUTSIDE_HINT)

    def _text(self, text: str) -> None:
        if self._open[-1] == "style":
            self._style += text
        if self._open[-1]:
            self.written.append(escape(text))

    def _end(self, _: str) -> None:
        name = self._open.pop()
        if name == "style":
            self._look_outside(self._style)
            if "@keyframes" in self._style.lower():
                self.refuse(*_MOVING)
            self._style = ""
        if name:
            self.written.append(f"</{name}>")
