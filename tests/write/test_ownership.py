"""Folders and files that aren't the build's own are left alone, and two builds wait for each other."""

from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.cli.preview.state import Preview
from carepress.model.config import Options
from carepress.model.made import Report
from carepress.problems import EnvironmentFailed
from carepress.write.apply import locked
from tests.sites import HOME, Files, MakeSite, page

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
    "file-not-ours": (
        {"site/mine.txt": "x", "site/carepress.json": '{"files": {"old.html": ""}}'},
        """\
site/mine.txt: warning: no build made this file; it is left alone [file-not-ours]
  hint: move it to content/ if it belongs to the site; otherwise delete it""",
    ),
    "manifest-damaged": (
        {"site/carepress.json": '{"files": '},
        """\
site/carepress.json: warning: the list of the site's files was damaged; it is made anew [manifest-damaged]
  hint: a page that is no longer made may be left behind: it is then named as no file of a build""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected


def test_preview_shows_what_the_machine_refuses(make_site: MakeSite) -> None:
    """The preview shows a failure of the machine as a problem. [environment]"""
    site = make_site()
    preview = Preview(site.root, Options(kind=CARE), 8000)

    with locked(site.root / ".cache/preview"):
        preview.rebuild()

    assert [problem.rule for problem in preview.problems] == ["environment"]


def test_another_build_holds_the_lock(make_site: MakeSite) -> None:
    """A build doesn't start while another is at work, and says so."""
    site = make_site()

    with (
        locked(site.root / ".cache/build"),
        pytest.raises(
            EnvironmentFailed, match=r"^another build is at work here: wait until it is done, then try again$"
        ),
    ):
        site.build()


def test_the_lock_is_given_back(make_site: MakeSite) -> None:
    """A build that fails doesn't stand in the way of the next."""
    site = make_site({HOME: "Broken\n"})
    site.problems()

    report = site.write({HOME: page()}).build()

    assert isinstance(report, Report)


def test_a_folder_with_foreign_files_is_left_alone(make_site: MakeSite) -> None:
    """A folder that holds somebody's files isn't taken for the site, and nothing in it changes."""
    site = make_site({"site/holiday.jpg": b"JPEG", "site/letters/one.txt": "Dear"})
    before = site.tree()

    with pytest.raises(EnvironmentFailed) as failure:
        site.build()

    folder = Path(site.root / "site")
    assert f"{folder} holds files that Carepress didn't make (holiday.jpg): give an empty folder with --output" == str(
        failure.value
    )
    assert site.tree() == before


def test_a_folder_with_a_foreign_home_page_is_left_alone(make_site: MakeSite) -> None:
    """A folder without a manifest isn't ours even if its files have the names that ours would have."""
    site = make_site({"site/index.html": "somebody's"})

    with pytest.raises(EnvironmentFailed):
        site.build()

    assert site.read("index.html") == "somebody's"
