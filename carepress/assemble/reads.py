"""The one door to the site: what converting and rendering a page may ask of it.

What was asked is noted, so that a page is made again only when an answer has changed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from carepress.assemble.editions import Editions
from carepress.assemble.known import Recorded
from carepress.assemble.noted import CITED, Question, noted, noted_by_language
from carepress.model.kind import SiteKind
from carepress.model.page import HeldBack, Listing, Neighbors, Page, PageLink, TextFile
from carepress.model.site import PageFile, Picture, Site
from carepress.text.urls import permalink, root_of, tag_url

# The arguments that each component takes; None where the component is broken, so that nobody knows.
Components = Mapping[str, frozenset[str] | None]
# Returns, by a name, what a function makes of files of the data, or made of them before.
Once = Callable[[str, Any, Callable[[], Any]], Any]


class Reads(Editions):
    """What converting and rendering may ask of the site; `asked` has the questions so far.

    `assets` has the urls of the files in templates/assets/ by their names, `cards` those of social cards by the url of
    the page, `feeds` the title and the pages of each feed by the url of the page that shows the same, `pictures` those by
    their addresses, `templates` the digests of templates by their names, `data_texts` the files of the data by theirs.
    `once` makes ready what takes long.
    """

    def __init__(
        self,
        site: Site,
        components: Components,
        assets: Mapping[str, str],
        cards: Mapping[str, str],
        feeds: Mapping[str, tuple[str, Sequence[Page]]],
        *,
        kind: SiteKind,
        search_index: str,
        pictures: Mapping[str, Picture] = MappingProxyType({}),
        templates: Mapping[str, bytes] = MappingProxyType({}),
        data_texts: Mapping[str, TextFile] = MappingProxyType({}),
        once: Once = lambda name, files, make: make(),
        known: dict[Question, bytes] | None = None,
        recorded: Recorded | None = None,
    ) -> None:
        whole: dict[str, Mapping[str, Any]] = {"components": components, "assets": assets, "cards": cards}
        whole |= {"pictures": pictures, "templates": templates, "data_texts": data_texts}
        super().__init__(site, whole, {} if known is None else known, recorded)
        self._cited: Mapping[str, Sequence[Page]] | None = None
        self._links: dict[str, PageLink] = {}  # the same one for a page each time, so that its digest is known
        self._said: dict[str, Mapping[str, str]] = {}
        self._in_feeds = frozenset(page.url for _, pages in feeds.values() for page in pages)
        self._feeds = {url: title for url, (title, _) in feeds.items()}
        self.components: Components = self.mapping("components")
        self.assets, self.cards, self.pictures = map(self.mapping, ("assets", "cards", "pictures"))
        self.data_texts: Mapping[str, TextFile] = self.mapping("data_texts")
        # What is the same for all pages of a build isn't noted.
        self.once = once
        self.kind = kind
        self.search_index = search_index
        self.base_url = site.base_url
        self.permalink = partial(permalink, site.base_url)
        self.is_preview = site.preview
        self.is_staging = site.staging

    # ---- what a link can lead to

    @noted
    def target(self, content_path: str, path: str) -> str | None:
        """Return the url of the page or the file that a link names by its file, or by the path of its address."""
        site = self._site
        found = site.by_path.get(content_path) or site.assets.get(content_path) or site.by_url.get(path)
        return found.url if found else None

    @noted
    def is_page(self, url: str) -> bool:
        """Return whether one of the site's pages is at a url."""
        return url in self._site.by_url

    def is_written(self, page: Page) -> bool:
        """Return whether an author wrote a page, and it is built today."""
        return self._site.by_path.get(page.content_path) is page

    @noted
    def held_back(self, content_path: str, path: str) -> HeldBack | None:
        """Return the page that isn't built today, by its file or by the path of its address."""
        by_address = (held for held in self._site.held_back.values() if held.page.url == path)
        return self._site.held_back.get(content_path) or next(by_address, None)

    @noted
    def file(self, content_path: str) -> PageFile | None:
        """Return a file beside the pages."""
        return self._site.assets.get(content_path)

    @noted
    def all_files(self) -> tuple[str, ...]:
        """Return the paths inside content/ of everything that can be linked to: pages, then other files."""
        return (*self._site.by_path, *self._site.assets)

    @noted
    def files_beside(self) -> tuple[str, ...]:
        """Return the paths inside content/ of the files beside the pages."""
        return tuple(self._site.assets)

    @noted
    def media(self, content_path: str) -> PageFile | None:
        """Return a video or captions beside the pages."""
        return self._site.media.get(content_path)

    @noted
    def left_out(self) -> frozenset[str]:
        """Return the paths inside content/ of files that aren't published."""
        return self._site.left_out

    @noted
    def was_published(self, path: str) -> bool:
        """Return whether the last build made a file."""
        return path in self._site.published

    # ---- pages around a page

    def link_to(self, page: Page) -> PageLink:
        """Return a page as another page speaks of it."""
        if (link := self._links.get(page.url)) is None:
            front_matter, href = page.front_matter, self.href(page.url)
            link = PageLink(page.title, page.nav_title, front_matter.description, href, front_matter.date)
            self._links[page.url] = link
        return link if page.language == self.language else replace(link, language=self.code_of(page.language))

    @noted
    def versions(self, url: str) -> Mapping[str, PageLink]:
        """Return a page in each language that it is there in, by the language."""
        return {name: self.link_to(page) for name, page in self._site.versions.get(url, {}).items()}

    def _links_to(self, pages: Iterable[Page]) -> tuple[PageLink, ...]:
        return tuple(map(self.link_to, pages))

    @noted
    def around(self, url: str) -> Neighbors[PageLink]:
        """Return the neighbors of a page."""
        around, link = self._site.neighbors[url], self.link_to
        return Neighbors(
            above=self._links_to(around.above),
            previous=link(around.previous) if around.previous else None,
            next=link(around.next) if around.next else None,
            children=self._links_to(around.children),
            related=self._links_to(around.related),
        )

    @noted
    def listing(self, url: str) -> Listing[PageLink] | None:
        """Return what a section or topic lists on one of its pages."""
        listing = self._site.listings.get(url)
        return Listing(self._links_to(listing.items), listing.urls) if listing else None

    @noted_by_language
    def menu(self) -> tuple[PageLink, ...]:
        """Return the pages of the menu."""
        return self._links_to(self._edition.menu)

    @noted_by_language
    def topics(self, *tags: str) -> tuple[PageLink, ...]:
        """Return the pages of topics."""
        urls = (tag_url(tag, self.language) for tag in tags)
        return self._links_to(self._site.by_url[url] for url in urls if url in self._site.tagged)

    @noted_by_language
    def pages(self, section: str = "", limit: str = "", tag: str = "") -> tuple[PageLink, ...]:
        """Return the pages of a section, in their order, or of a tag; else all pages by title. `limit` is how many."""
        most = int(limit) if limit else None
        if tag:
            return self._links_to(self._site.tagged.get(tag_url(tag, self.language), ())[:most])
        if section:
            around = self._site.neighbors.get(f"{root_of(self.language)}{section}/")
            return self._links_to(around.children[:most] if around else ())
        known = (page for page in self._site.by_path.values() if page.language == self.language)
        written = (page for page in known if page.url.endswith("/"))
        return self._links_to(sorted(written, key=lambda page: page.title)[:most])

    @noted_by_language
    def page_at(self, content_path: str) -> PageLink | None:
        """Return the page that a file in content/ makes, as the language has it if it does, or None if it isn't built."""
        page = self._page(content_path)
        return self.link_to(page) if page else None

    @noted_by_language
    def said_under(self, key: str) -> Mapping[str, str]:
        """Return what pages say under a key of their front matter, by their addresses, last those in the language that asks.

        A translation that says nothing there says what its original does.
        """
        name = self.named(key)
        if name not in self._said:
            by_path, versions = self._site.by_path.values(), self._site.versions
            pages = [page for one in dict.fromkeys(("", self.language)) for page in by_path if page.language == one]
            both = ((page, versions.get(page.url, {}).get("", page)) for page in pages)
            said = (
                (one.url, getattr(one.front_matter, key) or getattr(first.front_matter, key)) for one, first in both
            )
            self._said[name] = {self.href(url): value for url, value in said if value}
        return self._said[name]

    @noted
    def has_come(self, day: str) -> bool:
        """Return whether a day, as 2026-11-24, has come."""
        return day <= self._site.today.isoformat()

    # ---- what is made beside pages

    @noted
    def feed_title(self, url: str) -> str:
        """Return what the feed of the page at a url is called; an empty text if it has none."""
        return self._feeds.get(url, "")

    @noted
    def is_in_feed(self, url: str) -> bool:
        """Return whether a feed has the text of a page."""
        return url in self._in_feeds

    @noted
    def cited(self) -> Mapping[str, Sequence[PageLink]] | None:
        """Return the pages that cite each source, by its id; None until all pages are made but those that ask for it."""
        if self._cited is None:
            return None
        return {name: self._links_to(pages) for name, pages in self._cited.items()}

    def cite(self, cited: Mapping[str, Sequence[Page]]) -> None:
        """Tell from now on what all pages cite."""
        self._cited = cited
        self.forget(CITED)
