"""`build --compare-clean` tells a finished site that isn't what a clean build makes."""

import io
import os
import pickle
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.cache.engine import engine_of
from carepress.cache.rows import Rows
from carepress.cache.unchanged import said_before
from carepress.cli.build import SAME, compare_clean
from carepress.cli.report import as_text
from carepress.model.config import Options
from carepress.pipeline import build
from carepress.problems import Place, Problem
from tests.cache import small_site as small
from tests.cache.small_site import ABOUT, FILES, WEEK, pages, written
from tests.check.sound import run
from tests.sites import NOON, TinySite

COMMAND = ("build", "--today", "2026-11-24", "--compare-clean")
ENGINE = engine_of(CARE)


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return TinySite(tmp_path / "project").write({**FILES, **{path: str(page) for path, page in pages().items()}})


def outcome(site: TinySite, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """Return the exit code of a build that is compared, and the lines that name what differs, or that say it is the same."""
    code, out, err = run(site, capsys, *COMMAND, *words)
    assert err == ""
    return code, [line for line in out.splitlines() if "[not-clean]" in line or line == SAME]


def test_a_site_that_is_the_same(site: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """Built first, again, after a change, damage to site/ and with a file of somebody else it is what a clean build makes."""
    before = set(os.listdir(site.root))
    assert outcome(site, capsys) == (0, [SAME])
    assert outcome(site, capsys) == (0, [SAME])
    site.write({WEEK: str(written("A week", "other words", date="2026-11-01")), "site/mine.txt": "words"})
    (site.root / "site/about/index.html").write_text("words", encoding="utf-8")
    assert outcome(site, capsys) == (0, [SAME])
    assert set(os.listdir(site.root)) == before | {"site", ".cache"}
    # What a message says of the last build is said of the same one.
    (site.root / ABOUT).unlink()
    assert outcome(site, capsys) == (0, [SAME])
    (site.root / "site/carepress.json").write_text("{", encoding="utf-8")
    assert outcome(site, capsys) == (0, [SAME])


def test_a_comparison_that_was_killed(
    site: TinySite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clean build is made in the project, not in the system's folder, where the next one takes away what it finds."""
    monkeypatch.setattr("tempfile.tempdir", str(site.root / "nowhere"))
    site.write({".cache/clean/made/site/left.html": "left"})

    assert outcome(site, capsys) == (0, [SAME])
    assert sorted(os.listdir(site.root / ".cache/clean")) == ["lock"]


def test_nothing_is_taken_for_compared_before(site: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """A comparison is made each time, though nothing has changed since the last."""
    for _ in range(2):
        time.sleep(0.1)
        assert outcome(site, capsys) == (0, [SAME])
        assert said_before(site.root, COMMAND) is None


def test_a_build_that_fails_is_not_compared(site: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to compare."""
    site.write({ABOUT: str(written("About us", "a link to nothing"))})

    assert outcome(site, capsys) == (1, [])


def lie(site: TinySite, change: Callable[[str, bytes], bytes]) -> None:
    """Change what a build has kept, and seal it again, as only somebody could do who wants to."""
    file = site.root / ".cache/build/cache.db"
    rows = Rows(file, ENGINE)
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT kind, name FROM rows").fetchall()
    for kind, name in names:
        row = rows.get(kind, name)
        assert row is not None
        rows.put(kind, name, change(kind, row))
    rows.commit(None)


def with_other_words(row: bytes) -> bytes:
    content = io.BytesIO(row)
    pickle.load(content)  # what the step was made from
    start = content.tell()
    return row[:start] + zlib.compress(zlib.decompress(row[start:]).replace(b"It helps", b"We helps"))


def test_files_that_differ_are_named(site: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """A page with another text, of which the cache says that it is the same, is an error that names its file. [not-clean]"""
    run(site, capsys, *COMMAND[:-1])
    lie(site, lambda kind, row: with_other_words(row) if kind == "text" else row)
    site.write({small.BASE: str(FILES[small.BASE]).replace("<h1>", "<h1 >")})

    code, out, _ = run(site, capsys, *COMMAND, "--format", "github")
    assert (code, "".join(line for line in out.splitlines(keepends=True) if "::" in line)) == (
        1,
        """\
::error file=site/about/index.html,title=not-clean::the site isn't what a clean build makes of this file%0Ahint: delete .cache/ and build again
::error file=site/carepress.json,title=not-clean::the site isn't what a clean build makes of this file%0Ahint: delete .cache/ and build again
""",
    )
    assert "We helps" in (site.root / "site/about/index.html").read_text(encoding="utf-8")
    shutil.rmtree(site.root / ".cache")
    assert outcome(site, capsys) == (0, [SAME])


def test_problems_that_differ_are_named(site: TinySite) -> None:
    """So is a problem that only one of the two speaks of."""
    options = Options(kind=CARE)
    report = build(site.root, options, NOON)
    wrong = Problem("warning", "page-empty", "no words", Place(ABOUT, 5))
    report = replace(report, warnings=(*report.warnings, wrong))
    found = compare_clean(site.root, options, NOON, lambda stage: None, report, b"")

    assert [as_text(one, site.root) for one in found] == [
        """\
content/about.md:5: error: only one of this build and a clean one says: no words [not-clean]
    5 | reviewer: a-reader
  hint: delete .cache/ and build again"""
    ]
