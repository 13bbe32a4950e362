"""Checks what is written and what was made against the house's rules: words, figures, style, safety, privacy, reviews."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from carepress.cache.steps import Steps
from carepress.check.page.pages import file_findings, loaded_by
from carepress.check.page.rules import OF_HTML, PageRules
from carepress.check.site.allowances import lift, read_allowances
from carepress.check.site.copies import copy_problems
from carepress.check.site.lapses import (
    days_to_come,
    find_lapses,
    lapse_problems,
    release_problems,
    translation_problems,
    waived_reviews,
)
from carepress.check.site.links import (
    Finished,
    addresses_in,
    anchor_problems,
    dead_entries,
    dead_links,
    detours,
    orphans,
    reached_from,
)
from carepress.check.source.passages import data_passages, record_passages
from carepress.check.source.unread import hidden_signs
from carepress.load.data import data_files
from carepress.load.editions import is_said_in
from carepress.load.front_matter import body_of, places
from carepress.model.config import Config
from carepress.model.fields import CALLED, Form, marked
from carepress.model.made import Made
from carepress.model.page import TextFile
from carepress.model.site import ContentFiles, Site
from carepress.problems import Place, Problem
from carepress.problems.catalog import TRIED, Catalog, violation
from carepress.text.urls import output_path, permalink
from carepress.write.ownership import MANIFEST, read_options

_SAID_OF_FEEDS = OF_HTML | {"html-element", "html-attribute"}
# Returns what a function makes, or made of the same.
Once = Callable[[str, Callable[[], list[Problem]]], list[Problem]]
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_LISTS = (".xml", ".json")
_TEXTS = (".js", ".svg", *_LISTS)  # in which an address can stand that loads something


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What all rules look at: the site, what was made of its pages, and its files, by path with their SHA-256.

    `read` returns the text of a file that is no page.
    """

    config: Config
    site: Site
    sources: ContentFiles
    made: Sequence[Made]
    files: Mapping[str, str]
    read: Callable[[str], str]
    steps: Steps

    @property
    def pages(self) -> Mapping[str, TextFile]:
        """Return the files of pages by their path."""
        return {file.path: file for file in self.sources.pages}

    @property
    def data(self) -> Mapping[str, TextFile]:
        """Return the files of content/_data/ and the settings by their name."""
        return data_files(self.sources)


def run_rules(
    checked: Checked, page_rules: PageRules, found: Sequence[Problem], once: Once
) -> tuple[list[Problem], list[Problem]]:
    """Return what the rules find, with the warnings of those before, and what authors have given leave for.

    A build hears only of the rules' errors. Those that are judged from words are warnings until a launch. `found` has what
    was found before: no allowance lifts its errors. `once` keeps what came of a site whose heads and data were the same.
    """
    config, site, files, pages = checked.config, checked.site, checked.data, checked.pages
    kind, at, translated = config.kind, places({**files, **pages}), checked.sources.translated
    problems = [one for made in checked.made for one in made.findings]
    problems += once("data-findings", lambda: list(_in_data(site, files, translated, page_rules)))
    problems += _between_pages(checked, page_rules, [*problems, *found])
    lapses = list(find_lapses(site, kind, at)) if config.depth != "build" else []
    problems += lapse_problems(lapses, site.today, kind.catalog, is_release=config.depth == "release")
    problems += translation_problems(site, is_release=config.depth == "release") if config.depth != "build" else ()
    problems += once("days-to-come", lambda: list(days_to_come(site, at)))
    for rule in (*kind.rules, *(kind.release_rules if config.depth == "release" else ())):
        problems += rule(site, at)
    if config.depth == "release":
        problems += release_problems(site, pages, at)
        problems += [violation("drafts-built", Place("content"))] if config.drafts else []
        # What an earlier build left there for others than visitors.
        place, options = Place(f"{config.output.name}/{MANIFEST}"), " and ".join(read_options(config.output))
        said = {"folder": config.output.name, "options": options}
        problems += [violation("site-not-for-visitors", place, **said)] if options else []
    written = [pages[page.path] for page in site.by_path.values()]
    read = checked.steps.ready_each("allowances", [*written, *files.values(), *translated], read_allowances)
    allowances = [one for of_file in read for one in of_file if one.rule not in TRIED]
    warned = {problem for problem in found if problem.severity != "error"}
    open_to_leave = sorted({*problems, *warned}, key=Problem.sort_key)
    problems, allowed = lift(open_to_leave, allowances, kind.catalog.rules, firm=set(found) - warned)
    allowed += waived_reviews(lapses)
    told = [one for one in problems if one.severity == "error" or config.depth != "build" or one in warned]
    return [_before_launch(one, kind.catalog) for one in told] if config.depth != "release" else told, allowed


def _before_launch(problem: Problem, catalog: Catalog) -> Problem:
    """Return a problem as it is told before a launch."""
    is_judged = problem.severity == "error" and catalog.rules[problem.rule].is_judged
    return replace(problem, severity="warning") if is_judged else problem


def page_warnings(site: Site, sources: ContentFiles) -> list[Problem]:
    """Return what a build says of pages though they can be built: some have no text, some are copies of others."""
    texts = {file.path: file for file in sources.pages}
    whole = [page for page in site.by_path.values() if not page.is_broken]
    # Other templates show more than the text.
    texted = (page for page in whole if page.template in {"article", "page"})
    empty = (page for page in texted if not _COMMENT.sub("", body_of(page, texts)).strip())
    return [
        *(violation("page-empty", Place(page.path, page.body_line)) for page in empty),
        *copy_problems(whole, texts),
    ]


def _in_data(
    site: Site, files: Mapping[str, TextFile], translated: Iterable[TextFile], page_rules: PageRules
) -> Iterator[Problem]:
    """Yield what is wrong in the texts of settings and data, in each language."""
    for file in (*files.values(), *translated):
        yield from hidden_signs(file)
    # The numbers that others print are written here.
    collections = page_rules.reads.kind.all_collections.values()
    with_numbers = [one.name for one in collections if CALLED in marked(one.record, Form).values()]
    original = set[str]()
    for language, edition in site.all_editions.items():
        page_rules.reads.language = language
        own = (file for file in translated if is_said_in(page_rules.reads.speaks, file.path))
        here = {**files, **{Path(file.path).stem: file for file in own}}
        of_numbers = [here[name] for name in with_numbers if name in here]
        passages = [*record_passages(edition.settings, here["site"]), *data_passages(edition.data, here)]
        for passage in passages:
            if passage.written not in original:
                yield from page_rules.look_at_passage(passage, may_have_numbers=passage.source in of_numbers)
        original = original or {one.written for one in passages}
    page_rules.reads.language = ""


def _between_pages(checked: Checked, page_rules: PageRules, said: Iterable[Problem]) -> Iterator[Problem]:
    """Yield what is wrong with what leads from one page to another, and with feeds, scripts and drawings."""
    config, site = checked.config, checked.site
    steps = checked.steps
    texts = {path: digest for path, digest in checked.files.items() if path.endswith(_TEXTS)}
    loaded = steps.each("loaded", texts, b"", lambda path: loaded_by(path, checked.read(path)))
    # What leads to a page whose front matter has errors is taken on trust, and what leads away from it.
    whole = [one for one in checked.made if not one.page.is_broken and one.fault is None]
    ids: dict[str, frozenset[str]] = {}
    for one in whole:
        ids[one.page.url] = one.ids | ids[one.page.url] if one.page.url in ids else one.ids
    offered = {one.page.url: one.ids for one in checked.made} | ids
    # So is what leads to a page that couldn't be rendered.
    finished = Finished(ids, frozenset(checked.files).union(output_path(page.url) for page in site.pages))
    yield from anchor_problems(checked.made, offered)
    find_dead = partial(dead_links, site, finished, page_rules.places, checked.pages)
    dead = [one for found in steps.ready_each("dead-links", whole, find_dead, finished, site.base_url) for one in found]
    yield from dead
    # Feeds hold the texts of pages: what is wrong in these isn't said twice.
    if not dead:
        lists = {path: digest for path, digest in texts.items() if path.endswith(_LISTS)}
        home = permalink(site.base_url, "/")
        entries = steps.each("entries", lists, home.encode(), lambda path: addresses_in(checked.read(path), home))
        yield from dead_entries(
            site, finished, {f"{config.output.name}/{path}": those for path, those in entries.items()}
        )
    is_said = not {one.rule for one in said}.isdisjoint(_SAID_OF_FEEDS)
    for path in (one for one in texts if not (is_said and one.endswith(_LISTS))):
        file = TextFile(f"{config.output.name}/{path}", "")
        for finding in file_findings(file.path, loaded[path], page_rules.bounds):
            yield page_rules.places.problem(finding, file)
    if config.depth != "build":
        yield from detours(site, whole, page_rules.places, checked.pages)
        known = [one for one in whole if one.page.url in site.by_url]
        reached = steps.ready_each("reached", known, partial(reached_from, site), site.base_url)
        yield from orphans(site, reached) if ids.keys() >= site.by_url.keys() else ()
