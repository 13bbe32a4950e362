"""Makes all pages: those that are the same as in an earlier build stay, and many are made by several processes."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from carepress.assemble.noted import CITED
from carepress.assemble.reads import Reads
from carepress.make.fresh import FEED_TEXT, Fresh, name_of
from carepress.make.page import PageMaker
from carepress.make.workers import make_each
from carepress.model.made import Made
from carepress.model.page import Page
from carepress.problems import Problem
from carepress.render.templates import within_memory
from carepress.text.words import count_noun
from carepress.write.apply import Stage


@within_memory
def make_pages(maker: PageMaker, pages: Sequence[Page], stage: Stage, workers: int) -> tuple[list[Made], int]:
    """Return what came of each page, in their order, and how many were made just now; their files are staged.

    Those that ask what the other pages cite come when these are made.
    """
    made: dict[str, Made] = {}
    waiting: dict[str, tuple[str, ...]] = {}  # with the sources that they cite themselves
    missing = []
    for page in pages:
        kept = maker.kept(page)
        if kept is None or not stage.keep(kept.made.files):
            missing.append(page)
        elif CITED in kept.asked:
            waiting[name_of(page)] = kept.made.cited
        else:
            made[name_of(page)] = kept.made
            maker.last.stay(page)
    for one in make_each(maker, missing, workers):
        if found := _taken(one, maker, stage):
            made[name_of(one.page)] = found
        else:
            waiting[name_of(one.page)] = one.later
    if last := [page for page in pages if name_of(page) in waiting]:
        known = [(one.page, one.cited) for one in made.values()]
        maker.reads.cite(_by_source([*known, *((page, waiting[name_of(page)]) for page in last)], maker.reads))
    for page in last:
        kept = maker.kept(page, is_last=True)
        if kept and stage.keep(kept.made.files):
            made[name_of(page)] = kept.made
            maker.last.stay(page)
        elif found := _taken(maker.make(page), maker, stage):
            made[name_of(page)] = found
            missing.append(page)
    maker.last.keep()
    maker.steps.names = frozenset(made) | {""}
    return [made[name_of(page)] for page in pages], len(set(map(name_of, missing)))


def _by_source(cited: Iterable[tuple[Page, Sequence[str]]], reads: Reads) -> Mapping[str, Sequence[Page]]:
    """Return the pages that cite each source, in the order of their addresses; a page that waits isn't named."""
    found: defaultdict[str, list[Page]] = defaultdict(list)
    for page, names in sorted(cited, key=lambda pair: pair[0].url):
        for name in names if reads.is_page(page.url) else ():
            found[name].append(page)
    return found


def _taken(fresh: Fresh, maker: PageMaker, stage: Stage) -> Made | None:
    """Return what a page came to, with its files staged, or None if it has to wait; its rows are kept."""
    maker.times.append((fresh.page, fresh.spent))
    for row in fresh.rows:
        maker.steps.keep(*row)
    if fresh.made:
        maker.last.take(fresh, fresh.made)
        if fresh.text:
            maker.steps.keep(FEED_TEXT, name_of(fresh.page), maker.steps.encode(fresh.made.text, (), fresh.text))
        stage.keep(fresh.made.files)
    for path, content in fresh.files.items():
        stage.add(path, content)
    return fresh.made


def template_problems(made: Iterable[Made], *, is_sure: bool) -> Iterator[Problem]:
    """Yield what went wrong in templates: a fault in the base template is one problem, not one for each page.

    Where data or settings are missing, which is said, nobody is sure that a template asks for something wrong.
    """
    failures: defaultdict[Problem, list[Page]] = defaultdict(list)
    for one in made:
        if one.fault and (is_sure or one.fault.rule != "template-error"):
            failures[one.fault].append(one.page)
    for problem, pages in failures.items():
        others = f" and {count_noun(len(pages) - 1, 'other page')}" if len(pages) > 1 else ""
        yield dataclasses.replace(problem, hint=f"met while rendering {pages[0].path}{others}; {problem.hint}")
