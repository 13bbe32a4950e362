"""Says which pages have a social card, the picture that goes with a shared link, and has those drawn that aren't kept."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from carepress.media.keep import Store
from carepress.model.config import Config
from carepress.model.page import Page
from carepress.model.site import Site
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation

_FONT = "cards/title.woff2"
_FONT_BEGINS = (b"wOF2", b"wOFF", b"OTTO", b"true", b"\0\1\0\0")
_TOKENS = "assets/_tokens.css"
_TOKEN = re.compile(r"\s*--([\w-]+):\s*(.*?);")
_COLOR = re.compile("#([0-9a-f]{3}){1,2}", re.IGNORECASE)
_COLORS = ("sky", "sun", "ridge-far", "ridge-mid", "band", "on-band", "ink", "clay")
_FILE = "card.png"


@dataclass(frozen=True, slots=True)
class Cards:
    """The url of each page's card by the page's url, the cards' files by their urls, and how many were drawn now."""

    urls: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    drawn: int = 0


def make_cards(config: Config, site: Site, pages: Iterable[Page]) -> tuple[Cards, list[Problem]]:
    """Return the cards of those pages that are worth sharing; none for a preview, or where there is no font for them.

    Page 2 of a list has the list's card.
    """
    font = config.templates / _FONT
    if config.preview or not site.settings.social_cards or not font.is_file():
        return Cards(), []
    letters, (colors, problems) = font.read_bytes(), _read_colors(config.templates / _TOKENS)
    if not letters.startswith(_FONT_BEGINS):
        problems.append(violation("card-font", Place(f"templates/{_FONT}")))
    if problems:
        return Cards(), problems
    shared = {page.url: page for page in pages if page.is_indexed}
    first = {url: site.listings[url].urls[0] if url in site.listings else url for url in shared}
    words = {url: (shared[url].title, _above(site, url)) for url in first.values()}
    files, drawn = _draw(config, words, (letters, colors, site.settings.name))
    return Cards({url: card_url(of) for url, of in first.items()}, files, drawn), []


def card_url(url: str) -> str:
    """Return the url of a page's card; no two pages have the same."""
    return f"/cards{url.rstrip('/')}.png"


def _above(site: Site, url: str) -> str:
    """Return what the section that a page belongs to is called; nothing for the home page and those at the top."""
    above = site.neighbors[url].above
    return above[-1].nav_title if len(above) > 1 else ""


def _draw(
    config: Config, words: Mapping[str, tuple[str, str]], look: tuple[bytes, Mapping[str, str], str]
) -> tuple[dict[str, Path], int]:
    """Return the cards' files by their urls, and how many weren't there yet."""

    @cache
    def painter() -> Any:
        # Delayed, because a build with nothing to draw saves a tenth of a second.
        from carepress.media.card import CardPainter  # noqa: PLC0415

        return CardPainter(*look)

    def draw(title: str, above: str, folder: Path) -> None:
        painter().save(folder / _FILE, title, above)

    store = Store(config.store / "cards", config.today)
    drawing = Path(__file__).with_name("card.py").read_bytes()
    in_common = hashlib.sha256(repr((drawing, version("pillow"), look)).encode()).digest()
    files = {
        card_url(url): store.get((in_common, *texts), partial(draw, *texts)) / _FILE for url, texts in words.items()
    }
    return files, store.made


def _read_colors(tokens: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the colors of the light scheme, which stand first among the tokens, and a problem for each that isn't one."""
    text = tokens.read_text(encoding="utf-8", errors="replace") if tokens.is_file() else ""
    found: dict[str, tuple[str, Place]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _TOKEN.match(line):
            place = Place(f"templates/{_TOKENS}", number, match.start(2) + 1, len(match[2]))
            found.setdefault(match[1], (match[2], place))
    colors = {name: found.get(name, ("", Place(f"templates/{_TOKENS}"))) for name in _COLORS}
    return {name: color for name, (color, _) in colors.items()}, [
        violation("card-color", place, name=name)
        for name, (color, place) in colors.items()
        if not _COLOR.fullmatch(color)
    ]
