"""Tells what the output folder really holds: a file that looks as it did when its content was read needn't be read again."""

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISREG

from carepress.write.ownership import digest_of

# What a file looks like from outside: its size, the times of its last changes, and which file it is.
Stamp = tuple[int, int, int, int]
_RACY = 20_000_000  # nanoseconds: two changes in so short a time may look like one
_NONE: Stamp = (0, 0, 0, 0)


def stamp(path: str | Path) -> Stamp:
    """Return what a file looks like; zeros for what is none, or a link."""
    try:
        seen = os.lstat(path)
    except (OSError, ValueError):
        return _NONE
    return (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino) if S_ISREG(seen.st_mode) else _NONE


class Held:
    """What a folder holds of some files: `digests` has the SHA-256 of each that is there, by its path.

    `known` has what files looked like when their digests were taken, and `stamps` what they look like now.
    """

    def __init__(self, folder: Path, paths: Iterable[str], known: Mapping[str, tuple[Stamp, str]]) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}
        self.stamps: dict[str, tuple[Stamp, str]] = {}
        for path in {*paths, *known}:
            now = stamp(f"{folder}/{path}")
            before, digest = known.get(path, (_NONE, ""))
            if now != _NONE and (digest := digest if now == before else digest_of(folder / path)):
                self.digests[path], self.stamps[path] = digest, (now, digest)

    def has(self, files: Mapping[str, str]) -> bool:
        """Return whether the folder has files with these digests."""
        return all(self.digests.get(path) == digest for path, digest in files.items())

    def read(self, path: str) -> str:
        """Return the text of a file."""
        return (self.folder / path).read_text(encoding="utf-8")

    def settle(self, files: Mapping[str, str], written: Iterable[str]) -> None:
        """Note that the folder now has these files, of which some were just written."""
        stamps = {path: one for path, one in self.stamps.items() if path in files}
        stamps |= {path: (stamp(f"{self.folder}/{path}"), files[path]) for path in written}
        # What has just changed may change again and look the same.
        past = time.time_ns() - _RACY
        self.stamps = {path: (seen if max(seen[1:3]) < past else _NONE, one) for path, (seen, one) in stamps.items()}
