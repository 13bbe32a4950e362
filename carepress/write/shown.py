"""The finished files of a preview, in memory: those of the last build, and of each the last that was found to be right."""

from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path

from carepress.write.apply import Stage, Written
from carepress.write.held import Held

Content = bytes | Path


class Shown(Held):
    """What a preview has made of each file, by its path; `files` has what is shown, and changes as a whole."""

    def __init__(self) -> None:
        self.digests: dict[str, str] = {}
        self.contents: dict[str, Content] = {}
        self.files: Mapping[str, Content] = {}
        self._of_kept: dict[Path, str] = {}

    def read(self, path: str) -> str:
        """Return the text of a file as the last build made it."""
        content = self.contents[path]
        return (content.read_bytes() if isinstance(content, Path) else content).decode(errors="replace")

    def put(self, path: str, content: str | Content) -> str:
        """Have a file from now on; return its SHA-256. What is kept under a path never changes, and is read once."""
        content = content.encode() if isinstance(content, str) else content
        if not isinstance(content, Path):
            digest = sha256(content).hexdigest()
        elif (digest := self._of_kept.get(content, "")) == "":
            digest = self._of_kept[content] = sha256(content.read_bytes()).hexdigest()
        if self.digests.get(path) != digest:
            self.digests[path], self.contents[path] = digest, content
        return digest

    def show(self, paths: Collection[str], waits: Collection[str], *, is_whole: bool) -> Written:
        """Return what changed after showing these files, but for those that wait: of them what was shown before stays.

        Unless the site is whole, what is missing in it stays too.
        """
        before = self.files
        new = {path: self.contents[path] for path in paths if path not in waits}
        stay = {path: content for path, content in before.items() if path in waits or not is_whole}
        self.files = {**stay, **new}
        for path in [path for path in self.contents if path not in paths]:
            del self.contents[path], self.digests[path]
        written = sum(before.get(path) is not content for path, content in new.items())
        return Written(written, len(before.keys() - self.files.keys()), len(self.files) - written, ())


class ShownStage(Stage):
    """Where a build puts the files of a preview, which has them at once and shows them at the end."""

    def __init__(self, held: Shown) -> None:
        self.held: Shown = held
        self.is_trial = False
        self.files: dict[str, str] = {}

    def add(self, path: str, content: str | Content) -> None:
        """Put a finished file into the preview."""
        self.files[path] = self.held.put(path, content)

    def read(self, path: str) -> str:
        """Return the text of a finished file."""
        return self.held.read(path)

    def clear(self) -> None:
        """Leave everything as it is."""
