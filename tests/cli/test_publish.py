"""`publish` and `rollback`: what is refused, with what lifts it; what they say they will do, and do."""

import re
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.check.sound import HOME, SOUND, run, sound
from tests.publish.places import Folder, served
from tests.sites import ROOT, MakeSite, TinySite

SETTINGS = "content/_site.yaml"
PAGE = "content/a.md"
SPANISH = "templates/words/es.yaml"
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """Return the folder where the site is served."""
    return tmp_path / "live"


@pytest.fixture
def site(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> TinySite:
    """Return a site that nothing keeps from visitors; a folder does what rclone would."""

    def reach(name: str, config: Path | None, progress: object, room: Path) -> AbstractContextManager[Folder]:
        return nullcontext(Folder(Path(name), room=room))

    for command in ("publish", "rollback"):
        monkeypatch.setattr(f"carepress.cli.{command}.reach", reach)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795539600")
    return make_site({**SOUND, HOME: sound("Home", "[A](a.md)"), PAGE: sound("A", "Words.")})


@pytest.fixture
def say(site: TinySite, live: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Return what runs a command: its exit code and what it prints, where the site is served being LIVE."""

    def command(*words: str) -> tuple[int, str, str]:
        code, *printed = run(site, capsys, words[0], *([str(live)] if words[0] != "build" else []), *words[1:])
        return code, *(text.replace(str(live), "LIVE") for text in printed)  # type: ignore[return-value]

    return command


@pytest.mark.parametrize(
    ("change", "options", "finds", "lifts"),
    [
        pytest.param(
            {SETTINGS: SOUND[SETTINGS].replace("[]", "[phone]")}, (),
            '"phone" is a sample', 'put in the real value and take its name out of "samples"', id="sample",
        ),
        pytest.param(
            {PAGE: sound("A", "", "reviewer: lee", "reviewed: 2026-06-01", "next_review: 2026-11-20")}, (),
            "the review of", "then write the new `reviewed` and `next_review`", id="lapsed-review",
        ),
        pytest.param({PAGE: sound("A", "", "draft: true"), HOME: sound("Home", "")}, ("--drafts",), "was built with --drafts", "build it anew without: python3 build.py", id="draft"),
        pytest.param({PAGE: sound("A", '!!! important "Draft for counsel"\n    Ask.')}, (), "is still a draft for counsel", "then take the callout out", id="draft-for-counsel"),
        pytest.param({}, ("--staging",), "was built with --staging", "build it anew without: python3 build.py", id="staging"),
        pytest.param(
            {SETTINGS: SOUND[SETTINGS] + "languages: [es]\n", "content/es/index.md": sound("Inicio", "[A](../a.md)", "translates: ../index.md"), SPANISH: (ROOT / SPANISH).read_text(encoding="utf-8")}, (),
            'no qualified translator has checked "Inicio"', "have it checked, then write `translation_checked` with `by` and `on`", id="translation",
        ),
        pytest.param({PAGE: sound("A", "An addict.")}, (), "addict", "write", id="judged-from-words"),
    ],
)  # fmt: skip
def test_what_visitors_must_not_meet(
    site: TinySite, say: Say, live: Path, change: dict[str, str], options: tuple[str, ...], finds: str, lifts: str
) -> None:
    """What a release check finds is told with its remedy, and nothing is published."""
    site.write(change)
    assert say("build", *options)[0] == 0

    code, said, _ = say("publish")

    told = r"Not published: \d errors? in 1 file\. Their hints say what to do, and `explain RULE` why\."
    assert code == 1
    assert re.fullmatch(told, said.splitlines()[-1])
    assert finds in said
    assert lifts in said.partition("hint: ")[2]
    assert not live.exists()


def test_a_site_that_is_not_what_content_makes(site: TinySite, say: Say, live: Path) -> None:
    """A folder that is missing, older than the last change, or unfinished isn't published."""
    code, said, _ = say("publish")
    assert code == 1
    assert re.fullmatch(
        r"Not published: site/ isn't what content/ makes now \(_headers, \d files in all\)\. Build first: python3 build\.py\n",
        said,
    )
    say("build")
    site.write({PAGE: sound("A", "Other words.")})
    assert say("publish")[:2] == (
        1,
        "Not published: site/ isn't what content/ makes now (a/index.html, 1 file in all). Build first: python3 build.py\n",
    )
    say("build", "--packed")
    assert say("publish", "--dry-run")[0] == 0, "packed or not"
    (site.root / "site/.carepress-unfinished").write_text("{")
    assert say("publish")[:2] == (
        1,
        "Not published: site/ isn't what content/ makes now. Build first: python3 build.py\n",
    )
    assert not live.exists()


def test_from_the_first_publication_to_a_rollback(site: TinySite, say: Say, live: Path) -> None:
    """Each command says what it changes, and a dry run only that; what is live is the site, and then the one before."""
    say("build")
    code, said, _ = say("publish", "--dry-run")
    first = site.tree()
    all_new = f"At LIVE: {len(first)} new, 0 changed, 0 deleted, 0 as they are."
    assert (code, said.splitlines()[0], live.exists()) == (0, all_new, False)
    assert say("publish")[1].splitlines()[-1] == "Published at LIVE."
    assert served(live) == {path: raw.decode() for path, raw in first.items()}
    assert say("publish")[:2] == (0, f"All is live at LIVE as it should be: {len(first)} files.\n")
    assert say("rollback") == (
        2,
        "",
        "error: there is no earlier release at LIVE; it keeps those that `publish` replaces there\n",
    )

    site.write(
        {
            PAGE: sound("A", "Other words."),
            "content/b.md": sound("B", "[A](a.md)"),
            HOME: sound("Home", "[A](a.md) [B](b.md)"),
        }
    )
    say("build")
    assert say("publish")[:2] == (
        0,
        f"At LIVE: 1 new, 4 changed, 0 deleted, {len(first) - 4} as they are.\n"
        "  + b/index.html\n  ~ a/index.html\n  ~ index.html\n  ~ carepress.json\n  ~ sitemap.xml\nPublished at LIVE.\n",
    )
    second = served(live)
    back = (
        "Back from 20261124T170001Z to 20261124T170000Z, of 20261124T170000Z.\n"
        f"At LIVE: 0 new, 4 changed, 1 deleted, {len(first) - 4} as they are.\n"
        "  ~ a/index.html\n  ~ index.html\n  ~ carepress.json\n  ~ sitemap.xml\n  - b/index.html\n"
    )
    assert say("rollback", "--dry-run")[:2] == (0, back)
    assert say("rollback")[:2] == (2, f"{back}Nothing was changed; --yes goes back without a question.\n")
    assert served(live) == second
    assert (
        say("rollback", "--to", "20261124T17")[2]
        == 'error: there is no earlier release "20261124T17"; did you mean "20261124T170000Z"?\n'
    )
    assert say("rollback", "--yes")[:2] == (
        0, f"{back}Back at 20261124T170000Z. The next publication brings what is in site/ then.\n"
    )  # fmt: skip
    assert served(live) == {path: raw.decode() for path, raw in first.items()}
    assert say("rollback", "--yes")[0] == 0, "undone"
    assert served(live) == second


def test_what_somebody_has_changed_there(site: TinySite, say: Say, live: Path) -> None:
    """`--anew` brings what was changed or deleted at the target, of which its notes know nothing; the way back stays."""
    say("build")
    say("publish")
    first = served(live)
    site.write({HOME: sound("Home", "[A](a.md) Other words.")})
    say("build")
    (live / "a/index.html").write_text("somebody else's", encoding="utf-8")
    (live / "robots.txt").unlink()

    assert say("publish", "--anew")[0] == 0
    second = served(live)
    assert second == {path: raw.decode() for path, raw in site.tree().items()}
    (live / "index.html").write_text("somebody else's", encoding="utf-8")
    assert say("publish")[1].startswith("All is live")
    assert say("publish", "--anew")[1].endswith("Published at LIVE.\n")
    assert served(live) == second

    assert say("rollback", "--yes")[0] == 0, "of the second, which was the same"
    assert served(live) == second
    assert say("rollback", "--yes", "--to", "20261124T170000Z")[0] == 0
    assert served(live) == first


@pytest.mark.parametrize("name", ["", ".", "..", "site", "content", "content/", "templates"])
def test_a_folder_of_the_project_itself(
    site: TinySite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nothing is published among the sources, into the build, or where the whole project would be served."""
    run(site, capsys, "build")
    monkeypatch.chdir(site.root)
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}

    code, _, said = run(site, capsys, "publish", name)
    assert (code, said.partition(";")[0]) == (2, f'error: "{name}" has this project in it, or a part of it')
    assert before == {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}

    assert run(site, capsys, "publish", "public")[0] == 0
    assert run(site, capsys, "publish", "public")[0] == 0, "a folder of its own"


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("", 2)])
def test_a_rollback_asks(site: TinySite, say: Say, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
    """At a terminal a person says whether to go back."""
    for text in ("Words.", "Others."):
        site.write({PAGE: sound("A", text)})
        say("build")
        say("publish")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("builtins.input", lambda question: answer)

    assert say("rollback")[0] == code


def test_many_deletions_are_asked_about(site: TinySite, say: Say, live: Path) -> None:
    """More deletions than are usual have to be meant."""
    many = {f"content/p{number}.md": sound(f"P{number}", "Words.") for number in range(21)}
    site.write(many | {HOME: sound("Home", "[A](a.md)" + "".join(f"[P](p{number}.md)" for number in range(21)))})
    say("build")
    say("publish")
    for path in many:
        (site.root / path).unlink()
    site.write({HOME: sound("Home", "[A](a.md)")})
    say("build")
    before = served(live)

    code, _, error = say("publish")

    assert (code, error) == (
        2,
        "error: 21 files would be deleted, and 20 may be; if that is meant, say --max-delete 21\n",
    )
    assert served(live) == before
    assert say("publish", "--max-delete", "21")[0] == 0
    assert "p1/index.html" not in served(live)


def test_a_publication_is_stopped(say: Say, live: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends it with how things are, and the same command brings the rest."""
    say("build")

    def stop(folder: Folder, what: str) -> None:
        if what == "index.html":
            raise KeyboardInterrupt

    monkeypatch.setattr(Folder, "step", stop)
    assert say("publish")[::2] == (
        3, "error: stopped. Every page that is live has all it needs, but some may be old and some new; the same command again brings the rest\n"
    )  # fmt: skip
    monkeypatch.undo()


def test_what_is_there_for_a_moment_is_in_the_project(
    site: TinySite, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing stays in the system's folder when a command is killed: the next one takes away what another has left."""
    monkeypatch.setattr("tempfile.tempdir", str(site.root / "nowhere"))
    site.write({".cache/build/publish/tmp1/files": "left"})
    say("build")

    assert say("publish")[0] == 0
    assert not (site.root / ".cache/build/publish").exists()
    site.write({PAGE: sound("A", "Other words."), ".cache/build/publish/release/a.html": "left"})
    say("build")
    assert say("publish")[0] == 0
    assert say("rollback", "--yes")[0] == 0
    assert not (site.root / ".cache/build/publish").exists()
