"""Replaces parts of a text, and of the file that it was read from, where every other byte stays as it is."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple


def as_read(text: str) -> str:
    """Return the text of a file as it is read: without a mark of the order of bytes, all lines ending alike."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class Edit(NamedTuple):
    """What comes into the place of a part of a text."""

    start: int
    end: int
    new: str


def spliced_file(text: str, edits: Iterable[Edit]) -> str:
    """Return the text of a file with some parts replaced, given where they are in it as it is read, and the rest as it was.

    Lines that are new end as others do. Of edits at the same place the first comes first.
    """
    mark, ends = text.startswith("\ufeff"), [match.start() for match in re.finditer("\r\n", text)]
    line_end = "\r\n" if ends else "\r" if "\r" in text and "\n" not in text else "\n"
    before = [end - mark - number for number, end in enumerate(ends)]  # in the text as it is read
    for one in sorted(edits, key=lambda edit: (edit.start, edit.end))[
        ::-1
    ]:  # which `reverse` would leave in their order
        start, end = (position + mark + bisect_left(before, position) for position in (one.start, one.end))
        text = text[:start] + one.new.replace("\n", line_end) + text[end:]
    return text
