"""The sitemap: which pages are in it, since when, and what it may not say."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date

import pytest

from tests.site_files.reading import HELD_BACK, TAGS, atom, feed_paths, json_faults, sitemap_faults
from tests.sites import MakeSite, page

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

REDIRECT = '<!doctype html><title>{{ page.title }}</title><a href="{{ page.href }}">{{ page.title }}</a>'
SITES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "one-page": ("https://example.org/", {}),
    "articles": (
        "https://example.org/",
        {
            "content/_data/tags.yaml": TAGS,
            "content/blog/index.md": page(),
            "content/blog/a.md": page(date="2026-01-01", updated="2026-11-20", aliases="[/old/, /old.html]"),
            "content/blog/b.md": page(date="2026-11-24", tags="[work, teens]"),
            "content/404.md": page(),
            "templates/redirect.html": REDIRECT,
        },
    ),
    "held-back": (
        "https://example.org/",
        {
            "templates/redirect.html": REDIRECT,
            **{f"content/{name}.md": page(**keys, aliases=f"[/old-{name}/]") for name, keys in HELD_BACK.items()},
        },
    ),
    "base-path": ("https://example.org:8080/a/b/", {"content/blog/a.md": page(date="2026-01-01")}),
    "odd-names": (
        "https://example.org/",
        {"content/é & ü/a'b.md": page(date="2026-01-01"), "content/日本/語.md": page(date="2026-01-01")},
    ),
    "long-list": (
        "https://example.org/",
        {
            "content/blog/index.md": page(),
            **{f"content/blog/{number}.md": page(title=f"Page {number}") for number in range(45)},
        },
    ),
    "future": ("https://example.org/", {"content/a.md": page(date="2026-01-01", updated="2027-01-01")}),
    "old": ("https://example.org/", {"content/a.md": page(date="1880-01-01")}),
}


@pytest.mark.parametrize(
    ("urls", "faults"),
    [
        pytest.param("<url><loc>https://example.org/a/</loc><lastmod>2026-11-24</lastmod></url>", [], id="sound"),
        pytest.param("<url><loc>https://example.org/</loc><lastmod>2026</lastmod></url>", [], id="year"),
        pytest.param("", ["0 pages"], id="empty"),
        pytest.param("<url/>", ["a page has nothing"], id="no-address"),
        pytest.param("<loc>https://example.org/</loc>", [f"{SITEMAP}loc in the root", "a page has nothing"], id="no-url"),
        pytest.param("<url><loc>/a/</loc></url>", ["/a/ isn't on the site"], id="relative"),
        pytest.param("<url><loc>https://example.com/</loc></url>", ["https://example.com/ isn't on the site"], id="other-host"),
        pytest.param("<url><loc>https://example.org/é</loc></url>", ["https://example.org/é isn't on the site"], id="letter"),
        pytest.param(f"<url><loc>https://example.org/{'a' * 2028}</loc></url>", ["2048 characters"], id="long"),
        pytest.param("<url><loc>https://example.org/</loc></url>" * 2, ["a page stands twice"], id="twice"),
        pytest.param("<url><loc>https://example.org/</loc><loc>https://example.org/b/</loc></url>", ["a page has loc, loc"], id="two-addresses"),
        pytest.param("<url><loc>https://example.org/</loc><lastmod>24/11/2026</lastmod></url>", ["24/11/2026 is no date"], id="date"),
        pytest.param("<url><loc>https://example.org/</loc><lastmod>2026-11-25</lastmod></url>", ["2026-11-25 is in the future"], id="future"),
        pytest.param("<url><loc>https://example.org/</loc><lastmod></lastmod></url>", [" is no date"], id="no-date"),
    ],
)  # fmt: skip
def test_what_a_sitemap_may_not_say(urls: str, faults: list[str]) -> None:
    """The check that other tests use finds each fault."""
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'

    assert sitemap_faults(text, "https://example.org/", date(2026, 11, 24)) == faults


@pytest.mark.parametrize("name", SITES)
def test_files_of_tiny_sites(make_site: MakeSite, name: str) -> None:
    """Whatever a site holds, its sitemap and feeds are as their readers want them."""
    base, files = SITES[name]
    site = make_site(files)
    site.build("2026-11-24", base_url=base)

    assert sitemap_faults(site.read("sitemap.xml"), base, date(2026, 11, 24)) == []
    for path in feed_paths(site):
        if path.endswith(".json"):
            assert json_faults(site.read(path)) == []
        else:
            assert atom(site, path).feed.id.startswith(base)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("one-page", [("", "")], id="one-page"),
        pytest.param(
            "articles",
            [
                ("", ""),
                ("blog/", "2026-11-24"),
                ("blog/a/", "2026-11-20"),
                ("blog/b/", "2026-11-24"),
                ("topics/teens/", "2026-11-24"),
                ("topics/work/", "2026-11-24"),
            ],
            id="articles",
        ),
        pytest.param("held-back", [("", ""), ("undated/", "")], id="held-back"),
        pytest.param(
            "odd-names",
            [
                ("", ""),
                ("e-u/ab/", "2026-01-01"),
                ("%E6%97%A5%E6%9C%AC/%E8%AA%9E/", "2026-01-01"),
            ],
            id="odd-names",
        ),
    ],
)
def test_pages_of_a_sitemap(make_site: MakeSite, name: str, expected: list[tuple[str, str]]) -> None:
    """The sitemap has each page that may be found, with the day of its last change if it has one, and no other."""
    base, files = SITES[name]
    site = make_site(files)
    site.build("2026-11-24")
    urls = ET.fromstring(site.read("sitemap.xml"))

    found = [(url.findtext(f"{SITEMAP}loc"), url.findtext(f"{SITEMAP}lastmod") or "") for url in urls]
    assert found == [(base + path, day) for path, day in expected]
