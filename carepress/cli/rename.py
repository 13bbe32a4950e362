"""The command `rename`: a page, a picture or a folder gets another name or place."""

import argparse
import os
import posixpath
from pathlib import Path

from carepress.cli.moves import FIXED, change, moving, own_files, read_whole
from carepress.load.names import UnknownName
from carepress.text.urls import is_portable, whole_letters
from carepress.text.words import slugify


def run(asked: argparse.Namespace, root: Path) -> int:
    """Give a page, a picture or a folder another name or place. Raises UnknownName if that can't be."""
    tree = read_whole(asked, root)
    old = moving(asked.what, root, tree)
    folder, _, name = old.rpartition("/")
    if name == "index.md":
        raise UnknownName(f"content/{old} stands for its folder", f"rename content/{folder} instead")
    new = _goal(asked.goal, old, root, posixpath.splitext(old)[1] if old in tree.targets.addresses else "")
    if old in tree.targets.addresses:
        beside = posixpath.dirname(new)
        own = own_files(tree, old) if beside != folder else ()
        moves = {old: new} | {one: posixpath.join(beside, posixpath.relpath(one, folder or ".")) for one in own}
    else:
        moves = {one: f"{new}{one[len(old) :]}" for one in tree.targets.addresses if one.startswith(f"{old}/")}
    return change(tree, moves, (old, new), is_trial=asked.dry_run)


def _goal(word: str, old: str, root: Path, suffix: str) -> str:
    """Return the new path inside content/ of what has a suffix, or is a folder. Raises UnknownName if nothing can be there."""
    typed = whole_letters(word.replace(os.sep, "/"))
    path = posixpath.join("" if "/" in typed else posixpath.dirname(old), typed.removeprefix("content/"))
    is_folder = (root / "content" / path).is_dir()
    if (path.endswith("/") and (suffix or is_folder)) or (suffix and is_folder):
        path = posixpath.join(path, posixpath.basename(old))
    path = posixpath.normpath(path).removesuffix(suffix) + suffix
    names = path.removesuffix(suffix).split("/")
    if any(one.startswith(("_", ".")) or not slugify(one) or not is_portable(one) for one in names) or path in FIXED:
        raise UnknownName(f'"{word}" can\'t be the name of a page or a file', "take a few letters or digits")
    if not suffix and f"{path}/".startswith(f"{old}/"):
        raise UnknownName(f"content/{old} can't go into itself", "take another name")
    return path
