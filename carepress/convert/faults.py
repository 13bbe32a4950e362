"""Notes what can't be meant so in a block: code for another program, a text as a row of a table or as a part of a list."""

import re
from collections.abc import Sequence
from itertools import pairwise

from carepress.convert.converted import Converted
from carepress.convert.inline import cells_of

# What other programs draw, work out or read again; `{.text #id}` only names a language.
_RUN_ELSEWHERE = re.compile(r"\{(?![ ]*[.#:])|(?:markdown|md|mermaid|math|dataview(?:js)?|plantuml)\b", re.IGNORECASE)
_LINE_OF_TICKS = 20  # that many opened no code
# A capital or a sign at the margin, behind a line that had room for the word.
_BEGINS = re.compile(r"[^\W\d_a-z]|[*_\[“\"(]")
_LEAST_WRAPPED = 50
# The lines of a block: its first one, and the one behind it.
Block = Sequence[int]


def note_fence(made: Converted, block: Block, info: str, fence: str) -> None:
    """Note fenced code that isn't closed, or is for another program to read."""
    if _RUN_ELSEWHERE.match(info.strip()):
        made.add_violation("markdown-left", "shortcode", block, words=fence + info)
    lines = made.source.lines[slice(*block)]
    is_alone = len(lines) == 1 and len(fence) < _LINE_OF_TICKS
    if is_alone or not lines[-1].rstrip(" \t").endswith(fence):
        made.add_violation("unclosed", "", block, opening=fence, closing=fence)


def note_row(made: Converted, block: Block, columns: int) -> None:
    """Note a row that has more cells than its table has columns, or is a text right below the table."""
    row = made.source.lines[block[0]]
    if row.count("|") >= columns and (count := len(cells_of(row))) > columns:
        made.add_violation("table-cells", "", block, count=count, columns=columns)
    elif columns > 1 and "|" not in row:
        made.add_violation("table-cells", "text", block)


def note_lines(made: Converted, block: Block) -> None:
    """Note the first line of a paragraph that begins as a new one at the margin: no editor has wrapped it there."""
    for number, (before, line) in enumerate(pairwise(made.source.lines[slice(*block)]), block[0] + 1):
        if _BEGINS.match(line) and len(before.rstrip()) + len(line.split(" ", 1)[0]) < _LEAST_WRAPPED:
            made.add_violation("text-behind", "", (number, block[1]))
            return
