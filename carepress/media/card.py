"""Draws social cards: a page's title on the sky of the home page, the center's name on the ground below.

Letters are set without the library that joins them, which not every system has: the same bytes everywhere.
"""

import io
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

from PIL import Image, ImageColor, ImageDraw, ImageFont

from carepress.text.words import shorten

Point = tuple[float, float]
Fitted = tuple[ImageFont.FreeTypeFont, list[str]]

WIDTH, HEIGHT = 1200, 630
_EDGE = 84  # apps may crop what is nearer to the sides
_WIDE = WIDTH - 2 * _EDGE
_SKY_ENDS = 400  # no ridge is higher: words above it stand on one color
_LEADING = 1.14
_MARK = 61  # the width of the doorway
_LONGEST_TEXT, _LONGEST_WORD = 150, 40  # so much fits in the smallest size, even of the widest letter

# A card is drawn in the numbers of a palette: first the shades from a ground to the ink on it, for each of three inks,
# then the colors of the drawing.
_INKS = (("sky", "ink"), ("sky", "clay"), ("band", "on-band"))
_TITLE, _ABOVE, _NAME = 0, 1, 2
_SHADES = 10
_FINE = 4  # shapes are drawn so many times larger and made smaller, for smooth edges
_ALONG = [step / 48 for step in range(49)]

# The drawings of assets/icon.svg in pixels of the card, farthest first: the valley, then the mark, a doorway onto it. Two
# points are the corners of what is round; more are a ridge: where its line begins, what it bends to, and its further
# points, as `Q` and `T` write them in a path.
_SHAPES: Sequence[tuple[str, Sequence[Point]]] = (
    ("sun", ((548, 423), (668, 543))),
    ("ridge-far", ((0, 464), (200, 378), (400, 452), (800, 440), (1200, 464))),
    ("ridge-mid", ((0, 499), (150, 412), (400, 487), (900, 474), (1200, 487))),
    ("band", ((0, 512), (300, 474), (600, 512), (1200, 512))),
    ("sky", ((_EDGE, 543), (_EDGE + _MARK, 690))),
    ("sun", ((112.5, 567.7), (131.5, 586.7))),
    ("ridge-mid", ((84, 588.6), (98.3, 574.4), (110.6, 586.7), (145, 582.9))),
    ("band", ((84, 603.8), (104, 591.4), (118.2, 601.9), (145, 598.1))),
)


class CardPainter:
    """Draws one card after the other; what all have in common is drawn once. Raises OSError if the font is none."""

    def __init__(self, font: bytes, colors: Mapping[str, str], name: str) -> None:
        self._colors = {token: ImageColor.getrgb(color) for token, color in colors.items()}
        plain = ImageFont.Layout.BASIC
        self._font = cache(lambda size: ImageFont.truetype(io.BytesIO(font), size, layout_engine=plain))
        self._width = cache(lambda word, size: self._font(size).getlength(word))
        shape = self._font(40).getmask
        self._has = cache(lambda letter: bytes(shape(letter)) != bytes(shape("\uffff")))
        ground = self._ground().quantize(256 - len(_INKS) * _SHADES, dither=Image.Dither.NONE)
        self._palette = [*self._shades(), *(ground.getpalette() or [])][: 3 * 256]
        self._blank = Image.frombytes("L", ground.size, bytes(len(_INKS) * _SHADES + n for n in ground.tobytes()))
        left = _EDGE + _MARK + 24
        text = self.fit(name, range(40, 16, -2), 60, WIDTH - _EDGE - left)
        _write(self._blank, text, (left, 576 - _height(text) // 2), _NAME)

    def save(self, path: Path, title: str, above: str) -> None:
        """Write a page's card as PNG: its title, and above it in small what the page belongs to."""
        card = self._blank.copy()
        small = self.fit(above, range(36, 20, -2), 50)
        large = self.fit(title, range(100, 20, -4), 270)
        gap = 18 if above else -_height(small)
        top = (_SKY_ENDS + 10 - _height(small) - gap - _height(large)) // 2
        _write(card, small, (_EDGE, top), _ABOVE)
        _write(card, large, (_EDGE, top + _height(small) + gap), _TITLE)
        card.putpalette(self._palette)
        card.save(path, "PNG", compress_level=3)  # the highest level takes ten times as long for a quarter less

    def fit(self, text: str, sizes: Sequence[int], high: int, wide: int = _WIDE) -> Fitted:
        """Return a text in the largest size in which it fits, in lines of nearly the same length."""
        shown = shorten(" ".join(self.drawable(text).split()), _LONGEST_TEXT)
        words = [word[:_LONGEST_WORD] for word in shown.split()]
        for size in sizes:
            widths = [self._width(f"{word} ", size) for word in words]
            count = len(_wrapped(widths, wide))
            if count * size * _LEADING <= high and max(widths, default=0) <= wide:
                break
        narrowest = bisect_left(range(wide), True, key=lambda most: len(_wrapped(widths, most)) <= count)
        return self._font(size), [" ".join(words[start:end]) for start, end in _wrapped(widths, narrowest)]

    def drawable(self, text: str) -> str:
        """Return a text in letters that the font has: a letter that it lacks becomes its plain form, or goes."""
        whole = "".join(c if self._has(c) else normalize("NFKD", c) for c in normalize("NFC", text))
        return "".join(c for c in whole if self._has(c) and not combining(c))

    def _ground(self) -> Image.Image:
        """Return the drawing that all cards have in common, in full color."""
        large = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), self._colors["sky"])
        draw = ImageDraw.Draw(large)
        for name, points in _SHAPES:
            color, (left, right) = self._colors[name], (points[0][0], points[-1][0])
            if len(points) == 2:
                draw.rounded_rectangle(_enlarged(points), (right - left) / 2 * _FINE, color)
            else:
                draw.polygon(_enlarged([(left, HEIGHT), *_smooth(points), (right, HEIGHT)]), color)
        return large.reduce(_FINE)

    def _shades(self) -> list[int]:
        """Return the first colors of the palette, as it has them: from each ground to the ink on it."""
        return [
            round(bare + (full - bare) * shade / (_SHADES - 1))
            for ground, ink in _INKS
            for shade in range(_SHADES)
            for bare, full in zip(self._colors[ground], self._colors[ink], strict=True)
        ]


def _height(text: Fitted) -> int:
    font, lines = text
    return round(len(lines) * font.size * _LEADING)


def _write(card: Image.Image, text: Fitted, at: tuple[int, int], ink: int) -> None:
    """Write lines with one of the inks. The edge of a letter is a number between ground and ink: one of the shades."""
    (font, lines), (left, top) = text, at
    draw = ImageDraw.Draw(card)
    draw.rectangle((left - 20, top - 10, WIDTH - _EDGE + 20, top + _height(text)), ink * _SHADES)
    for number, line in enumerate(lines):
        baseline = top + round((number + 0.8) * font.size * _LEADING)
        draw.text((left, baseline), line, (ink + 1) * _SHADES - 1, font, "ls")


def _wrapped(widths: Sequence[float], wide: float) -> list[tuple[int, int]]:
    """Return for each line the numbers of its first word and of the one after its last."""
    lines, start, filled = [], 0, 0.0
    for at, width in enumerate(widths):
        if at > start and filled + width > wide:
            lines.append((start, at))
            start, filled = at, 0.0
        filled += width
    return [*lines, (start, len(widths))]


def _enlarged(points: Iterable[Point]) -> list[Point]:
    return [(x * _FINE, y * _FINE) for x, y in points]


def _smooth(line: Iterable[Point]) -> Iterator[Point]:
    """Yield points close together on a line that bends."""
    start, control, *ends = (complex(*point) for point in line)
    for end in ends:
        for t in _ALONG:
            point = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
            yield point.real, point.imag
        start, control = end, 2 * end - control
