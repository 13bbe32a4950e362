"""Turns Markdown into HTML: the one home of Python-Markdown.

Three small additions to its own extensions: merge fields, which become tokens; components, which stand in blocks of
their own; and captions of tables. One instance serves a whole build; it isn't safe to share between threads.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

_EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
)
_FIELD = r"\{\{([^{}]*)\}\}"
_FIELD_LINE = re.compile(r"^[ ]{0,3}\{\{[^{}]*\}\}[ ]*$", re.MULTILINE)
_CAPTION = "Table:"

OnField = Callable[[str], str]


class MarkdownText:
    """Converts one text after the other."""

    def __init__(self) -> None:
        self._fields = _Fields()
        self._markdown = Markdown(
            extensions=[*_EXTENSIONS, self._fields],
            extension_configs={"tables": {"use_align_attribute": True}},
            output_format="html",
        )

    def to_html(self, text: str, on_field: OnField, is_component: Callable[[str], bool]) -> str:
        """Return the HTML of a text. Each merge field outside of code is replaced by what `on_field` makes of it.

        `is_component` says of a field that is alone on its line whether it is a block of its own.
        """
        self._fields.on_field = on_field
        self._fields.is_component = is_component
        self._markdown.reset()
        return self._markdown.convert(text)


class _Fields(Extension):
    on_field: OnField
    is_component: Callable[[str], bool]

    def extendMarkdown(self, md: Markdown) -> None:
        # Below code spans (190) and backslash escapes (180), above links (170): a field in a link's text is read first.
        md.inlinePatterns.register(_FieldPattern(_FIELD, md, self), "field", 175)
        md.parser.blockprocessors.register(_ComponentBlocks(md.parser, self), "component", 95)
        md.treeprocessors.register(_Captions(md), "caption", 15)


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
