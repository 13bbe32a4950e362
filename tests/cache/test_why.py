"""`build --why` says why a page was made new, or that it stayed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.assemble.noted import _ANSWERS
from carepress.cli.main import main
from carepress.load.names import UnknownName
from carepress.make.fresh import Fresh
from carepress.make.page import PageMaker
from carepress.make.why import _CHANGED, Inquiry
from carepress.model.config import Options
from carepress.model.page import Page
from carepress.pipeline import build
from carepress.problems import BuildFailed
from tests.cache import small_site as small
from tests.cache.small_site import ABOUT, FILES, READ, SOON, STAY, WEEK, changed, pages, written
from tests.sites import TinySite

FIRST_DAY = date(2026, 11, 24)
EVERY = (
    "/",
    "/about/",
    "/glossary/",
    "/sources/",
    "/blog/",
    "/blog/week/",
    "/blog/stay/",
    "/topics/costs/",
)


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return TinySite(tmp_path / "project").write({**FILES, **{path: str(page) for path, page in pages().items()}})


def why(site: TinySite, *words: str, day: date = FIRST_DAY, staging: bool = False) -> dict[str, list[str]]:
    """Build; return the reasons by the urls of pages."""
    inquiry = Inquiry(words)
    build(site.root, Options(kind=CARE, staging=staging), datetime.combine(day, time(17), UTC), inquiry=inquiry)
    return {page.partition(" ")[0]: reasons for page, reasons in inquiry.reasons.items()}


def change(file: str, to: str) -> Callable[[TinySite], object]:
    content = changed(file, to)
    assert content is not None
    return lambda site: site.write({file: content})


def page(path: str, *text: str, **head: str) -> Callable[[TinySite], object]:
    usual = pages().get(path) or written("New")
    usual.head |= head
    usual.text = text or usual.text
    return lambda site: site.write({path: str(usual)})


ROWS: Mapping[str, tuple[Callable[[TinySite], object], str, Sequence[str]]] = {
    "nothing": (lambda site: None, WEEK, []),
    "its text": (page(ABOUT, "words"), ABOUT, ["Its text has changed."]),
    "its front matter": (page(ABOUT, description="Other words."), ABOUT, ["Its front matter has changed.", "content/about.md has come or gone, or says something else of itself."]),
    "both": (page(ABOUT, "words", title="About us", noindex="true"), ABOUT, ["Its front matter has changed.", "Its text has changed."]),
    "a cost": (
        change(small.COSTS, "dearer"), WEEK, ["`costs.week` in content/_data/costs.yaml has another value."]
    ),
    "a cost of another page": (change(small.COSTS, "dearer"), STAY, []),
    "a fact": (change(small.FACTS, "another figure"), ABOUT, [
        "`facts.share` in content/_data/facts.yaml has another value."]),
    "a template": (change(small.BASE, "another look"), WEEK, ["templates/base.html has changed."]),
    "a template of others": (change(small.ARTICLE, "another look"), ABOUT, []),
    "a component": (change(small.PRICE, "another look"), STAY, ["templates/components/price.html has changed."]),
    "a style sheet": (change(small.CSS, "another look"), ABOUT, ["templates/assets/site.css has changed."]),
    "a setting": (change(small.SETTINGS, "another name"), ABOUT, [
        "What the feed of / holds or is called has changed.", "content/_site.yaml has other values."]),
    "a word that is avoided": (
        change(small.TERMS, "another word"), ABOUT, ["The rules know other words or figures now."]
    ),
    "a new page": (page("content/blog/new.md", date="2026-11-20"), "content/blog/index.md", [
        "A page above, beside or below /blog/, or related to it, has come or gone, or says something else of itself.",
        "The list of pages at /blog/ has changed.",
    ]),
    "a new page on the home page": (page("content/blog/new.md", date="2026-11-20"), "/", [
        "The list of pages in /blog has changed.",
    ]),
    "a citation": (page(WEEK, "a citation"), READ, ["The pages cite other sources."]),
    "a file that is gone": (
        lambda site: (site.root / "site/about/index.html").unlink(),
        ABOUT,
        ["Its file in the finished site is missing or was changed."],
    ),
    "a file that somebody changed": (
        lambda site: site.write({"site/about/index.html": "words"}),
        ABOUT,
        ["Its file in the finished site is missing or was changed."],
    ),
    "another address": (page(ABOUT, slug="us"), ABOUT, [
        "No build that was finished has made it: it is new, or has another file or address."]),
}  # fmt: skip


@pytest.mark.parametrize(("do", "asked", "reasons"), ROWS.values(), ids=[name.replace(" ", "-") for name in ROWS])
def test_why(site: TinySite, do: Callable[[TinySite], object], asked: str, reasons: Sequence[str]) -> None:
    """Each change that a page has to be made new for is said, and only these."""
    why(site)
    do(site)

    assert list(why(site, asked).values()) == [reasons]
    assert list(why(site, asked).values()) == [[]]


@pytest.mark.parametrize("file", [*small.CHANGES, ABOUT, WEEK])
def test_pages_with_a_reason_are_those_that_are_made(
    site: TinySite, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """Whatever changes in a file, the pages that are made are those of which a reason is said."""
    made = set()
    make = PageMaker.make

    def counted(maker: PageMaker, page: Page) -> Fresh:
        made.add(page.url)
        return make(maker, page)

    monkeypatch.setattr(PageMaker, "make", counted)
    for to in small.CHANGES.get(file, {"words": None}):
        site.write(FILES)
        why(site)
        content = changed(file, to) if file in FILES else str(written("Title", "words", date="2026-11-01"))
        if content is not None:
            site.write({file: content})
        made.clear()
        try:
            reasons = why(site, *EVERY)
        except BuildFailed:
            continue
        assert {url for url, said in reasons.items() if said} == made - {"/topics/work/", "/people/a-reader/"}


def test_the_first_build_and_another_day_and_other_options(site: TinySite) -> None:
    """A first build says that it is one; a day and an option are named."""
    first = "Nothing is kept of an earlier build: this is the first, .cache/ was deleted or damaged, or the engine has changed."

    assert why(site, *EVERY) == {url: [first] for url in EVERY}
    assert why(site, ABOUT, day=date(2026, 12, 2))["/about/"] == ["The day 2026-12-02 has come, or is still to come."]
    assert why(site, ABOUT, day=date(2026, 12, 2), staging=True)["/about/"] == [
        "The build has other options, the site another address, or the page waits for its day or no longer does.",
        "What the feed of / holds or is called has changed.",
    ]


@pytest.mark.parametrize("word", [ABOUT, "about.md", "/about/", "/about", "about", "https://example.org/about/"])
def test_how_a_page_is_named(site: TinySite, word: str) -> None:
    """A page is known by its file and by its address."""
    assert why(site, word).keys() == {"/about/"}


def test_an_unknown_page(site: TinySite) -> None:
    """A page that isn't there gets a guess, one that isn't built today the reason; nothing is built."""
    with pytest.raises(UnknownName) as unknown:
        why(site, "content/abuot.md")
    with pytest.raises(UnknownName) as waiting:
        why(site, SOON)

    assert (str(unknown.value), unknown.value.hint) == (
        '"content/abuot.md" is no page',
        'did you mean "content/about.md"?',
    )
    assert (str(waiting.value), waiting.value.hint) == (f'"{SOON}" isn\'t built today', "it is scheduled")
    assert site.tree() == {}


def test_what_the_command_prints(site: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """The answers come after the result, of several pages too; JSON stays JSON."""
    words = ["build", "--today", "2026-11-24"]
    main(words, site.root, "care")
    change(small.COSTS, "dearer")(site)
    capsys.readouterr()

    assert main([*words, "--why", str(site.root / WEEK), "--why", "/"], site.root, "care") == 0
    assert (
        capsys.readouterr().out.partition("New_York)\n")[2]
        == """\
/blog/week/ (content/blog/week.md) was made new:
  `costs.week` in content/_data/costs.yaml has another value.
/ (content/index.md) stayed: nothing that it is made from has changed.
"""
    )
    main([*words, "--why", "/", "--format", "json"], site.root, "care")
    output = capsys.readouterr()
    assert output.out.startswith("{")
    assert output.err == "/ (content/index.md) stayed: nothing that it is made from has changed.\n"
    assert main([*words, "--why", "nothing"], site.root, "care") == 2
    assert capsys.readouterr().err.startswith('error: "nothing" is no page; ')


def test_every_question_has_a_sentence() -> None:
    """What a page can ask of the site, a person can be told of."""
    questions = {*_ANSWERS, "components", "assets", "cards", "pictures", "templates", "data_texts"}

    assert questions - {"field"} == _CHANGED.keys()
