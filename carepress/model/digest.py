"""Tells values apart by a digest of all that is in them, the same in every process."""

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, cast

_SIZE = 16  # bytes


class Digester:
    """Works out digests of values, each record's once: it must not change while this is used."""

    def __init__(self) -> None:
        self._known: dict[
            int, tuple[Any, bytes]
        ] = {}  # by identity, with the record, so that it isn't given to another

    def digest(self, value: Any) -> bytes:
        """Return the digest of a value: a record, a collection, or something that its text tells from all others."""
        if type(value) is str:  # as most are: the digest below, sooner
            raw = value.encode(errors="surrogatepass")
            return blake2b(b"1:v3:str%d:%b" % (len(raw), raw), digest_size=_SIZE).digest()
        if isinstance(value, bytes):
            return digest_of(b"b", value)
        if isinstance(value, tuple | list | frozenset | set):
            parts = map(self.digest, value)
            return digest_of(b"l", *parts) if isinstance(value, tuple | list) else digest_of(b"s", *sorted(parts))
        if isinstance(value, Mapping):
            return digest_of(b"m", *(self.digest(part) for pair in value.items() for part in pair))
        if not (names := _names(cast(Hashable, type(value)))):
            return digest_of(b"v", type(value).__name__.encode(), str(value).encode(errors="surrogatepass"))
        if (known := self._known.get(id(value))) is None:
            said = (self.digest(getattr(value, name)) for name in names)
            known = self._known[id(value)] = value, digest_of(b"r", type(value).__name__.encode(), *said)
        return known[1]


def digest_of(*parts: bytes) -> bytes:
    """Return one digest for several parts, in their order."""
    return blake2b(
        b"".join([piece for part in parts for piece in (_length(len(part)), part)]), digest_size=_SIZE
    ).digest()


@lru_cache(maxsize=1024)
def _length(count: int) -> bytes:
    return b"%d:" % count


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
