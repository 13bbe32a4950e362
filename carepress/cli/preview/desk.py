"""What the editor in the browser works with: the form of a file and its text when that is filled in otherwise, and words to complete."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any

from carepress.convert.fields import ARGUMENT
from carepress.load.form import PAGES, Field, Known, changes_of, form_of, order_of
from carepress.load.front_matter import FIRST_LINE, split
from carepress.load.names import UnknownName, choices_of, facts_of, named_parts
from carepress.load.settings import SETTINGS_PATH
from carepress.load.splice import splice, splice_page
from carepress.model.fields import Form, marked
from carepress.model.kind import SiteKind
from carepress.model.site import Site
from carepress.text.yaml_file import KeyPath, YamlFile, load_yaml

_SAID = re.compile(r"\{#\s*([^{]*?):?\s*(\{\{.*?\}\})")  # at the top of a component: what it shows, and an example


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


def known_names(site: Site | None) -> dict[str, dict[str, str]]:
    """Return what fields may name: the ids of all records, and the pages; nothing as long as no build has ended."""
    if site is None:
        return {}
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


def words_of(site: Site | None, components: Path) -> Mapping[str, Any]:
    """Return what can be completed, by where it stands; `components` is the folder of their templates."""
    if site is None:
        return {}
    pages, terms, data = site.by_path.values(), site.data.glossary.values(), named_parts(site.data)
    return {
        "fields": [{"name": name, "detail": detail} for name, detail in _printable(site)],
        "components": [_component(path, data) for path in sorted(components.glob("*.html"))],
        "pages": [{"path": page.path, "title": page.title} for page in pages if page.url.endswith("/")],
        "terms": [{"label": term.term, "detail": "in the glossary"} for term in terms],
    }


def _component(template: Path, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a component shows, and the arguments of its example that it can't do without, as its template says."""
    text = template.read_text(encoding="utf-8", errors="replace")
    shows, example = found.groups() if (found := _SAID.match(text)) else ("a component", "")
    named = (name for name, _ in ARGUMENT.findall(example))
    needs = [name for name in named if not re.search(rf"\b{name}\s*\|\s*default\b", text)]
    return {"name": template.stem, "detail": shows, "needs": needs, "choices": choices_of(text, data)}


def _detail(*said: object) -> str:
    return " · ".join(dict.fromkeys(str(one) for one in said if one))


def _printable(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the names of what texts can print, each with what is printed."""
    for name, one in facts_of(site.data):
        yield name, _detail(one.text, called(one), getattr(one, "unit", ""), one.as_of)
    files = {"site": {"": site.settings}, **named_parts(site.data)}
    for file, records in files.items():
        for name, record in records.items() if isinstance(records, Mapping) else ():
            for key in marked(type(record), Form) if hasattr(type(record), "__dataclass_fields__") else ():
                if value := getattr(record, key):
                    yield ".".join(filter(None, (file, name, key))), _detail(value, called(record))
    yield from ((f"sources.{name}", source.title) for name, source in site.data.sources.items())
