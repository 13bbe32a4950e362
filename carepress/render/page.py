"""Renders a page: fills the slots of its text, and gives its template what it may use."""

from collections.abc import Mapping
from functools import cache

from carepress.assemble.noted import Later
from carepress.assemble.reads import Reads
from carepress.load.names import UnknownName, choices_of
from carepress.model.made import CitationSlot, ComponentSlot, Document, Rendered
from carepress.problems import Place, Problem, error, guess
from carepress.problems.catalog import violation
from carepress.render.citations import Citations
from carepress.render.context import PageContext, as_names
from carepress.render.finish import say_in_text, with_languages, with_variants
from carepress.render.json_ld import describe_page
from carepress.render.templates import Markup, TemplateFailed, Templates, Unknown
from carepress.site_files.hosting import CONTENT_POLICY, MEDIA_POLICY, PREVIEW_POLICY, SEARCH_POLICY
from carepress.site_files.search import TEMPLATE as SEARCH_TEMPLATE
from carepress.text.json_ld import as_json

_VIDEO = "video"  # the component that makes a page load one


class Renderer:
    """Renders one page after the other."""

    def __init__(self, templates: Templates, reads: Reads) -> None:
        self.templates = templates
        self.reads = reads
        self.facts = frozenset(reads.facts.values())

    def page(self, document: Document) -> Rendered:
        """Return what the templates make of a document. Raises TemplateFailed, and Later if it lists what all pages cite."""
        page, reads = document.page, self.reads
        name = f"{page.template}.html"
        if name not in self.templates.names:
            known = sorted(known.removesuffix(".html") for known in self.templates.names if "/" not in known)
            hint = guess(name.removesuffix(".html"), known, f"the templates are {', '.join(known) or 'missing'}")
            place = Place(page.path if page.front_matter.template else f"templates/{name}")
            raise TemplateFailed(error("template-missing", f'there is no template "templates/{name}"', place, hint))
        citations, refused, content = Citations(reads.data.sources, reads.words()), list[Problem](), list[str]()

        def filled(part: str | CitationSlot | ComponentSlot) -> str:
            if isinstance(part, str):
                return part
            if isinstance(part, CitationSlot):
                return citations.mark(part.sources)
            return self.component(part, names, refused)

        @cache
        def text() -> Markup:
            content.append(Markup("".join(map(filled, document.parts))))
            return Markup(content[0])

        def described(context: PageContext, logo: str = "") -> Markup:
            return Markup(as_json(describe_page(page.template, context, logo)))

        names = as_names(PageContext(reads, document, citations, text, described, self.policy(document)))
        html = self.templates.render(name, names)
        sources = citations.names(also=page.front_matter.sources)
        if citations.are_listed and reads.cited() is None:
            raise Later(sources)
        cited = {reads.facts[id(fact)] for fact in citations.facts if id(fact) in reads.facts} | document.facts
        return Rendered(
            html=with_variants(with_languages(html, page, reads), reads.base_url, reads.pictures),
            redirect=self.templates.render("redirect.html", names) if page.front_matter.aliases else "",
            text=say_in_text(content[0], reads.words()) if content and reads.is_in_feed(page.url) else "",
            cited=sources,
            facts=frozenset(name if name in self.facts else name.rpartition(".")[0] for name in cited),
            problems=tuple(refused),
        )

    def policy(self, document: Document) -> Markup:
        """Return what a page may load."""
        policy = PREVIEW_POLICY if self.reads.is_preview else CONTENT_POLICY
        policy = SEARCH_POLICY if document.page.template == SEARCH_TEMPLATE else policy
        has_video = any(isinstance(part, ComponentSlot) and part.name == _VIDEO for part in document.parts)
        return Markup(policy + MEDIA_POLICY * has_video)

    def component(self, slot: ComponentSlot, names: Mapping[str, object], refused: list[Problem]) -> Markup:
        """Return the HTML of a component. An argument that names nothing is noted, at its place. Raises TemplateFailed."""
        given = {name: value for name, value in slot.arguments.items() if value.strip()}  # an empty one says nothing
        try:
            return self.templates.render_component(slot.name, {**names, **given})
        except TemplateFailed as failed:
            reason = failed.__cause__
            arguments = self.templates.components[slot.name] or ()
            if isinstance(reason, Unknown) and reason.name in arguments and reason.name not in given:
                known = choices_of(self.templates.source_of(slot.name), self.reads.data).get(reason.name)
                choices = f", with one of: {', '.join(known)}" if known else ""
                said = {"name": slot.name, "wrong": reason.name, "choices": choices}
                refused.append(violation("component-argument", slot.place, "missing", **said))
                return Markup("")
            # A component that takes no arguments can only have named it itself.
            if not isinstance(reason, UnknownName) or not arguments:
                raise
            if not self.reads.data.broken:
                refused.append(error("component-argument", str(reason), slot.place, reason.hint))
            return Markup("")
