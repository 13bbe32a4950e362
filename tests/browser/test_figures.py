"""The drawings in a real browser: words that can be read, and nothing that is heard twice."""

import pytest

from tests.browser.tools import Visit, listed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = {"levels": 1, "level": 2, "costs": 1}  # how many drawings a page of this kind has
WORDS = """() => [...document.querySelectorAll("figure > svg text")].map(text => ({
    words: text.textContent.trim(), size: parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a,
    inside: [...text.children, text].every(part => {
        const box = part.getBoundingClientRect(), frame = text.closest("figure > svg").getBoundingClientRect();
        return box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.bottom <= frame.bottom + 1;
    }),
}))"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 1280, *(pytest.param(width, marks=pytest.mark.long) for width in (412, 768))])
def test_words_in_drawings_can_be_read(kind: str, width: int, visit: Visit) -> None:
    """At any width each word is as large as small print, no larger than the text around it, and inside of its drawing."""
    page = visit(kind, width=width)
    words = page.evaluate(WORDS)

    wrong = [f"{one['words']}: {one}" for one in words if not 12 <= one["size"] <= 18 or not one["inside"]]
    assert not wrong, listed(wrong)
    assert len(words) >= 5
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_heard_once(kind: str, visit: Visit) -> None:
    """A screen reader hears a name and a description for each drawing, none of its words; the table opens by keyboard."""
    page = visit(kind)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard = [node for node in tree if not node["ignored"] and node["role"]["value"] == "image"]

    assert len(heard) == KINDS[kind]
    assert all(node["name"]["value"] and node["description"]["value"] for node in heard)
    assert [node["childIds"] for node in heard] == [[]] * KINDS[kind]
    summary = page.locator("figure summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("figure table").first.is_visible()


def test_the_valley_is_drawn_where_there_is_room(visit: Visit) -> None:
    """A wide screen has a drawing beside the title; a phone only in lists; paper and a reader's own colors have none, and lose no words."""
    page = visit("section")
    shown = "selector => [...document.querySelectorAll(selector)].map(one => one.checkVisibility())"
    head, rows, words = "main > .scene", ".page-list .scene", ".page-list p"
    wide = page.evaluate(shown, head)
    page.set_viewport_size({"width": 390, "height": 844})
    phone = page.evaluate(shown, head), page.evaluate(shown, rows)
    page.emulate_media(media="print")
    paper = page.evaluate(shown, rows)
    page.emulate_media(media="screen", forced_colors="active")
    forced, read = page.evaluate(shown, rows), page.evaluate(shown, words)

    assert (wide, phone) == ([True], ([False], [True, True]))
    assert paper == forced == [False, False]
    assert read == [True] * 4
