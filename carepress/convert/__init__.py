"""Turns the text of each page into a Document: HTML with slots where citations and components go."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from carepress.catalog import breach
from carepress.convert.body import Body
from carepress.convert.fields import Components, Fields, Part, parts_of
from carepress.convert.inline import Converted
from carepress.convert.limits import limit_problems
from carepress.convert.markdown_text import MarkdownText
from carepress.convert.marks import NONCHARACTERS, TOKEN, token, token_number
from carepress.convert.proof import lost_words, unclosed_elements
from carepress.convert.terms import Terms
from carepress.convert.typed import markdown_lines
from carepress.deadline import DeadlinePassed, deadline
from carepress.frontmatter import locate
from carepress.model import ComponentSlot, Document, Page, Site
from carepress.problems import Lines, Place, Problem, has_errors

_MOST_SECONDS = 20
_MOST_UNCLOSED = 100  # elements; a browser's way of closing more takes time that grows with the square of their number
_ALONE = re.compile(f"<p>\\s*{TOKEN.pattern}\\s*</p>")


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
            problems = [breach("text-too-deep", Place(page.source.path), "html")]
        except DeadlinePassed:
            problems = [breach("text-too-slow", Place(page.source.path), most=_MOST_SECONDS)]
    return _nothing(page), problems


def _nothing(page: Page) -> Document:
    return Document(page=page, parts=(), headings=(), anchors=frozenset(), links=(), image="", words=0)


def _convert(
    page: Page, site: Site, text: Lines, fields: Fields, markdown: MarkdownText, terms: Terms
) -> tuple[Document, list[Problem]]:
    lines = markdown_lines(fields.take(text))
    converted = markdown.convert(lines, fields.alone)
    unclosed = list(unclosed_elements(text, converted.tags))
    if len(unclosed) > _MOST_UNCLOSED:
        return _nothing(page), unclosed[:_MOST_UNCLOSED]
    body = Body(page, site, fields, converted, text)
    html = body.check(terms.of(page) if page.front_matter.date else None)
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
    problems = [*body.problems, *fields.problems, *_findings(page, converted, text), *unclosed]
    # What is refused is reported already, and so are the words in it.
    problems += () if has_errors(problems) else lost_words(text, lines, body.texts, converted.removed)
    return document, problems


def _findings(page: Page, converted: Converted, text: Lines) -> Iterator[Problem]:
    """Yield where Markdown makes something else of a text than its author meant."""
    for rule, case, start, length, said in converted.findings:
        # Front matter that couldn't be found is read as text, with dashes below it.
        if not (page.is_broken and rule == "heading-by-dashes"):
            yield breach(rule, text.place(start, length), case, **said)


def _cut(html: str, fields: Fields) -> tuple[Part, ...]:
    """Return the HTML cut at its tokens, with what each stands for; a component inside a sentence is noted."""
    alone: set[int] = set()

    def unwrap(match: re.Match[str]) -> str:
        number = token_number(match)
        if not isinstance(fields.slot(number), ComponentSlot):
            return match[0]
        alone.add(number)
        return token(number)

    html = _ALONE.sub(unwrap, html)
    parts: list[Part] = []
    copied = 0
    for match in TOKEN.finditer(html):
        parts += [html[copied : match.start()], *parts_of(fields.slot(token_number(match)))]
        copied = match.end()
    parts.append(html[copied:])
    fields.refuse_components(alone)
    return _joined(parts)


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts with each run of texts as one."""
    joined: list[Part] = []
    for is_text, run in groupby(parts, lambda part: isinstance(part, str)):
        pieces = list(run)
        joined += ["".join(map(str, pieces))] if is_text else pieces
    return tuple(part for part in joined if part)
