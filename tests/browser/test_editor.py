"""The editor in the preview, used as a person uses it: a real browser, real saves, real files."""

import base64
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, Route, expect

from tests.browser.axe import AXE, LEVELS, LOOKS, resize
from tests.browser.tools import listed, node_package
from tests.cli.running import RUN, Running, previewing
from tests.files import picture
from tests.project import with_templates
from tests.sites import BASIC, ROOT, TinySite
from tests.sites import page as page_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ARTICLE, URL, COSTS = "content/blog/first.md", "/blog/first/", "content/_data/costs.yaml"
TEXT = page_of("The first words.\n", date="2026-11-01")
COST = """\
# What we found out.
week:
  # A comment stays.
  label: A week
  kind: provider-cost
  amount: 500
  unit: USD
  usd_year: 2020
  as_of: 2020
  source: survey
  verified: secondary
"""
FILES = {
    "content/blog/index.md": page_of(),
    ARTICLE: TEXT,
    COSTS: COST,
    "content/_data/tags.yaml": "sleep:\n  name: Sleep and rest\n  description: How people sleep.\n",
    "content/_data/sources.yaml": (
        "survey:\n  title: A survey\n  publisher: An agency\n  url: https://example.org/survey\n  verified: read-in-source\n"
    ),
}
PNG = picture(16, 16)
SAVED = re.compile("^Saved(?!, but)")
# Drops, or pastes, what a browser carries when somebody brings pictures, other files, or words.
BRING = """([node, kind, content, names, texts]) => {
    const carried = new DataTransfer();
    for (const [name, type] of names ?? [["My photo.png", "image/png"]])
        carried.items.add(new File([Uint8Array.from(atob(content), one => one.charCodeAt(0))], name, { type }));
    for (const [type, words] of Object.entries(texts ?? {})) carried.setData(type, words);
    const place = node.getBoundingClientRect();
    const event = kind === "drop"
        ? new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true, clientX: place.left + 60, clientY: place.bottom - 20 })
        : new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true });
    node.dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a preview of a small site in the project's looks."""
    site = with_templates(TinySite(tmp_path_factory.mktemp("edited")).write({**BASIC, **FILES}), looks=True)
    with previewing(site.root) as found:
        yield found


@pytest.fixture(autouse=True)
def as_it_was(running: Running) -> None:
    """Begin each test with the same files."""
    for path, text in FILES.items():
        if not (running.root / path).exists() or read(running, path) != text:
            (running.root / path).write_text(text, encoding="utf-8")


def read(running: Running, path: str = ARTICLE) -> str:
    return (running.root / path).read_text(encoding="utf-8")


def opened(page: Page, running: Running, path: str = ARTICLE) -> Locator:
    """Open a file in the editor; return the text in it."""
    page.goto(f"http://localhost:{running.port}/_carepress/edit?file={path}")
    expect(page.get_by_role("status")).to_have_text(SAVED)
    text = page.get_by_role("textbox", name="Text", exact=True)
    text.click()
    page.keyboard.press("Control+End")
    return text


def saved(page: Page) -> None:
    """Save, and wait until that is said."""
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status")).to_have_text(SAVED)


def bring(text: Locator, way: str, *rest: object) -> None:
    """Drop or paste a picture into the text, or what else is given: names with types, and texts by their types."""
    text.evaluate(f"(node, all) => ({BRING})([node, ...all])", [way, base64.b64encode(PNG).decode(), *rest])


def changed(before: str, after: str) -> list[str]:
    """Return the lines of a text that another doesn't have in their place."""
    return [line for old, line in zip(before.split("\n"), after.split("\n"), strict=True) if old != line]


def test_from_the_page_to_its_text_and_back(running: Running, page: Page) -> None:
    """A link in the panel opens the page's file; what is saved there is on the page beside it at once."""
    page.goto(f"http://localhost:{running.port}{URL}")
    page.locator("carepress-notes summary").click()
    page.get_by_role("link", name="Edit this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ARTICLE)
    expect(page.get_by_role("status")).to_have_text(SAVED)
    beside = page.frame_locator("iframe")
    expect(beside.get_by_text("The first words.")).to_be_visible()
    expect(beside.locator("carepress-notes")).to_have_count(0)

    page.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nAnd more of them.\n")
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(beside.get_by_text("And more of them.")).to_be_visible()
    assert read(running) == f"{TEXT}\nAnd more of them.\n"
    page.get_by_role("link", name="Back to the page").click()
    expect(page.get_by_text("And more of them.")).to_be_visible()


def test_a_new_page(running: Running, new_context: Callable[..., BrowserContext]) -> None:
    """A title is enough to begin one; the editor opens it, and the form asks for what is needed."""
    path, page = "content/blog/what-happens-in-the-first-week.md", new_context().new_page()
    page.goto(f"http://localhost:{running.port}/_carepress/new")
    page.keyboard.type("First")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("has the address /blog/first/ already")
    page.get_by_label("Title").fill("What happens in the first week?")
    page.get_by_role("button", name="Begin").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(path)
    page.get_by_label("Description (needed)").fill(
        "What the first seven days are like, and what you can ask on each of them."
    )
    page.get_by_label("Description (needed)").blur()
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    saved(page)
    beside = page.frame_locator("iframe")
    expect(beside.get_by_role("heading", level=1)).to_have_text("What happens in the first week?")
    assert 'description: "What the first' in read(running, path)
    (running.root / path).unlink()


def test_a_form_changes_one_line(running: Running, page: Page) -> None:
    """The title is another, and nothing else; what was changed can be undone like what was typed."""
    text = opened(page, running)
    page.get_by_text("About this page").click()
    page.get_by_label("Title (needed)").fill("Another: title")
    page.get_by_label("Date", exact=True).fill("2026-11-02")
    page.get_by_label("Date", exact=True).blur()
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    saved(page)
    assert changed(TEXT, read(running)) == ['title: "Another: title"', "date: 2026-11-02"]

    text.click()
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Date", exact=True)).to_have_value("2026-11-01")


def test_what_is_typed_into_a_field_waits_for_one_click(running: Running, page: Page) -> None:
    """Each letter makes a page one that isn't saved yet, and whoever saves doesn't have to leave the field before."""
    opened(page, running)
    page.get_by_text("About this page").click()
    description = page.get_by_label("Description (needed)")
    description.press_sequentially("!")
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    page.get_by_label("Sleep and rest").check()
    description.press_sequentially("?")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(SAVED)

    (line,) = (one for one in read(running).split("\n") if one.startswith("description:"))
    assert line.strip('"').endswith("!?")
    assert "tags: [sleep]" in read(running)


def test_a_form_says_what_is_wrong(running: Running, page: Page) -> None:
    """What can't be isn't put into the text, the field and the list at the top say why, and nothing says that all is saved."""
    opened(page, running, COSTS)
    amount, label = page.get_by_label("Amount"), page.get_by_label("Label (needed)")
    amount.fill("a lot")
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    label.fill("Seven days")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".field", has=amount)).to_contain_text("is no number")
    expect(page.get_by_role("status")).to_have_text("Saved, but not “Amount”")
    assert changed(COST, read(running, COSTS)) == ["  label: Seven days"]
    label.focus()
    page.get_by_role("list", name="What to mend").get_by_role("button", name="Amount can’t be saved as it is").click()
    expect(amount).to_be_focused()
    expect(amount).to_have_value("a lot")
    amount.fill("700")
    saved(page)
    assert "  amount: 700" in read(running, COSTS)


def test_half_a_date_takes_no_day_out(running: Running, page: Page) -> None:
    """A browser gives nothing for half a date: the day in the file stays, and the field says what it lacks until it is whole."""
    opened(page, running)
    page.get_by_text("About this page").click()
    day = page.get_by_label("Date", exact=True)
    day.press("Backspace")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status")).to_have_text("Saved, but not “Date”")
    expect(page.locator(".field", has=day)).to_contain_text("no day of the calendar")
    assert read(running) == TEXT
    day.press_sequentially("02282026")
    saved(page)
    assert changed(TEXT, read(running)) == ["date: 2026-02-28"]

    day.fill("")
    saved(page)
    assert "date:" not in read(running)
    day.press_sequentially("02302026")  # a field without a day has none then either, and no event
    day.blur()
    expect(page.get_by_role("status")).to_have_text("Saved, but not “Date”")
    day.fill("2026-03-01")
    saved(page)
    assert "date: 2026-03-01" in read(running)


def test_what_is_refused_stays_in_its_field(running: Running, page: Page) -> None:
    """Who saves from within the field finds it as it was typed, and can empty it."""
    opened(page, running, COSTS)
    amount = page.get_by_label("Amount")
    amount.fill("a lot")
    amount.press("Control+s")
    expect(page.get_by_role("status")).to_have_text("Saved, but not “Amount”")
    expect(amount).to_be_focused()
    expect(amount).to_have_value("a lot")
    amount.press("Control+a")
    page.keyboard.press("Delete")
    saved(page)
    assert "amount:" not in read(running, COSTS)


def test_a_figure_in_the_data(running: Running, page: Page) -> None:
    """A record is a form too; comments and all other lines stay."""
    opened(page, running, COSTS)
    page.get_by_label("Amount").fill("612.50")
    page.get_by_label("Amount").blur()
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    saved(page)

    assert changed(COST, read(running, COSTS)) == ["  amount: 612.50"]


def test_a_mistake_is_told_at_its_line(running: Running, page: Page) -> None:
    """After a save the editor says what the build found, as the page's panel does, and where; mended, it says so."""
    text = opened(page, running)
    page.keyboard.type("\nIt costs {{ costs.none.amount }}.\n")
    saved(page)
    problem = page.get_by_role("list", name="What to mend").get_by_role("button", name='has nothing called "none"')
    expect(problem).to_contain_text("Line 8:")
    problem.click()
    expect(text).to_be_focused()
    listed_here = page.locator("#notes :is(.error, .warning, .info)").count()
    page.goto(f"http://localhost:{running.port}{URL}")
    page.locator("carepress-notes summary").click()
    notes = page.locator("carepress-notes .note")
    expect(notes).to_have_count(listed_here)
    notes.filter(has_text='nothing called "none"').get_by_role("link", name="Edit here").click()
    expect(text).to_be_focused()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^Saved, \d problems?$"))

    page.keyboard.press("Control+End")
    for _ in range(len("\nIt costs {{ costs.none.amount }}.\n")):
        page.keyboard.press("Backspace")
    saved(page)
    expect(problem).to_have_count(0)


def test_a_change_on_disk_isnt_overwritten(running: Running, new_context: Callable[..., BrowserContext]) -> None:
    """Who saved first stays; the other sees what is there now, and keeps what was typed."""
    page = new_context().new_page()
    text = opened(page, running)
    page.keyboard.type("\nMine.\n")
    (running.root / ARTICLE).write_text(TEXT.replace("first", "second"), encoding="utf-8")
    page.keyboard.press("Control+s")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("was changed elsewhere since you opened it")
    expect(page.get_by_label("What is on disk now")).to_have_value(TEXT.replace("first", "second"))
    assert read(running) == TEXT.replace("first", "second")

    alert.get_by_role("button", name="Go on with what is on disk").click()
    expect(text).to_contain_text("The second words.")
    expect(page.get_by_label("Your text, to copy from")).to_have_value(f"{TEXT}\nMine.\n")
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nBoth.\n")
    saved(page)
    assert read(running) == f"{TEXT.replace('first', 'second')}\nBoth.\n"


def test_a_file_deleted_meanwhile(running: Running, new_context: Callable[..., BrowserContext]) -> None:
    """It is said, and the text is made a file again only when that is asked for."""
    page = new_context().new_page()
    opened(page, running)
    page.keyboard.type("\nMine.\n")
    (running.root / ARTICLE).unlink()
    again = page.get_by_role("button", name="Save it again as a new file")
    expect(again).to_be_visible()
    assert not (running.root / ARTICLE).exists()

    again.click()
    expect(page.get_by_role("status")).to_have_text(SAVED)
    assert read(running) == f"{TEXT}\nMine.\n"


def test_a_file_that_comes_back(running: Running, new_context: Callable[..., BrowserContext]) -> None:
    """What was told of it goes as soon as it is there again."""
    page = new_context().new_page()
    opened(page, running)
    (running.root / ARTICLE).unlink()
    again = page.get_by_role("button", name="Save it again as a new file")
    expect(again).to_be_visible()
    (running.root / ARTICLE).write_text(TEXT, encoding="utf-8")
    expect(again).to_have_count(0)


def test_saved_twice_at_once(running: Running, page: Page) -> None:
    """Two presses in a row are no change by somebody else."""
    opened(page, running)
    page.keyboard.type("\nMine.\n")
    page.evaluate("for (const one of 'ab') dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true }))")
    expect(page.get_by_role("status")).to_have_text(SAVED)
    page.keyboard.type("More.\n")
    saved(page)
    expect(page.locator("#told")).to_be_empty()
    assert read(running) == f"{TEXT}\nMine.\nMore.\n"


def test_a_preview_started_again(tmp_path: Path, new_context: Callable[..., BrowserContext]) -> None:
    """The editor says that nobody answers, and goes on by itself when somebody does: the text can be saved there."""
    page, other = new_context().new_page(), new_context().new_page()
    site = with_templates(TinySite(tmp_path).write({**BASIC, **FILES}), looks=True)
    with previewing(site.root) as first:
        other.goto(f"http://localhost:{first.port}/_carepress/new")
        other.keyboard.type("Mine too")
        opened(page, first)
        page.keyboard.type("\nMine.\n")
    told = page.locator("#told")
    expect(told).to_contain_text("The preview doesn’t answer.")
    with previewing(site.root, port=first.port) as second:
        expect(told).to_be_empty()
        expect(page.get_by_role("status")).to_have_text("Not saved yet")
        saved(page)
        assert read(second) == f"{TEXT}\nMine.\n"
        (second.root / ARTICLE).write_text(TEXT.replace("first", "second"), encoding="utf-8")
        expect(page.get_by_role("textbox", name="Text", exact=True)).to_contain_text("The second words.")
        other.keyboard.press("Enter")
        expect(other.get_by_role("heading", level=1)).to_have_text("content/blog/mine-too.md")


def test_a_build_that_knows_nothing_of_a_save(running: Running, page: Page) -> None:
    """What ends after a save but began before says nothing of it: nobody is told that all is mended."""
    opened(page, running)

    def later(route: Route) -> None:
        answer = route.fetch()
        said = answer.json()
        route.fulfill(response=answer, json={**said, "due": said["due"] + 1})

    page.route("**/edit/save?*", later)
    page.keyboard.type("\nIt costs {{ costs.none.amount }}.\n")
    with page.expect_request("**/edit/news?*"):  # the next one is sent when the answer to the last was taken in
        page.keyboard.press("Control+s")
    problem = page.get_by_role("list", name="What to mend").get_by_role("button", name='has nothing called "none"')
    expect(page.get_by_role("status")).to_have_text("Saved. The page follows.")
    expect(problem).to_have_count(0)
    (running.root / COSTS).write_text(COST.replace("500", "501"), encoding="utf-8")
    expect(problem).to_be_visible()


@pytest.mark.parametrize("keys", ["", "Control+Home", "Control+a", "Control+Home Backspace Delete"])
def test_no_key_breaks_the_front_matter(running: Running, page: Page, keys: str) -> None:
    """What is typed at the very beginning, or over everything, comes below the lines that the form shows; undone, all is as it was."""
    opened(page, running)
    page.reload()
    expect(page.get_by_role("status")).to_have_text(SAVED)
    page.get_by_role("textbox", name="Text", exact=True).focus()
    for key in keys.split():
        page.keyboard.press(key)
    page.keyboard.type("Mine. ")
    page.get_by_role("button", name="Link", exact=True).press("Enter")
    page.keyboard.press("Escape")
    front, _, body = TEXT.rpartition("---\n")
    saved(page)
    assert read(running) == f"{front}---\nMine. []()" + ("" if keys == "Control+a" else body)

    page.get_by_role("textbox", name="Text", exact=True).focus()
    for _ in range(9):
        page.keyboard.press("Control+z")
    saved(page)
    assert read(running) == TEXT


def test_an_article_is_renamed(running: Running, new_context: Callable[..., BrowserContext]) -> None:
    """While it is open: its old address leads on to the new one, and the editor of the old file says that it is gone."""
    page, site = new_context().new_page(), new_context().new_page()
    opened(page, running)
    page.keyboard.type("\nMine.\n")
    site.goto(f"http://localhost:{running.port}{URL}")
    command = [sys.executable, "-c", RUN, str(running.root), "rename", ARTICLE, "other.md"]
    assert subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode == 0

    expect(page.get_by_role("button", name="Save it again as a new file")).to_be_visible()
    site.wait_for_url("**/blog/other/")
    expect(site.get_by_text("The first words.")).to_be_visible()
    (running.root / "content/blog/other.md").unlink()


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_a_picture_is_brought(running: Running, page: Page, way: str) -> None:
    """It is saved beside the page, and what it shows is asked for and written into the text."""
    text = opened(page, running)
    bring(text, way)
    dialog = page.get_by_role("dialog", name="What does the picture show?")
    dialog.get_by_label("In a few words").fill("A door [open]")
    dialog.get_by_role("button", name="Add the picture").click()
    expect(text).to_contain_text("](my-photo.png)")
    saved(page)

    assert "\n\n" + r"![A door \[open\]](my-photo.png)" in read(running)
    assert (running.root / "content/blog/my-photo.png").read_bytes() == PNG
    shown = page.frame_locator("iframe").get_by_role("img", name="A door [open]")
    expect(shown).to_be_visible()

    # Nobody may come upon a page with the picture when that is gone.
    (running.root / ARTICLE).write_text(TEXT, encoding="utf-8")
    expect(shown).to_have_count(0)


def test_pictures_one_by_one(running: Running, page: Page, tmp_path: Path) -> None:
    """What each of several shows is asked for; of what can't be put in, it is said what to do, before anything is asked."""
    text = opened(page, running)
    names = [["one.png", "image/png"], ["paper.pdf", "application/pdf"], ["two.png", "image/png"], ["Photo.heic", ""]]
    bring(text, "drop", names)
    dialog = page.get_by_role("dialog", name="What does the picture show?")
    for name in ("one", "two"):
        expect(dialog).to_contain_text(f"{name}.png")
        page.keyboard.press("Enter")  # without words it could not be published
        expect(dialog).to_be_visible()
        dialog.get_by_label("In a few words").fill(f"Door {name}")
        dialog.get_by_role("button", name="Add the picture").click()
    expect(page.get_by_role("alert")).to_contain_text("“paper.pdf”, “Photo.heic” can’t be put in from here")
    expect(page.get_by_role("alert")).to_contain_text("into content/blog/ yourself")
    saved(page)
    assert read(running).endswith("\n\n![Door one](one.png)\n\n![Door two](two.png)\n\n")

    big = tmp_path / "big.png"
    big.write_bytes(PNG)
    os.truncate(big, 21 * 2**20)
    page.locator("#picture").set_input_files(big)
    expect(page.get_by_role("alert")).to_contain_text("“big.png” is too large")
    expect(dialog).to_be_hidden()


def test_words_that_bring_a_picture_of_themselves(running: Running, page: Page) -> None:
    """Word and Excel put one beside the words: these are pasted, and no picture is asked about."""
    text = opened(page, running)
    bring(
        text,
        "paste",
        [["image.png", "image/png"]],
        {"text/plain": "Words from Word.", "text/html": "<p>Words from Word.</p>"},
    )
    expect(text).to_contain_text("Words from Word.")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_what_can_be_completed(running: Running, page: Page) -> None:
    """A merge field is found by some of its letters, and printed when saved."""
    text = opened(page, running)
    page.keyboard.type("\nIt is {{ costs.we")
    choice = page.get_by_role("option", name="costs.week")
    expect(choice).to_be_visible()
    choice.click()
    expect(text).to_contain_text("It is {{ costs.week }}")
    page.keyboard.type(" and [more](ho")
    page.get_by_role("option", name="../index.md").click()
    page.keyboard.type(".")
    expect(text).to_contain_text(" and [more](../index.md).")


def test_what_can_be_added_by_a_button(running: Running, page: Page) -> None:
    """A component comes with the arguments that it needs and what these can be; a link without words says where it leads."""
    text = opened(page, running)
    page.get_by_role("button", name="Component").press("Enter")
    page.keyboard.type("cost-ch")
    page.get_by_role("option", name="cost-chart Costs of one kind").click()
    for value in ("provider-cost", "2020"):
        page.get_by_role("option", name=value, exact=True).click()
    expect(text).to_contain_text('{{ cost-chart kind="provider-cost" year="2020" }}')
    page.keyboard.type("\n\n")
    page.get_by_role("button", name="Link", exact=True).press("Enter")
    page.get_by_role("option", name="../index.md").first.click()
    expect(text).to_contain_text("](../index.md)")
    expect(text).not_to_contain_text("[](")
    page.get_by_role("button", name="Table").press("Enter")
    page.keyboard.type("When we meet")
    expect(text).to_contain_text("Table: When we meet")
    heights = page.locator("#tools button").evaluate_all("those => those.map(one => one.offsetHeight)")
    assert len(heights) == 5
    assert min(heights) >= 44
    saved(page)
    beside = page.frame_locator("iframe")
    expect(beside.get_by_role("columnheader", name="First column")).to_be_attached()


def test_nothing_is_lost_by_leaving(running: Running, page: Page) -> None:
    """Who leaves with something unsaved is asked; who has saved isn't."""
    opened(page, running)
    page.keyboard.type("\nMine.\n")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Back to the page").click()
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    assert asked == ["beforeunload"]
    saved(page)


def test_two_at_once(running: Running, page: Page, new_context: Callable[..., BrowserContext]) -> None:
    """Another's save comes into a text that nobody has changed here."""
    opened(page, running)
    other = new_context().new_page()
    theirs = opened(other, running)
    page.keyboard.type("\nFrom the first of two.\n")
    saved(page)

    expect(theirs).to_contain_text("From the first of two.")


def test_the_keyboard_alone(running: Running, page: Page) -> None:
    """From the top of the page to a saved text, without a mouse, and on beyond the text."""
    page.goto(f"http://localhost:{running.port}/_carepress/edit?file={ARTICLE}")
    expect(page.get_by_role("status")).to_have_text(SAVED)
    text = page.get_by_role("textbox", name="Text", exact=True)
    for _ in range(12):
        page.keyboard.press("Tab")
        if text.evaluate("node => node.getRootNode().activeElement === node"):
            break
    expect(text).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nBy keys.\n")
    saved(page)
    assert read(running) == f"{TEXT}\nBy keys.\n"
    page.keyboard.press("Tab")
    expect(text).not_to_be_focused()


@pytest.mark.parametrize("path", [ARTICLE, pytest.param(COSTS, marks=pytest.mark.long)])
def test_axe(running: Running, new_context: Callable[..., BrowserContext], path: str) -> None:
    """The editor has no fault that a checker of accessibility knows of, whatever it shows."""
    context = new_context()
    context.add_init_script(path=node_package("axe-core") / "axe.min.js")
    page = context.new_page()
    (running.root / ARTICLE).write_text(f"{TEXT}\n{{{{ costs.none }}}}\n", encoding="utf-8")
    opened(page, running, path)
    if path == ARTICLE:
        page.get_by_text("About this page").click()
        expect(page.get_by_role("list", name="What to mend")).to_be_visible()
    found = []
    for scheme, width in LOOKS:
        resize(page, scheme, width)
        found += [
            f"{scheme} {width}: {one['rule']} at {one['where']}: {one['why']}"
            for one in page.evaluate(AXE, LEVELS)
            if one["outcome"] == "violations" and "iframe" not in one["where"]
        ]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{scheme} {width}"
    assert not found, listed(found)
