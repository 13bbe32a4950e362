"""Finds numbers to call or text that were typed by hand: a wrong one can cost a life."""

import re
from collections.abc import Iterator

from carepress.check.source.in_english import in_english
from carepress.check.source.passages import Passage
from carepress.problems import Problem
from carepress.problems.catalog import violation
from carepress.text.phone import numbers_in
from carepress.text.words import ENGLISH

_GAP = r"[-. /\u00b7\u2022\u2010-\u2015]{1,3}"
_START = re.compile(r"[+(0-9](?<![\w.,$/-].)")
_PHONE = re.compile(
    rf"""(?:
      (?:\+?1(?:{_GAP})?)?(?:\(\d{{3}}\)(?:{_GAP})?|\d{{3}}{_GAP})\d{{3}}{_GAP}(?:\d{{4}}|\d\d[ ]\d\d|[A-Z]{{4}})
    | (?:\+?1)?[2-9]\d{{9}}
    | \+[2-9]\d{{0,2}}(?:[ .()/-]{{1,2}}\d{{1,8}}){{2,6}} | \+[2-9]\d{{7,14}}
    | 1{_GAP}8\d\d{_GAP}[A-Z]+(?:{_GAP}[A-Z]+){{0,4}}
    | (?P<tolled>(?:\+?1(?:{_GAP})?)?\((?:8\d\d|[2-9]\d\d)\)[ -]?(?=[A-Z\d-]{{0,8}}[A-Z])[A-Z\d]{{2,7}}(?:-[A-Z\d]{{1,7}}){{0,2}})
    | (?P<words>(?:1-)?[2-9]\d\d-(?=[\d-]{{0,9}}[A-Z])[A-Z\d]{{1,9}}(?:-[A-Z\d]{{1,9}}){{0,4}})
    | (?P<local>[2-9]\d\d(?:[-.\u00b7\u2022\u2010-\u2015]|(?P<loose>[ ]?))(?!(?:19|20)\d\d\b)(?:\d{{4}}|\d\d[ ]\d\d)(?![ ][A-Z]))
    | (?P<code>\d{{5,6}}|\d{{2,3}}-\d{{3}})
    | \(\d{{3}}\)[ ]?\d{{7}} | (?:\d[ ]){{6,10}}\d
    | (?P<service>9[- ]?1[- ]?1|9[- ]?8[- ]?8|[2-8][- ]?1[- ]?1)(?![ ][A-Z][a-z])
    )(?:,?[ ](?:ext\.?|extension|x)[ ]?\d{{1,6}})?(?![\w-]|\.\d|/(?!\d))""",
    re.VERBOSE,
)
_EXTENSION = re.compile(r"[Ee]xt(?:\.|ension)[ ]?\d{2,6}\b(?! of)")
_DIGIT = r"(?:(?:double|triple|then)[ ])*(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|hundred)"
_SPOKEN = rf"(?:\d{{1,4}}|{_DIGIT})"
_RARE = ("five", "six", "seven", "eight")  # a number in words has two of these, and few texts have
_IN_WORDS = re.compile(
    rf"(?<=[ \n(“\"])(?=[zotfsen\d])(?:(?:{_DIGIT}[ ,-]{{1,2}}){{6,11}}{_DIGIT}"
    rf"|\d{{3}}[ ,-]{{1,2}}(?:{_DIGIT}[ ,-]{{1,2}}){{3,7}}{_SPOKEN}|(?:{_DIGIT}[ ,-]{{1,2}}){{3,6}}(?:then[ ])?\d{{4}})\b",
    re.IGNORECASE,
)
_SERVICE_IN_WORDS = re.compile(r"[Nn]ine[ -](?:[Oo]ne[ -][Oo]ne|[Ee]ight[ -][Ee]ight)\b")
_COUNTED = re.compile(r"one\W+two\W+three", re.IGNORECASE)
# What stands before a number: what it is the number of, or somebody who calls or texts it. There are articles 911 and houses 988.
_CALLED = re.compile(
    r"\b(?:call|dial|text|ring|phone|reach|contact|message|tel|fax)(?:s|ing)?\.?(?:\s+[\w’']+){0,4}[:,]?\s+\Z",
    re.IGNORECASE,
)
_DIALED = re.compile(r"\b(?:dial|call)(?:ed|ing|s)? (?:it|them|us|that)\b", re.IGNORECASE)
_TO = re.compile(
    r"(?:\b(?:to|at)(?: the)?(?: (?:short ?code|number|code))?|\b(?:text|sms|short ?code)):? \Z", re.IGNORECASE
)
_TEXTED = re.compile(r"\b(?:(?i:text|messag|sms|short ?code)\w*\b|[Ss]end [A-Z]{2,}\b)[^.!?\n]*\Z")
_LABELED = re.compile(
    r"\b(?:article|room|suite|house|unit|bus|form|act|chapter|route|highway|exit|section|page|level|code|case|docket|grant"
    r"|provider|account|policy|member|claim|invoice|permit|tax|serial|model|publication|shelf|title|isbn|npi|ein|doi|no\.|#)"
    r"(?: (?:number|no\.|id|is|code))*:? \Z",
    re.IGNORECASE,
)
_NEAR = 60  # characters that can hold what comes before


def typed_numbers(passage: Passage, language: str = ENGLISH) -> Iterator[Problem]:
    """Yield an error for each number to call or text that was typed by hand."""
    said = in_english(passage.prose.text, language)
    past = 0
    for match in sorted([*_in_digits(said.text), *_in_words(said.text)], key=re.Match.start):
        if match.start() >= past:
            past = match.end()
            start, end = said.span(*match.span())
            yield violation("typed-number", passage.place(start, end), words=passage.prose.text[start:end])


def _in_digits(text: str) -> Iterator[re.Match[str]]:
    past = 0
    for start in (match.start() for match in _START.finditer(text)):
        match = _PHONE.match(text, start) if start >= past else None
        if match and _is_called(match, text[max(0, start - _NEAR) : start]):
            past = match.end()
            yield match


def _in_words(text: str) -> Iterator[re.Match[str]]:
    """Yield numbers in words, and extensions; few texts have what is looked for first."""
    if "nine" in text or "Nine" in text:
        yield from _SERVICE_IN_WORDS.finditer(text)
    if "xt. " in text or "xtension " in text:
        yield from _EXTENSION.finditer(text)
    if sum(map(text.count, _RARE)) > 1:
        yield from (one for one in _IN_WORDS.finditer(text) if not _COUNTED.match(one[0]))


def _is_called(match: re.Match[str], before: str) -> bool:
    """Return whether what looks like a number is one that somebody can call or text, by what stands before it."""
    if match["words"]:  # it may be the name of a form or a room
        return bool(numbers_in(match[0]))
    if match["code"]:
        return bool(_TO.search(before) and _TEXTED.search(before))
    if _LABELED.search(before):
        return False
    if match["loose"] is not None:
        behind = match.string[match.end() : match.end() + _NEAR].partition("\n")[0]
        is_called = _CALLED.search(before) or _DIALED.search(behind)
        return bool(is_called) or before.endswith((", ", ": ", " at ", " under ", "number is "))
    if match["service"]:
        return bool(
            _CALLED.search(before)
            or before.endswith(" under ")
            or re.search(r"(?:9-?1-?1|9-?8-?8|\bto:?|\bor) \Z", before)
        )
    return not match["local"] or not before.endswith(('"', "“"))
