"""Says what stands around each page: above it, below it, before and after it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from carepress.model.page import Neighbors, Page

_NOWHERE = datetime.date.min


def find_neighbors(pages: Iterable[Page], related: Mapping[str, tuple[Page, ...]]) -> dict[str, Neighbors[Page]]:
    """Return the neighbors of each page of a language by its url; `related` has the pages like it by its url."""
    by_url = {page.url: page for page in pages}
    children: dict[str, list[Page]] = defaultdict(list)
    for page in by_url.values():
        if page.url != page.root and page.url.endswith("/"):
            children[_parent_url(page.url, by_url)].append(page)
    beside: dict[str, tuple[Page | None, Page | None]] = {}
    for parent, siblings in children.items():
        siblings.sort(key=_place_among_siblings)
        if parent != siblings[0].root:  # the pages at the top are a menu, not a sequence to read
            pairs = zip([None, *siblings[:-1]], [*siblings[1:], None], strict=True)
            beside |= {page.url: pair for page, pair in zip(siblings, pairs, strict=True)}
    result = {}
    for url, page in by_url.items():
        before, after = beside.get(url, (None, None))
        result[url] = Neighbors(
            pages_above(url, by_url, page.root),
            before,
            after,
            tuple(children.get(url, ())),
            related.get(url, ()),
        )
    return result


def _place_among_siblings(page: Page) -> tuple[bool, int, int, str]:
    """Return the sort key of a page: by `order` where given, then newest first, then by title."""
    front_matter = page.front_matter
    age = -(front_matter.date or _NOWHERE).toordinal()
    return front_matter.order is None, front_matter.order or 0, age, page.title


def _parent_url(url: str, by_url: Mapping[str, Page]) -> str:
    """Return the nearest page above a url: a folder without an index.md is passed over."""
    while url != "/":
        url = url.rstrip("/").rpartition("/")[0] + "/"
        if url in by_url:
            return url
    return "/"


def pages_above(url: str, by_url: Mapping[str, Page], home: str) -> tuple[Page, ...]:
    """Return the pages above a url, from the home page of its language down."""
    pages: list[Page] = []
    while url != home and (url := _parent_url(url, by_url)) in by_url:
        pages.insert(0, by_url[url])
    return tuple(pages)
