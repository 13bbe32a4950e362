"""Finds what a dotted name stands for: `costs.iop-episode`, `care_levels.outpatient.plain`, `site.phone`."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from carepress.model.fields import NAME, FieldPath, Form, marked, with_inner
from carepress.model.records import Data, Record, SiteSettings, Source, Sourced
from carepress.problems import guess
from carepress.text.words import format_date, format_number, join_words

Values = Mapping[Decimal, Sequence[tuple[str, Sourced]]]
_ONE_OF = re.compile(r"`([\w-]+)` is one of (\w+)(?:\.(\w+))?")
_IN_FACT = ("value", "min", "max", "below", "amount", "low", "high")


@dataclass(frozen=True, slots=True)
class Found:
    """What is printed for a name: a text, the sources it rests on, and where it leads if it is a number to call."""

    text: str
    sources: tuple[str, ...] = ()
    href: str = ""


class UnknownName(Exception):
    """Nothing has this name, or it can't be given to what is new; `hint` may know a near one, or says what to do.

    `cause` is the part of the name that nothing has.
    """

    def __init__(self, message: str, hint: str = "", cause: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.cause = cause


def resolve_name(name: str, data: Data, settings: SiteSettings) -> Found | None:
    """Return what a dotted name stands for, or None if it lies in a file that couldn't be read.

    Raises UnknownName.
    """
    first, *rest = name.split(".")
    if first in data.broken:
        return None
    files = {**named_parts(data), "site": settings}
    if first not in files:
        raise UnknownName(f'no data is called "{first}"', guess(first, files))
    owner, value = None, files[first]
    sources: tuple[str, ...] = ()
    seen = first
    for part in rest:
        owner, value = value, _step(value, part, seen)
        if isinstance(value, Sourced):
            sources = value.sources
        elif isinstance(value, dict) and isinstance(value.get("source"), str):
            sources = (value["source"],)
        seen = f"{seen}.{part}"
    if isinstance(value, Source):
        return Found("", (rest[-1],))
    text = _printed(value, owner, seen, settings.language)
    # Where a number or address leads comes from it, so that the two can't differ.
    form = marked(type(owner), Form).get(rest[-1]) if isinstance(owner, Record) else None
    return Found(text, sources, form.link(value) if form and form.link and isinstance(value, str) else "")


def _step(value: Any, part: str, seen: str) -> Any:
    inside = named_parts(value)
    if part not in inside:
        raise UnknownName(
            f'"{seen}" has nothing called "{part}"', guess(part, inside), f"{seen}.{part}" if inside else seen
        )
    return inside[part]


def named_parts(value: Any) -> Mapping[str, Any]:
    """Return the parts of a value by their names; none if it has no parts with names."""
    value = getattr(value, "__wrapped__", value)  # what notes that it was asked
    if isinstance(value, Data):
        return {**value.other, **value.records}
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    return value if isinstance(value, Mapping) else {}


def _printed(value: Any, owner: Any, name: str, language: str) -> str:
    if isinstance(value, Sourced):
        return value.text
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return str(value["text"])
    if isinstance(value, bool) or value in (None, "", (), []):
        raise UnknownName(f'"{name}" has no text to print', "name another field, or fill this one in", name)
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return format_date(value, language)
    if isinstance(value, Decimal | int):
        is_year = isinstance(value, int) or getattr(owner, "unit", "") == "year"
        return str(value) if is_year else format_number(value)
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return join_words(value, language=language)
    raise UnknownName(
        f'"{name}" is a group of fields',
        f"name one of them: {', '.join(map(str, list(named_parts(value) or value)[:8]))}",
    )


def choices_of(template: str, data: Any) -> Mapping[str, list[str]]:
    """Return what arguments of a component can be, if the comment at its top says that `kind` is one of costs.kind."""
    found: dict[str, list[str]] = {}
    for name, file, key in _ONE_OF.findall(template.partition("#}")[0]):
        values = [named_parts(one).get(key) for one in data[file].values()] if key else data[file]
        found[name] = [*dict.fromkeys(str(one) for one in values if one)]
    return found


def every_record(data: Data) -> Iterator[tuple[FieldPath, Any]]:
    """Yield each record of the data, and those inside of it, with the way to it: file, id, fields."""
    for file, records in data.records.items():
        for record_id, record in records.items():
            yield from with_inner(record, (file, record_id))


def names_of(settings: SiteSettings, data: Data) -> frozenset[str]:
    """Return the names and abbreviations of settings and data that need no explanation, and may have capitals."""
    records = [settings, *(record for _, record in every_record(data))]
    said = [getattr(record, key) for record in records for key in marked(type(record), NAME)]
    names = [name for one in said for name in ([one] if isinstance(one, str) else one)]
    return frozenset([*names, *(word for name in names for word in name.split() if word.isupper())])


def facts_by_value(data: Data) -> Values:
    """Return the facts of the data with their names, by each number that they have."""
    found = defaultdict[Decimal, list[tuple[str, Sourced]]](list)
    for name, fact in facts_of(data):
        for value in {getattr(fact, key, None) for key in _IN_FACT}:
            if value is not None:
                found[value].append((name, fact))
    return found


def facts_of(data: Data) -> Iterator[tuple[str, Sourced]]:
    """Yield each fact of the data by the name that a merge field calls it."""
    yield from ((".".join(map(str, path)), one) for path, one in every_record(data) if isinstance(one, Sourced))
