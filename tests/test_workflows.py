"""What GitHub runs is right as far as can be seen from here: its commands exist, and nothing runs that could change by itself."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from carepress.cli.arguments import parser
from tests.sites import ROOT

COMMAND = re.compile(r"python3 build\.py ([^\n|<]*)")
IS_LIVE, IS_NOT_LIVE = "vars.LIVE == 'true'", "vars.LIVE != 'true'"


def steps(name: str = "*") -> Iterator[dict[str, Any]]:
    """Yield every step of a workflow, or of all."""
    for path in sorted((ROOT / ".github/workflows").glob(f"{name}.yml")):
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
            yield from job["steps"]


def commands(step: dict[str, Any]) -> list[list[str]]:
    """Return the words of each command of ours that a step runs, with an address for the one that GitHub fills in."""
    address = '"$BASE_URL"', "https://example.org/"
    return [found.replace(*address).split() for found in COMMAND.findall(step.get("run", ""))]


def test_every_command_exists() -> None:
    """Each command of ours is one that the command line knows, with options that it knows."""
    found = [words for step in steps() for words in commands(step)]

    assert ["check", "--release", "--format", "github"] in found
    assert [parser().parse_args(words).command for words in found] == [words[0] for words in found]


def test_actions_are_pinned() -> None:
    """What comes from others is named by the hash of its content."""
    used = [step["uses"] for step in steps() if "uses" in step]

    assert used
    assert [name for name in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name)] == []


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (
            IS_NOT_LIVE,
            [["build", "--staging", "--compare-clean", "--format", "github", "--base-url", "https://example.org/"]],
        ),
        (
            IS_LIVE,
            [
                ["check", "--format", "github"],
                ["check", "--release", "--rule", "sample-value", "--format", "github"],
                ["build", "--compare-clean", "--format", "github", "--base-url", "https://example.org/"],
            ],
        ),
    ],
)
def test_what_is_published(when: str, expected: list[list[str]]) -> None:
    """Until the site is live a copy for review is published, and then the site, once a check has found no error."""
    assert [words for step in steps("publish") if step.get("if") == when for words in commands(step)] == expected
    assert {step["if"] for step in steps("publish") if commands(step)} == {IS_LIVE, IS_NOT_LIVE}


def test_what_publishing_keeps() -> None:
    """Only the workflow that publishes, and runs for main alone, keeps anything, by lock and engine, and nothing that can run."""
    keeping = [step for step in steps() if step.get("uses", "").startswith("actions/cache@")]
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)

    assert keeping == [step for step in steps("publish") if "cache" in step.get("uses", "")]
    assert [step["with"]["path"] for step in keeping] == [".cache/kept\n.cache/build/cache.db\n"]
    assert "hashFiles('locks/run.txt', 'carepress/**', 'care/**')" in keeping[0]["with"]["key"]
    assert workflow["on"].keys() == {"push", "schedule", "workflow_dispatch"}
    assert workflow["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"
