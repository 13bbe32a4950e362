"""What people, machines and accidents do to a small site, as a state machine of Hypothesis."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from care import SITE as CARE
from carepress.model.config import Depth, Options
from carepress.write.ownership import MANIFEST
from tests.cache import small_site as small
from tests.cache.side_by_side import differences, interrupt, kill, sources_of
from tests.cache.small_site import CHANGES, FILES, HEADS, PARAGRAPHS, changed, pages, written
from tests.sites import TinySite

FIRST_DAY = date(2026, 11, 24)
DAYS = (FIRST_DAY, date(2026, 11, 23), date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 21), date(2027, 6, 1))
PAGES = (*pages(), "content/blog/new.md", "content/new.md")
_LETTER = re.compile(rb"[a-z](?=[^a-z]*\Z)")


def some(of: Sequence[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(of)


def changes_of(*folders: str) -> list[tuple[str, str]]:
    found = [(file, to) for file in CHANGES if file.startswith(folders) for to in ("as it was", *CHANGES[file])]
    return sorted(found)


def step(**drawn: Any) -> Callable[[Callable[..., None]], Any]:
    """Return what makes a function a step, unless the site has been broken for so long that it must be mended first."""
    drawn_for: Any = rule
    return lambda function: precondition(lambda people: people.failures < 3)(drawn_for(**drawn)(function))


class People(RuleBasedStateMachine):
    """What people do to a site, in any order; after each step it is built in place, and from nothing beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="carepress-people-"))
        self.site = TinySite(self.folder / "project").write(FILES)
        self.pages = pages()
        self.site.write({path: str(page) for path, page in self.pages.items()})
        self.options, self.day = Options(kind=CARE), FIRST_DAY
        self.builds = self.failures = 0
        self.trouble: tuple[int, Callable[[], None]] = -1, self.keep
        self.keep()

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def keep(self) -> None:
        """Remember everything as it is, to come back to."""
        self.good = sources_of(self.site), deepcopy(self.pages), self.options, self.day

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, time(17), UTC)

    @invariant()
    def build(self) -> None:
        if self.trouble[0] == self.builds:
            self.trouble[1]()
        self.builds += 1
        found, is_built = differences(self.site, self.options, self.now)
        assert not found, f"in place is unlike from nothing: {found}"
        assert is_built or self.builds > 1
        self.failures = 0 if is_built else self.failures + 1
        if is_built:
            self.keep()

    # ---- authors

    def page(self, path: str) -> small.Written:
        return self.pages.setdefault(path, written("New"))

    @step(path=some(PAGES), names=st.lists(some(sorted(PARAGRAPHS)), min_size=1, max_size=3, unique=True))
    def write_text(self, path: str, names: list[str]) -> None:
        self.page(path).text = tuple(names)
        self.site.write({path: str(self.page(path))})

    @step(path=some(PAGES), change=some(HEADS))
    def write_head(self, path: str, change: tuple[str, str | None]) -> None:
        key, value = change
        self.page(path).head.pop(key, None)
        self.page(path).head.update({key: value} if value else {})
        self.site.write({path: str(self.page(path))})

    @step(path=some(PAGES))
    def delete(self, path: str) -> None:
        self.pages.pop(path, None)
        (self.site.root / path).unlink(missing_ok=True)

    @step(path=some(PAGES), to=some(PAGES))
    def rename(self, path: str, to: str) -> None:
        if path in self.pages and to not in self.pages:
            self.pages[to] = self.pages.pop(path)
            (self.site.root / path).rename(self.site.root / to)

    # ---- those who keep data, settings and templates

    def change(self, file: str, to: str) -> None:
        content = changed(file, to)
        if content is None:
            (self.site.root / file).unlink(missing_ok=True)
        else:
            self.site.write({file: content})

    @step(change=some(changes_of("content/_data/")))
    def change_data(self, change: tuple[str, str]) -> None:
        self.change(*change)

    @step(change=some(changes_of("templates/")))
    def change_templates(self, change: tuple[str, str]) -> None:
        self.change(*change)

    @step(change=some(changes_of(small.SETTINGS, small.PICTURE)))
    def change_settings_or_picture(self, change: tuple[str, str]) -> None:
        self.change(*change)

    @precondition(lambda self: self.failures)
    @rule()
    def undo_all_since_it_could_be_built(self) -> None:
        files, self.pages, self.options, self.day = deepcopy(self.good)
        now = sources_of(self.site)
        for path in now.keys() - files.keys():
            (self.site.root / path).unlink()
        self.site.write({path: raw for path, raw in files.items() if now.get(path) != raw})

    # ---- time and commands

    @step(day=some(DAYS))
    def come_back_on(self, day: date) -> None:
        self.day = day

    @step(drafts=st.booleans(), staging=st.booleans(), depth=some(("build", "build", "check", "release")))
    def ask_for(self, drafts: bool, staging: bool, depth: Depth) -> None:
        self.options = Options(kind=CARE, drafts=drafts, staging=staging, depth=depth)

    @step(at=st.integers(0, 7))
    def stop_the_build_after_the_next_step(self, at: int) -> None:
        self.trouble = self.builds + 1, lambda: interrupt(self.site, self.options, self.now, at)

    @precondition(lambda self: hasattr(os, "fork"))
    @step(at=st.integers(0, 240))
    def kill_the_build_after_the_next_step(self, at: int) -> None:
        self.trouble = self.builds + 1, lambda: kill(self.site, self.options, self.now, at)

    # ---- what machines and accidents do to files

    @step(seconds=some((0, 1_000_000_000, 4_000_000_000)))
    def give_all_sources_the_time(self, seconds: int) -> None:
        for path in sources_of(self.site):
            os.utime(self.site.root / path, (seconds, seconds))

    @step(path=some((*PAGES, *CHANGES)))
    def change_a_letter_and_hide_it(self, path: str) -> None:
        """Change a file so that it keeps its size and its time."""
        file = self.site.root / path
        if file.is_file():
            times, raw = file.stat(), file.read_bytes()
            file.write_bytes(_LETTER.sub(lambda letter: letter[0].upper(), raw, count=1))
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    @step(number=st.integers(0, 60), how=some(("delete", "empty", "change")))
    def damage_the_finished_site(self, number: int, how: str) -> None:
        self.damage("site", number, how)

    @step()
    def put_a_file_into_the_finished_site(self) -> None:
        self.site.write({"site/not-ours.txt": "words"})

    @step(number=st.integers(0, 20), how=some(("delete", "empty", "cut", "change")))
    def damage_the_cache(self, number: int, how: str) -> None:
        self.damage(".cache/build", number, how)

    @step()
    def delete_the_cache(self) -> None:
        shutil.rmtree(self.site.root / ".cache", ignore_errors=True)

    def damage(self, folder: str, number: int, how: str) -> None:
        """Damage one of the files in a folder; without its list of files, site/ would be nobody's."""
        files = sorted(path for path in (self.site.root / folder).rglob("*") if path.is_file())
        if not files or (how == "delete" and files[number % len(files)].name == MANIFEST):
            return
        file = files[number % len(files)]
        raw = file.read_bytes()
        middle = len(raw) // 2
        damaged = {"empty": b"", "cut": raw[:middle], "change": raw[:middle] + b"\xff\0?" + raw[middle + 3 :]}
        file.unlink() if how == "delete" else file.write_bytes(damaged[how])
