#!/usr/bin/env python3
"""Measures the cold build of Carepress and of Pelican on the same articles: `python3 benchmarks/compare.py`.

With `--topics 12` it measures what lists, topics and related pages add to the build of Carepress, with `--check` how
much longer than a build a check takes.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles import Plan, write_for_carepress, write_for_pelican

from build import ENVIRONMENT_FAILED, ROOT, fail, python_in, set_up

ENVIRONMENT = ROOT / ".venv-benchmark"
_CAREPRESS = "import sys, pathlib, carepress.cli.main; sys.exit(carepress.cli.main.main(sys.argv[1:], pathlib.Path.cwd(), 'care'))"
# macOS gives the peak of memory in bytes, Linux in KiB.
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator's folder with the articles, its commands there, and what a build leaves behind."""

    name: str
    folder: Path
    version: tuple[str, ...]
    build: tuple[str, ...]
    output: str
    leftovers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took: seconds of all its processes' work, seconds on the clock, bytes, pages made."""

    cpu: float
    wall: float
    memory: int
    pages: int


def main() -> int:
    """Return 0 after printing the table; nothing here judges the times."""
    asked = _arguments()
    if not hasattr(os, "wait4"):
        return fail("this system can't say what a process took; use Linux or macOS")
    if problem := set_up(ENVIRONMENT, ROOT / "locks" / "benchmark.txt"):
        return fail(problem)
    plan = Plan(asked.articles, asked.words, asked.seed)
    with tempfile.TemporaryDirectory(prefix="carepress-benchmark-") as folder:
        if asked.check:
            generators = _check_and_build(Path(folder), plan, asked.topics or 12)
        elif asked.topics:
            generators = _with_and_without(Path(folder), plan, asked.topics)
        else:
            generators = _generators(Path(folder), plan, asked.only)
        try:
            runs = _measure(generators, asked.rounds)
        except subprocess.CalledProcessError as failure:
            print(failure.output[-2000:], file=sys.stderr)
            return ENVIRONMENT_FAILED
    print(f"{plan.articles:,} articles of {plan.words:,} words, seed {plan.seed}, median of {asked.rounds}")
    print("\n".join(_table(runs)))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the cold build of Carepress and of Pelican.")
    parser.add_argument("--articles", type=int, default=1000, help="how many articles (1000)")
    parser.add_argument("--words", type=int, default=1000, help="how many words in each (1000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other articles (1)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each builds (3)")
    parser.add_argument("--topics", type=int, default=0, help="compare with and without this many topics")
    parser.add_argument("--check", action="store_true", help="compare a check of all rules with a build")
    parser.add_argument("--only", choices=("carepress", "pelican"), help="measure one of the two")
    return parser.parse_args()


def _generators(folder: Path, plan: Plan, only: str | None) -> list[Generator]:
    """Return the generators asked for, each with its articles written to a folder of its own."""
    python = str(python_in(ENVIRONMENT))
    carepress = _carepress("Carepress", folder / "carepress")
    pelican = Generator(
        name="Pelican",
        folder=folder / "pelican",
        version=(python, "-m", "pelican", "--version"),
        # A warning, such as a link to nowhere, would mean that the work isn't the same.
        build=(python, "-m", "pelican", "--settings", "pelicanconf.py", "--output", "output", "--fatal", "warnings"),
        output="output",
        leftovers=("output", "cache", "__pycache__"),
    )
    if only != "pelican":
        write_for_carepress(carepress.folder, plan, ROOT / "templates")
    if only != "carepress":
        write_for_pelican(pelican.folder, plan)
    return [generator for generator in (carepress, pelican) if only in {None, generator.name.lower()}]


def _with_and_without(folder: Path, plan: Plan, topics: int) -> list[Generator]:
    """Return Carepress twice: with topics and lists of all articles, and with the articles alone."""
    listed, bare = _carepress("With topics", folder / "with"), _carepress("Without", folder / "without")
    write_for_carepress(listed.folder, plan, ROOT / "templates", topics)
    write_for_carepress(bare.folder, plan, ROOT / "templates", has_list=False)
    return [listed, bare]


def _check_and_build(folder: Path, plan: Plan, topics: int) -> list[Generator]:
    """Return Carepress twice, each with topics and with the words that the project's own content avoids."""
    generators = [_carepress("Check", folder / "check", "check"), _carepress("Build", folder / "build")]
    for generator in generators:
        write_for_carepress(generator.folder, plan, ROOT / "templates", topics)
        shutil.copy(ROOT / "content" / "_data" / "terms.yaml", generator.folder / "content" / "_data")
    return generators


def _carepress(name: str, folder: Path, command: str = "build") -> Generator:
    python = str(python_in(ENVIRONMENT))
    return Generator(
        name=name,
        folder=folder,
        version=(python, "-c", _CAREPRESS, "--version"),
        build=(python, "-c", _CAREPRESS, command),
        output="site",
        leftovers=("site", ".cache"),
    )


def _measure(generators: list[Generator], rounds: int) -> dict[str, list[Run]]:
    """Return each generator's runs; they take turns, so that a slow moment of the machine meets both."""
    for generator in generators:
        _take(generator, generator.version)  # nobody's first run pays for compiling its modules
    runs: dict[str, list[Run]] = {generator.name: [] for generator in generators}
    for _ in range(rounds):
        for generator in generators:
            for leftover in generator.leftovers:
                shutil.rmtree(generator.folder / leftover, ignore_errors=True)
            runs[generator.name].append(_take(generator, generator.build))
    return runs


def _take(generator: Generator, command: tuple[str, ...]) -> Run:
    """Return what a command took, with the processes that it waited for; raises CalledProcessError if it fails.

    The peak of memory includes this program's own at the start, about 20 MB, which is less than either needs.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryFile("w+") as log:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=generator.folder, env=environment, stdout=log, stderr=subprocess.STDOUT, text=True
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, log.read())
    pages = sum(1 for _ in (generator.folder / generator.output).rglob("*.html"))
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _MEMORY_UNIT, pages)


def _table(runs: Mapping[str, list[Run]]) -> list[str]:
    """Return the lines of the table, and below them how the first compares to the second."""
    medians = {
        name: Run(
            cpu=statistics.median(run.cpu for run in taken),
            wall=statistics.median(run.wall for run in taken),
            memory=int(statistics.median(run.memory for run in taken)),
            pages=taken[-1].pages,
        )
        for name, taken in runs.items()
    }
    lines = [f"{'':<20}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}{'pages':>8}"]
    for name, run in medians.items():
        lines.append(f"{name:<20}{run.cpu:>8.2f}{run.wall:>8.2f}{run.memory / 1e6:>9.0f}{run.pages:>8,}")
    if len(medians) == 2:
        (name, ours), (other, theirs) = medians.items()
        ratios = (ours.cpu / theirs.cpu, ours.wall / theirs.wall, ours.memory / theirs.memory)
        lines.append(f"{f'{name}/{other}':<20}{ratios[0]:>8.2f}{ratios[1]:>8.2f}{ratios[2]:>9.2f}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
