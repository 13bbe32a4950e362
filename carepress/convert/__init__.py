"""Turns the text of a page into a Document: HTML with slots where citations and components go."""

from carepress.assemble.reads import Reads
from carepress.convert.body import Body
from carepress.convert.fields import Fields
from carepress.convert.glossary_links import Terms
from carepress.convert.limits import limit_problems
from carepress.convert.markdown_text import MarkdownText
from carepress.convert.marks import NONCHARACTERS
from carepress.convert.proof import lost_words, unclosed_elements
from carepress.convert.typed import markdown_lines
from carepress.load.front_matter import locate
from carepress.model.made import Document
from carepress.model.page import Page, TextFile
from carepress.problems import Lines, Place, Problem, has_errors
from carepress.problems.catalog import violation
from carepress.text.conflicts import without_conflicts
from carepress.text.timeout import DeadlinePassed, deadline

_MOST_SECONDS = 20
_MOST_UNCLOSED = 100  # elements; a browser's way of closing more takes time that grows with the square of their number


class Converter:
    """Converts one text after the other; `body` is the last one, if it could be converted."""

    body: Body | None = None

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._markdown, self._terms = MarkdownText(), Terms(reads)

    def convert(self, page: Page, file: TextFile) -> tuple[Document, list[Problem]]:
        """Return the document of a page, and what is wrong in its text; an empty one if the text is too much for the parser."""
        text = "" if page.body_start is None else file.text[page.body_start :]
        self.body = None
        text = without_conflicts(text if text.isascii() else NONCHARACTERS.sub("", text))
        lines = Lines(text, page.path, page.body_line)
        problems = limit_problems(lines)
        if not problems:
            try:
                with deadline(_MOST_SECONDS):
                    return self._convert(page, file, lines, Fields(self._reads))
            except RecursionError:
                problems = [violation("text-too-deep", Place(page.path), "html")]
            except DeadlinePassed:
                problems = [violation("text-too-slow", Place(page.path), most=_MOST_SECONDS)]
        return Document(page=page), problems

    def _convert(self, page: Page, file: TextFile, text: Lines, fields: Fields) -> tuple[Document, list[Problem]]:
        lines = markdown_lines(text, fields.take(text))
        converted = self._markdown.convert(lines, fields.alone)
        unclosed = list(unclosed_elements(text, converted.tags))
        if len(unclosed) > _MOST_UNCLOSED:
            return Document(page=page), unclosed[:_MOST_UNCLOSED]
        body = self.body = Body(page, self._reads, fields, converted)
        html, image = body.check(self._terms), page.front_matter.image
        document = Document(
            page=page,
            parts=fields.cut(html),
            headings=tuple(body.headings),
            anchors=frozenset(body.ids),
            links=tuple(body.links),
            raw=tuple(sorted(converted.raw)),
            image=body.picture(image, locate(file, ("image",))) if image else "",
            words=len(text.text.split()),
            facts=frozenset(fields.facts),
            addresses=frozenset(body.addresses),
        )
        problems = [*body.problems, *fields.problems, *converted.problems, *unclosed]
        # What is refused is reported already, and so are the words in it.
        problems += () if has_errors(problems) else lost_words(lines, body.texts, converted.removed)
        return document, problems
