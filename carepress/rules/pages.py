"""Finds what is wrong with finished pages: for assistive technology, for privacy, for people in danger."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

from carepress.html import Node, Tree, text_of
from carepress.problems import Severity
from carepress.urls import host_of

LONGEST_ALT = 150
_EMPTY_LINKS = frozenset(
    {"click here", "here", "read more", "learn more", "more", "this", "this page", "link", "details"}
)
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_LOADED = {
    "audio": ("src",), "embed": ("src",), "form": ("action",), "iframe": ("src",), "img": ("src", "srcset"),
    "input": ("src",), "object": ("data",), "script": ("src",), "source": ("src", "srcset"), "track": ("src",),
    "video": ("src", "poster"),
}  # fmt: skip
_LOADING_RELS = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
)
_TRACKING = re.compile(r"utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga|igshid|ttclid|yclid", re.IGNORECASE)
_DANGER = re.compile(r"\b(?:overdos\w*|withdrawal|suicid\w*|self-harm\w*)\b", re.IGNORECASE)
_URGENT_HELP = ".callout-urgent, .numbers, .help-lines"
_CRISIS_PLACES = ".numbers, .help-lines, .help-line, .footer-help"
_CALLED = ("tel:", "sms:", "mailto:")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found in finished HTML, and the words by which its place is looked up in the sources."""

    severity: Severity
    rule: str
    message: str
    hint: str
    clue: str = ""


@dataclass(frozen=True)
class FinishedPage:
    """A finished page to be looked at."""

    html: str
    host: str
    tags: tuple[str, ...]

    @cached_property
    def tree(self) -> Tree:
        """Return the page as a browser reads it."""
        return Tree(self.html)


@dataclass(frozen=True, slots=True)
class Known:
    """What pages may dial, write to and name: `called` from the data, the center's own phone among it."""

    called: frozenset[str]
    own_phone: str


def page_findings(page: FinishedPage, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with a finished page."""
    yield from _outline(page.tree)
    yield from _names(page.tree)
    yield from _tables_and_fields(page.tree)
    yield from _pictures(page.tree)
    yield from _link_texts(page.tree)
    yield from _privacy(page)
    yield from _numbers(page.tree, known)
    yield from _danger(page)


def _outline(tree: Tree) -> Iterator[Finding]:
    levels = [(int((node.tag or "h1")[1]), text_of(node).strip()) for node in tree.css(_HEADINGS)]
    tops = [text for level, text in levels if level == 1]
    if len(tops) != 1:
        yield Finding(
            "error",
            "one-h1",
            f"the page has {len(tops)} first-level headings",
            "a page has one: its title",
            "".join(tops[1:2]),
        )
    if len(tree.css("main")) != 1:
        yield Finding(
            "error",
            "landmark",
            f"the page has {len(tree.css('main'))} main elements",
            "a page has one, around what it is about",
            "<main",
        )
    html = tree.css_first("html")
    if html is None or not (html.attributes.get("lang") or "").strip():
        yield Finding(
            "error",
            "language",
            "the page doesn't say its language",
            'write <html lang="en-US"> in the template',
            "<html",
        )
    before = 1
    for level, text in levels:
        if not text:
            yield Finding(
                "error",
                "heading-order",
                f"a heading of level {level} is empty",
                "write its words, or take it out",
                f"<h{level}",
            )
        elif level > before + 1:
            message = f'the heading "{text}" is of level {level}, but the one before it of level {before}'
            yield Finding(
                "warning",
                "heading-order",
                message,
                f"make it a heading of level {before + 1}: {'#' * (before + 1)}",
                text,
            )
        before = level


def _names(tree: Tree) -> Iterator[Finding]:
    for node in tree.css("a[href], button, summary"):
        if not _name_of(node):
            clue = node.attributes.get("href") or node.attributes.get("class") or ""
            yield Finding(
                "error", "name-missing", f"this <{node.tag}> has no words", "write what it does or where it leads", clue
            )


def _name_of(node: Node) -> str:
    pieces = [text_of(node), node.attributes.get("aria-label") or "", node.attributes.get("aria-labelledby") or ""]
    pieces += [image.attributes.get("alt") or "" for image in node.css("img")]
    pieces += [text_of(title) for title in node.css("title")]
    return " ".join("".join(pieces).split())


def _tables_and_fields(tree: Tree) -> Iterator[Finding]:
    for table in tree.css("table"):
        words = " ".join(text_of(table).split())[:40]
        first = next((text_of(cell).strip() for cell in table.css("th, td")), "")
        if not any(text_of(caption).strip() for caption in table.css("caption")):
            yield Finding(
                "warning",
                "table-caption",
                f'the table "{words}…" has no caption',
                'write a line "Table: what it shows" above it',
                first,
            )
        if not table.css("th"):
            yield Finding(
                "error",
                "table-headers",
                f'the table "{words}…" has no header cells',
                "give it a first row that says what the columns hold",
                first,
            )
    labelled = {node.attributes.get("for") for node in tree.css("label[for]")}
    for field in tree.css("input, select, textarea"):
        attributes = field.attributes
        inside = any(
            field.mem_id == inner.mem_id
            for label in tree.css("label")
            for inner in label.css("input, select, textarea")
        )
        named = (
            inside
            or attributes.get("id") in labelled
            or attributes.get("aria-label")
            or attributes.get("aria-labelledby")
        )
        if attributes.get("type") != "hidden" and not named:
            clue = attributes.get("id") or attributes.get("name") or "<input"
            yield Finding(
                "error",
                "label-missing",
                f"a field of a form has no label ({clue})",
                "write a <label for=…> for it",
                clue,
            )


def _pictures(tree: Tree) -> Iterator[Finding]:
    for image in tree.css("img"):
        alt, source = image.attributes.get("alt"), image.attributes.get("src") or ""
        if "alt" not in image.attributes:
            yield Finding(
                "error",
                "alt-text",
                f"the picture {source} has no alt text",
                "say what it shows; empty if it only decorates",
                source,
            )
        elif re.search(r"\.(?:jpe?g|png|gif|webp|avif|svg)$|^(?:img|dsc|image)[_-]?\d+", alt or "", re.IGNORECASE):
            yield Finding(
                "warning", "alt-text", f'"{alt}" is the name of a file', "say what the picture shows", alt or ""
            )
        elif len(alt or "") > LONGEST_ALT:
            message = f"an alt text has {len(alt or '')} characters; {LONGEST_ALT} are enough"
            yield Finding("warning", "alt-text", message, "shorten it, and say the rest in the text", (alt or "")[:40])


def _link_texts(tree: Tree) -> Iterator[Finding]:
    targets: dict[str, str] = {}
    for link in tree.css("main a[href]"):
        text, target = " ".join(text_of(link).split()), link.attributes.get("href") or ""
        folded = text.casefold().rstrip(".…→ ")
        if folded in _EMPTY_LINKS or folded.startswith(("http://", "https://", "www.")):
            yield Finding(
                "warning",
                "link-text",
                f'the link "{text}" doesn\'t say where it leads',
                "name the page that it opens",
                f"[{text}]",
            )
        elif link.attributes.get("target") == "_blank":
            yield Finding(
                "warning",
                "link-text",
                f'the link "{text}" opens a new window',
                "let visitors decide: take target out",
                text,
            )
        elif len(folded) > 2 and targets.setdefault(folded, target) != target and not target.startswith(_CALLED):
            message = f'two links say "{text}" but lead to {targets[folded]} and {target}'
            yield Finding("warning", "link-twice", message, "give each its own words", f"[{text}]")


def _privacy(page: FinishedPage) -> Iterator[Finding]:
    for tag, names in _LOADED.items():
        for node in page.tree.css(tag):
            for name in names:
                yield from _foreign(node.attributes.get(name) or "", page.host, tag)
    for link in page.tree.css("link[href]"):
        if _LOADING_RELS & set((link.attributes.get("rel") or "").split()):
            yield from _foreign(link.attributes.get("href") or "", page.host, "link")
    for node in page.tree.css("style, script:not([src]), [style]"):
        if node.tag != "script" or not (node.attributes.get("type") or "").endswith("json"):
            what = "style" if node.tag != "script" else "script"
            clue = node.attributes.get("style") or f"<{what}"
            yield Finding(
                "error",
                "inline-code",
                f"a {what} stands in the page itself",
                "put it into a file in templates/assets/: the policy of the site stops it",
                clue,
            )
    for link in page.tree.css("a[href*='?'], a[ping]"):
        target = link.attributes.get("href") or ""
        marks = [
            name for name, _ in parse_qsl(urlsplit(target).query, keep_blank_values=True) if _TRACKING.fullmatch(name)
        ]
        if marks or "ping" in link.attributes:
            message = f"this link tells where a visitor came from: {', '.join(marks) or 'ping'}"
            yield Finding(
                "error", "tracking", message, "take that part of the address out", marks[0] if marks else target
            )


def _foreign(addresses: str, host: str, tag: str) -> Iterator[Finding]:
    for address in (piece.split()[0] for piece in addresses.split(",") if piece.strip()):
        if (other := host_of(address)) and other != host:
            message = f"<{tag}> asks another host: {other}"
            yield Finding(
                "error",
                "other-host",
                message,
                "keep the file in this project, so that no other company learns of the visit",
                address,
            )


def _numbers(tree: Tree, known: Known) -> Iterator[Finding]:
    for link in tree.css("a[href^='tel:'], a[href^='sms:'], a[href^='mailto:']"):
        target = link.attributes.get("href") or ""
        called = target.partition(":")[2].partition("?")[0]
        if called not in known.called or "?" in target:
            hint = "take numbers and addresses from the data: {{ help.lifeline988.call }}, {{ site.phone }}, {{ site.email }}"
            yield Finding("error", "phone-number", f"{target} isn't in the data", hint, called)
    for place in tree.css(_CRISIS_PLACES) if known.own_phone else ():
        if any(known.own_phone in (link.attributes.get("href") or "") for link in place.css("a")):
            message = "the center's own phone stands among the crisis lines"
            yield Finding(
                "error", "own-phone", message, "keep it apart, so that nobody takes one for the other", known.own_phone
            )


def _danger(page: FinishedPage) -> Iterator[Finding]:
    named = [text_of(node) for node in page.tree.css("main h1, main h2")]
    words = next((match[0] for text in [*named, *page.tags] if (match := _DANGER.search(text))), "")
    main = page.tree.css_first("main")
    if words and main is not None and not main.css(_URGENT_HELP):
        message = f'the page speaks of "{words}" in its title, headings or topics, but doesn\'t say who helps at once'
        hint = 'put a callout into it: !!! urgent "If somebody is in danger", with the number to call'
        yield Finding("error", "urgent-help", message, hint, words)


def file_findings(path: str, text: str, host: str) -> Iterator[Finding]:
    """Yield what a style sheet, script, drawing or feed would load from another host."""
    patterns = {".css": r"(?:url\(|@import)\s*[\"']?([^\"')\s;]+)", ".svg": r"(?:href|src)\s*=\s*[\"']([^\"']+)",
                ".js": r"(?:fetch|import|sendBeacon|WebSocket|EventSource|Worker|open)\s*\(?[^\"'`)]{0,20}[\"'`]((?:https?:|wss?:)?//[^\"'`]+)",
                ".xml": r"<(?:img|script|iframe|link rel=.stylesheet.)[^<>]*?(?:src|href)=[\"']([^\"']+)"}  # fmt: skip
    for ending, pattern in patterns.items():
        if path.endswith(ending):
            for address in re.findall(pattern, text):
                yield from _foreign(address, host, ending[1:])


def known_numbers(called: Mapping[str, str], own_phone: str) -> Known:
    """Return what may be dialed, from the names and links of the data."""
    return Known(frozenset(called.values()), own_phone)
