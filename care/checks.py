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
        if _amounts(cost) != 1:
            yield violation("cost-amount", at("costs", record_id))
        elif not cost.formula and None in (cost.kind, cost.usd_year, cost.as_of, cost.verified):
            yield violation("data-missing", at("costs", record_id), "cost")


def _amounts(cost: CostFigure) -> int:
    return sum([cost.amount is not None, cost.low is not None or cost.high is not None, bool(cost.formula)])


def with_text(cost: CostFigure) -> CostFigure:
    """Return a cost with its amount as it is printed: $5,186, $82 to $1,138, more than $26,000, 42%."""
    if cost.amount is not None:
        rounded = format_number(round_half_up(cost.amount))
        return replace(cost, text=f"{rounded}%" if cost.unit == "percent" else f"${rounded}")
    if cost.low is not None:
        low = format_number(cost.low)
        return replace(
            cost, text=f"more than ${low}" if cost.high is None else f"${low} to ${format_number(cost.high)}"
        )
    return replace(cost, text=f"up to ${format_number(cost.high)}") if cost.high is not None else cost


def check_week(sessions: Mapping[str, Session], at: At) -> Iterator[Problem]:
    """Yield a problem for each session that never ends, or begins before the one before it is over."""
    over: dict[str, str] = {}
    for session_id, session in sorted(sessions.items(), key=lambda item: item[1].start):
        if session.end <= session.start:
            place = at("iop_week", session_id, "end")
            yield violation("session-time", place, "backwards", start=session.start, end=session.end)
        elif session.start < over.get(session.day, ""):
            place = at("iop_week", session_id, "start")
            yield violation("session-time", place, "overlap", start=session.start)
        over[session.day] = max(session.end, over.get(session.day, ""))
