"""Turns Markdown into HTML: the one home of Python-Markdown.

In the place of its parser, its tree is filled from CommonMark tokens; its tree processors (attribute lists, abbreviations),
its serializer and its postprocessors go on from there.
"""

import re
from collections.abc import Container
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor

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

    def __init__(self) -> None:
        self._reader, self._markdown = make_reader(), Markdown(output_format="html")

    def convert(self, lines: MarkdownLines, components: Container[str] = frozenset()) -> Converted:
        """Return what a text becomes; `components` has the lines that are blocks of their own."""
        text, md = "\n".join(lines.lines), self._markdown.reset()
        builder = Builder(md, self._reader, lines, components)
        root = builder.tree(text)
        if "{" in text:
            _AttributeLists(md, builder.removed).run(root)
        AbbrTreeprocessor(md, builder.env["abbreviations"]).run(root)
        html = md.serializer(root).strip().removeprefix(f"<{root.tag}>").removesuffix(f"</{root.tag}>")
        for processor in md.postprocessors:
            html = processor.run(html)
        builder.made.html = html.strip()
        return builder.made
