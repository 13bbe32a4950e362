"""Shows the site while it is being written: watch, rebuild, reload, problems in the browser. livereload's home.

livereload gives the websocket and its script; watchfiles tells of changes, because livereload's own watcher polls and
drops a change that follows another within three seconds. The preview has a folder of its own; site/ is never touched.
"""

import asyncio
import dataclasses
import logging
import re
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import tornado.web
import watchfiles
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher

from carepress.config import Options
from carepress.pipeline import build
from carepress.problems import BuildFailed, EnvironmentFailed, Place, Problem, error
from carepress.report import as_html, as_text
from carepress.text import count_noun

HOST = "127.0.0.1"
_PREVIEW = Path(".cache/preview/site")
_BODY = re.compile("<body[^>]*>")
_SCRIPT = '<script src="/livereload.js?port={port}" defer></script>'
_OVERLAY = (
    '<div role="alert" lang="en" style="all:initial;display:block;box-sizing:border-box;padding:1rem;max-height:60vh;'
    'overflow:auto;background:#fff4f2;color:#3b0d0c;border-block-end:4px solid #b3261e;font:16px/1.5 system-ui">'
    "<strong>{count} to mend. Below is the page as it was before.</strong>{problems}</div>"
)


class Preview:
    """The last good build of the preview, and what is wrong with the newest state of the files."""

    def __init__(self, root: Path, options: Options, port: int) -> None:
        self.root = root
        self.output = root / _PREVIEW
        self.port = port
        self.problems: Sequence[Problem] = ()
        self._options = dataclasses.replace(
            options, output=self.output, base_url=f"http://{HOST}:{port}/", preview=True
        )

    def rebuild(self) -> None:
        """Build once, and keep what is wrong."""
        try:
            report = build(self.root, self._options, datetime.now(UTC))
        except BuildFailed as failure:
            self.problems = [problem for problem in failure.problems if problem.severity == "error"]
            print("\n\n".join(as_text(problem, self.root) for problem in self.problems), flush=True)
        except (EnvironmentFailed, OSError) as failure:
            self.problems = [error("environment", str(failure), Place("."))]
            print(f"error: {failure}", flush=True)
        else:
            self.problems = ()
            print(f"Built {count_noun(report.pages, 'page')}: {report.written:,} files changed.", flush=True)

    def decorate(self, page: str) -> str:
        """Return a page with the script that reloads it, and with the problems above it if there are any."""
        script = _SCRIPT.format(port=self.port)
        page = page.replace("</head>", f"{script}</head>", 1) if "</head>" in page else script + page
        if not self.problems:
            return page
        shown = "".join(as_html(problem, self.root) for problem in self.problems)
        overlay = _OVERLAY.format(count=count_noun(len(self.problems), "problem"), problems=shown)
        body = _BODY.search(page)
        at = body.end() if body else len(page)
        return page[:at] + overlay + page[at:]


def serve(root: Path, options: Options, port: int) -> int:
    """Show the site until the person stops it; return the exit code. Raises EnvironmentFailed if the port is taken."""
    preview = Preview(root, options, port)
    preview.rebuild()
    try:
        asyncio.run(_run(preview))
    except KeyboardInterrupt:
        print("Stopped.")
    return 0


async def _run(preview: Preview) -> None:
    LiveReloadHandler.watcher = Watcher()  # it only lends its name to a log line
    LiveReloadHandler.live_css = True
    logging.getLogger("tornado.access").disabled = True
    handlers = ((r"/livereload", _Socket), (r"/livereload.js", _Script), (r"/(.*)", _Pages))
    try:
        tornado.web.Application([(*pair, {"preview": preview}) for pair in handlers]).listen(preview.port, address=HOST)
    except OSError as failure:
        raise EnvironmentFailed(f"port {preview.port} is taken: choose another with --port") from failure
    print(f"The preview is at http://{HOST}:{preview.port}/ — stop it with Ctrl+C.", flush=True)
    stop = threading.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(target=_watch, args=(preview, loop, stop), daemon=True).start()
    try:
        await asyncio.Event().wait()
    finally:
        stop.set()


def _watch(preview: Preview, loop: asyncio.AbstractEventLoop, stop: threading.Event) -> None:
    """Rebuild after each burst of saves and tell the browsers; saves during a build make the next burst."""
    folders = [preview.root / name for name in ("content", "templates") if (preview.root / name).is_dir()]
    for _ in watchfiles.watch(*folders, step=20, debounce=200, stop_event=stop, raise_interrupt=False):
        preview.rebuild()
        loop.call_soon_threadsafe(LiveReloadHandler.reload_waiters, "/")


class _Guarded(tornado.web.RequestHandler):
    """Answers only to this computer's own names: a page elsewhere can't reach the preview by a name of its own."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def prepare(self) -> None:
        if self.request.host not in _names(self.preview.port):
            raise tornado.web.HTTPError(403)


def _names(port: int) -> tuple[str, str]:
    return f"{HOST}:{port}", f"localhost:{port}"


class _Socket(_Guarded, LiveReloadHandler):  # type: ignore[misc]
    def check_origin(self, origin: str) -> bool:
        """Return whether the page that connects is one of the preview's own."""
        return origin.removeprefix("http://") in _names(self.preview.port)


class _Script(_Guarded, LiveReloadJSHandler):  # type: ignore[misc]
    pass


class _Pages(_Guarded, tornado.web.StaticFileHandler):
    """Answers with pages, decorated, and with other files as they are: always with what is there now."""

    def initialize(self, preview: Preview) -> None:  # type: ignore[override]
        super().initialize(preview)
        tornado.web.StaticFileHandler.initialize(self, str(preview.output), "index.html")

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> None:
        """Return nothing: there is no older answer to compare with."""

    def should_return_304(self) -> bool:
        return False

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answer with a file. Whether it may be seen, and where a folder without its slash leads, is the library's to say."""
        if path and not path.endswith(("/", ".html")):
            await super().get(path, include_body)
            return
        self.path = self.parse_url_path(path)
        if file := self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path)):
            self.finish(self.preview.decorate(Path(file).read_text(encoding="utf-8")))

    def write_error(self, status_code: int, **reason: Any) -> None:
        """Answer with the page that helps where there is none."""
        file = self.preview.output / "404.html"
        page = file.read_text(encoding="utf-8") if file.is_file() else "<!doctype html><title>Not found</title>"
        if status_code == HTTPStatus.NOT_FOUND:
            self.finish(self.preview.decorate(page))
        else:
            super().write_error(status_code, **reason)
