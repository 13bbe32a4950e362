"""Sites that `init` begins: how tests begin them, run commands in them, and read them."""

import os
import subprocess
import sys
from pathlib import Path

from carepress.cli.main import main
from tests.sites import ROOT


def begun(folder: Path, name: str, kind: str = "plain", root: Path = ROOT) -> Path:
    """Begin a site in a folder; return it."""
    assert main(["init", str(folder), "--name", name, "--kind", kind], root, "care") == 0
    return folder


def run_in(site: Path, *words: str, code: int = 0) -> str:
    """Run a command of a site as people do; return what it said."""
    compiled = str(site.with_suffix(".compiled"))  # beside the site, which stays as `init` and its commands leave it
    setting = {**os.environ, "CAREPRESS_NO_VENV": "1", "PYTHONPYCACHEPREFIX": compiled}
    command = [sys.executable, "build.py", *words]
    done = subprocess.run(command, cwd=site, env=setting, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def words_of(folder: Path) -> dict[str, str]:
    """Return the text of every file of a folder, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode(errors="replace") for path in files}
