"""What staff of a center for addiction care fill in beside what every site has: the declarations that the checks go by."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from carepress.model.fields import (
    ALIKE,
    AMOUNT,
    CALLED,
    DONE,
    NAME,
    OURS,
    PHRASES,
    PROSE,
    QUOTED,
    TEXTED,
    TIME,
    VERBATIM,
    WEB_ADDRESS,
    YEAR,
    Below,
    Formula,
    Least,
    Ref,
)
from carepress.model.page import FrontMatter
from carepress.model.records import Day, Fact, Record, SiteSettings, Sourced, Verified

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
CostKind = Literal["provider-cost", "quoted-price", "client-cost", "outcome-cost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CenterSettings(SiteSettings):
    """What holds for the site of a center."""

    license: Annotated[str, "The state license.", QUOTED] = ""
    license_expires: Annotated[Day | None, "The day on which the license lapses."] = None
    prices: Annotated[str | None, "The center's own prices in a sentence; null: ask us."] = None
    levels_offered: Annotated[str | None, "A note; the switches are `offered_here` in `_data/care_levels.yaml`."] = None
    photos: Annotated[str | None, "A note; the photos themselves are named where a page has `{{ places }}`."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareFrontMatter(FrontMatter):
    """What an author says about a page."""

    level: Annotated[str, "The id of the level of care that the page is about.", Ref("care_levels")] = ""
    drawing: Annotated[str, "What stands beside it in lists: one of `_data/drawings.yaml`.", Ref("drawings")] = ""

    @property
    def usual_template(self) -> str:
        """Return the template of a page that is about a level of care."""
        return "level" if self.level else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing(Record):
    """A drawing of templates/assets/drawings.svg, by its id there."""

    shows: Annotated[str, "What is drawn. Not printed.", QUOTED]
    topics: Annotated[tuple[str, ...], "The topics that it stands beside.", Ref("tags")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CareLevel(Record):
    """A level of care, as payers and programs name them."""

    name: str
    short_name: str
    plain: Annotated[str, "One or two plain sentences on what it is.", PROSE]
    asam_3: Annotated[str, "The level's number in the third edition of the ASAM Criteria, in quotes."]
    asam_4: str = ""
    asam_4_note: str = ""
    hours_per_week: Fact
    hours_per_week_teens: Fact | None = None
    setting: str
    sleeps_at: Literal["home", "program"]
    round_the_clock_staff: bool
    supervision: Annotated[str, PROSE]
    suits: Annotated[str, PROSE]
    typical_length: Fact
    step_up_to: Annotated[tuple[str, ...], Ref("care_levels", "related_care")] = ()
    step_down_to: Annotated[tuple[str, ...], Ref("care_levels", "related_care")] = ()
    offered_here: Annotated[bool | None, "null until the center has said yes or no: pages say “Ask us”.", OURS] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedCare(Record):
    """Care that stands beside the levels."""

    name: str
    plain: Annotated[str, PROSE]
    asam_3: str = ""
    asam_4: str = ""
    note: Annotated[str, PROSE] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFigure(Sourced):
    """An amount of money, or a figure derived from such amounts by a formula."""

    label: str
    level: Annotated[str, Ref("care_levels")] = ""
    kind: Annotated[CostKind | None, "Figures of different kinds are never compared.", ALIKE] = None
    amount: Annotated[Decimal | None, AMOUNT] = None
    low: Annotated[Decimal | None, AMOUNT, Below("high")] = None
    high: Annotated[Decimal | None, AMOUNT] = None
    formula: Annotated[
        str,
        "Instead of an amount: arithmetic over other figures, as `a.amount / a.weeks`.",
        VERBATIM,
        Formula("amount"),
    ] = ""
    unit: Annotated[str, VERBATIM]
    weeks: Annotated[int | None, Least(1)] = None
    usd_year: Annotated[int | None, "The year whose dollars these are.", ALIKE, YEAR] = None
    as_of: Annotated[int | None, YEAR] = None
    source: Annotated[str, Ref("sources")] = ""
    sources: Annotated[tuple[str, ...], Ref("sources")] = ()
    original_source: str = ""
    verified: Verified | None = None
    expires: Day | None = None
    show: Annotated[bool, "`false` keeps the figure out of tables."] = True
    note: Annotated[str, PROSE, QUOTED] = ""
    text: Annotated[str, "Leave it out: the build prints the amount.", PROSE] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer(Sourced):
    """A law, plan or program that pays for care."""

    name: str
    text: Annotated[str, PROSE]
    caveat: Annotated[str, PROSE] = ""
    as_of: Annotated[int, YEAR]
    source: Annotated[str, Ref("sources")] = ""
    sources: Annotated[tuple[str, ...], Ref("sources")] = ()
    verified: Verified
    expires: Day | None = None
    note: Annotated[str, PROSE, QUOTED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine(Record):
    """A number that helps in a crisis; the links that dial and text it are made from what is printed."""

    retired: ClassVar[Mapping[str, str]] = {
        "tel": "the number is written once, in `call`: take this line out; if the two differ, first find out which is right"
    }
    label: Annotated[str, NAME]
    call: Annotated[str, "The number as people read it, in quotes.", CALLED]
    sms: Annotated[str, "The number for text messages as people read it, in quotes.", TEXTED] = ""
    sms_note: str = ""
    chat: Annotated[str, "The address of a chat.", WEB_ADDRESS] = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    verified: Verified
    note: Annotated[str, PROSE] = ""
    checked: Annotated[Day | None, "The day on which somebody last dialed the number; null: nobody yet.", DONE] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger(Record):
    """A danger in which somebody may be who reads a page, and the words by which a page speaks of it."""

    signs: Annotated[tuple[str, ...], "Phrases that each tell of the danger.", QUOTED, PHRASES]
    together: Annotated[
        tuple[str, ...], "Phrases that do so with each other, where they speak to somebody.", QUOTED, PHRASES
    ] = ()
    words: Annotated[
        tuple[str, ...], "Words that do so if they speak to somebody, in a heading, or often.", QUOTED, PHRASES
    ] = ()
    help: Annotated[tuple[str, ...], "The lines that help at once, the first before all.", Ref("help")]
    lang: Annotated[str, "The language of the phrases, such as `es`. Without it English.", VERBATIM] = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Record):
    """A session in a week of the center's intensive outpatient program."""

    name: Annotated[str, "What happens, in a few words."]
    day: Weekday
    start: Annotated[str, "A time of day in quotes, such as 18:00.", TIME]
    end: Annotated[str, "The same.", TIME]
    checked: Annotated[Day | None, "The day on which the center confirmed it; null: a sample.", DONE] = None
