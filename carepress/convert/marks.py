"""Marks that go through Markdown with a text, and lead from what it becomes back to where it was written.

Merge fields become numbered tokens of their own length before Markdown sees the text, so that all positions stay. A link,
a picture and a tag carry the number of their spot as an attribute. Tokens and marks are made of Unicode noncharacters,
which no text may contain, so that nothing can be mistaken for one and no rule of Markdown reacts to one.
"""

import re

_ZERO = 0xFDD0
_DIGITS = {ord(str(digit)): _ZERO + digit for digit in range(10)}
# The attribute that says at which numbered spot an element was written.
SPOT = "\ufddb"
_TOKEN_START, _TOKEN_END, _FILLER = "\ufddc", "\ufddd", "\ufdde"
NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
# Stands for two braces that begin a merge field which never ends.
OPEN_BRACES = "\ufddf\ufddf"
TOKEN = re.compile(f"{_TOKEN_START}([\ufdd0-\ufdd9]+){_FILLER}*{_TOKEN_END}")
_EVERY_SPOT = re.compile(rf' {SPOT}=(?:"\d+"|\d+ )')


def token(number: int, length: int = 0) -> str:
    """Return what stands for the numbered slot until the HTML is cut into parts, as long as it has to be or longer."""
    digits = str(number).translate(_DIGITS)
    return f"{_TOKEN_START}{digits}{_FILLER * (length - len(digits) - 2)}{_TOKEN_END}"


def without_spots(text: str) -> str:
    """Return a text without the numbers of spots in it."""
    return _EVERY_SPOT.sub("", text) if SPOT in text else text


def to_number(digits: str) -> int:
    """Return the number that the digits of a token stand for."""
    return int("".join(str(ord(digit) - _ZERO) for digit in digits))
