"""Whoever comes in a hurry: who to call is on the first screen, and a way to call on each."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.tools import Visit, listed
from tests.every_kind import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HIGH = 844
HEADER_AT_MOST, FOOT_AT_MOST = 164, 900
BOXES = """selector => [...document.querySelectorAll(selector)].map(one => {
    const {top, bottom, height} = one.getBoundingClientRect();
    return {href: one.getAttribute("href"), top, bottom, height, shown: one.checkVisibility()};
})"""
COVERED = """() => [...document.querySelectorAll("main a, footer a")].filter(one => one.checkVisibility()).filter(one => {
    one.focus();
    return one.getBoundingClientRect().bottom > document.querySelector(".call-bar").getBoundingClientRect().top + 1;
}).map(one => one.outerHTML.slice(0, 80))"""


def boxes(page: Page, selector: str) -> list[dict[str, Any]]:
    """Return where each element is, and where it leads."""
    found: list[dict[str, Any]] = page.evaluate(BOXES, selector)
    return found


def test_the_first_screen_of_a_phone(visit: Visit) -> None:
    """It has the doors to 911, to 988 and to treatment, called and texted, and the center's number, above the bar."""
    page = visit("home", width=390, height=HIGH)
    (bar,), (header,) = boxes(page, ".call-bar"), boxes(page, ".site-header")
    doors = [one["href"] for one in boxes(page, ".hero a") if one["bottom"] <= bar["top"] <= HIGH]

    assert doors[:6] == ["tel:911", "tel:988", "sms:988", "tel:+18008899789", "sms:+18008899789", "tel:+16155550100"]
    assert header["bottom"] <= HEADER_AT_MOST
    assert all(one["height"] >= 44 for one in boxes(page, ".help-line a, .call-bar a, .number, .site-header summary"))


def test_the_bar_covers_nothing(visit: Visit) -> None:
    """What has the focus is above the bar, also at the end of the page; paper and wide screens have no bar."""
    page = visit("contact", width=390, height=HIGH, reduced_motion="reduce")
    covered, (foot,) = page.evaluate(COVERED), boxes(page, ".site-footer")
    page.emulate_media(media="print")
    printed = boxes(page, ".call-bar")[0]["shown"]
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 800})

    assert not covered, listed(covered)
    assert not printed
    assert not boxes(page, ".call-bar")[0]["shown"]
    assert foot["height"] <= FOOT_AT_MOST


def test_the_menu_of_a_phone_unfolds(visit: Visit) -> None:
    """A key opens the menu below the head of the page; on a wide screen it is open."""
    page = visit("glossary", width=390, height=HIGH)
    link = page.get_by_role("navigation", name="Main").get_by_role("link").first
    folded = link.is_visible()
    page.locator(".site-header summary").press("Enter")
    unfolded = link.is_visible()
    page.reload()
    page.set_viewport_size({"width": 1280, "height": 800})

    assert (folded, unfolded, link.is_visible()) == (False, True, True)
    assert page.locator("main .next-step a[href^='tel:']").is_visible()


def test_an_address_opens_the_answer_that_it_points_at(visit: Visit, host: str) -> None:
    """Whoever follows a link to a question sees it with its answer."""
    page = visit("questions", width=390, height=HIGH)
    name = page.evaluate("document.querySelectorAll('summary + [id]')[1].id")
    page.goto("about:blank")  # a page that is only reloaded is shown where it was left
    page.goto(f"{host}{KINDS['questions']}#{name}")
    page.locator(f"#{name}").wait_for(state="visible")
    (question,) = boxes(page, f"summary:has(+ #{name})")

    assert 0 <= question["top"] <= HIGH / 2
