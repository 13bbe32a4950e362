"""Asks a live site for its files, over few connections that stay open; urllib3 is at home here too."""

import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.client import HTTPSConnection
from time import monotonic, sleep
from urllib.parse import urlsplit

from urllib3 import Retry, Timeout, connection_from_url, exceptions, make_headers

from carepress import __version__
from carepress.check.site.external import GENTLE, PATIENCE, SILENT, UNREACHED, Pace, why_unheard
from carepress.problems import EnvironmentFailed

SIDE_BY_SIDE = 8
_TRIES = 3  # for an answer that breaks off
_BROKEN_OFF = (exceptions.ProtocolError, exceptions.ReadTimeoutError, exceptions.DecodeError)
_MOST = 100_000_000  # bytes; no repository takes a larger file
_PIECE = 65_536
_GIVES_UP = 3 * SIDE_BY_SIDE  # addresses in a row at which nobody answers
_HEADERS = {
    "User-Agent": f"Carepress/{__version__} (verifies a site)",
    **make_headers(accept_encoding=True),
    "Accept": "*/*",
}


@dataclass(frozen=True, slots=True)
class Came:
    """What came of an address: headers by their names in small letters, the body unpacked; in words why, if nothing came."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    failure: str = ""


# The largest files may take long.
SLOW = replace(GENTLE, whole=600)


class Asker:
    """Asks one host; what fails is asked for again, later and later, and as late as the host wishes."""

    def __init__(self, address: str, pace: Pace = GENTLE) -> None:
        retries: Retry = PATIENCE.new(read=2, status=4, backoff_factor=pace.backoff)
        timeout = Timeout(connect=pace.connect, read=pace.read)
        self._address, self._pace, self._unheard = address, pace, 0
        self._pool = connection_from_url(
            address, maxsize=SIDE_BY_SIDE, block=True, headers=_HEADERS, retries=retries, timeout=timeout
        )

    def get(self, path: str, tries: int = _TRIES) -> Came:
        """Return what comes of a path of the host. Raises EnvironmentFailed if nothing has come for a long time."""
        if self._unheard >= _GIVES_UP:
            raise EnvironmentFailed(
                f"{self._address} doesn't answer any more: the same command goes on where this one ended"
            )
        try:
            came = self._whole(path)
        except (exceptions.HTTPError, ValueError) as failure:
            if tries > 1 and isinstance(failure, _BROKEN_OFF):
                sleep(self._pace.backoff)
                return self.get(path, tries - 1)
            came = Came(failure=why_unheard(failure, "it breaks off before its end"))
        self._unheard = self._unheard + 1 if came.failure in {UNREACHED, SILENT} else 0
        return came

    def _whole(self, path: str) -> Came:
        """Return what comes of a path, in pieces: only so can be seen that it has no end."""
        response = self._pool.request("GET", path, redirect=False, preload_content=False)
        body, ends = bytearray(), monotonic() + self._pace.whole
        try:
            while piece := response.read1(_PIECE):
                body += piece
                if len(body) > _MOST or monotonic() > ends:
                    response.close()
                    return Came(failure=f"it has no end, or one behind {_MOST // 1_000_000} MB or minutes")
        finally:
            response.release_conn()
        return Came(response.status, {name.lower(): response.headers[name] for name in response.headers}, bytes(body))


def certificate_ends(address: str) -> datetime | None:
    """Return when the certificate of a host ends; None if the address needs none. Raises OSError if it can't be had."""
    parts = urlsplit(address)
    if parts.scheme != "https":
        return None
    connection = HTTPSConnection(parts.hostname or "", parts.port, timeout=GENTLE.connect)
    with closing(connection):
        connection.connect()
        found = connection.sock.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(found.get("notAfter"))), UTC)
