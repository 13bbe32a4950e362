"""`check --external`: links to other hosts are tried only when somebody asks for it."""

import json
import socket
from collections.abc import Mapping
from typing import Any

import pytest

from tests.check.host import OK, Host, Serve
from tests.check.sound import DESCRIPTION, SOUND, TODAY, run
from tests.sites import MakeSite

HERE, NAME = "127.0.0.1", "there.example"


@pytest.fixture
def serve(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Let hosts on this computer have a name: a page may not lead to a number of the own network."""
    look_up = socket.getaddrinfo

    def found(host: str, *rest: Any, **named: Any) -> Any:
        return look_up(HERE if host == NAME else host, *rest, **named)

    def with_name(*arguments: Any, **named: Any) -> Host:
        host = serve(*arguments, **named)
        host.address = host.address.replace(HERE, NAME)
        return host

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return with_name


def whole(host: Host, body: str) -> Mapping[str, str]:
    """Return a site whose page, sources and template lead to a host, and on which no other rule finds anything."""
    return {
        **SOUND,
        "content/index.md": f"---\ntitle: Home\ndescription: {DESCRIPTION}\n---\n{body}",
        "content/_data/sources.yaml": SOUND["content/_data/sources.yaml"].replace("https://example.net", host.address),
        "templates/page.html": SOUND["templates/page.html"].replace(
            ">A survey</p>",
            '>{{ reference.source.title }} at <a href="{{ reference.source.url }}">its host</a></p>',
        ),
    }


def masked(text: str, host: Host) -> str:
    return text.replace(host.address, "http://A")


def test_nothing_is_asked_without_the_option(
    make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    """No build and no other check asks another host anything; the one that may does."""
    host = serve({"/a": [OK], "/survey": [OK]})
    site = make_site(whole(host, f"[A study]({host.address}/a) says {{{{ facts.share }}}}.\n"))

    codes = [
        run(site, capsys, *words, *TODAY)[0] for words in (["build"], ["check"], ["check", "--release"], ["facts"])
    ]

    assert (codes, host.asked) == ([0, 0, 0, 0], [])
    assert not (site.root / ".cache/external.json").exists()
    assert run(site, capsys, "check", "--external", *TODAY) == (
        0,
        "Checked: 0 errors and 0 warnings, 0 allowances.\nTried 2 links on 1 host.\n",
        "",
    )
    assert sorted(host.asked) == ["HEAD /a", "HEAD /survey"]


def test_place(make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """A link is found where it is written: in a page, in the data, or in a template; not in one that begins alike."""
    host = serve({})
    site = make_site(
        {
            **whole(
                host, f"[A study]({host.address}/a/b) says {{{{ facts.share }}}}.\n\n[More](<{host.address}/a>).\n"
            ),
            "templates/components/more.html": f'<a href="{host.address}/c?d&amp;e">More of it</a>\n',
            "content/p.md": f"---\ntitle: Page\ndescription: {DESCRIPTION}\n---\n[Home](index.md)\n\n{{{{ more }}}}\n",
        }
    )

    code, printed, _ = run(site, capsys, "check", "--external", "--all", *TODAY)

    places = [line.partition(" leads")[0] for line in masked(printed, host).splitlines() if ": error: " in line]
    assert (code, places) == (
        1,
        [
            "content/_data/sources.yaml:4:8: error: http://A/survey",
            "content/index.md:5:11: error: http://A/a/b",
            "content/index.md:7:9: error: http://A/a",
            "templates/components/more.html:1:10: error: http://A/c?d&e",
        ],
    )


def test_formats(make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the problems as they get all others; the line on the work is for people."""
    host = serve({"/survey": [(403, {})]})
    site = make_site(whole(host, "See {{ facts.share }}.\n"))
    command = ("check", "--external", *TODAY)

    for_people = run(site, capsys, *command)[1]
    as_json = json.loads(run(site, capsys, *command, "--format", "json")[1])
    as_github = run(site, capsys, *command, "--format", "github")[1]

    message = f"{host.address}/survey can't be checked: its host answers 403 Forbidden"
    hint = "open it in a browser, and see whether it is still what the page means"
    assert (
        for_people
        == f"""\
content/_data/sources.yaml:4:8: warning: {message} [external-unsure]
    4 |   url: {host.address}/survey
      |        {"^" * len(f"{host.address}/survey")}
  hint: {hint}

Checked: 0 errors and 1 warning, 0 allowances.
Tried 1 link on 1 host.
"""
    )
    assert as_json["problems"] == [
        {
            "severity": "warning",
            "rule": "external-unsure",
            "message": message,
            "path": "content/_data/sources.yaml",
            "line": 4,
            "column": 8,
            "hint": hint,
        }
    ]
    assert as_github == (
        f"::warning file=content/_data/sources.yaml,line=4,col=8,title=external-unsure::{message}%0Ahint: {hint}\n"
    )


def test_links_are_tried_beside_other_errors(
    make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with a text doesn't keep its links from being tried: one run finds both."""
    host = serve({})
    site = make_site(whole(host, f"We [guarantee]({host.address}/a) it.\n"))

    code, printed, _ = run(site, capsys, "check", "--release", "--external", *TODAY)

    assert (code, printed.count("[claim]"), printed.count("[external-dead]")) == (1, 1, 1)
    assert printed.endswith("\nChecked: 2 errors and 0 warnings, 0 allowances.\nTried 1 link on 1 host.\n")


def test_leave(make_site: MakeSite, serve: Serve, naps: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """A link that only a person can open may be kept for a reason; a leave that isn't needed is named where links are tried."""
    host = serve({"/a": [(403, {})], "/b": [OK]})
    leave, law = "<!-- allow external-unsure: Opened by hand. -->", "<!-- allow claim: So says the law. -->"
    site = make_site(
        whole(
            host,
            f"{leave}\n[A study]({host.address}/a) is here.\n\n{leave}\n[Another]({host.address}/b) too.\n\n{law}\nWe guarantee it.\n",
        )
    )

    plain = run(site, capsys, "check", *TODAY)
    full = run(site, capsys, "check", "--external", *TODAY)

    assert plain == (
        0,
        "Allowed: content/index.md:12 claim, So says the law.\nChecked: 0 errors and 0 warnings, 1 allowance.\n",
        "",
    )
    assert full == (
        0,
        """\
content/index.md:8:12: warning: the line below has nothing that "external-unsure" reports [allowance]
    8 | <!-- allow external-unsure: Opened by hand. -->
      |            ^^^^^^^^^^^^^^^
  hint: put it on the line above the finding, or take it out

Allowed: content/index.md:12 claim, So says the law.
Allowed: content/index.md:6 external-unsure, Opened by hand.
Checked: 0 errors and 1 warning, 2 allowances.
Tried 2 links on 1 host.
""",
        "",
    )
