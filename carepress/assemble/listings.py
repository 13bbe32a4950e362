"""Makes the pages that nobody writes: one for each topic and person, the further pages of a long list, and what an expired page leaves."""

import dataclasses
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import date

from carepress.model.page import FrontMatter, HeldBack, Listing, Neighbors, Page
from carepress.model.records import Person, Tag
from carepress.model.words import PAGE, PAGE_ABOUT, PAGE_TITLE, Words
from carepress.text.urls import alias_url, file_key, person_url, tag_url
from carepress.text.words import shorten

_PAGE_SIZE = 20
_LONGEST_DESCRIPTION = 160
_TAGS_FILE, _PEOPLE_FILE = "content/_data/tags.yaml", "content/_data/people.yaml"


def group_by_tag(pages: Iterable[Page], tags: Iterable[str], languages: Iterable[str]) -> dict[str, tuple[Page, ...]]:
    """Return the pages of each tag that has any in a language, by the url of the topic's page.

    The newest come first; those without a date come last, by title.
    """
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=_newest_first):
        for tag in page.front_matter.tags:
            groups[tag_url(tag, page.language)].append(page)
    urls = (tag_url(tag, language) for language in languages for tag in tags)
    return {url: tuple(groups[url]) for url in urls if url in groups}


def _newest_first(page: Page) -> tuple[int, str, str]:
    return -(page.front_matter.date or date.min).toordinal(), page.title, page.url


def tag_pages(tags: Mapping[str, Tag], used: Container[str], language: str) -> list[Page]:
    """Return a page for each tag in use in a language, of which the page's url is in `used`."""
    pages = []
    for name, tag in tags.items():
        if (url := tag_url(name, language)) in used:
            front_matter = FrontMatter(title=tag.name, description=tag.description, template="tag")
            pages.append(_made_page(_TAGS_FILE, url, front_matter, language))
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
        pages.append(_made_page(_PEOPLE_FILE, person_url(name), front_matter, ""))
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
        if page.url.endswith("/404.html") or file_key(page.url) in taken:
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
                _made_page(
                    page.path,
                    page.url,
                    FrontMatter(**kept, aliases=free, noindex=True, template="expired"),
                    page.language,
                )
            )
        taken |= _keys(left[-1])
    return left


def _keys(page: Page) -> set[str]:
    return {file_key(url) for url in (page.url, *map(alias_url, page.front_matter.aliases))}


def make_listings(
    pages: Iterable[Page],
    neighbors: Mapping[str, Neighbors[Page]],
    listed: Mapping[str, tuple[Page, ...]],
    words: Mapping[str, Words],
) -> tuple[dict[str, Listing[Page]], list[Page]]:
    """Return what each section, topic and person lists on each of its pages, by url, and the pages to be added for it.

    `listed` has the pages on a topic or of a person, `words` those of each language.
    A section with a template of its own shows what it likes and isn't cut into pages.
    """
    listings: dict[str, Listing[Page]] = {}
    added = []
    for page in pages:
        if page.front_matter.template in {"person", "tag"}:
            items = listed.get(page.url, ())
        elif page.is_index and page.url != page.root and not page.front_matter.template:
            items = neighbors[page.url].children
        else:
            continue
        cuts = [items[at : at + _PAGE_SIZE] for at in range(0, len(items), _PAGE_SIZE)] or [()]
        urls = (page.url, *(f"{page.url}page/{number}/" for number in range(2, len(cuts) + 1)))
        listings |= {url: Listing(cut, urls) for url, cut in zip(urls, cuts, strict=True)}
        said = words[page.language]
        added += [_further_page(page, number, len(urls), urls[number - 1], said) for number in range(2, len(urls) + 1)]
    return listings, added


def _further_page(page: Page, number: int, count: int, url: str, words: Words) -> Page:
    about = words(PAGE_ABOUT, number=number, count=count, description=page.front_matter.description)
    front_matter = dataclasses.replace(
        page.front_matter,
        title=words(PAGE_TITLE, title=page.title, number=number),
        nav_title=words(PAGE, number=number),
        description=shorten(about, _LONGEST_DESCRIPTION),
        aliases=(),
        image="",
        sources=(),
        summary=(),
        order=None,
    )
    return dataclasses.replace(page, url=url, body_start=None, front_matter=front_matter)


def _made_page(path: str, url: str, front: FrontMatter, language: str) -> Page:
    return Page(
        path=path, content_path="", front_matter=front, body_start=None, body_line=1, url=url, language=language
    )
