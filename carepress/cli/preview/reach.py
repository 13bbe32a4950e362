"""How the preview can be reached: in a browser that it opens, and from outside of a container."""

import os
import sys
from collections.abc import Mapping

_ANYWHERE = "In a container add --address 0.0.0.0; behind a forwarded port with a name of its own, --host-name NAME."
_REMOTE = "REMOTE_CONTAINERS", "CODESPACES", "GITPOD_WORKSPACE_ID"


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
