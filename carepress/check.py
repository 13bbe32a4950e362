"""Checks the finished pages: every link, anchor and picture on them leads somewhere."""

from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from carepress.html import PageScan, scan_page
from carepress.model import Document, Output, Page, Site
from carepress.problems import Place, Problem, error, guess
from carepress.urls import base_path, output_path, permalink
from carepress.write import Stage


def check_site(site: Site, documents: Iterable[Document], outputs: Iterable[Output], stage: Stage) -> list[Problem]:
    """Return what doesn't fit together in the finished pages; a page that couldn't be rendered is taken on trust."""
    made = {output.path for output in outputs}
    pages = [output for output in outputs if output.page]
    scans = {output.page.url: scan_page(stage.read(output)) for output in pages if output.page}
    ids = {document.page.url: document.anchors for document in documents} | {url: scan.ids for url, scan in scans.items()}
    problems = [problem for document in documents for problem in _anchor_problems(document, ids, site)]
    said = {(document.page.url, link.url, link.fragment) for document in documents for link in document.links}
    whole = all(page.url in scans for page in site.pages)
    for output in pages:
        if output.page:
            problems += _page_problems(site, output.page, scans[output.page.url], made, ids, said, whole)
    return problems


def _anchor_problems(document: Document, ids: Mapping[str, frozenset[str]], site: Site) -> Iterable[Problem]:
    for link in document.links:
        known = ids.get(link.url)
        if known is not None and link.fragment not in known and not site.by_url[link.url].is_broken:
            where = "this page" if link.url == document.page.url else site.by_url[link.url].source.path
            hint = guess(link.fragment, known, "an anchor is a heading in lower case, its words joined by dashes")
            yield error("dead-anchor", f'{where} has no anchor "#{link.fragment}"', link.place, hint)


def _page_problems(
    site: Site,
    page: Page,
    scan: PageScan,
    made: set[str],
    ids: Mapping[str, frozenset[str]],
    said: set[tuple[str, str, str]],
    whole: bool,
) -> Iterable[Problem]:
    """Yield what is wrong with the addresses on one finished page, other than what its text is to blame for."""
    place = Place(page.source.path)
    for name in scan.repeated_ids:
        yield error("duplicate-id", f'the finished page has the id "{name}" twice', place, "rename the heading or the template's id")
    for address in sorted(set(scan.addresses)):
        url, fragment = _internal(address, page, site)
        if not url:
            continue
        if output_path(url) not in made:
            if whole:
                yield error("dead-link", f"the finished page leads to {address}, which isn't made", place, "look in its template")
        elif fragment and fragment not in ids.get(url, frozenset()) and (page.url, url, fragment) not in said and url in ids:
            yield error("dead-anchor", f"the finished page leads to {address}, an anchor that isn't there", place, "look in its template")


def _internal(address: str, page: Page, site: Site) -> tuple[str, str]:
    """Return the url and anchor that an address on a page means, or an empty url if it leads elsewhere."""
    home = permalink(site.base_url, "/")
    if address.startswith(home):
        address = base_path(site.base_url) + "/" + address.removeprefix(home)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "", ""
    if not parts.path:
        return page.url, unquote(parts.fragment)
    return unquote(parts.path).removeprefix(base_path(site.base_url)), unquote(parts.fragment)
