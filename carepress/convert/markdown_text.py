"""Turns Markdown into HTML: the one home of Python-Markdown.

Three small additions to its own extensions: merge fields, which become tokens; components, which stand in blocks of
their own; and captions of tables. One instance serves a whole build; it isn't safe to share between threads.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Sequence

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

# Each extension costs time on every text. One whose sign isn't in a text has nothing to do there and is left out.
_EXTENSIONS = {
    "abbr": re.compile(r"\*\["),
    "admonition": re.compile(r"!!!"),
    "attr_list": re.compile(r"(?<!\{)\{(?!\{)"),
    "def_list": re.compile(r"^ {0,3}:", re.MULTILINE),
    "fenced_code": re.compile(r"```|~~~"),
    "footnotes": re.compile(r"\[\^"),
    "md_in_html": re.compile(r"<"),
    "sane_lists": re.compile(r""),
    "tables": re.compile(r"\|"),
}
_INLINE_SIGN = re.compile(r"[\\`*_\[<&{]|  \n")
_FIELD = r"\{\{([^{}]*)\}\}"
_FIELD_LINE = re.compile(r"^[ ]{0,3}\{\{[^{}]*\}\}[ ]*$", re.MULTILINE)
_CAPTION = "Table:"

OnField = Callable[[str], str]


class MarkdownText:
    """Converts one text after the other, with the extensions that each needs."""

    def __init__(self) -> None:
        self._instances: dict[tuple[str, ...], tuple[Markdown, _Fields]] = {}

    def to_html(self, text: str, on_field: OnField, is_component: Callable[[str], bool]) -> str:
        """Return the HTML of a text. Each merge field outside of code is replaced by what `on_field` makes of it.

        `is_component` says of a field that is alone on its line whether it is a block of its own.
        """
        needed = tuple(name for name, sign in _EXTENSIONS.items() if sign.search(text))
        if needed not in self._instances:
            self._instances[needed] = _make(needed)
        markdown, fields = self._instances[needed]
        fields.on_field = on_field
        fields.is_component = is_component
        markdown.reset()
        return markdown.convert(text)


def _make(extensions: Sequence[str]) -> tuple[Markdown, "_Fields"]:
    fields = _Fields()
    wanted: dict[str, dict[str, object]] = {"tables": {"use_align_attribute": True}, "footnotes": {"SEPARATOR": "-"}}
    settings = {name: value for name, value in wanted.items() if name in extensions}
    markdown = Markdown(extensions=[*extensions, fields], extension_configs=settings, output_format="html")
    return markdown, fields


class _Fields(Extension):
    on_field: OnField
    is_component: Callable[[str], bool]

    def extendMarkdown(self, md: Markdown) -> None:
        # Below code spans (190) and backslash escapes (180), above links (170): a field in a link's text is read first.
        md.inlinePatterns.register(_FieldPattern(_FIELD, md, self), "field", 175)
        md.parser.blockprocessors.register(_ComponentBlocks(md.parser, self), "component", 95)
        md.treeprocessors.register(_Captions(md), "caption", 15)
        if "abbr" not in md.treeprocessors:  # abbreviations may stand in plain words
            md.treeprocessors.register(_PlainWords(md), "plain-words", 25)


class _FieldPattern(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, fields: _Fields) -> None:
        super().__init__(pattern, md)
        self.fields = fields

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return self.fields.on_field(m[1]), m.start(0), m.end(0)


class _ComponentBlocks(BlockProcessor):
    """Parts a component from the lines around it, where its author left out the blank lines."""

    def __init__(self, parser: BlockParser, fields: _Fields) -> None:
        super().__init__(parser)
        self.fields = fields

    def _find(self, block: str) -> re.Match[str] | None:
        matches = (match for match in _FIELD_LINE.finditer(block) if match[0].strip() != block.strip())
        return next((match for match in matches if self.fields.is_component(match[0].strip(" {}"))), None)

    def test(self, parent: etree.Element, block: str) -> bool:
        return "{{" in block and self._find(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self._find(block)
        assert match is not None
        parts = (block[: match.start()], match[0], block[match.end() :])
        blocks[:0] = [part.strip("\n") for part in parts if part.strip()]


class _PlainWords(Treeprocessor):
    """Keeps text without any sign of Markdown from being searched by some twenty patterns, one after the other."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.text and not _INLINE_SIGN.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _INLINE_SIGN.search(element.tail):
                element.tail = AtomicString(element.tail)


class _Captions(Treeprocessor):
    """Makes a paragraph that begins with "Table:" the caption of the table behind it, and heads its columns."""

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for before, table in zip([None, *parent], parent, strict=False):
                if table.tag == "table" and before is not None and before.tag == "p":
                    _move_caption(parent, before, table)
        for header in root.iter("th"):
            header.set("scope", "col")


def _move_caption(parent: etree.Element, paragraph: etree.Element, table: etree.Element) -> None:
    if not (paragraph.text or "").startswith(_CAPTION):
        return
    parent.remove(paragraph)
    paragraph.tag = "caption"
    paragraph.text = (paragraph.text or "").removeprefix(_CAPTION).lstrip()
    paragraph.tail = "\n"
    table.insert(0, paragraph)
