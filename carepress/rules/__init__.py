"""Checks what is written and what was made against the house's rules: words, figures, style, safety, privacy, reviews."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from carepress.html import page_prose
from carepress.lookup import phone_href
from carepress.model import Config, Depth, Output, Page, Site, SourceFile, SourceFiles
from carepress.problems import Place, Problem
from carepress.reading import reading_grade
from carepress.rules.allowances import lift, read_allowances
from carepress.rules.catalog import breach, rules
from carepress.rules.figures import known_figures, typed_figures, typed_numbers
from carepress.rules.lapses import find_lapses, lapse_problems, release_problems
from carepress.rules.pages import Bounds, Finding, file_findings, page_findings
from carepress.rules.passages import data_passages, page_passages
from carepress.rules.style import style_problems
from carepress.rules.words import Words
from carepress.urls import host_of

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
    if config.depth != "build":
        problems += lapse_problems(find_lapses(site, files), site.today, is_release=config.depth == "release")
    if config.depth == "release":
        problems += release_problems(site, files)
    allowances = read_allowances([*(page.source for page in pages), *files.values()])
    problems, allowed = lift(sorted(set(problems), key=Problem.sort_key), allowances, rules())
    return [one for one in problems if one.severity == "error" or config.depth != "build"], allowed


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
    bounds, places = _bounds(site), _Places(config.templates)
    for output, text in finished:
        if output.page and output.page.url in site.by_url:
            tags = site.data.tags
            topics = tuple(tags[tag].name for tag in output.page.front_matter.tags if tag in tags)
            for finding in page_findings(text, topics, bounds):
                yield places.problem(finding, output.page.source)
            if config.depth != "build":
                yield from _graded(output.page, text)
        elif not output.path.endswith(".html"):
            for finding in file_findings(output.path, text, bounds):
                yield places.problem(finding, SourceFile(output.path, ""))


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


class _Places:
    """Finds where something in a finished page comes from: the page's own file, or else a template."""

    def __init__(self, templates: Path) -> None:
        self.folder = templates
        self._texts: dict[str, str] = {}

    def problem(self, finding: Finding, source: SourceFile) -> Problem:
        """Return a finding as a problem with its place."""
        place = _find(finding.clue, source.path, source.text) or self._in_templates(finding.clue) or Place(source.path)
        return breach(finding.rule, place, **finding.said)

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
