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
    _text(root, "id", feed.home)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.description)
    _text(root, "updated", max(entry.updated for entry in feed.entries).isoformat())
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.url})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.home})
    _text(ET.SubElement(root, "author"), "name", feed.author)
    for entry in feed.entries:
        node = ET.SubElement(root, "entry")
        _text(node, "id", entry.url)
        _text(node, "title", entry.title)
        ET.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
        _text(node, "published", entry.published.isoformat())
        _text(node, "updated", entry.updated.isoformat())
        _text(ET.SubElement(node, "author"), "name", entry.author)
        for tag in entry.tags:
            ET.SubElement(node, "category", {"term": tag})
        _text(node, "summary", entry.summary)
        _text(node, "content", entry.html).set("type", "html")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    node = ET.SubElement(parent, name)
    node.text = _NOT_XML.sub("", text)
    return node


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
