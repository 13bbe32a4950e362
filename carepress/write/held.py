"""Tells what the output folder really holds: a file that looks as it did when its content was read needn't be read again."""

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_IFREG

from carepress.cache.unchanged import RACY, Stamp, stamp
from carepress.write.ownership import digest_of

_NONE: Stamp = []


def _stamp(path: str) -> Stamp:
    """Return what a file looks like; nothing for what is none, or a link."""
    try:
        seen = stamp(path)
    except (OSError, ValueError):
        return _NONE
    return seen if seen[-1] == S_IFREG else _NONE


class Held:
    """What a folder holds of some files: `digests` has the SHA-256 of each that is there, by its path.

    `known` has what files looked like when their digests were taken, and `stamps` what they look like now.
    """

    def __init__(self, folder: Path, paths: Iterable[str], known: Mapping[str, tuple[Stamp, str]]) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}
        self.stamps: dict[str, tuple[Stamp, str]] = {}
        for path in {*paths, *known}:
            now = _stamp(f"{folder}/{path}")
            before, digest = known.get(path, (_NONE, ""))
            if now != _NONE and (digest := digest if now == before else digest_of(folder / path)):
                self.digests[path], self.stamps[path] = digest, (now, digest)

    def has(self, files: Mapping[str, str]) -> bool:
        """Return whether the folder has files with these digests."""
        return all(self.digests.get(path) == digest for path, digest in files.items())

    def read(self, path: str) -> str:
        """Return the text of a file."""
        return (self.folder / path).read_text("utf-8", "replace")

    def settle(self, files: Mapping[str, str], written: Iterable[str]) -> None:
        """Note that the folder now has these files, of which some were just written."""
        stamps = {path: one for path, one in self.stamps.items() if path in files}
        stamps |= {path: (_stamp(f"{self.folder}/{path}"), files[path]) for path in written}
        # What has just changed may change again and look the same.
        past = time.time_ns() - RACY
        self.stamps = {
            path: (seen if max(seen[1:3], default=0) < past else _NONE, one) for path, (seen, one) in stamps.items()
        }
