"""The file that keeps rows between builds: the one home of sqlite.

It may be deleted or damaged at any time: what isn't whole, or was made by another engine, isn't there.
"""

import os
import sqlite3
from collections.abc import Container
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
        self._new: dict[tuple[str, str], bytes | None] = {}

    def get(self, kind: str, name: str) -> bytes | None:
        """Return a row; None if there is none, or none that is whole."""
        if (kind, name) in self._new:
            return self._new[kind, name]
        found = self._ask("SELECT content FROM rows WHERE kind = ? AND name = ?", kind, name)
        return self._unsealed(kind, name, found[0][0]) if found else None

    def all(self, kind: str) -> dict[str, bytes]:
        """Return the rows of a kind by their names."""
        pairs = self._ask("SELECT name, content FROM rows WHERE kind = ?", kind)
        found = {name: row for name, sealed in pairs if (row := self._unsealed(kind, name, sealed)) is not None}
        new = {name: row for (of, name), row in self._new.items() if of == kind}
        return {name: row for name, row in (found | new).items() if row is not None}

    def put(self, kind: str, name: str, row: bytes | None) -> None:
        """Put a row in the place of the one before; None takes it away."""
        self._new[kind, name] = row

    def drop(self, kinds: Container[str]) -> None:
        """Forget the rows of some kinds that were put."""
        self._new = {of: row for of, row in self._new.items() if of[0] not in kinds}

    def commit(self, names: Container[str] | None) -> None:
        """Keep what was put, and of all rows only those in `names`, if it is given. Nothing is kept if that fails."""
        new, self._new = self._new, {}
        with suppress(sqlite3.Error, OSError):
            connection = self._connected()
            with connection:
                known = connection.execute("SELECT kind, name FROM rows").fetchall() if names is not None else []
                new |= dict.fromkeys((kind, name) for kind, name in known if name not in (names or ()))
                for (kind, name), row in new.items():
                    sealed = None if row is None else self._seal(kind, name, row) + row
                    connection.execute("DELETE FROM rows WHERE kind = ? AND name = ?", (kind, name))
                    if sealed is not None:
                        connection.execute("INSERT INTO rows VALUES (?, ?, ?)", (kind, name, sealed))
            free, pages = (connection.execute(f"PRAGMA {of}").fetchone()[0] for of in ("freelist_count", "page_count"))
            with suppress(sqlite3.Error):
                # The file doesn't shrink by itself when a site has become smaller.
                connection.execute("VACUUM" if free * 2 > pages else "")
            return
        self.clear()

    def clear(self) -> None:
        """Take the file away, as what it keeps is damaged or can't be written."""
        if self._open:
            self._open[1].close()
        self._open = None
        for file in self._file.parent.glob(f"{self._file.name}*"):
            with suppress(OSError):
                file.unlink()

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
