"""The command `check`: what it prints for people, programs and pull requests, and how it ends."""

import json
from collections.abc import Mapping, Sequence

import pytest

from carepress.cli.report import as_github
from carepress.problems import Place, Problem
from tests.check.sound import LAYOUT, SOUND, TERMS, TODAY, run, sound
from tests.sites import FACTS, HELP, HOME, PNG, MakeSite


def test_check_of_a_sound_site(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A check that finds nothing says so, and writes nothing."""
    site = make_site({**SOUND, HOME: sound("Home", "")})

    assert run(site, capsys, "check", *TODAY) == (0, "Checked: 0 errors and 0 warnings, 0 allowances.\n", "")
    assert site.tree() == {}


FAULTY: Mapping[str, str | bytes] = {
    **SOUND,
    HOME: sound("Home", "We guarantee it on 5/3/2024.\n"),
}


@pytest.mark.parametrize(
    ("release", "severity", "code", "sum_of_all"),
    [
        pytest.param((), "warning", 0, "0 errors and 2 warnings", id="while-writing"),
        pytest.param(("--release",), "error", 1, "1 error and 1 warning", id="release"),
    ],
)
def test_check_prints_what_is_wrong(
    make_site: MakeSite,
    capsys: pytest.CaptureFixture[str],
    release: Sequence[str],
    severity: str,
    code: int,
    sum_of_all: str,
) -> None:
    """A check prints each finding with its line, and the sum; what is judged from words is an error for a release only."""
    assert run(make_site(FAULTY), capsys, "check", *release, *TODAY) == (
        code,
        f"""\
content/index.md:5:4: {severity}: "guarantee" promises too much [claim]
    5 | We guarantee it on 5/3/2024.
      |    ^^^^^^^^^
  hint: take it out. Nobody can promise that.

content/index.md:5:20: warning: 5/3/2024 can be read in two ways [date-written]
    5 | We guarantee it on 5/3/2024.
      |                    ^^^^^^^^
  hint: write it out: November 24, 2026

Checked: {sum_of_all}, 0 allowances.
""",
        "",
    )


def test_check_with_an_error(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """What is certain, such as a link that leads nowhere, is an error in every check: exit code 1."""
    site = make_site({**SOUND, HOME: sound("Home", "We [help](help.md) on 5/3/2024.\n")})

    assert run(site, capsys, "check", *TODAY) == (
        1,
        """\
content/index.md:5:11: error: there is no file "help.md" [dead-link]
    5 | We [help](help.md) on 5/3/2024.
      |           ^^^^^^^
  hint: check the path; it starts from the folder of this file

content/index.md:5:23: warning: 5/3/2024 can be read in two ways [date-written]
    5 | We [help](help.md) on 5/3/2024.
      |                       ^^^^^^^^
  hint: write it out: November 24, 2026

Checked: 1 error and 1 warning, 0 allowances.
""",
        "",
    )


def test_check_with_warnings_only(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings are no failure."""
    site = make_site({**SOUND, HOME: sound("Home", "Since 5/3/2024.")})

    code, printed, _ = run(site, capsys, "check", *TODAY)

    assert (code, printed.splitlines()[-1]) == (0, "Checked: 0 errors and 1 warning, 0 allowances.")


def test_check_lists_what_is_allowed(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Each leave that an author took is printed with its place and reason."""
    site = make_site({**SOUND, HOME: sound("Home", "<!-- allow claim: So says the law. -->\nThey guarantee it.\n")})

    assert run(site, capsys, "check", *TODAY) == (
        0,
        "Allowed: content/index.md:6 claim, So says the law.\nChecked: 0 errors and 0 warnings, 1 allowance.\n",
        "",
    )


def test_check_of_one_rule(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """With --rule, only what that rule finds is printed."""
    _, printed, _ = run(make_site(FAULTY), capsys, "check", "--rule", "date-written", *TODAY)

    assert ("[date-written]" in printed, "[claim]" in printed) == (True, False)


# Faults in two pages, in the data and in a template.
APART: Mapping[str, str | bytes] = {
    **SOUND,
    HOME: sound("Home", "We guarantee it. [A](blog/a.md) [B](blog/b.md)\n"),
    "content/blog/a.md": sound("A page", "We guarantee it.\n"),
    "content/blog/b.md": sound(
        "B page", "<!-- allow claim: So says the law. -->\nWe guarantee it.\n", "template: plain"
    ),
    "content/blog.md": sound("Blog", "We guarantee it. [Home](index.md)\n", "noindex: true"),
    "templates/plain.html": LAYOUT.replace(
        "{% block more %}", '<img src="https://example.net/a.png" alt="">{% block more %}'
    ),
    "content/a.png": PNG,
    HELP: SOUND[HELP].replace("  checked: 2026-11-01\n", ""),
}


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param((HOME,), {HOME}, id="file"),
        pytest.param(("content/blog",), {"content/blog/a.md"}, id="folder-but-not-the-file-with-its-name"),
        pytest.param(("./content//blog/",), {"content/blog/a.md"}, id="as-people-type-it"),
        pytest.param(("content/blog/../index.md", "content/blog.md"), {HOME, "content/blog.md"}, id="two"),
        pytest.param(("content/_data",), {HELP}, id="data"),
        pytest.param(("templates",), {"templates/plain.html"}, id="templates"),
        pytest.param(("content/a.png",), set(), id="picture"),
        pytest.param((), {HOME, "content/blog/a.md", "content/blog.md", HELP, "templates/plain.html"}, id="everything"),
    ],
)
def test_check_of_some_files(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], paths: Sequence[str], expected: set[str]
) -> None:
    """With files or folders, only what is found in them is printed, and only that decides."""
    site = make_site(APART)

    code, printed, _ = run(site, capsys, "check", "--release", "--format", "json", *TODAY, *paths)

    assert {one["path"] for one in json.loads(printed)["problems"]} == expected
    assert code == int(bool(expected))


def test_check_of_some_files_for_all_who_read(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """What is allowed elsewhere isn't printed either; a path may be whole; one rule and some files go together."""
    site = make_site(APART)

    assert "1 allowance" in run(site, capsys, "check", *TODAY, "content/blog/b.md")[1]
    assert "0 allowances" in run(site, capsys, "check", *TODAY, "content/blog/a.md")[1]
    assert run(site, capsys, "check", "--release", *TODAY, str(site.root / "content/blog"))[0] == 1
    assert run(site, capsys, "check", "--release", *TODAY, "--rule", "date-written", "content/blog")[0] == 0


def test_check_through_a_link_to_the_project(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A whole path may lead through a link to the project's folder, and name a link that leads nowhere."""
    site = make_site(APART)
    link = site.root.with_name("link")
    link.symlink_to(site.root)
    (site.root / "content/lost.md").symlink_to("nowhere.md")

    printed = [
        run(site, capsys, "check", "--release", *TODAY, f"{link}/content/{name}")[1] for name in ("blog", "lost.md")
    ]

    assert [text.splitlines()[-1] for text in printed] == [
        "Checked: 1 error and 0 warnings, 1 allowance.",
        "Checked: 1 error and 0 warnings, 0 allowances.",
    ]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/blog/aa.md", 'did you mean "content/blog/a.md"?'),
        ("blog/a.md", 'did you mean "content/blog/a.md"?'),
        ("blog", 'did you mean "content/blog/"?'),
        ("a.png/", 'did you mean "content/a.png"?'),
        ("contents", 'did you mean "content/"?'),
        ("templates/plane.html", 'did you mean "templates/plain.html"?'),
        ("site/blog/aaa.md", 'did you mean "content/blog/a.md"?'),
        ("README.md", "write it as content/blog/first.md"),
        (".", "write it as content/blog/first.md"),
        ("../content/index.md", 'did you mean "content/index.md"?'),
    ],
)
def test_check_of_a_file_that_is_not_there(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], path: str, hint: str
) -> None:
    """A path to nothing, or to what no check looks at, is wrong usage, with a guess."""
    site = make_site({**APART, "README.md": "A guarantee.\n", "site/blog/a.md": "", "site/blog/index.html": ""})

    assert run(site, capsys, "check", *TODAY, HOME, path) == (
        2,
        "",
        f'error: "{path}" isn\'t a file or folder in content/, templates/, site/; {hint}\n',
    )


def test_drafts_are_refused_for_some_files_too(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """What concerns the whole of content/ concerns each file in it."""
    site = make_site({**SOUND, HOME: sound("Home", "")})

    code, printed, _ = run(site, capsys, "check", "--release", "--drafts", *TODAY, HOME)

    assert (code, "[drafts-built]" in printed) == (1, True)


def test_check_for_a_release(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """What no visitor may meet fails a check with --release, and is only a warning without."""
    site = make_site({**SOUND, HOME: sound("Home", ""), FACTS: SOUND[FACTS].replace("2027-11-30", "2026-11-24")})

    assert [run(site, capsys, "check", *more, *TODAY)[0] for more in ((), ("--release",))] == [0, 1]


def test_a_release_has_no_drafts(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A release that was asked for with drafts is refused."""
    site = make_site({**SOUND, HOME: sound("Home", "")})

    assert run(site, capsys, "check", "--release", *TODAY)[0] == 0
    code, printed, _ = run(site, capsys, "check", "--release", "--drafts", *TODAY)
    assert (code, "error: " in printed, "the site is built with its drafts [drafts-built]" in printed) == (
        1,
        True,
        True,
    )


def test_check_of_a_rule_that_is_not_there(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name of a rule is met by a guess, and other rules' errors don't fail a check of one."""
    site = make_site(FAULTY)

    assert run(site, capsys, "check", "--rule", "date-writen", *TODAY)[::2] == (
        2,
        'error: there is no rule called "date-writen"; did you mean "date-written"?\n',
    )
    assert run(site, capsys, "check", "--release", *TODAY)[0] == 1
    assert run(site, capsys, "check", "--release", "--rule", "date-written", *TODAY)[0] == 0


def test_check_shows_few_of_a_kind(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A check prints three findings of a kind in a file and where the others are, and all of them with --all."""
    site = make_site({**SOUND, HOME: sound("Home", "[A list](https://a.org/?utm_id=1)\n\n" * 14 + "Come on 3/4/2026.")})

    _, short, _ = run(site, capsys, "check", *TODAY)
    _, whole, _ = run(site, capsys, "check", "--all", *TODAY)

    assert short.splitlines()[10:] == [
        "content/index.md:9:10: error: this link tells where a visitor came from: utm_id [tracking]",
        "    9 | [A list](https://a.org/?utm_id=1)",
        "      |          ^^^^^^^^^^^^^^^^^^^^^^^",
        "  hint: take that part of the address out",
        "  11 more of this kind in this file, on lines 11, 13, 15, 17, 19, 21, 23, 25 …; the same command with --all shows them",
        "",
        "content/index.md:33:9: warning: 3/4/2026 can be read in two ways [date-written]",
        "   33 | Come on 3/4/2026.",
        "      |         ^^^^^^^^",
        "  hint: write it out: November 24, 2026",
        "",
        "Checked: 14 errors and 1 warning, 0 allowances.",
    ]
    assert (whole.count("[tracking]"), whole.splitlines()[-1]) == (
        14,
        "Checked: 14 errors and 1 warning, 0 allowances.",
    )


def test_a_failing_build_shows_a_screen(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A build prints a screen, its errors first; with --all, and for programs, it gives all. Another command names the check."""
    files = {f"content/{name}.md": sound(name, "[A list](https://a.org/?utm_id=1)\n\n" * 5) for name in "pqrs"}
    site = make_site(
        {**SOUND, **files, HOME: sound("Home", "[Soon](soon.md)"), "content/soon.md": sound("Soon", "", "draft: true")}
    )

    _, short, _ = run(site, capsys, "build", *TODAY)
    _, whole, _ = run(site, capsys, "build", "--all", *TODAY)
    _, data, _ = run(site, capsys, "build", "--format", "json", *TODAY)
    _, notes, _ = run(site, capsys, "build", "--format", "github", *TODAY)
    _, answer, _ = run(site, capsys, "facts", *TODAY)

    assert (
        short.splitlines()[0]
        == "content/p.md:5:10: error: this link tells where a visitor came from: utm_id [tracking]"
    )
    assert short.splitlines()[37:] == [
        "And 10 more, which the same command with --all shows:",
        "  content/s.md: 5",
        "  content/r.md: 4",
        "  content/index.md: 1",
        "",
        "Not built: 20 errors in 4 files. The site is as it was before.",
    ]
    assert [said.count("[tracking]") for said in (short, whole)] == [7, 20]
    assert (len(json.loads(data)["problems"]), notes.count("::error "), notes.count("::warning ")) == (21, 20, 1)
    assert answer.splitlines()[37:] == [
        "And 9 more, which python3 build.py check --all shows:",
        "  content/s.md: 5",
        "  content/r.md: 4",
        "",
        "There is no answer until this is mended: 20 errors in 4 files.",
    ]


def test_check_counts_what_a_screen_does_not_hold(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Files whose findings have no room are named with their number, those with the most first, and at most twelve."""
    pages = {
        f"content/p{number:02}.md": sound(f"P{number}", "We guarantee it.\n\n" * number) for number in range(1, 19)
    }
    site = make_site({**SOUND, HOME: sound("Home", ""), **pages})

    _, short, _ = run(site, capsys, "check", "--rule", "claim", *TODAY)

    assert short.splitlines()[40:] == [
        "And 163 more, which the same command with --all shows:",
        *(f"  content/p{number:02}.md: {number}" for number in range(18, 6, -1)),
        "  and in 3 other files",
        "",
        "Checked: 0 errors and 171 warnings, 0 allowances.",
    ]


def test_check_for_information(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """What is only for information comes with --all."""
    site = make_site(
        {
            **SOUND,
            HOME: sound("Home", "An addict."),
            TERMS: SOUND[TERMS].replace("severity: error", "severity: info", 1),
        }
    )

    printed = [run(site, capsys, "check", *more, *TODAY)[1] for more in ((), ("--all",))]

    assert [text.count("info: ") for text in printed] == [0, 1]


def test_check_as_json(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets each finding with its place, and in the same shape what is allowed."""
    body = "We guarantee it on 5/3/2024.\n\n<!-- allow claim: So says the law. -->\nThey guarantee it.\n"
    site = make_site({**SOUND, HOME: sound("Home", body)})

    code, printed, _ = run(site, capsys, "check", "--release", "--format", "json", "--rule", "claim", *TODAY)

    assert code == 1
    assert json.loads(printed) == {
        "problems": [
            {
                "severity": "error",
                "rule": "claim",
                "message": '"guarantee" promises too much',
                "path": "content/index.md",
                "line": 5,
                "column": 4,
                "hint": "take it out. Nobody can promise that.",
            }
        ],
        "built": None,
        "allowed": [
            {
                "severity": "info",
                "rule": "claim",
                "message": '"guarantee" promises too much',
                "path": "content/index.md",
                "line": 8,
                "column": 6,
                "hint": "allowed: So says the law.",
            }
        ],
    }


def test_check_for_github(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding becomes a workflow command, in which a percent sign and a line end are escaped."""
    site = make_site({**SOUND, HOME: sound("Home", "About 40% came.\n\nThey guarantee it.\n")})

    _, printed, _ = run(site, capsys, "check", "--release", "--format", "github", *TODAY)

    assert printed.splitlines()[:2] == [
        '::warning file=content/index.md,line=5,col=7,title=typed-figure::"40%25" is typed by hand and has no source'
        '%0Ahint: write "{{ facts.share }}" in its place, if that is the one, so that it carries its source',
        '::error file=content/index.md,line=7,col=6,title=claim::"guarantee" promises too much'
        "%0Ahint: take it out. Nobody can promise that.",
    ]


def test_check_for_github_of_what_is_allowed(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """What is allowed in the files that were named is a notice; where nothing is found, nothing is printed."""
    site = make_site(APART)

    printed = [
        run(site, capsys, "check", "--format", "github", *TODAY, f"content/{name}")[:2]
        for name in ("blog/b.md", "a.png")
    ]

    assert printed == [
        (
            0,
            '::notice file=content/blog/b.md,line=7,col=4,title=claim::"guarantee" promises too much'
            "%0Ahint: allowed: So says the law.\n",
        ),
        (0, ""),
    ]


def test_what_github_would_take_for_its_own_is_escaped() -> None:
    """A path, rule or message can't end a workflow command, begin another, or add a property to it."""
    problem = Problem("error", "a,b::c", "100%\r\n::error::x, y", Place("a,b::50%.md", 3, 1))

    assert as_github(problem) == (
        "::error file=a%2Cb%3A%3A50%25.md,line=3,col=1,title=a%2Cb%3A%3Ac::100%25%0D%0A::error::x, y"
    )
