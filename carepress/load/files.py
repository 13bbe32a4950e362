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
    raw = path.read_bytes() if is_readable(path) else None
    if raw is None:
        problem = unreadable(shown)
    elif raw.startswith(_UTF_16):
        problem = violation("encoding", Place(shown), "utf-16")
    else:
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            control = _CONTROL.search(text)
            if control is None:
                return TextFile(shown, text)
            place = Lines(text, shown).place(control.start())
            problem = violation("encoding", place, "character", character=ord(control[0]))
        except UnicodeDecodeError as failure:
            place = Place(shown, len(_LINE_END.findall(raw, 0, failure.start)) + 1)
            problem = violation("encoding", place, "byte", byte=raw[failure.start])
    problems.append(problem)
    return TextFile(shown, "", is_readable=False)
