#!/usr/bin/env python3
"""The command a person types: `python3 build.py`. On the first run it sets up what it needs, then it builds the site.

Only the standard library is used here, and only syntax that an old Python can read, so that it can say what is wrong.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
ENVIRONMENT_FAILED = 3


def main(arguments):  # type: (list[str]) -> int
    """Return the exit code of the command, run in an environment that has what it needs."""
    if sys.version_info < OLDEST_PYTHON:
        return fail(
            "Carepress needs Python 3.11 or newer; this is %d.%d. Get it from python.org." % sys.version_info[:2]
        )
    is_test = arguments[:1] == ["test"]
    name, lock = (".venv-test", "locks/test.txt") if is_test else (".venv", "locks/run.txt")
    if not os.environ.get("CAREPRESS_NO_VENV") and Path(sys.prefix) != ROOT / name:
        problem = set_up(ROOT / name, ROOT / lock)
        if problem:
            return fail(problem)
        return run([str(python_in(ROOT / name)), str(ROOT / "build.py"), *arguments])
    if is_test:
        return run([sys.executable, "-m", "tests", *arguments[1:]], ROOT)
    sys.path.insert(0, str(ROOT))
    from carepress.cli import main as carepress  # noqa: PLC0415 - an old Python couldn't read it

    return carepress(arguments, ROOT)


def set_up(folder, lock):  # type: (Path, Path) -> str
    """Make the environment if its lock or this Python has changed; return what went wrong, or an empty string."""
    stamp = folder / "carepress-stamp"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return ""
    if importlib.util.find_spec("ensurepip") is None:
        return "this Python can't make environments. On Debian or Ubuntu: apt install python3-venv"
    print(
        "Setting up %s from %s, once; this may take a minute …" % (folder.name, lock.name), file=sys.stderr, flush=True
    )
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(folder)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        return "the environment %s can't be made: %s" % (folder, last_line(made.stdout + made.stderr))
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    install += ["--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]
    installed = subprocess.run([str(python_in(folder)), *install], capture_output=True, text=True, check=False)
    if installed.returncode:
        return "the packages can't be fetched; is this computer online? pip says: " + last_line(installed.stderr)
    stamp.write_text(wanted)
    return ""


def python_in(folder):  # type: (Path) -> Path
    """Return the Python of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(command, folder=None):  # type: (list[str], Path | None) -> int
    """Run a command in place of this one; return its exit code where the system can't do that."""
    if folder:
        os.chdir(folder)
    if os.name == "nt":
        return subprocess.call(command)
    sys.stdout.flush()
    return os.execv(command[0], command)


def last_line(text):  # type: (str) -> str
    """Return the last line of what a program said that isn't empty."""
    return ([line for line in text.splitlines() if line.strip()] or ["nothing"])[-1]


def fail(message):  # type: (str) -> int
    """Say in one line what stands in the way; return the exit code for it."""
    print("error: " + message, file=sys.stderr)
    return ENVIRONMENT_FAILED


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(fail("stopped before anything was built"))
