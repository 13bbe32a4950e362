"""Finds the two versions of a text that Git leaves in one file when two people changed the same place."""

import re

from carepress.text.fences import fenced_lines

# Where each line of Git's stands in a text: it begins, and ends.
Marks = list[tuple[int, int]]
_MARK = re.compile(r"^(?:<{7}(?!<)|\|{7}(?!\|)|={7}$|>{7}(?!>)).*", re.MULTILINE)
_SIGNS = "<|=>"


def conflicts(text: str) -> list[Marks]:
    """Return the conflicts of a Markdown text, outside of its code: the marks of each, in order."""
    found: list[Marks] = []
    if "<" * 7 not in text and ">" * 7 not in text:
        return found
    fenced = fenced_lines(text.split("\n"))
    for mark in _MARK.finditer(text):
        if text.count("\n", 0, mark.start()) in fenced:
            continue
        last = text[found[-1][-1][0]] if found else ">"
        # A line of = alone may underline a heading, and one of | be a row.
        if mark[0][0] == "<" or (last == ">" and mark[0][0] == ">"):
            found.append([mark.span()])
        elif last != ">" and _SIGNS.index(mark[0][0]) > _SIGNS.index(last):
            found[-1].append(mark.span())
    return found


def without_conflicts(text: str) -> str:
    """Return a text of the same length with only the first version of each conflict; that they are there is said once."""
    for marks in conflicts(text):
        first = marks[0]
        rest = [(marks[1][0], marks[-1][1])] if len(marks) > 1 else []
        for start, end in [first, *rest]:
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text
