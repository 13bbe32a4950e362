"""Reads templates/assets/ and gives each file a name with its fingerprint, so that browsers may keep it for good.

A style sheet that imports another gets its text in place of the import, and loses its blanks: a visitor's browser asks
once, for less. A file whose name begins with `_` is only for such imports. In a preview, where nothing is kept by browsers,
names stay as they are: an edit of a style sheet makes no page new.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from carepress.load.content import read_text
from carepress.media.stylesheets import press_sheet
from carepress.model.config import Config
from carepress.problems import Problem
from carepress.text.urls import host_of

FOLDER = "assets"
_FINGERPRINT = 8
_TEXTS = frozenset({".css", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"})


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site's look: its url with the fingerprint, and its bytes."""

    url: str
    content: bytes


def read_assets(config: Config) -> tuple[Mapping[str, Asset], list[Problem]]:
    """Return the assets by their path inside templates/assets/, and what is wrong with them."""
    folder, problems = config.templates / FOLDER, list[Problem]()
    files, sheets = dict[str, Asset](), dict[str, str]()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
        name = path.relative_to(folder).as_posix()
        # A text has the same bytes, whatever line ends and byte order marks editors and Git give it; a mark is also
        # inside, where two files were joined.
        is_text = path.suffix.lower() in _TEXTS
        text = read_text(path, f"templates/{FOLDER}/{name}", problems).text.replace("\ufeff", "") if is_text else ""
        if name.endswith(".css"):
            sheets[name] = text
        elif not path.name.startswith("_"):
            files[name] = _named(name, text.encode() if is_text else path.read_bytes(), config)
    urls = {name: file.url for name, file in files.items()}
    for name in sheets:
        if not PurePosixPath(name).name.startswith("_"):
            text, found = press_sheet(name, sheets, urls, host_of(config.base_url))
            files[name] = _named(name, text.encode(), config)
            problems += found
    return files, list(dict.fromkeys(problems))


def _named(path: str, content: bytes, config: Config) -> Asset:
    fingerprint, name = hashlib.sha256(content).hexdigest()[:_FINGERPRINT], PurePosixPath(path)
    marked = name.with_name(f"{name.stem}.{fingerprint}{name.suffix}")
    return Asset(f"/{FOLDER}/{name if config.preview else marked}", content)
