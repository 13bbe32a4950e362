"""Every rule by its id: what it finds, what it says to whom it concerns, and why, as catalog.yaml beside this file has it.

forms.yaml has the words for numbers and addresses that aren't what they should be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from carepress.problems import Place, Problem, Severity, Unfit

# What only trying the links to other hosts can find.
TRIED = frozenset({"external-dead", "external-moved", "external-unsure"})
_FOLDER = Path(__file__).parent


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
    return {name: Rule(**rule) for name, rule in _read("catalog.yaml").items()}


@cache
def forms() -> Mapping[str, Mapping[str, str]]:
    """Return what is wrong with a number or an address, and what to do: `says` and `hint`, by a name."""
    return dict(_read("forms.yaml"))


def _read(name: str) -> Any:
    with (_FOLDER / name).open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def violation(rule_id: str, place: Place, case: str = "", /, **said: object) -> Problem:
    """Build the problem for a violated rule; `said` fills the blanks of its message and hint."""
    rule = rules()[rule_id]
    words = rule.cases[case] if case else {"message": rule.message, "hint": rule.hint}
    return Problem(rule.severity, rule_id, words["message"].format(**said), place, words["hint"].format(**said))


def unfit(text: str, form: str, **said: object) -> Unfit:
    """Return what to raise for a text that isn't what it should be, in the words of a form; `said` fills its blanks."""
    words = forms()[form]
    return Unfit(text, words["says"].format(**said), words["hint"].format(**said))
