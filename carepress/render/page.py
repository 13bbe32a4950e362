"""Renders a page: fills the slots of its text, gives its template what it may use, and keeps what the feeds need."""

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache, partial

from carepress.load.names import UnknownName, facts_of
from carepress.media.assets import Asset
from carepress.model.kind import SiteKind
from carepress.model.made import CitationSlot, ComponentSlot, Document
from carepress.model.page import Listing, Page
from carepress.model.site import Site
from carepress.problems import Place, Problem, error, guess
from carepress.problems.catalog import violation
from carepress.render.citations import Citations
from carepress.render.context import FeedLink, PageContext, PageLink, PageView, Pagination, SourceUse
from carepress.render.json_ld import as_json, describe_page
from carepress.render.picture_tags import pictures_by_href, with_variants
from carepress.render.templates import Markup, TemplateFailed, Templates, Unknown
from carepress.site_files.feeds import FEED_FILES, SiteFeed
from carepress.site_files.hosting import CONTENT_POLICY, SEARCH_POLICY
from carepress.site_files.search import TEMPLATE as SEARCH_TEMPLATE
from carepress.site_files.search import can_search
from carepress.text.urls import href, permalink, tag_url

_WORDS_A_MINUTE = 220


class Renderer:
    """Renders one page after the other, and remembers what the pages that come last tell of the others."""

    def __init__(
        self,
        site: Site,
        kind: SiteKind,
        templates: Templates,
        assets: Mapping[str, Asset],
        feeds: Mapping[str, SiteFeed],
        cards: Mapping[str, str],
    ) -> None:
        self.site = site
        self.kind = kind
        self.data = site.data
        self.href = partial(href, site.base_url)
        self.feeds = feeds
        self.texts: dict[str, str] = {page.url: "" for feed in feeds.values() for page in feed.pages}
        self.cited_on: dict[str, dict[str, PageLink]] = {name: {} for name in site.data.sources}
        self.printed: dict[str, dict[str, None]] = {name: {} for name, _ in facts_of(site.data)}
        self.listed_sources = False
        self._names = {id(fact): name for name, fact in facts_of(site.data)}
        self.refused: list[Problem] = []
        self.templates = templates
        self.assets = assets
        self.can_search = can_search(site)
        self.cards = cards
        self.pictures = pictures_by_href(site.base_url, site.images.pictures)
        self.menu = tuple(self.link_to(page) for page in site.menu)
        self.queries = {name: partial(query, self) for name, query in kind.queries.items()}

    def page(self, document: Document) -> str:
        """Return the finished HTML of a document's page. Raises TemplateFailed."""
        name = f"{document.page.template}.html"
        if name not in self.templates.names:
            known = sorted(known.removesuffix(".html") for known in self.templates.names if "/" not in known)
            hint = guess(name.removesuffix(".html"), known, f"the templates are {', '.join(known) or 'missing'}")
            place = Place(document.page.source.path if document.page.front_matter.template else f"templates/{name}")
            raise TemplateFailed(error("template-missing", f'there is no template "templates/{name}"', place, hint))
        citations = Citations(self.site.data.sources)
        html = self.templates.render(name, self.context(document, citations).as_dict())
        for source in citations.names(also=document.page.front_matter.sources):
            self.cited_on[source][document.page.url] = self.link_to(document.page)
        for name in {self._names[id(fact)] for fact in citations.facts if id(fact) in self._names} | document.facts:
            fact = name if name in self.printed else name.rpartition(".")[0]
            self.printed.setdefault(fact, {})[document.page.url] = None
        return with_variants(html, self.site.base_url, self.pictures)

    def redirect(self, document: Document) -> str:
        """Return the page that stands at an old address and leads to the document's page."""
        return self.templates.render("redirect.html", self.context(document, Citations({})).as_dict())

    def context(self, document: Document, citations: Citations) -> PageContext:
        """Return what the templates of a page may use."""
        site, page = self.site, document.page

        def filled(part: str | CitationSlot | ComponentSlot) -> str:
            if isinstance(part, str):
                return part
            return citations.mark(part.sources) if isinstance(part, CitationSlot) else self.component(part, names)

        @cache
        def content() -> Markup:
            text = Markup("".join(map(filled, document.parts)))
            if page.url in self.texts:
                self.texts[page.url] = text
            return text

        context = PageContext(
            site=site.settings,
            page=self.view(document),
            data=site.data,
            menu=tuple(dataclasses.replace(item, is_current=self.is_in(page, item)) for item in self.menu),
            is_preview=site.preview,
            is_staging=site.staging,
            can_search=self.can_search,
            content=content,
            cite=citations.cite,
            references=lambda: citations.list(also=page.front_matter.sources),
            source_list=self.source_list,
            structured_data=lambda: as_json(describe_page(page.template, context)),
            feeds=self.feed_links(page),
            pages=self.pages,
            page_at=self.page_at,
            queries=self.queries,
            kind=self.kind,
            link=self.href,
            asset=self.asset,
            content_policy=Markup(SEARCH_POLICY if page.template == SEARCH_TEMPLATE else CONTENT_POLICY),
        )
        names = context.as_dict()
        return context

    def component(self, slot: ComponentSlot, names: Mapping[str, object]) -> Markup:
        """Return the HTML of a component. An argument that names nothing is noted, at its place. Raises TemplateFailed."""
        try:
            return self.templates.render_component(slot.name, {**names, **slot.arguments})
        except TemplateFailed as failed:
            reason = failed.__cause__
            arguments = self.templates.components[slot.name] or ()
            if isinstance(reason, Unknown) and reason.name in arguments and reason.name not in slot.arguments:
                said = {"name": slot.name, "wrong": reason.name}
                self.refused.append(violation("component-argument", slot.place, "missing", **said))
                return Markup("")
            # A component that takes no arguments can only have named it itself.
            if not isinstance(reason, UnknownName) or not arguments:
                raise
            if not self.site.data.broken:
                self.refused.append(error("component-argument", str(reason), slot.place, reason.hint))
            return Markup("")

    def view(self, document: Document) -> PageView:
        """Return a document's page as its templates see it."""
        site, page = self.site, document.page
        front_matter, around = page.front_matter, site.neighbors[page.url]
        listing = site.listings.get(page.url)
        return PageView(
            title=page.title,
            description=front_matter.description,
            href=self.href(page.url),
            permalink=permalink(site.base_url, page.url),
            meta=front_matter,
            author=front_matter.author or site.settings.name,
            headings=tuple(heading for heading in document.headings if heading.level == 2),
            reading_minutes=max(1, round(document.words / _WORDS_A_MINUTE)),
            image=document.image and self.href(document.image),
            card=permalink(site.base_url, self.cards[page.url]) if page.url in self.cards else "",
            is_home=page.url == "/",
            is_review_due=bool(page.review_lapses and page.review_lapses <= site.today),
            above=self.links_to(around.above),
            children=self.links_to(listing.items if listing else around.children),
            pagination=self.pagination(listing, page.url) if listing and len(listing.urls) > 1 else None,
            tags=self.links_to(site.by_url[tag_url(tag)] for tag in front_matter.tags if tag in site.tagged),
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
            FeedLink(feed.title, self.href(f"{url}{name}"), kind)
            for url, feed in self.feeds.items()
            if url in ("/", page.url)
            for name, kind in FEED_FILES.items()
        )

    def source_list(self) -> tuple[SourceUse, ...]:
        """Return every source with the pages that cite it, as far as they have been rendered: that it was asked is noted."""
        self.listed_sources = True
        sources = self.site.data.sources.items()
        return tuple(SourceUse(name, source, tuple(self.cited_on[name].values())) for name, source in sources)

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
        if section:
            around = self.site.neighbors.get(f"/{section}/")
            return self.links_to(around.children[:limit] if around else ())
        written = (page for page in self.site.by_path.values() if page.url.endswith("/"))
        return self.links_to(sorted(written, key=lambda page: page.title)[:limit])

    def page_at(self, content_path: str) -> PageLink | None:
        """Return the page that a file in content/ makes, or None if it isn't built."""
        page = self.site.by_path.get(content_path)
        return self.link_to(page) if page else None

    def pages_about(self, key: str) -> Mapping[str, Page]:
        """Return the page that says a value under a key of its front matter, by that value."""
        said = ((getattr(page.front_matter, key), page) for page in self.site.by_path.values())
        return {value: page for value, page in said if value}

    def asset(self, name: str) -> str:
        """Return the address of a file in templates/assets/."""
        if name not in self.assets:
            raise LookupError(f'there is no file "templates/assets/{name}"; {guess(name, self.assets)}'.rstrip("; "))
        return self.href(self.assets[name].url)
