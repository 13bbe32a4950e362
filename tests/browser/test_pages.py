"""Every kind of page in a real browser: whoever comes, however they read, gets all of it, and nobody else hears of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from tests.browser.axe import AXE, DESK, LEVELS, LOOKS, PHONE, SETTLED, resize, wrong
from tests.browser.tools import Visit, listed, node_package
from tests.every_kind import KINDS, OFTEN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# Each run looks at the kinds that differ most; `test --all` looks at all of them.
every_kind = pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=() if kind in OFTEN else pytest.mark.long) for kind in KINDS]
)


@every_kind
def test_axe_finds_nothing(kind: str, visit: Visit) -> None:
    """No page breaks a rule of WCAG 2.2 A or AA or a good practice that a machine can check, or leaves one open."""
    page = visit(kind, node_package("axe-core") / "axe.min.js")
    found = []
    for scheme, width in LOOKS:
        resize(page, scheme, width)
        found += [
            f"{scheme} {width}: {one['outcome']} {one['rule']} at {one['where']}: {one['why']}"
            for one in page.evaluate(AXE, LEVELS if scheme == "light" else ["cat.color"])
            if one["outcome"] == "violations" or not any((one["rule"], key) in SETTLED for key in one["keys"])
        ]
        found += [f"{scheme} {width}: {one}" for one in wrong(page, "faint", "unspeakable")]

    assert not found, listed(found)


@every_kind
def test_a_visit_is_nobody_elses_business(kind: str, new_context: Callable[..., BrowserContext], host: str) -> None:
    """A page asks only its own host, stores nothing, has nothing to say to the console, and keeps its own policy."""
    context = new_context()
    context.add_init_script(path=Path(__file__).with_name("checks.js"))
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"console: {message.type}: {message.text}"))
    page.on("pageerror", lambda failure: told.append(f"error: {failure}"))
    page.on("requestfailed", lambda request: told.append(f"failed: {request.url} {request.failure}"))
    page.on("response", lambda answer: told.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    context.on("request", lambda asked: told.append(f"asked: {asked.url}") if not asked.url.startswith(host) else None)

    answer = page.goto(host + KINDS[kind], wait_until="networkidle")

    assert answer is not None
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    told += wrong(page, "violations")
    told += page.evaluate(
        "[...document.querySelectorAll('link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch]')]"
        ".map(link => `${link.rel} ${link.href}`)"
    )
    told += [f"cookie: {cookie}" for cookie in context.cookies()]
    told += [f"stored: {place}: {what}" for place, what in page.evaluate("checks.stored()").items() if what]
    assert not told, listed(told)


def test_an_unknown_address_gets_the_404_page(new_context: Callable[..., BrowserContext], host: str) -> None:
    """Whoever follows a dead link is told so, to the browser too, on the site's own page and with its looks."""
    page = new_context().new_page()
    answer = page.goto(f"{host}/no/such/page/", wait_until="load")
    lost = page.inner_text("main")
    links = page.evaluate("[...document.querySelectorAll('main a[href]')].map(link => link.href)")
    styles = page.evaluate("[...document.styleSheets].map(sheet => sheet.cssRules.length)")
    page.goto(host + KINDS["404"])

    assert answer is not None
    assert answer.status == 404
    assert lost == page.inner_text("main")
    assert links
    assert all(styles)
    assert styles


@every_kind
def test_pages_fit(kind: str, visit: Visit) -> None:
    """On a phone of 320 px and on a desk nothing sticks out sideways, and what scrolls inside can be reached by keyboard."""
    page = visit(kind)
    found = []
    for scheme, width in LOOKS[:2]:
        resize(page, scheme, width)
        found += [f"{width}: {one}" for one in wrong(page, "fits", "scrollers")]

    assert not found, listed(found)


@every_kind
def test_targets_can_be_hit(kind: str, visit: Visit) -> None:
    """A finger hits each link, button and summary: 24 by 24 px, unless it stands in a sentence or alone."""
    page = visit(kind)
    found = []
    for scheme, width in LOOKS[:2]:
        resize(page, scheme, width)
        found += [f"{width}: {one}" for one in wrong(page, "targets")]

    assert not found, listed(found)


@every_kind
def test_the_first_stop_skips_to_the_text(kind: str, visit: Visit) -> None:
    """The first Tab shows a link over what all pages have in common, and Enter moves the focus to the text."""
    for scheme, width in LOOKS[1:3]:
        page = visit(kind, width=width, color_scheme=scheme)
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('main') !== null"):
            continue  # there is nothing to skip
        shown = page.evaluate("""() => {
            const link = document.activeElement, box = link.getBoundingClientRect();
            const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
            return [box.width >= 24, box.height >= 24, box.top >= 0, box.right <= innerWidth, link.contains(hit)];
        }""")
        target = page.evaluate("document.activeElement.getAttribute('href')")
        assert target.startswith("#")
        assert shown == [True] * 5
        page.keyboard.press("Enter")
        arrived = page.evaluate("document.activeElement.matches('main')")
        page.keyboard.press("Tab")
        goes_on = page.evaluate("checks.isPastTheTop()")

        assert (arrived, goes_on) == (True, True)


@every_kind
@pytest.mark.parametrize(("scheme", "width"), [("light", DESK), pytest.param("dark", PHONE, marks=pytest.mark.long)])
def test_the_focus_can_be_followed(kind: str, scheme: str, width: int, visit: Visit) -> None:
    """Tab reaches every link in the order of the text; each shows that it has the focus, and nothing lies over it."""
    page = visit(kind, width=width, color_scheme=scheme, reduced_motion="reduce")
    for _ in range(page.evaluate("checks.remember()")):
        page.keyboard.down("Tab")

    found = wrong(page, "followed", "unreached")
    assert not found, listed(found)


@every_kind
def test_nothing_needs_a_script(kind: str, new_context: Callable[..., BrowserContext], host: str) -> None:
    """Without JavaScript the text is the same, word for word, but for the estimator, which has an example instead.

    The search needs one; its own tests say what it says without.
    """
    if kind == "search":
        return
    read = []
    for javascript in (True, False):
        page = new_context(java_script_enabled=javascript).new_page()
        page.goto(host + KINDS[kind], wait_until="load")
        page.evaluate("document.querySelector('main .estimator')?.remove()")
        read.append(page.inner_text("main"))

    assert read[0] == read[1]
    assert read[0].strip()


@every_kind
def test_text_can_grow(kind: str, visit: Visit) -> None:
    """Letters twice as large, a page zoomed to 200 %, and WCAG's text spacing cut nothing off and lay nothing on text."""
    page = visit(kind)
    found = []
    for change, width in (("restoreText", 640), ("doubleText", DESK), ("spaceText", DESK), ("spaceText", PHONE)):
        resize(page, "light", width)
        page.evaluate("checks.restoreText()")
        page.evaluate(f"checks.{change}()")
        found += [f"{change} {width}: {one}" for one in wrong(page, "fits", "cutOff", "overlaps")]

    assert not found, listed(found)


def squeezed(text: str) -> str:
    """Return a text without what paper changes: spaces, hyphens, ligatures, capitals."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", unicodedata.normalize("NFKC", text)).casefold()


def is_on(paper: str, piece: str) -> bool:
    """Return whether a piece of text stands on paper, in one piece or with the end of a sheet in it."""
    words = piece.split()
    breaks = ((squeezed("".join(words[:at])), squeezed("".join(words[at:]))) for at in range(len(words)))
    return any(before in paper and after in paper for before, after in breaks)


@every_kind
def test_paper_keeps_the_text(kind: str, visit: Visit) -> None:
    """A printed page has all of its text, also what a screen folds away, and the addresses of other hosts in full."""
    page = visit(kind)
    paper = squeezed("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages))
    wanted = page.evaluate("checks.toPrint()")

    lost = [piece for piece in wanted["pieces"] if not is_on(paper, piece)]
    lost += [address for address in wanted["addresses"] if squeezed(address) not in paper]
    assert not lost, listed(lost)
    assert wanted["pieces"]


@every_kind
def test_ones_own_colors_and_no_motion(kind: str, visit: Visit) -> None:
    """Who has set colors of their own can read all text in them, and who asked for no motion sees none."""
    page = visit(kind, forced_colors="active", reduced_motion="reduce")
    found = wrong(page, "faint")
    page.emulate_media(color_scheme="dark")
    found += wrong(page, "faint", "moves")
    assert not found, listed(found)


@every_kind
def test_a_first_visit_is_light(kind: str, new_context: Callable[..., BrowserContext], host: str) -> None:
    """A first visit takes at most four requests and one for the letters of titles, pictures aside; nothing is fetched twice.

    The search takes one more for its own style.
    """
    page = new_context().new_page()
    asked: Counter[str] = Counter()
    watch = page.context.new_cdp_session(page)
    watch.send("Network.enable")

    def count(event: dict[str, Any]) -> None:
        is_fetched = event["type"] != "Image" and not event["response"]["fromDiskCache"]
        asked.update([event["response"]["url"]] if is_fetched else [])

    watch.on("Network.responseReceived", count)
    page.goto(host + KINDS[kind], wait_until="networkidle")
    icons = page.evaluate(
        "[...document.querySelectorAll('link[rel~=icon], link[rel~=apple-touch-icon]')].map(link => link.href)"
    )

    fonts = {url for url in asked if url.endswith(".woff2")}
    assert len(fonts) <= 1
    assert len({*asked, *icons} - fonts) <= (5 if kind == "search" else 4)
    assert max(asked.values()) == 1
