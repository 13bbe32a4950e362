"""The values that options of a command take, and what is said of others."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TypeVar

from carepress.cli.preview.notes import EDITOR, opens_editor
from carepress.load.settings import base_url_is_valid

T = TypeVar("T")

FORMATS = ("text", "json", "github")
VERIFY_FORMATS = ("text", "json", "markdown")
_DAYS = range(36_501)
_PORTS = range(1024, 65_536)  # below, there is only the web's own, 80
# Those of other services that browsers refuse to open: https://fetch.spec.whatwg.org/#port-blocking
_NO_PORTS = "1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080"


def _read_with(
    read: Callable[[str], T], is_not: str, fits: Callable[[T], object] = lambda value: True
) -> Callable[[str], T]:
    """Return what reads a word of a command, and says what a word that doesn't fit isn't."""

    def checked(text: str) -> T:
        with suppress(ValueError):
            if fits(value := read(text)):
                return value
        raise argparse.ArgumentTypeError(f'"{text}" isn\'t {is_not}')

    return checked


def _number(text: str) -> int:
    """Return the number that digits stand for. Raises ValueError for signs, and for the digits of other scripts."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


VERIFY_FORMAT = _read_with(str, f"a format; the formats are {', '.join(VERIFY_FORMATS)}", VERIFY_FORMATS.__contains__)
COUNT = _read_with(_number, "a number from 1 on; write one such as 100", lambda number: number > 0)
FORMAT = _read_with(str, f"a format; the formats are {', '.join(FORMATS)}", FORMATS.__contains__)
DAY = _read_with(date.fromisoformat, "a date; write it as 2026-11-24")
BASE_URL = _read_with(str, "the address of a site; write it as https://example.org/", base_url_is_valid)
NUMBER_OF_DAYS = _read_with(
    _number, f"a number of days from 0 to {_DAYS[-1]:,}; write one such as 90", _DAYS.__contains__
)
EDITOR_ADDRESS = _read_with(str, f"an address that opens an editor; write one such as {EDITOR}", opens_editor)
WORKERS = _read_with(_number, "a number of processes; write one such as 2", range(1, 257).__contains__)
PORT = _read_with(
    _number,
    f"a port that browsers open; write one such as 8000, from {_PORTS[0]} to {_PORTS[-1]}",
    lambda port: port == 80 or (port in _PORTS and str(port) not in _NO_PORTS.split()),
)
