"""The commands `rename` and `remove`: small sites before and after, as whole texts, and whatever is refused."""

import os
import posixpath
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carepress.cli.main import main
from tests.check.sound import run
from tests.sites import HOME, PNG, MakeSite, TinySite, page

Files = Mapping[str, str | bytes]
GLOSSARY = "content/_data/glossary.yaml"
A, B = "content/blog/a.md", "content/blog/b.md"
ALIAS = "aliases: [/blog/a/]\n---\n"


def files_of(site: TinySite) -> dict[str, bytes]:
    """Return every file of a site's content/."""
    return {
        one.relative_to(site.root).as_posix(): one.read_bytes()
        for one in (site.root / "content").rglob("*")
        if one.is_file()
    }


def raw(files: Files) -> dict[str, bytes]:
    return {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}


def aliased(body: str = "Words.\n", alias: str = "/blog/a/", **keys: object) -> str:
    return page(body, **keys, aliases=f'["{alias}"]')


# How a link to blog/a.md is written in the home page, and how that is written when it is blog/b c.md.
FORMS = {
    "inline": ("[x](blog/a.md)", "[x](blog/b%20c.md)"),
    "title": ('[x](blog/a.md "blog/a.md")', '[x](blog/b%20c.md "blog/a.md")'),
    "anchor": ("## A\n\n[x](blog/a.md#our-rooms)", "## A\n\n[x](blog/b%20c.md#our-rooms)"),
    "query": ("[x](blog/a.md?y=1)", "[x](blog/b%20c.md?y=1)"),
    "dot": ("[x](./blog/a.md)", "[x](./blog/b%20c.md)"),
    "around": ("[x](blog/../blog/a.md)", "[x](blog/b%20c.md)"),
    "from-the-top": ("[x](/blog/a.md)", "[x](/blog/b%20c.md)"),
    "address": ("[x](/blog/a/#our-rooms)", "[x](/blog/b-c/#our-rooms)"),
    "whole-address": ("[x](https://example.org/blog/a/)", "[x](https://example.org/blog/b-c/)"),
    "angled": ("[x](<blog/a.md>)", "[x](<blog/b c.md>)"),
    "escaped": ("[x](blog\\/a\\.md)", "[x](blog/b%20c.md)"),
    "reference-to-a-character": ("[x](blog/a&#46;md)", "[x](blog/b%20c.md)"),
    "percent": ("[x](blog/%61.md)", "[x](blog/b%20c.md)"),
    "definition": ("[x] and [y][x]\n\n[x]: blog/a.md 'blog/a.md'", "[x] and [y][x]\n\n[x]: blog/b%20c.md 'blog/a.md'"),
    "angled-definition": ("[x]\n\n[x]: <blog/a.md>", "[x]\n\n[x]: <blog/b c.md>"),
    "next-line": ("[x](\nblog/a.md)", "[x](\nblog/b%20c.md)"),
    "html": ('<a href="blog/a.md">x</a>', '<a href="blog/b%20c.md">x</a>'),
    "html-without-quotes": ("<a title=blog/a.md href = blog/a.md>x</a>", "<a title=blog/a.md href = blog/b%20c.md>x</a>"),
    "quotation": ("> one\n> [x\n> y](blog/a.md)", "> one\n> [x\n> y](blog/b%20c.md)"),
    "item": ("- one\n\n  - [x](blog/a.md)", "- one\n\n  - [x](blog/b%20c.md)"),
    "heading": ("## See [x](blog/a.md)", "## See [x](blog/b%20c.md)"),
    "bold": ("**[x](blog/a.md)**", "**[x](blog/b%20c.md)**"),
    "twice": ("[x](blog/a.md), [y](blog/a.md)", "[x](blog/b%20c.md), [y](blog/b%20c.md)"),
    "same-cells": (
        "| a | b |\n| --- | --- |\n| [x](blog/a.md) | [x](blog/a.md) |",
        "| a | b |\n| --- | --- |\n| [x](blog/b%20c.md) | [x](blog/b%20c.md) |",
    ),
    "footnote": ("One.[^1]\n\n[^1]: See [x](blog/a.md).", "One.[^1]\n\n[^1]: See [x](blog/b%20c.md)."),
    "callout": ('!!! important "X"\n    [x](blog/a.md)', '!!! important "X"\n    [x](blog/b%20c.md)'),
    "definition-list": ("Term\n: See [x](blog/a.md)", "Term\n: See [x](blog/b%20c.md)"),
    "around-a-picture": ("[![x](p.png)](blog/a.md)", "[![x](p.png)](blog/b%20c.md)"),
    "other-blank": ("-\u00a0[x](blog/a.md)", "-\u00a0[x](blog/b%20c.md)"),
    "behind-a-field": ("{{ site.name }} [{{ site.name }}](blog/a.md)", "{{ site.name }} [{{ site.name }}](blog/b%20c.md)"),
    "component": ('{{ card to="blog/a.md" }}', '{{ card to="blog/b c.md" }}'),
    "component-with-curly-quotes": ("{{ card to=“blog/a.md” }}", "{{ card to=“blog/b c.md” }}"),
    "code": ("`[x](blog/a.md)` and\n\n```\n[x](blog/a.md)\n{{ card to=\"blog/a.md\" }}\n```",) * 2,
    "comment": ("<!-- [x](blog/a.md) -->",) * 2,
    "words": ("blog/a.md is a file",) * 2,
    "escaped-brackets": ("\\[x](blog/a.md)",) * 2,
    "others": ("[x](blog/other.md) [y](https://example.com/blog/a.md) <mailto:a@example.org>",) * 2,
    "dead": ("[x](blog/a.mdx)",) * 2,
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
def test_each_form_of_a_link(make_site: MakeSite, before: str, after: str) -> None:
    """A link is mended in the form in which it is written, and nothing else of its text changes."""
    files: Files = {
        A: page("## Our rooms\n"),
        "content/blog/other.md": page(),
        "content/p.png": PNG,
        "templates/components/card.html": "{{ to }}",
    }
    site = make_site(files, body=f"{before}\n")
    wanted = {**files_of(site), HOME: page(f"{after}\n").encode()}
    wanted["content/blog/b c.md"] = aliased("## Our rooms\n").encode()
    del wanted[A]

    assert main(["rename", A, "b c.md"], site.root, "care") == 0
    assert files_of(site) == wanted


SITES: dict[str, tuple[str, Files, Files]] = {
    "to-another-folder": (
        f"rename|{A}|guides/a.md",
        {
            A: page("[h](../index.md) [o](b.md#x) ![p](p.png) ![q](img/q.png) ![s](s.png) [d](#d)\n", image="p.png", image_alt="X"),
            B: page("[a](a.md) ![s](s.png)\n"),
            "content/blog/p.png": PNG, "content/blog/img/q.png": PNG, "content/blog/s.png": PNG,
        },
        {
            "content/guides/a.md": aliased(
                "[h](../index.md) [o](../blog/b.md#x) ![p](p.png) ![q](img/q.png) ![s](../blog/s.png) [d](#d)\n", image="p.png", image_alt="X"
            ),
            B: page("[a](../guides/a.md) ![s](s.png)\n"),
            "content/guides/p.png": PNG, "content/guides/img/q.png": PNG, "content/blog/s.png": PNG,
        },
    ),
    "into-a-folder-that-is-there": (
        "rename|blog/a.md|guides/",
        {A: page(), "content/guides/c.md": page("[a](../blog/a.md)\n")},
        {"content/guides/a.md": aliased(), "content/guides/c.md": page("[a](a.md)\n")},
    ),
    "to-the-top": (f"rename|{A}|content/a.md", {A: page("[h](../index.md)\n")}, {"content/a.md": aliased("[h](index.md)\n")}),
    "without-an-ending": (f"rename|{A}|b", {A: page()}, {B: aliased()}),
    "becomes-a-section": (f"rename|{A}|blog/a/index.md", {A: page("[h](../index.md)\n")}, {"content/blog/a/index.md": page("[h](../../index.md)\n")}),
    "slug-stays": (f"rename|{A}|b.md", {A: page(slug="same")}, {B: page(slug="same")}),
    "draft": (f"rename|{A}|b.md", {A: page(draft="true")}, {B: page(draft="true")}),
    "scheduled": (f"rename|{A}|b.md", {A: page(date="2030-01-01")}, {B: page(date="2030-01-01")}),
    "expired": (f"rename|{A}|b.md", {A: page(expires="2020-01-01")}, {B: aliased(expires="2020-01-01")}),
    "link-to-a-draft": (
        f"rename|{A}|b.md",
        {A: page(draft="true"), HOME: page("[a](blog/a.md)\n")},
        {B: page(draft="true"), HOME: page("[a](blog/b.md)\n")},
    ),
    "umlauts": (
        f"rename|{A}|Über uns.md",
        {A: page(), HOME: page("[a](blog/a.md) [b](<blog/a.md>)\n")},
        {"content/blog/Über uns.md": aliased(), HOME: page("[a](blog/Über%20uns.md) [b](<blog/Über uns.md>)\n")},
    ),
    "from-umlauts": (
        "rename|content/blog/ü ä.md|b.md",
        {"content/blog/ü ä.md": page(), HOME: page("[a](blog/%C3%BC%20%C3%A4.md) [b](<blog/ü ä.md>)\n")},
        {B: aliased(alias="/blog/u-a/"), HOME: page("[a](blog/b.md) [b](<blog/b.md>)\n")},
    ),
    "signs": (
        f"rename|{A}|q & a (1) #2 50%.md",
        {A: page(), HOME: page("[a](blog/a.md)\n")},
        {"content/blog/q & a (1) #2 50%.md": aliased(), HOME: page("[a](blog/q%20%26%20a%20%281%29%20%232%2050%25.md)\n")},
    ),
    "aliases-in-a-row": (
        f"rename|{A}|b.md",
        {A: page(aliases="[/x/, '/y/'] # old")},
        {B: page(aliases="[/x/, '/y/', '/blog/a/'] # old")},
    ),
    "aliases-below-each-other": (
        f"rename|{A}|b.md",
        {A: page(aliases="\n  - '/x/' # one\n  # two\n  - \"/y/\"  # three\ntoc: false")},
        {B: page(aliases="\n  - '/x/' # one\n  # two\n  - \"/y/\"  # three\n  - \"/blog/a/\"\ntoc: false")},
    ),
    "no-aliases-yet": (f"rename|{A}|b.md", {A: page(aliases="[]", toc="false")}, {B: page(aliases='["/blog/a/"]', toc="false")}),
    "back-again": (f"rename|{A}|b.md", {A: page(aliases="[/x/, /Blog/B, /y/]")}, {B: page(aliases="[/x/, /y/, /blog/a/]")}),
    "data": (
        f"rename|{A}|b.md",
        {A: page(), GLOSSARY: "x: {term: one, meaning: Two., page: blog/a.md} # blog/a.md\ny:\n  term: two\n  meaning: Two.\n  page: 'blog/a.md'\n"},
        {B: aliased(), GLOSSARY: "x: {term: one, meaning: Two., page: blog/b.md} # blog/a.md\ny:\n  term: two\n  meaning: Two.\n  page: 'blog/b.md'\n"},
    ),
    "data-of-the-site": (
        f"rename|{A}|b.md",
        {A: page(), "content/_data/cards.yaml": "- blog/a.md\n- {page: blog/a.md, words: see blog/a.md}\n"},
        {"content/blog/b.md": aliased(), "content/_data/cards.yaml": "- blog/b.md\n- {page: blog/b.md, words: see blog/a.md}\n"},
    ),
    "line-ends-and-mark": (
        f"rename|{A}|b.md",
        {A: b"\xef\xbb\xbf" + page("x\n").replace("\n", "\r\n").encode(), HOME: b"\xef\xbb\xbf" + page("x\n\n[a](blog/a.md)\n\ny").replace("\n", "\r\n").encode()},
        {B: b"\xef\xbb\xbf" + aliased("x\n").replace("\n", "\r\n").encode(), HOME: b"\xef\xbb\xbf" + page("x\n\n[a](blog/b.md)\n\ny").replace("\n", "\r\n").encode()},
    ),
    "already-mended-by-hand": (f"rename|{A}|b.md", {A: page(), HOME: page("[a](blog/b.md)\n")}, {B: aliased(), HOME: page("[a](blog/b.md)\n")}),
    "picture": (
        "rename|content/blog/p.png|our room",
        {A: page("![p](p.png)\n", image="p.png", image_alt="X"), B: page('<img src="../blog/p.png" alt="X">\n'), "content/blog/p.png": PNG},
        {
            A: page("![p](our%20room.png)\n", image="our room.png", image_alt="X"),
            B: page('<img src="our%20room.png" alt="X">\n'),
            "content/blog/our room.png": PNG,
        },
    ),
    "folder": (
        "rename|content/blog|news",
        {
            "content/blog/index.md": page("[a](a.md) [h](../index.md)\n"), A: page("![p](p.png) [b](sub/b.md)\n"), "content/blog/sub/b.md": page("[a](/blog/a.md)\n", draft="true"),
            "content/blog/p.png": PNG, "content/blog/_notes.md": "Words.", HOME: page("[b](blog/index.md) [c](/blog/)\n"),
        },
        {
            "content/news/index.md": aliased("[a](a.md) [h](../index.md)\n", "/blog/"), "content/news/a.md": aliased("![p](p.png) [b](sub/b.md)\n"),
            "content/news/sub/b.md": page("[a](/news/a.md)\n", draft="true"),
            "content/news/p.png": PNG, "content/news/_notes.md": "Words.", HOME: page("[b](news/index.md) [c](/news/)\n"),
        },
    ),
    "remove": (
        f"remove|{A}",
        {A: page("![p](p.png) ![s](s.png) [a](a.md) [b](b.md)\n"), B: page("![s](s.png)\n"), "content/blog/p.png": PNG, "content/blog/s.png": PNG},
        {B: page("![s](s.png)\n"), "content/blog/s.png": PNG},
    ),
    "remove-to": (
        f"remove|{A}|--to|{B}",
        {A: page(aliases="[/x/, /y/]"), B: page("[a](a.md?x#y 'T')\n"), HOME: page("[a](blog/a.md#rooms)\n"), GLOSSARY: "x: {term: one, meaning: Two., page: blog/a.md}\n"},
        {B: page("[a](b.md 'T')\n", aliases='["/blog/a/", "/x/", "/y/"]'), HOME: page("[a](blog/b.md)\n"), GLOSSARY: "x: {term: one, meaning: Two., page: blog/b.md}\n"},
    ),
    "remove-a-section-of-its-own": ("remove|content/blog/index.md", {"content/blog/index.md": page()}, {}),
}  # fmt: skip


@pytest.mark.parametrize(("words", "before", "after"), SITES.values(), ids=SITES)
def test_whole_sites(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], words: str, before: Files, after: Files
) -> None:
    """Whatever the command changes is in the table, to the byte; a dry run changes nothing; the result has no dead link."""
    site = make_site(before)
    untouched = files_of(site)

    assert run(site, capsys, *words.split("|"), "--dry-run")[0] == 0
    assert files_of(site) == untouched
    assert run(site, capsys, *words.split("|"))[0] == 0
    kept = {path: text for path, text in untouched.items() if path not in before}
    assert files_of(site) == kept | raw(after)


def test_what_is_said(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Each change is a line with its place, what stood there and what stands there now."""
    site = make_site(
        {
            A: page("![p](p.png)\n"),
            "content/blog/p.png": PNG,
            GLOSSARY: "x:\n  term: one\n  meaning: Two.\n  page: blog/a.md\n",
        },
        body="Words.\n\n[a](blog/a.md#x)\n",
    )
    said = f"""\
Would change: {A} → content/guides/b.md
Would change: content/blog/p.png → content/guides/p.png
  {GLOSSARY}:4: blog/a.md → guides/b.md
  {HOME}:7: blog/a.md → guides/b.md
  {A}:4: aliases: none → /blog/a/
Nothing is written yet: the same without --dry-run does it.
"""

    assert run(site, capsys, "rename", A, "guides/b.md", "--dry-run") == (0, said, "")
    done = said.replace("Would change", "Renamed").rpartition("Nothing")[0]
    assert run(site, capsys, "rename", A, "guides/b.md") == (0, done, "")
    assert run(site, capsys, "remove", "content/guides/b.md", "--to", HOME) == (
        0,
        f"""\
Removed: content/guides/b.md
Removed: content/guides/p.png
  {GLOSSARY}:4: guides/b.md → index.md
  {HOME}:7: guides/b.md#x → index.md
  {HOME}:4: aliases: none → /guides/b/ and /blog/a/
What is removed stays in .cache/removed/ until you delete that folder.
""",
        "",
    )
    assert (site.root / ".cache/removed/content/guides/p.png").read_bytes() == PNG
    assert not (site.root / "content/guides").exists()


MANY = "content/blog/many.md"


@pytest.mark.parametrize(
    ("files", "words", "said"),
    [
        pytest.param({}, "rename|content/blgo/a.md|b.md", "isn't a file or folder in content/", id="unknown"),
        pytest.param({}, "rename|templates/page.html|b.md", "is no page, and no picture or folder of pages; name one in content/", id="elsewhere"),
        pytest.param({GLOSSARY: "{}"}, f"rename|{GLOSSARY}|b.yaml", "is no page, and no picture or folder of pages; name one in content/", id="data"),
        pytest.param({}, f"rename|{HOME}|b.md", "content/index.md is the home page: every site needs it; change what is in it", id="home"),
        pytest.param({"content/blog/index.md": page()}, "rename|blog/index.md|b.md", "content/blog/index.md stands for its folder; rename content/blog instead", id="section"),
        pytest.param({}, f"rename|{A}|{B}", "content/blog/b.md is there already; take another name", id="file-is-there"),
        pytest.param({}, "rename|content/blog|content/guides", "content/guides is there already; take another name", id="folder-is-there"),
        pytest.param({}, f"rename|{A}|B!.md", "content/blog/b.md has the address /blog/b/ already; change that page, or take another name", id="address-is-there"),
        pytest.param({B: page(aliases="[/blog/c/]")}, f"rename|{A}|c.md", "content/blog/b.md has the address /blog/c/ already", id="alias-is-there"),
        pytest.param({}, f"rename|{A}|_b.md", '"_b.md" can\'t be the name of a page or a file; take a few letters or digits', id="underscore"),
        pytest.param({}, f"rename|{A}|../b.md", '"../b.md" can\'t be the name', id="upwards"),
        pytest.param({}, f"rename|{A}|/b.md", '"/b.md" can\'t be the name', id="from-the-top-of-the-disk"),
        pytest.param({}, f"rename|{A}|con.md", '"con.md" can\'t be the name', id="name-of-windows"),
        pytest.param({}, f"rename|{A}|?.md", '"?.md" can\'t be the name', id="signs"),
        pytest.param({}, "rename|content/blog|content/blog/x", "content/blog can't go into itself; take another name", id="into-itself"),
        pytest.param(
            {A: page("![p](p.png)\n"), "content/blog/p.png": PNG, "content/guides/p.jpg": PNG},
            f"rename|{A}|guides/a.md", "content/guides/p.png would have the name of another file there; rename one of them first", id="picture-is-there",
        ),
        pytest.param({"templates/page.html": "x\n{{ page_at('blog/a.md') }}"}, f"rename|{A}|c.md", "templates/page.html:2 needs it by its name; ask whoever", id="templates"),
        pytest.param({"content/about.md": page()}, "rename|about.md|us.md", "carepress/render/json_ld.py:72 needs it by its name", id="engine"),
        pytest.param(
            {"templates/page.html": "{{ pages(section='blog') }}", "content/blog/index.md": page()},
            "rename|content/blog|news", "templates/page.html:1 needs it by its name", id="section-of-templates",
        ),
        pytest.param({}, f"remove|{A}", f"other pages need {A}; take these links out, or name the page that they are to lead to: --to PAGE", id="needed"),
        pytest.param({}, f"remove|{A}|--to|{A}", f"what leads to {A} can't lead to {A}; name another page with --to", id="to-itself"),
        pytest.param({"content/d.md": page(draft="true")}, f"remove|{A}|--to|d.md", f"what leads to {A} can't lead to d.md", id="to-a-draft"),
        pytest.param({"content/p.png": PNG}, f"remove|{A}|--to|p.png", f"what leads to {A} can't lead to p.png", id="page-to-picture"),
        pytest.param({}, "remove|content/blog", "content/blog/ holds other files; remove these first", id="remove-folder"),
        pytest.param({"content/guides/index.md": page()}, "remove|guides/index.md", "content/guides/ holds other files", id="remove-section"),
        pytest.param(
            {MANY: page('[a](a.md "](x") [b](b.md "](x")\n')}, f"rename|{A}|c.md", f"{MANY}:5: a.md is written so that it can't be mended", id="one-of-two-forms",
        ),
        pytest.param({MANY: page('[a](a.md "](x")\n')}, f"rename|{A}|c.md", f"{MANY}:5: a.md is written so that it can't be mended; change it there by hand first", id="form"),
    ],
)  # fmt: skip
def test_refused(make_site: MakeSite, capsys: pytest.CaptureFixture[str], files: Files, words: str, said: str) -> None:
    """What can't be is said in a sentence with what to do, and nothing is written."""
    site = make_site({A: page(), B: page("[a](a.md)\n"), "content/guides/c.md": page(), **files})
    before = files_of(site)

    code, _, error = run(site, capsys, *words.split("|"))

    assert (code, said in error) == (2, True), error
    assert files_of(site) == before


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({B: page("```\n[a](a.md)\n")}, f"{B}:5:1: error: ``` is opened and never closed [unclosed]", id="fence"),
        pytest.param({B: page("<!-- [a](a.md)\n")}, f"{B}:5:1: error: <!-- is opened and never closed [unclosed]", id="comment"),
        pytest.param({B: "---\ntitle: x\n"}, f"{B}:1:1: error:", id="front-matter"),
        pytest.param({B: page(toc="[")}, f"{B}:", id="yaml"),
        pytest.param({GLOSSARY: "x: {term"}, f"{GLOSSARY}:1:4: error:", id="data"),
        pytest.param({B: b"---\n\xff"}, f"{B}:2: error:", id="not-utf-8"),
        pytest.param({"content/_site.yaml": "name: ["}, "content/_site.yaml:", id="settings"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("words", [f"rename|{A}|c.md", f"remove|{A}"])
def test_mistakes_that_hide_links(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], files: Files, words: str, said: str
) -> None:
    """Where a mistake may hide a link it is named as a build names it, and nothing is written."""
    site = make_site({A: page(), **files})
    before = files_of(site)

    code, printed, _ = run(site, capsys, *words.split("|"))

    assert (code, printed.startswith(said)) == (1, True), printed
    assert "There is no answer until this is mended: 1 error in 1 file." in printed
    assert files_of(site) == before


def test_no_link_is_followed(make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nothing is written where a link leads."""
    site = make_site({A: page(), "content/blog/index.md": page()})
    outside = tmp_path / "outside"
    outside.mkdir()
    (site.root / "content/_elsewhere").symlink_to(outside)

    assert run(site, capsys, "rename", A, "content/blog/c.md")[0] == 1  # the build refuses a link anywhere in content/
    (site.root / "content/_elsewhere").unlink()
    (site.root / "content/blog/.hidden").symlink_to(outside)
    assert "is, or lies behind, a link" in run(site, capsys, "rename", "content/blog", "news")[2]
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("nth", range(1, 6))
def test_all_or_nothing(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    """When the disk fails at any step, every file is as it was, and none is left beside them."""
    site = make_site({A: page("![p](p.png)\n"), "content/blog/p.png": PNG}, body="[a](blog/a.md)\n")
    before, calls = files_of(site), iter(range(1, 9))

    def failing(way: Callable[..., None]) -> Callable[..., None]:
        def step(*paths: Path) -> None:
            if next(calls, 9) == nth:
                raise OSError(28, "No space left on device")
            way(*paths)

        return step

    with monkeypatch.context() as patch:
        patch.setattr("carepress.write.together.os.replace", failing(os.replace))
        assert main(["rename", A, "guides/b.md"], site.root, "care") == (3 if nth < 5 else 0)
    if nth < 5:
        assert files_of(site) == before
        assert not (site.root / "content/guides").exists()


PATHS = ("a.md", "b c.md", "x/a.md", "x/y/ü.md", "z/(1).md")
NEW = ("new.md", "x/new.md", "x/y/Größe 2.md", "z/w/a.md", "v/new, & 'x'.md")
WAYS = st.sampled_from(["", "./", "/", "<"])


def written(start: str, end: str, way: str) -> str:
    """Return a link from one page to another in one of several ways."""
    relative = posixpath.relpath(end, posixpath.dirname(start) or ".")
    if way == "<":
        return f"[x](<{relative}>)\n"
    path = end if way == "/" else relative
    return f"[x]({way}{path.replace(' ', '%20').replace('(', '%28').replace(')', '%29')})\n"


def graph(site: TinySite) -> set[tuple[str, str]]:
    """Return which page leads to which, as read from their files by other means than the engine's."""
    found = set()
    for path, content in files_of(site).items():
        for angled, bare in (
            re.findall(r"\]\((?:<([^>]+)>|([^)]+))\)", content.decode()) if path.endswith(".md") else ()
        ):
            page, target = path.removeprefix("content/"), unquote(angled or bare)
            found.add((page, posixpath.normpath(posixpath.join("/", posixpath.dirname(page), target))[1:]))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    links=st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(PATHS), WAYS), max_size=8),
    old=st.sampled_from(PATHS),
    new=st.sampled_from(NEW),
)
def test_any_graph_stays(make_site: MakeSite, links: list[tuple[str, str, str]], old: str, new: str) -> None:
    """Whatever leads to what, a page that gets another name or place has the same links as before."""
    shutil.rmtree(make_site().root)
    bodies = {path: "".join(written(start, *rest) for start, *rest in links if start == path) for path in PATHS}
    site = make_site({f"content/{path}": page(body) for path, body in bodies.items()})
    wanted = {tuple(new if one == old else one for one in pair) for pair in graph(site)}

    assert main(["rename", f"content/{old}", f"content/{new}"], site.root, "care") == 0
    assert graph(site) == wanted
