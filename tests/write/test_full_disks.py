"""Full disks: a build says so, and what it leaves can be healed."""

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from carepress.cli.main import main
from carepress.write.ownership import JOURNAL
from tests.sites import MakeSite, TinySite
from tests.write.builds import TODAY, UNFINISHED, WHOLE, Flip, build_forked, make_flip, mount, small_disk


def used_bytes(folder: Path) -> int:
    disk = os.statvfs(folder)
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize


def failed_for_space(done: subprocess.CompletedProcess[str], flip: Flip, output: Path) -> bool:
    """Return whether a build failed for lack of space; if so it has said so in one line, and the site is whole."""
    left = TinySite(output.parent).tree()
    if done.returncode == 0:
        assert left == flip.wholes[1]
        return False
    assert done.returncode == 3
    reason = r"error: (No space left on device|File too large)(: \S+)?\. "
    state = UNFINISHED if JOURNAL in left else WHOLE
    assert re.fullmatch(reason + re.escape(state) + "\n", done.stderr), done.stderr
    assert JOURNAL in left or left == flip.wholes[0]
    return True


@pytest.mark.parametrize(
    ("is_output_only", "rooms"),
    [
        pytest.param(False, (0, 40, 84, 88, 92, 96, 100, 104, 108, 112, 1000), id="project", marks=pytest.mark.long),
        pytest.param(True, (0, 8, 16, 1000), id="output"),
    ],
)
def test_a_full_disk(tmp_path: Path, rooms: Sequence[int], is_output_only: bool) -> None:
    """Whatever room is left, in kB, a build succeeds or says in a line that there is none; with room again it heals."""
    disk, own = tmp_path / "disk", tmp_path / "own"
    with small_disk(disk) as is_small:
        flip = make_flip((own if is_output_only else disk) / "project", 20)
        output = (disk if is_output_only else disk / "project") / "site"
        command = [*TODAY, "--output", str(output)]
        failures = []
        for room in rooms:
            flip.turn(0)
            assert main(command, flip.site.root, "care") == 0
            flip.turn(1)
            if is_small:
                assert mount(f"remount,size={used_bytes(disk) + room * 1024}", disk) == 0
            done = build_forked(flip.site.root, *command, largest=0 if is_small else 1 + room * 10)
            failures.append(failed_for_space(done, flip, output))
            if is_small:
                assert mount("remount,size=64m", disk) == 0
            assert main(command, flip.site.root, "care") == 0
            assert TinySite(output.parent).tree() == flip.wholes[1]

    assert (failures[0], failures[-1]) == (True, False)


@pytest.mark.parametrize(
    "largest", [1, 1000, *(pytest.param(size, marks=pytest.mark.long) for size in (100, 500, 2000, 100_000))]
)
def test_no_room_for_a_large_file(make_site: MakeSite, largest: int) -> None:
    """A limit on the size of a file, which a quota can be, stops a build as a full disk does."""
    flip = make_flip(make_site().root, 20)
    flip.turn(1)
    done = build_forked(flip.site.root, largest=largest)

    assert failed_for_space(done, flip, flip.site.root / "site") == (largest < 100_000)
    flip.heal()
    assert flip.site.tree() == flip.wholes[1]
