"""A real server for a finished site that answers as described, but for what a test bends."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from carepress.site_files.hosting import FILES, PACKED, headers_for
from carepress.text.urls import output_path


class Answer(NamedTuple):
    """What a server sends; `length` is what it says of the length, if that isn't so."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    length: int | None = None

    def with_headers(self, **others: str) -> "Answer":
        """Return the answer with other headers, written with `_` for a hyphen; those that are empty go."""
        names = {name.replace("_", "-"): value for name, value in others.items()}
        return self._replace(headers={name: value for name, value in {**self.headers, **names}.items() if value})


# What changes the right answer, or an address whose content comes in its place.
Bend = Callable[[Answer], Answer] | str


class Host(ThreadingHTTPServer):
    """Shows a folder as its `_redirects` and the description of headers say; `bends` has what changes an answer, by its path."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder, self.asked = folder, list[str]()
        self.bends: Mapping[str, Bend] = {}
        lines = (folder / "_redirects").read_text(encoding="utf-8").splitlines()
        self.moved = {old: new for old, new, _ in map(str.split, lines)}
        self.address = f"http://127.0.0.1:{self.server_port}/"

    def answer(self, path: str) -> Answer:
        """Return what is right for a path."""
        name = output_path(unquote(path))
        file = self.folder / name
        if path in self.moved:
            return Answer(301, {"Location": self.moved[path]}, b"")
        if file.is_file() and name not in FILES:
            return Answer(200, headers_for(name), file.read_bytes())
        return Answer(404, headers_for("404.html"), (self.folder / "404.html").read_bytes())


class _Handler(BaseHTTPRequestHandler):
    server: Host
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked.append(path)
        right = self.server.answer(path)
        is_packed = right.headers.get("Content-Type", "").partition(";")[0] in PACKED
        bend = self.server.bends.get(path, self.server.bends.get("*", lambda answer: answer))
        sent = right._replace(body=self.server.answer(bend).body) if isinstance(bend, str) else bend(right)
        body = gzip.compress(sent.body, 1) if is_packed and "Content-Encoding" not in sent.headers else sent.body
        self.send_response(sent.status)
        for name, value in sent.headers.items():
            if (name, value) != ("Content-Encoding", "identity"):
                self.send_header(name, value)
        if is_packed and "Content-Encoding" not in sent.headers:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body) if sent.length is None else sent.length))
        self.end_headers()
        self.wfile.write(body)
        if sent.length is not None:
            self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def showing(folder: Path) -> Iterator[Host]:
    """Show a finished site while the block runs."""
    host = Host(folder)
    Thread(target=host.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()
