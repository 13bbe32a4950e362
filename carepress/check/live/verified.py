"""Asks a live site for every file of a build, and for what should not be there.

What was right in a run that was stopped isn't asked for again within an hour: `.cache/verify/` keeps it, and the lists of
the builds that were verified, by which a later run knows what is of an older build.
"""

import hashlib
import json
import os
import re
import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from carepress.check.live.asking import SIDE_BY_SIDE, SLOW, Asker, Came, certificate_ends
from carepress.check.live.compared import (
    NOT_FOUND,
    Build,
    certificate_differences,
    extra_differences,
    file_differences,
    not_found_differences,
    path_of,
)
from carepress.check.site.external import Pace
from carepress.model.records import Hosting
from carepress.problems import EnvironmentFailed, Problem
from carepress.site_files.hosting import FILES, FINGERPRINTED
from carepress.site_files.packed import ENDINGS
from carepress.write.ownership import DAMAGED, JOURNAL, MANIFEST, check_files, digest_of, read_files, read_options

_AT_ONCE = 256  # files that are asked for before what came of them is noted
_MOST_BUILDS = 10
_HOLDS = 3600  # seconds for which what was right is right
_MOST_EXTRA = 1_000
_LOCATION = re.compile(r"<loc>([^<]+)</loc>")

# Returns what is wrong with the answer for a path.
Look = Callable[[Build, str, Came], Iterator[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What came of it: the differences, how many files were asked for and known to be right, and what the build has."""

    problems: tuple[Problem, ...]
    files: int
    asked: int
    known: int
    redirects: int
    ends: datetime | None


def read_build(folder: Path, address: str, hosting: Hosting | None) -> Build:
    """Return what a live site should be. Raises EnvironmentFailed if the folder has no finished build."""
    files = read_files(folder / MANIFEST)
    if not files or (folder / JOURNAL).exists():
        raise EnvironmentFailed(f"{folder} has no finished build: build the site first, or name its folder with --site")
    lines = (folder / "_redirects").read_text(encoding="utf-8").splitlines() if "_redirects" in files else []
    # What is packed comes in place of what it was made from.
    beside = {f"{path}{ending}" for path in files for ending in ENDINGS}
    asked = {path: digest for path, digest in files.items() if path not in {*FILES, *beside}}
    return Build(
        address=address if address.endswith("/") else f"{address}/",
        hosting=hosting,
        files=asked | {MANIFEST: digest_of(folder / MANIFEST)},
        moved={old: new for old, new, _ in map(str.split, lines)},
        staging="--staging" in read_options(folder),
    )


def verify(
    build: Build, cache: Path, now: datetime, sample: int, progress: Callable[[str], None], pace: Pace = SLOW
) -> Verified:
    """Return in what a live site differs from a build; with `sample`, so many files are looked at, others on each day.

    Raises EnvironmentFailed if its host can't be reached.
    """
    asker, base = Asker(build.address, pace), urlsplit(build.address).path
    first = asker.get(base)
    if first.failure:
        raise EnvironmentFailed(f"{build.address} can't be read: {first.failure}")
    earlier, known_paths = _earlier(cache, asker.get(base + MANIFEST))
    build = replace(build, earlier=earlier)
    kept = cache / f"right-{hashlib.sha256(f'{build.address} {build.files[MANIFEST]}'.encode()).hexdigest()[:16]}"
    right = _read_right(kept)
    # Cloudflare has the page for what isn't there at another address, and everywhere it is what comes for such an address.
    paths = _chosen([path for path in build.files if path != NOT_FOUND], sample, now)
    waiting = [path for path in paths if path not in right]
    problems: list[Problem] = []
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool, kept.open("a", encoding="utf-8") as notes:
        asked = partial(_asked, build, asker, pool)
        for number, (path, found) in enumerate(asked(waiting, file_differences), 1):
            problems += found
            if not found:
                notes.write(f"{path}\n")
            progress(f"Verifying: {number:,} of {len(waiting):,}")
        nothing = f"nothing-{now.timestamp():.0f}/index.html"
        extra = sorted({*known_paths, *_in_sitemap(build, asker)} - build.files.keys() - {*FILES})
        others = [path for path in extra if not (path.startswith(FINGERPRINTED) or path.endswith(ENDINGS))][
            :_MOST_EXTRA
        ]
        for probe, look in (([nothing], not_found_differences), (others, extra_differences)):
            problems += [one for _, found in asked(probe, look) for one in found]
    ends = certificate_ends(build.address)
    problems += certificate_differences(build.address, ends, now)
    kept.unlink()
    return Verified(
        problems=tuple(problems),
        files=len(paths),
        asked=len(waiting) + len(others) + 1,
        known=len(paths) - len(waiting),
        redirects=len(build.redirects.keys() & set(paths)),
        ends=ends,
    )


def _asked(
    build: Build, asker: Asker, pool: ThreadPoolExecutor, paths: Iterable[str], look: Look
) -> Iterator[tuple[str, list[Problem]]]:
    """Yield each path with what is wrong with what came of it; few answers are waited for at a time."""

    def one(path: str) -> tuple[str, list[Problem]]:
        return path, [*look(build, path, asker.get(urlsplit(build.url(path)).path))]

    rest = iter(paths)
    while some := [*islice(rest, _AT_ONCE)]:
        yield from pool.map(one, some)


def _chosen(paths: list[str], sample: int, now: datetime) -> list[str]:
    """Return the paths to look at: all of them, or the home page and so many others, which are others on another day."""
    if not sample or sample >= len(paths):
        return paths
    day = now.date().isoformat()
    drawn = sorted(paths, key=lambda path: hashlib.sha256(f"{day} {path}".encode()).digest())
    return sorted({"index.html", *drawn[:sample]})


def _earlier(cache: Path, live: Came) -> tuple[Mapping[str, frozenset[str]], set[str]]:
    """Return what files had been in other builds: those verified before, and the one whose list is live."""
    cache.mkdir(parents=True, exist_ok=True)
    lists = sorted(cache.glob("build-*.json"), key=lambda one: one.stat().st_mtime)
    for old in lists[:-_MOST_BUILDS]:
        old.unlink()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in [*(one.read_bytes() for one in lists[-_MOST_BUILDS:]), live.body]:
        with suppress(*DAMAGED):
            for path, digest in check_files(json.loads(text)["files"]).items():
                found[path].add(digest)
    return {path: frozenset(digests) for path, digests in found.items()}, set(found)


def keep_list(folder: Path, cache: Path) -> None:
    """Keep the list of a build's files, for later runs."""
    shutil.copy(folder / MANIFEST, cache / f"build-{digest_of(folder / MANIFEST)[:16]}.json")


def _read_right(kept: Path) -> set[str]:
    """Return the paths that a run which was stopped has found to be right, if that isn't long ago."""
    with suppress(OSError):
        if time.time() - os.stat(kept).st_mtime < _HOLDS:
            return set(kept.read_text(encoding="utf-8").split("\n"))
        kept.unlink()
    return set()


def _in_sitemap(build: Build, asker: Asker) -> set[str]:
    """Return the paths of the pages that the live sitemap lists."""
    came = asker.get(urlsplit(build.url("sitemap.xml")).path)
    if hashlib.sha256(came.body).hexdigest() == build.files.get("sitemap.xml"):
        return set()
    found = set[str]()
    for url in _LOCATION.findall(came.body.decode(errors="replace")):
        with suppress(ValueError):  # it may be no address at all
            found.add(path_of(build.address, url))
    return found
