"""What a build finds that earlier builds have made, and where its files go: on the disk, or for a preview in memory."""

import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

from carepress.cache.steps import Steps
from carepress.load.content import Content, read_again, read_content
from carepress.model.config import Config
from carepress.model.page import TextFile
from carepress.problems import EnvironmentFailed
from carepress.write.apply import Stage, complete_interrupted, listed_files, published
from carepress.write.held import Held
from carepress.write.ownership import DAMAGED, check_files
from carepress.write.shown import Shown, ShownStage

V = TypeVar("V")


class Kept:
    """What earlier builds have made; `changed` has the paths that have changed since the last one, None if any may have."""

    def __init__(self, steps: Steps, held: Held) -> None:
        self.steps, self.held = steps, held
        self.changed: Collection[Path] | None = None
        self._content: Content | None = None
        self._folders: dict[Path, object] = {}
        self._published: tuple[bytes, frozenset[str]] = b"", frozenset()

    def stage(self, config: Config, *, is_wrong: bool) -> Stage:
        """Return where finished files go."""
        if isinstance(self.held, Shown):
            return ShownStage(self.held)
        return Stage(config.stage, self.held, is_trial=is_wrong or config.depth != "build")

    def content(self, folder: Path, settings: TextFile) -> Content:
        """Return all that content/ holds, and what is wrong with it; only what has changed is read again."""
        again = None
        if self._content and self.changed is not None:
            again = read_again(self._content, folder, settings, self.changed)
        self._content = again or read_content(folder, settings)
        return self._content

    def of_folder(self, folder: Path, do: Callable[[], V], but: Collection[str] = ()) -> V:
        """Return what is read from a folder, or was read before if no file in it has changed but some kinds."""
        changed = self.changed if self.changed is not None else [folder]
        if (
            any(path.is_relative_to(folder) and path.suffix not in but for path in changed)
            or folder not in self._folders
        ):
            self._folders[folder] = do()
        return self._folders[folder]  # type: ignore[return-value]  # a folder is read in one way

    def published(self, config: Config, key: bytes) -> frozenset[str]:
        """Return the files of the last build that was made for the same visitors.

        For a preview it is the last that was put together from something else, told by `key`: a save of a text says no
        other things of addresses.
        """
        if config.published:
            return _listed(config.published)
        if not isinstance(self.held, Shown):
            return published(config)
        if self._published[0] != key:
            self._published = key, frozenset(self.held.files)
        return self._published[1]


def _listed(name: str) -> frozenset[str]:
    """Return the files that a site's list names, which is a file or at an address. Raises EnvironmentFailed."""
    try:
        if not name.startswith(("http://", "https://")):
            return frozenset(check_files(json.loads(Path(name).read_bytes())["files"]))
        from carepress.check.site.external import fetch  # noqa: PLC0415 - urllib3 takes 0.1 s

        return frozenset(check_files(json.loads(fetch(name))["files"]))
    except (OSError, *DAMAGED) as failure:
        raise EnvironmentFailed(f"{name} can't be read as the list of a site's files: {failure}") from failure


def kept_on_disk(config: Config, steps: Steps) -> Kept:
    """Return what earlier builds have made; a write that was interrupted is completed first."""
    complete_interrupted(config)
    return Kept(steps, Held(config.output, listed_files(config), steps.value("held") or {}))
