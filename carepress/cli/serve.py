"""The command `serve`: the site in a browser, kept up to date while somebody writes."""

import argparse
import asyncio
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Mapping
from pathlib import Path

from carepress.cli import DONE
from carepress.cli.arguments import options_of
from carepress.cli.preview.door import is_own
from carepress.cli.preview.server import bound, serve
from carepress.cli.preview.state import Preview

_ANYWHERE = "In a container add --address 0.0.0.0; behind a forwarded port with a name of its own, --host-name NAME."
_REMOTE = "REMOTE_CONTAINERS", "CODESPACES", "GITPOD_WORKSPACE_ID"


def run(asked: argparse.Namespace, root: Path) -> int:
    """Serve the site until somebody stops it. Raises EnvironmentFailed if the port can't be had."""
    # What is raised at an odd moment may be swallowed, and there is nothing to put in order: site/ isn't touched.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os._exit(DONE))
    sockets = bound(asked.address, asked.port)
    port = sockets[0].getsockname()[1]
    way, names = elsewhere(port, os.environ)
    # Where others may come in, nobody may edit.
    edits = is_own(asked.address) and not (asked.host_name or names or asked.as_visitor)
    preview = Preview(root, options_of(asked), port, (*asked.host_name, *names), asked.editor, edits=edits)
    preview.rebuild()
    name = asked.address if asked.address.strip("0.:") else "localhost"
    said = f"The preview is at http://{name}:{port}/ — stop it with Ctrl+C.\n{way}"
    if not asked.no_open and has_browser(os.environ):
        threading.Thread(target=webbrowser.open, args=(f"http://{name}:{port}/",), daemon=True).start()
    asyncio.run(serve(preview, sockets, said, follows=asked.follow))
    return DONE


def elsewhere(port: int, environment: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return a line on how to reach the preview from outside of a container, and the names that it has there."""
    space = environment.get("CODESPACE_NAME", "")
    if space and environment.get("CODESPACES"):
        domain = environment.get("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN", "app.github.dev")
        name = f"{space}-{port}.{domain}".lower()
        return f"In this Codespace open https://{name}/ in your browser.", (name,)
    if environment.get("REMOTE_CONTAINERS"):
        return f"Your editor forwards port {port} of this container: open it from its list of ports.", ()
    return _ANYWHERE, ()


def has_browser(environment: Mapping[str, str]) -> bool:
    """Return whether somebody sits at this computer who could see a browser open."""
    is_elsewhere = any(environment.get(name) for name in ("CI", "SSH_CONNECTION", *_REMOTE)) or os.path.exists(
        "/.dockerenv"
    )
    has_screen = sys.platform in {"darwin", "win32"} or any(
        environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_screen and not is_elsewhere
