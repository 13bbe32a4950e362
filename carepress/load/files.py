"""Reads one text file, whatever its line ends."""

import os
import re
from pathlib import Path

from carepress.model.page import TextFile
from carepress.problems import Lines, Place, Problem
from carepress.problems.catalog import violation

_LINE_END = re.compile(rb"\r\n|\r|\n")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# No text has them, and Markdown uses some for itself. Word processors do leave the two that are missing here.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def is_readable(path: Path) -> bool:
    """Return whether a path is a plain file that may be read; a pipe would be waited for without end."""
    return os.path.isfile(path) and os.access(path, os.R_OK)


def unreadable(shown: str) -> Problem:
    """Return the problem of a path that isn't such a file."""
    return violation("file-unreadable", Place(shown), "file")


def read_text(path: Path, shown: str, problems: list[Problem]) -> TextFile:
    """Return a file's text with the line ends of Unix; what can't be read is empty and a problem."""
    if not is_readable(path):
        problems.append(unreadable(shown))
        return TextFile(shown, "", is_readable=False)
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as failure:
        problems.append(_encoding_problem(raw, failure.start, shown))
        return TextFile(shown, "", is_readable=False)
    if control := _CONTROL.search(text):
        place = Lines(text, shown).place(control.start())
        problems.append(violation("encoding", place, "character", character=ord(control[0])))
        return TextFile(shown, "", is_readable=False)
    return TextFile(shown, text)


def _encoding_problem(raw: bytes, start: int, shown: str) -> Problem:
    if raw.startswith(_UTF_16):
        return violation("encoding", Place(shown), "utf-16")
    line = len(_LINE_END.findall(raw, 0, start)) + 1
    return violation("encoding", Place(shown, line), "byte", byte=raw[start])
