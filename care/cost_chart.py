"""Puts costs on one axis: which may stand side by side, and where their bars begin and end."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from care.records import CostFigure, CostKind
from carepress.load.names import UnknownName
from carepress.problems import guess

_MOST_STEPS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A cost, and where its bar begins and ends, in percent of the axis."""

    cost: CostFigure
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class CostChart:
    """Costs on an axis that begins at zero, and its marks: round amounts, and where they stand in percent."""

    bars: tuple[Bar, ...]
    marks: tuple[tuple[int, float], ...]


def chart_of(costs: Mapping[str, CostFigure], kind: str, year: str, figures: str = "") -> CostChart:
    """Return the costs of one kind and dollar-year on one axis, or those whose ids `figures` names.

    Raises UnknownName where they aren't there or can't be compared.
    """
    if kind not in get_args(CostKind):
        hint = guess(kind, get_args(CostKind), f"the kinds are {', '.join(get_args(CostKind))}")
        raise UnknownName(f'no kind of cost is called "{kind}"', hint)
    fitting = {name: cost for name, cost in costs.items() if not _objection(cost, kind, year)}
    if not fitting:
        known = {f'year="{one.usd_year}"' for one in costs.values() if not _objection(one, kind, str(one.usd_year))}
        hint = f"write {' or '.join(sorted(known))}" if known else "choose another kind"
        raise UnknownName(f'no {kind} can be shown in dollars of "{year}"', hint)
    for name in (named := [word.strip() for word in figures.split(",") if word.strip()]):
        if name not in costs:
            raise UnknownName(f'no cost is called "{name}"', guess(name, fitting, f"there are {', '.join(fitting)}"))
        if name not in fitting:
            message = f'"{name}" {_objection(costs[name], kind, year)}, which can\'t stand beside {kind} of {year}'
            raise UnknownName(message, f"here fit {', '.join(fitting)}")
    return _chart([fitting[name] for name in named or fitting])


def _objection(cost: CostFigure, kind: str, year: str) -> str:
    """Return why a cost can't stand on an axis, or nothing if it can."""
    if cost.formula:
        return "is worked out by a formula"
    if not cost.show:
        return "isn't shown (`show: false`)"
    return "" if (cost.kind, str(cost.usd_year)) == (kind, year) else f"is a {cost.kind} of {cost.usd_year}"


def _chart(costs: list[CostFigure]) -> CostChart:
    units = dict.fromkeys(cost.unit for cost in costs)
    if len(units) > 1:
        message = f"figures with different units can't stand on one axis: {', '.join(units)}"
        raise UnknownName(message, 'name those with the same unit: figures="first-id, second-id"')
    spans = [(cost.low if cost.high is not None else None, cost.amount or cost.high or cost.low) for cost in costs]
    top = max(Decimal(end or 0) for _, end in spans) or Decimal(1)

    def at(amount: Decimal | int | None) -> float:
        return round(float(100 * (amount or 0) / top), 1)

    bars = tuple(Bar(cost, at(begin), at(end)) for cost, (begin, end) in zip(costs, spans, strict=True))
    return CostChart(bars, tuple((amount, at(amount)) for amount in _round_amounts(top)))


def _round_amounts(top: Decimal) -> range:
    """Return zero and a few round amounts above it, up to the top of an axis."""
    steps = (digit * 10**power for power in range(16) for digit in (1, 2, 5))
    step = next(step for step in steps if top // step <= _MOST_STEPS)
    return range(0, int(top) + 1, step)
