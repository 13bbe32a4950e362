"""Builds a site in place and a second time from nothing, and compares all that a person could see of the two."""

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from care import SITE as CARE
from carepress.load.settings import configure
from carepress.model.config import Depth, Options
from carepress.model.made import Report
from carepress.pipeline import build
from carepress.problems import BuildFailed, EnvironmentFailed, Problem
from carepress.write.apply import complete_interrupted
from carepress.write.ownership import JOURNAL, MANIFEST, read_files
from tests.sites import TinySite

CLEAN = "clean"  # the folder of a build from nothing
SOURCES = ("content", "templates")
# These fields of a report count the work that was done, and are to differ.
_WORK = {"converted", "written", "removed", "unchanged", "indexed", "cards", "images"}
_EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "shutil.copyfile"}
Progress = Callable[[str], None]
Said = Mapping[str, object]


def said_by(root: Path, options: Options, now: datetime) -> Said:
    """Build; return all that the build says of the site, whether it succeeds or not."""
    try:
        report = build(root, options, now)
    except BuildFailed as failure:
        return {"problems": ordered(failure.problems), "allowed": failure.allowed, "tried": failure.tried}
    except EnvironmentFailed as failure:
        return {"stopped": str(failure).replace(str(root), "")}
    said = {one.name: getattr(report, one.name) for one in fields(Report) if one.name not in _WORK}
    return {**said, "warnings": ordered(report.warnings)}


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in one order; those at one place with the same message have none of their own."""
    return sorted(problems, key=lambda one: (*one.sort_key(), one.severity, one.hint))


def sources_of(site: TinySite) -> dict[str, bytes]:
    """Return the files that people write, by their paths."""
    found = (path for folder in SOURCES for path in (site.root / folder).rglob("*") if path.is_file())
    return {path.relative_to(site.root).as_posix(): path.read_bytes() for path in found}


def differences(site: TinySite, options: Options, now: datetime) -> tuple[dict[str, Any], bool]:
    """Build a site in place, and a copy of it from nothing.

    Return how the two differ, each with what is in place first, and whether the site could be built.
    """
    expected, wanted = _from_nothing(_to_copy(site, options, now), options.drafts, options.staging, options.depth, now)
    before = site.tree()
    said, left = said_by(site.root, options, now), site.tree()
    is_built = "warnings" in expected
    wanted = wanted if is_built and options.depth == "build" else before
    return {**_unlike(said, expected), **_unlike(left, wanted)}, is_built


def _to_copy(site: TinySite, options: Options, now: datetime) -> frozenset[tuple[str, bytes]]:
    """Return the files of a copy of a site without a cache and without a finished page.

    Some messages speak of the last build: a link to a page that it had and this one hasn't, an address that is gone, a
    file in site/ that no build made. So the copy gets the list of the last build's files, these files emptied, and what
    else is in site/. A write that was killed is finished before, for from then on it is the last build.
    """
    if (site.root / "site" / JOURNAL).exists():
        complete_interrupted(configure(site.root, options, now).config)
    listed = (read_files(site.root / "site" / MANIFEST) or {}).keys()
    start = {f"site/{path}": b"" if path in listed else raw for path, raw in site.tree().items()}
    return frozenset((sources_of(site) | start).items())


@lru_cache(maxsize=16)  # some steps change no source, some are taken back
def _from_nothing(
    files: frozenset[tuple[str, bytes]], drafts: bool, staging: bool, depth: Depth, now: datetime
) -> tuple[Said, Mapping[str, bytes]]:
    """Build these files in a new folder; return what the build says, and the finished site."""
    with TemporaryDirectory(prefix="carepress-clean-") as folder:
        site = TinySite(Path(folder) / CLEAN).write(dict(files))
        return said_by(site.root, Options(kind=CARE, drafts=drafts, staging=staging, depth=depth), now), site.tree()


def _unlike(some: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    names = sorted(some.keys() | others.keys())
    return {name: _shown(some.get(name), others.get(name)) for name in names if some.get(name) != others.get(name)}


def _shown(one: Any, other: Any) -> tuple[Any, Any]:
    """Return of two that differ what differs: the problems that only one has, or the place where two files part."""
    if isinstance(one, list) and isinstance(other, list):
        return [some for some in one if some not in other], [some for some in other if some not in one]
    if isinstance(one, bytes) and isinstance(other, bytes):
        at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        return one[max(0, at - 40) : at + 60], other[max(0, at - 40) : at + 60]
    return one, other


def interrupt(site: TinySite, options: Options, now: datetime, at: int) -> None:
    """Begin a build and stop it at one of its stages, as Ctrl+C does."""
    stages = iter(range(at))

    def progress(stage: str) -> None:
        if next(stages, None) is None:
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt, BuildFailed, EnvironmentFailed):
        build(site.root, options, now, progress)


def kill(site: TinySite, options: Options, now: datetime, at: int) -> None:
    """Begin a build in a process of its own, which kills itself when it has touched so many files."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads of the tests do nothing in the new process
        child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    left = iter(range(at))

    def watch(event: str, details: object) -> None:
        if event in _EVENTS and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    try:
        build(site.root, options, now)
    finally:
        os._exit(0)
