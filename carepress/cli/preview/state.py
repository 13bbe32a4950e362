"""What the preview shows: the last good state of each page, what is wrong now, and what a browser has to load again."""

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from uuid import uuid4

from carepress.cache.steps import in_memory
from carepress.cli.report import as_html, as_text, waiting_lines, why_held_back
from carepress.make.kept import Kept
from carepress.model.config import Options
from carepress.model.made import Report
from carepress.pipeline import build
from carepress.problems import EnvironmentFailed, Place, Problem
from carepress.problems.catalog import violation
from carepress.text.words import count_noun
from carepress.write.shown import Shown

HOST = "127.0.0.1"
_CACHE = Path(".cache/preview")
_MOST = 20  # problems that are shown at once
_MOST_CHANGED = 200  # files; of more at once, the system may not have told all
_SWAPPED = (".css", ".gif", ".jpeg", ".jpg", ".png")  # what livereload.js exchanges in a page that stays
_BODY = re.compile("<body[^>]*>")
# The page tells the server of which build it is.
_HEAD = '<link rel="stylesheet" href="/livereload.css"><script src="/livereload.js?maxdelay=1000&amp;snipver={}" defer></script>'
_NEVER_RIGHT = (
    '<!doctype html><html lang="en"><head><title>Not shown yet</title></head>'
    "<body><p>This page is shown as soon as what is wrong with it is mended.</p></body></html>"
)


class Preview:
    """The last good state of each page, and what is wrong with the newest state of the files."""

    def __init__(self, root: Path, options: Options, port: int, names: Iterable[str] = ()) -> None:
        self.root = root
        self.names = frozenset(names)
        self.build = ""
        self.problems: Sequence[Problem] = ()
        self.shown = Shown()
        self._kept = Kept(in_memory(root / _CACHE, options.kind), self.shown)
        self._counts = ""
        self._report: Report | None = None
        self._said: Sequence[str] = ()
        self._is_refused = False  # by the machine
        self._has_missed = True  # whether files may have changed of which nobody told
        self._options = dataclasses.replace(
            options, output=root / _CACHE / "site", base_url=f"http://{HOST}:{port}/", preview=True
        )

    def rebuild(self, changed: Collection[Path] | None = None, *, is_asked: bool = True) -> Sequence[str]:
        """Build once, and keep what is wrong; print it with what is held back, unless just that was printed before.

        `changed` has the files that have changed since the last time; without it, any may have. Return the addresses that
        browsers have to load again: "/" for whatever page they show. If nobody asked, nothing is printed without news.
        """
        files = self.shown.files
        found: Sequence[Problem]
        held, done = [], "Not built"
        is_told = not self._has_missed and changed is not None and len(changed) <= _MOST_CHANGED
        self._kept.changed = changed if is_told else None
        self._has_missed = not self.build  # what is saved before the first build ends
        try:
            report = build(self.root, self._options, datetime.now(UTC), memory=self._kept)
            # From now on there are several threads, which no process should be a copy of.
            self._options = dataclasses.replace(self._options, workers=1)
        except (EnvironmentFailed, OSError) as failure:
            found = [violation("environment", Place("."), "refused", failure=failure)]
            self._has_missed = self._is_refused = True
        else:
            if self._kept.changed is None:
                self._kept.steps.rows.commit(self._kept.steps.names)  # for the next start
            self._report, self._is_refused = report, False
            found, held = report.warnings, waiting_lines(report)
            if any(path.endswith(".html") for path in self.shown.files):
                done = f"Built {count_noun(report.pages, 'page')}: {report.written:,} files changed"
        self.problems = tuple(problem for problem in found if problem.severity == "error")
        warnings = [problem for problem in found if problem.severity == "warning"]
        counts = ((len(self.problems), "problem"), (len(warnings), "warning"))
        self._counts = " and ".join(count_noun(count, noun) for count, noun in counts if count)
        said = self._first([*self.problems, *warnings], lambda one, root: f"{as_text(one, root)}\n") + held
        if said not in ([], self._said):
            print("\n".join(said))
        is_same = said == self._said
        self._said = said
        news = [path for path, content in self.shown.files.items() if files.get(path) is not content]
        if is_same and files.keys() == self.shown.files.keys() and all(path.endswith(_SWAPPED) for path in news):
            addresses = [f"/{path}" for path in news]
        else:
            addresses = ["/"]
        self.build = str(uuid4()) if addresses else self.build
        if addresses or is_asked:
            print(f"{done}. To mend: {self._counts or 'nothing'}.", flush=True)
        return addresses

    def page(self, path: str) -> str | None:
        """Return the last good state of a page by the path of its file, decorated; None if there is no such page."""
        content = self.shown.files.get(path)
        if content is None and not self._faults(path):
            return None
        page = _NEVER_RIGHT if content is None else content.decode() if isinstance(content, bytes) else ""
        return self.decorate(page, path)

    def decorate(self, page: str, path: str = "") -> str:
        """Return a page with what loads it anew, what is wrong, and which pages visitors don't see, this one among them."""
        head = _HEAD.format(self.build)
        page = page.replace("</head>", f"{head}</head>", 1) if "</head>" in page else head + page
        body = _BODY.search(page)
        at = body.end() if body else len(page)
        return f"{page[:at]}{''.join(self._notices(path))}{page[at:]}"

    def _faults(self, path: str) -> Sequence[Problem]:
        return self._report.faults.get(path, ()) if self._report else ()

    def _notices(self, path: str) -> Iterator[str]:
        report, parts, own = self._report, [], self._faults(path)
        if self._counts:
            is_old = own or self._is_refused
            state = "This is the page as it was before." if is_old else "This page is as it was saved."
            state = state if self.problems else "The terminal says which."
            parts = [f"<strong>To mend: {self._counts}.</strong> {state}"]
            parts += self._first([*own, *(one for one in self.problems if one not in own)], as_html)
        if report and report.waiting:
            whys = {url: why_held_back(held, report) for url, held in report.waiting.items()}
            url = f"/{path.removesuffix('index.html')}"
            if url in whys:
                yield f'<div id="preview-ribbon" role="note" lang="en">Visitors can’t see this page: {whys[url]}.</div>'
            links = (f'<li><a href="{escape(url)}">{escape(url)}</a> ({why})</li>' for url, why in whys.items())
            parts.append(f"<details><summary>{waiting_lines(report)[0]}</summary><ul>{''.join(links)}</ul></details>")
        if parts:
            role = "alert" if self.problems else "status"
            yield f'<div id="preview-panel" role="{role}" lang="en">{"".join(parts)}</div>'

    def _first(self, problems: Sequence[Problem], write: Callable[[Problem, Path], str]) -> list[str]:
        more = f"And {len(problems) - _MOST:,} more, which python3 build.py check --all lists.\n"
        return [write(one, self.root) for one in problems[:_MOST]] + [more] * (len(problems) > _MOST)
