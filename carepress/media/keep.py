"""Keeps what took long to make, by a digest of all that it was made from, so that the next build needn't make it."""

import hashlib
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

_KEPT_UNUSED = 90  # days
_MOST_KEPT = 2**30  # bytes
_MADE, _DIGESTS = "made", "digests.json"
_EPOCH = date(1970, 1, 1)
_TAKING_PLACE = threading.Lock()


class Store:
    """A folder inside .cache/ for one kind of thing; it may be deleted or damaged at any time.

    `made` counts what wasn't there yet.
    """

    def __init__(self, folder: Path, today: date) -> None:
        self.folder = folder
        self.today = today
        self.made = 0

    def get(self, made_from: Iterable[str | bytes], make: Callable[[Path], object]) -> Path:
        """Return the folder with what `make` makes in the folder that it is given; it isn't called for what is kept whole.

        `made_from` is everything that the result depends on, the version of the maker included. What `make` raises
        passes through, and nothing is kept.
        """
        digest = hashlib.sha256()
        for part in made_from:
            raw = part.encode() if isinstance(part, str) else part
            digest.update(b"%d:" % len(raw) + raw)
        kept = self.folder / digest.hexdigest()[:32]
        is_kept = _is_whole(kept)
        if not is_kept:
            self._make(kept, make)
        if not is_kept or _day_of(kept) < self.today:
            seconds = (self.today - _EPOCH) // timedelta(seconds=1)
            with suppress(OSError, OverflowError):  # a day that this file system can't write
                os.utime(kept, (seconds, seconds))
        return kept / _MADE

    def _make(self, kept: Path, make: Callable[[Path], object]) -> None:
        for folder in (self.folder.parent, self.folder):
            if not folder.is_dir():
                with suppress(OSError):
                    folder.unlink()  # a file or a link; a folder that has just been made stays
        self.folder.mkdir(parents=True, exist_ok=True)
        # A killed build leaves a folder with another name; two builds at once make the same.
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="making-", ignore_cleanup_errors=True) as making:
            work = Path(making) / kept.name
            (work / _MADE).mkdir(parents=True)
            make(work / _MADE)
            (work / _DIGESTS).write_text(json.dumps(_digests(work / _MADE)), encoding="utf-8")
            with _TAKING_PLACE:
                try:
                    os.replace(work, kept)
                except OSError:  # something is there: what another build just made, which stays, or damage
                    if not _is_whole(kept):
                        _remove(kept)
                        os.replace(work, kept)
                self.made += 1


def sweep(folder: Path, today: date) -> None:
    """Remove from the stores in a folder what no build has used for long, what killed builds have left, and the oldest of too much.

    That is done once a day. What was used today stays, however much it is.
    """
    days, size, swept = {}, 0, folder / "swept"
    with suppress(OSError):
        if swept.read_bytes() == str(today).encode():
            return
    for kept in folder.glob("*/*"):
        with suppress(FileNotFoundError):  # a preview may sweep at the same time
            days[kept] = _day_of(kept)
    for kept, day in sorted(days.items(), key=lambda one: one[1], reverse=True):
        with suppress(OSError):
            size += sum(os.lstat(file).st_size for file in (kept, *kept.rglob("*")))
        if (today - day).days > _KEPT_UNUSED or (size > _MOST_KEPT and day != today):
            _remove(kept)
    with suppress(OSError):
        swept.write_bytes(str(today).encode())


def _day_of(kept: Path) -> date:
    """Return the day of the last build that used what is kept; its folder bears it as its time."""
    return _EPOCH + timedelta(seconds=os.lstat(kept).st_mtime)


def _is_whole(kept: Path) -> bool:
    """Return whether what is kept is what was made: no file more or less, and each with the content that it had."""
    try:
        return bool(json.loads((kept / _DIGESTS).read_bytes()) == _digests(kept / _MADE))
    except (OSError, ValueError, RecursionError):
        return False


def _digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below a folder, by its path; nothing for what is no file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in folder.rglob("*")
    }


def _remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        path.unlink()  # a file or a link
