"""Tells whether a translation says what its original says: it keeps a digest of the words of each part of it.

Punctuation, links, figures from the data and front matter that isn't shown aren't words that somebody translates.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from carepress.check.source.passages import page_body, record_passages
from carepress.model.page import Page, TextFile
from carepress.model.site import Outdated, Site
from carepress.problems import Place

# A digest of the words of each part of a page with its place.
Parts = list[tuple[str, Place]]
_WORD = re.compile(r"[^\W_]+")


def parts_of(page: Page, file: TextFile) -> Parts:
    """Return a digest of the words of each part of a page with its place: the front matter that is shown, then by headings."""
    shown = [passage.prose.text for passage in record_passages(page.front_matter, file)]
    parts = [(shown, Place(file.path, 1))]
    body, at = page_body(file, page.body_start, page.body_line), 0
    for line in body.prose.text.split("\n"):
        if line.startswith("#"):
            parts.append(([], body.place(at + len(line) - 1, at + len(line))))
        parts[-1][0].append(line)
        at += len(line) + 1
    return [(_digest(" ".join(texts)), place) for texts, place in parts]


def _digest(text: str) -> str:
    return sha256(" ".join(_WORD.findall(text.casefold())).encode()).hexdigest()[:6]


def digest_of_page(page: Page, file: TextFile) -> str:
    """Return what a translation keeps of its original, as one text."""
    return "-".join(digest for digest, _ in parts_of(page, file))


def find_outdated(site: Site, parts: Callable[[Mapping[str, Page]], Mapping[str, Parts]]) -> dict[str, Outdated]:
    """Return where the original says something else than when it was translated, by the url of the translation.

    `parts` returns the parts of pages by their files.
    """
    every = ((page, versions[""]) for versions in site.versions.values() for page in versions.values())
    both = [(page, original) for page, original in every if page.front_matter.translates]
    known = parts({page.path: page for pair in both for page in pair})
    return {page.url: found for page, original in both for found in _news(page, known[page.path], known[original.path])}


def _news(page: Page, own: Parts, now: Parts) -> Iterator[Outdated]:
    """Yield what is new in an original, if something is: the first part of it that has other words, or that is gone."""
    then = page.front_matter.original_digest.split("-")
    if then == [digest for digest, _ in now]:
        return
    new = (number for number, (digest, _) in enumerate(now) if digest not in then)
    gone = (number for number, digest in enumerate(then) if digest not in {digest for digest, _ in now})
    number = next(new, next(gone, 0))
    yield Outdated(
        place=own[min(number, len(own) - 1)][1],
        news=now[min(number, len(now) - 1)][1],
        was_recorded=bool(page.front_matter.original_digest),
    )
