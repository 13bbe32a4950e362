"""Finds what doesn't fit together: two files with one address, ids that no data has, copies of a page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import quote

from carepress.load.front_matter import locate
from carepress.load.references import unknown_references
from carepress.model.kind import SiteKind
from carepress.model.page import Page
from carepress.model.records import Data
from carepress.model.site import PageFile, Site
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import violation
from carepress.text.urls import alias_url, file_key, output_path
from carepress.text.words import format_date

_STRETCH = 5  # words in a row that two texts don't have by chance
_FURTHER_PAGE = re.compile(r"/page/\d+/index\.html$")
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_LONGEST_NAME = 200  # bytes; file systems allow 255, and a name may get an ending while it is written
_LONGEST_ADDRESS = 1900  # characters as a browser writes it; a sitemap allows 2,048 with the host
_MADE_BY_THE_BUILD = (
    "sitemap.xml",
    "robots.txt",
    "feed.xml",
    "feed.json",
    "_headers",
    "_redirects",
    "carepress.json",
    "assets",
    "pagefind",
    "cards",
    "cards.png",
)


def collisions(pages: Iterable[Page], assets: Iterable[PageFile]) -> Iterator[Problem]:
    """Yield a problem for each file of the site that more than one file claims; each names all of them.

    No file can also be a folder. The place is that of the last page with the address, so those that can be renamed come last.
    Pictures that differ only in their ending claim several files, which is said once.
    """
    claims: dict[str, list[str]] = defaultdict(list, {name: ["the build itself"] for name in _MADE_BY_THE_BUILD})
    for page in pages:
        # A page that is broken may have aliases that are no addresses: it is reported for them already.
        aliases = () if page.is_broken else page.front_matter.aliases
        for url in (page.url, *map(alias_url, aliases)):
            claims[file_key(url)].append(page.source.path)
    beside: set[str] = set()
    told: list[set[str]] = []
    for asset in assets:
        claims[file_key(asset.url)].append(asset.path)
        beside.add(asset.path)
    for path, claimants in sorted(claims.items(), key=lambda claim: (-len(claim[1]), claim[0])):
        above = [name for folder in PurePosixPath(path).parents for name in claims.get(str(folder), ())]
        everybody = [*above, *claimants]
        too_long = any(len(part.encode()) > _LONGEST_NAME for part in path.split("/"))
        if too_long or len(quote(path)) > _LONGEST_ADDRESS:
            yield violation("url-too-long", Place(claimants[-1]), start=path[:40])
        if len(everybody) > 1 and not any(map(set(everybody).issubset, told)):
            said = {"address": path.removesuffix("index.html"), "names": ", ".join(everybody)}
            case = ""
            if beside.issuperset(everybody):
                told.append(set(everybody))
                names = [PurePosixPath(one).name.casefold() for one in everybody]
                case = "" if PurePosixPath(path).name in names else "pictures"
            yield violation("url-collision", Place(everybody[-1]), case, **said)


def reference_problems(pages: Iterable[Page], data: Data, kind: SiteKind) -> Iterator[Problem]:
    """Yield a problem for each id in a front matter that no data has."""
    for page in pages:
        for unknown in unknown_references(page.front_matter, data.records, kind.all_collections, data.broken):
            otherwise = f"choose another, or declare it in content/_data/{unknown.collection}.yaml"
            said = {"noun": unknown.noun, "name": unknown.name, "near": guess(unknown.name, unknown.known, otherwise)}
            yield violation("front-matter-reference", locate(page.source, unknown.path), **said)


def gone_problems(site: Site, folder: str) -> Iterator[Problem]:
    """Yield a warning for each page of the last build, in the output folder, whose address leads nowhere now."""
    pages = [*site.pages, *(held.page for held in site.held_back.values())]  # what is held back is said already
    kept = {output_path(url) for page in pages for url in (page.url, *map(alias_url, page.front_matter.aliases))}
    # A page that is broken may have other addresses than it seems to.
    gone = () if any(page.is_broken for page in pages) else sorted(site.published - kept)
    for path in gone:
        if path.endswith("/index.html") and not _FURTHER_PAGE.search(path):
            yield violation("address-gone", Place(f"{folder}/{path}"), address=f"/{path.removesuffix('index.html')}")


def page_problems(pages: Sequence[Page], today: date) -> Iterator[Problem]:
    """Yield a problem for a site without a home page, and a warning for each page without a text, or changed on a day that hasn't come."""
    urls = {page.url for page in pages}
    if "/" not in urls:
        yield violation("home-missing", Place("content/index.md"), "" if urls else "pages")
    for page in pages:
        # Other templates show more than the text.
        if page.template in {"article", "page"} and not page.is_broken and not _COMMENT.sub("", page.body).strip():
            yield violation("page-empty", Place(page.source.path, page.body_line))
        if (day := page.front_matter.updated) and day > today:
            yield violation("updated-later", locate(page.source, ("updated",)), day=format_date(day))


def copy_problems(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield a warning for each page that has another's title and most of its words; the one with the shorter path is no copy.

    Stretches of words are looked up, not compared page by page, so that the work grows with the text.
    """
    by_title: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: (len(page.source.path), page.source.path)):
        by_title[" ".join(page.title.casefold().split())].append(page)
    for namesakes in by_title.values():
        owners: dict[str, str] = {}
        sizes: dict[str, int] = {}
        for page in namesakes if len(namesakes) > 1 else ():
            words, path = re.findall(r"\w+", page.body.casefold()), page.source.path
            stretches = {" ".join(words[at : at + _STRETCH]) for at in range(len(words) - _STRETCH + 1)}
            twins = Counter(owners[stretch] for stretch in stretches if stretch in owners)
            twin = min(twins, key=lambda path: (-twins[path], path), default="")
            if twin and twins[twin] * 2 > min(len(stretches), sizes[twin]):
                yield violation("file-copied", Place(path), "page", other=twin)
                continue
            sizes[path] = len(stretches)
            owners |= dict.fromkeys(stretches - owners.keys(), path)
