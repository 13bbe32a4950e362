"""Finds what doesn't fit together: two files with one address, ids that no data has, addresses that are gone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from carepress.load.front_matter import locate
from carepress.load.references import near_id, unknown_references
from carepress.model.kind import SiteKind
from carepress.model.page import Page, TextFile
from carepress.model.records import Data, Record
from carepress.model.site import PageFile, Site
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.text.urls import alias_url, file_key, output_path
from carepress.text.words import format_date

_FURTHER_PAGE = re.compile(r"/page/\d+/index\.html$")
_LONGEST_NAME = 200  # bytes; file systems allow 255, and a name may get an ending while it is written
_LONGEST_ADDRESS = 1900  # characters as a browser writes it; a sitemap allows 2,048 with the host


def collisions(pages: Iterable[Page], assets: Iterable[PageFile], reserved: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each file of the site that more than one file claims; each names all of them.

    `reserved` has the files and folders that the build makes besides pages. No file can also be a folder. The place is that of the last page with the address, so those that can be renamed come last.
    Pictures that differ only in their ending claim several files, which is said once.
    """
    claims: dict[str, list[str]] = defaultdict(list, {name: ["the build itself"] for name in reserved})
    for page in pages:
        # A page that is broken may have aliases that are no addresses: it is reported for them already.
        aliases = () if page.is_broken else page.front_matter.aliases
        for url in dict.fromkeys(file_key(one) for one in (page.url, *map(alias_url, aliases))):
            claims[url].append(page.path)
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


def reference_problems(said: Iterable[tuple[TextFile, Record]], data: Data, kind: SiteKind) -> Iterator[Problem]:
    """Yield a problem for each id in a front matter, or in the settings, that no data has; they come with their files."""
    for file, record in said:
        for where, wanted, other, known in unknown_references(record, data.records, data.broken):
            near = near_id(wanted, known, f"choose another, or declare it in content/_data/{other}.yaml")
            named = {"noun": kind.all_collections[other].noun, "name": wanted, "near": near}
            yield violation("front-matter-reference", locate(file, where), cause=f"{other}.{wanted}", **named)


def without_unknown(page: Page, data: Data) -> Page:
    """Return a page without the ids that no data has: that is said, and nothing else is to be missed because of it."""
    kept = dict[str, Any]()
    for (key, _), wanted, *_ in unknown_references(page.front_matter, data.records, data.broken):
        said = kept.get(str(key), getattr(page.front_matter, str(key)))
        kept[str(key)] = "" if isinstance(said, str) else tuple(one for one in said if one != wanted)
    return replace(page, front_matter=replace(page.front_matter, **kept), is_broken=True)


def lost_addresses(site: Site, folder: str) -> Iterator[Problem]:
    """Yield a warning for each page of the last build, in the output folder, whose address leads nowhere now."""
    pages = [*site.pages, *(held.page for held in site.held_back.values())]  # what is held back is said already
    kept = {output_path(url) for page in pages for url in (page.url, *map(alias_url, page.front_matter.aliases))}
    # A page that is broken may have other addresses than it seems to; without data topics and people have none.
    is_sure = not (site.data.broken or any(page.is_broken for page in pages))
    gone = sorted(site.published - kept) if is_sure else ()
    for path in gone:
        if path.endswith("/index.html") and not _FURTHER_PAGE.search(path):
            address = f"/{path.removesuffix('index.html')}"
            yield violation("address-gone", Place(f"{folder}/{path}"), address=address, cause=address)


def page_problems(pages: Sequence[Page], today: date, texts: Mapping[str, TextFile]) -> Iterator[Problem]:
    """Yield a problem for each language without a home page, and a warning for each page changed on a day that hasn't come."""
    urls = {page.url for page in pages}
    if not urls:
        yield violation("home-missing", Place("content/index.md"), "pages")
    for home in sorted({"/", *(page.root for page in pages)} - urls) if urls else ():
        said = {"file": f"content{home}index.md", "folder": f"content{home}"}
        yield violation("home-missing", Place(said["file"]), "language" if home != "/" else "", cause=home, **said)
    for page in pages:
        if (day := page.front_matter.updated) and day > today:
            yield violation("updated-later", locate(texts[page.path], ("updated",)), day=format_date(day))
