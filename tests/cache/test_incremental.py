"""Whatever people change, a build on top of others gives what a clean one gives: bytes, problems, counts of pages.

Each run takes a few dozen steps, always the same ones. `test --all` takes 2,000 others, drawn at random, and
`CAREPRESS_CACHE_STEPS=20000 python3 build.py test --all -k thousands_of_steps` so many. What fails is shown as the
shortest list of steps that still fails, in lines that can be copied into a test.
"""

import dataclasses
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from carepress.model.config import Options
from carepress.model.made import Report
from carepress.pipeline import build
from tests.cache import small_site as small
from tests.cache.people import People
from tests.cache.side_by_side import CLEAN
from tests.cache.small_site import ABOUT, LIST_LENGTH, SOON, STAY, WEEK

STEPS = int(os.environ.get("CAREPRESS_CACHE_STEPS", "2000"))
ONE_WALK = 40  # steps
Build = Callable[[Path, Options, datetime], Report]
Step = tuple[object, ...]

# Each kind of step once, and what is broken is mended.
WALK: Sequence[Step] = (
    ("write_text", WEEK, ["a cost", "a price", "a term", "an avoided word that is allowed"]),
    ("write_head", STAY, ("title", "Another title")),
    ("change_data", (small.COSTS, "dearer")),
    ("change_data", (small.COSTS, "broken")),
    ("change_data", (small.GLOSSARY, "another word")),
    ("undo_all_since_it_could_be_built",),
    ("change_data", (small.GLOSSARY, "another word")),
    ("change_a_letter_and_hide_it", WEEK),
    ("change_templates", (small.BASE, "another look")),
    ("change_templates", (small.LINES, "wrong")),
    ("write_text", "content/blog/new.md", ["words"]),
    ("change_templates", (small.LINES, "as it was")),
    ("come_back_on", date(2026, 12, 2)),
    ("give_all_sources_the_time", 0),
    ("rename", STAY, "content/new.md"),
    ("write_text", WEEK, ["a citation"]),
    ("change_settings_or_picture", (small.SETTINGS, "another address")),
    ("change_settings_or_picture", (small.PICTURE, "another")),
    ("delete", SOON),
    ("ask_for", True, True, "check"),
    ("ask_for", False, False, "build"),
    ("stop_the_build_after_the_next_step", 3),
    ("write_head", "content/new.md", ("title", "A stay again")),
    ("kill_the_build_after_the_next_step", 140),
    ("change_templates", (small.BASE, "as it was")),
    ("damage_the_finished_site", 5, "change"),
    ("put_a_file_into_the_finished_site",),
    ("damage_the_cache", 0, "change"),
    ("delete_the_cache",),
)


@pytest.fixture(autouse=True)
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut lists into pages of two, so that ten pages have a long one."""
    monkeypatch.setattr("carepress.assemble.listings._PAGE_SIZE", LIST_LENGTH)


def walk(steps: Iterable[Step]) -> None:
    """Take steps, one after the other, and build after each."""
    people = People()
    try:
        people.build()
        for name, *words in steps:
            getattr(people, str(name))(*words)
            people.build()
    finally:
        people.teardown()


def walk_at_random(examples: int, steps: int, *, anew: bool, phases: Sequence[Phase] = (Phase.generate,)) -> None:
    """Take so many walks of so many steps; `anew` draws others than the last time."""
    chosen = settings(
        derandomize=not anew,
        max_examples=examples,
        stateful_step_count=steps,
        phases=phases,
        deadline=None,
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(People, settings=chosen)


def test_each_kind_of_step() -> None:
    """In place and from nothing there is no difference after any kind of step."""
    walk(WALK)


@pytest.mark.parametrize(
    "most",
    [
        pytest.param({"feed-text", "page-build", "render"}, id="some"),
        pytest.param(None, id="all", marks=pytest.mark.long),
    ],
)
def test_rows_that_are_gone(most: Set[str] | None) -> None:
    """Whatever kind of rows is lost, all the rest is worth as much as before."""
    people, lost = People(), set[str]()
    try:
        people.build()
        while kinds := {kind for (kind,) in rows_of(people, "SELECT DISTINCT kind FROM rows")} - lost:
            if not (kinds := kinds & most if most else kinds):
                break
            lost.add(kind := min(kinds))
            rows_of(people, f"DELETE FROM rows WHERE kind = '{kind}'")
            people.write_head(WEEK, ("description", f"Without {kind}."))
            people.write_text(STAY, ["words"] if len(lost) % 2 else ["a cost"])
            people.build()
    finally:
        people.teardown()
    assert lost >= (most or {"feeds", "feed-text", "heads", "page-build", "render", "text", "source-build"})


def rows_of(people: People, query: str) -> list[tuple[str, ...]]:
    """Return what a query finds in the rows that builds of a site have kept."""
    with closing(sqlite3.connect(people.site.root / ".cache/build/cache.db")) as connection, connection:
        return connection.execute(query).fetchall()


def test_a_few_dozen_steps() -> None:
    """Nor is there one in whatever order people do things."""
    walk_at_random(2, 8, anew=False, phases=(Phase.generate, Phase.shrink))


@pytest.mark.long
def test_thousands_of_steps() -> None:
    """Nor is there one after thousands of steps."""
    walk_at_random(STEPS // ONE_WALK, ONE_WALK, anew=True, phases=(Phase.generate, Phase.shrink))


# ---- the proof that these tests can fail: builds with a fault that a cache could have


def blind(path: str) -> Build:
    """Return a build that sees a file as it was at first, as long as it is there."""
    first: list[bytes] = []

    def built(root: Path, options: Options, now: datetime) -> Report:
        file = root / path
        if not file.exists():
            return build(root, options, now)
        now_there = file.read_bytes()
        first.append(now_there)
        file.write_bytes(first[0])
        try:
            return build(root, options, now)
        finally:
            file.write_bytes(now_there)

    return built


def timeless() -> Build:
    """Return a build for which it is always the same day."""
    days: list[datetime] = []

    def built(root: Path, options: Options, now: datetime) -> Report:
        days.append(now)
        return build(root, options, days[0])

    return built


def content_with_itself() -> Build:
    """Return a build that does nothing after the first."""
    reports: list[Report] = []

    def built(root: Path, options: Options, now: datetime) -> Report:
        reports.append(reports[0] if reports else build(root, options, now))
        return reports[0]

    return built


def silent() -> Build:
    """Return a build that says nothing of what it warned of before."""
    said: set[object] = set()

    def built(root: Path, options: Options, now: datetime) -> Report:
        report = build(root, options, now)
        new = tuple(one for one in report.warnings if one not in said)
        said.update(report.warnings)
        return dataclasses.replace(report, warnings=new)

    return built


FAULTS: Sequence[tuple[str, Callable[[], Build], Sequence[Step]]] = (
    ("a-text", lambda: blind(WEEK), [("write_text", WEEK, ["other words"])]),
    ("a-title", lambda: blind(STAY), [("write_head", STAY, ("title", "Another title"))]),
    ("a-hidden-letter", lambda: blind(ABOUT), [("change_a_letter_and_hide_it", ABOUT)]),
    ("a-cost", lambda: blind(small.COSTS), [("change_data", (small.COSTS, "dearer"))]),
    ("broken-data", lambda: blind(small.TAGS), [("change_data", (small.TAGS, "broken"))]),
    ("an-avoided-word", lambda: blind(small.TERMS), [("ask_for", False, False, "check"), ("change_data", (small.TERMS, "another word"))]),
    ("a-template", lambda: blind(small.LIST), [("change_templates", (small.LIST, "another look"))]),
    ("a-setting", lambda: blind(small.SETTINGS), [("change_settings_or_picture", (small.SETTINGS, "another language"))]),
    ("a-picture", lambda: blind(small.PICTURE), [("change_settings_or_picture", (small.PICTURE, "another"))]),
    ("the-day", timeless, [("come_back_on", date(2026, 12, 2))]),
    ("damage", content_with_itself, [("damage_the_finished_site", 3, "change")]),
    ("a-warning", silent, [("put_a_file_into_the_finished_site",), ("delete_the_cache",)]),
)  # fmt: skip
SHORT = ("a-text", "a-cost", "a-template", "the-day", "damage", "a-warning")
TOLD = pytest.mark.parametrize(
    ("fault", "steps"),
    [pytest.param(*more, id=name, marks=() if name in SHORT else pytest.mark.long) for name, *more in FAULTS],
)


def plant(fault: Callable[[], Build], monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the build in place a fault, in each walk anew; the one from nothing has none."""
    faulty: dict[Path, Build] = {}

    def built(root: Path, options: Options, now: datetime, progress: Callable[[str], None] | None = None) -> Report:
        if progress or root.name == CLEAN:  # one that is to be stopped says nothing of the site
            return build(root, options, now, progress or (lambda stage: None))
        return faulty.setdefault(root, fault())(root, options, now)

    monkeypatch.setattr("tests.cache.side_by_side.build", built)


def noted(steps: Iterable[Step], taken: list[Step]) -> Iterator[Step]:
    """Yield steps, and note each that is taken."""
    for one in steps:
        taken.append(one)
        yield one


@TOLD
def test_a_fault_is_told(fault: Callable[[], Build], steps: Sequence[Step], monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that doesn't see one kind of step is found out at that step."""
    plant(fault, monkeypatch)
    taken: list[Step] = []

    with pytest.raises(AssertionError, match="in place is unlike"):
        walk(noted(steps, taken))
    assert taken == steps


@pytest.mark.long
@TOLD
def test_a_fault_is_met(fault: Callable[[], Build], steps: Sequence[Step], monkeypatch: pytest.MonkeyPatch) -> None:
    """Walks at random come upon it too."""
    plant(fault, monkeypatch)

    with pytest.raises(AssertionError, match="in place is unlike"):
        walk_at_random(100, ONE_WALK, anew=False)
