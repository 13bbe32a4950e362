"""Finds what is wrong with finished pages: for assistive technology, for privacy, for people in danger."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from typing import Any

from carepress.check.page.links import leaving_findings, link_findings, spoken, spoken_words
from carepress.check.page.locate import Clue, Finding, empty_heading, inside, nameless, row
from carepress.check.page.pictures import picture_findings
from carepress.problems import Unfit
from carepress.text.html import Node, Tree
from carepress.text.phone import numbers_in
from carepress.text.urls import check_host, contacts, host_of

_SHOWN = 40  # letters of a table
_BOLD = ".prose > p:has(> strong:only-child):has(+ :is(p, ul, ol, .table-frame))"  # may stand in place of a heading
_ENDS = ("", ".", "!", "?", "…")  # of what is no heading
_NOTHING = " -–—_.…*·"  # as a header of a column
_LOADED = ("action", "data", "formaction", "imagesrcset", "ping", "poster", "src", "srcset")
_REFERRING = "link[href], base[href], image[href], use[href], image[xlink\\:href], use[xlink\\:href]"
_MAY_LOAD = ", ".join([*(f"[{name}]" for name in _LOADED), _REFERRING])
_LOADING_RELS = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
)
# The fields of a form that have no label around or in them.
_FIELDS = (
    ":is(input:not([type=hidden]), select, textarea)"
    ":not(label *, [aria-label]:not([aria-label='']), [aria-labelledby]:not([aria-labelledby='']))"
)
# Any other address stays on the site.
LEAVING = "a[href*=':'], a[href*='//'], a[href*='\\\\'], area[href*=':']"
_MAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+[^\W_]")
_DOES = {"tel": "dials", "sms": "texts", "mailto": "writes to"}
_IN_FEED = re.compile(r"<(?:audio|iframe|img|script|source|video)\b[^<>]*?\ssrc=\\?[\"']([^\"'\\]+)")
_LOADED_BY: Mapping[str, re.Pattern[str]] = {
    ".js": re.compile(r"(?:fetch|import|sendBeacon|WebSocket|EventSource|Worker)\b[^\"'`\n]{0,9}[\"'`]([^\"'`]+)"),
    ".svg": re.compile(r"(?:href|src)\s*=\s*[\"']([^\"']+)"),
    ".xml": _IN_FEED,
    ".json": _IN_FEED,
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What pages may lead to and load: links to the data's numbers and mail, the site's own phone, the site's host.

    The links are None if a file of the data couldn't be read, so that nobody knows them all.
    """

    contacts: frozenset[str] | None
    own_phone: str
    host: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A finished page as a rule of the site's kind looks at it, with what was read in its text, and its topics' names."""

    tree: Tree
    read: Mapping[str, Any]
    topics: tuple[str, ...]
    bounds: Bounds


def page_findings(tree: Tree, bounds: Bounds, language: str, *, everything: bool) -> Iterator[Finding]:
    """Yield what is wrong with a finished page: everything, or only what is a danger to its visitors."""
    if everything:
        yield from _outline(tree)
        yield from picture_findings(tree, language)
        yield from _tables(tree)
        yield from _fields(tree)
        yield from link_findings(tree, language)
    yield from leaving_findings(tree, bounds.host, language)
    yield from _privacy(tree, bounds.host)
    yield from _targets(tree, bounds)


def loaded_by(path: str, text: str) -> tuple[str, ...]:
    """Return the addresses that a script, drawing or feed would load."""
    pattern = _LOADED_BY.get(PurePosixPath(path).suffix)
    if pattern is _IN_FEED:  # which holds the HTML of its entries as text
        text = unescape(text) if "src" in text else ""
    return tuple(pattern.findall(text)) if pattern else ()


def file_findings(path: str, loaded: Iterable[str], bounds: Bounds) -> Iterator[Finding]:
    """Yield what a file would load from another host."""
    for address in loaded:
        yield from _foreign(address, path, bounds.host)


def loads_from(tree: Tree, host: str) -> set[str]:
    """Return the other hosts that a page would ask for something."""
    return {str(one.said["host"]) for one in _privacy(tree, host) if one.rule == "other-host"}


def _words(node: Node) -> str:
    return " ".join(node.text().split())


def heading_text(node: Node) -> str:
    """Return the words of a heading, without the link to itself and the numbers of its sources and notes."""
    text = _words(node)
    for beside in reversed(node.css(".anchor, .cite, .footnote-ref")):
        text = text.removesuffix(_words(beside)).rstrip()
    return text


def _outline(tree: Tree) -> Iterator[Finding]:
    headings = [(int((node.tag or "h1")[1]), heading_text(node), node) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    tops = [text for level, text, _ in headings if level == 1]
    if len(tops) != 1:
        yield Finding("one-h1", "".join(tops[1:2]), count=len(tops))
    if (count := len(tree.css("main"))) != 1:
        yield Finding("landmark", "<main", count=count)
    if not tree.css("html[lang]:not([lang=''])"):
        yield Finding("language", "<html")
    before = 1
    for level, text, node in headings:
        if not spoken_words(" ".join([text, *(image.attributes.get("alt") or "" for image in node.css("img"))])):
            yield Finding("heading-empty", empty_heading(level), f"<h{level}")
        elif level > before + 1:
            clues = (f"{'#' * level} {text}", text, f"{'#' * level} {text.partition(' ')[0]}", f"<h{level}")
            yield Finding("heading-order", *clues, text=text, level=level, before=before, wanted=before + 1)
        before = level
    for block in tree.css(_BOLD):
        said = _words(block)
        if said == _words(block.css("strong")[0]) and said[-1:] not in _ENDS:
            yield Finding("heading-order", f"**{said}**", f"__{said}__", said, case="bold", text=said)


def _tables(tree: Tree) -> Iterator[Finding]:
    for table in tree.css("table"):
        heads = [spoken(cell).strip(_NOTHING) for cell in table.css("th")]
        has_empty = not all(heads[1:]) or heads == [""]
        if table.css("caption") and heads and not has_empty:
            continue
        cells = [words for cell in table.css("th, td") if (words := _words(cell))]
        first_row = [_words(cell) for line in table.css("tr")[:1] for cell in line.css("th, td")]
        first, said = next(iter(cells), "<table"), " ".join(cells)[:_SHOWN]
        clues: tuple[Clue, ...] = (row(first_row), inside(first), f"| {first}", first)
        if not table.css("caption"):
            yield Finding("table-caption", *clues, words=said)
        if not heads:
            yield Finding("table-headers", *clues, words=said)
        elif has_empty:
            yield Finding("table-headers", clues[0], nameless("th"), *clues[1:], case="empty", words=said)


def _fields(tree: Tree) -> Iterator[Finding]:
    labels = {label.attributes["for"] for label in tree.css("label[for]")}
    for field in tree.css(_FIELDS):
        if field.attributes.get("id") not in labels:
            clues = (f'{key}="{value}"' for key in ("id", "name") if (value := field.attributes.get(key)))
            yield Finding("label-missing", next(clues, f"<{field.tag}"))


def _privacy(tree: Tree, host: str) -> Iterator[Finding]:
    for node in tree.css(_MAY_LOAD):
        given, tag = node.attributes, node.tag or ""
        rels = (given.get("rel") or "").lower().split()
        loads = tag in {"base", "image", "use"} or (tag == "link" and not _LOADING_RELS.isdisjoint(rels))
        for name in (*_LOADED, "href", "xlink:href") if loads else _LOADED:
            if address := given.get(name):
                yield from _foreign(address, tag, host)
    # A script of any other type is data: a browser doesn't run it.
    for node in tree.css(
        "style, [style], script:not([src]):not([type]), script:not([src]):is([type=module], [type$=javascript])"
    ):
        what = "script" if node.tag == "script" else "style"
        yield Finding("inline-code", node.attributes.get("style") or f"<{what}", what=what)


def _foreign(addresses: str, tag: str, host: str) -> Iterator[Finding]:
    for address in (piece.split()[0] for piece in addresses.split(",") if piece.strip()):
        if (other := host_of(address)) and other != host:
            yield Finding("other-host", address, what=f"<{tag}>", host=other)


def _targets(tree: Tree, bounds: Bounds) -> Iterator[Finding]:
    """Yield what is wrong with where links lead that leave the site: to a host, a phone, a mailbox."""
    has_images = bool(tree.css("a img, area img"))  # to look into each link takes longer
    for link in tree.css(LEAVING):
        target = link.attributes.get("href") or ""
        try:
            check_host(target)
        except Unfit as failure:
            yield Finding(
                "link-unreadable", target, case="host", target=target, fault=failure.says, remedy=failure.hint
            )
        reached = contacts(target)
        if bounds.contacts is not None and not bounds.contacts.issuperset(reached):
            words = _words(link)
            case = "mail" if reached[0].startswith("mailto:") else ""
            yield Finding("phone-number", target, f"[{words}]", f">{words}<", f"<{words}>", case=case, target=target)
        elif reached:
            images = link.css("img") if has_images else []
            yield from _other_number(link, images, target, reached)


def _other_number(link: Node, images: list[Node], target: str, reached: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding if a link says a number, or an address for mail, and leads to another."""
    scheme, _, to = reached[0].partition(":")
    alts = [image.attributes.get("alt") for image in images]
    words = " ".join(link.text(separator=" ").split())
    for text in filter(None, [words, link.attributes.get("aria-label"), link.attributes.get("title"), *alts]):
        for printed, href in _shown(text, scheme):
            if href not in reached:
                # The target may be elsewhere too, where it is right.
                ways = ("[{text}]({target}", "[{text}]", ">{text}<", '"{text}"', "{printed}*", "{printed}<", "{target}")
                clues = (way.format(text=text, target=target, printed=printed) for way in ways)
                yield Finding("phone-number", *clues, case="other", printed=printed, does=_DOES[scheme], reached=to)


def _shown(text: str, scheme: str) -> Iterator[tuple[str, str]]:
    """Yield what a text says as an address for mail or a number, and the link that it needs."""
    if scheme == "mailto":
        yield from ((mail, href) for mail in _MAIL.findall(text) for href in contacts(f"mailto:{mail}"))
    else:
        yield from ((printed, f"{scheme}:{number}".replace("#", "%23")) for printed, number in numbers_in(text))
