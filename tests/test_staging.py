"""A copy for review says what it is on each page, and nobody can take it for the center's site, nor publish it as that."""

import json
import re
from pathlib import Path

import pytest

from carepress.cli.main import main
from carepress.write.ownership import JOURNAL, MANIFEST
from tests.every_kind import built_every_kind, copy_sample
from tests.sites import MakeSite, TinySite, page

TODAY = ("--today", "2026-11-25")
ONLY = ("--rule", "site-not-for-visitors")
NOTICE = """\
<aside class="sample-notice" aria-label="About this copy">
<p class="shell"><strong>This is a copy for review,</strong> not the center’s site.
The crisis lines are real.
</p>
</aside>
"""
IN_SPANISH = """\
<aside class="sample-notice" aria-label="Sobre esta copia">
<p class="shell"><strong>Esta es una copia para revisión,</strong> no el sitio del centro.
Las líneas de crisis son reales.
</p>
</aside>
"""
ROBOTS = '<meta name="robots" content="noindex, nofollow">\n'
# What leads to the feeds, which a copy for review doesn't have.
FEED_LINES = re.compile(
    r'^(?:<link rel="alternate" type=|<li><a href="(?:/es)?/feed.xml"|<p class="note"><a href="(?:/es)?/topics/).*\n',
    re.M,
)


def pages_of(tree: dict[str, bytes]) -> dict[str, str]:
    """Return the text of each page, by its path."""
    return {path: raw.decode() for path, raw in tree.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the site with every kind of page, and the same as a copy for review."""
    site = TinySite(built_every_kind().parent).tree()
    sample = TinySite(copy_sample(tmp_path_factory.mktemp("staging")))
    assert main(("build", "--staging", *TODAY), sample.root, "care") == 0
    return {path: raw for path, raw in site.items() if not path.startswith("redirect-at-rest/")}, sample.tree()


def test_each_page_says_that_it_is_a_copy(trees: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """The notice is the first thing on every page, also on those that lead on; but for it, all is as it will be."""
    site, copy = map(pages_of, trees)
    plain = {path: re.sub(r'<meta name="robots".*\n', "", FEED_LINES.sub("", text)) for path, text in site.items()}

    assert {"old-address/index.html", "404.html", "topics/costs/index.html"} <= copy.keys()
    assert [path for path, text in copy.items() if not re.search(rf"<body[^>]*>\n({NOTICE}|{IN_SPANISH})", text)] == []
    assert [path for path, text in copy.items() if re.findall('<meta name="robots".*\n', text) != [ROBOTS]] == []
    assert {
        path: text.replace(NOTICE, "").replace(IN_SPANISH, "").replace(ROBOTS, "") for path, text in copy.items()
    } == plain


def test_the_site_itself_has_nothing_of_it(trees: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """A plain build knows no copy: it may be found, and has its sitemap and its feeds."""
    site, _ = trees

    assert [
        path for path, text in pages_of(site).items() if "copy for review" in text or "noindex, nofollow" in text
    ] == []
    assert b"X-Robots-Tag" not in site["_headers"]
    assert b"\nSitemap: https://" in site["robots.txt"]
    assert {"feed.xml", "feed.json", "sitemap.xml", "topics/costs/feed.xml"} <= site.keys()
    assert list(json.loads(site[MANIFEST])) == ["files"]


def test_only_the_search_asks_for_anything(trees: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Every page has a policy, those that lead on too, and only that of the search lets a script ask its own host."""
    pages = pages_of(trees[0])
    policies = {path: re.findall(r"connect-src ('\w+')", text) for path, text in pages.items()}

    assert policies == {path: ["'self'" if 'type="search"' in text else "'none'"] for path, text in pages.items()}


def test_what_machines_are_told(trees: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Crawlers may read that they are to stay away; hosts say it of each file; nothing asks to be listed or kept."""
    _, copy = trees

    assert copy["robots.txt"] == b"User-agent: *\nAllow: /\n"
    everywhere, _, _ = copy["_headers"].decode().partition("\n/assets/*\n")
    assert everywhere.startswith("/*\n")
    assert everywhere.endswith("\n  X-Robots-Tag: noindex")
    assert [path for path in copy if "feed." in path or "sitemap" in path] == []


# The list of files knows what visitors must not meet


@pytest.mark.parametrize("options", [("--drafts",), ("--staging",), ("--drafts", "--staging")])
def test_the_manifest_knows_until_a_plain_build(make_site: MakeSite, options: tuple[str, ...]) -> None:
    """The list of files names the options, even where they change no file, and a plain build makes it as it was."""
    site = make_site()
    main(TODAY, site.root, "care")
    plain = site.tree()
    assert main(("build", *options, *TODAY), site.root, "care") == 0
    marked = json.loads(site.read(MANIFEST))
    assert main(TODAY, site.root, "care") == 0

    assert (list(marked), marked["options"]) == (["files", "options"], list(options))
    assert site.tree() == plain


@pytest.mark.parametrize("stage", [".cache/build/stage", ".cache/lost"], ids=["completed", "left-unfinished"])
def test_a_build_with_drafts_that_was_killed(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], stage: str
) -> None:
    """A release is refused whether the check could complete the killed build or not; a plain build heals it."""
    site = make_site({"content/draft.md": page(draft="true")})
    main(("build", "--drafts", *TODAY), site.root, "care")
    journal = json.dumps({"remove": [], **json.loads(site.read(MANIFEST))})
    site.write({f"{stage}/draft/index.html": site.read("draft/index.html")})
    (site.root / "site/draft/index.html").unlink()
    site.write({f"site/{JOURNAL}": journal, f"site/{MANIFEST}": '{"files": {}}'})
    capsys.readouterr()

    assert main(("check", "--release", *ONLY, *TODAY), site.root, "care") == 1
    assert "the site in site/ was built with --drafts [site-not-for-visitors]" in capsys.readouterr().out
    assert ("draft/index.html" in site.tree(), JOURNAL in site.tree()) == (
        stage.endswith("stage"),
        stage.endswith("lost"),
    )
    assert main(TODAY, site.root, "care") == 0
    assert main(("check", "--release", *ONLY, *TODAY), site.root, "care") == 0
    assert "draft/index.html" not in site.tree()


@pytest.mark.parametrize(
    "text", ["", "[]", '{"files": {}}', '{"options": null}', '{"options": [], "files": {}}', b"\xff"]
)
def test_a_list_that_says_nothing(make_site: MakeSite, capsys: pytest.CaptureFixture[str], text: str | bytes) -> None:
    """A list of files from before, or a damaged one, tells of no options, and is no reason to refuse."""
    site = make_site({f"site/{MANIFEST}": text})

    assert main(("check", "--release", *ONLY, *TODAY), site.root, "care") == 0
    assert "0 errors" in capsys.readouterr().out


RELEASED = """\
site/carepress.json: error: the site in site/ was built with --drafts and --staging [site-not-for-visitors]
  hint: build it anew without: python3 build.py

Checked: 1 error and 0 warnings, 0 allowances.
"""


def test_a_release_of_such_a_folder(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A release is refused while site/ holds drafts or a copy for review; a plain check says nothing; neither writes."""
    site = make_site()
    main(("build", "--staging", "--drafts", *TODAY), site.root, "care")
    before = site.tree()
    capsys.readouterr()

    assert main(("check", "--release", *ONLY, *TODAY), site.root, "care") == 1
    assert capsys.readouterr().out == RELEASED
    assert main(("check", *ONLY, *TODAY), site.root, "care") == 0
    assert site.tree() == before


def test_another_folder_may_hold_a_copy(make_site: MakeSite, tmp_path: Path) -> None:
    """What was built into a folder of its own is no matter of the release."""
    site = make_site()
    main(("build", "--staging", "--output", str(tmp_path / "copy"), *TODAY), site.root, "care")

    assert json.loads((tmp_path / "copy" / MANIFEST).read_text(encoding="utf-8"))["options"] == ["--staging"]
    assert main(("check", "--release", *ONLY, *TODAY), site.root, "care") == 0
