"""Builds that die at any moment leave the old site or the new one, or say that it is unfinished."""

import json
import random
import signal
import subprocess
from collections.abc import Sequence

import pytest

from carepress.cli.main import main
from carepress.write.ownership import JOURNAL, MANIFEST
from tests.sites import MakeSite, TinySite, page
from tests.write.builds import TODAY, UNFINISHED, WHOLE, Flip, build_command, build_forked, environment, make_flip


def outcome(flip: Flip, state: int) -> str:
    """Return what a build that died on the way to a state has left; fails if that is half a site without a mark."""
    left = flip.site.tree()
    if JOURNAL in left:
        return "unfinished"
    assert left in flip.wholes
    return ("old", "new")[left == flip.wholes[state]]


def count_events(flip: Flip, number: int) -> tuple[int, int, int]:
    """Return how often a build to the second state touches files: in all, until the write, and in it."""
    flip.turn(1)
    done = build_forked(flip.site.root, at=10**9, number=number)
    assert done.returncode == 0, done.stderr
    total, began, ended = (int(word) for word in done.stdout.split()[-3:])
    flip.turn(0)
    flip.heal()
    return total, began, ended - began


@pytest.fixture(scope="module")
def kill_counts(flip: Flip) -> tuple[int, int, int]:
    return count_events(flip, signal.SIGKILL)


def spread(seed: int, end: int, number: int) -> list[int]:
    """Return seeded moments from 1 to an end, one in each of so many equal parts."""
    draw = random.Random(seed)
    return [1 + int((part + draw.random()) * end / number) for part in range(number)]


def moments_of(seed: int, kill_counts: tuple[int, int, int], everywhere: int, in_write: int) -> list[int]:
    """Return moments over the whole course of a build, and more in its write and just before and after it."""
    total, _, writes = kill_counts
    return [*spread(seed, total, everywhere), *(-moment for moment in spread(seed, writes + 3, in_write))]


def kill_everywhere(flip: Flip, moments: Sequence[int]) -> dict[str, int]:
    """Kill builds at the given moments; return how many left the site old, new or unfinished. Each of these heals."""
    found = {"old": 0, "new": 0, "unfinished": 0}
    live = 0
    for moment in moments:
        state = 1 - live
        flip.turn(state)
        died = build_forked(flip.site.root, at=moment)
        assert died.returncode == -signal.SIGKILL, (moment, died.stderr)
        left = outcome(flip, state)
        found[left] += 1
        if left == "old":
            continue  # and the next build has to cope with all that this one left behind
        flip.heal()
        assert flip.site.tree() == flip.wholes[state], moment
        assert empty_folders(flip.site) == [], moment
        live = state
    flip.turn(0)
    flip.heal()
    assert flip.site.tree() == flip.wholes[0]
    print(f"{len(moments)} kills left: {found}")
    return found


def empty_folders(site: TinySite) -> list[str]:
    return [str(path) for path in (site.root / "site").rglob("*") if path.is_dir() and not any(path.iterdir())]


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long), pytest.param(3, marks=pytest.mark.long)])
def test_killed_at_any_moment(flip: Flip, kill_counts: tuple[int, int, int], seed: int) -> None:
    """Eight builds are killed, from the start-up to the last file: site/ is old, new, or marked, and then heals."""
    found = kill_everywhere(flip, moments_of(seed, kill_counts, 4, 4))

    assert found["old"] > 0
    assert found["unfinished"] > 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 110))
def test_killed_at_many_moments(flip: Flip, kill_counts: tuple[int, int, int], seed: int) -> None:
    """The same three hundred times."""
    found = kill_everywhere(flip, moments_of(seed, kill_counts, 10, 20))

    assert found["old"] > 0
    assert found["unfinished"] > 0


def test_killed_by_the_clock(flip: Flip) -> None:
    """Killed from outside after a time, whatever the build is at then: the same holds."""
    draw = random.Random(1)
    for _ in range(2):
        flip.turn(1)
        with subprocess.Popen(build_command(flip.site.root), env=environment(), stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(draw.uniform(0, 1.2))
            except subprocess.TimeoutExpired:
                process.kill()
        outcome(flip, 1)
        flip.heal()
        assert flip.site.tree() == flip.wholes[1]
        flip.turn(0)
        flip.heal()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("share", [0.6, *(pytest.param(share, marks=pytest.mark.long) for share in (0.0, 0.3, 0.8))])
def test_stopped_by_a_person_or_the_system(make_site: MakeSite, number: signal.Signals, share: float) -> None:
    """Ctrl+C and a polite kill before the write end in one sentence, and nothing has changed."""
    flip = make_flip(make_site().root, 20)
    _, began, _ = count_events(flip, number)
    flip.turn(1)
    stopped = build_forked(flip.site.root, at=1 + int(share * began), number=number)

    assert (stopped.returncode, stopped.stderr) == (3, f"Stopped. {WHOLE}\n")
    assert flip.site.tree() == flip.wholes[0]
    flip.heal()
    assert flip.site.tree() == flip.wholes[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_write(make_site: MakeSite, number: signal.Signals) -> None:
    """Once the write has begun the sentence says that the next build completes it; and so it does, broken or not."""
    flip = make_flip(make_site().root, 20)
    flip.turn(1)
    stopped = build_forked(flip.site.root, at=-4, number=number)

    assert (stopped.returncode, stopped.stderr) == (3, f"Stopped. {UNFINISHED}\n")
    assert JOURNAL in flip.site.tree()
    flip.site.write({"content/index.md": "Broken\n"}).problems()
    assert flip.site.tree() == flip.wholes[1]


def test_errors_while_the_site_is_unfinished(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A build that finds errors doesn't call a site whole that waits for a sound build."""
    site = make_site()
    site.build()
    site.write({f"site/{JOURNAL}": "damaged", "content/index.md": "Broken\n"})

    assert main(TODAY, site.root, "care") == 1
    assert capsys.readouterr().out.endswith(f"Not built: 1 error in 1 file. {UNFINISHED}\n")


def test_the_stage_of_another_build_is_not_mixed_in(make_site: MakeSite) -> None:
    """A write that had moved all its files keeps them, even if the stage holds another build's of the same names."""
    site = make_site({"content/index.md": page("Live\n")})
    site.build()
    whole = site.tree()
    journal = {"remove": [], "files": json.loads(site.read(MANIFEST))["files"]}
    site.write({f"site/{JOURNAL}": json.dumps(journal), ".cache/build/stage/index.html": "another build's"})
    site.write({"content/index.md": "Broken\n"}).problems()

    assert site.tree() == whole
