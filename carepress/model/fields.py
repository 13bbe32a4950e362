"""What a field of a record is beyond its type: said beside the type in the declaration, and read wherever records are worked on.

This file imports no third-party library, so that a command that needs no check starts fast.
"""

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from carepress.problems import Unfit
from carepress.text.phone import dialed, phone_href, sms_href, texted
from carepress.text.urls import check_web_address

F = TypeVar("F", bound=Callable[..., Any])
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a field can be."""

    meaning: str


VERBATIM = Mark("kept as written: no curly quotes, and no rule for words reads it")
QUOTED = Mark("words of others, or for the team: no rule for words reads them")
PROSE = Mark("may have several lines")
NAME = Mark("a name needs no explanation, and may have capitals")
PAGE = Mark("the path of a page inside content/")
PICTURE = Mark("the path of a picture inside content/")
PHRASES = Mark("phrases in which {group} stands for those of a group of words")
OURS = Mark("only this organization can say it: the site of another begins without it")
DONE = Mark("a day on which something was done: it can't be to come")
ALIKE = Mark("the figures of a formula must be alike in it")
OWN_FORM = Mark("what is wrong with its form is said with what it means")


@dataclass(frozen=True, slots=True)
class Form:
    """What a text must be beyond being text: `check` raises Unfit for one that isn't. `link` makes an address of it."""

    check: Callable[[str], object]
    link: Callable[[str], str] | None = None


def shape(pattern: str, says: str, hint: str, link: Callable[[str], str] | None = None) -> Form:
    """Return the form of the texts that a pattern matches."""

    def check(text: str) -> None:
        if not re.fullmatch(pattern, text):
            raise Unfit(text, says, hint)

    return Form(check, link)


WEB_ADDRESS = Form(check_web_address)
CALLED = Form(dialed, phone_href)
TEXTED = Form(texted, sms_href)
TIME = shape(
    r"([01]\d|2[0-3]):[0-5]\d", "must be a time of day", 'write it in quotes, with two digits: "09:00", "18:30"'
)
# A link to an address with one of the other signs would write to somebody else than the page says.
EMAIL = shape(
    r"[^\s@?&\"<>%,;:#]+@[^\s@?&\"<>%,;:#]+",
    "must be an address for mail",
    "write it as name@example.org",
    "mailto:{}".format,
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a form calls a field whose key says little."""

    text: str


class Ref:
    """The id of a record in one of some collections, or several ids."""

    def __init__(self, *collections: str) -> None:
        self.collections = collections


@dataclass(frozen=True, slots=True)
class Least:
    """The least that a number can be; a year can't be later than the next one either."""

    number: int
    is_year: bool = False


@dataclass(frozen=True, slots=True)
class Below:
    """The name of a field whose number must be higher, if it has one."""

    field: str


@dataclass(frozen=True, slots=True)
class Formula:
    """The name of the field for what the formula gives."""

    result: str


AMOUNT = Least(0)
YEAR = Least(1500, is_year=True)


def once(function: F) -> F:
    """Return the function so that it works out a result once; a declaration doesn't change."""
    return cast(F, cache(function))


@once
def declared(kind: type[Any]) -> Mapping[str, tuple[Any, ...]]:
    """Return what the declaration of a record says of each of its fields: the type, the documentation, the marks."""
    hints = get_type_hints(kind, include_extras=True)
    said = {field.name: hints[field.name] for field in dataclasses.fields(kind)}
    return {
        name: (getattr(hint, "__origin__", hint), *hint.__metadata__) if hasattr(hint, "__metadata__") else (hint,)
        for name, hint in said.items()
    }


@once
def needed(kind: type[Any]) -> Set[str]:
    """Return the names of the fields that a record can't do without."""
    missing = dataclasses.MISSING
    return {one.name for one in dataclasses.fields(kind) if one.default is missing and one.default_factory is missing}


def record_in(hint: Any) -> Any:
    """Return the record that a type is, or may be or hold; None if it can be none."""
    inner = (record_in(one) for one in get_args(hint))
    return hint if dataclasses.is_dataclass(hint) else next((one for one in inner if one), None)


def refs(said: Iterable[Any]) -> list[str]:
    """Return the names of the collections whose ids a field takes, of what its declaration says."""
    return [name for one in said if isinstance(one, Ref) for name in one.collections]


def documented(said: Iterable[Any]) -> str:
    """Return the documentation of a field, of what its declaration says; "" if it has none."""
    return next((one for one in said if isinstance(one, str)), "")


@once
def marked(kind: type[Any], *marks: Mark | type[Any]) -> Mapping[str, Any]:
    """Return the marks that the fields of a record have among some, or among all of a class, by the names of the fields."""
    found = ((name, one) for name, said in declared(kind).items() for one in said[1:])
    return {name: one for name, one in found if one in marks or type(one) in marks}


@once
def read_by_rules(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields in which rules look for words: texts that are no names, addresses or ids."""
    apart = marked(kind, VERBATIM, QUOTED, PAGE, PICTURE, Form, Ref)
    texts = (name for name, said in declared(kind).items() if str in (said[0], *get_args(said[0])))
    return tuple(name for name in texts if name not in apart)


def each(record: Any, name: str, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """Yield the value of a field, or each item of its list, with its path from where the record stands."""
    value = getattr(record, name)
    items = enumerate(value) if isinstance(value, tuple) else ()
    yield from (((*path, name, at), one) for at, one in items)
    if not isinstance(value, tuple):
        yield (*path, name), value


def with_inner(record: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """Yield a record and those that it holds, also in lists, each with its path from the first."""
    yield path, record
    for name in declared(type(record)):
        for way, inner in each(record, name, path):
            if dataclasses.is_dataclass(inner):
                yield from with_inner(inner, way)
