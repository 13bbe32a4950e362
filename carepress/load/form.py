"""Forms from declarations: what an editor asks for each key of a page or a record, and answers as values again."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from carepress.load.splice import GONE, Order
from carepress.load.written import inline
from carepress.model.fields import PAGE, PROSE, declared, documented, needed, record_in, refs
from carepress.problems import Unfit, guess
from carepress.text.yaml_file import KeyPath, load_yaml

# The ids of each collection with what they are called; under PAGES the paths inside content/ with the titles.
Known = Mapping[str, Mapping[str, str]]
PAGES = "pages"
_CONTROLS: Mapping[Any, str] = {str: "text", date: "date", int: "number", Decimal: "number", bool: "yes/no"}
_SHOWN = {"date": r"\d{4}-\d\d-\d\d", "number": r"-?\d+(\.\d+)?", "yes/no": "true|false"}


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
    defaults = {one.name: _text(one.default) for one in fields(kind)}
    return tuple(
        replace(
            _field((*at, name), said, given.get(name), known),
            is_required=name in needed(kind),
            help=documented(said).replace("`", ""),
            default=defaults[name],
        )
        for name, said in declared(kind).items()
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
        answer = [*_answers(one, posted)]
        if one.fields and (any(answer) or one.is_required):
            # From the last record of a list to the first: those before keep their numbers.
            inner, wrong = changes_of(one.fields if one.control == "record" else one.fields[::-1], posted)
            changes += inner
            mistakes |= wrong
        elif not any(answer):
            changes += [(one.path, GONE)] * bool(one.value and not one.is_required)
            mistakes |= {one.name: f"{one.label} needs a value"} if one.is_required else {}
        elif answer[0] != one.value:
            try:
                changes.append((one.path, _restored(one, answer[0])))
            except Unfit as failure:
                mistakes[one.name] = f"{failure}: {failure.hint}"
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
    elif "choice" in control:  # what isn't known stays a choice: nobody loses it by looking
        choices = {one: one for one in _listed(shown) if one} | choices
    label = str(path[-1]).replace("_", " ").capitalize()
    taken = choices if "choice" in control else {}
    return Field(
        path=path, label=label, control=control, choices=taken, value=shown, is_whole=item is int, fields=inner
    )


def _text(value: Any) -> str:
    """Return a single value as a form shows it; "" for others."""
    is_single = isinstance(value, str | int | Decimal | date)
    return str(value).lower() if isinstance(value, bool) else str(value) if is_single else ""


def _shown(control: str, value: Any) -> Any:
    """Return a raw value as its control shows it; None if it can't."""
    if control == "record":
        return value is not None if isinstance(value, dict | None) else None
    if control.startswith("list"):
        fits = dict if control == "list of records" else str
        items = [] if value is None else value
        is_fit = isinstance(items, list) and all(isinstance(one, fits) for one in items)
        return (bool(items) if fits is dict else items) if is_fit else None
    text, is_group = _text(value), isinstance(value, dict | list)
    fits_form = not text or re.fullmatch(_SHOWN.get(control, "(?s:.*)"), text)
    return text if fits_form and not is_group and control != "yaml" else "" if value is None else None


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else str(value).split("\n")


def _answers(one: Field, posted: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what was answered in a field or in those that it holds; what wasn't posted is as it was shown."""
    for inner in one.fields:
        yield from _answers(inner, posted)
    said = posted.get(one.name, one.value)
    if not one.fields and one.control.startswith("list"):
        yield said if said == one.value else [text for line in _listed(said) if (text := line.strip())]
    elif not one.fields:
        text = str(said).replace("\r\n", "\n")
        yield text if text == one.value or one.control == "long text" else text.strip()


def _restored(one: Field, answer: Any) -> Any:
    """Return the value that an answer means. Raises Unfit if it means none."""
    wrong = next((said for said in _listed(answer) if one.choices and said not in one.choices), None)
    if wrong is not None:
        raise Unfit(wrong, "is none of the choices", guess(wrong, one.choices, "choose one of those that are shown"))
    if one.control == "date":
        try:
            return date.fromisoformat(answer) if re.fullmatch(_SHOWN["date"], answer) else date.fromisoformat("")
        except ValueError:
            raise Unfit(answer, "is no day", "write it as 2026-11-24") from None
    if one.control not in {"number", "yes/no", "yaml"}:
        return answer
    file, problems = load_yaml(answer, "")
    value = file.value if file and not problems else None
    if problems or (one.control == "yes/no" and not isinstance(value, bool)):
        raise Unfit(answer, "can't be read", problems[0].hint if problems else "write true or false")
    if one.control == "number" and not (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        raise Unfit(answer, "is no number", "write digits alone, as 1000 or 12.5")
    if one.is_whole and not isinstance(value, int):
        raise Unfit(answer, "is no whole number", "leave out what stands behind the point")
    return value
