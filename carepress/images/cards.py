"""Says which pages have a social card, the picture that goes with a shared link, and has those drawn that aren't kept."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from carepress.model import Config, Page, Site
from carepress.problems import Place, Problem, error
from carepress.store import Store

_FONT = "cards/title.woff2"
_TOKENS = "assets/_tokens.css"
_COLORS = ("sky", "sun", "ridge-far", "ridge-mid", "band", "on-band", "ink", "clay")
_DRAWING = "1"  # another number has all cards drawn anew
_FILE = "card.png"

Color = tuple[int, int, int]


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
    colors, problems = _read_colors(config.templates / _TOKENS)
    if problems:
        return Cards(), problems
    press = _Press(font.read_bytes(), colors, site.settings.name)
    store = Store(config.store / "cards")
    shared = {page.url: page for page in pages if page.url.endswith("/") and not page.front_matter.noindex}
    first = {url: site.listings[url].urls[0] if url in site.listings else url for url in shared}
    files = {}
    for url in dict.fromkeys(first.values()):
        words = (shared[url].title, _above(site, url))
        try:
            files[card_url(url)] = store.get((press.look, *words), partial(press.draw, *words)) / _FILE
        except _FontFailed:
            hint = "put a WOFF2, TrueType or OpenType file there, or write `social_cards: false` in content/_site.yaml"
            place = Place(f"templates/{_FONT}")
            return Cards(), [error("card-font", "the font of the social cards can't be read", place, hint)]
    return Cards({url: card_url(of) for url, of in first.items()}, files, store.made), []


def card_url(url: str) -> str:
    """Return the url of a page's card; no two pages have the same, and none has that of a page."""
    return f"/cards{url.rstrip('/')}.png"


def _above(site: Site, url: str) -> str:
    """Return what the section that a page belongs to is called; nothing for the home page and those at the top."""
    above = site.neighbors[url].above
    return above[-1].nav_title if len(above) > 1 else ""


class _FontFailed(Exception):
    """The font isn't one."""


class _Press:
    """Draws cards that look as the site does; `look` is all that they have in common."""

    def __init__(self, font: bytes, colors: Mapping[str, Color], name: str) -> None:
        self._parts = font, colors, name
        self.look = repr((_DRAWING, version("pillow"), colors, name)).encode() + font

    def draw(self, title: str, above: str, folder: Path) -> None:
        self._painter.save(folder / _FILE, title, above)

    @cached_property
    def _painter(self) -> Any:
        # Delayed, because a build with nothing to draw saves a tenth of a second.
        from carepress.images.card_drawing import CardPainter  # noqa: PLC0415

        try:
            return CardPainter(*self._parts)
        except OSError as failure:
            raise _FontFailed from failure


def _read_colors(tokens: Path) -> tuple[dict[str, Color], list[Problem]]:
    """Return the colors of the light scheme, which stand first among the tokens, and a problem for each that can't be read."""
    text = tokens.read_text(encoding="utf-8", errors="replace") if tokens.is_file() else ""
    colors, problems = {}, []
    for name in _COLORS:
        match = re.search(rf"^\s*--{name}:\s*([^;\n]*)", text, re.MULTILINE)
        if match and re.fullmatch("#([0-9a-f]{3}){1,2}", match[1], re.IGNORECASE):
            colors[name] = _rgb(match[1])
        else:
            problems.append(_color_problem(name, text, match))
    return colors, problems


def _rgb(color: str) -> Color:
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def _color_problem(name: str, text: str, match: re.Match[str] | None) -> Problem:
    place, says = Place(f"templates/{_TOKENS}"), "isn't there"
    if match:
        before = text[: match.start(1)]
        column = match.start(1) - before.rfind("\n")
        place = Place(place.path, before.count("\n") + 1, column, len(match[1]))
        says = f'is "{match[1]}", which isn\'t written with # and digits'
    hint = "social cards are drawn with it: write it as #1c463a, or write `social_cards: false` in content/_site.yaml"
    return error("card-color", f'the color "--{name}" {says}', place, hint)
