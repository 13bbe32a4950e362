"""The glossary of the project's own site."""

import re

from carepress.text.html import Tree
from tests.project import finished_project


def test_words_of_the_project() -> None:
    """In each of the project's own articles terms are linked, each once, and each link leads to its explanation."""
    project = finished_project()
    explained = {f"/glossary/#{node.attributes['id']}" for node in Tree(project.read("glossary/index.html")).css("dt")}
    pages = [path for path in project.tree() if re.fullmatch(r"blog/[^/]+/index\.html", path)]

    assert len(pages) >= 12
    for path in pages:
        targets = [node.attributes["href"] for node in Tree(project.read(path)).css("a.term")]
        assert targets
        assert set(targets) <= explained
        assert len(set(targets)) == len(targets)
