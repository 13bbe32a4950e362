"""Has rclone, whose one home this is, do what it can, and says in a sentence what kept it from it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from carepress.problems import EnvironmentFailed
from carepress.text.words import visible

# rclone's own limits are made for the copying of whole disks: it would wait for minutes for a server that is silent.
_LIMITS = [
    "--contimeout",
    "10s",
    "--timeout",
    "20s",
    "--low-level-retries",
    "3",
    "--transfers",
    "16",
    "--checkers",
    "16",
]
# rclone waits for commands, and would for ever: whoever started it can be killed, and then takes nothing along.
_GUARD = "import subprocess, sys; it = subprocess.Popen(sys.argv[1:]); sys.stdin.read(); it.kill()"
# Seconds: until rclone takes commands, until it has to answer, and before it is asked once more for what went wrong.
_START, _SILENT, _PAUSE = 60, 60, 2
_PARTS = "*.{{[0-9a-f]{8}}}.partial"  # what rclone calls a file until all of it is there
BREATH = 5  # seconds; in these a visitor's browser asks for what the page loads that it has got
_HOW = f"{sys.executable} -m pip install -r locks/publish.txt, or see https://rclone.org/install/"
_LOST = "can't be reached: check the network and the address that rclone has for it"
_SAYS = {
    r"didn't find section in config": "isn't a place that rclone knows: `rclone listremotes` names those that it does, and --config another file of them",
    r"no space left|disk space|insufficient ?storage|\b507\b|quota|disk full|not enough space|ReadFrom failed: sftp: .Failure": "is full: make room there",
    r"read.only": "may only be read: see to it that you may write there",
    r"\b40[13]\b|denied|forbidden|unauthorized|InvalidAccessKeyId|SignatureDoesNotMatch|unable to authenticate": (
        "doesn't let you in, or not so far that you can write there: check the key or password that rclone has for it"
    ),
    r"refused|connection lost|dial tcp|timeout|timed out|reset by peer|unreachable|\bEOF\b|broken pipe|StatusCode: 0": _LOST,
}
# Of its settings in the environment those that say where places are and how one gets there. Others, such as RCLONE_EXCLUDE or
# RCLONE_SUFFIX, would publish something else than the build.
_OF_PLACES = re.compile(
    r"(?!RCLONE_)|RCLONE_(?:CONFIG|CA_CERT|CLIENT_|BIND|BWLIMIT|(?:S3|SFTP|WEBDAV|FTP|AZUREBLOB|B2|GCS|SWIFT)_)"
)
# What may tell a key: the settings in a name such as `:s3,secret_access_key=KEY:bucket`, each of them, and whoever stands in an address.
_SETTINGS, _SETTING = re.compile(r"^(:?[^:/,]+),.*:.*"), re.compile(r'=("[^"]+"|[^,:]{4,})')
_NOT_SAID = re.compile(r"<[^>]*>|(?<=//)[^/@\s]*@")


def shown(name: str) -> str:
    """Return the name of a target without the settings that it may have, such as a key."""
    return _SETTINGS.sub(r"\1,…", name)


class _Puzzling(EnvironmentFailed):
    """Something went wrong that may not do so again."""


class Target:
    """A place that rclone knows, and an rclone that runs and does there what it is asked.

    It is told whether the place keeps the type of a file, has checksums, and folders that can be empty. `room` is the folder
    for what is there only while something is done; without one it is the system's.
    """

    keeps_types = has_checksums = has_folders = False

    def __init__(
        self,
        name: str,
        port: int = 0,
        password: str = "",
        progress: Callable[[str], None] = lambda stage: None,
        room: Path | None = None,
    ) -> None:
        self.name, self._port, self._progress, self.room = name, port, progress, room
        self._headers = {
            "Authorization": f"Basic {b64encode(f'carepress:{password}'.encode()).decode()}",
            "Content-Type": "application/json",
        }

    def ask(self, command: str, **words: object) -> dict[str, Any]:
        """Return the answer to a command. Raises EnvironmentFailed if there is none, OSError if rclone doesn't run."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_SILENT)
        try:
            connection.request("POST", f"/{command}", json.dumps(words), self._headers)
            answer = connection.getresponse()
            said: dict[str, Any] = json.load(answer)
        finally:
            connection.close()
        if answer.status != 200:
            raise self._failure(said["error"])
        return said

    def _run(self, command: str, doing: str, **words: object) -> None:
        """Have a command done that may take long, and show how far it has come. Raises EnvironmentFailed if it can't be."""
        try:
            job, pause = self.ask(command, _async=True, **words)["jobid"], 0.01
            while not (status := self.ask("job/status", jobid=job))["finished"]:
                time.sleep(pause)
                pause = min(2 * pause, 0.3)
                stats = self.ask("core/stats", group=f"job/{job}")
                if stats["errors"]:  # rclone has tried several times, and would now do so with each other file
                    self.ask("job/stop", jobid=job)
                    raise self._failure(stats["lastError"])
                self._progress(f"{doing}: {stats['transfers']:,} of {stats['totalTransfers']:,}" if doing else "")
        except (OSError, HTTPException) as failure:
            raise EnvironmentFailed("rclone has ended before it was done") from failure
        if not status["success"]:
            raise self._failure(status["error"])

    def _failure(self, fault: str) -> EnvironmentFailed:
        """Return what to raise for a fault that rclone tells of."""
        known = (says for pattern, says in _SAYS.items() if re.search(pattern, fault, re.IGNORECASE))
        says = next(known, "")
        for setting in _SETTING.findall(self.name):
            fault = fault.replace(setting.strip('"'), "…")
        said = f"rclone says: {visible(' '.join(_NOT_SAID.sub('', fault).split()))[:300]}"
        if says:
            return EnvironmentFailed(f"{shown(self.name)} {says}. {said}")
        return _Puzzling(
            f"{shown(self.name)} doesn't take or give what it should: see that `rclone config` has it right, that there is room, and "
            f"that you may write there. {said}"
        )

    def within(self, path: str) -> str:
        """Return what rclone calls a path there."""
        return f"{self.name}{'' if self.name.endswith((':', '/')) else '/'}{path}"

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
        """Copy those of some files that there are, with headers, a line each; those that look alike too. Raises EnvironmentFailed."""
        how = dict.fromkeys(("NoTraverse", "NoUpdateModTime", "NoUpdateDirModTime"), True)
        how["CheckSum" if by_checksum else "IgnoreTimes"] = True
        sent = [dict(zip(("Key", "Value"), line.split(": ", 1), strict=True)) for line in headers.splitlines()]
        self._with_files("sync/copy", files, doing, srcFs=source, dstFs=goal, _config=how | {"UploadHeaders": sent})

    def delete(self, files: Collection[str]) -> None:
        """Delete files at the target. Raises EnvironmentFailed."""
        self._with_files("operations/delete", files, "Deleting", fs=self.name)

    def clear(self) -> None:
        """Delete what transfers that were broken off have left of files."""
        self._run("operations/delete", "", fs=self.name, _filter={"IncludeRule": [_PARTS]})

    def let_load(self) -> None:
        """Wait until visitors who came before the last change have loaded what was named to them."""
        time.sleep(BREATH)

    def take_away(self, folder: str, *, if_empty: bool) -> None:
        """Take away a folder at the target, if it is there and nothing stands in the way: nobody needs it."""
        with suppress(EnvironmentFailed):
            self._run(f"operations/{'rmdirs' if if_empty else 'purge'}", "", fs=self.name, remote=folder)

    def _with_files(self, command: str, files: Collection[str], doing: str, **words: object) -> None:
        if files:  # no list at all would mean all files
            with TemporaryDirectory(dir=self.room) as folder:
                listed = Path(folder) / "files"
                listed.write_text("".join(f"{path}\n" for path in files), encoding="utf-8")
                words["_filter"] = {"FilesFromRaw": [str(listed)]}
                try:
                    self._run(command, doing, **words)
                except _Puzzling:  # such as what a run that was killed is still about to leave there
                    time.sleep(_PAUSE)
                    self._run(command, doing, **words)


@contextmanager
def reach(
    name: str, config: Path | None, progress: Callable[[str], None], room: Path | None = None
) -> Iterator[Target]:
    """Let rclone run while the block does; yield a target by the name that it has. Raises EnvironmentFailed."""
    program = shutil.which("rclone", path=str(Path(sys.executable).parent)) or shutil.which("rclone")
    if program is None:
        raise EnvironmentFailed(f"to publish, rclone is needed: {_HOW}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    password = token_hex()
    command = [program, "rcd", "--rc-addr", f"127.0.0.1:{port}", "--ask-password=false", *_LIMITS]
    command += ["--config", str(config)] if config else []
    given = {key: value for key, value in os.environ.items() if _OF_PLACES.match(key)}
    names = {**given, "RCLONE_RC_USER": "carepress", "RCLONE_RC_PASS": password}
    guard = [sys.executable, "-I", "-S", "-c", _GUARD, *command]
    with (
        TemporaryFile() as log,
        subprocess.Popen(guard, env=names, stdin=subprocess.PIPE, stdout=log, stderr=log) as process,  # noqa: S603 - no shell
    ):
        assert process.stdin is not None
        try:
            target = Target(name, port, password, progress, room)
            _wait_for(target)
            try:
                can = target.ask("operations/fsinfo", fs=name)
            except OSError as failure:
                raise EnvironmentFailed(f"{shown(name)} {_LOST}, which doesn't answer") from failure
            if "PartialUploads" not in can["Features"]:  # older ones write over a file that somebody is reading
                raise EnvironmentFailed(f"{program} is too old, 1.63 or newer is needed: {_HOW}")
            target.keeps_types, target.has_folders = (
                can["Features"][key] for key in ("WriteMimeType", "CanHaveEmptyDirectories")
            )
            target.has_checksums = bool(can["Hashes"])
            yield target
        finally:
            process.stdin.close()


def _wait_for(target: Target) -> None:
    """Wait until rclone takes commands. Raises EnvironmentFailed if it never does."""
    last = time.monotonic() + _START
    while time.monotonic() < last:
        with suppress(OSError, HTTPException):
            target.ask("rc/noop")
            return
        time.sleep(0.02)
    raise EnvironmentFailed("rclone was started and does nothing: try `rclone version`")
