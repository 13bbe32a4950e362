"""The panel of the preview in a real browser: its looks, its keys, what it marks, and what a save does to it."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.axe import AXE, LEVELS, LOOKS, resize
from tests.browser.previews import ARTICLE, FIRST, URL, Preview, previewing, start, stop
from tests.browser.tools import listed, node_package
from tests.sites import page as page_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

OTHER, OTHER_URL = "content/blog/other.md", "/blog/other/"
WORDS = "We sit in a room and talk."
MPT = "On Monday an *MPT* and our “team” meet: it’s open to all who [come by](long.md) in time.\n"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Return a preview for tests that leave its site as it was: one page has a warning in its middle, and a draft waits."""
    with previewing(tmp_path_factory.mktemp("panel") / "project") as running:
        words = f"{WORDS}\n\n" * 60
        (running.root / OTHER).write_text(page_of(f"{words}{MPT}\n{words}", date="2026-11-01"), "utf-8")
        (running.root / "content/blog/soon.md").write_text(page_of("Soon.\n", date="2027-01-01"), "utf-8")
        wait_for(running, "/blog/soon/")
        yield running


@pytest.fixture
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Return a preview that the test may change and stop."""
    with previewing(tmp_path_factory.mktemp("panel") / "project") as running:
        yield running


@pytest.fixture
def edited(shared: Preview) -> Iterator[Preview]:
    """Return the shared preview for a test that saves: afterwards its site is as it was, and shows so."""
    before = {path: (shared.root / path).read_bytes() for path in (ARTICLE, OTHER)}
    yield shared
    for path, text in before.items():
        (shared.root / path).write_bytes(text)
    wait_for(shared, URL, FIRST, but="discription")
    wait_for(shared, OTHER_URL, WORDS)


def wait_for(running: Preview, path: str, words: str = "", but: str = "\0") -> None:
    """Wait until the preview has a page with some words, but without others."""
    for _ in range(600):
        with suppress(HTTPError), urlopen(running.address + path) as answer:
            page = answer.read().decode()
            if words in page and but not in page:
                return
        time.sleep(0.1)
    pytest.fail(f"{path} isn't there with {words!r}")


def summary(page: Page) -> Locator:
    return page.locator("carepress-notes summary")


def is_open(page: Page) -> bool:
    return bool(page.locator("carepress-notes details").evaluate("panel => panel.open"))


def marked(page: Page) -> str:
    return str(page.evaluate("[...CSS.highlights.get('carepress-passage') ?? []].map(String).join()"))


@pytest.mark.parametrize("path", [OTHER_URL, "/blog/soon/", "/_carepress/"])
def test_axe_finds_nothing(shared: Preview, new_context: Callable[..., BrowserContext], path: str) -> None:
    """Closed and open, light and dark, narrow and wide, on a page with notes, on one that waits and on that of all problems."""
    context = new_context()
    context.add_init_script(path=node_package("axe-core") / "axe.min.js")
    page = context.new_page()
    page.goto(shared.address + path)
    # What the site's own pages have is looked at elsewhere.
    of_panel = AXE.replace("axe.run(document", "axe.run(document.querySelector('carepress-notes') ?? document")
    found = []
    for is_closed in (True, False) if path != "/_carepress/" else (True,):
        for scheme, width in LOOKS:
            resize(page, scheme, width)
            page.set_viewport_size({"width": width, "height": 5000})  # axe can't tell what is half scrolled away
            if not is_closed and not is_open(page):
                summary(page).click()
            for one in page.evaluate(of_panel, LEVELS):
                is_own = "carepress" in one["where"] or path == "/_carepress/"
                found += [f"{scheme} {width}: {one['rule']} {one['where']}: {one['why']}"] * is_own

    assert found == [], listed(found)


def test_keyboard_alone(shared: Preview, page: Page) -> None:
    """A key opens the panel and gives it the focus; Tab goes through it, Enter marks, Escape closes; the next page keeps it open."""
    page.goto(shared.address + OTHER_URL)
    expect(summary(page)).to_be_in_viewport(ratio=1)
    assert not is_open(page)

    page.keyboard.press("Alt+Shift+KeyN")
    assert is_open(page)
    expect(summary(page)).to_be_focused()
    show = page.locator("carepress-notes .note", has_text="is not explained").get_by_role("button")
    for _ in range(12):
        page.keyboard.press("Tab")
        if show.evaluate("one => one.matches(':focus-visible')"):
            break
    expect(show).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("marked")

    page.goto(shared.address)
    assert is_open(page)
    summary(page).focus()
    page.keyboard.press("Escape")
    assert not is_open(page)
    expect(summary(page)).to_be_focused()
    page.reload()
    assert not is_open(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_passage_is_marked(shared: Preview, page: Page, width: int) -> None:
    """A button scrolls to the passage of its note and marks its words, also within a word in italics; the page has room."""
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(reduced_motion="reduce")
    page.goto(shared.address + OTHER_URL)
    summary(page).click()
    note = page.locator("carepress-notes .note", has_text="is not explained")
    assert page.evaluate("document.documentElement.scrollWidth") == width

    note.get_by_role("button", name="Show in page").click()

    assert marked(page) == "MPT"
    passage = page.locator("[data-carepress-block]")
    expect(passage).to_have_text("On Monday an MPT and our “team” meet: it’s open to all who come by in time.")
    expect(passage).to_be_in_viewport(ratio=1)
    assert is_open(page) == (width == 1280)
    place, panel = passage.bounding_box(), page.locator("carepress-notes details").bounding_box()
    assert place is not None
    assert panel is not None
    assert place["x"] + place["width"] <= panel["x"] or place["y"] + place["height"] <= panel["y"]

    page.keyboard.press("Escape")
    assert marked(page) == ""
    expect(passage).to_have_count(0)


def test_targets_are_large(shared: Preview, page: Page) -> None:
    """What can be pressed is at least 44 pixels high, and the way to the editor has the place in the file."""
    page.goto(shared.address + OTHER_URL)
    summary(page).click()
    pressed = page.locator("carepress-notes :is(a, button, summary)").evaluate_all(
        "those => those.filter(one => one.checkVisibility()).map(one => [one.textContent, one.getBoundingClientRect().height])"
    )

    assert [said for said, height in pressed if height < 44] == []
    note = page.locator("carepress-notes .note", has_text="is not explained")
    assert (note.get_by_role("link", name="Open in VS Code").get_attribute("href") or "") == (
        f"vscode://file{shared.root.as_posix()}/{OTHER}:126:15"
    )


def test_a_path_is_copied(shared: Preview, new_context: Callable[..., BrowserContext]) -> None:
    """The button says that it was done."""
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(shared.address + OTHER_URL)
    summary(page).click()
    page.get_by_role("button", name="Copy path").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == OTHER


def test_nothing_is_printed(shared: Preview, page: Page) -> None:
    """Paper has the page alone, on its whole width."""
    page.goto(shared.address + "/blog/soon/")
    summary(page).click()
    page.emulate_media(media="print")

    for part in ("#preview-ribbon", "carepress-notes summary", "carepress-notes .body"):
        expect(page.locator(part)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).paddingInlineEnd") == "0px"


def test_without_javascript(shared: Preview, new_context: Callable[..., BrowserContext]) -> None:
    """The panel opens and closes all the same."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(shared.address + OTHER_URL)
    body = page.locator("carepress-notes .body")
    expect(body).to_be_hidden()
    summary(page).click()
    expect(body).to_be_visible()


@pytest.mark.long
def test_no_style_of_the_site_reaches_it(preview: Preview, page: Page) -> None:
    """A site may style whatever it likes: the panel looks as it did."""
    wild = "* { font-size: 40px !important; color: red !important; display: inline !important; opacity: .5 }\n"
    page.goto(preview.address + URL)
    looks = "one => { const {fontSize, color, display} = getComputedStyle(one); return [fontSize, color, display]; }"
    before = summary(page).evaluate(looks)
    with open(preview.root / "templates/assets/site.css", "a", encoding="utf-8") as file:
        file.write(wild)
    page.wait_for_function("() => getComputedStyle(document.querySelector('h1')).fontSize === '40px'")

    assert summary(page).evaluate(looks) == before


def test_a_save_says_the_new_count(edited: Preview, page: Page) -> None:
    """Who can't see the badge hears what a save has changed; the panel stays open, and both stay where they were scrolled to."""
    page.goto(edited.address + URL)
    summary(page).click()
    page.evaluate("scrollTo({top: 1500, behavior: 'instant'})")
    body = page.locator("carepress-notes .body")
    body.evaluate("one => one.scrollTop = 150")
    before = body.evaluate("one => one.scrollTop")

    edited.save(FIRST, "An MPT meets on Monday.")

    expect(page.get_by_role("status").last).to_have_text("2 warnings.")
    assert is_open(page)
    assert page.evaluate("scrollY") == 1500
    assert body.evaluate("one => one.scrollTop") == before


def test_twenty_quick_saves(preview: Preview, page: Page) -> None:
    """The panel ends with what is wrong in the last of them; a burst is built fewer times than it has saves."""
    page.goto(preview.address + URL)
    summary(page).click()
    before = FIRST
    for number in range(20):
        after = f"An MP{chr(65 + number)} meets on Monday."
        preview.save(before, after)
        before = after

    note = page.locator("carepress-notes .note", has_text="is not explained")
    expect(note).to_contain_text('"MPT" is not explained')
    expect(note).to_have_count(1)
    page.goto("about:blank")  # so that nobody asks the server once it has gone
    preview.process.terminate()
    assert preview.process.stdout is not None
    builds = [line for line in preview.process.stdout if line.startswith("Built")]
    assert 1 <= len(builds) < 20


def test_a_mistake_in_one_page_while_another_is_edited(edited: Preview, page: Page) -> None:
    """The other goes on, with the mistake and the way to its page in its panel."""
    (edited.root / OTHER).write_text(page_of("Some words.\n", date="2026-11-01"), encoding="utf-8")
    wait_for(edited, OTHER_URL)
    page.goto(edited.address + OTHER_URL)
    summary(page).click()
    edited.save("\ndescription:", "\ndiscription: x\ndescription:")
    panel = page.locator("carepress-notes")
    expect(panel.get_by_role("heading", name="Mistakes elsewhere")).to_be_visible()
    (edited.root / OTHER).write_text(page_of("Other words.\n", date="2026-11-01"), encoding="utf-8")

    expect(page.get_by_text("Other words.")).to_be_visible()
    expect(summary(page)).to_contain_text("This page is as it was saved.")
    panel.locator("section", has_text="Mistakes elsewhere").get_by_role("link", name=URL).click()
    expect(panel.get_by_text('unknown front matter key "discription"')).to_be_visible()


def test_two_tabs(edited: Preview, new_context: Callable[..., BrowserContext]) -> None:
    """Each has the notes of its own page after a save, and is open or closed as it was."""
    context = new_context()
    one, other = context.new_page(), context.new_page()
    one.goto(edited.address + URL)
    other.goto(edited.address)
    summary(one).click()

    edited.save(FIRST, "An MPT meets on Monday.")

    expect(one.get_by_text('"MPT" is not explained')).to_be_visible()
    expect(other.locator("carepress-notes")).not_to_contain_text("MPT")
    assert (is_open(one), is_open(other)) == (True, False)


@pytest.mark.long
def test_the_browser_follows(tmp_path_factory: pytest.TempPathFactory, page: Page) -> None:
    """With --follow a save brings the page that was saved; one of a template stays where it is."""
    with previewing(tmp_path_factory.mktemp("panel") / "project", "--follow") as preview:
        page.goto(preview.address)
        page.wait_for_function("() => window.LiveReload?.connector?.protocol === 7")
        preview.save(FIRST, "Here it is in short:")
        page.wait_for_url(preview.address + URL)
        expect(page.get_by_text("Here it is in short:")).to_be_visible()

        base = preview.root / "templates/base.html"
        base.write_text(base.read_text("utf-8").replace("</main>", "<p>Below.</p></main>"), encoding="utf-8")
        expect(page.get_by_text("Below.")).to_be_visible()
        assert page.url == preview.address + URL
        page.goto("about:blank")


@pytest.mark.long
def test_as_a_visitor(tmp_path_factory: pytest.TempPathFactory, page: Page) -> None:
    """Nothing is added to a page, and it still loads anew after a save."""
    with previewing(tmp_path_factory.mktemp("panel") / "project", "--as-visitor") as preview:
        page.goto(preview.address + URL)
        expect(page.locator("carepress-notes, #preview-ribbon")).to_have_count(0)
        preview.save(FIRST, "Here it is in short:")
        expect(page.get_by_text("Here it is in short:")).to_be_visible()
        page.goto("about:blank")


def test_a_tab_gets_its_panel_back(preview: Preview, new_context: Callable[..., BrowserContext]) -> None:
    """A tab that lost its server loads anew when it is back, with what is wrong by then."""
    page = new_context().new_page()
    page.goto(preview.address + URL)
    summary(page).click()
    stop(preview.process)
    preview.save(FIRST, "An MPT meets on Monday.")
    again = start(preview.root, preview.port)
    try:
        expect(page.get_by_text('"MPT" is not explained')).to_be_visible()
    finally:
        page.goto("about:blank")
        stop(again)
