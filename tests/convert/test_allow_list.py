"""None of the known ways to get something that runs, loads or asks into a page works."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from carepress.problems import BuildFailed
from tests.convert.judge import faults_of_page, faults_of_site
from tests.convert.ways import BUILT, ELSEWHERE, IN_TEXT, JS, WAYS, site_with, texts_together

Files = Mapping[str, str | bytes]


def test_there_are_a_hundred_ways() -> None:
    assert len(WAYS) >= 100


@pytest.mark.usefixtures("words_as_written")
def test_ways_in_a_text(tmp_path: Path) -> None:
    """Each way in a text, a page each, is refused by the rule that it breaks, or its page and all other files are harmless."""
    refused = texts_together(tmp_path / "refused", is_built=False)
    found: dict[str, set[str]] = {}
    for problem in refused.problems():
        if problem.severity == "error":
            found.setdefault(Path(problem.place.path).stem, set()).add(problem.rule)
    texts = {name: set(outcome.split("/")) for name, (outcome, _) in IN_TEXT.items() if outcome != BUILT}
    built = texts_together(tmp_path / "built", is_built=True)
    built.build("2026-11-24")

    assert found.keys() == texts.keys()
    assert {name: rules for name, rules in found.items() if not rules <= texts[name]} == {}
    assert not (refused.root / "site").exists()
    assert {name for name, (outcome, _) in IN_TEXT.items() if outcome == BUILT} <= {
        path.name for path in (built.root / "site").iterdir()
    }
    assert faults_of_site(built.tree()) == []


@pytest.mark.usefixtures("words_as_written")
@pytest.mark.parametrize(("outcome", "files"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_way(tmp_path: Path, outcome: str, files: Files) -> None:
    """The way is refused by the rule that it breaks, at a place, or what it became is harmless in every file."""
    site = site_with(tmp_path, files)
    try:
        site.build("2026-11-24")
    except BuildFailed as failure:
        errors = [problem for problem in failure.problems if problem.severity == "error"]
        assert all((site.root / problem.place.path).exists() for problem in errors)
        assert {problem.rule for problem in errors} <= set(outcome.split("/"))
        assert not (site.root / "site").exists()
    else:
        assert BUILT in outcome.split("/")
        assert faults_of_site(site.tree()) == []


@pytest.mark.parametrize(
    "html",
    [
        f"<script>{JS}</script>",
        f"<p onclick={JS}>a</p>",
        "<p style=x>a</p>",
        f"<a href=' java\tscript:{JS}'>a</a>",
        "<a href='data:x'>a</a>",
        "<img src=//evil.example/x.png>",
        "<img src=https://evil.example/x.png>",
        "<!-- a -->",
        "<?a?>",
        "<p>a",
        "<table><b>a</b></table>",
        f"<meta http-equiv=refresh content='0; url=javascript:{JS}'>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<svg><use href=#a></use></svg>",
    ],
)
def test_the_judge_is_awake(html: str) -> None:
    """The judge finds what it is there to find."""
    assert faults_of_page(f"<!doctype html><html><head></head><body>{html}</body></html>") != []
