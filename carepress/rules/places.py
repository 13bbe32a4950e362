"""Finds where something in a finished page comes from: the page's own file, or else a template."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from carepress.model import SourceFile
from carepress.problems import Place, Problem
from carepress.rules.catalog import breach


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in something finished; `clues` are what its place is looked up by, `said` fills the message."""

    rule: str
    clues: tuple[str, ...]
    said: Mapping[str, object]


class Places:
    """The texts that finished pages are made from."""

    def __init__(self, templates: Path) -> None:
        self.folder = templates
        self._texts: dict[str, str] = {}

    def problem(self, finding: Finding, source: SourceFile) -> Problem:
        """Return a finding as a problem with its place."""
        places = (
            place
            for find in (partial(_find, path=source.path, text=source.text), self._in_templates)
            for clue in finding.clues
            if (place := find(clue))
        )
        return breach(finding.rule, next(places, Place(source.path)), **finding.said)

    def _in_templates(self, clue: str) -> Place | None:
        if not self._texts:
            for path in sorted(self.folder.rglob("*.*")):
                if path.suffix in {".html", ".css", ".js", ".svg"}:
                    self._texts[path.relative_to(self.folder.parent).as_posix()] = path.read_text(encoding="utf-8")
        places = (_find(clue, path, text) for path, text in self._texts.items())
        return next((place for place in places if place), None)


def _find(clue: str, path: str, text: str) -> Place | None:
    start = text.find(clue) if clue else -1
    if start < 0:
        return None
    return Place(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), len(clue))
