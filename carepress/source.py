"""Reads one text file, whatever its line ends."""

from pathlib import Path

from carepress.model import SourceFile
from carepress.problems import Place, Problem, error


def read_text(path: Path, shown: str, problems: list[Problem]) -> SourceFile:
    """Return a file's text with the line ends of Unix; what can't be read is empty and a problem."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = raw.count(b"\n", 0, failure.start) + 1
        message = f"the file isn't UTF-8 text: byte 0x{raw[failure.start]:02X} on this line"
        problems.append(error("encoding", message, Place(shown, line), "save it with the encoding UTF-8"))
        return SourceFile(shown, "", is_readable=False)
    return SourceFile(shown, text.replace("\r\n", "\n").replace("\r", "\n"))
