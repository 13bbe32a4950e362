"""Makes the pages that nobody writes: one for each topic and person, the further pages of a long list, and what an expired page leaves."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from carepress.model.page import FrontMatter, HeldBack, Listing, Neighbors, Page
from carepress.model.records import Person, Tag
from carepress.text.urls import alias_url, file_key, person_url, tag_url
from carepress.text.words import shorten

_PAGE_SIZE = 20
_LONGEST_DESCRIPTION = 160
_TAGS_FILE, _PEOPLE_FILE = "content/_data/tags.yaml", "content/_data/people.yaml"


def group_by_tag(pages: Iterable[Page], tags: Mapping[str, Tag]) -> dict[str, tuple[Page, ...]]:
    """Return the pages of each tag that has any, newest first; those without a date come last, by title."""
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=_newest_first):
        for tag in page.front_matter.tags:
            groups[tag].append(page)
    return {tag: tuple(groups[tag]) for tag in tags if tag in groups}


def _newest_first(page: Page) -> tuple[int, str, str]:
    return -(page.front_matter.date or date.min).toordinal(), page.title, page.url


def tag_pages(tags: Mapping[str, Tag], used: Iterable[str]) -> list[Page]:
    """Return a page for each tag in use."""
    pages = []
    for name in used:
        front_matter = FrontMatter(title=tags[name].name, description=tags[name].description, template="tag")
        pages.append(_made_page(_TAGS_FILE, tag_url(name), front_matter))
    return pages


def group_by_person(pages: Iterable[Page], people: Iterable[str]) -> dict[str, tuple[Page, ...]]:
    """Return the pages that each person wrote or reviewed by the url of their page, newest first."""
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=_newest_first):
        for name in {page.front_matter.author, page.front_matter.reviewer}:
            groups[name].append(page)
    return {person_url(name): tuple(groups[name]) for name in people}


def person_pages(people: Mapping[str, Person]) -> list[Page]:
    """Return a page for each person; its slug is their id."""
    pages = []
    for name, person in people.items():
        about = shorten(f"{person.role}. {' '.join(person.bio.split())}", _LONGEST_DESCRIPTION)
        front_matter = FrontMatter(title=person.name, description=about, slug=name, template="person")
        pages.append(_made_page(_PEOPLE_FILE, person_url(name), front_matter))
    return pages


def unlisted_pages(held_back: Iterable[HeldBack], pages: Iterable[Page], *, preview: bool) -> list[Page]:
    """Return what an expired page leaves at its addresses, except at those that one of the pages has now.

    Of two that had the same address the one that expired later keeps it. A preview has each page that is held back, whole; a draft
    also with gaps in its front matter.
    """
    taken = {key for page in pages for key in _keys(page)}
    shown = [
        held
        for held in held_back
        if (preview or held.reason == "expired") and (not held.page.is_broken or (preview and held.reason == "draft"))
    ]
    left = []
    for held in sorted(shown, key=lambda held: held.page.front_matter.expires or date.min, reverse=True):
        page, whole = held.page, held.page.front_matter
        if page.url == "/404.html" or file_key(page.url) in taken:
            continue
        # The old addresses of a page that waits wait too.
        old = whole.aliases if held.reason == "expired" else ()
        free = tuple(alias for alias in old if file_key(alias_url(alias)) not in taken)
        if preview:
            left.append(
                dataclasses.replace(
                    page, front_matter=dataclasses.replace(whole, aliases=free, noindex=True), is_broken=False
                )
            )
        else:
            kept = {name: getattr(whole, name) for name in ("title", "description", "nav_title", "expires")}
            left.append(
                _made_page(page.path, page.url, FrontMatter(**kept, aliases=free, noindex=True, template="expired"))
            )
        taken |= _keys(left[-1])
    return left


def _keys(page: Page) -> set[str]:
    return {file_key(url) for url in (page.url, *map(alias_url, page.front_matter.aliases))}


def make_listings(
    pages: Iterable[Page],
    neighbors: Mapping[str, Neighbors[Page]],
    tagged: Mapping[str, tuple[Page, ...]],
    by_person: Mapping[str, tuple[Page, ...]],
) -> tuple[dict[str, Listing[Page]], list[Page]]:
    """Return what each section, topic and person lists on each of its pages, by url, and the pages to be added for it.

    A section with a template of its own shows what it likes and isn't cut into pages.
    """
    grouped = {**{tag_url(tag): those for tag, those in tagged.items()}, **by_person}
    listings: dict[str, Listing[Page]] = {}
    added = []
    for page in pages:
        if page.front_matter.template in {"person", "tag"}:
            items = grouped.get(page.url, ())
        elif page.is_index and page.url != "/" and not page.front_matter.template:
            items = neighbors[page.url].children
        else:
            continue
        cuts = [items[at : at + _PAGE_SIZE] for at in range(0, len(items), _PAGE_SIZE)] or [()]
        urls = (page.url, *(f"{page.url}page/{number}/" for number in range(2, len(cuts) + 1)))
        listings |= {url: Listing(cut, urls) for url, cut in zip(urls, cuts, strict=True)}
        added += [_further_page(page, number, len(urls), urls[number - 1]) for number in range(2, len(urls) + 1)]
    return listings, added


def _further_page(page: Page, number: int, count: int, url: str) -> Page:
    front_matter = dataclasses.replace(
        page.front_matter,
        title=f"{page.title}, page {number}",
        nav_title=f"Page {number}",
        description=shorten(f"Page {number} of {count}. {page.front_matter.description}", _LONGEST_DESCRIPTION),
        aliases=(),
        image="",
        sources=(),
        summary=(),
        order=None,
    )
    return dataclasses.replace(page, url=url, body_start=None, front_matter=front_matter)


def _made_page(path: str, url: str, front_matter: FrontMatter) -> Page:
    return Page(path=path, content_path="", front_matter=front_matter, body_start=None, body_line=1, url=url)
