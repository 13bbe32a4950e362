"""Checks values against the declarations of the model and says in plain words what doesn't fit: pydantic's home."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from carepress.problems import Problem, error, guess
from carepress.yamlfile import KeyPath, YamlFile

T = TypeVar("T")

# What pydantic calls a mistake, what it is called here, and what to do.
_MESSAGES = {
    "string_type": ("must be text", "put the value in quotes"),
    "bool_parsing": ("must be true or false", "write true or false, without quotes"),
    "bool_type": ("must be true or false", "write true or false, without quotes"),
    "int_parsing": ("must be a whole number", "write digits only, such as 3"),
    "int_type": ("must be a whole number", "write digits only, such as 3"),
    "int_from_float": ("must be a whole number", "write digits only, such as 3"),
    "decimal_parsing": ("must be a number", "write digits only, such as 5186 or 12.3, without $ or commas"),
    "decimal_type": ("must be a number", "write digits only, such as 5186 or 12.3, without $ or commas"),
    "tuple_type": ("must be a list", "write [first, second], or each item on a line of its own after a dash"),
    "date_type": ("must be a date", "write the date as 2026-11-24"),
    "date_parsing": ("must be a date", "write the date as 2026-11-24"),
    "date_from_datetime_parsing": ("isn't a date that exists", "write the date as 2026-11-24: year, month, day"),
    "date_from_datetime_inexact": ("must be a date", "write the date as 2026-11-24"),
    "dataclass_type": ("must hold keys of its own", "write `key: value` pairs below it, indented by two spaces"),
}


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


def validate(
    kind: type[T], file: YamlFile, noun: str, rule: str, at: KeyPath = (), otherwise: Mapping[str, Any] | None = None
) -> tuple[T | None, list[Problem]]:
    """Return the record that stands at a path of a file, and what is wrong with it.

    `noun` names the record in messages ("front matter"); `rule` begins the names of the rules. A record with problems
    is still returned without the keys that are wrong if `otherwise` stands in for those it can't do without; else None.
    """
    value = _value_at(file.value, at)
    try:
        record = _adapter(kind).validate_python(value)
    except ValidationError as failure:
        problems = _problems(kind, file, noun, rule, at, failure.errors(include_url=False))
        salvaged = _salvage(kind, value, failure, otherwise)
        return salvaged, problems + _date_problems(file, rule, at, value, salvaged)
    return record, _date_problems(file, rule, at, value, record)


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a record, for editors that complete and check as one types."""
    schema = _adapter(kind).json_schema()
    for name, text in documentation(kind).items():
        schema["properties"][name]["description"] = text
    return schema


def documentation(kind: type[Any]) -> dict[str, str]:
    """Return what the declaration says about each key of a record."""
    hints = get_type_hints(kind, include_extras=True)
    fields = [field.name for field in dataclasses.fields(kind)]
    return {name: str(hints[name].__metadata__[0]) for name in fields if hasattr(hints[name], "__metadata__")}


def _value_at(value: Any, path: KeyPath) -> Any:
    for step in path:
        value = value[step]
    return value


def _problems(
    kind: type[Any], file: YamlFile, noun: str, rule: str, at: KeyPath, details: Sequence[ErrorDetails]
) -> list[Problem]:
    problems, meant = [], set()
    for detail in details:
        if detail["type"] == "unexpected_keyword_argument":
            problem = _unknown_key(kind, file, noun, rule, at, detail["loc"])
            problems.append(problem)
            meant.add((detail["loc"][:-1], problem.hint))
    for detail in details:
        path = at + detail["loc"]
        name = detail["loc"][-1] if detail["loc"] else noun
        if detail["type"] == "missing":
            # A misspelt key is one mistake, not two.
            if (detail["loc"][:-1], f'did you mean "{name}"?') not in meant:
                hint = f"add a line `{name}: …`"
                problems.append(error(f"{rule}-missing", f'{noun} needs the key "{name}"', file.key_place(path), hint))
        elif detail["type"] != "unexpected_keyword_argument":
            problems.append(_wrong_value(file, rule, path, str(name), detail))
    return problems


def _unknown_key(kind: type[Any], file: YamlFile, noun: str, rule: str, at: KeyPath, loc: KeyPath) -> Problem:
    for step in loc[:-1]:
        kind = _inner_type(kind, step)
    names = [field.name for field in dataclasses.fields(kind)]
    wrong = str(loc[-1])
    hint = guess(wrong, names, f"the keys are {', '.join(names)}")
    return error(f"{rule}-key", f'unknown {noun} key "{wrong}"', file.key_place(at + loc), hint)


def _inner_type(kind: type[Any], step: str | int) -> type[Any]:
    hint = get_type_hints(kind)[str(step)]
    candidates = [hint, *getattr(hint, "__args__", ())]
    return next(candidate for candidate in candidates if dataclasses.is_dataclass(candidate))


def _wrong_value(file: YamlFile, rule: str, path: KeyPath, name: str, detail: ErrorDetails) -> Problem:
    place = file.value_place(path)
    if detail["type"] == "literal_error":
        expected = str(detail["ctx"]["expected"])
        known = [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
        message = f'"{name}" must be one of {", ".join(known)}'
        return error(f"{rule}-value", message, place, guess(str(detail["input"]), known, "write one of these words"))
    message, hint = _MESSAGES.get(detail["type"], (detail["msg"], ""))
    if detail["input"] is None:
        message, hint = "has no value", "write a value after the colon, or delete the line"
    if isinstance(name, int) or name.isdigit():
        name = f"{path[-2]}, item {int(name) + 1}"
    return error(f"{rule}-value", f'"{name}" {message}', place, hint)


def _date_problems(file: YamlFile, rule: str, at: KeyPath, value: Any, record: Any) -> list[Problem]:
    """Return a problem for each date that isn't written as one: pydantic would read a number as seconds since 1970."""
    problems: list[Problem] = []
    for field in dataclasses.fields(record) if dataclasses.is_dataclass(record) else ():
        if not isinstance(value, dict) or field.name not in value:
            continue
        made = getattr(record, field.name)
        if isinstance(made, date) and value[field.name] != made.isoformat():
            place = file.value_place((*at, field.name))
            problems.append(error(f"{rule}-value", f'"{field.name}" must be a date', place, "write the date as 2026-11-24"))
        else:
            problems += _date_problems(file, rule, (*at, field.name), value[field.name], made)
    return problems


def _salvage(kind: type[T], value: Any, failure: ValidationError, otherwise: Mapping[str, Any] | None) -> T | None:
    if otherwise is None:
        return None
    wrong = {detail["loc"][0] for detail in failure.errors(include_url=False) if detail["loc"]}
    kept = {key: item for key, item in value.items() if key not in wrong} if isinstance(value, dict) else {}
    return _adapter(kind).validate_python({**otherwise, **kept})
