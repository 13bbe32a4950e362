"""What the editor in the browser may do with the files of content/: read one, and write it if nobody else has meanwhile.

A file is named by its path from the project's folder, with slashes: no path leads out of content/, or through a link.
"""

import os
from collections.abc import Mapping
from difflib import SequenceMatcher
from hashlib import sha256
from http import HTTPStatus
from itertools import accumulate
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from carepress.cli.named import inside
from carepress.load.names import UnknownName
from carepress.text.spliced import Edit, as_read, spliced_file
from carepress.text.urls import is_portable
from carepress.text.words import slugify
from carepress.write.together import write_whole

TEXTS = (".md", ".yaml", ".yml")
MOST_TEXT = 2**20  # bytes
MOST_PICTURE = 20 * 2**20
_LONGEST = 200  # bytes of a name; systems take 255
_BOM = "\ufeff"
# How files of pictures begin, by the end of their names: what isn't one isn't saved as one.
_BEGIN: Mapping[str, tuple[bytes, bytes]] = {
    ".png": (b"\x89PNG\r\n\x1a\n", b""),
    ".jpg": (b"\xff\xd8\xff", b""),
    ".gif": (b"GIF8", b""),
    ".webp": (b"RIFF", b"WEBP"),
}


class Refused(Exception):
    """Something that the editor asks for can't be; `said` goes to the browser, with why and what to do."""

    def __init__(self, status: HTTPStatus, error: str, hint: str = "", **said: object) -> None:
        super().__init__(error)
        self.status = status
        self.said: dict[str, object] = {"error": error, "hint": hint, **said}


def find(root: Path, file: str) -> Path:
    """Return where a text of content/ is. Raises Refused if it isn't one, or isn't there."""
    target = place(root, file, TEXTS)
    try:
        is_file = S_ISREG(os.lstat(target).st_mode)
    except FileNotFoundError:
        raise Refused(HTTPStatus.GONE, f"{file} isn't there", "somebody has deleted, renamed or moved it") from None
    if not is_file:
        raise Refused(HTTPStatus.FORBIDDEN, f"{file} isn't a file")
    return target


def place(root: Path, file: str, suffixes: tuple[str, ...]) -> Path:
    """Return where a file of content/ is or would be. Raises Refused if it may not be touched from a browser."""
    parts = file.split("/")
    is_plain = all(part and is_portable(part) and part[0] != "." and len(part.encode()) <= _LONGEST for part in parts)
    if parts[0] != "content" or len(parts) == 1 or not is_plain or not parts[-1].lower().endswith(suffixes):
        raise Refused(HTTPStatus.FORBIDDEN, "this file can't be changed from here", "only texts of content/ can")
    try:
        return inside(root, file)
    except UnknownName as failure:
        raise Refused(HTTPStatus.FORBIDDEN, str(failure), failure.hint) from None


def read(root: Path, file: str) -> tuple[str, str]:
    """Return a text as an editor has it, all its lines ending alike, and a digest of the file. Raises Refused."""
    raw = find(root, file).read_bytes()
    if len(raw) > MOST_TEXT:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{file} is too long to be changed from here")
    return as_read(_decoded(raw, file)), sha256(raw).hexdigest()


def save(root: Path, file: str, text: str, digest: str) -> str:
    """Write a text if the file is still what its digest says, or is gone and the digest empty; return the new digest.

    Lines that stay keep their ends. Raises Refused, if the file is another with what it holds now, and OSError.
    """
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "the text has signs that no text can have", "take them out")
    target = place(root, file, TEXTS)
    before = ""
    if digest or os.path.lexists(target) or not target.parent.is_dir():
        raw = find(root, file).read_bytes()
        before = _decoded(raw, file)
        if sha256(raw).hexdigest() != digest:
            said = {"text": as_read(before), "digest": sha256(raw).hexdigest()}
            raise Refused(HTTPStatus.CONFLICT, f"{file} was changed elsewhere since you opened it", **said)
    new = _with_line_ends(before, text).encode()
    if len(new) > MOST_TEXT:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{file} would be too long", "divide it into two")
    write_whole(target, new)
    return sha256(new).hexdigest()


def save_picture(root: Path, page: str, name: str, content: bytes) -> str:
    """Save a picture beside a page, under a name that no other file has; return the name. Raises Refused and OSError."""
    folder = find(root, page).parent
    suffixes = [end for end, (first, then) in _BEGIN.items() if content.startswith(first) and then in content[:16]]
    if not suffixes:
        hint = "save it as .jpg, .png, .gif or .webp with the program that shows it, then try again"
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "this isn't a picture that browsers show", hint)
    if len(content) > MOST_PICTURE:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the picture is too large", "make it smaller than 20 MB")
    stem = slugify(PurePosixPath(name).stem)[:80] or "picture"
    for number in range(1, 100):
        found = f"{stem}-{number}{suffixes[0]}" if number > 1 else f"{stem}{suffixes[0]}"
        target = place(root, f"{page.rpartition('/')[0]}/{found}", tuple(_BEGIN))
        if not os.path.lexists(folder / found):
            with target.open("xb") as file:
                file.write(content)
            return found
        if target.is_file() and target.read_bytes() == content:
            return found
    raise Refused(HTTPStatus.CONFLICT, f"there are a hundred pictures called {stem}", "give it another name")


def _decoded(raw: bytes, file: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        hint = "open it in another editor and save it as UTF-8"
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{file} isn't UTF-8", hint) from None


def _with_line_ends(before: str, text: str) -> str:
    """Return a text whose lines end as they did, new ones as the others; a mark of the order of bytes stays."""
    if "\r" not in before:
        return _BOM * before.startswith(_BOM) + text
    old, new = as_read(before).splitlines(keepends=True), text.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return spliced_file(
        before,
        [Edit(starts[a], starts[b], "".join(new[c:d])) for what, a, b, c, d in changes if what != "equal"],
    )
