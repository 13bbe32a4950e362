"""Our HTML of a Markdown text, and HTML as plain values that can be compared: its outline, and facts about it.

Two texts of HTML are compared as a browser reads them. Blanks count in code only.
"""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it.common.normalize_url import normalizeLink

from carepress.convert.markdown_text import MarkdownText
from carepress.convert.marks import without_spots
from carepress.convert.typed import markdown_lines
from carepress.problems import Lines
from carepress.text.html import Node, parse_fragment

_BLOCKS = (
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr iframe li main nav ol p pre script section style summary table tbody td textarea tfoot "
    "th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
VERBATIM = frozenset({"code", "pre", "script", "style", "textarea"})
_MARKDOWN = MarkdownText()
_BLANKS = re.compile(r"[ \t\n\r\f]+")


def ours(text: str) -> str:
    """Return our HTML of a Markdown text, before links are resolved and the allow-list is applied."""
    return without_spots(_MARKDOWN.convert(markdown_lines(Lines(text, ""), text)).html)


def tops(html: str) -> list[Node]:
    """Return the nodes at the top of a piece of HTML."""
    # A tag that is never closed would stand once more around the line's end behind its paragraph.
    nodes, node = [], parse_fragment(html.strip("\n")).root
    while node is not None:
        nodes.append(node)
        node = node.next
    return nodes


def inner(node: Node) -> list[Node]:
    """Return the nodes right inside a node."""
    nodes, child = [], node.child
    while child is not None:
        nodes.append(child)
        child = child.next
    return nodes


def outline(html: str) -> list[str]:
    """Return HTML as lines, one for each element, text or comment, indented as they are nested."""
    return list(_lines(tops(html), "", in_code=False))


def _lines(nodes: list[Node], indent: str, *, in_code: bool) -> Iterator[str]:
    for number, node in enumerate(nodes):
        if node.is_text_node:
            text = node.text_content or ""
            if not in_code:
                around = [nodes[other].tag if 0 <= other < len(nodes) else None for other in (number - 1, number + 1)]
                text = _collapsed(text, *(tag is None or tag in BLOCKS for tag in around))
            if text:
                yield f"{indent}{text!r}"
        elif node.is_element_node:
            tag = node.tag or ""
            attributes = (f" {name}={value!r}" for name, value in sorted(attributes_of(node).items()))
            yield f"{indent}<{tag}{''.join(attributes)}>"
            yield from _lines(inner(node), indent + "  ", in_code=in_code or tag in VERBATIM)
        else:
            yield f"{indent}<!{node.comment_content!r}>"


def _collapsed(text: str, at_start: bool, at_end: bool) -> str:
    """Return a text with each run of blanks as one, and none at a block's edge."""
    text = _BLANKS.sub(" ", text)
    text = text.lstrip(" ") if at_start else text
    return text.rstrip(" ") if at_end else text


def attributes_of(node: Node) -> dict[str, Any]:
    """Return the attributes of an element; addresses are percent-encoded in one way."""
    found = dict(node.attributes)
    for name in ("href", "src"):
        if value := found.get(name):
            found[name] = normalizeLink(value)
    return found
