"""Writes social cards: a page's title on the picture that all cards have in common, the site's name at its foot.

Letters are set without the library that joins them, which not every system has: the same bytes everywhere.
"""

import io
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from unicodedata import combining, normalize

from PIL import Image, ImageColor, ImageDraw, ImageFont

from carepress.text.words import shorten

Fitted = tuple[ImageFont.FreeTypeFont, list[str]]

_EDGE = 84  # apps may crop what is nearer to the sides
_WIDE = 1200 - 2 * _EDGE
_TITLE_ENDS, _NAME_MIDDLE = 400, 576
_NAME_BEGINS = 169  # beside the mark that a ground may have in its corner
_LEADING = 1.14
_LONGEST_TEXT, _LONGEST_WORD = 150, 40  # so much fits in the smallest size, even of the widest letter

# A card is drawn in the numbers of a palette: first the shades from the ground to the ink on it, for each of three
# inks, then the colors of the ground.
_TITLE, _ABOVE, _NAME = 0, 1, 2
_SHADES = 10
_FIRST = 3 * _SHADES


class CardPainter:
    """Writes one card after the other on a ground, in the inks of the title, of what is above it, and of the name.

    Raises OSError if the font or the ground is none.
    """

    def __init__(self, font: bytes, ground: bytes, inks: tuple[str, ...], name: str) -> None:
        plain = ImageFont.Layout.BASIC
        self._font = cache(lambda size: ImageFont.truetype(io.BytesIO(font), size, layout_engine=plain))
        self._width = cache(lambda word, size: self._font(size).getlength(word))
        shape = self._font(40).getmask
        self._has = cache(lambda letter: letter == " " or bytes(shape(letter)) != bytes(shape("\uffff")))
        picture = Image.open(io.BytesIO(ground)).convert("RGB").quantize(256 - _FIRST, dither=Image.Dither.NONE)
        colors, numbers = picture.getpalette() or [], picture.tobytes()
        begins = (_EDGE, _EDGE), (_EDGE, _EDGE), (_NAME_BEGINS, _NAME_MIDDLE)
        behind = (colors[3 * numbers[y * picture.width + x] :][:3] for x, y in begins)
        self._palette = [*chain(*map(_shades, behind, map(ImageColor.getrgb, inks))), *colors][: 3 * 256]
        self._blank = Image.frombytes("L", picture.size, bytes(_FIRST + number for number in numbers))
        text = self.fit(name, range(40, 16, -2), 60, _EDGE + _WIDE - _NAME_BEGINS)
        _write(self._blank, text, (_NAME_BEGINS, _NAME_MIDDLE - _height(text) // 2), _NAME)

    def save(self, path: Path, title: str, above: str) -> None:
        """Write a page's card as PNG: its title, and above it in small what the page belongs to."""
        card = self._blank.copy()
        small = self.fit(above, range(36, 20, -2), 50)
        large = self.fit(title, range(100, 20, -4), 270)
        gap = 18 if above else -_height(small)
        top = (_TITLE_ENDS + 10 - _height(small) - gap - _height(large)) // 2
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


painter = cache(CardPainter)


def _shades(bare: Sequence[int], full: Sequence[int]) -> list[int]:
    """Return the colors of a palette from a ground to the ink on it."""
    steps = [shade / (_SHADES - 1) for shade in range(_SHADES)]
    return [round(low + (high - low) * step) for step in steps for low, high in zip(bare, full, strict=True)]


def _height(text: Fitted) -> int:
    font, lines = text
    return round(len(lines) * font.size * _LEADING)


def _write(card: Image.Image, text: Fitted, at: tuple[int, int], ink: int) -> None:
    """Write lines with one of the inks. The edge of a letter is a number between ground and ink: one of the shades."""
    (font, lines), (left, top) = text, at
    draw = ImageDraw.Draw(card)
    draw.rectangle((left - 20, top - 10, _EDGE + _WIDE + 20, top + _height(text)), ink * _SHADES)
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
