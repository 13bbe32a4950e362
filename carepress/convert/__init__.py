"""Turns the text of each page into a Document: HTML with slots where citations and components go."""

from collections.abc import Iterable
from itertools import zip_longest

from carepress.convert.body import Body
from carepress.convert.fields import Components, Fields, Part, parts_of
from carepress.convert.glossary_links import PageTerms, Terms
from carepress.convert.limits import limit_problems
from carepress.convert.markdown_text import MarkdownText
from carepress.convert.marks import NONCHARACTERS, TOKEN, to_number
from carepress.convert.proof import lost_words, unclosed_elements
from carepress.convert.typed import markdown_lines
from carepress.load.front_matter import locate
from carepress.model.made import ComponentSlot, Document
from carepress.model.page import Page
from carepress.model.site import Site
from carepress.problems import Lines, Place, Problem, has_errors
from carepress.problems.catalog import violation
from carepress.text.timeout import DeadlinePassed, deadline

_MOST_SECONDS = 20
_MOST_UNCLOSED = 100  # elements; a browser's way of closing more takes time that grows with the square of their number


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
    body = Lines(NONCHARACTERS.sub("", page.body), page.source.path, page.body_line)
    problems = limit_problems(body)
    if not problems:
        try:
            with deadline(_MOST_SECONDS):
                return _convert(page, site, body, Fields(site, components), markdown, terms)
        except RecursionError:
            problems = [violation("text-too-deep", Place(page.source.path), "html")]
        except DeadlinePassed:
            problems = [violation("text-too-slow", Place(page.source.path), most=_MOST_SECONDS)]
    return _nothing(page), problems


def _nothing(page: Page) -> Document:
    return Document(page=page, parts=(), headings=(), anchors=frozenset(), links=(), image="", words=0)


def _convert(
    page: Page, site: Site, text: Lines, fields: Fields, markdown: MarkdownText, terms: Terms
) -> tuple[Document, list[Problem]]:
    lines = markdown_lines(text, fields.take(text))
    converted = markdown.convert(lines, fields.alone)
    unclosed = list(unclosed_elements(text, converted.tags))
    if len(unclosed) > _MOST_UNCLOSED:
        return _nothing(page), unclosed[:_MOST_UNCLOSED]
    body = Body(page, site, fields, converted, text, PageTerms(terms, page) if page.front_matter.date else None)
    html = body.check()
    parts = _cut(html, fields)
    image = page.front_matter.image
    document = Document(
        page=page,
        parts=parts,
        headings=tuple(body.headings),
        anchors=frozenset(body.ids.taken),
        links=tuple(body.links),
        image=body.picture(image, locate(page.source, ("image",))) if image else "",
        words=len(page.body.split()),
        facts=frozenset(fields.facts),
    )
    problems = [*body.problems, *fields.problems, *converted.problems, *unclosed]
    if page.is_broken:  # front matter that couldn't be found is read as text, with dashes below it
        problems = [problem for problem in problems if problem.rule != "heading-by-dashes"]
    # What is refused is reported already, and so are the words in it.
    problems += () if has_errors(problems) else lost_words(text, lines, body.texts, converted.removed)
    return document, problems


def _cut(html: str, fields: Fields) -> tuple[Part, ...]:
    """Return the HTML cut at its tokens, with what each stands for; a component inside a sentence is noted."""
    pieces = TOKEN.split(html)
    texts, slots = pieces[::2], [fields.slot(to_number(digits)) for digits in pieces[1::2]]
    for at, slot in enumerate(slots):
        if isinstance(slot, ComponentSlot):
            before, behind = texts[at].rstrip(), texts[at + 1].lstrip()
            if before.endswith("<p>") and behind.startswith("</p>"):
                texts[at : at + 2] = before.removesuffix("<p>"), behind.removeprefix("</p>")
            else:
                fields.refuse_component(slot)
    parts: list[Part] = [""]
    for part in (part for text, slot in zip_longest(texts, slots) for part in (text, *parts_of(slot))):
        if isinstance(part, str) and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    return tuple(part for part in parts if part)
