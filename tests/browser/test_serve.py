"""The preview, as a writer uses it: the real command, a real browser, real saves."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.previews import ARTICLE, FIRST, URL, Preview, previewing

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Return a preview for tests that leave its site as it was."""
    with previewing(tmp_path_factory.mktemp("preview") / "project") as running:
        yield running


def test_an_edit_appears_by_itself(shared: Preview, page: Page) -> None:
    """A saved article shows in the browser without anybody touching it, and site/ is never made."""
    page.goto(shared.address + URL)

    shared.save(FIRST, "Here it is in short:")

    expect(page.get_by_text("Here it is in short:")).to_be_visible()
    assert not (shared.root / "site").exists()

    shared.save("Here it is in short:", FIRST)

    expect(page.get_by_text(FIRST)).to_be_visible()


def test_a_mistake_shows_and_its_mending_heals(shared: Preview, page: Page) -> None:
    """A typo is told beside the last good page, with its place and hint; mending it brings the page back."""
    page.goto(shared.address + URL)
    panel = page.get_by_role("complementary", name="Preview")
    panel.locator("summary").click()

    shared.save("\ndescription:", "\ndiscription<b>: x\ndescription:")

    expect(panel).to_contain_text('Mistake: unknown front matter key "discription<b>"')
    expect(panel).to_contain_text(f"{ARTICLE}:3:1")
    expect(panel.get_by_text('Did you mean "description"?')).to_be_visible()
    expect(page.get_by_text(FIRST)).to_be_visible()

    shared.save("\ndiscription<b>: x\ndescription:", "\ndescription:")

    expect(panel).not_to_contain_text("Mistake")
    expect(page.get_by_text(FIRST)).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_mistake_stays_in_view(shared: Preview, page: Page, width: int) -> None:
    """Who has scrolled down sees a mistake as soon as the page has loaded anew, until it is mended; the page's end can still be seen."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(shared.address + URL)
    page.evaluate("scrollTo({top: 2500, behavior: 'instant'})")

    shared.save("\ndescription:", "\ndiscription: x\ndescription:")

    badge = page.locator("carepress-notes summary")
    expect(badge).to_contain_text("1 mistake")
    expect(badge).to_contain_text("This is the page as it was before.")
    expect(badge).to_be_in_viewport(ratio=1)
    page.wait_for_function("scrollY > 2000")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    expect(badge).to_be_in_viewport(ratio=1)
    ends, begins = page.locator("footer").last.bounding_box(), badge.bounding_box()
    assert ends is not None
    assert begins is not None
    assert int(ends["y"] + ends["height"]) <= begins["y"]

    shared.save("\ndiscription: x\ndescription:", "\ndescription:")

    expect(badge).not_to_contain_text("mistake")


def test_a_style_sheet_comes_into_the_page(shared: Preview, page: Page) -> None:
    """Who edits the look sees it in the page as it is: nothing is loaded anew but the style sheet; undone, it goes again."""
    page.goto(shared.address + URL)
    page.evaluate("document.body.dataset.stays = 'yes'")
    sheet = shared.root / "templates/assets/site.css"
    before = sheet.read_text(encoding="utf-8")
    assert page.evaluate("getComputedStyle(document.body).outlineStyle") == "none"

    sheet.write_text(before + "body { outline: 3px solid }", encoding="utf-8")

    page.wait_for_function("() => getComputedStyle(document.body).outlineStyle === 'solid'")

    sheet.write_text(before, encoding="utf-8")

    page.wait_for_function("() => getComputedStyle(document.body).outlineStyle === 'none'")
    assert page.evaluate("document.body.dataset.stays") == "yes"


def test_a_mistake_elsewhere(shared: Preview, page: Page) -> None:
    """A mistake is told on every page, and only its own page is as it was before."""
    page.goto(shared.address)

    shared.save("\ndescription:", "\ndiscription: x\ndescription:")

    badge = page.locator("carepress-notes summary")
    expect(badge).to_contain_text("This page is as it was saved.")
    page.goto(shared.address + URL)
    expect(badge).to_contain_text("This is the page as it was before.")

    shared.save("\ndiscription: x\ndescription:", "\ndescription:")

    expect(badge).not_to_contain_text("mistake")


def test_a_page_that_waits(shared: Preview, page: Page) -> None:
    """What is saved for a day to come is in the panel at once, and its page has a ribbon that stays in view."""
    page.goto(shared.address + URL)
    front = "---\ntitle: Soon\ndescription: What comes soon.\ndate: 2027-01-01\n---\n"

    soon = shared.root / "content/blog/soon.md"
    soon.write_text(front + "It waits.\n\n" * 99, encoding="utf-8")

    ribbon, panel = page.locator("#preview-ribbon"), page.locator("carepress-notes")
    link = panel.locator("a[href='/blog/soon/']").first
    expect(link).to_have_count(1)
    expect(ribbon).to_have_count(0)
    panel.locator("summary").click()
    link.click()
    expect(page.get_by_role("heading", name="Soon")).to_be_visible()
    expect(ribbon).to_have_text("Visitors can’t see this page: scheduled until January 1, 2027 in America/New_York.")
    page.evaluate("scrollTo({top: 1000, behavior: 'instant'})")
    expect(ribbon).to_be_in_viewport(ratio=1)

    page.goto(shared.address + URL)
    soon.unlink()

    expect(link).to_have_count(0)


def test_an_open_page_is_scheduled(shared: Preview, page: Page) -> None:
    """A page that somebody reads stays when it gets a day to come, says why visitors don't see it, and comes back."""
    page.goto(shared.address + URL)
    ribbon = page.locator("#preview-ribbon")

    shared.save("\ndescription:", "\ndate: 2027-01-01\ndescription:")
    expect(ribbon).to_contain_text("scheduled until January 1, 2027")
    expect(page.get_by_text(FIRST)).to_be_visible()

    shared.save("\ndate: 2027-01-01\ndescription:", "\ndescription:")
    expect(ribbon).to_have_count(0)


def test_another_host_gives_no_style(shared: Preview, new_context: Callable[..., BrowserContext]) -> None:
    """What the policy of the site keeps out doesn't come into the preview either."""
    page = new_context().new_page()
    page.goto(shared.address + URL)

    kept_out = page.evaluate("""() => new Promise(resolve => {
      document.addEventListener("securitypolicyviolation", event => resolve([event.effectiveDirective, event.blockedURI]));
      const link = Object.assign(document.createElement("link"), {rel: "stylesheet", href: "https://example.org/a.css"});
      document.head.append(link);
    })""")

    assert kept_out == ["style-src-elem", "https://example.org/a.css"]


def test_no_other_page_frames_the_preview(shared: Preview, new_context: Callable[..., BrowserContext]) -> None:
    """A page elsewhere that holds the preview in a frame shows nothing of it."""
    page = new_context().new_page()
    page.goto(shared.address)
    assert "Test Center" in page.content()
    page.set_content(f'<iframe src="{shared.address}/"></iframe>', wait_until="load")

    assert "Test Center" not in page.frames[1].content()
