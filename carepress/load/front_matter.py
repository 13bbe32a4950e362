"""Parts a Markdown file into front matter and body, and finds the place of a key there or in a data file again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from carepress.model.kind import At
from carepress.model.page import Page, TextFile
from carepress.problems import Place
from carepress.text.yaml_file import KeyPath, YamlFile, load_yaml

FIRST_LINE, FENCE = 2, len("---")
_FENCE = re.compile(r"---[ \t]*(\n|\Z)")
# What programs make of three dashes, and what fingers do.
NO_FENCE = re.compile(
    r"^(?:-{2}|-{4,}|[-–—―]*[–—―][-–—―]*|-(?: ?-){2,}|_{3,}|\*{3,})[ \t]*$|^[ \t]+---[ \t]*$", re.MULTILINE
)
_CLOSING_FENCE = re.compile(r"^(---|\.\.\.)[ \t]*(\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """The front matter of a file, None if it doesn't begin with one that is closed, and where the text begins."""

    front: str | None
    body_start: int = 0
    body_line: int = 1
    is_open: bool = False


def split(text: str) -> Split:
    """Return the two parts of a file."""
    opening = _FENCE.match(text)
    if opening is None:  # nobody knows where the text would begin
        return Split(None, len(text), text.count("\n") + 1)
    closing = _CLOSING_FENCE.search(text, opening.end())
    if closing is None:
        return Split(None, len(text), is_open=True)
    front = text[opening.end() : closing.start()]
    return Split(front, closing.end(), text.count("\n", 0, closing.end()) + 1)


def body_of(page: Page, texts: Mapping[str, TextFile]) -> str:
    """Return the text of a page; an empty one for a page that the build adds."""
    return "" if page.body_start is None else texts[page.path].text[page.body_start :]


def locate(source: TextFile, path: KeyPath) -> Place:
    """Return where a value stands in a data file, or in a page's front matter, that has been parsed before."""
    file = _parsed(source.path, source.text)
    return file.value_place(path) if file is not None else Place(source.path)


def places(files: Mapping[str, TextFile]) -> At:
    """Return what says where a value is: in a data file or the settings by their name, in a page by its path."""
    return lambda name, *path: locate(files[name], path)


@lru_cache(maxsize=64)  # one file after the other is asked for many values
def _parsed(path: str, text: str) -> YamlFile | None:
    front, first_line = (split(text).front or "", FIRST_LINE) if path.endswith(".md") else (text, 1)
    return load_yaml(front, path, first_line)[0]
