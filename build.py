#!/usr/bin/env python3
"""The command a person types: `python3 build.py`. On the first run it sets up what it needs, then it builds the site.

Only the standard library is used here, and only syntax that an old Python can read, so that it can say what is wrong.
"""

import hashlib
import importlib
import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
STARTED = time.monotonic()
OLDEST_PYTHON = (3, 11)
ENVIRONMENT_FAILED = 3
KIND = "care"  # the package that says what kind of site this is


def main(arguments):  # type: (list[str]) -> int
    """Return the exit code of the command, run in an environment that has what it needs."""
    if sys.version_info < OLDEST_PYTHON:
        return fail(
            "Carepress needs Python 3.11 or newer; this is %d.%d. Get it from python.org." % sys.version_info[:2]
        )
    is_test = arguments[:1] == ["test"]
    sys.path.insert(0, str(ROOT))
    code = -1 if is_test else say_again(arguments)
    if code < 0 and not os.environ.get("CAREPRESS_NO_VENV"):
        code = enter(arguments, *([".venv-test", "locks/test.txt"] if is_test else [".venv", "locks/run.txt"]))
    if code >= 0:
        return code
    if is_test:
        return run([sys.executable, "-m", "tests", *arguments[1:]], ROOT)
    from carepress.cli.main import main as carepress  # noqa: PLC0415 - an old Python couldn't read it

    return carepress(arguments, ROOT, KIND)


def enter(arguments, name, lock):  # type: (list[str], str, str) -> int
    """Run the command in its environment, set up if need be; return its exit code, or -1 if this is the environment."""
    # Packages of somebody else would take the place of the environment's.
    foreign = [os.environ.pop(key, None) for key in ("PYTHONPATH", "PYTHONHOME")]
    try:
        problem = set_up(ROOT / name, ROOT / lock)
        if problem:
            return fail(problem)
        if Path(sys.prefix) != ROOT / name or any(foreign):
            return run([str(python_in(ROOT / name)), str(ROOT / "build.py"), *arguments])
    except OSError as failure:
        return fail("the environment %s can't be set up: %s" % (name, failure))
    return -1


def say_again(arguments):  # type: (list[str]) -> int
    """Say what a command has to say that would change nothing; return its exit code, or -1 if it has to be run."""
    try:
        from carepress.cache.unchanged import said_before  # noqa: PLC0415 - an old Python couldn't read it
    except ImportError:  # which is told when it is needed
        return -1
    said = said_before(ROOT, arguments)
    if said is None:
        return -1
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    print(said.text.replace("{}", "%.2f" % (time.monotonic() - STARTED)), end="")
    return said.code


def set_up(folder, lock):  # type: (Path, Path) -> str
    """Make the environment if its lock or this Python has changed; return what went wrong, or an empty string."""
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if is_ready(folder, wanted):
        return ""
    if folder.is_symlink():
        return "%s is a link, and what it leads to may be another's: delete the link" % folder
    cache = folder.parent / ".cache"
    cache.mkdir(exist_ok=True)
    with open(str(cache / "set-up"), "w") as file:
        wait_for(file.fileno())
        return "" if is_ready(folder, wanted) else make(folder, lock, wanted)


def is_ready(folder, wanted):  # type: (Path, str) -> bool
    """Return whether the environment was made whole for what is wanted, and its Python is still there."""
    stamp = folder / "carepress-stamp"
    return stamp.is_file() and stamp.read_bytes() == wanted.encode() and python_in(folder).exists()


def wait_for(descriptor):  # type: (int) -> None
    """Wait until no other set-up is at work; one that is killed is none any more."""
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def make(folder, lock, wanted):  # type: (Path, Path, str) -> str
    """Make the environment and stamp it with what was wanted; return what went wrong, or an empty string."""
    if importlib.util.find_spec("ensurepip") is None:
        return "this Python can't make environments. On Debian or Ubuntu: apt install python3-venv"
    print(
        "Setting up %s from %s, once; this may take a minute …" % (folder.name, lock.name), file=sys.stderr, flush=True
    )
    # Started by the environment's own Python, this one makes it anew with the Python that made it.
    failed, said = ask(getattr(sys, "_base_executable", None) or sys.executable, "-m", "venv", "--clear", str(folder))
    if failed:
        return "the environment %s can't be made: %s" % (folder, said)
    failed, said = install(folder, lock)
    if failed:
        return "the packages can't be fetched; is this computer online? pip says: " + said
    trial = "import sys; sys.path.insert(0, %r); import build; build.import_all(%r)" % (str(ROOT), str(lock))
    failed, said = ask(python_in(folder), "-c", trial, PYTHONDONTWRITEBYTECODE="")
    if failed:
        return (
            "the packages aren't in place; does `python3 -m pip config list` send them elsewhere? Python says: " + said
        )
    (folder / "carepress-stamp").write_text(wanted)
    return ""


def install(folder, lock):  # type: (Path, Path) -> tuple[int, str]
    """Install what a lock names into an environment; return pip's exit code and the last line of what it said.

    pip looks at every file that was ever published of a package. Two at once take half the time.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - takes its time, and most runs set nothing up

    # Whoever is used to installing somewhere else, or nothing at all, has said so in pip's settings.
    for name in ("PIP_PYTHON", "PIP_ROOT"):
        os.environ.pop(name, None)
    words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    words += ["--no-user", "--target=", "--prefix", str(folder), "--require-hashes", "--only-binary", ":all:"]
    words += ["--no-deps", "--no-compile"]  # the lock has everything; what is imported is compiled afterwards
    packages = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8"))
    parts = [folder / "lock-1.txt", folder / "lock-2.txt"]
    for number, part in enumerate(parts):
        part.write_text("\n".join(packages[number :: len(parts)]), encoding="utf-8")
    with ThreadPoolExecutor() as pips:
        done = pips.map(lambda part: ask(python_in(folder), *words, "--requirement", str(part), PIP_DRY_RUN="0"), parts)
    return max(done)  # the one that failed, if one did


def ask(python, *words, **settings):  # type: (str | Path, str, str) -> tuple[int, str]
    """Run a Python; return its exit code and the last line of what it said that isn't empty."""
    done = subprocess.run(
        [str(python), *words],
        cwd=str(ROOT),
        env=dict(os.environ, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return done.returncode, ([line for line in done.stdout.splitlines() if line.strip()] or ["nothing"])[-1]


def import_all(lock):  # type: (str) -> None
    """Import every package that a lock names for all systems. Raises ImportError if one isn't there."""
    from importlib.metadata import files  # noqa: PLC0415 - an old Python doesn't have it

    for name in re.findall(r"^([\w.-]+)==[^;\n]*$", Path(lock).read_text(encoding="utf-8"), re.MULTILINE):
        for file in files(name) or ():
            if len(file.parts) == 2 and file.name == "__init__.py":
                importlib.import_module(file.parts[0])


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


def fail(message):  # type: (str) -> int
    """Say in one line what stands in the way; return the exit code for it."""
    print("error: " + message, file=sys.stderr)
    return ENVIRONMENT_FAILED


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(fail("stopped before anything was built"))
