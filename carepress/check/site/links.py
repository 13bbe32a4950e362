"""Finds links, anchors and pictures of the finished site that lead nowhere or astray, and pages that nothing leads to."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from carepress.check.page.locate import Finding, Places
from carepress.model.made import Made
from carepress.model.page import TextFile
from carepress.model.site import Site
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import violation
from carepress.text.urls import address_on_site, alias_url, output_path, scheme_of


@dataclass(frozen=True, slots=True)
class Finished:
    """The finished site as links see it: what pages offer, by url, and which files there are."""

    ids: Mapping[str, frozenset[str]]
    paths: frozenset[str]


def anchor_problems(made: Sequence[Made], ids: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield the links in texts whose anchor isn't on the page that they lead to."""
    pages = {one.page.url: one.page for one in made}  # those that wait too, which may lead to themselves
    for one in made:
        for link in one.anchors:
            known, target = ids[link.url], pages[link.url]
            if link.fragment not in known and not target.is_broken:
                where = "this page" if link.url == one.page.url else target.path
                near = guess(link.fragment, known, "an anchor is a heading in lower case, its words joined by dashes")
                yield violation("dead-anchor", link.place, "text", where=where, anchor=link.fragment, near=near)


def dead_links(
    site: Site, finished: Finished, places: Places, texts: Mapping[str, TextFile], made: Sequence[Made]
) -> list[list[Problem]]:
    """Return, for each page, the links that templates make and that lead nowhere, and whole addresses of this site in texts."""
    # Pages have most of their links in common, so that each is looked up once.
    meant = {one: address_on_site(one, site.base_url) for one in set().union(*(one.addresses for one in made))}
    sound = {
        address
        for address, (url, fragment) in meant.items()
        if url and output_path(url) in finished.paths and fragment in finished.ids.get(url, {fragment}) | {""}
    }

    def dead(one: Made) -> Iterator[Problem]:
        for address in sorted(one.addresses - sound):
            url, fragment = meant[address]
            is_dead = url and output_path(url) not in finished.paths
            if is_dead and scheme_of(address) and one.page.path in texts:
                yield places.problem(Finding("dead-link", address, case="own", address=address), texts[one.page.path])
            elif is_dead:
                yield violation("dead-link", Place(one.page.path), "page", address=address, cause=url)
            elif fragment and fragment not in finished.ids.get(one.page.url if url is None else url, {fragment}):
                yield violation("dead-anchor", Place(one.page.path), "page", address=address)

    return [list(dead(one)) for one in made]


def addresses_in(text: str, home: str) -> frozenset[str]:
    """Return the addresses of the site, whose first page is at `home`, that a text names in full."""
    return frozenset(re.findall(re.escape(home) + r"[^\s\"'<>&\\#]*", text))


def dead_entries(site: Site, finished: Finished, lists: Mapping[str, Set[str]]) -> Iterator[Problem]:
    """Yield what feeds and the sitemap lead to and isn't made; `lists` has the addresses in each."""
    for path, addresses in lists.items():
        for address in sorted(addresses):
            if output_path(address_on_site(address, site.base_url)[0] or "/") not in finished.paths:
                yield violation("dead-link", Place(path), "list", address=address)


def detours(site: Site, made: Iterable[Made], places: Places, texts: Mapping[str, TextFile]) -> Iterator[Problem]:
    """Yield each link to an old address of a page."""
    pages = site.by_path.values()
    # Where another page stands, the alias is at fault.
    old = {alias_url(alias) for page in pages for alias in page.front_matter.aliases} - {page.url for page in pages}
    for one in made if old else ():
        for address in one.links if one.page.path in texts else ():
            url, _ = address_on_site(address, site.base_url)
            if url and alias_url(url) in old:
                yield places.problem(Finding("link-redirect", address, target=address), texts[one.page.path])


def reached_from(site: Site, made: Sequence[Made]) -> list[Set[str | None]]:
    """Return, for each page, the urls of the others that it leads to; the search page, which lists all, doesn't count."""
    leading = (() if one.page.front_matter.template == "search" else one.links for one in made)
    reached = ({address_on_site(link, site.base_url)[0] for link in links} for links in leading)
    return [frozenset(urls - {one.page.url}) for one, urls in zip(made, reached, strict=True)]


def orphans(site: Site, reached: Iterable[Set[str | None]]) -> Iterator[Problem]:
    """Yield a problem for each page that no other leads to."""
    met = frozenset[str | None]().union(*reached)
    for path, page in site.by_path.items():
        is_apart = page.url == "/" or path == "404.md" or page.front_matter.noindex
        if not is_apart and page.url not in met:
            yield violation("orphan-page", Place(page.path))
