"""Refuses texts that would keep the Markdown parser busy for minutes, before it is asked.

The parser's time grows with the square of some things that no author writes on purpose: brackets, tags and link targets
that are opened and never closed, deep nesting. The limits are far above what a page needs, and each fault has a place.
"""

import re
from collections import Counter

from carepress.problems import Lines, Problem
from carepress.problems.catalog import violation

MOST_CHARACTERS = 200_000

# What is counted, what takes it back, how many may be open, and what is said of one more.
_COUNTED = {
    "[": ("]", 100, "brackets are opened and never closed"),
    "](": (")", 100, "links are opened and never closed"),
    "<": (">", 200, "angle brackets are opened and never closed"),
    "*[": ("", 500, "abbreviations are explained"),
    "|": ("", 20_000, "cells stand in one table"),
}
_CLOSES = {closing: opening for opening, (closing, _, _) in _COUNTED.items() if closing}
_SIGN = re.compile(r"\n[ \t]*(?=\n)|\\.|^\*\[|\]\(|[\[\]()<>|]", re.MULTILINE | re.DOTALL)
_DEEP = re.compile(  # behind a line end, which is found quickly
    r"\n(?:[ ]{200}|\t{50}|(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\s]{1,99}\]:)(?=[ \t]))){50})[ \t]*\S"
)


def limit_problems(lines: Lines) -> list[Problem]:
    """Return why a text is not for the parser; nothing for any text that a person would write."""
    body = lines.text
    if len(body) > MOST_CHARACTERS:
        said = {"count": f"{len(body):,}", "most": f"{MOST_CHARACTERS:,}"}
        return [violation("text-too-large", lines.place(MOST_CHARACTERS), **said)]
    if deep := _DEEP.search("\n" + body):
        return [violation("text-too-deep", lines.place(deep.start(), len(deep[0]) - 1), "lists")]
    is_plain = all(body.count(sign) <= most for sign, (_, most, _) in _COUNTED.items())
    return [] if is_plain else _scan(lines)


def _scan(lines: Lines) -> list[Problem]:
    """Return the first place at which too much of one kind is open between two blank lines."""
    open_now: Counter[str] = Counter()
    for match in _SIGN.finditer(lines.text):
        sign = match[0]
        if sign.isspace():  # only tags reach over it
            open_now = Counter({"<": open_now["<"]})
        if sign in _COUNTED:
            open_now[sign] += 1
            _, most, what = _COUNTED[sign]
            if open_now[sign] > most:
                place = lines.place(match.start(), len(match[0]))
                return [violation("text-too-tangled", place, most=f"{most:,}", what=what)]
        if opening := _CLOSES.get("]" if sign == "](" else sign):
            open_now[opening] = max(open_now[opening] - 1, 0)
    return []
