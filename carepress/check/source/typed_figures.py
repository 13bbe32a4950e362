"""Finds figures that were typed by hand, where a fact with its source belongs."""

import re
from collections.abc import Iterator

from carepress.check.source.passages import Passage
from carepress.load.names import facts_of
from carepress.model.records import Data
from carepress.problems import Problem
from carepress.problems.catalog import violation
from carepress.text.phone import numbers_in

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SMALL = r"(?:two|three|four|five|six|seven|eight|nine|ten)"
_FIGURE = re.compile(
    rf"""
    [$\d](?<![\w.,$/-].) (?: (?<=\$)\s?(?P<money>{_NUMBER})(?:\s(?:thousand|million|billion)\b)?
    | (?<=\d)(?P<more>[\d,]*(?:\.\d+)?)(?:\s*(?:to|or|and|[-–])\s*{_NUMBER})?
      [\s-]*(?:%|percent\b|per\s+cent\b|(?:thousand|million|billion)\b|hours?\s+(?:a|per|each|every)\s+week\b
         |(?:out\s+of|in(?:\s+every)?)\s+(?!(?:19|20)\d\d\b)(?:{_NUMBER}|{_SMALL})\b))
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A share in words is looked for from its middle: few texts have that, and many have a word that it could begin with.
_SHARE = re.compile(
    rf"\s(?<=\S\s)\s*(?:(?:out\s+of|in)\s+(?:every\s+)?{_SMALL}|of\s+(?:all\s+)?(?:people|adults|those|[a-z]+ents))\b",
    re.IGNORECASE,
)
_PART = re.compile(rf"\b(?:one|{_SMALL}|half|a\s+third|a\s+quarter|two\s+thirds|three\s+quarters)\Z", re.IGNORECASE)
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
_IN_FACT = ("value", "min", "max", "below", "amount", "low", "high")


def typed_figures(passage: Passage, known: dict[str, str]) -> Iterator[Problem]:
    """Yield a warning for each figure in a text; `known` names a fact for each number that the data has."""
    prose = passage.prose.text
    for match in _FIGURE.finditer(prose):
        number = match["money"] or match[0][0] + match["more"]
        yield _typed(passage, *match.span(), known.get(number.replace(",", ""), ""))
    for match in _SHARE.finditer(prose):
        if part := _PART.search(prose, max(0, match.start() - _BEFORE), match.start()):
            yield _typed(passage, part.start(), match.end(), "")


def _typed(passage: Passage, start: int, end: int, name: str) -> Problem:
    words = " ".join(passage.prose.text[start:end].split())
    return violation("typed-figure", passage.place(start, end), "known" if name else "", words=words, name=name)


def known_figures(data: Data) -> dict[str, str]:
    """Return the name of a fact for each number in the data, as a merge field calls it."""
    found: dict[str, str] = {}
    for name, fact in facts_of(data):
        for value in (getattr(fact, key, None) for key in _IN_FACT):
            if value is not None:
                found.setdefault(f"{value:f}", name)
    return found


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
