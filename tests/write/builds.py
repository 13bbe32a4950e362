"""Builds in a process of their own, that can be killed at a given moment, and small disks for them."""

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path

from carepress.cli.main import main
from tests.forked import run_forked
from tests.sites import BASIC, ROOT, TinySite, page

TODAY = ("--today", "2026-11-24")
WHOLE = "The site is as the last finished build left it."
UNFINISHED = "The site is unfinished; the next build completes it."

# A build in a process of its own. It counts what it does with files, and sends itself a signal at the given count,
# if one is given; below 0 it counts from the moment on at which the journal gets its name. At the end it prints the
# counts: all, until the journal stood, and until it went.
CHILD = """
import os, resource, signal, sys
from pathlib import Path

root, at, number, largest, *arguments = sys.argv[1:]
at, number, largest = int(at), int(number), int(largest)
count = began = ended = 0

def watch(event, details):
    global count, began, ended
    if event in {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "shutil.copyfile"}:
        count += 1
        if event == "os.rename" and str(details[1]).endswith(".carepress-unfinished"):
            began = count
        if event == "os.remove" and str(details[0]).endswith(".carepress-unfinished"):
            ended = count
        if count == at or (began and at < 0 and count - began == -at - 1):
            os.kill(os.getpid(), number)

signal.signal(signal.SIGINT, signal.default_int_handler)
if largest:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
if number == signal.SIGKILL:
    sys.addaudithook(watch)  # from the loading of the engine on, if it has to be loaded
from carepress.cli.main import main
if number != signal.SIGKILL:
    sys.addaudithook(watch)
exit_code = main(arguments, Path(root), "care")
print(count, began, ended)
sys.exit(exit_code)
"""


def build_command(
    root: Path, *arguments: str, at: int = 0, number: int = signal.SIGKILL, largest: int = 0
) -> list[str]:
    """Return the command of a build in a process of its own."""
    options = [str(root), str(at), str(int(number)), str(largest)]
    return [sys.executable, "-c", CHILD, *options, *(arguments or TODAY)]


def build_forked(
    root: Path, *arguments: str, at: int = 0, number: int = signal.SIGKILL, largest: int = 0
) -> subprocess.CompletedProcess[str]:
    """Return how such a build ended, in a process that has loaded the engine already."""
    _, _, script, *rest = build_command(root, *arguments, at=at, number=number, largest=largest)
    return run_forked(script, rest)


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


def run(command: Sequence[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment(**more), capture_output=True, text=True, errors="replace", check=False
    )


def pages(state: str, count: int) -> dict[str, str | bytes]:
    """Return small pages: in eight of ten nothing changes, the ninth changes, and the tenth is in this state only."""
    kept = range(count * 8 // 10)
    shared: dict[str, str | bytes] = {f"content/kept/p{number}.md": page(f"Text {number}\n") for number in kept}
    changed: dict[str, str | bytes] = {f"content/changed/p{n}.md": page(f"{state}\n") for n in range(count // 10)}
    return {**shared, **changed, **{f"content/only-{state}/p{n}.md": page("Own\n") for n in range(count // 10)}}


@dataclass(frozen=True)
class Flip:
    """A site that goes to and fro between two states, the wholes of which are known."""

    site: TinySite
    sources: tuple[dict[str, str | bytes], dict[str, str | bytes]]
    wholes: tuple[dict[str, bytes], dict[str, bytes]]

    def turn(self, state: int) -> None:
        """Bring content/ to a state."""
        for path in self.sources[1 - state].keys() - self.sources[state].keys():
            (self.site.root / path).unlink(missing_ok=True)
        kept = self.sources[1 - state].items()
        self.site.write({path: text for path, text in self.sources[state].items() if (path, text) not in kept})

    def heal(self) -> None:
        """Run the next command, as a person does."""
        assert main(TODAY, self.site.root, "care") == 0


def make_flip(folder: Path, count: int = 120) -> Flip:
    """Return a site of two states, built in the first."""
    sources = (pages("old", count), pages("new", count))
    site = TinySite(folder)
    flip = Flip(site, sources, ({}, {}))
    site.write({**BASIC, **sources[0]})
    for state in (1, 0):
        shutil.rmtree(site.root / "site", ignore_errors=True)
        flip.turn(state)
        flip.heal()
        flip.wholes[state].update(site.tree())
    assert flip.wholes[0] != flip.wholes[1]
    return flip


# A full disk
@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a disk of its own on a folder; give False where this user may not, and the folder is as any other."""
    folder.mkdir(parents=True)
    mounted = os.name == "posix" and shutil.which("mount") is not None and not mount("size=64m", folder)
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", folder], check=True)


def mount(options: str, folder: Path) -> int:
    """Mount or remount a disk in memory; return the exit code."""
    command = ["mount", "-t", "tmpfs", "-o", options, "carepress-test", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode


def refused(site: TinySite, *arguments: str) -> tuple[int, str]:
    """Return the exit code of a build that is refused, and what it says."""
    said = io.StringIO()
    with redirect_stderr(said):
        code = main((*TODAY, *arguments), site.root, "care")
    return code, said.getvalue().removeprefix("error: ").removesuffix("\n")
