"""A build converts and renders what has changed and what reads that, and nothing else.

The small site is built, something in it changes, and it is built again: counted is the work of the second build.
"""

from collections.abc import Sequence, Set
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from care import SITE as CARE
from carepress.check.page.rules import PageRules
from carepress.model.config import Depth, Options
from carepress.model.made import Document
from carepress.pipeline import build
from carepress.problems import BuildFailed
from tests.cache import small_site as small
from tests.cache.changes import EVERYTHING, NOTHING, ROWS, STAY_IS_NAMED_ON, Change
from tests.cache.small_site import ABOUT, STAY, WEEK
from tests.cache.work import PLAIN, Work
from tests.sites import NOON

DEPTHS: Sequence[Depth] = ("build", "check", "release", "check")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    return Work(tmp_path / "project", monkeypatch)


def test_a_first_build_makes_each_page_once(work: Work) -> None:
    """Nothing is there yet; pages without a text, those of topics, are converted too."""
    work.build()

    assert (sorted(work.converted), sorted(work.rendered)) == (sorted(EVERYTHING), sorted(EVERYTHING))


@pytest.mark.parametrize(
    ("change", "converted", "rendered"), ROWS.values(), ids=[name.replace(" ", "-") for name in ROWS]
)
def test_work_after_a_change(work: Work, change: Change, converted: Set[str], rendered: Set[str]) -> None:
    """Only what reads something that has changed is made again, and that once."""
    work.build()
    change(work)
    work.build()

    assert (sorted(work.converted), sorted(work.rendered)) == (sorted(converted), sorted(rendered))


@pytest.mark.parametrize(
    ("before", "after", "converted", "rendered"),
    [
        pytest.param("2026-11-24", "2026-11-25", NOTHING, NOTHING, id="nothing-is-due"),
        pytest.param("2026-12-01", "2026-12-02", NOTHING, {"/about/"}, id="a-review-is-due"),
        pytest.param(
            "2026-11-30",
            "2026-12-01",
            {"/blog/soon/"},
            {"/blog/soon/", "/", "/blog/", "/topics/work/", "/blog/week/", "/blog/stay/"},
            id="a-page-appears",
        ),
    ],
)
def test_work_on_another_day(work: Work, before: str, after: str, converted: Set[str], rendered: Set[str]) -> None:
    """A day makes no page new but those that something becomes due on."""
    work.build(date.fromisoformat(before))
    work.build(date.fromisoformat(after))

    assert (sorted(work.converted), sorted(work.rendered)) == (sorted(converted), sorted(rendered))


def test_work_after_a_description(work: Work) -> None:
    """A page that only names another one may be rendered for its description, one that doesn't name it may not."""
    work.build()
    work.write(STAY, description="Other words.")
    work.build()

    assert work.converted == []
    assert {"/blog/stay/", "/blog/", "/topics/costs/", "/topics/work/"} <= set(work.rendered)
    assert set(work.rendered) <= {"/blog/stay/", *STAY_IS_NAMED_ON}


def test_a_launch_looks_at_no_page_again(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `check` has found in pages, `check --release` finds too: it asks more of the site alone."""
    looked: list[str] = []
    look = PageRules.look_at_page

    def look_counted(rules: PageRules, document: Document, *rest: Any) -> Any:
        looked.append(document.page.url)
        return look(rules, document, *rest)

    monkeypatch.setattr(PageRules, "look_at_page", look_counted)
    counts = []
    for depth in DEPTHS:
        looked.clear()
        with suppress(BuildFailed):
            build(work.site.root, Options(kind=CARE, depth=depth), NOON)
        counts.append(len(looked))

    assert counts == [len(EVERYTHING), len(EVERYTHING), 0, 0]


def fail(work: Work) -> None:
    with pytest.raises(BuildFailed):
        work.build()


@pytest.mark.parametrize("is_first", [True, False])
def test_a_failing_build_keeps_its_sound_pages(work: Work, is_first: bool) -> None:
    """When the one fault is mended, only the page that had it is converted, however much was new with it."""
    if not is_first:
        work.build()
        work.write(WEEK, "words")
        work.write(ABOUT, "other words")
    work.write(PLAIN, "a field of nothing")
    fail(work)
    work.write(PLAIN, "other words")
    work.build()

    assert work.converted == ["/blog/plain/"]


def test_what_is_mended_elsewhere(work: Work) -> None:
    """Only those pages are converted that read the file in which the fault was."""
    work.build()
    work.change(small.FACTS, "broken")
    fail(work)
    work.change(small.FACTS, "another figure")
    work.build()

    assert (work.converted, work.rendered) == (["/about/"], ["/about/"])


def test_a_setting_that_a_text_prints(work: Work) -> None:
    """Of a setting's readers only those are converted that print it in their texts."""
    work.build()
    work.change(small.SETTINGS, "another phone")
    work.build()

    assert work.converted == ["/"]
    assert "/" in work.rendered


def test_a_page_that_another_links_to_goes(work: Work) -> None:
    """Of the pages that stay only the one whose text has the link is converted, and found to be wrong."""
    work.build()
    work.delete(STAY)
    fail(work)

    assert work.converted == ["/blog/week/"]


def test_a_fault_in_a_template(work: Work) -> None:
    """No text is converted again for a fault in a template, nor when it is mended."""
    work.build()
    work.change(small.ARTICLE, "wrong")
    fail(work)
    converted = [*work.converted]
    work.change(small.ARTICLE, "another look")
    work.build()

    assert (converted, work.converted) == ([], [])
