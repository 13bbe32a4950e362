"""Two builds at once, odd clocks, damaged files, terminals and rights."""

import subprocess
import sys

import pytest

from care import SITE as CARE
from carepress.cli.main import main
from carepress.cli.preview.state import Preview
from carepress.model.config import Options
from carepress.write.apply import locked
from carepress.write.ownership import MANIFEST
from tests.sites import MakeSite, page
from tests.write.builds import TODAY, build_command, environment, refused, run

# Two builds, a clock, an encoding
HOLDER = """
import sys
from pathlib import Path
from carepress.write.apply import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_builds_at_once(make_site: MakeSite) -> None:
    """The second says that the first is at work, and changes nothing; a preview has a place of its own."""
    site = make_site()
    command = [sys.executable, "-c", HOLDER, str(site.root / ".cache/build")]
    with subprocess.Popen(command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        assert refused(site) == (3, "another build is at work here: wait until it is done, then try again")
        assert not (site.root / "site").exists()
        preview = Preview(site.root, Options(kind=CARE), 8000)
        preview.rebuild()
        assert preview.problems == ()
        first.communicate(b"")

    assert run(build_command(site.root)).returncode == 0
    assert "index.html" in preview.shown.files


def test_a_build_while_a_preview_is_built(make_site: MakeSite) -> None:
    """The preview's lock isn't the build's."""
    site = make_site()

    with locked(site.root / ".cache/preview"):
        assert main(TODAY, site.root, "care") == 0


def test_a_clock_that_jumps_back(make_site: MakeSite) -> None:
    """As of an earlier day, pages dated later go again, without an error."""
    site = make_site({"content/later.md": page(date="2026-11-20")})
    site.build("2026-11-24")
    assert "later/index.html" in site.tree()
    report = site.build("2026-11-10")

    assert (report.removed, report.warnings) == (3, ())  # the page and, with nothing left to tell, the feeds
    assert "later/index.html" not in site.tree()


def test_a_damaged_manifest_is_said(make_site: MakeSite) -> None:
    """A manifest that can't be read is written anew, with a note; what it alone knew of is named and kept."""
    site = make_site({"content/old.md": page()})
    site.build()
    (site.root / "content/old.md").unlink()
    site.write({f"site/{MANIFEST}": "{"})

    assert [(problem.rule, problem.place.path) for problem in site.build().warnings] == [
        ("manifest-damaged", f"site/{MANIFEST}"),
        ("file-not-ours", "site/old/"),
    ]


@pytest.mark.parametrize("damage", ["index.html", "a/b/c.html"])
def test_a_damaged_stage(make_site: MakeSite, damage: str) -> None:
    """What an earlier build left in the stage never comes into the site."""
    site = make_site({f".cache/build/stage/{damage}": "damaged"})

    assert site.build().warnings == ()
    assert damage not in site.tree() or site.read(damage) != "damaged"


ENCODINGS = [
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
]


@pytest.mark.parametrize("settings", ENCODINGS, ids=["C", "C-without-utf-8", "ascii", "cp1252"])
@pytest.mark.parametrize(
    "style", ["text", pytest.param("github", marks=pytest.mark.long), pytest.param("json", marks=pytest.mark.long)]
)
def test_a_terminal_that_knows_few_letters(make_site: MakeSite, settings: dict[str, str], style: str) -> None:
    """What a terminal can't show is written with its number; the build goes on."""
    site = make_site({"content/a.md": page("[日本](ū→.md)\n", título="é")})
    done = run(build_command(site.root, *TODAY, "--format", style), **settings)

    assert (done.returncode, done.stderr) == (1, "")
    assert "Traceback" not in done.stdout


def test_rights_do_not_depend_on_who_builds(make_site: MakeSite) -> None:
    """Files and folders of the site can be read by a web server, whatever the umask of the person."""
    site = make_site({"content/a/b.md": page()})
    script = "import os, sys; os.umask(0o077); exec(sys.argv.pop(1))"
    _, _, child, *rest = build_command(site.root)

    assert run([sys.executable, "-c", script, child, *rest]).returncode == 0
    found = {oct(path.stat().st_mode & 0o777) for path in (site.root / "site").rglob("*") if path.is_file()}
    folders = {oct(path.stat().st_mode & 0o777) for path in [site.root / "site", *site.root.glob("site/**/")]}
    assert (found, folders) == ({"0o644"}, {"0o755"})
