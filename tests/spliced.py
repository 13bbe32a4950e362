"""Values of real files, changed one by one: what an editor in the browser does to them."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from carepress.load.front_matter import split
from carepress.load.splice import splice, splice_page
from carepress.text.yaml_file import KeyPath, YamlFile, load_yaml

# Values of a data file that are tried; of a page all are.
FEW, MANY = 2, 40


def files_of(content: Path) -> list[str]:
    """Return the pages and data files below a folder."""
    return sorted(path.relative_to(content).as_posix() for end in ("md", "yaml") for path in content.rglob(f"*.{end}"))


def assert_only_that_changes(path: Path, most: int = FEW) -> None:
    """Set single values of a file to what they are, which changes no byte, and to others, which changes their lines alone."""
    text = path.read_bytes().decode()
    change, front = (splice_page, split(text).front) if path.suffix == ".md" else (splice, text)
    file, problems = load_yaml(front or "", "")
    assert file is not None
    assert not problems
    singles = list(_singles(file.value))
    for at, value in singles if path.suffix == ".md" else singles[:: 1 + len(singles) // most]:
        assert change(text, at, value) == text
        day = _day(value)
        new = change(text, at, day.replace(year=2001) if day else _another(value))
        first, last = _lines(file, at)
        start = 1 if path.suffix == ".md" else 0
        before, after = text.split("\n"), new.split("\n")
        assert after[: start + first] == before[: start + first]
        assert after[len(after) - (len(before) - start - last - 1) :] == before[start + last + 1 :]
        assert len(after) <= len(before)
        assert change(new, at, day or value) == text or last > first or not file.nodes[at][1].value


def _singles(value: Any, at: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _singles(inner, (*at, key))
    elif at:
        yield at, value


def _another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | Decimal):
        return value + 1
    return f"{value}x" if value else "x"


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and re.fullmatch(r"20\d\d-\d\d-\d\d", value) else None


def _lines(file: YamlFile, at: KeyPath) -> tuple[int, int]:
    node = file.nodes[at][1]
    text = file.lines.text
    return text.count("\n", 0, node.start_mark.index), text.count("\n", 0, node.end_mark.index)
