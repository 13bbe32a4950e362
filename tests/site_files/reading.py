"""Feeds and sitemaps, read as a feed reader or a search engine reads them, and judged by their specifications."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]

from carepress.text.html import Tree
from tests.sites import TinySite

LANGUAGE = "{http://www.w3.org/1999/xhtml}link"  # where the page is in another language
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
W3C_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)

Json = Any
TAGS = "work: {name: Work & school, description: Keeping a job.}\nteens: {name: Teens, description: For the young.}\n"
SURVEY = "survey: {title: A survey, publisher: An agency, url: https://example.org/survey, verified: secondary}\n"
FACTS = "half: {text: 5 in 10, as_of: 2024, source: survey, verified: secondary}\n"
REFERENCES = (
    '{% extends "page.html" %}{% block main %}{{ content() }}'
    '{% for source in references() %}<p id="{{ source.id }}">{{ source.source.title }}</p>{% endfor %}{% endblock %}'
)


def atom(site: TinySite, path: str = "feed.xml") -> Any:
    """Return an Atom feed as a feed reader has it; nothing in it is mended on the way."""
    raw = (site.root / "site" / path).read_bytes()
    feed = feedparser.parse(raw, resolve_relative_uris=False, sanitize_html=False)
    assert (feed.bozo, feed.version) == (False, "atom10")
    return feed


def from_json(site: TinySite, path: str = "feed.json") -> Json:
    return json.loads(site.read(path))


def titles(site: TinySite, topic: str = "") -> list[str]:
    """Return the titles in a feed; both of its files have the same."""
    found = [entry.title for entry in atom(site, f"{topic}feed.xml").entries]
    assert found == [item["title"] for item in from_json(site, f"{topic}feed.json")["items"]]
    return found


def feed_paths(site: TinySite) -> list[str]:
    return sorted(path for path in site.tree() if path.endswith(("feed.xml", "feed.json")))


def addresses(html: str) -> list[str]:
    found = [node.attributes for node in Tree(html).css("[href], [src]")]
    return [value for attributes in found for name in ("href", "src") if (value := attributes.get(name)) is not None]


HELD_BACK = {
    "undated": {},
    "noindex": {"date": "2026-01-01", "noindex": "true"},
    "draft": {"date": "2026-01-01", "draft": "true"},
    "scheduled": {"date": "2026-11-25"},
    "expired": {"date": "2026-01-01", "expires": "2026-11-24"},
}

Check = Callable[[Json], bool]


def is_text(value: Json) -> bool:
    return isinstance(value, str)


def is_texts(value: Json) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def is_address(value: Json) -> bool:
    return is_text(value) and urlsplit(value).scheme in {"http", "https"} and bool(urlsplit(value).hostname)


def is_moment(value: Json) -> bool:
    """Return whether a value is a moment by RFC 3339."""
    shape = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    if not is_text(value) or not re.fullmatch(shape, value, re.ASCII):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_list_of(keys: Mapping[str, Check], needs: Iterable[str]) -> Check:
    """Return a check of a list of objects: their keys, and those of which each has one at least."""

    def is_one(value: Json) -> bool:
        return (
            isinstance(value, dict)
            and any(key in value for key in needs)
            and all(keys[key](item) if key in keys else key.startswith("_") for key, item in value.items())
        )

    return lambda value: isinstance(value, list) and all(map(is_one, value))


AUTHOR: Mapping[str, Check] = {"name": is_text, "url": is_address, "avatar": is_address}
HUB: Mapping[str, Check] = {"type": is_text, "url": is_address}
TOP: Mapping[str, Check] = {
    "version": lambda value: value == "https://jsonfeed.org/version/1.1",
    "title": is_text,
    "home_page_url": is_address,
    "feed_url": is_address,
    "description": is_text,
    "user_comment": is_text,
    "next_url": is_address,
    "icon": is_address,
    "favicon": is_address,
    "authors": is_list_of(AUTHOR, AUTHOR),
    "language": lambda value: is_text(value) and bool(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", value)),
    "expired": lambda value: isinstance(value, bool),
    "hubs": is_list_of(HUB, HUB),
    "items": lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
}
ITEM: Mapping[str, Check] = {
    "id": lambda value: is_text(value) and value != "",
    "url": is_address,
    "external_url": is_address,
    "title": is_text,
    "content_html": is_text,
    "content_text": is_text,
    "summary": is_text,
    "image": is_address,
    "banner_image": is_address,
    "date_published": is_moment,
    "date_modified": is_moment,
    "authors": is_list_of(AUTHOR, AUTHOR),
    "tags": is_texts,
    "language": TOP["language"],
    "attachments": lambda value: isinstance(value, list),
}


def json_faults(text: str) -> list[str]:
    """Return what is wrong with a JSON Feed."""
    feed = json.loads(text)
    if not isinstance(feed, dict):
        return ["not an object"]
    # The specification says of feeds that are published that they should have their two addresses.
    faults = key_faults("", feed, TOP, ("version", "title", "items", "home_page_url", "feed_url"))
    items = [item for item in feed.get("items", ()) if isinstance(item, dict)]
    for number, item in enumerate(items):
        faults += key_faults(f"items.{number}.", item, ITEM, ("id",))
        if not {"content_html", "content_text"} & item.keys():
            faults.append(f"items.{number} has no content")
    if len({str(item.get("id")) for item in items}) < len(items):
        faults.append("an id stands twice")
    return faults


def key_faults(at: str, found: Mapping[str, Json], known: Mapping[str, Check], needed: Iterable[str]) -> list[str]:
    faults = [f"{at}{key} is missing" for key in needed if key not in found]
    for key, value in found.items():
        if key in known:
            faults += [] if known[key](value) else [f"{at}{key} is wrong"]
        elif not (re.fullmatch(r"_[a-zA-Z][^.]*", key) and isinstance(value, dict)):
            faults.append(f"{at}{key} is unknown")
    return faults


def sitemap_faults(text: str, home: str, today: date) -> list[str]:
    """Return what is wrong with the sitemap of the site at an address."""
    root = ET.fromstring(text)
    faults = [] if root.tag == f"{SITEMAP}urlset" else [f"the root is {root.tag}"]
    faults += [f"{node.tag} in the root" for node in root if node.tag != f"{SITEMAP}url"]
    locs = [loc.text or "" for loc in root.iter(f"{SITEMAP}loc")]
    if not 0 < len(root) <= 50_000:
        faults.append(f"{len(root)} pages")
    if len(set(locs)) < len(locs):
        faults.append("a page stands twice")
    for url in root:
        faults += url_faults(url, home, today)
    return faults


def url_faults(url: ET.Element, home: str, today: date) -> list[str]:
    names = [node.tag.removeprefix(SITEMAP) for node in url if node.tag != LANGUAGE]
    faults_of_languages = [
        f"{node.get('href')} isn't on the site"
        for node in url.iter(LANGUAGE)
        if not (node.get("href") or "").startswith(home) or not node.get("hreflang")
    ]
    faults = [] if names in (["loc"], ["loc", "lastmod"]) else [f"a page has {', '.join(names) or 'nothing'}"]
    faults += faults_of_languages
    for loc in url.iter(f"{SITEMAP}loc"):
        address = loc.text or ""
        # An address has no characters that would have to be written otherwise, and lies below the sitemap's own.
        is_right = address.startswith(home) and re.fullmatch(r"[!-~]+", address) and not set(address) & set('<>"')
        faults += [] if is_right else [f"{address} isn't on the site"]
        faults += [] if len(address) < 2048 else [f"{len(address)} characters"]
    for lastmod in url.iter(f"{SITEMAP}lastmod"):
        day = lastmod.text or ""
        if not W3C_DATE.fullmatch(day):
            faults.append(f"{day} is no date")
        elif day[:10] > today.isoformat()[: len(day[:10])]:
            faults.append(f"{day} is in the future")
    return faults
