"""A preview that runs while tests ask it."""

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sites import ROOT

RUN = "import sys, pathlib, carepress.cli.main as cli; sys.exit(cli.main(sys.argv[2:], pathlib.Path(sys.argv[1]), 'care'))"


@dataclass
class Running:
    """A preview that runs in a process of its own, and what it said until it could be asked."""

    root: Path
    port: int
    process: subprocess.Popen[str]
    said: str

    def ask(self, path: str, method: str = "GET", **named: str) -> tuple[int, str, dict[str, str]]:
        """Return the status, the text and the headers of an answer."""
        return self.send(path, method, None, named)

    def send(
        self, path: str, method: str, body: bytes | None, named: Mapping[str, str]
    ) -> tuple[int, str, dict[str, str]]:
        """Return the same of an answer to what is sent with a body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.getheaders())
        finally:
            connection.close()


@contextmanager
def previewing(root: Path, *arguments: str, port: int = 0, before: str = "") -> Iterator[Running]:
    """Run `serve` over a site while the block runs, and some code before it."""
    if not port:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    options = ["--port", str(port), "--today", "2026-11-24", "--no-open", *arguments]
    command = [sys.executable, "-c", before + RUN, str(root), "serve", *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if line.startswith("In a container"):
                break
        try:
            yield Running(root, port, process, said)
        finally:
            process.terminate()
            process.wait(timeout=60)
