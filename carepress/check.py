"""Checks the finished pages: every link, anchor and picture on them leads somewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from carepress.html import PageScan, scan_page
from carepress.model import Document, Output, Page, Site
from carepress.problems import Place, Problem, error, guess
from carepress.urls import internal_address, output_path
from carepress.write import Stage


def check_site(
    site: Site, documents: Iterable[Document], outputs: Iterable[Output], stage: Stage, found: Iterable[Problem]
) -> list[Problem]:
    """Return what doesn't fit together in the finished pages; a page that couldn't be rendered is taken on trust.

    A page whose text is to blame already, as `found` says, isn't blamed a second time for what came of it.
    """
    scans = {output.page.url: scan_page(stage.read(output)) for output in outputs if output.page}
    ids = {document.page.url: document.anchors for document in documents}
    ids |= {url: scan.ids for url, scan in scans.items()}
    problems: list[Problem] = []
    for document in documents:
        problems += _anchor_problems(document, ids, site)
    is_whole = len(scans) == len(site.pages)
    made = frozenset(output.path for output in outputs)
    if is_whole:
        said = {problem.place.path for problem in [*problems, *found] if problem.severity == "error"}
        for page in site.pages:
            if page.source.path not in said:
                problems += _page_problems(_Finished(site, made, ids), page, scans[page.url])
    return problems


@dataclass(frozen=True, slots=True)
class _Finished:
    """What the finished site has to offer: its files, and the anchors of each page."""

    site: Site
    made: frozenset[str]
    ids: Mapping[str, frozenset[str]]


def _anchor_problems(document: Document, ids: Mapping[str, frozenset[str]], site: Site) -> Iterable[Problem]:
    """Yield the links in a text whose anchor isn't on the page that they lead to."""
    for link in document.links:
        known = ids[link.url]
        if link.fragment not in known and not site.by_url[link.url].is_broken:
            where = "this page" if link.url == document.page.url else site.by_url[link.url].source.path
            hint = guess(link.fragment, known, "an anchor is a heading in lower case, its words joined by dashes")
            yield error("dead-anchor", f'{where} has no anchor "#{link.fragment}"', link.place, hint)


def _page_problems(finished: _Finished, page: Page, scan: PageScan) -> Iterable[Problem]:
    """Yield what is wrong with a finished page; its text is right, so its templates are to blame."""
    place, hint = Place(page.source.path), "look in its template"
    for name in scan.repeated_ids:
        yield error(
            "duplicate-id",
            f'the finished page has the id "{name}" twice',
            place,
            "rename the heading, or the id in the template",
        )
    for address in sorted(set(scan.addresses)):
        url, fragment = internal_address(address, page.url, finished.site.base_url)
        if url and output_path(url) not in finished.made:
            yield error("dead-link", f"the finished page leads to {address}, which isn't made", place, hint)
        elif fragment and fragment not in finished.ids.get(url, {fragment}):
            yield error("dead-anchor", f"the finished page leads to {address}, an anchor that isn't there", place, hint)
