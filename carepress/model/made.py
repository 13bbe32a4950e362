"""What becomes of pages: documents, outputs, and the report of a build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from carepress.model.page import HeldBack, Page
from carepress.model.records import Data
from carepress.model.site import Site
from carepress.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a page's text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class CitationSlot:
    """The place in a text where the reference to a source goes."""

    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComponentSlot:
    """The place in a text where a component goes, with the arguments that its author gave."""

    name: str
    arguments: Mapping[str, str]
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a text to an anchor on one of the site's pages."""

    url: str
    fragment: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page's text as HTML, cut where something has to be filled in."""

    page: Page
    parts: tuple[str | CitationSlot | ComponentSlot, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    links: Annotated[tuple[Link, ...], "Those that lead to an anchor."] = ()
    addresses: Annotated[frozenset[str], "Where its links lead, and its pictures."] = frozenset()
    raw: Annotated[tuple[tuple[int, int], ...], "Where HTML begins and ends in which Markdown isn't read."] = ()
    image: Annotated[str, "The url of the lead image, or an empty string."] = ""
    words: int = 0
    facts: Annotated[frozenset[str], "The names of the facts that its merge fields print."] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What templates make of a page."""

    html: str
    redirect: Annotated[str, "The page at its old addresses; an empty text if it has none."]
    text: Annotated[str, "Its text, if a feed has it."]
    cited: Annotated[tuple[str, ...], "The ids of the sources that it cites, in order."]
    facts: Annotated[frozenset[str], "The names of the facts that it prints."]
    problems: tuple[Problem, ...]
    files: Annotated[Mapping[str, str], "The SHA-256 of the page's files, by their paths."] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of a page, as far as the rest of the site needs it; its HTML is in its files."""

    page: Page
    problems: Annotated[tuple[Problem, ...], "What is wrong with its text and with what templates made of it."] = ()
    findings: Annotated[tuple[Problem, ...], "What the rules found."] = ()
    fault: Annotated[Problem | None, "What went wrong in a template, so that there is no page."] = None
    text: Annotated[bytes, "A digest of its text, if a feed has it."] = b""
    searched: Annotated[str, "A digest of what the search may find in it."] = ""
    words: Annotated[int, "How many its text has."] = 0
    cited: tuple[str, ...] = ()
    facts: frozenset[str] = frozenset()
    anchors: Annotated[tuple[Link, ...], "The links in its text that lead to an anchor."] = ()
    ids: frozenset[str] = frozenset()
    addresses: Annotated[frozenset[str], "Where what its templates made leads."] = frozenset()
    links: Annotated[tuple[str, ...], "Where each link of the page leads."] = ()
    files: Annotated[Mapping[str, str], "The SHA-256 of each of its files, by their paths."] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did, counted."""

    pages: int
    converted: int
    written: int
    removed: int
    unchanged: int
    indexed: Annotated[int, "Pages that the search index was made from; 0 if it could stay."] = 0
    cards: Annotated[int, "Social cards that had to be drawn."] = 0
    held_back: tuple[HeldBack, ...]
    waiting: Annotated[Mapping[str, HeldBack], "The pages that only the preview shows, by url."] = field(
        default_factory=dict
    )
    timezone: Annotated[str, "In which a day begins."] = ""
    warnings: Annotated[tuple[Problem, ...], "What is wrong. Of a preview, errors too."]
    later: Annotated[tuple[Problem, ...], "What is wrong in pages that only the preview shows."] = ()
    faults: Annotated[
        Mapping[str, Sequence[Problem]],
        "The errors in files of a preview, which shows these as they were, by their path.",
    ] = field(default_factory=dict)
    allowed: Annotated[tuple[Problem, ...], "What an author has given leave for, with the reason."] = ()
    tried: Annotated[str, "How many links to other hosts were tried, as a sentence."] = ""
    site: Annotated[Site | None, "The site of a preview."] = None
    made: Annotated[Sequence[Made], "What came of each page of a preview."] = ()
    data: Data = field(default_factory=Data)
    files: Annotated[Mapping[str, str], "The SHA-256 of each file of the site, by its path."] = field(
        default_factory=dict
    )
    printed: Annotated[Mapping[str, tuple[str, ...]], "The urls of the pages that print a fact, by its name."] = field(
        default_factory=dict
    )
    images: Annotated[int, "Pictures that had to be made."] = 0
