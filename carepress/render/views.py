"""What templates find that is put together for them: the page, people, sources, feeds, other languages."""

import dataclasses
from dataclasses import dataclass
from functools import partial
from typing import Annotated
from urllib.parse import urljoin

from carepress.assemble.reads import Reads
from carepress.model.made import Heading
from carepress.model.page import FrontMatter, Page, PageLink
from carepress.model.records import Person, Source
from carepress.model.words import Words
from carepress.render.templates import Markup
from carepress.text.words import language_name


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


def say(words: Words, text: str, /, **named: object) -> Markup:
    """Return what stands for an English text of a template; it may have HTML, and what fills its blanks is escaped."""
    said = Markup(words.texts.get(text, text))
    return said.format(**named) if named else said


def marked(link: PageLink | None) -> PageLink | None:
    """Return a page as a template gets it; the words of one in another language say in which."""
    if not link or not link.language:
        return link
    said = partial(Markup('<span lang="{}">{}</span>').format, link.language)
    title, nav_title, about = map(said, (link.title, link.nav_title, link.description))
    return dataclasses.replace(link, title=title, nav_title=nav_title, description=about)


def versions(reads: Reads, page: Page) -> tuple[Version, ...]:
    """Return the page in each language, or the language's home page; nothing if the site speaks one."""
    if not reads.languages:
        return ()
    there = reads.versions(page.url)
    return tuple(
        Version(
            code := reads.code_of(name),
            language_name(code),
            language_name(code, reads.settings.language),
            there[name].href if name in there else home,
            urljoin(reads.permalink("/"), there[name].href) if name in there else "",
            is_same=name in there,
            is_current=name == page.language,
        )
        for name, home in reads.homes().items()
    )
