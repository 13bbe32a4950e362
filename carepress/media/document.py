"""Reads a PDF file and refuses what could run, start, send or hide something: the home of pypdf."""

import logging
import re
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

from carepress.problems import BuildFailed, Place
from carepress.problems.catalog import violation

# How photos inside a document carry what the camera knew; it may say where somebody lives.
_CAMERA_DATA = re.compile(rb"Exif\0\0|exif:GPS|GPSLatitude")
_MOST_OBJECTS = 50_000
_ACTIONS = {
    "/JavaScript": "a script",
    "/Launch": "a command that starts a program",
    "/SubmitForm": "a form that sends what is typed",
    "/ImportData": "a command that reads another file",
    "/Rendition": "a film or a sound",
    "/Movie": "a film or a sound",
    "/Sound": "a film or a sound",
}
_KEYS = {
    "/JS": "a script",
    "/XFA": "a form that can run scripts",
    "/EF": "another file",
    "/RichMediaContent": "a film or a sound",
}


def check_document(raw: bytes, path: str) -> None:
    """Raise BuildFailed if a document is refused."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the terminal of each flaw that it can live with
    place = Place(path)
    problems = [violation("camera-data", place, "document")] if _CAMERA_DATA.search(raw) else []
    try:
        held = _held(PdfReader(BytesIO(raw))) if raw.startswith(b"%PDF-") else "damaged"
    except Exception:  # a damaged file makes pypdf fail in ways that nobody has listed
        held = "damaged"
    if isinstance(held, str):
        problems.append(violation("document-broken", place, held))
    else:
        problems += [violation("document-active", place, what=what) for what in sorted(held)]
    if problems:
        raise BuildFailed(problems)


def _held(reader: PdfReader) -> set[str] | str:
    """Return what a document holds that it must not, in words; or which case it is if nobody can look into it."""
    if reader.is_encrypted:
        return "locked"
    numbers = {(number, generation) for generation, found in reader.xref.items() for number in found}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > _MOST_OBJECTS:
        return "large"
    if not reader.pages:
        return "damaged"
    found: set[str] = set()
    for number, generation in sorted(numbers):
        waiting: list[Any] = [reader.get_object(IndirectObject(number, generation, reader))]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                action = _ACTIONS.get(str(value["/S"]) if "/S" in value else "")
                found |= {words for key, words in _KEYS.items() if key in value} | ({action} if action else set())
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value
    return found
