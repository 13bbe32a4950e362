"""The small site while it is built again and again: which pages its last build converted and rendered."""

import os
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.cli.preview.state import Preview
from carepress.convert import Converter
from carepress.model.config import Options
from carepress.model.made import Document, Rendered
from carepress.model.page import Page, TextFile
from carepress.pipeline import build
from carepress.problems import Problem
from carepress.render.page import Renderer
from tests.cache.side_by_side import sources_of
from tests.cache.small_site import FILES, Written, changed, pages, written
from tests.sites import TinySite

PLAIN, NEW = "content/blog/plain.md", "content/blog/new.md"
FIRST_DAY = date(2026, 11, 24)


class Work:
    """The small site with one article more, and the urls of the pages that its last build converted and rendered."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site = TinySite(folder).write(FILES)
        self.pages: dict[str, Written] = {**pages(), PLAIN: written("Some plain words", date="2026-09-01")}
        self.site.write({path: str(page) for path, page in self.pages.items()})
        self.converted: list[str] = []
        self.rendered: list[str] = []
        convert, render = Converter.convert, Renderer.page

        def convert_counted(converter: Converter, page: Page, file: TextFile) -> tuple[Document, list[Problem]]:
            self.converted.append(page.url)
            return convert(converter, page, file)

        def render_counted(renderer: Renderer, document: Document) -> Rendered:
            rendered = render(renderer, document)  # a page that has to wait for the others isn't rendered yet
            self.rendered.append(document.page.url)
            return rendered

        monkeypatch.setattr(Converter, "convert", convert_counted)
        monkeypatch.setattr(Renderer, "page", render_counted)

    def build(self, day: date = FIRST_DAY) -> None:
        """Build, and count only this build."""
        self.converted.clear()
        self.rendered.clear()
        build(self.site.root, Options(kind=CARE), datetime.combine(day, time(17), UTC))

    def write(self, path: str, *names: str, **head: str) -> None:
        """Change the paragraphs of a page, or what is at its top."""
        page = self.pages.setdefault(path, written("New", date="2026-08-15"))
        page.text = names or page.text
        page.head |= head
        self.site.write({path: str(page)})

    def change(self, file: str, to: str) -> None:
        """Change another file in one of the ways that it can."""
        content = changed(file, to)
        assert content is not None
        self.site.write({file: content})

    def replace(self, file: str, old: str, new: str) -> None:
        """Put a piece of text in the place of another one."""
        text = (self.site.root / file).read_text(encoding="utf-8")
        assert old in text
        self.site.write({file: text.replace(old, new)})

    def touch(self) -> None:
        """Give all sources another time."""
        for path in sources_of(self.site):
            os.utime(self.site.root / path, (1_000_000_000, 1_000_000_000))

    def delete(self, path: str) -> None:
        (self.site.root / path).unlink()


class PreviewWork(Work):
    """The same in a preview, which is told what has changed."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        self.preview = Preview(self.site.root, Options(kind=CARE, today=FIRST_DAY), 8000)
        self.before: dict[str, bytes] = {}
        self.to_load: list[str] = []

    def build(self, day: date = FIRST_DAY) -> None:
        """Build, and count only this build."""
        self.converted.clear()
        self.rendered.clear()
        now = sources_of(self.site)
        paths = [path for path in now.keys() | self.before.keys() if now.get(path) != self.before.get(path)]
        self.to_load = [*self.preview.rebuild({self.site.root / path for path in paths})]
        self.before = now

    def page(self, path: str) -> str:
        """Return what a browser is shown."""
        return self.preview.page(path) or ""
