"""A browser for all tests, and a site with every kind of page to open in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.__main__ import CHROMIUM
from tests.browser.tools import CHECKS, Visit, node_package, not_run
from tests.every_kind import KINDS, built_every_kind
from tests.server import serving

PATIENCE = 60_000  # milliseconds: how long a condition may take to come true before a test gives up
expect.set_options(timeout=PATIENCE)
# Chromium's own services would ask other hosts; nothing here may.
ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the browser. Without Chromium the tests are not run, which in CI is a failure."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        not_run("there is no Chromium on this machine")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS + ["--no-sandbox"] * root)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a fresh page; whatever it writes to the console as an error fails the test."""
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE)
    said: list[str] = []
    opened.on(
        "console",
        lambda message: said.append(f"{message.text}: {message.location}") if message.type == "error" else None,
    )
    opened.on("pageerror", lambda failure: said.append(str(failure)))
    yield opened
    opened.close()
    assert said == []


@pytest.fixture(scope="session")
def site() -> Path:
    """Return the finished site with every kind of page."""
    return built_every_kind()


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """Return where that site is served, with the headers that it asks its host for."""
    with serving(site) as address:
        yield address


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens the browser afresh: nothing stored, at the width of a desk unless told."""
    opened: list[BrowserContext] = []

    def new(*, width: int = 1280, height: int = 800, **settings: object) -> BrowserContext:
        viewport = {"width": width, "height": height}
        opened.append(browser.new_context(viewport=viewport, **settings))  # type: ignore[arg-type]
        opened[-1].set_default_timeout(PATIENCE)
        return opened[-1]

    yield new
    for context in opened:
        context.close()


@pytest.fixture
def visit(new_context: Callable[..., BrowserContext], host: str) -> Visit:
    """Return a function that opens the page of a kind in a fresh browser that can run the checks of checks.js."""

    def open_page(kind: str, *scripts: Path, **settings: object) -> Page:
        context = new_context(**settings)
        for script in (CHECKS, *scripts):
            context.add_init_script(path=script)
        opened = context.new_page()
        opened.goto(host + KINDS[kind], wait_until="load")
        return opened

    return open_page


@pytest.fixture
def at_search(new_context: Callable[..., BrowserContext], host: str) -> Iterator[Page]:
    """Return the search page in a fresh browser; whatever it writes to the console fails the test."""
    context = new_context(reduced_motion="reduce")
    context.add_init_script(path=CHECKS)
    context.add_init_script(path=node_package("axe-core") / "axe.min.js")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda failure: said.append(str(failure)))
    page.goto(host + KINDS["search"], wait_until="networkidle")
    yield page
    assert said == []
