"""The search index: what is in it, when it is made anew, and what happens where it can't be made."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from care import SITE as CARE
from carepress.model.config import Options
from carepress.pipeline import build
from carepress.site_files.search import FOLDER, _make_index
from tests.sites import NOON, ROOT, MakeSite, TinySite, page

SEARCH = {
    "content/index.md": page("Welcome\n"),
    "content/search.md": page(title="Search", template="search"),
    "templates/search.html": '{% extends "page.html" %}{% block main %}{{ "yes" if search_index else "no" }}{% endblock %}',
}
BUILD = """
import sys
from pathlib import Path

{before}
from carepress.cli.main import main

sys.exit(main(["--today", "2026-11-24"], Path(sys.argv[1]), 'care'))
"""


def found_in(site: TinySite) -> dict[str, dict[str, Any]]:
    """Return what the index says of each page, by the page's url."""
    fragments = (site.root / "site" / FOLDER / "fragment").glob("*")
    said = [json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in fragments]
    return {one["url"]: one for one in said}


def build_apart(root: Path, before: str = "", settings: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Build in a process of its own, after some statements; return the exit code and what was said."""
    command = [sys.executable, "-c", BUILD.format(before=before), str(root)]
    paths = os.pathsep.join([*(settings or {}).values(), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_site_without_a_search_page_has_no_index(make_site: MakeSite) -> None:
    """Nothing is made that nobody asks for."""
    site = make_site()
    report = site.build()

    assert report.indexed == 0
    assert [path for path in site.tree() if "pagefind" in path] == []
    assert not (site.root / ".cache/kept/search").exists()


def test_which_pages_are_found(make_site: MakeSite) -> None:
    """Left out are pages that search engines leave out, what expired, old addresses, the 404 page, a list's further pages, the search."""
    many = {
        f"content/many/{number}.md": page("Words\n", date="2026-11-01", title=f"Number {number}")
        for number in range(21)
    }
    site = make_site(
        {
            **SEARCH,
            **many,
            "content/many/index.md": page("Many\n"),
            "content/about.md": page("About\n", aliases="[/old/]"),
            "content/hidden.md": page("Hidden\n", noindex="true"),
            "content/over.md": page("Over\n", expires="2026-11-01"),
            "content/404.md": page("Nothing\n"),
            "templates/redirect.html": '{% extends "page.html" %}',
        }
    )
    report = site.build()

    assert "many/page/2/index.html" in site.tree()
    assert set(found_in(site)) == {"/", "/about/", "/many/", *(f"/many/{number}/" for number in range(21))}
    assert report.indexed == 24


@pytest.mark.usefixtures("words_as_written")
def test_what_is_found_of_a_page(make_site: MakeSite) -> None:
    """The index has a page's own text, its section, and the words from the data at the title; what is shown has only the title."""
    layout = (
        "<!doctype html><html lang={{ site.language }}><body><header>Menu</header><main><nav>Path</nav>"
        "<h1>{{ page.title }}</h1>{{ content() }}<p class=tags>Topics</p><section class=references>Sources</section>"
        "</main><footer>Foot</footer></body></html>"
    )
    site = make_site(
        {
            **SEARCH,
            "templates/page.html": layout,
            "templates/section.html": layout,
            "templates/search.html": layout,
            "content/guides/index.md": page(title="All guides", nav_title="Guides"),
            "content/guides/a.md": page("The text, with **stress**.\n", title="<Sleep> &amp; “rest”"),
            "content/_data/search_words.yaml": 'sleep:\n  page: guides/a.md\n  words: ["can\'t sleep", slepe]\n',
        }
    )
    site.build()
    found = found_in(site)["/guides/a/"]

    assert found["content"] == "The text, with stress."
    assert found["meta"] == {
        "title": "<Sleep> &amp; “rest” can’t sleep slepe",
        "name": "<Sleep> &amp; “rest”",
        "section": "Guides",
    }


def test_only_what_the_page_uses_is_published(make_site: MakeSite) -> None:
    """Pagefind's other faces, its styles and its worker stay away."""
    site = make_site(SEARCH)
    site.build()
    names = [path.removeprefix(f"{FOLDER}/") for path in site.tree() if path.startswith(FOLDER)]

    assert sorted({name.split("_")[0] for name in names}) == [
        "fragment/en-us", "index/en-us", "pagefind-entry.json", "pagefind.en-us", "pagefind.js",
        "wasm.en-us.pagefind",
    ]  # fmt: skip


def test_the_index_is_made_anew_only_for_a_changed_text(make_site: MakeSite) -> None:
    """A build without a change, or with one outside of the texts, makes no index; the old one isn't kept."""
    site = make_site({**SEARCH, "content/a.md": page("One\n"), "templates/assets/a.css": "a { color: red }"})
    first, second = site.build(), site.build()
    site.write(
        {
            "templates/page.html": (site.root / "templates/page.html")
            .read_text()
            .replace("<head>", "<head><meta name=a>")
        }
    )
    outside = site.build()
    site.write({"content/a.md": page("Two\n")})
    changed = site.build()

    assert [report.indexed for report in (first, second, outside, changed)] == [2, 0, 0, 2]
    assert second.written == 0
    assert outside.written == 3  # the pages only
    assert found_in(site)["/a/"]["content"] == "Two."
    assert len(list((site.root / ".cache/kept/search").iterdir())) == 1


def test_the_same_pages_give_the_same_index(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither an empty store nor Pagefind's settings on a machine change a byte."""
    site = make_site({**SEARCH, "content/a.md": page("One\n"), "content/b/index.md": page("Two\n")})
    site.build()
    before = site.tree()
    shutil.rmtree(site.root / ".cache")
    shutil.rmtree(site.root / "site")
    (tmp_path / "pagefind.toml").write_text('force_language = "de"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "de")
    report = site.build()

    assert report.indexed == 3
    assert site.tree() == before


def test_a_preview_makes_no_index(make_site: MakeSite) -> None:
    """Each save shows at once; the search page can tell."""
    site = make_site(SEARCH)
    report = build(site.root, Options(kind=CARE, preview=True, output=site.root / "site"), NOON)

    assert (report.indexed, report.warnings) == (0, ())
    assert [path for path in site.tree() if "pagefind" in path] == []
    assert site.main("search/index.html") == "no"


def test_a_machine_without_pagefind(make_site: MakeSite) -> None:
    """The build says once that the site has no search, and goes on. [search-not-made]"""
    site = make_site(SEARCH)
    code, said = build_apart(site.root, before='sys.modules["pagefind_bin"] = None')

    assert code == 0
    assert said.startswith(
        "content/search.md: warning: the site has no search, because Pagefind isn't there [search-not-made]\n"
        "  hint: its page lists all pages instead; build on a system for which there is a wheel of pagefind-bin\n\nBuilt 2 pages"
    )
    assert site.main("search/index.html") == "no"
    assert [path for path in site.tree() if "pagefind" in path] == []


@pytest.mark.skipif(os.name != "posix", reason="the program that fails is a shell script")
def test_pagefind_gives_up(make_site: MakeSite, tmp_path: Path) -> None:
    """A failure of Pagefind stops the build with the last thing that it said, and nothing is kept. [search-failed]"""
    package = tmp_path / "broken/pagefind_bin"
    package.mkdir(parents=True)
    program = package / "pagefind"
    program.write_text("#!/bin/sh\necho Indexing\necho 'Error: no room' >&2\necho >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    (package / "__init__.py").write_text(f"def get_executable():\n    return {str(program)!r}\n", encoding="utf-8")
    site = make_site(SEARCH)
    code, said = build_apart(site.root, settings={"first": str(tmp_path / "broken")})

    assert code == 1
    assert said == (
        "content/search.md: error: Pagefind couldn't make the search index: Error: no room [search-failed]\n"
        "  hint: give the pages some text; if they have, delete .venv and build again\n\n"
        "Not built: 1 error in 1 file. The site is as it was before.\n"
    )
    assert list((site.root / ".cache/kept/search").iterdir()) == []
    assert site.build().indexed == 1


def test_the_folder_of_the_index_is_the_builds_own(make_site: MakeSite) -> None:
    """A page can't stand where the index goes."""
    site = make_site({"content/pagefind/index.md": page()})

    assert [problem.rule for problem in site.problems()] == ["url-collision"]


def test_languages_in_one_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Pagefind names the languages in another order each time; the site has them in one, to be the same bytes."""

    def run(pages: Path, to: Path) -> None:
        (to / "pagefind-entry.json").write_text('{"languages": {"es": {}, "en-us": {}}}', encoding="utf-8")

    monkeypatch.setattr("carepress.site_files.search._run_pagefind", run)
    _make_index({}, tmp_path)

    assert (tmp_path / "pagefind-entry.json").read_text(encoding="utf-8") == '{"languages": {"en-us": {}, "es": {}}}'
