"""Reads each finished file once and says what is wrong with it, and with what leads from one to the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from carepress.check.page.links import Finished, anchor_problems, dead_entries, dead_links, detours, orphans
from carepress.check.page.locate import Places
from carepress.check.page.pages import Bounds, file_findings, page_findings
from carepress.model.config import Config, Depth
from carepress.model.fields import Form, marked
from carepress.model.kind import SiteKind
from carepress.model.made import Document, Output
from carepress.model.page import Page, TextFile
from carepress.model.site import Site
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.text.html import PageScan, Tree, page_prose, scan_page
from carepress.text.phone import dialed
from carepress.text.readability import reading_grade
from carepress.text.urls import contacts, host_of, output_path

# What HTML that was refused in a text would do as well, if it came so far.
_OF_HTML = frozenset({"inline-code", "other-host"})
_SAID_OF_FEEDS = _OF_HTML | {"html-element", "html-attribute"}
_MOST_GRADE, _STOPPING_GRADE = 9, 12


def finished_problems(
    config: Config,
    site: Site,
    documents: Iterable[Document],
    files: Iterable[tuple[Output, str]],
    paths: frozenset[str],
    found: Iterable[Problem],
    data: Sequence[TextFile],
) -> Iterator[Problem]:
    """Yield what is wrong with the finished files, with the place in what they were made from: texts, `data`, templates.

    `files` has those that are text, `paths` all. Lines that are at fault, as `found` says, aren't blamed a second time.
    """
    bounds, places = _bounds(site, config.kind), Places(config.templates, data)
    scans: dict[str, PageScan] = {}
    on_pages: list[Problem] = []
    in_feeds: list[Problem] = []
    pages, lists = {}, {}
    for output, text in files:
        path, page = f"{config.output.name}/{output.path}", output.page
        if page:
            tree = Tree(text)
            scan, other = scan_page(tree), scans.get(page.url)  # other: a page that claims the same address
            on_pages += _on_page(page, tree, site, bounds, places, config.depth)
            # What leads to a page whose front matter has errors is taken on trust, and what leads away from it.
            if not page.is_broken:
                pages[page.url] = page
                scans[page.url] = replace(scan, ids=scan.ids | other.ids) if other else scan
        elif not path.endswith(".html"):
            in_file = [places.problem(finding, TextFile(path, "")) for finding in file_findings(path, text, bounds)]
            if path.endswith((".xml", ".json")):
                lists[path] = text
                in_feeds += in_file
            else:
                yield from in_file

    anchors = list(anchor_problems(site, documents, scans))
    yield from anchors
    blamed = {(one.place.path, one.place.line) for one in [*anchors, *found] if one.severity == "error"}
    yield from (one for one in on_pages if one.rule not in _OF_HTML or (one.place.path, one.place.line) not in blamed)
    # So is what leads to a page that couldn't be rendered.
    finished = Finished(scans, lists, paths | {output_path(page.url) for page in site.pages})
    faulty = {path for path, _ in blamed}
    texts = {one.page.url: _text(one) for one in documents if one.page.source.path in faulty}
    dead = [one for url, page in pages.items() for one in dead_links(site, page, finished, texts.get(url, ""))]
    # Feeds hold the texts of pages: what is wrong in these isn't said twice.
    yield from dead or dead_entries(site, finished)
    yield from () if {one.rule for one in [*on_pages, *found]} & _SAID_OF_FEEDS else in_feeds
    if config.depth != "build":
        yield from detours(site, finished, places)
        yield from orphans(site, finished) if scans.keys() >= site.by_url.keys() else ()


def _text(document: Document) -> str:
    """Return a text's HTML without what templates fill in."""
    return "".join(part for part in document.parts if isinstance(part, str))


def _on_page(page: Page, tree: Tree, site: Site, bounds: Bounds, places: Places, depth: Depth) -> Iterator[Problem]:
    """Yield what is wrong with one finished page; what an expired one leaves has nothing to be wrong."""
    if page.url not in site.by_url:
        return
    tags = site.data.tags
    topics = tuple(tags[tag].name for tag in page.front_matter.tags if tag in tags)
    for finding in page_findings(tree, topics, bounds, everything=depth != "build"):
        problem = places.problem(finding, page.source)
        # Where front matter has errors, only the text is as its author meant it.
        is_in_text = problem.place.path == page.source.path and (problem.place.line or 0) >= page.body_line
        if is_in_text or not page.is_broken:
            yield problem
    if depth != "build":
        yield from _graded(page, page_prose(tree))


def _bounds(site: Site, kind: SiteKind) -> Bounds:
    settings, files = site.settings, site.data.records
    leading = {"site", *(name for name, one in kind.all_collections.items() if _links(one.record))}
    records = [settings, *(record for name in leading - {"site"} for record in files[name].values())]
    said = [(link, getattr(record, key)) for record in records for key, link in _links(type(record)).items()]
    reached = [href for link, value in said if value for href in contacts(link(value))]
    own = dialed(settings.phone).partition(",")[0] if settings.phone else ""
    is_whole = site.data.broken.isdisjoint(leading)
    return Bounds(frozenset(reached) if is_whole else None, own, host_of(site.base_url))


def _links(record: type[Any]) -> Mapping[str, Callable[[str], str]]:
    """Return what makes links of a record's fields that lead somewhere when they are pressed."""
    return {key: form.link for key, form in marked(record, Form).items() if form.link}


def _graded(page: Page, prose: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem if a page asks for too many years of school."""
    if (grade := reading_grade(prose)) > _MOST_GRADE:
        problem = violation("reading-grade", Place(page.source.path), grade=f"{grade:.1f}", most=_MOST_GRADE)
        yield replace(problem, severity="error") if grade > _STOPPING_GRADE else problem
