"""Finds where something in a finished page comes from: the page's own file, the data, or else a template."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from carepress.model.page import TextFile
from carepress.problems import Place, Problem
from carepress.problems.catalog import Catalog

_QUOTES = re.compile("[\"'“”‘’]")
_QUOTE_CLASS = ('["“”]', "['‘’]")
_SCHEMES = ("http", "mailto:", "sms:", "tel:")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in something finished; `clues` are what its place is looked up by, the surest first, `said` fills the message.

    `case` is that of a rule that says several things.
    """

    rule: str
    clues: tuple[str, ...]
    said: Mapping[str, object]
    case: str = ""


class Places:
    """The texts that finished pages are made from."""

    def __init__(self, templates: Path, data: Sequence[TextFile], catalog: Catalog) -> None:
        self.catalog = catalog
        self.folder = templates
        self.data = data
        self._texts: dict[str, str] = {}

    def problem(self, finding: Finding, page: TextFile) -> Problem:
        """Return a finding as a problem with its place: in the page's file, the data, or a template."""
        finders: list[Callable[[str], Place | None]]
        finders = [partial(_find, path=page.path, text=page.text), self._in_data, self._in_templates]
        places = (place for clue in finding.clues for find in finders if (place := find(clue)))
        return self.catalog.violation(finding.rule, next(places, Place(page.path)), finding.case, **finding.said)

    def _in_data(self, clue: str) -> Place | None:
        """Return where an address stands in the data; words may stand there by chance."""
        files = self.data if clue.startswith(_SCHEMES) else ()
        return next((place for file in files if (place := _find(clue, file.path, file.text))), None)

    def _in_templates(self, clue: str) -> Place | None:
        if not self._texts:
            for path in sorted(self.folder.rglob("*.*")):
                if path.suffix in {".html", ".css", ".js", ".svg"}:
                    text = path.read_text(encoding="utf-8-sig", errors="replace")
                    self._texts[path.relative_to(self.folder.parent).as_posix()] = text
        places = (_find(clue, path, text) for path, text in self._texts.items())
        return next((place for place in places if place), None)


def _find(clue: str, path: str, text: str) -> Place | None:
    # What stands in front matter too, stands there second.
    body = max(0, text.find("\n---", 3)) if path.endswith(".md") else 0
    match = (_pattern(clue).search(text, body) or _pattern(clue).search(text)) if clue else None
    if match is None:
        return None
    start = match.start()
    return Place(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), len(match[0]))


@cache
def _pattern(clue: str) -> re.Pattern[str]:
    """Return what finds a clue as its author may have written it: over two lines, with emphasis, with straight quotes."""
    if clue.startswith(_SCHEMES):  # an address isn't found in another that begins like it
        return re.compile(re.escape(clue) + r"(?![^\s\"'<>()\[\]{}|,#])")
    words = [_QUOTES.sub(lambda match: _QUOTE_CLASS[match[0] in "'‘’"], re.escape(word)) for word in clue.split()]
    pattern = r"[\s*_~`]+".join(words)
    is_tag = clue.startswith("<")  # which may stand in any letters
    pattern = re.sub(r"^\\\[(?=.)|(?=\\\]$)", lambda match: match[0] + "[*_~`]*", pattern)
    return re.compile(pattern, re.IGNORECASE if is_tag else 0)
