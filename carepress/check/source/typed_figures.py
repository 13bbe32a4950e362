"""Finds figures that were typed by hand, where a fact with its source belongs: in digits and words, by what they count."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from carepress.check.source.passages import Passage, Value
from carepress.load.names import facts_of
from carepress.model.records import Data
from carepress.problems import Problem
from carepress.problems.catalog import violation
from carepress.text.inflection import inflected
from carepress.text.numbers import NUMBER, SCALE, value_of

# Groups in content/_data/word_groups.yaml: who is counted, what else is, and what has a length that is a figure.
PEOPLE, COUNTED, MEASURED = "person", "counted", "measured"
_EVERYBODY = frozenset("people adults men women children families those everybody everyone".split())
_IN_FACT = ("value", "min", "max", "below", "amount", "low", "high")
_MOST_PEOPLE, _MOST_OTHERS = 100, 9  # who may be counted without a source
_MANY = 200  # of anything

_MONEY = r"(?:[$€£]|USD|US\$|EUR)[ ]?"
_UNIT = (
    r"(?:(?:business|calendar|full|more|straight)[ ])?"
    r"(?:seconds?|min(?:ute)?s?|h(?:ou)?rs?|days?|nights?|w(?:ee)?ks?|months?|sessions?|visits?|meetings?|times)\b"
)
_PART = r"(?:hal(?:f|ves)|(?:third|quarter|f(?:our|if)th|sixth|seventh|eighth|ninth|tenth)s?)\b"
_MORE = r"(?:as(?![ ](?:large|big|wide|tall|loud))|more|less|fewer|higher|lower|greater|larger|smaller|bigger|cheaper|longer|shorter|faster|safer|likelier)\b"
# Where a figure can begin: behind a blank and by these letters, so that the search can leap from one to the next.
_START = re.compile(
    r"[ \n(“\"‘'|>/—–-](?=[\d$€£½⅓⅔¼¾⅕⅛UEodtfsenhmbqODTFSNHMBQ])(?:[\d$€£½⅓⅔¼¾⅕⅛]|US[D$]|EUR|[Oo](?:ne|f[ ]every)|[Dd]o(?:z|ub)"
    r"|[Tt](?:wo|hre|hir|wel|wen|en|rip|hous|wic|hric)|[Ff](?:our|ive|if|ort)|[Ss](?:ix|eve)|[Ee](?:igh|lev)|[Nn]in"
    r"|[Hh](?:al[fv]|und)|[Mm]illi|[Bb]illi|[Qq]ua[rd])"
)
_FIGURE = re.compile(
    rf"""(?P<each>of[ ]every[ ])?(?P<sign>{_MONEY})?(?P<low>{NUMBER})
    (?:(?:[ ](?P<loose>or|and)[ ]|[ ](?:to|through)[ ]|[ ]?[-–—][ ]?)(?:{_MONEY})?(?P<high>{NUMBER}))?""",
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND = re.compile(  # what makes a figure of a number
    rf"""\+?[ ]?(?:-[ ]?)?(?:
      (?P<percent>%|percent\b|per[ ]cent\b|pct\b|percentage[ ]points?\b)
    | (?P<usd>(?-i:dollars?|bucks|cents|euros?|grand(?![ ]piano)|USD|EUR)\b)
    | (?P<share>(?:out[ ]of|in|of)[ ](?:every[ ])?(?!(?:19|20)\d\d\b)(?:a[ ](?=hun|thou))?(?P<whole>{NUMBER})(?![ -]{_UNIT}))
    | (?P<multiple>(?:times|x)[ ](?:{_MORE}|the[ ])|fold\b)
    | (?P<part>{_PART}|/\d{{1,3}}(?![\d/]))
    | (?P<rate>{_UNIT}(?:(?:[ ](?:a|per|each|every)[ ]|/)(?:day|week|month|wk)\b|[ ]weekly\b))
    | (?P<length>{_UNIT})
    | (?P<price>(?:an?|per)[ ](?:night|day|week|month|visit|session|person|head|hour)\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_WITHOUT_NUMBER = re.compile(
    rf"""(?P<many>(?:tens|hundreds|thousands|dozens|millions|billions)\b(?:[ ]of[ ](?:thousands|millions|billions)\b)?)
    | (?P<part>[½⅓⅔¼¾⅕⅛] | {_PART})
    | (?P<grown>(?:doubl|tripl|quadrupl|halv)(?:ed|ing)\b(?![ ](?:over|up|back|down|as)\b))
    | (?P<multiple>(?:doubles?|triples?|quadruples?|twice|thrice|halve)\b(?![ ](?:as[ ]an?|an?|or)\b))
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What stands before and behind a number or share.
_VAGUE = re.compile(r"\b(?P<some>an?|half an?|a couple(?: of)?|a few|several) \Z", re.IGNORECASE)
_ESTIMATED = re.compile(
    r"\b(?:more than|over|nearly|almost|about|some|roughly|around|up to|at least|as many as) (?:a )?\Z", re.IGNORECASE
)
_NAMED = re.compile(
    r"\b(?!(?:Our|The|These|Some|All|Only|Just|And|But|With|For|Than)\b)[A-Z]\w* \Z"
)  # as Section 504 is
_ONE_OF = re.compile(r"\b(?:an?|one)[ -]\Z", re.IGNORECASE)
_EVERY = re.compile(r"\bevery \Z", re.IGNORECASE)
_BY = re.compile(r"\bby (?:(?:about|nearly|almost|over|more than) )?\Z", re.IGNORECASE)
_CUT = re.compile(r"\b(?:cut|cuts|cutting|slash\w*|reduc\w*)((?: [\w’'-]+){1,5}) in \Z", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\b(?:an?|one|two|three|\d+) (?:week|month)s? and \Z", re.IGNORECASE)
_COMPARED = re.compile(rf" {_MORE}", re.IGNORECASE)
_OF_LARGE = re.compile(rf" (?:of )?an? (?!dozen){SCALE}(?: dollars\b)?", re.IGNORECASE)
_OF = re.compile(r" (?:of|the|our|all|its|their)\b")
_EACH_TIME = re.compile(r"[^.!?\n]{0,60}\b(?:an?|per|each|every|last|this) (?:minute|hour|day|week|month|year)\b")
_INNOCENT_LENGTH = re.compile(
    r"[ ](?:ago|later|earlier|before|old|away|late|notice|supply|weekend|trip|drive|walk|forecast|chip)\b",
    re.IGNORECASE,
)
_INNOCENT_SENTENCE = re.compile(
    r"\b(?:wait(?:ed|s|ing)?|mg|tablets?|pills?|doses?|open|closed?|answer\w*|dr[io]ve|walk)\b", re.IGNORECASE
)
_LONG_UNITS = ("d", "n", "w", "mo", "business", "calendar", "full", "straight")
_LARGE = re.compile(r"(?:thousand|illion)\b|\dk\b", re.IGNORECASE)
_LABEL = re.compile(r"[2-9]11|988|(?:19|20)\d\d")  # numbers to call, years
_NEXT = re.compile(r"[ -]([^\W\d_]+)(?:['’][^\W\d_]+)?")
_PASSED_OVER = 5  # words between a number and what it counts
_ENDS_CLAUSE = frozenset("that who which when if is are was were has have to but in for".split())
_NOT_COUNTED = frozenset(
    "is was has this his its us as does years feet miles yards acres steps pages words pounds degrees".split()
)
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_NEAR = 200  # characters around a figure that its sentence may have


class Typed(NamedTuple):
    """A figure in a text: where it stands, its numbers, and what they count."""

    start: int
    end: int
    numbers: tuple[Decimal, ...] = ()
    unit: str = ""


class Figures:
    """What is a figure in a text, and which fact of the data has it."""

    def __init__(self, data: Data) -> None:
        self.people, self.counted, self.measured = (
            frozenset(
                form for name in names if name in data.word_groups for form in _forms(data.word_groups[name].words)
            )
            for names in ((PEOPLE,), (COUNTED,), (MEASURED,))
        )
        self.people |= _EVERYBODY
        self.facts: dict[Decimal, list[tuple[list[str], str, frozenset[str]]]] = defaultdict(list)
        for name, fact in facts_of(data):
            unit = [_stem(word) for word in getattr(fact, "unit", "").lower().partition(" per ")[0].split()]
            said = frozenset(_stems(f"{name} {fact.text} {getattr(fact, 'note', '')}"))
            for value in {getattr(fact, key, None) for key in _IN_FACT} - {None}:
                self.facts[value].append((unit, name, said))

    def find(self, text: str, *, is_title: bool = False) -> Iterator[Typed]:
        """Yield each figure in a text that begins and ends with a line end."""
        past = 0
        for match in _START.finditer(text):
            at = match.start() + 1
            if at >= past and (found := self._at(text, at, is_title)):
                past = found.end
                yield found

    def name_of(self, figure: Typed, text: str) -> str:
        """Return the name of the fact that fits a figure and the words around it best; "" if none does."""
        fitting = [
            (name, said)
            for number in figure.numbers
            for unit, name, said in self.facts.get(number, ())
            if not unit or unit[-1] in _stem(figure.unit).split()
        ]
        around = _stems(text[slice(*_sentence(text, figure.start, figure.end))])
        return max(fitting, key=lambda one: len(one[1] & around), default=("",))[0]

    def _at(self, text: str, at: int, is_title: bool) -> Typed | None:
        if match := _FIGURE.match(text, at):
            return self._number(text, match, is_title)
        match = _WITHOUT_NUMBER.match(text, at)
        return self._without_number(text, match) if match else None

    def _number(self, text: str, match: re.Match[str], is_title: bool) -> Typed | None:
        start, end = match.span()
        numbers = tuple(value_of(match[name]) for name in ("low", "high") if match[name])
        vague = _VAGUE.search(text, max(0, start - 20), start) if match["low"][0].isalpha() else None
        start = vague.start() if vague else start
        if match["sign"]:
            return Typed(start, end, numbers, "usd")
        behind = _BEHIND.match(text, end)
        kind = (behind and behind.lastgroup) or ""
        if behind and (kind == "percent" or (kind == "multiple" and (numbers != (2,) or behind[0][-1] != "d"))):
            return Typed(start, behind.end(), numbers, kind)
        if behind and kind == "usd" and (numbers != (1,) or vague):
            return Typed(start, behind.end(), numbers, kind)
        if behind and kind == "share" and numbers[-1] < value_of(behind["whole"]):
            is_of = behind[0].lower().startswith(" of")
            return Typed(start, behind.end()) if not is_of or self._noun(text, behind.end(), self.people) else None
        if behind and kind == "part":
            return self._part(text, start, end, behind.end())
        if behind and kind == "price" and numbers[-1] >= _MOST_PEOPLE:
            return Typed(start, behind.end(), numbers, "usd")
        if behind and kind in {"rate", "length"}:
            if found := self._length(text, Typed(start, behind.end(), numbers, behind[kind]), match, is_title):
                return found
        return self._count(text, Typed(start, end, numbers), match, vague)

    def _length(self, text: str, figure: Typed, match: re.Match[str], is_title: bool) -> Typed | None:
        """Return a figure that says how long or how often something is, unless that may be typed."""
        unit, number = figure.unit, figure.numbers[-1]
        first = text[figure.end - len(unit)]
        if _innocent_always(number, unit) or (first.isupper() and not is_title and not _in_heading(text, figure.start)):
            return None
        sentence = text[slice(*_sentence(text, figure.start, figure.end))]
        if _INNOCENT_LENGTH.match(text, figure.end) or _INNOCENT_SENTENCE.search(sentence):
            return None
        is_long = unit.lower().startswith(_LONG_UNITS)
        is_range = bool(match["high"]) and not match["loose"]
        is_clear = is_long and (is_title or is_range or text[match.end()] == "-" or _in_heading(text, figure.start))
        is_every = not is_long and _EVERY.search(text, max(0, figure.start - 7), figure.start)
        is_rate = len(unit.split()) > 2 or "/" in unit
        is_measured = (is_long or number > (2 if unit[0].lower() in "hm" else 3)) and self._is_measured(
            text, figure.start, figure.end
        )
        return figure if is_clear or is_every or (is_rate and "times" not in unit) or is_measured else None

    def _is_measured(self, text: str, start: int, end: int) -> bool:
        return not self.measured.isdisjoint(_words(text[slice(*_sentence(text, start, end))]))

    def _count(self, text: str, figure: Typed, match: re.Match[str], vague: re.Match[str] | None) -> Typed | None:
        """Return a figure that says how many there are, if there are many, or if the data has it."""
        start, end, numbers, _ = figure
        most, low = max(numbers), match["low"].lower()
        if most <= _MOST_OTHERS and not match["each"]:
            return self._in_data(text, figure)
        people, others = self._noun(text, end, self.people), self._noun(text, end, self.counted)
        if match["each"] and (people or others):
            return figure._replace(end=people or others)
        before = max(0, start - 20)
        is_estimated = bool(_ESTIMATED.search(text, before, start))
        if low.isdigit() and not is_estimated and (_LABEL.fullmatch(low) or _NAMED.search(text, before, start)):
            return None
        if people and (most > _MOST_PEOPLE or (most > _MOST_OTHERS and _EACH_TIME.match(text, people))):
            return figure._replace(end=people, unit=text[end:people])
        if others and most > _MOST_OTHERS:
            return figure._replace(end=others, unit=text[end:others])
        is_large = _LARGE.search(match[0])
        if (
            is_large
            and not (low.startswith(("thousand", "m", "b", "one ")) and (not vague or vague["some"]))
            and low.islower()
        ):
            return figure
        following = _NEXT.match(text, end)
        noun = following[1] if following else ""
        if is_large or most < _MANY or not noun.endswith("s") or not noun.islower() or noun in _NOT_COUNTED:
            return self._in_data(text, figure)
        is_number = "," in low or low[0].isalpha() or is_estimated
        return (
            figure._replace(end=following.end(), unit=noun) if following and is_number else self._in_data(text, figure)
        )

    def _in_data(self, text: str, figure: Typed) -> Typed | None:
        """Return a number with the unit that it has in a fact."""
        units = [(number, unit) for number in figure.numbers for unit, *_ in self.facts.get(number, ())]
        following = {_stem(word): end for end, word in _following(text, figure.end)} if units else {}
        for number, unit in units:
            if unit and unit != ["year"] and following.keys() >= set(unit) and (number > _MOST_OTHERS or len(unit) > 1):
                return figure._replace(end=following[unit[-1]], unit=" ".join(unit))
        return None

    def _without_number(self, text: str, match: re.Match[str]) -> Typed | None:
        start, end = match.span()
        kind = match.lastgroup
        if kind == "grown" or (kind == "multiple" and _COMPARED.match(text, end)):
            return Typed(start, end)
        if kind == "part":
            one = _ONE_OF.search(text, max(0, start - 5), start)
            return self._part(text, one.start() if one else start, start, end)
        noun = self._noun(text, end, self.people | self.counted)
        return Typed(start, noun or end) if noun or (kind == "many" and " " in match[0]) else None

    def _part(self, text: str, start: int, part: int, end: int) -> Typed | None:
        """Return a share such as "half", "a third", "two fifths", "1/5" and "⅓" with what it is of, if that is counted."""
        name = text[part:end].strip(" -").lower()
        if name[0] == "/":
            low = text[start:part]
            if low.isdigit() and int(low) + int(name[1:]) == 100:  # noqa: PLR2004
                return Typed(start, end)
        is_half, is_ordinal = name[0] == "h", start == part and name[0].isalpha()
        before = slice(max(0, start - 60), start)
        if is_ordinal and not is_half:
            return None
        if is_half and (length := _AND_A_HALF.search(text, before.start, start)):
            return Typed(length.start(), end) if self._is_measured(text, length.start(), end) else None
        noun = self._noun(text, end, self.people | self.counted) if _OF.match(text, end) else 0
        cut = _CUT.search(text, before.start, start)
        is_cut = cut and not (self.people | self.counted).isdisjoint(_words(cut[1]))
        if noun or _COMPARED.match(text, end) or _BY.search(text, before.start, start) or is_cut:
            return Typed(start, noun or end)
        large = _OF_LARGE.match(text, end)
        return Typed(start, large.end()) if large else None

    def _noun(self, text: str, at: int, nouns: frozenset[str]) -> int:
        """Return where the first of some nouns among the words that follow ends; 0 if there is none."""
        for end, word in _following(text, at):
            if word.lower() in nouns or (
                word[0].isupper() and word.endswith(("ans", "ers")) and nouns is not self.counted
            ):
                return end
        return 0


def typed_figures(passage: Passage, figures: Figures) -> Iterator[Problem]:
    """Yield a warning for each figure in a text, with the fact that it may come from."""
    value = passage if isinstance(passage, Value) else None
    if value and value.has_source:
        return
    text = f"\n{passage.prose.text}\n"
    for one in figures.find(text, is_title=value is not None and value.path[-1] == "title"):
        words, name = " ".join(text[one.start : one.end].split()), figures.name_of(one, text)
        place = passage.place(one.start - 1, one.end - 1)
        yield violation("typed-figure", place, "known" if name else "", words=words, name=name)


def _following(text: str, at: int) -> Iterator[tuple[int, str]]:
    """Yield the next few words of a clause, and where each ends."""
    for _ in range(_PASSED_OVER):
        match = _NEXT.match(text, at)
        if not match or match[1] in _ENDS_CLAUSE:
            return
        yield match.end(1), match[1]
        at = match.end()


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of a figure begins and ends; what is short belongs to the line above it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(0, start - _NEAR), start)]
    begin = ends[-1] if ends else max(0, start - _NEAR)
    if start - begin < 3 and text[begin - 1 : begin] == "\n":  # noqa: PLR2004
        begin = max([0, start - _NEAR, *ends[:-2]])
    last = _SENTENCE_END.search(text, end, end + _NEAR)
    return begin, last.start() if last else min(len(text), end + _NEAR)


def _in_heading(text: str, at: int) -> bool:
    return text.startswith("#", text.rfind("\n", max(0, at - _NEAR), at) + 1)


def _innocent_always(number: Decimal, unit: str) -> bool:
    """Return whether "one day", "24 hours" or "7 days a week" says nothing that needs a source."""
    return number == 1 or (number, unit[:4].lower()) == (24, "hour") or (number, unit.lower()) == (7, "days a week")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _stem(word: str) -> str:
    return word.lower().removesuffix("s")


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _words(text) if len(word) > 3}


def _forms(words: Iterable[str]) -> Iterator[str]:
    return (form for word in words for form in inflected(word.lower()))
