"""The command `build`: content/ becomes site/."""

import argparse
import io
import os
import sys
import time
from contextlib import redirect_stdout, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from datetime import time as datetime_time
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from carepress.cache.unchanged import Noted, Said, note_build
from carepress.cli import CONTENT_FAILED, DONE, WRONG_USAGE
from carepress.cli.arguments import now, options_of
from carepress.cli.clean import SAME, compare_clean, last_list
from carepress.cli.found import print_found, show_progress, try_build
from carepress.cli.named import named_path
from carepress.cli.report import count_errors, one_line, state_of, summary
from carepress.load.names import UnknownName
from carepress.make.timed import Stages
from carepress.make.why import Inquiry
from carepress.model.made import Report
from carepress.problems import has_errors

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
    with redirect_stdout(_Echo(sys.stdout, said)):
        print_found(problems, asked, root, report)
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


class _Echo(io.TextIOBase):
    """Writes to a stream, and to a copy."""

    def __init__(self, stream: TextIO, copy: TextIO) -> None:
        self._stream, self._copy = stream, copy

    def isatty(self) -> bool:
        """Return whether people read the stream."""
        return self._stream.isatty()

    def write(self, text: str) -> int:
        """Write a text twice."""
        self._copy.write(text)
        return self._stream.write(text)


def _note(asked: argparse.Namespace, root: Path, output: Path, since: float, report: Report, said: Said) -> None:
    """Note what this build has read, made and said, so that the same command can say it again at once."""
    kind = Path(sys.modules[asked.kind.settings.__module__].__file__ or "").parent
    read = [
        root / "content",
        root / "templates",
        Path(__file__).parents[1],
        kind,
        root / "build.py",
        root / "locks/run.txt",
    ]
    read.append(root / ".venv/carepress-stamp")
    made = os.path.relpath(output, root)
    digests = {f"{made}/{path}": digest for path, digest in report.files.items()}
    is_any_day = asked.today or os.environ.get("SOURCE_DATE_EPOCH")
    day = (0.0, float("inf")) if is_any_day else _day_around(datetime.fromtimestamp(since, ZoneInfo(report.timezone)))
    names = [os.path.relpath(path, root) for path in read if path.exists()]
    note_build(root, asked.words, Noted(names, since, made, digests, day), said)


def _day_around(moment: datetime) -> tuple[float, float]:
    """Return when the day of a moment begins and ends, as seconds since 1970."""
    begin = datetime.combine(moment.date(), datetime_time(), moment.tzinfo)
    return begin.timestamp(), datetime.combine(
        moment.date() + timedelta(days=1), datetime_time(), moment.tzinfo
    ).timestamp()


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
