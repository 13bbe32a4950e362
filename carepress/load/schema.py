"""Checks values against the declarations of the model and says in plain words what doesn't fit: pydantic's home.

pydantic takes longer to import than all else together, so it is imported when the first value has to be checked.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import getitem
from typing import Any, TypeVar, get_type_hints

from carepress.model.records import Form, Record
from carepress.problems import Problem, Unfit, error, guess
from carepress.text.yaml_file import KeyPath, YamlFile

T = TypeVar("T")

_ABSURD = ("is far too large or too small a number", "check the digits")
# What a mistake is called here, and what to do, by what pydantic calls it: its whole name, or the type that it begins with.
_MESSAGES = {
    "string": ("must be text", "put the value in quotes"),
    "bool": ("must be true or false", "write true or false, without quotes"),
    "int": ("must be a whole number", "write digits only, such as 3"),
    "int_parsing_size": _ABSURD,
    "decimal": ("must be a number", "write digits only, such as 5186 or 12.3, without $ or commas"),
    "tuple": ("must be a list", "write [first, second], or each item on a line of its own after a dash"),
    "date": ("must be a date", "write the date as 2026-11-24"),
    "date_from_datetime_parsing": ("isn't a date that exists", "write the date as 2026-11-24: year, month, day"),
    "dataclass": ("must hold keys of its own", "write `key: value` pairs below it, indented by two spaces"),
}
_NO_VALUE = ("has no value", "write a value after the colon, or delete the line")
_EMPTY = ("is empty", "write a few words after the colon")
_OTHER_AGE = ("is in a year that can't be meant", "check the digits of the year")
_LINES = ("has a line break in it", "write it on one line")
_NOT_WRITTEN = ("isn't written as a date", _MESSAGES["date_from_datetime_parsing"][1])
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(1500, 2101)
_PROSE = frozenset({"caveat", "meaning", "note", "plain", "suits", "supervision", "text", "why"})  # may have paragraphs
_OWN_FORM = frozenset({"slug", "aliases"})  # what is wrong with them is said with what an address looks like
_LINE_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
_MOST_DIGITS = 15
_UNKNOWN = "unexpected_keyword_argument"


@dataclass(frozen=True, slots=True)
class Naming:
    """What a record is called in messages ("front matter"), and how the names of its rules begin."""

    noun: str
    rule: str


# Making a validator takes longer than a hundred checks, so each is made once; so are the lists of forms.
_ADAPTERS: dict[type[Any], Any] = {}
_FORMS: dict[type[Any], Mapping[str, Form]] = {}


def _adapter(kind: type[Any]) -> Any:
    from pydantic import TypeAdapter

    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def validate(
    kind: type[T], file: YamlFile, naming: Naming, at: KeyPath = (), otherwise: Mapping[str, Any] | None = None
) -> tuple[T | None, list[Problem]]:
    """Return the record that stands at a path of a file, and what is wrong with it.

    A record with problems is still returned, without the keys that are wrong, if `otherwise` stands in for those that
    it can't do without; else None is returned.
    """
    from pydantic import ValidationError

    value = reduce(getitem, at, file.value) if file.root else {}
    explainer = _Explainer(kind, file, naming, at)
    problems: list[Problem] = []
    wrong: set[str | int] = set()
    stands_in = otherwise
    try:
        record: T | None = _adapter(kind).validate_python(value)
    except ValidationError as failure:
        details = failure.errors(include_url=False)
        problems = explainer.problems(details)
        wrong = {detail["loc"][0] for detail in details if detail["loc"]}
        # Without keys that aren't declared a record is whole, so that the rest of it can be looked at too.
        if otherwise is None and all(one["type"] == _UNKNOWN and len(one["loc"]) == 1 for one in details):
            stands_in = {}
        record = _salvage(kind, value, wrong, stands_in)
    if unfit := dict(explainer.form_problems(value, record)):
        problems += unfit.values()
        record = _salvage(kind, value, wrong | {loc[0] for loc in unfit if not isinstance(loc[-1], int)}, otherwise)
    return record if otherwise is not None or not problems else None, problems


def bare_problems(file: YamlFile, naming: Naming, above: int = 0) -> Iterator[Problem]:
    """Yield what has nothing behind its colon or dash, but for the `above` highest keys: it would pass where a value may be left out."""
    explainer = _Explainer(Record, file, naming, ())
    yield from (explainer.wrong_value(path, *_NO_VALUE) for path in file.bare if len(path) > above)


@dataclass(frozen=True, slots=True)
class _Explainer:
    """Turns what pydantic found in one record into problems with places."""

    kind: type[Any]
    file: YamlFile
    naming: Naming
    at: KeyPath

    def problems(self, details: Sequence[Mapping[str, Any]]) -> list[Problem]:
        unknown = {detail["loc"]: self._unknown_key(detail["loc"]) for detail in details if detail["type"] == _UNKNOWN}
        # A misspelt key is one mistake, not two: the key that was meant isn't reported as missing.
        meant = {(loc[:-1], problem.hint) for loc, problem in unknown.items()}
        problems = list(unknown.values())
        for detail in details:
            loc = detail["loc"]
            if detail["type"] not in {_UNKNOWN, "missing"}:
                problems.append(self.wrong_value(loc, *_mistake(detail)))
            elif loc not in unknown and (loc[:-1], f'did you mean "{loc[-1]}"?') not in meant:
                problems.append(self._missing_key(loc))
        return problems

    def _unknown_key(self, loc: KeyPath) -> Problem:
        kind = self.kind
        for step in loc[:-1]:
            kind = _inner_type(kind, step)
        names = [field.name for field in dataclasses.fields(kind)]
        wrong = str(loc[-1])
        if wrong in kind.retired:
            message = f'{self.naming.noun} key "{wrong}" is no longer used'
            return error(f"{self.naming.rule}-key", message, self.file.key_place(self.at + loc), kind.retired[wrong])
        hint = guess(wrong, names, f"the keys are {', '.join(names)}")
        message = f'unknown {self.naming.noun} key "{wrong}"'
        return error(f"{self.naming.rule}-key", message, self.file.key_place(self.at + loc), hint)

    def _missing_key(self, loc: KeyPath) -> Problem:
        place, hint = self.file.key_place(self.at + loc), f"add a line `{loc[-1]}: …`"
        return error(f"{self.naming.rule}-missing", f'{self.naming.noun} needs the key "{loc[-1]}"', place, hint)

    def wrong_value(self, loc: KeyPath, says: str, hint: str) -> Problem:
        """Return the problem of a value."""
        name = str(loc[-1]) if loc else self.naming.noun
        if name.isdigit():
            name = f"{loc[-2]}, item {int(name) + 1}"
        return error(f"{self.naming.rule}-value", f'"{name}" {says}', self.file.value_place(self.at + loc), hint)

    def form_problems(self, value: Any, record: Any, loc: KeyPath = ()) -> Iterator[tuple[KeyPath, Problem]]:
        """Yield what pydantic lets pass, in a record and in those that it holds, each with where it stands."""
        if not dataclasses.is_dataclass(record) or not isinstance(value, dict):
            return
        for field in (one for one in dataclasses.fields(record) if one.name in value and one.name not in _OWN_FORM):
            key, made = field.name, getattr(record, field.name)
            form = _forms(type(record)).get(key) if made != field.default else None
            items = [((*loc, key, at), item) for at, item in enumerate(made)] if isinstance(made, tuple) else []
            for path, one in [((*loc, key), made), *items]:
                is_needed = items or (field.default is dataclasses.MISSING and isinstance(value[key], str))
                wrong = _wrong_form(value[key], one, form) or (_EMPTY if is_needed and one == "" else None)
                if wrong and not (wrong is _LINES and key in _PROSE):
                    yield path, self.wrong_value(path, *wrong)
            yield from self.form_problems(value[key], made, (*loc, key))


def _mistake(detail: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is wrong with a value, and what to do."""
    if detail["input"] is None:
        return _NO_VALUE
    if detail["type"] == "literal_error":
        known = [word.strip("' ") for word in str(detail["ctx"]["expected"]).replace(" or ", ",").split(",")]
        return f"must be one of {', '.join(known)}", guess(str(detail["input"]), known, "write one of these words")
    name = detail["type"]
    if name == "date_from_datetime_parsing" and not _DATE.fullmatch(str(detail["input"])):
        return _NOT_WRITTEN
    return _MESSAGES.get(name) or _MESSAGES.get(name.partition("_")[0]) or (detail["msg"], "")


def _inner_type(kind: type[Any], step: str | int) -> type[Any]:
    hint = get_type_hints(kind)[str(step)]
    candidates: list[type[Any]] = [hint, *getattr(hint, "__args__", ())]
    return next(candidate for candidate in candidates if dataclasses.is_dataclass(candidate))


def _wrong_form(written: Any, made: Any, form: Form | None) -> tuple[str, str] | None:
    """Return what is wrong with a value of the right type, and what to do.

    pydantic reads a number as a date, in seconds since 1970, and takes numbers too large to be printed.
    """
    if isinstance(made, date) and written != made.isoformat():
        return _MESSAGES["date"]
    if isinstance(made, date) and made.year not in _YEARS:
        return _OTHER_AGE
    if isinstance(made, str) and _LINE_BREAK.search(made):
        return _LINES
    if isinstance(made, Decimal | int) and abs(Decimal(made).adjusted()) >= _MOST_DIGITS:
        return _ABSURD
    try:
        if form:
            form.check(made)
    except Unfit as failure:
        return failure.says, failure.hint
    return None


def _forms(kind: type[Any]) -> Mapping[str, Form]:
    """Return the forms that a declaration asks of its texts, by their keys."""
    if kind not in _FORMS:
        hints = get_type_hints(kind, include_extras=True).items()
        said = [(key, item) for key, hint in hints for item in getattr(hint, "__metadata__", ())]
        _FORMS[kind] = {key: item for key, item in said if isinstance(item, Form)}
    return _FORMS[kind]


def _salvage(kind: type[T], value: Any, wrong: Set[str | int], otherwise: Mapping[str, Any] | None) -> T | None:
    """Return a record without its wrong keys; None if nothing stands in for those that it can't do without."""
    if otherwise is None:
        return None
    kept = {key: item for key, item in value.items() if key not in wrong} if isinstance(value, dict) else {}
    record: T = _adapter(kind).validate_python({**otherwise, **kept})
    return record
