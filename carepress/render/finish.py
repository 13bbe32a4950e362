"""Finishes pages: links at headings, frames for tables, words on callouts, questions that unfold, where templates ask for it.

The text in feeds and in searches stays without all but the words. In each whole page, links into another language say so, and
pictures get the formats and widths that they have, their size known before they come.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from itertools import groupby

from carepress.assemble.reads import Reads
from carepress.load.names import UnknownName
from carepress.model.page import Page
from carepress.model.site import Picture, Variant
from carepress.model.words import BACK, IN_LANGUAGE, KINDS, TABLE
from carepress.text.html import parse_fragment
from carepress.text.urls import address_on_site, href
from carepress.text.words import language_name

_HEADING = re.compile(r'<(?P<tag>h[234]) id="(?P<id>[^"]+)">(?P<text>.*?)</(?P=tag)>', re.DOTALL)
_ID = re.compile(' id="[^"]*"')
_CALLOUT = re.compile(r'<div class="callout callout-(\w+)"[^>]*>')
_BACK = re.compile(r'(?<= title=")Jump back to footnote (\d+) in the text(?=")')
_TITLE = re.compile(r'(?<=<p class="admonition-title">)(Information|Important|Urgent)(?=</p>)')
# A line that ends within a sentence ends there only in the author's file; whole lines weigh less.
# The search leaps from one first character to the next.
_WRAPPED = re.compile(r"[<\n](?:(?<=<)pre\b.*?</pre>|(?<=\n)\s*)", re.DOTALL)
_LINK = re.compile(r'<a(?P<rest>\b[^>]*? href="(?P<href>[^"]*)"[^>]*>)(?P<words>.*?)</a>', re.DOTALL)
# How wide a picture stands on a page that doesn't say so: the column of text in site.css, or on phones nearly the whole screen.
_SIZES = "(min-width: 47rem) 42.5rem, 92vw"
_IMAGE = re.compile(r'<img(?P<attributes>[^>]*? src="(?P<src>[^"]*)"[^>]*?)\s*/?>')
_OWN_SIZES = re.compile(r' sizes="([^"]*)"')
_PICTURE_INSIDE = re.compile(r"(\S+\.(?:avif|gif|jpe?g|png|svg|webp)):", re.IGNORECASE)
_HAS_SIZE = re.compile(r' (?:width|height)="')


def finish_prose(html: str, words: Callable[..., str]) -> str:
    """Return a page's text with a quiet link at each heading, tables in frames that scroll, and the kind on each callout."""
    html = say_in_text(_HEADING.sub(_with_anchor, html), words)
    # Color alone must not say how grave a callout is.
    html = _CALLOUT.sub(lambda match: f'{match[0]}<p class="callout-kind">{words(KINDS[match[1]])}</p>', html)
    html = _WRAPPED.sub(lambda match: match[0] if match[0][0] == "<" else " ", html)
    return _with_frames(html, words) if "<table" in html else html


def say_in_text(html: str, words: Callable[..., str]) -> str:
    """Return a page's text with what the engine says in it in the words of a language."""
    html = _BACK.sub(lambda match: words(BACK, number=match[1]), html)
    return _TITLE.sub(lambda match: words(match[1]), html)


def sections(html: str, *tags: str) -> list[str]:
    """Return the text before the first heading with one of the tags, and each such heading with what follows it.

    A heading inside of another element, such as a quotation, is a part of that.
    """
    pieces = [""]
    node = parse_fragment(f"<div>{html}</div>").root
    node = node and node.first_child
    while node is not None:
        pieces += [""] if node.tag in tags else []
        pieces[-1] += node.html or ""
        node = node.next
    return pieces


def fold_questions(html: str) -> str:
    """Return a page's text with each h3 and what follows it in a <details> that the h3 opens."""
    opening, *questions = sections(html, "h2", "h3")
    return "".join([opening, *map(_folded, questions)])


def _folded(question: str) -> str:
    """Return a question with its id at the answer: a browser opens what an address points into."""
    heading, end, answer = question.partition("</h3>") if question.startswith("<h3") else ("", "", question)
    if not end:
        return question
    name = _ID.search(heading)
    opened = f"<div{name[0]}>" if name else "<div>"
    return f"<details><summary>{_ID.sub('', heading, count=1)}{end}</summary>{opened}{answer}</div></details>\n"


def _with_anchor(match: re.Match[str]) -> str:
    """Return a heading with a link to itself, for those who point: others have the list of headings at the top.

    Read aloud or reached by keyboard it would stand in the way at every heading.
    """
    anchor = f'<a class="anchor" href="#{match["id"]}" aria-hidden="true" tabindex="-1">#</a>'
    return f'<{match["tag"]} id="{match["id"]}">{match["text"]} {anchor}</{match["tag"]}>'


def _with_frames(html: str, words: Callable[..., str]) -> str:
    """Return the HTML with each table in a section that can be scrolled by keyboard; cells know the head of their column."""
    tree = parse_fragment(html)
    for number, table in enumerate(tree.css("table"), start=1):
        heads = [head.text() for head in table.css("thead th")]
        for row in table.css("tbody tr"):
            cells = (cell for cell in row.iter() if cell.tag in {"td", "th"})
            for cell, head in zip(cells, heads, strict=False):
                cell.attrs["data-label"] = head
        caption = table.css_first("caption")
        table.attrs["data-frame"] = caption.text().strip() if caption else words(TABLE, number=number)
    framed = re.sub(
        r'<table([^>]*?) data-frame="([^"]*)"',
        r'<section class="table-frame" aria-label="\2" tabindex="0"><table\1',
        tree.html or "",
    )
    return framed.replace("</table>", "</table></section>")


def with_languages(html: str, page: Page, reads: Reads) -> str:
    """Return a page in which each link to one in another language says so."""
    if not reads.languages:
        return html

    def said(link: re.Match[str]) -> str:
        url, _ = address_on_site(unescape(link["href"]), reads.base_url)
        there = reads.language_at(url) if url and "hreflang=" not in link[0] else None
        if there is None or there == page.language or 'aria-hidden="true"' in link["rest"]:
            return link[0]
        code = reads.code_of(there)
        note = reads.words()(IN_LANGUAGE, language=language_name(code, reads.settings.language))
        return f'<a hreflang="{code}"{link["rest"]}{link["words"]} ({note})</a>'

    return _LINK.sub(said, html)


def pictures_of(said: str) -> Iterator[tuple[str, str]]:
    """Yield the path of each picture in an argument, a line each, with what it shows, behind a colon. Raises UnknownName."""
    for path, _, words in (map(str.strip, line.partition(":")) for line in said.strip().splitlines()):
        if (other := _PICTURE_INSIDE.search(words)) or not words:
            says = (
                f'behind "{path}" stands another picture: "{other[1]}"'
                if other
                else f'nobody has said what "{path}" shows'
            )
            raise UnknownName(says, f"write it behind the file, each on a line of its own: {path}: A door with a ramp")
        yield path, words


def with_variants(html: str, base_url: str, pictures: Mapping[str, Picture]) -> str:
    """Return a page with all variants of its pictures, which stand in it as plain <img>; `pictures` is by address."""

    def offer(match: re.Match[str]) -> str:
        picture = pictures.get(match["src"])
        return _offered(picture, match["attributes"], base_url) if picture else match[0]

    return _IMAGE.sub(offer, html) if "<img" in html else html


def _offered(picture: Picture, attributes: str, base_url: str) -> str:
    own = _OWN_SIZES.search(attributes)
    attributes, sizes = _OWN_SIZES.sub("", attributes), own[1] if own else _SIZES
    if not _HAS_SIZE.search(attributes):
        attributes += f' width="{picture.width}" height="{picture.height}"'
    *better, plain = (list(those) for _, those in groupby(picture.variants, key=lambda variant: variant.media_type))
    if len(plain) > 1:
        attributes += _srcset(plain, base_url, sizes)
    sources = "".join(f'<source type="{those[0].media_type}"{_srcset(those, base_url, sizes)}>' for those in better)
    return f"<picture>{sources}<img{attributes}></picture>" if sources else f"<img{attributes}>"


def _srcset(variants: list[Variant], base_url: str, sizes: str) -> str:
    candidates = ", ".join(f"{escape(href(base_url, variant.url))} {variant.width}w" for variant in variants)
    return f' srcset="{candidates}" sizes="{sizes}"'
