"""The site's feeds: one for all articles and one for each topic, with the newest twenty, as JSON Feed 1.1 and as Atom (RFC 4287)."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from carepress.model.page import Page
from carepress.model.site import Site
from carepress.text.html import with_whole_addresses
from carepress.text.urls import permalink, root_of, tag_url

_FEED_SIZE = 20
_ZONES_SINCE = 1970
FEED_FILES = {"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}
ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SiteFeed:
    """What a feed is called and the pages in it, newest first."""

    title: str
    description: str
    pages: tuple[Page, ...]
    language: str = ""


def find_feeds(site: Site) -> dict[str, SiteFeed]:
    """Return each feed that has an entry, by the url of the page that shows the same."""
    newest = sorted(site.by_path.values(), key=lambda page: page.front_matter.date or date.min, reverse=True)
    feeds = {}
    for language, said in site.all_editions.items():
        name = said.settings.name
        own = [page for page in newest if page.language == language]
        feeds[root_of(language)] = SiteFeed(name, said.settings.description, _entries(own), language)
        for tag, topic in said.data.tags.items():
            pages = _entries(site.tagged.get(url := tag_url(tag, language), ()))
            feeds[url] = SiteFeed(f"{topic.name} | {name}", topic.description, pages, language)
    return {url: feed for url, feed in feeds.items() if feed.pages}


def _entries(pages: tuple[Page, ...] | list[Page]) -> tuple[Page, ...]:
    return tuple(page for page in pages if page.front_matter.date and not page.front_matter.noindex)[:_FEED_SIZE]


def feed_files(site: Site, url: str, feed: SiteFeed, text_of: Callable[[Page], str]) -> dict[str, str]:
    """Return the files of a feed by their paths; `text_of` returns the HTML of a page in it."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": permalink(site.base_url, url),
        "feed_url": permalink(site.base_url, f"{url}feed.json"),
        "language": site.editions.get(feed.language, site).settings.language,
        "authors": [{"name": site.settings.name}],
        "items": [_item(site, page, text_of(page)) for page in feed.pages],
    }
    own = permalink(site.base_url, f"{url}feed.xml")
    files = {"feed.xml": atom_feed(said, own), "feed.json": json_feed(said)}
    return {f"{url}{name}".lstrip("/"): text for name, text in files.items()}


def _item(site: Site, page: Page, text: str) -> dict[str, Any]:
    """Return a page as JSON Feed has it, with every address in its text written whole."""
    front_matter, tags = page.front_matter, site.editions.get(page.language, site).data.tags
    writer = site.data.people.get(front_matter.author)
    address = permalink(site.base_url, page.url)
    published = front_matter.date or date.min
    changed = min(front_matter.updated or published, max(site.today, published))
    return {
        "id": address,
        "url": address,
        "title": page.title,
        "summary": front_matter.description,
        "content_html": with_whole_addresses(text, address),
        "date_published": _midnight(published, site).isoformat(),
        "date_modified": _midnight(changed, site).isoformat(),
        "authors": [{"name": writer.name if writer else site.settings.name}],
        "tags": [tags[tag].name for tag in front_matter.tags if tag in tags],
    }


def json_feed(feed: Mapping[str, Any]) -> str:
    """Return a feed as JSON."""
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def atom_feed(feed: Mapping[str, Any], own: str) -> str:
    """Return as Atom what a JSON Feed says; `own` is where it is. The ids are the addresses of the pages."""
    home, items = feed["home_page_url"], feed["items"]
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed["language"]})
    updated = max(items, key=lambda item: datetime.fromisoformat(item["date_modified"]))["date_modified"]
    _texts(root, id=home, title=feed["title"], subtitle=feed["description"], updated=updated)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=own)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=home)
    _texts(ET.SubElement(root, "author"), **feed["authors"][0])
    for item in items:
        node = ET.SubElement(root, "entry")
        _texts(node, id=item["id"], title=item["title"])
        ET.SubElement(node, "link", rel="alternate", type="text/html", href=item["url"])
        _texts(node, published=item["date_published"], updated=item["date_modified"])
        _texts(ET.SubElement(node, "author"), **item["authors"][0])
        for tag in item["tags"]:
            ET.SubElement(node, "category", term=tag)
        _texts(node, summary=item["summary"], content=item["content_html"])
        node[-1].set("type", "html")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = _NOT_XML.sub("", text)


def _midnight(day: date, site: Site) -> datetime:
    """Return the beginning of a day; long ago clocks differed by seconds, which feeds can't say."""
    return datetime.combine(day, time(), ZoneInfo(site.settings.timezone) if day.year >= _ZONES_SINCE else UTC)
