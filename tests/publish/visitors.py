"""Visitors who come again and again while what is published changes, by way of the server that shows it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from care import SITE as CARE
from carepress.model.config import Options
from carepress.pipeline import build
from carepress.publish import rclone
from tests.hosts import REAL
from tests.sites import BASIC, NOON, SETTINGS, TinySite

_NAMES = re.compile(r'<(\w+) (?:href|src)="/([^"]*)"')


def settings_of(host: str, folder: Path) -> dict[str, str]:
    """Return what a build writes for a server, by the name of the file."""
    site = TinySite(folder).write({**BASIC, "content/_site.yaml": f"{SETTINGS}hosting: {host}\n"})
    build(site.root, Options(kind=CARE), NOON)
    return {path: raw.decode() for path, raw in site.tree().items() if path in {"_nginx.conf", "_Caddyfile"}}


class Visitor:
    """Goes to the home page and wherever pages lead from there, and loads all that each of them names."""

    def __init__(self, port: int, sites: tuple[Mapping[str, str], ...]) -> None:
        self._port, self._sites = port, sites
        self.missed, self.pages = list[str](), 0

    def go_round(self) -> None:
        """Note in `missed` what a page lacks: what isn't there or isn't whole, though the page is as it was or was got just now."""
        with closing(HTTPConnection("127.0.0.1", self._port)) as host:
            waiting, seen = ["index.html"], {"index.html"}
            while waiting:
                path = waiting.pop()
                since, page = monotonic(), self._get(host, path)
                self.pages += 1
                if not page and path == "index.html":
                    self.missed.append(path)
                for tag, name in _NAMES.findall(page or ""):
                    to = f"{name}index.html" if not name or name.endswith("/") else name
                    if tag == "a" and to not in seen:
                        seen.add(to)
                        waiting.append(to)
                    if not self._get(host, to):
                        is_loading = tag != "a" and monotonic() - since < rclone.BREATH
                        if is_loading or self._get(host, path) == page:
                            self.missed.append(f"{path}: /{name}")

    def _get(self, host: HTTPConnection, path: str) -> str:
        """Return what a file says; nothing if it isn't there, or isn't one of a site's."""
        host.request("GET", f"/{path.removesuffix('index.html')}")
        answer = host.getresponse()
        text = answer.read().decode()
        return text if answer.status == 200 and text in {site.get(path) for site in self._sites} else ""


@contextmanager
def visited(host: str, live: Path, *sites: Mapping[str, str]) -> Iterator[Visitor]:
    """Have a folder shown by a server, and visited while the block runs."""
    ended = Event()
    with REAL[host](live) as port:
        visitor = Visitor(port, sites)

        def visit() -> None:
            visitor.go_round()
            while not ended.wait(0.02):
                visitor.go_round()

        thread = Thread(target=visit)
        thread.start()
        try:
            yield visitor
        finally:
            ended.set()
            thread.join()
