"""The fixture for lists: a tiny site with the project's own templates."""

import shutil

import pytest

from tests.assemble.lists import Files
from tests.every_kind import NO_CARDS
from tests.sites import ROOT, MakeSite, TinySite


@pytest.fixture
def real_site(make_site: MakeSite) -> MakeSite:
    """Return a function that makes a tiny site with the project's own templates."""

    def make(files: Files) -> TinySite:
        site = make_site()
        shutil.copytree(ROOT / "templates", site.root / "templates", dirs_exist_ok=True, ignore=NO_CARDS)
        return site.write(files)

    return make
