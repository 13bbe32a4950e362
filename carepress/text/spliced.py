"""Replaces parts of a text, and of the file that it was read from, where every other byte stays as it is."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """What comes into the place of a part of a text."""

    start: int
    end: int
    new: str


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with some of its parts replaced."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def spliced_file(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a file with some parts of its text replaced, and every other byte as it was."""
    text = raw.decode()
    mark, ends = text.startswith("\ufeff"), [match.start() for match in re.finditer("\r\n", text)]
    before = [end - mark - number for number, end in enumerate(ends)]  # in the text as it is read

    def at(position: int) -> int:
        return position + mark + bisect_left(before, position)

    end = "\r\n" if ends else "\n"
    return spliced(text, [Edit(at(one.start), at(one.end), one.new.replace("\n", end)) for one in edits]).encode()
