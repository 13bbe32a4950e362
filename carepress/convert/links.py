"""Resolves what a text links to: files become URLs, and what isn't there is said."""

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from carepress.assemble.reads import Reads
from carepress.load.unpublished import why_missing
from carepress.model.page import Page
from carepress.problems import Place, Problem, Unfit, nearest
from carepress.problems.catalog import violation
from carepress.text.urls import (
    SAFE_SCHEMES,
    anchor_of,
    as_read,
    check_public_host,
    contacts,
    output_path,
    page_url,
    resolve_path,
    scheme_of,
)
from carepress.text.words import format_date


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: what to write into it, and for the site's own pages the page's url and the anchor."""

    href: str
    url: str = ""
    fragment: str = ""


def resolve_link(target: str, page: Page, reads: Reads, place: Place) -> Target | Problem:
    """Return where a link in a page's text leads, or why it leads nowhere: then it is to be printed as plain text."""
    seen = as_read(target)
    scheme = scheme_of(seen)
    try:
        parts = urlsplit(seen)
        check_public_host(seen)
    except Unfit as failure:
        return violation("link-unreadable", place, "host", target=target, fault=failure.says, remedy=failure.hint)
    except ValueError:
        return violation("link-unreadable", place, "address", target=target)
    if scheme == "tel":
        return Target(*contacts(seen))
    if scheme:
        return Target(seen) if scheme in SAFE_SCHEMES else violation("link-scheme", place, scheme=scheme)
    if not parts.path:
        return Target(target, page.url, anchor_of(parts.fragment))
    return _resolve_internal(parts, target, page, reads, place)


def _resolve_internal(parts: SplitResult, target: str, page: Page, reads: Reads, place: Place) -> Target | Problem:
    path = unquote(parts.path)
    content_path = resolve_path("" if path.startswith("/") else page.content_path, path.lstrip("/"))
    if found := reads.target(content_path, path):
        rest = urlunsplit(("", "", "", parts.query, parts.fragment))
        anchor = anchor_of(parts.fragment) if reads.is_page(found) else ""
        return Target(reads.href(found) + rest, found, anchor)
    if held := reads.held_back(content_path, path):
        until = f" until {format_date(held.until)}" if held.until else ""
        return violation("link-held-back", place, target=target, reason=held.reason, until=until)
    return _dead(target, content_path, page, reads, place)


def _dead(target: str, content_path: str, page: Page, reads: Reads, place: Place) -> Problem:
    if content_path.startswith(".."):
        return violation("dead-link", place, "outside", target=target)
    known = reads.all_files()
    stem = content_path.rstrip("/").removesuffix(".html")
    for candidate in (f"{stem}/index.md", f"{stem}.md", "index.md" if stem in {"", "."} else ""):
        if candidate in known:
            return violation("dead-link", place, "folder", target=target, file=_relative(candidate, page))
    url = page_url(content_path) if content_path.endswith(".md") else ""
    if why := why_missing(target, page.content_path, known, reads.left_out()):
        return violation("dead-link", place, "file", target=target, near=why, cause=url)
    if url and reads.was_published(output_path(url)):
        return violation("dead-link", place, "gone", target=target, address=url, cause=url)
    return violation("dead-link", place, "file", target=target, near=_near(content_path, known, page), cause=url)


def _near(content_path: str, known: Collection[str], page: Page) -> str:
    """Return which of the known files may be meant, as this page has to write it: the only one of its name, or one like it."""
    name = posixpath.basename(content_path)
    same_name = [candidate for candidate in known if posixpath.basename(candidate) == name and name != "index.md"]
    near = same_name[0] if len(same_name) == 1 else nearest(content_path, known)
    return (
        f'did you mean "{_relative(near, page)}"?' if near else "check the path; it starts from the folder of this file"
    )


def _relative(content_path: str, page: Page) -> str:
    return posixpath.relpath(content_path, posixpath.dirname(page.content_path) or ".")


def resolve_image(target: str, page: Page, reads: Reads, place: Place) -> str | Problem:
    """Return the url of a picture beside a page, or what is wrong."""
    if scheme_of(target):
        return violation("image-elsewhere", place)
    content_path = resolve_path(page.content_path, unquote(urlsplit(target).path))
    if asset := reads.file(content_path):
        return asset.url
    known = reads.files_beside()
    near = why_missing(target, page.content_path, known, reads.left_out()) or _near(content_path, known, page)
    return violation("dead-image", place, target=target, near=near)
