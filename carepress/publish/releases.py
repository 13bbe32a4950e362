"""Brings together, from what a target has kept, the site as it was before its last releases."""

from collections.abc import Iterable
from pathlib import Path

from carepress.problems import EnvironmentFailed
from carepress.publish.live import Live, listed_in
from carepress.publish.rclone import Target, shown
from carepress.publish.upload import kept
from carepress.write.ownership import MANIFEST


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
