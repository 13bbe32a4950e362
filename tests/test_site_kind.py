"""A site of another kind than this project's own: a dental clinic in tests/dental, told to the engine in 80 lines."""

import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from carepress.check.page.locate import Finding
from carepress.check.page.pages import PageView
from carepress.cli.main import main
from carepress.model.config import Options
from carepress.pipeline import build
from carepress.problems import BuildFailed
from tests.dental import SITE as DENTAL_SITE
from tests.sites import NOON, ROOT, TinySite

DENTAL = ROOT / "tests/dental"
KIND = "tests.dental"


@pytest.fixture
def clinic(tmp_path: Path) -> TinySite:
    """Return the clinic's content and templates in a folder of their own."""
    shutil.copytree(DENTAL, tmp_path / "clinic", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return TinySite(tmp_path / "clinic")


def test_it_is_small() -> None:
    """The whole clinic has at most 80 lines: its package, its catalog, its templates, its content."""
    files = [path for path in DENTAL.rglob("*") if path.is_file() and path.suffix != ".pyc"]

    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) <= 80


def test_it_builds(clinic: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """Its records, its query and its own template make its pages, and nothing of this project's kind is asked for."""
    assert main(["build"], clinic.root, KIND) == 0
    assert capsys.readouterr().out.startswith("Built 2 pages")
    assert "<p>A check-up takes 30 minutes.</p>\n<p>A check-up: $90</p>" in clinic.read("visits/index.html")
    assert "<p>Call 423-555-0142.</p>" in clinic.read("index.html")
    assert main(["check", "--release"], clinic.root, KIND) == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        pytest.param(
            ("minutes: 90", "minuts: 90"), '1:68: error: unknown visit key "minuts" [data-key]', id="unknown-key"
        ),
        pytest.param(("minutes: 90", "minutes: 2"), '1:77: error: "minutes" can\'t be 2 [number-odd]', id="number"),
        pytest.param(
            (", price: 900", ""), '1:8: error: nobody has said what "A crown" costs [price-unsaid]', id="own-rule"
        ),
    ],
)
def test_a_wrong_record_has_a_place(
    clinic: TinySite, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str], said: str
) -> None:
    """What is wrong with a record is said with its place: by the engine, from the declaration, or by the clinic's own rule."""
    path = "content/_data/visits.yaml"
    clinic.write({path: (DENTAL / path).read_text(encoding="utf-8").replace(*wrong)})

    assert main(["check"], clinic.root, KIND) == 1
    assert f"{path}:{said}" in capsys.readouterr().out


def test_its_rule_is_explained(clinic: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """`explain` knows the clinic's rule beside those that every site has, and none of this project's own."""
    assert main(["explain", "price-unsaid"], clinic.root, KIND) == 0
    assert capsys.readouterr().out.startswith("### price-unsaid\n\nFinds a visit without a price.")
    main(["explain"], clinic.root, KIND)
    rules = re.findall("^##+ (.*)$", capsys.readouterr().out, re.MULTILINE)
    assert rules[-2:] == ["Only on this site", "price-unsaid"]
    assert "typed-figure" in rules
    assert {"level-collision", "Danger"}.isdisjoint(rules)


def test_a_rule_looks_at_finished_pages(clinic: TinySite) -> None:
    """A kind of site can have rules that look at each finished page; what they find has its place, and their own words."""

    def long_visits(page: PageView) -> Iterator[Finding]:
        words = [node.text() for node in page.tree.css("p") if "minutes" in node.text()]
        yield from (Finding("price-unsaid", "A check-up takes", name=text) for text in words)

    options = Options(kind=replace(DENTAL_SITE, page_rules=(lambda site: long_visits,)), depth="check")
    with pytest.raises(BuildFailed) as failure:
        build(clinic.root, options, NOON)
    (problem,) = failure.value.problems
    assert (problem.place.path, problem.place.line) == ("content/visits.md", 6)
    assert problem.message == 'nobody has said what "A check-up takes 30 minutes." costs'


def test_it_is_served(clinic: TinySite) -> None:
    """The preview shows its pages."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = (
        f"import sys, pathlib, carepress.cli.main as cli; cli.main(sys.argv[2:], pathlib.Path(sys.argv[1]), {KIND!r})"
    )
    command = [sys.executable, "-c", script, str(clinic.root), "serve", "--no-open", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout
            assert next((line for line in server.stdout if line.startswith("The preview is at")), "")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/visits/") as answer:
                assert "A check-up: $90" in answer.read().decode()
        finally:
            server.terminate()


def test_a_kind_that_is_not_there(clinic: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """The package that build.py names may be missing: that is one sentence."""
    assert main(["build"], clinic.root, "nobody") == 3
    assert capsys.readouterr().err == 'error: build.py names the package "nobody", which isn\'t there\n'


def test_a_site_without_facts(clinic: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks for the facts of such a site is told that there are none."""
    assert main(["facts"], clinic.root, KIND) == 0
    assert capsys.readouterr().out == "There are no facts yet.\n"
