"""The order in which files are brought: whenever somebody looks or a run ends, every page has what it refers to."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from carepress.problems import EnvironmentFailed
from carepress.publish.live import plan_for, read_live, write_state
from carepress.publish.upload import bring as bring_back
from carepress.publish.upload import files_of
from tests.publish.places import FIRST, NOW, SECOND, Folder, KilledError, bring, broken, go_back, make, planned, served

LIST = "carepress.json"
_LOADS = re.compile(r'<(?:link|img) (?:href|src)="/([^"]*)"')
OLD_STYLE, NEW_STYLE = "assets/site.1.css", "assets/site.2.css"
THIRD = FIRST | {"feed.xml": "3", "late/index.html": "late"}


def with_list(site: Path, *lingering: str) -> dict[str, str]:
    """Return all that is served of a site, with some files of the one before."""
    return served(site) | {path: FIRST[path] for path in lingering}


def test_what_is_done_and_in_which_order(tmp_path: Path) -> None:
    """New files come first and pages last, then the list, then deletions; what stays as it is isn't touched."""
    target = Folder(tmp_path / "live")
    bring(make(tmp_path / "site", FIRST), target)
    target.done.clear()

    plan = bring(make(tmp_path / "site", SECOND), target)

    assert (plan.new, plan.changed, plan.deleted, [*plan.retired]) == (
        ["a/hall.png", "assets/site.2.css", "new/index.html", "new/more/index.html"],
        ["a/index.html", LIST, "feed.xml", "index.html"],
        ["a/room.png", "gone/index.html"],
        [OLD_STYLE],
    )
    state, kept = ".carepress/state.json", ".carepress/kept/20261124T170001Z/"
    assert target.done == [
        state,
        *(kept + path for path in ("a/index.html", "a/room.png", LIST, "feed.xml", "gone/index.html", "index.html")),
        state,
        *plan.new,
        *("feed.xml", "a/index.html", "index.html"),
        LIST,
        *("delete gone/index.html", "let load", "delete a/room.png", "take away gone"),
        state,
    ]
    assert served(tmp_path / "live") == with_list(tmp_path / "site", OLD_STYLE)
    assert bring(tmp_path / "site", target) == plan_for(plan.files, read_live(target), lambda path: "", NOW)


def test_a_page_that_is_packed_too(tmp_path: Path) -> None:
    """What a page is packed as comes when the page does: a host may send it in its place."""
    target = Folder(tmp_path / "live")
    for number in ("1", "2"):
        target.done.clear()
        bring(make(tmp_path / "site", dict.fromkeys(("a.html.gz", "a.html", "b.css", "b.css.gz"), number)), target)

    assert target.done[-6:-1] == ["b.css", "b.css.gz", "a.html", "a.html.gz", LIST]


@pytest.mark.parametrize("then", [SECOND, FIRST, THIRD], ids=["again", "as-before", "another"])
def test_whenever_a_run_ends(tmp_path: Path, then: Mapping[str, str]) -> None:
    """A visitor finds all that pages refer to before each single step; killed there, whatever is published next is whole, and can be undone."""
    live, first, second = tmp_path / "live", make(tmp_path / "1", FIRST), make(tmp_path / "2", SECOND)
    following, ends_at = make(tmp_path / "then", then), 0

    def end(number: int) -> None:
        if number == ends_at:
            assert broken(live) == []
            raise KilledError

    def look(number: int) -> None:
        assert broken(live) == []

    for ends_at in range(0, 21, 1 if then == SECOND else 3):
        bring(first, Folder(make(live, {})))
        with pytest.raises(KilledError):
            bring(second, Folder(live, end))
        bring(following, Folder(live, look))
        assert served(live).items() >= served(following).items()
        assert served(live).keys() - served(following).keys() <= {OLD_STYLE, NEW_STYLE}
        if then != FIRST:
            watched = Folder(live, look) if ends_at % 5 == 0 else Folder(live)
            assert go_back(watched, tmp_path / f"back-{ends_at}") == sorted(served(first))
            assert served(live).items() >= served(first).items()


def test_visitors_who_are_just_loading_a_page(tmp_path: Path) -> None:
    """What a page names stays for those who got the page before it changed, until they have had the time to load it."""
    live, first, second = tmp_path / "live", make(tmp_path / "1", FIRST), make(tmp_path / "2", SECOND)
    named, waits = set[str](), 0

    def look(number: int) -> None:
        nonlocal waits
        if target.done[-1:] == ["let load"]:
            named.clear()
            waits += 1
        assert sorted(path for path in named if not (live / path).is_file()) == []
        named.update(_LOADS.findall("".join(served(live).values())))

    for site in (first, second, first):
        target = Folder(live, look)
        bring(site, target)

    assert (waits, "a/room.png" in named) == (2, True)


def test_old_files_stay_for_a_month(tmp_path: Path) -> None:
    """What pages in open tabs may ask for goes a month after its last use, with the next change; back in use, it needn't be brought."""
    target, live = Folder(tmp_path / "live"), tmp_path / "live"
    first, second, third = (make(tmp_path / name, files) for name, files in (("1", FIRST), ("2", SECOND), ("3", THIRD)))
    bring(first, target)
    bring(second, target, NOW + timedelta(days=1))

    assert not {OLD_STYLE, NEW_STYLE} & {*bring(third, target, NOW + timedelta(days=2)).new}
    assert [(path, day) for path, (_, day) in read_live(target).state.retired.items()] == [(NEW_STYLE, "2026-11-26")]

    bring(first, target, NOW + timedelta(days=31))
    assert NEW_STYLE in served(live)
    bring(third, target, NOW + timedelta(days=32))
    assert NEW_STYLE not in served(live)


def test_some_releases_are_kept(tmp_path: Path) -> None:
    """The last release and five before it are there, each as it was; what older ones replaced is taken away."""
    target = Folder(tmp_path / "live")
    for number in range(9):
        bring(make(tmp_path / "site", FIRST | {"feed.xml": str(number)}), target, NOW + timedelta(days=number))
    names = [f"202611{day}T170000Z" for day in range(27, 31)] + ["20261201T170000Z", "20261202T170000Z"]

    live = read_live(target)

    assert live.state.releases == names
    assert sorted(path.name for path in (tmp_path / "live/.carepress/kept").iterdir()) == names[1:]
    for number, name in enumerate(names[:-1], 3):
        folder = tmp_path / name
        files = files_of(target, live, name, folder)
        bring_back(target, live, name, files, folder)
        assert served(folder) == served(make(tmp_path / "site", FIRST | {"feed.xml": str(number)}))


@pytest.mark.parametrize(
    "notes",
    [
        *(None, "", "{}x", '{"retired": {"a": 1}}', '{"releases": ["../.."]}', '{"lock": {"by": "x"}}'),
        *('{"retired": null}', '{"headers": 1}', '{"unfinished": [1]}', '{"lock": []}', '{"retired": {"a": ["1", 2]}}'),
    ],
)
def test_a_site_that_somebody_else_put_there(tmp_path: Path, notes: str | None) -> None:
    """Without notes, or with damaged ones, of no file it is known what it is: all are brought, and what isn't listed is left alone."""
    live = make(tmp_path / "live", FIRST | {"index.html": "changed by hand"})
    (live / "theirs.html").write_text("theirs")
    (live / LIST).write_text((make(tmp_path / "1", FIRST) / LIST).read_text())
    if notes is not None:
        (live / ".carepress").mkdir()
        (live / ".carepress/state.json").write_text(notes)

    bring(make(tmp_path / "2", SECOND), Folder(live))

    assert served(live) == with_list(tmp_path / "2", OLD_STYLE) | {"theirs.html": "theirs"}
    assert len(read_live(Folder(live)).state.releases) == 1


def test_other_headers(tmp_path: Path) -> None:
    """Where a target keeps headers with a file, files are brought again if these are other ones now."""
    target, site = Folder(tmp_path / "live", keeps_types=True), make(tmp_path / "1", FIRST)
    bring(site, target)
    _, plan = planned(site, target)
    assert plan.new == plan.changed == []

    state = read_live(target).state
    write_state(target, replace(state, headers=[one.replace("immutable", "private") for one in state.headers]))

    assert planned(site, target)[1].changed == ["assets/same.css", OLD_STYLE]


def test_two_at_once(tmp_path: Path) -> None:
    """Who comes second is told, until the first one is done or given up; if both began, one stops, and the other makes the site whole."""
    live, first, second = tmp_path / "live", make(tmp_path / "1", FIRST), make(tmp_path / "2", SECOND)
    bring(first, Folder(live))

    def other_comes(number: int) -> None:
        if number == 9:  # after two new files
            with pytest.raises(
                EnvironmentFailed, match=r"another publication began there at 2026-11-24T17:00:00.* say --take-over"
            ):
                bring(make(tmp_path / "3", THIRD), Folder(live), by="another")
            bring(make(tmp_path / "3", THIRD), Folder(live), by="another", takes_over=True)

    with pytest.raises(EnvironmentFailed, match="another publication has begun at the same time, and this one stops"):
        bring(second, Folder(live, other_comes))

    assert served(live).items() >= served(tmp_path / "3").items()
    assert broken(live) == []
    with pytest.raises(KilledError):
        bring(second, Folder(live, killed))
    with pytest.raises(EnvironmentFailed, match="another publication began"):
        bring(first, Folder(live), NOW + timedelta(minutes=29), by="another")
    bring(first, Folder(live), NOW + timedelta(minutes=31), by="another")
    assert served(live).items() >= served(first).items()


def killed(number: int) -> None:
    if number == 10:
        raise KilledError


def test_a_site_that_was_changed_by_hand(tmp_path: Path) -> None:
    """A file that isn't what the list says is found before anything is brought."""
    site = make(tmp_path / "1", FIRST)
    (site / "a/index.html").write_text("by hand")

    with pytest.raises(
        EnvironmentFailed, match=r"a/index\.html isn't what its list of files says: nothing was published"
    ):
        bring(site, Folder(tmp_path / "live"))
    assert not (tmp_path / "live").exists()
