"""The file of rows: whatever befalls it, what is read from it is what was kept, or nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from carepress.cache.rows import Rows
from tests.sites import ROOT

ENGINE = b"engine"
KEPT = {"one": b"first", "two": b"second" * 2_000}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with two rows."""
    file = tmp_path / "build/cache.db"
    file.parent.mkdir()
    keep(Rows(file, ENGINE), KEPT)
    return file


def keep(rows: Rows, kept: Mapping[str, bytes]) -> None:
    for name, row in kept.items():
        rows.put("page", name, row)
    rows.commit(None)


def read(file: Path, engine: bytes = ENGINE) -> dict[str, bytes]:
    """Return those of the rows that are there."""
    return those(Rows(file, engine), *KEPT)


def those(rows: Rows, *names: str) -> dict[str, bytes]:
    """Return those of some rows that are there."""
    return {name: row for name in names if (row := rows.get("page", name)) is not None}


def sql(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def flip(file: Path, at: int) -> None:
    raw = bytearray(file.read_bytes())
    raw[at % len(raw)] ^= 0xFF
    file.write_bytes(raw)


def swap(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "a file").write_bytes(b"in a folder")


def link(file: Path) -> None:
    file.unlink()
    file.symlink_to("cache.db")


DAMAGE: Mapping[str, Callable[[Path], object]] = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "a-few-bytes": lambda file: file.write_bytes(file.read_bytes()[:50]),
    "half": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "all-but-the-last-byte": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "words": lambda file: file.write_bytes(b"words " * 2_000),
    "header": lambda file: flip(file, 3),
    "size-of-pages": lambda file: flip(file, 16),
    "version-of-the-format": lambda file: flip(file, 18),
    "table-of-tables": lambda file: flip(file, 105),
    "no-table": lambda file: sql(file, "DROP TABLE rows"),
    "another-table": lambda file: sql(file, "DROP TABLE rows", "CREATE TABLE rows (a, b)"),
    "a-view": lambda file: sql(file, "DROP TABLE rows", "CREATE VIEW rows AS SELECT 'page' kind, 'one' name, 'x' content"),
    "text-in-place-of-bytes": lambda file: sql(file, "UPDATE rows SET content = 'words'"),
    "numbers": lambda file: sql(file, "UPDATE rows SET content = 7"),
    "nothing": lambda file: sql(file, "UPDATE rows SET content = NULL"),
    "no-bytes": lambda file: sql(file, "UPDATE rows SET content = x''"),
    "a-seal-without-a-row": lambda file: sql(file, "UPDATE rows SET content = substr(content, 1, 16)"),
    "rows-cut": lambda file: sql(file, "UPDATE rows SET content = substr(content, 1, length(content) - 1)"),
    "rows-longer": lambda file: sql(file, "UPDATE rows SET content = content || x'00'"),
    "other-names": lambda file: sql(file, "UPDATE rows SET name = 'x' WHERE name = 'one'", "UPDATE rows SET name = 'one' WHERE name = 'two'"),
    "another-kind": lambda file: sql(file, "UPDATE rows SET kind = 'text'"),
    "a-folder": swap,
    "a-link-to-itself": link,
    "a-foreign-journal": lambda file: Path(f"{file}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600)),
    "a-journal-that-is-a-folder": lambda file: Path(f"{file}-journal").mkdir(),
    "a-foreign-log": lambda file: Path(f"{file}-wal").write_bytes(b"words" * 99),
}  # fmt: skip
# What sqlite can read nevertheless, at least in part.
_READABLE = {
    *("all-but-the-last-byte", "version-of-the-format", "table-of-tables"),
    *("a-foreign-journal", "a-journal-that-is-a-folder", "a-foreign-log"),
}


@pytest.mark.parametrize(("name", "damage"), DAMAGE.items(), ids=DAMAGE)
def test_damage(file: Path, name: str, damage: Callable[[Path], object]) -> None:
    """What isn't whole isn't there. Where it can be, rows are kept again at once, and else nobody is told of it."""
    damage(file)

    found = read(file)
    assert found.items() <= KEPT.items()
    assert name in _READABLE or found == {}
    keep(Rows(file, ENGINE), KEPT)
    keep(Rows(file, ENGINE), KEPT)
    can_be_kept = not file.is_dir() and not Path(f"{file}-journal").is_dir()
    assert read(file) == (KEPT if can_be_kept else {})


def test_any_flipped_byte(file: Path) -> None:
    """Wherever in the file a byte is another, no row is read with other bytes."""
    raw = file.read_bytes()
    for at in range(0, len(raw), max(1, len(raw) // 200)):
        file.write_bytes(raw)
        flip(file, at)
        assert read(file).items() <= KEPT.items(), at
        for beside in file.parent.glob("cache.db-*"):
            beside.unlink()


def test_another_engine(file: Path) -> None:
    """What another engine has kept isn't there, and goes when this one keeps something of the same name."""
    assert read(file, b"another") == {}
    keep(Rows(file, b"another"), {"one": b"other"})
    assert read(file, b"another") == {"one": b"other"}
    assert read(file) == {"two": KEPT["two"]}


def test_a_place_that_cant_be_written() -> None:
    """Where no file can be, not even by the superuser, nothing is kept, and nobody is told."""
    nowhere = Path(os.devnull) / "cache.db"
    keep(Rows(nowhere, ENGINE), {"one": b"other"})

    assert read(nowhere) == {}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_nobody_may_write_to(file: Path) -> None:
    """What is kept can be read, or isn't there; nothing is kept, and nobody is told."""
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        assert read(file).items() <= KEPT.items()
        keep(Rows(file, ENGINE), {"one": b"other"})
        assert read(file).items() <= KEPT.items()
    finally:
        file.parent.chmod(0o755)


def test_what_is_put_is_there_at_once_and_kept_with_the_commit(file: Path) -> None:
    """Until then nobody else sees it; what is dropped isn't kept, nor are names that nobody wants."""
    rows = Rows(file, ENGINE)
    rows.put("page", "one", b"other")
    rows.put("text", "three", b"words")
    assert (rows.get("page", "one"), rows.get("text", "three"), read(file)) == (b"other", b"words", KEPT)

    rows.drop({"text"})
    assert rows.get("text", "three") is None
    rows.commit(None)
    assert (read(file), Rows(file, ENGINE).get("text", "three")) == (KEPT | {"one": b"other"}, None)
    rows.put("page", "four", b"more")
    rows.commit({"four"})
    assert those(Rows(file, ENGINE), *KEPT, "four") == {"four": b"more"}


def test_what_is_put_is_there_whatever_befalls_the_file(file: Path) -> None:
    """The rows of this build are needed until its end."""
    rows = Rows(file, ENGINE)
    rows.put("page", "one", b"other")
    file.write_bytes(b"words " * 2_000)

    assert those(rows, *KEPT) == {"one": b"other"}
    rows.commit(None)
    assert read(file) == {"one": b"other"}


def test_the_file_shrinks_with_the_site(file: Path) -> None:
    """When most of the rows are gone their room is given back, and what is left is the same."""
    rows = Rows(file, ENGINE)
    keep(rows, {f"more {number}": bytes(10_000) for number in range(100)})
    large = file.stat().st_size
    rows.commit({"one", "two"})

    assert file.stat().st_size < large / 10
    assert read(file) == KEPT


PROCESS = textwrap.dedent("""\
    import sys
    from pathlib import Path
    from carepress.cache.rows import Rows
    rows = Rows(Path(sys.argv[1]), b"engine")
    for number in range(int(sys.argv[3])):
        rows.put("page", f"{sys.argv[2]} {number}", sys.argv[2].encode() * 1_000)
        rows.commit(None)
""")


def started(file: Path, name: str, times: int, script: str = PROCESS) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, str(file), name, str(times)], cwd=ROOT)


def test_two_processes(file: Path) -> None:
    """Two that keep rows at once wait for each other: what each has kept is there and whole."""
    for process in [started(file, name, 20) for name in ("mine", "theirs")]:
        assert process.wait() == 0

    expected = {f"{name} {number}": name.encode() * 1_000 for name in ("mine", "theirs") for number in range(20)}
    assert those(Rows(file, ENGINE), *KEPT, *expected) == KEPT | expected


# Kills itself at one of the statements of a commit, when the rows before it have been written to the file, so small is its memory.
KILLED = textwrap.dedent("""\
    import os, signal, sys
    from pathlib import Path
    from carepress.cache.rows import Rows
    rows = Rows(Path(sys.argv[1]), b"engine")
    connection, left = rows._connected(), iter(range(int(sys.argv[3])))
    connection.execute("PRAGMA cache_size = 1")
    connection.set_trace_callback(lambda said: next(left, None) is None and os.kill(os.getpid(), signal.SIGKILL))
    rows.put("page", "one", b"another" * 9_000)
    for number in range(10):
        rows.put("page", f"three {number}", bytes(9_000))
    rows.commit({"one", *(f"three {number}" for number in range(10))})
""")


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
@pytest.mark.parametrize("at", [0, 1, 2, 3, 5, 8, 11, 13])
def test_killed_in_a_commit(file: Path, at: int) -> None:
    """Whenever that happens, the next process finds what was kept before, all of it, or all that is new."""
    assert started(file, "x", at, KILLED).wait() == -signal.SIGKILL
    found = those(Rows(file, ENGINE), *KEPT, *(f"three {number}" for number in range(10)))

    assert found == KEPT or (found["one"] == b"another" * 9_000 and len(found) == 11)
    keep(Rows(file, ENGINE), KEPT)
    assert read(file) == KEPT


def test_a_fork_has_a_connection_of_its_own(file: Path) -> None:
    """A process that was split off may read, and the first goes on."""
    if not hasattr(os, "fork"):
        pytest.skip("this system can't split processes")
    rows = Rows(file, ENGINE)
    assert rows.get("page", "one") == b"first"
    if (child := os.fork()) == 0:
        os._exit(0 if rows.get("page", "two") == KEPT["two"] else 1)

    assert os.waitpid(child, 0)[1] == 0
    assert rows.get("page", "two") == KEPT["two"]
