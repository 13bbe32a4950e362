"""A page: what its author says about it, and where it stands among others."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Generic, Literal, TypeVar

from carepress.model.fields import DONE, OWN_FORM, QUOTED, VERBATIM, Label, Ref
from carepress.model.records import Day, Record
from carepress.text.urls import root_of
from carepress.text.words import days_later


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """Leave to publish a page whose review has lapsed."""

    until: Annotated[Day, "The last day of the leave."]
    reason: Annotated[str, "Why the page may stay up.", VERBATIM]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationCheck(Record):
    """That somebody whose work it is has compared a translation with its original."""

    by: Annotated[str, "The translator, with what makes them qualified.", QUOTED]
    on: Annotated[Day, "The day on which they did.", DONE]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter(Record):
    """What an author says about a page, between two lines of three dashes at the top of its file."""

    title: Annotated[str, "The page's heading, and its name in search results."]
    description: Annotated[str, "One or two sentences for search results and shared links: 70 to 160 characters."]
    slug: Annotated[
        str, "The last part of the page's address. Without it the file's name is used.", VERBATIM, OWN_FORM
    ] = ""
    date: Annotated[Day | None, "The day of publication. A page with a date in the future waits for that day."] = None
    updated: Annotated[Day | None, "The day on which the content last changed."] = None
    author: Annotated[
        str, "Who wrote the page: a person of `_data/people.yaml`. Without it the organization.", Ref("people")
    ] = ""
    reviewer: Annotated[
        str, "The professional who reviewed the page: a person of `_data/people.yaml`.", Ref("people")
    ] = ""
    reviewed: Annotated[Day | None, "The day of that review.", DONE] = None
    next_review: Annotated[Day | None, "The day on which the review lapses."] = None
    owner: Annotated[str, "Who in the team looks after the page. Not printed.", VERBATIM] = ""
    tags: Annotated[tuple[str, ...], "What the page is about: topics of `_data/tags.yaml`.", Ref("tags")] = ()
    summary: Annotated[tuple[str, ...], "The page in three short lines, shown at its top."] = ()
    sources: Annotated[
        tuple[str, ...], "What the page rests on as a whole: publications of `_data/sources.yaml`.", Ref("sources")
    ] = ()
    template: Annotated[
        str, "The template to use, where the usual one doesn't fit: a file's name in templates/.", VERBATIM
    ] = ""
    draft: Annotated[bool, "Only the preview shows the page; the site doesn't have it yet."] = False
    expires: Annotated[
        Day | None, "From this day on the page is no longer current: only a note that says so stays."
    ] = None
    aliases: Annotated[
        tuple[str, ...], "Old addresses of the page, such as `/old-name/`, that lead here.", VERBATIM, OWN_FORM
    ] = ()
    image: Annotated[str, "A picture for the top of the page: a file beside it.", VERBATIM] = ""
    image_alt: Annotated[str, "What the picture shows, for people who can't see it.", Label("Image in words")] = ""
    image_decorative: Annotated[bool, "The picture says nothing that the text doesn't."] = False
    toc: Annotated[bool, "The page shows “On this page”, the list of its headings.", Label("Contents list")] = True
    nav_title: Annotated[str, "A shorter title for the menu.", Label("Menu title")] = ""
    order: Annotated[int | None, "The page's place among its neighbors. At the top level: its place in the menu."] = (
        None
    )
    noindex: Annotated[bool, "Search engines are asked to leave the page out.", Label("Hide from search engines")] = (
        False
    )
    quick_exit: Annotated[bool, "The page shows a link that leaves the site at once."] = False
    waiver: Annotated[Waiver | None, "`until` and `reason`: leave to publish although the review has lapsed."] = None

    translates: Annotated[
        str,
        "The page that this one says in another language: a path from this file, such as `../guides/families.md`.",
        VERBATIM,
    ] = ""
    original_digest: Annotated[
        str,
        "What that page said when this one was brought up to date with it; the command `translated` writes it.",
        VERBATIM,
    ] = ""
    translation_checked: Annotated[
        TranslationCheck | None,
        "`by` and `on`: a qualified translator has checked it. Until then the page says that nobody has.",
    ] = None

    @property
    def usual_template(self) -> str:
        """Return the template of pages that say what this one says, as a site kind may have them; "" where the place decides."""
        return ""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file as read, with its path from the project's folder."""

    path: str
    text: str
    is_readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The head of a page: what its author says about it, where its text is, and its address."""

    path: Annotated[str, "The file, from the project's folder: content/blog/first.md."]
    content_path: Annotated[str, "The path inside content/: blog/first.md."]
    front_matter: FrontMatter
    body_start: Annotated[
        int | None, "Where in the file the text starts; None for a page that the build adds: it has none."
    ]
    body_line: Annotated[int, "The line of the file on which the text starts."]
    url: str
    is_broken: Annotated[bool, "The front matter had errors; links to the page still work."] = False
    language: Annotated[str, 'The folder of its language; "" for the site\'s own.'] = ""

    @property
    def root(self) -> str:
        """Return the url of the home page in the page's language."""
        return root_of(self.language)

    @property
    def is_index(self) -> bool:
        """Return whether the page stands for its folder."""
        return self.url.endswith("/") and f"/{self.content_path}".endswith("/index.md")

    @property
    def template(self) -> str:
        """Return the name of the template that the page uses: the one that it names, or the one that its kind has."""
        if self.front_matter.template:
            return self.front_matter.template.removesuffix(".html")
        if self.url == self.root or self.url.endswith("/404.html"):
            return "home" if self.url == self.root else "404"
        if self.front_matter.usual_template:
            return self.front_matter.usual_template
        if self.is_index:
            return "section"
        return "article" if self.front_matter.date else "page"

    @property
    def is_indexed(self) -> bool:
        """Return whether the page may be found by search engines and be shared."""
        return self.url.endswith("/") and not self.front_matter.noindex

    @property
    def title(self) -> str:
        """Return the page's title."""
        return self.front_matter.title

    @property
    def nav_title(self) -> str:
        """Return the title for menus and breadcrumbs."""
        return self.front_matter.nav_title or self.front_matter.title

    @property
    def review_lapses(self) -> Day | None:
        """Return the day on which the review lapses, a year after it unless the author says; None without one."""
        front_matter = self.front_matter
        if front_matter.next_review or front_matter.reviewed is None:
            return front_matter.next_review
        return days_later(front_matter.reviewed, timedelta(days=365))

    @property
    def last_changed(self) -> Day | None:
        """Return the day on which the content last changed, or None if nobody said."""
        return self.front_matter.updated or self.front_matter.date


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A page that isn't built today, and why."""

    page: Page
    reason: Literal["draft", "scheduled", "expired"]
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page, as another page speaks of it."""

    title: str
    nav_title: str
    description: str
    href: str
    date: Day | None
    is_current: bool = False
    language: str = ""  # where it isn't that of the page that speaks of it


# A page, or what others say of it.
P = TypeVar("P", Page, PageLink)


@dataclass(frozen=True, slots=True)
class Neighbors(Generic[P]):
    """What stands around a page: the pages above it from home down, those before and after it, those like it."""

    above: tuple[P, ...] = ()
    previous: P | None = None
    next: P | None = None
    children: tuple[P, ...] = ()
    related: tuple[P, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing(Generic[P]):
    """The pages that a section or topic lists on one of its pages, and the urls of all of these in order."""

    items: tuple[P, ...]
    urls: tuple[str, ...]
