"""The site knows the heads of pages, not their texts."""

import pickle
from collections.abc import Mapping

import pytest

from carepress.load.settings import Options
from carepress.pipeline import read_site
from tests.sites import NOON, MakeSite, page

PAGES: Mapping[str, str] = {f"content/{name}.md": page(f"Words of {name}.\n", title=name) for name in "abc"}


def test_an_edit_of_a_text_leaves_the_site_as_it_is(make_site: MakeSite) -> None:
    """What is known before any text is converted depends on heads alone."""
    site = make_site(PAGES)
    before = read_site(site.root, Options(), NOON).site
    site.write({"content/a.md": page("Other words, and more of them.\n\nA second paragraph.\n", title="a")})

    assert read_site(site.root, Options(), NOON).site == before


@pytest.mark.parametrize("words", [10, 10_000])
def test_the_site_has_no_texts(make_site: MakeSite, words: int) -> None:
    """Long texts don't make the site larger."""
    site = make_site({**PAGES, "content/a.md": page("word " * words + "\n", title="a")})

    assert len(pickle.dumps(read_site(site.root, Options(), NOON).site)) < 20_000
