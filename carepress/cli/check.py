"""The command `check`: what every rule finds, in all files or in some."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from carepress.cli import CONTENT_FAILED, DONE
from carepress.cli.arguments import now
from carepress.cli.explain import explain
from carepress.cli.found import print_found, try_build
from carepress.cli.named import named_path
from carepress.cli.report import summed_up
from carepress.problems import Problem, has_errors


def run(asked: argparse.Namespace, root: Path) -> int:
    """Print what every rule finds; nothing is written."""
    if asked.rule:
        explain(asked.rule, asked.kind.catalog)  # says so if there is none of that name
    paths = [named_path(word, root) for word in asked.path]
    _, problems, allowed, tried = try_build(asked, root, now())
    found, allowed = (
        _chosen(problems, paths, asked.rule, everything=asked.all),
        _chosen(allowed, paths, everything=True),
    )
    print_found(found, asked, root, None, allowed)
    if asked.format == "text":
        print("\n".join([*summed_up(found, allowed), *filter(None, [tried])]))
    return CONTENT_FAILED if has_errors(found) else DONE


def _chosen(problems: Iterable[Problem], paths: Sequence[str], rule: str = "", *, everything: bool) -> list[Problem]:
    """Return the problems of one rule, or of all, in some files and folders, or in all; `everything` with information.

    The problems of the folders above them come too.
    """
    return [
        one
        for one, file in ((one, one.place.path) for one in problems)
        if rule in ("", one.rule)
        and (everything or one.severity != "info")
        and (not paths or any(f"{file}/".startswith(f"{path}/") or f"{path}/".startswith(f"{file}/") for path in paths))
    ]
