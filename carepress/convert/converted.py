"""What becomes of a text, and what its HTML doesn't say: where things were written, what is left out, what is wrong."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from xml.etree.ElementTree import Element

from carepress.convert.marks import SPOT
from carepress.convert.typed import MarkdownLines
from carepress.problems import Problem
from carepress.problems.catalog import violation
from carepress.text.allow_list import ELEMENTS

_TAG_OR_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?.*?\?>|<![a-zA-Z][^>]*>|<!\[CDATA\[.*?\]\]>|</[^<>]*>"
    r"""|<(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])(?>(?:[^"'<>]|"[^"]*"|'[^']*')*)>?""",
    re.DOTALL,
)
# A reference to a character; some would stand for marks of ours.
_REFERENCE = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);?")


# Where in a text something begins and ends.
Spot = tuple[int, int]


@dataclass(slots=True)
class Converted:
    """The HTML of a text, and what it doesn't say.

    `spots` has where in the text to look for what an element says, by the number that it is marked with; `tags` each tag of
    raw HTML and where it begins; `raw` where such HTML is, in which no Markdown is read; `removed` what was written and is
    no text for readers; `problems` what can't be meant so.
    """

    source: MarkdownLines
    html: str = ""
    spots: list[Spot] = field(default_factory=list)
    tags: list[tuple[str, int]] = field(default_factory=list)
    raw: list[Spot] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add_violation(self, rule: str, case: str, block: Sequence[int] | None, **said: object) -> None:
        """Note what is wrong with a block, given its lines."""
        start, end = self.source.first_line(block)
        self.problems.append(violation(rule, self.source.written.place(start, end - start), case, **said))

    def mark(self, element: Element, start: int, end: int) -> None:
        """Mark an element with the spot at which it was written."""
        element.set(SPOT, str(len(self.spots)))
        self.spots.append((start, end))

    def mark_tags(self, html: str, offset: Callable[[int], int]) -> str:
        """Return raw HTML with the mark of its spot on each tag; `offset` says where in the text a position in it is."""

        def marked(match: re.Match[str]) -> str:
            tag, at = match[0], offset(match.start())
            self.tags.append((tag, at))
            if tag.endswith(">") and (match["name"] or tag.startswith(("<!--", "</"))):
                self.removed.append(tag)
            if not match["name"] or tag[1:-1] in ELEMENTS:  # nothing can be wrong with it
                return tag
            self.spots.append((at, at + len(tag)))
            name = match.end("name") - match.start()
            return f"{tag[:name]} {SPOT}={len(self.spots) - 1} {tag[name:]}"

        self.raw.append((offset(0), offset(len(html))))
        return readable_references(_TAG_OR_COMMENT.sub(marked, html))


def readable_references(html: str) -> str:
    """Return HTML without references to characters that it may not hold."""
    return _REFERENCE.sub(lambda match: match[0] if unescape(match[0]) else "\ufffd", html)
