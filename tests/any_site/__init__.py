"""The site of this folder, whatever it is about: what the tests that hold for any site look at.

`init` copies this folder to each site that it begins. This project's own site has tests of its own.
"""

import atexit
import shutil
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from build import KIND, ROOT
from carepress.cli.main import main
from carepress.model.config import Options
from carepress.pipeline import read_site

SITE = import_module(KIND).SITE


def addresses() -> dict[str, str]:
    """Return the address of one page for each template that has any, by the template's name."""
    read = read_site(ROOT, Options(kind=SITE), datetime.now(UTC))
    return {page.template: page.url for page in reversed(read.site.pages)}


def copied(folder: Path) -> Path:
    """Copy the site's content and templates to a folder; return it."""
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@cache
def built_every_kind() -> Path:
    """Return the finished site of a copy, made once."""
    folder = TemporaryDirectory(prefix="carepress-tests-")
    atexit.register(folder.cleanup)
    assert main(["build"], copied(Path(folder.name)), KIND) == 0
    return Path(folder.name) / "site"


KINDS = addresses()
OFTEN = {"home", "article"}  # the kinds that each run looks at; `test --all` looks at all of them
