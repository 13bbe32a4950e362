"""The file that keeps rows between builds: the one home of sqlite.

It may be deleted or damaged at any time: what isn't whole, or was made by another engine, isn't there.
"""

import os
import sqlite3
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from carepress.model.digest import digest_of

_SEAL = 16  # bytes
_TABLE = "CREATE TABLE IF NOT EXISTS rows (kind TEXT, name TEXT, content BLOB, PRIMARY KEY (kind, name))"


class Rows:
    """Rows by their kind and name. What is put is there at once, and kept with `commit`."""

    def __init__(self, file: Path, engine: bytes) -> None:
        self._file, self._engine = file, engine
        self._open: tuple[int, sqlite3.Connection] | None = None
        # What was put isn't held in memory, since it may be half a gigabyte: sqlite has a file for it that no name leads to.
        self._new = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._new.execute(_TABLE)
        self._process = os.getpid()
        self._is_empty: bool | None = None  # what was kept; a first build needn't ask for each page

    def get(self, kind: str, name: str) -> bytes | None:
        """Return a row; None if there is none, or none that is whole."""
        query = "SELECT content FROM rows WHERE kind = ? AND name = ?"
        if self._is_empty is None:
            self._is_empty = not self._ask("SELECT 1 FROM rows LIMIT 1")
        found = self._ask_new(query, kind, name) or ([] if self._is_empty else self._ask(query, kind, name))
        return self._unsealed(kind, name, found[0][0]) if found else None

    def put(self, kind: str, name: str, row: bytes) -> None:
        """Put a row in the place of the one before."""
        self._ask_new("REPLACE INTO rows VALUES (?, ?, ?)", kind, name, self._seal(kind, name, row) + row)

    def drop(self, kinds: Iterable[str]) -> None:
        """Forget the rows of some kinds that were put."""
        for kind in kinds:
            self._ask_new("DELETE FROM rows WHERE kind = ?", kind)

    def commit(self, names: Container[str] | None) -> None:
        """Keep what was put, and of all rows only those in `names`, if it is given. Nothing is kept if that fails."""
        with suppress(sqlite3.Error, OSError):
            connection = self._connected()
            with connection:
                known = connection.execute("SELECT kind, name FROM rows").fetchall() if names is not None else []
                gone = (of for of in known if of[1] not in (names or ()))
                connection.executemany("DELETE FROM rows WHERE kind = ? AND name = ?", gone)
                connection.executemany("REPLACE INTO rows VALUES (?, ?, ?)", self._new.execute("SELECT * FROM rows"))
            self._new.execute("DELETE FROM rows")
            self._is_empty = None
            free, pages = (connection.execute(f"PRAGMA {of}").fetchone()[0] for of in ("freelist_count", "page_count"))
            with suppress(sqlite3.Error):
                # The file doesn't shrink by itself when a site has become smaller.
                connection.execute("VACUUM" if free * 2 > pages else "")
            return
        self._ask_new("DELETE FROM rows")
        self.clear()

    def clear(self) -> None:
        """Take the file away, as what it keeps is damaged or can't be written."""
        if self._open:
            self._open[1].close()
        self._open = None
        for file in self._file.parent.glob(f"{self._file.name}*"):
            with suppress(OSError):
                file.unlink()

    def _ask_new(self, query: str, *words: str | bytes) -> list[tuple[Any, ...]]:
        """Return what rows that were put hold; nothing in a process that was forked from the one that put them."""
        with suppress(sqlite3.Error):
            return self._new.execute(query, words).fetchall() if self._process == os.getpid() else []
        return []

    def _ask(self, query: str, *words: str) -> list[tuple[Any, ...]]:
        try:
            return self._connected().execute(query, words).fetchall()
        except (sqlite3.Error, OSError, ValueError):
            self.clear()
            return []

    def _connected(self) -> sqlite3.Connection:
        """Return the connection of this process: none may go on with another's."""
        if self._open is None or self._open[0] != os.getpid():
            connection = sqlite3.connect(self._file, isolation_level="IMMEDIATE", check_same_thread=False)
            # A row that a crash of the machine has cut off isn't whole, so that nobody has to wait for the disk.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
            connection.commit()
            self._open = os.getpid(), connection
        return self._open[1]

    def _seal(self, kind: str, name: str, row: bytes) -> bytes:
        return digest_of(self._engine, kind.encode(), name.encode(), row)

    def _unsealed(self, kind: str, name: str, sealed: Any) -> bytes | None:
        row = sealed[_SEAL:] if isinstance(sealed, bytes) else b""
        return row if row and sealed[:_SEAL] == self._seal(kind, name, row) else None
