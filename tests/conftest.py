"""The fixtures for all tests: a tiny site, and checks that are switched off."""

import gc
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.project import KEEP
from tests.sites import BASIC, MakeSite, TinySite, page

collect_ignore = [
    "any_site"
]  # for the sites that `init` begins, where test_init.py runs them; this one has tests/care/


def pytest_configure(config: pytest.Config) -> None:
    """Give all processes of a test run one store for what takes long to make: cards, pictures, the index."""
    if not hasattr(config, "workerinput"):
        os.environ[KEEP] = tempfile.mkdtemp(prefix="carepress-tests-")


def pytest_collection(session: pytest.Session) -> None:
    """Let nothing be looked through for garbage while the tests are collected: all of them stay."""
    gc.disable()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Nor later among them: builds make much that is garbage soon, and a seventh of the processor's time went into it."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take that store away when all have ended."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(KEEP), ignore_errors=True)


@pytest.fixture
def words_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site be built whose words hold signs and tags on purpose, to see what becomes of them."""
    monkeypatch.setattr("carepress.check.hidden_signs", lambda source: ())
    monkeypatch.setattr("carepress.check.page.rules.hidden_signs", lambda source: ())
    monkeypatch.setattr("carepress.check.page.rules.unread_in_passage", lambda passage: ())
    monkeypatch.setattr("carepress.check.page.rules.unread_in_text", lambda document, file, data: ())


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Return a function that makes a site: a home page and bare templates, and the files that the test gives."""

    def make(files: Mapping[str, str | bytes] | None = None, *, body: str | None = None) -> TinySite:
        site = TinySite(tmp_path / "project").write(BASIC)
        if body is not None:
            site.write({"content/index.md": page(body)})
        return site.write(files or {})

    return make
