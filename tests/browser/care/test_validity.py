"""The finished pages of this site before a checker of HTML."""

from pathlib import Path

import pytest

from tests.browser.html_validate import html_validate
from tests.browser.tools import listed
from tests.project import finished_project


@pytest.mark.long  # each kind of page is looked at in each run, in tests/browser/
def test_html_validate_finds_nothing(tmp_path: Path) -> None:
    """No page of the whole site breaks a rule of html-validate that makes sense here."""
    looked_at, found = html_validate(finished_project().root / "site", tmp_path / "report.json")

    assert not found, listed(found)
    assert looked_at > 60
