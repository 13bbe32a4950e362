"""The form that the editor in the browser shows for a file, and the text of the file when it is filled in otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from carepress.load.form import PAGES, Field, Known, changes_of, form_of, order_of
from carepress.load.front_matter import FIRST_LINE, split
from carepress.load.names import UnknownName, named_parts
from carepress.load.settings import SETTINGS_PATH
from carepress.load.splice import splice, splice_page
from carepress.model.kind import SiteKind
from carepress.model.site import Site
from carepress.text.yaml_file import KeyPath, YamlFile, load_yaml


def form_for(kind: SiteKind, file: str, text: str, known: Known) -> list[dict[str, Any]]:
    """Return the fields of a file, as JSON can carry them, each with its name and its line; none of one that can't be read."""
    parsed = _parsed(file, text)
    return [_plain(one, parsed) for one in _fields(kind, file, parsed, known)] if parsed else []


def filled(
    kind: SiteKind, file: str, text: str, known: Known, answers: Mapping[str, Any]
) -> tuple[str, dict[str, str]]:
    """Return a text with what was answered otherwise than it says, and mistakes by the names of fields.

    Raises UnknownName if the text can't be changed.
    """
    parsed = _parsed(file, text)
    if parsed is None:
        raise UnknownName("what stands here can't be read", "mend it in the text first")
    changes, mistakes = changes_of(_fields(kind, file, parsed, known), answers)
    mistakes = {name: said for name, said in mistakes.items() if name in answers}  # other gaps are named by builds
    for path, value in () if mistakes else changes:
        put = splice_page if file.endswith(".md") else splice
        record, at = _declared(kind, file, path)
        text = put(text, path, value, order_of(record, at))
    return text, mistakes


def known_names(site: Site) -> dict[str, dict[str, str]]:
    """Return what fields may name: the ids of all records, and the pages."""
    known = {
        name: {one: called(record) or one for one, record in records.items()}
        for name, records in named_parts(site.data).items()
        if isinstance(records, Mapping)
    }
    return known | {PAGES: {page.content_path: page.title for page in site.by_path.values()}}


def called(record: Any) -> str:
    """Return what a record is called: its first text."""
    return next((str(value) for value in named_parts(record).values() if isinstance(value, str)), "")


def _parsed(file: str, text: str) -> YamlFile | None:
    is_page = file.endswith(".md")
    front = (split(text).front or "") if is_page else text
    found, problems = load_yaml(front, file, FIRST_LINE if is_page else 1)
    is_fit = found is not None and not problems and isinstance(found.value, dict | None)
    return found if is_fit else None


def _fields(kind: SiteKind, file: str, parsed: YamlFile, known: Known) -> Iterable[Field]:
    """Yield the fields of a file: those of the record that it holds, or a record for each that it holds."""
    record, at = _declared(kind, file, ())
    if record and not at:
        yield from form_of(record, parsed.value, known)
        return
    for name, value in (parsed.value or {}).items():
        inner, _ = _declared(kind, file, (name,))
        if inner and isinstance(value, dict):
            fields = form_of(inner, value, known, (name,))
            yield Field(path=(name,), label=name, control="record", value=True, fields=fields)


def _declared(kind: SiteKind, file: str, path: KeyPath) -> tuple[Any, KeyPath]:
    """Return the declaration of the record that a value is in, and where in its file this stands; None if it has none."""
    if file.endswith(".md"):
        return kind.front_matter, ()
    if file == SETTINGS_PATH:
        return kind.settings, ()
    collection = kind.all_collections.get(PurePosixPath(file).stem.casefold())
    return (collection.record if collection and path else None), path[:1]


def _plain(field: Field, parsed: YamlFile) -> dict[str, Any]:
    inner = [_plain(one, parsed) for one in field.fields]
    return {**asdict(field), "name": field.name, "line": parsed.key_place(field.path).line or 1, "fields": inner}
