"""The whole site before any text is converted."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from carepress.model.page import HeldBack, Listing, Neighbors, Page, TextFile
from carepress.model.records import Data, Day, SiteSettings
from carepress.model.words import ENGLISH, Words
from carepress.problems import Place


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file that is copied as it is."""

    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture in one format and width."""

    url: str
    width: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is published: the size of the file at its own url, and its variants, the best format first."""

    width: int
    height: int
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Images:
    """The files beside the pages, ready to be published."""

    assets: tuple[PageFile, ...]
    claims: Annotated[tuple[PageFile, ...], "Each file of the site that an asset becomes."]
    files: Annotated[Mapping[str, Path], "Where the content of each file is, by url."]
    pictures: Annotated[Mapping[str, Picture], "By the url of the asset."]
    made: Annotated[int, "How many pictures weren't there yet."]


NO_IMAGES = Images(assets=(), claims=(), files={}, pictures={}, made=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFiles:
    """All that content/ holds, sorted by path."""

    settings: TextFile
    pages: tuple[TextFile, ...]
    data: tuple[TextFile, ...]
    translated: Annotated[tuple[TextFile, ...], "What data say in other languages: content/es/_data/."]
    assets: tuple[PageFile, ...]
    media: Annotated[tuple[PageFile, ...], "Videos and their captions, which only a component publishes."]
    left_out: Annotated[
        tuple[str, ...], "The paths inside content/ of files that are of no kind that links may lead to."
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a site says in one language beside its pages."""

    settings: SiteSettings
    data: Data
    words: Words = ENGLISH
    menu: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """That an original says something else than its translation: where in each of them, the first of several."""

    place: Place
    news: Place
    was_recorded: Annotated[bool, "Whether anybody has said what the original was when it was translated."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site before any text is converted: every page, every URL, all data."""

    settings: SiteSettings
    base_url: str
    today: Day
    preview: bool
    staging: bool
    data: Data
    pages: Annotated[tuple[Page, ...], "Those that staff wrote and those that the build adds, sorted by url."]
    by_path: Annotated[Mapping[str, Page], "The pages that staff wrote, by their path inside content/."]
    by_url: Annotated[Mapping[str, Page], "All but what expired pages leave, and those that wait."]
    neighbors: Annotated[Mapping[str, Neighbors[Page]], "By url."]
    listings: Annotated[Mapping[str, Listing[Page]], "By url."]
    tagged: Annotated[Mapping[str, tuple[Page, ...]], "The pages on a topic by the url of its page, newest first."]
    words: Words
    menu: tuple[Page, ...]
    assets: Annotated[Mapping[str, PageFile], "Files beside the pages, by their path inside content/."]
    media: Annotated[Mapping[str, PageFile], "Videos and their captions, by their path inside content/."]
    left_out: Annotated[frozenset[str], "The paths inside content/ of files that no link may lead to."]
    images: Images
    held_back: Annotated[Mapping[str, HeldBack], "By path inside content/."]
    editions: Annotated[Mapping[str, Edition], "In other languages than the site's own, by their codes."]
    versions: Annotated[
        Mapping[str, Mapping[str, Page]], "What a page is in each language, by the url of each of these."
    ]
    outdated: Annotated[Mapping[str, Outdated], "By the url of the translation."]
    published: Annotated[frozenset[str], "The files of the last build."]

    @property
    def all_editions(self) -> Mapping[str, Edition]:
        """Return what the site says in each language, its own, which is "", before others."""
        own = Edition(settings=self.settings, data=self.data, words=self.words, menu=self.menu)
        return {"": own, **self.editions}
