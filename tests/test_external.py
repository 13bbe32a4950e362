"""Links to other hosts are tried when somebody asks for it, gently, and never otherwise. The hosts are real ones, on this computer."""

import json
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Event, Semaphore, Thread
from types import SimpleNamespace
from typing import Any

import pytest
import urllib3.util.retry

from carepress.check.checked import Checked
from carepress.check.site import external
from carepress.check.site.external import Pace
from carepress.check.site.external_links import try_links
from carepress.cli.report import as_text
from carepress.load.front_matter import body_of
from carepress.load.settings import Options
from carepress.model.made import Made
from carepress.pipeline import read_site
from carepress.problems import EnvironmentFailed, Problem
from tests.conftest import NOON, ROOT, MakeSite, TinySite, page
from tests.test_rules import DESCRIPTION, SOUND, TODAY, run

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


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts a host with its replies by path, or by method and path."""
    with ExitStack() as running:

        def start(
            replies: Mapping[str, Sequence[Reply]], meeting: Barrier | None = None, gate: Semaphore | None = None
        ) -> Host:
            host = Host(replies, meeting, gate)
            running.callback(host.server_close)
            running.callback(host.shutdown)
            Thread(target=host.serve_forever, args=(0.02,), daemon=True).start()
            return host

        yield start


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Take the waiting out of asking; return how long each wait would have been."""
    waited: list[float] = []
    monkeypatch.setattr(external, "sleep", waited.append)
    monkeypatch.setattr(urllib3.util.retry, "time", SimpleNamespace(sleep=waited.append))
    return waited


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
    options = Options(today=date.fromisoformat(today), depth="check")
    read = read_site(site.root, options, NOON)
    read.config.cache.mkdir(parents=True, exist_ok=True)
    made = []
    for one in read.site.pages:
        links = re.findall(r"\[A\]\((\S+)\)\n", body_of(one, read.texts))
        made.append(Made(page=one, links=tuple(dict.fromkeys(links))))
    checked = Checked(config=read.config, site=read.site, sources=read.sources, made=made, texts={}, paths=frozenset())
    found, _, said = try_links(checked, progress, pace)
    return found, said


def said(problems: Sequence[Problem], *hosts: Host) -> list[str]:
    """Return each problem as it is printed, without its line, and with the names A, B … in place of the hosts."""
    text = "\n".join(as_text(problem, Path("nowhere")) for problem in problems)
    for name, host in zip("ABC", hosts, strict=False):
        text = text.replace(host.address, f"http://{name}")
    return text.split("\n") if text else []


# ---------------------------------------------------------------- what a host may answer

Case = tuple[Mapping[str, Sequence[Reply]], list[str], list[str]]
ANSWERS: dict[str, Case] = {
    "fine": ({"/a": [OK]}, ["HEAD /a"], []),
    "gone": (
        {"/a": [(404, {})]},
        ["HEAD /a", "GET /a"],
        [
            "content/index.md:5:5: error: http://A/a leads nowhere: its host answers 404 Not Found [external-dead]",
            "  hint: look for its new address, or take the link out",
        ],
    ),
    "gone-for-good": (
        {"/a": [(410, {})]},
        ["HEAD /a", "GET /a"],
        [
            "content/index.md:5:5: error: http://A/a leads nowhere: its host answers 410 Gone [external-dead]",
            "  hint: look for its new address, or take the link out",
        ],
    ),
    **{
        f"head-is-refused-with-{status}": (
            {"HEAD /a": [(status, {})], "GET /a": [OK]},
            ["HEAD /a", "GET /a"],
            [],
        )
        for status in (400, 403, 404, 405, 500, 501)
    },
    "refuses-programs": (
        {"/a": [(403, {})]},
        ["HEAD /a", "GET /a"],
        [
            "content/index.md:5:5: warning: http://A/a can't be checked: its host answers 403 Forbidden [external-unsure]",
            "  hint: open it in a browser, and see whether it is still what the page means",
        ],
    ),
    "moved-for-good": (
        {"/a": [(301, {"Location": "/b"})], "/b": [(308, {"Location": "/c?d=e"})], "/c?d=e": [OK]},
        ["HEAD /a", "HEAD /b", "HEAD /c?d=e"],
        [
            "content/index.md:5:5: warning: http://A/a has moved for good [external-moved]",
            "  hint: write http://A/c?d=e",
        ],
    ),
    "moved-by-a-slash": (
        {"/a": [(301, {"Location": "/a/"})], "/a/": [OK]},
        ["HEAD /a", "HEAD /a/"],
        ["content/index.md:5:5: warning: http://A/a has moved for good [external-moved]", "  hint: write http://A/a/"],
    ),
    "moved-for-now": (
        {"/a": [(302, {"Location": "/b"})], "/b": [(307, {"Location": "/c"})], "/c": [OK]},
        ["HEAD /a", "HEAD /b", "HEAD /c"],
        [],
    ),
    "moved-for-good-and-then-for-now": (
        {"/a": [(301, {"Location": "/b"})], "/b": [(303, {"Location": "/c"})], "/c": [OK]},
        ["HEAD /a", "HEAD /b", "HEAD /c"],
        [],
    ),
    "moved-for-now-and-then-for-good": (
        {"/a": [(302, {"Location": "/b"})], "/b": [(301, {"Location": "/c"})], "/c": [OK]},
        ["HEAD /a", "HEAD /b", "HEAD /c"],
        [],
    ),
    "moved-and-gone": (
        {"/a": [(301, {"Location": "/b"})]},
        ["HEAD /a", "HEAD /b", "GET /a", "GET /b"],
        [
            "content/index.md:5:5: error: http://A/a leads nowhere: its host answers 404 Not Found [external-dead]",
            "  hint: look for its new address, or take the link out",
        ],
    ),
    "five-redirects": (
        {f"/{at}": [(302, {"Location": f"/{to}"})] for at, to in zip("a1234", "12345", strict=True)} | {"/5": [OK]},
        ["HEAD /a", *(f"HEAD /{at}" for at in "12345")],
        [],
    ),
    "in-circles": (
        {"/a": [(301, {"Location": "/b"})], "/b": [(302, {"Location": "/a"})]},
        ["HEAD /a", "HEAD /b"] * 3,
        [
            "content/index.md:5:5: warning: http://A/a leads on and on, at last with 302 Found [external-unsure]",
            "  hint: open it in a browser, and see whether it is still what the page means",
        ],
    ),
    "to-no-web-address": (
        {"/a": [(301, {"Location": "ftp://127.0.0.1/"})]},
        ["HEAD /a"],
        [
            "content/index.md:5:5: warning: http://A/a can't be checked: its host doesn't answer as a website does"
            " [external-unsure]",
            "  hint: open it in a browser, and see whether it is still what the page means",
        ],
    ),
    "too-many-requests-then-fine": (
        {"/a": [(429, {"Retry-After": "0"}), OK]},
        ["HEAD /a", "HEAD /a"],
        [],
    ),
    "down-then-fine": ({"/a": [(503, {}), (502, {}), OK]}, ["HEAD /a"] * 3, []),
    "down": (
        {"/a": [(503, {})]},
        ["HEAD /a"] * 3,
        [
            "content/index.md:5:5: warning: http://A/a can't be checked: its host answers 503 Service Unavailable"
            " [external-unsure]",
            "  hint: open it in a browser, and see whether it is still what the page means",
        ],
    ),
    "a-number-without-a-name": (
        {"/a": [(599, {})]},
        ["HEAD /a", "GET /a"],
        [
            "content/index.md:5:5: warning: http://A/a can't be checked: its host answers 599 [external-unsure]",
            "  hint: open it in a browser, and see whether it is still what the page means",
        ],
    ),
}


@pytest.mark.parametrize(("replies", "asked", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_answer(
    make_site: MakeSite,
    serve: Serve,
    naps: list[float],
    replies: Mapping[str, Sequence[Reply]],
    asked: list[str],
    expected: list[str],
) -> None:
    """Each answer leads to these requests, and to this problem or none."""
    host = serve(replies)

    found, _ = tried(make_site(body=to(f"{host.address}/a")))

    assert said(found, host) == expected
    assert host.asked == asked
    assert host.agents == {"Carepress/0.1.0 (tries links)"}


def test_nothing_is_read(make_site: MakeSite, serve: Serve) -> None:
    """Of a large file behind a host that doesn't take HEAD, only the beginning is sent."""
    host = serve({"HEAD /film": [(405, {})], "GET /film": [(200, {"Content-Length": "100000000"})]})

    assert tried(make_site(body=to(f"{host.address}/film")))[0] == []
    assert host.asked == ["HEAD /film", "GET /film"]
    assert host.sent < 100_000_000


def unsure(what: str) -> list[str]:
    return [
        f"content/index.md:5:5: warning: {what} [external-unsure]",
        "  hint: open it in a browser, and see whether it is still what the page means",
    ]


def test_a_connection_that_is_refused(make_site: MakeSite, naps: list[float]) -> None:
    """A port at which nobody listens is tried three times, and left to a person."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"

    found, _ = tried(make_site(body=to(address)), pace=Pace())

    assert said(found) == unsure(f"{address} can't be checked: its host can't be reached")
    assert naps == [1, 2]


def test_a_host_that_never_answers(make_site: MakeSite) -> None:
    """A host that takes a request and says nothing is given up after a time, once for HEAD and once for GET."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        found, _ = tried(make_site(body=to(address)), pace=Pace(pause=0, read=0.1))
        asked = [first_bytes(silent) for _ in "12"]

    assert said(found) == unsure(f"{address} can't be checked: its host doesn't answer in time")
    assert asked == [b"HEAD", b"GET "]


@pytest.mark.parametrize(
    ("first", "again"),
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nA: ", b"b", id="a-header-letter-by-letter"),
        pytest.param(b"", b"HTTP/1.1 100 Continue\r\n\r\n", id="always-in-a-moment"),
        pytest.param(b"", b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", id="elsewhere"),
    ],
)
def test_a_host_that_never_comes_to_an_end(make_site: MakeSite, first: bytes, again: bytes) -> None:
    """However much a host says, and however slowly, an address gets so much time in all, and the host isn't asked again."""
    gone = Event()

    def drip() -> None:
        connection, _ = slow.accept()
        with connection, suppress(OSError):
            connection.sendall(first)
            while not gone.wait(0.01):
                connection.sendall(again)

    with socket.create_server(("127.0.0.1", 0)) as slow:
        Thread(target=drip, daemon=True).start()
        address = f"http://127.0.0.1:{slow.getsockname()[1]}/"
        found, _ = tried(make_site(body=to(address)), pace=Pace(pause=0, whole=0.2))
        gone.set()

    assert said(found) == unsure(f"{address} can't be checked: its host doesn't answer in time")


def first_bytes(listening: socket.socket) -> bytes:
    with listening.accept()[0] as connection:
        return connection.recv(4)


def answer_twice(listening: socket.socket, words: bytes) -> None:
    for _ in "12":
        with listening.accept()[0] as connection:
            connection.sendall(words)
            connection.recv(1000)


def test_a_host_that_breaks_off(make_site: MakeSite) -> None:
    """What isn't HTTP, twice, is left to a person."""
    with socket.create_server(("127.0.0.1", 0)) as strange:
        Thread(target=answer_twice, args=(strange, b"SSH-2.0\r\n\r\n"), daemon=True).start()
        address = f"http://127.0.0.1:{strange.getsockname()[1]}/"
        found, _ = tried(make_site(body=to(address)))

    assert said(found) == unsure(f"{address} can't be checked: its host doesn't answer as a website does")


def test_a_certificate_that_nobody_trusts(make_site: MakeSite, serve: Serve, tmp_path: Path) -> None:
    """A host with a certificate of its own making is left to a person, and nothing is asked of it."""
    (tmp_path / "own.pem").write_text(SELF_SIGNED, encoding="utf-8")
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(tmp_path / "own.pem")
    host = serve({"/": [OK]})
    host.socket = trust.wrap_socket(host.socket, server_side=True)
    address = f"{host.address.replace('http', 'https')}/"

    found, _ = tried(make_site(body=to(address)))

    assert said(found) == unsure(f"{address} has a certificate that browsers warn of")
    assert host.asked == []


@contextmanager
def no_names(number: int) -> Iterator[None]:
    """Let no name be found, as far as the network is concerned; what asks for it is the real thing."""

    def fail(*_: object, **__: object) -> Any:
        raise socket.gaierror(number, "Name or service not known")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", fail)
        yield


def test_no_such_host(make_site: MakeSite, naps: list[float]) -> None:
    """A host that isn't there is a dead link; one that can't be looked up just now may be there."""
    site = make_site(body=to("http://one.invalid/", "http://two.invalid/"))

    with no_names(socket.EAI_NONAME):
        gone, line = tried(site)
    with no_names(socket.EAI_AGAIN):
        maybe, again = tried(site)

    assert said(gone) == [
        "content/index.md:5:5: error: http://one.invalid/ leads nowhere: there is no such host [external-dead]",
        "  hint: look for its new address, or take the link out",
        "content/index.md:7:5: error: http://two.invalid/ leads nowhere: there is no such host [external-dead]",
        "  hint: look for its new address, or take the link out",
    ]
    assert said(maybe)[:2] == unsure("http://one.invalid/ can't be checked: its host can't be reached")
    assert line == again == "Tried 2 links on 2 hosts."  # what no host said isn't kept


def test_a_computer_that_is_offline(make_site: MakeSite, naps: list[float]) -> None:
    """Where no host at all can be found, it isn't the links that are dead."""
    site = make_site(body=to(*(f"http://{name}.invalid/" for name in "abcd")))

    with no_names(socket.EAI_NONAME), pytest.raises(EnvironmentFailed) as failure:
        tried(site)

    assert str(failure.value) == "none of 4 hosts can be found: is this computer online?"


# ---------------------------------------------------------------- how gently


def test_an_address_is_asked_for_once(make_site: MakeSite, serve: Serve) -> None:
    """However many pages have an address, and with whatever anchors: it is one request and one problem."""
    host = serve({"/a": [OK]})
    site = make_site(
        {
            "content/index.md": page(to(f"{host.address}/a#one", f"{host.address}/a#two", f"{host.address}/b")),
            "content/p.md": page(to(f"{host.address}/b", f"{host.address}/a")),
        }
    )

    found, line = tried(site)

    assert sorted(host.asked) == ["GET /b", "HEAD /a", "HEAD /b"]
    assert said(found, host) == [
        "content/index.md:9:5: error: http://A/b (on 2 pages) leads nowhere: its host answers 404 Not Found"
        " [external-dead]",
        "  hint: look for its new address, or take the link out",
    ]
    assert line == "Tried 2 links on 1 host."


def test_what_is_tried(make_site: MakeSite, serve: Serve) -> None:
    """Only what a browser would ask another host for: no page of the site, no mail, no phone, and each way of writing it."""
    host = serve({"/": [OK], "/a": [OK], "/a?b=c&d": [OK]})
    own = (
        "/b/",
        "#c",
        "?d",
        "https://example.org/e",
        "https://EXAMPLE.org/f",
        "mailto:a@example.net",
        "tel:988",
        "http://[x/",
    )
    shouted = host.address.replace("http", "HTTP")

    tried(make_site(body=to(*own, host.address, f"{shouted}/a", f"{host.address}/a?b=c&d")))

    assert sorted(host.asked) == ["HEAD /", "HEAD /a", "HEAD /a?b=c&d"]


def test_a_host_is_asked_for_one_thing_at_a_time(make_site: MakeSite, serve: Serve) -> None:
    """No two requests meet at a host, not even those that another host's redirects lead there."""
    host = serve({path: [OK] for path in ("/1", "/2", "/3")}, Barrier(2, timeout=0.1))
    other = serve({f"/{number}": [(302, {"Location": f"{host.address}/{number}"})] for number in (1, 2)})
    links = [*(f"{host.address}/{number}" for number in (1, 2, 3)), f"{other.address}/1", f"{other.address}/2"]

    assert tried(make_site(body=to(*links))) == ([], "Tried 5 links on 2 hosts.")
    assert (len(host.asked), host.met) == (5, 0)


def test_hosts_are_asked_side_by_side(make_site: MakeSite, serve: Serve) -> None:
    """Eight hosts that answer only when all of them have been asked do answer."""
    meeting = Barrier(8, timeout=20)
    hosts = [serve({"/": [OK]}, meeting) for _ in range(8)]

    assert tried(make_site(body=to(*(f"{host.address}/" for host in hosts))))[0] == []
    assert [host.met for host in hosts] == [1] * 8


def test_a_host_gets_a_pause(make_site: MakeSite, serve: Serve, naps: list[float]) -> None:
    """There is a second between two requests to a host, and none before the first."""
    host, other = serve({"/1": [OK], "/2": [OK]}), serve({"/": [OK]})

    tried(make_site(body=to(f"{host.address}/1", f"{host.address}/2", f"{other.address}/")), pace=Pace())

    assert naps == [1]


@pytest.mark.parametrize(
    ("after", "expected"), [("0", [1]), ("7", [7]), ("3600", [10])], ids=["at-once", "soon", "in-an-hour"]
)
def test_a_host_says_how_long_to_wait(
    make_site: MakeSite, serve: Serve, naps: list[float], after: str, expected: list[float]
) -> None:
    """The wish is followed, but for ten seconds at most and never for less than the pause."""
    host = serve({"/": [(429, {"Retry-After": after}), OK]})

    tried(make_site(body=to(f"{host.address}/")), pace=Pace())

    assert naps == expected


def test_a_host_that_is_down_gets_longer_pauses(make_site: MakeSite, serve: Serve, naps: list[float]) -> None:
    """It is asked three times in all, the last time after a longer pause, with the wish followed each time."""
    host = serve({"/1": [(503, {})], "/2": [(429, {"Retry-After": "3600"})]})

    tried(make_site(body=to(f"{host.address}/1")), pace=Pace())
    tried(make_site(body=to(f"{host.address}/2")), pace=Pace())

    assert naps == [1, 2, 10, 10]


# ---------------------------------------------------------------- what is kept


def test_what_is_known_is_not_asked_again(make_site: MakeSite, serve: Serve) -> None:
    """A fine link is left in peace for 30 days, any other for a day; the problem is reported each time."""
    host = serve({"/fine": [OK]})
    site = make_site(body=to(f"{host.address}/fine", f"{host.address}/gone"))
    runs = []

    for today in ("2026-11-24", "2026-11-24", "2026-11-25", "2026-12-23", "2026-12-24", "2026-12-01"):
        host.asked.clear()
        found, line = tried(site, today)
        runs.append((today, sorted(host.asked), [problem.rule for problem in found], line))

    gone = ["GET /gone", "HEAD /gone"]
    one_known = "Tried 1 link on 1 host; 1 known from an earlier run."
    assert runs == [
        ("2026-11-24", [*gone[:1], "HEAD /fine", *gone[1:]], ["external-dead"], "Tried 2 links on 1 host."),
        ("2026-11-24", [], ["external-dead"], "Tried 0 links on 0 hosts; 2 known from an earlier run."),
        ("2026-11-25", gone, ["external-dead"], one_known),
        ("2026-12-23", gone, ["external-dead"], one_known),
        ("2026-12-24", [*gone[:1], "HEAD /fine", *gone[1:]], ["external-dead"], "Tried 2 links on 1 host."),
        # What is known of a later day says nothing of this one.
        ("2026-12-01", [*gone[:1], "HEAD /fine", *gone[1:]], ["external-dead"], "Tried 2 links on 1 host."),
    ]


@pytest.mark.parametrize(
    "kept",
    [
        *("", "{", "[1]", "\0", "7", '[["http://a/", "", ""]]', '[["http://a/", "", "", "soon"]]', "[[[], 1, 2, 3]]"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param(b"\xff\xfe[]", id="bytes"),
        # Another version of Carepress may have had it.
        pytest.param('[["HOST/", "external-strange", "It is.", "2026-11-24"]]', id="rule-that-is-no-more"),
    ],
)
def test_a_damaged_record_is_begun_anew(make_site: MakeSite, serve: Serve, kept: str | bytes) -> None:
    """Whatever stands in the file, the links are tried and the file is whole afterwards."""
    host = serve({"/": [OK]})
    kept = kept.replace("HOST", host.address) if isinstance(kept, str) else kept
    site = make_site({".cache/external.json": kept}, body=to(f"{host.address}/"))

    assert tried(site) == ([], "Tried 1 link on 1 host.")
    record = json.loads((site.root / ".cache/external.json").read_text(encoding="utf-8"))
    assert record == [[f"{host.address}/", "", "", "2026-11-24"]]


def test_a_record_that_has_become_a_folder(make_site: MakeSite, serve: Serve) -> None:
    """A folder in the record's place makes way for it."""
    host = serve({"/": [OK]})
    site = make_site({".cache/external.json/a.txt": ""}, body=to(f"{host.address}/"))

    assert tried(site) == ([], "Tried 1 link on 1 host.")
    assert tried(site) == ([], "Tried 0 links on 0 hosts; 1 known from an earlier run.")


def test_a_run_that_is_stopped_keeps_what_it_learned(make_site: MakeSite, serve: Serve) -> None:
    """Ctrl+C after the first answer: the next run asks only for the rest."""
    host, shown = serve({"/1": [OK], "/2": [OK]}), []
    site = make_site(body=to(f"{host.address}/1", f"{host.address}/2"))

    def stop(stage: str) -> None:
        shown.append(stage)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tried(site, progress=stop)

    assert shown == ["Trying links: 1 of 2"]
    assert tried(site) == ([], "Tried 1 link on 1 host; 1 known from an earlier run.")


def test_nothing_is_asked_after_a_stop(make_site: MakeSite, serve: Serve) -> None:
    """Of twelve hosts, eight are being asked when somebody stops, or nine; no other is asked later."""
    gate = Semaphore(1)  # one of them answers, the others later
    hosts = [serve({"/": [OK]}, gate=gate) for _ in range(12)]

    def stop(stage: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tried(make_site(body=to(*(f"{host.address}/" for host in hosts))), progress=stop)
    gate.release(12)
    for thread in threading.enumerate():
        if thread.name.endswith("(work)"):
            thread.join(20)

    assert sum(len(host.asked) for host in hosts) in {8, 9}


def test_a_fault_of_our_own_is_not_taken_for_a_host(
    make_site: MakeSite, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong in asking, and isn't a host's doing, ends the command as it would anywhere else."""
    host = serve({"/": [(302, {"Location": "/b"})]})
    monkeypatch.setattr(external, "urljoin", lambda *_: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        tried(make_site(body=to(f"{host.address}/")))


def test_stopping_does_not_wait_for_a_host(make_site: MakeSite) -> None:
    """Ctrl+C ends the command in one sentence while a host is still silent."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(30)  # a command that asks nothing fails the test, and doesn't hold it up
        site = make_site(body=to(f"http://127.0.0.1:{silent.getsockname()[1]}/"))
        script = f"""\
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from carepress.cli.main import main
sys.exit(main(["check", "--external"], Path({str(site.root)!r})))
"""
        command = [sys.executable, "-c", script]
        with (
            subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process,
            silent.accept()[0],
        ):
            process.send_signal(signal.SIGINT)
            # The host would have been waited for 20 seconds, twice.
            _, printed = process.communicate(timeout=15)

    assert printed == "Stopped. The site is as the last finished build left it.\n"
    assert process.returncode == 3


# ---------------------------------------------------------------- the whole command


def whole(host: Host, body: str) -> Mapping[str, str]:
    """Return a site whose page, sources and template lead to a host, and on which no other rule finds anything."""
    return {
        **SOUND,
        "content/index.md": f"---\ntitle: Home\ndescription: {DESCRIPTION}\n---\n{body}",
        "content/_data/sources.yaml": SOUND["content/_data/sources.yaml"].replace("https://example.net", host.address),
        "templates/page.html": SOUND["templates/page.html"].replace(
            ">A survey</p>",
            '>{{ reference.source.title }} at <a href="{{ reference.source.url }}">its host</a></p>',
        ),
    }


def masked(text: str, host: Host) -> str:
    return text.replace(host.address, "http://A")


def test_nothing_is_asked_without_the_option(
    make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    """No build and no other check asks another host anything; the one that may does."""
    host = serve({"/a": [OK], "/survey": [OK]})
    site = make_site(whole(host, f"[A study]({host.address}/a) says {{{{ facts.share }}}}.\n"))

    codes = [
        run(site, capsys, *words, *TODAY)[0] for words in (["build"], ["check"], ["check", "--release"], ["facts"])
    ]

    assert (codes, host.asked) == ([0, 0, 0, 0], [])
    assert not (site.root / ".cache/external.json").exists()
    assert run(site, capsys, "check", "--external", *TODAY) == (
        0,
        "Checked: 0 errors and 0 warnings, 0 allowances.\nTried 2 links on 1 host.\n",
        "",
    )
    assert sorted(host.asked) == ["HEAD /a", "HEAD /survey"]


def test_place(make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """A link is found where it is written: in a page, in the data, or in a template; not in one that begins alike."""
    host = serve({})
    site = make_site(
        {
            **whole(
                host, f"[A study]({host.address}/a/b) says {{{{ facts.share }}}}.\n\n[More](<{host.address}/a>).\n"
            ),
            "templates/components/more.html": f'<a href="{host.address}/c?d&amp;e">More of it</a>\n',
            "content/p.md": f"---\ntitle: Page\ndescription: {DESCRIPTION}\n---\n[Home](index.md)\n\n{{{{ more }}}}\n",
        }
    )

    code, printed, _ = run(site, capsys, "check", "--external", "--all", *TODAY)

    places = [line.partition(" leads")[0] for line in masked(printed, host).splitlines() if ": error: " in line]
    assert (code, places) == (
        1,
        [
            "content/_data/sources.yaml:4:8: error: http://A/survey",
            "content/index.md:5:11: error: http://A/a/b",
            "content/index.md:7:9: error: http://A/a",
            "templates/components/more.html:1:10: error: http://A/c?d&e",
        ],
    )


def test_formats(make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the problems as they get all others; the line on the work is for people."""
    host = serve({"/survey": [(403, {})]})
    site = make_site(whole(host, "See {{ facts.share }}.\n"))
    command = ("check", "--external", *TODAY)

    for_people = run(site, capsys, *command)[1]
    as_json = json.loads(run(site, capsys, *command, "--format", "json")[1])
    as_github = run(site, capsys, *command, "--format", "github")[1]

    message = f"{host.address}/survey can't be checked: its host answers 403 Forbidden"
    hint = "open it in a browser, and see whether it is still what the page means"
    assert (
        for_people
        == f"""\
content/_data/sources.yaml:4:8: warning: {message} [external-unsure]
    4 |   url: {host.address}/survey
      |        {"^" * len(f"{host.address}/survey")}
  hint: {hint}

Checked: 0 errors and 1 warning, 0 allowances.
Tried 1 link on 1 host.
"""
    )
    assert as_json["problems"] == [
        {
            "severity": "warning",
            "rule": "external-unsure",
            "message": message,
            "path": "content/_data/sources.yaml",
            "line": 4,
            "column": 8,
            "hint": hint,
        }
    ]
    assert as_github == (
        f"::warning file=content/_data/sources.yaml,line=4,col=8,title=external-unsure::{message}%0Ahint: {hint}\n"
    )


def test_links_are_tried_beside_other_errors(
    make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with a text doesn't keep its links from being tried: one run finds both."""
    host = serve({})
    site = make_site(whole(host, f"We [guarantee]({host.address}/a) it.\n"))

    code, printed, _ = run(site, capsys, "check", "--external", *TODAY)

    assert (code, printed.count("[claim]"), printed.count("[external-dead]")) == (1, 1, 1)
    assert printed.endswith("\nChecked: 2 errors and 0 warnings, 0 allowances.\nTried 1 link on 1 host.\n")


def test_leave(make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """A link that only a person can open may be kept for a reason; a leave that isn't needed is named where links are tried."""
    host = serve({"/a": [(403, {})], "/b": [OK]})
    leave, law = "<!-- allow external-unsure: Opened by hand. -->", "<!-- allow claim: So says the law. -->"
    site = make_site(
        whole(
            host,
            f"{leave}\n[A study]({host.address}/a) is here.\n\n{leave}\n[Another]({host.address}/b) too.\n\n{law}\nWe guarantee it.\n",
        )
    )

    plain = run(site, capsys, "check", *TODAY)
    full = run(site, capsys, "check", "--external", *TODAY)

    assert plain == (
        0,
        "Allowed: content/index.md:12 claim, So says the law.\nChecked: 0 errors and 0 warnings, 1 allowance.\n",
        "",
    )
    assert full == (
        0,
        """\
content/index.md:8:12: warning: the line below has nothing that "external-unsure" reports [allowance]
    8 | <!-- allow external-unsure: Opened by hand. -->
      |            ^^^^^^^^^^^^^^^
  hint: put it on the line above the finding, or take it out

Allowed: content/index.md:12 claim, So says the law.
Allowed: content/index.md:6 external-unsure, Opened by hand.
Checked: 0 errors and 1 warning, 2 allowances.
Tried 2 links on 1 host.
""",
        "",
    )
