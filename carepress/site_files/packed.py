"""Packs texts for hosts that send what lies beside a file: the home of brotli."""

from pathlib import PurePosixPath

from carepress.site_files.hosting import PACKED, TYPES

ENDINGS = (".br", ".gz")
_SMALL = 1_024  # bytes; of less, packing saves no packet
_QUALITY = 9  # beyond, Brotli takes ten times as long for 3 % less


def is_packed(path: str) -> bool:
    """Return whether a file of this name gets smaller when it is packed."""
    return TYPES.get(PurePosixPath(path).suffix, "").partition(";")[0] in PACKED


def packed(path: str, content: bytes) -> dict[str, bytes]:
    """Return the files to lie beside a text, by their paths; none beside a small one."""
    if len(content) < _SMALL:
        return {}
    import gzip  # noqa: PLC0415 - few builds pack

    import brotli  # noqa: PLC0415 - as above

    return {
        f"{path}.br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=_QUALITY),
        f"{path}.gz": gzip.compress(content, 9, mtime=0),
    }
