"""A small real server for a finished site: it sends what `_headers` says, packed as hosts do, and the 404 page."""

import gzip
import mimetypes
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

PACKED = ("text/", "application/json", "application/xml", "image/svg+xml")


@dataclass(frozen=True)
class Rule:
    """The headers that one pattern of `_headers` gives to the addresses that it fits."""

    pattern: str
    headers: tuple[tuple[str, str], ...]


def read_headers(text: str) -> tuple[Rule, ...]:
    """Return the rules of a `_headers` file: a pattern at the margin, its headers indented below it."""
    rules: list[Rule] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            rules.append(Rule(line.strip(), ()))
            continue
        name, _, value = line.strip().partition(":")
        rules[-1] = Rule(rules[-1].pattern, (*rules[-1].headers, (name.strip(), value.strip())))
    return tuple(rules)


def headers_for(rules: tuple[Rule, ...], path: str) -> dict[str, str]:
    """Return the headers of an address; where rules name the same header, it gets all their values, as hosts do."""
    found: dict[str, str] = {}
    for rule in rules:
        if fnmatchcase(path, rule.pattern):
            for name, value in rule.headers:
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


class Handler(BaseHTTPRequestHandler):
    """Answers with the files of one folder."""

    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, rules: tuple[Rule, ...], *arguments: object) -> None:
        self.folder, self.rules = folder, rules
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server hands over

    def do_GET(self) -> None:
        """Answer with the file, or the page that says that there is none."""
        path = unquote(urlsplit(self.path).path)
        file = self.file_for(path)
        self.answer(path, file or self.folder / "404.html", 200 if file else 404)

    do_HEAD = do_GET  # noqa: N815 - the library's name for it

    def file_for(self, path: str) -> Path | None:
        """Return the file at an address; nothing outside the folder has one, nor have the host's own files."""
        inside = posixpath.normpath(path).lstrip("/")
        file = self.folder / inside / "index.html" if path.endswith("/") else self.folder / inside
        is_own = file.resolve().is_relative_to(self.folder.resolve()) and not file.name.startswith(("_", "."))
        return file if is_own and file.is_file() else None

    def answer(self, path: str, file: Path, status: int) -> None:
        """Send a file, packed if the browser can unpack it."""
        raw = file.read_bytes()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        for name, value in headers_for(self.rules, path).items():
            self.send_header(name, value)
        if kind.startswith(PACKED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            raw = gzip.compress(raw, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(raw)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name for it
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that outlives visitors who leave early."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that closed the connection."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a finished site on this computer while the block runs; give the address, without a last slash."""
    rules = read_headers((folder / "_headers").read_text(encoding="utf-8"))
    server = Server(("127.0.0.1", 0), partial(Handler, folder, rules))
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
