"""What a build finds, and how it is shown: for the commands that build."""

import argparse
import gc
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from carepress.cli.arguments import options_of
from carepress.cli.report import as_github, as_json, show
from carepress.make.read import Progress
from carepress.make.why import Inquiry
from carepress.model.made import Report
from carepress.pipeline import build
from carepress.problems import BuildFailed, Problem

_MORE = "the same command with --all"


def show_progress(stage: str) -> None:
    """Rewrite one line of a terminal with what is being done; say nothing elsewhere."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{stage and f'{stage} …'}", end="", file=sys.stderr, flush=True)


def try_build(
    asked: argparse.Namespace,
    root: Path,
    moment: datetime,
    progress: Progress = show_progress,
    inquiry: Inquiry | None = None,
) -> tuple[Report | None, Sequence[Problem], Sequence[Problem], str]:
    """Return what a build reports, or None if it failed, its problems, the suppressed findings, what was tried."""
    # A build makes much and throws little away: looking for garbage a hundred times more seldom saves 6 % of it.
    gc.set_threshold(70_000)
    try:
        report = build(root, options_of(asked), moment, progress, inquiry=inquiry)
        return report, report.warnings, report.allowed, report.tried
    except BuildFailed as failure:
        return None, failure.problems, failure.allowed, failure.tried
    finally:
        progress("")


def print_found(
    problems: Sequence[Problem],
    asked: argparse.Namespace,
    root: Path,
    report: Report | None,
    allowed: Sequence[Problem] | None = None,
) -> None:
    """Print problems as the command asks for them."""
    if asked.format == "json":
        print(as_json(problems, report, allowed))
    elif asked.format == "github":
        for problem in [*problems, *(allowed or ())]:
            print(as_github(problem))
    else:
        show(problems, root, "" if asked.all else _MORE)
