"""The files and folders that people name in a command."""

import os
from pathlib import Path

from carepress.load.names import UnknownName
from carepress.problems import guess

_CHECKED = ("content", "templates", "site")  # the folders in which a check can find something
_WRITTEN = ("content", "templates")  # a guess in site/ would lead to a check that finds nothing


def named_path(word: str, root: Path) -> str:
    """Return the file or folder that a person named, as problems name it. Raises UnknownName with a guess."""
    whole = Path(os.path.abspath(root / word))
    # The project's folder may have other names: through a link, or in other letter case.
    top = next((one for one in whole.parents if os.path.exists(one) and one.samefile(root)), None)
    path = whole.relative_to(top).as_posix() if top else word
    if path.split("/")[0] in _CHECKED and os.path.lexists(whole):
        return path
    folders = ", ".join(f"{name}/" for name in _CHECKED)
    raise UnknownName(f'"{word}" isn\'t a file or folder in {folders}', _meant(path, root))


def inside(root: Path, path: str) -> Path:
    """Return where a file of content/ really is. Raises UnknownName if a link leads elsewhere."""
    content = os.path.realpath(root / "content")
    target = os.path.join(content, *path.split("/")[1:])
    if os.path.realpath(target) != target:
        raise UnknownName(f"{path} is, or lies behind, a link", "put the file or folder itself there")
    return Path(target)


def _meant(path: str, root: Path) -> str:
    """Return a hint that names the file or folder that was meant: below content/, or else one spelled much the same."""
    found = [one for name in _WRITTEN for one in (root / name, *(root / name).rglob("*"))]
    known = [one.relative_to(root).as_posix() + "/" * one.is_dir() for one in found]
    below = [name for name in known if name.rstrip("/") == f"content/{path}"]
    return f'did you mean "{below[0]}"?' if below else guess(path, known, "write it as content/blog/first.md")
