"""The fixture for lists: a tiny site with the project's own templates."""

import pytest

from tests.assemble.lists import Files
from tests.project import with_templates
from tests.sites import MakeSite, TinySite


@pytest.fixture
def real_site(make_site: MakeSite) -> MakeSite:
    """Return a function that makes a tiny site with the project's own templates."""

    def make(files: Files) -> TinySite:
        return with_templates(make_site()).write(files)

    return make
