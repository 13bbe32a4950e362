"""Checks the records of content/_data/ against each other, and completes what they leave to the build."""

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping, Set
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from carepress.load.names import KINDS
from carepress.model.records import CostFigure, Fact, Payer, Session, Source, Sourced, Term, Verified
from carepress.problems import Problem, guess
from carepress.problems.catalog import violation
from carepress.text.formula import FormulaError, evaluate, parts
from carepress.text.words import format_number, round_half_up
from carepress.text.yaml_file import KeyPath, YamlFile

# From the firmest to the weakest: a derived figure is as firm as the weakest that it uses.
_TRUST: tuple[Verified, ...] = ("read-in-source", "secondary", "knowledge")

_YEARS = ("as_of", "usd_year", "year")
_FIRST_YEAR = 1500
_LEAST: Mapping[str, int] = {**dict.fromkeys(("amount", "low", "high", "value", "min", "max", "below"), 0), "weeks": 1}
_RANGES = (("low", "high"), ("min", "max"))

Records = dict[str, dict[str, Any]]


@dataclasses.dataclass(frozen=True, slots=True)
class Checks:
    """Checks the records against each other, and completes what they leave to the build."""

    records: Records
    files: Mapping[str, YamlFile]
    broken: Set[str]
    pages: Collection[str]
    today: date
    problems: list[Problem] = dataclasses.field(default_factory=list)

    def run(self) -> list[Problem]:
        """Return what is wrong; the records are complete afterwards."""
        for name in ("care_levels", "facts", "payers", "costs"):
            for record_id, record in self.records[name].items():
                self.records[name][record_id] = self._completed(record, name, (record_id,))
        for record_id, source in self.records["sources"].items():
            self._check_numbers(source, "sources", (record_id,))
        for record_id, cost in self.records["costs"].items():
            if cost.formula:
                self.records["costs"][record_id] = self._derived(cost, record_id)
        for level_id, level in self.records["care_levels"].items():
            for key in ("step_up_to", "step_down_to"):
                self._check_ids(getattr(level, key), ("care_levels", "related_care"), "care_levels", (level_id, key))
        self._check_glossary(self.records["glossary"])
        self._check_addresses(self.records["sources"])
        self._check_week(self.records["iop_week"])
        for record_id, words in self.records["search_words"].items():
            self._check_page(words.page, "search_words", (record_id, "page"))
        return self.problems

    def _completed(self, record: Any, name: str, path: KeyPath) -> Any:
        """Return the record with `text` and `sources` filled in, in itself and in the facts that it holds."""
        self._check_numbers(record, name, path)
        names = [field.name for field in dataclasses.fields(record)]
        facts = {key: fact for key in names if isinstance(fact := getattr(record, key), Fact)}
        changed = {key: self._completed(fact, name, (*path, key)) for key, fact in facts.items()}
        if isinstance(record, CostFigure):
            if self._cost_is_whole(record, path) and not record.formula:
                changed |= {"text": _cost_text(record), "sources": self._sources(record, name, path)}
            self._check_ids([record.level] if record.level else [], ("care_levels",), "costs", (*path, "level"))
        elif isinstance(record, Fact | Payer):
            text = self._fact_text(record, name, path) if isinstance(record, Fact) else record.text
            changed |= {"text": text, "sources": self._sources(record, name, path)}
        return dataclasses.replace(record, **changed) if changed else record

    def _fact_text(self, fact: Fact, name: str, path: KeyPath) -> str:
        if not fact.text and fact.unit == "percent" and fact.value is not None:
            return f"{format_number(fact.value)}%"
        if not fact.text:
            self._report("fact-text", name, path, "missing")
            return ""
        for key in ("value", "min", "max", "below"):
            number = getattr(fact, key)
            if number is not None and not _says(fact.text, number):
                said = {"key": key, "number": format_number(number), "text": fact.text}
                self._report("fact-text", name, (*path, key), "number", **said)
        return fact.text

    def _check_numbers(self, record: Any, name: str, path: KeyPath) -> None:
        """Note each number that is no year or amount, and each range that ends before it begins."""
        for key in (*_YEARS, *_LEAST):
            least, most = (_LEAST[key], None) if key in _LEAST else (_FIRST_YEAR, self.today.year + 1)
            value = getattr(record, key, None)
            if value is not None and (value < least or (most and value > most)):
                self._report("number-odd", name, (*path, key), "bounds", key=key, number=value)
        for low, high in _RANGES:
            first, last = getattr(record, low, None), getattr(record, high, None)
            if first is not None and last is not None and first >= last:
                said = {"low": low, "high": high, "first": format_number(first), "last": format_number(last)}
                self._report("number-odd", name, (*path, low), "range", **said)

    def _sources(self, record: Sourced, name: str, path: KeyPath) -> tuple[str, ...]:
        sources = tuple(dict.fromkeys([record.source, *record.sources] if record.source else record.sources))
        if not sources:
            self._report("fact-source", name, path)
        self._check_ids([record.source] if record.source else [], ("sources",), name, (*path, "source"))
        self._check_ids(record.sources, ("sources",), name, (*path, "sources"))
        return sources

    def _cost_is_whole(self, cost: CostFigure, path: KeyPath) -> bool:
        amounts = [cost.amount is not None, cost.low is not None or cost.high is not None, bool(cost.formula)]
        if sum(amounts) != 1:
            self._report("cost-amount", "costs", path)
        elif not cost.formula and None in (cost.kind, cost.usd_year, cost.as_of, cost.verified):
            self._report("data-missing", "costs", path, "cost")
        else:
            return True
        return False

    def _derived(self, cost: CostFigure, record_id: str) -> CostFigure:
        """Return the figure that a formula gives, with the kind, years and sources of the figures it uses."""
        path = (record_id, "formula")
        used = [self.records["costs"].get(part["figure"]) for part in parts(cost.formula) if part["figure"]]
        inputs = [figure for figure in used if figure is not None and not figure.formula]
        try:
            result = evaluate(cost.formula, self._value_of)
        except FormulaError as failure:
            if "costs" not in self.broken:
                self._report("formula", "costs", path, "fault", fault=failure, position=failure.offset + 1)
            return cost
        if len({(figure.kind, figure.usd_year) for figure in inputs}) != 1:
            self._report("formula", "costs", path, "mixture")
        amount = Decimal(result.numerator) / Decimal(result.denominator)
        weakest = max((figure.verified for figure in inputs if figure.verified), key=_TRUST.index, default=None)
        whole = dataclasses.replace(
            cost,
            amount=amount,
            kind=inputs[0].kind if inputs else None,
            usd_year=inputs[0].usd_year if inputs else None,
            as_of=min((figure.as_of or 0 for figure in inputs), default=None),
            sources=tuple(dict.fromkeys(source for figure in inputs for source in figure.sources)),
            verified=weakest,
        )
        return dataclasses.replace(whole, text=_cost_text(whole))

    def _value_of(self, name: str) -> Fraction:
        record_id, _, key = name.partition(".")
        figure = self.records["costs"].get(record_id)
        if figure is None:
            raise KeyError(f'no cost is called "{record_id}"; {guess(record_id, self.records["costs"])}'.rstrip("; "))
        if figure.formula:
            raise KeyError(f'"{record_id}" is itself a formula: use the figures that it uses')
        number = getattr(figure, key, None)
        if isinstance(number, bool) or not isinstance(number, int | Decimal):
            raise KeyError(f'"{record_id}" has no number called "{key}"')
        return Fraction(number)

    def _check_glossary(self, glossary: Mapping[str, Term]) -> None:
        """Note each form that stands for two terms, and what a term leads to that isn't there."""
        owners: dict[str, str] = {}
        for term_id, term in glossary.items():
            forms: list[tuple[KeyPath, str]] = [(("term",), term.term)]
            forms += [(("also", number), form) for number, form in enumerate(term.also)]
            for path, form in forms:
                owner = owners.setdefault(form.casefold(), term_id)
                if owner != term_id:
                    said = {"form": form, "first": owner, "second": term_id}
                    self._report("glossary-form", "glossary", (term_id, *path), **said)
            if term.page:
                self._check_page(term.page, "glossary", (term_id, "page"))
            self._check_ids(term.see, ("glossary",), "glossary", (term_id, "see"))

    def _check_page(self, page: str, name: str, path: KeyPath) -> None:
        if page not in self.pages:
            self._report("data-reference", name, path, "file", name=page, near=guess(page, self.pages))

    def _check_addresses(self, sources: Mapping[str, Source]) -> None:
        """Note each publication that stands there twice: a page would list it under two numbers."""
        owners: dict[str, str] = {}
        for source_id, source in sources.items():
            owner = owners.setdefault(source.url, source_id)
            if owner != source_id:
                self._report("source-twice", "sources", (source_id, "url"), first=owner, second=source_id)

    def _check_week(self, sessions: Mapping[str, Session]) -> None:
        """Note each session that never ends, or begins before the one before it is over."""
        over: dict[str, str] = {}
        for session_id, session in sorted(sessions.items(), key=lambda item: item[1].start):
            if session.end <= session.start:
                said = {"start": session.start, "end": session.end}
                self._report("session-time", "iop_week", (session_id, "end"), "backwards", **said)
            elif session.start < over.get(session.day, ""):
                self._report("session-time", "iop_week", (session_id, "start"), "overlap", start=session.start)
            over[session.day] = max(session.end, over.get(session.day, ""))

    def _check_ids(self, ids: Iterable[str], targets: tuple[str, ...], name: str, path: KeyPath) -> None:
        known = [record_id for target in targets for record_id in self.records[target]]
        for number, wanted in enumerate(ids):
            if wanted not in known and not self.broken & set(targets):
                said = {"noun": KINDS[targets[0]][0], "name": wanted, "near": guess(wanted, known)}
                self._report("data-reference", name, (*path, number), "record", **said)

    def _report(self, rule: str, file: str, path: KeyPath, case: str = "", /, **said: object) -> None:
        self.problems.append(violation(rule, self.files[file].value_place(path), case, **said))


def _says(text: str, number: Decimal) -> bool:
    """Return whether a text has a number in it, whole, with or without thousands separators."""
    forms = "|".join(re.escape(form) for form in {format_number(number), f"{number:f}"})
    return re.search(rf"(?<![\d.,])(?:{forms})(?!\d|[.,]\d)", text) is not None


def _cost_text(cost: CostFigure) -> str:
    """Return an amount as it is printed: $5,186, $82 to $1,138, more than $26,000, 42%."""
    if cost.amount is not None:
        rounded = format_number(round_half_up(cost.amount))
        return f"{rounded}%" if cost.unit == "percent" else f"${rounded}"
    if cost.low is not None and cost.high is not None:
        return f"${format_number(cost.low)} to ${format_number(cost.high)}"
    if cost.low is not None:
        return f"more than ${format_number(cost.low)}"
    return f"up to ${format_number(cost.high or Decimal(0))}"
