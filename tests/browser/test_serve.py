"""The preview, as a writer uses it: the real command, a real browser, real saves."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ARTICLE = "content/blog/benefits-of-intensive-outpatient-programs.md"
URL = "/blog/benefits-of-intensive-outpatient-programs/"
FIRST = "is made for that gap."
PATIENCE = 20_000  # milliseconds: how long a condition may take to come true before the test gives up


@dataclass
class Preview:
    """A running `serve` over a copy of the project."""

    root: Path
    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def save(self, old: str, new: str) -> None:
        """Replace a text in the article, as an editor's save does."""
        path = self.root / ARTICLE
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def ask(self, path: str, **headers: str) -> int:
        """Return the status of a plain request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=headers)
            return connection.getresponse().status
        finally:
            connection.close()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    root = tmp_path / "project"
    for name in ("content", "templates", "carepress"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "build.py", "serve", "--port", str(port), "--today", "2026-11-24"]
    environment = {**os.environ, "CAREPRESS_NO_VENV": "1"}
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if "The preview is at" in line:
            break
    yield Preview(root, port, process)
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


def test_an_edit_appears_by_itself(preview: Preview, page: Page) -> None:
    """A saved article shows in the browser without anybody touching it, and site/ is never made."""
    page.goto(preview.address + URL)

    preview.save(FIRST, "Here it is in short:")

    expect(page.get_by_text("Here it is in short:")).to_be_visible(timeout=PATIENCE)
    assert not (preview.root / "site").exists()


def test_a_mistake_shows_and_its_mending_heals(preview: Preview, page: Page) -> None:
    """A typo shows its place and hint above the last good page; mending it brings the page back."""
    page.goto(preview.address + URL)

    preview.save("\ndescription:", "\ndiscription<b>: x\ndescription:")

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(f'{ARTICLE}:3:1: error: unknown front matter key "discription<b>"', timeout=PATIENCE)
    expect(alert).to_contain_text('hint: did you mean "description"?')
    expect(page.get_by_text(FIRST)).to_be_visible()

    preview.save("\ndiscription<b>: x\ndescription:", "\ndescription:")

    expect(alert).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_text(FIRST)).to_be_visible()


def test_twenty_quick_saves_end_in_the_last_text(preview: Preview, page: Page) -> None:
    """A burst of saves is built fewer times than it has saves, and the browser ends with the last one."""
    page.goto(preview.address + URL)

    before = FIRST
    for number in range(1, 21):
        after = f"Here is version {number} of twenty:"
        preview.save(before, after)
        before = after

    expect(page.get_by_text("Here is version 20 of twenty:")).to_be_visible(timeout=PATIENCE)
    page.goto("about:blank")  # so that nobody asks the server once it has gone
    preview.process.terminate()
    assert preview.process.stdout is not None
    builds = [line for line in preview.process.stdout if line.startswith("Built")]
    assert 1 <= len(builds) < 20


def test_the_preview_answers_only_its_own(preview: Preview) -> None:
    """Pages are served to this computer's own names, and nothing outside the preview's folder is."""
    asked: list[tuple[str, dict[str, str], int]] = [
        ("/", {}, 200),
        ("/about", {}, 301),
        ("/no-such-page/", {}, 404),
        ("/", {"Host": "evil.example"}, 403),
        ("/livereload.js", {"Host": "evil.example"}, 403),
        ("/../../content/_site.yaml", {}, 403),
        ("/%2e%2e/%2e%2e/content/_site.yaml", {}, 403),
    ]

    assert [(path, headers, preview.ask(path, **headers)) for path, headers, _ in asked] == asked


def test_a_page_elsewhere_cant_listen(preview: Preview) -> None:
    """The websocket refuses a page of another origin, which would learn what is being edited."""
    socket_headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
        "Origin": "http://evil.example",
    }

    assert preview.ask("/livereload", **socket_headers) == 403
    assert preview.ask("/livereload", **{**socket_headers, "Origin": preview.address}) == 101
