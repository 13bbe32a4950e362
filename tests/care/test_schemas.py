"""This site's own files are as the schemas for editors want them, so that nothing right is underlined in red."""

from pathlib import Path

import pytest

from tests.schemas import fits, of_site
from tests.sites import ROOT


@pytest.mark.parametrize("path", of_site(ROOT))
def test_each_file_fits(path: str, tmp_path: Path) -> None:
    """Data, settings and front matter have no key, value or id that an editor would take for a mistake."""
    assert fits(ROOT, path, tmp_path)
