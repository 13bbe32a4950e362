"""Everything that a template may use, declared in one place."""

import dataclasses
import datetime
from collections.abc import Callable
from dataclasses import dataclass

from carepress.model.made import Heading
from carepress.model.page import FrontMatter
from carepress.model.records import CareLevel, Data, SiteSettings, Source
from carepress.render.citations import Reference
from carepress.render.cost_chart import CostChart
from carepress.render.estimate import estimate
from carepress.render.finish import finish_prose, fold_questions, sections
from carepress.render.templates import Markup
from carepress.text.formula import parts
from carepress.text.phone import phone_href, sms_href
from carepress.text.words import as_sentence, format_cents, format_date


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page, as another page speaks of it."""

    title: str
    nav_title: str
    description: str
    href: str
    date: datetime.date | None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of care with its id, and where its page is, if it has one."""

    id: str
    level: CareLevel
    href: str


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
class SourceUse:
    """A source with its id and the pages that cite it."""

    id: str
    source: Source
    pages: tuple[PageLink, ...]


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
    is_home: bool
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
    data: Data
    menu: tuple[PageLink, ...]
    is_preview: bool
    is_staging: bool
    can_search: bool
    content: Callable[[], Markup]
    cite: Callable[..., Markup]
    references: Callable[[], tuple[Reference, ...]]
    source_list: Callable[[], tuple[SourceUse, ...]]
    structured_data: Callable[[], Markup]
    feeds: tuple[FeedLink, ...]
    pages: Callable[..., tuple[PageLink, ...]]
    page_at: Callable[[str], PageLink | None]
    care_level: Callable[[str], LevelView]
    care_levels: Callable[[], tuple[LevelView, ...]]
    cost_chart: Callable[..., CostChart]
    link: Callable[[str], str]
    asset: Callable[[str], str]
    content_policy: str

    def as_dict(self) -> dict[str, object]:
        """Return the names with their values, as Jinja wants them."""
        return {name: getattr(self, name) for name in CONTEXT_NAMES}


# What a template may pass a value through, as in `{{ page.meta.date|date }}`.
FILTERS: dict[str, Callable[..., object]] = {
    "date": format_date,
    "finished": lambda text: Markup(finish_prose(text)),
    "sections": lambda text: [Markup(part) for part in sections(text, "h2")],
    "folded": lambda text: Markup(fold_questions(text)),
    "sentence": as_sentence,
    "phone_href": phone_href,
    "sms_href": sms_href,
    "estimate": estimate,
    "dollars": format_cents,
    "parts": parts,
}

CONTEXT_NAMES = frozenset(field.name for field in dataclasses.fields(PageContext))
