"""Reads the author's leave to keep something that a rule would report: `<!-- allow RULE: reason -->` on the line above."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from carepress.check.source.prose import without_code_blocks
from carepress.model.page import TextFile
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import Rule, violation

_ALLOW = re.compile(
    r"^[ \t]*(?:<!--|#)[ \t]*allow[ \t]+(?P<rule>[\w-]+)[ \t]*(?::[ \t]*(?P<reason>.*?))?[ \t]*(?:-->)?[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """The leave to keep one finding on a line, and the reason that its author gave."""

    rule: str
    reason: str
    place: Place
    line: int


def read_allowances(sources: Iterable[TextFile]) -> list[Allowance]:
    """Return every leave that stands in pages and data, in the order of files and lines."""
    found = []
    for source in sources:
        if "allow" not in source.text:
            continue
        # What stands in a page's code is there to be read.
        text = without_code_blocks(source.text) if source.path.endswith(".md") else source.text
        by_line = {text.count("\n", 0, match.start("rule")) + 1: match for match in _ALLOW.finditer(text)}
        for line, match in by_line.items():
            column = match.start("rule") - source.text.rfind("\n", 0, match.start("rule"))
            place = Place(source.path, line, column, len(match["rule"]))
            below = next(number for number in count(line + 1) if number not in by_line)
            found.append(Allowance(match["rule"], match["reason"] or "", place, below))
    return found


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
    left, used = list(problems), []
    known, stays = sorted(rules), {(one.rule, one.place.path, one.place.line) for one in firm}
    for allowance in allowances:
        place, wanted = allowance.place, (allowance.rule, allowance.place.path, allowance.line)
        lifted = next(
            (one for one in left if (one.rule, one.place.path, one.place.line or allowance.line) == wanted), None
        )
        if allowance.rule not in known:
            near = guess(allowance.rule, known, "see python3 build.py explain")
            left.append(violation("allowance", place, "unknown", rule=allowance.rule, near=near))
        elif rules[allowance.rule].is_firm or wanted in stays:
            left.append(violation("allowance", place, "firm", rule=allowance.rule))
        elif not allowance.reason:
            left.append(violation("allowance", place, "reason", rule=allowance.rule))
        elif lifted is None:
            idle = violation("allowance", place, "idle", rule=allowance.rule)
            left.append(replace(idle, severity="warning"))
        else:
            left.remove(lifted)
            used.append(replace(lifted, severity="info", hint=f"allowed: {allowance.reason}"))
    return left, used
