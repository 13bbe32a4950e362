"""The one door to the site: what converting and rendering a page may ask of it."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property, partial

from carepress.load.names import Found, resolve_name
from carepress.model.kind import SiteKind
from carepress.model.page import HeldBack, Listing, Neighbors, Page
from carepress.model.records import Data, SiteSettings, Term
from carepress.model.site import PageFile, Picture, Site
from carepress.text.urls import href, permalink, tag_url

# The arguments that each component takes; None where the component is broken, so that nobody knows.
Components = Mapping[str, frozenset[str] | None]
_GLOSSARY = "glossary.md"


class Later(Exception):
    """What a page asks for is known only when the other pages are made; `cited` are the sources that it cites itself."""

    def __init__(self, cited: Sequence[str]) -> None:
        super().__init__()
        self.cited = cited


class Reads:
    """What converting and rendering may ask of the site.

    `assets` has the urls of the files in templates/assets/ by their names, `cards` those of social cards by the url of
    the page, `feeds` the title and the pages of each feed by the url of the page that shows the same.
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
        can_search: bool,
    ) -> None:
        self._site = site
        self._cited: Mapping[str, Sequence[Page]] | None = None
        self._about: dict[str, Mapping[str, Page]] = {}
        self.kind = kind
        self._fields: dict[str, Found | None] = {}
        self.components = components
        self.assets = assets
        self.cards = cards
        self.feeds = {url: title for url, (title, _) in feeds.items()}
        self._in_feeds = frozenset(page.url for _, pages in feeds.values() for page in pages)
        self.can_search = can_search
        self.base_url = site.base_url
        self.href = partial(href, site.base_url)
        self.permalink = partial(permalink, site.base_url)
        self.today = site.today
        self.is_preview = site.preview
        self.is_staging = site.staging

    # ---- settings and data

    @property
    def settings(self) -> SiteSettings:
        """Return the settings."""
        return self._site.settings

    @property
    def data(self) -> Data:
        """Return what content/_data/ holds."""
        return self._site.data

    def field(self, name: str) -> Found | None:
        """Return what a merge field prints; None if it is in a file that couldn't be read. Raises UnknownName."""
        if name not in self._fields:  # pages print the same ones again and again
            self._fields[name] = resolve_name(name, self._site.data, self._site.settings)
        return self._fields[name]

    def glossary(self) -> tuple[Mapping[str, Term], str]:
        """Return the glossary's terms and the address of the page that lists them; no terms without such a page."""
        page = self._site.by_path.get(_GLOSSARY)
        return (self._site.data.glossary, self.href(page.url)) if page else ({}, "")

    # ---- what a link can lead to

    def target(self, content_path: str, path: str) -> Page | PageFile | None:
        """Return the page or the file that a link names by its file, or by the path of its address."""
        site = self._site
        return site.by_path.get(content_path) or site.assets.get(content_path) or site.by_url.get(path)

    def is_page(self, url: str) -> bool:
        """Return whether one of the site's pages is at a url."""
        return url in self._site.by_url

    def held_back(self, content_path: str, path: str) -> HeldBack | None:
        """Return the page that isn't built today, by its file or by the path of its address."""
        by_address = (held for held in self._site.held_back.values() if held.page.url == path)
        return self._site.held_back.get(content_path) or next(by_address, None)

    def file(self, content_path: str) -> PageFile | None:
        """Return a file beside the pages."""
        return self._site.assets.get(content_path)

    @cached_property
    def all_files(self) -> tuple[str, ...]:
        """Return the paths inside content/ of everything that can be linked to: pages, then other files."""
        return (*self._site.by_path, *self._site.assets)

    @property
    def files_beside(self) -> Mapping[str, PageFile]:
        """Return the files beside the pages, by their path inside content/."""
        return self._site.assets

    @property
    def left_out(self) -> frozenset[str]:
        """Return the paths inside content/ of files that aren't published."""
        return self._site.left_out

    def was_published(self, path: str) -> bool:
        """Return whether the last build made a file."""
        return path in self._site.published

    # ---- pages around a page

    def around(self, url: str) -> Neighbors:
        """Return the neighbors of a page."""
        return self._site.neighbors[url]

    def listing(self, url: str) -> Listing | None:
        """Return what a section or topic lists on one of its pages."""
        return self._site.listings.get(url)

    @property
    def menu(self) -> tuple[Page, ...]:
        """Return the pages of the menu."""
        return self._site.menu

    def topics(self, page: Page) -> list[Page]:
        """Return the pages of the topics that a page is about."""
        tags = page.front_matter.tags
        return [self._site.by_url[tag_url(tag)] for tag in tags if tag in self._site.tagged]

    def pages(self, section: str = "") -> Sequence[Page]:
        """Return the pages of a section, in their order; without a section, all pages by title."""
        if section:
            around = self._site.neighbors.get(f"/{section}/")
            return around.children if around else ()
        written = (page for page in self._site.by_path.values() if page.url.endswith("/"))
        return sorted(written, key=lambda page: page.title)

    def page_at(self, content_path: str) -> Page | None:
        """Return the page that a file in content/ makes, or None if it isn't built."""
        return self._site.by_path.get(content_path)

    def pages_about(self, key: str) -> Mapping[str, Page]:
        """Return the pages that say something under a key of their front matter, by what they say."""
        if key not in self._about:
            said = ((getattr(page.front_matter, key), page) for page in self._site.by_path.values())
            self._about[key] = {value: page for value, page in said if value}
        return self._about[key]

    # ---- what is made beside pages

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """Return the pictures by the url of their file."""
        return self._site.images.pictures

    def is_in_feed(self, url: str) -> bool:
        """Return whether a feed has the text of a page."""
        return url in self._in_feeds

    @property
    def cited(self) -> Mapping[str, Sequence[Page]] | None:
        """Return the pages that cite each source, by its id; None until all pages are made but those that ask for it."""
        return self._cited

    def with_citations(self, cited: Mapping[str, Sequence[Page]]) -> "Reads":
        """Return the same door with what all other pages cite."""
        opened = copy(self)
        opened._cited = cited
        return opened
