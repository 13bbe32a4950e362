"""Finishes a page's text for reading: links at headings, frames for tables, words on callouts, questions that unfold.

Templates ask for it; the text in feeds and in searches stays without all but the words.
"""

import re
from collections.abc import Callable

from carepress.model.words import BACK, KINDS, TABLE
from carepress.text.html import Node, parse_fragment, text_of

_HEADING = re.compile(r'<(?P<tag>h[234]) id="(?P<id>[^"]+)">(?P<text>.*?)</(?P=tag)>', re.DOTALL)
_ID = re.compile(' id="[^"]*"')
_CALLOUT = re.compile(r'<div class="callout callout-(\w+)"[^>]*>')
_BACK = re.compile(r'(?<= title=")Jump back to footnote (\d+) in the text(?=")')
_TITLE = re.compile(r'(?<=<p class="admonition-title">)(Information|Important|Urgent)(?=</p>)')
# A line that ends within a sentence ends there only in the author's file; whole lines weigh less.
# The search leaps from one first character to the next.
_WRAPPED = re.compile(r"[<\n](?:(?<=<)pre\b.*?</pre>|(?<=\n)\s*)", re.DOTALL)


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
        heads = [text_of(head) for head in table.css("thead th")]
        for row in table.css("tbody tr"):
            for cell, head in zip(_cells(row), heads, strict=False):
                cell.attrs["data-label"] = head
        caption = table.css_first("caption")
        table.attrs["data-frame"] = text_of(caption).strip() if caption else words(TABLE, number=number)
    framed = re.sub(
        r'<table([^>]*?) data-frame="([^"]*)"',
        r'<section class="table-frame" aria-label="\2" tabindex="0"><table\1',
        tree.html or "",
    )
    return framed.replace("</table>", "</table></section>")


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row.iter() if cell.tag in {"td", "th"}]
