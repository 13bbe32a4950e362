"""Brings a site to a target in such an order that every page finds what it refers to, whenever somebody reads it or the run ends.

First comes what is new, to which no page leads yet; then what has changed, pages last; then the list of files; then pages that have
to go, and a moment later what pages loaded. A run that is broken off leaves in the target's notes which files may be old or new;
the next one brings these again. No host can be locked for sure: of two runs that begin at once, one notices it and stops, and the
other makes the site whole.

What a target has kept of its last releases is brought together here too, for a site to be as it was before them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

from carepress.problems import EnvironmentFailed
from carepress.publish.live import NOTES, Live, Plan, State, listed_in, read_state, write_state
from carepress.publish.rclone import Target, shown
from carepress.site_files.hosting import headers_for
from carepress.write.ownership import MANIFEST, digest_of, folders_above

_MOST_RELEASES = 6  # the last one, and five that can be brought back
_AT_WORK = timedelta(minutes=30)  # for longer nobody is believed to be at work
_KEPT = ("Cache-Control", "Content-Type")  # what a store keeps with a file; its host adds the other headers


def headers_kept(target: Target, path: str) -> str:
    """Return the headers, a line each, that a target keeps with a file; none if it keeps no types."""
    return _headers_of(path) if target.keeps_types else ""


@cache
def _headers_of(path: str) -> str:
    fields = headers_for(path)
    return "\n".join(f"{name}: {fields[name]}" for name in _KEPT)


def upload(
    folder: Path, plan: Plan, live: Live, target: Target, by: str, now: datetime, *, takes_over: bool = False
) -> None:
    """Bring the files of a plan from a folder to a target, and take away what has to go. Raises EnvironmentFailed."""
    due = [*plan.new, *plan.changed]
    if wrong := [path for path in due if digest_of(folder / path) != plan.files[path]]:
        raise EnvironmentFailed(
            f"{folder / wrong[0]} isn't what its list of files says: nothing was published; build anew"
        )
    before = live.state
    lock = _lock(before, by, now, takes_over=takes_over)
    write_state(target, replace(before, lock=lock))
    releases = [*(one for one in before.releases if one != lock["release"]), lock["release"]]
    if before.releases:
        replaced = {*plan.changed, *plan.deleted, MANIFEST} - set(before.unfinished)
        target.copy(target.name, kept(target, lock["release"]), sorted(replaced), doing="Keeping what is replaced")
    headers = sorted({headers_kept(target, path) for path in plan.files})
    begun = State(releases, before.headers or headers, plan.retired, [*due, *plan.deleted], lock)
    _stay(target, lock)
    write_state(target, begun)
    if before.unfinished:
        target.clear()
    # A run that was broken off has brought much of it; the checksums tell what.
    is_again = target.has_checksums and bool(before.unfinished) and {*headers} <= {*before.headers}
    for paths in (plan.new, [path for path in plan.changed if path != MANIFEST], {MANIFEST} & {*due}):
        for fields, group in _groups(target, paths):
            target.copy(str(folder), target.name, group, fields, by_checksum=is_again, doing="Uploading")
        if paths is plan.new:
            _stay(target, lock)
    _delete(target, plan)
    write_state(target, State(releases[-_MOST_RELEASES:], headers, plan.retired))
    for old in releases[1 : 1 - _MOST_RELEASES]:
        target.take_away(f"{NOTES}/kept/{old}", if_empty=False)


def kept(target: Target, release: str) -> str:
    """Return what rclone calls the folder with what a release replaced."""
    return target.within(f"{NOTES}/kept/{release}")


def files_of(target: Target, live: Live, release: str, folder: Path) -> dict[str, str]:
    """Return the files that a release had, with the list of them brought into a folder. Raises EnvironmentFailed."""
    target.copy(kept(target, _later(live, release)[0]), str(folder), [MANIFEST])
    if files := listed_in(folder):
        return files
    raise EnvironmentFailed(
        f"what {shown(target.name)} has kept of {release} has no list of its files, and can't be brought back"
    )


def bring(target: Target, live: Live, release: str, paths: Iterable[str], folder: Path) -> None:
    """Bring files into a folder as a release had them: the first one after it that replaced a file has kept it."""
    missing = {path for path in paths if path != MANIFEST}
    for source in (*(kept(target, later) for later in _later(live, release)), target.name):
        target.copy(source, str(folder), sorted(missing), doing="Fetching")
        missing = {path for path in missing if not (folder / path).exists()}


def _later(live: Live, release: str) -> list[str]:
    releases = live.state.releases
    return releases[releases.index(release) + 1 :]


def _lock(state: State, by: str, now: datetime, *, takes_over: bool) -> dict[str, str]:
    """Return who is at work from now on, and on which release. Raises EnvironmentFailed if somebody else is."""
    other = state.lock
    if other and other.get("by") != by and not takes_over:
        until = datetime.fromisoformat(other["since"]).astimezone() + _AT_WORK
        if now < until:
            raise EnvironmentFailed(
                f"another publication began there at {other['since']} and hasn't ended. Wait for its end; if you know that it was "
                "broken off, say --take-over"
            )
    release = other.get("release") or _name(now, state.releases)
    return {"by": by, "token": uuid4().hex, "since": now.isoformat(timespec="seconds"), "release": release}


def _name(now: datetime, taken: Iterable[str]) -> str:
    """Return the name of a release: when it began."""
    name = f"{now:%Y%m%dT%H%M%SZ}"
    return name if name not in taken else _name(now + timedelta(seconds=1), taken)


def _stay(target: Target, lock: dict[str, str]) -> None:
    """Raise EnvironmentFailed if somebody else has begun to publish meanwhile."""
    state = read_state(target)
    if state is None or state.lock != lock:
        raise EnvironmentFailed(
            "another publication has begun at the same time, and this one stops: what is live will be what that one brings"
        )


def _groups(target: Target, paths: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return files by the headers that go with them, pages last, and with them what they are packed as."""
    groups: defaultdict[tuple[bool, str], list[str]] = defaultdict(list)
    for path in paths:
        groups[".html" in path, headers_kept(target, path)].append(path)
    return [(fields, group) for (_, fields), group in sorted(groups.items())]


def _delete(target: Target, plan: Plan) -> None:
    """Delete files, pages first, and the folders that are empty without them."""
    loaded = [path for path in plan.deleted if ".html" not in path]
    target.delete([path for path in plan.deleted if ".html" in path])
    if loaded:
        target.let_load()
        target.delete(loaded)
    if plan.deleted and target.has_folders:
        empty = folders_above(plan.deleted) - folders_above((*plan.files, *plan.retired))
        for folder in sorted(one for one in empty if one.rpartition("/")[0] not in empty):
            target.take_away(folder, if_empty=True)
