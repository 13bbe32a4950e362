"""Reads which findings authors allow, and why: `<!-- allow RULE: reason -->` on the line above."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from carepress.check.source.prose import without_code_blocks
from carepress.model.page import TextFile
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import Rule, violation

_ALLOW = re.compile(
    r"[ \t]*(?:<!--|#)[ \t]*allow[ \t]+(?P<rule>[\w-]+)[ \t]*(?::[ \t]*(?P<reason>.*?))?[ \t]*(?:-->)?[ \t]*"
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """One finding on a line that may stay, and the reason that its author gave."""

    rule: str
    reason: str
    place: Place
    line: int


def read_allowances(sources: Iterable[TextFile]) -> list[list[Allowance]]:
    """Return the allowances in each of some pages and data files, in the order of lines."""
    return [_allowances_in(source) if "allow" in source.text else [] for source in sources]


def _allowances_in(source: TextFile) -> list[Allowance]:
    # What is in a page's code is there to be read.
    text = without_code_blocks(source.text) if source.path.endswith(".md") else source.text
    lines, found = text.split("\n"), []
    below = len(lines) + 1
    for number in range(len(lines), 0, -1):
        if match := _ALLOW.fullmatch(lines[number - 1]):
            place = Place(source.path, number, match.start("rule") + 1, len(match["rule"]))
            found.append(Allowance(match["rule"], match["reason"] or "", place, below))
        else:
            below = number
    return found[::-1]


def lift(
    problems: Sequence[Problem],
    allowances: Iterable[Allowance],
    rules: Mapping[str, Rule],
    firm: Iterable[Problem] = (),
) -> tuple[list[Problem], list[Problem]]:
    """Return what is left of the problems, with what is wrong with the allowances, and what is allowed for a reason.

    An allowance lifts one finding: the first of its rule on the next line that is no allowance, or about the whole
    file. What is firm stays.
    """
    stays = {(one.rule, one.place.path, one.place.line) for one in firm}
    waiting: defaultdict[tuple[str, str, int | None], list[Problem]] = defaultdict(list)
    for problem in reversed(problems):
        waiting[problem.rule, problem.place.path, problem.place.line].append(problem)
    faults, used = [], []
    for allowance in allowances:
        rule, place = allowance.rule, allowance.place
        found = waiting[rule, place.path, None] or waiting[rule, place.path, allowance.line]
        if rule not in rules:
            near = guess(rule, sorted(rules), "see python3 build.py explain")
            faults.append(violation("allowance", place, "unknown", rule=rule, near=near))
        elif rules[rule].is_firm or (rule, place.path, allowance.line) in stays:
            faults.append(violation("allowance", place, "firm", rule=rule))
        elif not allowance.reason:
            faults.append(violation("allowance", place, "reason", rule=rule))
        elif not found:
            faults.append(replace(violation("allowance", place, "idle", rule=rule), severity="warning"))
        else:
            used.append(replace(found.pop(), severity="info", hint=f"allowed: {allowance.reason}"))
    return sorted([*faults, *chain.from_iterable(waiting.values())], key=Problem.sort_key), used
