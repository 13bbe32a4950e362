"""Debian's nginx and Caddy on this computer, with the snippets that a build writes for them."""

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from tests.__main__ import DAV, find_program

_NGINX = """\
daemon off;
master_process off;
pid {run}/pid;
error_log {run}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {run}/a;
    proxy_temp_path {run}/b;
    fastcgi_temp_path {run}/c;
    uwsgi_temp_path {run}/d;
    scgi_temp_path {run}/e;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        include {site}/_nginx.conf;
    }}
}}
"""
_DAV = """\
        dav_methods PUT DELETE MKCOL COPY MOVE;
        dav_ext_methods PROPFIND OPTIONS;
        create_full_put_path on;
"""
_CADDY = """\
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    root * {site}
    import {site}/_Caddyfile
}}
"""
_SECURED = """\
{{
    admin off
    auto_https disable_redirects
    skip_install_trust
}}
https://localhost:{port} {{
    tls internal
    reverse_proxy {site}
}}
"""


def needed(program: str) -> str:
    """Return where a program is. A test that lacks it fails in CI, and is skipped elsewhere."""
    found = find_program(program)
    if not found and os.environ.get("CI"):
        pytest.fail(f"{program} isn't there")
    return found or pytest.skip(f"{program} isn't there")


@contextmanager
def nginx(site: Path) -> Iterator[int]:
    """Serve a finished site while the block runs; give the port."""
    with _running(site, _NGINX, _nginx_command) as port:
        yield port


@contextmanager
def caddy(site: Path) -> Iterator[int]:
    """Serve a finished site while the block runs; give the port."""
    with _running(site, _CADDY, _caddy_command) as port:
        yield port


@contextmanager
def secured(address: str) -> Iterator[str]:
    """Hand on what a server answers over HTTPS and HTTP/2, as hosts do, while the block runs; give the new address."""
    with _running(address, _SECURED, _caddy_command) as port:
        yield f"https://localhost:{port}"


@contextmanager
def webdav(folder: Path) -> Iterator[int]:
    """Let nginx take files for a folder by WebDAV while the block runs; give the port."""
    settings = f"load_module {needed(DAV)};\n{_NGINX}".replace("        include {site}/_nginx.conf;\n", _DAV)
    with _running(folder, settings, _nginx_command) as port:
        yield port


REAL: dict[str, Callable[[Path], AbstractContextManager[int]]] = {"nginx": nginx, "caddy": caddy}


def _nginx_command(file: Path) -> list[str]:
    return [needed("nginx"), "-p", str(file.parent), "-c", str(file)]


def _caddy_command(file: Path) -> list[str]:
    return [needed("caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]


@contextmanager
def _running(site: Path | str, settings: str, command: Callable[[Path], list[str]]) -> Iterator[int]:
    with tempfile.TemporaryDirectory() as folder:
        port, file = _free_port(), Path(folder) / "settings"
        file.write_text(settings.format(run=folder, port=port, site=site), encoding="utf-8")
        # What it keeps of itself goes with the folder.
        server = subprocess.Popen(
            command(file),
            env={**os.environ, "HOME": folder},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            _wait_for(server, port)
            yield port
        finally:
            server.kill()
            server.communicate()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(server: "subprocess.Popen[str]", port: int) -> None:
    for _ in range(3000):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        assert server.poll() is None, server.stdout and server.stdout.read()
        time.sleep(0.02)
    raise AssertionError("the server doesn't answer")
