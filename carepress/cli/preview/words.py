"""What the editor in the browser completes: merge fields, components, pages to link to, and words of the glossary."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from carepress.load.names import facts_of, named_parts
from carepress.model.fields import Form, marked
from carepress.model.site import Site

Words = Mapping[str, Sequence[Mapping[str, str]]]


def words_of(site: Site, components: Path) -> Words:
    """Return what can be completed, by where it stands; `components` is the folder of their templates."""
    fields = [*_fields(site), *((path.stem, "a component") for path in sorted(components.glob("*.html")))]
    terms = site.data.glossary.values()
    return {
        "fields": [{"label": name, "detail": text} for name, text in fields],
        "pages": [{"path": page.path, "title": page.title} for page in site.by_path.values()],
        "terms": [{"label": term.term, "detail": "in the glossary"} for term in terms],
    }


def _fields(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the names of what texts can print, each with what is printed."""
    yield from ((name, fact.text) for name, fact in facts_of(site.data))
    files = {"site": {"": site.settings}, **named_parts(site.data)}
    for file, records in files.items():
        for name, record in records.items() if isinstance(records, Mapping) else ():
            for key in marked(type(record), Form) if hasattr(type(record), "__dataclass_fields__") else ():
                if value := getattr(record, key):
                    yield ".".join(filter(None, (file, name, key))), str(value)
    yield from ((f"sources.{name}", source.title) for name, source in site.data.sources.items())
