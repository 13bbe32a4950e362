"""The command `serve`: the site in a browser, kept up to date while somebody writes. livereload's home.

livereload gives the websocket and its script; watchfiles tells of changes, because livereload's own watcher polls and
drops a change that follows another within three seconds. All files are served from memory; site/ is never touched.
"""

import argparse
import asyncio
import errno
import gc
import json
import logging
import mimetypes
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import tornado.web
import watchfiles
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from carepress.cli import DONE
from carepress.cli.arguments import options_of
from carepress.cli.preview.door import OF_THE_EDITOR, Guarded, is_own
from carepress.cli.preview.editing import MOST_PICTURE
from carepress.cli.preview.state import Preview
from carepress.problems import EnvironmentFailed

_IDLE = 500  # milliseconds
# Behind a forwarded port only the browser knows where the server is.
_WHERE = 'document.currentScript.src += `&host=${location.hostname}&port=${location.port || {"http:": 80}[location.protocol] || 443}`;\n'
_OWN_FILES = ("page.css", "panel.css", "panel.js")
_PORTS = range(8000, 8100)
_ANYWHERE = "In a container add --address 0.0.0.0; behind a forwarded port with a name of its own, --host-name NAME."
_REMOTE = "REMOTE_CONTAINERS", "CODESPACES", "GITPOD_WORKSPACE_ID"


def run(asked: argparse.Namespace, root: Path) -> int:
    """Serve the site until somebody stops it. Raises EnvironmentFailed if the port can't be had."""
    # What is raised at an odd moment may be swallowed, and there is nothing to put in order: site/ isn't touched.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os._exit(DONE))
    sockets = _bound(asked.address, asked.port)
    port = sockets[0].getsockname()[1]
    way, names = elsewhere(port, os.environ)
    # Where others may come in, nobody may edit.
    edits = is_own(asked.address) and not (asked.host_name or names or asked.as_visitor)
    preview = Preview(root, options_of(asked), port, (*asked.host_name, *names), asked.editor, edits=edits)
    preview.rebuild()
    name = asked.address if asked.address.strip("0.:") else "localhost"
    said = f"The preview is at http://{name}:{port}/ — stop it with Ctrl+C.\n{way}"
    if not asked.no_open and has_browser(os.environ):
        threading.Thread(target=webbrowser.open, args=(f"http://{name}:{port}/",), daemon=True).start()
    asyncio.run(_serve(preview, sockets, said, follows=asked.follow))
    return DONE


def elsewhere(port: int, environment: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return a line on how to reach the preview from outside of a container, and the names that it has there."""
    space = environment.get("CODESPACE_NAME", "")
    if space and environment.get("CODESPACES"):
        domain = environment.get("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN", "app.github.dev")
        name = f"{space}-{port}.{domain}".lower()
        return f"In this Codespace open https://{name}/ in your browser.", (name,)
    if environment.get("REMOTE_CONTAINERS"):
        return f"Your editor forwards port {port} of this container: open it from its list of ports.", ()
    return _ANYWHERE, ()


def has_browser(environment: Mapping[str, str]) -> bool:
    """Return whether somebody sits at this computer who could see a browser open."""
    is_elsewhere = any(environment.get(name) for name in ("CI", "SSH_CONNECTION", *_REMOTE)) or os.path.exists(
        "/.dockerenv"
    )
    has_screen = sys.platform in {"darwin", "win32"} or any(
        environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_screen and not is_elsewhere


def _bound(address: str, asked: int) -> list[socket.socket]:
    """Return sockets that listen at a port, or at the next one that is free if 0 was asked for. Raises EnvironmentFailed."""
    for port in [asked] if asked else _PORTS:
        try:
            return bind_sockets(port, address)
        except (OSError, ValueError) as failure:
            is_taken = getattr(failure, "errno", 0) == errno.EADDRINUSE
            if is_taken and port != (asked or _PORTS[-1]):
                continue
            reason = "is taken" if is_taken else f"of {address} can't be used ({getattr(failure, 'strerror', failure)})"
            raise EnvironmentFailed(f"port {port} {reason}: choose another with --port") from failure
    raise AssertionError  # the last port has returned or raised


async def _serve(preview: Preview, sockets: list[socket.socket], said: str, *, follows: bool) -> None:
    """Show the site until a signal ends the process; with `follows` the browser goes to the page that was saved."""
    loop, own = asyncio.get_running_loop(), {"preview": preview}
    # A signal doesn't wake a loop that is about to wait, unless the loop knows of it; on Windows every loop does.
    with suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, os._exit, DONE)
    # What strangers ask for, and that a tab has gone, is no news.
    for name in ("livereload", "tornado.access", "tornado.general"):
        logging.getLogger(name).disabled = True
    doors = {"/livereload": _Socket, "/livereload.js": _Script, "/_carepress/(.*)": _Own, "/(.*)": _Pages}
    handlers = [(path, door, own) for path, door in {**OF_THE_EDITOR, **doors}.items()]
    server = HTTPServer(tornado.web.Application(handlers), max_body_size=MOST_PICTURE + 2**16)
    server.add_sockets(sockets)
    print(said, flush=True)
    threading.Thread(target=_watch, args=(preview, loop, follows), daemon=True).start()
    await asyncio.Event().wait()


def _watch(preview: Preview, loop: asyncio.AbstractEventLoop, follows: bool) -> None:
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
        saved = preview.saved(Path(path) for _, path in changes) if follows else ""
        if changes:
            loop.call_soon_threadsafe(preview.ring)
        for address in addresses:
            loop.call_soon_threadsafe(_Socket.tell, address, saved)


class _Socket(Guarded, LiveReloadHandler):  # type: ignore[misc]
    def initialize(self, preview: Preview) -> None:
        super().initialize(preview)
        self.build = preview.build  # that the page is of

    def check_origin(self, origin: str) -> bool:
        """Return whether a page that isn't at the address asked, as tornado sees it, is one of the preview's own."""
        return origin.partition("://")[2].partition(":")[0] in self.preview.names

    @classmethod
    def tell(cls, path: str, saved: str) -> None:
        """Tell all tabs what to load anew, and which page was saved if they are to go there."""
        message = {"command": "reload", "path": path, "originalPath": saved, "liveCSS": True, "liveImg": True}
        for waiter in cls.waiters.copy():
            waiter.send_message(message)

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


class _Script(Guarded, LiveReloadJSHandler):  # type: ignore[misc]
    def get(self) -> None:
        self.write(_WHERE)
        super().get()


class _Own(Guarded):
    """Answers with what is the preview's own: the page that has all problems, and what panels are made with."""

    def get(self, name: str) -> None:
        if name == "":
            self.finish(self.preview.everything())
        elif name in _OWN_FILES:
            self.set_header("Content-Type", mimetypes.guess_type(name)[0] or "")
            self.finish((Path(__file__).parent / "preview" / name).read_bytes())
        else:
            raise tornado.web.HTTPError(HTTPStatus.NOT_FOUND)


class _Pages(Guarded):
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
