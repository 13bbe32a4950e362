"""What templates may ask about care: the levels, and where the page about each of them is."""

from dataclasses import dataclass

from care.cost_chart import CostChart, chart_of
from care.records import CareLevel
from carepress.assemble.reads import Reads
from carepress.load.names import UnknownName
from carepress.problems import guess


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of care with its id, and where its page is, if it has one."""

    id: str
    level: CareLevel
    href: str


def care_levels(reads: Reads) -> tuple[LevelView, ...]:
    """Return the levels of care with the addresses of their pages."""
    pages = {level: href for href, level in reads.said_under("level").items()}
    return tuple(LevelView(name, level, pages.get(name, "")) for name, level in reads.data["care_levels"].items())


def care_level(reads: Reads, name: str) -> LevelView:
    """Return a level of care with the address of its page, by its id. Raises UnknownName."""
    levels = {view.id: view for view in care_levels(reads)}
    if name not in levels:
        raise UnknownName(f'no level of care is called "{name}"', guess(name, levels))
    return levels[name]


def drawing_of(reads: Reads, href: str, title: str) -> str:
    """Return the drawing that stands for the page at an address, or for the topic with a title; "" if there is none."""
    topics = {topic: name for name, one in reads.data["drawings"].items() for topic in one.topics}
    named = (topics[topic] for topic, tag in reads.data.tags.items() if tag.name == title and topic in topics)
    return reads.said_under("drawing").get(href) or next(named, "")


def cost_chart(reads: Reads, kind: str, year: str, figures: str = "") -> CostChart:
    """Return costs on one axis. Raises UnknownName where they aren't there or can't be compared."""
    return chart_of(reads.data["costs"], kind, year, figures)
