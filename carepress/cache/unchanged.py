"""Tells at once that a build would change nothing, before the engine is even loaded: only Python's own modules are used here.

After a build all that it read and made is noted, files by what they look like from outside and by their digests. If all of it
is the same when the same command is given on the same day, what the command has to say is known.
"""

import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

_NOTE = ".cache/build/unchanged.json"
Stamp = list[int]
RACY = 20_000_000  # nanoseconds: two changes in so short a time may look like one
# What of the environment shows in what a command says or does.
_SETTINGS = ("SOURCE_DATE_EPOCH", "NO_COLOR", "TERM", "CAREPRESS_NO_VENV")
# Each file with what it looks like and the digest of its content, each folder with the names in it.
_Entry = list[Any]


class Said(NamedTuple):
    """What a command that changes nothing says, with `{}` in the place of the seconds that it takes, and its exit code."""

    text: str
    code: int


def said_before(root: Path, arguments: Sequence[str]) -> Said | None:
    """Return what a command has to say if it would change nothing; None if it has to be run."""
    try:
        note = json.loads((root / _NOTE).read_bytes())
        if note["asked"] == asked(arguments) and note["from"] <= time.time() < note["until"]:
            base = os.fspath(root)
            if all(_is_same(os.path.join(base, name), entry) for name, entry in note["entries"].items()):
                return Said(*note["said"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass  # there is no note, or a damaged one, or a file has gone
    return None


def asked(arguments: Sequence[str]) -> list[Any]:
    """Return what was asked for: the words, and what of the environment shows in the answer."""
    words = list(arguments)
    if not words or words[0].startswith("-"):
        words.insert(0, "build")
    return [words, sys.stdout.isatty(), *(os.environ.get(name) for name in _SETTINGS)]


class Noted(NamedTuple):
    """What is to be known of a build: what it read, from which moment on, what it made, and from when to when that holds.

    Files and folders are named from the project's folder; `digests` has the SHA-256 of some.
    """

    read: Sequence[str]
    since: float
    made: str
    digests: Mapping[str, str]
    day: tuple[float, float]


def note_build(root: Path, arguments: Sequence[str], noted: Noted, said: Said) -> None:
    """Note what a command has said and what it did. Nothing is noted if something that it reads has changed meanwhile."""
    note = root / _NOTE
    before: dict[str, _Entry] = {}
    with suppress(OSError, ValueError, LookupError, TypeError):
        before = json.loads(note.read_bytes())["entries"]
    with suppress(OSError, ValueError):
        entries, last = _entries(root, noted.read, before, {})
        if last >= noted.since * 1e9:  # nothing is read in the first moments of a command
            return
        entries |= _entries(root, [noted.made], before, noted.digests)[0]
        content = {
            "asked": asked(arguments),
            "from": noted.day[0],
            "until": noted.day[1],
            "entries": entries,
            "said": said,
        }
        made = note.with_name(f"unchanged-{os.getpid()}")
        made.write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")
        os.replace(made, note)


def _entries(
    root: Path, tops: Iterable[str], before: Mapping[str, _Entry], digests: Mapping[str, str]
) -> tuple[dict[str, _Entry], int]:
    """Return an entry for each file and folder in `tops`, and when the last change was. Raises OSError if one goes meanwhile."""
    entries: dict[str, _Entry] = {}
    waiting, base, past, last = list(tops), os.fspath(root), time.time_ns() - RACY, 0
    while waiting:
        name = waiting.pop()
        path = os.path.join(base, name)
        seen, known = stamp(path), before.get(name)
        content = known[1] if known and known[0] == seen else digests.get(name) or _content(path)
        if isinstance(content, list):
            waiting += [f"{name}/{inside}" for inside in content]
        changed = max(seen[1:3])
        last = max(last, changed)
        entries[name] = [seen if changed < past else None, content]
    return entries, last


def _is_same(path: str, entry: _Entry) -> bool:
    """Return whether a file or folder is what it was: it looks the same, or has the same content. Raises OSError."""
    return bool(stamp(path) == entry[0] or _content(path) == entry[1])


def stamp(path: str) -> Stamp:
    """Return what a file or folder looks like: its size, the times of its last changes, which one and of which kind it is."""
    seen = os.lstat(path)
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, stat.S_IFMT(seen.st_mode)]


def _content(path: str) -> str | list[str]:
    """Return the names in a folder, or the SHA-256 of a file; of a link, where it leads. Raises OSError."""
    if os.path.islink(path):
        return f"to {os.readlink(path)}"
    if os.path.isdir(path):
        return sorted(name for name in os.listdir(path) if name != "__pycache__")
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()
