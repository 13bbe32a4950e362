"""The store: what took long to make is made once."""

from pathlib import Path

import pytest

from carepress.store import Store


def test_makes_a_thing_once(tmp_path: Path) -> None:
    """The second time the thing is there, for another store on the same folder too."""
    store = Store(tmp_path / "kept")

    first = store.get(["photo", b"\0"], lambda folder: (folder / "a.txt").write_text("made", encoding="utf-8"))
    again = Store(tmp_path / "kept").get(["photo", b"\0"], lambda _: pytest.fail("made a second time"))

    assert (again / "a.txt").read_text(encoding="utf-8") == "made"
    assert first == again
    assert store.made == 1


def test_parts_keep_apart(tmp_path: Path) -> None:
    """What is written together differs from what is written apart."""
    store = Store(tmp_path / "kept")

    assert store.get(["ab", "c"], lambda _: None) != store.get(["a", "bc"], lambda _: None)
    assert store.made == 2


def test_keeps_nothing_that_failed(tmp_path: Path) -> None:
    """A maker that fails leaves nothing behind, and is asked again the next time."""
    store = Store(tmp_path / "kept")

    def fail(folder: Path) -> None:
        (folder / "half").write_text("half", encoding="utf-8")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.get(["x"], fail)

    assert list((tmp_path / "kept").iterdir()) == []
    assert store.made == 0


def test_two_builds_may_make_the_same(tmp_path: Path) -> None:
    """A build that comes second finds the other's, and both go on."""
    store = Store(tmp_path / "kept")

    def make(folder: Path) -> None:
        (folder / "a").write_text("mine", encoding="utf-8")
        Store(tmp_path / "kept").get(["x"], lambda other: (other / "a").write_text("theirs", encoding="utf-8"))

    assert (store.get(["x"], make) / "a").read_text(encoding="utf-8") == "theirs"
