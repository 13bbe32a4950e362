"""Hosts on this computer that answer as hosts on the web do, and links to them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Semaphore

from care import SITE as CARE
from carepress.cache.steps import without_rows
from carepress.check import Checked
from carepress.check.site.external import Pace
from carepress.check.site.external_links import try_links
from carepress.cli.report import as_text
from carepress.load.front_matter import body_of
from carepress.model.config import Options
from carepress.model.made import Made
from carepress.pipeline import read_site
from carepress.problems import Problem
from tests.sites import NOON, TinySite

# A reply is a status and where it leads, if anywhere; the last one is given again and again.
Reply = tuple[int, Mapping[str, str]]
OK: Reply = (200, {})
AT_ONCE = Pace(pause=0, backoff=0, connect=5, read=5)
# Made with openssl for 127.0.0.1, for this test alone; nobody else trusts it, which is the point.
SELF_SIGNED = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQge/rV9sYTg3tmzUkL
CO0/XyK8lSqlcfXWt/Vddkspc8KhRANCAAS0ahxJ8sauX+VdDxLcEmp+YyOe7THI
AfCGwj0oZ5AHBp1o5lfz6n1RynD4a2sCA5KLHcfmBPrlVe7eORrQlYea
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIURFHGgwILW8yWrDicHfBs3oEj2kIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNTIxMzAzM1oYDzIxMjYxMTAx
MjEzMDMzWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS0ahxJ8sauX+VdDxLcEmp+YyOe7THIAfCGwj0oZ5AHBp1o5lfz6n1R
ynD4a2sCA5KLHcfmBPrlVe7eORrQlYeao2QwYjAdBgNVHQ4EFgQUKXS+FFm8zXTU
r2HnpfY61FksY94wHwYDVR0jBBgwFoAUKXS+FFm8zXTUr2HnpfY61FksY94wDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IDksM94IvtWXlm6B8v8j/bxLQxSZq15ml8r7Sz0tG34CAiEA+AQzBiEwCqmuQh6N
fNKAUZ8A7BppnKsA1W7COYaOf90=
-----END CERTIFICATE-----
"""


class Host(ThreadingHTTPServer):
    """A host that gives the replies written down for it, and writes down what it is asked.

    `meeting` is where requests wait for others that come at the same time, `gate` what lets so many of them through.
    """

    daemon_threads = True

    def __init__(
        self, replies: Mapping[str, Sequence[Reply]], meeting: Barrier | None = None, gate: Semaphore | None = None
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies, self.meeting, self.gate = replies, meeting, gate
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.asked: list[str] = []
        self.agents: set[str | None] = set()
        self.met = self.sent = 0

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a visitor who leaves early."""


class _Handler(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        host, asked = self.server, f"{self.command} {self.path}"
        before = host.asked.count(asked)
        host.asked.append(asked)
        host.agents.add(self.headers["User-Agent"])
        if host.meeting:
            try:
                host.meeting.wait()
                host.met += 1
            except BrokenBarrierError:
                host.meeting.reset()
        if host.gate:
            host.gate.acquire()
        replies = host.replies.get(asked) or host.replies.get(self.path) or [(404, {})]
        status, headers = replies[min(before, len(replies) - 1)]
        self.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        while self.command == "GET" and host.sent < int(headers.get("Content-Length", 0)):
            host.sent += self.wfile.write(bytes(100_000))

    do_HEAD = do_GET  # noqa: N815 - the library's name for it

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


Serve = Callable[..., Host]


def to(*addresses: str) -> str:
    """Return a page's text with a link on each line, the first on line 5, each address in column 5."""
    return "\n".join(f"[A]({address})\n" for address in addresses)


def tried(
    site: TinySite,
    today: str = "2026-11-24",
    pace: Pace = AT_ONCE,
    progress: Callable[[str], None] = lambda stage: None,
) -> tuple[list[Problem], str]:
    """Return what trying the links of a site's pages finds, and the line on it."""
    options = Options(kind=CARE, today=date.fromisoformat(today), depth="check")
    read = read_site(site.root, options, NOON)
    read.config.cache.mkdir(parents=True, exist_ok=True)
    made = []
    for one in read.site.pages:
        links = re.findall(r"\[A\]\((\S+)\)\n", body_of(one, read.texts))
        made.append(Made(page=one, links=tuple(dict.fromkeys(links))))
    checked = Checked(
        config=read.config,
        site=read.site,
        sources=read.sources,
        made=made,
        files={},
        read=str,
        steps=without_rows(CARE),
    )
    found, _, said = try_links(checked, progress, pace)
    return found, said


def said(problems: Sequence[Problem], *hosts: Host) -> list[str]:
    """Return each problem as it is printed, without its line, and with the names A, B … in place of the hosts."""
    text = "\n".join(as_text(problem, Path("nowhere")) for problem in problems)
    for name, host in zip("ABC", hosts, strict=False):
        text = text.replace(host.address, f"http://{name}")
    return text.split("\n") if text else []
