"""Forms from declarations: what an editor asks for each key of a page or a record, and answers as values again."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from carepress.load.splice import GONE, Order
from carepress.load.written import inline
from carepress.model.fields import PAGE, PROSE, Label, declared, documented, needed, record_in, refs, shape
from carepress.problems import Unfit, guess
from carepress.text.yaml_file import KeyPath, load_yaml

# The ids of each collection with what they are called; under PAGES the paths inside content/ with the titles.
Known = Mapping[str, Mapping[str, str]]
PAGES = "pages"
_CONTROLS: Mapping[Any, str] = {str: "text", date: "date", int: "number", Decimal: "number", bool: "yes/no"}
_FORMS = {
    "date": shape(r"\d{4}-\d\d-\d\d", "is no day", "write it as 2026-11-24"),
    "number": shape(r"-?(0|[1-9]\d*)(\.\d+)?", "is no number", "write digits alone, as 1000 or 12.5"),
    "whole number": shape(r"-?(0|[1-9]\d*)", "is no whole number", "write digits alone, as 1000"),
    "yes/no": shape("true|false", "is no answer", "write true or false"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a form asks for one key; a record has fields, a list of records has a field for each of these and for a new one.

    `control` is text, long text, date, number, yes/no, choice, record, list of texts, choices or records, or yaml for
    whatever else. The value is shown as it was written; of records only whether there are some.
    """

    path: KeyPath
    label: str
    control: str
    is_required: bool = False
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    value: Any = ""
    default: str = ""
    is_whole: bool = False
    fields: tuple["Field", ...] = ()

    @property
    def name(self) -> str:
        """Return what the answer is posted as."""
        return ".".join(map(str, self.path))


def form_of(kind: type[Any], value: Any, known: Known, at: KeyPath = ()) -> tuple[Field, ...]:
    """Return the fields of a record with its raw values; `at` is where it stands in its file."""
    given = value if isinstance(value, dict) else {}
    return tuple(
        replace(
            _field((*at, one.name), declared(kind)[one.name], given.get(one.name), known),
            is_required=one.name in needed(kind),
            help=documented(declared(kind)[one.name]).replace("`", ""),
            default=_text(one.default),
        )
        for one in fields(kind)
    )


def order_of(kind: type[Any], at: KeyPath = ()) -> Order:
    """Return what says in which order the keys of a record that stands there, and of those in it, are declared."""

    def order(path: KeyPath) -> tuple[str, ...]:
        found = kind if path[: len(at)] == at else None
        for step in path[len(at) :]:
            if found and isinstance(step, str):
                found = record_in(declared(found).get(step, (None,))[0])
        return tuple(declared(found)) if found else ()

    return order


def changes_of(asked: Iterable[Field], posted: Mapping[str, Any]) -> tuple[list[tuple[KeyPath, Any]], dict[str, str]]:
    """Return what was answered otherwise than it was shown, to be spliced one after the other, and mistakes by field."""
    changes: list[tuple[KeyPath, Any]] = []
    mistakes: dict[str, str] = {}
    for one in asked:
        answers = [*_answers(one, posted)]
        if one.fields and (any(answers) or one.is_required):
            # From the last record of a list to the first: those before keep their numbers.
            inner, wrong = changes_of(one.fields if one.control == "record" else one.fields[::-1], posted)
            changes, mistakes = [*changes, *inner], mistakes | wrong
        elif not any(answers) and one.is_required:
            mistakes[one.name] = f"{one.label} needs a value"
        elif not any(answers):
            changes += [(one.path, GONE)] * bool(one.value)
        elif answers[0] != one.value:
            try:
                changes.append((one.path, _restored(one, answers[0])))
            except ValueError as wrong_value:
                mistakes[one.name] = f"{wrong_value}: {getattr(wrong_value, 'hint', 'choose another')}"
    return changes, mistakes


def _field(path: KeyPath, said: tuple[Any, ...], value: Any, known: Known) -> Field:
    """Return the field of a key; one whose value is of another type than declared is asked for as YAML."""
    kinds = [one for one in get_args(said[0]) if one is not NoneType]
    kind = kinds[0] if get_origin(said[0]) in {Union, UnionType} and len(kinds) == 1 else said[0]
    is_list = get_origin(kind) in {tuple, list}
    item = get_args(kind)[0] if is_list else kind
    names = (*refs(said), *[PAGES] * (PAGE in said))
    choices = {one: name for collection in names for one, name in known.get(collection, {}).items()}
    choices |= {one: one for one in get_args(item)} if get_origin(item) is Literal else {}
    control = "record" if record_in(item) else "choice" if choices or names else _CONTROLS.get(item, "yaml")
    if is_list:
        control = f"list of {control}s" if control in {"record", "choice", "text"} else "yaml"
    elif control == "text" and (PROSE in said or "\n" in str(value)):
        control = "long text"
    shown = _shown(control, value)
    inner: tuple[Field, ...] = ()
    if shown is None:
        control, shown = "yaml", inline(value)
    elif control == "record":
        inner = form_of(item, value, known, path)
    elif control == "list of records":
        inner = tuple(_field((*path, at), (item,), one, known) for at, one in enumerate([*(value or ()), None]))
    # What isn't known stays a choice: nobody loses it by looking.
    choices = choices | {one: one for one in _listed(shown) if one not in {"", *choices}} if "choice" in control else {}
    key = str(path[-1]).replace("_", " ").capitalize()
    label = next((one.text for one in said if isinstance(one, Label)), key)
    return Field(
        path=path, label=label, control=control, choices=choices, value=shown, is_whole=item is int, fields=inner
    )


def _text(value: Any) -> str:
    """Return a single value as a form shows it; "" for others."""
    return (
        str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, str | int | Decimal) else ""
    )


def _shown(control: str, value: Any) -> Any:
    """Return a raw value as its control shows it; None if it can't."""
    if control == "record":
        return value is not None if isinstance(value, dict | None) else None
    if control.startswith("list"):
        items, kind = [] if value is None else value, dict if control == "list of records" else str
        is_fit = isinstance(items, list) and all(isinstance(one, kind) for one in items)
        return (bool(items) if kind is dict else items) if is_fit else None
    is_other = isinstance(value, dict | list) or (control == "yaml" and value is not None)
    with suppress(Unfit):
        if value is not None and control in _FORMS:
            _FORMS[control].check(_text(value))
        return None if is_other else _text(value)
    return None


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else str(value).split("\n")


def _answers(one: Field, posted: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what was answered in a field or in those that it holds; what wasn't posted is as it was shown."""
    said = posted.get(one.name, one.value)
    for inner in one.fields:
        yield from _answers(inner, posted)
    if not one.fields and one.control.startswith("list"):
        yield said if said == one.value else [text for line in _listed(said) if (text := line.strip())]
    elif not one.fields:
        text = str(said).replace("\r\n", "\n")
        yield text if text == one.value or one.control == "long text" else text.strip()


def _restored(one: Field, answer: Any) -> Any:
    """Return the value that an answer means. Raises ValueError if it means none."""
    for said in _listed(answer) if one.choices else ():
        if said not in one.choices:
            raise Unfit(said, "is none of the choices", guess(said, one.choices, "choose one of those that are shown"))
    control = "whole number" if one.is_whole and one.control == "number" else one.control
    if control in _FORMS:
        _FORMS[control].check(answer)
    if control == "date":
        return date.fromisoformat(answer)
    if control not in {*_FORMS, "yaml"}:
        return answer
    file, problems = load_yaml(answer, "")
    if problems or file is None:
        raise Unfit(answer, "can't be read", problems[0].hint)
    return file.value
