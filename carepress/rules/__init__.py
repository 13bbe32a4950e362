"""Checks what is written and what was made against the house's rules: words, figures, style, safety, privacy, reviews."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from carepress.lookup import phone_href
from carepress.model import Output, Page, Site, SourceFile, SourceFiles
from carepress.problems import Place, Problem
from carepress.rules.allowances import Allowance, lift, read_allowances
from carepress.rules.catalog import rules
from carepress.rules.figures import known_figures, typed_figures, typed_numbers
from carepress.rules.lapses import find_lapses, lapse_problems, release_problems
from carepress.rules.pages import Finding, FinishedPage, Known, file_findings, page_findings
from carepress.rules.passages import data_passages, page_passages
from carepress.rules.style import style_problems
from carepress.rules.words import Words
from carepress.urls import host_of

__all__ = ["Allowance", "Depth", "data_files", "run_rules"]


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is checked: a build runs only the rules that can stop it, `check` all, `--release` those of a launch too."""

    everything: bool = False
    release: bool = False


def run_rules(
    site: Site, sources: SourceFiles, finished: Iterable[tuple[Output, str]], templates: Path, depth: Depth
) -> tuple[list[Problem], list[Allowance]]:
    """Return what the rules find, and the allowances that lifted something.

    `finished` has each file of the site that is text, with its text; `templates` is where the place of a fault is looked
    up that no author made.
    """
    files = data_files(sources)
    pages = [page for page in site.by_path.values() if not page.is_broken]
    problems = [*_written(site, pages, files, depth), *_made(site, finished, _Places(templates))]
    if depth.everything:
        problems += lapse_problems(find_lapses(site, files), site.today, is_release=depth.release)
    if depth.release:
        problems += release_problems(site, files)
    if not depth.everything:
        problems = [problem for problem in problems if problem.severity == "error"]
    problems = sorted(set(problems), key=Problem.sort_key)
    allowances = read_allowances([*(page.source for page in pages), *files.values()])
    left, used = lift(problems, allowances, rules())
    return (left if depth.everything else [problem for problem in left if problem.severity == "error"]), used


def data_files(sources: SourceFiles) -> dict[str, SourceFile]:
    """Return the files of content/_data/ and the settings by their name, as a merge field calls them."""
    return {"site": sources.settings} | {PurePosixPath(one.path).stem.casefold(): one for one in sources.data}


def _written(site: Site, pages: Sequence[Page], files: Mapping[str, SourceFile], depth: Depth) -> Iterator[Problem]:
    """Yield what is wrong in the texts that people wrote."""
    data = site.data
    terms = {name: term for name, term in data.terms.items() if depth.everything or term.severity == "error"}
    words, figures, names = Words(terms), known_figures(data), _names(site)
    for page in pages:
        passages = list(page_passages(page))
        for passage in passages:
            yield from words.find(passage)
            yield from typed_numbers(passage)
            if depth.everything:
                yield from typed_figures(passage, figures)
        if depth.everything:
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
    return frozenset(names)


def _made(site: Site, finished: Iterable[tuple[Output, str]], places: "_Places") -> Iterator[Problem]:
    """Yield what is wrong with the finished files, with the place in what they were made from."""
    host, known = host_of(site.base_url), _known(site)
    for output, text in finished:
        if output.page and output.page.url in site.by_url:
            tags = tuple(site.data.tags[tag].name for tag in output.page.front_matter.tags if tag in site.data.tags)
            for finding in page_findings(FinishedPage(text, host, tags), known):
                yield places.problem(finding, output.page.source)
        elif not output.path.endswith(".html"):
            for finding in file_findings(output.path, text, host):
                yield places.problem(finding, SourceFile(output.path, ""))


def _known(site: Site) -> Known:
    lines, settings = site.data.help.values(), site.settings
    called = [*(line.tel for line in lines), *(phone_href(line.sms)[4:] for line in lines), settings.email]
    own = phone_href(settings.phone)[4:] if settings.phone else ""
    return Known(frozenset([*called, own]), own)


class _Places:
    """Finds where something in a finished page comes from: the page's own file, or else a template."""

    def __init__(self, templates: Path) -> None:
        self.folder = templates
        self._texts: dict[str, str] = {}

    def problem(self, finding: Finding, source: SourceFile) -> Problem:
        """Return a finding as a problem with its place."""
        place = _find(finding.clue, source.path, source.text) or self._in_templates(finding.clue) or Place(source.path)
        return Problem(finding.severity, finding.rule, finding.message, place, finding.hint)

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
