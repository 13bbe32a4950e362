"""A copy for review in a real browser: its notice can be read in every look, takes nothing from the way to help, and prints."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from care import SITE as CARE
from carepress.model.config import Options
from carepress.pipeline import build
from tests.browser.axe import AXE, LEVELS, LOOKS, SETTLED, resize, wrong
from tests.browser.tools import CHECKS, listed, node_package
from tests.every_kind import CONTENT, NOW
from tests.project import TODAY, with_templates
from tests.server import serving
from tests.sites import TinySite, page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NOTICE = "This is a copy for review, not the center’s site. The crisis lines are real."


@pytest.fixture(scope="module")
def copy_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where a copy for review is served: a page in the project's looks with crisis lines."""
    project = with_templates(TinySite(tmp_path_factory.mktemp("copy")), looks=True)
    kept = {f"content/{name}": (CONTENT / name).read_bytes() for name in ("_site.yaml", "_data/help.yaml")}
    project.write({**kept, "content/index.md": page("Words.\n", template="page", quick_exit="true")})
    build(project.root, Options(kind=CARE, today=TODAY, staging=True), NOW)
    with serving(project.root / "site") as address:
        yield address


def test_the_notice_of_a_copy(new_context: Callable[..., BrowserContext], copy_host: str) -> None:
    """Above all else the page says what it is; then come the crisis lines, which a finger still finds on the first screen."""
    context = new_context()
    for script in (CHECKS, node_package("axe-core") / "axe.min.js"):
        context.add_init_script(path=script)
    shown = context.new_page()
    answer = shown.goto(f"{copy_host}/", wait_until="load")
    found = []
    for scheme, width in LOOKS:
        resize(shown, scheme, width)
        found += [
            f"{scheme} {width}: {one['rule']} at {one['where']}"
            for one in shown.evaluate(AXE, LEVELS if scheme == "light" else ["cat.color"])
            if not any((one["rule"], key) in SETTLED for key in one["keys"])
        ]
        found += [f"{scheme} {width}: {one}" for one in wrong(shown, "faint", "fits", "cutOff", "overlaps")]
        notice, lines = (shown.locator(name).bounding_box() for name in (".sample-notice >> nth=0", ".help-line"))
        assert notice is not None
        assert lines is not None
        assert (notice["y"], lines["y"], notice["width"]) == (0, notice["height"], width)
        assert lines["y"] < 80
    shown.emulate_media(forced_colors="active")
    found += [f"forced: {one}" for one in wrong(shown, "faint")]
    shown.emulate_media(forced_colors="none")
    shown.keyboard.press("Tab")

    assert not found, listed(found)
    assert answer is not None
    assert answer.headers["x-robots-tag"] == "noindex"
    assert shown.evaluate("document.activeElement.getAttribute('href')") == "#page_main"
    assert shown.evaluate("document.querySelector('[aria-live], [role=alert], [role=status]')") is None
    assert " ".join(shown.inner_text(".sample-notice >> nth=0").split()) == NOTICE
    assert NOTICE in " ".join(PdfReader(BytesIO(shown.pdf())).pages[0].extract_text().split())
