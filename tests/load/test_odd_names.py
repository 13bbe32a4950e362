"""Whatever a file is called and whatever kind of file it is: each fault is met by a sentence, and nothing hangs."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import (
    PNG,
    SETTINGS_FILE,
    Files,
    MakeSite,
    TinySite,
    page,
)

NAMES: dict[str, tuple[Files, str]] = {
    "windows": (
        {f"content/{name}": page() for name in ("NUL.md", "aux/index.md", "com1.x.md", "lpt1.png", "_data/prn.yaml")},
        """\
content/NUL.md: error: not every system can have a file called "NUL.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/_data/prn.yaml: error: not every system can have a file called "prn.yaml" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/aux: error: not every system can have a file called "aux" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/com1.x.md: error: not every system can have a file called "com1.x.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/lpt1.png: error: not every system can have a file called "lpt1.png" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows""",
    ),
    "characters": (
        {f"content/{name}": page() for name in ("a?.png", "a\nb.md", "a\x1b[31m.md", "b./c.md", "b./d.md", "e .png ")},
        """\
content/a\\u{a}b.md: error: not every system can have a file called "a\\u{a}b.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/a\\u{1b}[31m.md: error: not every system can have a file called "a\\u{1b}[31m.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/a?.png: error: not every system can have a file called "a?.png" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/b.: error: not every system can have a file called "b." [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/e .png : error: not every system can have a file called "e .png " [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows""",
    ),
    "not-utf-8": (
        {f"content/{name}": page() for name in ("caf\udce9.md", "caf\udce9.png", "_data/caf\udce9.yaml")},
        """\
content/_data/caf\\u{dce9}.yaml: error: not every system can have a file called "caf\\u{dce9}.yaml" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/caf\\u{dce9}.md: error: not every system can have a file called "caf\\u{dce9}.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/caf\\u{dce9}.png: error: not every system can have a file called "caf\\u{dce9}.png" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows""",
    ),
    "no-letters": (
        {f"content/{name}": page() for name in ("💊.md", "---.md", "blog/ .md", "…/a.md")},
        """\
content/---.md:2:1: error: the file's name has no letter or digit to make an address from [front-matter-value]
    2 | title: Title
      | ^
  hint: add a line `slug: …` with a word, or rename the file
content/blog/ .md:2:1: error: the file's name has no letter or digit to make an address from [front-matter-value]
    2 | title: Title
      | ^
  hint: add a line `slug: …` with a word, or rename the file
content/…: error: the name "…" has no letter or digit to make an address from [file-name]
  hint: rename the folder
content/💊.md:2:1: error: the file's name has no letter or digit to make an address from [front-matter-value]
    2 | title: Title
      | ^
  hint: add a line `slug: …` with a word, or rename the file""",
    ),
    "case": (
        {"content/a.md": page(), "content/A.md": page(), "content/b.png": PNG, "content/B.PNG": PNG},
        """\
content/a.md: error: the address /a/ is claimed by content/A.md, content/a.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/b.png: error: the address /b.png is claimed by content/B.PNG, content/b.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "case-of-data": (
        {"content/_data/x.yaml": "a: b", "content/_data/X.yaml": "c: d"},
        """\
content/_data/x.yaml: error: two files have the name "x": content/_data/X.yaml and content/_data/x.yaml [data-id]
  hint: rename one of them, or put both into one""",
    ),
    "unicode-form": (
        {
            **{f"content/{name}": page() for name in ("café.md", "cafe\u0301.md")},
            **{f"content/{name}": PNG for name in ("é.png", "e\u0301.png")},
        },
        """\
content/café.md: error: the address /cafe/ is claimed by content/cafe\u0301.md, content/café.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/é.png: error: the address /é.png is claimed by content/e\u0301.png, content/é.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "data-of-another-type": (
        {"content/_data/x.json": "{}", "content/_data/y.yaml.txt": "a: b\n"},
        """\
content/_data/x.json: warning: a file of this type isn't data [file-not-published]
  hint: data are files in _data/ that end with .yaml
content/_data/y.yaml.txt: warning: a file of this type isn't data [file-not-published]
  hint: data are files in _data/ that end with .yaml""",
    ),
    "data-called-site": (
        {"content/_data/site.yaml": "name: A\n"},
        """\
content/_data/site.yaml: error: two files have the name "site": content/_site.yaml and content/_data/site.yaml [data-id]
  hint: rename one of them, or put both into one""",
    ),
    "types-not-published": (
        {"content/a.MD": page(), "content/b.markdown": page(), "content/README": "x"},
        """\
content/README: warning: a file of this type isn't published [file-not-published]
  hint: published are pages (.md) and .avif, .gif, .jpeg, .jpg, .pdf, .png, .svg, .webp
content/a.MD: warning: a file of this type isn't published [file-not-published]
  hint: let its name end with .md, in small letters
content/b.markdown: warning: a file of this type isn't published [file-not-published]
  hint: let its name end with .md, in small letters""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), NAMES.values(), ids=NAMES)
def test_names(make_site: MakeSite, files: Files, expected: str) -> None:
    """Names that some system can't have, or that can't become an address."""
    assert make_site(files).printed() == expected


def test_names_that_are_odd_but_sound(make_site: MakeSite) -> None:
    """Spaces, capitals, other scripts, and a folder that is called like a page."""
    names = ("My Page.md", "ABOUT.md", "日本.md", "x.md/index.md", "a..md", "con-man.md")

    site = make_site({f"content/{name}": page() for name in names})

    assert site.printed() == ""
    made = {"my-page", "about", "日本", "x-md", "a", "con-man"}
    assert {path.removesuffix("/index.html") for path in site.tree() if "/" in path} == made


def link(path: str, target: str) -> Callable[[TinySite], None]:
    """Return a change to a site: a symbolic link in it."""

    def make(site: TinySite) -> None:
        (site.root / path).parent.mkdir(exist_ok=True)
        (site.root / path).symlink_to(target)

    return make


def pipe(path: str) -> Callable[[TinySite], None]:
    """Return a change to a site: a pipe, which whoever opens it waits for."""

    def make(site: TinySite) -> None:
        (site.root / path).parent.mkdir(exist_ok=True)
        (site.root / path).unlink(missing_ok=True)
        os.mkfifo(site.root / path)

    return make


def file_moved(path: str, put: Callable[[Path], object] | None) -> Callable[[TinySite], None]:
    """Return a change to a site: a file or folder is taken away, and something else put in its place."""

    def make(site: TinySite) -> None:
        (site.root / path).rename(site.root / "moved")
        if put:
            put(site.root / path)

    return make


def listening(site: TinySite) -> None:
    """Put a socket beside the pages; its address may be no longer than 108 characters."""
    here = Path.cwd()
    os.chdir(site.root / "content")
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.bind("a.md")
    finally:
        os.chdir(here)


NOT_A_FILE = "error: this can't be read as a file [file-unreadable]"
NOT_A_FOLDER = "content: error: this can't be read as a folder [file-unreadable]"
NOT_FOLLOWED = "error: a link to another file isn't followed [link-in-content]"
NO_PAGES = "content/index.md: error: the site has no page at all [home-missing]"
NO_SETTINGS = "content/_site.yaml: error: the site has no settings [settings-missing]"
NO_DATA = "content/_data: warning: a file of this type isn't data [file-not-published]"
FILES: dict[str, tuple[Callable[[TinySite], object], list[str]]] = {
    "link-loop": (link("content/loop", "."), [f"content/loop: {NOT_FOLLOWED}"]),
    "link-to-itself": (link("content/a.md", "a.md"), [f"content/a.md: {NOT_FOLLOWED}"]),
    "link-to-nothing": (link("content/a.png", "gone.png"), [f"content/a.png: {NOT_FOLLOWED}"]),
    "link-to-a-file-outside": (link("content/a.md", "/etc/passwd"), [f"content/a.md: {NOT_FOLLOWED}"]),
    "link-to-a-folder-outside": (link("content/_x", "/etc"), [f"content/_x: {NOT_FOLLOWED}"]),
    "link-as-data": (link("content/_data/x.yaml", "/etc/passwd"), [f"content/_data/x.yaml: {NOT_FOLLOWED}"]),
    "link-as-the-data": (link("content/_data", "/etc"), [f"content/_data: {NOT_FOLLOWED}"]),
    "pipe-as-page": (pipe("content/a.md"), [f"content/a.md: {NOT_A_FILE}"]),
    "pipe-as-picture": (pipe("content/a.png"), [f"content/a.png: {NOT_A_FILE}"]),
    "pipe-as-data": (pipe("content/_data/x.yaml"), [f"content/_data/x.yaml: {NOT_A_FILE}"]),
    "pipe-as-settings": (pipe(SETTINGS_FILE), [f"{SETTINGS_FILE}: {NOT_A_FILE}"]),
    "socket": (listening, [f"content/a.md: {NOT_A_FILE}"]),
    "folder-as-settings": (file_moved(SETTINGS_FILE, Path.mkdir), [f"{SETTINGS_FILE}: {NOT_A_FILE}"]),
    "file-as-data": (lambda site: site.write({"content/_data": "a: b\n"}), [NO_DATA]),
    "file-as-content": (file_moved("content", Path.touch), [NOT_A_FOLDER, NO_SETTINGS, NO_PAGES]),
    "no-content": (file_moved("content", None), [NOT_A_FOLDER, NO_SETTINGS, NO_PAGES]),
}


@pytest.mark.parametrize(("change", "expected"), FILES.values(), ids=FILES)
def test_files(make_site: MakeSite, change: Callable[[TinySite], object], expected: list[str]) -> None:
    """What isn't a plain file or folder is named, and neither opened nor followed."""
    site = make_site()
    change(site)

    assert [line for line in site.printed().splitlines() if not line.startswith("  hint: ")] == expected


@pytest.mark.parametrize("name", ["a.md", "a.png", "_data/x.yaml"])
def test_a_file_without_the_right_to_read_it(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A file that this user may not read is named. The tests may run as root, who may read everything."""
    site = make_site({f"content/{name}": page()})
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != Path(name).name)

    assert site.printed().splitlines() == [
        f"content/{name}: {NOT_A_FILE}",
        "  hint: put a plain file in its place that everybody may read, or delete it",
    ]


@pytest.mark.long
def test_ten_thousand_files(make_site: MakeSite) -> None:
    """Ten thousand tiny files that are all broken give ten thousand sentences, and mended they give a site."""
    names = [f"content/p{number}.md" for number in range(10_000)]
    site = make_site(dict.fromkeys(names, ""))

    assert len(site.problems()) == len(names)
    assert site.write(dict.fromkeys(names, page())).build().pages == len(names) + 1
