"""Builds that die at any moment, full and read-only disks, folders of others, two builds at once: what is live stays whole."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from carepress.cli.main import main
from carepress.cli.serve import Preview
from carepress.load.settings import Options
from carepress.write.apply import locked
from carepress.write.ownership import JOURNAL, MANIFEST
from tests.conftest import BASIC, ROOT, MakeSite, TinySite, page

TODAY = ("--today", "2026-11-24")
WHOLE = "The site is as the last finished build left it."
UNFINISHED = "The site is unfinished; the next build completes it."

# A build in a process of its own. It counts what it does with files, and sends itself a signal at the given count,
# if one is given; below 0 it counts from the moment on at which the journal gets its name. At the end it prints the
# counts: all, until the journal stood, and until it went.
CHILD = """
import os, resource, signal, sys
from pathlib import Path

root, at, number, largest, *arguments = sys.argv[1:]
at, number, largest = int(at), int(number), int(largest)
count = began = ended = 0

def watch(event, details):
    global count, began, ended
    if event in {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "shutil.copyfile"}:
        count += 1
        if event == "os.rename" and str(details[1]).endswith(".carepress-unfinished"):
            began = count
        if event == "os.remove" and str(details[0]).endswith(".carepress-unfinished"):
            ended = count
        if count == at or (began and at < 0 and count - began == -at - 1):
            os.kill(os.getpid(), number)

signal.signal(signal.SIGINT, signal.default_int_handler)
if largest:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
if number == signal.SIGKILL:
    sys.addaudithook(watch)  # from the start-up on
from carepress.cli.main import main
if number != signal.SIGKILL:
    sys.addaudithook(watch)
exit_code = main(arguments, Path(root))
print(count, began, ended)
sys.exit(exit_code)
"""


def build_command(
    root: Path, *arguments: str, at: int = 0, number: int = signal.SIGKILL, largest: int = 0
) -> list[str]:
    """Return the command of a build in a process of its own."""
    options = [str(root), str(at), str(int(number)), str(largest)]
    return [sys.executable, "-c", CHILD, *options, *(arguments or TODAY)]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


def run(command: Sequence[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment(**more), capture_output=True, text=True, errors="replace", check=False
    )


def pages(state: str, count: int) -> dict[str, str | bytes]:
    """Return small pages: in eight of ten nothing changes, the ninth changes, and the tenth is in this state only."""
    kept = range(count * 8 // 10)
    shared: dict[str, str | bytes] = {f"content/kept/p{number}.md": page(f"Text {number}\n") for number in kept}
    changed: dict[str, str | bytes] = {f"content/changed/p{n}.md": page(f"{state}\n") for n in range(count // 10)}
    return {**shared, **changed, **{f"content/only-{state}/p{n}.md": page("Own\n") for n in range(count // 10)}}


@dataclass(frozen=True)
class Flip:
    """A site that goes to and fro between two states, the wholes of which are known."""

    site: TinySite
    sources: tuple[dict[str, str | bytes], dict[str, str | bytes]]
    wholes: tuple[dict[str, bytes], dict[str, bytes]]

    def turn(self, state: int) -> None:
        """Bring content/ to a state."""
        for path in self.sources[1 - state].keys() - self.sources[state].keys():
            (self.site.root / path).unlink(missing_ok=True)
        kept = self.sources[1 - state].items()
        self.site.write({path: text for path, text in self.sources[state].items() if (path, text) not in kept})

    def heal(self) -> None:
        """Run the next command, as a person does."""
        assert main(TODAY, self.site.root) == 0


def make_flip(folder: Path, count: int = 120) -> Flip:
    """Return a site of two states, built in the first."""
    sources = (pages("old", count), pages("new", count))
    site = TinySite(folder)
    flip = Flip(site, sources, ({}, {}))
    site.write({**BASIC, **sources[0]})
    for state in (1, 0):
        shutil.rmtree(site.root / "site", ignore_errors=True)
        flip.turn(state)
        flip.heal()
        flip.wholes[state].update(site.tree())
    assert flip.wholes[0] != flip.wholes[1]
    return flip


@pytest.fixture(scope="module")
def flip(tmp_path_factory: pytest.TempPathFactory) -> Flip:
    return make_flip(tmp_path_factory.mktemp("moments") / "project")


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
    done = run(build_command(flip.site.root, at=10**9, number=number))
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
        died = run(build_command(flip.site.root, at=moment))
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
    stopped = run(build_command(flip.site.root, at=1 + int(share * began), number=number))

    assert (stopped.returncode, stopped.stderr) == (3, f"Stopped. {WHOLE}\n")
    assert flip.site.tree() == flip.wholes[0]
    flip.heal()
    assert flip.site.tree() == flip.wholes[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_write(make_site: MakeSite, number: signal.Signals) -> None:
    """Once the write has begun the sentence says that the next build completes it; and so it does, broken or not."""
    flip = make_flip(make_site().root, 20)
    _, began, _ = count_events(flip, number)
    flip.turn(1)
    stopped = run(build_command(flip.site.root, at=began + 3, number=number))

    assert (stopped.returncode, stopped.stderr) == (3, f"Stopped. {UNFINISHED}\n")
    assert JOURNAL in flip.site.tree()
    flip.site.write({"content/index.md": "Broken\n"}).problems()
    assert flip.site.tree() == flip.wholes[1]


def test_errors_while_the_site_is_unfinished(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A build that finds errors doesn't call a site whole that waits for a sound build."""
    site = make_site()
    site.build()
    site.write({f"site/{JOURNAL}": "damaged", "content/index.md": "Broken\n"})

    assert main(TODAY, site.root) == 1
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


# A full disk


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a disk of its own on a folder; give False where this user may not, and the folder is as any other."""
    folder.mkdir(parents=True)
    mounted = os.name == "posix" and shutil.which("mount") is not None and not mount("size=64m", folder)
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", folder], check=True)


def mount(options: str, folder: Path) -> int:
    """Mount or remount a disk in memory; return the exit code."""
    command = ["mount", "-t", "tmpfs", "-o", options, "carepress-test", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode


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
            assert main(command, flip.site.root) == 0
            flip.turn(1)
            if is_small:
                assert mount(f"remount,size={used_bytes(disk) + room * 1024}", disk) == 0
            done = run(build_command(flip.site.root, *command, largest=0 if is_small else 1 + room * 10))
            failures.append(failed_for_space(done, flip, output))
            if is_small:
                assert mount("remount,size=64m", disk) == 0
            assert main(command, flip.site.root) == 0
            assert TinySite(output.parent).tree() == flip.wholes[1]

    assert (failures[0], failures[-1]) == (True, False)


@pytest.mark.parametrize(
    "largest", [1, 1000, *(pytest.param(size, marks=pytest.mark.long) for size in (100, 500, 2000, 100_000))]
)
def test_no_room_for_a_large_file(make_site: MakeSite, largest: int) -> None:
    """A limit on the size of a file, which a quota can be, stops a build as a full disk does."""
    flip = make_flip(make_site().root, 20)
    flip.turn(1)
    done = run(build_command(flip.site.root, largest=largest))

    assert failed_for_space(done, flip, flip.site.root / "site") == (largest < 100_000)
    flip.heal()
    assert flip.site.tree() == flip.wholes[1]


def refused(site: TinySite, *arguments: str) -> tuple[int, str]:
    """Return the exit code of a build that is refused, and what it says."""
    done = run(build_command(site.root, *TODAY, *arguments))
    return done.returncode, done.stderr.removeprefix("error: ").removesuffix("\n")


# The output folder


def test_an_output_folder_that_nobody_may_write_to(make_site: MakeSite, tmp_path: Path) -> None:
    """A disk that is read-only, which stops root too, is named in one line; so is a path that leads through a file."""
    site, disk, file = make_site(), tmp_path / "disk", tmp_path / "file"
    file.write_text("mine")
    with small_disk(disk) as is_small:
        folder = disk if is_small and not mount("remount,ro", disk) else file
        found = [refused(site, "--output", str(place / "site")) for place in (folder, file)]

    expected = rf"(Read-only file system: {disk}|Not a directory: {file})/site\S*\. {WHOLE}"
    assert [code for code, _ in found] == [3, 3]
    assert [message for _, message in found if not re.fullmatch(expected, message)] == []


@pytest.mark.parametrize(
    "folder", ["content", "content/blog", "templates/out", ".cache/build/stage", "site/../content"]
)
def test_an_output_folder_among_the_sources(make_site: MakeSite, folder: str) -> None:
    """The site is never written among what it is made from."""
    site = make_site()
    code, message = refused(site, "--output", str(site.root / folder))

    assert code == 2
    assert message.startswith("the site can't be written into ")
    assert not (site.root / "site").exists()


@pytest.mark.parametrize("folder", [".", "..", "content/..", "/"])
def test_an_output_folder_that_holds_the_project(make_site: MakeSite, folder: str) -> None:
    """The project's own folder and those above it aren't taken."""
    site = make_site()
    code, message = refused(site, "--output", str(site.root / folder))

    assert (code, message) == (
        2,
        f"the site can't be written to {site.root / folder}, which holds the project itself: give a folder of its own",
    )


def test_an_output_folder_reached_by_a_link(make_site: MakeSite, tmp_path: Path) -> None:
    """A link in place of the folder is refused, even to an empty one: nobody can say who owns what it leads to."""
    site = make_site()
    (tmp_path / "elsewhere").mkdir()
    (site.root / "site").symlink_to(tmp_path / "elsewhere")

    assert refused(site) == (
        3,
        f"{site.root}/site is a link, which isn't followed: give the folder itself with --output",
    )
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_that_leads_to_the_sources(make_site: MakeSite) -> None:
    """A link can't smuggle the site into content/."""
    site = make_site()
    (site.root / "out").symlink_to(site.root / "content")

    assert refused(site, "--output", str(site.root / "out/site"))[0] == 2


def test_a_file_in_place_of_the_output_folder(make_site: MakeSite) -> None:
    """A file that bears the folder's name is kept."""
    site = make_site({"site": "mine"})

    assert refused(site) == (3, f"{site.root}/site is a file: give an empty folder with --output")
    assert (site.root / "site").read_text() == "mine"


def test_a_foreign_folder_in_the_output_folder(make_site: MakeSite) -> None:
    """A folder that no build made is named once and left alone with all that it holds, however deep."""
    site = make_site()
    site.build()
    site.write({"site/.git/refs/heads/main": "1", "site/mine/a.txt": "a", "site/mine/b/.carepress-new-c": "c"})
    (site.root / "site/.git/refs/tags").mkdir()
    warnings = site.build().warnings

    assert [(problem.message, problem.place.path) for problem in warnings] == [
        ("no build made this folder; it is left alone", "site/.git/"),
        ("no build made this folder; it is left alone", "site/mine/"),
    ]
    assert (site.root / "site/.git/refs/tags").is_dir()
    assert {"mine/a.txt", "mine/b/.carepress-new-c"} < site.tree().keys()


@pytest.mark.parametrize(
    ("path", "in_the_way"),
    [
        pytest.param("new", "new", id="file-for-folder"),
        pytest.param("sitemap.xml/mine.txt", "sitemap.xml", id="folder-for-new-file"),
        pytest.param("old/index.html/mine.txt", "old/index.html", id="folder-for-file-that-goes"),
    ],
)
def test_what_is_in_the_way(make_site: MakeSite, path: str, in_the_way: str) -> None:
    """Somebody's file where the site needs the name stops the build before anything is touched."""
    site = make_site({"content/old.md": page()})
    site.build()
    for folder in ("old", "sitemap.xml"):
        if path.startswith(folder):
            (site.root / "site" / in_the_way).unlink()
    (site.root / "content/old.md").unlink()
    site.write({f"site/{path}": "mine", "content/new/a.md": page()})
    before = site.tree()

    expected = f"{site.root}/site/{in_the_way} is in the way, and no build made it: move it away or delete it"
    assert refused(site) == (3, expected)
    assert site.tree() == before


def test_an_empty_folder_is_not_in_the_way(make_site: MakeSite) -> None:
    """Where nothing lies nothing is lost."""
    site = make_site()
    (site.root / "site").mkdir()
    site.build()
    (site.root / "site/sitemap.xml").unlink()
    (site.root / "site/sitemap.xml").mkdir()

    assert site.build().warnings == ()
    assert (site.root / "site/sitemap.xml").is_file()


@pytest.mark.parametrize("name", ["new", "old"])
def test_a_link_to_a_folder_outside(make_site: MakeSite, tmp_path: Path, name: str) -> None:
    """A link in site/ is followed neither to write through it nor to remove what lies behind it."""
    site = make_site({"content/old/a.md": page()})
    site.build()
    outside = TinySite(tmp_path / "outside").write({"site/a/index.html": "theirs", "site/.carepress-new-x": "theirs"})
    shutil.rmtree(site.root / "site/old")
    (site.root / "site" / name).symlink_to(outside.root / "site")
    (site.root / "content/old/a.md").unlink()
    before = outside.tree()
    code, message = refused(site.write({"content/new/a.md": page()}))

    assert (code, message.partition(",")[0]) == (3, f"{site.root}/site/{name} is in the way")
    assert outside.tree() == before


def test_a_link_in_place_of_a_page(make_site: MakeSite, tmp_path: Path) -> None:
    """A link that bears a page's name becomes the page, even if the file behind it reads the same."""
    site = make_site({"content/old.md": page()})
    site.build()
    home = site.read("index.html")
    outside = tmp_path / "outside.html"
    outside.write_text(home)
    for path in ("index.html", "old/index.html"):
        (site.root / "site" / path).unlink()
        (site.root / "site" / path).symlink_to(outside)
    (site.root / "content/old.md").unlink()
    site.build()

    assert not (site.root / "site/index.html").is_symlink()
    assert not (site.root / "site/old").exists()
    assert (site.read("index.html"), outside.read_text()) == (home, home)


def test_a_link_to_nowhere_and_one_that_is_nobodys(make_site: MakeSite, tmp_path: Path) -> None:
    """A link that no page needs is named and kept."""
    site = make_site()
    site.build()
    (site.root / "site/nowhere").symlink_to(tmp_path / "nowhere")
    (site.root / "site/somewhere").symlink_to(tmp_path)

    assert [problem.place.path for problem in site.build().warnings] == ["site/nowhere", "site/somewhere"]
    assert (site.root / "site/somewhere").is_symlink()


# Two builds, a clock, an encoding

HOLDER = """
import sys
from pathlib import Path
from carepress.write.apply import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_builds_at_once(make_site: MakeSite) -> None:
    """The second says that the first is at work, and changes nothing; a preview has a place of its own."""
    site = make_site()
    command = [sys.executable, "-c", HOLDER, str(site.root / ".cache/build")]
    with subprocess.Popen(command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        assert refused(site) == (3, "another build is at work here: wait until it is done, then try again")
        assert not (site.root / "site").exists()
        preview = Preview(site.root, Options(), 8000)
        preview.rebuild()
        assert preview.problems == ()
        first.communicate(b"")

    assert run(build_command(site.root)).returncode == 0
    assert (site.root / ".cache/preview/site/index.html").is_file()


def test_a_build_while_a_preview_is_built(make_site: MakeSite) -> None:
    """The preview's lock isn't the build's."""
    site = make_site()

    with locked(site.root / ".cache/preview"):
        assert main(TODAY, site.root) == 0


def test_a_clock_that_jumps_back(make_site: MakeSite) -> None:
    """As of an earlier day, pages dated later go again, without an error."""
    site = make_site({"content/later.md": page(date="2026-11-20")})
    site.build("2026-11-24")
    assert "later/index.html" in site.tree()
    report = site.build("2026-11-10")

    assert (report.removed, report.warnings) == (3, ())  # the page and, with nothing left to tell, the feeds
    assert "later/index.html" not in site.tree()


def test_a_damaged_manifest_is_said(make_site: MakeSite) -> None:
    """A manifest that can't be read is written anew, with a note; what it alone knew of is named and kept."""
    site = make_site({"content/old.md": page()})
    site.build()
    (site.root / "content/old.md").unlink()
    site.write({f"site/{MANIFEST}": "{"})

    assert [(problem.rule, problem.place.path) for problem in site.build().warnings] == [
        ("manifest-damaged", f"site/{MANIFEST}"),
        ("file-not-ours", "site/old/"),
    ]


@pytest.mark.parametrize("damage", ["index.html", "a/b/c.html"])
def test_a_damaged_stage(make_site: MakeSite, damage: str) -> None:
    """What an earlier build left in the stage never comes into the site."""
    site = make_site({f".cache/build/stage/{damage}": "damaged"})

    assert site.build().warnings == ()
    assert damage not in site.tree() or site.read(damage) != "damaged"


ENCODINGS = [
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
]


@pytest.mark.parametrize("settings", ENCODINGS, ids=["C", "C-without-utf-8", "ascii", "cp1252"])
@pytest.mark.parametrize(
    "style", ["text", pytest.param("github", marks=pytest.mark.long), pytest.param("json", marks=pytest.mark.long)]
)
def test_a_terminal_that_knows_few_letters(make_site: MakeSite, settings: dict[str, str], style: str) -> None:
    """What a terminal can't show is written with its number; the build goes on."""
    site = make_site({"content/a.md": page("[日本](ū→.md)\n", título="é")})
    done = run(build_command(site.root, *TODAY, "--format", style), **settings)

    assert (done.returncode, done.stderr) == (1, "")
    assert "Traceback" not in done.stdout


def test_rights_do_not_depend_on_who_builds(make_site: MakeSite) -> None:
    """Files and folders of the site can be read by a web server, whatever the umask of the person."""
    site = make_site({"content/a/b.md": page()})
    script = "import os, sys; os.umask(0o077); exec(sys.argv.pop(1))"
    _, _, child, *rest = build_command(site.root)

    assert run([sys.executable, "-c", script, child, *rest]).returncode == 0
    found = {oct(path.stat().st_mode & 0o777) for path in (site.root / "site").rglob("*") if path.is_file()}
    folders = {oct(path.stat().st_mode & 0o777) for path in [site.root / "site", *site.root.glob("site/**/")]}
    assert (found, folders) == ({"0o644"}, {"0o755"})
