"""A text that would keep the parser busy is refused with a place, or it is none: four times as much takes four times as long.

Work is counted instead of timed: the lines of Python that run while a text is converted, and the characters that come out.
"""

import re
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest

from care import SITE as CARE
from carepress.assemble.reads import Reads
from carepress.convert import Converter
from carepress.convert.inline import add_text
from carepress.convert.typed import markdown_lines
from carepress.model.config import Options
from carepress.model.page import TextFile
from carepress.model.site import Site
from carepress.pipeline import read_site
from carepress.problems import Lines, Place
from tests.convert.tangled import TANGLED, Make
from tests.sites import BASIC, NOON, TinySite

REFUSED = ("text-too-large", "text-too-deep", "text-too-tangled")
# Some would grow beyond all memory if they were let; the short tests show it well enough.
LONG = [name for name in TANGLED if "uses of a long" not in name]
# The parser stops to fill short rows up after 65,536 cells, which takes a while to show.
SHORT = [name for name in TANGLED if name != "a table of short rows"]
COMPONENTS = {"card": frozenset[str]()}
MOST = 200_000  # characters
# What is linear grows to 4, what is quadratic to 16.
GROWTH = 8


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with one page, whose text the tests replace."""
    tiny = TinySite(Path(tmp_path_factory.mktemp("site"))).write(BASIC)
    return read_site(tiny.root, Options(kind=CARE), NOON).site


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lift the last net, which is there for seconds: counting takes many of them."""
    monkeypatch.setattr("carepress.convert._MOST_SECONDS", 3_600)


def converted(site: Site, text: str) -> tuple[str, Place | None]:
    """Return the HTML of a text, or nothing and where it becomes too much for the parser."""
    page = replace(site.pages[0], body_start=0, body_line=1)
    reads = Reads(site, COMPONENTS, {}, {}, {}, kind=CARE, search_index="")
    document, problems = Converter(reads).convert(page, TextFile(page.path, text))
    assert [problem for problem in problems if problem.rule == "text-too-slow"] == []
    refused = next((problem.place for problem in problems if problem.rule in REFUSED), None)
    return "".join(part for part in document.parts if isinstance(part, str)), refused


def lines_of(work: Callable[[], Any]) -> int:
    """Return how many lines of Python a piece of work takes."""
    lines = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def work_on(site: Site, text: str) -> tuple[int, Place | None]:
    """Return the work that a text takes, or where it is refused."""
    found: list[tuple[str, Place | None]] = []
    lines = lines_of(lambda: found.append(converted(site, text)))
    html, refused = found[0]
    return lines + len(html), refused


def assert_modest(site: Site, make: Make, count: int) -> None:
    """Check that four times as much of a text is refused with a place, or takes not much more than four times the work."""
    work, _ = work_on(site, make(count))
    more, refused = work_on(site, make(4 * count))

    assert refused.line if refused else more < GROWTH * work


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("name", SHORT)
def test_work_grows_with_the_text(site: Site, name: str) -> None:
    """What is converted takes work in proportion to its length; what would take more is refused where it becomes too much."""
    converted(site, TANGLED[name](1))  # what is made once isn't counted

    assert_modest(site, TANGLED[name], 60)


@pytest.mark.long
@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("name", LONG)
def test_work_grows_with_a_long_text(site: Site, name: str) -> None:
    """So it is with texts ten times as long."""
    converted(site, TANGLED[name](1))

    assert_modest(site, TANGLED[name], 1_000)


@pytest.mark.long
@pytest.mark.parametrize("name", LONG)
def test_a_very_long_text(site: Site, name: str) -> None:
    """A text half as long as a page may be is refused, or converted long before the last net stops it."""
    count = 16
    while len(TANGLED[name](2 * count)) <= MOST // 2:
        count *= 2
    html, refused = converted(site, TANGLED[name](count))

    assert not (html and refused)


class Counted(str):
    """A text that counts the characters among which something is looked for."""

    looked_at = 0

    def __getattribute__(self, name: str) -> Any:
        if name in {"count", "find", "index", "partition", "rfind", "rindex", "split", "splitlines"}:
            self.looked_at += len(self)
        return super().__getattribute__(name)

    def __getitem__(self, key: Any) -> str:
        part = super().__getitem__(key)
        self.looked_at += len(part)
        return part


def test_places_in_a_block_are_found_together() -> None:
    """However many things in a block are asked for, it is looked through once, and so is each of its lines."""
    text = "<b>" * 500 + "\n  " + "<i>" * 500
    content, line = Counted(text.replace("\n  ", "\n")), Counted(text.partition("\n")[0])
    lines = markdown_lines(Lines(text, "a.md", 1), text)
    lines = replace(lines, lines=[line, lines.lines[1]])
    asked = [match.start() for match in re.finditer("<", content)]

    assert [lines.offset((0, 2), content, at) for at in asked] == [match.start() for match in re.finditer("<", text)]
    assert (content.looked_at, line.looked_at) == (len(content), len(line))


@pytest.mark.parametrize("children", [0, 1])
def test_a_piece_more_copies_nothing(children: int) -> None:
    """A long text to which a piece is added isn't there twice for that."""
    element = Element("p")
    for _ in range(children):
        SubElement(element, "b")
    for _ in range(100):  # Python learns as it goes on how to do it
        add_text(element, "a")
    add_text(element, "a" * 1_000_000)
    tracemalloc.start()
    try:
        add_text(element, "".join(["b"] * 1_000_000))
        tracemalloc.reset_peak()
        add_text(element, "c")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert most < 2_500_000
    assert "".join(element.itertext()) == "a" * 1_000_100 + "b" * 1_000_000 + "c"
