"""The page that the editor shows beside the text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.cli.running import Running, previewing
from tests.project import with_templates
from tests.sites import BASIC, TinySite
from tests.sites import page as page_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ARTICLE = "content/blog/über-uns.md"
FILES = {
    "content/blog/index.md": page_of(),
    "content/blog/other.md": page_of("Other words.\n", date="2026-11-02"),
    ARTICLE: page_of("The first words.\n\nGo [there](other.md).\n", date="2026-11-01", slug="начало"),
}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Return a preview of a small site in the project's looks."""
    site = with_templates(TinySite(tmp_path).write({**BASIC, **FILES}), looks=True)
    with previewing(site.root) as found:
        yield found


def test_after_a_link(running: Running, page: Page) -> None:
    """Whoever has followed one comes back by saving: what was written is shown. An address in any letters is loaded once."""
    loads: list[str] = []

    def note(asked: Request) -> None:
        if asked.resource_type == "document" and "/_carepress/" not in asked.url:
            loads.append(asked.url)

    page.on("request", note)
    page.goto(f"http://localhost:{running.port}/_carepress/edit?file={ARTICLE}")
    beside = page.frame_locator("iframe")
    expect(beside.get_by_text("The first words.")).to_be_visible()
    beside.get_by_role("link", name="there", exact=True).click()
    expect(beside.get_by_text("Other words.")).to_be_visible()
    before = len(loads)

    text = page.get_by_role("textbox", name="Text", exact=True)
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nMine.\n")
    page.keyboard.press("Control+s")
    expect(beside.get_by_text("Mine.")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^Saved(, \d|$)"))
    for number in range(4):  # each build brings the page beside once more, and no oftener
        with page.expect_request("**/edit/news?*"):
            (running.root / "content/blog/other.md").write_text(f"{FILES['content/blog/other.md']}{number}\n")
    assert len(loads) - before <= 7, loads
