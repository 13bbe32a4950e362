"""The header of this site, with its own name and menu."""

import pytest
from playwright.sync_api import Page

from tests.project import finished_project
from tests.server import serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

EDGES = """() => [...document.querySelectorAll(".site-name, .site-header nav, .to-help")].filter(
    one => one.checkVisibility()
).map(one => {
    const {top, bottom} = one.getBoundingClientRect();
    return [top, bottom];
})"""

LINES = """() => [...document.querySelectorAll(".site-header .languages a, .to-help")].filter(
    one => one.checkVisibility()
).map(one => {
    const words = document.createRange();
    words.selectNodeContents(one);
    return new Set([...words.getClientRects()].map(line => line.top)).size;
})"""


@pytest.mark.parametrize("language", ["", "es/"])
def test_the_header_of_a_wide_screen_is_one_row(page: Page, language: str) -> None:
    """Name, menu, languages and the way to help stand beside each other, unbroken; a long menu folds in its own place."""
    with serving(finished_project().root / "site") as host:
        page.goto(f"{host}/{language}")
        for width in range(1024, 1300, 32):
            page.set_viewport_size({"width": width, "height": 700})
            tops, bottoms = zip(*page.evaluate(EDGES), strict=True)
            assert max(tops) < min(bottoms), width
            assert page.evaluate(LINES) == [1, 1], width
