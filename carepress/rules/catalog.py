"""Every rule by its id: what it finds and why, as catalog.yaml beside this file tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from carepress.yamlfile import load_yaml

_PATH = Path(__file__).with_name("catalog.yaml")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule finds, in a few words, and why that matters, with what to do about it."""

    finds: str
    why: str


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of the file."""
    file, problems = load_yaml(_PATH.read_text(encoding="utf-8"), _PATH.name)
    assert file is not None, problems
    return {name: Rule(**rule) for name, rule in file.value.items()}
