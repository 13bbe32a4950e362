"""A browser for all tests, and the project's own site to open in it."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.__main__ import CHROMIUM

# Chromium's own services would ask other hosts; nothing here may.
ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the browser. Without Chromium the tests are not run, which in CI is a failure."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        message = "not run: there is no Chromium on this machine"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS + ["--no-sandbox"] * root)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a fresh page; whatever it writes to the console as an error fails the test."""
    opened = browser.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda failure: said.append(str(failure)))
    yield opened
    opened.close()
    assert said == []
