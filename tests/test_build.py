"""The build as a whole: what appears when, what is written, and that the same input gives the same bytes."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carepress.load.settings import Options
from carepress.model.made import Report
from carepress.pipeline import build
from tests.files import pdf
from tests.sites import BASIC, NOON, PNG, SETTINGS, MakeSite, TinySite, page

REDIRECT = (
    '<meta http-equiv="refresh" content="0; url={{ page.href }}"><link rel="canonical" href="{{ page.permalink }}">'
)


def pages_of(site: TinySite) -> list[str]:
    """Return the path of every page of the finished site."""
    return sorted(path for path in site.tree() if path.endswith(".html"))


def counts(report: Report) -> tuple[int, int, int]:
    """Return what a build wrote, removed and left."""
    return report.written, report.removed, report.unchanged


def held_back(report: Report) -> list[tuple[str, str]]:
    """Return the pages that a build held back, and why."""
    return [(held.page.content_path, held.reason) for held in report.held_back]


@pytest.mark.parametrize(
    ("keys", "today", "reason"),
    [
        pytest.param({"date": "2026-11-25"}, "2026-11-24", "scheduled", id="day-before"),
        pytest.param({"date": "2026-11-25"}, "2026-11-25", "", id="on-the-day"),
        pytest.param({"date": "2026-11-25"}, "2027-01-01", "", id="afterwards"),
        pytest.param({"expires": "2026-11-25"}, "2026-11-24", "", id="before-expiry"),
        pytest.param({"expires": "2026-11-25"}, "2026-11-25", "expired", id="on-expiry"),
        pytest.param({"draft": "true"}, "2026-11-24", "draft", id="draft"),
        pytest.param({"draft": "true", "date": "2027-01-01"}, "2026-11-24", "draft", id="scheduled-draft"),
        pytest.param({"draft": "true", "expires": "2026-01-01"}, "2026-11-24", "draft", id="expired-draft"),
    ],
)
def test_pages_that_wait(make_site: MakeSite, keys: Mapping[str, str], today: str, reason: str) -> None:
    """A page appears on its date and leaves on its expiry; a draft waits; the report says which, and why."""
    site = make_site({"content/a.md": page(**keys)})

    report = site.build(today)

    assert held_back(report) == ([("a.md", reason)] if reason else [])
    is_there = reason in ("", "expired")
    assert pages_of(site) == (["a/index.html", "index.html"] if is_there else ["index.html"])
    assert report.pages == len(pages_of(site))


@pytest.mark.parametrize(
    ("timezone", "now", "is_built"),
    [
        pytest.param("UTC", "2026-11-24T17:00", False, id="noon"),
        pytest.param("Pacific/Kiritimati", "2026-11-24T17:00", True, id="already-tomorrow-in-the-east"),
        pytest.param("America/New_York", "2026-11-25T04:59", False, id="still-today-in-new-york"),
        pytest.param("America/New_York", "2026-11-25T05:00", True, id="midnight-in-new-york"),
        pytest.param("America/Chicago", "2026-11-25T05:00", False, id="an-hour-later-in-chicago"),
    ],
)
def test_the_day_begins_in_the_sites_timezone(make_site: MakeSite, timezone: str, now: str, is_built: bool) -> None:
    """A page dated 2026-11-25 appears when that day begins where the center is, not where the computer is."""
    site = make_site(
        {"content/_site.yaml": SETTINGS + f"timezone: {timezone}\n", "content/a.md": page(date="2026-11-25")}
    )

    build(site.root, Options(), datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert ("a/index.html" in site.tree()) == is_built


def test_drafts_are_shown_when_asked_for(make_site: MakeSite) -> None:
    """With --drafts drafts and scheduled pages are built; an expired page stays what is left of it."""
    site = make_site(
        {
            "content/a.md": page(draft="true"),
            "content/b.md": page(date="2027-01-01"),
            "content/c.md": page(expires="2026-01-01"),
        }
    )

    report = site.build("2026-11-24", drafts=True)

    assert pages_of(site) == ["a/index.html", "b/index.html", "c/index.html", "index.html"]
    assert held_back(report) == [("c.md", "expired")]


def test_a_link_to_a_page_that_waits(make_site: MakeSite) -> None:
    """A link to a page that isn't built today is printed as plain text, and becomes a link when the page is there."""
    site = make_site({"content/a.md": page(date="2026-12-01")}, body="See [the *page*](a.md).")
    warnings = site.build("2026-11-24").warnings
    before = site.main()
    site.build("2026-12-01")

    assert [warning.rule for warning in warnings] == ["link-held-back"]
    assert before == "<p>See the <em>page</em>.</p>"
    assert site.main() == '<p>See <a href="/a/">the <em>page</em></a>.</p>'


FIVE_PAGES: dict[str, str | bytes] = {
    **{f"content/{name}.md": page(f"{name}\n") for name in ("a", "b", "blog/c")},
    "content/blog/index.md": page(),
    "content/blog/room.png": PNG,
}


def test_a_second_build_writes_nothing(make_site: MakeSite) -> None:
    """The first build writes every file; the second finds each as it should be."""
    site = make_site(FIVE_PAGES)
    first = site.build()
    before = {path: path.stat().st_mtime_ns for path in (site.root / "site").rglob("*")}
    second = site.build()

    assert (counts(first), counts(second)) == ((9, 0, 0), (0, 0, 9))
    assert {path: path.stat().st_mtime_ns for path in (site.root / "site").rglob("*")} == before


def test_a_changed_page_is_written_alone(make_site: MakeSite) -> None:
    """A change of one text writes one file."""
    site = make_site(FIVE_PAGES)
    site.build()

    report = site.write({"content/a.md": page("Changed\n")}).build()

    assert counts(report) == (1, 0, 8)
    assert site.main("a/index.html") == "<p>Changed</p>"


def test_a_removed_page_disappears(make_site: MakeSite) -> None:
    """What is no longer made leaves site/, with the folders that it leaves empty."""
    site = make_site(FIVE_PAGES)
    site.build()
    shutil.rmtree(site.root / "content/blog")

    report = site.build()

    assert counts(report) == (1, 3, 5)  # the sitemap is written anew
    assert sorted(path.name for path in (site.root / "site").iterdir()) == [
        "_headers", "a", "b", "carepress.json", "index.html", "robots.txt", "sitemap.xml",
    ]  # fmt: skip


def test_a_file_of_the_site_that_was_touched_is_mended(make_site: MakeSite) -> None:
    """A file in site/ that somebody changed or deleted is made whole by the next build."""
    site = make_site(FIVE_PAGES)
    site.build()
    before = site.tree()
    (site.root / "site/index.html").write_text("changed", encoding="utf-8")
    (site.root / "site/a/index.html").unlink()

    assert counts(site.build()) == (2, 0, 7)
    assert site.tree() == before


def test_base_url_with_a_path(make_site: MakeSite) -> None:
    """Below a base URL with a path each address on the site has that path in front."""
    site = make_site(
        {
            "content/_site.yaml": "name: T\nbase_url: https://example.org/docs\n",
            "content/index.md": page("[a](blog/a.md#b) ![A room](room.png) [c](https://example.com/)\n", order=1),
            "content/room.png": PNG,
            "content/blog/index.md": page(order=2),
            "content/blog/a.md": page("## B\n\n[home](../index.md)\n", aliases="[/old/]"),
            "templates/assets/site.css": "",
            "templates/redirect.html": REDIRECT,
            "templates/page.html": (
                '<link rel="stylesheet" href="{{ asset("site.css") }}"><link rel="canonical" href="{{ page.permalink }}">'
                '{% for item in menu %}<a href="{{ item.href }}"></a>{% endfor %}<a href="{{ link("/blog/") }}"></a>'
                "<main>{{ content() }}</main>"
            ),
        }
    )
    site.build()

    assert site.read("index.html") == (
        '<link rel="stylesheet" href="/docs/assets/site.e3b0c442.css">'
        '<link rel="canonical" href="https://example.org/docs/">'
        '<a href="/docs/blog/"></a><a href="/docs/blog/"></a>'
        '<main><p><a href="/docs/blog/a/#b">a</a> <img alt="A room" src="/docs/room.png" loading="lazy" decoding="async" width="16" height="16"> '
        '<a href="https://example.com/">c</a></p></main>'
    )
    assert site.main("blog/a/index.html") == '<h2 id="b">B</h2>\n<p><a href="/docs/">home</a></p>'
    assert site.read("old/index.html") == (
        '<meta http-equiv="refresh" content="0; url=/docs/blog/a/">'
        '<link rel="canonical" href="https://example.org/docs/blog/a/">'
    )
    assert site.read("robots.txt").splitlines()[-1] == "Sitemap: https://example.org/docs/sitemap.xml"


def test_base_url_from_the_command(make_site: MakeSite) -> None:
    """--base-url takes the place of the address in the settings."""
    site = make_site({"templates/home.html": "{{ page.permalink }} {{ page.href }}"})
    site.build(base_url="http://localhost:9000/preview")

    assert site.read("index.html") == "http://localhost:9000/preview/ /preview/"


def test_aliases(make_site: MakeSite) -> None:
    """Each old address of a page holds a page that leads to the new one; it is in no list."""
    site = make_site(
        {
            "content/a.md": page(aliases="[/old/, /older/page.html, /no-slash]"),
            "templates/redirect.html": "to {{ page.href }}",
        }
    )
    report = site.build()

    assert report.pages == 2
    assert {path: site.read(path) for path in pages_of(site) if path not in {"index.html", "a/index.html"}} == {
        "old/index.html": "to /a/",
        "older/page.html": "to /a/",
        "no-slash/index.html": "to /a/",
    }
    assert "old" not in site.read("sitemap.xml")


AROUND = (
    "{% for above in page.above %}{{ above.nav_title }} > {% endfor %}{{ page.title }}"
    "{% if page.previous %} | before: {{ page.previous.title }}{% endif %}"
    "{% if page.next %} | after: {{ page.next.title }}{% endif %}"
    "{% for child in page.children %} | {{ child.title }}{% endfor %}"
)


def test_what_stands_around_a_page(make_site: MakeSite) -> None:
    """A page knows the pages above it, those before and after it in its section, and those below it."""
    site = make_site(
        {
            "content/index.md": page(title="Home"),
            "content/about.md": page(title="About", order=2),
            "content/contact.md": page(title="Contact"),
            "content/blog/index.md": page(title="Blog", nav_title="News", order=1),
            "content/blog/old.md": page(title="Old", date="2025-01-01"),
            "content/blog/new.md": page(title="New", date="2026-01-01"),
            "content/blog/first.md": page(title="First", order=1),
            "content/blog/undated.md": page(title="Undated"),
            "content/deep/down/a.md": page(title="A"),
            "templates/page.html": AROUND,
        }
    )
    site.build()

    assert {path: site.read(path) for path in pages_of(site)} == {
        "index.html": "Home | Blog | About | A | Contact",
        "about/index.html": "Home > About",
        "contact/index.html": "Home > Contact",
        "blog/index.html": "Home > Blog | First | New | Old | Undated",
        "blog/first/index.html": "Home > News > First | after: New",
        "blog/new/index.html": "Home > News > New | before: First | after: Old",
        "blog/old/index.html": "Home > News > Old | before: New | after: Undated",
        "blog/undated/index.html": "Home > News > Undated | before: Old",
        "deep/down/a/index.html": "Home > A",
    }


def test_menu(make_site: MakeSite) -> None:
    """The menu has the pages at the top that have an order, and marks the one that the reader is in."""
    site = make_site(
        {
            "content/blog/index.md": page(title="Blog", nav_title="News", order=2),
            "content/blog/a.md": page(title="A", order=1),
            "content/about.md": page(title="About", order=1),
            "content/contact.md": page(title="Contact"),
            "templates/page.html": "{% for item in menu %}{{ item.nav_title }}{{ '*' if item.is_current }} {% endfor %}",
        }
    )
    site.build()

    assert site.read("index.html") == "About News "
    assert site.read("blog/a/index.html") == "About News* "


@pytest.mark.parametrize(
    ("path", "keys", "template"),
    [
        pytest.param("index.md", {}, "home", id="home"),
        pytest.param("about.md", {}, "page", id="page"),
        pytest.param("re-index.md", {}, "page", id="page-whose-name-ends-in-index"),
        pytest.param("blog/index.md", {}, "section", id="section"),
        pytest.param("blog/a.md", {"date": "2026-01-01"}, "article", id="article"),
        pytest.param("404.md", {}, "404", id="not-found"),
        pytest.param("about.md", {"template": "section"}, "section", id="own"),
        pytest.param("about.md", {"template": "section.html"}, "section", id="own-with-ending"),
    ],
)
def test_template_of_a_page(make_site: MakeSite, path: str, keys: Mapping[str, str], template: str) -> None:
    """A page uses the template of its kind, or the one that it names."""
    names = ("home", "page", "section", "article", "404")
    site = make_site({f"content/{path}": page(**keys), **{f"templates/{name}.html": name for name in names}})
    site.build()
    made = {path: site.read(path) for path in pages_of(site) if path != "index.html" or template == "home"}

    assert list(made.values()) == [template]


def test_queries_of_templates(make_site: MakeSite) -> None:
    """A template asks for the pages of a section, for all pages, or for one page by its file."""
    site = make_site(
        {
            "content/index.md": page(title="Home"),
            "content/404.md": page(title="Not found"),
            "content/blog/index.md": page(title="Blog"),
            "content/blog/a.md": page(title="A", date="2026-01-01"),
            "content/blog/b.md": page(title="B", date="2026-01-02"),
            "templates/home.html": (
                "{% for p in pages('blog') %}{{ p.href }} {% endfor %}| "
                "{% for p in pages('blog', limit=1) %}{{ p.href }} {% endfor %}| "
                "{% for p in pages() %}{{ p.title }} {% endfor %}| "
                "{{ page_at('blog/a.md').date|date }} {{ page_at('blog/c.md') }}"
            ),
        }
    )
    site.build()

    assert site.read("index.html") == "/blog/b/ /blog/a/ | /blog/b/ | A B Blog Home | January 1, 2026 None"


def test_assets(make_site: MakeSite) -> None:
    """A file beside a page stands in the page's folder under its own name; data, hidden and system files do not."""
    site = make_site(
        {
            "content/Our Blog/index.md": page(),
            "content/Our Blog/A Room.PNG": PNG,
            "content/plan.pdf": pdf(),
            "content/_notes.md": "private",
            "content/_drawer/room.png": b"private",
            "content/.hidden.png": b"private",
            "content/Thumbs.db": b"private",
            "content/Icon\r": b"",
            "content/Desktop.ini": "[x]",
        }
    )
    report = site.build()
    tree = site.tree()

    assert {path for path in tree if path.endswith((".PNG", ".png", ".pdf", ".db"))} == {
        "our-blog/A Room.PNG",
        "plan.pdf",
    }
    assert tree["plan.pdf"] == pdf()
    assert report.warnings == ()


def test_fingerprints(make_site: MakeSite) -> None:
    """An asset of the templates changes its name with its content, and the old file leaves."""
    site = make_site(
        {"templates/home.html": "{{ asset('css/site.css') }}", "templates/assets/css/site.css": "a{b:c}", "content/a.md": page()}
    )  # fmt: skip
    site.build()
    before = site.read("index.html"), site.read("assets/css/site.d1c45455.css")
    report = site.write({"templates/assets/css/site.css": "a{b:d}"}).build()

    assert before == ("/assets/css/site.d1c45455.css", "a{b:c}")
    assert site.read("index.html") == "/assets/css/site.4ce84811.css"
    assert sorted(path for path in site.tree() if path.endswith(".css")) == ["assets/css/site.4ce84811.css"]
    assert counts(report) == (2, 1, 4)


def test_sitemap(make_site: MakeSite) -> None:
    """The sitemap has every page that may be indexed, with the day of its last change where it is known."""
    site = make_site(
        {
            "content/a.md": page(date="2026-01-01", updated="2026-02-01"),
            "content/b.md": page(date="2026-01-01"),
            "content/c.md": page(noindex="true"),
            "content/404.md": page(),
        }
    )
    site.build()

    assert site.read("sitemap.xml") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://example.org/</loc></url>\n"
        "<url><loc>https://example.org/a/</loc><lastmod>2026-02-01</lastmod></url>\n"
        "<url><loc>https://example.org/b/</loc><lastmod>2026-01-01</lastmod></url>\n"
        "</urlset>\n"
    )


def test_same_bytes_from_two_folders(tmp_path: Path) -> None:
    """Where the project lies and in which order its files were made leaves no trace in the site."""
    files: dict[str, str | bytes] = {
        **BASIC,
        **FIVE_PAGES,
        "content/blog/d.md": page(date="2026-01-01"),
        "content/blog/e.md": page(date="2026-01-01"),
        "content/_data/a.yaml": "b: c\n",
        "content/_data/d.yaml": "e: f\n",
        "templates/assets/a.css": "a{b:c}",
        "templates/assets/b.css": "a{b:d}",
    }
    one = TinySite(tmp_path / "one").write(files)
    other = TinySite(tmp_path / "elsewhere/two").write(dict(reversed(files.items())))
    reports = [build(site.root, Options(), NOON) for site in (one, other)]

    assert one.tree() == other.tree()
    assert reports[0] == reports[1]


def test_another_output_folder(make_site: MakeSite) -> None:
    """With --output the site goes to that folder, and site/ isn't made."""
    site = make_site()
    build(site.root, Options(output=site.root / "public"), NOON)

    assert sorted(path.name for path in (site.root / "public").iterdir()) == [
        "_headers", "carepress.json", "index.html", "robots.txt", "sitemap.xml",
    ]  # fmt: skip
    assert not (site.root / "site").exists()


def test_a_failed_build_leaves_the_site(make_site: MakeSite) -> None:
    """A build that fails leaves the last good site, and the next sound one brings it up to date."""
    site = make_site(FIVE_PAGES)
    site.build()
    before = site.tree()
    site.write({"content/a.md": page("[a](nope.md)\n"), "content/b.md": page("Changed\n")}).problems()

    assert site.tree() == before
    assert counts(site.write({"content/a.md": page("a\n")}).build()) == (1, 0, 8)


def test_every_page_is_converted_once(make_site: MakeSite) -> None:
    """The report counts pages and conversions."""
    report = make_site(FIVE_PAGES).build()

    assert (report.pages, report.converted) == (5, 5)


# Files of each kind that the engine reads as text.
TEXTS = {
    "content/_site.yaml": SETTINGS,
    "content/_data/tags.yaml": "a:\n  name: A\n  description: >\n    Two\n    lines\n",
    "content/index.md": page("One\n\n{{ card }}\n\n![A leaf](leaf.svg)\n"),
    "content/leaf.svg": '<svg xmlns="http://www.w3.org/2000/svg"\n viewBox="0 0 9 9">\n<path d="M0\n0h9"/>\n</svg>\n',
    "templates/page.html": '<link rel="stylesheet" href="{{ asset("a.css") }}">\n{% include "part.html" %}\n{{ content() }}\n',
    "templates/part.html": "<b>A\nb</b>\n",
    "templates/components/card.html": "<i>\nc</i>\n",
    "templates/assets/_b.css": ":root {\n  --ink: #000;\n}\n",
    "templates/assets/a.css": "@import '_b.css';\n\na::before {\n  content: 'x\\\ny';\n  b: url(d.svg) /*\n*/\n}\n",
    "templates/assets/c.js": "let c = `\n`;\n",
    "templates/assets/d.svg": "<svg>\n</svg>\n",
}


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_windows_files(tmp_path: Path, end: str) -> None:
    """Files with other line ends, as Git for Windows makes them, and with byte order marks give the same bytes."""
    marked = {path: "\ufeff" + text.replace("\n", end) for path, text in TEXTS.items()}
    trees = []
    for name, files in (("one", TEXTS), ("other", marked)):
        site = TinySite(tmp_path / name).write({**BASIC, **files})
        site.build()
        trees.append(site.tree())

    assert trees[0] == trees[1]
    assert ":root{--ink:#000}a::before{content:" in next(
        text.decode() for path, text in trees[0].items() if path.startswith("assets/a.")
    )


def test_files_that_were_joined(make_site: MakeSite) -> None:
    """A byte order mark that stands inside, where two files were joined, is taken out of style sheets and templates too."""
    site = make_site(
        {
            "templates/assets/a.css": "a{b:c}\ufeffd{e:f}",
            "templates/page.html": "<main>\ufeff{{ content() }}</main>",
            "content/index.md": page("One\n"),
        }
    )
    site.build()

    assert [site.main(), *(text for path, text in site.tree().items() if path.endswith(".css"))] == [
        "<p>One</p>", b"a{b:c}d{e:f}"
    ]  # fmt: skip


def test_a_published_style_sheet(make_site: MakeSite) -> None:
    """A sheet has its imports in it, addresses with the fingerprints of their files, and few blanks."""
    site = make_site(
        {
            "templates/assets/css/site.css": (
                "@charset 'utf-8';\n@layer a , b;\n@import \"_colors.css\";\n@import url( '../type.css' );\n"
                "a > b + c ~ d ,\n e :first-child:not( .f ) { margin : calc( 1px + 2px * 3 ) auto ! important ; ; --g: ; }\n"
                ".h { }\n@media screen and ( min-width: 40rem ) , (width >= 3px) {\n  a:hover { b: c }\n  &:focus { d: e; }\n}\n"
                ".i { /* j */ .k & { l: m } n: o; @supports (p: q) and (not selector(a > :r)) { s: t } }\n"
                "u { background: url(../leaf.svg#v) , URL(\"../le\\61 f.svg?w\"), image-set('../leaf.svg' 1x) ; x : url(#y) }\n"
            ),
            "templates/assets/css/_colors.css": "y { cursor: url(../fonts/a%20b.cur) }",
            "templates/assets/type.css": "z { content: 'a  b' }",
            "templates/assets/fonts/a b.cur": b"font",
            "templates/assets/leaf.svg": "<svg/>",
        }
    )
    site.build()

    assert sorted(path for path in site.tree() if path.startswith("assets/")) == [
        "assets/css/site.b929556e.css", "assets/fonts/a b.795ea3ef.cur", "assets/leaf.d4dc5666.svg", "assets/type.28281f36.css",
    ]  # fmt: skip
    assert site.read("assets/css/site.b929556e.css") == (
        "@layer a , b;y{cursor:url(../fonts/a%20b.795ea3ef.cur)}"
        'z{content:"a  b"}'
        "a > b + c ~ d , e :first-child:not( .f ){margin:calc( 1px + 2px * 3 ) auto!important;--g:}"
        "@media screen and ( min-width: 40rem ) , (width >= 3px){a:hover{b:c}&:focus{d:e}}"
        ".i{.k &{l:m}n:o;@supports (p: q) and (not selector(a > :r)){s:t}}"
        'u{background:url(../leaf.d4dc5666.svg#v) , URL("../leaf.d4dc5666.svg?w"), image-set("../leaf.d4dc5666.svg" 1x);x:url(#y)}'
    )


def test_an_address_that_is_too_long_in_all(make_site: MakeSite) -> None:
    """Folders that are short enough by themselves may make an address that no sitemap can hold."""
    site = make_site({f"content/{'/'.join(['щ' * 60] * 6)}/a.md": page()})

    assert [problem.rule for problem in site.problems()] == ["url-too-long"]


@pytest.mark.parametrize("name", ["_headers", "_redirects", "feed.xml", "robots.txt"])
def test_an_alias_that_the_build_needs_itself(make_site: MakeSite, name: str) -> None:
    """An old address can't be the name of a file that each build makes: no file is a folder too."""
    site = make_site({"content/a.md": page(aliases=f"[/{name}]"), "templates/redirect.html": "-"})

    assert [(problem.rule, problem.place.path) for problem in site.problems()] == [("url-collision", "content/a.md")]
