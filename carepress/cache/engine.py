"""Tells one engine from another: what it has kept is of no use to the next."""

import sys
import sysconfig
from functools import cache
from hashlib import blake2b
from pathlib import Path

_ENGINE = Path(__file__).parents[1]


@cache  # a process goes on with what it has loaded
def engine_digest(beside: Path = _ENGINE) -> bytes:
    """Return a digest of the engine, the site kind's folder beside it, Python and the packages."""
    made = blake2b(digest_size=16)
    for folder in dict.fromkeys([_ENGINE, beside]):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".yaml"}:
                made.update(path.read_bytes())
    packages = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    made.update(f"{sys.version} {packages}".encode())
    return made.digest()
