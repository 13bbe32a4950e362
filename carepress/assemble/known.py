"""Tells a rule which names and figures of the data a text has: a change of other records then leaves its findings as they are."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from carepress.assemble.noted import Noting, noted, noted_by_language
from carepress.load.names import Values, facts_by_value, facts_of, names_of
from carepress.model.records import Sourced
from carepress.model.site import Edition


class Recorded:
    """Names, facts and numbers of the data in each language, worked out once; a preview keeps them between its builds."""

    def __init__(self, editions: Mapping[str, Edition]) -> None:
        self._editions = editions

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the names and abbreviations that need no explanation."""
        return frozenset().union(*(names_of(one.settings, one.data) for one in self._editions.values()))

    @cached_property
    def values(self) -> Mapping[str, Values]:
        """Return the facts by their numbers, for each language."""
        return {name: facts_by_value(one.data) for name, one in self._editions.items()}

    @cached_property
    def facts(self) -> Mapping[int, str]:
        """Return the names of facts by their identity."""
        return {id(fact): name for one in self._editions.values() for name, fact in facts_of(one.data)}


class Known(Noting):
    """What the data has of the names and numbers in a text."""

    _recorded: Recorded

    @property
    def facts(self) -> Mapping[int, str]:
        """Return the names of facts by their identity: whoever has a fact has asked for it."""
        return self._recorded.facts

    @noted
    def is_name(self, word: str) -> bool:
        """Return whether a word is a name or abbreviation that needs no explanation, and may have capitals."""
        return word in self._recorded.names

    @noted
    def names_in(self, text: str) -> Sequence[str]:
        """Return the names that a text has, the longest first."""
        return sorted((name for name in self._recorded.names if name in text), key=lambda name: (-len(name), name))

    @noted_by_language
    def facts_with(self, number: str) -> Sequence[tuple[str, Sourced]]:
        """Return the facts that have a number, by their names."""
        return self._recorded.values[self.language].get(Decimal(number), ())
