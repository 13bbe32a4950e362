"""The store: what took long to make is made once, and never trusted unseen."""

import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from carepress.media.keep import Store, sweep

TODAY = date(2026, 11, 24)


def test_makes_a_thing_once(tmp_path: Path) -> None:
    """The second time the thing is there, for another store on the same folder too."""
    store = Store(tmp_path / "kept", TODAY)

    first = store.get(["photo", b"\0"], lambda folder: (folder / "a.txt").write_text("made", encoding="utf-8"))
    again = Store(tmp_path / "kept", TODAY).get(["photo", b"\0"], lambda _: pytest.fail("made a second time"))

    assert (again / "a.txt").read_text(encoding="utf-8") == "made"
    assert first == again
    assert store.made == 1


def test_parts_keep_apart(tmp_path: Path) -> None:
    """What is written together differs from what is written apart."""
    store = Store(tmp_path / "kept", TODAY)

    assert store.get(["ab", "c"], lambda _: None) != store.get(["a", "bc"], lambda _: None)
    assert store.made == 2


def test_keeps_nothing_that_failed(tmp_path: Path) -> None:
    """A maker that fails leaves nothing behind, and is asked again the next time."""
    store = Store(tmp_path / "kept", TODAY)

    def fail(folder: Path) -> None:
        (folder / "half").write_text("half", encoding="utf-8")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.get(["x"], fail)

    assert list((tmp_path / "kept").iterdir()) == []
    assert store.made == 0


def test_two_builds_may_make_the_same(tmp_path: Path) -> None:
    """A build that comes second finds the other's, and both go on."""
    store = Store(tmp_path / "kept", TODAY)

    def make(folder: Path) -> None:
        (folder / "a").write_text("mine", encoding="utf-8")
        Store(tmp_path / "kept", TODAY).get(["x"], lambda other: (other / "a").write_text("theirs", encoding="utf-8"))

    assert (store.get(["x"], make) / "a").read_text(encoding="utf-8") == "theirs"


def swap(path: Path) -> None:
    """Put a folder in place of a file."""
    path.unlink()
    path.mkdir()


def bury(path: Path) -> None:
    """Put a file in place of a folder."""
    shutil.rmtree(path)
    path.write_bytes(b"a file")


def link(path: Path) -> None:
    """Put a link that leads nowhere in place of a file."""
    path.unlink()
    path.symlink_to("gone")


DAMAGE: dict[str, Callable[[Path, Path], object]] = {
    "emptied": lambda kept, store: (kept / "b/one").write_bytes(b""),
    "cut": lambda kept, store: (kept / "b/one").write_bytes(b"on"),
    "missing": lambda kept, store: (kept / "b/one").unlink(),
    "another": lambda kept, store: (kept / "b/two").write_bytes(b"two"),
    "folder-in-place-of-a-file": lambda kept, store: swap(kept / "b/one"),
    "file-in-place-of-a-folder": lambda kept, store: bury(kept / "b"),
    "link": lambda kept, store: link(kept / "b/one"),
    "a-folder-more": lambda kept, store: os.mkdir(kept / "c"),
    "nothing-left": lambda kept, store: shutil.rmtree(kept),
    "digests-emptied": lambda kept, store: (kept.parent / "digests.json").write_bytes(b""),
    "digests-cut": lambda kept, store: (kept.parent / "digests.json").write_bytes(b'{"b/one": "'),
    "digests-of-zeros": lambda kept, store: (kept.parent / "digests.json").write_bytes(bytes(99)),
    "digests-too-deep": lambda kept, store: (kept.parent / "digests.json").write_bytes(b"[" * 99_999),
    "digests-missing": lambda kept, store: (kept.parent / "digests.json").unlink(),
    "digests-a-folder": lambda kept, store: swap(kept.parent / "digests.json"),
    "kept-is-a-file": lambda kept, store: bury(kept.parent),
    "kept-is-empty": lambda kept, store: os.replace(kept.parent / "made/b", kept.parent / "b"),
    "store-is-a-file": lambda kept, store: bury(store),
    "stores-are-a-file": lambda kept, store: bury(store.parent),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_made_anew(tmp_path: Path, damage: Callable[[Path, Path], object]) -> None:
    """Whatever happens to what is kept, the next build gets it whole, and the one after needn't make it."""

    def make(folder: Path) -> None:
        (folder / "b").mkdir()
        (folder / "b/one").write_bytes(b"one")

    kept = Store(tmp_path / "kept/images", TODAY).get(["x"], make)
    damage(kept, tmp_path / "kept/images")
    store = Store(tmp_path / "kept/images", TODAY)
    again = store.get(["x"], make)
    store.get(["x"], make)

    assert {path.relative_to(again).as_posix(): path.is_file() and path.read_bytes() for path in again.rglob("*")} == {
        "b": False,
        "b/one": b"one",
    }
    assert (again, store.made) == (kept, 1)
    assert len(list((tmp_path / "kept/images").iterdir())) == 1


@pytest.mark.parametrize(
    ("days", "used", "is_left"),
    [
        pytest.param(90, None, True, id="not-for-long"),
        pytest.param(91, None, False, id="for-long"),
        pytest.param(180, 90, True, id="used-since"),
        pytest.param(-9999, None, True, id="made-in-a-future"),
    ],
)
def test_what_nobody_used_for_long_is_swept(tmp_path: Path, days: int, used: int | None, *, is_left: bool) -> None:
    """The day of the last build that used a thing decides, by the clock that builds are given."""
    kept = Store(tmp_path / "kept/images", TODAY).get(["x"], lambda _: None)
    if used:
        Store(tmp_path / "kept/images", TODAY + timedelta(used)).get(["x"], lambda _: pytest.fail("made again"))

    sweep(tmp_path / "kept", TODAY + timedelta(days))

    assert kept.exists() is is_left


def test_the_oldest_of_too_much_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all stores together the newest stay that fit, and what was used today even if it doesn't; it is looked at once a day."""
    monkeypatch.setattr("carepress.media.keep._MOST_KEPT", 100_000)

    def use(name: str, day: int) -> Path:
        kept = tmp_path / "kept" / ("cards" if name < "c" else "images")
        return Store(kept, TODAY + timedelta(day)).get([name], lambda made: (made / "a").write_bytes(bytes(40_000)))

    def left(day: int) -> list[bool]:
        sweep(tmp_path / "kept", TODAY + timedelta(day))
        return [one.exists() for one in things]

    things = [use(name, day) for day, name in enumerate("abcd")]

    assert left(3) == [False, False, True, True]
    things += [use(name, 4) for name in "efg"]
    assert left(3) == [False, False, True, True, True, True, True]  # the same day
    assert left(4) == [False, False, False, False, True, True, True]
    assert sum(left(5)) == 2


@pytest.mark.parametrize("day", [date.min, date(1969, 1, 1), date.max])
def test_any_day_will_do(tmp_path: Path, day: date) -> None:
    """A build as of a day that no file can bear goes on."""
    kept = Store(tmp_path / "kept/images", day).get(["x"], lambda _: None)

    assert kept.exists()
    sweep(tmp_path / "kept", day)
