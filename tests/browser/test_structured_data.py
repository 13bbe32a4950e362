"""A title that tries to leave the block of data, in a real browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from care import SITE as CARE
from carepress.model.config import Options
from carepress.pipeline import build
from carepress.site_files.hosting import CONTENT_POLICY
from tests.every_kind import NOW, TODAY, copy_project

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TITLE = "</script><script>window.ran = 1</script><!-- <b>& ok"
ARTICLE = f"---\ntitle: {json.dumps(TITLE)}\ndescription: {json.dumps(TITLE)}\ndate: 2026-11-20\nauthor: {json.dumps(TITLE)}\n---\n\nWords.\n"


@pytest.mark.usefixtures("words_as_written")
def test_a_hostile_title_stays_a_title(page: Page, tmp_path: Path) -> None:
    """Nothing runs, even where no policy would stop it; a machine reads the title as it was written."""
    project = copy_project(tmp_path)
    (project / "content/blog/hostile.md").write_text(ARTICLE, encoding="utf-8")
    build(project, Options(kind=CARE, today=TODAY), NOW)
    html = (project / "site/blog/hostile/index.html").read_text(encoding="utf-8")
    assert CONTENT_POLICY in html
    page.set_content(html.replace(CONTENT_POLICY, ""))
    blocks = page.evaluate("[...document.scripts].map(script => script.textContent)")
    article = json.loads(blocks[0])["@graph"][2]["mainEntity"]

    assert len(blocks) == 1
    assert page.evaluate("window.ran") is None
    assert (article["headline"], article["author"]["name"]) == (TITLE, TITLE)
    assert page.evaluate("document.body.lastElementChild.localName") == "script"
