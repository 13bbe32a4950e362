"""Steps: what was made of the same is found, whatever was asked has the same answers, and no row can run anything."""

import os
import pickle
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.assemble.noted import CITED, Question
from carepress.cache.rows import Rows
from carepress.cache.steps import Steps, trace_of, without_rows
from carepress.model.made import Heading, Made, Rendered
from carepress.problems import Place, Problem
from tests.sites import MakeSite

KEY = b"made from this"
COST: Question = ("data", "costs", "week")
TRACE = ((COST, b"500"), (CITED, b"nothing yet"))


def answer(question: Question) -> bytes:
    return dict(TRACE)[question]


def steps(folder: Path, *, in_memory: bool = False) -> Steps:
    return Steps(Rows(folder / "cache.db", b"engine"), CARE, in_memory=in_memory)


@pytest.fixture(params=[False, True], ids=["in-a-file", "in-memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Steps:
    """Return steps of which one was done."""
    found = steps(tmp_path, in_memory=request.param)
    found.keep("page", "/blog/", found.encode(KEY, TRACE, ["made", "of", "it"]))
    return found


def test_a_step_is_found_while_all_is_the_same(kept: Steps) -> None:
    """Another key, another answer, another step and another name are each enough not to find it."""
    assert kept.find("page", "/blog/", KEY, answer) == ["made", "of", "it"]
    assert kept.find("page", "/blog/", KEY, None) == ["made", "of", "it"]
    assert kept.find("page", "/blog/", b"made from that", answer) is None
    assert kept.find("page", "/blog/", KEY, lambda question: b"600") is None
    assert kept.find("text", "/blog/", KEY, answer) is None
    assert kept.find("page", "/", KEY, answer) is None
    assert kept.asked("page", "/blog/") == (KEY, TRACE)
    assert kept.asked("page", "/") == (b"", ())


def test_a_newer_row_takes_the_place(kept: Steps) -> None:
    """What was found before isn't found any more when something newer is kept."""
    assert kept.find("page", "/blog/", KEY, None)
    kept.keep("page", "/blog/", kept.encode(b"new", (), "newer"))

    assert (kept.find("page", "/blog/", KEY, None), kept.find("page", "/blog/", b"new", None)) == (None, "newer")


def test_what_is_made_for_the_whole_site(kept: Steps) -> None:
    """It is made once for a key, and again for another."""
    made = [kept.whole("menu", key, lambda key=key: [key]) for key in (b"a", b"a", b"b", b"b")]  # type: ignore[misc]

    assert made == [[b"a"], [b"a"], [b"b"], [b"b"]]
    assert kept.value("menu", b"a") is None


def test_what_is_made_of_each_is_ready_while_it_is_the_very_same(kept: Steps) -> None:
    """In memory only what is new is made, or all of what is made of something else; in a file nothing is ready."""
    done: list[list[str]] = []

    def made(things: Sequence[list[str]]) -> list[int]:
        done.append([word for thing in things for word in thing])
        return [len(thing) for thing in things]

    first, second, third = (list(words) for words in ("a", "bc", "d"))
    found = [
        kept.ready_each("sizes", [first, second], made, "of this"),
        kept.ready_each("sizes", [first, third, second], made, "of this"),
        kept.ready_each("sizes", [first, third, second], made, "of this"),
        kept.ready_each("sizes", [first], made, "of that"),
        kept.ready_each("sizes", [["a"]], made, "of that"),
    ]
    in_memory = ["abc", "dbc", "", "a", "a"]

    assert found == [[1, 2], [1, 1, 2], [1, 1, 2], [1], [1]]
    assert list(map("".join, done)) == (
        in_memory
        if kept.ready(("one", ""), object) is kept.ready(("one", ""), object)
        else ["abc", "adbc", "adbc", "a", "a"]
    )


def test_another_process_finds_what_was_committed(tmp_path: Path) -> None:
    """With the records that a page comes to, all as they were."""
    problem = Problem("warning", "claim", "a message", Place("content/a.md", 3, 4, 5), "a hint")
    rendered = Rendered(
        html="", redirect="", text="", cited=("a",), facts=frozenset({"b"}), problems=(problem,), files={"a": "b"}
    )
    values = (
        rendered,
        Heading(2, "a", "A"),
        problem,
        date(2026, 11, 24),
        Decimal("1.50"),
        frozenset({1}),
        {2},
        {"a": [None]},
    )
    first = steps(tmp_path)
    first.keep("page", "/", first.encode(KEY, TRACE, values))
    first.rows.commit(None)

    assert steps(tmp_path).find("page", "/", KEY, answer) == values


def test_nothing_is_kept_without_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever only reads a site leaves no file."""
    monkeypatch.chdir(tmp_path)
    found = without_rows(CARE)
    found.keep("page", "/", found.encode(KEY, (), "a"))
    found.rows.commit(None)

    assert os.listdir(tmp_path) == []


class Command:
    """Something that runs a command when it is unpickled, as anybody can write it."""

    def __init__(self, call: Callable[..., object], *words: object) -> None:
        self.call = call, words

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


EVIL = {
    "a-command": Command(os.system, "touch evil"),
    "code": Command(eval, "open('evil', 'w')"),
    "a-file": Command(open, "evil", "w"),
    "a-function-of-the-engine": Command(trace_of, None),
    "getattr": Command(getattr, Made, "__init__"),
    "an-import": Command(__import__, "this"),
    "a-class-of-others": Command(Path, "evil"),
    "a-class-of-the-engine": Command(Rows, Path("evil"), b""),
    "a-function-of-the-model": Command(__import__("carepress.model.digest", fromlist=["x"]).digest_of, b"a"),
    "deep-inside": ("made", [{"a": Command(os.system, "touch evil")}]),
}
# Pickles name what they load: here through a module of the model that only imports it.
_THROUGH_THE_MODEL = {
    "a-dotted-name": b"ccarepress.model.config\nPath.cwd\n(tR.",
    "an-imported-class": b"ccarepress.model.config\nPath\n(Vevil\ntR.",
    "an-imported-function": b"ccarepress.model.made\nfield\n(tR.",
    "a-method-of-an-imported-class": (
        b"\x80\x04\x8c\x16carepress.model.config\x8c\x0fPath.write_text\x93"
        b"\x8c\x16carepress.model.config\x8c\x04Path\x93\x8c\x04evil\x85R\x8c\x01x\x86R."
    ),
    "a-class-of-a-class": b"\x80\x04\x8c\x14carepress.model.made\x8c\x0eMade.__class__\x93)R.",
    "builtins": b"cbuiltins\nexec\n(Vopen('evil', 'w')\ntR.",
    "old-builtins": b"c__builtin__\neval\n(Vopen('evil', 'w')\ntR.",
}


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
def test_no_row_runs_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, evil: object) -> None:
    """What isn't a record of the model, of problems or of the site's kind is refused before it is there."""
    monkeypatch.chdir(tmp_path)
    found = steps(tmp_path)
    found.keep("page", "/", found.encode(KEY, (), evil))
    with pytest.raises(pickle.UnpicklingError, match=r"is no record$"):
        found.find("page", "/", KEY, None)
    assert not Path("evil").exists()


@pytest.mark.parametrize("evil", _THROUGH_THE_MODEL.values(), ids=_THROUGH_THE_MODEL)
def test_no_row_runs_what_the_model_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, evil: bytes) -> None:
    """Nor does what a module of the model has from elsewhere do anything."""
    monkeypatch.chdir(tmp_path)
    found = steps(tmp_path)
    found.keep("page", "/", pickle.dumps((KEY, ()), 5) + zlib.compress(evil))
    with pytest.raises((pickle.UnpicklingError, AttributeError)):
        found.find("page", "/", KEY, None)
    assert not Path("evil").exists()


def test_whatever_yaml_can_hold_is_kept(make_site: MakeSite) -> None:
    """Values of data that no declaration knows come back as they were."""
    values = "at: 2026-11-24T10:00:00Z\nlocal: 2026-11-24 10:00:00\nday: 2026-11-24\n"
    site = make_site({"content/_data/other.yaml": f"{values}none: null\nfloat: 1.5\nlist: [1, [2]]\n"})
    first = site.build("2026-11-24")
    site.write({"content/index.md": site.root.joinpath("content/index.md").read_text() + "More\n"})

    assert site.build("2026-11-24").data == first.data
