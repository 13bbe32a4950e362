"""The preview makes what has changed and what reads that, shows what is sound, and ends as a new one would begin."""

from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from care import SITE as CARE
from carepress.cli.preview.state import Preview
from carepress.model.config import Options
from tests.cache import small_site as small
from tests.cache.changes import ROWS, STYLE, Change
from tests.cache.people import FIRST_DAY, People
from tests.cache.side_by_side import sources_of
from tests.cache.small_site import ABOUT, LIST_LENGTH, SOON, STAY, WEEK
from tests.cache.work import PLAIN, PreviewWork
from tests.sites import TinySite

STAYS = "This is the page as it was before."
IS_NEW = "This page is as it was saved."


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PreviewWork:
    return PreviewWork(tmp_path / "project", monkeypatch)


@pytest.mark.parametrize(
    ("change", "converted", "rendered"),
    [row for name, row in ROWS.items() if name != STYLE],
    ids=[name.replace(" ", "-") for name in ROWS if name != STYLE],
)
def test_work_after_a_save(work: PreviewWork, change: Change, converted: Set[str], rendered: Set[str]) -> None:
    """The preview makes what a build makes, and of pages that wait no more than that."""
    work.build()
    change(work)
    work.build()

    waits = {"/blog/soon/"}
    assert (sorted({*work.converted} - waits), sorted({*work.rendered} - waits)) == (
        sorted(converted),
        sorted(rendered),
    )


def test_rules_look_only_where_something_has_changed(work: PreviewWork) -> None:
    """They look for more than a build's, and still a save of a text or of data has only those pages looked at that read it."""
    work.build()
    work.write(PLAIN, "other words")
    work.build()
    assert work.preview.panel.report
    of_text = work.preview.panel.report.converted
    work.change(small.COSTS, "dearer")
    work.build()

    assert (of_text, work.preview.panel.report.converted) == (1, 2)


def test_a_style_sheet_makes_no_page_new(work: PreviewWork) -> None:
    """Its address stays, so that browsers take it into the pages that they show."""
    work.build()
    work.change(small.CSS, "another look")
    work.build()

    assert (work.converted, work.rendered, work.to_load) == ([], [], ["/assets/site.css"])
    assert work.preview.shown.files["assets/site.css"] == b"p{margin:1px}"


def test_nothing_to_load(work: PreviewWork) -> None:
    """A save that changes nothing has no page loaded again; one that changes a text has."""
    work.build()
    work.touch()
    work.build()
    assert work.to_load == []
    work.write(PLAIN, "other words")
    work.build()
    assert work.to_load == ["/"]


def test_a_mistake_holds_back_its_page_alone(work: PreviewWork) -> None:
    """That page stays as it was, with what is wrong with it before all else; others show what is saved with and after it."""
    work.build()
    work.write(PLAIN, "a field of nothing")
    work.write(ABOUT, "other words")
    work.build()

    assert "Plain words." in work.page("blog/plain/index.html")
    assert STAYS in work.page("blog/plain/index.html")
    assert "Some more words." in work.page("about/index.html")
    assert IS_NEW in work.page("about/index.html")

    work.write(STAY, "a component that isn't there")
    work.write(WEEK, "other words")
    work.build()
    stay, plain = work.page("blog/stay/index.html"), work.page("blog/plain/index.html")
    assert stay.index(STAY) < stay.index(f"{PLAIN}:")
    assert plain.index(f"{PLAIN}:") < plain.index(f"{STAY}:")
    assert "Some more words." in work.page("blog/week/index.html")

    work.write(PLAIN, "other words")
    work.write(STAY, "other words")
    work.build()
    assert "Mistake" not in work.page("blog/plain/index.html")
    assert IS_NEW not in work.page("blog/plain/index.html")
    assert "Some more words." in work.page("blog/plain/index.html")


def test_a_page_that_was_never_right(work: PreviewWork) -> None:
    """Its address says so, with what is wrong."""
    work.write("content/blog/new.md", "a field of nothing")
    work.build()

    shown = work.page("blog/new/index.html")
    assert "This page is shown as soon as what is wrong with it is mended." in shown
    assert "content/blog/new.md:6:10" in shown
    assert '<details class="panel error" open>' in shown
    assert IS_NEW in work.page("index.html")
    assert work.page("blog/nothing/index.html") == ""


def test_a_broken_head(work: PreviewWork) -> None:
    """A page whose front matter has an error stays where and as it was."""
    work.write(STAY, slug="elsewhere")
    work.write(WEEK, "words")
    work.build()
    work.write(STAY, "other words", titel="A key that isn't one")
    work.build()

    assert 'id="rooms"' in work.page("blog/elsewhere/index.html")


@pytest.mark.parametrize(
    ("file", "to", "old"),
    [
        (small.COSTS, "broken", {"about", "blog/stay", "blog/week"}),
        (small.FACTS, "broken", {"about"}),
        (small.PRICE, "another argument", {"blog/stay"}),
        (small.ARTICLE, "wrong", {"blog/plain", "blog/soon", "blog/stay", "blog/week"}),
        (small.CSS, "unsafe", set()),
    ],
)
def test_a_mistake_elsewhere(work: PreviewWork, file: str, to: str, old: Set[str]) -> None:
    """Of data and templates, those pages stay as they were that depend on what has an error."""
    work.build()
    before = {path for path in work.preview.shown.files if path.endswith("index.html")}
    work.change(file, to)
    work.build()

    assert work.preview.problems
    assert {path.removesuffix("/index.html") for path in before if STAYS in work.page(path)} == old
    assert work.preview.shown.files["assets/site.css"] == b"p{margin:0}"


# ---- what is shown after many saves is what a new preview shows


class Previewed(People):
    """What people do to a site with a preview of it open; another is begun beside it after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.before: dict[str, bytes] = {}
        self.preview = Preview(self.site.root, Options(kind=CARE, today=FIRST_DAY), 8000)

    def build(self) -> None:
        now = sources_of(self.site)
        paths = [path for path in now.keys() | self.before.keys() if now.get(path) != self.before.get(path)]
        self.preview.rebuild({self.site.root / path for path in paths})
        self.before = now
        with TemporaryDirectory() as folder:
            other = Preview(TinySite(Path(folder)).write(dict(now)).root, self.preview.options, 8000)
            other.rebuild()
            assert said_by(self.preview) == said_by(other)
            assert {**shown(self.preview), **shown(other)} == shown(self.preview)
            assert other.problems or shown(self.preview) == shown(other)
            self.failures = self.failures + 1 if other.problems else 0
        if not self.failures:
            self.keep()


def said_by(preview: Preview) -> Set[tuple[object, ...]]:
    """Return what is wrong, but for what only the last build can tell (what else a dead link could mean, what is gone), and
    where facts are printed.
    """
    assert preview.panel.report
    found = {(one.rule, one.place, one.severity) for one in preview.panel.report.warnings}
    return {one for one in found if one[0] != "address-gone"} | {*preview.panel.report.printed.items()}


def shown(preview: Preview) -> Mapping[str, bytes]:
    """Return the content of each file."""
    files = preview.shown.files.items()
    return {path: content.read_bytes() if isinstance(content, Path) else content for path, content in files}


STEPS: Iterable[tuple[object, ...]] = (
    ("write_text", WEEK, ["a cost", "a price", "a term", "an avoided word that is allowed"]),
    ("write_head", STAY, ("title", "Another title")),
    ("change_data", (small.COSTS, "with a comment")),
    ("write_text", WEEK, ["a cost", "a price", "other words"]),
    ("change_data", (small.COSTS, "dearer")),
    ("change_data", (small.COSTS, "broken")),
    ("write_text", ABOUT, ["other words"]),
    ("change_data", (small.GLOSSARY, "another word")),
    ("undo_all_since_it_could_be_built",),
    ("change_data", (small.GLOSSARY, "another word")),
    ("change_a_letter_and_hide_it", WEEK),
    ("change_templates", (small.BASE, "another look")),
    ("change_templates", (small.CSS, "another look")),
    ("change_templates", (small.LINES, "wrong")),
    ("write_text", "content/blog/new.md", ["words"]),
    ("change_templates", (small.LINES, "as it was")),
    ("rename", STAY, "content/new.md"),
    ("write_text", WEEK, ["a citation"]),
    ("change_settings_or_picture", (small.SETTINGS, "another name")),
    ("change_settings_or_picture", (small.PICTURE, "another")),
    ("change_settings_or_picture", (small.PICTURE, "no picture")),
    ("change_settings_or_picture", (small.PICTURE, "another")),
    ("delete", SOON),
    ("write_head", "content/new.md", ("slug", "elsewhere")),
    ("change_templates", (small.BASE, "as it was")),
)


def test_after_many_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview says what a new one says of the same files, and shows what that one shows; with an error, more."""
    monkeypatch.setattr("carepress.assemble.listings._PAGE_SIZE", LIST_LENGTH)
    people = Previewed()
    try:
        people.build()
        for name, *words in STEPS:
            getattr(people, str(name))(*words)
            people.build()
    finally:
        people.teardown()
