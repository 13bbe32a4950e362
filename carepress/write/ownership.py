"""Tells what in the output folder is ours: what a build listed. Links are never followed, folders of others not entered."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from carepress.problems import EnvironmentFailed, Place, Problem
from carepress.problems.catalog import violation
from carepress.text.urls import is_portable

MANIFEST = "carepress.json"
JOURNAL = ".carepress-unfinished"
OPTIONS = "options"  # in a manifest and a journal: what keeps this build from visitors, if anything does
# A file gets its name only when it is whole; what a killed build leaves under such a name is cleared away.
TEMPORARY = ".carepress-new-"
# What reading a list of files that is cut off or isn't one at all can raise.
DAMAGED = (ValueError, KeyError, TypeError, RecursionError)
_OURS = frozenset({MANIFEST, JOURNAL, ".gitignore"})


def require_ours(folder: Path) -> None:
    """Raise EnvironmentFailed unless the folder is missing, empty, or bears the mark that a build leaves."""
    if folder.is_symlink():
        raise EnvironmentFailed(f"{folder} is a link, which isn't followed: give the folder itself with --output")
    if not folder.exists() or (folder / MANIFEST).exists() or (folder / JOURNAL).exists():
        return
    if not folder.is_dir():
        raise EnvironmentFailed(f"{folder} is a file: give an empty folder with --output")
    found = sorted(name for name in os.listdir(folder) if name not in _OURS and not name.startswith(TEMPORARY))
    if found:
        raise EnvironmentFailed(
            f"{folder} holds files that Carepress didn't make ({found[0]}): give an empty folder with --output"
        )


def find_strangers(folder: Path, before: dict[str, str], files: dict[str, str]) -> list[Problem]:
    """Return a warning for each file, link or whole folder in the output folder that no build made.

    Raises EnvironmentFailed if one of them stands where the site needs its name.
    """
    needed, emptied, problems = folders_above(files), folders_above(before), []
    for path in sorted(_walk(folder, needed | emptied)) if folder.exists() else ():
        if path in before or path in files or path in _OURS - needed:
            continue
        name = path.rstrip("/")
        is_in_way = name in needed or name in before or name in files or folders_above([name]) & files.keys()
        # To remove what was in a folder would follow the link that stands in its place.
        if is_in_way or (name in emptied and (folder / name).is_symlink()):
            raise EnvironmentFailed(f"{folder / name} is in the way, and no build made it: move it away or delete it")
        kind = "folder" if path.endswith("/") else "file"
        problems.append(violation("file-not-ours", Place(f"{folder.name}/{path}"), kind=kind))
    return problems


def folders_above(paths: Iterable[str]) -> set[str]:
    """Return the folders that files are in, and those above them, but for the outermost."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _walk(folder: str | Path, known: set[str], above: str = "") -> Iterator[str]:
    """Yield the files and links in a folder, and the folders in it that aren't known, with a slash at their end.

    What a killed build may have left is cleared away: files under a temporary name, and empty folders.
    """
    for entry in list(os.scandir(folder)):
        path = above + entry.name
        if not entry.is_dir(follow_symlinks=False):
            if entry.name.startswith(TEMPORARY):
                os.unlink(entry)
            else:
                yield path
        elif path in known:
            yield from _walk(entry.path, known, f"{path}/")
        else:
            try:
                os.rmdir(entry)
            except OSError:
                yield f"{path}/"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; an empty text if there is none, or a link in its place."""
    if os.path.islink(path):
        return ""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def read_files(path: Path) -> dict[str, str] | None:
    """Return the files that a manifest or a journal lists; None if it is damaged."""
    try:
        return {**_listed(path.read_text(encoding="utf-8"))}
    except FileNotFoundError:
        return {}
    except DAMAGED:
        return None


@lru_cache(maxsize=2)  # a build reads the same list several times
def _listed(text: str) -> dict[str, str]:
    return check_files(json.loads(text)["files"])


def read_options(folder: Path) -> tuple[str, ...]:
    """Return the options that make the build in a folder one that visitors must not meet; none for a plain build.

    While a change isn't finished, the folder may hold something of two builds.
    """
    found: set[str] = set()
    for name in (MANIFEST, JOURNAL):
        with suppress(OSError, *DAMAGED):
            found |= set(map(str, json.loads((folder / name).read_text(encoding="utf-8"))[OPTIONS]))
    return tuple(sorted(found))


def check_files(value: object) -> dict[str, str]:
    """Return paths with their digests as read from JSON. Raises ValueError for anything that leads out of the folder."""
    if not isinstance(value, dict):
        raise ValueError("not a list of files")
    for path, digest in value.items():
        if not isinstance(digest, str) or not all(part and is_portable(part) for part in path.split("/")):
            raise ValueError(f"not a file of the site: {path}")
    return value
