"""Turns Markdown into HTML: the one home of Python-Markdown.

Its parser is an extension point: what stands in for it here fills its tree from CommonMark tokens, and its tree
processors (attribute lists, abbreviations) and its serializer go on from there.
"""

import re
from collections.abc import Container
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.util import Registry

from carepress.convert.commonmark import make_reader
from carepress.convert.converted import Converted
from carepress.convert.tree import Builder
from carepress.convert.typed import MarkdownLines

# Not all in braces is a list: it begins with an id, a class or a value, or with a colon, which nobody writes otherwise.
_LIST = r"\{(?::(?![:/])[ ]*|[ ]*(?=[#.]\w|[A-Za-z][\w:-]*=))([^\s{}][^{}\n]*)\}"


class _AttributeLists(AttrListTreeprocessor):
    """Gives elements the attributes that stand in braces behind them, and notes what it took out of the text."""

    HEADER_RE = re.compile(rf"[ ]+{_LIST}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(f"^{_LIST}")  # type: ignore[misc]

    def __init__(self, md: Markdown, removed: list[str]) -> None:
        super().__init__(md)
        self._removed = removed

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Give an element its attributes; there is no text behind them that would have to be put back."""
        self._removed.append(attrs_string)
        return super().assign_attrs(elem, attrs_string, strict=strict)


class MarkdownText:
    """Converts one text after the other; not safe to share between threads."""

    _builder: Builder

    def __init__(self) -> None:
        self._reader = make_reader()
        self._markdown = md = Markdown(output_format="html")
        md.doc_tag = "text"  # type: ignore[misc]  # no block, so that no attribute list is for the whole text
        md.preprocessors, md.treeprocessors = Registry(), Registry()
        md.parser = self  # type: ignore[assignment]

    def convert(self, lines: MarkdownLines, components: Container[str] = frozenset()) -> Converted:
        """Return what a text becomes; `components` has the lines that are blocks of their own."""
        self._builder = Builder(self._markdown, self._reader, lines, components)
        self._builder.made.html = self._markdown.reset().convert("\n".join(lines.lines))
        return self._builder.made

    def parseDocument(self, lines: list[str]) -> "ElementTree[Element]":
        """Return the tree of a text, in the place of Python-Markdown's own parser."""
        text, md = "\n".join(lines), self._markdown
        root = self._builder.tree(text)
        if "{" in text:
            _AttributeLists(md, self._builder.removed).run(root)
        AbbrTreeprocessor(md, self._builder.env["abbreviations"]).run(root)
        return ElementTree(root)
