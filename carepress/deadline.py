"""A generous stop for work that should never take long: the last net, behind limits that give better answers.

It rests on a signal of Unix and works in the main thread only; elsewhere nothing stops the work but its end.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class DeadlinePassed(Exception):
    """The work took longer than it may."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let the block take so long and no longer. Raises DeadlinePassed in it, even in the middle of a regex."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _pass)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _pass(number: int, frame: FrameType | None) -> None:
    raise DeadlinePassed
