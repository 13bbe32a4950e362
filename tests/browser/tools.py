"""What the browser tests share: programs that may be missing, how findings are listed, how one searches."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.__main__ import NODE_MODULES

FIRST = ".results li:nth-child(-n+3)"  # the first three results of a search
CHECKS = Path(__file__).with_name("checks.js")

Visit = Callable[..., Page]


def not_run(missing: str) -> None:
    """Leave a test out because this machine lacks something, which in CI is a failure."""
    message = f"not run: {missing}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def listed(found: list[str]) -> str:
    """Return what was found, a line each, for the person who has to mend it."""
    return "".join(f"\n  {one}" for one in dict.fromkeys(found))


def node_package(name: str) -> Path:
    """Return the folder of an npm package that the tests need."""
    folder = NODE_MODULES / name
    if not folder.is_dir():
        not_run(f"the npm package {name} isn't installed; python3 build.py test does that where npm is there")
    return folder


def search(page: Page, words: str) -> list[str]:
    """Type words into the box, in place of what stands there; return where the first three results lead."""
    page.get_by_role("searchbox").select_text()
    page.keyboard.type(words)
    page.get_by_text(
        re.compile(rf"^(No|No hay|\d+) (results? for|resultados? para) {re.escape(words)}$")
    ).first.wait_for()
    # A function: the page's policy forbids to evaluate a text.
    page.wait_for_function(
        "first => [...document.querySelectorAll(first)].every(item => item.querySelector('a'))", arg=FIRST
    )
    links = page.locator(f"{FIRST} a").all()
    return [urlsplit(link.get_attribute("href") or "").path for link in links]
