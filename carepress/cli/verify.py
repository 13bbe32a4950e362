"""The command `verify`: whether a live site is the build."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from carepress.check.live.verified import Verified, keep_list, read_build, verify
from carepress.cli import CONTENT_FAILED, DONE
from carepress.cli.arguments import now, options_of
from carepress.cli.found import show_progress
from carepress.cli.report import as_json, as_markdown, show
from carepress.load.settings import configure
from carepress.problems import Problem
from carepress.text.words import count_noun

_FOLLOWED = 2  # files with the same difference, after which they are only counted


def run(asked: argparse.Namespace, root: Path) -> int:
    """Print in what a live site differs from the build."""
    moment, folder, cache = now(), asked.output or root / "site", root / ".cache/verify"
    settings = configure(root, options_of(asked), moment).settings
    build = read_build(folder, asked.address, settings.hosting)
    verified = verify(build, cache, moment, asked.sample, show_progress)
    show_progress("")
    keep_list(folder, cache)
    problems = sorted(verified.problems, key=Problem.sort_key)
    if asked.format == "json":
        print(
            json.dumps(
                {"address": build.address, **_counted(verified), **json.loads(as_json(problems, None))}, indent=2
            )
        )
    elif asked.format == "markdown":
        print("\n".join(_markdown(build.address, verified, [*_folded(problems)])))
    else:
        print(_summary(build.address, verified), end="\n\n" if problems else "\n")
        show(problems if asked.all else [*_folded(problems)], root, "" if asked.all else "the same command with --all")
    return CONTENT_FAILED if problems else DONE


def _counted(verified: Verified) -> dict[str, object]:
    said = {name: value for name, value in asdict(verified).items() if name not in {"problems", "ends"}}
    return said | {"certificate_ends": verified.ends and verified.ends.isoformat()}


def _summary(address: str, verified: Verified) -> str:
    """Return in a sentence or two whether the live site is the build, and what was looked at."""
    wrong = len({one.place.path for one in verified.problems})
    result = f"isn't the build: it differs at {count_noun(wrong, 'place')}" if wrong else "is the build"
    looked = [
        count_noun(verified.files, "file"),
        count_noun(verified.redirects, "redirect"),
        "the page for what isn't there",
    ]
    if verified.ends:
        looked.append(f"the certificate, which ends on {verified.ends:%Y-%m-%d}")
    known = f" {count_noun(verified.known, 'file')} were found right by the run before." if verified.known else ""
    return f"{address} {result}. Looked at: {', '.join(looked)}.{known}"


def _folded(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems; of those that say the same of many files, the first with their number."""
    alike: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in problems:
        alike[one.rule, one.message].append(one)
    for group in alike.values():
        first, *others = group
        if len(others) <= _FOLLOWED:
            yield from group
        else:
            yield replace(first, message=f"{first.message}; and so {count_noun(len(others), 'other file')}")


def _markdown(address: str, verified: Verified, problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the lines of a report for an issue."""
    yield _summary(address, verified)
    rows = [[one.place.path, one.message, one.hint] for one in problems]
    if rows:
        yield from ("", "| address | what is wrong | what to do |", "| --- | --- | --- |")
    for row in rows:
        yield f"| {' | '.join(map(as_markdown, row))} |"
