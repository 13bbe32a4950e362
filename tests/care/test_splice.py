"""Every page and data file of this site can be edited in a form: a value that is changed changes its own lines."""

import pytest

from tests.sites import ROOT
from tests.spliced import MANY, assert_only_that_changes, files_of


@pytest.mark.parametrize("name", files_of(ROOT / "content"))
def test_some_values(name: str) -> None:
    """A file stays as it is but for the lines of one value."""
    assert_only_that_changes(ROOT / "content" / name)


@pytest.mark.long
@pytest.mark.parametrize("name", [one for one in files_of(ROOT / "content") if one.endswith("yaml")])
def test_many_values(name: str) -> None:
    """So it does whichever of many values is changed."""
    assert_only_that_changes(ROOT / "content" / name, MANY)
