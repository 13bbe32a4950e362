"""Completes what the records of content/_data/ leave to the build: texts, sources, and what formulas make of figures."""

import dataclasses
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from carepress.model.fields import ALIKE, Formula, declared, marked
from carepress.model.kind import At, Collection
from carepress.model.records import Fact, Sourced, Verified
from carepress.problems import Problem, guess
from carepress.problems.catalog import violation
from carepress.text.formula import FormulaError, evaluate, parts
from carepress.text.words import format_number

# From the firmest to the weakest: a derived figure is as firm as the weakest that it uses.
_TRUST: tuple[Verified, ...] = ("read-in-source", "secondary", "knowledge")


def with_sources(record: Any) -> Any:
    """Return the record with `text` and `sources` filled in, in itself and in the records that it holds."""
    if isinstance(record, tuple):
        return tuple(map(with_sources, record))
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        return record
    values = {key: getattr(record, key) for key in declared(type(record))}
    changed: dict[str, Any] = {key: made for key, one in values.items() if (made := with_sources(one)) != one}
    if isinstance(record, Sourced) and record.source:
        changed["sources"] = tuple(dict.fromkeys([record.source, *record.sources]))
    if isinstance(record, Fact):
        changed["text"] = text_of(record)
    return dataclasses.replace(record, **changed) if changed else record


def text_of(fact: Fact) -> str:
    """Return what is printed; a plain percentage goes without saying."""
    is_plain = not fact.text and fact.unit == "percent" and fact.value is not None
    return f"{format_number(fact.value or 0)}%" if is_plain else fact.text


def derive(name: str, records: dict[str, Any], collection: Collection, at: At, *, is_whole: bool) -> Iterator[Problem]:
    """Give a record what its formula makes of the figures that it uses; yield what is wrong with the formula."""
    record = records[name]
    ((key, formula),) = marked(collection.record, Formula).items()
    used = (records.get(part["figure"]) for part in parts(getattr(record, key)))
    inputs = [figure for figure in used if figure and not getattr(figure, key)]
    try:
        result = evaluate(getattr(record, key), lambda other: _number(other, key, records, collection.noun))
    except FormulaError as fault:
        if is_whole:
            yield violation("formula", at(collection.name, name, key), "fault", fault=fault, position=fault.offset + 1)
        return
    alike = marked(collection.record, ALIKE)
    if len({tuple(getattr(figure, field) for field in alike) for figure in inputs}) != 1:
        yield violation("formula", at(collection.name, name, key), "mixture")
    made: dict[str, Any] = {field: getattr(inputs[0], field) if inputs else None for field in alike}
    made[formula.result] = Decimal(result.numerator) / Decimal(result.denominator)
    if isinstance(record, Sourced):
        made["as_of"] = min((figure.as_of or 0 for figure in inputs), default=None)
        made["sources"] = tuple(dict.fromkeys(source for figure in inputs for source in figure.sources))
        made["verified"] = max((one.verified for one in inputs if one.verified), key=_TRUST.index, default=None)
    records[name] = dataclasses.replace(record, **made)


def _number(name: str, formula: str, records: Mapping[str, Any], noun: str) -> Fraction:
    """Return the number that a name in a formula stands for. Raises KeyError with a message."""
    record_id, _, key = name.partition(".")
    figure = records.get(record_id)
    if figure is None:
        raise KeyError(f'no {noun} is called "{record_id}"; {guess(record_id, records)}'.rstrip("; "))
    if getattr(figure, formula):
        raise KeyError(f'"{record_id}" is itself a formula: use the figures that it uses')
    number = getattr(figure, key, None)
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise KeyError(f'"{record_id}" has no number called "{key}"')
    return Fraction(number)
