"""Turns Markdown into HTML: the one home of Python-Markdown.

Its parser is an extension point: what stands in for it here fills its tree from CommonMark tokens, and its tree
processors (attribute lists, abbreviations) and its serializer go on from there.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Container
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor

from carepress.convert.commonmark import make_reader
from carepress.convert.inline import Converted
from carepress.convert.marks import MarkdownLines
from carepress.convert.tree import Builder

_ATTRIBUTE_LIST = re.compile(r"\{[^{}\n]*\}")
_CAPTION = re.compile(r"Table:\s*")


class MarkdownText:
    """Converts one text after the other; not safe to share between threads."""

    def __init__(self) -> None:
        self._markdown = Markdown(extensions=[_Carepress()], output_format="html")

    def convert(self, lines: MarkdownLines, components: Container[str] = frozenset()) -> Converted:
        """Return what a text becomes; `components` has the lines that are blocks of their own."""
        parser = self._markdown.parser
        assert isinstance(parser, _Parser)
        parser.source, parser.components, parser.converted = lines, components, Converted()
        html = self._markdown.reset().convert("\n".join(lines.lines))
        parser.converted.html = html
        return parser.converted


class _Carepress(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        for registry, names in (
            (md.preprocessors, ("normalize_whitespace", "html_block")),
            (md.treeprocessors, ("inline", "prettify", "unescape")),
        ):
            for name in names:
                registry.deregister(name)
        md.parser = _Parser(md)  # type: ignore[assignment]


class _Parser:
    """Stands in for Python-Markdown's parser of blocks."""

    source: MarkdownLines
    components: Container[str]
    converted: Converted

    def __init__(self, md: Markdown) -> None:
        self.md = md
        self.reader = make_reader()

    def parseDocument(self, lines: list[str]) -> "etree.ElementTree[etree.Element]":
        """Return the tree of a text."""
        text, removed = "\n".join(lines), self.converted.removed
        env: dict[str, Any] = {"components": self.components, "abbreviations": {}, "removed": removed}
        root = Builder(self.md, self.reader, env, self.source, self.converted).tree(text)
        for definition in (*env.get("references", {}).values(), *env.get("duplicate_refs", ())):
            removed += lines[slice(*definition["map"])]
        _move_captions(root, removed)
        if "{" in text:
            removed += _ATTRIBUTE_LIST.findall(text)
            AttrListTreeprocessor(self.md).run(root)
        AbbrTreeprocessor(self.md, env["abbreviations"]).run(root)
        return etree.ElementTree(root)


def _move_captions(root: etree.Element, removed: list[str]) -> None:
    """Make each paragraph that begins with "Table:" the caption of the table behind it; head the columns."""
    for header in root.iter("th"):
        header.set("scope", "col")
    for parent in [element for element in root.iter() if element.find("table") is not None]:
        for before, table in zip(list(parent), list(parent)[1:], strict=False):
            if table.tag == "table" and before.tag == "p" and (match := _CAPTION.match(before.text or "")):
                parent.remove(before)
                before.tag, before.text = "caption", (before.text or "")[match.end() :]
                table.insert(0, before)
                table.text = None
                removed.append(match[0])
