"""Makes many pages with several processes at once."""

import dataclasses
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence

from carepress.make.fresh import Fresh
from carepress.make.page import PageMaker
from carepress.model.page import Page

_FEWEST = 64  # pages: to start processes takes as long as making some
_CHUNK = 16  # pages that a process makes before it hands them over
# What a forked process finds ready: nothing has to be sent to it.
_work: tuple[PageMaker, Sequence[Page]] | None = None


def make_each(maker: PageMaker, pages: Sequence[Page], workers: int) -> Iterator[Fresh]:
    """Yield what each page comes to, in the order of the pages, however many processes make them.

    Only where a process can be forked there are several: on Linux. If one is killed, this one makes what is left.
    """
    global _work  # noqa: PLW0603
    done = 0
    if min(workers, len(pages) // _FEWEST + 1) > 1 and sys.platform == "linux":
        import multiprocessing  # noqa: PLC0415 - for few pages nobody needs it
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # noqa: PLC0415

        maker.make_ready()
        _work = maker, pages
        gc.collect()
        gc.freeze()  # what is there already isn't looked through, and so isn't copied, in each process
        starts = range(0, len(pages), _CHUNK)
        try:
            with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _begin) as pool:
                for made in pool.map(_make_some, starts):
                    yield from (_with_page(one, page) for one, page in zip(made, pages[done:], strict=False))
                    done += len(made)
        except BrokenProcessPool:
            pass
        finally:
            _work = None
            gc.unfreeze()
    yield from map(maker.make, pages[done:])


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _begin() -> None:
    """Leave Ctrl+C to the process that began it all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _make_some(start: int) -> list[Fresh]:
    """Return what some pages come to, without their heads, which are known."""
    assert _work
    maker, pages = _work
    return [_without_page(maker.make(page)) for page in pages[start : start + _CHUNK]]


def _without_page(fresh: Fresh) -> Fresh:
    fresh.made = fresh.made and dataclasses.replace(fresh.made, page=None)  # type: ignore[arg-type]
    fresh.page = None  # type: ignore[assignment]
    return fresh


def _with_page(fresh: Fresh, page: Page) -> Fresh:
    fresh.made = fresh.made and dataclasses.replace(fresh.made, page=page)
    fresh.page = page
    return fresh
