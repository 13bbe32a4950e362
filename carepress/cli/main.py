"""Runs the command that a person types: what it needs is loaded then, and what keeps it from its end is said in a line."""

import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from carepress.cli import CONTENT_FAILED, ENVIRONMENT_FAILED, WRONG_USAGE
from carepress.cli.arguments import parser
from carepress.cli.report import count_errors, one_line, show, state_of
from carepress.load.names import UnknownName
from carepress.model.kind import SiteKind
from carepress.problems import BuildFailed, EnvironmentFailed
from carepress.problems.own_code import told_by_own_code


def main(arguments: Sequence[str], root: Path, kind: str) -> int:
    """Return the exit code of a command: 0 done, 1 the content has errors, 2 wrong usage, 3 the machine failed.

    `kind` names the package that says what kind of site this is.
    """
    output = root / "site"
    try:
        _prepare_process()
        words = list(arguments)
        if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help", "--version"}):
            words.insert(0, "build")
        asked = parser().parse_args(words)
        asked.kind, asked.kind_name, asked.words = _kind(kind), kind, words
        output = getattr(asked, "output", None) or output
        return int(import_module(f"carepress.cli.{asked.command}").run(asked, root))
    except EnvironmentFailed as failure:
        print(f"error: {failure}", file=sys.stderr)
    except BuildFailed as failure:
        # Only errors keep from being said what a person asks of the site.
        errors = [one for one in failure.problems if one.severity == "error"]
        show(errors, root, "python3 build.py check --all")
        print(f"There is no answer until this is mended: {count_errors(errors)}.")
        return CONTENT_FAILED
    except UnknownName as failure:
        print(one_line(f"error: {failure}; {failure.hint}"), file=sys.stderr)
        return WRONG_USAGE
    except OSError as failure:
        named = failure.filename2 or failure.filename  # of two files, the one that was to be written
        name = f": {named}" if named else ""
        print(f"error: {failure.strerror or failure}{name}. {state_of(output)}", file=sys.stderr)
    except Exception as failure:
        # What the engine itself fails at is told whole: somebody has to mend it.
        if not (told := told_by_own_code(failure)):
            raise
        print(f"error: {one_line(told)}\n{state_of(output)}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"Stopped. {state_of(output)}", file=sys.stderr)
    return ENVIRONMENT_FAILED


def _kind(name: str) -> SiteKind:
    """Return the kind of site that a package is about. Raises EnvironmentFailed if no such package says one."""
    try:
        site = getattr(import_module(name), "SITE", None)
    except ModuleNotFoundError as failure:
        if not f"{name}.".startswith(f"{failure.name}."):
            raise
        raise EnvironmentFailed(f'build.py names the package "{name}", which isn\'t there') from failure
    if not isinstance(site, SiteKind):
        raise EnvironmentFailed(f'the package "{name}", which build.py names, doesn\'t say SITE = SiteKind(…)')
    return site


def _prepare_process() -> None:
    """Let neither the terminal's encoding nor the umask decide what comes out, and a polite kill be Ctrl+C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    os.umask(0o022)  # a web server must be able to read the site, whoever built it
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
