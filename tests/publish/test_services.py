"""Publishing to real services on this computer: S3 and a folder, and in the long tests WebDAV and SFTP too."""

import os
import random
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Timer
from typing import NamedTuple

import pytest
import yaml

from carepress.problems import EnvironmentFailed
from carepress.publish import rclone
from carepress.publish.rclone import Target, reach
from tests.__main__ import SFTP
from tests.hosts import REAL, needed, webdav
from tests.publish.places import FIRST, SECOND, bring, go_back, make, served
from tests.publish.services import KEY, KINDS, SECRET, WHOLE, answering, free_port, serving, silent, write_config
from tests.publish.visitors import settings_of, visited
from tests.sites import ROOT
from tests.write.builds import mount, small_disk


class Place(NamedTuple):
    """A target, the file in which rclone finds it, and the folder that is served there."""

    name: str
    config: Path
    live: Path


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let visitors load pages quickly."""
    monkeypatch.setattr(rclone, "BREATH", 0.1)


@contextmanager
def opened(kind: str, tmp_path: Path) -> Iterator[Place]:
    """Give a place to publish to while the block runs: a folder, or one that a service serves."""
    live, port = tmp_path / "served/site", free_port()
    live.mkdir(parents=True)
    config = write_config(tmp_path / "config", port)
    if kind == "folder":
        yield Place(str(live), config, live)
    elif kind == "openssh":
        needed(SFTP)
        yield Place(f"openssh:{live}", config, live)
    elif kind == "nginx":
        with webdav(live.parent) as real_port:
            yield Place("nginx:site", write_config(tmp_path / "config", real_port), live)
    else:
        with serving(kind, live.parent, port):
            yield Place(f"{kind}:site", config, live)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Give a place to publish to."""
    with opened(request.param, tmp_path) as place:
        yield place


def at(*kinds: str) -> pytest.MarkDecorator:
    """Let a test run at some kinds of places, and with the long tests at the others."""
    others = (kind for kind in ("folder", *KINDS, *WHOLE) if kind not in kinds)
    return pytest.mark.parametrize(
        "place", [*kinds, *(pytest.param(kind, marks=pytest.mark.long) for kind in others)], indirect=True
    )


@at("s3")
def test_publish_change_and_go_back(place: Place, tmp_path: Path) -> None:
    """All files arrive, then only what has changed, with types and times to keep; and what was there before comes back."""
    first, second, live = make(tmp_path / "1", FIRST), make(tmp_path / "2", SECOND), place.live
    with reach(place.name, place.config, silent) as target:
        bring(first, target)
        assert served(live) == served(first)
        for path in live.rglob("*"):
            os.utime(path, (0, 0))

        plan = bring(second, target)

        sent = [
            path.relative_to(live).as_posix() for path in live.rglob("*") if path.is_file() and path.stat().st_mtime > 1
        ]
        assert {path for path in sent if not path.startswith(".carepress/")} == {*plan.new, *plan.changed}
        assert served(live) == served(second) | {"assets/site.1.css": "one"}
        assert not (live / "gone").exists()
        if target.keeps_types:
            said = target.ask("operations/list", fs=target.name, remote="", opt={"recurse": True, "metadata": True})
            kept = {one["Path"]: one.get("Metadata", {}) for one in said["list"]}
            assert {kept[path]["content-type"] for path in ("index.html", "new/index.html")} == {
                "text/html; charset=utf-8"
            }
            assert kept["index.html"]["cache-control"] == "public, max-age=0, must-revalidate"
            assert kept["assets/site.2.css"]["cache-control"] == "public, max-age=31536000, immutable"
        assert go_back(target, tmp_path / "back") == sorted(served(first))
        assert served(live) == served(first) | {"assets/site.2.css": "two"}


def test_the_keys_of_a_workflow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the workflow that publishes sets in the environment is all that rclone needs."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/upload.yml").read_text(encoding="utf-8"))
    [step] = [step for step in workflow["jobs"]["upload"]["steps"] if step.get("name") == "Publish"]
    given = {"vars.REGION": "here", "secrets.KEY_ID": KEY, "secrets.KEY": SECRET, "vars.TARGET": "live:site"}
    for name, value in step["env"].items():
        monkeypatch.setenv(name, given.get(value.strip("${ }"), value))
    (tmp_path / "served/site").mkdir(parents=True)
    port = free_port()
    monkeypatch.setenv("RCLONE_CONFIG_LIVE_PROVIDER", "Rclone")
    monkeypatch.setenv("RCLONE_CONFIG_LIVE_ENDPOINT", f"http://127.0.0.1:{port}")
    with serving("s3", tmp_path / "served", port), reach(os.environ["TARGET"], None, silent) as target:
        bring(make(tmp_path / "1", FIRST), target)

    assert served(tmp_path / "served/site") == served(tmp_path / "1")


@contextmanager
def publishing(place: Place, site: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Publish a site in a process that the block can kill; at the end it is."""
    script = (
        "import sys; from pathlib import Path; from carepress.publish import rclone; from tests.publish.places import bring\n"
        f"rclone.BREATH = {rclone.BREATH}\n"
        "with rclone.reach(sys.argv[1], Path(sys.argv[2]), lambda stage: print(stage, flush=True)) as target: bring(Path(sys.argv[3]), target)"
    )
    command = [sys.executable, "-c", script, place.name, str(place.config), str(site)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()  # rclone is there, and has begun
        yield process
        process.kill()


def with_pages(files: Mapping[str, str], look: str) -> dict[str, str]:
    """Return the files of a site with sixty pages more, each leading to the next, all of one look."""
    leads = {
        f"page/{number}/index.html": f'<a href="/page/{number + 1}/"><link href="/assets/site.{look}.css">'
        for number in range(60)
    }
    return {**files, **leads, "page/60/index.html": look, "index.html": f'{files["index.html"]}<a href="/page/0/">'}


# Where files are brought to, and what shows them to visitors. Those of rclone's servers are missing for a moment as they are replaced.
SHOWN = [
    ("folder", "nginx"),
    ("folder", "caddy"),
    *((kind, host) for kind in WHOLE for host in REAL),
    *((kind, "") for kind in KINDS),
]


@pytest.mark.parametrize(
    ("place", "host", "times"),
    [(*SHOWN[0], 3), *(pytest.param(*shown, 20, marks=pytest.mark.long) for shown in SHOWN)],
    indirect=["place"],
)
def test_killed_at_any_moment(place: Place, host: str, tmp_path: Path, times: int) -> None:
    """However often a run is killed in its midst, no visitor misses anything, and the next run makes the site whole."""
    settings = settings_of(host, tmp_path / "own") if host else {}
    files = [with_pages(FIRST | settings, "1"), with_pages(SECOND | settings, "2")]
    sites = [make(tmp_path / look, one) for look, one in zip("12", files, strict=True)]
    chance = random.Random(times)
    with reach(place.name, place.config, silent) as target:
        bring(sites[0], target)
        with visited(host, place.live, *files) if host else nullcontext() as visitor:
            for number in range(times):
                with publishing(place, sites[1 - number % 2]):
                    time.sleep(chance.random() / 2)
            for site in sites:
                bring(site, target)
                assert served(place.live).items() >= served(site).items()
    assert visitor is None or (visitor.missed == [] and visitor.pages > 60)


@at("folder")
def test_whoever_starts_rclone_takes_it_along(place: Place, tmp_path: Path) -> None:
    """A run that is killed leaves no rclone behind that goes on."""
    with publishing(place, make(tmp_path / "1", with_pages(FIRST, "1"))) as process:
        [guard] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        [rclone] = Path(f"/proc/{guard}/task/{guard}/children").read_text().split()
    for _ in range(100):
        if not Path(f"/proc/{rclone}").exists():
            break
        time.sleep(0.05)
    assert not Path(f"/proc/{rclone}").exists()


def failure(name: str, config: Path | None, site: Path) -> str:
    """Return why a site can't be published, in a line without a key."""
    with pytest.raises(EnvironmentFailed) as failed, reach(name, config, silent) as target:
        bring(site, target)
    said = str(failed.value)
    assert not re.search("secret|\\s{2}|[\n<]", said), said
    return said


FULL = "is full: make room there. rclone says: "
UNWRITABLE = "may only be read: see to it that you may write there. rclone says: "
EITHER = "doesn't take or give what it should: see that `rclone config` has it right, that there is room, and that you may write there. rclone says: "
LOCKED = "doesn't let you in, or not so far that you can write there: check the key or password that rclone has for it. rclone says: "
LOST = "can't be reached: check the network and the address that rclone has for it. rclone says: "


@at("s3")
def test_what_keeps_a_site_from_its_place(place: Place, tmp_path: Path) -> None:
    """A wrong key, an unknown host, an address that is none, and a remote that nobody set up are told in a sentence each."""
    site = make(tmp_path / "1", with_pages(FIRST, "1"))
    assert failure("nowhere:site", place.config, site).startswith(
        "nowhere:site isn't a place that rclone knows: `rclone listremotes`"
    )
    named = ':webdav,url="http://me:secret@127.0.0.1:x/",bearer_token=secrets:site'
    assert failure(named, None, site) == f':webdav,… {EITHER}parse "…": invalid port ":x" after host'
    if (kind := place.name.partition(":")[0]) not in KINDS:
        return
    away = write_config(tmp_path / "away", 1)
    away.write_text(away.read_text().replace("127.0.0.1", "nowhere.invalid"))
    assert failure(place.name, away, site).startswith(f"{place.name} {LOST}")
    live, port = tmp_path / "locked/site", free_port()
    live.mkdir(parents=True)
    with serving(kind, live.parent, port):
        assert failure(place.name, write_config(tmp_path / "wrong", port, "another-secret"), site).startswith(
            f"{place.name} {LOCKED}"
        )
    assert list(live.rglob("*")) == []


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_lost_server(tmp_path: Path, kind: str) -> None:
    """So is a server that is lost in the midst; when it is back, the same command brings the rest."""
    site, other = make(tmp_path / "1", with_pages(FIRST, "1")), make(tmp_path / "2", FIRST)
    live, port, name = tmp_path / "lost/site", free_port(), f"{kind}:site"
    live.mkdir(parents=True)
    config = write_config(tmp_path / "right", port)
    with serving(kind, live.parent, port) as server, reach(name, config, silent) as target:
        bring(other, target)
        Timer(0.3, server.kill).start()
        with pytest.raises(EnvironmentFailed) as failed:
            publish_again_and_again(target, site, other)
    assert str(failed.value).startswith(f"{name} {LOST}")
    with serving(kind, live.parent, port), reach(name, config, silent) as target:
        bring(site, target)
    assert served(live).items() >= served(site).items()


def publish_again_and_again(target: Target, *sites: Path) -> None:
    for site in sites * 100:
        bring(site, target)


@pytest.mark.parametrize("kind", ["sftp", pytest.param("webdav", marks=pytest.mark.long)])
def test_a_silent_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Nobody waits for long for a server that takes calls and says nothing."""
    monkeypatch.setattr(rclone, "_SILENT", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        config = write_config(tmp_path / "config", server.getsockname()[1])
        assert failure(f"{kind}:site", config, tmp_path).startswith(f"{kind}:site can't be reached: check the network")


# What is said of a place without room, and of one that is only to be read. Some say nothing better than that something went wrong.
NO_ROOM = {"folder": (FULL, UNWRITABLE), "openssh": (FULL, EITHER), "sftp": (FULL, UNWRITABLE)}


@pytest.mark.parametrize("kind", ["folder", *(pytest.param(kind, marks=pytest.mark.long) for kind in (*KINDS, *WHOLE))])
def test_no_room_and_no_right(tmp_path: Path, kind: str) -> None:
    """On a disk that is full, or can't be written, what was served stays whole; once that is mended, the same command brings the rest."""
    disk = tmp_path / "served"
    first = make(tmp_path / "1", FIRST)
    second = make(tmp_path / "2", SECOND | {f"new/{name}.mp4": name * 400_000 for name in "bc"})
    with small_disk(disk) as is_small, opened(kind, tmp_path) as place:
        if not is_small:
            pytest.skip("this user may not mount a disk")
        with reach(place.name, place.config, silent) as target:
            bring(first, target)
        before = served(place.live)
        used = os.statvfs(disk)
        size = (used.f_blocks - used.f_bfree) * used.f_frsize
        for option, reason in zip(
            ("ro", f"size={size + 500_000}"), reversed(NO_ROOM.get(kind, (EITHER, EITHER))), strict=True
        ):
            assert mount(f"remount,{option}", disk) == 0
            assert failure(place.name, place.config, second).startswith(f"{place.name} {reason}")
            assert served(place.live).items() >= before.items()
            assert mount("remount,rw,size=64m", disk) == 0
        with reach(place.name, place.config, silent) as target:
            bring(second, target)
        left = served(place.live)
        assert left.items() >= served(second).items()
        assert [path for path in left if path.endswith(".partial")] == []


def test_a_full_place(tmp_path: Path) -> None:
    """That there is no room left is told."""
    with answering(507) as port:
        said = failure("webdav:site", write_config(tmp_path / "config", port), make(tmp_path / "1", FIRST))
    assert said.startswith("webdav:site is full: make room there. rclone says: ")


def test_other_settings_of_rclone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody's environment tells rclone for other work changes nothing of what is published."""
    for name, value in (
        ("DRY_RUN", "true"),
        ("SUFFIX", ".bak"),
        ("EXCLUDE", "*.html"),
        ("RC_BASEURL", "x"),
        ("INTERACTIVE", "1"),
    ):
        monkeypatch.setenv(f"RCLONE_{name}", value)
    first, second = make(tmp_path / "1", FIRST), make(tmp_path / "2", SECOND)
    with opened("folder", tmp_path) as place, reach(place.name, place.config, silent) as target:
        bring(first, target)
        bring(second, target)
        assert served(place.live) == served(second) | {"assets/site.1.css": "one"}


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("exit 1", "rclone was started and does nothing: try `rclone version`"),
        (None, "to publish, rclone is needed: "),
    ],
)
def test_no_rclone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str | None, says: str) -> None:
    """A machine without rclone, or with one that doesn't run, is told where it comes from."""
    monkeypatch.setattr(sys, "executable", shutil.copy(sys.executable, tmp_path / "python"))
    monkeypatch.setattr("carepress.publish.rclone._START", 0.1)
    monkeypatch.setenv("PATH", str(tmp_path))
    if does is not None:
        (tmp_path / "rclone").write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / "rclone").chmod(0o755)

    assert failure("s3:site", None, tmp_path).startswith(says)
