"""Everything that a template may use, declared in one place."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from carepress.assemble.reads import Reads
from carepress.load.names import UnknownName
from carepress.load.unpublished import MEDIA
from carepress.model.kind import SiteKind
from carepress.model.made import Document
from carepress.model.page import PageLink
from carepress.model.records import SiteSettings
from carepress.problems import guess
from carepress.render.citations import Citations, Reference
from carepress.render.finish import finish_prose, fold_questions, pictures_of, sections
from carepress.render.templates import Markup, pass_context
from carepress.render.views import FeedLink, PageView, Pagination, PersonView, SourceUse, marked, say, versions
from carepress.site_files.feeds import FEED_FILES
from carepress.text.formula import parts
from carepress.text.phone import phone_href, sms_href
from carepress.text.urls import person_url
from carepress.text.words import as_sentence, curl_quotes, format_date, join_words

_WORDS_A_MINUTE = 220
_PICTURES = "avif gif jpeg jpg png svg webp"


def reading_minutes(words: int) -> int:
    """Return how long it takes to read so many words."""
    return max(1, round(words / _WORDS_A_MINUTE))


class PageContext:
    """What a template and its components find by name: each attribute that is declared here, each method, and `words` as `_`.

    `queries` has what the kind of site adds, by name.
    """

    site: SiteSettings
    page: PageView
    data: Any  # `Data`, which notes what is asked of it
    menu: tuple[PageLink, ...]
    feeds: tuple[FeedLink, ...]
    is_preview: bool
    is_staging: bool
    search_index: str
    content_policy: str
    content: Callable[[], Markup]
    cite: Callable[..., Markup]
    structured_data: Callable[..., Markup]

    def __init__(
        self,
        reads: Reads,
        document: Document,
        citations: Citations,
        content: Callable[[], Markup],
        describe: Callable[..., Markup],
        content_policy: str,
    ) -> None:
        page = document.page
        self._reads, self._document, self._citations = reads, document, citations
        self.content, self.cite, self.structured_data = content, citations.cite, partial(describe, self)
        self.kind: SiteKind = reads.kind
        self.words = partial(say, reads.words())
        self.queries = {name: partial(query, reads) for name, query in reads.kind.queries.items()}
        self.site, self.data, self.search_index = reads.settings, reads.data, reads.search_index
        self.is_preview, self.is_staging, self.content_policy = reads.is_preview, reads.is_staging, content_policy
        self.page = self._view()
        is_below = self.link(page.url).startswith
        self.menu = tuple(dataclasses.replace(item, is_current=is_below(item.href)) for item in reads.menu())
        self.feeds = tuple(  # the site's, and the page's own if it is a topic
            FeedLink(title, self.link(f"{url}{name}"), kind)
            for url in dict.fromkeys((page.root, page.url))
            if (title := reads.feed_title(url))
            for name, kind in FEED_FILES.items()
        )

    def references(self) -> tuple[Reference, ...]:
        """Return the sources that were cited by now, and those on which the page rests as a whole."""
        return self._citations.list(also=self._document.page.front_matter.sources)

    def source_list(self) -> tuple[SourceUse, ...]:
        """Return every source with the pages that cite it, as far as that is known; that it was asked for is noted."""
        self._citations.are_listed = True
        cited, sources = self._reads.cited() or {}, self._reads.data.sources.items()
        pages = {name: tuple(page for page in those if not page.language) for name, those in cited.items()}
        return tuple(SourceUse(name, source, pages.get(name, ())) for name, source in sources)

    def pages(self, section: str = "", limit: int | None = None, tag: str = "") -> tuple[PageLink, ...]:
        """Return the pages of a section, in their order, or those of a tag, the newest first; else all pages by title."""
        if tag and tag not in self._reads.data.tags:
            raise UnknownName(f'no tag is called "{tag}"', guess(tag, self._reads.data.tags))
        return self._reads.pages(section, "" if limit is None else str(limit), tag)

    def page_at(self, path: str) -> PageLink | None:
        """Return the page that a file in content/ makes; None if it isn't built."""
        return marked(self._reads.page_at(path))

    def person(self, name: str) -> PersonView | None:
        """Return the person with an id; None if there is none."""
        reads = self._reads
        if (person := reads.data.people.get(name)) is None:
            return None
        photo = reads.file(person.photo) if person.photo else None
        until = person.credentials and person.credentials.expires
        holds = bool(person.credentials) and not (until and reads.has_come(until.isoformat()))
        return PersonView(person, self.link(person_url(name)), self.link(photo.url) if photo else "", holds)

    def link(self, url: str) -> str:
        """Return the address of a page."""
        return self._reads.href(url)

    def asset(self, name: str) -> str:
        """Return the address of a file in templates/assets/."""
        assets = self._reads.assets
        if name not in assets:
            raise LookupError(f'there is no file "templates/assets/{name}"; {guess(name, assets)}'.rstrip("; "))
        return self.link(assets[name])

    def beside(self, path: str, kinds: str) -> str:
        """Return the address of a file in content/ whose name ends with one of some kinds. Raises UnknownName."""
        reads, suffix = self._reads, PurePosixPath(path).suffix.lower()
        found = (reads.media if suffix in MEDIA else reads.file)(path)
        if found is None or suffix.removeprefix(".") not in kinds.split():
            beside = (*reads.files_beside(), *reads.left_out())
            known = [one for one in beside if one.lower().endswith((*kinds.split(),))]
            endings = join_words([f".{kind}" for kind in kinds.split()], "or")
            hint = guess(path, known, f"name one that ends with {endings}, by its path inside content/")
            raise UnknownName(f'there is no such file "content/{path}"', hint)
        return self.link(found.url)

    def described(self, said: str) -> tuple[tuple[str, str], ...]:
        """Return the addresses of pictures, a line each, with what they show, behind a colon. Raises UnknownName."""
        return tuple((self.beside(path, _PICTURES), curl_quotes(words)) for path, words in pictures_of(said))

    def _view(self) -> PageView:
        """Return the page as its templates see it."""
        reads, document, page = self._reads, self._document, self._document.page
        front_matter, around, listing = page.front_matter, reads.around(page.url), reads.listing(page.url)
        writer = self.person(front_matter.author)
        return PageView(
            title=page.title,
            description=front_matter.description,
            href=self.link(page.url),
            permalink=reads.permalink(page.url),
            meta=front_matter,
            author=writer.person.name if writer else reads.settings.name,
            headings=tuple(heading for heading in document.headings if heading.level == 2),
            reading_minutes=reading_minutes(document.words),
            image=document.image and self.link(document.image),
            card=reads.permalink(reads.cards[page.url]) if page.url in reads.cards else "",
            home=self.link(page.root),
            is_home=page.url == page.root,
            language=page.language,
            versions=versions(reads, page),
            is_outdated=reads.is_outdated(page.url) if page.language else False,
            is_review_due=bool(page.review_lapses and reads.has_come(page.review_lapses.isoformat())),
            above=around.above,
            children=listing.items if listing else around.children,
            pagination=self._pagination(listing.urls, page.url) if listing and len(listing.urls) > 1 else None,
            tags=reads.topics(*front_matter.tags),
            related=around.related,
            previous=around.previous,
            next=around.next,
        )

    def _pagination(self, urls: tuple[str, ...], url: str) -> Pagination:
        """Return where a page of a long list stands among its others."""
        hrefs, at = tuple(map(self.link, urls)), urls.index(url)
        return Pagination(at + 1, hrefs, hrefs[at - 1] if at else "", hrefs[at + 1] if at + 1 < len(hrefs) else "")


_FOUND = frozenset(one for one in {*PageContext.__annotations__, *vars(PageContext)} if not one.startswith("_"))
CONTEXT_NAMES = _FOUND | {"_"}


def as_names(context: PageContext) -> dict[str, object]:
    """Return what is found by name, as Jinja wants it."""
    return {**{name: getattr(context, name) for name in _FOUND}, "_": context.words, **context.queries}


@pass_context
def _date(context: Mapping[str, Any], day: date) -> str:
    return format_date(day, context["site"].language)


@pass_context
def _day(context: Mapping[str, Any], day: date) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(day, _date(context, day))


@pass_context
def _finished(context: Mapping[str, Any], text: str) -> Markup:
    return Markup(finish_prose(text, context["_"]))


# What a template may pass a value through, as in `{{ page.meta.date|date }}`.
FILTERS: dict[str, Callable[..., object]] = {
    "date": _date,
    "day": _day,
    "finished": _finished,
    "sections": lambda text: [Markup(part) for part in sections(text, "h2")],
    "folded": lambda text: Markup(fold_questions(text)),
    "sentence": as_sentence,
    "phone_href": phone_href,
    "phone_link": lambda number: Markup('<a href="{}">{}</a>').format(phone_href(number), number),
    "sms_href": sms_href,
    "parts": parts,
}
