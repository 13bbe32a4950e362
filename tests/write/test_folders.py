"""Output folders that can't be written, hold other things, or lead elsewhere."""

import re
import shutil
from pathlib import Path

import pytest

from tests.sites import MakeSite, TinySite, page
from tests.write.builds import WHOLE, mount, refused, small_disk


# The output folder
def test_an_output_folder_that_nobody_may_write_to(make_site: MakeSite, tmp_path: Path) -> None:
    """A disk that is read-only, which stops root too, is named in one line; so is a path that leads through a file."""
    site, disk, file = make_site(), tmp_path / "disk", tmp_path / "file"
    file.write_text("mine")
    with small_disk(disk) as is_small:
        folder = disk if is_small and not mount("remount,ro", disk) else file
        found = [refused(site, "--output", str(place / "site")) for place in (folder, file)]

    expected = rf"(Read-only file system: {disk}|Not a directory: {file})/site\S*\. {WHOLE}"
    assert [code for code, _ in found] == [3, 3]
    assert [message for _, message in found if not re.fullmatch(expected, message)] == []


@pytest.mark.parametrize(
    "folder", ["content", "content/blog", "templates/out", ".cache/build/stage", "site/../content"]
)
def test_an_output_folder_among_the_sources(make_site: MakeSite, folder: str) -> None:
    """The site is never written among what it is made from."""
    site = make_site()
    code, message = refused(site, "--output", str(site.root / folder))

    assert code == 2
    assert message.startswith("the site can't be written into ")
    assert not (site.root / "site").exists()


@pytest.mark.parametrize("folder", [".", "..", "content/..", "/"])
def test_an_output_folder_that_holds_the_project(make_site: MakeSite, folder: str) -> None:
    """The project's own folder and those above it aren't taken."""
    site = make_site()
    code, message = refused(site, "--output", str(site.root / folder))

    assert (code, message) == (
        2,
        f"the site can't be written to {site.root / folder}, which holds the project itself: give a folder of its own",
    )


def test_an_output_folder_reached_by_a_link(make_site: MakeSite, tmp_path: Path) -> None:
    """A link in place of the folder is refused, even to an empty one: nobody can say who owns what it leads to."""
    site = make_site()
    (tmp_path / "elsewhere").mkdir()
    (site.root / "site").symlink_to(tmp_path / "elsewhere")

    assert refused(site) == (
        3,
        f"{site.root}/site is a link, which isn't followed: give the folder itself with --output",
    )
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_that_leads_to_the_sources(make_site: MakeSite) -> None:
    """A link can't smuggle the site into content/."""
    site = make_site()
    (site.root / "out").symlink_to(site.root / "content")

    assert refused(site, "--output", str(site.root / "out/site"))[0] == 2


def test_a_file_in_place_of_the_output_folder(make_site: MakeSite) -> None:
    """A file that bears the folder's name is kept."""
    site = make_site({"site": "mine"})

    assert refused(site) == (3, f"{site.root}/site is a file: give an empty folder with --output")
    assert (site.root / "site").read_text() == "mine"


def test_a_foreign_folder_in_the_output_folder(make_site: MakeSite) -> None:
    """A folder that no build made is named once and left alone with all that it holds, however deep."""
    site = make_site()
    site.build()
    site.write({"site/.git/refs/heads/main": "1", "site/mine/a.txt": "a", "site/mine/b/.carepress-new-c": "c"})
    (site.root / "site/.git/refs/tags").mkdir()
    warnings = site.build().warnings

    assert [(problem.message, problem.place.path) for problem in warnings] == [
        ("no build made this folder; it is left alone", "site/.git/"),
        ("no build made this folder; it is left alone", "site/mine/"),
    ]
    assert (site.root / "site/.git/refs/tags").is_dir()
    assert {"mine/a.txt", "mine/b/.carepress-new-c"} < site.tree().keys()


@pytest.mark.parametrize(
    ("path", "in_the_way"),
    [
        pytest.param("new", "new", id="file-for-folder"),
        pytest.param("sitemap.xml/mine.txt", "sitemap.xml", id="folder-for-new-file"),
        pytest.param("old/index.html/mine.txt", "old/index.html", id="folder-for-file-that-goes"),
    ],
)
def test_what_is_in_the_way(make_site: MakeSite, path: str, in_the_way: str) -> None:
    """Somebody's file where the site needs the name stops the build before anything is touched."""
    site = make_site({"content/old.md": page()})
    site.build()
    for folder in ("old", "sitemap.xml"):
        if path.startswith(folder):
            (site.root / "site" / in_the_way).unlink()
    (site.root / "content/old.md").unlink()
    site.write({f"site/{path}": "mine", "content/new/a.md": page()})
    before = site.tree()

    expected = f"{site.root}/site/{in_the_way} is in the way, and no build made it: move it away or delete it"
    assert refused(site) == (3, expected)
    assert site.tree() == before


def test_an_empty_folder_is_not_in_the_way(make_site: MakeSite) -> None:
    """Where nothing lies nothing is lost."""
    site = make_site()
    (site.root / "site").mkdir()
    site.build()
    (site.root / "site/sitemap.xml").unlink()
    (site.root / "site/sitemap.xml").mkdir()

    assert site.build().warnings == ()
    assert (site.root / "site/sitemap.xml").is_file()


@pytest.mark.parametrize("name", ["new", "old"])
def test_a_link_to_a_folder_outside(make_site: MakeSite, tmp_path: Path, name: str) -> None:
    """A link in site/ is followed neither to write through it nor to remove what lies behind it."""
    site = make_site({"content/old/a.md": page()})
    site.build()
    outside = TinySite(tmp_path / "outside").write({"site/a/index.html": "theirs", "site/.carepress-new-x": "theirs"})
    shutil.rmtree(site.root / "site/old")
    (site.root / "site" / name).symlink_to(outside.root / "site")
    (site.root / "content/old/a.md").unlink()
    before = outside.tree()
    code, message = refused(site.write({"content/new/a.md": page()}))

    assert (code, message.partition(",")[0]) == (3, f"{site.root}/site/{name} is in the way")
    assert outside.tree() == before


def test_a_link_in_place_of_a_page(make_site: MakeSite, tmp_path: Path) -> None:
    """A link that bears a page's name becomes the page, even if the file behind it reads the same."""
    site = make_site({"content/old.md": page()})
    site.build()
    home = site.read("index.html")
    outside = tmp_path / "outside.html"
    outside.write_text(home)
    for path in ("index.html", "old/index.html"):
        (site.root / "site" / path).unlink()
        (site.root / "site" / path).symlink_to(outside)
    (site.root / "content/old.md").unlink()
    site.build()

    assert not (site.root / "site/index.html").is_symlink()
    assert not (site.root / "site/old").exists()
    assert (site.read("index.html"), outside.read_text()) == (home, home)


def test_a_link_to_nowhere_and_one_that_is_nobodys(make_site: MakeSite, tmp_path: Path) -> None:
    """A link that no page needs is named and kept."""
    site = make_site()
    site.build()
    (site.root / "site/nowhere").symlink_to(tmp_path / "nowhere")
    (site.root / "site/somewhere").symlink_to(tmp_path)

    assert [problem.place.path for problem in site.build().warnings] == ["site/nowhere", "site/somewhere"]
    assert (site.root / "site/somewhere").is_symlink()
