"""Finds links that don't say where they lead, that lead elsewhere than they say, or that tell where visitors came from."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import escape
from urllib.parse import unquote

from carepress.check.page.locate import Clue, Finding, either, nameless
from carepress.problems.catalog import listed
from carepress.text.html import Node, Tree
from carepress.text.urls import as_read, host_of, scheme_of
from carepress.text.words import ENGLISH

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ADDRESS = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"]{1,2000}|(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|gov|edu|mil|int|info|us"
    r"|uk|ca|io|co|ly|me|gl|health|care|help)(?![\w@-]|\.\w)(?:/[^\s<>\"]{0,2000})?"
    r"|(?<!\S)(?:\.{0,2}/[\w./#-]{1,2000}|[\w-]{1,200}\.(?:md|html?))(?!\S)",
    re.IGNORECASE,
)
_VAGUE = ("pointing", "filling", "saying", "pressing")  # the lists of words by which nothing is said
_THIS = " this "  # says as much as an address
# An address in another, which leads on to it.
_PASSED = re.compile(r"(?<=[?&=;])(?:https?:/{1,2}|//|www\.)([^&\s]{1,2000})", re.IGNORECASE)
# What of an address isn't its path.
_NO_PATH = re.compile(r"^(?:https?:)?[/\\]*[^/\\?#]*|[?#].*$", re.DOTALL)
_PARTS = re.compile(r"[?#&;]")
_LONGEST_CLUE = 200
# One number is one place, called or texted.
_SAME_PAGE = re.compile(r"^(?:https?:)?//(?:www\.)?|^(?:tel|sms):|(?:/(?:index\.html)?)?(?:#.*)?$")
# Not the links that headings and notes get; a list of headings repeats those that have no words.
_OURS = ":not(.anchor):not(.footnote-ref):not(.footnote-backref)"
_FOR_POINTING = ":not([aria-hidden=true][tabindex='-1'])"  # who doesn't point at it never meets it
_NAMED = f"a[href]{_OURS}{_FOR_POINTING}:not(nav a[href^='#']), button, summary"
_WRITTEN = f".prose a[href]{_OURS}:not(.term)"


def spoken(node: Node) -> str:
    """Return what a screen reader says of a link, a button or a cell: its label, or its words and what its pictures show."""
    alts = (image.attributes.get("alt") or "" for image in node.css("img"))
    return node.attributes.get("aria-label") or " ".join(" ".join([node.text(), *alts]).split())


def spoken_words(text: str) -> list[str]:
    """Return the words of a text without what tells none from another: capitals, marks, arrows."""
    return _WORD.findall(text.casefold().replace("’", "'"))


def link_findings(tree: Tree, language: str) -> Iterator[Finding]:
    """Yield what is wrong with the words of links: there are none, they say nothing, or the same of two pages."""
    for node in tree.css(_NAMED):
        has_words = _WORD.search(node.text()) or _WORD.search(spoken(node))
        if not has_words and not node.attributes.get("aria-labelledby"):
            clues = (nameless(node.tag or ""), f'href="{node.attributes.get("href")}"', f"<{node.tag}")
            yield Finding("name-missing", *clues, tag=node.tag)
    targets: dict[str, str] = {}
    before: Counter[str] = Counter()
    for link in tree.css(_WRITTEN):
        text, target = spoken(link), link.attributes.get("href") or ""
        words = " ".join(spoken_words(text))
        first = targets.setdefault(words, target)
        if says_nothing(text, language):
            yield Finding("link-text", *_clues(link), nth=before[text], text=text)
        elif words and not target.startswith("#") and _SAME_PAGE.sub("", first) != _SAME_PAGE.sub("", target):
            yield Finding("link-twice", *_clues(link), nth=before[text], text=text, first=first, second=target)
        before[text] += 1


@lru_cache(maxsize=4096)
def says_nothing(text: str, language: str = ENGLISH) -> bool:
    """Return whether a link has only words that say nothing of where it leads, or an address in their place."""
    has_address = "." in text or "/" in text
    words = spoken_words(_ADDRESS.sub(lambda one: one[0] if _is_name(one[0]) else _THIS, text) if has_address else text)
    if words[-1:] == ["all"]:
        words.pop()
    pointing, filling, saying, pressing = (listed(name, language) for name in _VAGUE)
    is_vague = not pointing.isdisjoint(words) and (pointing | filling).issuperset(words)
    said = " ".join(words)
    return (is_vague and said not in saying) or f"{said} ".startswith(tuple(f"{one} " for one in pressing))


def _is_name(text: str) -> bool:
    """Return whether a host is written as the name of a site: HealthCare.gov."""
    is_host = _ADDRESS.fullmatch(text) and "/" not in text and not text.lower().startswith("www.")
    return bool(is_host) and not text.islower()


def leaving_findings(tree: Tree, own: str, language: str) -> Iterator[Finding]:
    """Yield the links that lead elsewhere than they say, and those that tell where a visitor came from."""
    for link in tree.css("a[href], area[href]"):
        target = link.attributes.get("href") or ""
        if not (read := _read_address(target, own)):
            continue
        (to, marks, is_passing, case, other), words = read, link.text()
        said = _other_said(" ".join(words.split()), to, own, language) if "." in words else ""
        if marks or is_passing or said:
            clues = (target, escape(target), *_clues(link))
        if marks:
            yield Finding("tracking", *clues, *marks, marks=", ".join(marks))
        if is_passing:
            yield Finding("link-elsewhere", *clues, case=case, host=to, other=other)
        if said:
            yield Finding("link-elsewhere", *clues, case="said", said=said, host=to or "this site")


@lru_cache(maxsize=4096)  # the same few stand on each page
def _read_address(target: str, own: str) -> tuple[str, tuple[str, ...], bool, str, str] | None:
    """Return the host of a page's address, what in it tells where a visitor came from, whether it leads on, how and where to."""
    if scheme_of(target) not in {"", "http", "https"}:
        return None
    to, target = host_of(target), as_read(target)
    names = (name for name, equals, _ in (piece.partition("=") for piece in _PARTS.split(target)[1:]) if equals)
    marks = [name for name in names if _tracking().fullmatch(f"{to}/{unquote(name).lstrip('!/').lower()}")]
    passed = (f"https://{one}" for one in _PASSED.findall(unquote(unquote(f"?{target.partition('?')[2]}"))))
    other = next((one for one in passed if to and not _is_one_site(host_of(one), to)), "")
    page = to + _NO_PATH.sub("", target).lower()
    is_private = bool(to and _below("behind_login").match(page)) and "/d/e/" not in page  # which Google has published
    is_passing = is_private or bool(to and _below("passing_on").match(page)) or (bool(other) and host_of(other) != own)
    case = "private" if is_private else "passing" if other else ""
    return to, tuple(dict.fromkeys(marks)), is_passing, case, other


def _clues(link: Node) -> tuple[Clue, ...]:
    """Return what a link is looked up by: its words, its address, and its words alone if they are an address."""
    text, target = spoken(link), link.attributes.get("href") or ""
    alone = text if _ADDRESS.fullmatch(text) else ""
    return (
        either(f"[{text}]", f">{text}<", f"<{text}>", f'"{text}"') if len(text) < _LONGEST_CLUE else "",
        either(f"]({target})", f'href="{target}"'),
        alone,
    )


def _other_said(text: str, to: str, own: str, language: str) -> str:
    """Return the host that a link's words name, by an address alone or before other words, if it leads to another."""
    addresses = (one[0] if "//" in one[0] else f"https://{one[0]}" for one in _ADDRESS.finditer(text))
    said = [one for one in map(host_of, addresses) if "." in one and not one.endswith((".md", ".html", ".htm"))]
    if not said or any(_is_one_site(one, to or own) for one in said):
        return ""
    return said[0] if says_nothing(_ADDRESS.sub(_THIS, text), language) or (to and _ADDRESS.match(text)) else ""


def _is_one_site(one: str, other: str) -> bool:
    """Return whether two hosts are below one name that is somebody's."""
    return _somebody(one) == _somebody(other)


def _somebody(host: str) -> str:
    """Return the part of a host's name that somebody owns, as well as that can be told without a list of all of them."""
    names = host.removeprefix("www.").rsplit(".", 3)
    is_below_country = len(names) > 2 and len(names[-1]) == 2 and len(names[-2]) <= 3
    return ".".join(names[-3:] if is_below_country else names[-2:])


@cache
def _below(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^/]*\.)?(?:{_any_of(listed(name))})(?![\w.-])")


@cache
def _tracking() -> re.Pattern[str]:
    names = listed("tracking")
    anywhere, somewhere = ([one for one in names if ("/" in one) is is_there] for is_there in (False, True))
    return re.compile(rf"[^/]*/(?:{_any_of(anywhere)})|(?:[^/]*\.)?(?:{_any_of(somewhere)})")


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name).replace(r"\*", "[^/]*") for name in sorted(names))
