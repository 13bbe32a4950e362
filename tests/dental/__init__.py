"""A dental clinic: the smallest site of another kind. Its content and templates lie beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from carepress.assemble.reads import Reads
from carepress.model.fields import AMOUNT, NAME, PROSE, Least
from carepress.model.kind import At, Collection, SiteKind
from carepress.model.records import Record
from carepress.model.site import Site
from carepress.problems import Problem
from carepress.problems.catalog import ENGINE

CATALOG = ENGINE.with_file(Path(__file__).with_name("catalog.yaml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Record):
    """What patients come for."""

    name: Annotated[str, NAME]
    plain: Annotated[str, "What happens, in a sentence.", PROSE]
    minutes: Annotated[int, Least(5)]
    price: Annotated[Decimal | None, AMOUNT] = None


def visits(reads: Reads, most_minutes: int) -> list[Visit]:
    """Return the visits that take no longer than that, the shortest first."""
    found = [visit for visit in reads.data["visits"].values() if visit.minutes <= most_minutes]
    return sorted(found, key=lambda visit: visit.minutes)


def prices_are_said(site: Site, at: At) -> Iterator[Problem]:
    """Yield a problem for each visit without a price."""
    for visit_id, visit in site.data["visits"].items():
        if visit.price is None:
            yield CATALOG.violation("price-unsaid", at("visits", visit_id), name=visit.name)


SITE = SiteKind(
    collections=(Collection(name="visits", record=Visit, noun="visit"),),
    queries={"visits": visits},
    rules=(prices_are_said,),
    catalog=CATALOG,
)
