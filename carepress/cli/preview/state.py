"""What the preview shows: the last good state of each page, what is wrong now, and what a browser has to load again."""

import asyncio
import dataclasses
import re
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from carepress.cache.steps import in_memory
from carepress.cli.preview.notes import EDITOR, more
from carepress.cli.preview.panel import Panel
from carepress.cli.report import as_text, waiting_lines, why_held_back
from carepress.make.kept import Kept
from carepress.model.config import Options, cache_folder
from carepress.pipeline import build
from carepress.problems import EnvironmentFailed, Place, Problem
from carepress.problems.catalog import violation
from carepress.problems.own_code import told_by_own_code
from carepress.text.words import count_noun
from carepress.write.shown import Shown

HOST = "127.0.0.1"
_MOST = 20  # problems that are shown at once
_MOST_CHANGED = 200  # files; of more at once, the system may not have told all
_SWAPPED = (".css", ".gif", ".jpeg", ".jpg", ".png")  # what livereload.js exchanges in a page that stays
_BODY = re.compile("<body[^>]*>")
# The page tells the server of which build it is.
_RELOAD = '<script src="/livereload.js?maxdelay=1000&amp;snipver={}" defer></script>'
_HEAD = '<link rel="stylesheet" href="/_carepress/page.css"><script src="/_carepress/panel.js" defer></script>'
_NEVER_RIGHT = (
    '<!doctype html><html lang="en"><head><title>Not shown yet</title></head>'
    "<body><p>This page is shown as soon as what is wrong with it is mended.</p></body></html>"
)


class Preview:
    """The last good state of each page, and what is wrong with the newest state of the files."""

    def __init__(
        self,
        root: Path,
        options: Options,
        port: int,
        names: Iterable[str] = (),
        editor: str = EDITOR,
        *,
        edits: bool = False,
    ) -> None:
        self.root = root
        self.names = frozenset(names)
        self.build = ""
        self.builds = 0  # that tabs were told of
        self.began = self.ended = 0  # how many builds have begun, and which one is shown
        self._rung = asyncio.Event()
        self.problems: Sequence[Problem] = ()
        self.shown = Shown()
        options = dataclasses.replace(options, preview=True, depth="check", base_url=f"http://{HOST}:{port}/")
        folder = cache_folder(root, options)
        self.options = dataclasses.replace(options, output=folder / "site")
        self._kept = Kept(in_memory(folder, options.kind), self.shown)
        self.panel = Panel(root, editor, edits=edits)
        self._said: Sequence[str] = ()
        self._pages: dict[str, str] = {}  # as they were asked for since the last build
        self._has_missed = True  # whether files may have changed of which nobody told

    def rebuild(self, changed: Collection[Path] | None = None, *, is_asked: bool = True) -> Sequence[str]:
        """Build once, and keep what is wrong; print it with what is held back, unless just that was printed before.

        `changed` has the files that have changed since the last time; without it, any may have. Return the addresses that
        browsers have to load again: "/" for whatever page they show. If nobody asked, nothing is printed without news.
        """
        self.began += 1
        files, before, is_refused = self.shown.files, self.panel, False
        report, first = before.report, before.first
        held, done = [], "Not built"
        is_told = not self._has_missed and changed is not None and len(changed) <= _MOST_CHANGED
        self._kept.changed = changed if is_told else None
        self._has_missed = not self.build  # what is saved before the first build ends
        found: Sequence[Problem]
        try:
            report = build(self.root, self.options, datetime.now(UTC), memory=self._kept)
            # From now on there are several threads, which no process should be a copy of.
            self.options = dataclasses.replace(self.options, workers=1)
        except Exception as error:
            failure = error if isinstance(error, EnvironmentFailed | OSError) else told_by_own_code(error)
            if not failure:
                raise
            found = [violation("environment", Place("."), "refused", failure=failure)]
            self._has_missed = is_refused = True
        else:
            if self._kept.changed is None:
                self._kept.steps.rows.commit(self._kept.steps.names)  # for the next start
            found, held = report.warnings, waiting_lines(report)
            if any(path.endswith(".html") for path in self.shown.files):
                done = f"Built {count_noun(report.pages, 'page')}: {report.written:,} files changed"
            first = first or frozenset(one.page.url for one in report.made)
        self.panel = dataclasses.replace(
            before, report=report, problems=found, files=self.shown.files, first=first, is_refused=is_refused
        )
        self.problems = tuple(problem for problem in found if problem.severity == "error")
        counts = ((len(self.problems), "problem"), (sum(one.severity == "warning" for one in found), "warning"))
        to_mend = " and ".join(count_noun(count, noun) for count, noun in counts if count)
        said = [f"{as_text(one, self.root)}\n" for one in self.problems[:_MOST]]
        said += [f"{more(self.problems, _MOST)}\n"] * (len(self.problems) > _MOST) + held
        if said not in ([], self._said):
            print("\n".join(said))
        self._said = said
        news = [path for path, content in self.shown.files.items() if files.get(path) is not content]
        is_same = self.panel.says_the_same(before) and files.keys() == self.shown.files.keys()
        if is_same and all(path.endswith(_SWAPPED) for path in news):
            addresses = [f"/{path}" for path in news]
        else:
            addresses = ["/"]
        self.build = str(uuid4()) if addresses else self.build
        self.ended = self.began
        self._pages = {}  # whoever is still at one of the last build puts it into the old one
        if addresses or is_asked:
            print(f"{done}. To mend: {to_mend or 'nothing'}.", flush=True)
        return addresses

    def ring(self) -> None:
        """Tell all tabs of the editor that there is another build."""
        self.builds += 1
        rung, self._rung = self._rung, asyncio.Event()
        rung.set()

    async def news(self, builds: object) -> None:
        """Wait until there is a build that isn't the one of this number."""
        while builds == self.builds:
            await self._rung.wait()

    def saved(self, changed: Iterable[Path]) -> str:
        """Return the address of the first page that is written in one of some files; an empty text if none is."""
        paths = {path.relative_to(self.root).as_posix() for path in changed if path.is_relative_to(self.root)}
        made = self.panel.report.made if self.panel.report else ()
        return next((one.page.url for one in made if one.page.path in paths and one.page.body_start is not None), "")

    def page(self, path: str) -> str | None:
        """Return the last good state of a page by the path of its file, decorated; None if there is no such page."""
        pages = self._pages
        if path not in pages and (page := self._page(path)) is not None:
            pages[path] = page
        return pages.get(path)

    def _page(self, path: str) -> str | None:
        content = self.shown.files.get(path)
        if content is None and not (self.panel.report and path in self.panel.report.faults):
            return None
        page = _NEVER_RIGHT if content is None else content.decode() if isinstance(content, bytes) else ""
        return self.decorate(page, path)

    def decorate(self, page: str, path: str = "") -> str:
        """Return a page with what loads it anew, and with what only its authors see: why visitors don't, and the panel."""
        head, panel, ribbon = _RELOAD.format(self.build), "", ""
        if not self.options.as_visitor:
            head, panel, ribbon = _HEAD + head, self.panel.beside(path, page), self._ribbon(path)
        page = page.replace("</head>", f"{head}</head>", 1) if "</head>" in page else head + page
        body, end = _BODY.search(page), page.rfind("</body>")
        end, start = len(page) if end < 0 else end, body.end() if body else 0
        return f"{page[:start]}{ribbon}{page[start:end]}{panel}{page[end:]}"

    def _ribbon(self, path: str) -> str:
        """Return why visitors don't see a page; nothing if they do."""
        report = self.panel.report
        held = report.waiting.get(f"/{path.removesuffix('index.html')}") if report else None
        why = why_held_back(held, report) if held and report else ""
        return why and f'<div id="preview-ribbon" role="note" lang="en">Visitors can’t see this page: {why}.</div>'

    def everything(self) -> str:
        """Return the page that has all problems."""
        return self.panel.everything().replace("</head>", f"{_HEAD}{_RELOAD.format(self.build)}</head>", 1)
