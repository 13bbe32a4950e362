"""A tiny arithmetic over named figures: `100 * iop-episode.amount / residential-episode.amount`."""

import re
from collections.abc import Callable
from fractions import Fraction

# A dash between words belongs to a name; a minus stands between spaces.
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w.-])|(?P<name>[a-z0-9]+(?:[_-][a-z0-9]+)*\.[a-z_]+)|(?P<sign>[-+*/()]))"
)
_MOST_CHARACTERS = 300


class FormulaError(Exception):
    """The formula can't be worked out; `offset` is the character at which it goes wrong."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def evaluate(formula: str, value_of: Callable[[str], Fraction]) -> Fraction:
    """Return the exact result of a formula; `value_of` gives a name's value or raises KeyError with a message.

    Grammar: sum = product { (+|-) product }; product = atom { (*|/) atom }; atom = number | name | ( sum ) | - atom.
    Raises FormulaError.
    """
    if len(formula) > _MOST_CHARACTERS:
        raise FormulaError("the formula is too long", 0)
    parser = _Parser(formula, value_of)
    result = parser.sum()
    parser.expect_end()
    return result


def names_in(formula: str) -> list[str]:
    """Return the names that a formula uses, in order of appearance."""
    return [match["name"] for match in _TOKEN.finditer(formula) if match["name"]]


class _Parser:
    def __init__(self, formula: str, value_of: Callable[[str], Fraction]) -> None:
        self.formula = formula
        self.value_of = value_of
        self.position = 0

    def sum(self) -> Fraction:
        result = self.product()
        while sign := self.take("+-"):
            term = self.product()
            result = result + term if sign == "+" else result - term
        return result

    def product(self) -> Fraction:
        result = self.atom()
        while sign := self.take("*/"):
            start = self.position
            factor = self.atom()
            if sign == "/" and not factor:
                raise FormulaError("a division by zero", start)
            result = result * factor if sign == "*" else result / factor
        return result

    def atom(self) -> Fraction:
        if self.take("-"):
            return -self.atom()
        if self.take("("):
            result = self.sum()
            if not self.take(")"):
                raise FormulaError("a parenthesis isn't closed", self.position)
            return result
        match = _TOKEN.match(self.formula, self.position)
        if match is None or match["sign"]:
            raise FormulaError("a number or a name such as week.amount is missing", self.position)
        start = match.start(match.lastgroup or 0)
        self.position = match.end()
        if match["number"]:
            return Fraction(match["number"])
        try:
            return self.value_of(match["name"])
        except KeyError as failure:
            raise FormulaError(str(failure.args[0]), start) from None

    def take(self, signs: str) -> str:
        match = _TOKEN.match(self.formula, self.position)
        if match is None or not match["sign"] or match["sign"] not in signs:
            return ""
        self.position = match.end()
        return match["sign"]

    def expect_end(self) -> None:
        if self.formula[self.position :].strip():
            raise FormulaError("this can't be read as arithmetic: use names, numbers, + - * / and ( )", self.position)
