"""Finds pages like a page, by the tags that they share, in a time that grows with the number of pages.

Comparing every page with every other would take a hundred times as long for ten times as many. So a page is compared
only with those that stand nearest to it in the list of a tag, and of two tags together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from carepress.model.page import Page

_MOST_RELATED = 3
_NEAREST = 4  # to either side, in each list

Key = tuple[str, ...]


def find_related(tagged: Mapping[str, Sequence[Page]]) -> dict[str, tuple[Page, ...]]:
    """Return the pages most like each page by its url, the closest first.

    `tagged` has the pages of each tag in one order that all tags share. A tag that few pages have says more than one
    that many have; among equals the one that stands nearer in the list of a tag comes first.
    """
    tags_of: dict[str, list[str]] = defaultdict(list)
    pages: dict[str, Page] = {}
    for tag in tagged:
        for page in tagged[tag]:
            tags_of[page.url].append(tag)
            pages[page.url] = page
    weights = {tag: 1 / len(those) for tag, those in tagged.items() if those}
    near: dict[str, dict[str, int]] = defaultdict(dict)  # how far away in one of the lists
    for line in _lines(tagged, tags_of).values():
        for at, url in enumerate(line):
            for there in range(max(0, at - _NEAREST), min(len(line), at + _NEAREST + 1)):
                if there != at:
                    distance = abs(there - at)
                    near[url][line[there]] = min(distance, near[url].get(line[there], distance))

    result = {}
    for url, candidates in near.items():
        mine = frozenset(tags_of[url])
        scores = {other: sum(weights[tag] for tag in tags_of[other] if tag in mine) for other in candidates}
        best = sorted(scores, key=lambda other: (-scores[other], candidates[other]))
        result[url] = tuple(pages[other] for other in best[:_MOST_RELATED])
    return result


def _lines(tagged: Mapping[str, Sequence[Page]], tags_of: Mapping[str, Iterable[str]]) -> dict[Key, list[str]]:
    """Return the urls of the pages that have a tag, or two tags, in their order."""
    lines: dict[Key, list[str]] = defaultdict(list)
    for tag, those in tagged.items():
        for page in those:
            lines[(tag,)].append(page.url)
            for other in tags_of[page.url]:
                if other > tag:
                    lines[tag, other].append(page.url)
    return lines
