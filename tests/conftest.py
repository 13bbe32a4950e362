"""The one fixture: a tiny site, written out in the test that uses it."""

import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from carepress.cli.report import as_text
from carepress.load.settings import Options
from carepress.model.made import Report
from carepress.pipeline import build
from carepress.problems import BuildFailed, Problem
from tests.every_kind import KEEP, picture

ROOT = Path(__file__).resolve().parent.parent
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)

PNG = picture(16, 16)  # so small that nothing smaller can be made of it


def pdf(*more: str, packed: bool = False, encrypted: bool = False) -> bytes:
    """Return a document of one page, with further objects from 4 on; `packed` hides all of them in a compressed stream."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R>>",
        *more,
    ]
    written, places = b"%PDF-1.7\n", []
    if packed:
        starts = [sum(len(one) + 1 for one in objects[:at]) for at in range(len(objects))]
        head = " ".join(f"{number} {start}" for number, start in enumerate(starts, start=1)) + " "
        data = zlib.compress((head + " ".join(objects)).encode())
        words = f"<</Type/ObjStm/N {len(objects)}/First {len(head)}/Filter/FlateDecode/Length {len(data)}>>stream\n"
        start, whole = (
            len(written),
            f"{len(objects) + 1} 0 obj".encode() + words.encode() + data + b"\nendstream endobj\n",
        )
        rows = [(0, 0, 0), *((2, len(objects) + 1, at) for at in range(len(objects))), (1, start, 0)]
        rows.append((1, start + len(whole), 0))
        table = b"".join(bytes([kind]) + where.to_bytes(4, "big") + bytes([at]) for kind, where, at in rows)
        words = f"{len(rows) - 1} 0 obj<</Type/XRef/Size {len(rows)}/W[1 4 1]/Root 1 0 R/Length {len(table)}>>stream\n"
        return (
            written
            + whole
            + words.encode()
            + table
            + f"\nendstream endobj\nstartxref\n{start + len(whole)}\n%%EOF".encode()
        )
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj {one} endobj\n".encode()
    rows_of_table = "".join(f"{place:010} 00000 n \n" for place in places)
    locked = "/Encrypt 4 0 R/ID[(a)(a)]" if encrypted else ""
    table_and_end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows_of_table}trailer<</Size {len(objects) + 1}/Root 1 0 R{locked}>>"
    return written + f"{table_and_end}\nstartxref\n{len(written)}\n%%EOF".encode()


SETTINGS = "name: Test Center\nbase_url: https://example.org/\n"
LAYOUT = (
    "<!doctype html><html lang=en><head><title>{{ page.title }}</title></head>"
    "<body><main>{% block main %}{{ content() }}{% endblock %}</main></body></html>"
)
BASIC = {
    "content/_site.yaml": SETTINGS,
    "content/index.md": "---\ntitle: Home\ndescription: A home.\n---\n",
    "templates/page.html": LAYOUT,
    **{
        f"templates/{name}.html": '{% extends "page.html" %}'
        for name in ("home", "section", "article", "404", "tag", "expired")
    },
}


def pytest_configure(config: pytest.Config) -> None:
    """Give all processes of a test run one store for what takes long to make: cards, pictures, the index."""
    if not hasattr(config, "workerinput"):
        os.environ[KEEP] = tempfile.mkdtemp(prefix="carepress-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take that store away when all have ended."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(KEEP), ignore_errors=True)


def page(body: str = "Words.\n", **keys: object) -> str:
    """Return a page's file: front matter with a title and a description, and a body from line 5 on."""
    front = {"title": "Title", "description": "Words.", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + f"---\n{body}"


@dataclass(frozen=True)
class TinySite:
    """A site in a temporary folder."""

    root: Path

    def write(self, files: Mapping[str, str | bytes]) -> "TinySite":
        """Write or replace files; return the site."""
        for path, content in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def build(self, today: str = "", *, base_url: str | None = None, drafts: bool = False) -> Report:
        """Build the site as of a day; return what was done."""
        options = Options(today=date.fromisoformat(today) if today else None, base_url=base_url, drafts=drafts)
        return build(self.root, options, NOON)

    def problems(self) -> tuple[Problem, ...]:
        """Build the site, which must fail; return why."""
        with pytest.raises(BuildFailed) as failure:
            self.build()
        return failure.value.problems

    def found(self) -> tuple[Problem, ...]:
        """Build the site; return what is wrong with it, whether it could be built or not."""
        try:
            return self.build().warnings
        except BuildFailed as failure:
            return failure.problems

    def printed(self) -> str:
        """Return the problems as a person reads them."""
        return "\n".join(as_text(problem, self.root) for problem in self.found())

    def read(self, path: str) -> str:
        """Return a file of the finished site."""
        return (self.root / "site" / path).read_text(encoding="utf-8")

    def main(self, path: str = "index.html") -> str:
        """Return what a page's text became: the inside of <main>."""
        return self.read(path).partition("<main>")[2].partition("</main>")[0].strip()

    def tree(self) -> dict[str, bytes]:
        """Return every file of the finished site."""
        folder = self.root / "site"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


MakeSite = Callable[..., TinySite]


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
