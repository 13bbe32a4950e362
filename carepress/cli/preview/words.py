"""What the editor in the browser completes: merge fields, components, pages to link to, and words of the glossary."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from carepress.cli.preview.filled import called
from carepress.convert.fields import ARGUMENT
from carepress.load.names import choices_of, facts_of, named_parts
from carepress.model.fields import Form, marked
from carepress.model.site import Site

_SAID = re.compile(r"\{#\s*([^{]*?):?\s*(\{\{.*?\}\})")  # at the top of a component: what it shows, and an example


def words_of(site: Site, components: Path) -> Mapping[str, Any]:
    """Return what can be completed, by where it stands; `components` is the folder of their templates."""
    pages, terms, data = site.by_path.values(), site.data.glossary.values(), named_parts(site.data)
    return {
        "fields": [{"name": name, "detail": detail} for name, detail in _fields(site)],
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


def _fields(site: Site) -> Iterator[tuple[str, str]]:
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
