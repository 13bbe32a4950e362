"""Generous stops for work that should never take much: the last net, behind limits that give better answers.

The time is the processor's, so that a busy computer doesn't decide what passes. It rests on a signal of Unix and works in
the main thread only, and memory is limited on Linux only; elsewhere nothing stops the work but its end.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

_AGAIN = 0.1  # seconds; what Python calls at odd moments, as when it collects garbage, swallows what is raised in it
_OURS = Path("/proc/self/statm")


class DeadlinePassed(Exception):
    """The work took longer than it may."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let the block compute so long and no longer. Raises DeadlinePassed in it, even in the middle of a regex."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _pass)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _pass(number: int, frame: FrameType | None) -> None:
    raise DeadlinePassed


@contextmanager
def more_memory(most: int) -> Iterator[None]:
    """Let the block take so many bytes more than there are now. Raises MemoryError in it before they are taken."""
    if not _OURS.is_file():
        yield
        return
    import resource  # noqa: PLC0415 - Windows has none

    taken = int(_OURS.read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (min(taken + most, before[1] % (1 << 63)), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
