"""How problems and counts are printed: for people, for programs, for a pull request; and the command that prints them."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, get_args

import pytest

from carepress.cli.arguments import now
from carepress.cli.main import main
from carepress.cli.report import as_github, as_json, as_text, paint, summary
from carepress.model.made import Report
from carepress.model.page import FrontMatter, HeldBack, Page
from carepress.problems import Place, Problem, Severity, error
from tests.sites import SETTINGS, MakeSite, page

TODAY = ("--today", "2026-11-24")
DEAD_LINK: dict[str, str | bytes] = {"content/index.md": page("[a](nope.pdf)\n")}
SAMPLES: dict[str, str | bytes] = {"content/_site.yaml": f"{SETTINGS}phone: '6155550100'\nsamples: [phone]\n"}


@pytest.mark.parametrize(
    ("line", "place", "printed"),
    [
        pytest.param(
            "one two", Place("a.md", 1, 5, 3), "a.md:1:5: error: m [r]\n    1 | one two\n      |     ^^^", id="word"
        ),
        pytest.param("one", Place("a.md", 1), "a.md:1: error: m [r]\n    1 | one", id="no-column"),
        pytest.param("one", Place("a.md"), "a.md: error: m [r]", id="no-line"),
        pytest.param("one", Place("a.md", 7, 1), "a.md:7:1: error: m [r]", id="no-such-line"),
        pytest.param("one", Place("b.md", 1, 1), "b.md:1:1: error: m [r]", id="no-such-file"),
        pytest.param(
            "one", Place("a.md", 1, 4), "a.md:1:4: error: m [r]\n    1 | one\n      |    ^", id="behind-the-end"
        ),
        pytest.param(
            "\tone", Place("a.md", 1, 2, 3), "a.md:1:2: error: m [r]\n    1 |     one\n      |     ^^^", id="tab"
        ),
        pytest.param(
            "日本 é x", Place("a.md", 1, 6, 1), "a.md:1:6: error: m [r]\n    1 | 日本 é x\n      |        ^", id="wide"
        ),
        pytest.param(
            "e\u0301 x", Place("a.md", 1, 4), "a.md:1:4: error: m [r]\n    1 | e\u0301 x\n      |   ^", id="combining"
        ),
        pytest.param(
            "a\u202eb", Place("a.md", 1, 3), "a.md:1:3: error: m [r]\n    1 | a\\u{202e}b\n      |          ^", id="hidden"
        ),
        pytest.param(
            "x" * 200 + "y" + "z" * 200,
            Place("a.md", 1, 201),
            f"a.md:1:201: error: m [r]\n    1 | …{'x' * 80}y{'z' * 79}\n      |  {' ' * 80}^",
            id="long",
        ),
    ],
)  # fmt: skip
def test_as_text(tmp_path: Path, line: str, place: Place, printed: str) -> None:
    """The line that a problem stands on is shown, with a caret under it."""
    (tmp_path / "a.md").write_text(line, encoding="utf-8")

    assert as_text(error("r", "m", place), tmp_path) == printed


@pytest.mark.parametrize("severity", get_args(Severity))
def test_every_severity_has_a_color(tmp_path: Path, severity: Severity) -> None:
    """A terminal with colors can show all that a check finds."""
    assert f"m{severity}\x1b[0m: m" in as_text(Problem(severity, "r", "m", Place("a.md")), tmp_path, paint)


def test_as_text_in_color(tmp_path: Path) -> None:
    """A terminal shows place, severity, rule and hint apart."""
    problem = Problem("warning", "r", "m", Place("a.md", 1), "h")

    assert as_text(problem, tmp_path, paint) == (
        "\x1b[1ma.md:1\x1b[0m: \x1b[33mwarning\x1b[0m: m \x1b[2m[r]\x1b[0m\n  \x1b[36mhint\x1b[0m: h"
    )


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        pytest.param(
            error("r", "m", Place("a.md", 1, 2), "h"),
            "::error file=a.md,line=1,col=2,title=r::m%0Ahint: h",
            id="whole",
        ),
        pytest.param(Problem("warning", "r", "m", Place("a.md")), "::warning file=a.md,title=r::m", id="no-line"),
        pytest.param(
            error("r", "100%\r\n::b, c", Place("a,b:c%.md")),
            "::error file=a%2Cb%3Ac%25.md,title=r::100%25%0D%0A::b, c",
            id="escaped",
        ),
        pytest.param(Problem("info", "r", "m", Place("a.md", 2)), "::notice file=a.md,line=2,title=r::m", id="notice"),
        pytest.param(
            error("r", "a\u202e\x1b", Place("a\n.md")), "::error file=a%0A.md,title=r::a\\u{202e}\\u{1b}", id="hidden"
        ),
    ],
)
def test_as_github(problem: Problem, line: str) -> None:
    """A workflow command stays one line, whatever the message says."""
    assert as_github(problem) == line


def test_as_json() -> None:
    """A program gets every part of a problem, and the counts."""
    report = Report(pages=1, converted=1, written=2, removed=3, unchanged=4, held_back=(), warnings=())

    assert json.loads(as_json([error("r", "m", Place("a.md", 1), "h")], report)) == {
        "problems": [
            {
                "severity": "error",
                "rule": "r",
                "message": "m",
                "path": "a.md",
                "line": 1,
                "column": None,
                "hint": "h",
            }
        ],
        "built": {"pages": 1, "written": 2, "removed": 3, "unchanged": 4},
    }


def held(path: str, reason: Literal["draft", "scheduled"], until: date | None = None) -> HeldBack:
    """Return a page that is held back."""
    front_matter = FrontMatter(title="T", description="D")
    address = f"content/{path}"
    made = Page(path=address, content_path=path, front_matter=front_matter, body_start=None, body_line=1, url="/a/")
    return HeldBack(made, reason, until)


def test_summary() -> None:
    """A build says in one line what it did, and names each page that it holds back."""
    report = Report(
        pages=1200,
        converted=1200,
        written=1,
        removed=2,
        unchanged=1300,
        held_back=(held("a.md", "draft"), held("b.md", "scheduled", date(2027, 1, 1))),
        timezone="America/New_York",
        warnings=(),
    )

    assert summary(report, "site/", "1.50") == [
        "Built 1,200 pages in 1.50 s: 1 written, 1,300 unchanged, 2 removed. The site is in site/",
        "Held back: 2 pages, the next until January 1, 2027",
        "  content/a.md (draft)",
        "  content/b.md (scheduled until January 1, 2027 in America/New_York)",
    ]


@pytest.mark.parametrize(
    ("arguments", "files", "code"),
    [
        pytest.param((), {}, 0, id="built"),
        pytest.param(("build",), {}, 0, id="build"),
        pytest.param((), DEAD_LINK, 1, id="error"),
        pytest.param((), {"content/a.docx": b""}, 0, id="warning"),
        pytest.param(("--strict",), {"content/a.docx": b""}, 1, id="warning-strict"),
        pytest.param(("--strict",), SAMPLES, 0, id="information-strict"),
        pytest.param(("--output", "site"), {"site/mine.txt": ""}, 3, id="foreign-folder"),
    ],
)
def test_exit_code(
    make_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    files: dict[str, str | bytes],
    code: int,
) -> None:
    """0 is built, 1 says that the content has errors, 3 that the machine stands in the way."""
    site = make_site(files)
    monkeypatch.chdir(site.root)

    assert main([*arguments, *TODAY], site.root, "care") == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["bulid"], 'there is no command "bulid"; did you mean "build"?', id="command"),
        pytest.param(["build", "--colour"], "build.py build: error: unrecognized arguments: --colour\n", id="option"),
        pytest.param(
            ["check", "--rules=date-written", "--all"],
            'build.py check: error: unrecognized arguments: --rules=date-written; did you mean "--rule"?\n',
            id="option-misspelled",
        ),
        pytest.param(
            ["check", "--format", "xml"],
            'argument --format: "xml" isn\'t a format; the formats are text, json, github\n',
            id="format",
        ),
        pytest.param(
            ["due", "--days", "abc"],
            'argument --days: "abc" isn\'t a number of days from 0 to 36,500; write one such as 90\n',
            id="days-in-letters",
        ),
        pytest.param(["due", "--days", "-1"], 'argument --days: "-1" isn\'t a number of days', id="days-below-0"),
        pytest.param(["due", "--days", "36501"], 'argument --days: "36501" isn\'t a number of', id="days-too-many"),
        pytest.param(
            ["due", "--days", "\u0663"], 'argument --days: "\u0663" isn\'t a number', id="days-in-other-digits"
        ),
        pytest.param(
            ["--today", "tomorrow"],
            'argument --today: "tomorrow" isn\'t a date; write it as 2026-11-24',
            id="day",
        ),
        pytest.param(
            ["--base-url", "example.org"],
            'argument --base-url: "example.org" isn\'t the address of a site; write it as https://example.org/',
            id="address",
        ),
        pytest.param(
            ["--base-url", "https://[x"],
            'argument --base-url: "https://[x" isn\'t the address of a site; write it as https://example.org/',
            id="address-with-a-bracket",
        ),
    ],
)
def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    """2 is wrong usage, said in plain words."""
    with pytest.raises(SystemExit) as leaving:
        main(arguments, tmp_path, "care")

    assert leaving.value.code == 2
    assert said in capsys.readouterr().err


def test_errors_for_people(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A person reads each problem, and that the site is as it was."""
    site = make_site(DEAD_LINK)
    main(TODAY, site.root, "care")

    assert capsys.readouterr().out == (
        'content/index.md:5:5: error: there is no file "nope.pdf" [dead-link]\n'
        "    5 | [a](nope.pdf)\n"
        "      |     ^^^^^^^^\n"
        "  hint: check the path; it starts from the folder of this file\n"
        "\n"
        "Not built: 1 error in 1 file. The site is as it was before.\n"
    )


def test_errors_for_programs(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """With --format json the output is one document and nothing else, whether the site was built or not."""
    site = make_site()
    main(["--format", "json", *TODAY], site.root, "care")
    built = json.loads(capsys.readouterr().out)
    site.write(DEAD_LINK)
    main(["--format", "json", *TODAY], site.root, "care")
    failed = json.loads(capsys.readouterr().out)

    assert built == {"problems": [], "built": {"pages": 1, "written": 4, "removed": 0, "unchanged": 0}}
    assert failed == {
        "problems": [
            {
                "severity": "error",
                "rule": "dead-link",
                "message": 'there is no file "nope.pdf"',
                "path": "content/index.md",
                "line": 5,
                "column": 5,
                "hint": "check the path; it starts from the folder of this file",
            }
        ],
        "built": None,
    }


def test_errors_for_a_pull_request(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """With --format github each problem is a workflow command on a line of its own."""
    site = make_site({"content/a,b.docx": b"", **DEAD_LINK})
    main(["--format", "github", *TODAY], site.root, "care")

    assert capsys.readouterr().out == (
        "::warning file=content/a%2Cb.docx,title=file-not-published::a file of this type isn't published"
        "%0Ahint: save it as PDF, or write a page\n"
        '::error file=content/index.md,line=5,col=5,title=dead-link::there is no file "nope.pdf"'
        "%0Ahint: check the path; it starts from the folder of this file\n"
        "Not built: 1 error in 1 file. The site is as it was before.\n"
    )


def test_a_sound_site_says_nothing_to_a_pull_request(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """With --format github a build without problems prints no empty line above its summary."""
    site = make_site()
    main(["--format", "github", *TODAY], site.root, "care")

    assert capsys.readouterr().out.partition(" in ")[0] == "Built 1 page"


def test_a_failure_of_the_machine_is_said_on_stderr(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """What the machine refuses is one sentence without a traceback."""
    site = make_site({"site/blog": "a file where a folder must be", "content/blog/index.md": page()})
    site.write({"site/carepress.json": '{"files": {"old.html": ""}}'})

    assert main(TODAY, site.root, "care") == 3
    assert capsys.readouterr().err == (
        f"error: {site.root / 'site/blog'} is in the way, and no build made it: move it away or delete it\n"
    )


@pytest.mark.parametrize(
    ("epoch", "moment"),
    [
        pytest.param("0", datetime(1970, 1, 1, tzinfo=UTC), id="zero"),
        pytest.param("1795539600", datetime(2026, 11, 24, 17, tzinfo=UTC), id="noon"),
    ],
)
def test_source_date_epoch(monkeypatch: pytest.MonkeyPatch, epoch: str, moment: datetime) -> None:
    """SOURCE_DATE_EPOCH stands in for the clock, so that an old site can be built again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert now() == moment


def test_source_date_epoch_decides_the_day(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build without --today takes the day from SOURCE_DATE_EPOCH, in the site's timezone."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795496400")  # 2026-11-24, 05:00 in UTC: midnight in New York
    site = make_site(
        {
            "content/_site.yaml": SETTINGS,
            "content/today.md": page(date="2026-11-24"),
            "content/tomorrow.md": page(date="2026-11-25"),
        }
    )
    main([], site.root, "care")

    assert sorted(path for path in site.tree() if path.endswith(".html")) == ["index.html", "today/index.html"]
