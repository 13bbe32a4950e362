"""Collects what people wrote and visitors read: the texts of pages, front matter and data, each with the way to its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from carepress.check.source.phrases import Tokens
from carepress.check.source.prose import Prose, prose_of
from carepress.load.front_matter import locate
from carepress.load.names import every_record
from carepress.model.fields import read_by_rules
from carepress.model.page import Page, TextFile
from carepress.model.records import Data, Sourced
from carepress.problems import Lines, Place
from carepress.text.conflicts import without_conflicts
from carepress.text.yaml_file import KeyPath

# The title of a link or picture, and what an element of HTML says.
# The search leaps from one first character to the next.
_IN_QUOTES = re.compile(
    r'[(=](?:(?<=\]\()[^()\s"]*[ ]+|(?<=\balt=)|(?<=\bcaption=)|(?<=\blabel=)|(?<=\btitle=))"([^"\n]+)"'
)
_MORE_LINES = 12  # that a value may take in its file beyond its own line ends


class _Written:
    """A text as it was written, and as rules read it."""

    written: str

    @cached_property
    def prose(self) -> Prose:
        """Return the text as its readers meet it."""
        return prose_of(without_conflicts(self.written))

    @cached_property
    def tokens(self) -> Tokens:
        """Return the words of the prose."""
        return Tokens(self.prose.text)

    @property
    def has_pictures(self) -> bool:
        """Return whether it may say what a picture shows, or have a caption."""
        return "![" in self.written or "Table:" in self.written

    def is_of_picture(self, start: int) -> bool:
        """Return whether a place of the prose is in what a picture is said to show, or in a caption."""
        line = self._line_to(start)
        return self.is_caption(start) or ("![" in line and "](" not in line[line.rfind("![") :])

    def is_caption(self, start: int) -> bool:
        """Return whether a place of the prose is in the caption of a table."""
        return self._line_to(start).startswith("Table:")

    def _line_to(self, start: int) -> str:
        return self.written[: self.prose.span(start, start)[0]].rpartition("\n")[2].lstrip()


@dataclass(frozen=True)
class Body(_Written):
    """The text of a page, or a part of it that has a text of its own."""

    lines: Lines
    written: str
    start: int = 0

    @property
    def has_pictures(self) -> bool:
        """Return whether it may say what a picture shows, or is such a title or caption."""
        return self.start > 0 or super().has_pictures

    def is_caption(self, start: int) -> bool:
        """Return whether a place of the prose is in the caption of a table, or in a title or caption in quotes."""
        return self.start > 0 or super().is_caption(start)

    def place(self, start: int, end: int) -> Place:
        """Return where a stretch of the prose was written."""
        first, last = self.prose.span(start, end)
        return self.lines.place(self.start + first, last - first)


@dataclass(frozen=True)
class Value(_Written):
    """A text from front matter or data; where it stands is looked up only if something is found in it."""

    source: TextFile
    path: KeyPath
    written: str
    has_source: bool = False  # what it says is from a source that it names

    def place(self, start: int, end: int) -> Place:
        """Return where a stretch of the prose was written."""
        return self.place_as_written(*self.prose.span(start, end))

    def place_as_written(self, start: int, end: int) -> Place:
        """Return where a stretch stands; the value's own place if it can't be found in the file as it is."""
        value = locate(self.source, self.path)
        words, lines, first = self.written[start:end], self.source.text.split("\n"), value.line or 1
        last = min(len(lines), first + _MORE_LINES + self.written.count("\n"))
        places = (
            Place(self.source.path, number, match.start() + 1, max(1, end - start))
            for number in range(first, last + 1)
            for match in re.finditer(re.escape(words), lines[number - 1])
            if number > first or match.start() + 1 >= (value.column or 1)
        )
        return next(islice(places, self.written.count(words, 0, start), None), value)


Passage = Body | Value


@lru_cache(maxsize=1)
def page_body(file: TextFile, start: int | None, line: int) -> Body:
    """Return the text of a page, read once by all that look at it; an empty one for a page that the build adds."""
    lines = Lines("" if start is None else file.text[start:], file.path, line)
    return Body(lines, lines.text)


def page_passages(page: Page, file: TextFile) -> Iterator[Passage]:
    """Yield a page's text, and each sentence that its front matter holds."""
    body = page_body(file, page.body_start, page.body_line)
    yield body
    lines = body.lines
    yield from (Body(lines, match[1], match.start(1)) for match in _IN_QUOTES.finditer(lines.text))
    yield from record_passages(page.front_matter, file)


def data_passages(data: Data, sources: Mapping[str, TextFile]) -> Iterator[Value]:
    """Yield each text of the records in content/_data/; `sources` has the files by their name."""
    for (name, *path), record in every_record(data):
        yield from record_passages(record, sources[str(name)], tuple(path))


def record_passages(record: object, source: TextFile, path: KeyPath = ()) -> Iterator[Value]:
    """Yield each text of a record in which rules look for words."""
    for name in read_by_rules(type(record)):
        said = getattr(record, name)
        texts = [((*path, name, number), text) for number, text in enumerate(said)] if isinstance(said, tuple) else []
        for way, text in texts or [((*path, name), said)] if said else ():
            yield Value(source, way, text, isinstance(record, Sourced))
