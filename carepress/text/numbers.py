"""Reads numbers as people write them: in digits, in words, and in both."""

import re
from decimal import Decimal

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_ONES.split(), 1)}
_VALUES |= {word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "b": 10**9}
SCALE = rf"(?:{'|'.join(_SCALES)})\b"
_WORD = rf"(?:{'|'.join([*_VALUES, *_SCALES])})(?:(?=fold\b)|(?![^\W_]))"
# A number; none of its parts can be found in two ways, and it has few.
NUMBER = rf"(?:\d+(?>(?:,\d{{3}})*)(?:\.\d+)?(?:[ -]?{SCALE}|[kmb]\b)?|{_WORD}(?:(?:[ -]|[ ]and[ ]){_WORD}){{0,6}})"
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


def value_of(number: str) -> Decimal:
    """Return what a number says: "1,250", "twenty-one", "3.5 million", "two hundred and fifty thousand"."""
    whole = part = Decimal(0)
    for token in _TOKEN.findall(number.lower()):
        scale = _SCALES.get(token) or _SHORT.get(token)
        if not scale:
            part += Decimal(token.replace(",", "") if token[0].isdigit() else _VALUES.get(token, 0))
        elif scale > 100:
            whole, part = whole + (part or 1) * scale, Decimal(0)
        else:
            part = (part or Decimal(1)) * scale
    return whole + part
