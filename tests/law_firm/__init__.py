"""A law firm: a kind of site whose records have each type that one can have, also within a list of records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from carepress.assemble.reads import Reads
from carepress.model.fields import AMOUNT, CALLED, DONE, PAGE, YEAR, Below, Least, Ref
from carepress.model.kind import At, Collection, SiteKind
from carepress.model.records import Fact, Record
from carepress.model.site import Site
from carepress.problems import Problem
from carepress.problems.catalog import ENGINE

CATALOG = ENGINE.with_file(Path(__file__).with_name("catalog.yaml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Record):
    """Where the firm is."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission(Record):
    """A bar that admitted somebody."""

    state: Annotated[str, "The state, in words."]
    on: Annotated[date, DONE]
    number: Annotated[int | None, Least(5)] = None
    page: Annotated[str, PAGE] = ""
    office: Annotated[str, Ref("offices")] = ""
    phones: Annotated[tuple[str, ...], CALLED] = ()
    fee: Fact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attorney(Record):
    """Somebody who practices here."""

    name: str
    role: Literal["partner", "associate"]
    since: Annotated[int, YEAR]
    rate_from: Annotated[Decimal | None, AMOUNT, Below("rate_to")] = None
    rate_to: Annotated[Decimal | None, AMOUNT] = None
    years: Annotated[tuple[int, ...], YEAR] = ()
    away: tuple[date, ...] = ()
    pages: Annotated[tuple[str, ...], PAGE] = ()
    admissions: tuple[Admission, ...] = ()


def attorneys(reads: Reads, role: str) -> list[Attorney]:
    """Return those in a role, by name."""
    return sorted((one for one in reads.data["attorneys"].values() if one.role == role), key=lambda one: one.name)


def initials(name: str) -> str:
    """Return the first letters of a name."""
    return "".join(word[0] for word in name.split())


def partners_are_admitted(site: Site, at: At) -> Iterator[Problem]:
    """Yield a problem for each partner whom no bar admitted."""
    for attorney_id, one in site.data["attorneys"].items():
        if one.role == "partner" and not one.admissions:
            yield CATALOG.violation("not-admitted", at("attorneys", attorney_id), name=one.name)


SITE = SiteKind(
    collections=(
        Collection(name="offices", record=Office, noun="office"),
        Collection(name="attorneys", record=Attorney, noun="attorney"),
    ),
    queries={"attorneys": attorneys},
    filters={"initials": initials},
    rules=(partners_are_admitted,),
    catalog=CATALOG,
)
