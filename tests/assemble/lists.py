"""Pages for lists, and what a list shows of them."""

from collections.abc import Mapping
from datetime import date, timedelta

from carepress.text.html import Tree
from tests.sites import TinySite, page

Files = Mapping[str, str | bytes]

TODAY = "2026-11-24"
TAGS = "content/_data/tags.yaml"
CHILDREN = "{% for child in page.children %}{{ child.title }} {% endfor %}"
RELATED = "{% for other in page.related %}{{ other.title }} {% endfor %}"
PAGINATION = ".pagination a, .pagination span"


def tags(*names: str) -> str:
    """Return a file of topics, each called "About" and its id."""
    return "".join(f"{name}:\n  name: About {name}\n  description: Words.\n" for name in names)


def source(name: str, title: str) -> str:
    """Return a record of a publication."""
    return f"{name}:\n  title: {title}\n  publisher: P\n  url: https://example.com/{name}\n  verified: secondary\n"


def articles(count: int, **keys: str) -> dict[str, str | bytes]:
    """Return articles with the titles 1, 2, ..., of which each is a day newer than the one before."""
    start = date(2026, 1, 1)
    return {
        f"content/blog/a{number}.md": page(title=f'"{number}"', date=start + timedelta(number - 1), **keys)
        for number in range(1, count + 1)
    }


def numbers(first: int, last: int) -> list[str]:
    """Return the numbers from the first down to the last, as titles."""
    return [str(number) for number in range(first, last - 1, -1)]


def texts(site: TinySite, path: str, selector: str) -> list[str]:
    """Return the text of each element that a selector finds in a finished page."""
    return [" ".join(node.text().split()) for node in Tree(site.read(path)).css(selector)]


def values(site: TinySite, path: str, selector: str, attribute: str) -> list[str | None]:
    """Return an attribute of each element that a selector finds in a finished page."""
    return [node.attributes.get(attribute) for node in Tree(site.read(path)).css(selector)]


def links(site: TinySite, path: str, selector: str) -> list[tuple[str, str | None]]:
    """Return the text and the address of each link that a selector finds in a finished page."""
    return list(zip(texts(site, path, selector), values(site, path, selector, "href"), strict=True))
