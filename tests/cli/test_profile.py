"""`build --profile` says what the time was spent on."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from carepress.cache.unchanged import said_before
from carepress.make import timed
from tests.cache.small_site import ABOUT, FILES, pages
from tests.check.sound import run
from tests.sites import TinySite

COMMAND = ("build", "--today", "2026-11-24", "--profile")


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return TinySite(tmp_path / "project").write({**FILES, **{path: str(page) for path, page in pages().items()}})


def ticking() -> Callable[[], float]:
    """Return a clock on which a second passes each time that somebody looks at it."""
    ticks: Iterator[int] = iter(range(10_000))
    return lambda: float(next(ticks))


def profile(site: TinySite, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Return the lines that tell of times."""
    code, out, err = run(site, capsys, *COMMAND, *words)
    assert (code, err) == (0, "")
    return out[out.index("Time: ") :].splitlines()


def test_a_build_of_everything(
    site: TinySite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stages come in their order, and add up to the whole; templates and pages by how long they took."""
    monkeypatch.setattr(timed, "perf_counter", ticking())
    monkeypatch.setattr(timed, "_MOST", 3)
    lines = profile(site, capsys)
    stages = lines[2 : lines.index("Rendering, by the template of the page:")]
    seconds = [float(line.split()[0]) for line in stages]

    assert lines[0].startswith(f"Time: {sum(seconds):.2f} s ")
    assert [line.split(" s  ")[1] for line in stages] == [
        "Getting ready",
        "Reading content",
        "Preparing photos",
        "Drawing social cards",
        "Making 10 pages",
        "Making the search index",
        "Checking links, words, safety and privacy",
        "Writing",
    ]
    # A part takes a second, as it is looked at twice; a page has one to convert, one to render, and two rules look at it. The page
    # that lists all sources waits for the others when it is rendered, and is rendered again.
    assert lines[-8:] == [
        "Rendering, by the template of the page:",
        "    2.000 s  templates/article.html",
        "    2.000 s  templates/sources.html",
        "    2.000 s  templates/tag.html",
        "By page that was made new:",
        "   12.000 s  /sources/: convert 1.000, render 2.000, rules 2.000",
        "    9.000 s  /: convert 1.000, render 1.000, rules 2.000",
        "    9.000 s  /about/: convert 1.000, render 1.000, rules 2.000",
    ]


def test_a_build_of_little(site: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """Only pages that were made new are named; if there are none, stages are. It is measured each time."""
    run(site, capsys, *COMMAND[:-1])
    (site.root / "site/about/index.html").unlink()

    assert [line.split()[2] for line in profile(site, capsys) if "convert" in line] == ["/about/:"]
    lines = profile(site, capsys)
    assert not [line for line in lines if line.startswith(("Rendering", "By page"))]
    assert said_before(site.root, COMMAND) is None


def test_several_processes(site: TinySite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What other processes spend on pages is told too."""
    monkeypatch.setattr("carepress.make.workers._FEWEST", 1)
    lines = profile(site, capsys, "--workers", "2")

    assert len([line for line in lines if re.search(r"convert 0\.\d{3}, render 0\.\d{3}, rules 0\.\d{3}$", line)]) == 10
    assert site.tree().keys() >= {"about/index.html"}
    assert (site.root / ABOUT).exists()
