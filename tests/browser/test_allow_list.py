"""The pages that the ways of tests/convert/ways.py became, opened in a real browser: nothing in them runs or asks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, Route

from carepress.problems import BuildFailed
from tests.convert.ways import BUILT, WAYS, site_with

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# The policy would hide what gets through; it is the second lock, and this test is about the first.
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
SHARES = 5
POKE = """
for (const element of document.querySelectorAll("main *, footer *"))
  for (const name of ["mouseover", "focus", "click", "error", "load", "toggle"]) {
    element.addEventListener("click", event => event.preventDefault());
    element.dispatchEvent(new Event(name, {bubbles: false, cancelable: true}));
  }
"""


@pytest.mark.usefixtures("words_as_written")
@pytest.mark.parametrize("share", [0, *(pytest.param(share, marks=pytest.mark.long) for share in range(1, SHARES))])
def test_nothing_runs(tmp_path: Path, page: Page, share: int) -> None:
    """No way opens a dialog, runs its script or asks another host, with every element touched and no policy set.

    Each run tries a share of the ways, `test --all` all of them.
    """
    sites: dict[str, dict[str, bytes]] = {}
    for name in [name for name, (outcome, _) in WAYS.items() if BUILT in outcome.split("/")][share::SHARES]:
        site = site_with(tmp_path / name, WAYS[name][1])
        try:
            site.build("2026-11-24")
        except BuildFailed:  # the row says so
            continue
        sites[name] = site.tree()
    asked: list[str] = []
    found: list[str] = []

    def answer(route: Route) -> None:
        host, _, path = route.request.url.removeprefix("http://").partition("/")
        name, _, domain = host.partition(".")
        if domain != "test" or name not in sites:
            asked.append(route.request.url)
            route.abort()
            return
        raw = sites[name].get(path + "index.html" if path == "" or path.endswith("/") else path, b"")
        route.fulfill(body=POLICY.sub(b"", raw), content_type=None if raw else "image/png")

    def dismiss(dialog: Dialog) -> None:
        found.append(dialog.message)
        dialog.dismiss()

    page.route("**/*", answer)
    page.on("dialog", dismiss)
    for name in sites:
        page.goto(f"http://{name}.test/", wait_until="load")
        page.evaluate(POKE)
        if page.evaluate("window.__pwned !== undefined"):
            found.append(name)

    assert (found, asked) == ([], [])
    assert len(sites) > 10
