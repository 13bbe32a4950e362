"""Finds figures that were typed by hand, where a fact with its source belongs: in digits and words, by what they count."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from carepress.check.source import figure_signs as signs
from carepress.check.source.in_english import in_english
from carepress.check.source.passages import Passage, Value
from carepress.load.names import facts_by_value
from carepress.model.records import Data, Sourced
from carepress.problems import Problem
from carepress.problems.catalog import violation
from carepress.text.inflection import forms_in, inflected
from carepress.text.numbers import value_of
from carepress.text.words import ENGLISH, unaccented

_listed = re.compile(r"\S+").findall
# Groups in content/_data/word_groups.yaml: who is counted, what else is, and what has a length that is a figure.
PEOPLE, COUNTED, MEASURED = "person", "counted", "measured"
_EVERYBODY = frozenset(_listed("people adults men women children families those everybody everyone"))
FactsWith = Callable[[str], Sequence[tuple[str, Sourced]]]
_MOST_PEOPLE, _MOST_OTHERS = 100, 9  # who may be counted without a source
_OF_SCALES = frozenset("dhtmbDHTMB")  # that "a dozen", "a few hundred" and the like begin with
_MANY = 200  # of anything
_FEW = 2  # of which one is no share of people
_NOT_COUNTED = frozenset(
    _listed("is was has this his its us as does years feet miles yards acres steps pages words pounds degrees")
)


class Typed(NamedTuple):
    """A figure in a text: where it stands, its numbers, and what they count."""

    start: int
    end: int
    numbers: tuple[Decimal, ...] = ()
    unit: str = ""


class Figures:
    """What is a figure in a text, and which fact of the data has it."""

    def __init__(self, data: Data, facts_with: FactsWith | None = None, language: str = ENGLISH) -> None:
        self.language = language
        values = facts_by_value(data) if facts_with is None else {}
        self._facts_with = facts_with or (lambda number: values.get(Decimal(number), ()))
        self.people, self.counted, self.measured = (
            _forms(data, name, language) for name in (PEOPLE, COUNTED, MEASURED)
        )
        self.people |= _EVERYBODY

    def _facts(self, number: Decimal) -> Iterator[tuple[list[str], str, frozenset[str]]]:
        """Yield the facts that have a number: their units, their names, and the words that speak of them."""
        for name, fact in self._facts_with(str(number)):
            unit = [_stem(word) for word in getattr(fact, "unit", "").lower().partition(" per ")[0].split()]
            yield unit, name, frozenset(_stems(f"{name} {fact.text} {getattr(fact, 'note', '')}"))

    def find(self, text: str, *, is_title: bool = False) -> Iterator[Typed]:
        """Yield each figure in a text that begins and ends with a line end."""
        past = 0
        for at in (match.start() + 1 for match in signs.START.finditer(text)):
            if at < past:
                continue
            if match := signs.FIGURE.match(text, at):
                past, found = match.end(), self._number(text, match, is_title)
            else:
                bare = signs.WITHOUT_NUMBER.match(text, at)
                found = self._without_number(text, bare) if bare else None
            if found and not signs.is_asked(text, found.start, found.end):
                past = max(past, found.end)
                yield found

    def name_of(self, figure: Typed, text: str) -> str:
        """Return the name of the fact that fits a figure and the words around it best; "" if none does."""
        fitting = [
            (name, said)
            for number in figure.numbers
            for unit, name, said in self._facts(number)
            if not unit or unit[-1] in _stem(figure.unit).split()
        ]
        around = _stems(text[slice(*signs.sentence(text, figure.start, figure.end))])
        return max(fitting, key=lambda one: len(one[1] & around), default=("",))[0]

    def _number(self, text: str, match: re.Match[str], is_title: bool) -> Typed | None:
        start, end = match.span()
        share = signs.ONE_IN.match(text, start)
        if share and value_of(share["whole"]) > _FEW and self._noun(text, end, self.people | self.counted):
            return Typed(start, share.end(), (value_of(share["whole"]),))
        numbers = tuple(value_of(match[name]) for name in ("low", "high") if match[name])
        vague = signs.VAGUE.search(text, max(0, start - 20), start) if match["low"][0] in _OF_SCALES else None
        start = vague.start() if vague else start
        behind = None if match["sign"] else signs.BEHIND.match(text, end)
        kind = (behind and behind.lastgroup) or ""
        unit = behind[kind] if behind and kind in {"rate", "length"} else kind.replace("price", "usd") or "usd"
        figure = Typed(start, behind.end() if behind else end, numbers, unit)
        is_average = signs.ON_AVERAGE.match(text, end) or signs.AVERAGE_OF.search(text, max(0, start - 30), start)
        if match["sign"] or is_average or (behind and self._is_figure(text, behind, numbers, has_lead=bool(vague))):
            return figure
        if kind == "part":
            return self._part(text, start, end, figure.end)
        found = self._length(text, figure, match, is_title) if kind in {"rate", "length"} else None
        return found or self._count(text, Typed(start, end, numbers), match, vague)

    def _is_figure(self, text: str, behind: re.Match[str], numbers: tuple[Decimal, ...], *, has_lead: bool) -> bool:
        """Return whether what stands behind a number makes a figure of it, whatever it is about."""
        match behind.lastgroup:
            case "percent":
                is_figure = numbers[-1] != 100 or not signs.WHOLLY.match(text, behind.end())
            case "multiple":  # and not "two-fold"
                is_figure = numbers[0] > 2 or not behind[0].endswith("fold")
            case "usd":
                is_figure = numbers[-1] > 1 or has_lead
            case "price":
                is_figure = numbers[-1] >= _MOST_PEOPLE
            case "share":
                is_of = behind[0].lower().startswith(" of")
                is_counted = not is_of or bool(self._noun(text, behind.end(), self.people))
                is_figure = numbers[-1] < value_of(behind["whole"]) and is_counted
            case _:
                is_figure = False
        return is_figure

    def _length(self, text: str, figure: Typed, match: re.Match[str], is_title: bool) -> Typed | None:
        """Return a figure that says how long or how often something is, unless that may be typed."""
        unit, number = figure.unit, figure.numbers[-1]
        first = text[figure.end - len(unit)]
        is_heading = is_title or signs.in_heading(text, figure.start)
        if signs.innocent_always(number, unit) or (first.isupper() and not is_heading):
            return None
        sentence = text[slice(*signs.sentence(text, figure.start, figure.end))]
        is_given = signs.GIVEN.search(text, max(0, figure.start - 20), figure.start)
        if is_given or signs.INNOCENT_LENGTH.match(text, figure.end):
            return None
        if signs.OF_MANY.search(sentence) and not self.people.isdisjoint(_words(sentence)):
            return figure
        if signs.INNOCENT_SENTENCE.search(sentence):
            return None
        is_long = unit.lower().startswith(signs.LONG_UNITS)
        is_range = bool(match["high"]) and not match["loose"]
        is_clear = is_long and (is_heading or is_range or text[match.end()] == "-")
        is_rate = len(unit.split()) > 2 or "/" in unit
        is_measured = (is_long or number > (2 if unit[0].lower() in "hm" else 3)) and self._is_measured(
            text, figure.start, figure.end
        )
        return figure if is_clear or (is_rate and "times" not in unit) or is_measured else None

    def _is_measured(self, text: str, start: int, end: int) -> bool:
        return not self.measured.isdisjoint(_words(text[slice(*signs.sentence(text, start, end))]))

    def _count(self, text: str, figure: Typed, match: re.Match[str], vague: re.Match[str] | None) -> Typed | None:
        """Return a figure that says how many there are, if there are many, or if the data has it."""
        start, end, numbers, _ = figure
        most, low, before = max(numbers), match["low"].lower(), max(0, start - 20)
        if most <= _MOST_OTHERS and not match["each"]:
            return self._in_data(text, figure)
        is_estimated = bool(signs.ESTIMATED.search(text, before, start))
        is_name = not is_estimated and (signs.LABEL.fullmatch(low) or signs.NAMED.search(text, before, start))
        if is_name and low.isdigit():
            return None
        people, others = self._noun(text, end, self.people), self._noun(text, end, self.counted)
        is_often = most > _MOST_OTHERS and signs.EACH_TIME.match(text, people)
        is_people = most > _MOST_PEOPLE or match["each"] or is_often
        said = _words(signs.said_to_reach(text, start)) if most > _MOST_PEOPLE else ()
        reached = end if said and not (self.people | self.counted).isdisjoint(said) else 0
        if counted := (people if is_people else 0) or others or reached:
            return figure._replace(end=counted, unit=text[end:counted])
        if signs.LARGE.search(match[0]):
            is_saying = low.startswith(("thousand", "million", "billion", "one ")) and not (vague and not vague["some"])
            return None if is_saying or not match["low"][1:].islower() else figure
        noun = following[1] if (following := signs.NEXT.match(text, end)) else ""
        is_many = most >= _MANY and ("," in low or low[0].isalpha() or is_estimated)
        if following and is_many and noun.endswith("s") and noun.islower() and noun not in _NOT_COUNTED:
            return figure._replace(end=following.end(), unit=noun)
        return self._in_data(text, figure)

    def _in_data(self, text: str, figure: Typed) -> Typed | None:
        """Return a number with the unit that it has in a fact."""
        units = [(number, unit) for number in figure.numbers for unit, *_ in self._facts(number)]
        following = {_stem(word): end for end, word in signs.following(text, figure.end)} if units else {}
        for number, unit in units:
            if unit and unit != ["year"] and following.keys() >= set(unit) and (number > _MOST_OTHERS or len(unit) > 1):
                return figure._replace(end=following[unit[-1]], unit=" ".join(unit))
        return None

    def _without_number(self, text: str, match: re.Match[str]) -> Typed | None:
        (start, end), kind = match.span(), match.lastgroup
        if kind == "grown" or (kind == "multiple" and signs.COMPARED.match(text, end)):
            return Typed(start, end)
        if kind == "part":
            one = signs.ONE_OF.search(text, max(0, start - 5), start)
            return self._part(text, one.start() if one else start, start, end)
        noun = self._noun(text, end, self.people | self.counted)
        is_many = kind == "many" and (" " in match[0] or signs.DONE_TO.search(text, max(0, start - 12), start))
        return Typed(start, noun or end) if noun or is_many else None

    def _part(self, text: str, start: int, part: int, end: int) -> Typed | None:
        """Return a share such as "half", "a third", "two fifths", "1/5" and "⅓" with what it is of, if that is counted."""
        name = text[part:end].strip(" -").lower()
        if name[0] == "/":
            low = text[start:part]
            if low.isdigit() and int(low) + int(name[1:]) == 100:
                return Typed(start, end)
        is_half, is_ordinal = name[0] == "h", start == part and name[0].isalpha()
        if name[-1] == "s" and not is_half and start < part and not signs.OF_ONE.match(text, end):  # "two thirds"
            return Typed(start, self._noun(text, end, self.people | self.counted) or end)
        before = slice(max(0, start - 60), start)
        if is_ordinal and not is_half:
            return None
        if is_half and (length := signs.AND_A_HALF.search(text, before.start, start)):
            return Typed(length.start(), end) if self._is_measured(text, length.start(), end) else None
        noun = self._noun(text, end, self.people | self.counted) if signs.OF.match(text, end) else 0
        cut = signs.CUT.search(text, before.start, start)
        is_cut = cut and not (self.people | self.counted).isdisjoint(_words(cut[1]))
        if noun or signs.COMPARED.match(text, end) or signs.BY.search(text, before.start, start) or is_cut:
            return Typed(start, noun or end)
        large = signs.OF_LARGE.match(text, end)
        return Typed(start, large.end()) if large else None

    def _noun(self, text: str, at: int, nouns: frozenset[str]) -> int:
        """Return where the first of some nouns among the words that follow ends; 0 if there is none."""
        for end, word in signs.following(text, at):
            if word.lower() in nouns or (
                word[0].isupper() and word.endswith(("ans", "ers")) and nouns is not self.counted
            ):
                return end
        return 0


def typed_figures(passage: Passage, figures: Figures) -> Iterator[Problem]:
    """Yield a warning for each figure in a text, with the fact that it may come from."""
    if isinstance(passage, Value) and passage.has_source:
        return
    text = f"\n{passage.prose.text}\n"
    said = in_english(text, figures.language)
    for one in figures.find(said.text, is_title=isinstance(passage, Value) and passage.path[-1] == "title"):
        start, end = said.span(one.start, one.end)
        place, name = passage.place(start - 1, end - 1), figures.name_of(one, said.text)
        words = " ".join(text[start:end].split())
        yield violation("typed-figure", place, "known" if name else "", words=words, name=name)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", unaccented(text.lower()))


def _stem(word: str) -> str:
    return word.lower().removesuffix("s")


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _words(text) if len(word) > 3}


def _forms(data: Data, group: str, language: str) -> frozenset[str]:
    """Return the words of a group in all their forms, and those that a language adds."""
    ways = ((group, inflected), (f"{group}-{language}", forms_in(language)))
    found = ((data.word_groups[name].words, forms_of) for name, forms_of in ways if name in data.word_groups)
    return frozenset(form for words, forms_of in found for word in words for form in forms_of(unaccented(word.lower())))
