"""Every type of data that passes between the stages, as frozen dataclasses without behaviour.

The types that staff fill in (FrontMatter, SiteSettings, the records of content/_data/) are declared here once: the
checks and the table in the README come from these declarations. The text beside a type is its documentation. This file
imports no third-party library, so that a command that needs no check starts fast.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, ClassVar, Literal

from carepress.phone import dialed, texted
from carepress.problems import Place, Problem, Severity, Unfit
from carepress.text import days_later
from carepress.urls import check_web_address

Day = date  # for classes with a key that is called date itself
# How much is checked: a build runs the rules that can stop it, `check` all, `check --release` those of a launch too.
Depth = Literal["build", "check", "release"]
Verified = Literal["read-in-source", "secondary", "knowledge"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
CostKind = Literal["provider-cost", "quoted-price", "client-cost", "outcome-cost"]


@dataclass(frozen=True, slots=True)
class Form:
    """What a text must be beyond being text: `check` raises Unfit for one that isn't. It stands beside a type, and the schema holds it."""

    check: Callable[[str], object]


def shape(pattern: str, says: str, hint: str) -> Form:
    """Return the form of the texts that a pattern matches."""

    def check(text: str) -> None:
        if not re.fullmatch(pattern, text):
            raise Unfit(text, says, hint)

    return Form(check)


WEB_ADDRESS = Form(check_web_address)
CALLED = Form(dialed)
TEXTED = Form(texted)
TIME = shape(
    r"([01]\d|2[0-3]):[0-5]\d", "must be a time of day", 'write it in quotes, with two digits: "09:00", "18:30"'
)
# A link to an address with one of the other signs would write to somebody else than the page says.
EMAIL = shape(r"[^\s@?&\"<>%,;:#]+@[^\s@?&\"<>%,;:#]+", "must be an address for mail", "write it as name@example.org")


class Record:
    """What staff fill in, key by key; keys that aren't declared are refused, and those that were once say what to do."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid", "str_strip_whitespace": True}
    retired: ClassVar[Mapping[str, str]] = {}


# ---------------------------------------------------------------- what a command was asked to do


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What to build, where, and as of which day."""

    root: Path
    output: Path
    today: Day
    base_url: str
    drafts: bool = False
    staging: bool = False
    preview: bool = False
    depth: Depth = "build"
    external: Annotated[bool, "Whether the links to other hosts are tried."] = False

    @property
    def not_for_visitors(self) -> tuple[str, ...]:
        """Return the options that make this build's site one that visitors must not meet."""
        return ("--drafts",) * self.drafts + ("--staging",) * self.staging

    @property
    def content(self) -> Path:
        """Return the folder that staff edit."""
        return self.root / "content"

    @property
    def templates(self) -> Path:
        """Return the folder that says how pages look."""
        return self.root / "templates"

    @property
    def cache(self) -> Path:
        """Return the folder for what a build keeps to itself; a preview has one of its own."""
        return self.root / ".cache" / ("preview" if self.preview else "build")

    @property
    def store(self) -> Path:
        """Return the folder for what took long to make; previews share it."""
        return self.root / ".cache" / "kept"

    @property
    def stage(self) -> Path:
        """Return the folder in which finished files wait."""
        return self.cache / "stage"


# ---------------------------------------------------------------- what staff write: front matter and site settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """Leave to publish a page whose review has lapsed."""

    until: Annotated[Day, "The last day of the leave."]
    reason: Annotated[str, "Why the page may stay up."]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter(Record):
    """What an author says about a page, between two lines of three dashes at the top of its file."""

    title: Annotated[str, "The page's heading, and its name in search results."]
    description: Annotated[str, "One or two sentences for search results and shared links: 70 to 160 characters."]
    slug: Annotated[str, "The last part of the page's address. Without it the file's name is used."] = ""
    date: Annotated[Day | None, "The day of publication. A page with a date in the future waits for that day."] = None
    updated: Annotated[Day | None, "The day on which the content last changed."] = None
    author: Annotated[str, "Who wrote the page. Without it the center."] = ""
    reviewer: Annotated[str, "The licensed clinician who reviewed the page. Never an invented one."] = ""
    reviewed: Annotated[Day | None, "The day of the clinician's review."] = None
    next_review: Annotated[Day | None, "The day on which the review lapses."] = None
    owner: Annotated[str, "Who in the team looks after the page. Not printed."] = ""
    tags: Annotated[tuple[str, ...], "What the page is about: ids from `_data/tags.yaml`."] = ()
    summary: Annotated[tuple[str, ...], "The page in three short lines, shown at its top."] = ()
    sources: Annotated[tuple[str, ...], "Ids from `_data/sources.yaml` that the page rests on as a whole."] = ()
    template: Annotated[str, "The template to use, where the usual one doesn't fit: a file's name in templates/."] = ""
    level: Annotated[str, "The id of the level of care that the page is about."] = ""
    draft: Annotated[bool, "`true` keeps the page off the site; `--drafts` shows it."] = False
    expires: Annotated[
        Day | None, "From this day on the page is no longer current: only a note that says so stays."
    ] = None
    aliases: Annotated[tuple[str, ...], "Old addresses of the page, such as `/iop/`, that lead here."] = ()
    image: Annotated[str, "A picture for the top of the page: a file beside it."] = ""
    image_alt: Annotated[str, "What the picture shows, for people who can't see it."] = ""
    image_decorative: Annotated[bool, "`true` if the picture says nothing that the text doesn't."] = False
    toc: Annotated[bool, "`false` leaves out “On this page”."] = True
    nav_title: Annotated[str, "A shorter title for the menu."] = ""
    order: Annotated[int | None, "The page's place among its neighbors. At the top level: its place in the menu."] = (
        None
    )
    noindex: Annotated[bool, "`true` asks search engines to leave the page out."] = False
    quick_exit: Annotated[bool, "`true` shows a link that leaves the site at once."] = False
    waiver: Annotated[Waiver | None, "`until` and `reason`: leave to publish although the review has lapsed."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Record):
    """Where the center is."""

    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings(Record):
    """What holds for the whole site: content/_site.yaml."""

    name: Annotated[str, "The center's name."]
    base_url: Annotated[str, "The site's address, with a slash at the end."]
    description: Annotated[str, "One sentence on what the center does."] = ""
    language: Annotated[str, "The language of the pages."] = "en-US"
    timezone: Annotated[str, "Decides when a day begins: pages appear and expire by it."] = "America/New_York"
    phone: Annotated[str, "The center's number, in quotes. Crisis numbers stand in `_data/help.yaml`.", CALLED] = ""
    email: Annotated[str, "The center's address for mail.", EMAIL] = ""
    address: Annotated[Address | None, "street, city, state, postal_code."] = None
    hours: Annotated[str, "When the phone is answered."] = ""
    license: Annotated[str, "The state license."] = ""
    license_expires: Annotated[Day | None, "The day on which the license lapses."] = None
    reviewer: Annotated[str | None, "The clinician who reviews the pages; null: nobody yet."] = None
    prices: Annotated[str | None, "The center's own prices in a sentence; null: ask us."] = None
    levels_offered: Annotated[str | None, "A note; the switches are `offered_here` in `_data/care_levels.yaml`."] = None
    social_cards: Annotated[bool, "`false`: shared links to the pages go without a picture."] = True
    samples: Annotated[tuple[str, ...], "The keys above whose values are still samples. The build lists them."] = ()


# ---------------------------------------------------------------- what staff write: content/_data/


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """A figure or statement that carries its source."""

    text: Annotated[str, "What is printed. It may be left out for a plain percentage."] = ""
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    below: Decimal | None = None
    unit: str = ""
    as_of: Annotated[int, "The year that the figure describes."]
    source: Annotated[str, "The id of the publication in `_data/sources.yaml`."] = ""
    sources: Annotated[tuple[str, ...], "The same for a figure with more than one."] = ()
    verified: Verified
    expires: Day | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareLevel(Record):
    """A level of care, as payers and programs name them."""

    name: str
    short_name: str
    plain: Annotated[str, "One or two plain sentences on what it is."]
    asam_3: Annotated[str, "The level's number in the third edition of the ASAM Criteria, in quotes."]
    asam_4: str = ""
    asam_4_note: str = ""
    hours_per_week: Fact
    hours_per_week_teens: Fact | None = None
    setting: str
    sleeps_at: Literal["home", "program"]
    round_the_clock_staff: bool
    supervision: str
    suits: str
    typical_length: Fact
    step_up_to: tuple[str, ...] = ()
    step_down_to: tuple[str, ...] = ()
    offered_here: Annotated[bool | None, "null until the center has said yes or no: the page says “Ask us”."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedCare(Record):
    """Care that stands beside the levels."""

    name: str
    plain: str
    asam_3: str = ""
    asam_4: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFigure(Record):
    """An amount of money, or a figure derived from such amounts by a formula."""

    label: str
    level: str = ""
    kind: Annotated[CostKind | None, "Figures of different kinds are never compared."] = None
    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    formula: Annotated[str, "Instead of an amount: arithmetic over other figures, as `a.amount / a.weeks`."] = ""
    unit: str
    weeks: int | None = None
    usd_year: Annotated[int | None, "The year whose dollars these are."] = None
    as_of: int | None = None
    source: str = ""
    sources: tuple[str, ...] = ()
    original_source: str = ""
    verified: Verified | None = None
    expires: Day | None = None
    show: Annotated[bool, "`false` keeps the figure out of tables."] = True
    note: str = ""
    text: Annotated[str, "Leave it out: the build prints the amount."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer(Record):
    """A law, plan or program that pays for care."""

    name: str
    text: str
    caveat: str = ""
    as_of: int
    source: str = ""
    sources: tuple[str, ...] = ()
    verified: Verified
    expires: Day | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine(Record):
    """A number that helps in a crisis; the links that dial and text it are made from what is printed."""

    retired: ClassVar[Mapping[str, str]] = {
        "tel": "the number is written once, in `call`: take this line out; if the two differ, first find out which is right"
    }
    label: str
    call: Annotated[str, "The number as people read it, in quotes.", CALLED]
    sms: Annotated[str, "The number for text messages as people read it, in quotes.", TEXTED] = ""
    sms_note: str = ""
    chat: Annotated[str, "The address of a chat.", WEB_ADDRESS] = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    verified: Verified
    note: str = ""
    checked: Annotated[Day | None, "The day on which somebody last dialed the number; null: nobody yet."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """An office or a person outside the center, to whom pages may lead for mail."""

    name: str
    email: Annotated[str, "Their address for mail.", EMAIL]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A publication that facts rest on."""

    title: str
    authors: str = ""
    publisher: str
    year: int | None = None
    url: Annotated[str, "Where to read it.", WEB_ADDRESS]
    doi: str = ""
    verified: Verified
    via: tuple[str, ...] = ()
    note: Annotated[str, "For the team. Not printed."] = ""
    checked: Annotated[Day | None, "The day on which somebody last opened the link."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """What pages can be about: a topic with a page of its own."""

    name: Annotated[str, "What the topic is called on the site."]
    description: Annotated[str, "One or two sentences for its page and for search results."]
    is_urgent: Annotated[bool, "`true` puts the numbers to call in an emergency at the top of its page."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """A word that the glossary explains."""

    term: Annotated[str, "The word as it stands in a sentence."]
    also: Annotated[tuple[str, ...], "Other forms that mean the same. A plain plural goes without saying."] = ()
    meaning: Annotated[str, "What it means, in one to three sentences."]
    page: Annotated[str, "A file in content/ that says more."] = ""
    see: Annotated[tuple[str, ...], "Ids of related terms."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AvoidedTerm(Record):
    """Words that the site doesn't use, and what it says in their place."""

    avoid: Annotated[tuple[str, ...], "The phrases. `*` stands for the rest of a word: `addict*`."]
    use: Annotated[str, "What to write in their place. Without it: take them out."] = ""
    why: Annotated[str, "The reason, in a sentence."]
    severity: Annotated[Severity, "`error` stops the build; `info` is listed only with `check --all`."]
    is_claim: Annotated[bool, "`true` if it promises something, rather than hurts somebody."] = False
    allow: Annotated[tuple[str, ...], "Names and phrases in which they are right."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Record):
    """A session in a week of the center's intensive outpatient program."""

    name: Annotated[str, "What happens, in a few words."]
    day: Weekday
    start: Annotated[str, "A time of day in quotes, such as 18:00.", TIME]
    end: Annotated[str, "The same.", TIME]
    checked: Annotated[Day | None, "The day on which the center confirmed it; null: a sample."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords(Record):
    """Words that people look for a page with and that the page itself doesn't say."""

    page: Annotated[str, "A file in content/."]
    words: Annotated[tuple[str, ...], "Other names, questions, and common ways to misspell them."]


Sourced = Fact | CostFigure | Payer


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """All of content/_data/: the files that Carepress knows, by name, and the others as plain values."""

    care_levels: Annotated[Mapping[str, CareLevel], "level of care"] = field(default_factory=dict)
    related_care: Annotated[Mapping[str, RelatedCare], "related care"] = field(default_factory=dict)
    costs: Annotated[Mapping[str, CostFigure], "cost"] = field(default_factory=dict)
    payers: Annotated[Mapping[str, Payer], "payer"] = field(default_factory=dict)
    facts: Annotated[Mapping[str, Fact], "fact"] = field(default_factory=dict)
    help: Annotated[Mapping[str, HelpLine], "help line"] = field(default_factory=dict)
    contacts: Annotated[Mapping[str, Contact], "contact"] = field(default_factory=dict)
    sources: Annotated[Mapping[str, Source], "source"] = field(default_factory=dict)
    tags: Annotated[Mapping[str, Tag], "tag"] = field(default_factory=dict)
    glossary: Annotated[Mapping[str, Term], "term"] = field(default_factory=dict)
    terms: Annotated[Mapping[str, AvoidedTerm], "avoided term"] = field(default_factory=dict)
    iop_week: Annotated[Mapping[str, Session], "session"] = field(default_factory=dict)
    search_words: Annotated[Mapping[str, SearchWords], "entry"] = field(default_factory=dict)
    other: Mapping[str, Any] = field(default_factory=dict)
    broken: Annotated[frozenset[str], "Names of files that couldn't be read: what they hold isn't known."] = frozenset()

    def __getitem__(self, name: str) -> Any:
        """Return a file that Carepress has no type for, by its name. Templates ask for it as `data.name`."""
        return self.other[name]


# ---------------------------------------------------------------- what the stages pass on


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file as read, with its path from the project's folder."""

    path: str
    text: str
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is copied as it is."""

    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture in one format and width."""

    url: str
    width: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is published: the size of the file at its own url, and its variants, the best format first."""

    width: int
    height: int
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Images:
    """The files beside the pages, ready to be published."""

    assets: tuple[Asset, ...]
    claims: Annotated[tuple[Asset, ...], "Each file of the site that an asset becomes."]
    files: Annotated[Mapping[str, Path], "Where the content of each file is, by url."]
    pictures: Annotated[Mapping[str, Picture], "By the url of the asset."]
    made: Annotated[int, "How many pictures weren't there yet."]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFiles:
    """All that content/ holds, sorted by path."""

    settings: SourceFile
    pages: tuple[SourceFile, ...]
    data: tuple[SourceFile, ...]
    assets: tuple[Asset, ...]
    left_out: Annotated[tuple[str, ...], "The paths inside content/ of files that are of no kind that is published."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown file: what its author says about it, and its text."""

    source: SourceFile
    content_path: Annotated[str, "The path inside content/: blog/first.md."]
    front_matter: FrontMatter
    body: str
    body_line: Annotated[int, "The line of the file on which the body starts."]
    url: str
    is_broken: Annotated[bool, "The front matter had errors; links to the page still work."] = False

    @property
    def is_index(self) -> bool:
        """Return whether the page stands for its folder."""
        return self.url.endswith("/") and PurePosixPath(self.content_path).name == "index.md"

    @property
    def template(self) -> str:
        """Return the name of the template that the page uses: the one that it names, or the one that its kind has."""
        if self.front_matter.template:
            return self.front_matter.template.removesuffix(".html")
        if self.url in ("/", "/404.html"):
            return "home" if self.url == "/" else "404"
        if self.front_matter.level:
            return "level"
        if self.is_index:
            return "section"
        return "article" if self.front_matter.date else "page"

    @property
    def is_indexed(self) -> bool:
        """Return whether the page may be found by search engines and be shared."""
        return self.url.endswith("/") and not self.front_matter.noindex

    @property
    def title(self) -> str:
        """Return the page's title."""
        return self.front_matter.title

    @property
    def nav_title(self) -> str:
        """Return the title for menus and breadcrumbs."""
        return self.front_matter.nav_title or self.front_matter.title

    @property
    def review_lapses(self) -> Day | None:
        """Return the day on which the clinician's review lapses, a year after it unless the author says; None without one."""
        front_matter = self.front_matter
        if front_matter.next_review or front_matter.reviewed is None:
            return front_matter.next_review
        return days_later(front_matter.reviewed, timedelta(days=365))

    @property
    def last_changed(self) -> Day | None:
        """Return the day on which the content last changed, or None if nobody said."""
        return self.front_matter.updated or self.front_matter.date


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A page that isn't built today, and why."""

    page: Page
    reason: Literal["draft", "scheduled", "expired"]
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Neighbors:
    """What stands around a page: the pages above it from home down, those before and after it, those like it."""

    above: tuple[Page, ...] = ()
    previous: Page | None = None
    next: Page | None = None
    children: tuple[Page, ...] = ()
    related: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The pages that a section or topic lists on one of its pages, and the urls of all of these in order."""

    items: tuple[Page, ...]
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site before any text is converted: every page, every URL, all data."""

    settings: SiteSettings
    base_url: str
    today: Day
    preview: bool
    staging: bool
    data: Data
    pages: Annotated[tuple[Page, ...], "Those that staff wrote and those that the build adds, sorted by url."]
    by_path: Annotated[Mapping[str, Page], "The pages that staff wrote, by their path inside content/."]
    by_url: Annotated[Mapping[str, Page], "All but what expired pages leave, and those that wait."]
    neighbors: Annotated[Mapping[str, Neighbors], "By url."]
    listings: Annotated[Mapping[str, Listing], "By url."]
    tagged: Annotated[Mapping[str, tuple[Page, ...]], "The pages on a topic by its id, newest first."]
    menu: tuple[Page, ...]
    level_pages: Annotated[Mapping[str, Page], "By the id of the level."]
    assets: Annotated[Mapping[str, Asset], "Files beside the pages, by their path inside content/."]
    left_out: Annotated[frozenset[str], "The paths inside content/ of files that aren't published."]
    images: Images
    held_back: Annotated[Mapping[str, HeldBack], "By path inside content/."]
    published: Annotated[frozenset[str], "The files of the last build."]


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
    parts: tuple[str | CitationSlot | ComponentSlot, ...]
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    links: tuple[Link, ...]
    image: Annotated[str, "The url of the lead image, or an empty string."]
    words: int
    facts: Annotated[frozenset[str], "The names of the facts that its merge fields print."] = frozenset()


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was made for site/, waiting in the staging folder."""

    path: str
    digest: str
    page: Page | None = None


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
    warnings: tuple[Problem, ...]
    allowed: Annotated[tuple[Problem, ...], "What an author has given leave for, with the reason."] = ()
    tried: Annotated[str, "How many links to other hosts were tried, as a sentence."] = ""
    data: Data = Data()
    printed: Annotated[Mapping[str, tuple[str, ...]], "The urls of the pages that print a fact, by its name."] = field(
        default_factory=dict
    )
    images: Annotated[int, "Pictures that had to be made."] = 0
