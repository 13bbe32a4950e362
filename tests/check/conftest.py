"""The fixtures for checks of links to other hosts: hosts that answer, and no waiting."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from threading import Barrier, Semaphore, Thread
from types import SimpleNamespace

import pytest
import urllib3.util.retry

from carepress.check.site import external
from tests.check.host import Host, Reply, Serve


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts a host with its replies by path, or by method and path."""
    with ExitStack() as running:

        def start(
            replies: Mapping[str, Sequence[Reply]], meeting: Barrier | None = None, gate: Semaphore | None = None
        ) -> Host:
            host = Host(replies, meeting, gate)
            running.callback(host.server_close)
            running.callback(host.shutdown)
            Thread(target=host.serve_forever, args=(0.02,), daemon=True).start()
            return host

        yield start


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Take the waiting out of asking; return how long each wait would have been."""
    waited: list[float] = []
    monkeypatch.setattr(external, "sleep", waited.append)
    monkeypatch.setattr(urllib3.util.retry, "time", SimpleNamespace(sleep=waited.append))
    return waited
