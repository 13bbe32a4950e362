"""The commands that a person types: arguments, printing, exit codes."""

import argparse
import gc
import io
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from carepress.cli.arguments import parser
from carepress.cli.questions import chosen, due, explain, facts, named_paths, screen, summed_up, within
from carepress.cli.report import as_github, as_json, one_line, paint, plain, summary
from carepress.load.data import data_files
from carepress.load.names import UnknownName
from carepress.load.settings import Options
from carepress.model.config import Depth
from carepress.model.made import Report
from carepress.pipeline import build, read_site
from carepress.problems import BuildFailed, EnvironmentFailed, Problem, has_errors
from carepress.text.words import count_noun
from carepress.write.ownership import JOURNAL

_MORE = "the same command with --all"
BUILT, CONTENT_FAILED, WRONG_USAGE, ENVIRONMENT_FAILED = 0, 1, 2, 3


def main(arguments: Sequence[str], root: Path) -> int:
    """Return the exit code of a command: 0 done, 1 the content has errors, 2 wrong usage, 3 the machine failed."""
    output = root / "site"
    try:
        _prepare_process()
        words = list(arguments)
        if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help", "--version"}):
            words.insert(0, "build")
        asked = parser().parse_args(words)
        if asked.command in _COMMANDS:
            return _COMMANDS[asked.command](asked, root)
        output = asked.output or output
        if fault := _output_fault(output, root):
            print(f"error: {fault}", file=sys.stderr)
            return WRONG_USAGE
        return _build(asked, root, output)
    except EnvironmentFailed as failure:
        print(f"error: {failure}", file=sys.stderr)
    except BuildFailed as failure:
        _print_unanswered(failure.problems, root)
        return CONTENT_FAILED
    except UnknownName as failure:
        print(f"error: {failure}; {failure.hint}", file=sys.stderr)
        return WRONG_USAGE
    except OSError as failure:
        name = f": {failure.filename}" if failure.filename else ""
        print(f"error: {failure.strerror or failure}{name}. {_state(output)}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"Stopped. {_state(output)}", file=sys.stderr)
    return ENVIRONMENT_FAILED


def _prepare_process() -> None:
    """Let neither the terminal's encoding nor the umask decide what comes out, and a polite kill be Ctrl+C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    os.umask(0o022)  # a web server must be able to read the site, whoever built it
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _output_fault(output: Path, root: Path) -> str:
    """Return why the site can't be written to a folder of the project; an empty text if it can."""
    # Path.resolve() fails on a link that leads to itself.
    target = Path(os.path.realpath(output))
    if Path(os.path.realpath(root)).is_relative_to(target):
        return f"the site can't be written to {output}, which holds the project itself: give a folder of its own"
    for name in ("content", "templates", ".cache"):
        if target.is_relative_to(os.path.realpath(root / name)):
            return f"the site can't be written into {name}/: give a folder of its own with --output"
    return ""


def _state(output: Path, whole: str = "The site is as the last finished build left it.") -> str:
    """Return a sentence that says how a build that broke off leaves the site."""
    if (output / JOURNAL).exists():
        return "The site is unfinished; the next build completes it."
    return whole


def _build(asked: argparse.Namespace, root: Path, output: Path) -> int:
    started = time.monotonic()
    report, problems, *_ = _try_build(_options(asked, root), root)
    _print_problems(problems, report, asked, root, output)
    if report and asked.format != "json":
        print("\n".join(summary(report, f"{os.path.relpath(output, root)}/", time.monotonic() - started)))
    is_fine = not asked.strict or all(problem.severity == "info" for problem in problems)
    return BUILT if report and is_fine else CONTENT_FAILED


def _try_build(options: Options, root: Path) -> tuple[Report | None, Sequence[Problem], Sequence[Problem], str]:
    """Return what a build reports, or None if it failed, its problems, what authors have given leave for, what was tried."""
    # A build makes much and throws little away: looking for garbage a hundred times more seldom saves 6 % of it.
    gc.set_threshold(70_000)
    progress = _Progress(sys.stderr)
    try:
        report = build(root, options, now(), progress.show)
        return report, report.warnings, report.allowed, report.tried
    except BuildFailed as failure:
        return None, failure.problems, failure.allowed, failure.tried
    finally:
        progress.clear()


def _check(asked: argparse.Namespace, root: Path) -> int:
    """Print what every rule finds; nothing is written."""
    if asked.rule:
        explain(asked.rule)  # says so if there is none of that name
    paths = named_paths(asked.path, root)
    depth: Depth = "release" if asked.release else "check"
    options = replace(_options(asked, root), depth=depth, external=asked.external)
    _, problems, allowed, tried = _try_build(options, root)
    found, lifted = chosen(within(problems, paths), asked.rule, everything=asked.all), within(allowed, paths)
    if asked.format == "text":
        _print_for_people(found, root, "" if asked.all else _MORE)
        print("\n".join(summed_up(found, lifted)))
        if tried:
            print(tried)
    elif asked.format == "json":
        print(as_json(found, None, lifted))
    else:
        _print_for_github([*found, *lifted])
    return CONTENT_FAILED if has_errors(found) else BUILT


def _due(asked: argparse.Namespace, root: Path) -> int:
    read = read_site(root, _options(asked, root), now())
    print("\n".join(map(one_line, due(read.site, read.texts, data_files(read.sources), asked.days))))
    return BUILT


def _explain(asked: argparse.Namespace, root: Path) -> int:
    print("\n".join(explain(asked.rule)))
    return BUILT


def _facts(asked: argparse.Namespace, root: Path) -> int:
    report = build(root, replace(_options(asked, root), depth="check"), now())
    print("\n".join(map(one_line, facts(report.data, report.printed, asked.name))))
    return BUILT


def _serve(asked: argparse.Namespace, root: Path) -> int:
    # Starting the server's libraries takes 0.2 s, which a build needn't wait for.
    from carepress.cli.serve import serve  # noqa: PLC0415

    return serve(root, _options(asked, root), asked.port, asked.address, asked.host_name)


_COMMANDS = {"serve": _serve, "check": _check, "due": _due, "explain": _explain, "facts": _facts}


def now() -> datetime:
    """Return the moment that decides which day it is: SOURCE_DATE_EPOCH, or else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise EnvironmentFailed(f'SOURCE_DATE_EPOCH must be seconds since 1970, not "{epoch}"') from None


def _print_problems(
    problems: Sequence[Problem], report: Report | None, asked: argparse.Namespace, root: Path, output: Path
) -> None:
    if asked.format == "json":
        print(as_json(problems, report))
    elif asked.format == "github":
        _print_for_github(problems)
    else:
        _print_for_people(sorted(problems, key=lambda one: one.severity != "error"), root, "" if asked.all else _MORE)
    if has_errors(problems) and asked.format != "json":
        print(f"Not built: {_errors(problems)}. {_state(output, 'The site is as it was before.')}")


def _print_unanswered(problems: Sequence[Problem], root: Path) -> None:
    """Print why what a person asks of the site can't be said: only its errors keep it from being said."""
    _print_for_people([one for one in problems if one.severity == "error"], root, "python3 build.py check --all")
    print(f"There is no answer until this is mended: {_errors(problems)}.")


def _print_for_github(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(as_github(problem))


def _print_for_people(problems: Sequence[Problem], root: Path, more: str) -> None:
    for line in screen(problems, root, paint if _has_color(sys.stdout) else plain, more):
        print(line)


def _errors(problems: Sequence[Problem]) -> str:
    """Return how many errors there are, in how many files."""
    paths = [problem.place.path for problem in problems if problem.severity == "error"]
    return f"{count_noun(len(paths), 'error')} in {count_noun(len(set(paths)), 'file')}"


def _options(asked: argparse.Namespace, root: Path) -> Options:
    return Options(
        output=getattr(asked, "output", None),
        base_url=getattr(asked, "base_url", None),
        today=asked.today,
        drafts=asked.drafts,
        staging=getattr(asked, "staging", False),
    )


def _has_color(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class _Progress:
    """Rewrites one line of a terminal with what is being done; says nothing elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.is_shown = stream.isatty()

    def show(self, stage: str) -> None:
        if self.is_shown:
            print(f"\r\x1b[K{stage} …", end="", file=self.stream, flush=True)

    def clear(self) -> None:
        if self.is_shown:
            print("\r\x1b[K", end="", file=self.stream, flush=True)
