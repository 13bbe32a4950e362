"""Tells one engine from another: what it has kept is of no use to the next."""

import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from pathlib import Path

from carepress.model.kind import SiteKind

_ENGINE = Path(__file__).parents[1]


def engine_of(kind: SiteKind) -> bytes:
    """Return a digest of all that decides what a step makes of its input: the engine, and the code of the site's own kind."""
    made = blake2b(engine_digest(), digest_size=16)
    for name, path in code_of(kind).items():
        made.update(name.encode())
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.parent.name != "__pycache__":
                made.update(file.read_bytes())
    return made.digest()


def code_of(kind: SiteKind) -> Mapping[str, Path]:
    """Return the packages and modules beside the engine that a kind of site is made of, each with its folder or file."""
    saying = [name for name, module in [*sys.modules.items()] if getattr(module, "__dict__", {}).get("SITE") is kind]
    beside: dict[str, Path] = {}
    for name in sorted({*saying, *_modules_of(kind)} & sys.modules.keys()):
        file = Path(sys.modules[name].__file__ or "")
        if file.is_relative_to(_ENGINE.parent) and not file.is_relative_to(_ENGINE):
            package = sys.modules[name].__package__ or name
            beside[package] = file.parent if package == name or "." in name else file
    return beside


def _modules_of(kind: SiteKind) -> Iterator[str]:
    """Yield the names of the modules that have what a kind of site was told with."""
    said: list[object] = [part for one in kind.collections for part in (one.record, one.check, one.complete)]
    for one in (getattr(kind, field.name) for field in fields(kind)):
        said += one.values() if isinstance(one, Mapping) else one if isinstance(one, tuple) else [one]
    yield from (module for one in said if isinstance(module := getattr(one, "__module__", None), str))


@cache  # a process goes on with what it has loaded
def engine_digest() -> bytes:
    """Return a digest of the engine, Python and the packages."""
    made = blake2b(digest_size=16)
    for path in sorted(_ENGINE.rglob("*")):
        if path.suffix in {".py", ".yaml"}:
            made.update(path.read_bytes())
    packages = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    made.update(f"{sys.version} {packages}".encode())
    return made.digest()
