"""The rules that look at one page: at its source, at the text made of it, and at the finished page."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import Any

from carepress.assemble.reads import Reads
from carepress.check.page.locate import Places
from carepress.check.page.pages import Bounds, PageView, page_findings
from carepress.check.source.passages import Passage, page_body, page_passages
from carepress.check.source.typed_numbers import typed_numbers
from carepress.check.source.unread import hidden_signs, unread_in_passage, unread_in_text
from carepress.check.source.vocabulary import group_in
from carepress.check.source.words import Words
from carepress.load.names import every_record
from carepress.model.config import Config
from carepress.model.digest import Digester
from carepress.model.fields import Form, marked
from carepress.model.kind import SiteKind
from carepress.model.made import ComponentSlot, Document
from carepress.model.page import Page, TextFile
from carepress.model.records import AvoidedTerm
from carepress.model.site import Site
from carepress.problems import Place, Problem, has_errors
from carepress.problems.catalog import violation
from carepress.text.html import PageScan, Tree, page_prose, scan_page
from carepress.text.phone import dialed
from carepress.text.readability import reading_grade, spanish_ease
from carepress.text.urls import contacts, host_of
from carepress.text.words import ENGLISH, SPANISH

_EMPTY = "unknown-field"  # which prints nothing
# What HTML that was refused in a text would do as well, if it came so far.
OF_HTML = frozenset({"inline-code", "one-h1", "other-host"})
_MOST_GRADE, _STOPPING_GRADE = 9, 12
_LEAST_EASE, _STOPPING_EASE = 60, 50
LinesAtFault = frozenset[tuple[str, int | None]]
# What looks at one text, and at all those of a page.
Look = Callable[[Passage], Iterable[Problem]]
LookAtAll = Callable[[Sequence[Passage]], Iterable[Problem]]


class PageRules:
    """The rules for one page, made ready for many; `before` has what was found before any page was made."""

    def __init__(self, config: Config, site: Site, reads: Reads, before: Iterable[Problem]) -> None:
        before = list(before)
        self.everything = config.depth != "build"
        self.site, self.reads = site, reads
        reads.asked.clear()
        self.page_rules = [ready(reads) for ready in config.kind.page_rules]
        self.text_readers = {name: ready(reads) for name, ready in config.kind.text_readers.items()}
        self.bounds = find_bounds(site, config.kind)
        self.places = Places(config.templates, reads.data_texts, config.kind.catalog, reads.note)
        self.blamed = blamed_lines(before)
        # A sign that keeps the front matter from being found has been named.
        self.unread = {(one.place.path, one.place.line) for one in before if one.rule == "front-matter-missing"}
        self._asked = frozenset(reads.asked)
        self._lines: defaultdict[str, list[Any]] = defaultdict(list)
        for path, line in self.blamed:
            self._lines[path if path.endswith(".md") else ""].append(str((path, line)))

    @cached_property
    def _in_language(self) -> Mapping[str, tuple[Look, LookAtAll | None]]:
        """Return what looks at a text in each language, and at all texts of a page; made ready when the first is looked at."""
        return {language: self._ready_in(language) for language in self.reads.spoken.values()}

    def _ready_in(self, language: str) -> tuple[Look, LookAtAll | None]:
        """Return what looks at texts in a language; in a build nothing at how these are written, and at their figures."""
        terms, data, reads = self._told, self.site.data, self.reads
        words: Words = reads.once(
            f"words-{language}", ("terms", "word_groups"), lambda: Words(terms, data.word_groups, language)
        )
        if not self.everything:
            return words.find, None
        # Their patterns take time to be made ready.
        from carepress.check.source.style import Style  # noqa: PLC0415
        from carepress.check.source.typed_figures import Figures, typed_figures  # noqa: PLC0415

        names, nouns = self._nouns_in(language, "name", "given-name"), self._nouns_in(language, "heading")
        figures = Figures(data, reads.facts_with, language)
        return (
            lambda passage: chain(words.find(passage), typed_figures(passage, figures)),
            lambda passages: Style(passages, reads, names, nouns, language).problems(),
        )

    def make_ready(self) -> None:
        """Make ready what each text needs, in each language."""
        _ = self._in_language
        nothing = page_body(TextFile("", ""), 0, 1)
        for language in self.reads.spoken:
            self.reads.language = language
            _ = [read(nothing) for read in self.text_readers.values()]
        self.reads.language = ""

    @property
    def _told(self) -> Mapping[str, AvoidedTerm]:
        terms = self.site.data.terms.items()
        return {name: term for name, term in terms if self.everything or term.severity != "info"}

    def _nouns_in(self, language: str, *groups: str) -> frozenset[str]:
        known, names = self.site.data.word_groups, [group_in(name, language) for name in groups]
        return frozenset(word.lower() for name in names if name in known for word in known[name].words)

    def digest(self) -> bytes:
        """Return a digest of all that the rules know of the site before they look at a page."""
        asked = [(question, self.reads.digest(question)) for question in sorted(self._asked, key=repr)]
        return Digester().digest((self._told, self.site.data.word_groups, self.reads.spoken, self.bounds, asked))

    def said_of(self, path: str) -> bytes:
        """Return a digest of what was found, before any page was made, in a file and in what is no page."""
        lines = sorted([*self._lines[path], *self._lines[""]]) if self._lines else ()
        return Digester().digest((lines, [one for one in self.unread if one[0] == path])) if lines else b""

    def waits(self, page: Page) -> bool:
        """Return whether a page waits and a preview shows it, so that its author is told what is wrong with it."""
        return self.reads.is_preview and page.body_start is not None and not self.reads.is_written(page)

    def look_at_source(self, page: Page, file: TextFile) -> Iterator[Problem]:
        """Yield what is wrong in the file of a page, as its author wrote it."""
        passages = list(page_passages(page, file))
        found = [*hidden_signs(file), *(one for passage in passages for one in self.look_at_passage(passage))]
        _, look_at_all = self._in_language[self.reads.speaks]
        found += look_at_all(passages) if look_at_all else ()
        yield from (one for one in found if (one.place.path, one.place.line) not in self.unread)

    def read_text(self, page: Page, file: TextFile) -> dict[str, Any]:
        """Return what the readers of the site's kind make of the text of a page, by their names."""
        body = page_body(file, page.body_start, page.body_line)
        return {name: read(body) for name, read in self.text_readers.items()}

    def look_at_passage(self, passage: Passage, *, may_have_numbers: bool = False) -> Iterator[Problem]:
        """Yield what is wrong with one text of a page or of the data."""
        look, _ = self._in_language[self.reads.speaks]
        yield from look(passage)
        yield from unread_in_passage(passage)
        yield from typed_numbers(passage, self.reads.speaks) if not may_have_numbers else ()

    def look_at_text(self, document: Document, file: TextFile, found: Iterable[Problem]) -> Iterator[Problem]:
        """Yield what is left over in the text of a page, but for lines of which `found` says already what is wrong."""
        blamed = self.blamed | blamed_lines(found)
        problems = unread_in_text(document, file, self.reads.data_texts)
        yield from (one for one in problems if (one.place.path, one.place.line) not in blamed)

    def look_at_page(
        self, document: Document, file: TextFile, html: str, found: Sequence[Problem], read: Mapping[str, Any]
    ) -> tuple[PageScan, list[Problem]]:
        """Return what a finished page offers and asks for, and what is wrong with it; lines in `found` aren't blamed again.

        `read` has what was read in its text.
        """
        page = document.page
        tree = Tree(html)
        scan = scan_page(tree)
        # What a page whose front matter has errors offers is taken on trust; those in a faulty text have been named.
        named = document.anchors if has_errors(found) else frozenset[str]()
        repeated = sorted(set(scan.repeated_ids) - named) if not page.is_broken else ()
        problems = [violation("duplicate-id", Place(page.path), "page", name=name) for name in repeated]
        if problems and (twice := _component_twice(document)):
            problems = [violation("duplicate-id", twice.place, "component", name=twice.name)]
        # What an expired page leaves has nothing to be wrong, and a page that waits has it in its own file.
        waits = self.waits(page)
        if self.reads.is_page(page.url) or waits:
            blamed = self.blamed | blamed_lines(found)
            problems += [
                one
                for one in self._on_page(page, file, tree, read, is_filled=not any(one.rule == _EMPTY for one in found))
                if (one.rule not in OF_HTML or (one.place.path, one.place.line) not in blamed)
                and (not waits or one.place.path == page.path)
            ]
        return scan, problems

    def _on_page(
        self, page: Page, file: TextFile, tree: Tree, read: Mapping[str, Any], *, is_filled: bool
    ) -> Iterator[Problem]:
        tags = self.reads.data.tags
        topics = tuple(tags[tag].name for tag in page.front_matter.tags if tag in tags)
        view = PageView(tree, read, topics, self.bounds)
        # Where a field prints nothing, what a page lacks may be what the field would print.
        more = (finding for rule in (self.page_rules if is_filled else ()) for finding in rule(view))
        seen: Counter[tuple[object, ...]] = Counter()
        found = page_findings(tree, self.bounds, self.reads.speaks, everything=self.everything)
        for finding in chain(found, more):
            same = finding.rule, *finding.clues[:1]
            if finding.nth is None:
                finding.nth = seen[same]
                seen[same] += 1
            problem = self.places.problem(finding, file)
            # Where front matter has errors, only the text is as its author meant it.
            is_in_text = problem.place.path == page.path and (problem.place.line or 0) >= page.body_line
            # Without settings a template prints nothing where their words would be.
            if is_in_text or not (page.is_broken or "site" in self.site.data.broken):
                yield problem
        if self.everything:
            yield from _graded(page, page_prose(tree), self.reads.speaks)


def _component_twice(document: Document) -> ComponentSlot | None:
    """Return the first component that the text of a page has had before; None if each stands there once."""
    slots = [one for one in document.parts if isinstance(one, ComponentSlot)]
    before = (frozenset(one.name for one in slots[:number]) for number in range(len(slots)))
    return next((one for one, names in zip(slots, before, strict=True) if one.name in names), None)


def blamed_lines(found: Iterable[Problem]) -> LinesAtFault:
    """Return the lines that are at fault already."""
    return frozenset((one.place.path, one.place.line) for one in found if one.severity == "error")


def find_bounds(site: Site, kind: SiteKind) -> Bounds:
    """Return what pages may lead to and load."""
    settings = site.settings
    leading = [name for name, one in kind.all_collections.items() if _links(one.record)]
    records = [settings, *(record for _, record in every_record(site.data))]
    said = [(link, getattr(record, key)) for record in records for key, link in _links(type(record)).items()]
    reached = [href for link, value in said if value for href in contacts(link(value))]
    own = dialed(settings.phone).partition(",")[0] if settings.phone else ""
    is_whole = site.data.broken.isdisjoint({"site", *leading})
    return Bounds(frozenset(reached) if is_whole else None, own, host_of(site.base_url))


def _links(record: type[Any]) -> Mapping[str, Callable[[str], str]]:
    """Return what makes links of a record's fields that lead somewhere when they are pressed."""
    return {key: form.link for key, form in marked(record, Form).items() if form.link}


def _graded(page: Page, prose: Iterable[str], language: str) -> Iterator[Problem]:
    """Yield a problem if a page asks for too many years of school; for other languages than these nobody knows."""
    if language == SPANISH and (ease := spanish_ease(prose)) < _LEAST_EASE:
        problem = violation("reading-grade", Place(page.path), "ease", ease=f"{ease:.0f}", least=_LEAST_EASE)
        yield replace(problem, severity="error") if ease < _STOPPING_EASE else problem
    if language == ENGLISH and (grade := reading_grade(prose)) > _MOST_GRADE:
        problem = violation("reading-grade", Place(page.path), grade=f"{grade:.1f}", most=_MOST_GRADE)
        yield replace(problem, severity="error") if grade > _STOPPING_GRADE else problem
