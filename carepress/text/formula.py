"""A tiny arithmetic over named figures: `100 * iop-episode.amount / residential-episode.amount`."""

import operator
import re
from collections.abc import Callable
from fractions import Fraction

# A dash between words belongs to a name; a minus stands between spaces.
_PART = re.compile(
    r"\s*(?P<text>(?P<number>\d+(?:\.\d+)?)(?![\w.-])"
    r"|(?P<figure>[a-z0-9]+(?:[_-][a-z0-9]+)*)\.(?P<key>[a-z_]+)|[-+*/()])"
)
_MOST_CHARACTERS = 300
# How firmly a sign binds, and what it does.
_SIGNS = {"+": (1, operator.add), "-": (1, operator.sub), "*": (2, operator.mul), "/": (2, operator.truediv)}


class FormulaError(Exception):
    """The formula can't be worked out; `offset` is the character at which it goes wrong."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def parts(formula: str) -> list[re.Match[str]]:
    """Return the parts of a formula, as far as it can be read: each has a `text`, a name its `figure` and `key` too."""
    found: list[re.Match[str]] = []
    while part := _PART.match(formula, found[-1].end() if found else 0):
        found.append(part)
    return found


def evaluate(formula: str, value_of: Callable[[str], Fraction]) -> Fraction:
    """Return the exact result of a formula; `value_of` gives a name's value or raises KeyError with a message.

    Raises FormulaError.
    """
    if len(formula) > _MOST_CHARACTERS:
        raise FormulaError("the formula is too long", 0)
    reader = _Reader(parts(formula), value_of)
    result = reader.value()
    if formula[reader.position :].strip():
        raise FormulaError("this can't be read as arithmetic: use names, numbers, + - * / and ( )", reader.position)
    return result


class _Reader:
    """Works out a formula part by part; `position` is the character behind the last part that was taken."""

    def __init__(self, found: list[re.Match[str]], value_of: Callable[[str], Fraction]) -> None:
        self.left = found[::-1]
        self.value_of = value_of
        self.position = 0

    def value(self, above: int = 0) -> Fraction:
        """Return the value of what comes next, up to a sign that doesn't bind more firmly than the one before it."""
        result = self.atom()
        while (firmness := _SIGNS.get(self.next(), (0,))[0]) > above:
            _, work = _SIGNS[self.take()["text"]]
            start = self.position
            try:
                result = work(result, self.value(firmness))
            except ZeroDivisionError:
                raise FormulaError("a division by zero", start) from None
        return result

    def atom(self) -> Fraction:
        if self.next() in {"", "+", "*", "/", ")"}:
            raise FormulaError("a number or a name such as iop-episode.amount is missing", self.position)
        part = self.take()
        if part["text"] == "-":
            return -self.atom()
        if part["text"] == "(":
            result = self.value()
            if self.next() != ")":
                raise FormulaError("a parenthesis isn't closed", self.position)
            self.take()
            return result
        try:
            return Fraction(part["number"]) if part["number"] else self.value_of(part["text"])
        except KeyError as failure:
            raise FormulaError(str(failure.args[0]), part.start("text")) from None

    def next(self) -> str:
        return self.left[-1]["text"] if self.left else ""

    def take(self) -> re.Match[str]:
        part = self.left.pop()
        self.position = part.end()
        return part
