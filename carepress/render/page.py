"""Renders a page: fills the slots of its text, and gives its template what it may use."""

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache, partial

from carepress.assemble.reads import Later, Reads
from carepress.load.names import UnknownName, facts_of
from carepress.model.made import CitationSlot, ComponentSlot, Document, Rendered
from carepress.model.page import Listing, Page
from carepress.problems import Place, Problem, error, guess
from carepress.problems.catalog import violation
from carepress.render.citations import Citations
from carepress.render.context import (
    FeedLink,
    LevelView,
    PageContext,
    PageLink,
    PageView,
    Pagination,
    SourceUse,
)
from carepress.render.cost_chart import cost_chart
from carepress.render.json_ld import as_json, describe_page
from carepress.render.picture_tags import pictures_by_href, with_variants
from carepress.render.templates import Markup, TemplateFailed, Templates, Unknown
from carepress.site_files.feeds import FEED_FILES
from carepress.site_files.hosting import CONTENT_POLICY, SEARCH_POLICY
from carepress.site_files.search import TEMPLATE as SEARCH_TEMPLATE

_WORDS_A_MINUTE = 220


class Renderer:
    """Renders one page after the other."""

    def __init__(self, templates: Templates, reads: Reads) -> None:
        self.templates = templates
        self.reads = reads
        self.href = reads.href
        self.pictures = pictures_by_href(reads.base_url, reads.pictures)
        self.menu = self.links_to(reads.menu)
        self.names = {id(fact): name for name, fact in facts_of(reads.data)}
        self.facts = frozenset(self.names.values())
        addresses = {name: self.href(page.url) for name, page in reads.level_pages.items()}
        self.levels = {
            name: LevelView(name, level, addresses.get(name, "")) for name, level in reads.data.care_levels.items()
        }

    def page(self, document: Document) -> Rendered:
        """Return what the templates make of a document. Raises TemplateFailed, and Later if it lists what all pages cite."""
        page = document.page
        name = f"{page.template}.html"
        if name not in self.templates.names:
            known = sorted(known.removesuffix(".html") for known in self.templates.names if "/" not in known)
            hint = guess(name.removesuffix(".html"), known, f"the templates are {', '.join(known) or 'missing'}")
            place = Place(page.path if page.front_matter.template else f"templates/{name}")
            raise TemplateFailed(error("template-missing", f'there is no template "templates/{name}"', place, hint))
        citations, refused, content = Citations(self.reads.data.sources), list[Problem](), list[str]()
        names = self.context(document, citations, refused, content).as_dict()
        html = self.templates.render(name, names)
        sources = citations.names(also=page.front_matter.sources)
        if citations.are_listed and self.reads.cited is None:
            raise Later(sources)
        cited = {self.names[id(fact)] for fact in citations.facts if id(fact) in self.names} | document.facts
        return Rendered(
            html=with_variants(html, self.reads.base_url, self.pictures),
            redirect=self.templates.render("redirect.html", names) if page.front_matter.aliases else "",
            text=content[0] if content and self.reads.is_in_feed(page.url) else "",
            cited=sources,
            facts=frozenset(name if name in self.facts else name.rpartition(".")[0] for name in cited),
            problems=tuple(refused),
        )

    def context(
        self, document: Document, citations: Citations, refused: list[Problem], content: list[str]
    ) -> PageContext:
        """Return what the templates of a page may use; `refused` and `content` are filled when they use it."""
        reads, page = self.reads, document.page

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

        context = PageContext(
            site=reads.settings,
            page=self.view(document),
            data=reads.data,
            menu=tuple(dataclasses.replace(item, is_current=self.is_in(page, item)) for item in self.menu),
            is_preview=reads.is_preview,
            is_staging=reads.is_staging,
            can_search=reads.can_search,
            content=text,
            cite=citations.cite,
            references=lambda: citations.list(also=page.front_matter.sources),
            source_list=partial(self.source_list, citations),
            structured_data=lambda: as_json(describe_page(page.template, context)),
            feeds=self.feed_links(page),
            pages=self.pages,
            page_at=self.page_at,
            care_level=self.care_level,
            care_levels=lambda: tuple(self.levels.values()),
            cost_chart=partial(cost_chart, reads.data.costs),
            link=self.href,
            asset=self.asset,
            content_policy=Markup(SEARCH_POLICY if page.template == SEARCH_TEMPLATE else CONTENT_POLICY),
        )
        names = context.as_dict()
        return context

    def component(self, slot: ComponentSlot, names: Mapping[str, object], refused: list[Problem]) -> Markup:
        """Return the HTML of a component. An argument that names nothing is noted, at its place. Raises TemplateFailed."""
        try:
            return self.templates.render_component(slot.name, {**names, **slot.arguments})
        except TemplateFailed as failed:
            reason = failed.__cause__
            arguments = self.templates.components[slot.name] or ()
            if isinstance(reason, Unknown) and reason.name in arguments and reason.name not in slot.arguments:
                said = {"name": slot.name, "wrong": reason.name}
                refused.append(violation("component-argument", slot.place, "missing", **said))
                return Markup("")
            # A component that takes no arguments can only have named it itself.
            if not isinstance(reason, UnknownName) or not arguments:
                raise
            if not self.reads.data.broken:
                refused.append(error("component-argument", str(reason), slot.place, reason.hint))
            return Markup("")

    def view(self, document: Document) -> PageView:
        """Return a document's page as its templates see it."""
        reads, page = self.reads, document.page
        front_matter, around, listing = page.front_matter, reads.around(page.url), reads.listing(page.url)
        return PageView(
            title=page.title,
            description=front_matter.description,
            href=self.href(page.url),
            permalink=reads.permalink(page.url),
            meta=front_matter,
            author=front_matter.author or reads.settings.name,
            headings=tuple(heading for heading in document.headings if heading.level == 2),
            reading_minutes=max(1, round(document.words / _WORDS_A_MINUTE)),
            image=document.image and self.href(document.image),
            card=reads.permalink(reads.cards[page.url]) if page.url in reads.cards else "",
            is_home=page.url == "/",
            is_review_due=bool(page.review_lapses and page.review_lapses <= reads.today),
            above=self.links_to(around.above),
            children=self.links_to(listing.items if listing else around.children),
            pagination=self.pagination(listing, page.url) if listing and len(listing.urls) > 1 else None,
            tags=self.links_to(reads.topics(page)),
            related=self.links_to(around.related),
            previous=self.link_to(around.previous) if around.previous else None,
            next=self.link_to(around.next) if around.next else None,
        )

    def pagination(self, listing: Listing, url: str) -> Pagination:
        """Return where a page of a long list stands among its others."""
        hrefs = tuple(map(self.href, listing.urls))
        at = listing.urls.index(url)
        return Pagination(at + 1, hrefs, hrefs[at - 1] if at else "", hrefs[at + 1] if at + 1 < len(hrefs) else "")

    def feed_links(self, page: Page) -> tuple[FeedLink, ...]:
        """Return the feeds that a page speaks of: the site's, and its own if it is a topic."""
        return tuple(
            FeedLink(title, self.href(f"{url}{name}"), kind)
            for url, title in self.reads.feeds.items()
            if url in ("/", page.url)
            for name, kind in FEED_FILES.items()
        )

    def source_list(self, citations: Citations) -> tuple[SourceUse, ...]:
        """Return every source with the pages that cite it, as far as that is known; that it was asked for is noted."""
        citations.are_listed = True
        cited, sources = self.reads.cited or {}, self.reads.data.sources.items()
        return tuple(SourceUse(name, source, self.links_to(cited.get(name, ()))) for name, source in sources)

    def link_to(self, page: Page) -> PageLink:
        """Return a page as another page speaks of it."""
        front_matter = page.front_matter
        return PageLink(page.title, page.nav_title, front_matter.description, self.href(page.url), front_matter.date)

    def links_to(self, pages: Iterable[Page]) -> tuple[PageLink, ...]:
        """Return pages as another page speaks of them."""
        return tuple(map(self.link_to, pages))

    def is_in(self, page: Page, item: PageLink) -> bool:
        """Return whether a page is the one that a menu item leads to, or stands below it."""
        return self.href(page.url).startswith(item.href)

    def pages(self, section: str = "", limit: int | None = None) -> tuple[PageLink, ...]:
        """Return the pages of a section, in their order; without a section, all pages by title."""
        return self.links_to(self.reads.pages(section)[:limit])

    def page_at(self, content_path: str) -> PageLink | None:
        """Return the page that a file in content/ makes, or None if it isn't built."""
        page = self.reads.page_at(content_path)
        return self.link_to(page) if page else None

    def care_level(self, name: str) -> LevelView:
        """Return a level of care with the address of its page, by its id."""
        if name not in self.levels:
            raise UnknownName(f'no level of care is called "{name}"', guess(name, self.levels))
        return self.levels[name]

    def asset(self, name: str) -> str:
        """Return the address of a file in templates/assets/."""
        assets = self.reads.assets
        if name not in assets:
            raise LookupError(f'there is no file "templates/assets/{name}"; {guess(name, assets)}'.rstrip("; "))
        return self.href(assets[name])
