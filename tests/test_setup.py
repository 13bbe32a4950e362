"""The first run on a fresh machine: what stands in the way is said in one line, and nothing is set up twice."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import build as setup
from tests.conftest import ROOT


def test_an_old_python_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Too old a Python is refused with the version that is needed."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    assert setup.main([]) == 3
    assert (
        capsys.readouterr().err == "error: Carepress needs Python 3.11 or newer; this is 3.9. Get it from python.org.\n"
    )


def test_a_missing_ensurepip_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's Python without its venv package is told which package to install."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    problem = setup.set_up(tmp_path / ".venv", ROOT / "locks/run.txt")

    assert problem == "this Python can't make environments. On Debian or Ubuntu: apt install python3-venv"


@pytest.mark.long
def test_no_network_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network the set-up says so in one line, and the next run tries again."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")

    problem = setup.set_up(tmp_path / ".venv", ROOT / "locks/run.txt")

    assert problem.startswith("the packages can't be fetched; is this computer online? pip says: ERROR: No matching")
    assert problem.count("\n") == 0
    assert not (tmp_path / ".venv/carepress-stamp").exists()


@pytest.mark.long
def test_an_environment_that_fits_is_kept(tmp_path: Path) -> None:
    """An environment whose stamp matches lock and Python costs one comparison; a changed lock makes a new one."""
    lock = tmp_path / "lock.txt"
    lock.write_text("")
    assert setup.set_up(tmp_path / "venv", lock) == ""
    marker = tmp_path / "venv/marker"
    marker.touch()

    assert setup.set_up(tmp_path / "venv", lock) == ""
    assert marker.exists()

    lock.write_text("# another lock\n")
    assert setup.set_up(tmp_path / "venv", lock) == ""
    assert not marker.exists()


@pytest.mark.long
def test_the_first_command_works_in_a_fresh_clone(tmp_path: Path) -> None:
    """In a fresh clone with an empty home, the README's first command builds the site."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    home = tmp_path / "home"
    home.mkdir()
    python = shutil.which("python3") or sys.executable

    result = subprocess.run(
        [python, "build.py"],
        cwd=clone,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, (clone / "site/index.html").is_file()) == (0, True), result.stderr
