"""Copies of the project's own content and templates, to build and to change."""

import shutil
from datetime import date
from pathlib import Path

from carepress.load.settings import Options
from carepress.model.made import Report
from carepress.pipeline import build
from tests.every_kind import share_store
from tests.sites import NOON, ROOT, TinySite

TODAY = date(2026, 11, 25)


def copied(folder: Path) -> TinySite:
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    share_store(folder)
    return TinySite(folder)


def built(project: TinySite) -> Report:
    return build(project.root, Options(today=TODAY), NOON)
