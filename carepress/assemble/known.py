"""Tells a rule which names and figures of the data a text has: a change of other records then leaves its findings as they are."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from carepress.assemble.noted import Noting, noted, noted_by_language
from carepress.load.names import Values, facts_by_value, names_of
from carepress.model.records import Sourced
from carepress.model.site import Site


class Known(Noting):
    """What the data has of the names and numbers in a text."""

    _site: Site

    @cached_property
    def _names(self) -> frozenset[str]:
        editions = self._site.all_editions.values()
        return frozenset().union(*(names_of(one.settings, one.data) for one in editions))

    @cached_property
    def _values(self) -> Mapping[str, Values]:
        return {name: facts_by_value(one.data) for name, one in self._site.all_editions.items()}

    @noted
    def is_name(self, word: str) -> bool:
        """Return whether a word is a name or abbreviation that needs no explanation, and may have capitals."""
        return word in self._names

    @noted
    def names_in(self, text: str) -> Sequence[str]:
        """Return the names that a text has, the longest first."""
        return sorted((name for name in self._names if name in text), key=lambda name: (-len(name), name))

    @noted_by_language
    def facts_with(self, number: str) -> Sequence[tuple[str, Sourced]]:
        """Return the facts that have a number, by their names."""
        return self._values[self.language].get(Decimal(number), ())
