"""Finds links, anchors and pictures of the finished site that lead nowhere or astray, and pages that nothing leads to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from carepress.check.page.locate import Finding, Places
from carepress.model.made import Document
from carepress.model.page import Page
from carepress.model.site import Site
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import violation
from carepress.text.html import PageScan, Tree, scan_page
from carepress.text.urls import alias_url, internal_address, output_path, permalink


@dataclass(frozen=True, slots=True)
class Finished:
    """The finished site as links see it: each page by its url, and the text of each feed and sitemap by its path."""

    scans: Mapping[str, PageScan]
    lists: Mapping[str, str]
    paths: frozenset[str]


def anchor_problems(site: Site, documents: Iterable[Document], scans: Mapping[str, PageScan]) -> Iterator[Problem]:
    """Yield the links in texts whose anchor isn't on the page that they lead to."""
    ids = {document.page.url: document.anchors for document in documents}
    ids |= {url: scan.ids for url, scan in scans.items()}
    for document in documents:
        for link in document.links:
            known = ids[link.url]
            if link.fragment not in known and not site.by_url[link.url].is_broken:
                where = "this page" if link.url == document.page.url else site.by_url[link.url].source.path
                near = guess(link.fragment, known, "an anchor is a heading in lower case, its words joined by dashes")
                yield violation("dead-anchor", link.place, "text", where=where, anchor=link.fragment, near=near)


def dead_links(site: Site, page: Page, finished: Finished, text: str) -> Iterator[Problem]:
    """Yield what is wrong with the links that a page's templates make; `text` is its own HTML if that is at fault already."""
    scan, own, place = finished.scans[page.url], scan_page(Tree(text)), Place(page.source.path)
    for name in sorted(set(scan.repeated_ids) - own.ids):
        yield violation("duplicate-id", place, "page", name=name)
    for address in sorted(set(scan.addresses) - set(own.addresses)):
        url, fragment = internal_address(address, page.url, site.base_url)
        if url and output_path(url) not in finished.paths:
            yield violation("dead-link", place, "page", address=address)
        elif fragment and url in finished.scans and fragment not in finished.scans[url].ids:
            yield violation("dead-anchor", place, "page", address=address)


def dead_entries(site: Site, finished: Finished) -> Iterator[Problem]:
    """Yield what feeds and the sitemap lead to and isn't made."""
    own = re.compile(re.escape(permalink(site.base_url, "/")) + r"[^\s\"'<>&\\#]*")
    for path, text in finished.lists.items():
        for address in sorted(set(own.findall(text))):
            if output_path(internal_address(address, "/", site.base_url)[0]) not in finished.paths:
                yield violation("dead-link", Place(path), "list", address=address)


def detours(site: Site, finished: Finished, places: Places) -> Iterator[Problem]:
    """Yield each link to an old address of a page."""
    old = {alias_url(alias) for page in site.by_path.values() for alias in page.front_matter.aliases}
    for page in site.by_path.values() if old else ():
        scan = finished.scans.get(page.url)
        for address in scan.links if scan else ():
            url, _ = internal_address(address, page.url, site.base_url)
            if url and alias_url(url) in old:
                yield places.problem(Finding("link-redirect", (address,), {"target": address}), page.source)


def orphans(site: Site, finished: Finished) -> Iterator[Problem]:
    """Yield a problem for each page that no other leads to; the search page, which lists all, doesn't count."""
    reached: set[str] = set()
    for page in site.by_url.values():
        if page.front_matter.template != "search":
            urls = {internal_address(link, page.url, site.base_url)[0] for link in finished.scans[page.url].links}
            reached |= urls - {page.url}
    for path, page in site.by_path.items():
        is_apart = page.url == "/" or path == "404.md" or page.front_matter.noindex
        if not is_apart and page.url not in reached:
            yield violation("orphan-page", Place(page.source.path))
