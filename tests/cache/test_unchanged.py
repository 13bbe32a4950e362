"""A build that would change nothing says at once what it has to say, and never says it when something has changed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from carepress.cache.unchanged import said_before
from carepress.cli.main import main
from tests.sites import ROOT, MakeSite, TinySite

NOTE = ".cache/build/unchanged.json"
TODAY = "2026-11-24"


def run(site: TinySite, *words: str, **more: str) -> tuple[int, list[str]]:
    """Return the exit code of a command, and its lines without the seconds."""
    environment = {**os.environ, "CAREPRESS_NO_VENV": "1", **more}
    command = [sys.executable, str(site.root / "build.py"), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, [line.partition(" in ")[0] for line in done.stdout.splitlines()]


def said(site: TinySite, *words: str) -> object:
    """Return what is known of a command before it is run."""
    return said_before(site.root, words or ("build", "--today", TODAY))


@pytest.fixture
def site(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> TinySite:
    """Return a site with the engine beside it, built, with a warning."""
    monkeypatch.setenv("CAREPRESS_NO_VENV", "1")
    site = make_site({"content/copy.md": "---\ntitle: Empty\ndescription: A page without a text.\n---\n"})
    for name in ("build.py", "carepress", "care", "locks"):
        os.symlink(ROOT / name, site.root / name) if name != "build.py" else shutil.copy(ROOT / name, site.root / name)
    assert main(["build", "--today", TODAY], site.root, "care") == 0
    return site


def test_what_was_said_is_said_again(site: TinySite) -> None:
    """Warnings are said too; nothing is written."""
    before = site.tree()
    code, lines = run(site, "--today", TODAY)

    assert said(site) is not None
    assert code == 0
    assert any("page-empty" in line for line in lines)
    assert site.tree() == before


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a-text": lambda root: append(root / "content/index.md", "More\n"),
    "a-new-page": lambda root: (root / "content/new.md").write_text("---\ntitle: New\ndescription: New.\n---\nText\n"),
    "a-page-that-goes": lambda root: (root / "content/copy.md").unlink(),
    "a-template": lambda root: append(root / "templates/page.html", "<!-- -->"),
    "a-file-of-the-site": lambda root: (root / "site/index.html").write_text("Mine"),
    "a-file-of-the-site-that-goes": lambda root: (root / "site/copy/index.html").unlink(),
    "a-stranger-in-the-site": lambda root: (root / "site/mine.txt").write_text("Mine"),
    "the-engine": lambda root: append(root / "build.py", "\n"),
    "a-damaged-note": lambda root: (root / NOTE).write_bytes((root / NOTE).read_bytes()[:-9]),
    "a-note-that-is-a-list": lambda root: (root / NOTE).write_text("[]"),
    "a-note-with-nothing": lambda root: (root / NOTE).write_text("{}"),
    "no-cache": lambda root: shutil.rmtree(root / ".cache"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changes_are_seen(site: TinySite, change: Callable[[Path], object]) -> None:
    """Whatever is another than it was, the command is run."""
    change(site.root)

    assert said(site) is None


def test_a_change_that_looks_like_none_is_seen(site: TinySite) -> None:
    """A file has the same size and the same time of its last change, and another text."""
    path = site.root / "content/index.md"
    seen = path.stat()
    text = path.read_text()
    path.write_text(text[:-3] + "xy\n")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    assert said(site) is None


def test_times_that_others_set_say_nothing(site: TinySite) -> None:
    """Files that were checked out anew, or came back from another machine, are the same if their content is."""
    for path in [*(site.root / "content").rglob("*"), *(site.root / "site").rglob("*")]:
        os.utime(path, (1, 1))

    assert said(site) is not None


@pytest.mark.parametrize(
    "words", [("build",), ("check",), ("--today", "2026-11-25"), ("--drafts",), ("--help",), ("explain",)], ids=" ".join
)
def test_other_commands_are_run(site: TinySite, words: tuple[str, ...]) -> None:
    """Only what was asked before has its answer."""
    assert said(site, *words) is None


def test_another_day_is_another_build(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --today the answer holds until the day is over where the site is."""
    assert run(site, "build")[0] == 0
    assert said(site, "build") is not None
    note = json.loads((site.root / NOTE).read_text())
    monkeypatch.setattr("time.time", lambda: note["until"])

    assert note["until"] - note["from"] in {82_800, 86_400, 90_000}  # a day in which clocks may be put forward or back
    assert said(site, "build") is None


def test_another_clock_is_another_build(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH decides what day it is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")

    assert said(site) is None


def test_a_failed_build_is_run_again(site: TinySite) -> None:
    """Its mistakes are looked for each time."""
    site.write({"content/index.md": "Broken\n"})
    assert run(site, "--today", TODAY)[0] == 1

    assert said(site) is None


def test_what_is_said_of_the_last_build_is_said_once(site: TinySite) -> None:
    """That a page has gone is news only for the build that takes it away."""
    (site.root / "content/copy.md").unlink()
    _, lines = run(site, "--today", TODAY)
    assert any("address-gone" in line for line in lines)
    assert said(site) is None
    _, lines = run(site, "--today", TODAY)

    assert not any("address-gone" in line for line in lines)
    assert said(site) is not None


def test_the_engine_is_not_loaded(site: TinySite) -> None:
    """Only Python's own modules are."""
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import carepress.cache.unchanged; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)

    assert {name for name in done.stdout.split() if name.startswith("carepress")} == {
        "carepress",
        "carepress.cache",
        "carepress.cache.unchanged",
    }
