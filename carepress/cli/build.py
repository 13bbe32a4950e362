"""The command `build`: content/ becomes site/."""

import argparse
import io
import os
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from carepress.cache.engine import code_of
from carepress.cache.unchanged import Noted, Said, note_build
from carepress.cli import CONTENT_FAILED, DONE, WRONG_USAGE
from carepress.cli.arguments import now, options_of
from carepress.cli.found import print_found, show_progress, try_build
from carepress.cli.named import named_path
from carepress.cli.report import count_errors, one_line, state_of, summary
from carepress.load.names import UnknownName
from carepress.make.timed import Stages
from carepress.make.why import Inquiry
from carepress.model.config import Options
from carepress.model.made import Report
from carepress.pipeline import build
from carepress.problems import BuildFailed, Place, Problem, has_errors
from carepress.problems.catalog import violation
from carepress.write.apply import locked, scratch
from carepress.write.ownership import JOURNAL, MANIFEST, digest_of, read_files

SAME = "The site is what a clean build makes, byte for byte, and so is all that the build says."
# What is said of the difference to the last build, so that the next has other things to say.
_OF_THE_LAST_BUILD = frozenset({"address-gone", "manifest-damaged"})


def run(asked: argparse.Namespace, root: Path) -> int:
    """Build content/ into site/, and say what was made."""
    started, since = time.monotonic(), time.time()
    output = asked.output or root / "site"
    if fault := _output_fault(output, root):
        print(f"error: {fault}", file=sys.stderr)
        return WRONG_USAGE
    moment, listed = now(), last_list(output)
    inquiry = Inquiry([_file_or_address(word, root) for word in asked.why], asked.profile)
    progress = Stages(show_progress) if asked.profile else show_progress
    report, problems, *_ = try_build(asked, root, moment, progress, inquiry)
    times = progress.lines(inquiry) if isinstance(progress, Stages) else ()
    seconds, compared = time.monotonic() - started, report is not None and asked.compare_clean
    if report and compared:
        differences = compare_clean(root, options_of(asked), moment, show_progress, report, listed)
        show_progress("")
        problems = [*differences, *problems]
    if asked.format == "text":
        problems = sorted(problems, key=lambda one: one.severity != "error")
    said = io.StringIO()
    said.isatty = sys.stdout.isatty  # type: ignore[method-assign]  # colors are for people
    with redirect_stdout(said):
        print_found(problems, asked, root, report)
    print(said.getvalue(), end="")
    is_fine = not has_errors(problems) and (not asked.strict or all(one.severity == "info" for one in problems))
    code = DONE if report and is_fine else CONTENT_FAILED
    if asked.format != "json":
        unchanged = state_of(output, "The site is as it was before.")
        failed = [f"Not built: {count_errors(problems)}. {unchanged}"]
        name = f"{os.path.relpath(output, root)}/"
        print("\n".join(summary(report, name, f"{seconds:.2f}") if report else failed))
    # A program that reads JSON reads nothing else.
    same = [SAME] if compared and not has_errors(problems) else []
    for line in (*same, *inquiry.lines(), *times):
        print(one_line(line), file=sys.stderr if asked.format == "json" else sys.stdout)
    is_noted = not (
        asked.compare_clean or asked.why or asked.profile or asked.published
    ) and _OF_THE_LAST_BUILD.isdisjoint(one.rule for one in problems)
    if report and asked.format == "text" and is_noted:
        again = replace(report, written=0, removed=0, images=0, unchanged=report.written + report.unchanged)
        text = said.getvalue() + "\n".join(summary(again, name, "{}")) + "\n"
        _note(asked, root, output, since, report, Said(text, code))
    return code


def last_list(output: Path) -> bytes:
    """Return the list of the last build's files, of which a build speaks; nothing if there is none."""
    found = (output / name for name in (JOURNAL, MANIFEST))
    return next((file.read_bytes() for file in found if file.is_file()), b"")


def compare_clean(
    root: Path, options: Options, now: datetime, progress: Callable[[str], None], report: Report, listed: bytes
) -> list[Problem]:
    """Return an error for each file of a finished site and each of its problems that a clean build has not, or otherwise.

    `listed` is the list of the build before the one of the report. Raises EnvironmentFailed if the machine stands in the way.
    """
    output = options.output or root / "site"
    cache = root / options.kept_in / "clean"
    with locked(cache), scratch(cache / "made") as folder:
        clean = folder / output.name
        if listed:
            clean.mkdir()
            (clean / MANIFEST).write_bytes(listed)
        try:
            made = build(root, replace(options, output=clean, kept_in=folder / ".cache"), now, progress)
            wanted = [*made.warnings, *made.allowed]
        except BuildFailed as failure:
            wanted = [*failure.problems, *failure.allowed]
        names = {MANIFEST}.union(*(read_files(one / MANIFEST) or () for one in (output, clean)))
        unlike = sorted(name for name in names if digest_of(output / name) != digest_of(clean / name))
    # A clean build meets nobody else's files.
    said = [one for one in (*report.warnings, *report.allowed) if one.rule != "file-not-ours"]
    differ = sorted(set(said) ^ set(wanted), key=Problem.sort_key)
    return [violation("not-clean", Place(f"{output.name}/{name}"), "file") for name in unlike] + [
        violation("not-clean", one.place, "problem", message=one.message) for one in differ
    ]


def _note(asked: argparse.Namespace, root: Path, output: Path, since: float, report: Report, said: Said) -> None:
    """Note what this build has read, made and said, so that the same command can say it again at once."""
    own = [root / name for name in ("content", "templates", "build.py", "locks/run.txt", ".venv/carepress-stamp")]
    names = [
        os.path.relpath(path, root)
        for path in (*own, Path(__file__).parents[1], *code_of(asked.kind).values())
        if path.exists()
    ]
    made = os.path.relpath(output, root)
    digests = {f"{made}/{path}": digest for path, digest in report.files.items()}
    is_any_day = asked.today or os.environ.get("SOURCE_DATE_EPOCH")
    now_there = datetime.fromtimestamp(since, ZoneInfo(report.timezone))
    begins = now_there.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    ends = begins + timedelta(days=1)  # by the clock there
    day = (0.0, float("inf")) if is_any_day else (begins.timestamp(), ends.timestamp())
    note_build(root, asked.words, Noted(names, since, made, digests, day), said)


def _file_or_address(word: str, root: Path) -> str:
    """Return the file that a person named as problems name it, or else the word as it is."""
    with suppress(UnknownName):
        return named_path(word, root)
    return word


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
