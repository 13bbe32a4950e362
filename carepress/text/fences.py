"""Finds fenced code in Markdown, line by line: what stands there is to be read as it is."""

import re
from collections.abc import Sequence

# Quotations and lists may hold code, which ends where they do.
_OPENS = re.compile(r"(?P<front>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})")
_CLOSES = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*\Z")


def fenced_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines, from 0, that are fenced code or its fences; code without an end goes on to the last."""
    found: list[int] = []
    fence = front = ""
    for number, line in enumerate(lines):
        if fence and _is_behind(line, front):
            fence = ""
        if fence:
            found.append(number)
            if (match := _CLOSES.match(line)) and match["fence"].startswith(fence):
                fence = ""
        elif ("```" in line or "~~~" in line) and (match := _OPENS.match(line)):
            found.append(number)
            fence, front = match["fence"], match["front"]
    return frozenset(found)


def _is_behind(line: str, front: str) -> bool:
    """Return whether a line stands behind the quotation or list item in which code began, with `front` before it."""
    if ">" in front:
        return not line.lstrip().startswith(">")
    is_item = bool(front.strip())
    return is_item and bool(line.strip()) and len(line) - len(line.lstrip()) < len(front)
