"""The examples of the CommonMark specification: `python -m tests.commonmark` prints those for which our HTML differs.

Numbers behind the command print these examples only.
"""

import difflib
import json
import sys
from dataclasses import dataclass
from itertools import groupby

from tests.convert.markdown_html import ours, outline
from tests.sites import ROOT

BLOCK_SECTIONS = (
    *("Tabs", "Precedence", "Thematic breaks", "ATX headings", "Setext headings", "Indented code blocks"),
    *("Fenced code blocks", "HTML blocks", "Link reference definitions", "Paragraphs", "Blank lines", "Block quotes"),
    *("List items", "Lists"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """One example: what is written, and the HTML that the specification wants."""

    number: int
    section: str
    markdown: str
    html: str

    @property
    def kind(self) -> str:
        """Return whether it shows blocks or inlines."""
        return "blocks" if self.section in BLOCK_SECTIONS else "inlines"

    def difference(self) -> list[str]:
        """Return the lines of the outline that are wanted (-) and those that are there instead (+); none if all is equal."""
        try:
            html = ours(self.markdown)
        except Exception as failure:
            return [f"+{failure!r}"]
        lines = difflib.unified_diff(outline(self.html), outline(html), n=99, lineterm="")
        return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def examples() -> list[Example]:
    """Return all examples in the order of the specification."""
    text = (ROOT / "tests" / "data" / "commonmark-0.31.2.json").read_text(encoding="utf-8")
    return [Example(**example) for example in json.loads(text)]


def main(numbers: list[int]) -> None:
    """Print the examples that differ by section: input, wanted (-) and got (+), and at the end all their numbers."""
    differing: list[Example] = []
    for section, group in groupby(examples(), lambda example: example.section):
        asked = [example for example in group if not numbers or example.number in numbers]
        found = [(example, lines) for example in asked if (lines := example.difference())]
        differing += [example for example, _ in found]
        if asked:
            print(f"\n{section}: {len(asked) - len(found)} of {len(asked)} equal")
        for example, lines in found:
            print("\n".join([f"\n  {example.number}: {example.markdown!r}", *(f"    {line}" for line in lines)]))
    for kind in ("blocks", "inlines"):
        print(f"\n{kind} that differ: {[example.number for example in differing if example.kind == kind]}")


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]])
