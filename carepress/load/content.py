"""Reads files from the disk as text, whatever their line ends, and content/: pages, data, and the list of what is beside them."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from carepress.load.unpublished import MEDIA, PUBLISHED, remedy
from carepress.model.page import TextFile
from carepress.model.site import ContentFiles, PageFile
from carepress.problems import Lines, Place, Problem
from carepress.problems.catalog import violation
from carepress.text.urls import is_portable, page_url, whole_letters
from carepress.text.words import slugify

# All that content/ holds beside the settings, and what is wrong with it.
Content = tuple[ContentFiles, list[Problem]]
_DATA = (".yaml", ".yml")
_DATA_FOLDER = re.compile("_data/|[^/]+/_data/[^/]+$")
_SETTINGS = re.compile(r"_site\b[^/]*", re.IGNORECASE)
_LEFT_BY_SYSTEMS = frozenset({"ehthumbs.db", "icon\r", "thumbs.db", "desktop.ini"})
_LINE_END = re.compile(rb"\r\n|\r|\n")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# No text has them, and Markdown uses some for itself. Word processors do leave the two that are missing here.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def is_readable(path: Path) -> bool:
    """Return whether a path is a plain file that may be read; a pipe would be waited for without end."""
    return os.path.isfile(path) and os.access(path, os.R_OK)


def unreadable(shown: str) -> Problem:
    """Return the problem of a path that isn't such a file."""
    return violation("file-unreadable", Place(shown), "file")


def read_text(path: Path, shown: str, problems: list[Problem]) -> TextFile:
    """Return a file's text with the line ends of Unix; what can't be read is empty and a problem."""
    raw = path.read_bytes() if is_readable(path) else None
    if raw is None:
        problem = unreadable(shown)
    elif raw.startswith(_UTF_16):
        problem = violation("encoding", Place(shown), "utf-16")
    else:
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            control = _CONTROL.search(text)
            if control is None:
                return TextFile(shown, text)
            place = Lines(text, shown).place(control.start())
            problem = violation("encoding", place, "character", character=ord(control[0]))
        except UnicodeDecodeError as failure:
            place = Place(shown, len(_LINE_END.findall(raw, 0, failure.start)) + 1)
            problem = violation("encoding", place, "byte", byte=raw[failure.start])
    problems.append(problem)
    return TextFile(shown, "", is_readable=False)


def read_content(folder: Path, settings: TextFile) -> Content:
    """Return all that content/ holds beside the settings, sorted by path, and the problems met on the way.

    A name that begins with `_` or `.` is never a page. Links and folders that aren't plain are named, not followed.
    """
    pages, beside, left_out = [], [], []
    data: list[TextFile] = []
    translated: list[TextFile] = []
    problems: list[Problem] = []
    for path in _walk(folder, problems):
        content_path = os.fspath(path)[len(os.fspath(folder)) + 1 :].replace(os.sep, "/")
        shown, suffix = f"content/{content_path}", os.path.splitext(content_path)[1]
        if os.path.islink(path):
            problems.append(violation("link-in-content", Place(shown)))
        elif fault := _name_problem(shown):
            problems.append(fault)
        elif _DATA_FOLDER.match(content_path) and suffix.lower() in _DATA:
            (data if content_path.startswith("_data/") else translated).append(read_text(path, shown, problems))
        elif content_path.partition("/")[0] == "_data":
            problems.append(violation("file-not-published", Place(shown), "data"))
        elif "/_" in f"/{content_path}":
            is_other = _SETTINGS.fullmatch(content_path) and shown != settings.path and settings.is_readable
            problems += [violation("file-not-published", Place(shown), "settings")] * bool(is_other)
        elif suffix == ".md":
            pages.append(read_text(path, shown, problems))
        elif suffix.lower() in PUBLISHED | MEDIA and not is_readable(path):
            problems.append(unreadable(shown))
        elif suffix.lower() in PUBLISHED | MEDIA:
            beside.append(PageFile(shown, asset_url(content_path)))
        else:
            left_out.append(whole_letters(content_path))
            problems.append(violation("file-not-published", Place(shown), "content", remedy=remedy(shown)))
    media = tuple(one for one in beside if os.path.splitext(one.path)[1].lower() in MEDIA)
    files = ContentFiles(
        settings=settings,
        pages=tuple(pages),
        data=tuple(data),
        translated=tuple(translated),
        assets=tuple(one for one in beside if one not in media),
        media=media,
        left_out=(*left_out, *(whole_letters(one.path.removeprefix("content/")) for one in media)),
    )
    return files, problems


def read_again(before: Content, folder: Path, settings: TextFile, changed: Iterable[Path]) -> Content | None:
    """Return what content/ holds after some files have changed; None if others have come or gone."""
    files, problems = before
    texts, others = (
        {file.path for file in (*files.pages, *files.data, *files.translated)},
        {file.path for file in files.assets},
    )
    read: dict[str, TextFile] = {}
    for path in changed:
        shown = f"{folder.name}/{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else ""
        is_plain = is_readable(path) and not path.is_symlink()
        if shown in texts and is_plain:
            problems = [one for one in problems if one.place.path != shown]
            read[shown] = read_text(path, shown, problems)
        elif (shown in texts | others and not is_plain) or (
            shown not in {"", settings.path, *others} and os.path.lexists(path)
        ):
            return None
    known = (files.pages, files.data, files.translated)
    pages, data, translated = (tuple(read.get(one.path, one) for one in some) for some in known)
    return replace(files, settings=settings, pages=pages, data=data, translated=translated), problems


@lru_cache(maxsize=1024)  # the files of a folder have it in common
def _name_problem(shown: str, *, is_folder: bool = False) -> Problem | None:
    """Return what is wrong with a file's name or a folder's: it must hold on every system, and give an address."""
    folder, _, name = shown.rpartition("/")
    if folder and (above := _name_problem(folder, is_folder=True)):
        return above
    if not is_portable(name):
        return violation("file-name", Place(shown), "system", name=name)
    if is_folder and not name.startswith("_") and not slugify(name):
        return violation("file-name", Place(shown), "address", name=name)
    return None


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield each file below a folder, in an order that no file system decides."""

    def report(failure: OSError) -> None:
        shown = Path(failure.filename).relative_to(folder.parent).as_posix()
        problems.append(violation("file-unreadable", Place(shown), "folder"))

    for parent, folders, names in os.walk(folder, onerror=report):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        for name in sorted([*names, *links]):
            if not name.startswith((".", "~$")) and name.lower() not in _LEFT_BY_SYSTEMS:
                yield Path(parent, name)


def asset_url(content_path: str) -> str:
    """Return the url of a file beside a page: in the same folder as the pages there, its name unchanged."""
    folder, _, name = whole_letters(content_path).rpartition("/")
    return page_url(f"{folder}/index.md") + name
