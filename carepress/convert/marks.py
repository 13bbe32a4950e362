"""Remembers where in a text something stands while the text goes through Markdown, which keeps no positions.

Before the conversion an invisible mark is put behind everything that may have to be reported: the start of a merge
field, the target of a link, the name of an HTML tag. Afterwards each mark is found in what it became, read, and taken
out. Marks are made of Unicode noncharacters, which no text may contain, so that nothing can be mistaken for one and no
rule of Markdown reacts to one.
"""

import re
from dataclasses import dataclass

from carepress.problems import Lines, Place

_ZERO = 0xFDD0
_DIGITS = {ord(str(digit)): _ZERO + digit for digit in range(10)}
_DIGIT = "[\ufdd0-\ufdd9]"
_MARK, _TAG_MARK, _TOKEN_START, _TOKEN_END = "\ufdda", "\ufddb", "\ufddc", "\ufddd"
NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")

MARK = re.compile(f"{_MARK}({_DIGIT}+)")
TAG_MARK = re.compile(f"{_TAG_MARK}({_DIGIT}+)")
TOKEN = re.compile(f"{_TOKEN_START}({_DIGIT}+){_TOKEN_END}")
_EVERY_MARK = re.compile(f' {_TAG_MARK}{_DIGIT}+(?:="")?|{_MARK}{_DIGIT}+')

# It begins with a set of characters, so that the search can leap from one to the next.
_MARKED = re.compile(
    r"""
    [{\[\]<] (?:
        (?P<field> (?<=\{) (?<!\\\{) \{ )
        | (?P<link> (?<=\]) \( [ ]* <? )
        | (?P<definition> (?<=\[) (?!\^) [^\[\]\n]* \]: [ ]* <? )
        | (?P<tag> (?<=<) [a-zA-Z][a-zA-Z0-9-]* (?=[\s/>]) )
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A body with marks in it, and the way back from a mark to its place."""

    text: str
    body: Lines
    offsets: tuple[int, ...]

    def offset(self, digits: str) -> int:
        """Return the position in the body at which a mark was put, from the digits that it carries."""
        return self.offsets[_number(digits)]

    def place(self, mark: re.Match[str], length: int = 1) -> Place:
        """Return the place in the file at which a mark was put."""
        return self.body.place(self.offset(mark[1]), length)

    def find(self, text: str, start: int = 0, before: str = "") -> Place:
        """Return where a text stands in the body, for what carries no mark; without a line if it isn't there.

        `before` is a pattern that what stands in front of it matches.
        """
        match = re.compile(f"{before}({re.escape(text)})").search(self.body.text, start)
        return self.body.place(match.start(1), len(text)) if match else Place(self.body.path)


def mark_places(body: str, path: str, first_line: int) -> MarkedText:
    """Return a body with a mark behind everything that may have to be reported."""
    pieces: list[str] = []
    offsets: list[int] = []
    copied = 0
    for match in _MARKED.finditer(body):
        mark = f" {_TAG_MARK}" if match.lastgroup == "tag" else _MARK
        pieces += [body[copied : match.end()], mark, str(len(offsets)).translate(_DIGITS)]
        offsets.append(match.start() if match.lastgroup in {"tag", "field"} else match.end())
        copied = match.end()
    pieces.append(body[copied:])
    return MarkedText("".join(pieces), Lines(body, path, first_line), tuple(offsets))


def without_marks(text: str) -> str:
    """Return a text with all marks taken out."""
    return _EVERY_MARK.sub("", text)


def token(number: int) -> str:
    """Return what stands for the numbered slot until the HTML is cut into parts."""
    return f"{_TOKEN_START}{str(number).translate(_DIGITS)}{_TOKEN_END}"


def token_number(match: re.Match[str]) -> int:
    """Return the number of the slot that a TOKEN match stands for."""
    return _number(match[1])


def _number(digits: str) -> int:
    return int("".join(str(ord(digit) - _ZERO) for digit in digits))
