"""Says in what an answer of a live site differs from what the build says: pure functions over the two."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from http import HTTPStatus
from urllib.parse import unquote, urljoin, urlsplit

from carepress.check.live.asking import Came
from carepress.check.page.pages import loads_from
from carepress.check.site.external import status_in_words
from carepress.model.records import Hosting
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.site_files.hosting import ANY_TYPE, HOSTS, PACKED, headers_for
from carepress.text.html import Tree
from carepress.text.urls import host_of, permalink

NOT_FOUND = "404.html"
_SMALL = 1_024  # bytes; what is smaller, many hosts rightly send as it is
_LEAST_DAYS = 14  # most certificates are renewed a month before their end
# Hosts that take no type from us have names of their own for some.
_ALSO = {"text/javascript": ("application/javascript",), "application/xml": ("text/xml",)}
# By these a browser asks somebody else, or tells this host who it is.
_FOREIGN = ("Set-Cookie", "Link", "NEL", "Report-To", "Reporting-Endpoints", "Refresh")


@dataclass(frozen=True, kw_only=True)
class Build:
    """What a live site should be: the files by their SHA-256, where old addresses lead, and what its host can do."""

    address: str
    hosting: Hosting | None
    files: Mapping[str, str]
    moved: Mapping[str, str]
    staging: bool
    earlier: Mapping[str, frozenset[str]] = field(default_factory=dict)  # what files had been, by their paths

    def url(self, path: str) -> str:
        """Return the whole address of a file."""
        folder, _, name = path.rpartition("/")
        return permalink(self.address, f"/{folder and f'{folder}/'}{name if name != 'index.html' else ''}")

    @cached_property
    def redirects(self) -> dict[str, str]:
        """Return where the page of an old address leads, by its path, as whole addresses."""
        pages = {self.url(path): path for path in self.files}
        whole = {urljoin(self.address, old): urljoin(self.address, new) for old, new in self.moved.items()}
        return {pages[old]: new for old, new in whole.items() if old in pages}


def file_differences(build: Build, path: str, came: Came) -> Iterator[Problem]:
    """Yield in what the answer for a file of the build isn't right."""
    place, digest, host = Place(build.url(path)), hashlib.sha256(came.body).hexdigest(), HOSTS[build.hosting]
    to = build.redirects.get(path)
    if came.failure:
        yield violation("live-file", place, "broken", reason=came.failure)
    elif to and (host.leads_on or came.status != HTTPStatus.OK):
        yield from _of_redirect(place, to, came)
    elif came.status in range(300, 400):
        yield violation("live-file", place, "elsewhere", to=_target(place, came))
    elif came.status != HTTPStatus.OK:
        yield violation("live-file", place, "missing", said=status_in_words(came.status))
    else:
        if digest != build.files[path]:
            yield from _of_content(build, path, place, came, digest)
        yield from _of_headers(build, path, place, came)


def _of_redirect(place: Place, to: str, came: Came) -> Iterator[Problem]:
    if came.status not in range(300, 400):
        yield violation("live-redirect", place, "lost", to=to, said=status_in_words(came.status))
    elif (found := _target(place, came)) != to or came.status != HTTPStatus.MOVED_PERMANENTLY:
        yield violation("live-redirect", place, "wrong", to=to, found=found, said=status_in_words(came.status))


def _of_content(build: Build, path: str, place: Place, came: Came, digest: str) -> Iterator[Problem]:
    # Those that a page would ask for something.
    loaded = (
        loads_from(Tree(came.body.decode(errors="replace")), host_of(build.address)) if path.endswith(".html") else ()
    )
    others = sorted(loaded)
    if others:
        yield violation("live-file", place, "other-host", host=", ".join(others))
    if digest == build.files.get(NOT_FOUND):
        yield violation("live-file", place, "soft")
    elif digest in build.earlier.get(path, ()):
        age = f", kept there for {came.headers['age']} seconds" if "age" in came.headers else ""
        yield violation("live-file", place, "stale", age=age)
    elif not others:
        expected = build.files[path][:12]
        yield violation("live-file", place, "changed", expected=expected, came=digest[:12], size=f"{len(came.body):,}")


def _of_headers(build: Build, path: str, place: Place, came: Came) -> Iterator[Problem]:
    expected = headers_for(path, staging=build.staging)
    kind = expected.pop("Content-Type")
    found = came.headers.get("content-type", "")
    if not _is_type(found, kind):
        yield _wrong_header(place, "Content-Type", kind, found)
    packed = kind.partition(";")[0] in PACKED and len(came.body) >= _SMALL
    if packed and "content-encoding" not in came.headers:
        yield violation("live-file", place, "unpacked", size=f"{len(came.body):,}", kind=kind.partition(";")[0])
    for name, value in expected.items() if HOSTS[build.hosting].sends_headers else ():
        if _plain(found := came.headers.get(name.lower(), "")) != _plain(value):
            yield _wrong_header(place, name, value, found)
    for name in _FOREIGN:
        if found := came.headers.get(name.lower(), ""):
            yield violation("live-header", place, "foreign", name=name, found=found)


def _wrong_header(place: Place, name: str, value: str, found: str) -> Problem:
    return violation("live-header", place, "wrong" if found else "missing", name=name, value=value, found=found)


@lru_cache(maxsize=256)  # the same few come with each file
def _plain(value: str) -> str:
    """Return what a header says, however it is spaced, and in which order of what is apart by commas."""
    return ",".join(sorted(" ".join(part.split()) for part in re.sub(r"\s*([;=])\s*", r"\1", value).split(",")))


def _is_type(found: str, kind: str) -> bool:
    if kind == ANY_TYPE:
        return True
    name, _, rest = (part.strip().lower() for part in found.partition(";"))
    plain = kind.partition(";")[0]
    return name in (plain, *_ALSO.get(plain, ())) and rest.replace('"', "") in {"", "charset=utf-8"}


def not_found_differences(build: Build, path: str, came: Came) -> Iterator[Problem]:
    """Yield in what the answer isn't right for an address that the build has nothing at."""
    place = Place(build.url(path))
    if came.failure or came.status != HTTPStatus.NOT_FOUND:
        yield violation("live-404", place, "status", said=came.failure or status_in_words(came.status))
    elif NOT_FOUND in build.files and hashlib.sha256(came.body).hexdigest() != build.files[NOT_FOUND]:
        yield violation("live-404", place, "body")


def extra_differences(build: Build, path: str, came: Came) -> Iterator[Problem]:
    """Yield that a file is live that the build hasn't."""
    if came.status == HTTPStatus.OK and hashlib.sha256(came.body).hexdigest() != build.files.get(NOT_FOUND):
        yield violation("live-extra", Place(build.url(path)))


def certificate_differences(address: str, ends: datetime | None, now: datetime) -> Iterator[Problem]:
    """Yield that the certificate of a host is near its end."""
    if ends and (days := (ends - now).days) < _LEAST_DAYS:
        yield violation("live-certificate", Place(address), days=days, day=ends.date().isoformat())


def _target(place: Place, came: Came) -> str:
    location = came.headers.get("location", "")
    try:
        return urljoin(place.path, location)
    except ValueError:  # such as a bracket that opens an address of numbers
        return location


def path_of(address: str, url: str) -> str:
    """Return the path of a file in the site by its whole address."""
    path = unquote(urlsplit(url).path).removeprefix(unquote(urlsplit(address).path))
    return path + ("index.html" if not path or path.endswith("/") else "")
