"""Makes a page in one step: its text becomes HTML, its template is applied, and the rules look at all of it."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from carepress.assemble.reads import Later, Reads
from carepress.check.page.rules import PageRules
from carepress.convert import Converter
from carepress.model.made import Document, Made, Rendered
from carepress.model.page import Page, TextFile
from carepress.problems import Problem, has_errors
from carepress.render.page import Renderer
from carepress.render.templates import TemplateFailed, Templates, within_memory
from carepress.text.html import Tree, scan_page
from carepress.text.urls import alias_url, output_path
from carepress.text.words import count_noun

# What a page gives the search, as a function of its HTML.
SearchCopy = Callable[[str, Page], str]


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes one page after the other; `texts` has their files by path."""

    reads: Reads
    templates: Templates
    rules: PageRules
    texts: Mapping[str, TextFile]
    search_copy: SearchCopy
    add: Callable[[str, str], None]

    @within_memory
    def make_all(self, pages: Iterable[Page]) -> list[Made]:
        """Return what came of each page; those that ask what the others cite are rendered when these are made."""
        converter, renderer = Converter(self.reads), Renderer(self.templates, self.reads)
        made, waiting = [], []
        for page in pages:
            document, problems = converter.convert(page, self._file(page))
            try:
                made.append(self._finish(document, problems, renderer))
            except Later as failure:
                waiting.append((document, problems, failure.cited))
        if waiting:
            cited = [(one.page, one.cited) for one in made] + [(one.page, names) for one, _, names in waiting]
            renderer = Renderer(self.templates, self.reads.with_citations(_by_source(cited, self.reads)))
            made += [self._finish(document, problems, renderer) for document, problems, _ in waiting]
        return made

    def _file(self, page: Page) -> TextFile:
        """Return the file of a page; one that the build adds has none."""
        return self.texts.get(page.path) or TextFile(page.path, "")

    def _finish(self, document: Document, problems: Sequence[Problem], renderer: Renderer) -> Made:
        page, file = document.page, self._file(document.page)
        try:
            rendered = renderer.page(document)
        except TemplateFailed as failure:
            return Made(
                page=page,
                problems=tuple(problems),
                findings=tuple(self._look(document, file, [*problems, failure.problem])),
                fault=failure.problem,
                anchors=document.links,
                ids=document.anchors,
            )
        problems = [*problems, *rendered.problems]
        findings = self._look(document, file, problems)
        self._stage(page, rendered)
        scan, more = self.rules.look_at_page(page, document, file, rendered.html, problems)
        return Made(
            page=page,
            problems=tuple(problems),
            findings=(*findings, *more),
            text=rendered.text,
            searched=self.search_copy(rendered.html, page),
            cited=rendered.cited,
            facts=rendered.facts,
            anchors=document.links,
            ids=scan.ids,
            addresses=frozenset(scan.addresses) - document.addresses - _refused(document, problems),
            links=scan.links,
        )

    def _look(self, document: Document, file: TextFile, problems: Sequence[Problem]) -> list[Problem]:
        """Return what the rules find in a page's source and text, whatever its template makes of it."""
        page = document.page
        findings = [*self.rules.look_at_source(page, file)] if self.reads.page_at(page.content_path) is page else []
        marks = [one for one in findings if one.rule == "conflict-marker"]
        if self.reads.is_page(page.url):
            findings += self.rules.look_at_text(document, file, [*problems, *marks])
        return findings

    def _stage(self, page: Page, rendered: Rendered) -> None:
        self.add(output_path(page.url), rendered.html)
        for alias in page.front_matter.aliases:
            self.add(output_path(alias_url(alias)), rendered.redirect)


def _refused(document: Document, problems: Iterable[Problem]) -> frozenset[str]:
    """Return the addresses in a text that has errors: what is wrong with them has been said."""
    text = "".join(part for part in document.parts if isinstance(part, str)) if has_errors(problems) else ""
    return frozenset(scan_page(Tree(text)).addresses) if text else frozenset()


def _by_source(cited: Iterable[tuple[Page, Sequence[str]]], reads: Reads) -> Mapping[str, Sequence[Page]]:
    """Return the pages that cite each source, in the order of their addresses; a page that waits isn't named."""
    found: defaultdict[str, list[Page]] = defaultdict(list)
    for page, names in sorted(cited, key=lambda pair: pair[0].url):
        for name in names if reads.is_page(page.url) else ():
            found[name].append(page)
    return found


def template_problems(made: Iterable[Made]) -> Iterator[Problem]:
    """Yield what went wrong in templates: a fault in the base template is one problem, not one for each page."""
    failures: defaultdict[Problem, list[Page]] = defaultdict(list)
    for one in made:
        if one.fault:
            failures[one.fault].append(one.page)
    for problem, pages in failures.items():
        others = f" and {count_noun(len(pages) - 1, 'other page')}" if len(pages) > 1 else ""
        yield dataclasses.replace(problem, hint=f"met while rendering {pages[0].path}{others}; {problem.hint}")
