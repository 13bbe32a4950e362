"""Reads one text file, whatever its line ends."""

import os
import re
from pathlib import Path

from carepress.model import SourceFile
from carepress.problems import Lines, Place, Problem, error

_LINE_END = re.compile(rb"\r\n|\r|\n")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# No text has them, and Markdown uses some for itself. Word processors do leave the two that are missing here.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def is_readable(path: Path) -> bool:
    """Return whether a path is a plain file that may be read; a pipe would be waited for without end."""
    return os.path.isfile(path) and os.access(path, os.R_OK)


def unreadable(shown: str) -> Problem:
    """Return the problem of a path that isn't such a file."""
    hint = "put a plain file in its place that everybody may read, or delete it"
    return error("file-unreadable", "this can't be read as a file", Place(shown), hint)


def read_text(path: Path, shown: str, problems: list[Problem]) -> SourceFile:
    """Return a file's text with the line ends of Unix; what can't be read is empty and a problem."""
    if not is_readable(path):
        problems.append(unreadable(shown))
        return SourceFile(shown, "", is_readable=False)
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as failure:
        problems.append(_encoding_problem(raw, failure.start, shown))
        return SourceFile(shown, "", is_readable=False)
    if control := _CONTROL.search(text):
        place = Lines(text, shown).place(control.start())
        hint = "delete it; if there are many, save the file with the encoding UTF-8"
        problems.append(error("encoding", f"the character U+{ord(control[0]):04X} can't stand in a text", place, hint))
        return SourceFile(shown, "", is_readable=False)
    return SourceFile(shown, text)


def _encoding_problem(raw: bytes, start: int, shown: str) -> Problem:
    if raw.startswith(_UTF_16):
        return error("encoding", "the file is UTF-16", Place(shown), "save it as UTF-8")
    line = len(_LINE_END.findall(raw, 0, start)) + 1
    message = f"the file isn't UTF-8 text: byte 0x{raw[start]:02X} on this line"
    return error("encoding", message, Place(shown, line), "save it with the encoding UTF-8")
