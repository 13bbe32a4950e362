"""The command `init` with this site's own kind: another treatment center, with what is public knowledge and nothing of this one."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from care import SITE as CARE
from carepress.cli.main import main
from tests.begun import begun, run_in, words_of
from tests.project import made_once
from tests.sites import ROOT

NAME = "Anytown Recovery"
OWN = re.compile(r"(?i)tennessee valley|423-555-0142|100 sample street|37000")


@pytest.fixture(scope="module")
def center() -> Path:
    """Return another center's site, for those who only read it."""
    return made_once("center", lambda folder: begun(folder, NAME, "care"))


@pytest.mark.long
def test_it_is_green_at_once(center: Path, tmp_path: Path) -> None:
    """The command line builds it, and finds no error and no warning."""
    site = shutil.copytree(center, tmp_path / "site")

    assert "Built 10 pages" in run_in(site, "build")
    assert run_in(site, "check").endswith("Checked: 0 errors and 0 warnings, 0 allowances.\n")
    assert {path for path, text in words_of(site / "site").items() if OWN.search(text)} == set()


def test_what_comes_along(center: Path) -> None:
    """Its kind, its templates and the records that are public come along as they are; pages and all other data stay here."""
    words = words_of(center)
    data = {Path(path).stem for path in words if path.startswith("content/_data/")}

    assert data == set(CARE.public)
    spanish = {path for path in words if path.startswith("content/es/")}
    assert spanish == {f"content/es/_data/{name}.yaml" for name in ("care_levels", "help", "related_care")}
    for folder in ("care", "templates"):
        theirs = {path: text for path, text in words_of(ROOT / folder).items() if "__pycache__" not in path}
        assert words_of(center / folder) == theirs
    assert {
        path for path, text in words.items() if path.startswith(("content/", "README")) and OWN.search(text)
    } == set()
    assert words["README.md"].startswith(f"# {NAME}\n")
    assert "`carepress/`, `care/`, `locks/`" in words["README.md"]
    assert 'KIND = "care"' in words["build.py"]


def test_what_only_this_center_knows_stays(tmp_path: Path) -> None:
    """Which levels it offers, when it dialed a line or opened a source, and which of its pages say more: all that stays here."""
    root = tmp_path / "root"
    root.mkdir()
    for path in ROOT.iterdir():
        if path.name != "content":
            (root / path.name).symlink_to(path)
    shutil.copytree(ROOT / "content/_data", root / "content/_data")
    for name, there, here in [
        ("care_levels", "  offered_here: null", "  offered_here: true"),
        ("help", "  verified:", "  checked: 2026-11-01\n  verified:"),
        ("sources", "  verified:", "  checked: 2026-11-01\n  verified:"),
    ]:
        path = root / f"content/_data/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(there, here), encoding="utf-8")
    site = begun(tmp_path / "site", NAME, "care", root)
    data = {path.stem: yaml.safe_load(path.read_text()) for path in (site / "content/_data").iterdir()}

    for name, key in [("care_levels", "offered_here"), ("help", "checked"), ("sources", "checked")]:
        before = yaml.safe_load((root / f"content/_data/{name}.yaml").read_text(encoding="utf-8"))
        assert any(key in record for record in before.values())
        assert data[name] == {one: {k: v for k, v in record.items() if k != key} for one, record in before.items()}
    pages = {record["page"] for record in data["glossary"].values() if "page" in record}
    assert pages == {"get-help-now.md", "levels-of-care/index.md"}
    assert main(["check"], site, "care") == 0


@pytest.mark.long
def test_its_own_tests_are_green(center: Path, tmp_path: Path) -> None:
    """`build.py test` there checks the style, the types, the site, and its pages in a browser."""
    site = shutil.copytree(center, tmp_path / "site")
    if (ROOT / "tests/node_modules").is_dir():
        (site / "tests/node_modules").symlink_to(ROOT / "tests/node_modules")

    run_in(site, "test", "-n", "2")
