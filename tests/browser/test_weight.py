"""What a visit weighs: the bytes that travel, packed as hosts pack them."""

import gzip
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.every_kind import KINDS, WIDGETS, file_of

ARTICLE_AT_MOST = 9_000
STYLE_AT_MOST = 7_000
SEARCH_STYLE_AT_MOST = 1_000
FIRST_VISIT_AT_MOST, LETTERS_AT_MOST = 18_000, 19_000
DRAWINGS_AT_MOST = 2_500


def weight(path: Path) -> int:
    """Return how many bytes of a file travel."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def scripts(page: str) -> list[str]:
    """Return the scripts of a page; data in a script element is none."""
    found = LexborHTMLParser(page).css("script, link[as=script], link[rel=modulepreload]")
    return [one.html or "" for one in found if not (one.attributes.get("type") or "").endswith("json")]


@pytest.mark.parametrize("kind", ["article", "quick-exit", "everything"])
def test_an_article_weighs_little(kind: str, site: Path) -> None:
    """An article's page travels in at most 9 KB."""
    assert weight(file_of(site, kind)) <= ARTICLE_AT_MOST


def test_the_style_weighs_little(site: Path) -> None:
    """The style sheet of all pages travels in at most 7 KB, that of the search page besides in at most 1 KB."""
    (search,) = site.rglob("search.*.css")
    sheets = [path for path in site.rglob("*.css") if path != search]

    assert sheets
    assert sum(weight(path) for path in sheets) <= STYLE_AT_MOST
    assert weight(search) <= SEARCH_STYLE_AT_MOST


def test_a_first_visit_of_an_article_weighs_little(site: Path) -> None:
    """Its page, the style sheet and the icon travel in at most 18 KB; with the letters of the titles, 36 KB."""
    (style,), (icon,), (letters,) = (list(site.glob(f"assets/{name}.*")) for name in ("site", "icon", "title"))
    bare = max(weight(file_of(site, kind)) for kind in ("article", "everything")) + weight(style) + weight(icon)

    assert bare <= FIRST_VISIT_AT_MOST
    assert letters.stat().st_size <= LETTERS_AT_MOST
    assert bare + letters.stat().st_size <= 36_000


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in WIDGETS])
def test_a_page_without_a_widget_has_no_script(kind: str, site: Path) -> None:
    """A page where nothing has to move brings no JavaScript at all."""
    assert scripts(file_of(site, kind).read_text(encoding="utf-8")) == []


def test_drawings_weigh_little(site: Path) -> None:
    """All of them travel in one file of at most 2.5 KB, which an article doesn't ask for; a first visit of the home page, in 36 KB."""
    style, icon, letters, drawings = (
        next(site.glob(f"assets/{name}.*")) for name in ("site", "icon", "title", "drawings")
    )
    home = file_of(site, "home")

    assert weight(drawings) <= DRAWINGS_AT_MOST
    assert drawings.name in home.read_text(encoding="utf-8")
    assert all(
        drawings.name not in file_of(site, kind).read_text(encoding="utf-8") for kind in ("article", "everything")
    )
    assert (
        sum(map(weight, (home, style, icon, drawings))) + letters.stat().st_size
        <= FIRST_VISIT_AT_MOST + LETTERS_AT_MOST
    )
