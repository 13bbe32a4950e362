"""Asks a live site for its files, over few connections that stay open; urllib3 is at home here too."""

import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPSConnection
from urllib.parse import urlsplit

from urllib3 import Retry, Timeout, connection_from_url, exceptions, make_headers

from carepress import __version__
from carepress.check.site.external import GENTLE, PATIENCE, Pace

SIDE_BY_SIDE = 8
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


class Asker:
    """Asks one host; what fails is asked for again, later and later, and as late as the host wishes."""

    def __init__(self, address: str, pace: Pace = GENTLE) -> None:
        retries: Retry = PATIENCE.new(read=2, status=4, backoff_factor=pace.backoff)
        timeout = Timeout(connect=pace.connect, read=pace.read)
        self._pool = connection_from_url(
            address, maxsize=SIDE_BY_SIDE, block=True, headers=_HEADERS, retries=retries, timeout=timeout
        )

    def get(self, path: str) -> Came:
        """Return what comes of a path of the host."""
        try:
            response = self._pool.request("GET", path, redirect=False)
        except (exceptions.HTTPError, ValueError) as failure:
            reason = failure.reason if isinstance(failure, exceptions.MaxRetryError) and failure.reason else failure
            return Came(failure=_said(reason))
        headers = {name.lower(): response.headers[name] for name in response.headers}
        return Came(response.status, headers, response.data)


def _said(failure: Exception) -> str:
    """Return in a few words why nothing came."""
    if isinstance(failure, exceptions.DecodeError):
        return "it isn't packed as its host says"
    if isinstance(failure, exceptions.SSLError):
        return "its certificate is one that browsers warn of"
    if isinstance(failure, exceptions.NewConnectionError | exceptions.NameResolutionError):
        return "its host can't be reached"
    if isinstance(failure, exceptions.TimeoutError):
        return "its host doesn't answer in time"
    return "it breaks off before its end"


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
