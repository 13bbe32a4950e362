"""Sites of others in a real browser: the dental clinic of the tests, and the site that `init` begins."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from carepress.cli.main import main
from tests.browser.axe import AXE, LEVELS, LOOKS, SETTLED, resize, wrong
from tests.browser.tools import CHECKS, listed, node_package
from tests.server import serving
from tests.sites import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(params=["dental", "plain"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """Return where another site is served, and the addresses of its pages."""
    root = tmp_path / "other"
    kind = {"dental": "tests.dental", "plain": "carepress.plain"}[request.param]
    if request.param == "dental":
        shutil.copytree(ROOT / "tests/dental", root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    else:
        assert main(["init", str(root), "--name", "A small library"], ROOT, kind) == 0
    assert main(["build"], root, kind) == 0
    pages = sorted(path.relative_to(root / "site") for path in (root / "site").rglob("index.html"))
    with serving(root / "site") as host:
        yield host, [f"/{page.parent.as_posix()}/".replace("/./", "/") for page in pages]


def test_its_pages_hold_what_ours_do(other: tuple[str, list[str]], new_context: Callable[..., BrowserContext]) -> None:
    """Nobody else is asked, nothing is stored, axe finds nothing, all of it fits, and a finger hits what it must."""
    host, addresses = other
    context = new_context()
    for script in (CHECKS, node_package("axe-core") / "axe.min.js"):
        context.add_init_script(path=script)
    found: list[str] = []
    context.on("request", lambda asked: found.append(f"asked: {asked.url}") if not asked.url.startswith(host) else None)
    context.on("console", lambda message: found.append(f"console: {message.text}"))
    for address in addresses:
        page = context.new_page()
        page.goto(host + address, wait_until="load")
        found += wrong(page, "violations")
        found += [f"stored: {place}" for place, what in page.evaluate("checks.stored()").items() if what]
        for scheme, width in LOOKS[:2]:
            resize(page, scheme, width)
            found += [f"{address} {width}: {one}" for one in wrong(page, "fits", "scrollers", "targets", "faint")]
            found += [
                f"{address} {width}: {one['rule']} at {one['where']}: {one['why']}"
                for one in page.evaluate(AXE, LEVELS)
                if one["outcome"] == "violations" or not any((one["rule"], key) in SETTLED for key in one["keys"])
            ]
        page.close()

    assert len(addresses) > 1
    assert not found, listed(found)
