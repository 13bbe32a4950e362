"""What came of pages in the last build, kept in one row: ten thousand rows take longer to read than an edit to make."""

import dataclasses
from collections.abc import Sequence, Set
from functools import cached_property
from typing import NamedTuple

from carepress.assemble.noted import CITED, Question
from carepress.assemble.reads import Reads
from carepress.cache.steps import Steps, Trace
from carepress.make.fresh import Fresh, name_of, page_step
from carepress.model.made import Made
from carepress.model.page import Page

_Kept = tuple[bytes, tuple[Question, ...], Made]
_Value = tuple[bytes, dict[Question, bytes], dict[str, _Kept]]
_NOTHING: _Value = (b"", {}, {})


class Last(NamedTuple):
    """What came of a page, a digest of what it was made from, and what it asked."""

    key: bytes
    asked: Sequence[Question]
    made: Made


class LastPages:
    """What came of pages in the last build, and, by and by, in this one.

    `key` is a digest of all that decides the answers to what pages ask: if it is that of the last build, so are they.
    """

    def __init__(self, steps: Steps, depth: str, key: bytes, reads: Reads) -> None:
        self._steps, self._step, self._key, self._reads = steps, page_step(depth), key, reads
        before: _Value = steps.value(self._step) or _NOTHING
        self._before, self._answers, self._pages = before
        self._now: dict[str, _Kept] = {}
        self._new: dict[Question, bytes] = {}
        self._shared = {question: question for question in self._answers}

    @property
    def is_first(self) -> bool:
        """Return whether nothing is kept of an earlier build."""
        return not self._before

    @cached_property
    def _changed(self) -> frozenset[Question]:
        """Return the questions whose answers have changed, whatever pages cite."""
        asked = () if self._before == self._key else self._answers.items()
        return frozenset(one for one, known in asked if one != CITED and self._digest(one) != known)

    def _digest(self, question: Question) -> bytes:
        try:
            return self._reads.digest(question)
        except KeyError:  # it was asked of a page that is gone
            return b""

    def of(self, page: Page) -> Last | None:
        """Return what came of a page in the last build."""
        found = self._pages.get(name_of(page))
        return found and Last(*found)

    def trace(self, page: Page) -> Trace:
        """Return what a page asked in the last build, with the digests of the answers."""
        found = self.of(page)
        return tuple((question, self._answers[question]) for question in found.asked) if found else ()

    def same(self, page: Page, key: bytes, *, is_last: bool = False) -> Last | None:
        """Return what came of a page if it would be the same now; what the pages cite counts if it `is_last`."""
        found = self.of(page)
        if not found or found.key != key or not self._changed.isdisjoint(found.asked):
            return None
        return None if is_last and self._reads.digest(CITED) != self._answers.get(CITED) else found

    def stay(self, page: Page) -> None:
        """Note that the page stays as it was."""
        self._now[name_of(page)] = self._pages[name_of(page)]

    def take(self, fresh: Fresh, made: Made) -> None:
        """Note what came of a page that was made just now."""
        self._new |= fresh.trace
        asked = tuple(self._shared.setdefault(question, question) for question, _ in fresh.trace)
        self._now[name_of(fresh.page)] = fresh.key, asked, dataclasses.replace(made, page=None)  # type: ignore[arg-type]

    def asked(self, page: Page) -> Sequence[Question]:
        """Return what a page asked when it was made."""
        return self._now[name_of(page)][1]

    def keep(self) -> None:
        """Keep what came of all pages."""
        if self._new or self._before != self._key or self._now.keys() != self._pages.keys():
            answers = self._answers | self._new
            if not self._gone <= self._new.keys():
                kept = {question for _, asked, _ in self._now.values() for question in asked}
                answers = {one: digest for one, digest in answers.items() if one in kept}
            self._steps.keep_value(self._step, (self._key, answers, self._now))

    @property
    def _gone(self) -> Set[Question]:
        """Return what pages asked that have been made anew, or are gone: perhaps nobody asks it any more."""
        made = (before for name, before in self._pages.items() if self._now.get(name) is not before)
        return {question for _, asked, _ in made for question in asked}
