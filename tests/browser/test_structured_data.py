"""A title that tries to leave the block of data, in a real browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from carepress.site_files.hosting import CONTENT_POLICY
from tests.project import with_templates
from tests.sites import BASIC, PEOPLE, TinySite
from tests.sites import page as page_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TITLE = "</script><script>window.ran = 1</script><!-- <b>& ok"
BLOG = {
    "content/blog/index.md": page_of(),
    PEOPLE: f"a: {{name: {json.dumps(TITLE)}, role: {json.dumps(TITLE)}, bio: {json.dumps(TITLE)}}}\n",
}
ARTICLE = (
    f"---\ntitle: {json.dumps(TITLE)}\ndescription: {json.dumps(TITLE)}\ndate: 2026-11-20\nauthor: a\n---\n\nWords.\n"
)


@pytest.mark.usefixtures("words_as_written")
def test_a_hostile_title_stays_a_title(page: Page, tmp_path: Path) -> None:
    """Nothing runs, even where no policy would stop it; a machine reads the title as it was written."""
    site = with_templates(TinySite(tmp_path).write({**BASIC, **BLOG, "content/blog/hostile.md": ARTICLE}))
    site.build("2026-11-25")
    html = site.read("blog/hostile/index.html")
    assert CONTENT_POLICY in html
    page.set_content(html.replace(CONTENT_POLICY, ""))
    blocks = page.evaluate("[...document.scripts].map(script => script.textContent)")
    article = json.loads(blocks[0])["@graph"][2]["mainEntity"]

    assert len(blocks) == 1
    assert page.evaluate("window.ran") is None
    assert (article["headline"], article["author"]["name"]) == (TITLE, TITLE)
    assert page.evaluate("document.body.lastElementChild.localName") == "script"
