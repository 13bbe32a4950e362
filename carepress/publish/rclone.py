"""Runs rclone, whose one home this is, and says in a sentence what kept it from its end."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from carepress.problems import EnvironmentFailed

# rclone's own limits are made for the copying of whole disks: it would wait five minutes for a server that is silent.
_PATIENCE = (
    "--contimeout",
    "10s",
    "--timeout",
    "30s",
    "--retries",
    "2",
    "--retries-sleep",
    "2s",
    "--low-level-retries",
    "2",
)
# With lines of statistics it also notices that whoever started it was killed, and ends: nobody reads them any more.
_TELLING = ("--use-json-log", "--stats", "500ms", "--stats-log-level", "NOTICE", "--ask-password=false")
_HOW = f"{sys.executable} -m pip install -r locks/publish.txt, or see https://rclone.org/install/"
_SAYS = {
    r"didn't find section in config": "isn't a place that rclone knows: `rclone listremotes` names those that it does, and --config another file of them",
    r"no space left|insufficient ?storage|\b507\b|quota|disk full|not enough space": "is full: make room there",
    r"\b40[13]\b|denied|forbidden|unauthorized|InvalidAccessKeyId|SignatureDoesNotMatch|unable to authenticate": (
        "doesn't let you in, or not so far that you can write there: check the key or password that rclone has for it"
    ),
    r"refused|no such host|timeout|timed out|reset by peer|unreachable|\bEOF\b|broken pipe|StatusCode: 0": (
        "can't be reached: check the network and the address that rclone has for it"
    ),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A place that rclone knows; whether it keeps the type of a file, has checksums, and folders that can be empty."""

    name: str
    command: tuple[str, ...]
    progress: Callable[[str], None]
    keeps_types: bool = False
    has_checksums: bool = False
    has_folders: bool = False

    def within(self, path: str) -> str:
        """Return what rclone calls a path there."""
        return f"{self.name}{'' if self.name.endswith((':', '/')) else '/'}{path}"

    def run(self, *words: str, files: Iterable[str] | None = None, doing: str = "") -> str:
        """Return what rclone prints; of some files only, if they are given. Raises EnvironmentFailed if it gives up."""
        listed = None if files is None else "".join(f"{path}\n" for path in files)
        if listed == "":
            return ""
        command = [*self.command, *words, *(() if listed is None else ("--files-from-raw", "-"))]
        with subprocess.Popen(  # noqa: S603 - no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            try:
                with suppress(BrokenPipeError):
                    process.stdin.write(listed or "")
                    process.stdin.close()
                faults = [fault for line in process.stderr if (fault := self._hear(line, doing))]
                printed = process.stdout.read()
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise EnvironmentFailed(self._sentence(faults or [f"rclone ended with {process.returncode}"]))
        return printed

    def _hear(self, line: str, doing: str) -> str:
        """Return the fault that a line of the log tells of, and show how far the work has come; an empty text if there is none."""
        try:
            said = json.loads(line)
        except ValueError:
            return line.strip()
        if doing and (stats := said.get("stats")):
            self.progress(f"{doing}: {stats['transfers']:,} of {stats['totalTransfers']:,}")
        return str(said["msg"]) if said.get("level") in {"error", "critical"} else ""

    def _sentence(self, faults: Sequence[str]) -> str:
        whole = "\n".join(faults)
        known = (says for pattern, says in _SAYS.items() if re.search(pattern, whole, re.IGNORECASE))
        says = next(known, "gave rclone an answer that it can't go on with")
        return f"{self.name} {says}. rclone says: {' '.join(faults[-1].split())[:300]}"


def reach(name: str, config: Path | None, progress: Callable[[str], None]) -> Target:
    """Return a target by the name that rclone has for it. Raises EnvironmentFailed without a fitting rclone."""
    beside = str(Path(sys.executable).parent)
    program = shutil.which("rclone", path=beside) or shutil.which("rclone")
    if program is None:
        raise EnvironmentFailed(f"to publish, rclone is needed: {_HOW}")
    target = Target(name, (program, *_TELLING, *_PATIENCE, *(("--config", str(config)) if config else ())), progress)
    can = json.loads(target.run("backend", "features", name))
    if "PartialUploads" not in can["Features"]:  # older ones write over a file that somebody is reading
        raise EnvironmentFailed(f"{program} is too old, 1.63 or newer is needed: {_HOW}")
    return replace(
        target,
        keeps_types=can["Features"]["WriteMimeType"],
        has_checksums=bool(can["Hashes"]),
        has_folders=can["Features"]["CanHaveEmptyDirectories"],
    )
