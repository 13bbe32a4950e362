"""Asks other hosts what they have at an address, gently, and keeps for some days what they say: the one home of urllib3.

Each address is asked for with HEAD, and with a GET that reads nothing where a host doesn't take HEAD. Hosts are asked
side by side, each for one thing at a time.
"""

import json
import shutil
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from http.client import responses
from itertools import groupby, islice, zip_longest
from pathlib import Path
from threading import Lock, Thread, local
from time import monotonic, sleep
from typing import Any
from urllib.parse import urljoin, urlsplit

from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout, exceptions

from carepress import __version__
from carepress.problems import EnvironmentFailed
from carepress.problems.catalog import TRIED
from carepress.text.words import count_noun
from carepress.write.together import write_whole

_SIDE_BY_SIDE = 8  # hosts
_MOST_REDIRECTS = 5
_HOLDS = {"": 30, **dict.fromkeys(TRIED, 1)}  # the days for which an answer holds, by the rule that it breaks
_LONGEST_WAIT = 10  # seconds, whatever a host wishes
_SURELY_OFFLINE = 4  # this number of hosts isn't gone all at once
_GONE, _FOR_GOOD, _BUSY = frozenset({404, 410}), frozenset({301, 308}), frozenset({429, 502, 503, 504})
_HEADERS = {"User-Agent": f"Carepress/{__version__} (tries links)", "Accept": "*/*"}


@dataclass(frozen=True, slots=True)
class Pace:
    """How gently and how patiently hosts are asked, in seconds."""

    pause: float = 1  # between two requests to a host
    backoff: float = 1  # before asking again what failed; twice as long for the third time
    connect: float = 10
    read: float = 20  # for each piece of an answer
    whole: float = 60  # for all requests that an address takes


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an address: the rule that it breaks, if any, in words why, or its new address, and when its host said so.

    The day is None if no host was heard: that may be this computer's fault, and isn't kept.
    """

    rule: str
    said: str
    day: date | None = None


GENTLE = Pace()
_NO_HOST = Answer("external-dead", "there is no such host")
UNREACHED, SILENT = "its host can't be reached", "its host doesn't answer in time"
# Why nothing comes of an address: the first that fits.
_UNHEARD: Mapping[type[Exception], str] = {
    exceptions.DecodeError: "it isn't packed as its host says",
    exceptions.SSLError: "its certificate is one that browsers warn of",
    exceptions.NewConnectionError: UNREACHED,
    exceptions.TimeoutError: SILENT,
    TimeoutError: SILENT,
}


def ask_hosts(
    addresses: Sequence[str], path: Path, today: date, progress: Callable[[str], None], pace: Pace
) -> tuple[Mapping[str, Answer], str]:
    """Return what came of each address, and a line on the work; the file keeps it, also if somebody stops it.

    Raises EnvironmentFailed if this computer is offline.
    """
    answers = _read(path, today)
    asked = [address for address in addresses if address not in answers]
    hosts = {_host(address) for address in asked}
    try:
        for number, (address, answer) in enumerate(_ask_all(asked, today, pace), 1):
            answers[address] = answer
            progress(f"Trying links: {number} of {len(asked)}")
    finally:
        _keep(path, answers)
    if len(hosts) >= _SURELY_OFFLINE and all(answers[address] == _NO_HOST for address in asked):
        raise EnvironmentFailed(f"none of {len(hosts)} hosts can be found: is this computer online?")
    known = f"; {len(addresses) - len(asked):,} known from an earlier run" if len(asked) < len(addresses) else ""
    return answers, f"Tried {count_noun(len(asked), 'link')} on {count_noun(len(hosts), 'host')}{known}."


def fetch(address: str) -> bytes:
    """Return what is at an address. Raises OSError if that can't be had."""
    try:
        timeout = Timeout(connect=GENTLE.connect, read=GENTLE.read)
        return PoolManager(headers=_HEADERS, timeout=timeout, retries=_MOST_REDIRECTS).request("GET", address).data
    except exceptions.HTTPError as failure:
        raise OSError(str(failure)) from failure


def _ask_all(addresses: Iterable[str], today: date, pace: Pace) -> Iterator[tuple[str, Answer]]:
    """Yield each address with what came of it, as the answers come in."""
    by_host = (list(group) for _, group in groupby(sorted(addresses, key=_host), _host))
    # In turns, so that few threads wait for one host.
    spread = iter([address for turn in zip_longest(*by_host) for address in turn if address])
    asker, asked = _Asker(today, pace), dict[Future[Answer], str]()
    while asked := asked | {_begin(asker.ask, one): one for one in islice(spread, _SIDE_BY_SIDE - len(asked))}:
        for answer in wait(asked, return_when=FIRST_COMPLETED).done:
            yield asked.pop(answer), answer.result()


def _begin(call: Callable[..., Any], *arguments: object) -> Future[Any]:
    """Return what comes of a call in a thread that ends with the process, so that Ctrl+C doesn't wait for a host."""

    def work() -> None:
        try:
            done.set_result(call(*arguments))
        except Exception as fault:
            done.set_exception(fault)

    done = Future[Any]()
    Thread(target=work, daemon=True).start()
    return done


def _host(address: str) -> str:
    return urlsplit(address).netloc


class _Patience(Retry):
    """Waits before each further try, and never longer than `_LONGEST_WAIT`."""

    def get_backoff_time(self) -> float:
        return max(self.backoff_factor, super().get_backoff_time())

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        # The library's own limit, retry_after_max, is lost after the first try.
        return min(super().get_retry_after(response) or 0, _LONGEST_WAIT)


PATIENCE = _Patience(None, connect=2, read=False, status=2, other=0, status_forcelist=_BUSY, raise_on_status=False)


class _Asker:
    """Asks hosts for addresses: one thing at a time of each, with a pause in between."""

    def __init__(self, today: date, pace: Pace) -> None:
        self.today, self.pace = today, pace
        self._turns: dict[str, Lock] = {}
        self._met: set[str] = set()
        timeout = Timeout(connect=pace.connect, read=pace.read)
        retries = PATIENCE.new(backoff_factor=pace.backoff)
        self._left = local()  # of the whole time for the address that a thread asks for
        self._pool = PoolManager(headers=_HEADERS, retries=retries, timeout=timeout)

    def ask(self, address: str) -> Answer:
        """Return what comes of an address."""
        self._left.seconds = self.pace.whole
        try:
            return self._judged(address, *self._reply(address))
        except (exceptions.HTTPError, ValueError, TimeoutError) as failure:
            return _unheard(failure)

    def _reply(self, address: str) -> tuple[int, str, bool]:
        """Return what `_follow` found with HEAD; with GET if that was refused, or broke off as with some hosts."""
        with suppress(exceptions.ProtocolError, exceptions.ReadTimeoutError):
            status, end, is_for_good = self._follow("HEAD", address)
            if status < 400 or status in _BUSY:
                return status, end, is_for_good
        return self._follow("GET", address)

    def _follow(self, method: str, address: str) -> tuple[int, str, bool]:
        """Return the status at the end of all redirects, the address there, and whether each of them is for good."""
        is_for_good = True
        for _ in range(_MOST_REDIRECTS + 1):
            response = self._request(method, address)
            target = response.get_redirect_location()
            if not target:
                break
            address, is_for_good = urljoin(address, target), is_for_good and response.status in _FOR_GOOD
        return response.status, address, is_for_good

    def _request(self, method: str, address: str) -> BaseHTTPResponse:
        host = _host(address)
        with self._turns.setdefault(host, Lock()):
            if host in self._met:
                sleep(self.pace.pause)
            self._met.add(host)
            begun = monotonic()
            # No limit of a library ends an answer that comes letter by letter, so it is left behind.
            response: BaseHTTPResponse = _begin(self._send, method, address).result(max(0, self._left.seconds))
            self._left.seconds -= monotonic() - begun
        return response

    def _send(self, method: str, address: str) -> BaseHTTPResponse:
        response = self._pool.request(method, address, redirect=False, preload_content=False)
        response.close()  # nobody reads it
        return response

    def _judged(self, address: str, status: int, end: str, is_for_good: bool) -> Answer:
        said = status_in_words(status)
        if status in _GONE:
            return Answer("external-dead", f"its host answers {said}", self.today)
        if 300 <= status < 400:
            return Answer("external-unsure", f"leads on and on, at last with {said}", self.today)
        if status >= 400:
            return Answer("external-unsure", f"can't be checked: its host answers {said}", self.today)
        if is_for_good and end != address:
            return Answer("external-moved", end, self.today)
        return Answer("", "", self.today)


def status_in_words(status: int) -> str:
    """Return the status of an answer as people know it: 404 Not Found."""
    return f"{status} {responses.get(status, '')}".rstrip()


def why_unheard(failure: Exception, otherwise: str) -> str:
    """Return in a few words why nothing came of an address; `otherwise` if it is none of the usual reasons."""
    reason = _reason(failure)
    return next((said for kind, said in _UNHEARD.items() if isinstance(reason, kind)), otherwise)


def _unheard(failure: Exception) -> Answer:
    """Return what it means that an address gave no answer."""
    reason = _reason(failure)
    is_for_now = getattr(reason.__cause__, "errno", 0) == socket.EAI_AGAIN
    if isinstance(reason, exceptions.NameResolutionError) and not is_for_now:
        return _NO_HOST
    why = why_unheard(failure, "its host doesn't answer as a website does")
    return Answer("external-unsure", f"can't be checked: {why}")


def _reason(failure: Exception) -> Exception:
    return failure.reason if isinstance(failure, exceptions.MaxRetryError) and failure.reason else failure


def _read(path: Path, today: date) -> dict[str, Answer]:
    """Return the answers of earlier runs that still hold; none if the file is damaged."""
    try:
        kept = [(*one, date.fromisoformat(day)) for *one, day in json.loads(path.read_text(encoding="utf-8"))]
        holding = [one for one in kept if 0 <= (today - one[-1]).days < _HOLDS.get(one[1], 0)]
        return {address: Answer(rule, said, day) for address, rule, said, day in holding}
    except (OSError, ValueError, TypeError, RecursionError):
        return {}


def _keep(path: Path, answers: Mapping[str, Answer]) -> None:
    kept = [(address, one.rule, one.said, one.day.isoformat()) for address, one in answers.items() if one.day]
    shutil.rmtree(path, ignore_errors=True)  # only if somebody made a folder of it
    write_whole(path, json.dumps(kept, indent=1).encode())
