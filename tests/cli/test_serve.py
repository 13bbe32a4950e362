"""The preview as a server: what it shows, to whom it answers, and what the terminal says. A browser looks at it in tests/browser."""

import re
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.cli.main import main
from carepress.cli.preview.state import Preview
from carepress.model.config import Options
from tests.cli.running import RUN, Running, previewing
from tests.cli.waiting import TODAY, WAITING
from tests.sites import BASIC, ROOT, MakeSite, TinySite, page

SAID = """\
Held back: 3 pages, the next until January 1, 2027
  content/blog/draft.md (draft)
  content/blog/later.md (scheduled until January 1, 2027 in America/New_York)
  content/blog/old.md (expired)
Built 5 pages: 17 files changed. To mend: 15 warnings.
The preview is at http://127.0.0.1:{port}/ — stop it with Ctrl+C.
In a container add --address 0.0.0.0; behind a forwarded port with a name of its own, --host-name NAME.
"""
WAIT = (
    "<section><h2>Held back: 3 pages, the next until January 1, 2027</h2><ul>"
    '<li><a href="/blog/draft/">/blog/draft/</a> (draft)</li>'
    '<li><a href="/blog/later/">/blog/later/</a> (scheduled until January 1, 2027 in America/New_York)</li>'
    '<li><a href="/blog/old/">/blog/old/</a> (expired)</li></ul></section>'
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    site = TinySite(tmp_path_factory.mktemp("preview")).write(WAITING)
    with previewing(site.root, "--host-name", "Box.example") as preview:
        yield preview


def test_the_terminal_says_what_waits(running: Running) -> None:
    """It counts the warnings, which the panel has, and names the pages that visitors don't see, until when and in which timezone, and what to do elsewhere."""
    assert running.said == SAID.replace("{port}", str(running.port))


@pytest.mark.parametrize(
    ("path", "ribbon", "text"),
    [
        ("/blog/now/", "", "It is here."),
        ("/blog/later/", "scheduled until January 1, 2027 in America/New_York", "It waits"),
        ("/blog/later/index.html", "scheduled until January 1, 2027 in America/New_York", "It waits"),
        ("/blog/draft/", "draft", "It is a draft."),
        ("/blog/old/", "expired", "It is over."),
    ],
)
def test_a_page_that_waits_has_a_ribbon(running: Running, path: str, ribbon: str, text: str) -> None:
    """A draft, a page of another day and one that has expired are shown whole, with why visitors don't see them."""
    status, shown, _ = running.ask(path)

    assert status == 200
    assert text in shown
    assert shown.partition('<div id="preview-ribbon" role="note" lang="en">')[2].partition("</div>")[0] == (
        ribbon and f"Visitors can’t see this page: {ribbon}."
    )


def test_every_page_has_the_way_to_what_waits(running: Running) -> None:
    """The panel comes after all else in the page, and leads to each page that waits."""
    _, shown, _ = running.ask("/")

    panel = shown.partition("</main>")[2]
    assert panel.startswith('<carepress-notes lang="en"><template shadowrootmode="open">')
    assert panel.endswith("</template></carepress-notes></body></html>")
    assert WAIT in panel


def test_what_waits_is_nowhere_else(make_site: MakeSite) -> None:
    """No list, feed, sitemap or redirect of the preview knows of a page that waits."""
    site = make_site(WAITING)
    preview = Preview(site.root, Options(kind=CARE, today=TODAY), 8000)
    preview.rebuild()
    made = {path: content.decode() for path, content in preview.shown.files.items() if isinstance(content, bytes)}
    site.build("2026-11-24")
    live = {path: content.decode() for path, content in site.tree().items()}

    assert sorted(made.keys() - live.keys()) == ["blog/draft/index.html", "blog/later/index.html"]
    assert sorted(live.keys() - made.keys()) == ["carepress.json"]
    different = {
        path
        for path in made.keys() & live.keys()
        if made[path] != live[path].replace("https://example.org", "http://127.0.0.1:8000")
    }
    assert different == {"blog/old/index.html"}


def test_an_address_that_another_page_has(make_site: MakeSite) -> None:
    """A draft that shall replace a page stands in its way neither there nor with a ribbon."""
    site = make_site({"content/a.md": page("Old.\n"), "content/b.md": page("New.\n", slug="a", draft="true")})
    preview = Preview(site.root, Options(kind=CARE, today=TODAY), 8000)
    preview.rebuild()

    assert preview.problems == ()
    assert "Old." in (preview.page("a/index.html") or "")
    assert "preview-ribbon" not in preview.decorate("<body></body>", "a/index.html")


def test_much_is_cut_short(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A screenful of problems says how many more there are, in the terminal and in the panel; it is printed once."""
    site = make_site(body="[a](b.md)\n\n" * 25)
    preview = Preview(site.root, Options(kind=CARE, today=TODAY), 8000)
    preview.rebuild()
    first = capsys.readouterr().out
    preview.rebuild()

    more = "And 5 more, which python3 build.py check --all lists.\n"
    assert first.count("[dead-link]") == 20
    assert first.endswith(f"\n{more}\nNot built. To mend: 25 problems and 2 warnings.\n")
    assert capsys.readouterr().out == "Not built. To mend: 25 problems and 2 warnings.\n"
    shown = preview.decorate("<body></body>")
    assert shown.count("there is no file") == 20
    assert f"<li>{more.strip()}</li></ul>" in shown


@pytest.mark.parametrize(
    ("path", "named", "status"),
    [
        ("/", {}, 200),
        ("/", {"Host": "127.0.0.1"}, 200),  # as at port 80
        ("/", {"Host": "localhost"}, 200),
        ("/", {"Host": "localhost:9000"}, 200),  # as behind a forwarded port
        ("/", {"Host": "[::1]:9000"}, 200),
        ("/", {"Host": "192.0.2.7:8000"}, 200),  # an address in numbers can't be made to lead elsewhere
        ("/", {"Host": "box.example:9000"}, 200),
        ("/", {"Host": "BOX.EXAMPLE"}, 200),
        ("/", {"Host": "evil.example"}, 403),
        ("/", {"Host": "localhost.evil.example"}, 403),
        ("/", {"Host": "127.0.0.1.evil.example"}, 403),
        ("/", {"Host": "box.example.evil.example"}, 403),
        ("/livereload", {"Host": "evil.example"}, 403),
        ("/livereload.js", {"Host": "evil.example"}, 403),
        ("/_carepress/", {"Host": "evil.example"}, 403),
        ("/_carepress/panel.js", {"Host": "evil.example"}, 403),
        ("/_carepress/page.css", {"Host": "evil.example"}, 403),
        ("/_carepress/state.py", {}, 404),
        ("/_carepress/../state.py", {}, 404),
        ("/feed.xml", {"Host": "evil.example"}, 403),
        ("/%00", {}, 404),
        ("/%00.png", {}, 404),
        ("/blog/%00/", {}, 404),
        ("/%0a/", {}, 404),
        ("/%ff/", {}, 400),
        (f"/{'a' * 5000}", {}, 404),
        (f"/{'a' * 5000}/", {}, 404),
        ("/%2e%2e/%2e%2e/content/_site.yaml", {}, 403),
        ("//evil.example/blog", {}, 403),
    ],
)
def test_who_is_answered(running: Running, path: str, named: dict[str, str], status: int) -> None:
    """This computer's own names, in numbers or given with --host-name, get what is there, whatever the port; others get nothing."""
    answer, _, given = running.ask(path, **named)

    assert answer == status
    assert "frame-ancestors 'self'" in given["Content-Security-Policy"]


def test_a_strange_name_is_told_what_to_do(running: Running) -> None:
    """Who comes by a name of their own reads in one sentence how to give it."""
    assert running.ask("/", Host="name-8000.app.example:443")[1] == (
        'The preview doesn\'t answer to "name-8000.app.example". '
        "If you gave it this name, start it again with --host-name name-8000.app.example\n"
    )


def test_the_preview_is_as_strict_as_the_site(running: Running, make_site: MakeSite) -> None:
    """It sends what `_headers` asks of a host, but for what needs a certificate; nothing is kept, or used by other pages."""
    site = make_site()
    site.build()
    live = dict(line.strip().split(": ", 1) for line in site.read("_headers").split("/assets")[0].splitlines()[1:])
    del live["Strict-Transport-Security"]
    policy = live["Content-Security-Policy"].removesuffix("; upgrade-insecure-requests")
    live["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    kept = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}

    for path in (
        "/",
        "/no-such-page/",
        "/about",
        "/feed.xml",
        "/livereload.js",
        "/_carepress/",
        "/_carepress/page.css",
    ):
        given = running.ask(path)[2]
        assert {name: given.get(name) for name in live | kept} == live | kept


def frame(message: str | bytes) -> bytes:
    """Return a message as a browser sends it through a websocket."""
    data = message.encode() if isinstance(message, str) else message
    length = struct.pack(">BQ", 0xFF, len(data))
    return bytes([0x81 if isinstance(message, str) else 0x82]) + length + bytes(4) + data


@contextmanager
def listening(port: int, **fields: str) -> Iterator[socket.socket]:
    """Ask for a websocket, and give the connection."""
    given = {"Host": f"127.0.0.1:{port}", "Upgrade": "websocket", "Connection": "Upgrade", **fields}
    given |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        connection.sendall(f"GET /livereload HTTP/1.1\r\n{lines}\r\n".encode())
        yield connection


HELLO = '{"command": "hello"}'
ODD: list[str | bytes] = [
    "",
    "x",
    "{",
    "5",
    "null",
    "[]",
    '"x"',
    "{}",
    '{"command": 5}',
    '{"command": {}}',
    '{"url": "/"}',
]
ODD += ["[" * 100_000, "9" * 5000, b"\xff", b"\x00", HELLO * 2]


def test_odd_messages(tmp_path: Path) -> None:
    """A message that livereload.js doesn't send ends at most its own connection, and says nothing in the terminal."""
    with previewing(TinySite(tmp_path).write(BASIC).root) as preview:
        answers = []
        for message in [HELLO, *ODD]:
            with listening(preview.port) as connection:
                connection.sendall(frame(message) + frame(HELLO))
                heard = b""
                while b'"command": "hello"' not in heard and b"\x88\x02\x03\xeb" not in heard:
                    heard += connection.recv(1000)
                answers.append("hello" if b"hello" in heard else "closed")
        with listening(preview.port) as connection:
            connection.sendall(frame(HELLO) * 500)  # and is gone while it is answered
        assert preview.ask("/")[0] == 200
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.stdout is not None
        assert preview.process.stdout.read() == ""

    others = {'{"command": 5}', '{"command": {}}'}  # may mean something to another livereload.js
    assert answers == ["hello", *("hello" if message in others else "closed" for message in ODD)]


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:{port}", 101),
        ("https://box.example", 101),
        ("http://127.0.0.1:1", 403),
        ("http://localhost:3000", 403),
        ("http://evil.example", 403),
        ("https://box.example.evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_who_may_listen(running: Running, origin: str, status: int) -> None:
    """The websocket answers the preview's own pages, and those of a name that was given; others would learn what is edited."""
    with listening(running.port, Origin=origin.format(port=running.port)) as connection:
        assert int(connection.recv(100).split()[1]) == status


# Another thread takes the signal while the loop waits: the loop isn't woken, as by one that comes just before it waits.
ENDING = """
import signal, sys, threading

def end():
    sys.stdin.read()
    while sys._current_frames()[threading.main_thread().ident].f_code.co_name != "select":
        pass
    signal.pthread_kill(threading.get_ident(), {number})

signal.signal(signal.SIGINT, signal.default_int_handler)
threading.Thread(target=end, daemon=True).start()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(make_site: MakeSite, number: int) -> None:
    """Ctrl+C and a polite kill end the preview even where nothing else wakes it, with a tab open."""
    with (
        previewing(make_site().root, before=ENDING.format(number=int(number))) as preview,
        listening(preview.port) as tab,
    ):
        assert tab.recv(1000)
        assert preview.process.stdin is not None
        preview.process.stdin.close()
        assert preview.process.wait(timeout=60) == 0


@pytest.mark.parametrize(
    "port", ["0", "79", "443", "1023", "65536", "70000", "-1", "8000.5", "x", "", "６０００", "6000", "10080"]
)
def test_a_port_that_cant_work(make_site: MakeSite, capsys: pytest.CaptureFixture[str], port: str) -> None:
    """A port that there isn't, or that browsers refuse, is refused in one sentence."""
    with pytest.raises(SystemExit) as stopped:
        main(["serve", f"--port={port}"], make_site().root, "care")

    assert stopped.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        f'python3 build.py serve: error: argument --port: "{port}" isn\'t a port that browsers open; '
        "write one such as 8000, from 1024 to 65535"
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("203.0.113.7", "of 203.0.113.7 can't be used (Cannot assign requested address)"),
        ("no such address", "of no such address can't be used (Name or service not known)"),
        ("127.0.0.1", "is taken"),
    ],
)
def test_a_place_that_cant_be_had(make_site: MakeSite, address: str, said: str) -> None:
    """An address that this computer doesn't have is named, with the reason, and so is a port that is taken."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-c", RUN, str(make_site().root), "serve", "--address", address, "--port", port]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 3
    assert done.stderr == f"error: port {port} {said}: choose another with --port\n"


def test_the_next_port_is_taken(make_site: MakeSite) -> None:
    """Where nobody asked for a port and 8000 is taken, the next one that is free is, and it is said which."""
    command = [sys.executable, "-c", RUN, str(make_site().root), "serve", "--no-open"]
    with ExitStack() as taken:
        with suppress(OSError):  # somebody else has it
            taken.enter_context(socket.create_server(("127.0.0.1", 8000)))
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = next(line for line in process.stdout if line.startswith("The preview is at"))
            process.terminate()

    found = re.search(r"http://127\.0\.0\.1:(80\d\d)/", said)
    assert found is not None
    assert found[1] != "8000"
