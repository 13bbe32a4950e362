"""Checks what is written and what was made against the house's rules: words, figures, style, safety, privacy, reviews."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from carepress.html import links_of, page_prose
from carepress.lookup import phone_href
from carepress.model import Config, Depth, Output, Page, Site, SourceFile, SourceFiles
from carepress.problems import Place, Problem
from carepress.reading import reading_grade
from carepress.rules.allowances import lift, read_allowances
from carepress.rules.catalog import breach, rules
from carepress.rules.figures import known_figures, typed_figures, typed_numbers
from carepress.rules.lapses import find_lapses, lapse_problems, release_problems, waived_reviews
from carepress.rules.pages import Bounds, Finding, file_findings, page_findings
from carepress.rules.passages import data_passages, page_passages
from carepress.rules.style import style_problems
from carepress.rules.words import Words
from carepress.urls import alias_url, host_of, internal_address
from carepress.write import MANIFEST, read_options

__all__ = ["data_files", "run_rules"]

_MOST_GRADE, _STOPPING_GRADE = 9, 12


def run_rules(
    site: Site, sources: SourceFiles, finished: Iterable[tuple[Output, str]], config: Config
) -> tuple[list[Problem], list[Problem]]:
    """Return what the rules find, and what authors have given leave for. A build hears only of errors.

    `finished` has each file of the site that is text, with its text.
    """
    files = data_files(sources)
    pages = [page for page in site.by_path.values() if not page.is_broken]
    problems = [*_written(site, pages, files, config.depth), *_made(site, finished, config)]
    lapses = list(find_lapses(site, files)) if config.depth != "build" else []
    problems += lapse_problems(lapses, site.today, is_release=config.depth == "release")
    if config.depth == "release":
        problems += release_problems(site, files)
        problems += [breach("drafts-built", Place("content"))] if config.drafts else []
        problems += _not_for_visitors(config.output)
    allowances = read_allowances([*(page.source for page in pages), *files.values()])
    problems, allowed = lift(sorted(set(problems), key=Problem.sort_key), allowances, rules())
    allowed += waived_reviews(lapses)
    return [one for one in problems if one.severity == "error" or config.depth != "build"], allowed


def _not_for_visitors(folder: Path) -> Iterator[Problem]:
    """Yield a problem if the finished site, as an earlier build left it, has what visitors must not meet."""
    if options := read_options(folder):
        place = Place(f"{folder.name}/{MANIFEST}")
        yield breach("site-not-for-visitors", place, folder=folder.name, options=" and ".join(options))


def data_files(sources: SourceFiles) -> dict[str, SourceFile]:
    """Return the files of content/_data/ and the settings by their name, as a merge field calls them."""
    return {"site": sources.settings} | {PurePosixPath(one.path).stem.casefold(): one for one in sources.data}


def _written(site: Site, pages: Sequence[Page], files: Mapping[str, SourceFile], depth: Depth) -> Iterator[Problem]:
    """Yield what is wrong in the texts that people wrote."""
    data = site.data
    terms = {name: term for name, term in data.terms.items() if depth != "build" or term.severity == "error"}
    words, figures, names = Words(terms), known_figures(data), _names(site)
    for page in pages:
        passages = list(page_passages(page))
        for passage in passages:
            yield from words.find(passage)
            yield from typed_numbers(passage)
            if depth != "build":
                yield from typed_figures(passage, figures)
        if depth != "build":
            yield from style_problems(page, passages, names)
    for passage in data_passages(data, files):
        yield from words.find(passage)


def _names(site: Site) -> frozenset[str]:
    """Return the names and abbreviations that need no explanation, and may have capitals."""
    data = site.data
    names = [site.settings.name, *(line.label for line in data.help.values())]
    names += [name for term in data.glossary.values() for name in (term.term, *term.also)]
    names += [name for term in data.terms.values() for name in term.allow]
    names += [name for source in data.sources.values() for name in (source.publisher, source.title)]
    return frozenset([*names, *(word for name in names for word in name.split() if word.isupper())])


def _made(site: Site, finished: Iterable[tuple[Output, str]], config: Config) -> Iterator[Problem]:
    """Yield what is wrong with the finished files, with the place in what they were made from."""
    bounds, places, links = _bounds(site), _Places(config.templates), _Links(site)
    for output, text in finished:
        if output.page and output.page.url in site.by_url:
            tags = site.data.tags
            topics = tuple(tags[tag].name for tag in output.page.front_matter.tags if tag in tags)
            for finding in page_findings(text, topics, bounds, everything=config.depth != "build"):
                yield places.problem(finding, output.page.source)
            if config.depth != "build":
                yield from _graded(output.page, text)
                for finding in links.find(output.page, text):
                    yield places.problem(finding, output.page.source)
        elif not output.path.endswith(".html"):
            for finding in file_findings(output.path, text, bounds):
                yield places.problem(finding, SourceFile(output.path, ""))
    if config.depth != "build":
        yield from links.orphans()


def _bounds(site: Site) -> Bounds:
    lines, settings = site.data.help.values(), site.settings
    own = _dialed(settings.phone)
    called = [own, settings.email, *(line.tel for line in lines), *(_dialed(line.sms) for line in lines)]
    return Bounds(frozenset(called), own, host_of(site.base_url))


def _dialed(number: str) -> str:
    return phone_href(number).removeprefix("tel:") if number else ""


def _graded(page: Page, text: str) -> Iterator[Problem]:
    """Yield a problem if a page asks for too many years of school."""
    if (grade := reading_grade(page_prose(text))) > _MOST_GRADE:
        problem = breach(
            "reading-grade", Place(page.source.path, page.body_line), grade=f"{grade:.1f}", most=_MOST_GRADE
        )
        yield replace(problem, severity="error") if grade > _STOPPING_GRADE else problem


class _Links:
    """Where the finished pages lead, noted one after the other."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.old = {alias_url(alias) for page in site.by_path.values() for alias in page.front_matter.aliases}
        self.read: set[str] = set()
        self.reached: set[str] = set()

    def find(self, page: Page, html: str) -> Iterator[Finding]:
        """Yield each link of a page that leads to an old address, and note where the others lead."""
        self.read.add(page.url)
        for address in dict.fromkeys(links_of(html)):
            url, _ = internal_address(address, page.url, self.site.base_url)
            if url and alias_url(url) in self.old:
                yield Finding("link-redirect", (address,), {"target": address})
            if url != page.url:
                self.reached.add(url)

    def orphans(self) -> Iterator[Problem]:
        """Yield a problem for each page that nothing leads to; a page that couldn't be read may have led anywhere."""
        if self.read < {page.url for page in self.site.pages if page.url in self.site.by_url}:
            return
        for path, page in self.site.by_path.items():
            is_apart = page.url == "/" or path == "404.md" or page.front_matter.noindex
            if not is_apart and page.url not in self.reached:
                yield breach("orphan-page", Place(page.source.path))


class _Places:
    """Finds where something in a finished page comes from: the page's own file, or else a template."""

    def __init__(self, templates: Path) -> None:
        self.folder = templates
        self._texts: dict[str, str] = {}

    def problem(self, finding: Finding, source: SourceFile) -> Problem:
        """Return a finding as a problem with its place."""
        places = (
            place
            for find in (partial(_find, path=source.path, text=source.text), self._in_templates)
            for clue in finding.clues
            if (place := find(clue))
        )
        return breach(finding.rule, next(places, Place(source.path)), **finding.said)

    def _in_templates(self, clue: str) -> Place | None:
        if not self._texts:
            for path in sorted(self.folder.rglob("*.*")):
                if path.suffix in {".html", ".css", ".js", ".svg"}:
                    self._texts[path.relative_to(self.folder.parent).as_posix()] = path.read_text(encoding="utf-8")
        places = (_find(clue, path, text) for path, text in self._texts.items())
        return next((place for place in places if place), None)


def _find(clue: str, path: str, text: str) -> Place | None:
    start = text.find(clue) if clue else -1
    if start < 0:
        return None
    return Place(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), len(clue))
