"""The door of the editor: it opens for the editor's own page on this computer, and nobody else gets in."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.cli.running import Running, previewing
from tests.sites import BASIC, ROOT, TinySite, page

PAGE = "content/blog/first.md"
TEXT = page("Words.\n", date="2026-11-01")
FILES = {**BASIC, "content/blog/index.md": page(), PAGE: TEXT}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
HUGE = 64 * 2**20


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a preview of a small site."""
    site = TinySite(tmp_path_factory.mktemp("edited")).write(FILES)
    with previewing(site.root) as found:
        yield found


def token_of(running: Running) -> str:
    """Return the token that the editor's page has."""
    status, text, _ = running.ask(f"/_carepress/edit?file={PAGE}")
    assert status == 200
    found = re.search('name="token" content="([^"]+)"', text)
    assert found
    return found[1]


def ask(running: Running, what: str, body: bytes, file: str = PAGE, **headers: str) -> tuple[int, str]:
    """Ask as the editor's page does, but for some headers; an empty one isn't sent."""
    own = f"http://127.0.0.1:{running.port}"
    sent = {"Origin": own, "X-Carepress-Token": token_of(running), "Content-Type": "application/json"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    query = urlencode({"file": file, "name": "a.png"})
    path = f"/_carepress/edit/{what}?{query}"
    status, text, _ = running.send(path, "POST", body, {name: value for name, value in sent.items() if value})
    return status, text


def said(running: Running, what: str, asked: object = None, **more: str) -> tuple[int, dict[str, object]]:
    status, text = ask(running, what, json.dumps(asked or {}).encode(), **more)
    return status, json.loads(text)


def test_the_editors_page(running: Running) -> None:
    """It may load nothing but its own files, be framed by nobody, and isn't kept."""
    status, text, given = running.ask(f"/_carepress/edit?file={PAGE}")

    assert (status, given["X-Frame-Options"], given["Cache-Control"]) == (200, "DENY", "no-store")
    policy = given["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "<noscript>The editor needs JavaScript." in text
    for address in re.findall('(?:src|href)="(/_carepress/[^"?]+)"', text):
        assert running.ask(address)[0] == 200


def test_a_text_is_opened_and_saved(running: Running) -> None:
    """The file has what was saved, and the digest lets it be saved again."""
    status, opened = said(running, "open")
    assert (status, opened["text"]) == (200, TEXT)

    status, saved = said(running, "save", {"text": f"{TEXT}More.\n", "digest": opened["digest"]})
    assert status == 200
    assert (running.root / PAGE).read_text(encoding="utf-8") == f"{TEXT}More.\n"
    status, told = said(running, "save", {"text": TEXT, "digest": opened["digest"]})
    assert (status, told["text"]) == (409, f"{TEXT}More.\n")
    assert said(running, "save", {"text": TEXT, "digest": saved["digest"]})[0] == 200


def told(running: Running, builds: int) -> dict[str, int]:
    """Return what there is to tell as soon as there is a build other than that of a number."""
    news = said(running, "news", {"builds": builds})[1]
    return {name: int(str(news[name])) for name in ("builds", "began")}


def test_which_build_knows_of_a_save(running: Running) -> None:
    """A save says the number of the first build that begins after it, and news have that of the build that they tell of."""
    opened = said(running, "open")[1]
    before = told(running, -1)
    status, saved = said(running, "save", {"text": f"{opened['text']}\nMore.\n", "digest": opened["digest"]})
    assert status == 200
    due = int(str(saved["due"]))
    assert due > before["began"]
    while (news := told(running, before["builds"]))["began"] < due:
        before = news

    said(running, "save", {"text": opened["text"], "digest": saved["digest"]})


def test_the_bundle_is_what_its_head_says() -> None:
    """Nobody has changed the bundled CodeMirror by hand, and every package in it is named with its license."""
    head, _, code = (ROOT / "carepress/cli/preview/codemirror.js").read_text(encoding="utf-8").partition(" */\n")
    named = re.findall(r"^ \* (\S+) [\d.]+ \((.+)\)$", head, re.MULTILINE)

    assert sha256(code.encode()).hexdigest() in head
    assert {rights for _, rights in named} == {"MIT"}
    assert {"@codemirror/state", "@codemirror/view", "@lezer/markdown"} <= {name for name, _ in named}


STRANGERS = {
    "no-token": {"X_Carepress_Token": ""},
    "another-token": {"X_Carepress_Token": "x" * 43},
    "an-odd-token": {"X_Carepress_Token": "\xe9"},
    "no-origin": {"Origin": ""},
    "another-origin": {"Origin": "http://evil.example"},
    "another-port": {"Origin": "http://127.0.0.1:1"},
    "with-a-certificate": {"Origin": "https://127.0.0.1"},
    "no-page": {"Origin": "null"},
    "rebinding": {"Host": "evil.example", "Origin": "http://evil.example"},
    "rebinding-to-a-number": {"Host": "192.0.2.7", "Origin": "http://192.0.2.7"},
    "a-subdomain": {"Host": "localhost.evil.example", "Origin": "http://localhost.evil.example"},
    "a-form": {"Content_Type": "application/x-www-form-urlencoded"},
    "a-form-with-files": {"Content_Type": "multipart/form-data; boundary=x"},
    "plain-text": {"Content_Type": "text/plain"},
}


@pytest.mark.parametrize("headers", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("what", ["open", "form", "save", "news", "new"])
def test_strangers(running: Running, what: str, headers: dict[str, str]) -> None:
    """Whatever is missing, nothing comes out, and no file is another."""
    before = (running.root / PAGE).read_bytes()
    asked = {"text": "Mine.", "digest": "", "answers": {}, "builds": -1, "what": "page", "title": "Mine"}
    status, text = ask(running, what, json.dumps(asked).encode(), **headers)

    assert status in {400, 403, 415}
    assert "Words" not in text
    assert (running.root / PAGE).read_bytes() == before


@pytest.mark.parametrize(
    "headers", [one for name, one in STRANGERS.items() if "form" not in name and name != "plain-text"]
)
def test_pictures_of_strangers(running: Running, headers: dict[str, str]) -> None:
    """None is saved."""
    status, _ = ask(running, "picture", PNG, **{"Content_Type": "application/octet-stream", **headers})

    assert status == 403
    assert not [*running.root.rglob("*.png")]


@pytest.mark.parametrize(
    "file",
    [
        "",
        "../secret.md",
        "content/../build.py",
        "/etc/passwd",
        "templates/base.html",
        "content/%2e%2e/x.md",
        "content/blog/first.txt",
    ],
)
def test_other_files(running: Running, file: str) -> None:
    """The door has nothing to do with them, nor has the editor's page."""
    status, told = said(running, "open", file=file)
    assert (status, "text" in told) in {(403, False), (410, False)}
    assert running.ask(f"/_carepress/edit?{urlencode({'file': file})}")[0] in {403, 410}


@pytest.mark.parametrize(
    "path", ["../codemirror.js", "..%2fserver.py", "server.py", "door.py", "%2e%2e/state.py", "codemirror/package.json"]
)
def test_files_of_the_editor(running: Running, path: str) -> None:
    """Only those that its page loads are given."""
    assert running.ask(f"/_carepress/{path}")[0] in {403, 404}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"5",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"text": 5}',
        b'{"digest": []}',
        b'{"text": "\\ud800"}',
    ],
)
@pytest.mark.parametrize("what", ["save", "form", "new", "other"])
def test_questions_that_make_no_sense(running: Running, what: str, body: bytes) -> None:
    """Each gets a sentence, and the preview goes on."""
    status, text = ask(running, what, body)

    assert 400 <= status < 500
    assert json.loads(text)["error"]
    assert running.ask("/")[0] == 200


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("source", "A study"),
        ("page", ""),
        ("page", "../out"),
        ("page", "x" * 300),
        ("page", "404"),
        ("article", "First"),
    ],
)
def test_pages_that_cant_be_begun(running: Running, what: str, title: str) -> None:
    """Only pages can, in content/, under names that are free; or a sentence says what to do."""
    before = {path for path in running.root.rglob("*") if ".cache" not in path.parts}
    status, told = said(running, "new", {"what": what, "title": title})

    left = {path for path in running.root.rglob("*") if ".cache" not in path.parts} - before
    assert (status >= 400) == (left == set())
    assert left <= {running.root / "content/out.md"}
    assert status == 200 or told["error"]
    for path in left:
        path.unlink()


def test_a_disk_that_refuses(running: Running) -> None:
    """It is said what can't be written, and what to do; nothing is asked of the person again."""
    (running.root / "content/notes").write_text("Where a folder should be.", encoding="utf-8")
    status, told = said(running, "new", {"what": "section", "title": "Notes"}, file="")
    (running.root / "content/notes").unlink()

    assert status == 500
    assert str(told["error"]).startswith("content/ can't be read or written: ")
    assert "then try again" in str(told["hint"])


def test_a_huge_question(running: Running) -> None:
    """It isn't taken in, nor is a picture too large for a page."""
    sent = {"Content_Length": str(HUGE)}
    assert ask(running, "save", b"", **sent)[0] in {400, 413}
    assert running.ask("/")[0] == 200


def test_no_editor_for_others(tmp_path: Path) -> None:
    """Where others may come in, nobody may edit."""
    site = TinySite(tmp_path).write(FILES)
    for options in (["--address", "0.0.0.0"], ["--host-name", "box.example"]):
        with previewing(site.root, *options) as running:
            assert running.ask(f"/_carepress/edit?file={PAGE}")[0] == 403
