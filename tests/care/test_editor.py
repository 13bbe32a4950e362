"""The editor and this site's own files: what nobody changes stays to the byte, and one answer changes one line."""

import shutil
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.cli.preview.desk import filled, form_for
from carepress.cli.preview.editing import TEXTS, read, save
from tests.sites import ROOT

FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "content").rglob("*")
    if path.suffix in TEXTS and path.is_file()
)
PAGES = [file for file in FILES if file.endswith(".md")]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the site's content."""
    folder = tmp_path_factory.mktemp("edited")
    shutil.copytree(ROOT / "content", folder / "content")
    return folder


def test_opened_and_saved(root: Path) -> None:
    """Each file has the same bytes after it was opened and saved without a change, by its text and by its form."""
    for file in FILES:
        before = (root / file).read_bytes()
        text, digest = read(root, file)
        answers = {one["name"]: one["value"] for one in form_for(CARE, file, text, {}) if not one["fields"]}
        same, mistakes = filled(CARE, file, text, {}, answers)
        save(root, file, same, digest)
        assert ((root / file).read_bytes(), mistakes) == (before, {}), file


@pytest.mark.parametrize("file", PAGES)
def test_one_answer_changes_one_line(root: Path, file: str) -> None:
    """A page's title is another, and all else is as it was."""
    before = (root / file).read_bytes().split(b"\n")
    text, digest = read(root, file)
    changed, mistakes = filled(CARE, file, text, {}, {"title": "Another title: this one"})
    save(root, file, changed, digest)
    after = (root / file).read_bytes().split(b"\n")

    assert mistakes == {}
    assert len(before) == len(after)
    assert [line for old, line in zip(before, after, strict=True) if old != line] in (
        [b'title: "Another title: this one"'],
        [b"title: 'Another title: this one'"],
    )


def test_each_data_file_has_a_form(root: Path) -> None:
    """Its records are asked for with what they are declared to have."""
    without = [file for file in FILES if not form_for(CARE, file, read(root, file)[0], {})]

    no_record_yet, no_record = (
        ["content/_data/contacts.yaml", "content/_data/people.yaml"],
        ["content/es/_data/site.yaml"],
    )
    assert without == no_record_yet + no_record
