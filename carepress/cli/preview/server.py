"""Serves the site while it is being written: watch, rebuild, reload, problems in the browser. livereload's home.

livereload gives the websocket and its script; watchfiles tells of changes, because livereload's own watcher polls and
drops a change that follows another within three seconds. All files are served from memory; site/ is never touched.
"""

import asyncio
import errno
import gc
import json
import logging
import mimetypes
import os
import re
import signal
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import tornado.web
import watchfiles
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher

from carepress.cli import DONE
from carepress.cli.preview.state import HOST, Preview
from carepress.cli.report import one_line
from carepress.model.config import Options
from carepress.problems import EnvironmentFailed
from carepress.site_files.hosting import PREVIEW_HEADERS

_OWN_NAMES = re.compile(r"localhost|[\d.]+|\[[\da-f:.]+]")  # nobody elsewhere can make an address in numbers lead here
_IDLE = 500  # milliseconds
# Behind a forwarded port only the browser knows where the server is.
_WHERE = 'document.currentScript.src += `&host=${location.hostname}&port=${location.port || {"http:": 80}[location.protocol] || 443}`;\n'
_ELSEWHERE = "In a container add --address 0.0.0.0; behind a forwarded port with a name of its own, --host-name NAME."
_REFUSED = 'The preview doesn\'t answer to "{0}". If you gave it this name, start it again with --host-name {0}\n'


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
    """Rebuild after each burst of saves and tell the browsers; saves during a build make the next burst.

    Once it watches, it builds without having been told anything: for what was saved before, and to have all at hand.
    """
    folders = [preview.root / name for name in ("content", "templates") if (preview.root / name).is_dir()]
    is_ready = False
    bursts = watchfiles.watch(
        *folders, step=10, debounce=100, rust_timeout=_IDLE, yield_on_timeout=True, raise_interrupt=False
    )
    for changes in bursts:
        addresses: Sequence[str] = ()
        if changes or not is_ready:
            addresses = preview.rebuild({Path(path) for _, path in changes} or None, is_asked=bool(changes))
        if not is_ready:
            gc.collect()
            gc.freeze()  # what stays for good needn't be looked through at each save
            is_ready = True
        for address in addresses:
            loop.call_soon_threadsafe(LiveReloadHandler.reload_waiters, address)


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
    def initialize(self, preview: Preview) -> None:
        super().initialize(preview)
        self.build = preview.build  # that the page is of

    def check_origin(self, origin: str) -> bool:
        """Return whether a page that isn't at the address asked, as tornado sees it, is one of the preview's own."""
        return origin.partition("://")[2].partition(":")[0] in self.preview.names

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Send a message. That a tab has gone is looked at, or Python would speak of it."""
        sent = super().write_message(message, binary)
        sent.add_done_callback(lambda task: task.cancelled() or task.exception())
        return sent

    def on_message(self, message: str | bytes) -> None:
        """Answer what livereload.js says, and have a page of another build loaded anew; hang up on anything else.

        It says twice who it is, and hears of saves after the second time; a save may come between the two.
        """
        try:
            super().on_message(message)
            self.build = build = json.loads(message).get("snipver", self.build)
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


class _Pages(_Guarded):
    """Answers with pages, decorated, and with other files as they are: always with what is there now."""

    def compute_etag(self) -> None:
        """Return nothing: there is no older answer to compare with."""

    def get(self, path: str) -> None:
        """Answer with a file; a folder without its slash is told to be one."""
        if path.startswith("/") or ".." in path.split("/"):
            raise tornado.web.HTTPError(HTTPStatus.FORBIDDEN)
        path += "index.html" if not path or path.endswith("/") else ""
        page = self.preview.page(path) if path.endswith(".html") else None
        content = self.preview.shown.files.get(path)
        if page is not None:
            self.finish(page)
        elif content is not None:
            self.set_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
            self.finish(content.read_bytes() if isinstance(content, Path) else content)
        elif self.preview.page(f"{path}/index.html") is not None:
            self.redirect(f"{self.request.path}/", permanent=True)
        else:
            raise tornado.web.HTTPError(HTTPStatus.NOT_FOUND)

    head = get

    def write_error(self, status_code: int, **reason: Any) -> None:
        """Answer with the page that helps where there is none."""
        if status_code == HTTPStatus.NOT_FOUND:
            page = self.preview.page("404.html")
            self.finish(page or self.preview.decorate("<!doctype html><title>Not found</title>"))
        else:
            super().write_error(status_code, **reason)
