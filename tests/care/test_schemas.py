"""This site's own files are as the schemas for editors want them, so that nothing right is underlined in red."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.cli.schema import write_schemas
from tests.schemas import fits_one_of, of_site
from tests.sites import ROOT

Schemas = tuple[Mapping[str, Path], Path]


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Schemas:
    """Return the schemas of this site, and the folder that they are in."""
    folder = tmp_path_factory.mktemp("schemas")
    return write_schemas(ROOT, CARE, folder), folder


@pytest.mark.parametrize("path", of_site(ROOT))
def test_each_file_fits(path: str, schemas: Schemas) -> None:
    """Data, settings and front matter have no key, value or id that an editor would take for a mistake."""
    assert fits_one_of(schemas[0], ROOT, path, schemas[1])
