"""Checks values against the declarations of the model and says in plain words what doesn't fit: pydantic's home.

pydantic takes longer to import than all else together, so it is imported when the first value has to be checked.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import getitem
from typing import Any, TypeVar

from carepress.model.fields import (
    OWN_FORM,
    PAGE,
    PICTURE,
    PROSE,
    VERBATIM,
    Form,
    Ref,
    declared,
    each,
    marked,
    once,
    record_in,
)
from carepress.problems import Problem, Unfit, guess
from carepress.problems.catalog import ENGINE, violation
from carepress.text.words import curl_quotes
from carepress.text.yaml_file import KeyPath, YamlFile

T = TypeVar("T")
Mistake = tuple[str, Mapping[str, str]]  # a case of the rules for values, and what fills its blanks

_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(1500, 2101)
_LINE_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
_MOST_DIGITS = 15
_UNKNOWN = "unexpected_keyword_argument"
# What people write in place of a text, a list or keys, and mean something else than the words of pydantic: the value, its
# looks, and the case that says it.
_MEANT: Mapping[str, tuple[type[Any] | tuple[type[Any], ...], re.Pattern[str], str]] = {
    "string_type": ((list, dict), re.compile(""), "several"),
    "tuple_type": (str, re.compile("-"), "dashes"),
    "dataclass_type": (str, re.compile(r"[\w-]+:\S"), "no-blank"),
}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a record is called in messages ("front matter"), and how the names of its rules begin."""

    noun: str
    rule: str


@once  # making a validator takes longer than a hundred checks
def _adapter(kind: type[Any]) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def validate(
    kind: type[T], file: YamlFile, naming: Naming, at: KeyPath = (), otherwise: Mapping[str, Any] | None = None
) -> tuple[T | None, list[Problem]]:
    """Return the record that stands at a path of a file, its quotes made curly, and what is wrong with it.

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
        problems = list(explainer.problems(details))
        wrong = {detail["loc"][0] for detail in details if detail["loc"]}
        # Without keys that aren't declared a record is whole, so that the rest of it can be looked at too.
        if otherwise is None and all(one["type"] == _UNKNOWN and len(one["loc"]) == 1 for one in details):
            stands_in = {}
        record = _salvage(kind, value, wrong, stands_in)
    if unfit := dict(explainer.form_problems(value, record)):
        problems += unfit.values()
        record = _salvage(kind, value, wrong | {loc[0] for loc in unfit if not isinstance(loc[-1], int)}, otherwise)
    is_usable = otherwise is not None or not problems
    return curl_all(record) if is_usable else None, [*problems, *bare_problems(file, naming, at)]


def bare_problems(file: YamlFile, naming: Naming, at: KeyPath = ()) -> Iterator[Problem]:
    """Yield what has nothing behind its colon or dash, below a path: it would pass where a value may be left out."""
    explainer = _Explainer(None, file, naming, ())
    below = (path for path in file.bare if len(path) > len(at) and path[: len(at)] == at)
    yield from (explainer.wrong_value(path, ("no-value", {})) for path in below)


@dataclass(frozen=True, slots=True)
class _Explainer:
    """Turns what pydantic found in one record into problems with places."""

    kind: Any
    file: YamlFile
    naming: Naming
    at: KeyPath

    def problems(self, details: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
        unknown = {detail["loc"]: self._unknown_key(detail["loc"]) for detail in details if detail["type"] == _UNKNOWN}
        # A misspelt key is one mistake, not two: the key that was meant isn't reported as missing.
        meant = {(loc[:-1], problem.hint) for loc, problem in unknown.items()}
        yield from unknown.values()
        for detail in details:
            loc = detail["loc"]
            if detail["type"] not in {_UNKNOWN, "missing"}:
                yield self.wrong_value(loc, _mistake(detail))
            elif loc not in unknown and (loc[:-1], f'did you mean "{loc[-1]}"?') not in meant:
                inner = loc[-2] if len(loc) > 1 else 0
                case = "inner-key" if isinstance(inner, str) else "key"
                yield self._report(f"{self.naming.rule}-missing", loc, case, inner=str(inner))

    def _unknown_key(self, loc: KeyPath) -> Problem:
        kind, wrong = self.kind, str(loc[-1])
        for step in (one for one in loc[:-1] if isinstance(one, str)):
            kind = record_in(declared(kind)[step][0])
        if wrong in kind.retired:
            return self._report(f"{self.naming.rule}-key", loc, "retired", remedy=kind.retired[wrong])
        names = list(declared(kind))
        near = guess(wrong, names, f"the keys are {', '.join(names)}")
        return self._report(f"{self.naming.rule}-key", loc, "unknown", near=near)

    def _report(self, rule: str, loc: KeyPath, case: str, **said: str) -> Problem:
        return violation(rule, self.file.key_place(self.at + loc), case, noun=self.naming.noun, key=loc[-1], **said)

    def wrong_value(self, loc: KeyPath, mistake: Mistake) -> Problem:
        """Return the problem of a value."""
        name = str(loc[-1]) if loc else self.naming.noun
        if name.isdigit():
            name = f"{loc[-2]}, item {int(name) + 1}"
        case, said = mistake
        return violation(f"{self.naming.rule}-value", self.file.value_place(self.at + loc), case, name=name, **said)

    def form_problems(self, value: Any, record: Any, loc: KeyPath = ()) -> Iterator[tuple[KeyPath, Problem]]:
        """Yield what pydantic lets pass, in a record and in those that it holds, each with where it stands."""
        if not dataclasses.is_dataclass(record) or not isinstance(value, dict):
            return
        kind = type(record)
        own_form, prose, forms = (marked(kind, mark) for mark in (OWN_FORM, PROSE, Form))
        for field in (one for one in dataclasses.fields(record) if one.name in value and one.name not in own_form):
            key, made = field.name, getattr(record, field.name)
            form = forms.get(key) if made != field.default else None
            is_list = isinstance(made, tuple)
            # A list whose items are wrong was left out of the record.
            as_written = value[key] if is_list and isinstance(value[key], list) else [value[key]]
            for (path, one), written in zip(each(record, key, loc), as_written, strict=False):
                is_needed = is_list or (field.default is dataclasses.MISSING and isinstance(written, str))
                wrong = _wrong_form(written, one, form, may_have_lines=key in prose)
                if wrong is None and is_needed and one == "":
                    wrong = ("empty", {})
                if wrong:
                    yield path, self.wrong_value(path, wrong)
                yield from self.form_problems(written, one, path)


def _mistake(detail: Mapping[str, Any]) -> Mistake:
    """Return what is wrong with a value that pydantic refuses."""
    name = detail["type"]
    if detail["input"] is None:
        return "no-value", {}
    if name == "literal_error":
        known = [word.strip("' ") for word in str(detail["ctx"]["expected"]).replace(" or ", ",").split(",")]
        near = guess(str(detail["input"]), known, "write one of these words")
        return "choice", {"known": ", ".join(known), "near": near}
    kinds, looks, meant = _MEANT.get(name, ((), _DATE, ""))
    if isinstance(detail["input"], kinds) and looks.match(str(detail["input"])):
        return meant, {}
    if name == "date_from_datetime_parsing" and not _DATE.fullmatch(str(detail["input"])):
        return "not-written", {}
    known_cases = ENGINE.rules["data-value"].cases
    case = next((one for one in (name, name.partition("_")[0]) if one in known_cases), "other")
    return case, {"says": detail["msg"]}


def _wrong_form(written: Any, made: Any, form: Form | None, *, may_have_lines: bool) -> Mistake | None:
    """Return what is wrong with a value of the right type.

    pydantic reads a number as a date, in seconds since 1970, and takes numbers too large to be printed.
    """
    if isinstance(made, date) and written != made.isoformat():
        return "date", {}
    if isinstance(made, date) and made.year not in _YEARS:
        return "other-age", {}
    if isinstance(made, str) and _LINE_BREAK.search(made):
        return None if may_have_lines else ("lines", {})
    if isinstance(made, Decimal | int) and abs(Decimal(made).adjusted()) >= _MOST_DIGITS:
        return "int_parsing_size", {}
    try:
        if form and isinstance(made, str):
            form.check(made)
    except Unfit as failure:
        return "form", {"says": failure.says, "hint": failure.hint}
    return None


def _salvage(kind: type[T], value: Any, wrong: Set[str | int], otherwise: Mapping[str, Any] | None) -> T | None:
    """Return a record without its wrong keys; None if nothing stands in for those that it can't do without."""
    if otherwise is None:
        return None
    kept = {key: item for key, item in value.items() if key not in wrong} if isinstance(value, dict) else {}
    record: T = _adapter(kind).validate_python({**otherwise, **kept})
    return record


def verbatim_names(kind: type[Any]) -> Set[str]:
    """Return the names of a record's fields that are kept as written: ids, addresses, numbers to call."""
    return marked(kind, VERBATIM, PAGE, PICTURE, Form, Ref).keys()


def curl_all(value: Any, verbatim: Set[str] = frozenset()) -> Any:
    """Return a value with curly quotes in every text inside it, but for what is kept as written.

    Records say themselves what that is; `verbatim` says it of keys outside of records.
    """
    if isinstance(value, str):
        return curl_quotes(value)
    if isinstance(value, dict):
        return {name: item if name in verbatim else curl_all(item, verbatim) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(curl_all(item, verbatim) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = {field.name for field in dataclasses.fields(value)} - verbatim_names(type(value))
        return dataclasses.replace(value, **{name: curl_all(getattr(value, name)) for name in names})
    return value
