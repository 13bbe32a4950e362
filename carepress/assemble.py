"""Puts pages and data together: which pages are built today, every URL, and what stands beside what."""

import datetime
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from carepress.frontmatter import locate
from carepress.model import Asset, Config, Data, HeldBack, Neighbors, Page, Site, SiteSettings
from carepress.problems import Place, Problem, error, guess
from carepress.urls import alias_url, output_path
from carepress.yamlfile import KeyPath

_NOWHERE = datetime.date.min
_LONGEST_NAME = 200  # bytes; file systems allow 255, and a name may get an ending while it is written
_MADE_BY_THE_BUILD = ("sitemap.xml", "robots.txt", "carepress.json", "assets")


def assemble(
    config: Config, settings: SiteSettings, data: Data, pages: Iterable[Page], assets: Iterable[Asset]
) -> tuple[Site, list[Problem]]:
    """Return the whole site before any text is converted, and what doesn't fit together."""
    everything = sorted(pages, key=lambda page: page.url)
    held_back = {page.content_path: held for page in everything if (held := _held_back(page, config))}
    built = tuple(page for page in everything if page.content_path not in held_back)
    asset_list = list(assets)
    problems = _collisions(built, asset_list) + _reference_problems(everything, data) + _level_collisions(built)
    by_url = {page.url: page for page in built}
    neighbors = _neighbors(built, by_url)
    site = Site(
        settings=settings,
        base_url=config.base_url,
        today=config.today,
        preview=config.preview,
        data=data,
        pages=built,
        by_path={page.content_path: page for page in built},
        by_url=by_url,
        neighbors=neighbors,
        menu=_menu(neighbors),
        level_pages={page.front_matter.level: page for page in built if page.front_matter.level},
        assets={asset.path.removeprefix("content/"): asset for asset in asset_list},
        held_back=held_back,
    )
    return site, problems


def _held_back(page: Page, config: Config) -> HeldBack | None:
    """Return why a page isn't built today, or None if it is. A page appears on its date and leaves on its expiry."""
    front_matter = page.front_matter
    if front_matter.expires and front_matter.expires <= config.today:
        return HeldBack(page, "expired")
    if config.drafts:
        return None
    if front_matter.draft:
        return HeldBack(page, "draft")
    if front_matter.date and front_matter.date > config.today:
        return HeldBack(page, "scheduled", front_matter.date)
    return None


def _collisions(pages: Iterable[Page], assets: Iterable[Asset]) -> list[Problem]:
    """Return a problem for each file of the site that more than one file claims; each names all of them.

    Two names that differ only in case or Unicode form are one file on many systems, and no file can also be a folder.
    """
    claims: dict[str, list[str]] = defaultdict(list, {name: ["the build itself"] for name in _MADE_BY_THE_BUILD})
    for page in pages:
        # A page that is broken may have aliases that are no addresses: it is reported for them already.
        aliases = () if page.is_broken else page.front_matter.aliases
        for url in (page.url, *map(alias_url, aliases)):
            claims[_folded(url)].append(page.source.path)
    for asset in assets:
        claims[_folded(asset.url)].append(asset.path)
    problems = []
    for path, claimants in sorted(claims.items()):
        above = [name for folder in PurePosixPath(path).parents for name in claims.get(str(folder), ())]
        everybody = [*above, *claimants]
        if any(len(part.encode()) > _LONGEST_NAME for part in path.split("/")):
            message = f"the address /{path[:40]}… is too long for a file's name"
            problems.append(
                error("url-too-long", message, Place(claimants[-1]), "give the page a shorter `slug` or alias")
            )
        if len(everybody) > 1:
            message = f"the address /{path.removesuffix('index.html')} is claimed by {', '.join(everybody)}"
            hint = "rename one of the files, or give it another `slug` or alias"
            problems.append(error("url-collision", message, Place(everybody[-1]), hint))
    return problems


def _folded(url: str) -> str:
    return unicodedata.normalize("NFC", output_path(url)).casefold()


def _reference_problems(pages: Iterable[Page], data: Data) -> list[Problem]:
    """Return a problem for each id in a front matter that no data has."""
    problems = []
    for page in pages:
        front_matter = page.front_matter
        wanted: list[tuple[str, Mapping[str, object], str, KeyPath]] = []
        if "sources" not in data.broken:
            wanted += [("source", data.sources, name, ("sources", n)) for n, name in enumerate(front_matter.sources)]
        if front_matter.level and "care_levels" not in data.broken:
            wanted.append(("level of care", data.care_levels, front_matter.level, ("level",)))
        for noun, known, name, path in wanted:
            if name not in known:
                message = f'no {noun} is called "{name}"'
                problems.append(error("front-matter-reference", message, locate(page.source, path), guess(name, known)))
    return problems


def _level_collisions(pages: Iterable[Page]) -> list[Problem]:
    by_level: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.front_matter.level:
            by_level[page.front_matter.level].append(page)
    return [
        error(
            "level-collision",
            f'the level "{level}" has more than one page: {", ".join(page.source.path for page in claimants)}',
            locate(claimants[-1].source, ("level",)),
            "keep `level` in one of them",
        )
        for level, claimants in sorted(by_level.items())
        if len(claimants) > 1
    ]


def _neighbors(pages: Iterable[Page], by_url: Mapping[str, Page]) -> dict[str, Neighbors]:
    children: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.url != "/" and page.url.endswith("/"):
            children[_parent_url(page.url, by_url)].append(page)
    for siblings in children.values():
        siblings.sort(key=_place_among_siblings)
    result = {page.url: Neighbors(above=_above(page.url, by_url), children=tuple(children[page.url])) for page in pages}
    for parent, siblings in children.items():
        if parent == "/" or not siblings:
            continue  # the pages at the top are a menu, not a sequence to read
        for before, page, after in zip([None, *siblings[:-1]], siblings, [*siblings[1:], None], strict=True):
            around = result[page.url]
            result[page.url] = Neighbors(around.above, before, after, around.children)
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


def _above(url: str, by_url: Mapping[str, Page]) -> tuple[Page, ...]:
    pages: list[Page] = []
    while url != "/" and (url := _parent_url(url, by_url)) in by_url:
        pages.insert(0, by_url[url])
    return tuple(pages)


def _menu(neighbors: Mapping[str, Neighbors]) -> tuple[Page, ...]:
    top = neighbors["/"].children if "/" in neighbors else ()
    return tuple(page for page in top if page.front_matter.order is not None)
