"""Real services on this computer: S3, WebDAV and SFTP as rclone serves them, and those of nginx and OpenSSH."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.__main__ import SFTP

RCLONE = str(Path(sys.executable).parent / "rclone")
KEY, SECRET = "a-key-for-tests", "a-secret-for-tests"
KINDS = ("s3", "webdav", "sftp")
WHOLE = ("nginx", "openssh")  # these put a whole file into the place of another; rclone's take that away first


def silent(stage: str) -> None:
    """Show nothing."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(kind: str, folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Serve a folder while the block runs."""
    keys = ["--auth-key", f"{KEY},{SECRET}"] if kind == "s3" else ["--user", KEY, "--pass", SECRET]
    command = [RCLONE, "serve", kind, str(folder), "--addr", f"127.0.0.1:{port}", *keys, "--config", os.devnull]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(400):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        try:
            yield process
        finally:
            process.kill()


def write_config(file: Path, port: int, secret: str = SECRET) -> Path:
    """Return a file in which rclone finds the services at a port."""
    word = subprocess.run([RCLONE, "obscure", secret], capture_output=True, text=True, check=True).stdout.strip()
    here = f"http://127.0.0.1:{port}"
    s3: dict[str, object] = {"provider": "Rclone", "access_key_id": KEY, "secret_access_key": secret, "endpoint": here}
    sftp: dict[str, object] = {"host": "127.0.0.1", "port": port, "user": KEY, "pass": word, "known_hosts_file": "none"}
    webdav: dict[str, object] = {"url": here, "vendor": "other", "user": KEY, "pass": word}
    nginx: dict[str, object] = {"url": here, "vendor": "other"}
    openssh: dict[str, object] = {"host": "here", "ssh": f"sh -c {SFTP}", "shell_type": "none"}
    text = ""
    kinds = (*KINDS, "webdav", "sftp")
    for name, kind, settings in zip((*KINDS, *WHOLE), kinds, (s3, webdav, sftp, nginx, openssh), strict=True):
        text += f"[{name}]\ntype = {kind}\n" + "".join(f"{key} = {value}\n" for key, value in settings.items())
    file.write_text(text)
    return file


@contextmanager
def answering(status: int) -> Iterator[int]:
    """Yield the port of a server for WebDAV that has nothing, and answers every upload with a status."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response({"PROPFIND": 404, "PUT": status}.get(self.command, 201))
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_PROPFIND = do_MKCOL = do_PUT = do_DELETE = answer  # noqa: N815 - the library's names

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
