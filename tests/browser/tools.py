"""What the browser tests share: programs that may be missing, and how findings are listed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.__main__ import NODE_MODULES

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
