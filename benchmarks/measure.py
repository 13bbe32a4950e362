"""Runs commands and measures them: time, memory of all their processes, and how soon a server shows a save."""

import http.client
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tools.tool import Tool

POLL = 0.002  # seconds between two looks at a page
SAMPLE = 0.05  # seconds between two looks at the memory
SERVED_WITHIN = 600  # seconds; later than that it counts as never
CALM = 2  # seconds after a save is seen, so that what a server does afterwards isn't measured with the next


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and seconds of work of all processes."""

    wall: float
    cpu: float


class Failed(Exception):
    """A command failed, or made something else than it should: says which and what it printed."""


def run(tool: Tool, command: tuple[str, ...]) -> Took:
    """Return what a command took in a tool's folder; raises Failed if it fails."""
    with tempfile.TemporaryFile("w+") as log:
        started = time.perf_counter()
        process = _start(tool, command, log)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise Failed(f"{tool.name}: {' '.join(command)}\n{log.read()[-2000:]}")
    return Took(wall, usage.ru_utime + usage.ru_stime)


def version(tool: Tool) -> str:
    """Return a tool's name with its version."""
    done = subprocess.run(
        tool.version, cwd=tool.folder, env=_environment(tool), check=True, capture_output=True, text=True
    )
    found = re.search(r"\d+(\.\d+)+", done.stdout)
    return f"{tool.name} {found[0]}" if found else tool.name


def peak_memory(tool: Tool, command: tuple[str, ...]) -> int:
    """Return the most bytes that a command and the processes that it starts had at one time; what they share counts once."""
    peaks = [0]
    is_over = threading.Event()
    with tempfile.TemporaryFile("w+") as log:
        process = _start(tool, command, log)

        def sample() -> None:
            while not is_over.wait(SAMPLE):
                peaks.append(sum(map(_proportional, _session(process.pid))))

        thread = threading.Thread(target=sample)
        thread.start()
        failed = process.wait()
        is_over.set()
        thread.join()
    if failed:
        raise Failed(f"{tool.name}: {' '.join(command)}")
    return max(peaks)


@dataclass(frozen=True, slots=True)
class Server:
    """A tool's server at work."""

    process: "subprocess.Popen[str]"
    port: int

    def wait_for(self, address: str, wanted: str) -> None:
        """Ask for a page until it says what is wanted; raises Failed if it never does."""
        until = time.monotonic() + SERVED_WITHIN
        while wanted.encode() not in self._page(address):
            if time.monotonic() > until or self.process.poll() is not None:
                raise Failed(f'{address} isn\'t served with "{wanted}": {self.process.args!r}')
            time.sleep(POLL)

    def _page(self, address: str) -> bytes:
        """Return a page as it is served now; nothing if it isn't."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SERVED_WITHIN)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.read() if answer.status == http.client.OK else b""
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            connection.close()


@contextmanager
def serving(tool: Tool, address: str) -> Iterator[Server]:
    """Start a tool's server, wait until it shows a page, and yield it; end it and all that it started afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with tempfile.TemporaryFile("w+") as log:
        server = Server(_start(tool, (*tool.serve, str(port)), log), port)
        try:
            server.wait_for(address, "</html>")
            time.sleep(CALM)
            yield server
        finally:
            _end(server.process)


def _start(tool: Tool, command: tuple[str, ...], log: IO[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command,
        cwd=tool.folder,
        env=_environment(tool),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # by which all that it starts are known
    )


def _environment(tool: Tool) -> dict[str, str]:
    """Return the environment of a tool's commands: nothing in it changes what a Python or Carepress does."""
    names = (name for name in os.environ if not name.startswith(("CAREPRESS_", "PYTHON")))
    return {**{name: os.environ[name] for name in names}, **tool.environment}


def _end(process: "subprocess.Popen[str]") -> None:
    """End a process and all that it started, at first by asking."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)


def _session(leader: int) -> Iterator[int]:
    """Yield the processes of a session; one may end meanwhile."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            with suppress(OSError, ValueError):
                if os.getsid(int(name)) == leader:
                    yield int(name)


def _proportional(process: int) -> int:
    """Return a process's memory in bytes, what it shares with others in proportion; 0 if it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
