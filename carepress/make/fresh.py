"""What comes of a page that is made just now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from carepress.model.made import Made
from carepress.model.page import Page

FEED_TEXT = "feed-text"  # the step that a page's text in feeds is kept under


@dataclass(slots=True)
class Fresh:
    """What a page came to when it was made just now: its files by their paths, and the rows to keep.

    `key` is a digest of what it was made from, empty if it is to be made again in any case, and `trace` has what it asked, with the
    digests of the answers. `later` has the sources that it cites if it has to wait for what the other pages cite.
    """

    page: Page
    key: bytes = b""
    trace: tuple[tuple[tuple[str, ...], bytes], ...] = ()
    made: Made | None = None
    later: tuple[str, ...] = ()
    text: str = ""  # if a feed has it
    files: dict[str, bytes] = field(default_factory=dict)
    rows: list[tuple[str, str, bytes]] = field(default_factory=list)
    spent: Mapping[str, float] = field(default_factory=dict)  # seconds by part of the work, if they are measured


def name_of(page: Page) -> str:
    """Return a name that no other page has: by mistake two files may claim one address."""
    return f"{page.url} {page.path}"


def page_step(depth: str) -> str:
    """Return what the step is called that makes pages and finds what is wrong with them so far as it is asked."""
    return f"page-{depth}"


def with_files(depth: str) -> tuple[str, ...]:
    """Return the steps that are worth nothing without the files that were made with them."""
    return "render", FEED_TEXT, page_step(depth)
