"""Reads HTML as a browser would: the one home of selectolax (the lexbor parser)."""

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

__all__ = ["Node", "PageScan", "Tree", "elements", "parse_fragment", "scan_page", "text_of"]

_LINKING = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "srcset"))


@dataclass(frozen=True, slots=True)
class PageScan:
    """What a finished page offers and asks for: its ids, those that stand twice, and every address that it names."""

    ids: frozenset[str]
    repeated_ids: tuple[str, ...]
    addresses: tuple[str, ...]


def parse_fragment(html: str) -> Tree:
    """Return the tree of a piece of HTML that stands inside a body."""
    return Tree(html, is_fragment=True)


def elements(tree: Tree) -> Iterator[Node]:
    """Yield each node of a fragment in document order; nodes may be changed, not removed, on the way."""
    top = tree.root
    while top is not None:
        following = top.next
        yield from _below(top)
        top = following


def _below(node: Node) -> Iterator[Node]:
    yield node
    child = node.first_child
    while child is not None:
        following = child.next
        yield from _below(child)
        child = following


def text_of(node: Node) -> str:
    """Return the text inside a node; the parser's own reads on past a node at the top of a fragment."""
    return "".join(inner.text_content or "" for inner in _below(node) if inner.is_text_node)


def scan_page(html: str) -> PageScan:
    """Return what a finished page offers and asks for."""
    tree = Tree(html)
    ids = [node.attributes["id"] or "" for node in tree.css("[id]")]
    repeated = tuple(sorted({name for name in ids if ids.count(name) > 1})) if len(set(ids)) < len(ids) else ()
    addresses = []
    for tag, attribute in _LINKING:
        for node in tree.css(f"{tag}[{attribute}]"):
            if node.attributes.get("rel") != "canonical":
                addresses.append(node.attributes[attribute] or "")
    return PageScan(frozenset(ids), repeated, tuple(addresses))
