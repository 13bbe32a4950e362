"""What a finished site may hold, read by the standard library's parser."""

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from carepress.text.html import Tree

EVERYWHERE = {"id", "class", "title", "lang", "dir", "role", "tabindex", "hidden"}
PLAIN = (
    "abbr b blockquote br caption cite code dd del dfn dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins kbd mark p pre "
    "q s samp section small span strong sub summary sup table tbody tfoot thead tr u ul var wbr address aside div"
)
ELEMENTS: dict[str, str] = {
    # what templates add
    "html": "", "head": "", "body": "", "title": "", "header": "", "footer": "", "nav": "", "main": "", "article": "",
    "h1": "", "meta": "charset name content property http-equiv", "link": "rel href type as crossorigin",
    # drawings: what has no style, and no address but that of our own drawings, can neither load nor run
    "svg": "viewbox preserveaspectratio", "use": "href", "path": "d", "circle": "cx cy r", "script": "type src",
    # what a text may hold
    **dict.fromkeys(PLAIN.split(), ""),
    "a": "href hreflang rel download", "img": "src alt width height loading decoding fetchpriority", "ol": "start type reversed",
    "li": "value", "td": "colspan rowspan headers data-label", "th": "colspan rowspan headers scope abbr data-label",
    "col": "span", "colgroup": "span", "time": "datetime", "details": "open",
}  # fmt: skip
VOID = {"meta", "link", "img", "br", "hr", "wbr", "col"}
SCHEMES = {"", "https", "http", "mailto", "tel", "sms"}
SITE = "https://example.org/"
ENDINGS = {".html", ".xml", ".txt", ".json", ".png", ".css", ".svg", ".js", ".woff2"}
Tags = list[tuple[str, dict[str, str | None]]]


class Reader(HTMLParser):
    """Reads a finished page with the standard library's parser, and takes offence at whatever isn't an element."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Tags = []
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if len(dict(attrs)) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"path", "circle", "use"}:
            self.faults.append(f"<{tag}/>")
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        if decl != "doctype html":
            self.faults.append(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a section: {data}")


def faults_of_page(html: str) -> list[str]:
    """Return what a finished page holds that it may not."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    faults = reader.faults + [f"<{tag}> is never closed" for tag in reader.open]
    second = [(node.tag or "", dict(node.attributes)) for node in Tree(html).css("*")]
    if [(tag, _plain(attributes)) for tag, attributes in second] != [(tag, _plain(a)) for tag, a in reader.tags]:
        faults.append("two readers see different elements")
    for tag, attributes in reader.tags:
        faults += faults_of_tag(tag, attributes)
    return faults


def _plain(attributes: Mapping[str, str | None]) -> dict[str, str]:
    return {name.lower(): value or "" for name, value in attributes.items()}


def faults_of_tag(tag: str, attributes: Mapping[str, str | None]) -> list[str]:
    """Return what is wrong with one element."""
    if tag not in ELEMENTS:
        return [f"<{tag}>"]
    own = {*EVERYWHERE, *ELEMENTS[tag].split()}
    faults = [f"<{tag} {name}>" for name in attributes if name not in own and not name.startswith("aria-")]
    href, src, content = (attributes.get(name) or "" for name in ("href", "src", "content"))
    if not is_safe(href) or (
        tag == "link" and not re.match(r"/assets/|https://example\.org/", href) and not is_feed(attributes)
    ):
        faults.append(f"<{tag} href={href!r}>")
    if tag == "img" and not re.match(r"/[^/\\]", src):
        faults.append(f"<img src={src!r}>")
    if tag == "use" and not re.fullmatch(r"/assets/icon\.[0-9a-f]{8}\.svg#(mark|ridges)", href):
        faults.append(f"<use href={href!r}>")
    is_data = attributes == {"type": "application/ld+json"}
    if tag == "script" and not is_data and not re.fullmatch(r"/assets/quick-exit\.[0-9a-f]{8}\.js", src):
        faults.append(f"<script src={src!r}>")
    policy = (attributes.get("http-equiv") or "").lower()
    refreshes = policy == "refresh" and re.fullmatch(r"0; url=/[^/\\;\"'][^;\"']*", content)
    if policy and not refreshes and policy != "content-security-policy":
        faults.append(f"<meta http-equiv={policy} content={content!r}>")
    return faults


def is_feed(attributes: Mapping[str, str | None]) -> bool:
    """Return whether a <link> only tells of a feed: a browser loads nothing for it."""
    is_own = re.fullmatch(r"/(topics/[a-z0-9-]+/)?feed\.(xml|json)", attributes.get("href") or "") is not None
    return attributes.get("rel") == "alternate" and is_own


def is_safe(address: str) -> bool:
    """Return whether a browser that follows an address only reads: what it ignores is taken out first."""
    return urlsplit(re.sub(r"[\x00-\x20]", "", address)).scheme.lower() in SCHEMES


def faults_of_entry(html: str) -> list[str]:
    """Return what the text of a feed's entry holds that it may not; its pictures have whole addresses."""
    return faults_of_page(
        f"<!doctype html><html><head></head><body>{html}</body></html>".replace(f'src="{SITE}', 'src="/')
    )


def faults_of_file(path: str, raw: bytes) -> list[str]:
    """Return what a file of site/ holds that it may not."""
    ending = Path(path).suffix
    text = raw.decode() if ending in {".html", ".xml", ".txt", ".json"} else ""
    if path == "_headers":
        return []
    if path == "_redirects":
        return [line for line in raw.decode().splitlines() if not re.fullmatch(r"/[\w.~/-]* /[\w.~%/-]* 301", line)]
    faults = [] if ending in ENDINGS and (ending != ".js" or path.startswith("assets/")) else ["a file of this type"]
    if ending == ".html":
        faults += faults_of_page(text)
    elif path.endswith("feed.xml"):
        entries = [
            node.text or "" for node in ElementTree.fromstring(text).iter("{http://www.w3.org/2005/Atom}content")
        ]
        faults += [fault for entry in entries for fault in faults_of_entry(entry)]
    elif path.endswith("feed.json"):
        faults += [fault for item in json.loads(text)["items"] for fault in faults_of_entry(item["content_html"])]
    elif ending == ".xml":
        names = {element.tag.partition("}")[2] for element in ElementTree.fromstring(text).iter()}
        faults += sorted(names - {"urlset", "url", "loc", "lastmod"})
        faults += [loc for loc in re.findall("<loc>(.*?)</loc>", text) if not loc.startswith("https://example.org/")]
    elif ending == ".txt" and text != "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n":
        faults.append(text)
    elif ending == ".json":
        json.loads(text)
    return faults


def faults_of_site(tree: Mapping[str, bytes]) -> list[str]:
    """Return what is in site/ that may not be: the one judge of every way."""
    return [f"{path}: {fault}" for path, raw in tree.items() for fault in faults_of_file(path, raw)]
