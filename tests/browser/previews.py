"""A running preview of a small site in the project's looks, for tests that open it in a browser."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.project import with_templates
from tests.sites import BASIC, ROOT, TinySite
from tests.sites import page as page_of

ARTICLE = "content/blog/long.md"
URL = "/blog/long/"
FIRST = "The first words."
FILES = {"content/blog/index.md": page_of(), ARTICLE: page_of(f"{FIRST}\n\n" + "A paragraph of some words.\n\n" * 150)}


@dataclass
class Preview:
    """A running `serve` over a small site in the project's looks."""

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


def start(root: Path, port: int, *words: str) -> subprocess.Popen[str]:
    """Start the command, and wait until it can be asked."""
    command = [sys.executable, "build.py", "serve", "--no-open", "--port", str(port), "--today", "2026-11-24", *words]
    environment = {**os.environ, "CAREPRESS_NO_VENV": "1"}
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if "The preview is at" in line:
            break
    return process


def stop(process: subprocess.Popen[str]) -> None:
    """Stop the command, if it still runs."""
    process.terminate()
    process.wait(timeout=60)
    assert process.stdout is not None
    process.stdout.close()


@contextmanager
def previewing(root: Path, *words: str) -> Iterator[Preview]:
    """Run the command over a small site in a folder while the block runs."""
    with_templates(TinySite(root).write({**BASIC, **FILES}), looks=True)
    for package in ("carepress", "care"):
        (root / package).symlink_to(ROOT / package)
    shutil.copy(ROOT / "build.py", root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start(root, port, *words)
    try:
        yield Preview(root, port, process)
    finally:
        stop(process)
