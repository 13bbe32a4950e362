"""Bringing a build into site/: whatever happens on the way, the next build makes the site whole."""

import hashlib
import json
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.cli.main import main
from carepress.load.settings import configure
from carepress.model.config import Config, Options
from carepress.model.made import Report
from carepress.problems import BuildFailed
from carepress.write.apply import Stage, complete_interrupted, listed_files, write_site
from carepress.write.held import Held
from carepress.write.ownership import JOURNAL, MANIFEST
from tests.forked import run_forked
from tests.sites import BASIC, NOON, MakeSite, TinySite, page

BEFORE: dict[str, str | bytes] = {
    "content/kept.md": page("As it was\n"),
    "content/changed.md": page("Before\n"),
    "content/old/removed.md": page("Gone\n"),
}
AFTER: dict[str, str | bytes] = {
    "content/kept.md": page("As it was\n"),
    "content/changed.md": page("After\n"),
    "content/new/added.md": page("New\n"),
}


def config_of(site: TinySite) -> Config:
    """Return what a build of the site works on."""
    return configure(site.root, Options(kind=CARE), NOON)[0]


def digest(text: str) -> str:
    """Return what a manifest says of a file with this text."""
    return hashlib.sha256(text.encode()).hexdigest()


def changed(site: TinySite) -> TinySite:
    """Return the site after its staff have changed, removed and added pages."""
    (site.root / "content/old/removed.md").unlink()
    return site.write(AFTER)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what a fresh build of the changed site holds."""
    site = TinySite(tmp_path_factory.mktemp("fresh")).write({**BASIC, **AFTER})
    site.build()
    return site.tree()


def report_of(report: Report) -> tuple[int, int, int]:
    """Return what a build wrote, removed and left."""
    return report.written, report.removed, report.unchanged


def test_manifest(make_site: MakeSite) -> None:
    """The manifest names every file of the build with its digest, so that strangers can be told."""
    site = make_site()
    site.build()
    files = json.loads(site.read(MANIFEST))["files"]

    assert files == {
        path: hashlib.sha256(content).hexdigest() for path, content in site.tree().items() if path != MANIFEST
    }


def test_an_interrupted_write_is_completed(make_site: MakeSite) -> None:
    """A journal with a stage that is half applied is carried out to its end, and the journal goes."""
    site = make_site(
        {
            "site/carepress.json": json.dumps({"files": {"old/a.html": digest("a"), "b.html": digest("b")}}),
            "site/old/a.html": "a",
            "site/b.html": "new b",  # applied already
            f"site/{JOURNAL}": json.dumps(
                {
                    "replace": ["b.html", "c/d.html"],
                    "remove": ["old/a.html"],
                    "files": {"b.html": digest("new b"), "c/d.html": digest("d")},
                }
            ),
            ".cache/build/stage/c/d.html": "d",
        }
    )

    assert complete_interrupted(config_of(site)) is True
    assert {path: text for path, text in site.tree().items() if path != MANIFEST} == {
        "b.html": b"new b",
        "c/d.html": b"d",
    }
    assert json.loads(site.read(MANIFEST)) == {"files": {"b.html": digest("new b"), "c/d.html": digest("d")}}
    assert complete_interrupted(config_of(site)) is False


def test_an_interrupted_write_is_completed_before_a_build_fails(make_site: MakeSite) -> None:
    """Even if the content has errors by now, the interrupted change is brought to its end first."""
    site = make_site(
        {
            "site/carepress.json": '{"files": {}}',
            f"site/{JOURNAL}": json.dumps({"replace": ["a.html"], "remove": [], "files": {"a.html": digest("a")}}),
            ".cache/build/stage/a.html": "a",
            "content/index.md": "Broken\n",
        }
    )
    site.problems()

    assert sorted(site.tree()) == ["a.html", MANIFEST]


def test_a_stage_that_is_not_the_journals_is_not_applied(make_site: MakeSite) -> None:
    """If the stage holds another build by now, site/ stays marked as unfinished until a build is sound."""
    site = make_site(
        {
            "site/index.html": "old",
            "site/carepress.json": json.dumps({"files": {"index.html": digest("old")}}),
            f"site/{JOURNAL}": json.dumps(
                {"replace": ["index.html"], "remove": [], "files": {"index.html": digest("new")}}
            ),
            ".cache/build/stage/index.html": "of another build",
            "content/index.md": "Broken\n",
        }
    )
    site.problems()

    assert (site.read("index.html"), JOURNAL in site.tree()) == ("old", True)


@pytest.mark.parametrize(
    "journal",
    [
        pytest.param("", id="empty"),
        pytest.param('{"replace": [', id="cut-off"),
        pytest.param("[]", id="list"),
        pytest.param('{"replace": ["gone.html"], "remove": [], "files": {"gone.html": "x"}}', id="stage-gone"),
        pytest.param('{"replace": [], "remove": [], "files": {}}', id="nothing"),
        pytest.param('{"replace": [1], "remove": [], "files": []}', id="wrong-types"),
        pytest.param('{"replace": [], "remove": [""], "files": {}}', id="removes-the-folder"),
        pytest.param(b"\xff\xfe", id="not-text"),
    ],
)
def test_a_damaged_journal_is_survived(make_site: MakeSite, whole: dict[str, bytes], journal: str | bytes) -> None:
    """A journal that can't be read isn't in the way: the build makes the site whole and takes the mark away."""
    site = make_site(AFTER)
    site.build()
    site.write({f"site/{JOURNAL}": journal}).build()

    assert site.tree() == whole


@pytest.mark.parametrize(
    ("path", "warnings"),
    [
        pytest.param(".gitignore/index.html", (), id="under-git's-file"),
        pytest.param(f"{JOURNAL}/index.html", (), id="under-the-journal"),
        pytest.param("index.html/index.html", (), id="under-a-page"),
        pytest.param("mine/index.html", ("file-not-ours",), id="under-a-stranger"),
        pytest.param("a\0b.html", (), id="no-name"),
        pytest.param("C:/a.html", (), id="of-another-disk"),
    ],
)
def test_a_journal_that_cannot_be_applied_is_survived(
    make_site: MakeSite, whole: dict[str, bytes], path: str, warnings: tuple[str, ...]
) -> None:
    """A journal that nothing can carry out doesn't wedge the site: the build that follows makes it whole."""
    site = make_site({**AFTER, "site/.gitignore": "*"})
    site.build()
    journal = json.dumps({"remove": [], "files": {path: digest("x")}})
    site.write({f"site/{JOURNAL}": journal, "site/mine": "mine"} if warnings else {f"site/{JOURNAL}": journal})
    if "\0" not in path:
        site.write({f".cache/build/stage/{path}": "x"})
    report = site.build()

    assert tuple(warning.rule for warning in report.warnings) == warnings
    assert {name: site.tree()[name] for name in whole} == whole
    assert JOURNAL not in site.tree()


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param("", id="empty"),
        pytest.param('{"files": ', id="cut-off"),
        pytest.param("[]", id="list"),
        pytest.param('{"files": []}', id="files-as-list"),
        pytest.param('{"files": null}', id="files-as-null"),
        pytest.param("{}", id="no-files"),
        pytest.param(b"\xff", id="not-text"),
    ],
)
def test_a_damaged_manifest_is_survived(make_site: MakeSite, whole: dict[str, bytes], manifest: str | bytes) -> None:
    """A manifest that can't be read is written anew."""
    site = make_site(AFTER)
    site.build()
    report = site.write({f"site/{MANIFEST}": manifest}).build()

    assert site.tree() == whole
    assert report_of(report) == (0, 0, 7)


def test_strangers_are_left_alone(make_site: MakeSite) -> None:
    """A file that no build made is reported and kept, also in a folder whose pages are gone."""
    site = make_site(BEFORE)
    site.build()
    site.write({"site/mine.txt": "mine", "site/old/removed/mine.txt": "mine", "site/.gitignore": "*"})
    report = changed(site).build()

    assert [(warning.rule, warning.place.path) for warning in report.warnings] == [
        ("file-not-ours", "site/mine.txt"),
        ("address-gone", "site/old/removed/index.html"),
        ("file-not-ours", "site/old/removed/mine.txt"),
    ]
    assert {path for path in site.tree() if path.endswith("mine.txt")} == {"mine.txt", "old/removed/mine.txt"}
    assert "old/removed/index.html" not in site.tree()


def test_gitignore_of_the_folder_is_ours(make_site: MakeSite) -> None:
    """site/ as it comes with the project, with nothing but its .gitignore, is taken for ours."""
    site = make_site({"site/.gitignore": "*\n!.gitignore\n"})

    assert site.build().warnings == ()
    assert site.read(".gitignore") == "*\n!.gitignore\n"


def staged(config: Config, files: Mapping[str, str]) -> Stage:
    """Return the staging folder with some files."""
    stage = Stage(config.stage, Held(config.output, listed_files(config), {}), is_trial=False)
    for path, content in files.items():
        stage.add(path, content)
    return stage


def test_write_site_counts(make_site: MakeSite) -> None:
    """What was replaced, removed and left is counted, and the stage is gone afterwards."""
    config = config_of(make_site())
    write_site(config, staged(config, {"a.html": "a", "b/c.html": "c", "d.html": "d"}))

    written = write_site(config, staged(config, {"a.html": "a", "d.html": "changed"}))

    assert (written.written, written.removed, written.unchanged, written.problems) == (1, 1, 1, ())
    assert not (config.output / "b").exists()
    assert not config.stage.exists()


@pytest.mark.parametrize(
    ("command", "text", "code"),
    [
        pytest.param("check", "Text.", 0, id="check"),
        pytest.param("build", "Text.", 0, id="build"),
        pytest.param("build", "[A link](/nowhere/)", 1, id="build-with-an-error"),
    ],
)
def test_the_stage_is_gone_afterwards(make_site: MakeSite, command: str, text: str, code: int) -> None:
    """Once a check or a build has ended, its files are in site/ or nowhere; what a killed one had staged goes too."""
    site = make_site({"content/about.md": page(text), ".cache/build/stage/index.html": "of a killed build"})

    assert main([command, "--today", "2026-11-24"], site.root, "care") == code
    assert not (site.root / ".cache/build/stage").exists()


KILLED_BUILD = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from care import SITE as CARE
from carepress.model.config import Options
from carepress.pipeline import build

calls, last, replace = 0, int(sys.argv[2]), os.replace
site = Path(sys.argv[1]) / "site"

def replace_or_die(source, target):
    global calls
    calls += site in Path(target).parents  # what is kept in .cache/ isn't the write
    if calls == last:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(source, target)

os.replace = replace_or_die
build(Path(sys.argv[1]), Options(kind=CARE), datetime(2026, 11, 24, 17, tzinfo=UTC))
"""


def killed(site: TinySite, call: int) -> int:
    """Build in a process of its own that is killed at the given replacement of a file in site/; return its exit code."""
    return run_forked(KILLED_BUILD, [str(site.root), str(call)]).returncode


@pytest.mark.parametrize("call", range(1, 7))
def test_a_build_that_is_killed(make_site: MakeSite, whole: dict[str, bytes], call: int) -> None:
    """Killed at any moment of the write, site/ is the old build or marked as unfinished; the next makes it whole."""
    site = make_site(BEFORE)
    site.build()
    before = site.tree()
    exit_code = killed(changed(site), call)
    left = {path: content for path, content in site.tree().items() if ".carepress-new-" not in path}

    assert exit_code == (-signal.SIGKILL if call <= 5 else 0)
    assert left in (before, whole) or JOURNAL in left
    assert {warning.rule for warning in site.build().warnings} <= {"address-gone"}
    assert site.tree() == whole


@pytest.mark.parametrize("call", range(1, 7))
def test_a_first_build_that_is_killed(make_site: MakeSite, whole: dict[str, bytes], call: int) -> None:
    """A first build that is killed doesn't make the folder foreign to the next."""
    site = make_site(AFTER)
    killed(site, call)

    assert site.build().warnings == ()
    assert site.tree() == whole


def test_a_killed_build_and_then_one_that_fails(make_site: MakeSite, whole: dict[str, bytes]) -> None:
    """Between a kill and a sound build a failing one changes nothing but completes what was begun."""
    site = make_site(BEFORE)
    site.build()
    killed(changed(site), 3)
    with pytest.raises(BuildFailed):
        site.write({"content/changed.md": "Broken\n"}).build()

    assert site.tree() == whole


def test_a_killed_build_loses_its_lock(make_site: MakeSite) -> None:
    """The lock of a killed build isn't in the way, although its file is there."""
    site = make_site(AFTER)
    killed(site, 1)

    assert (site.root / ".cache/build/lock").is_file()
    assert Path(site.root / "site").is_dir()
    assert isinstance(site.write({}).build(base_url="https://example.org/"), Report)
