"""Checks what is written and what was made against the house's rules: words, figures, style, safety, privacy, reviews."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from carepress.check.page.finished import finished_problems
from carepress.check.site.allowances import lift, read_allowances
from carepress.check.site.lapses import days_to_come, find_lapses, lapse_problems, release_problems, waived_reviews
from carepress.check.source.passages import data_passages, page_passages, settings_passages
from carepress.check.source.style import style_problems
from carepress.check.source.typed_figures import known_figures, typed_figures, typed_numbers
from carepress.check.source.unread import hidden_signs, unread_in_passage, unread_in_text
from carepress.check.source.words import Words
from carepress.model.config import Config, Depth
from carepress.model.made import Document, Output
from carepress.model.page import Page, TextFile
from carepress.model.site import ContentFiles, Site
from carepress.problems import Place, Problem
from carepress.problems.catalog import TRIED, rules, violation
from carepress.write.apply import MANIFEST, read_options

__all__ = ["data_files", "run_rules"]


def run_rules(
    config: Config,
    site: Site,
    sources: ContentFiles,
    documents: Iterable[Document],
    finished: Iterable[tuple[Output, str]],
    paths: frozenset[str],
    found: Iterable[Problem],
) -> tuple[list[Problem], list[Problem]]:
    """Return what the rules find, with the warnings of those before, and what authors have given leave for.

    A build hears only of the rules' errors. `finished` has each file of the site that is text, with its text; `paths`
    every file. A finished page isn't blamed if the text that it was made from is at fault already, as `found` says.
    """
    files = data_files(sources)
    pages = list(site.by_path.values())
    # A sign that keeps the front matter from being found has been named.
    first = {(one.place.path, one.place.line) for one in found if one.rule == "front-matter-missing"}
    found_now = _written(site, pages, files, config.depth)
    written = [one for one in found_now if (one.place.path, one.place.line) not in first]
    problems = [
        *written,
        *_unread(site, documents, files, [*found, *(one for one in written if one.rule == "conflict-marker")]),
        *finished_problems(config, site, documents, finished, paths, found, list(files.values())),
    ]
    lapses = list(find_lapses(site, files)) if config.depth != "build" else []
    problems += lapse_problems(lapses, site.today, is_release=config.depth == "release")
    problems += days_to_come(site, files)
    if config.depth == "release":
        problems += release_problems(site, files)
        problems += [violation("drafts-built", Place("content"))] if config.drafts else []
        problems += _not_for_visitors(config.output)
    allowances = read_allowances([*(page.source for page in pages), *files.values()])
    allowances = [one for one in allowances if one.rule not in TRIED]
    warned = {problem for problem in found if problem.severity != "error"}
    open_to_leave = sorted({*problems, *warned}, key=Problem.sort_key)
    problems, allowed = lift(open_to_leave, allowances, rules(), firm=set(found) - warned)
    allowed += waived_reviews(lapses)
    return [one for one in problems if one.severity == "error" or config.depth != "build" or one in warned], allowed


def _not_for_visitors(folder: Path) -> Iterator[Problem]:
    """Yield a problem if the finished site, as an earlier build left it, has what visitors must not meet."""
    if options := read_options(folder):
        place = Place(f"{folder.name}/{MANIFEST}")
        yield violation("site-not-for-visitors", place, folder=folder.name, options=" and ".join(options))


def data_files(sources: ContentFiles) -> dict[str, TextFile]:
    """Return the files of content/_data/ and the settings by their name, as a merge field calls them."""
    return {"site": sources.settings} | {PurePosixPath(one.path).stem.casefold(): one for one in sources.data}


def _written(site: Site, pages: Sequence[Page], files: Mapping[str, TextFile], depth: Depth) -> Iterator[Problem]:
    """Yield what is wrong in the texts that people wrote."""
    data = site.data
    terms = {name: term for name, term in data.terms.items() if depth != "build" or term.severity == "error"}
    words, figures, names = Words(terms), known_figures(data), _names(site)
    for source in (*(page.source for page in pages), *files.values()):
        yield from hidden_signs(source)
    for page in pages:
        passages = list(page_passages(page))
        for passage in passages:
            yield from words.find(passage)
            yield from unread_in_passage(passage)
            yield from typed_numbers(passage)
            if depth != "build":
                yield from typed_figures(passage, figures)
        if depth != "build":
            yield from style_problems(passages, names)
    for passage in (*settings_passages(site.settings, files["site"]), *data_passages(data, files)):
        yield from words.find(passage)
        yield from unread_in_passage(passage)
        if passage.source is not files.get("help"):
            yield from typed_numbers(passage)


def _unread(
    site: Site, documents: Iterable[Document], files: Mapping[str, TextFile], found: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield what is left over in the texts of pages, but for lines of which `found` says already what is wrong."""
    blamed = {(one.place.path, one.place.line) for one in found if one.severity == "error"}
    for document in documents:
        if document.page.url in site.by_url:
            problems = unread_in_text(document, files.values())
            yield from (one for one in problems if (one.place.path, one.place.line) not in blamed)


def _names(site: Site) -> frozenset[str]:
    """Return the names and abbreviations that need no explanation, and may have capitals."""
    data = site.data
    names = [site.settings.name, *(line.label for line in data.help.values())]
    names += [name for term in data.glossary.values() for name in (term.term, *term.also)]
    names += [name for term in data.terms.values() for name in term.allow]
    names += [name for source in data.sources.values() for name in (source.publisher, source.title)]
    return frozenset([*names, *(word for name in names for word in name.split() if word.isupper())])
