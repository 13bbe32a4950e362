"""Checks the records of content/_data/ against each other."""

import re
from collections.abc import Collection as Names
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from carepress.load.completed import derive, text_of, with_sources
from carepress.model.fields import PHRASES, Below, FieldPath, Formula, Least, Mark, Ref, each, marked, with_inner
from carepress.model.kind import At, Collection
from carepress.model.records import Fact, Source, Sourced, Term
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import violation
from carepress.problems.own_code import yielded
from carepress.text.urls import page_url
from carepress.text.words import format_number, slugify

Records = dict[str, dict[str, Any]]

_LONGEST_NAME = 80
_GROUP = re.compile(r"\{([\w-]+)\}")


@dataclass(frozen=True, slots=True)
class Checks:
    """Checks the records against each other, and has them completed."""

    collections: Mapping[str, Collection]
    records: Records
    at: At
    broken: Set[str]
    files: Mapping[Mark, Names[str]]
    today: date

    def run(self) -> Iterator[Problem]:
        """Yield what is wrong; the records are complete afterwards."""
        for name, collection in self.collections.items():
            records = self.records[name]
            for record_id, record in records.items():
                for path, inner in with_inner(record, (record_id,)):
                    yield from self._number_problems(inner, name, path)
                    yield from self._reference_problems(inner, name, path)
                    yield from self._fact_problems(inner, name, path)
                records[record_id] = with_sources(record)
            yield from yielded(Problem, collection.check, records, self.at)
            for record_id, record in records.items():
                if any(getattr(record, key) for key in marked(collection.record, Formula)):
                    yield from derive(record_id, records, collection, self.at, is_whole=name not in self.broken)
                records[record_id] = collection.complete(records[record_id])
        yield from _glossary_problems(self.records["glossary"], self.at)
        yield from self._group_problems()
        yield from _address_problems(self.records["sources"], self.at)

    def _number_problems(self, record: Any, name: str, path: FieldPath) -> Iterator[Problem]:
        """Yield a problem for each number that is no year or amount, and each range that ends before it begins."""
        kind = type(record)
        for key, least in marked(kind, Least).items():
            for way, value in each(record, key, path):
                if value is not None and (value < least.number or (least.is_year and value > self.today.year + 1)):
                    said = {"key": key, "number": value, "least": least.number}
                    yield violation("number-odd", self.at(name, *way), "bounds", **said)
        for low, below in marked(kind, Below).items():
            first, last = getattr(record, low), getattr(record, below.field)
            if first is not None and last is not None and first >= last:
                said = {"low": low, "high": below.field, "first": format_number(first), "last": format_number(last)}
                yield violation("number-odd", self.at(name, *path, low), "range", **said)

    def _reference_problems(self, record: Any, name: str, path: FieldPath) -> Iterator[Problem]:
        for where, wanted, other, known in unknown_references(record, self.records, self.broken):
            said = {"noun": self.collections[other].noun, "name": wanted, "near": near_id(wanted, known)}
            yield violation("data-reference", self.at(name, *path, *where), "record", cause=f"{other}.{wanted}", **said)
        for key, mark in marked(type(record), *self.files).items():
            for way, file in each(record, key, path):
                if file and file not in self.files[mark]:
                    said = {"name": file, "near": guess(file, self.files[mark])}
                    cause = page_url(file) if file.endswith(".md") else ""
                    yield violation("data-reference", self.at(name, *way), "file", cause=cause, **said)

    def _group_problems(self) -> Iterator[Problem]:
        """Yield a problem for each `{group}` in a phrase that isn't there; only one if there are no groups at all."""
        groups = self.records["word_groups"]
        noun = self.collections["word_groups"].noun
        for at, wanted in self._groups() if "word_groups" not in self.broken else ():
            if not groups:
                yield violation("groups-missing", at, name=wanted)
                return
            if wanted not in groups:
                yield violation("data-reference", at, "record", noun=noun, name=wanted, near=guess(wanted, groups))

    def _groups(self) -> Iterator[tuple[Place, str]]:
        """Yield each `{group}` in a phrase, with its place."""
        for name, collection in self.collections.items():
            for key, (record_id, record) in product(marked(collection.record, PHRASES), self.records[name].items()):
                for number, text in enumerate(getattr(record, key)):
                    for wanted in dict.fromkeys(_GROUP.findall(text)):
                        yield self.at(name, record_id, key, number), wanted

    def _fact_problems(self, record: Any, name: str, path: FieldPath) -> Iterator[Problem]:
        """Yield a problem for a fact without a source, without a text, or with a text that doesn't say its numbers."""
        if not isinstance(record, Sourced) or any(getattr(record, key) for key in marked(type(record), Formula)):
            return
        if not (record.source or record.sources):
            yield violation("fact-source", self.at(name, *path))
        if isinstance(record, Fact) and not text_of(record):
            yield violation("fact-text", self.at(name, *path), "missing")
        amounts = [key for key, least in marked(type(record), Least).items() if not least.is_year]
        for key in amounts if isinstance(record, Fact) and record.text else ():
            number = getattr(record, key)
            if number is not None and not _says(record.text, number):
                said = {"key": key, "number": format_number(number), "text": record.text}
                yield violation("fact-text", self.at(name, *path, key), "number", **said)


def near_id(wanted: str, known: Mapping[str, Any], otherwise: str = "") -> str:
    """Return a hint at the record that is meant by a wrong id, or by what the record is called where an id belongs."""
    called = {one.casefold(): name for name, record in known.items() for one in _names_of(record)}
    if meant := called.get(wanted.casefold(), ""):
        return f'did you mean "{meant}"? Its id belongs here, as it begins the record'
    return guess(wanted, known) or guess(slugify(wanted), known, otherwise)


def _names_of(record: Any) -> Iterator[str]:
    """Yield what a record may be called: its short texts, and the abbreviations in them."""
    said = (getattr(record, one.name) for one in fields(record))
    for text in (one for one in said if isinstance(one, str) and one and len(one) <= _LONGEST_NAME):
        yield from (text, *(word for word in re.findall(r"\w{2,}", text) if word.isupper()))


def unknown_references(
    record: Any, records: Mapping[str, Mapping[str, Any]], broken: Set[str]
) -> Iterator[tuple[FieldPath, str, str, dict[str, Any]]]:
    """Yield each id in a record that no collection has: where it is, the id, the collection, and the records that there are."""
    for key, ref in marked(type(record), Ref).items():
        said = getattr(record, key)
        known = {record_id: one for name in ref.collections for record_id, one in records[name].items()}
        for number, wanted in enumerate([said] if isinstance(said, str) else said or ()):
            if wanted and wanted not in known and not broken & set(ref.collections):
                yield (key, number), wanted, ref.collections[0], known


def _glossary_problems(glossary: Mapping[str, Term], at: At) -> Iterator[Problem]:
    """Yield a problem for each form that stands for two terms."""
    owners: dict[str, str] = {}
    for term_id, term in glossary.items():
        forms: list[tuple[FieldPath, str]] = [(("term",), term.term)]
        forms += [(("also", number), form) for number, form in enumerate(term.also)]
        for path, form in forms:
            owner = owners.setdefault(form.casefold(), term_id)
            if owner != term_id:
                said = {"form": form, "first": owner, "second": term_id}
                yield violation("glossary-form", at("glossary", term_id, *path), **said)


def _address_problems(sources: Mapping[str, Source], at: At) -> Iterator[Problem]:
    """Yield a problem for each publication that stands there twice: a page would list it under two numbers."""
    owners: dict[str, str] = {}
    for source_id, source in sources.items():
        owner = owners.setdefault(source.url, source_id)
        if owner != source_id:
            yield violation("source-twice", at("sources", source_id, "url"), first=owner, second=source_id)


def _says(text: str, number: Decimal) -> bool:
    """Return whether a text has a number in it, whole, with or without thousands separators."""
    forms = "|".join(re.escape(form) for form in {format_number(number), f"{number:f}"})
    return re.search(rf"(?<![\d.,])(?:{forms})(?!\d|[.,]\d)", text) is not None
