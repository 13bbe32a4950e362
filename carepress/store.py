"""Keeps what took long to make, by a digest of all that it was made from, so that the next build needn't make it."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path


class Store:
    """A folder inside .cache/ for one kind of thing; it may be deleted at any time.

    `made` counts what wasn't there yet.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0

    def get(self, made_from: Iterable[str | bytes], make: Callable[[Path], object]) -> Path:
        """Return the folder with what `make` makes in the folder that it is given; it is called only the first time.

        `made_from` is everything that the result depends on, the version of the maker included. What `make` raises
        passes through, and nothing is kept.
        """
        digest = hashlib.sha256()
        for part in made_from:
            raw = part.encode() if isinstance(part, str) else part
            digest.update(b"%d:" % len(raw) + raw)
        kept = self.folder / digest.hexdigest()[:32]
        if kept.is_dir():
            return kept
        self.folder.mkdir(parents=True, exist_ok=True)
        # A killed build leaves a folder with another name; two builds at once make the same.
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="making-", ignore_cleanup_errors=True) as making:
            work = Path(making) / "made"
            work.mkdir()
            make(work)
            try:
                os.replace(work, kept)
            except OSError:
                if not kept.is_dir():
                    raise
        self.made += 1
        return kept
