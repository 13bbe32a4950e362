"""What staff fill in, as frozen dataclasses: settings and the records of content/_data/ that every site can have.

The types are declared here once: the checks and the table in the README come from these declarations. The text beside a
type is its documentation, and the marks beside it say what the field is (`model/fields.py`). A site kind has more records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from carepress.model.fields import (
    AMOUNT,
    CALLED,
    DONE,
    EMAIL,
    NAME,
    PAGE,
    PHRASES,
    PICTURE,
    PROSE,
    QUOTED,
    VERBATIM,
    WEB_ADDRESS,
    YEAR,
    Below,
    Ref,
)
from carepress.problems import Severity
from carepress.text.words import ENGLISH

Day = date  # for classes with a key that is called date itself
Verified = Literal["read-in-source", "secondary", "knowledge"]
Hosting = Literal["netlify", "cloudflare", "github-pages", "nginx", "caddy", "s3"]


class Record:
    """What staff fill in, key by key; keys that aren't declared are refused, and those that were once say what to do."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid", "str_strip_whitespace": True}
    retired: ClassVar[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Record):
    """Where the center is."""

    street: Annotated[str, VERBATIM] = ""
    city: Annotated[str, VERBATIM] = ""
    state: Annotated[str, VERBATIM] = ""
    postal_code: Annotated[str, VERBATIM] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings(Record):
    """What holds for the whole site: content/_site.yaml."""

    name: Annotated[str, "The center's name.", QUOTED, NAME]
    base_url: Annotated[str, "The site's address, with a slash at the end.", VERBATIM]
    description: Annotated[str, "One sentence on what the center does."] = ""
    language: Annotated[str, "The language of the pages: `en-US`, or `es-PR` for that of Puerto Rico.", VERBATIM] = (
        "en-US"
    )
    languages: Annotated[
        tuple[str, ...],
        "Other languages, by their codes: the pages in `content/es/` are Spanish if this has `es`.",
        VERBATIM,
    ] = ()
    timezone: Annotated[str, "Decides when a day begins: pages appear and expire by it.", VERBATIM] = "America/New_York"
    phone: Annotated[str, "The center's number, in quotes.", CALLED] = ""
    email: Annotated[str, "The center's address for mail.", EMAIL] = ""
    address: Annotated[Address | None, "street, city, state, postal_code."] = None
    hours: Annotated[str, "When the phone is answered."] = ""
    reviewer: Annotated[
        str | None, "Who reviews the pages: an id from `_data/people.yaml`; null: nobody yet.", Ref("people")
    ] = None
    hosting: Annotated[Hosting | None, "The host of the live site; the build writes what it reads."] = None
    social_cards: Annotated[bool, "`false`: shared links to the pages go without a picture."] = True
    samples: Annotated[
        tuple[str, ...], "The keys above whose values are still samples. The build lists them.", VERBATIM
    ] = ()


class Sourced(Record):
    """What is printed with the sources that it rests on, as `Fact` is: it declares all of these."""

    __slots__ = ()
    text: str
    as_of: int | None
    source: str
    sources: tuple[str, ...]
    verified: Verified | None
    expires: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Sourced):
    """A figure or statement that carries its source."""

    text: Annotated[str, "What is printed. It may be left out for a plain percentage.", PROSE] = ""
    value: Annotated[Decimal | None, AMOUNT] = None
    min: Annotated[Decimal | None, AMOUNT, Below("max")] = None
    max: Annotated[Decimal | None, AMOUNT] = None
    below: Annotated[Decimal | None, AMOUNT] = None
    unit: Annotated[str, VERBATIM] = ""
    as_of: Annotated[int, "The year that the figure describes.", YEAR]
    source: Annotated[str, "The id of the publication in `_data/sources.yaml`.", Ref("sources")] = ""
    sources: Annotated[tuple[str, ...], "The same for a figure with more than one.", Ref("sources")] = ()
    verified: Verified
    expires: Day | None = None
    note: Annotated[str, PROSE, QUOTED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """An office or a person outside the center, to whom pages may lead for mail."""

    name: str
    email: Annotated[str, "Their address for mail.", EMAIL]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials(Record):
    """What shows that a person may do what they do: whoever reviews pages needs all of it."""

    letters: Annotated[str, "What stands behind the name.", NAME, VERBATIM] = ""
    title: Annotated[str, "What the credential is called.", QUOTED, NAME]
    number: Annotated[str, "Its number, in quotes.", VERBATIM] = ""
    issuer: Annotated[str, "Who has issued it, and can say whether it holds.", QUOTED, NAME] = ""
    expires: Annotated[Day | None, "The day on which it lapses."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who writes or reviews pages, or whom visitors may meet. Never an invented one."""

    name: Annotated[str, QUOTED, NAME]
    role: Annotated[str, "What they do, in a few words."]
    bio: Annotated[str, "Two or three sentences on them, as they wish to be known.", PROSE]
    credentials: Annotated[Credentials | None, "letters, title, number, issuer, expires."] = None
    languages: Annotated[tuple[str, ...], "Those that they speak with visitors.", NAME] = ()
    photo: Annotated[str, "A picture in content/, as `people/ann.jpg`.", PICTURE] = ""
    links: Annotated[tuple[str, ...], "Where others tell of them: a register, a profile.", WEB_ADDRESS] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A publication that facts rest on."""

    title: Annotated[str, QUOTED, NAME]
    authors: Annotated[str, QUOTED] = ""
    publisher: Annotated[str, QUOTED, NAME]
    year: Annotated[int | None, YEAR] = None
    url: Annotated[str, "Where to read it.", WEB_ADDRESS]
    doi: Annotated[str, VERBATIM] = ""
    verified: Verified
    via: Annotated[tuple[str, ...], QUOTED] = ()
    note: Annotated[str, "For the team. Not printed.", PROSE, QUOTED] = ""
    checked: Annotated[Day | None, "The day on which somebody last opened the link.", DONE] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """What pages can be about: a topic with a page of its own."""

    name: Annotated[str, "What the topic is called on the site."]
    description: Annotated[str, "One or two sentences for its page and for search results."]
    is_urgent: Annotated[bool, "`true` puts the numbers to call in an emergency at the top of its page."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """A word that the glossary explains."""

    term: Annotated[str, "The word as it stands in a sentence.", QUOTED, NAME]
    also: Annotated[
        tuple[str, ...], "Other forms that mean the same. A plain plural goes without saying.", QUOTED, NAME
    ] = ()
    meaning: Annotated[str, "What it means, in one to three sentences.", PROSE]
    page: Annotated[str, "A file in content/ that says more.", PAGE] = ""
    see: Annotated[tuple[str, ...], "Ids of related terms.", Ref("glossary")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AvoidedTerm(Record):
    """Words that the site doesn't use, and what it says in their place."""

    avoid: Annotated[
        tuple[str, ...],
        "The phrases. A word stands for its other forms too, `*` for the rest of a word, `…` for a few words, `{group}` for "
        "each phrase of a group in `_data/word_groups.yaml`; behind `&` is what the same sentence must have too. What begins with `![` "
        "is looked for only in what pictures show.",
        QUOTED,
        PHRASES,
    ]
    use: Annotated[str, "What to write in their place. Without it: take them out.", QUOTED] = ""
    why: Annotated[str, "The reason, in a sentence.", PROSE, QUOTED]
    severity: Annotated[
        Severity,
        "`error` stops a launch (`check --release`), and is a warning before; `info` is listed only with `--all`.",
    ]
    lang: Annotated[str, "The language of the phrases, such as `es`. Without it English.", VERBATIM] = ENGLISH
    is_claim: Annotated[bool, "`true` if it promises something, rather than hurts somebody."] = False
    is_exposure: Annotated[bool, "`true` if it lets others learn who is helped, and with what."] = False
    allow: Annotated[tuple[str, ...], "Names and phrases in which they are right.", QUOTED, NAME, PHRASES] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup(Record):
    """Phrases that stand for each other in the phrases of `_data/terms.yaml`, which call the group `{by-its-id}`."""

    words: Annotated[tuple[str, ...], "The phrases.", QUOTED, PHRASES]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords(Record):
    """Words that people look for a page with and that the page itself doesn't say."""

    page: Annotated[str, "A file in content/.", PAGE]
    words: Annotated[tuple[str, ...], "Other names, questions, and common ways to misspell them.", QUOTED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """All of content/_data/: the files that Carepress knows, by name, and the others as plain values."""

    facts: Annotated[Mapping[str, Fact], "fact"] = field(default_factory=dict)
    contacts: Annotated[Mapping[str, Contact], "contact"] = field(default_factory=dict)
    people: Annotated[Mapping[str, Person], "person"] = field(default_factory=dict)
    sources: Annotated[Mapping[str, Source], "source"] = field(default_factory=dict)
    tags: Annotated[Mapping[str, Tag], "tag"] = field(default_factory=dict)
    glossary: Annotated[Mapping[str, Term], "term"] = field(default_factory=dict)
    terms: Annotated[Mapping[str, AvoidedTerm], "avoided term"] = field(default_factory=dict)
    word_groups: Annotated[Mapping[str, WordGroup], "group of words"] = field(default_factory=dict)
    search_words: Annotated[Mapping[str, SearchWords], "entry"] = field(default_factory=dict)
    added: Annotated[Mapping[str, Mapping[str, Any]], "The records of the site kind, by file."] = field(
        default_factory=dict
    )
    other: Mapping[str, Any] = field(default_factory=dict)
    broken: Annotated[frozenset[str], "Names of files that couldn't be read: what they hold isn't known."] = frozenset()

    def __getitem__(self, name: str) -> Any:
        """Return a file of the site kind, or one that has no declaration. Templates ask for it as `data.name`."""
        return self.added[name] if name in self.added else self.other[name]

    @property
    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the records of each file that has a declaration, by their ids."""
        own = (one.name for one in fields(self) if one.name not in {"added", "other", "broken"})
        return {name: getattr(self, name) for name in own} | dict(self.added)

    def with_records(self, records: Mapping[str, Mapping[str, Any]]) -> "Data":
        """Return the same with other records, by file."""
        own: dict[str, Any] = {name: found for name, found in records.items() if name in self.__slots__}
        return replace(self, **own, added={name: found for name, found in records.items() if name not in own})
