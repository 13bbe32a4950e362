"""Reads HTML as a browser would: the one home of selectolax (the lexbor parser)."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

__all__ = ["Node", "Tree"]  # of selectolax, for others

_LINKING = {
    **dict.fromkeys(("a", "link"), "href"),
    **dict.fromkeys(("img", "script", "source", "track"), "src"),
    "video": "poster",
}
# In a list of selectors, a node is found once for each that it matches.
_SCANNED = f":is([id], [srcset], {', '.join(f'{tag}[{attribute}]' for tag, attribute in _LINKING.items())})"


@dataclass(frozen=True, slots=True)
class PageScan:
    """What a finished page offers and asks for: its ids, those that it has twice, every address, those of its links."""

    ids: frozenset[str]
    repeated_ids: tuple[str, ...]
    addresses: tuple[str, ...]
    links: tuple[str, ...]


def parse_fragment(html: str) -> Tree:
    """Return the tree of a piece of HTML from inside a body."""
    return Tree(html, is_fragment=True)


def scan_page(tree: Tree) -> PageScan:
    """Return what a finished page offers and asks for."""
    ids: Counter[str] = Counter()
    links: dict[str, None] = {}
    addresses: list[str] = []
    for node in tree.css(_SCANNED):
        given, tag = node.attributes, node.tag or ""
        if "id" in given:
            ids[given["id"] or ""] += 1
        if (linking := _LINKING.get(tag, "")) in given and given.get("rel") != "canonical":
            addresses.append(given[linking] or "")
        if "srcset" in given:
            addresses += re.findall(r"(\S+)(?: \S+)?(?:, |$)", given["srcset"] or "")
        if tag == "a" and "href" in given:
            links[given["href"] or ""] = None
    repeated = tuple(sorted(name for name, count in ids.items() if count > 1))
    return PageScan(frozenset(ids), repeated, tuple(addresses), tuple(links))


def page_prose(tree: Tree) -> tuple[str, ...]:
    """Return the sentences that a finished page's visitors read: a text for each paragraph, list item or definition.

    Menus, tables, the list of sources and what only marks a place in the text are left out, and are gone from the tree.
    """
    main = tree.css_first("main")
    if main is None:
        return ()
    for node in main.css("nav, table, .references, .source-list, .meta, sup.cite, sup[id], .review-state, .tags"):
        node.decompose()
    blocks = main.css("p, :is(li, dd, figcaption):not(:has(p, li, dd, figcaption))")
    return tuple(" ".join(node.text().split()) for node in blocks)


@lru_cache(maxsize=64)  # of the texts in feeds few change from one build of a preview to the next
def with_whole_addresses(html: str, permalink: str) -> str:
    """Return a page's HTML with every address written whole, so that it can be read outside of the page."""
    tree = parse_fragment(html)
    for node in tree.css("[href], [src], [poster]"):
        for name in ("href", "src", "poster"):
            if address := node.attributes.get(name):
                node.attrs[name] = urljoin(permalink, address)
    return tree.html or ""
