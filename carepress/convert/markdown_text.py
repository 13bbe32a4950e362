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

_ATTRIBUTE_LIST = re.compile(r"\{[^{}\n]*\}")


class _AttributeLists(AttrListTreeprocessor):
    """Reads `{: .name }`, and without the colon what has an id, a class or a value: `{name}` and `{% end %}` are text."""

    BASE_RE = r"\{(?=:(?![:/])|[ ]*[.#]|[^%][^{}\n]*=):?[ ]*([^}\n ][^\n]*)\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]


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
            self._builder.removed += _ATTRIBUTE_LIST.findall(text)
            _AttributeLists(md).run(root)
        AbbrTreeprocessor(md, self._builder.env["abbreviations"]).run(root)
        return ElementTree(root)
