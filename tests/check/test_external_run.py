"""Hosts are asked gently: once for each address, with pauses, and not again for what is known."""

import json
import signal
import socket
import subprocess
import sys
import threading
from threading import Barrier, Semaphore

import pytest

from carepress.check.site import external
from carepress.check.site.external import Pace
from tests.check.host import OK, Serve, said, to, tried
from tests.sites import ROOT, MakeSite, page


def test_an_address_is_asked_for_once(make_site: MakeSite, serve: Serve) -> None:
    """However many pages have an address, and with whatever anchors: it is one request and one problem."""
    host = serve({"/a": [OK]})
    site = make_site(
        {
            "content/index.md": page(to(f"{host.address}/a#one", f"{host.address}/a#two", f"{host.address}/b")),
            "content/p.md": page(to(f"{host.address}/b", f"{host.address}/a")),
        }
    )

    found, line = tried(site)

    assert sorted(host.asked) == ["GET /b", "HEAD /a", "HEAD /b"]
    assert said(found, host) == [
        "content/index.md:9:5: error: http://A/b (on 2 pages) leads nowhere: its host answers 404 Not Found"
        " [external-dead]",
        "  hint: look for its new address, or take the link out",
    ]
    assert line == "Tried 2 links on 1 host."


def test_what_is_tried(make_site: MakeSite, serve: Serve) -> None:
    """Only what a browser would ask another host for: no page of the site, no mail, no phone, and each way of writing it."""
    host = serve({"/": [OK], "/a": [OK], "/a?b=c&d": [OK]})
    own = (
        "/b/",
        "#c",
        "?d",
        "https://example.org/e",
        "https://EXAMPLE.org/f",
        "mailto:a@example.net",
        "tel:988",
        "http://[x/",
    )
    shouted = host.address.replace("http", "HTTP")

    tried(make_site(body=to(*own, host.address, f"{shouted}/a", f"{host.address}/a?b=c&d")))

    assert sorted(host.asked) == ["HEAD /", "HEAD /a", "HEAD /a?b=c&d"]


def test_a_host_is_asked_for_one_thing_at_a_time(make_site: MakeSite, serve: Serve) -> None:
    """No two requests meet at a host, not even those that another host's redirects lead there."""
    host = serve({path: [OK] for path in ("/1", "/2", "/3")}, Barrier(2, timeout=0.1))
    other = serve({f"/{number}": [(302, {"Location": f"{host.address}/{number}"})] for number in (1, 2)})
    links = [*(f"{host.address}/{number}" for number in (1, 2, 3)), f"{other.address}/1", f"{other.address}/2"]

    assert tried(make_site(body=to(*links))) == ([], "Tried 5 links on 2 hosts.")
    assert (len(host.asked), host.met) == (5, 0)


def test_hosts_are_asked_side_by_side(make_site: MakeSite, serve: Serve) -> None:
    """Eight hosts that answer only when all of them have been asked do answer."""
    meeting = Barrier(8, timeout=20)
    hosts = [serve({"/": [OK]}, meeting) for _ in range(8)]

    assert tried(make_site(body=to(*(f"{host.address}/" for host in hosts))))[0] == []
    assert [host.met for host in hosts] == [1] * 8


def test_a_host_gets_a_pause(make_site: MakeSite, serve: Serve, naps: list[float]) -> None:
    """There is a second between two requests to a host, and none before the first."""
    host, other = serve({"/1": [OK], "/2": [OK]}), serve({"/": [OK]})

    tried(make_site(body=to(f"{host.address}/1", f"{host.address}/2", f"{other.address}/")), pace=Pace())

    assert naps == [1]


@pytest.mark.parametrize(
    ("after", "expected"), [("0", [1]), ("7", [7]), ("3600", [10])], ids=["at-once", "soon", "in-an-hour"]
)
def test_a_host_says_how_long_to_wait(
    make_site: MakeSite, serve: Serve, naps: list[float], after: str, expected: list[float]
) -> None:
    """The wish is followed, but for ten seconds at most and never for less than the pause."""
    host = serve({"/": [(429, {"Retry-After": after}), OK]})

    tried(make_site(body=to(f"{host.address}/")), pace=Pace())

    assert naps == expected


def test_a_host_that_is_down_gets_longer_pauses(make_site: MakeSite, serve: Serve, naps: list[float]) -> None:
    """It is asked three times in all, the last time after a longer pause, with the wish followed each time."""
    host = serve({"/1": [(503, {})], "/2": [(429, {"Retry-After": "3600"})]})

    tried(make_site(body=to(f"{host.address}/1")), pace=Pace())
    tried(make_site(body=to(f"{host.address}/2")), pace=Pace())

    assert naps == [1, 2, 10, 10]


def test_what_is_known_is_not_asked_again(make_site: MakeSite, serve: Serve) -> None:
    """A fine link is left in peace for 30 days, any other for a day; the problem is reported each time."""
    host = serve({"/fine": [OK]})
    site = make_site(body=to(f"{host.address}/fine", f"{host.address}/gone"))
    runs = []

    for today in ("2026-11-24", "2026-11-24", "2026-11-25", "2026-12-23", "2026-12-24", "2026-12-01"):
        host.asked.clear()
        found, line = tried(site, today)
        runs.append((today, sorted(host.asked), [problem.rule for problem in found], line))

    gone = ["GET /gone", "HEAD /gone"]
    one_known = "Tried 1 link on 1 host; 1 known from an earlier run."
    assert runs == [
        ("2026-11-24", [*gone[:1], "HEAD /fine", *gone[1:]], ["external-dead"], "Tried 2 links on 1 host."),
        ("2026-11-24", [], ["external-dead"], "Tried 0 links on 0 hosts; 2 known from an earlier run."),
        ("2026-11-25", gone, ["external-dead"], one_known),
        ("2026-12-23", gone, ["external-dead"], one_known),
        ("2026-12-24", [*gone[:1], "HEAD /fine", *gone[1:]], ["external-dead"], "Tried 2 links on 1 host."),
        # What is known of a later day says nothing of this one.
        ("2026-12-01", [*gone[:1], "HEAD /fine", *gone[1:]], ["external-dead"], "Tried 2 links on 1 host."),
    ]


@pytest.mark.parametrize(
    "kept",
    [
        *("", "{", "[1]", "\0", "7", '[["http://a/", "", ""]]', '[["http://a/", "", "", "soon"]]', "[[[], 1, 2, 3]]"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param(b"\xff\xfe[]", id="bytes"),
        # Another version of Carepress may have had it.
        pytest.param('[["HOST/", "external-strange", "It is.", "2026-11-24"]]', id="rule-that-is-no-more"),
    ],
)
def test_a_damaged_record_is_begun_anew(make_site: MakeSite, serve: Serve, kept: str | bytes) -> None:
    """Whatever stands in the file, the links are tried and the file is whole afterwards."""
    host = serve({"/": [OK]})
    kept = kept.replace("HOST", host.address) if isinstance(kept, str) else kept
    site = make_site({".cache/external.json": kept}, body=to(f"{host.address}/"))

    assert tried(site) == ([], "Tried 1 link on 1 host.")
    record = json.loads((site.root / ".cache/external.json").read_text(encoding="utf-8"))
    assert record == [[f"{host.address}/", "", "", "2026-11-24"]]


def test_a_record_that_has_become_a_folder(make_site: MakeSite, serve: Serve) -> None:
    """A folder in the record's place makes way for it."""
    host = serve({"/": [OK]})
    site = make_site({".cache/external.json/a.txt": ""}, body=to(f"{host.address}/"))

    assert tried(site) == ([], "Tried 1 link on 1 host.")
    assert tried(site) == ([], "Tried 0 links on 0 hosts; 1 known from an earlier run.")


def test_a_run_that_is_stopped_keeps_what_it_learned(make_site: MakeSite, serve: Serve) -> None:
    """Ctrl+C after the first answer: the next run asks only for the rest."""
    host, shown = serve({"/1": [OK], "/2": [OK]}), []
    site = make_site(body=to(f"{host.address}/1", f"{host.address}/2"))

    def stop(stage: str) -> None:
        shown.append(stage)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tried(site, progress=stop)

    assert shown == ["Trying links: 1 of 2"]
    assert tried(site) == ([], "Tried 1 link on 1 host; 1 known from an earlier run.")


def test_nothing_is_asked_after_a_stop(make_site: MakeSite, serve: Serve) -> None:
    """Of twelve hosts, eight are being asked when somebody stops, or nine; no other is asked later."""
    gate = Semaphore(1)  # one of them answers, the others later
    hosts = [serve({"/": [OK]}, gate=gate) for _ in range(12)]

    def stop(stage: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tried(make_site(body=to(*(f"{host.address}/" for host in hosts))), progress=stop)
    gate.release(12)
    for thread in threading.enumerate():
        if thread.name.endswith("(work)"):
            thread.join(20)

    assert sum(len(host.asked) for host in hosts) in {8, 9}


def test_a_fault_of_our_own_is_not_taken_for_a_host(
    make_site: MakeSite, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong in asking, and isn't a host's doing, ends the command as it would anywhere else."""
    host = serve({"/": [(302, {"Location": "/b"})]})
    monkeypatch.setattr(external, "urljoin", lambda *_: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        tried(make_site(body=to(f"{host.address}/")))


def test_stopping_does_not_wait_for_a_host(make_site: MakeSite) -> None:
    """Ctrl+C ends the command in one sentence while a host is still silent."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(30)  # a command that asks nothing fails the test, and doesn't hold it up
        # A page may not lead to this computer, so the command is told that the host of this name is here.
        site = make_site(body=to(f"http://silent.example:{silent.getsockname()[1]}/"))
        script = f"""\
import signal, socket, sys
look_up = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest: look_up({{"silent.example": "127.0.0.1"}}[host], *rest)
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from carepress.cli.main import main
sys.exit(main(["check", "--external"], Path({str(site.root)!r}), 'care'))
"""
        command = [sys.executable, "-c", script]
        with (
            subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process,
            silent.accept()[0],
        ):
            process.send_signal(signal.SIGINT)
            # The host would have been waited for 20 seconds, twice.
            _, printed = process.communicate(timeout=35)

    assert printed == "Stopped. The site is as the last finished build left it.\n"
    assert process.returncode == 3
