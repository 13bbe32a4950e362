"""What staff fill in, as frozen dataclasses: settings and the records of content/_data/.

The types are declared here once: the checks and the table in the README come from these declarations. The text beside a
type is its documentation. This file imports no third-party library, so that a command that needs no check starts fast.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from carepress.problems import Severity, Unfit
from carepress.text.phone import dialed, texted
from carepress.text.urls import check_web_address

Day = date  # for classes with a key that is called date itself
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
