"""Reads the author's leave to keep something that a rule would report: `<!-- allow RULE: reason -->` on the line above."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from carepress.model import SourceFile
from carepress.problems import Place, Problem, error, guess, warning
from carepress.rules.source_text import without_fences

_ALLOW = re.compile(
    r"^[ \t]*(?:<!--|#)[ \t]*allow[ \t]+([\w-]+)[ \t]*(?::[ \t]*(.*?))?[ \t]*(?:-->)?[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """The leave to keep one finding, and the reason that its author gave."""

    rule: str
    reason: str
    place: Place


def read_allowances(sources: Iterable[SourceFile]) -> list[Allowance]:
    """Return every leave that stands in pages and data, in the order of files and lines."""
    found = []
    for source in sources:
        if "allow" not in source.text:
            continue
        # What stands in a page's code is there to be read.
        text = without_fences(source.text) if source.path.endswith(".md") else source.text
        for match in _ALLOW.finditer(text):
            line = source.text.count("\n", 0, match.start(1)) + 1
            column = match.start(1) - source.text.rfind("\n", 0, match.start(1))
            found.append(Allowance(match[1], match[2] or "", Place(source.path, line, column, len(match[1]))))
    return found


def lift(
    problems: Sequence[Problem], allowances: Iterable[Allowance], rules: Iterable[str]
) -> tuple[list[Problem], list[Problem]]:
    """Return what is left of the problems, with what is wrong with the allowances, and what is allowed for a reason.

    An allowance lifts one finding: the first of its rule on the line below it.
    """
    left, used = list(problems), []
    known = sorted(rules)
    for allowance in allowances:
        place, line = allowance.place, (allowance.place.line or 0) + 1
        lifted = next(
            (p for p in left if (p.rule, p.place.path, p.place.line) == (allowance.rule, place.path, line)), None
        )
        if allowance.rule not in known:
            hint = guess(allowance.rule, known, "see python3 build.py explain")
            left.append(error("allowance", f'there is no rule called "{allowance.rule}"', place, hint))
        elif not allowance.reason:
            hint = f"write it behind a colon: allow {allowance.rule}: why it is right here"
            left.append(error("allowance", "an allowance needs a reason", place, hint))
        elif lifted is None:
            message = f'the line below has nothing that "{allowance.rule}" reports'
            left.append(warning("allowance", message, place, "put it on the line above the finding, or take it out"))
        else:
            left.remove(lifted)
            used.append(replace(lifted, severity="info", hint=f"allowed: {allowance.reason}"))
    return left, used
