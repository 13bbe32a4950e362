"""The fixture for builds that die: a site that goes to and fro between two states."""

import pytest

from tests.write.builds import Flip, make_flip


@pytest.fixture(scope="module")
def flip(tmp_path_factory: pytest.TempPathFactory) -> Flip:
    return make_flip(tmp_path_factory.mktemp("moments") / "project")
