"""Writes feeds: Atom (RFC 4287) and JSON Feed 1.1, each with the full text of its entries."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a feed; `html` is its text with every address written whole."""

    title: str
    url: str
    summary: str
    html: str
    author: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of entries, newest first, at least one; `home` is the page that shows the same on the site."""

    title: str
    description: str
    home: str
    url: str
    language: str
    author: str
    entries: Sequence[Entry]


def atom_feed(feed: Feed) -> str:
    """Return a feed as Atom. The ids are the addresses of the pages."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    updated = max(entry.updated for entry in feed.entries).isoformat()
    _texts(root, id=feed.home, title=feed.title, subtitle=feed.description, updated=updated)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=feed.home)
    _texts(ET.SubElement(root, "author"), name=feed.author)
    for entry in feed.entries:
        node = ET.SubElement(root, "entry")
        _texts(node, id=entry.url, title=entry.title)
        ET.SubElement(node, "link", rel="alternate", type="text/html", href=entry.url)
        _texts(node, published=entry.published.isoformat(), updated=entry.updated.isoformat())
        _texts(ET.SubElement(node, "author"), name=entry.author)
        for tag in entry.tags:
            ET.SubElement(node, "category", term=tag)
        _texts(node, summary=entry.summary, content=entry.html)
        node[-1].set("type", "html")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = _NOT_XML.sub("", text)


def json_feed(feed: Feed) -> str:
    """Return a feed as JSON Feed."""
    items = [
        {
            "id": entry.url,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.html,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [{"name": entry.author}],
            "tags": entry.tags,
        }
        for entry in feed.entries
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
