"""Every rule by its id: what it finds, what it says to whom it concerns, and why, as catalog.yaml beside this file has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from carepress.problems import Place, Problem, Severity

# What only trying the links to other hosts can find.
TRIED = frozenset({"external-dead", "external-moved", "external-unsure"})
_PATH = Path(__file__).with_name("catalog.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the house. `cases` have the words of one that says several things; if these vary, the code has them.

    No allowance lifts what a firm one finds.
    """

    finds: str
    why: str
    severity: Severity = "error"
    message: str = ""
    hint: str = ""
    is_firm: bool = False
    cases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of the file."""
    with _PATH.open(encoding="utf-8") as file:
        return {name: Rule(**rule) for name, rule in yaml.load(file, Loader=yaml.CSafeLoader).items()}


def violation(rule_id: str, place: Place, case: str = "", /, **said: object) -> Problem:
    """Build the problem for a violated rule; `said` fills the blanks of its message and hint."""
    rule = rules()[rule_id]
    words = rule.cases[case] if case else {"message": rule.message, "hint": rule.hint}
    return Problem(rule.severity, rule_id, words["message"].format(**said), place, words["hint"].format(**said))
