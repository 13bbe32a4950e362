"""Collects what people wrote and visitors read: the texts of pages, front matter and data, each with the way to its place."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from carepress.check.source.prose import Prose, prose_of, source_text
from carepress.load.front_matter import body_of, locate
from carepress.model.page import Page, TextFile
from carepress.model.records import CostFigure, Data, Fact, Payer, SiteSettings, Term
from carepress.problems import Place
from carepress.text.yaml_file import KeyPath

_FRONT_MATTER = ("title", "description", "nav_title", "image_alt", "summary")
# Names and addresses, what is only for the team, and words that a reader looks up because others use them.
_NOT_PROSE: Mapping[type, frozenset[str]] = {
    Fact: frozenset({"unit", "note"}),
    CostFigure: frozenset({"unit", "note", "formula"}),
    Payer: frozenset({"note"}),
    Term: frozenset({"term", "also", "page", "see"}),
}
_NEVER_PROSE = frozenset({"source", "sources", "level", "kind", "verified", "step_up_to", "step_down_to"})
_MORE_LINES = 12  # that a value may take in its file beyond its own line ends
_NAMES = frozenset({"name", "label"})  # prose also if it is one word
_IN_SETTINGS = ("description", "hours", "prices", "levels_offered")
_NO_PROSE_FILES = frozenset({"sources", "terms", "other", "broken"})


@dataclass(frozen=True)
class Value:
    """A text from front matter or data; where it stands is looked up only if something is found in it."""

    source: TextFile
    path: KeyPath
    text: str

    @cached_property
    def prose(self) -> str:
        """Return the text as far as it is prose."""
        return prose_of(self.text)

    def place(self, start: int, end: int) -> Place:
        """Return where the found words stand; the value's own place if they can't be found in the file as they are."""
        value = locate(self.source, self.path)
        words, lines, first = self.text[start:end], self.source.text.split("\n"), value.line or 1
        last = min(len(lines), first + _MORE_LINES + self.text.count("\n"))
        places = (
            Place(self.source.path, number, match.start() + 1, max(1, end - start))
            for number in range(first, last + 1)
            for match in re.finditer(re.escape(words), lines[number - 1])
            if number > first or match.start() + 1 >= (value.column or 1)
        )
        return next(islice(places, self.text.count(words, 0, start), None), value)


Passage = Prose | Value


def page_passages(page: Page, file: TextFile) -> Iterator[Passage]:
    """Yield a page's text, and each sentence that its front matter holds."""
    yield source_text(body_of(page, {page.path: file}), page.path, page.body_line)
    for name in _FRONT_MATTER:
        value = getattr(page.front_matter, name)
        if not isinstance(value, str):
            yield from (Value(file, (name, number), line) for number, line in enumerate(value))
        elif value:
            yield Value(file, (name,), value)


def data_passages(data: Data, sources: Mapping[str, TextFile]) -> Iterator[Value]:
    """Yield each text of the records in content/_data/; `sources` has the files by their name."""
    for field in dataclasses.fields(data):
        if field.name not in _NO_PROSE_FILES and field.name in sources:
            for record_id, record in getattr(data, field.name).items():
                yield from _record_passages(record, sources[field.name], (record_id,))


def settings_passages(settings: SiteSettings, source: TextFile) -> Iterator[Value]:
    """Yield each sentence that the settings hold."""
    yield from (Value(source, (name,), text) for name in _IN_SETTINGS if (text := getattr(settings, name)))


def _record_passages(record: object, source: TextFile, path: KeyPath) -> Iterator[Value]:
    assert dataclasses.is_dataclass(record)
    left_out = _NEVER_PROSE | _NOT_PROSE.get(type(record), frozenset())
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in left_out:
            continue
        if isinstance(value, str) and (" " in value or field.name in _NAMES):
            yield Value(source, (*path, field.name), value)
        elif dataclasses.is_dataclass(value):
            yield from _record_passages(value, source, (*path, field.name))
