"""Brings a finished build into site/: staged first, then applied with a journal, so that no crash leaves half a site.

Whatever moment a build is killed at, site/ is the old build, the new build, or holds the file `.carepress-unfinished`.
The next command completes such a change first. A manifest in site/ lists every file of the build with its SHA-256: what
isn't in it isn't ours and is left alone.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from carepress.model import Config, Output, Page
from carepress.problems import EnvironmentFailed, Place, Problem, warning

MANIFEST = "carepress.json"
JOURNAL = ".carepress-unfinished"
# A file gets its name only when it is whole; what a killed build leaves under such a name is cleared away.
_TEMPORARY = ".carepress-new-"
_OURS = frozenset({MANIFEST, JOURNAL, ".gitignore"})


@dataclass(frozen=True, slots=True)
class Written:
    """What the write changed, counted, and the files in the folder that no build made."""

    written: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...]


class Stage:
    """The staging folder: finished files wait here until the whole build is found to be right."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._made: set[Path] = {folder}

    def add(self, path: str, content: str | bytes, page: Page | None = None) -> Output:
        """Return the output for a file, written to the staging folder."""
        raw = content.encode() if isinstance(content, str) else content
        target = self.folder / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        with open(target, "wb") as file:
            file.write(raw)
        return Output(path, hashlib.sha256(raw).hexdigest(), page)

    def read(self, output: Output) -> str:
        """Return the text of a staged file."""
        return (self.folder / output.path).read_text(encoding="utf-8")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the right to build; raises EnvironmentFailed if another build has it. A killed build loses it by itself."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise EnvironmentFailed("another build is at work here: wait until it is done, then try again") from None
        yield


def _lock(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def complete_interrupted(config: Config) -> bool:
    """Return whether an earlier write had been interrupted; what it left undone is done now."""
    journal = config.output / JOURNAL
    if not journal.is_file():
        return False
    try:
        plan = json.loads(journal.read_text(encoding="utf-8"))
        files = _files(plan["files"])
        replace, remove = (list(_files(dict.fromkeys(plan[key], ""))) for key in ("replace", "remove"))
    except (OSError, ValueError, KeyError, TypeError):
        return True  # a damaged journal: the build that follows compares every file and makes the site whole
    # The stage may be another build's by now: what it holds must be what the journal means.
    if all(digest in {_digest(config.output / path), _digest(config.stage / path)} for path, digest in files.items()):
        _apply(config, replace, remove, files)
    return True


def write_site(config: Config, stage: Stage, outputs: Iterable[Output]) -> Written:
    """Return what changed after making the output folder equal to the staged build.

    Raises EnvironmentFailed if the folder holds a site that Carepress didn't make.
    """
    files = {output.path: output.digest for output in sorted(outputs, key=lambda output: output.path)}
    before = _read_manifest(config.output)
    strangers = _strangers(config.output, before, files)
    replace = [path for path, digest in files.items() if _digest(config.output / path) != digest]
    remove = sorted(before.keys() - files.keys())
    if replace or remove or before != files or (config.output / JOURNAL).exists():
        config.output.mkdir(parents=True, exist_ok=True)
        plan = {"replace": replace, "remove": remove, "files": files}
        _write_whole(config.output / JOURNAL, json.dumps(plan))
        _apply(config, replace, remove, files)
    shutil.rmtree(stage.folder, ignore_errors=True)
    return Written(len(replace), len(remove), len(files) - len(replace), tuple(strangers))


def _apply(config: Config, replace: list[str], remove: list[str], files: dict[str, str]) -> None:
    """Carry out a plan; what has been done already is passed over, so that it can be carried out again."""
    for path in remove:
        target = config.output / path
        target.unlink(missing_ok=True)
        _prune(target.parent, config.output)
    for path in replace:
        source, target = config.stage / path, config.output / path
        if not source.exists():
            continue  # moved before the interruption
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(source, target)
    _write_whole(config.output / MANIFEST, json.dumps({"files": files}, indent=1) + "\n")
    (config.output / JOURNAL).unlink()


def _move(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except OSError as failure:
        if failure.errno != errno.EXDEV:
            raise
        beside = target.with_name(_TEMPORARY + target.name)
        shutil.copyfile(source, beside)
        os.replace(beside, target)


def _write_whole(path: Path, text: str) -> None:
    beside = path.with_name(_TEMPORARY + path.name)
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def _prune(folder: Path, top: Path) -> None:
    """Remove a folder and those above it as long as they are empty."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        return _files(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _files(value: object) -> dict[str, str]:
    """Return paths with their digests as read from JSON. Raises ValueError for anything that leads out of the folder."""
    if not isinstance(value, dict):
        raise ValueError("not a list of files")
    for path, digest in value.items():
        parts = PurePosixPath(path).parts
        if not isinstance(digest, str) or not parts or ".." in parts or path.startswith("/") or "\\" in path:
            raise ValueError(f"not a file of the site: {path}")
    return value


def _strangers(folder: Path, before: dict[str, str], files: dict[str, str]) -> list[Problem]:
    """Return a warning for each file in the output folder that no build made."""
    for path in folder.rglob(f"{_TEMPORARY}*"):
        path.unlink()
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    found = [path for path in found if path not in _OURS]
    # A folder is ours if a build has left its mark there; what lies in another one must not be overwritten.
    if found and not (folder / MANIFEST).exists() and not (folder / JOURNAL).exists():
        raise EnvironmentFailed(
            f"{folder} holds files that Carepress didn't make ({found[0]}): give an empty folder with --output"
        )
    strange = [path for path in found if path not in before and path not in files]
    hint = "move it to content/ if it belongs to the site; otherwise delete it"
    return [
        warning("file-not-ours", "no build made this file; it is left alone", Place(f"{folder.name}/{path}"), hint)
        for path in strange
    ]
