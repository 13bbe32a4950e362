"""The same content gives the same bytes, whoever builds it, where and how."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from carepress.write.ownership import MANIFEST
from tests.every_kind import built_every_kind, copy_sample
from tests.sites import ROOT

BUILD = """
import os, sys
from pathlib import Path

os.umask(int(sys.argv[2], 8))
from carepress.cli.main import main

sys.exit(main(["--today", "2026-11-25"], Path(sys.argv[1]), 'care'))
"""
SOURCES = ("content", "templates")
NOTHING: Mapping[str, str] = {}


def files_of(project: Path) -> list[str]:
    return [
        path.relative_to(project).as_posix()
        for name in SOURCES
        for path in (project / name).rglob("*")
        if path.is_file()
    ]


def copy(project: Path, to: Path, order: Callable[[list[str]], Sequence[str]] = sorted) -> Path:
    """Return a clone of a project's sources, its files made in the given order and now."""
    for path in order(files_of(project)):
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project / path, to / path)
    return to


def build(
    root: Path, *, umask: str = "022", folder: Path | None = None, settings: Mapping[str, str] = NOTHING
) -> dict[str, str]:
    """Build in a process of its own; return the digest of every file."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ"))}
    command = [sys.executable, "-c", BUILD, str(root), umask]
    done = subprocess.run(
        command,
        env={**environment, "PYTHONPATH": str(ROOT), **settings},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files: dict[str, str] = json.loads((root / "site" / MANIFEST).read_text(encoding="utf-8"))["files"]
    return files


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sources of a site with every kind of page."""
    return copy_sample(tmp_path_factory.mktemp("sources") / "project")


@pytest.fixture(scope="module")
def plain() -> dict[str, str]:
    """Return what a build makes where nothing is unusual."""
    files: dict[str, str] = json.loads((built_every_kind() / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert "index.html" in files
    return files


TOMORROW = {"TZ": "Pacific/Kiritimati"}
NARROW = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(
            {**TOMORROW, "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1", "PYTHONOPTIMIZE": "2"}, id="all-at-once"
        ),
        pytest.param(
            {"TZ": "Pacific/Pago_Pago", **NARROW, "PYTHONHASHSEED": "4294967295"},
            id="all-the-other-way",
            marks=pytest.mark.long,
        ),
        pytest.param(TOMORROW, id="tomorrow", marks=pytest.mark.long),
        pytest.param({"TZ": "Pacific/Pago_Pago"}, id="yesterday", marks=pytest.mark.long),
        pytest.param({"TZ": "America/Chicago", "LC_ALL": "C"}, id="C", marks=pytest.mark.long),
        pytest.param(NARROW, id="C-without-utf-8", marks=pytest.mark.long),
        pytest.param({"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}, id="turkish", marks=pytest.mark.long),
        pytest.param({"PYTHONIOENCODING": "ascii"}, id="ascii-terminal", marks=pytest.mark.long),
        pytest.param({"PYTHONHASHSEED": "1"}, id="hash-seed-1", marks=pytest.mark.long),
        pytest.param({"PYTHONHASHSEED": "4294967295"}, id="hash-seed-last", marks=pytest.mark.long),
        pytest.param({"PYTHONOPTIMIZE": "2"}, id="optimized", marks=pytest.mark.long),
    ],
)
def test_settings(project: Path, plain: dict[str, str], tmp_path: Path, settings: dict[str, str]) -> None:
    """Timezone, language and encoding of the machine, and the order of sets, leave no trace."""
    assert build(copy(project, tmp_path), settings=settings) == plain


@pytest.mark.long
def test_umask(project: Path, plain: dict[str, str], tmp_path: Path) -> None:
    """Nor do the rights that a person's files get."""
    assert build(copy(project, tmp_path), umask="077") == plain


@pytest.mark.long
@pytest.mark.parametrize("name", ["another folder (2) Ünïcode", "a" * 100])
def test_the_folder_of_the_clone(project: Path, plain: dict[str, str], tmp_path: Path, name: str) -> None:
    """Where the project lies, and from where it is built, leaves no trace."""
    (tmp_path / "elsewhere").mkdir()

    assert build(copy(project, tmp_path / name), folder=tmp_path / "elsewhere") == plain


@pytest.mark.long
@pytest.mark.parametrize("order", [sorted, lambda paths: sorted(paths, reverse=True)], ids=["sorted", "reversed"])
def test_the_order_in_which_files_were_made(
    project: Path, plain: dict[str, str], tmp_path: Path, order: Callable[[list[str]], Sequence[str]]
) -> None:
    """The order in which a disk lists files, and their times, leave no trace."""
    clone = copy(project, tmp_path / "clone", order)
    for number, path in enumerate(files_of(clone)):
        os.utime(clone / path, (number * 86_400, number * 86_400))

    assert build(clone) == plain


@pytest.mark.long
def test_line_ends_and_byte_order_marks(project: Path, plain: dict[str, str], tmp_path: Path) -> None:
    """A clone in which Git for Windows and an editor have changed every text is the same site."""
    clone = copy(project, tmp_path / "clone")
    as_they_are = (".woff2", ".jpg", ".png", ".pdf", ".webm", ".vtt")
    for path in (clone / name for name in files_of(clone) if not name.endswith(as_they_are)):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert build(clone) == plain


@pytest.mark.long
def test_what_was_built_before(project: Path, plain: dict[str, str], tmp_path: Path) -> None:
    """A build on top of another one, of which pages have gone since, is as a fresh one."""
    clone = copy(project, tmp_path / "clone")
    gone = clone / "content/gone/index.md"
    gone.parent.mkdir()
    gone.write_text("---\ntitle: Gone\ndescription: Words.\n---\n", encoding="utf-8")
    assert "gone/index.html" in build(clone)
    shutil.rmtree(gone.parent)

    assert build(clone) == plain


@pytest.mark.long
def test_the_manifest_itself(project: Path, tmp_path: Path) -> None:
    """The manifest is the same file too, so that two builds can be compared by it alone."""
    manifests = set()
    for seed in ("5", "6"):
        build(copy(project, tmp_path / seed), settings={"PYTHONHASHSEED": seed})
        manifests.add((tmp_path / seed / "site" / MANIFEST).read_bytes())

    assert len(manifests) == 1
