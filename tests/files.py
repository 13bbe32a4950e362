"""Files in other formats than text, made small."""

import struct
import zlib
from itertools import accumulate


def pdf(*more: str, packed: bool = False, encrypted: bool = False) -> bytes:
    """Return a document of one page, with further objects from 4 on; `packed` hides all of them in a compressed stream."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R>>",
        *more,
    ]
    written = b"%PDF-1.7\n"
    if packed:
        starts = [sum(len(one) + 1 for one in objects[:at]) for at in range(len(objects))]
        head = " ".join(f"{number} {start}" for number, start in enumerate(starts, start=1)) + " "
        data = zlib.compress((head + " ".join(objects)).encode())
        words = f"<</Type/ObjStm/N {len(objects)}/First {len(head)}/Filter/FlateDecode/Length {len(data)}>>stream\n"
        start, whole = (
            len(written),
            f"{len(objects) + 1} 0 obj".encode() + words.encode() + data + b"\nendstream endobj\n",
        )
        rows = [(0, 0, 0), *((2, len(objects) + 1, at) for at in range(len(objects))), (1, start, 0)]
        rows.append((1, start + len(whole), 0))
        table = b"".join(bytes([kind]) + where.to_bytes(4, "big") + bytes([at]) for kind, where, at in rows)
        words = f"{len(rows) - 1} 0 obj<</Type/XRef/Size {len(rows)}/W[1 4 1]/Root 1 0 R/Length {len(table)}>>stream\n"
        return (
            written
            + whole
            + words.encode()
            + table
            + f"\nendstream endobj\nstartxref\n{start + len(whole)}\n%%EOF".encode()
        )
    pieces = [written, *(f"{number} 0 obj {one} endobj\n".encode() for number, one in enumerate(objects, start=1))]
    *places, end = accumulate(map(len, pieces))
    rows_of_table = "".join(f"{place:010} 00000 n \n" for place in places)
    locked = "/Encrypt 4 0 R/ID[(a)(a)]" if encrypted else ""
    table_and_end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows_of_table}trailer<</Size {len(objects) + 1}/Root 1 0 R{locked}>>"
    return b"".join(pieces) + f"{table_and_end}\nstartxref\n{end}\n%%EOF".encode()


def picture(width: int, height: int) -> bytes:
    """Return a PNG in one color."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x24\x59\x4a" * width) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
