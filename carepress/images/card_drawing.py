"""Draws social cards: a page's title on the sky of the home page, the center's name on the ground below.

Letters are set without the library that joins them, which not every system has: the same bytes everywhere.
"""

import io
import math
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from carepress.text import shorten

Point = tuple[float, float]
Fitted = tuple[ImageFont.FreeTypeFont, list[str]]

WIDTH, HEIGHT = 1200, 630
_EDGE = 84  # apps may crop what is nearer to the sides
_WIDE = WIDTH - 2 * _EDGE
_SKY_ENDS = 400  # the highest ridge begins here: words above it stand on one color
_RIDGES_HIGH = 124
_LEADING = 1.14
_MARK, _MARK_AT = 1.9, (_EDGE, 543)

# An edge has few strengths and an ink few shades, so that all colors fit into one palette and the file stays small.
_SHADES = 12
_STRENGTHS = [round(round(cover / 255 * 7) * 255 / 7) for cover in range(256)]
_FINE, _STEPS = 4, 48  # shapes are drawn so many times larger, with so many points a curve, for smooth edges

# The drawings of partials/ridges.html and partials/mark.html: the points of their curves, farthest first.
_RIDGES = {
    "ridge-far": ((0, 0.5), (2, -0.2), (4, 0.4), (8, 0.3), (12, 0.5)),
    "ridge-mid": ((0, 0.8), (1.5, 0.1), (4, 0.7), (9, 0.6), (12, 0.7)),
    "band": ((0, 0.9), (3, 0.6), (6, 0.9), (12, 0.9)),
}
_MARK_RIDGES = {
    "ridge-mid": (((0, 24), (6, 18), (9, 18), (14, 23)), ((14, 23), (19, 28), (24, 27), (32, 21))),
    "band": (((0, 32), (8, 26), (13, 28), (18, 31)), ((18, 31), (23, 34), (27, 33), (32, 29))),
}


class CardPainter:
    """Draws one card after the other; what all have in common is drawn once."""

    def __init__(self, font: bytes, colors: Mapping[str, tuple[int, int, int]], name: str) -> None:
        self._colors = colors
        self._font = cache(
            lambda size: ImageFont.truetype(io.BytesIO(font), size, layout_engine=ImageFont.Layout.BASIC)
        )
        self._width = cache(lambda word, size: self._font(size).getlength(word))
        self._has = cache(lambda letter: self._shape(letter) != self._shape("\uffff"))
        ground = self._ground(name).quantize(256 - 2 * _SHADES, dither=Image.Dither.NONE)
        # A card is drawn in numbers of colors: first the shades of its two inks on the sky, then those of the ground.
        self._palette = [*self._shades("ink"), *self._shades("clay"), *(ground.getpalette() or [])][: 3 * 256]
        self._blank = Image.frombytes("L", ground.size, bytes(2 * _SHADES + number for number in ground.tobytes()))
        self._inks = [[first + round(ink * (_SHADES - 1) / 255) for ink in range(256)] for first in (0, _SHADES)]

    def save(self, path: Path, title: str, above: str) -> None:
        """Write a page's card as PNG: its title, and above it in small what the page belongs to."""
        card = self._blank.copy()
        small = self._fitted(shorten(above, 80), range(36, 20, -2), 50)
        large = self._fitted(shorten(title, 150), range(92, 22, -4), 270)
        heights = [_height(small) + 18 if above else 0, _height(large)]
        top = (_SKY_ENDS + 10 - sum(heights)) // 2
        if above:
            card.paste(_lettering(small, _EDGE).point(self._inks[1]), (0, top))
        card.paste(_lettering(large, _EDGE).point(self._inks[0]), (0, top + heights[0]))
        card.putpalette(self._palette)
        card.save(path, "PNG", compress_level=3)  # the highest level takes ten times as long for a quarter less

    def _fitted(self, text: str, sizes: Sequence[int], high: int, wide: int = _WIDE) -> Fitted:
        """Return a text in the largest size in which it fits, in lines of nearly the same length."""
        words = [shorten(word, 40) for word in re.split(r"[ \t\n]+", self._drawable(text)) if word]
        for size in sizes:
            widths = [self._width(f"{word} ", size) for word in words]
            count = len(_wrapped(widths, wide))
            if count * size * _LEADING <= high and max(widths, default=0) <= wide:
                break
        narrowest = bisect_left(range(wide), True, key=lambda most: len(_wrapped(widths, most)) <= count)
        return self._font(size), [" ".join(words[start:end]) for start, end in _wrapped(widths, narrowest)]

    def _drawable(self, text: str) -> str:
        """Return a text in letters that the font has: a letter that it lacks becomes its plain form, or goes."""
        whole = "".join(
            c if self._has(c) else unicodedata.normalize("NFKD", c) for c in unicodedata.normalize("NFC", text)
        )
        return "".join(c for c in whole if c in " \t\n" or (self._has(c) and not unicodedata.combining(c)))

    def _shape(self, letter: str) -> bytes:
        return bytes(self._font(40).getmask(letter))

    def _ground(self, name: str) -> Image.Image:
        """Return what all cards have in common, in full color."""
        picture = Image.new("RGB", (WIDTH, HEIGHT), self._colors["sky"])
        self._fill(picture, "sun", _circle((608, 483), 60))
        for color, (start, control, *ends) in _RIDGES.items():
            ridge = [(100 * x, _SKY_ENDS + _RIDGES_HIGH * y) for x, y in _smooth(start, control, ends)]
            self._fill(picture, color, [(0, HEIGHT), *ridge, (WIDTH, HEIGHT)])
        # The ground is as dark as the nearest ridge of the mark: the doorway stands in it.
        self._fill(picture, "sky", _on_mark([(0, 34), *_circle((16, 16), 16)[: _STEPS // 2 + 1], (32, 34)]))
        self._fill(picture, "sun", _on_mark(_circle((20, 18), 5)))
        for foot, (color, curves) in enumerate(_MARK_RIDGES.items(), start=35):
            ridge = [point for curve in curves for point in _curve(curve)]
            self._fill(picture, color, _on_mark([(0, foot), *ridge, (32, foot)]))
        left = _EDGE + round(32 * _MARK) + 24
        letters = _lettering(self._fitted(shorten(name, 60), range(40, 16, -2), 60, WIDTH - _EDGE - left), left)
        picture.paste(self._colors["on-band"], (0, 576 - letters.height // 2), letters.point(_STRENGTHS))
        return picture

    def _fill(self, picture: Image.Image, color: str, outline: Sequence[Point]) -> None:
        """Fill the inside of an outline below the sky with a color."""
        mask = Image.new("L", (WIDTH * _FINE, (HEIGHT - _SKY_ENDS) * _FINE))
        ImageDraw.Draw(mask).polygon([(x * _FINE, (y - _SKY_ENDS) * _FINE) for x, y in outline], 255)
        picture.paste(self._colors[color], (0, _SKY_ENDS), mask.reduce(_FINE).point(_STRENGTHS))

    def _shades(self, ink: str) -> list[int]:
        """Return the colors from the bare sky to the full ink, as a palette has them."""
        pairs = list(zip(self._colors["sky"], self._colors[ink], strict=True))
        return [round(sky + (full - sky) * shade / (_SHADES - 1)) for shade in range(_SHADES) for sky, full in pairs]


def _height(text: Fitted) -> int:
    font, lines = text
    return round(len(lines) * font.size * _LEADING)


def _lettering(text: Fitted, left: float) -> Image.Image:
    """Return how strong the ink is on a strip of the card with these lines."""
    font, lines = text
    strip = Image.new("L", (WIDTH, _height(text)))
    for number, line in enumerate(lines):
        ImageDraw.Draw(strip).text((left, (number + 0.8) * font.size * _LEADING), line, 255, font, "ls")
    return strip


def _wrapped(widths: Sequence[float], wide: float) -> list[tuple[int, int]]:
    """Return for each line the numbers of its first word and of the one after its last."""
    lines, start, filled = [], 0, 0.0
    for at, width in enumerate(widths):
        if at > start and filled + width > wide:
            lines.append((start, at))
            start, filled = at, 0.0
        filled += width
    return [*lines, (start, len(widths))]


def _smooth(start: Point, control: Point, ends: Sequence[Point]) -> list[Point]:
    """Return the points of curves that go on into each other, as `Q` and `T` draw them in a path."""
    points = []
    for end in ends:
        points += _curve((start, control, end))
        start, control = end, (2 * end[0] - control[0], 2 * end[1] - control[1])
    return points


def _curve(controls: Sequence[Point]) -> list[Point]:
    """Return points along the Bézier curve with these control points."""
    return [_point_at(controls, step / _STEPS) for step in range(_STEPS + 1)]


def _point_at(controls: Sequence[Point], along: float) -> Point:
    while len(controls) > 1:
        controls = [(ax + (bx - ax) * along, ay + (by - ay) * along) for (ax, ay), (bx, by) in pairwise(controls)]
    return controls[0]


def _circle(center: Point, radius: float) -> list[Point]:
    """Return points around a circle, from the left over the top."""
    angles = [math.pi + 2 * math.pi * step / _STEPS for step in range(_STEPS + 1)]
    return [(center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle)) for angle in angles]


def _on_mark(points: Sequence[Point]) -> list[Point]:
    """Return points of the mark where they stand on the card."""
    return [(_MARK_AT[0] + _MARK * x, _MARK_AT[1] + _MARK * y) for x, y in points]
