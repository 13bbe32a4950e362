"""What is said of a link to another host, by what the host answers."""

import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from carepress.check.site.external import Pace
from carepress.problems import EnvironmentFailed
from tests.check.host import OK, SELF_SIGNED, Reply, Serve, said, to, tried
from tests.sites import MakeSite

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

    assert said(found) == unsure(f"{address} can't be checked: its certificate is one that browsers warn of")
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
