"""Related pages: which they are, and how much work it takes to find them."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from carepress.assemble.related import find_related
from carepress.model.page import FrontMatter, Page
from tests.assemble.lists import RELATED, TAGS, TODAY, tags
from tests.sites import MakeSite, page


@pytest.mark.parametrize(
    ("tags_of", "related"),
    [
        pytest.param(
            {"x": "a", "1": "a", "2": "a", "3": "a, b", "4": "b", "y": "b"}, ["1", "2", "3"], id="nearest-first"
        ),
        pytest.param({"x": "a, b", "1": "a", "2": "b", "3": "a, b"}, ["3", "1", "2"], id="two-tags-before-one"),
        pytest.param(
            {"x": "a, b", **dict.fromkeys("123456", "a"), **dict.fromkeys("789AB", "b"), "0": "a, b"},
            ["0", "7", "8"],
            id="two-tags-before-one-however-far-away",
        ),
        pytest.param(
            {"x": "a, b, c", "1": "a, b", "2": "a, b", "3": "a, b, c", "4": "c", "5": "c"},
            ["3", "1", "2"],
            id="three-tags-before-two",
        ),
        pytest.param({"x": "a, b", "1": "a", "2": "a", "3": "a", "4": "b"}, ["4", "1", "2"], id="rare-before-common"),
        pytest.param({"x": "a", "1": "a", "2": "a", "3": "a", "4": "a"}, ["1", "2", "3"], id="three-at-most"),
        pytest.param({"x": "a", "1": "b", "2": "a, b"}, ["2"], id="as-many-as-there-are"),
        pytest.param({"x": "a, b", "1": "c", "2": "c"}, [], id="alone-with-its-tags"),
        pytest.param({"x": "", "1": "", "2": "a", "3": "a"}, [], id="no-tags"),
    ],
)
def test_related_pages(make_site: MakeSite, tags_of: Mapping[str, str], related: list[str]) -> None:
    """The related pages of x, the newest page; each further one is a day older."""
    pages = {
        f"content/{name}.md": page(title=f'"{name}"', date=date(2026, 6, 1) - timedelta(age), tags=f"[{names}]")
        for age, (name, names) in enumerate(tags_of.items())
    }
    site = make_site({TAGS: tags("a", "b", "c"), **pages, "templates/article.html": RELATED})
    site.build(TODAY)

    assert site.read("x/index.html").split() == related


def test_a_page_that_is_not_built_is_not_related(make_site: MakeSite) -> None:
    """Drafts, scheduled and expired pages are related to nothing."""
    site = make_site(
        {
            TAGS: tags("a"),
            "content/x.md": page(title="X", tags="[a]"),
            "content/y.md": page(title="Y", tags="[a]"),
            "content/1.md": page(tags="[a]", draft="true"),
            "content/2.md": page(tags="[a]", date="2026-11-25"),
            "content/3.md": page(tags="[a]", expires=TODAY),
            "templates/page.html": RELATED,
            "templates/expired.html": "Nothing. " + RELATED,
        }
    )
    site.build(TODAY)

    assert site.read("x/index.html") == "Y "
    assert site.read("3/index.html") == "Nothing. "


def tagged_page(url: str) -> Page:
    return Page(
        path="",
        content_path="",
        front_matter=FrontMatter(title="", description=""),
        body_start=None,
        body_line=1,
        url=url,
    )


@pytest.mark.parametrize(
    ("name", "related"),
    [
        pytest.param("1", ["2", "3", "4"], id="first"),
        pytest.param("9", ["8", "7", "6"], id="last"),
        pytest.param(
            "5",
            ["4", "6", "3"],
            id="middle",
        ),
    ],
)
def test_among_equals_the_nearer_is_related(name: str, related: list[str]) -> None:
    """Where all pages share one tag those that stand next to each other in its list are related, always the same."""
    found = find_related({"a": [tagged_page(number) for number in "123456789"]})

    assert [other.url for other in found[name]] == related


class CountedUrl(str):
    """A url that counts how often anybody looks at it: to find it in a table, or to compare it."""

    looks = 0

    def __hash__(self) -> int:
        CountedUrl.looks += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        CountedUrl.looks += 1
        return super().__eq__(other)


def looks(count: int, names: tuple[str, ...]) -> int:
    """Return how often urls are looked at to find the related pages of so many pages that all have the same tags."""
    pages = [tagged_page(CountedUrl(f"/{number}/")) for number in range(count)]
    before = CountedUrl.looks
    found = find_related(dict.fromkeys(names, pages))
    assert {len(related) for related in found.values()} == {3}
    return CountedUrl.looks - before


@pytest.mark.parametrize("names", [pytest.param(("a",), id="one-tag"), pytest.param(("a", "b", "c"), id="three-tags")])
def test_related_pages_take_a_work_that_grows_with_the_pages(names: tuple[str, ...]) -> None:
    """Twice as many pages with the same tags take about twice as many comparisons, not four times as many."""
    some, more = looks(200, names), looks(400, names)

    assert some > 200
    assert more < 2.2 * some
