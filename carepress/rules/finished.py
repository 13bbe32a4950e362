"""Reads each finished file once and says what is wrong with it, and with what leads from one to the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from carepress.catalog import breach
from carepress.html import Tree, page_prose, scan_page
from carepress.model import Config, Depth, Document, Output, Page, Site, SourceFile
from carepress.phone import dialed, phone_href, sms_href
from carepress.problems import Place, Problem
from carepress.reading import reading_grade
from carepress.rules.links import Finished, anchor_problems, dead_entries, dead_links, detours, orphans
from carepress.rules.pages import Bounds, file_findings, page_findings
from carepress.rules.places import Places
from carepress.urls import contacts, host_of

_MOST_GRADE, _STOPPING_GRADE = 9, 12


def finished_problems(
    config: Config,
    site: Site,
    documents: Iterable[Document],
    files: Iterable[tuple[Output, str]],
    paths: frozenset[str],
    found: Iterable[Problem],
    data: Sequence[SourceFile],
) -> Iterator[Problem]:
    """Yield what is wrong with the finished files, with the place in what they were made from: texts, `data`, templates.

    `files` has those that are text, `paths` all. Pages whose text is at fault, as `found` says, aren't blamed as well.
    """
    bounds, places = _bounds(site), Places(config.templates, data)
    scans, lists, by_page, in_feeds = {}, {}, {}, []
    for output, text in files:
        path = f"{config.output.name}/{output.path}"
        if output.page:
            tree = Tree(text)
            scans[output.page.url] = scan_page(tree)
            by_page[output.page.url] = list(_on_page(output.page, tree, site, bounds, places, config.depth))
        elif not path.endswith(".html"):
            problems = [places.problem(finding, SourceFile(path, "")) for finding in file_findings(path, text, bounds)]
            if path.endswith((".xml", ".json")):
                lists[path] = text
                in_feeds += problems
            else:
                yield from problems
    # Feeds hold the texts of pages: what these load isn't said twice.
    if not any(problem.rule == "other-host" for problems in by_page.values() for problem in problems):
        yield from in_feeds

    anchors = list(anchor_problems(site, documents, scans))
    yield from anchors
    blamed = {problem.place.path for problem in [*anchors, *found] if problem.severity == "error"}
    whole = [page for page in site.pages if page.url in by_page and page.source.path not in blamed]
    for page in whole:
        yield from by_page[page.url]
    # What couldn't be rendered is taken on trust, and may lead anywhere.
    if len(scans) == len(site.pages):
        yield from _between(site, Finished(scans, lists, paths), whole, places, config.depth)


def _on_page(page: Page, tree: Tree, site: Site, bounds: Bounds, places: Places, depth: Depth) -> Iterator[Problem]:
    """Yield what is wrong with one finished page; what an expired one leaves has nothing to be wrong."""
    if page.url not in site.by_url:
        return
    tags = site.data.tags
    topics = tuple(tags[tag].name for tag in page.front_matter.tags if tag in tags)
    for finding in page_findings(tree, topics, bounds, everything=depth != "build"):
        yield places.problem(finding, page.source)
    if depth != "build":
        yield from _graded(page, page_prose(tree))


def _between(site: Site, finished: Finished, whole: Iterable[Page], places: Places, depth: Depth) -> Iterator[Problem]:
    """Yield what is wrong with where the finished files lead."""
    # Feeds hold the texts of pages: what is dead in these isn't said twice.
    yield from [problem for page in whole for problem in dead_links(site, page, finished)] or dead_entries(
        site, finished
    )
    if depth != "build":
        yield from detours(site, finished, places)
        yield from orphans(site, finished)


def _bounds(site: Site) -> Bounds:
    lines, settings = site.data.help.values(), site.settings
    called = [settings.phone, *(line.call for line in lines)]
    reached = [phone_href(number) for number in called if number]
    reached += [sms_href(line.sms) for line in lines if line.sms]
    reached += contacts(f"mailto:{settings.email}") if settings.email else ()
    own = dialed(settings.phone).partition(",")[0] if settings.phone else ""
    is_whole = site.data.broken.isdisjoint({"help", "site"})
    return Bounds(frozenset(reached) if is_whole else None, own, host_of(site.base_url))


def _graded(page: Page, prose: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem if a page asks for too many years of school."""
    if (grade := reading_grade(prose)) > _MOST_GRADE:
        problem = breach("reading-grade", Place(page.source.path), grade=f"{grade:.1f}", most=_MOST_GRADE)
        yield replace(problem, severity="error") if grade > _STOPPING_GRADE else problem
