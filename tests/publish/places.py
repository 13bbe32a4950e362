"""Places to publish to, what is published there, and who reads it meanwhile."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

from carepress.publish.live import Live, Plan, listed_in, plan_for, read_live
from carepress.publish.rclone import Target
from carepress.publish.upload import bring as bring_back
from carepress.publish.upload import files_of, headers_kept, upload

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
FIRST = {
    "index.html": '<link href="/assets/site.1.css"><a href="/a/">',
    "a/index.html": '<link href="/assets/site.1.css"><a href="/gone/"><img src="/a/room.png">',
    "a/room.png": "a room",
    "gone/index.html": '<a href="/">',
    "feed.xml": "1",
    "assets/site.1.css": "one",
    "assets/same.css": "the same",
}
# Each file says something else, or is new: pages lead to a new page, to a new look of all, and no more to one that goes.
SECOND = {
    "index.html": '<link href="/assets/site.2.css"><a href="/a/"><a href="/new/">',
    "a/index.html": '<link href="/assets/site.2.css"><a href="/new/"><a href="/new/more/"><img src="/a/hall.png">',
    "a/hall.png": "a hall",
    "new/index.html": '<link href="/assets/site.2.css"><a href="/new/more/">',
    "new/more/index.html": '<a href="/new/">',
    "feed.xml": "2",
    "assets/site.2.css": "two",
    "assets/same.css": "the same",
}
_LEADS = re.compile(r'(?:href|src)="/([^"]*)"')


class KilledError(BaseException):
    """The publication has ended, whatever it was doing."""


class Folder(Target):
    """A folder that does what rclone would, one file after the other, and lets somebody look before each."""

    def __init__(
        self,
        path: Path,
        look: Callable[[int], None] = lambda number: None,
        *,
        keeps_types: bool = False,
        room: Path | None = None,
    ) -> None:
        super().__init__(str(path), room=room)
        self.keeps_types, self.has_folders = keeps_types, True
        self.look, self.done = look, list[str]()

    def copy(
        self,
        source: str,
        goal: str,
        files: Collection[str],
        headers: str = "",
        *,
        by_checksum: bool = False,
        doing: str = "",
    ) -> None:
        """Copy files, of which some may not be there."""
        for path in files:
            if (Path(source) / path).is_file():
                there = Path(goal) / path
                if there.is_relative_to(self.name):
                    self.step(there.relative_to(self.name).as_posix())
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(source) / path, there)

    def delete(self, files: Collection[str]) -> None:
        """Delete files, of which some may not be there."""
        for path in files:
            self.step(f"delete {path}")
            (Path(self.name) / path).unlink(missing_ok=True)

    def clear(self) -> None:
        """Do nothing: all files are whole."""

    def let_load(self) -> None:
        """Let visitors load what was named to them."""
        self.step("let load")

    def take_away(self, folder: str, *, if_empty: bool) -> None:
        """Take away a folder, if it is there."""
        self.step(f"take away {folder}")
        shutil.rmtree(Path(self.name) / folder, ignore_errors=True)

    def step(self, what: str) -> None:
        """Let somebody look before something is done."""
        self.look(len(self.done))
        self.done.append(what)


def make(folder: Path, files: Mapping[str, str]) -> Path:
    """Return a folder with a finished site of these files."""
    shutil.rmtree(folder, ignore_errors=True)
    listed = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}
    for path, text in {**files, "carepress.json": json.dumps({"files": listed})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def planned(site: Path, target: Target, now: datetime = NOW) -> tuple[Live, Plan]:
    """Return what is live at a target, and what has to be done for a site to be."""
    live = read_live(target)
    return live, plan_for(listed_in(site), live, lambda path: headers_kept(target, path), now)


def bring(site: Path, target: Target, now: datetime = NOW, by: str = "me", *, takes_over: bool = False) -> Plan:
    """Publish a site at a target; return what was done."""
    live, plan = planned(site, target, now)
    if plan.new or plan.changed:
        upload(site, plan, live, target, by, now, takes_over=takes_over)
    return plan


def go_back(target: Target, folder: Path) -> list[str]:
    """Bring the release before the last back; return its files."""
    live = read_live(target)
    release = live.state.releases[-2]
    folder.mkdir()
    plan = plan_for(files_of(target, live, release, folder), live, lambda path: "", NOW)
    bring_back(target, live, release, [*plan.new, *plan.changed], folder)
    upload(folder, plan, live, target, "me", NOW)
    return sorted(plan.files)


def broken(folder: Path) -> list[str]:
    """Return what visitors would miss who come to the home page and follow whatever leads on: in a page, and what."""
    waiting, seen, missed = ["index.html"], set(), []
    while waiting:
        path = waiting.pop()
        seen.add(path)
        for name in _LEADS.findall((folder / path).read_text()):
            leads_to = f"{name}index.html" if not name or name.endswith("/") else name
            if not (folder / leads_to).is_file():
                missed.append(f"{path}: /{name}")
            elif leads_to.endswith(".html") and leads_to not in seen:
                waiting.append(leads_to)
    return missed


def served(folder: Path) -> dict[str, str]:
    """Return the files of a folder with what they say, without what publishing notes there for itself."""
    files = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path.read_text() for name, path in names.items() if not name.startswith(".carepress/")}
