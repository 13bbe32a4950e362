"""Finds fenced code in Markdown, line by line: what stands there is to be read as it is."""

import re
from collections.abc import Sequence

# Quotations and lists may hold code.
_OPENS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})")
_CLOSES = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*\Z")


def fenced_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines, from 0, that are fenced code or its fences; code without an end goes on to the last."""
    found: list[int] = []
    fence = ""
    for number, line in enumerate(lines):
        if fence:
            found.append(number)
            if (match := _CLOSES.match(line)) and match["fence"].startswith(fence):
                fence = ""
        elif ("```" in line or "~~~" in line) and (match := _OPENS.match(line)):
            found.append(number)
            fence = match["fence"]
    return frozenset(found)
