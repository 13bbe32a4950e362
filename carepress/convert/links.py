"""Resolves what a text links to: files become URLs, and what isn't there is said."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from carepress.model import HeldBack, Page, Site
from carepress.problems import Place, Problem, error, guess, warning
from carepress.text import format_date
from carepress.urls import SAFE_SCHEMES, href, resolve_path, scheme_of


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: what to write into it, and for the site's own pages the page's url and the anchor.

    An empty href means that the link is to be printed as plain text.
    """

    href: str
    url: str = ""
    fragment: str = ""


def resolve_link(target: str, page: Page, site: Site, place: Place) -> tuple[Target, list[Problem]]:
    """Return where a link in a page's text leads, and what is wrong with it."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return Target(""), [error("link-unreadable", f'"{target}" isn\'t an address', place, "check it for brackets")]
    scheme = scheme_of(target)
    if scheme:
        if scheme in SAFE_SCHEMES:
            return Target(target), []
        hint = "links may begin with https://, http://, mailto: or tel:"
        return Target(""), [error("link-scheme", f"a link can't begin with {scheme}:", place, hint)]
    if not parts.path:
        return Target(target, page.url, unquote(parts.fragment)), []
    return _resolve_internal(unquote(parts.path), target, page, site, place)


def _resolve_internal(path: str, target: str, page: Page, site: Site, place: Place) -> tuple[Target, list[Problem]]:
    content_path = path.lstrip("/") if path.startswith("/") else resolve_path(page.content_path, path)
    url = ""
    if content_path in site.by_path:
        url = site.by_path[content_path].url
    elif content_path in site.assets:
        url = site.assets[content_path].url
    elif path in site.by_url:
        url = path
    if url:
        parts = urlsplit(target)
        rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        fragment = unquote(parts.fragment) if url in site.by_url else ""
        return Target(href(site.base_url, url) + rest, url, fragment), []
    if held := _held_back(content_path, path, site):
        until = f" until {format_date(held.until)}" if held.until else ""
        message = f'the page "{target}" isn\'t built today ({held.reason}{until}); the link is printed as plain text'
        return Target(""), [
            warning("link-held-back", message, place, "nothing to do if the page will be there in time")
        ]
    return Target(""), [_dead(target, content_path, page, site, place)]


def _held_back(content_path: str, path: str, site: Site) -> HeldBack | None:
    """Return the page that isn't built today of a file or an address."""
    by_address = (held for held in site.held_back.values() if held.page.url == path)
    return site.held_back.get(content_path) or next(by_address, None)


def _dead(target: str, content_path: str, page: Page, site: Site, place: Place) -> Problem:
    if content_path.startswith(".."):
        return error("dead-link", f'the link "{target}" leads out of content/', place, "link to a file inside content/")
    known = [*site.by_path, *site.assets]
    stem = content_path.rstrip("/").removesuffix(".html")
    for candidate in (f"{stem}/index.md", f"{stem}.md", "index.md" if stem in {"", "."} else ""):
        if candidate in known:
            return error(
                "dead-link", f'the link "{target}" isn\'t a file', place, f'write "{_relative(candidate, page)}"'
            )
    name = posixpath.basename(content_path)
    same_name = [candidate for candidate in known if posixpath.basename(candidate) == name and name != "index.md"]
    near = guess(
        content_path,
        same_name[:1] if len(same_name) == 1 else known,
        "check the path; it starts from the folder of this file",
    )
    for candidate in known:
        near = near.replace(f'"{candidate}"', f'"{_relative(candidate, page)}"')
    return error("dead-link", f'there is no file "{target}"', place, near)


def _relative(content_path: str, page: Page) -> str:
    return posixpath.relpath(content_path, posixpath.dirname(page.content_path) or ".")


def resolve_image(target: str, page: Page, site: Site, place: Place) -> tuple[str, list[Problem]]:
    """Return the url of a picture beside a page, or an empty string and what is wrong."""
    if scheme_of(target):
        hint = "put the file beside the page: a picture from elsewhere would tell that host who reads the page"
        return "", [error("image-elsewhere", "a picture must be a file on this site", place, hint)]
    content_path = resolve_path(page.content_path, unquote(urlsplit(target).path))
    if content_path in site.assets:
        return site.assets[content_path].url, []
    near = guess(content_path, site.assets, "check the path; it starts from the folder of this file")
    return "", [error("dead-image", f'there is no picture "{target}"', place, near)]
