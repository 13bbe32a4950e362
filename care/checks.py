"""Checks costs and the week against what only this site knows, and prints amounts of money."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from care.catalog import violation
from care.records import CostFigure, Session
from carepress.model.kind import At
from carepress.problems import Problem
from carepress.text.words import format_number, round_half_up


def check_costs(costs: Mapping[str, CostFigure], at: At) -> Iterator[Problem]:
    """Yield a problem for each cost without an amount, with two, or without what makes amounts comparable."""
    for record_id, cost in costs.items():
        said = (cost.amount is not None, cost.low is not None or cost.high is not None, bool(cost.formula))
        if sum(said) != 1:
            yield violation("cost-amount", at("costs", record_id))
        elif not cost.formula and None in (cost.kind, cost.usd_year, cost.as_of, cost.verified):
            yield violation("data-missing", at("costs", record_id), "cost")


def with_text(cost: CostFigure) -> CostFigure:
    """Return a cost with its amount as it is printed: $5,186, $82 to $1,138, more than $26,000, 42%."""
    if cost.amount is not None:
        rounded = format_number(round_half_up(cost.amount))
        return replace(cost, text=f"{rounded}%" if cost.unit == "percent" else f"${rounded}")
    low, high = ("" if one is None else f"${format_number(one)}" for one in (cost.low, cost.high))
    text = f"{low} to {high}" if low and high else f"more than {low}" if low else f"up to {high}" if high else ""
    return replace(cost, text=text or cost.text)


def check_week(sessions: Mapping[str, Session], at: At) -> Iterator[Problem]:
    """Yield a problem for each session that never ends, or begins before the one before it is over."""
    over: dict[str, str] = {}
    for name, one in sorted(sessions.items(), key=lambda item: item[1].start):
        if one.end <= one.start:
            yield violation("session-time", at("iop_week", name, "end"), "backwards", start=one.start, end=one.end)
        elif one.start < over.get(one.day, ""):
            yield violation("session-time", at("iop_week", name, "start"), "overlap", start=one.start)
        over[one.day] = max(one.end, over.get(one.day, ""))
