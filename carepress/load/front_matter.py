"""Parts a Markdown file into front matter and body, and finds the place of a key there or in a data file again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from carepress.model.page import Page, TextFile
from carepress.problems import Place
from carepress.text.yaml_file import KeyPath, YamlFile, load_yaml

FIRST_LINE = 2
_FENCE = re.compile(r"---[ \t]*(\n|\Z)")
_CLOSING_FENCE = re.compile(r"^(---|\.\.\.)[ \t]*(\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """A file in its two parts. The front matter is None if the file doesn't begin with one that is closed."""

    front: str | None
    body: str
    body_line: int
    body_start: int = 0
    is_open: bool = False


def split(text: str) -> Split:
    """Return front matter and body of a file, and the line on which the body starts."""
    opening = _FENCE.match(text)
    if opening is None:
        return Split(None, text, 1)
    closing = _CLOSING_FENCE.search(text, opening.end())
    if closing is None:
        return Split(None, "", 1, is_open=True)
    body_line = text.count("\n", 0, closing.end()) + 1
    return Split(text[opening.end() : closing.start()], text[closing.end() :], body_line, closing.end())


def body_of(page: Page, texts: Mapping[str, TextFile]) -> str:
    """Return the text of a page; an empty one for a page that the build adds."""
    return "" if page.body_start is None else texts[page.path].text[page.body_start :]


def locate(source: TextFile, path: KeyPath) -> Place:
    """Return where a value stands in a data file, or in a page's front matter, that has been parsed before."""
    file = _parsed(source.path, source.text)
    return file.value_place(path) if file is not None else Place(source.path)


@lru_cache(maxsize=64)  # one file after the other is asked for many values
def _parsed(path: str, text: str) -> YamlFile | None:
    front, first_line = (split(text).front or "", FIRST_LINE) if path.endswith(".md") else (text, 1)
    return load_yaml(front, path, first_line)[0]
