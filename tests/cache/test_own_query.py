"""What a query of a site's kind asks is noted however it is written, so that a page is made again when the answer changes."""

from dataclasses import replace
from pathlib import Path

from carepress.assemble.reads import Reads
from carepress.model.config import Options
from carepress.model.kind import SiteKind
from carepress.pipeline import build
from tests.sites import BASIC, NOON, TinySite, page


def first_of(reads: Reads, section: str) -> str:
    """Return the title of the first page of a section."""
    return reads.pages(limit="1", section=section)[0].title


def test_arguments_by_name_are_noted(tmp_path: Path) -> None:
    """A query that names its arguments is answered anew when only the order of a section has changed."""
    files = {"content/a/index.md": page(title="Section"), "templates/home.html": "<main>{{ first_of('a') }}</main>"}
    one, two = ("content/a/one.md", "One"), ("content/a/two.md", "Two")
    site = TinySite(tmp_path).write({**BASIC, **files})
    options = Options(kind=replace(SiteKind(), queries={"first_of": first_of}))
    said = []
    for first, second in ((one, two), (two, one)):
        site.write({path: page(title=title, order=at) for at, (path, title) in enumerate((first, second), 1)})
        build(site.root, options, NOON)
        said.append(site.main())

    assert said == ["One", "Two"]
