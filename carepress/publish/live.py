"""What is live at a target, as its notes there say, and what has to change for a site to be live in its place.

The list of files is the build's own, at the target's top. The folder `.carepress/` beside it has `state.json`, and in
`kept/RELEASE/` what that release replaced: the list of the site before it, and the files that it changed or deleted.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from carepress.publish.rclone import Target
from carepress.site_files.hosting import FINGERPRINTED
from carepress.site_files.search import TOP
from carepress.write.ownership import DAMAGED, MANIFEST, check_files, digest_of, read_files

NOTES = ".carepress"
STATE = f"{NOTES}/state.json"
# Pages that visitors have open may still ask for these, by the names that they had; the search asks as it is used.
_LINGERS = (*FINGERPRINTED, f"{TOP}/")
_GRACE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class State:
    """What a target notes of itself.

    `releases` has those that can be brought back and the last one, `headers` all that files were brought with, `retired` what
    lingers, with its SHA-256 and the day on which it went out of use, `unfinished` the files of which nobody knows whether they
    are old or new, and `lock` who is at work, since when, on which release.
    """

    releases: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    retired: dict[str, tuple[str, str]] = field(default_factory=dict)
    unfinished: list[str] = field(default_factory=list)
    lock: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Live:
    """The files that a target lists, with the SHA-256 of each, and its notes."""

    files: Mapping[str, str]
    state: State


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be live, and what has to be done for it: what to add, to change, to delete, and what lingers."""

    files: Mapping[str, str]
    new: list[str]
    changed: list[str]
    deleted: list[str]
    retired: dict[str, tuple[str, str]]


def read_live(target: Target) -> Live:
    """Return what is live at a target; nothing if nobody has published there. Raises EnvironmentFailed."""
    state = read_state(target)
    with TemporaryDirectory(dir=target.room) as folder:
        target.copy(target.name, folder, [MANIFEST])
        files = listed_in(Path(folder))
    # Without notes somebody else has put the site there: of no file it is known what it is.
    return Live(files, state or State(unfinished=sorted(files)))


def read_state(target: Target) -> State | None:
    """Return a target's notes; None if there are none, or they are damaged. Raises EnvironmentFailed."""
    with TemporaryDirectory(dir=target.room) as folder, suppress(OSError, AttributeError, *DAMAGED):
        target.copy(target.name, folder, [STATE])
        state = State(**json.loads((Path(folder) / STATE).read_text(encoding="utf-8")))
        # Whoever can write there may have written it.
        retired = {path: digest for path, (digest, day) in state.retired.items() if date.fromisoformat(day)}
        named = [*state.unfinished, *state.releases, state.lock.get("release") or "none"]
        check_files(retired | dict.fromkeys(named, ""))
        if state.lock:
            datetime.fromisoformat(state.lock["since"])
        return replace(state, headers=[*map(str, state.headers)])
    return None


def listed_in(folder: Path) -> dict[str, str]:
    """Return the files of a whole site by the list in a folder, with that list itself; none if there is no list."""
    files = read_files(folder / MANIFEST) or {}
    return files | ({MANIFEST: digest_of(folder / MANIFEST)} if files else {})


def doubted(live: Live, files: Mapping[str, str]) -> Live:
    """Return what is live with a doubt about each file that is listed as it should be: somebody may have changed it there."""
    same = sorted(path for path, digest in files.items() if path != MANIFEST and live.files.get(path) == digest)
    return replace(live, state=replace(live.state, unfinished=sorted({*live.state.unfinished, *same})))


def write_state(target: Target, state: State) -> None:
    """Write a target's notes. Raises EnvironmentFailed."""
    with TemporaryDirectory(dir=target.room) as folder:
        path = Path(folder) / STATE
        path.parent.mkdir()
        path.write_text(json.dumps(asdict(state)), encoding="utf-8")
        target.copy(folder, target.name, [STATE])


def plan_for(files: Mapping[str, str], live: Live, kept_with: Callable[[str], str], now: datetime) -> Plan:
    """Return what has to be done for some files to be all that is live; `kept_with` has the headers that go with each."""
    state, unsure = live.state, set(live.state.unfinished)
    there = {path: digest for path, (digest, _) in state.retired.items()} | dict(live.files)
    known = {path: digest for path, digest in there.items() if path not in unsure and kept_with(path) in state.headers}
    due = [path for path, digest in sorted(files.items()) if known.get(path) != digest]
    gone = sorted({*there, *unsure} - files.keys())
    first, today = (now - _GRACE).date().isoformat(), now.date().isoformat()
    out = {path: state.retired.get(path, (known.get(path, ""), today)) for path in gone if path.startswith(_LINGERS)}
    retired = {path: one for path, one in out.items() if one[1] > first}
    return Plan(
        files=files,
        new=[path for path in due if path not in there],
        changed=[path for path in due if path in there],
        deleted=[path for path in gone if path not in retired],
        retired=retired,
    )
