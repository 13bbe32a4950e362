"""The command `new`: pages and records begun, with their gaps named, and whatever it refuses."""

import os
import re
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from carepress.cli.main import main
from carepress.load.front_matter import split
from carepress.text.yaml_file import load_yaml
from tests.check.sound import DESCRIPTION, SOUND, TODAY, run, sound
from tests.sites import HOME, ROOT, SOURCES, MakeSite, TinySite

SITE: Mapping[str, str | bytes] = {
    **SOUND,
    HOME: sound("Home", ""),
    "content/about.md": sound("About", "", "draft: true"),
    "content/blog/index.md": sound("Blog", "", "draft: true", "aliases: [/old-news/]"),
    "content/blog/a.md": sound("A", "", "draft: true", "date: 2026-11-01"),
    "content/blog/b.md": sound("B", "", "draft: true", "date: 2026-11-02"),
    "content/news/c.md": sound("C", "", "draft: true", "date: 2026-11-03"),
    "content/recipes/soup.md": sound("Soup", "", "draft: true", "template: recipe"),
    "content/recipes/bread.md": sound("Bread", "", "draft: true", "template: recipe"),
    "templates/recipe.html": "{% extends 'page.html' %}",
}
ARTICLE = """\
---
title: "What happens in the first week?"
# One or two sentences for search results and shared links: 70 to 160 characters.
description:
date: 2026-11-24
# Only the preview shows the page; the site doesn't have it yet.
draft: true
---

"""


def files_of(site: TinySite) -> dict[str, bytes]:
    """Return every file of content/ and whatever else the site's folder holds, but for what builds keep."""
    found = (path for path in site.root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(site.root).as_posix(): path.read_bytes() for path in found}


def test_new_article(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """An article is a draft of today beside the others, whose description a check asks for, at its line, and nothing else."""
    site = make_site(SITE)
    path = "content/blog/what-happens-in-the-first-week.md"

    assert run(site, capsys, "new", "article", "What happens  in the first week?", *TODAY) == (
        0,
        f"""\
New: {path}, a draft, at /blog/what-happens-in-the-first-week/
Fill in before it is published: description (line 4)
`python3 build.py serve` shows it. When its text is there, take out `draft: true` to publish it.
""",
        "",
    )
    assert files_of(site)[path].decode() == ARTICLE
    assert run(site, capsys, "check", path, *TODAY)[1].splitlines()[0] == (
        f'{path}:4:13: warning: "description" has no value [front-matter-value]'
    )
    site.write({path: ARTICLE.replace("description:", f"description: {DESCRIPTION}")})
    assert run(site, capsys, "check", *TODAY) == (0, "Checked: 0 errors and 0 warnings, 0 allowances.\n", "")


@pytest.mark.parametrize(
    ("words", "path", "front"),
    [
        pytest.param("page|Our team", "our-team.md", 'title: "Our team"', id="page-at-the-top"),
        pytest.param("page|Our team|--in|blog", "blog/our-team.md", 'title: "Our team"', id="page-in-a-folder"),
        pytest.param("page|Our team|--in|content/blog/", "blog/our-team.md", 'title: "Our team"', id="whole-path"),
        pytest.param("article|X|--in|news", "news/x.md", "date: 2026-11-24", id="article-elsewhere"),
        pytest.param("section|Sleep", "sleep/index.md", 'title: "Sleep"', id="section"),
        pytest.param("section|Sleep|--in|blog", "blog/sleep/index.md", 'title: "Sleep"', id="section-within"),
        pytest.param("level|Day care", "care/day-care.md", "level:", id="what-the-site-kind-adds"),
        pytest.param("recipe|Tea", "recipes/tea.md", "template: recipe", id="what-several-pages-are"),
        pytest.param("page|Cost: #1 \\ 50%", "cost-1-50.md", "title: 'Cost: #1 \\ 50%'", id="signs"),
        pytest.param('page|The "new" one', "the-new-one.md", "title: 'The \"new\" one'", id="quotes"),
        pytest.param('page|It\'s "new"', "its-new.md", "title: 'It''s \"new\"'", id="both-quotes"),
        pytest.param("page|{{ x }} yes", "x-yes.md", 'title: "{{ x }} yes"', id="braces"),
        pytest.param("page|2026", "2026.md", 'title: "2026"', id="number"),
        pytest.param("page|Café à Zürich", "cafe-a-zurich.md", 'title: "Café à Zürich"', id="accents"),
        pytest.param("page|Первая неделя", "первая-неделя.md", 'title: "Первая неделя"', id="other-script"),
    ],
)
def test_new_page(make_site: MakeSite, words: str, path: str, front: str) -> None:
    """A page of each kind is in its folder, has the keys of its kind, and reads back as it was typed."""
    site = make_site({**SITE, "content/care/stay.md": sound("Stay", "", "draft: true", "level: stay")})
    before = files_of(site)
    title = words.split("|")[1]

    assert main(["new", *words.split("|"), *TODAY], site.root, "care") == 0

    after = files_of(site)
    text = after.pop(f"content/{path}").decode()
    file, problems = load_yaml(split(text).front or "", path)
    assert after == before
    assert front in text.splitlines()
    assert file
    assert problems == []
    assert {**file.value, "title": title, "draft": True, "description": None} == file.value


SURVEY = SOUND[SOURCES]
NEW_SOURCE = """\
big-study:
  title: "Big study"
  publisher:
  # Where to read it.
  url:
  # One of: read-in-source, secondary, or knowledge.
  verified:
"""
NEW_TERM = 'big-study:\n  term: "Big study"\n  # What it means, in one to three sentences.\n  meaning:\n'


LOW = "# A\na_b:   {term: t, meaning: m} # b"
WINDOWS = "\ufeffa: {term: t, meaning: m}\r\n"


@pytest.mark.parametrize(
    ("kind", "name", "before", "after"),
    [
        pytest.param("source", "sources", SURVEY, f"{SURVEY}\n{NEW_SOURCE}", id="record"),
        pytest.param("term", "glossary", None, NEW_TERM, id="no-file-yet"),
        pytest.param("term", "glossary", "", NEW_TERM, id="empty-file"),
        pytest.param("term", "glossary", "# About\n", f"# About\n\n{NEW_TERM}", id="only-comments"),
        pytest.param("term", "glossary", "# {}\n{}\n", f"# {{}}\n{NEW_TERM}", id="braces-go"),
        pytest.param("term", "glossary", "{}", NEW_TERM, id="only-braces"),
        pytest.param("term", "glossary", "# {}", f"# {{}}\n\n{NEW_TERM}", id="braces-in-a-comment-stay"),
        pytest.param(
            "term",
            "glossary",
            LOW,
            f"{LOW}\n\n{NEW_TERM}".replace("big-study", "big_study"),
            id="no-line-end-and-low-lines-in-ids",
        ),
        pytest.param("term", "glossary", WINDOWS, WINDOWS + f"\n{NEW_TERM}".replace("\n", "\r\n"), id="windows"),
        pytest.param(
            "avoided term",
            "terms",
            "",
            """\
big-study:
  avoid: ["Big study"]
  # The reason, in a sentence.
  why:
  # `error` stops a launch (`check --release`), and is a warning before; `info` is listed only with `--all`.
  severity:
""",
            id="list",
        ),
        pytest.param(
            "entry",
            "search_words",
            "",
            'big-study:\n  # A file in content/.\n  page:\n  words: ["Big study"]\n',
            id="name-in-a-later-field",
        ),
    ],
)
def test_new_record(make_site: MakeSite, kind: str, name: str, before: str | None, after: str) -> None:
    """A record comes behind the others in its file, of which no other byte changes, and has a gap for each needed key."""
    path = f"content/_data/{name}.yaml"
    site = make_site(SITE if before is None else {**SITE, path: before})
    others = {**files_of(site), path: after.encode()}

    assert main(["new", kind, "Big study"], site.root, "care") == 0
    assert files_of(site) == others


def test_new_source_is_told(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed of a record is its line, the name that pages use, and its gaps with theirs: those that a check finds."""
    site = make_site(SITE)

    assert run(site, capsys, "new", "source", "Big study", *TODAY) == (
        0,
        f"""\
New: {SOURCES}:7, as sources.big-study
Fill in before the next build: publisher (line 9), url (line 11), and verified (line 13)
""",
        "",
    )
    _, printed, _ = run(site, capsys, "check", "--all", *TODAY)
    found = re.findall(rf"^{SOURCES}:(\d+):\d+: error: (.*) \[data-value\]$", printed, re.MULTILINE)
    assert found == [("9", '"publisher" has no value'), ("11", '"url" has no value'), ("13", '"verified" has no value')]
    assert "Checked: 3 errors and 0 warnings" in printed


def test_gaps_inside_of_a_record(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A fact within a record has its own gaps, with the way to them."""
    _, printed, _ = run(make_site(SITE), capsys, "new", "level-of-care", "Day care")

    assert (
        "typical_length.as_of (line 24), typical_length.source (line 26), and typical_length.verified (line 28)\n"
        in printed
    )


BY_HAND = "no record can be added to {0} as it is written; mend what `python3 build.py check {0}` finds; if that is nothing, write the record by hand"
SHAPE = "take other words: a few, with letters or digits"


@pytest.mark.parametrize(
    ("files", "words", "said"),
    [
        pytest.param({}, "artcle|X", 'there is no kind "artcle"; did you mean "article"?', id="kind"),
        pytest.param(
            {},
            "zebra|X",
            'there is no kind "zebra"; the kinds are article, page, section, recipe, level, fact, contact, person, source, tag, term, '
            "avoided-term, group-of-words, entry, cost, payer, level-of-care, related-care, help-line, danger, session, and drawing",
            id="all-kinds",
        ),
        pytest.param({}, "article| ", f'"" gives no name for a file; {SHAPE}', id="empty"),
        pytest.param({}, "article|?!", f'"?!" gives no name for a file; {SHAPE}', id="only-signs"),
        pytest.param({}, "article|Index", f'"Index" gives no name for a file; {SHAPE}', id="index"),
        pytest.param({}, "article|Con", f'"Con" gives no name for a file; {SHAPE}', id="name-of-windows"),
        pytest.param({}, f"page|{'я' * 101}", f'"{"я" * 101}" gives no name for a file; {SHAPE}', id="long"),
        pytest.param(
            {},
            "page|a\x07b",
            '"a\\u{7}b" has a sign that no text can have; type it anew, without what nobody can see',
            id="control",
        ),
        pytest.param(
            {},
            "article|A",
            "content/blog/a.md has the address /blog/a/ already; change that page, or take another title",
            id="page-is-there",
        ),
        pytest.param(
            {},
            "page|Old news",
            "content/blog/index.md has the address /old-news/ already; change that page, or take another title",
            id="old-address",
        ),
        pytest.param(
            {"content/blog/z/index.md": sound("Z", "", "draft: true")},
            "article|Z",
            "content/blog/z/index.md has the address /blog/z/ already; change that page, or take another title",
            id="folder-of-the-name",
        ),
        pytest.param(
            {}, "page|X|--in|blgo", '"content/blgo" isn\'t a file or folder in content/, templates/, site/', id="folder"
        ),
        pytest.param({}, "page|X|--in|about.md", '"about.md" is no folder for pages; name', id="file-for-a-folder"),
        pytest.param(
            {},
            "page|X|--in|templates",
            '"templates" is no folder for pages; name one in content/, such as content/blog',
            id="folder-elsewhere",
        ),
        pytest.param(
            {},
            "page|X|--in|_data",
            '"_data" is no folder for pages; name one in content/, such as content/blog',
            id="folder-of-data",
        ),
        pytest.param(
            {},
            "page|X|--in|..",
            '".." is no folder for pages; name one in content/, such as content/blog',
            id="upwards",
        ),
        pytest.param(
            {},
            "level|X",
            "no page is of the kind level yet, to be put beside; say where, as in --in content/blog",
            id="no-page-of-the-kind",
        ),
        pytest.param(
            {}, "source|X|--in|blog", "a source has no folder: it is a record in a file; leave out --in", id="no-folder"
        ),
        pytest.param(
            {},
            "source|Survey",
            f'{SOURCES} has a source "survey" already; change it, or take another name',
            id="record-is-there",
        ),
        pytest.param({SOURCES: "a: {b: c\n"}, "source|X", BY_HAND.format(SOURCES), id="broken"),
        pytest.param({SOURCES: "{a: {b: c}}\n"}, "source|X", BY_HAND.format(SOURCES), id="in-braces"),
        pytest.param({SOURCES: "{} # none\n"}, "source|X", BY_HAND.format(SOURCES), id="braces-and-comment"),
        pytest.param({SOURCES: "- a\n"}, "source|X", BY_HAND.format(SOURCES), id="list"),
        pytest.param({SOURCES: "  a:\n    b: c\n"}, "source|X", BY_HAND.format(SOURCES), id="indented"),
        pytest.param(
            {SOURCES: "a:\n  b: |+\n    c\n"}, "source|X", BY_HAND.format(SOURCES), id="value-that-would-grow"
        ),
        pytest.param({SOURCES: "a:\n  b: c\n...\n"}, "source|X", BY_HAND.format(SOURCES), id="closed"),
        pytest.param({SOURCES: b"a:\n  b: \xff\n"}, "source|X", BY_HAND.format(SOURCES), id="not-utf-8"),
    ],
)
def test_refused(
    make_site: MakeSite,
    capsys: pytest.CaptureFixture[str],
    files: Mapping[str, str | bytes],
    words: str,
    said: str,
) -> None:
    """What can't be begun is said in a sentence with what to do, and nothing is written."""
    site = make_site({**SITE, **files})
    before = files_of(site)

    code, printed, error = run(site, capsys, "new", *words.split("|"), *TODAY)

    assert (code, printed) == (2, "")
    assert error.startswith(f"error: {said}")
    assert files_of(site) == before


@pytest.mark.parametrize(
    ("link", "words"),
    [
        pytest.param("content/_data/glossary.yaml", "term|X", id="data-file"),
        pytest.param("content/_data", "term|X", id="data-folder"),
        pytest.param("content/elsewhere", "page|X|--in|elsewhere", id="folder"),
        pytest.param("content/x.md", "page|X", id="page"),
        pytest.param("content/x", "section|X", id="section"),
    ],
)
def test_no_link_is_followed(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path, link: str, words: str
) -> None:
    """Nothing is written where a link leads, whether there is something or not."""
    site = make_site({**{path: text for path, text in SITE.items() if not path.startswith("content/_data/")}})
    outside = tmp_path / "outside"
    outside.mkdir()
    (site.root / link).parent.mkdir(exist_ok=True)
    (site.root / link).symlink_to(outside / "x.md" if link.endswith((".md", ".yaml")) else outside)

    code, _, error = run(site, capsys, "new", *words.split("|"), *TODAY)

    assert (code, "lies behind, a link; put the file or folder itself there" in error) == (2, True)
    assert list(outside.iterdir()) == []


def test_a_file_keeps_its_rights_and_nothing_is_left_beside_it(make_site: MakeSite) -> None:
    """A data file is replaced as a whole by one with the same rights."""
    site = make_site(SITE)
    (site.root / SOURCES).chmod(0o664)

    assert main(["new", "source", "X"], site.root, "care") == 0
    assert stat.S_IMODE((site.root / SOURCES).stat().st_mode) == 0o664
    assert [one for one in os.listdir(site.root / "content/_data") if one.startswith(".")] == []


def test_another_kind_of_site_has_its_own_kinds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record of the clinic is begun from its declaration, without a word of it in the engine."""
    shutil.copytree(ROOT / "tests/dental", tmp_path / "clinic")

    assert main(["new", "visit", "A cleaning"], tmp_path / "clinic", "tests.dental") == 0
    assert capsys.readouterr().out == (
        "New: content/_data/visits.yaml:4, as visits.a-cleaning\n"
        "Fill in before the next build: plain (line 7) and minutes (line 8)\n"
    )
