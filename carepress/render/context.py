"""Everything that a template may use, declared in one place."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from carepress.model.kind import SiteKind
from carepress.model.made import Heading
from carepress.model.page import FrontMatter, PageLink
from carepress.model.records import Person, SiteSettings, Source
from carepress.render.citations import Reference
from carepress.render.finish import finish_prose, fold_questions, sections
from carepress.render.templates import Markup, pass_context
from carepress.text.formula import parts
from carepress.text.phone import phone_href, sms_href
from carepress.text.words import as_sentence, format_date


@dataclass(frozen=True, slots=True)
class Pagination:
    """The place of a page in a list that is cut into pages; the addresses of all, of the one before and the one after."""

    number: int
    hrefs: tuple[str, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed, with its address and media type."""

    title: str
    href: str
    type: str


@dataclass(frozen=True, slots=True)
class Version:
    """The page in one of the site's languages, named in itself, and in the page's; its home page if the page isn't there."""

    language: str
    name: str
    called: str
    href: str
    permalink: str
    is_same: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source with its id and the pages that cite it."""

    id: str
    source: Source
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person with the addresses of their page and of their photo, and whether their credentials hold today."""

    person: Person
    href: str
    photo: str
    is_credentialed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The page that is being rendered."""

    title: str
    description: str
    href: str
    permalink: str
    meta: FrontMatter
    author: str
    headings: tuple[Heading, ...]
    reading_minutes: int
    image: str
    card: str
    home: str
    is_home: bool
    language: Annotated[str, 'The folder of its language; "" for the site\'s own.']
    versions: tuple[Version, ...]
    is_outdated: bool
    is_review_due: bool
    above: tuple[PageLink, ...]
    children: tuple[PageLink, ...]
    pagination: Pagination | None
    tags: tuple[PageLink, ...]
    related: tuple[PageLink, ...]
    previous: PageLink | None
    next: PageLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """The names that a template and its components find."""

    site: SiteSettings
    page: PageView
    data: Annotated[Any, "`Data`, which notes what is asked of it."]
    menu: tuple[PageLink, ...]
    is_preview: bool
    is_staging: bool
    search_index: str
    content: Callable[[], Markup]
    cite: Callable[..., Markup]
    references: Callable[[], tuple[Reference, ...]]
    source_list: Callable[[], tuple[SourceUse, ...]]
    structured_data: Callable[..., Markup]
    feeds: tuple[FeedLink, ...]
    pages: Callable[..., tuple[PageLink, ...]]
    page_at: Callable[[str], PageLink | None]
    person: Callable[[str], PersonView | None]
    link: Callable[[str], str]
    asset: Callable[[str], str]
    beside: Callable[[str, str], str]
    described: Callable[[str], tuple[tuple[str, str], ...]]
    content_policy: str
    words: Annotated[Callable[..., Markup], "`_` in templates."]
    queries: Annotated[Mapping[str, Callable[..., Any]], "What the kind of site adds, by name."]
    kind: SiteKind

    def as_dict(self) -> dict[str, object]:
        """Return the names with their values, as Jinja wants them."""
        return {**{name: getattr(self, name) for name in _FIELDS}, "_": self.words, **self.queries}


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

_FIELDS = frozenset(field.name for field in dataclasses.fields(PageContext)) - {"queries", "kind", "words"}
CONTEXT_NAMES = _FIELDS | {"_"}
