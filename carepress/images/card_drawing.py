"""Draws social cards: a page's title on the sky of the home page, the center's name on the ground below.

Letters are set without the library that joins them, which not every system has: the same bytes everywhere.
"""

import io
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from unicodedata import combining, normalize

from PIL import Image, ImageColor, ImageDraw, ImageFont

from carepress.text import shorten

Point = tuple[float, float]
Fitted = tuple[ImageFont.FreeTypeFont, list[str]]

WIDTH, HEIGHT = 1200, 630
_EDGE = 84  # apps may crop what is nearer to the sides
_WIDE = WIDTH - 2 * _EDGE
_SKY_ENDS = 400  # the highest ridge begins here: words above it stand on one color
_RIDGES_HIGH = 124
_LEADING = 1.14
_LONGEST_TEXT, _LONGEST_WORD = 150, 40  # so much fits in the smallest size, even of the widest letter
_MARK, _MARK_AT = 1.9, (_EDGE, 543)

# A card is drawn in the numbers of a palette: first the shades from a ground to the ink on it, for each of three inks,
# then the colors of the drawing, whose edges have few strengths so that all fit in.
_INKS = (("sky", "ink"), ("sky", "clay"), ("band", "on-band"))
_TITLE, _ABOVE, _NAME = 0, 1, 2
_SHADES = 10
_STRENGTHS = [round(round(cover / 255 * 7) * 255 / 7) for cover in range(256)]
_FINE = 4  # shapes are drawn so many times larger and made smaller, for smooth edges
_ALONG = [step / 48 for step in range(49)]

# The drawings of partials/ridges.html and partials/mark.html, farthest first: where each line begins, what it bends
# to, and its further points, as `Q` and `T` write them in a path.
_RIDGES = {
    "ridge-far": ((0, 0.5), (2, -0.2), (4, 0.4), (8, 0.3), (12, 0.5)),
    "ridge-mid": ((0, 0.8), (1.5, 0.1), (4, 0.7), (9, 0.6), (12, 0.7)),
    "band": ((0, 0.9), (3, 0.6), (6, 0.9), (12, 0.9)),
}
_MARK_RIDGES = {
    "ridge-mid": ((0, 24), (7.5, 16.5), (14, 23), (32, 21)),
    "band": ((0, 32), (10.5, 25.5), (18, 31), (32, 29)),
}


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
        left = _EDGE + round(32 * _MARK) + 24
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
        picture = Image.new("RGB", (WIDTH, HEIGHT), self._colors["sky"])
        ellipse, polygon = ImageDraw.ImageDraw.ellipse, ImageDraw.ImageDraw.polygon
        self._fill(picture, "sun", ellipse, [(548, 423), (668, 543)])
        for color, line in _RIDGES.items():
            self._fill(picture, color, polygon, [(100 * x, _SKY_ENDS + _RIDGES_HIGH * y) for x, y in _below(line, 2)])
        # The ground is as dark as the nearest ridge of the mark: the doorway stands in it.
        arch = partial(ImageDraw.ImageDraw.rounded_rectangle, radius=16 * _MARK * _FINE)
        self._fill(picture, "sky", arch, _on_mark([(0, 0), (32, 48)]))
        self._fill(picture, "sun", ellipse, _on_mark([(15, 13), (25, 23)]))
        for color, line in _MARK_RIDGES.items():
            self._fill(picture, color, polygon, _on_mark(_below(line, 50)))
        return picture

    def _fill(self, picture: Image.Image, color: str, shape: Callable[..., None], points: Sequence[Point]) -> None:
        """Draw a shape in a color onto what is below the sky."""
        mask = Image.new("L", (WIDTH * _FINE, (HEIGHT - _SKY_ENDS) * _FINE))
        shape(ImageDraw.Draw(mask), [(x * _FINE, (y - _SKY_ENDS) * _FINE) for x, y in points], fill=255)
        picture.paste(self._colors[color], (0, _SKY_ENDS), mask.reduce(_FINE).point(_STRENGTHS))

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


def _below(line: Sequence[Point], foot: float) -> list[Point]:
    """Return the outline of what lies between a smooth line and its foot."""
    start, control, *ends = (complex(*point) for point in line)
    points = [complex(start.real, foot)]
    for end in ends:
        points += [(1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end for t in _ALONG]
        start, control = end, 2 * end - control
    return [(point.real, point.imag) for point in [*points, complex(start.real, foot)]]


def _on_mark(points: Sequence[Point]) -> list[Point]:
    """Return points of the mark where they stand on the card."""
    return [(_MARK_AT[0] + _MARK * x, _MARK_AT[1] + _MARK * y) for x, y in points]
