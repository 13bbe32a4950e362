"""Makes of a text as people type and paste it the lines that Markdown is given; each sign keeps its place.

Word processors and phones put other blanks where Markdown needs a plain one, and other bullets.
"""

import re
from collections.abc import Sequence

from carepress.convert.marks import MarkdownLines
from carepress.text.fences import fenced_lines

_OTHER_BLANK = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_OTHER_SIGN = re.compile(f"[{_OTHER_BLANK}•·▪◦‣●○]")
# Blanks with which a line begins, and those behind the sign of a list, a heading, a callout or a definition.
_IN_FRONT = re.compile(
    rf"[ \t>{_OTHER_BLANK}]*(?:(?:[-*+•·▪◦‣●○]|\d{{1,9}}[.)]|\#{{1,6}}|!!!(?:[ \t{_OTHER_BLANK}]?[\w-]+)*|:)(?:[ \t{_OTHER_BLANK}]+\[[ xX{_OTHER_BLANK}]\])?[ \t{_OTHER_BLANK}]+)*"
)
_BULLET = re.compile(r"[•·▪◦‣●○](?=[ \t])")
_DELIMITERS = re.compile(rf"[|:\-\s{_OTHER_BLANK}]*-[|:\-\s{_OTHER_BLANK}]*")
_BEHIND_FENCE = re.compile(rf"(?<=[`~])[\s{_OTHER_BLANK}]+\Z")
_BLANK = re.compile(f"[{_OTHER_BLANK}]")
_ALLOWANCE = re.compile(r"[ \t]*<!--[ \t]*allow[ \t].*-->[ \t]*")


def markdown_lines(text: str) -> MarkdownLines:
    """Return the lines of a text for Markdown.

    Lines that only give leave for what a rule finds are left out: a table or a sentence goes on behind one.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    has_allowances = "<!--" in text and "allow" in text
    if not has_allowances and not _OTHER_SIGN.search(text):
        return MarkdownLines(lines, starts)
    lines = [_BEHIND_FENCE.sub("", line) if "```" in line or "~~~" in line else line for line in lines]
    code = fenced_lines(lines)
    kept = [number for number, line in enumerate(lines) if number in code or not _ALLOWANCE.fullmatch(line)]
    read: Sequence[str] = [lines[number] if number in code else _with_plain_signs(lines[number]) for number in kept]
    return MarkdownLines(read, [starts[number] for number in kept])


def _with_plain_signs(line: str) -> str:
    """Return a line with the blanks and bullets that Markdown knows where it needs them."""
    if not _OTHER_SIGN.search(line):
        return line
    front = _IN_FRONT.match(line)
    end = len(line) if _DELIMITERS.fullmatch(line) else front.end() if front else 0
    return _BULLET.sub("-", _BLANK.sub(" ", line[:end])) + line[end:]
