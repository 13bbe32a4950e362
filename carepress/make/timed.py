"""Measures what a build spends its time on: its stages, and the work on each page."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import pairwise
from time import perf_counter
from typing import Any, TypeVar

from carepress.convert import Converter
from carepress.make.fresh import Fresh
from carepress.make.page import PageMaker
from carepress.make.read import Progress
from carepress.make.why import Inquiry
from carepress.model.page import Page
from carepress.render.page import Renderer

V = TypeVar("V")
_MOST = 10  # pages and templates that are named
_PARTS = ("convert", "render", "rules")


@dataclass(frozen=True)
class TimedMaker(PageMaker):
    """Makes pages, and measures for each how long that takes, and how long each part of it."""

    spent: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def __post_init__(self) -> None:
        self._watched("rules", self.rules, "look_at_page")

    def make(self, page: Page) -> Fresh:
        """Return what a page comes to, with the seconds that it took."""
        self.spent.clear()
        fresh = self._timed("all", super().make, page)
        fresh.spent = dict(self.spent)
        return fresh

    @cached_property
    def converter(self) -> Converter:
        """Return what converts texts."""
        return self._watched("convert", super().converter, "convert")

    @cached_property
    def renderer(self) -> Renderer:
        """Return what applies templates."""
        return self._watched("render", super().renderer, "page")

    def _look(self, *words: Any) -> Any:
        return self._timed("rules", super()._look, *words)

    def _watched(self, part: str, one: V, method: str) -> V:
        setattr(one, method, partial(self._timed, part, getattr(one, method)))
        return one

    def _timed(self, part: str, do: Callable[..., V], *words: Any) -> V:
        begun = perf_counter()
        try:
            return do(*words)
        finally:
            self.spent[part] += perf_counter() - begun


class Stages:
    """Notes when each stage of a build begins, and passes that on."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._begun = progress, [("Getting ready", perf_counter())]

    def __call__(self, stage: str) -> None:
        """Note that a stage begins."""
        self._begun.append((stage.partition(":")[0], perf_counter()))
        self._progress(stage)

    def lines(self, inquiry: Inquiry) -> Iterator[str]:
        """Yield the times of a build, up to the last stage that began, as a person reads them."""
        stages, templates, whole = (defaultdict[str, float](float) for _ in range(3))
        parts = defaultdict[str, defaultdict[str, float]](lambda: defaultdict(float))
        for (stage, begin), (_, end) in pairwise(self._begun):
            stages[stage] += end - begin
        for page, spent in inquiry.times:
            templates[f"templates/{page.template}.html"] += spent.get("render", 0)
            for part, seconds in spent.items():
                parts[page.url][part] += seconds
        for url, spent in parts.items():
            whole[f"{url}: {', '.join(f'{part} {spent[part]:.3f}' for part in _PARTS)}"] = spent["all"]
        used = os.times()
        yield f"Time: {sum(stages.values()):.2f} s since the command began to build, {sum(used[:4]):.2f} s of processors in all."
        yield from _table("By stage:", list(stages.items()))
        yield from _table("Rendering, by the template of the page:", _longest(templates))
        yield from _table("By page that was made new:", _longest(whole))


def _longest(seconds: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(seconds.items(), key=lambda one: -one[1])[:_MOST]


def _table(title: str, rows: Sequence[tuple[str, float]]) -> Iterator[str]:
    yield from [title] * bool(rows)
    yield from (f"  {seconds:7.3f} s  {name}" for name, seconds in rows)
