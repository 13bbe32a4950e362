"""Shows the site while it is being written: watch, rebuild, reload, problems in the browser. livereload's home.

livereload gives the websocket and its script; watchfiles tells of changes, because livereload's own watcher polls and
drops a change that follows another within three seconds. The preview has a folder of its own; site/ is never touched.
"""

import asyncio
import dataclasses
import errno
import json
import logging
import os
import re
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import tornado.web
import watchfiles
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher

from carepress.cli import DONE
from carepress.cli.report import as_html, as_text, one_line, waiting_lines, why_held_back
from carepress.model.config import Options
from carepress.model.made import Report
from carepress.pipeline import build
from carepress.problems import BuildFailed, EnvironmentFailed, Place, Problem
from carepress.problems.catalog import violation
from carepress.site_files.hosting import PREVIEW_HEADERS
from carepress.text.words import count_noun

HOST = "127.0.0.1"
_OWN_NAMES = re.compile(r"localhost|[\d.]+|\[[\da-f:.]+]")  # nobody elsewhere can make an address in numbers lead here
_PREVIEW = Path(".cache/preview/site")
_MOST = 20  # problems that are shown at once
_BODY = re.compile("<body[^>]*>")
# The page tells the server of which build it is.
_HEAD = '<link rel="stylesheet" href="/livereload.css"><script src="/livereload.js?maxdelay=1000&amp;snipver={}" defer></script>'
# Behind a forwarded port only the browser knows where the server is.
_WHERE = 'document.currentScript.src += `&host=${location.hostname}&port=${location.port || {"http:": 80}[location.protocol] || 443}`;\n'
_ELSEWHERE = "In a container add --address 0.0.0.0; behind a forwarded port with a name of its own, --host-name NAME."
_REFUSED = 'The preview doesn\'t answer to "{0}". If you gave it this name, start it again with --host-name {0}\n'


class Preview:
    """The last good build of the preview, and what is wrong with the newest state of the files."""

    def __init__(self, root: Path, options: Options, port: int, names: Iterable[str] = ()) -> None:
        self.root = root
        self.output = root / _PREVIEW
        self.names = frozenset(names)
        self.build = ""
        self.problems: Sequence[Problem] = ()
        self._counts = ""
        self._report: Report | None = None
        self._said: Sequence[str] = ()
        self._options = dataclasses.replace(
            options, output=self.output, base_url=f"http://{HOST}:{port}/", preview=True
        )

    def rebuild(self) -> None:
        """Build once, and keep what is wrong; print it with what is held back, unless just that was printed before."""
        found: Sequence[Problem]
        held, done = [], "Not built"
        try:
            report = self._report = build(self.root, self._options, datetime.now(UTC))
        except BuildFailed as failure:
            found = failure.problems
        except (EnvironmentFailed, OSError) as failure:
            found = [violation("environment", Place("."), "refused", failure=failure)]
        else:
            found, held = report.warnings, waiting_lines(report)
            done = f"Built {count_noun(report.pages, 'page')}: {report.written:,} files changed"
        self.problems = tuple(problem for problem in found if problem.severity == "error")
        warnings = [problem for problem in found if problem.severity == "warning"]
        counts = ((len(self.problems), "problem"), (len(warnings), "warning"))
        self._counts = " and ".join(count_noun(count, noun) for count, noun in counts if count)
        said = _first([f"{as_text(problem, self.root)}\n" for problem in [*self.problems, *warnings]]) + held
        if said not in ([], self._said):
            print("\n".join(said))
        self._said = said
        print(f"{done}. To mend: {self._counts or 'nothing'}.", flush=True)
        self.build = str(uuid4())

    def decorate(self, page: str, url: str = "") -> str:
        """Return a page with what loads it anew, what is wrong, and which pages visitors don't see, this one among them."""
        head = _HEAD.format(self.build)
        page = page.replace("</head>", f"{head}</head>", 1) if "</head>" in page else head + page
        body = _BODY.search(page)
        at = body.end() if body else len(page)
        return f"{page[:at]}{''.join(self._notices(url))}{page[at:]}"

    def _notices(self, url: str) -> Iterator[str]:
        report, parts = self._report, []
        if self._counts:
            state = "This is the page as it was before." if self.problems else "The terminal says which."
            parts = [f"<strong>To mend: {self._counts}.</strong> {state}"]
            parts += _first([as_html(problem, self.root) for problem in self.problems])
        if report and report.waiting:
            whys = {path: why_held_back(held, report) for path, held in report.waiting.items()}
            if url in whys:
                yield f'<div id="preview-ribbon" role="note" lang="en">Visitors can’t see this page: {whys[url]}.</div>'
            links = (f'<li><a href="{escape(path)}">{escape(path)}</a> ({why})</li>' for path, why in whys.items())
            parts.append(f"<details><summary>{waiting_lines(report)[0]}</summary><ul>{''.join(links)}</ul></details>")
        if parts:
            role = "alert" if self.problems else "status"
            yield f'<div id="preview-panel" role="{role}" lang="en">{"".join(parts)}</div>'


def _first(problems: Sequence[str]) -> list[str]:
    more = f"And {len(problems) - _MOST:,} more, which python3 build.py check --all lists.\n"
    return [*problems[:_MOST], more] if len(problems) > _MOST else [*problems]


def serve(root: Path, options: Options, port: int, address: str = HOST, names: Iterable[str] = ()) -> None:
    """Show the site until a signal ends the process. Raises EnvironmentFailed if the port can't be had."""
    preview = Preview(root, options, port, names)
    preview.rebuild()
    asyncio.run(_run(preview, port, address))


async def _run(preview: Preview, port: int, address: str) -> None:
    LiveReloadHandler.watcher = Watcher()  # it only lends its name to a log line
    LiveReloadHandler.live_css = True
    loop = asyncio.get_running_loop()
    # A signal doesn't wake a loop that is about to wait, unless the loop knows of it; on Windows every loop does.
    with suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, os._exit, DONE)
    # What strangers ask for, and that a tab has gone, is no news.
    for name in ("livereload", "tornado.access", "tornado.general"):
        logging.getLogger(name).disabled = True
    livereload = {"": _Socket, ".js": _Script, ".css": _Style}
    handlers = [*((f"/livereload{end}", handler) for end, handler in livereload.items()), ("/(.*)", _Pages)]
    try:
        tornado.web.Application([(*pair, {"preview": preview}) for pair in handlers]).listen(port, address)
    except (OSError, ValueError) as failure:
        reason = f"of {address} can't be used ({getattr(failure, 'strerror', failure)})"
        reason = "is taken" if getattr(failure, "errno", 0) == errno.EADDRINUSE else reason
        raise EnvironmentFailed(f"port {port} {reason}: choose another with --port") from failure
    name = address if address.strip("0.:") else "localhost"
    print(f"The preview is at http://{name}:{port}/ — stop it with Ctrl+C.\n{_ELSEWHERE}", flush=True)
    threading.Thread(target=_watch, args=(preview, loop), daemon=True).start()
    await asyncio.Event().wait()


def _watch(preview: Preview, loop: asyncio.AbstractEventLoop) -> None:
    """Rebuild after each burst of saves and tell the browsers; saves during a build make the next burst."""
    folders = [preview.root / name for name in ("content", "templates") if (preview.root / name).is_dir()]
    for _ in watchfiles.watch(*folders, step=20, debounce=200, raise_interrupt=False):
        preview.rebuild()
        loop.call_soon_threadsafe(LiveReloadHandler.reload_waiters, "/")


class _Guarded(tornado.web.RequestHandler):
    """Answers only to this computer's own names: a page elsewhere can't reach the preview by a name of its own."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def set_default_headers(self) -> None:
        for name, value in PREVIEW_HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        name = self.request.host_name
        if name not in self.preview.names and not _OWN_NAMES.fullmatch(name):
            self.set_status(HTTPStatus.FORBIDDEN)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(_REFUSED.format(one_line(name)))


class _Socket(_Guarded, LiveReloadHandler):  # type: ignore[misc]
    def check_origin(self, origin: str) -> bool:
        """Return whether a page that isn't at the address asked, as tornado sees it, is one of the preview's own."""
        return origin.partition("://")[2].partition(":")[0] in self.preview.names

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Send a message. That a tab has gone is looked at, or Python would speak of it."""
        sent = super().write_message(message, binary)
        sent.add_done_callback(lambda task: task.cancelled() or task.exception())
        return sent

    def on_message(self, message: str | bytes) -> None:
        """Answer what livereload.js says, and have a page of another build loaded anew; hang up on anything else."""
        try:
            super().on_message(message)
            build = json.loads(message).get("snipver", self.preview.build)
        except (AttributeError, RecursionError, TypeError, ValueError):
            self.close(1003)  # it can't be read
        else:
            if build != self.preview.build:
                self.send_message({"command": "reload", "path": "/"})


class _Script(_Guarded, LiveReloadJSHandler):  # type: ignore[misc]
    def get(self) -> None:
        self.write(_WHERE)
        super().get()


class _Style(_Guarded):
    def get(self) -> None:
        self.set_header("Content-Type", "text/css")
        self.finish(Path(__file__).with_name("livereload.css").read_bytes())


class _Pages(_Guarded, tornado.web.StaticFileHandler):
    """Answers with pages, decorated, and with other files as they are: always with what is there now."""

    def initialize(self, preview: Preview) -> None:  # type: ignore[override]
        super().initialize(preview)
        tornado.web.StaticFileHandler.initialize(self, str(preview.output), "index.html")

    def compute_etag(self) -> None:
        """Return nothing: there is no older answer to compare with."""

    def should_return_304(self) -> bool:
        return False

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answer with a file. Whether it may be seen, and where a folder without its slash leads, is the library's to say."""
        try:
            if path and not path.endswith(("/", ".html")):
                await super().get(path, include_body)
                return
            self.path = self.parse_url_path(path)
            if file := self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path)):
                url = f"/{path.removesuffix('index.html')}"
                self.finish(self.preview.decorate(Path(file).read_text(encoding="utf-8"), url))
        except (OSError, ValueError):  # no file can have such a name, or a build has just taken it away
            raise tornado.web.HTTPError(HTTPStatus.NOT_FOUND) from None

    def write_error(self, status_code: int, **reason: Any) -> None:
        """Answer with the page that helps where there is none."""
        file = self.preview.output / "404.html"
        page = file.read_text(encoding="utf-8") if file.is_file() else "<!doctype html><title>Not found</title>"
        if status_code == HTTPStatus.NOT_FOUND:
            self.finish(self.preview.decorate(page))
        else:
            super().write_error(status_code, **reason)
