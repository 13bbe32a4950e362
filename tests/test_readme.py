"""What the README says is so: every key, component, file, name, command and option in it exists, and none is missing."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from care import SITE as CARE
from carepress.cli.arguments import COMMANDS, parser
from carepress.render.context import CONTEXT_NAMES, FILTERS
from carepress.render.templates import load_templates
from carepress.render.views import PageView
from tests.sites import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Return the text between a heading and the next one."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def table(text: str, header: str) -> list[list[str]]:
    """Return the rows of the table whose first header cell this is."""
    lines = text.partition(f"| {header} |")[2].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


def code(cells: list[str]) -> list[str]:
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


def test_every_front_matter_key_is_described_as_declared() -> None:
    """The README's table and the declaration say the same, in the same order."""
    hints = get_type_hints(CARE.front_matter, include_extras=True)
    needed = {"title", "description"}
    expected = [
        [f"`{field.name}`", hints[field.name].__metadata__[0] + (" Needed." if field.name in needed else "")]
        for field in fields(CARE.front_matter)
    ]

    assert table(README, "key") == expected


def test_every_component_is_listed(tmp_path: Path) -> None:
    """Each component in templates/ stands in the README with the arguments that it takes."""
    templates, _ = load_templates(
        ROOT / "templates", CONTEXT_NAMES | CARE.queries.keys(), {**FILTERS, **CARE.filters}, tmp_path
    )
    written = [row[0].strip("`{} ") for row in table(section("Use figures from the data"), "component")]
    said = {call.split()[0]: frozenset(re.findall(r"([\w-]+)=", call)) for call in written}

    assert said == dict(templates.components)


def test_every_data_file_is_listed() -> None:
    """Each file that Carepress knows stands in the README."""
    said = [
        name.removesuffix(".yaml")
        for name in code([row[0] for row in table(section("Use figures from the data"), "file")])
    ]

    assert said == list(CARE.all_collections)


def test_every_name_in_templates_is_listed() -> None:
    """What a template may use stands in the README."""
    text = section("Change how pages look")
    said = {re.split(r"\W", name)[0] for name in code([row[0] for row in table(text, "name")])}
    page = next(row[1] for row in table(text, "name") if row[0] == "`page`")

    assert said == CONTEXT_NAMES | CARE.queries.keys()
    assert set(code([page])) == {field.name for field in fields(PageView)}
    assert set(code([text.partition("Filters:")[2]])) == {*FILTERS, *CARE.filters}


@pytest.mark.parametrize(
    "command",
    [
        *("build", "serve", "check", "new", "rename", "remove", "due", "explain", "facts", "schema"),
        *("publish", "verify", "rollback"),
    ],
)
def test_every_option_is_listed(command: str) -> None:
    """`--help` and the README name the same options."""
    result = subprocess.run(
        [sys.executable, "build.py", command, "--help"],
        cwd=ROOT,
        env={"CAREPRESS_NO_VENV": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    rows = table(section("Commands"), "option")

    assert set(re.findall(r"--[a-z-]+", result.stdout)) - {"--help"} == {
        option for row in rows if command in row[1] for option in code(row[:1])
    }


def test_every_command_is_listed() -> None:
    """The README names the commands that there are, in the same order."""
    said = [name.split()[2:3] for name in code([row[0] for row in table(section("Commands"), "command")])]

    assert said == [[], *([name] for name in COMMANDS[1:])]


def test_every_command_for_hosts_exists() -> None:
    """Each command of ours that the page on publishing gives is one that there is, and each host has fewer than ten lines."""
    text = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
    given = [words.split() for words in re.findall(r"python3 build\.py ([a-z][^`]*)`", text)]
    hosts = [part for part in text.split("\n## ")[1:] if re.search("^1\\. ", part, re.MULTILINE)]

    assert {words[0] for words in given} == {"build", "publish", "rollback", "verify"}
    assert [parser().parse_args(words).command for words in given] == [words[0] for words in given]
    assert [len(part.strip().splitlines()) - 2 for part in hosts if len(part.strip().splitlines()) > 11] == []
    assert len(hosts) == 5


def test_every_folder_exists() -> None:
    """The map of the project is true."""
    names = code([row[0] for row in table(README, "folder or file")])

    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []
