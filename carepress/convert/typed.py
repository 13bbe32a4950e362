"""Makes of a text as people type and paste it the lines that Markdown is given, and finds from them where it was written.

Word processors and phones put other blanks where Markdown needs a plain one, and other bullets.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from carepress.problems import Lines
from carepress.text.fences import fenced_lines

_BULLETS = "•·▪◦‣●○⁃∙■▸➢➤"
_OTHER_BLANK = "\u00a0\u1680\u2000-\u200b\u200e\u200f\u202f\u205f\u2060\u3000\ufeff"
_OTHER_SIGN = re.compile(f"[{_OTHER_BLANK}{_BULLETS}]")
# Where Markdown needs plain signs: in a table's line of dashes, at the start of a line, and behind the sign of a list, a
# heading, a callout or a definition.
_NEEDED = re.compile(
    rf"[|:\-\s{_OTHER_BLANK}]*-[|:\-\s{_OTHER_BLANK}]*\Z"
    rf"|[ \t>{_OTHER_BLANK}]*(?:(?:[-*+{_BULLETS}]|\d{{1,9}}[.)]|\#{{1,6}}|!!!(?:[ \t{_OTHER_BLANK}]?[\w-]+)*|:)(?:[ \t{_OTHER_BLANK}]+\[[ xX{_OTHER_BLANK}]\])?[ \t{_OTHER_BLANK}]+)*"
)
_BULLET = re.compile(rf"[{_BULLETS}](?=[ \t])")
# Word puts many blanks behind the sign of an item; from five on they would make its text code.
_WIDE = re.compile(r"(?<=[-*+.):])(?:[ ]{5,}|[ ]*\t[ \t]+)\Z")
_RULE = re.compile(rf"[ \t]*([{_BULLETS}])(?:[ \t]+\1){{2,}}[ \t]*")
_BEHIND_FENCE = re.compile(rf"(?<=[`~])[\s{_OTHER_BLANK}]+\Z")
_BLANK = re.compile(f"[{_OTHER_BLANK}]")
_ALLOWANCE = re.compile(r"[ \t]*<!--[ \t]*allow[ \t].*-->[ \t]*")


@dataclass(frozen=True, slots=True)
class MarkdownLines:
    """The lines that Markdown is given, where in the text each begins, and the text as it was written."""

    lines: Sequence[str]
    starts: Sequence[int]
    written: Lines
    _found: dict[tuple[int, str], tuple[list[int], list[int]]] = field(default_factory=dict)

    def offset(self, block: Sequence[int] | None, content: str = "", position: int = 0) -> int:
        """Return where in the text a position in the content of a block is, given the block's first line."""
        key = block[0] if block else 0, content
        if key not in self._found:  # a block is asked about for each thing in it
            self._found[key] = self._find(*key)
        begins, starts = self._found[key]
        line = bisect_right(begins, position) - 1
        return starts[line] + position - begins[line]

    def _find(self, first: int, content: str) -> tuple[list[int], list[int]]:
        """Return where each line of a block begins, in its content and in the text."""
        begins, starts = [0], list[int]()
        for number, part in enumerate(content.split("\n"), first):
            row = min(number, len(self.lines) - 1)
            # The content is what is left of each line behind the signs that it begins with.
            starts.append(self.starts[row] + max(self.lines[row].rfind(part or self.lines[row].lstrip()), 0))
            begins.append(begins[-1] + len(part) + 1)
        return begins[:-1], starts

    def find_cell(self, line: int, content: str, past: int) -> int:
        """Find the cell of a row that begins behind a position in its line; return where it ends."""
        at = self.lines[line].find(content, past)
        self._found[line, content] = [0], [self.starts[line] + max(at, 0)]
        return max(at + len(content), past)

    def first_line(self, block: Sequence[int] | None) -> tuple[int, int]:
        """Return where in the text the first line of a block begins and ends."""
        start = self.offset(block)
        return start, start + len(self.lines[block[0] if block else 0].strip())


def markdown_lines(written: Lines, text: str) -> MarkdownLines:
    """Return the lines for Markdown of a text, which is as long as what was written.

    Allowances alone on their line are left out: a table or a sentence goes on behind one.
    """
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    if (not text.isascii() and _OTHER_SIGN.search(text)) or ("<!--" in text and "allow" in text):
        lines = [_BEHIND_FENCE.sub("", line) if "```" in line or "~~~" in line else line for line in lines]
        code = fenced_lines(lines)
        kept = [number for number, line in enumerate(lines) if number in code or not _ALLOWANCE.fullmatch(line)]
        plain = [lines[number] if number in code else _with_plain_signs(lines[number]) for number in kept]
        # A line that became shorter did so in front of its words.
        starts = [starts[number] + len(lines[number]) - len(line) for number, line in zip(kept, plain, strict=True)]
        lines = plain
    return MarkdownLines(lines, starts, written)


def _with_plain_signs(line: str) -> str:
    """Return a line with the blanks and bullets that Markdown knows where it needs them."""
    if _RULE.fullmatch(line):
        return re.sub(r"\S", "*", line)
    match = _NEEDED.match(line)
    end = match.end() if match else 0
    plain = _BULLET.sub("-", _BLANK.sub(" ", line[:end]))
    return (plain if plain == line[:end] else _WIDE.sub(" ", plain)) + line[end:]
