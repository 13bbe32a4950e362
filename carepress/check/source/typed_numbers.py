"""Finds phone numbers that were typed by hand: a wrong one can cost a life."""

import re
from collections.abc import Iterator

from carepress.check.source.passages import Passage
from carepress.problems import Problem
from carepress.problems.catalog import violation
from carepress.text.phone import numbers_in

_GAP = r"[-. \u00a0\u2010-\u2015]"
_PHONE = re.compile(
    rf"""
    (?=[+(\d]) (?<![\w.,$/-]) (?:
        (?:\+?1{_GAP}?)? (?:\(\d{{3}}\){_GAP}?|\d{{3}}{_GAP}) \d{{3}}{_GAP} (?:\d{{4}}|[A-Z]{{4}})
        | (?:\+1)?[2-9]\d{{9}}
        | 1{_GAP}8\d\d{_GAP}[A-Z]+(?:{_GAP}[A-Z]+)*
        | (?P<words>(?:1-)?[2-9]\d\d-(?=[\d-]*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)*)
    ) (?![\w/-])
    """,
    re.VERBOSE,
)
# Three digits are a number to call only where somebody says so: there are articles 911 and houses 988.
_SHORT_PHONE = re.compile(r"9(?:-?1-?1|-?8-?8)(?!\s+(?-i:[A-Z][a-z])|[^\W_]|[/,-]|\.\d)", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:call|dial|text|ring|phone|reach|calling|dialing|texting|phoning|to):?\s+[*_]{0,2}\Z", re.IGNORECASE
)
_BEFORE = 20  # characters that can hold what comes before


def typed_numbers(passage: Passage) -> Iterator[Problem]:
    """Yield an error for each phone number that was typed by hand: a wrong one can cost a life."""
    prose = passage.prose.text
    called = (
        match
        for match in _SHORT_PHONE.finditer(prose)
        if _CALLED.search(prose, max(0, match.start() - _BEFORE), match.start())
    )
    # What ends in words may be the name of a form or a room.
    numbers = (match for match in _PHONE.finditer(prose) if not match["words"] or numbers_in(match[0]))
    for match in (*numbers, *called):
        yield violation("typed-number", passage.place(*match.span()), words=match[0])
