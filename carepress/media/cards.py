"""Says which pages have a social card, the picture that goes with a shared link, and has those drawn that aren't kept."""

import hashlib
import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import PIL  # only the number of its version

from carepress.media.keep import Store
from carepress.model.config import Config
from carepress.model.page import Page
from carepress.model.site import Site
from carepress.problems import Lines, Place, Problem
from carepress.problems.catalog import violation

NAMES = ("cards", "cards.png")  # the folder, and the home page's card beside it
_FONT, _GROUND, _TOKENS = "assets/title.woff2", "cards/ground.png", "assets/_tokens.css"
_FONT_BEGINS = (b"wOF2", b"wOFF", b"OTTO", b"true", b"\0\1\0\0")
_GROUND_BEGINS = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">2I", 1200, 630)
_INKS = ("ink", "clay", "on-band")  # of the title, of what is above it, and of the name
_COLOR = re.compile("#([0-9a-f]{3}){1,2}", re.IGNORECASE)
_FILE = "card.png"


@dataclass(frozen=True, slots=True)
class Cards:
    """The url of each page's card by the page's url, the cards' files by their urls, and how many were drawn now."""

    urls: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    drawn: int = 0


def make_cards(config: Config, site: Site, pages: Iterable[Page]) -> tuple[Cards, list[Problem]]:
    """Return the cards of those pages that are worth sharing; none for a preview, or without a font and a ground for them.

    Page 2 of a list has the list's card.
    """
    font, ground = config.templates / _FONT, config.templates / _GROUND
    if config.preview or not site.settings.social_cards or not (font.is_file() and ground.is_file()):
        return Cards(), []
    inks, problems = _read_inks(config.templates / _TOKENS)
    look = font.read_bytes(), ground.read_bytes(), tuple(inks), site.settings.name
    if not look[0].startswith(_FONT_BEGINS):
        problems.append(violation("card-font", Place(f"templates/{_FONT}")))
    if not look[1].startswith(_GROUND_BEGINS):
        problems.append(violation("card-ground", Place(f"templates/{_GROUND}")))
    if problems:
        return Cards(), problems
    shared = {page.url: page for page in pages if page.is_indexed}
    first = {url: site.listings[url].urls[0] if url in site.listings else url for url in shared}
    above = {url: site.neighbors[url].above[1:] for url in first.values()}  # but for the home page
    words = {url: (shared[url].title, found[-1].nav_title if found else "") for url, found in above.items()}
    store = Store(config.store / "cards", config.today)
    recipe = repr((Path(__file__).with_name("card.py").read_bytes(), PIL.__version__, look))
    made_from = hashlib.sha256(recipe.encode()).digest()
    files = {card_url(url): store.get((made_from, *said), partial(_draw, look, *said)) for url, said in words.items()}
    urls = {url: card_url(of) for url, of in first.items()}
    return Cards(urls, {url: folder / _FILE for url, folder in files.items()}, store.made), []


def card_url(url: str) -> str:
    """Return the url of a page's card; no two pages have the same."""
    return f"/cards{url.rstrip('/')}.png"


def _draw(look: tuple[bytes, bytes, tuple[str, ...], str], title: str, above: str, folder: Path) -> None:
    # Delayed, because a build with nothing to draw saves a tenth of a second.
    from carepress.media.card import painter  # noqa: PLC0415

    painter(*look).save(folder / _FILE, title, above)


def _read_inks(tokens: Path) -> tuple[list[str], list[Problem]]:
    """Return the colors of the words, as the light scheme has them, which comes first, and a problem for each that is none."""
    text = tokens.read_text(encoding="utf-8", errors="replace") if tokens.is_file() else ""
    lines, inks, problems = Lines(text, f"templates/{_TOKENS}"), [], []
    for name in _INKS:
        match = re.search(rf"^\s*--{name}:\s*(.*?);", text, re.MULTILINE)
        if match and _COLOR.fullmatch(match[1]):
            inks.append(match[1])
        else:
            place = lines.place(match.start(1), len(match[1])) if match else Place(lines.path)
            problems.append(violation("card-color", place, name=name))
    return inks, problems
