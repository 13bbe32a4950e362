#!/usr/bin/env python3
"""Measures Carepress, Hugo, Eleventy, Pelican and MkDocs on the same articles: `python3 benchmarks/compare.py`."""

import argparse
import os
import platform
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles import Plan
from cases import BUILDS, CASES, Site, saves
from measure import Failed, Took, version
from table import absolute, ratios
from tools.eleventy import eleventy
from tools.hugo import hugo
from tools.mkdocs import mkdocs
from tools.ours import ours
from tools.pelican import pelican
from tools.tool import Tool

from build import ENVIRONMENT_FAILED, ROOT, fail, set_up
from tests.__main__ import prepare_packages

TOOLS: dict[str, Callable[[Path, Path, Plan], Tool]] = {
    "carepress": ours,
    "hugo": hugo,
    "eleventy": eleventy,
    "mkdocs": mkdocs,
    "pelican": pelican,
    "whole": partial(ours, is_whole=True),
}


def main() -> int:
    """Return 0 after printing the tables; nothing here judges the times."""
    asked = _arguments()
    if not Path("/proc/self/smaps_rollup").exists():
        return fail("this system can't say what memory processes have; use Linux")
    plan = Plan(asked.articles, asked.words, topics=asked.topics or max(asked.articles // 25, 12), seed=asked.seed)
    environments = {".venv": "run.txt", ".venv-benchmark": "benchmark.txt"}
    for name, lock in environments.items():
        if problem := set_up(ROOT / name, ROOT / "locks" / lock):
            return fail(problem)
    if "eleventy" in asked.tools and not prepare_packages(ROOT / "benchmarks"):
        return fail("Eleventy needs Node.js with npm; without it, choose others with --tools")
    with tempfile.TemporaryDirectory(prefix="carepress-benchmark-") as folder:
        tools = [TOOLS[name](ROOT, Path(folder) / name, plan) for name in asked.tools]
        try:
            versions = [version(tool) for tool in tools]
            taken = _measure([Site(tool, plan) for tool in tools], asked.cases, asked.rounds)
        except Failed as failure:
            print(failure, file=sys.stderr)
            return ENVIRONMENT_FAILED
    print("\n".join(_result(asked, plan, tools, versions, taken)))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure Carepress and other tools on the same articles.")
    parser.add_argument("--articles", type=int, default=1000, help="how many articles (1000)")
    parser.add_argument("--words", type=int, default=1000, help="how many words in each (1000)")
    parser.add_argument("--topics", type=int, help="how many topics (one for 25 articles, but 12 at least)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other articles (1)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each case is measured (5)")
    says = "which to measure, with commas between them; whole is Carepress with cards and search (all)"
    parser.add_argument(
        "--tools", type=partial(_some_of, tuple(TOOLS)), default=list(TOOLS), metavar="NAMES", help=says
    )
    says = f"which cases, with commas between them: {', '.join(CASES)} (all)"
    parser.add_argument("--cases", type=partial(_some_of, CASES), default=list(CASES), metavar="NAMES", help=says)
    return parser.parse_args()


def _some_of(known: tuple[str, ...], text: str) -> list[str]:
    """Return the names in a text, in the order of those that are known; raises ArgumentTypeError for others."""
    names = text.split(",")
    if others := set(names) - set(known):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(others))}; there are {', '.join(known)}")
    return [name for name in known if name in names]


def _measure(sites: list[Site], cases: list[str], rounds: int) -> dict[str, dict[str, list[Took]]]:
    """Return what each tool took by case; they take turns, so that a slow moment of the machine meets all."""
    taken: dict[str, dict[str, list[Took]]] = defaultdict(lambda: defaultdict(list))
    for site in sites:  # first, so that nobody's timed run pays for compiling its modules
        memory = site.memory()
        if "memory" in cases:
            taken["memory"][site.tool.name].append(Took(memory, 0))
    for number in range(rounds):
        for case in (case for case in BUILDS if case in cases):
            for site in sites[:: -1 if number % 2 else 1]:
                taken[case][site.tool.name].append(site.build(case))
                print(".", end="", file=sys.stderr, flush=True)
    if "served" in cases:
        for name, seconds in saves([site for site in sites if site.tool.serve], rounds).items():
            taken["served"][name] += [Took(wall, 0) for wall in seconds]
    print(file=sys.stderr)
    return taken


def _result(
    asked: argparse.Namespace,
    plan: Plan,
    tools: list[Tool],
    versions: list[str],
    taken: dict[str, dict[str, list[Took]]],
) -> list[str]:
    """Return the lines of what was measured, and where."""
    size = f"{plan.articles:,} articles of {plan.words:,} words on {plan.topics} topics, seed {plan.seed}"
    lines = [f"{datetime.now(UTC):%Y-%m-%d}, {size}, medians of {asked.rounds}", _machine(), ", ".join(versions)]
    names = [tool.name for tool, key in zip(tools, asked.tools, strict=True) if key != "whole"]
    lines += ["", *absolute(taken, names)]
    if "carepress" in asked.tools and len(names) > 1:
        lines += ["", *ratios(taken, names[0], names[1:])]
    if "whole" in asked.tools:
        lines += ["", *absolute(taken, [tools[-1].name])]
    return lines


def _machine() -> str:
    models = re.findall(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    model = models[0] if models else platform.machine()
    cores = len(os.sched_getaffinity(0))
    return f"{platform.system()} {platform.release()}, {cores} cores, {model}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
