"""Reads templates/assets/ and gives each file a name with its fingerprint, so that browsers may keep it for good.

A style sheet that imports another gets its text in place of the import, and loses its blanks: a visitor's browser asks
once, for less. A file whose name begins with `_` is only for such imports.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rcssmin import cssmin  # type: ignore[import-untyped]

FOLDER = "assets"
_FINGERPRINT = 10
_IMPORT = re.compile(rb'^@import "([\w-]+\.css)";$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class StyleFile:
    """A file of the site's look: its url with the fingerprint, and its bytes."""

    url: str
    content: bytes


def read_assets(templates: Path) -> Mapping[str, StyleFile]:
    """Return the assets by their path inside templates/assets/."""
    folder = templates / FOLDER
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "_")))
    return {path.relative_to(folder).as_posix(): _asset(path, folder) for path in paths}


def _asset(path: Path, folder: Path) -> StyleFile:
    content = path.read_bytes()
    if path.suffix == ".css":
        content = cssmin(_IMPORT.sub(lambda match: _imported(match, path), content))
    fingerprint = hashlib.sha256(content).hexdigest()[:_FINGERPRINT]
    name = PurePosixPath(path.relative_to(folder).as_posix())
    return StyleFile(f"/{FOLDER}/{name.with_name(f'{name.stem}.{fingerprint}{name.suffix}')}", content)


def _imported(match: re.Match[bytes], path: Path) -> bytes:
    """Return the style sheet beside this one that an import names; the import itself if it isn't there."""
    file = path.with_name(match[1].decode())
    return file.read_bytes() if file.is_file() else match[0]
