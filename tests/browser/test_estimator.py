"""The cost estimator, used as people use it: typing, by keyboard alone, with mistakes, without JavaScript."""

import gzip
import itertools
import random
import re
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser

from care.estimate import estimate, format_cents
from tests.browser.axe import AXE, LEVELS, LOOKS, PHONE, SETTLED, resize, wrong
from tests.browser.tools import Visit, listed, node_package
from tests.every_kind import KINDS, file_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NAMES = ("shortest", "longest", "price", "deductible", "coinsurance", "maximum")
EXAMPLE = ("8", "12", "$1,000", "1000", "20%", "3,000.00")
ANSWER = "You might pay between $2,400 and $3,000."
SUMS = [
    "8 weeks × $1,000 = $8,000. You pay $1,000 first, then 20% of the other $7,000 ($1,400): together $2,400.",
    "12 weeks × $1,000 = $12,000. You pay $1,000 first, then 20% of the other $11,000 ($2,200): together $3,200. "
    "You stop at your maximum, $3,000.",
    "If your plan does not cover the care: between $8,000 and $12,000, the whole price.",
]
NO_ANSWER = "No answer yet: a box needs another look."
MOST = 4_096
# What the boxes say: the words that describe each, and whether it's marked as wrong.
BOXES = """() => [...document.querySelectorAll(".estimator input")].map(input => [
    input.getAttribute("aria-invalid") === "true",
    ...input.getAttribute("aria-describedby").split(" ").map(id => document.getElementById(id)).map(note => note.checkVisibility() && note.textContent),
])"""


def fill(page: Page, *values: str) -> None:
    """Type into the boxes, one after the other."""
    for name, value in zip(NAMES, values, strict=True):
        page.fill(f"#estimate_{name}", value)


def ask(page: Page) -> None:
    page.get_by_role("button", name="Work out my share").click()


def said(page: Page) -> list[str]:
    """Return the answer and the sums below it."""
    return [page.inner_text(".estimator output"), *page.locator(".estimator li").all_inner_texts()]


def notes(page: Page) -> list[str]:
    """Return what stands at the boxes that are marked."""
    return [note for is_wrong, note in page.evaluate(BOXES) if is_wrong]


def test_an_answer_for_ones_own_numbers(visit: Visit) -> None:
    """Whoever fills in the boxes and presses the button learns the range and how it came about; a change changes it."""
    page = visit("costs")
    for label, value in zip(
        (
            "Weeks, at least",
            "Weeks, at most",
            "Price of a week",
            "Deductible left",
            "Coinsurance",
            "Out-of-pocket maximum left",
        ),
        EXAMPLE,
        strict=True,
    ):
        page.get_by_label(label).fill(value)
    before = said(page)
    ask(page)
    answered = said(page)
    page.get_by_label("Price of a week").fill("500")
    page.get_by_label("Coinsurance").click()  # who leaves a box has changed it
    changed = page.inner_text(".estimator output")

    assert before == [""]
    assert answered == [ANSWER, *SUMS]
    assert changed == "You might pay between $1,600 and $2,000."


@pytest.mark.parametrize("keys", [["Enter"], ["Tab", "Enter"], ["Tab", "Space"]], ids=["in-a-box", "enter", "space"])
def test_by_keyboard_alone(keys: list[str], visit: Visit) -> None:
    """Tab goes from box to box in order and on to the button; Enter or Space presses it, and so does Enter in a box."""
    page = visit("costs")
    page.focus("#estimate_shortest")
    reached: list[str] = []
    for value in EXAMPLE:
        if reached:
            page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name"))
        page.keyboard.type(value)
    for key in keys:
        page.keyboard.press(key)

    assert reached == list(NAMES)
    assert said(page) == [ANSWER, *SUMS]


WEEKS = "Write a whole number of weeks, from 1 to 104."
MONEY = "Write an amount in dollars, such as 1,500."
LEFT = "Write an amount in dollars. If nothing is left, write 0."
PERCENT = "Write a percentage from 0 to 100. For a fifth, write 20 and not 0.2."


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(("", "", "", "", "", ""), [WEEKS, WEEKS, MONEY], id="nothing", marks=pytest.mark.long),
        pytest.param(("8", "12", "1000", "500", "0.2", ""), [PERCENT, LEFT], id="half-a-plan"),
        pytest.param(("0", "105", "-1", "1.234", "101", "x"), [WEEKS, WEEKS, MONEY, LEFT, PERCENT, LEFT], id="beyond"),
        pytest.param(
            ("1.5", "8-12", "1,5", "1 500", "2o", "1k"), [WEEKS, WEEKS, MONEY, LEFT, PERCENT, LEFT], id="unclear"
        ),
        pytest.param(
            ("８", "1e1", "10000000", "$", "%", "+1"),
            [WEEKS, WEEKS, MONEY, LEFT, PERCENT, LEFT],
            id="odd",
            marks=pytest.mark.long,
        ),
    ],
)
def test_a_mistake_is_told_in_words(values: tuple[str, ...], expected: list[str], visit: Visit) -> None:
    """Each box that can't be understood says beside it what to write, to a screen reader too; the first one has the focus."""
    page = visit("costs")
    fill(page, *EXAMPLE)
    ask(page)
    fill(page, *values)
    ask(page)
    marked = notes(page)
    focused = page.evaluate("document.activeElement.getAttribute('aria-invalid')")
    told = said(page)
    fill(page, *EXAMPLE)
    ask(page)

    assert marked == expected
    assert (focused, told) == ("true", [NO_ANSWER])
    assert (notes(page), said(page)) == ([], [ANSWER, *SUMS])
    assert all(note for _, note in page.evaluate(BOXES))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param((" 12 weeks", "8", "$ 1,000", "$1000.", "20 percent", "3000"), ANSWER, id="as-people-write"),
        pytest.param(
            ("8", "8", "1000", "1000", "20", "3000"), "You might pay $2,400.", id="one-stay", marks=pytest.mark.long
        ),
        pytest.param(
            ("8", "12", "1000", "", "", ""),
            "You might pay between $8,000 and $12,000, the whole price.",
            id="no-plan",
            marks=pytest.mark.long,
        ),
        pytest.param(("1", "1", "0.01", "0", "50", "9"), "You might pay $0.01.", id="half-a-cent"),
        pytest.param(
            ("8", "12", "1000", "0", "12.5", "9999999.99"),
            "You might pay between $1,000 and $1,500.",
            id="part-of-a-percent",
            marks=pytest.mark.long,
        ),
    ],
)
def test_numbers_are_read_leniently(values: tuple[str, ...], expected: str, visit: Visit) -> None:
    """Signs, commas, spaces and words around a number are understood, and stays in any order."""
    page = visit("costs")
    fill(page, *values)
    ask(page)

    assert (page.inner_text("output"), notes(page)) == (expected, [])


def cases() -> list[tuple[int, ...]]:
    """Return weeks, price, deductible, coinsurance and maximum: every meeting of edges, and some in between."""
    edges = itertools.product(
        (1, 104), (0, 1, 999_999_999), (0, 333, 10**9 - 1), (0, 1, 50_00, 100_00), (0, 1_000_01, 10**9 - 1)
    )
    draw = random.Random(6)
    between = [
        (
            draw.randint(1, 104),
            draw.randint(1, 5000_00),
            draw.randint(0, 9000_00),
            draw.randint(0, 100_00),
            draw.randint(0, 9000_00),
        )
        for _ in range(200)
    ]
    return [*edges, *between]


def test_the_browser_and_the_build_agree_to_the_cent(visit: Visit) -> None:
    """The script's own function and Python's give the same cents, and write them in the same way."""
    page = visit("costs")
    asked = cases()
    found = page.evaluate(
        """async cases => {
            const { estimate, dollars } = await import(document.querySelector("script[src*=estimator]").src);
            return cases.map(one => {
                const [weeks, price, deductible, coinsurance, maximum] = one.map(BigInt);
                const { total, deductible: first, coinsurance: then, share } = estimate(price, { weeks, deductible, coinsurance, maximum });
                return [total, first, then, share].map(amount => [String(amount), dollars(amount)]);
            });
        }""",
        asked,
    )
    expected = [
        [
            [str(cents), format_cents(cents)]
            for cents in astuple(estimate(price, weeks=weeks, deductible=first, coinsurance=share, maximum=most))
        ]
        for weeks, price, first, share, most in asked
    ]

    assert len(asked) >= 400
    assert found == expected


def test_the_example_is_what_the_script_says(visit: Visit) -> None:
    """Each amount of the worked example stands in the script's sums for the same numbers, and its last row is the answer."""
    page = visit("costs")
    table = page.locator("table", has_text="An example with made-up numbers")
    rows = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    fill(page, *EXAMPLE)
    ask(page)
    answer, *sums = said(page)

    for stay, amounts in enumerate(zip(*rows, strict=True)):
        assert set(amounts) <= set(re.findall(r"\$[\d,]+", sums[stay]))
    assert re.findall(r"\$[\d,]+", answer) == rows[-1]


def test_without_javascript_there_is_an_example(new_context: Callable[..., BrowserContext], host: str) -> None:
    """Without a script no box is shown that wouldn't work; the worked example is."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(host + KINDS["costs"])

    assert page.locator(".estimator").count() == 1
    assert not page.locator(".estimator").is_visible()
    assert page.get_by_role("table", name="An example with made-up numbers").is_visible()


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(EXAMPLE, id="answered"),
        pytest.param(("", "12", "lots", "1000", "", "3000"), id="mistaken", marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing_in_use(values: tuple[str, ...], visit: Visit) -> None:
    """With an answer and with mistakes shown, light and dark, on a phone and a desk: no rule is broken, all is in sight."""
    page = visit("costs", node_package("axe-core") / "axe.min.js")
    fill(page, *values)
    ask(page)
    found = []
    for scheme, width in LOOKS:
        resize(page, scheme, width)
        found += [
            f"{scheme} {width}: {one['outcome']} {one['rule']} at {one['where']}: {one['why']}"
            for one in page.evaluate(AXE, LEVELS)
            if one["outcome"] == "violations" or not any((one["rule"], key) in SETTLED for key in one["keys"])
        ]
        found += [f"{scheme} {width}: {one}" for one in wrong(page, "faint", "fits", "targets", "overlaps")]
    for change, width in (("doubleText", 640), ("spaceText", PHONE)):
        resize(page, "light", width)
        page.evaluate("checks.restoreText()")
        page.evaluate(f"checks.{change}()")
        found += [f"{change} {width}: {one}" for one in wrong(page, "fits", "cutOff", "overlaps")]

    assert not found, listed(found)


def test_what_is_typed_stays_in_the_page(visit: Visit) -> None:
    """Nothing is asked of any host, stored or put into the address, no form could send it, and a fresh load is empty."""
    page = visit("costs")
    page.wait_for_load_state("networkidle")
    told: list[str] = []
    page.context.on("request", lambda request: told.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda failure: told.append(str(failure)))
    place = """[
        location.href, history.length, history.state, document.forms.length,
        document.querySelectorAll("input:not([autocomplete=off])").length,
    ]"""
    before = page.evaluate(place)
    fill(page, *EXAMPLE)
    ask(page)
    page.press("#estimate_price", "Enter")
    page.wait_for_load_state("networkidle")
    told += [f"stored: {where}: {what}" for where, what in page.evaluate("checks.stored()").items() if what]
    told += [f"cookie: {cookie}" for cookie in page.context.cookies()]
    after = page.evaluate(place)
    answered = page.inner_text("output")
    found = told[:]
    page.reload()

    assert not found, listed(found)
    assert (before, answered) == (after, ANSWER)
    assert before[3:] == [0, 0]
    assert [page.inner_text("output"), *(page.input_value(f"#estimate_{name}") for name in NAMES)] == [""] * 7


def test_no_click_is_lost(visit: Visit) -> None:
    """On a phone, a mistake that is told as its box is left moves nothing: the click that left it arrives."""
    page = visit("costs", width=390, height=844)
    fill(page, *EXAMPLE)
    ask(page)
    button = page.get_by_role("button", name="Work out my share")
    page.locator("#estimate_coinsurance").focus()
    page.keyboard.type("much")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    assert before
    page.mouse.move(before["x"] + 20, before["y"] + 5)
    page.mouse.down()
    moved = button.bounding_box()
    page.mouse.up()

    assert moved == before
    assert page.evaluate("document.activeElement.id") == "estimate_coinsurance"


def test_it_appears_without_a_jump(new_context: Callable[..., BrowserContext], host: str) -> None:
    """That the boxes appear moves nothing that a reader can see."""
    page = new_context().new_page()
    page.add_init_script(
        "globalThis.jumps = []; new PerformanceObserver(list => jumps.push(...list.getEntries().map(one => one.value)))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(host + KINDS["costs"], wait_until="networkidle")

    assert page.locator(".estimator").is_visible()
    assert page.evaluate("jumps") == []


def test_it_weighs_little(site: Path) -> None:
    """The script, its boxes and its example together travel in at most 4 KB; the script alone has no more unpacked."""
    (script,) = site.glob("assets/estimator.*.js")
    html = file_of(site, "costs").read_bytes()
    tree = LexborHTMLParser(html.decode())
    for node in tree.css(".estimator, .table-frame:has(+ script), main script"):
        node.decompose()
    packed = [len(gzip.compress(raw, 9, mtime=0)) for raw in (html, (tree.html or "").encode(), script.read_bytes())]

    assert script.stat().st_size <= MOST
    assert packed[0] - packed[1] > 0
    assert packed[0] - packed[1] + packed[2] <= MOST
