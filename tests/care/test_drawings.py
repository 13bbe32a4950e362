"""The drawings of the valley: each name has one, and they stand beside the pages, topics and places that name them."""

from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.every_kind import built_every_kind, file_of
from tests.sites import ROOT

MAP = "map"  # stands for no page


@pytest.fixture(scope="module")
def site() -> Path:
    """Return the finished site with every kind of page."""
    return built_every_kind()


def page_of(site: Path, kind: str) -> LexborHTMLParser:
    return LexborHTMLParser(file_of(site, kind).read_text(encoding="utf-8"))


def drawing_in(node: LexborNode) -> str:
    """Return the name of the drawing in an element; "" if there is none."""
    return "".join((one.attributes["href"] or "").rpartition("#")[2] for one in node.css(".scene use"))


def beside(site: Path, kind: str, row: str) -> dict[str, str]:
    """Return the drawings on a page, by where the link in the same row leads."""
    return {one.css("a")[0].attributes["href"] or "": drawing_in(one) for one in page_of(site, kind).css(row)}


def test_each_name_has_a_drawing() -> None:
    """Pages and topics can name what is drawn, and nothing else."""
    names = yaml.safe_load((ROOT / "content/_data/drawings.yaml").read_text(encoding="utf-8"))
    drawn = LexborHTMLParser((ROOT / "templates/assets/drawings.svg").read_text(encoding="utf-8")).css("symbol")

    assert [one.attributes["id"] for one in drawn] == [*sorted(names), MAP]


def test_pages_have_the_drawings_that_they_name(site: Path) -> None:
    """In cards and lists, in each language, which a translation needn't say again; a page that names none has none."""
    rows = ".page-list > li"

    assert beside(site, "home", ".ways li") == {
        "/guides/what-to-expect/": "door",
        "/guides/families/": "house",
        "/costs/": "mailbox",
    }
    assert beside(site, "section", rows) == {
        "/guides/what-to-expect/": "door",
        "/guides/families/": "house",
        "/guides/overdose-and-naloxone/": "",
        "/guides/common-questions/": "",
    }
    assert beside(site, "topics", rows) == {
        "/topics/costs/": "mailbox",
        "/topics/overdose/": "lamp",
        "/topics/work/": "",
    }
    assert beside(site, "spanish", ".ways li") == {
        "/guides/what-to-expect/": "door",
        "/es/guias/familias/": "house",
        "/es/costos/": "mailbox",
    }


def test_places_have_their_photo_or_a_drawing(site: Path) -> None:
    """A photo takes the drawing's place, with words for those who can't see it."""
    places = page_of(site, "home").css(".places li")
    photos = [one.attributes["alt"] for place in places for one in place.css("img")]

    assert photos == ["A door with a lamp above it"]
    assert [drawing_in(place) for place in places] == ["", "chairs", "telephone"]
