"""What the pages of this project have beside those of any site: an old address, and drawings from a file of their own."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.tools import Visit
from tests.every_kind import ALIAS, NEW_ADDRESS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_address_leads_on(*, javascript: bool, new_context: Callable[..., BrowserContext], host: str) -> None:
    """Whoever comes by an old address stands on the page's new one, without a script."""
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(host + ALIAS)
    page.wait_for_url(host + NEW_ADDRESS)

    assert urlsplit(page.url).path == NEW_ADDRESS


def test_the_drawings_arrive(visit: Visit) -> None:
    """The mark and the ridges, which stand in the icon's file, are drawn in the colors of the page."""
    page = visit("article")
    page.wait_for_function("[...document.querySelectorAll('svg use')].every(use => use.getBBox().width)")
    drawn = page.evaluate("[...document.querySelectorAll('svg use')].map(use => getComputedStyle(use).fill)")

    assert drawn == ["rgb(28, 70, 58)", "rgb(28, 70, 58)"]
