"""The search in a real browser, used as people use it: what it finds, who hears of it, and who can use it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.axe import AXE, LEVELS, LOOKS, SETTLED, resize, wrong
from tests.browser.tools import FIRST, Visit, listed, search
from tests.every_kind import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# What people type, and the page that has to be among the first three: by its own words, by those of its data, by other
# names for it, by a question, and misspelled.
SEARCHES = {
    "how much": "/costs/",
    "free": "/costs/paying-for-care/",
    "insurance": "/costs/paying-for-care/",
    "can I work": "/blog/a-week-of-care/",
    "FMLA": "/blog/a-week-of-care/",
    "group therapy": "/blog/a-week-of-care/",
    "how long": "/guides/common-questions/",
    "my son": "/guides/families/",
    "IOP": "/levels-of-care/intensive-outpatient/",
    "rehab": "/levels-of-care/",
    "naloxone": "/guides/overdose-and-naloxone/",
    "narcan": "/guides/overdose-and-naloxone/",
    "suicide": "/get-help-now/",
    "phone number": "/contact/",
    # misspelled
    "insurence": "/costs/paying-for-care/",
    "medicade": "/costs/paying-for-care/",
    "narcane": "/guides/overdose-and-naloxone/",
}
NOTHING = "xylophone"


def test_what_people_search_for_is_found(at_search: Page) -> None:
    """Each search brings the page that fits into the first three."""
    missed = []
    for words, fitting in SEARCHES.items():
        found = search(at_search, words)
        if fitting not in found:
            missed.append(f"{words}: {', '.join(found) or 'nothing'}")

    assert not missed, listed(missed)


def test_a_result_says_what_it_is(at_search: Page) -> None:
    """A result has the page's title as a heading with its link, its section, and words around what was found."""
    search(at_search, "naloxone")
    result = at_search.locator(".results li").first

    assert result.get_by_role("heading").inner_text() == "What do I do in an overdose?"
    assert result.locator(".meta").inner_text() == "Guides"
    assert "naloxone" in result.locator("mark").first.inner_text().lower()


def test_nobody_hears_of_a_search(at_search: Page, host: str) -> None:
    """While people type, only files of the index are fetched, none named after the words; nothing is stored or put into the address."""
    page = at_search
    asked: list[tuple[str, str]] = []
    page.context.on("request", lambda request: asked.append((request.method, request.url)))
    before = page.evaluate("[location.href, history.length]")
    search(page, "methadone")

    assert asked
    assert [url for method, url in asked if method != "GET" or not url.startswith(f"{host}/pagefind/")] == []
    assert [url for _, url in asked if "methadone" in unquote(url).lower()] == []
    assert page.evaluate("[location.href, history.length]") == before
    assert {place: what for place, what in page.evaluate("checks.stored()").items() if what} == {}
    assert page.context.cookies() == []
    assert wrong(page, "violations") == []


def test_nothing_is_fetched_before_the_search_is_used(
    new_context: Callable[..., BrowserContext], host: str, site: Path
) -> None:
    """The search page brings nothing of Pagefind at first; no other page speaks of it at all."""
    page = new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(host + KINDS["search"], wait_until="networkidle")
    speaking = [path for path in site.rglob("*.html") if "pagefind" in path.read_text(encoding="utf-8")]

    assert [path for path in asked if path.startswith("/pagefind/")] == []
    assert page.locator("input").bounding_box()["y"] < 400  # type: ignore[index]
    assert set(speaking) == {site / "search/index.html", site / "es/buscar/index.html"}


def test_by_keyboard_alone(at_search: Page, host: str) -> None:
    """Tab leads to the box, arrows to the results and back, Escape empties the box, Enter opens a result."""
    page = at_search
    at = "document.activeElement"
    page.locator("main").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(f"{at}.type") == "search"
    page.keyboard.type("anxiety")
    page.locator(f"{FIRST} a").nth(1).wait_for()
    first, second = (link.get_attribute("href") for link in page.locator(f"{FIRST} a").all()[:2])

    stops = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        stops.append(page.evaluate(f"{at}.getAttribute('href') ?? {at}.type"))
    assert stops == [first, second, first, "search"]
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(f"{at}.getAttribute('href') ?? {at}.textContent"))
    assert stops == ["Clear", first, second]

    page.get_by_role("searchbox").focus()
    page.keyboard.press("Escape")
    page.locator(".results li").first.wait_for(state="detached")
    assert page.get_by_role("searchbox").input_value() == ""
    page.keyboard.type("anxiety")
    page.locator(f"{FIRST} a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{host}{first}")


def test_words_come_with_an_address_and_stay_for_whoever_comes_back(at_search: Page, host: str) -> None:
    """An address may bring words along; whoever opens a result and comes back finds the same words and results."""
    page = at_search
    page.goto(f"{host}{KINDS['search']}?q=anxiety")
    page.locator(f"{FIRST} a").first.wait_for()
    page.get_by_role("searchbox").fill("naloxone")
    page.get_by_role("link", name="What do I do in an overdose?").first.click()
    page.wait_for_url(f"{host}/guides/overdose-and-naloxone/")
    page.go_back()
    page.locator(f"{FIRST} a").first.wait_for()

    assert page.get_by_role("searchbox").input_value() == "naloxone"
    assert page.locator(".results a").first.inner_text() == "What do I do in an overdose?"


def test_what_was_found_is_announced(at_search: Page) -> None:
    """A screen reader hears how many results there are, and that there are none."""
    for words, said in (("anxiety", r"^\d+ results for anxiety$"), (NOTHING, f"^No results for {NOTHING}$")):
        search(at_search, words)
        live = at_search.locator("[aria-live]").filter(has_text=re.compile(said))
        live.first.wait_for(state="attached")


def test_no_result_leads_on(at_search: Page) -> None:
    """Who finds nothing is told so, and what to do: other words, ways to browse, the phone, who helps in a crisis."""
    assert search(at_search, NOTHING) == []
    help_ = at_search.locator(".prose")

    assert help_.bounding_box()["y"] < 800  # type: ignore[index]
    assert "check the spelling" in help_.inner_text()
    links = [link.get_attribute("href") or "" for link in help_.get_by_role("link").all()]
    assert {"/topics/", "/guides/common-questions/", "/contact/", "/get-help-now/"} < set(links)
    assert [link for link in links if link.startswith("tel:")]


@pytest.mark.parametrize("words", ["anxiety", pytest.param(NOTHING, marks=pytest.mark.long)])
def test_results_can_be_used_by_everybody(words: str, at_search: Page) -> None:
    """With and without results, axe finds nothing, all fits on a phone, can be hit and read, also in one's own colors."""
    page = at_search
    search(page, words)
    found = []
    for scheme, width in LOOKS:
        resize(page, scheme, width)
        found += [
            f"{scheme} {width}: {one['outcome']} {one['rule']} at {one['where']}: {one['why']}"
            for one in page.evaluate(AXE, LEVELS)
            if one["outcome"] == "violations" or not any((one["rule"], key) in SETTLED for key in one["keys"])
        ]
        found += [f"{scheme} {width}: {one}" for one in wrong(page, "faint", "fits", "targets", "cutOff", "overlaps")]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, forced_colors="active")  # type: ignore[arg-type]
        found += [f"forced {scheme}: {one}" for one in wrong(page, "faint")]
    page.locator(".skip-link").focus()
    # On to the first results. More of them come as they are reached and move what is below; the rest of the page is looked
    # at without results, as every page is.
    for _ in range(min(page.evaluate("checks.remember()"), 24)):
        page.keyboard.down("Tab")
    found += wrong(page, "followed", "moves")

    assert not found, listed(found)


def test_without_javascript_all_pages_are_listed(
    new_context: Callable[..., BrowserContext], host: str, site: Path
) -> None:
    """Who has no JavaScript sees no box that does nothing, but why, and a link to a list of every page that staff wrote."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(host + KINDS["search"])
    why = page.locator("noscript")
    assert why.inner_text().startswith("The search needs JavaScript")
    assert not page.get_by_text("What you type").is_visible()
    why.locator("a").click()
    links = {link.get_attribute("href") for link in page.locator(".all-pages a").all()}
    mapped = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))

    assert not page.locator("input").is_visible()
    assert urlsplit(page.url).fragment == "all_pages"
    assert {url for url in mapped if not re.match(r"/topics/.|/people/.|/es/|.*/page/\d|/search/", url)} == links


@pytest.mark.parametrize(("kind", "runs"), [("search", True), ("page", False), ("article", False), ("404", False)])
def test_only_the_search_page_may_run_webassembly(
    kind: str, runs: bool, new_context: Callable[..., BrowserContext], host: str
) -> None:
    """The header, which is one for all, allows it; the policy in the head of every other page takes it away."""
    page = new_context().new_page()
    page.goto(host + KINDS[kind])
    empty_module = json.dumps([0, 0x61, 0x73, 0x6D, 1, 0, 0, 0])

    assert page.evaluate(f"WebAssembly.compile(new Uint8Array({empty_module})).then(() => true, () => false)") is runs


def test_words_are_said_as_typed(at_search: Page) -> None:
    """Signs that mean something to a program are words like others."""
    assert search(at_search, "zzzqq $& $1") == []


def test_a_lost_network_comes_back(visit: Visit) -> None:
    """If Pagefind couldn't be fetched, the page says so, and the next letter tries again."""
    page = visit("search")
    page.route("**/pagefind.js", lambda route: route.abort())
    page.get_by_role("searchbox").press("c")
    page.get_by_text("The search could not be loaded").wait_for()
    page.unroute("**/pagefind.js")

    assert search(page, "costs")
