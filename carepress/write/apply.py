"""Brings a finished build into site/: staged first, then applied with a journal, so that no crash leaves half a site.

Whatever moment a build is killed at, site/ is the old build, the new build, or holds the file `.carepress-unfinished`.
The next build or check completes such a change first. A manifest in site/ lists every file of the build with its SHA-256: what
isn't in it isn't ours and is left alone. Links are never followed, neither site/ itself nor anything in it.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from carepress.model.config import Config
from carepress.problems import EnvironmentFailed, Place, Problem
from carepress.problems.catalog import violation
from carepress.write.held import Held
from carepress.write.ownership import (
    DAMAGED,
    JOURNAL,
    MANIFEST,
    OPTIONS,
    TEMPORARY,
    check_files,
    digest_of,
    find_strangers,
    read_files,
    read_options,
    require_ours,
)


@dataclass(frozen=True, slots=True)
class Written:
    """What the write changed, counted, and the files in the folder that no build made."""

    written: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...]


class Stage:
    """The staging folder: finished files wait here until the whole build is found to be right.

    What the output folder holds already needn't wait. A trial stages nothing: nobody will
    see its files, and some may have names that can't be, or that several claim.
    """

    def __init__(self, folder: Path, held: Held, *, is_trial: bool) -> None:
        self.folder = folder
        self.held = held
        self.is_trial = is_trial
        self.files: dict[str, str] = {}
        self._unwritten: dict[str, bytes] = {}
        self.clear()

    def add(self, path: str, content: str | bytes | Path) -> None:
        """Put a finished file into the folder; `files` has the SHA-256 of each by its path."""
        content = content.read_bytes() if isinstance(content, Path) else content
        raw = content.encode() if isinstance(content, str) else content
        self.files[path] = hashlib.sha256(raw).hexdigest()
        if self.is_trial and not path.endswith(".html"):
            self._unwritten[path] = raw
        elif not self.is_trial and self.held.digests.get(path) != self.files[path]:
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)

    def keep(self, files: Mapping[str, str]) -> bool:
        """Return whether the output folder holds files, of which the SHA-256 is given, so that they stay; a trial needs none."""
        if is_held := self.is_trial or self.held.has(files):
            self.files |= files
        return is_held

    def read(self, path: str) -> str:
        """Return the text of a finished file; of a trial, of one that is no page."""
        return self.content(path).decode(errors="replace")

    def content(self, path: str) -> bytes:
        """Return what a finished file has."""
        if path in self._unwritten:
            return self._unwritten[path]
        waiting = self.folder / path
        return (waiting if waiting.is_file() else self.held.folder / path).read_bytes()

    def clear(self) -> None:
        """Take away the folder with what is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the right to build; raises EnvironmentFailed if another build has it. A killed build loses it by itself."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w") as file:
        try:
            _lock(file.fileno())
        except (BlockingIOError, PermissionError):
            raise EnvironmentFailed("another build is at work here: wait until it is done, then try again") from None
        yield


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Lend an empty folder to whoever holds the lock beside it; what somebody who was killed has left in it goes first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lock(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def complete_interrupted(config: Config) -> bool:
    """Return whether an earlier write had been interrupted; what it left undone is done now, if it can be.

    If not, the build that follows compares every file and makes the site whole, or says what is in its way. Raises
    EnvironmentFailed if the output folder can't be written to: a link, a file, or not ours.
    """
    require_ours(config.output)
    journal = config.output / JOURNAL
    if not journal.is_file():
        return False
    with suppress(EnvironmentFailed, OSError, *DAMAGED):
        plan = json.loads(journal.read_text(encoding="utf-8"))
        files = check_files(plan["files"])
        remove = list(check_files(dict.fromkeys(plan["remove"], "")))
        find_strangers(config.output, dict.fromkeys(remove, ""), files)
        replace = _missing(config.output, files)
        # The stage may be another build's by now: what it holds must be what the journal means.
        if not set(replace) & set(_missing(config.stage, files)):
            _apply(config, replace, remove, {key: plan[key] for key in ("files", OPTIONS) if key in plan})
    return True


def listed_files(config: Config) -> frozenset[str]:
    """Return the files of the output folder that builds have listed."""
    return frozenset().union(*(read_files(config.output / name) or () for name in (MANIFEST, JOURNAL)))


def published(config: Config) -> frozenset[str]:
    """Return the files of the last build in the output folder; none if it was made for others than this one."""
    is_alike = read_options(config.output) == config.not_for_visitors
    return frozenset(read_files(config.output / MANIFEST) or ()) if is_alike else frozenset()


def write_site(config: Config, stage: Stage) -> Written:
    """Return what changed after making the output folder equal to the staged build and what it held already.

    Raises EnvironmentFailed if something that no build made stands where the site needs the name.
    """
    files = dict(sorted(stage.files.items()))
    manifest, journal = (read_files(config.output / name) for name in (MANIFEST, JOURNAL))
    before = {**(journal or {}), **(manifest or {})}
    problems = find_strangers(config.output, before, files)
    if manifest is None:
        problems.append(violation("manifest-damaged", Place(f"{config.output.name}/{MANIFEST}")))
    replace = [path for path, digest in files.items() if stage.held.digests.get(path) != digest]
    remove = sorted(before.keys() - files.keys())
    options = config.not_for_visitors
    is_same = manifest == files and read_options(config.output) == options
    if replace or remove or not is_same or (config.output / JOURNAL).exists():
        config.output.mkdir(parents=True, exist_ok=True)
        listed = {"files": files} | ({OPTIONS: options} if options else {})
        _write_whole(config, JOURNAL, json.dumps({"remove": remove, **listed}))
        _apply(config, replace, remove, listed)
    stage.clear()
    stage.held.settle(files, replace)
    return Written(len(replace), len(remove), len(files) - len(replace), tuple(problems))


def _missing(folder: Path, files: dict[str, str]) -> list[str]:
    """Return the files that a folder doesn't hold, or not with the content that they should have."""
    return [path for path, digest in files.items() if digest_of(folder / path) != digest]


def _apply(config: Config, replace: list[str], remove: list[str], listed: Mapping[str, object]) -> None:
    """Remove and replace files, write the manifest, and take the mark of the unfinished away."""
    for path in remove:
        target = config.output / path
        with suppress(FileNotFoundError, NotADirectoryError):
            target.unlink()
        with suppress(OSError):
            os.removedirs(target.parent)  # as far up as they are empty; the journal keeps the output folder
    for path in replace:
        source, target = config.stage / path, config.output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(source, target)
    _write_whole(config, MANIFEST, json.dumps(listed, indent=1) + "\n")
    (config.output / JOURNAL).unlink()


def _move(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except OSError as failure:
        if failure.errno != errno.EXDEV:
            raise
        beside = target.with_name(TEMPORARY + target.name)
        try:
            shutil.copyfile(source, beside)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)


def _write_whole(config: Config, name: str, text: str) -> None:
    """Write a file of the output folder by way of the stage, so that the folder holds it whole or not at all."""
    config.stage.mkdir(parents=True, exist_ok=True)
    (config.stage / name).write_text(text, encoding="utf-8")
    _move(config.stage / name, config.output / name)
