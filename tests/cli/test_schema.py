"""The command `schema`: what editors are told is what a build checks by, and how they are told."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from carepress.cli.main import main
from tests.check.sound import DESCRIPTION, SOUND, TODAY, run, sound
from tests.every_kind import CONTENT
from tests.schemas import fits, of_site
from tests.sites import COSTS, FACTS, HELP, HOME, ONE_SOURCE, SETTINGS_FILE, SOURCES, MakeSite, cost

SITE: Mapping[str, str | bytes] = {**SOUND, HOME: sound("Home", "", "draft: false", "sources: [survey]")}
EVERY_KIND = CONTENT.parent
GLOSSARY = "content/_data/glossary.yaml"
TERM = "a:\n  term: x\n  meaning: y\n"
A_COST = f"a:\n{cost(level=None)}"


@pytest.mark.parametrize("path", of_site(EVERY_KIND))
def test_sound_files_fit(path: str, tmp_path: Path) -> None:
    """The data, the settings and the front matter of a whole site are as the schemas want them."""
    assert fits(EVERY_KIND, path, tmp_path)


@pytest.mark.parametrize(
    ("path", "text", "wrong"),
    [
        pytest.param(SOURCES, ONE_SOURCE, ("title:", "titel:"), id="unknown-key"),
        pytest.param(SOURCES, ONE_SOURCE, ("  title: A survey\n", ""), id="missing-key"),
        pytest.param(SOURCES, ONE_SOURCE, ("A survey", ""), id="no-value"),
        pytest.param(SOURCES, ONE_SOURCE, ("A survey", "''"), id="empty-text"),
        pytest.param(SOURCES, ONE_SOURCE, ("A survey", "2026"), id="number-for-a-text"),
        pytest.param(SOURCES, ONE_SOURCE, ("A survey", "[A survey]"), id="list-for-a-text"),
        pytest.param(SOURCES, ONE_SOURCE, ("read-in-source", "read"), id="choice"),
        pytest.param(SOURCES, f"{ONE_SOURCE}  via: [a]\n", ("[a]", "a"), id="text-for-a-list"),
        pytest.param(SOURCES, f"{ONE_SOURCE}  via: [a]\n", ("[a]", "['']"), id="empty-item"),
        pytest.param(SOURCES, f"{ONE_SOURCE}  checked: 2026-11-01\n", ("2026-11-01", "11/1/2026"), id="date"),
        pytest.param(SOURCES, f"{ONE_SOURCE}  year: 2020\n", ("2020", "last"), id="text-for-a-number"),
        pytest.param(SOURCES, f"{ONE_SOURCE}  year: 2020\n", ("2020", "202"), id="year"),
        pytest.param(SOURCES, f"{ONE_SOURCE}  year: 2020\n", ("2020", "2020.5"), id="part-of-a-year"),
        pytest.param(FACTS, SOUND[FACTS], ("source: survey", "source: survy"), id="unknown-id"),
        pytest.param(GLOSSARY, f"{TERM}  see: [a]\n", ("[a]", "[b]"), id="unknown-id-in-a-list"),
        pytest.param(COSTS, A_COST, ("amount: 5", "amount: -5"), id="amount"),
        pytest.param(COSTS, f"{A_COST}  show: false\n", ("false", "5"), id="yes-or-no"),
        pytest.param(HELP, SOUND[HELP], ("  call:", "  tel: '988'\n  call:"), id="key-of-old"),
        pytest.param(SETTINGS_FILE, SOUND[SETTINGS_FILE], ("phone:", "fone:"), id="settings"),
        pytest.param(
            SETTINGS_FILE,
            f"{SOUND[SETTINGS_FILE]}address: {{city: A}}\n",
            ("city", "town"),
            id="key-of-an-inner-record",
        ),
        pytest.param(HOME, str(SITE[HOME]), ("draft: false", "draft: maybe"), id="front-matter"),
        pytest.param(HOME, str(SITE[HOME]), (f"description: {DESCRIPTION}\n", ""), id="front-matter-missing"),
        pytest.param(HOME, str(SITE[HOME]), ("[survey]", "[survy]"), id="front-matter-id"),
    ],
)
def test_a_mistake_is_red(make_site: MakeSite, tmp_path: Path, path: str, text: str, wrong: tuple[str, str]) -> None:
    """What a build refuses for its declaration doesn't fit the schema either; without the mistake both take it."""
    site = make_site({**SITE, path: text})

    assert fits(site.root, path, tmp_path)
    assert [one for one in site.found() if one.place.path == path and one.severity == "error"] == []
    site.write({path: text.replace(*wrong)})
    assert not fits(site.root, path, tmp_path)
    assert path in [one.place.path for one in site.problems()]


def test_editors_are_told(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """VS Code is told by its settings, another editor by a line whose path starts from the file."""
    site = make_site(SITE)

    code, printed, _ = run(site, capsys, "schema")

    mapping = json.loads((site.root / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert code == 0
    assert mapping["./.cache/schema/sources.schema.json"] == SOURCES
    assert mapping["./.cache/schema/_site.schema.json"] == SETTINGS_FILE
    assert all((site.root / made).is_file() for made in mapping)
    assert printed.startswith(
        "Wrote 19 schemas to .cache/schema/.\n"
        "VS Code with the extension YAML (Red Hat) uses them by .vscode/settings.json.\n"
        "Other editors need a line at the top of a file:\n"
        "  content/_site.yaml: # yaml-language-server: $schema=../.cache/schema/_site.schema.json\n"
        "  content/_data/facts.yaml: # yaml-language-server: $schema=../../.cache/schema/facts.schema.json\n"
    )
    described = json.loads((site.root / ".cache/schema/sources.schema.json").read_text(encoding="utf-8"))
    assert described["additionalProperties"]["properties"]["url"]["description"] == "Where to read it."


def test_settings_that_are_there_stay(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody's own settings of VS Code are left alone; what to add to them is printed, until it is there."""
    own = '{"editor.wordWrap": "on"} // mine\n'
    site = make_site({**SITE, ".vscode/settings.json": own})

    _, printed, _ = run(site, capsys, "schema")

    assert (site.root / ".vscode/settings.json").read_text(encoding="utf-8") == own
    assert 'if .vscode/settings.json has:\n{\n  "yaml.schemas": {\n    "./.cache/schema/_site.schema.json"' in printed
    site.write({".vscode/settings.json": printed.partition("has:\n")[2].partition("\nOther")[0]})
    assert "uses them by .vscode/settings.json." in run(site, capsys, "schema")[1]


def test_new_ids_are_told(make_site: MakeSite) -> None:
    """A source that `new` begins is in the schemas at once, if there are some."""
    site = make_site(SITE)
    main(["schema"], site.root, "care")

    main(["new", "source", "Big study", *TODAY], site.root, "care")

    assert '"big-study"' in (site.root / ".cache/schema/facts.schema.json").read_text(encoding="utf-8")
