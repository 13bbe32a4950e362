"""Makes a page in one step: its text becomes HTML, its template is applied, and the rules look at all of it."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from typing import Any, TypeVar

from carepress.assemble.noted import Later
from carepress.assemble.reads import Reads
from carepress.cache.steps import Steps, trace_of
from carepress.check.page.rules import PageRules
from carepress.convert import Converter
from carepress.load.front_matter import locate
from carepress.make.fresh import FEED_TEXT, Fresh, name_of
from carepress.make.last import Last, LastPages
from carepress.model.digest import Digester, digest_of
from carepress.model.made import Document, Made, Rendered
from carepress.model.page import Page, TextFile
from carepress.problems import Place, Problem, has_errors
from carepress.render.page import Renderer
from carepress.render.templates import TemplateFailed, Templates
from carepress.site_files.search import searched_part
from carepress.text.html import Tree, scan_page
from carepress.text.urls import alias_url, output_path, scheme_of
from carepress.write.held import Held

V = TypeVar("V")
# What depends on how fast the machine is, so that it is tried again.
_OF_THE_MACHINE = "text-too-slow"


@dataclass(frozen=True)
class PageMaker:
    """Makes one page after the other; `texts` has their files by path, `steps` what earlier builds have made.

    `last` has what came of pages in the last build.
    """

    reads: Reads
    load_templates: Callable[[], Templates]
    rules: PageRules
    texts: Mapping[str, TextFile]
    steps: Steps
    held: Held
    depth: str
    rules_digest: bytes
    last: LastPages
    times: list[tuple[Page, Mapping[str, float]]] = field(default_factory=list)  # what was spent on pages

    @cached_property
    def templates(self) -> Templates:
        """Return the templates, made ready when the first is to be applied."""
        return self.load_templates()

    @cached_property
    def converter(self) -> Converter:
        """Return what converts texts, made ready when the first is to be converted."""
        return Converter(self.reads)

    @cached_property
    def renderer(self) -> Renderer:
        """Return what applies templates."""
        return Renderer(self.templates, self.reads)

    @cached_property
    def _common(self) -> bytes:
        """Return a digest of what is the same for all pages."""
        reads = self.reads
        said = (reads.base_url, reads.is_preview, reads.is_staging, reads.search_index, reads.spoken)
        return Digester().digest(said)

    def make_ready(self) -> None:
        """Make ready what each page needs, before there are several processes."""
        self.rules.make_ready()
        _ = self.converter, self.renderer

    def kept(self, page: Page, *, is_last: bool = False) -> Last | None:
        """Return what came of a page in the last build if it would be the same now.

        What the last pages ask depends on the texts of the others.
        """
        found = self.last.same(page, self.keys(page)[1], is_last=is_last)
        if found is None:
            return None
        made = partial(dataclasses.replace, found.made, page=page)
        return found._replace(made=self.steps.ready(("made", name_of(page)), made, found.made, page))

    def text_in_feeds(self, made: Made) -> str:
        """Return the text of a page as a feed has it."""
        return self.steps.find(FEED_TEXT, name_of(made.page), made.text, None) or self.make(made.page).text

    def make(self, page: Page) -> Fresh:
        """Return what a page comes to, made of what earlier builds have made of its text if that is the same."""
        fresh = Fresh(page)
        self.reads.asked.clear()
        self.reads.language = page.language
        try:
            made = fresh.made = self._made(page, fresh)
        except Later as later:
            fresh.later = later.cited
        else:
            fresh.trace = trace_of(self.reads)
            fresh.key = b"" if made.fault or _is_of_the_machine(made.problems) else self.keys(page)[1]
        self.reads.language = ""
        return fresh

    def keys(self, page: Page) -> tuple[bytes, bytes]:
        """Return the digests of a page's options, front matter and text, and these with one of what the rules know besides."""
        made_from = page, self.texts.get(page.path), self.reads.is_written(page), self._common
        said = self.rules_digest, self.rules.said_of(page.path)
        return self.steps.ready(("keys", name_of(page)), lambda: self._new_keys(*made_from, *said), *made_from, *said)

    def _new_keys(
        self, page: Page, file: TextFile | None, is_written: bool, common: bytes, rules: bytes, said: bytes
    ) -> tuple[bytes, bytes]:
        # What its author says is in its file; the build says it of pages that it adds.
        head = file.text[: page.body_start].encode(errors="surrogatepass") if file else Digester().digest(page)
        head += Digester().digest(page.front_matter) if page.is_broken else b""
        body = file.text[page.body_start :] if file and page.body_start is not None else ""
        parts = (common + (b"1" if is_written else b"0"), head, body.encode(errors="surrogatepass"))
        key = b"".join(map(digest_of, parts))
        return key, key + digest_of(rules, said)

    def _text_key(self, page: Page, file: TextFile) -> bytes:
        """Return a digest of what a text is made from: of its front matter only what shows in it."""
        said = page.front_matter
        body = "" if page.body_start is None else file.text[page.body_start :]
        image = said.image and locate(file, ("image",))
        parts = (said.image, image, bool(said.date), page.is_broken, page.body_line, page.body_start is None, body)
        return digest_of(self._common, name_of(page).encode(), Digester().digest(parts))

    def _step(self, fresh: Fresh, name: str, key: bytes, do: Callable[[], V], row: Callable[[V], Any]) -> V:
        """Return what a step makes of a page, or what it made before, and note what it asks."""
        found: V | None = self.steps.find(name, name_of(fresh.page), key, self.reads.digest)
        if found is None:
            return self._do(fresh, name, key, do, row)
        self.reads.asked.update(question for question, _ in self.steps.asked(name, name_of(fresh.page))[1])
        return found

    def _do(self, fresh: Fresh, name: str, key: bytes, do: Callable[[], V], row: Callable[[V], Any]) -> V:
        """Return what a step makes of a page; `row` returns what is to be kept of it, or None."""
        reads = self.reads
        before = frozenset(reads.asked)
        reads.asked.clear()
        value = do()
        if (kept := row(value)) is not None:
            fresh.rows.append((name, name_of(fresh.page), self.steps.encode(key, trace_of(reads), kept)))
        reads.asked |= before
        return value

    def _made(self, page: Page, fresh: Fresh) -> Made:
        reads, file = self.reads, self.texts.get(page.path) or TextFile(page.path, "")
        key, rules_key = self.keys(page)
        text_key = self._text_key(page, file)
        document, problems = self._step(fresh, "text", text_key, lambda: self.converter.convert(page, file), _text_row)
        document = dataclasses.replace(document, page=page)
        look = partial(self._look, document, file, problems)
        try:
            rendered = self._rendered(fresh, key, document, problems)
        except TemplateFailed as failure:
            fault = failure.problem
            if fault.place == Place(page.path):  # the page names a template that isn't there
                fault = dataclasses.replace(fault, place=locate(file, ("template",)))
            return Made(
                page=page,
                problems=tuple(problems),
                findings=self._look(document, file, [*problems, fault])[0],
                fault=fault,
                anchors=document.links,
                ids=document.anchors,
            )
        findings, read = self._step(fresh, f"source-{self.depth}", rules_key, look, lambda found: found)
        if rendered.problems:
            problems = [*problems, *rendered.problems]
            findings, read = self._look(document, file, problems)
        fresh.text = rendered.text
        scan, more = self.rules.look_at_page(document, file, rendered.html, problems, read)
        return Made(
            page=page,
            problems=tuple(problems),
            findings=(*findings, *more),
            text=digest_of(fresh.text.encode()) if fresh.text else b"",
            words=document.words,
            searched=searched_part(rendered.html) if reads.search_index else "",
            cited=rendered.cited,
            facts=rendered.facts,
            anchors=document.links,
            ids=scan.ids,
            # What a text says of files has been looked at; nobody has looked at a whole address of this site.
            addresses=frozenset(scan.addresses)
            - {one for one in document.addresses if not scheme_of(one)}
            - _refused(document, problems),
            links=scan.links,
            files=rendered.files,
        )

    def _rendered(self, fresh: Fresh, key: bytes, document: Document, problems: Sequence[Problem]) -> Rendered:
        """Return what templates make of a page; the finished page is read again if it is there."""
        page, of_text = document.page, frozenset(self.reads.asked)
        found: Rendered | None = self.steps.find("render", name_of(page), key, self.reads.digest)
        if found and self.held.has(found.files):
            self.reads.asked.update(question for question, _ in self.steps.asked("render", name_of(page))[1])
            return dataclasses.replace(found, html=self.held.read(output_path(page.url)))

        def render() -> Rendered:
            self.reads.asked |= of_text
            self.templates.environment.met.clear()
            try:
                made = self.renderer.page(document)
            finally:
                self.reads.asked |= {("templates", name) for name in self.templates.environment.met}
            old = {output_path(alias_url(alias)): made.redirect for alias in page.front_matter.aliases}
            fresh.files = {path: html.encode() for path, html in {output_path(page.url): made.html, **old}.items()}
            digests = {path: sha256(content).hexdigest() for path, content in fresh.files.items()}
            return dataclasses.replace(made, files=digests)

        def row(made: Rendered) -> Rendered | None:
            return None if _is_of_the_machine(problems) else dataclasses.replace(made, html="", redirect="")

        return self._do(fresh, "render", key, render, row)

    def _look(
        self, document: Document, file: TextFile, problems: Sequence[Problem]
    ) -> tuple[tuple[Problem, ...], dict[str, Any]]:
        """Return what the rules find in a page's source and text, whatever its template makes of it, and what they read there."""
        page = document.page
        waits = self.rules.waits(page)
        findings = [*self.rules.look_at_source(page, file)] if self.reads.is_written(page) or waits else []
        if self.reads.is_page(page.url) or waits:
            findings += self.rules.look_at_text(document, file, problems)
        return tuple(findings), self.rules.read_text(page, file)


def _text_row(found: tuple[Document, Sequence[Problem]]) -> tuple[Document, tuple[Problem, ...]] | None:
    document, problems = found
    return None if _is_of_the_machine(problems) else (dataclasses.replace(document, page=None), tuple(problems))  # type: ignore[arg-type]


def _is_of_the_machine(problems: Iterable[Problem]) -> bool:
    return any(one.rule == _OF_THE_MACHINE for one in problems)


def _refused(document: Document, problems: Iterable[Problem]) -> frozenset[str]:
    """Return the addresses in a text that has errors: what is wrong with them has been said."""
    text = "".join(part for part in document.parts if isinstance(part, str)) if has_errors(problems) else ""
    return frozenset(scan_page(Tree(text)).addresses) if text else frozenset()
