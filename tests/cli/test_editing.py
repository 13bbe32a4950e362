"""What the editor may do with files: texts of content/ and nothing else, and never over what somebody else has saved."""

import os
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest

from carepress.cli.preview.editing import MOST_TEXT, Refused, find, read, save, save_picture

PAGE = "content/blog/first.md"
TEXT = "---\ntitle: First\n---\n\nWords.\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with a page, and things beside it that no editor may touch."""
    (tmp_path / "content/blog").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / PAGE).write_text(TEXT, encoding="utf-8")
    (tmp_path / "build.py").write_text("print()", encoding="utf-8")
    (tmp_path / "secret.md").write_text("Secret.", encoding="utf-8")
    (tmp_path / "templates/base.md").write_text("Base.", encoding="utf-8")
    (tmp_path / "content/blog/photo.png").write_bytes(PNG)
    (tmp_path / "content/folder.md").mkdir()
    if os.name != "nt":
        (tmp_path / "content/link.md").symlink_to(tmp_path / "secret.md")
        (tmp_path / "content/out").symlink_to(tmp_path)
    return tmp_path


def refused(do: Callable[[], object]) -> HTTPStatus:
    with pytest.raises(Refused) as failure:
        do()
    return failure.value.status


HOSTILE = (
    *("", "/", "content", "content/", "/etc/passwd", "secret.md", "build.py", "templates/base.md", "content/blog"),
    *("content/../secret.md", "content/blog/../../secret.md", "../secret.md", "content/./blog/first.md"),
    *("content//blog/first.md", "content\\blog\\first.md", "content/..\\secret.md", "C:\\secret.md", "content/C:first.md"),
    *("content/%2e%2e/secret.md", "content/blog/first.md\0.png", "content/blog/first.md\n"),
    *("content/.hidden.md", "content/.git/first.md", "content/blog/photo.png", "content/blog/first.txt", "content/con.md"),
    *("content/link.md", "content/out/secret.md", "content/out/content/blog/first.md", "file:///etc/passwd", "//host/a.md"),
    *("content/folder.md", f"content/{'a' * 300}.md", "content/blog/first.md/", "content/blog/first.md.", "content/ first.md "),
)  # fmt: skip


@pytest.mark.parametrize("file", HOSTILE)
def test_files_that_no_editor_may_touch(root: Path, file: str) -> None:
    """None is read, written or made, whatever its name says."""
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    for do in (lambda: find(root, file), lambda: read(root, file), lambda: save(root, file, "Mine.", "")):
        assert refused(do) in {HTTPStatus.FORBIDDEN, HTTPStatus.GONE}
    assert refused(lambda: save_picture(root, file, "a.png", PNG)) in {HTTPStatus.FORBIDDEN, HTTPStatus.GONE}
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEXT.encode(), id="plain"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="windows"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="old-mac"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="mark-of-bytes"),
        pytest.param(b"---\r\ntitle: First\n---\r\n\nWords.", id="mixed"),
        pytest.param(TEXT.replace("Words", "W\N{LINE SEPARATOR}o\x0brds").encode(), id="other-ends-of-lines"),
        pytest.param(b"", id="empty"),
    ],
)
def test_a_text_saved_as_it_was(root: Path, raw: bytes) -> None:
    """Every byte stays; of a text with another word only its line is another."""
    (root / PAGE).write_bytes(raw)
    text, digest = read(root, PAGE)
    assert "\r" not in text
    digest = save(root, PAGE, text, digest)
    assert (root / PAGE).read_bytes() == raw

    save(root, PAGE, text.replace("Words", "Others"), digest)
    assert (root / PAGE).read_bytes() == raw.replace(b"Words", b"Others")


def test_a_new_line_ends_as_the_others(root: Path) -> None:
    """On Windows too."""
    (root / PAGE).write_bytes(b"One.\r\n\r\nThree.\r\n")
    save(root, PAGE, "One.\n\nTwo.\n\nThree.\n", read(root, PAGE)[1])

    assert (root / PAGE).read_bytes() == b"One.\r\n\r\nTwo.\r\n\r\nThree.\r\n"


def test_a_change_elsewhere_is_never_overwritten(root: Path) -> None:
    """The browser hears what is there now; with that it may save."""
    text, digest = read(root, PAGE)
    (root / PAGE).write_text("Theirs.\n", encoding="utf-8")
    with pytest.raises(Refused) as failure:
        save(root, PAGE, f"{text}Mine.\n", digest)

    theirs = failure.value.said
    assert (failure.value.status, theirs["text"]) == (HTTPStatus.CONFLICT, "Theirs.\n")
    assert (root / PAGE).read_text(encoding="utf-8") == "Theirs.\n"
    save(root, PAGE, "Both.\n", str(theirs["digest"]))
    assert (root / PAGE).read_text(encoding="utf-8") == "Both.\n"


def test_a_file_deleted_meanwhile(root: Path) -> None:
    """It isn't made again unless that is asked for, and then only while nothing stands there."""
    text, digest = read(root, PAGE)
    (root / PAGE).unlink()
    assert refused(lambda: save(root, PAGE, text, digest)) == HTTPStatus.GONE
    assert not (root / PAGE).exists()

    save(root, PAGE, text, "")
    assert (root / PAGE).read_text(encoding="utf-8") == TEXT
    assert refused(lambda: save(root, PAGE, "Mine.", "")) == HTTPStatus.CONFLICT


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        pytest.param(b"\xff\xfe\x00", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, id="binary"),
        pytest.param(bytes(MOST_TEXT + 1), HTTPStatus.REQUEST_ENTITY_TOO_LARGE, id="huge"),
    ],
)
def test_files_that_cant_be_opened(root: Path, raw: bytes, status: HTTPStatus) -> None:
    """No text comes out of them."""
    (root / PAGE).write_bytes(raw)

    assert refused(lambda: read(root, PAGE)) == status


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "a" * (MOST_TEXT + 1)], ids=["null", "half-a-sign", "huge"])
def test_texts_that_cant_be_saved(root: Path, text: str) -> None:
    """The file stays as it was."""
    _, digest = read(root, PAGE)
    assert refused(lambda: save(root, PAGE, text, digest)) >= HTTPStatus.BAD_REQUEST

    assert (root / PAGE).read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("name", "content", "saved"),
    [
        pytest.param("My Photo.PNG", PNG, "my-photo.png", id="plain"),
        pytest.param("photo.png", PNG, "photo.png", id="there-already"),
        pytest.param("photo.png", PNG + b"x", "photo-2.png", id="another-of-that-name"),
        pytest.param("evil.svg", b"\xff\xd8\xff" + bytes(9), "evil.jpg", id="named-as-something-else"),
        pytest.param("../../../build.py", b"GIF89a" + bytes(9), "build.gif", id="leads-out"),
        pytest.param("", b"RIFF0000WEBPVP8 ", "picture.webp", id="pasted"),
    ],
)
def test_a_picture_is_saved_beside_its_page(root: Path, name: str, content: bytes, saved: str) -> None:
    """Its end is that of what it is, and no other picture is lost."""
    assert save_picture(root, PAGE, name, content) == saved
    assert (root / "content/blog" / saved).read_bytes() == content
    assert (root / "content/blog/photo.png").read_bytes() == PNG


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"<html>", b"RIFF0000AVI ", b"%PDF-1.7"])
def test_what_is_no_picture_isnt_saved(root: Path, content: bytes) -> None:
    """Whatever it is called."""
    before = sorted(os.listdir(root / "content/blog"))

    assert refused(lambda: save_picture(root, PAGE, "a.png", content)) == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    assert sorted(os.listdir(root / "content/blog")) == before
