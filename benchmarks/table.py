"""The tables that compare.py prints, in Markdown."""

from collections.abc import Mapping, Sequence
from statistics import median

from measure import Took

ROWS = {
    "cold": "cold",
    "nothing": "nothing changed",
    "text": "one article's text edited",
    "figure": "one figure edited",
    "template": "base template edited",
    "served": "save → served",
    "memory": "peak memory",
}

# What a tool took in a case, one for each round; the memory is in bytes.
Taken = Mapping[str, Mapping[str, Sequence[Took]]]


def absolute(taken: Taken, tools: Sequence[str]) -> list[str]:
    """Return the table of medians: seconds on the clock, those of work in brackets; memory in MiB."""
    rows = [[ROWS[case], *(_cell(case, taken[case].get(tool, ())) for tool in tools)] for case in ROWS if case in taken]
    return _table(["s (CPU s)", *tools], rows)


def ratios(taken: Taken, ours: str, tools: Sequence[str]) -> list[str]:
    """Return the table of what Carepress took, divided by what each of the others took, CPU in brackets; smaller is better."""
    rows = [
        [ROWS[case], *(_ratio(taken[case].get(ours, ()), taken[case].get(tool, ())) for tool in tools)]
        for case in ROWS
        if case in taken
    ]
    return _table([ours, *(f"/ {tool}" for tool in tools)], rows)


def _cell(case: str, runs: Sequence[Took]) -> str:
    if not runs:
        return "–"
    took = _median(runs)
    if case == "memory":
        return f"{took.wall / 2**20:,.0f} MiB"
    return f"{took.wall:.2f} ({took.cpu:.2f})" if took.cpu else f"{took.wall:.3f}"


def _ratio(ours: Sequence[Took], theirs: Sequence[Took]) -> str:
    if not ours or not theirs:
        return "–"
    mine, other = _median(ours), _median(theirs)
    return f"{mine.wall / other.wall:.2f}" + (f" ({mine.cpu / other.cpu:.2f})" if other.cpu else "")


def _median(runs: Sequence[Took]) -> Took:
    return Took(median(run.wall for run in runs), median(run.cpu for run in runs))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---", *("---:" for _ in head[1:])]
    return ["| " + " | ".join(row) + " |" for row in (head, rule, *rows)]
