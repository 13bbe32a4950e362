"""Puts pages and data together: which pages are built today, every URL, and what stands beside what."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from carepress.assemble.conflicts import (
    collisions,
    page_problems,
    reference_problems,
    without_unknown,
)
from carepress.assemble.listings import (
    group_by_person,
    group_by_tag,
    make_listings,
    person_pages,
    tag_pages,
    unlisted_pages,
)
from carepress.assemble.neighbors import find_neighbors, pages_above
from carepress.assemble.related import find_related
from carepress.assemble.translations import find_versions, in_language, translation_problems
from carepress.model.config import Config
from carepress.model.page import HeldBack, Neighbors, Page
from carepress.model.site import ContentFiles, Edition, Images, Site
from carepress.problems import Problem
from carepress.text.urls import root_of, whole_letters


def assemble(
    config: Config,
    pages: Iterable[Page],
    images: Images,
    files: ContentFiles,
    reserved: Iterable[str],
    editions: Mapping[str, Edition],
) -> tuple[Site, list[Problem]]:
    """Return the whole site before any text is converted, and what doesn't fit together.

    `reserved` has the names that a build gives to files and folders besides pages, `editions` what is said in each language.
    """
    texts, own = {file.path: file for file in files.pages}, editions[""]
    settings, data, others = own.settings, own.data, {name: one for name, one in editions.items() if name}
    everything = sorted((in_language(page, others) for page in pages), key=lambda page: page.url)
    said = [(files.settings, settings), *((texts[page.path], page.front_matter) for page in everything)]
    unknown = [*reference_problems(said, data, config.kind)]
    at_fault = {one.place.path for one in unknown}
    everything = [without_unknown(page, data) if page.path in at_fault else page for page in everything]
    held_back = {page.content_path: held for page in everything if (held := _held_back(page, config))}
    written = [page for page in everything if page.content_path not in held_back]
    assets_by_path, media_by_path = (
        {whole_letters(one.path.removeprefix("content/")): one for one in some} for some in (images.assets, files.media)
    )

    tagged = group_by_tag(written, data.tags, editions)
    topics = [page for name, one in editions.items() for page in tag_pages(one.data.tags, tagged, name)]
    people = person_pages(data.people)
    browsable, related = [*written, *topics, *people], find_related(tagged)
    neighbors: dict[str, Neighbors[Page]] = {}
    for language in editions:
        neighbors |= find_neighbors([page for page in browsable if page.language == language], related)
    words = {name: one.words for name, one in editions.items()}
    by_person = group_by_person([page for page in written if not page.language], data.people)
    listings, further = make_listings(browsable, neighbors, {**tagged, **by_person}, words)
    by_url = {page.url: page for page in browsable}
    unlisted = unlisted_pages(
        held_back.values(), [*browsable, *further], preview=config.preview and not config.as_visitor
    )
    for page in (*further, *unlisted):
        neighbors.setdefault(page.url, Neighbors(above=pages_above(page.url, by_url, page.root)))

    built = sorted([*browsable, *further, *unlisted], key=lambda page: page.url)
    site = Site(
        settings=settings,
        base_url=config.base_url,
        today=config.today,
        preview=config.preview,
        staging=config.staging,
        data=data,
        pages=tuple(built),
        by_path={page.content_path: page for page in written},
        by_url=by_url | {page.url: page for page in further},
        neighbors=neighbors,
        listings=listings,
        tagged=tagged,
        words=own.words,
        menu=_menu(neighbors, ""),
        assets=assets_by_path,
        media=media_by_path,
        left_out=frozenset(files.left_out),
        images=images,
        held_back=held_back,
        editions={name: replace(one, menu=_menu(neighbors, name)) for name, one in others.items()},
        versions=find_versions([*written, *topics]) if others else {},
        outdated={},
        published=frozenset(),
    )
    problems = chain(
        collisions([*topics, *people, *further, *unlisted, *written], [*images.claims, *files.media], reserved),
        unknown,
        page_problems(written, config.today, texts),
        translation_problems(everything, texts, (files.settings, settings), has_settings="site" not in data.broken),
    )
    return site, list(problems)


def _held_back(page: Page, config: Config) -> HeldBack | None:
    """Return why a page isn't built today, or None if it is. A page appears on its date and leaves on its expiry."""
    front_matter = page.front_matter
    if front_matter.draft and not config.drafts:
        return HeldBack(page, "draft")
    if front_matter.expires and front_matter.expires <= config.today:
        return HeldBack(page, "expired")
    if front_matter.date and front_matter.date > config.today and not config.drafts:
        return HeldBack(page, "scheduled", front_matter.date)
    return None


def _menu(neighbors: Mapping[str, Neighbors[Page]], language: str) -> tuple[Page, ...]:
    home = root_of(language)
    top = neighbors[home].children if home in neighbors else ()
    return tuple(page for page in top if page.front_matter.order is not None)
