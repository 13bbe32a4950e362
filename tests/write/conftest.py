"""The fixture for builds that die: a site that goes to and fro between two states."""

from collections.abc import Iterator

import pytest

from tests.write.builds import Flip, make_flip

A_LIFE = 10**18  # nanoseconds


@pytest.fixture(scope="module")
def flip(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flip]:
    """Return the site. Its builds read whatever is there as if it had been written just now.

    So each touches as many files as the other; usually that hangs on how many the one before wrote in its last moment.
    """
    with pytest.MonkeyPatch.context() as patched:
        for module in ("carepress.cache.unchanged", "carepress.write.held"):
            patched.setattr(f"{module}.RACY", A_LIFE)
        yield make_flip(tmp_path_factory.mktemp("moments") / "project")
