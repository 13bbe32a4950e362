"""Collects what people wrote and visitors read: the texts of pages, front matter and data, each with the way to its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from carepress.check.source.prose import Prose, prose_of, source_text
from carepress.load.front_matter import body_of, locate
from carepress.load.names import every_record
from carepress.model.fields import read_by_rules
from carepress.model.page import Page, TextFile
from carepress.model.records import Data
from carepress.problems import Place
from carepress.text.yaml_file import KeyPath

_MORE_LINES = 12  # that a value may take in its file beyond its own line ends


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
    yield from record_passages(page.front_matter, file)


def data_passages(data: Data, sources: Mapping[str, TextFile]) -> Iterator[Value]:
    """Yield each text of the records in content/_data/; `sources` has the files by their name."""
    for (name, *path), record in every_record(data):
        yield from record_passages(record, sources[str(name)], tuple(path))


def record_passages(record: object, source: TextFile, path: KeyPath = ()) -> Iterator[Value]:
    """Yield each text of a record in which rules look for words."""
    for name in read_by_rules(type(record)):
        said = getattr(record, name)
        if isinstance(said, tuple):
            yield from (Value(source, (*path, name, number), text) for number, text in enumerate(said))
        elif said:
            yield Value(source, (*path, name), said)
