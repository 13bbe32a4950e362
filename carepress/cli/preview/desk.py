"""What the editor in the browser works with: forms of files, words to complete, what is wrong, and when there is news."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from carepress.cli.new import begin
from carepress.cli.preview.filled import filled, form_for, known_names
from carepress.cli.preview.state import Preview
from carepress.cli.preview.words import words_of
from carepress.load.form import Known
from carepress.model.config import Options
from carepress.model.made import Report
from carepress.problems import Problem


class Desk:
    """One for all tabs; `ring` tells them that there is another build."""

    def __init__(self, preview: Preview, options: Options, *, is_open: bool) -> None:
        self.preview, self.is_open, self.builds = preview, is_open, 0
        self._options, self._kind = options, options.kind
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Tell all tabs that wait for it that there is another build."""
        self.builds += 1
        rung, self._rung = self._rung, asyncio.Event()
        rung.set()

    async def news(self, builds: object) -> None:
        """Wait until there is a build that isn't the one of this number."""
        while builds == self.builds:
            await self._rung.wait()

    def begin(self, what: str, title: str) -> str:
        """Return the file of a page that was begun. Raises UnknownName if it can't be."""
        return begin(self.preview.root, self._options, what, title)

    def url_of(self, file: str) -> str:
        """Return the url of the page that a file makes; that of the first page for others."""
        made = self._report.made if self._report else ()
        return next((one.page.url for one in made if one.page.path == file), "/")

    def form(self, file: str, text: str) -> Sequence[Mapping[str, Any]]:
        """Return the form of a file with this text."""
        return form_for(self._kind, file, text, self._known)

    def filled(self, file: str, text: str, answers: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
        """Return a text with some answers in it, and mistakes. Raises UnknownName if it can't be changed."""
        return filled(self._kind, file, text, self._known, answers)

    def words(self) -> Mapping[str, Any]:
        """Return what can be completed."""
        site = self._report.site if self._report else None
        return words_of(site, self.preview.root / "templates/components") if site else {}

    def problems(self, file: str) -> Sequence[Mapping[str, Any]]:
        """Return what is wrong with a file and its page, the first lines first."""
        return [_told(one) for one in self.preview.panel.of_file(file)]

    @property
    def _report(self) -> Report | None:
        return self.preview.panel.report

    @property
    def _known(self) -> Known:
        site = self._report.site if self._report else None
        return known_names(site) if site else {}


def _told(problem: Problem) -> Mapping[str, Any]:
    place = problem.place
    said = {name: getattr(problem, name) for name in ("severity", "rule", "message", "hint")}
    return {"file": place.path, "line": place.line or 1, "column": place.column or 1, **said}
