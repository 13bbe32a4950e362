"""The Markdown of this site's pages."""

import pytest

from tests.convert.markdown_facts import report
from tests.convert.markdown_texts import own_text, pages_in


@pytest.mark.parametrize("path", pages_in("content"))
def test_our_own_content(path: str) -> None:
    """The site's pages say what markdown-it-py reads in them, without what only our dialect reads."""
    assert report([own_text(path)]) == ""
