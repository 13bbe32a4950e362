"""Says in English those words of a text in another language by which figures, and numbers to call, are told.

The rules about these look at what stands around a number, and so are the same in each language, but for some words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from carepress.problems.catalog import lists_in
from carepress.text.words import unaccented

# Twelve hundred is 1.200, and a half 0,5; numbers to call are left alone.
_NUMBERS = r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.]|,\d{3})|(?<![\d.,])\d+,\d{1,2}(?![\d,])|[¿¡«]"
_OTHER_SIGNS = str.maketrans(".,¿¡«", ",.(((")


@dataclass(frozen=True, slots=True)
class Said:
    """A text with some words in English, and where its stretches begin in it and in the original: every other is one in English."""

    text: str
    starts: Sequence[int] = (0,)
    written: Sequence[int] = (0,)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch begins and ends in the original: words in English are all that they stand for."""
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end) - 1
        begin = self.written[first] + (0 if first % 2 else start - self.starts[first])
        return begin, self.written[last + 1] if last % 2 else self.written[last] + end - self.starts[last]


def in_english(text: str, language: str) -> Said:
    """Return a text, without accents, with its words about figures in English; if nobody has listed these, as it is."""
    words, pattern = _words(language)
    if not words:
        return Said(text)
    text = unaccented(text)
    parts, starts, written = list[str](), list[int](), list[int]()
    at = length = 0
    for match in pattern.finditer(text):
        said = words.get(match[0].lower()) or match[0].translate(_OTHER_SIGNS)
        said = said[0].upper() + said[1:] if match[0][0].isupper() else said
        for part, begin in ((text[at : match.start()], at), (said, match.start())):
            parts.append(part)
            starts.append(length)
            written.append(begin)
            length += len(part)
        at = match.end()
    return Said("".join([*parts, text[at:]]), [*starts, length], [*written, at])


@cache
def _words(language: str) -> tuple[Mapping[str, str], re.Pattern[str]]:
    words = {unaccented(said): english for said, english in lists_in(language).get("in-english", {}).items()}
    longest_first = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return words, re.compile(rf"{_NUMBERS}|\b(?:{longest_first})\b", re.IGNORECASE)
