"""Changes a file, or several of a folder, so that all of it is done or nothing, as far as a file system allows."""

import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or as it was before, with the rights that it had."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def write_together(texts: Mapping[Path, bytes], moves: Mapping[Path, Path]) -> None:
    """Move files, and then give some what they are to hold; if anything fails, whatever was done is undone."""
    with ExitStack() as undo:
        staged: dict[Path, Path] = {}
        for target, content in texts.items():
            _make_folder(target.parent, undo)
            beside = staged[target] = target.with_name(f".{target.name}.{os.getpid()}")
            undo.callback(beside.unlink, missing_ok=True)
            beside.write_bytes(content)
        for old, new in moves.items():
            _make_folder(new.parent, undo)
            os.replace(old, new)
            undo.callback(os.replace, new, old)
        for target, beside in staged.items():
            undo.callback(target.write_bytes, target.read_bytes())
            shutil.copymode(target, beside)
            os.replace(beside, target)
        undo.pop_all()
    for folder in {old.parent for old in moves}:
        with suppress(OSError):  # others are in it
            os.removedirs(folder)


def _make_folder(folder: Path, undo: ExitStack) -> None:
    for one in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        one.mkdir()
        undo.callback(one.rmdir)
