"""Turns the text of each page into a Document: HTML with slots where citations and components go."""

import re
from collections.abc import Iterable
from itertools import groupby

from carepress.catalog import breach
from carepress.convert.allowed import INLINE, TAG_OR_TEXT, VERBATIM
from carepress.convert.body import Body
from carepress.convert.fields import Components, Fields, Part, parts_of
from carepress.convert.limits import limit_problems
from carepress.convert.markdown_text import MarkdownText
from carepress.convert.marks import (
    MARK,
    NONCHARACTERS,
    TOKEN,
    mark_places,
    token,
    token_number,
    without_marks,
)
from carepress.convert.terms import Terms
from carepress.deadline import DeadlinePassed, deadline
from carepress.frontmatter import locate
from carepress.model import ComponentSlot, Document, Page, Site
from carepress.problems import Place, Problem
from carepress.text import curl_quotes

_MOST_SECONDS = 20
_ALONE = re.compile(f"<p>\\s*{TOKEN.pattern}\\s*</p>")
_ALLOWANCE = re.compile(
    r"(?P<code>^(?P<fence>`{3,}|~{3,})[^\n`]*\n(?:.*?\n)?(?P=fence)[ ]*$)|^[ \t]*<!--[ \t]*allow[ \t][^\n]*-->[ \t]*(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_UNREAD_LINK = re.compile(rf"\]\(\s*<?{MARK.pattern}")


def convert_pages(
    site: Site, pages: Iterable[Page], components: Components
) -> tuple[tuple[Document, ...], list[Problem]]:
    """Return the document of each page, and everything that is wrong in their texts.

    `components` has the name of each component and of the arguments that it takes.
    """
    markdown, terms = MarkdownText(), Terms(site)
    documents, problems = [], []
    for page in pages:
        document, found = _convert_safely(page, site, components, markdown, terms)
        documents.append(document)
        problems += found
    return tuple(documents), problems


def _convert_safely(
    page: Page, site: Site, components: Components, markdown: MarkdownText, terms: Terms
) -> tuple[Document, list[Problem]]:
    """Return the document of a page; an empty one and the reason if its text is more than the parser can take."""
    marked = mark_places(NONCHARACTERS.sub("", page.body), page.source.path, page.body_line)
    problems = limit_problems(marked.body)
    if not problems:
        try:
            with deadline(_MOST_SECONDS):
                return _convert(page, site, Fields(site, marked, components), markdown, terms)
        except RecursionError:
            problems = [breach("text-too-deep", Place(page.source.path), "html")]
        except DeadlinePassed:
            problems = [breach("text-too-slow", Place(page.source.path), most=_MOST_SECONDS)]
    nothing = Document(page=page, parts=(), headings=(), anchors=frozenset(), links=(), image="", words=0)
    return nothing, problems


def _convert(
    page: Page, site: Site, fields: Fields, markdown: MarkdownText, terms: Terms
) -> tuple[Document, list[Problem]]:
    body = Body(page, site, fields)
    text = _without_allowances(fields.marked.text)
    html = _curl(body.check(markdown.to_html(text, fields.read, fields.is_component)), body)
    if page.front_matter.date:
        html = terms.link(html, page)
    parts = _cut(html, fields)
    image = page.front_matter.image
    document = Document(
        page=page,
        parts=parts,
        headings=tuple(body.headings),
        anchors=frozenset(body.ids),
        links=tuple(body.links),
        image=body.picture(image, locate(page.source, ("image",))) if image else "",
        words=len(page.body.split()),
        facts=frozenset(fields.facts),
    )
    return document, [*body.problems, *fields.problems]


def _without_allowances(text: str) -> str:
    """Return the text without the lines that give leave for what a rule finds: a table or a sentence goes on behind one."""
    return _ALLOWANCE.sub(lambda match: match["code"] or "", text) if "<!--" in text else text


def _curl(html: str, body: Body) -> str:
    """Return the HTML without marks and with curly quotes outside of code; links that Markdown couldn't read are noted."""
    pieces: list[str] = []
    before, verbatim = " ", 0
    for match in TAG_OR_TEXT.finditer(html):
        piece, name = match[0], match["name"]
        if name:
            verbatim += (-1 if match["end"] else 1) if name in VERBATIM else 0
            before = before if name in INLINE else " "
        elif verbatim:
            before = "x"
        else:
            if unread := _UNREAD_LINK.search(piece):
                body.problems.append(breach("link-unreadable", body.marked.place(unread), "text"))
            piece = curl_quotes(piece, before)
            before = piece[-1]
        pieces.append(piece)
    return without_marks("".join(pieces))


def _cut(html: str, fields: Fields) -> tuple[Part, ...]:
    """Return the HTML cut at its tokens, with what each stands for; a component inside a sentence is noted."""
    alone: set[int] = set()

    def unwrap(match: re.Match[str]) -> str:
        number = token_number(match)
        if not isinstance(fields.slots[number], ComponentSlot):
            return match[0]
        alone.add(number)
        return token(number)

    html = _ALONE.sub(unwrap, html)
    fields.refuse_components(alone)
    parts: list[Part] = []
    copied = 0
    for match in TOKEN.finditer(html):
        parts += [html[copied : match.start()], *parts_of(fields.slots[token_number(match)])]
        copied = match.end()
    parts.append(html[copied:])
    return _joined(parts)


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts with each run of texts as one."""
    joined: list[Part] = []
    for is_text, run in groupby(parts, lambda part: isinstance(part, str)):
        pieces = list(run)
        joined += ["".join(map(str, pieces))] if is_text else pieces
    return tuple(part for part in joined if part)
