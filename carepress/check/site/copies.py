"""Finds pages that are copies of others, as programs that share files make them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from carepress.load.front_matter import body_of
from carepress.model.page import Page, TextFile
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation

_STRETCH = 5  # words in a row that two texts don't have by chance


def copy_problems(pages: Iterable[Page], texts: Mapping[str, TextFile]) -> Iterator[Problem]:
    """Yield a warning for each page that has another's title and most of its words; the one with the shorter path is no copy.

    Stretches of words are looked up, not compared page by page, so that the work grows with the text.
    """
    by_title: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: (len(page.path), page.path)):
        by_title[" ".join(page.title.casefold().split())].append(page)
    for namesakes in by_title.values():
        owners: dict[str, str] = {}
        sizes: dict[str, int] = {}
        for page in namesakes if len(namesakes) > 1 else ():
            words, path = re.findall(r"\w+", body_of(page, texts).casefold()), page.path
            stretches = {" ".join(words[at : at + _STRETCH]) for at in range(len(words) - _STRETCH + 1)}
            twins = Counter(owners[stretch] for stretch in stretches if stretch in owners)
            twin = min(twins, key=lambda path: (-twins[path], path), default="")
            if twin and twins[twin] * 2 > min(len(stretches), sizes[twin]):
                yield violation("file-copied", Place(path), "page", other=twin)
                continue
            sizes[path] = len(stretches)
            owners |= dict.fromkeys(stretches - owners.keys(), path)
