"""Every rule by its id: what it finds, what it says to whom it concerns, and why, as catalog.yaml beside this file has it.

forms.yaml has the words for numbers and addresses that aren't what they should be, lists.yaml what rules look for, and lists-es.yaml what they do in Spanish pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from carepress.problems import Place, Problem, Severity, Unfit

# What only trying the links to other hosts can find.
TRIED = frozenset({"external-dead", "external-moved", "external-unsure"})
OTHERS = "Only on this site"  # the family of rules that stand in none
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the house. `cases` have the words of one that says several things; if these vary, the code has them.

    No allowance lifts what a firm one finds. What one that is judged from words finds stops a launch, and nothing before.
    `told` has what `build`, `check` and `check --release` make of it, where that doesn't follow from the rest. `wrong` is
    an example in which it finds something, and `right` one in which it doesn't; they stand in an article, or in `place`.
    """

    finds: str
    why: str
    severity: Severity = "error"
    message: str = ""
    hint: str = ""
    is_firm: bool = False
    is_judged: bool = False
    cases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    family: str = ""
    told: Sequence[str] = ()
    place: str = ""
    wrong: str = ""
    right: str = ""

    @property
    def severities(self) -> Sequence[str]:
        """Return how serious the commands `build`, `check` and `check --release` take what it finds, or "nothing"."""
        softest = "warning" if self.is_judged else "nothing" if self.severity == "warning" else self.severity
        return self.told or (softest, "warning" if self.is_judged else self.severity, self.severity)


@dataclass(frozen=True)
class Catalog:
    """The rules of some files."""

    paths: tuple[Path, ...]

    def with_file(self, path: Path) -> "Catalog":
        """Return this catalog with the rules of one more file."""
        return Catalog((*self.paths, path))

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Return every rule by its id, in the order of the files; a later file may add to a rule.

        A text in place of a rule begins a family, and says what that is about.
        """
        found: dict[str, dict[str, Any]] = {}
        for path in self.paths:
            family = OTHERS
            for name, said in _read(path).items():
                if isinstance(said, str):
                    family = name
                    continue
                before = found.get(name, {"family": family})
                found[name] = {**before, **said, "cases": {**before.get("cases", {}), **said.get("cases", {})}}
        return {name: Rule(**said) for name, said in found.items()}

    @cached_property
    def families(self) -> Mapping[str, str]:
        """Return what each family of rules is about, by its name, as the last file says it; those in none come last."""
        texts = [(name, said) for path in self.paths for name, said in _read(path).items() if isinstance(said, str)]
        return {**dict(texts), **{name: text for name, text in texts if text}, OTHERS: ""}

    def violation(self, rule_id: str, place: Place, case: str = "", /, **said: object) -> Problem:
        """Return the problem for a violated rule; `said` fills the blanks of its message and hint, and may have its `cause`."""
        rule = self.rules[rule_id]
        words = rule.cases[case] if case else {"message": rule.message, "hint": rule.hint}
        message, hint = (words[one].format(**said) for one in ("message", "hint"))
        return Problem(rule.severity, rule_id, message, place, hint, str(said.get("cause") or ""))


@cache
def _read(path: Path) -> Any:
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


ENGINE = Catalog((_FOLDER / "catalog.yaml",))
violation = ENGINE.violation


def forms() -> Mapping[str, Mapping[str, str]]:
    """Return what is wrong with a number or an address, and what to do: `says` and `hint`, by a name."""
    return dict(_read(_FOLDER / "forms.yaml"))


@cache
def listed(name: str, language: str = "en") -> frozenset[str]:
    """Return what rules look for: a list of lists.yaml or the words of one of its texts, and those that a language adds."""
    found = (_read(_FOLDER / "lists.yaml")[name], lists_in(language).get(name, ""))
    return frozenset(one for said in found for one in (said.split() if isinstance(said, str) else said))


def lists_in(language: str) -> Mapping[str, Any]:
    """Return what rules look for beside it in pages of a language; nothing if nobody has listed that."""
    path = _FOLDER / f"lists-{language}.yaml"
    return dict(_read(path)) if path.is_file() else {}


def unfit(text: str, form: str, **said: object) -> Unfit:
    """Return what to raise for a text that isn't what it should be, in the words of a form; `said` fills its blanks."""
    words = forms()[form]
    return Unfit(text, words["says"].format(**said), words["hint"].format(**said))
