"""The feeds and the sitemap of the project's own site."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

import pytest

from carepress.text.html import Tree, scan_page
from tests.project import TODAY, finished_project
from tests.site_files.reading import addresses, atom, feed_paths, from_json, json_faults, sitemap_faults
from tests.sites import TinySite

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def project() -> TinySite:
    """Return the project's own site, built."""
    return finished_project()


def test_the_project_s_sitemap(project: TinySite) -> None:
    """The project's sitemap is right, and each address in it is that of a page that says the same of itself."""
    text = project.read("sitemap.xml")
    locs = [loc.text or "" for loc in ET.fromstring(text).iter(f"{SITEMAP}loc")]

    assert sitemap_faults(text, "https://example.org/", TODAY) == []
    assert len(locs) > 50
    for loc in locs:
        html = project.read(f"{unquote(urlsplit(loc).path).lstrip('/')}index.html")
        assert f'<link rel="canonical" href="{loc}">' in html
        assert '<meta name="robots"' not in html


def test_the_project_s_feeds(project: TinySite) -> None:
    """The project's feeds are right, have the same entries in both forms, and lead to what is there."""
    tree = project.tree()
    pages = {f"https://example.org/{path.removesuffix('index.html')}" for path in tree if path.endswith(".html")}
    anchors = {path: scan_page(Tree(raw.decode())).ids for path, raw in tree.items() if path.endswith(".html")}
    found = [path.removesuffix("feed.json") for path in feed_paths(project) if path.endswith(".json")]

    assert found[0] == ""
    assert len(found) > 5
    for folder in found:
        feed, whole = atom(project, f"{folder}feed.xml"), from_json(project, f"{folder}feed.json")
        assert json_faults(project.read(f"{folder}feed.json")) == []
        assert [entry.id for entry in feed.entries] == [item["id"] for item in whole["items"]]
        assert {feed.feed.id, *(entry.id for entry in feed.entries)} <= pages
        for entry, item in zip(feed.entries, whole["items"], strict=True):
            assert entry.content[0].value == item["content_html"].strip()
            assert entry.updated_parsed >= entry.published_parsed
            assert len(Tree(item["content_html"]).body.text()) > 2000  # type: ignore[union-attr]
            assert [
                address for address in addresses(item["content_html"]) if not leads_somewhere(address, anchors)
            ] == []


def leads_somewhere(address: str, anchors: Mapping[str, frozenset[str]]) -> bool:
    """Return whether an address is whole and, if it is on the site, that of a page and its anchor."""
    parts = urlsplit(address)
    if parts.hostname != "example.org":
        return parts.scheme in {"http", "https", "tel", "mailto", "sms"}
    known = anchors.get(f"{unquote(parts.path).lstrip('/')}index.html")
    return known is not None and (not parts.fragment or unquote(parts.fragment) in known)
