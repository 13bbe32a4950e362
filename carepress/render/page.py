"""Renders a page: fills the slots of its text, and gives its template what it may use."""

import dataclasses
from collections.abc import Mapping
from functools import cache, partial
from pathlib import PurePosixPath

from carepress.assemble.noted import Later
from carepress.assemble.reads import Reads
from carepress.load.names import UnknownName, choices_of
from carepress.load.unpublished import MEDIA
from carepress.model.made import CitationSlot, ComponentSlot, Document, Rendered
from carepress.model.page import Listing, Page, PageLink
from carepress.problems import Place, Problem, error, guess
from carepress.problems.catalog import violation
from carepress.render.citations import Citations
from carepress.render.context import (
    FeedLink,
    PageContext,
    PageView,
    Pagination,
    PersonView,
    SourceUse,
)
from carepress.render.finish import say_in_text
from carepress.render.json_ld import describe_page
from carepress.render.languages import marked, say, versions, with_languages
from carepress.render.picture_tags import pictures_of, with_variants
from carepress.render.templates import Markup, TemplateFailed, Templates, Unknown
from carepress.site_files.feeds import FEED_FILES
from carepress.site_files.hosting import CONTENT_POLICY, MEDIA_POLICY, PREVIEW_POLICY, SEARCH_POLICY
from carepress.site_files.search import TEMPLATE as SEARCH_TEMPLATE
from carepress.text.json_ld import as_json
from carepress.text.urls import person_url
from carepress.text.words import curl_quotes, join_words

_WORDS_A_MINUTE = 220
_PICTURES = "avif gif jpeg jpg png svg webp"
_VIDEO = "video"  # the component that makes a page load one


def reading_minutes(words: int) -> int:
    """Return how long it takes to read so many words."""
    return max(1, round(words / _WORDS_A_MINUTE))


class Renderer:
    """Renders one page after the other."""

    def __init__(self, templates: Templates, reads: Reads) -> None:
        self.templates = templates
        self.reads = reads
        self.href = reads.href
        self.facts = frozenset(reads.facts.values())
        self.queries = {name: partial(query, reads) for name, query in reads.kind.queries.items()}

    def page(self, document: Document) -> Rendered:
        """Return what the templates make of a document. Raises TemplateFailed, and Later if it lists what all pages cite."""
        page = document.page
        name = f"{page.template}.html"
        if name not in self.templates.names:
            known = sorted(known.removesuffix(".html") for known in self.templates.names if "/" not in known)
            hint = guess(name.removesuffix(".html"), known, f"the templates are {', '.join(known) or 'missing'}")
            place = Place(page.path if page.front_matter.template else f"templates/{name}")
            raise TemplateFailed(error("template-missing", f'there is no template "templates/{name}"', place, hint))
        citations, refused, content = (
            Citations(self.reads.data.sources, self.reads.words()),
            list[Problem](),
            list[str](),
        )
        context = self.context(document, citations, refused, content).as_dict()
        html = self.templates.render(name, context)
        sources = citations.names(also=page.front_matter.sources)
        if citations.are_listed and self.reads.cited() is None:
            raise Later(sources)
        names = self.reads.facts
        cited = {names[id(fact)] for fact in citations.facts if id(fact) in names} | document.facts
        return Rendered(
            html=with_variants(with_languages(html, page, self.reads), self.reads.base_url, self.reads.pictures),
            redirect=self.templates.render("redirect.html", context) if page.front_matter.aliases else "",
            text=say_in_text(content[0], self.reads.words()) if content and self.reads.is_in_feed(page.url) else "",
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

        policy = PREVIEW_POLICY if reads.is_preview else CONTENT_POLICY
        policy = SEARCH_POLICY if page.template == SEARCH_TEMPLATE else policy
        has_video = any(isinstance(part, ComponentSlot) and part.name == _VIDEO for part in document.parts)
        context = PageContext(
            site=reads.settings,
            page=self.view(document),
            data=reads.data,
            menu=tuple(dataclasses.replace(item, is_current=self.is_in(page, item)) for item in reads.menu()),
            is_preview=reads.is_preview,
            is_staging=reads.is_staging,
            search_index=reads.search_index,
            content=text,
            cite=citations.cite,
            references=lambda: citations.list(also=page.front_matter.sources),
            source_list=partial(self.source_list, citations),
            structured_data=lambda logo="": Markup(as_json(describe_page(page.template, context, logo))),
            feeds=self.feed_links(page),
            pages=self.pages,
            page_at=lambda path: marked(reads.page_at(path)),
            words=partial(say, reads.words()),
            person=self.person,
            queries=self.queries,
            kind=reads.kind,
            link=self.href,
            asset=self.asset,
            beside=self.beside,
            described=self.described,
            content_policy=Markup(policy + MEDIA_POLICY * has_video),
        )
        names = context.as_dict()
        return context

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

    def view(self, document: Document) -> PageView:
        """Return a document's page as its templates see it."""
        reads, page = self.reads, document.page
        front_matter, around, listing = page.front_matter, reads.around(page.url), reads.listing(page.url)
        writer = self.person(front_matter.author)
        return PageView(
            title=page.title,
            description=front_matter.description,
            href=self.href(page.url),
            permalink=reads.permalink(page.url),
            meta=front_matter,
            author=writer.person.name if writer else reads.settings.name,
            headings=tuple(heading for heading in document.headings if heading.level == 2),
            reading_minutes=reading_minutes(document.words),
            image=document.image and self.href(document.image),
            card=reads.permalink(reads.cards[page.url]) if page.url in reads.cards else "",
            home=self.href(page.root),
            is_home=page.url == page.root,
            language=page.language,
            versions=versions(reads, page),
            is_outdated=reads.is_outdated(page.url) if page.language else False,
            is_review_due=bool(page.review_lapses and reads.has_come(page.review_lapses.isoformat())),
            above=around.above,
            children=listing.items if listing else around.children,
            pagination=self.pagination(listing, page.url) if listing and len(listing.urls) > 1 else None,
            tags=reads.topics(*front_matter.tags),
            related=around.related,
            previous=around.previous,
            next=around.next,
        )

    def pagination(self, listing: Listing[PageLink], url: str) -> Pagination:
        """Return where a page of a long list stands among its others."""
        hrefs = tuple(map(self.href, listing.urls))
        at = listing.urls.index(url)
        return Pagination(at + 1, hrefs, hrefs[at - 1] if at else "", hrefs[at + 1] if at + 1 < len(hrefs) else "")

    def feed_links(self, page: Page) -> tuple[FeedLink, ...]:
        """Return the feeds that a page speaks of: the site's, and its own if it is a topic."""
        return tuple(
            FeedLink(title, self.href(f"{url}{name}"), kind)
            for url in dict.fromkeys((page.root, page.url))
            if (title := self.reads.feed_title(url))
            for name, kind in FEED_FILES.items()
        )

    def source_list(self, citations: Citations) -> tuple[SourceUse, ...]:
        """Return every source with the pages that cite it, as far as that is known; that it was asked for is noted."""
        citations.are_listed = True
        cited, sources = self.reads.cited() or {}, self.reads.data.sources.items()
        pages = {name: tuple(page for page in those if not page.language) for name, those in cited.items()}
        return tuple(SourceUse(name, source, pages.get(name, ())) for name, source in sources)

    def is_in(self, page: Page, item: PageLink) -> bool:
        """Return whether a page is the one that a menu item leads to, or stands below it."""
        return self.href(page.url).startswith(item.href)

    def pages(self, section: str = "", limit: int | None = None) -> tuple[PageLink, ...]:
        """Return the pages of a section, in their order; without a section, all pages by title."""
        return self.reads.pages(section, "" if limit is None else str(limit))

    def person(self, name: str) -> PersonView | None:
        """Return the person with an id; None if there is none."""
        reads = self.reads
        if (person := reads.data.people.get(name)) is None:
            return None
        photo = reads.file(person.photo) if person.photo else None
        until = person.credentials and person.credentials.expires
        holds = bool(person.credentials) and not (until and reads.has_come(until.isoformat()))
        return PersonView(person, self.href(person_url(name)), self.href(photo.url) if photo else "", holds)

    def beside(self, path: str, kinds: str) -> str:
        """Return the address of a file in content/ whose name ends with one of some kinds. Raises UnknownName."""
        reads, suffix = self.reads, PurePosixPath(path).suffix.lower()
        found = (reads.media if suffix in MEDIA else reads.file)(path)
        if found is None or suffix.removeprefix(".") not in kinds.split():
            beside = (*reads.files_beside(), *reads.left_out())
            known = [one for one in beside if one.lower().endswith((*kinds.split(),))]
            endings = join_words([f".{kind}" for kind in kinds.split()], "or")
            hint = guess(path, known, f"name one that ends with {endings}, by its path inside content/")
            raise UnknownName(f'there is no such file "content/{path}"', hint)
        return self.href(found.url)

    def described(self, said: str) -> tuple[tuple[str, str], ...]:
        """Return the addresses of pictures, a line each, with what they show, behind a colon. Raises UnknownName."""
        return tuple((self.beside(path, _PICTURES), curl_quotes(words)) for path, words in pictures_of(said))

    def asset(self, name: str) -> str:
        """Return the address of a file in templates/assets/."""
        assets = self.reads.assets
        if name not in assets:
            raise LookupError(f'there is no file "templates/assets/{name}"; {guess(name, assets)}'.rstrip("; "))
        return self.href(assets[name])
