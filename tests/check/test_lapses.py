"""What lapses with the days: checks, reviews and waivers."""

from collections.abc import Sequence

import pytest

from tests.check.sound import SOUND, TODAY, check, run, said, sound
from tests.sites import HELP, HOME, ROOT, MakeSite

REVIEWED = ("reviewer: lee", "reviewed: 2026-06-01", "next_review: 2026-11-20")
WAIVED = (*REVIEWED, "waiver: {until: 2026-12-31, reason: The clinician is away.}")


def test_what_was_never_done(make_site: MakeSite) -> None:
    """A release is refused while nobody has dialed a crisis number, or said how long the license holds."""
    site = make_site(
        {
            **SOUND,
            HOME: sound("Home", ""),
            HELP: SOUND[HELP].replace("  checked: 2026-11-01\n", ""),
            "content/_site.yaml": SOUND["content/_site.yaml"].replace("license_expires: 2027-06-30\n", ""),
        }
    )

    assert said(check(site)[0]) == [
        'content/_data/help.yaml:2:3 error crisis-number-unchecked: nobody has checked "help.lifeline988" yet',
        'content/_site.yaml:4:10 error license-lapsed: nobody has said how long the license "L000000001" holds',
    ]


@pytest.mark.parametrize("day", ["2100-12-31", "2026-11-25"])
def test_a_day_that_has_not_come(make_site: MakeSite, day: str) -> None:
    """Nobody can have reviewed a page or dialed a number tomorrow; a build refuses to say so."""
    site = make_site(
        {
            **SOUND,
            HOME: sound("Home", "", "reviewer: lee", f"reviewed: {day}"),
            HELP: SOUND[HELP].replace("2026-11-01", day),
        }
    )

    found = said(check(site, "build")[0])

    assert [line.partition(": ")[0] for line in found] == [
        "content/_data/help.yaml:5:12 error day-to-come",
        "content/index.md:5:11 error day-to-come",
    ]


def test_days_that_cannot_be_meant(make_site: MakeSite) -> None:
    """A look at a source tomorrow, and what lapses in a generation, are mistakes in the digits."""
    sources = "content/_data/sources.yaml"
    source = SOUND[sources].rstrip("\n") + "\n  checked: 2026-11-25\n"
    site = make_site({**SOUND, sources: source, HOME: sound("Home", "", *REVIEWED[:2], "next_review: 2062-06-01")})

    assert said(check(site)[0]) == [
        f'content/_data/sources.yaml:{source.count(chr(10))}:12 error day-to-come: "checked" is November 25, 2026, which is after today',
        "content/index.md:6:14 error day-to-come: June 1, 2062 is more than ten years ahead",
    ]


def test_a_review_that_holds_too_long(make_site: MakeSite) -> None:
    """A review holds for twelve months at most, and data without a declaration can't have days to come either."""
    keys = ("reviewer: lee", "reviewed: 2026-06-01")
    pages = {
        f"content/{day}.md": sound(day, "[Home](index.md)", *keys, f"next_review: {day}")
        for day in ("2027-06-02", "2027-06-03")
    }
    site = make_site(
        {
            **SOUND,
            HOME: sound("Home", "[A](2027-06-02.md) [B](2027-06-03.md)"),
            "content/_data/rooms.yaml": "a:\n  checked: 2026-11-25\n  built: 2027-01-01\n",
            **pages,
        }
    )

    assert [line for line in said(check(site, "build")[0]) if "day-to-come" in line] == [
        "content/2027-06-03.md:6:14 error day-to-come: the next review is due on June 3, 2027, more than twelve months "
        "after the last one on June 1, 2026",
        'content/_data/rooms.yaml:2:12 error day-to-come: "checked" is November 25, 2026, which is after today',
    ]


@pytest.mark.parametrize("keys", [("draft: true",), ("expires: 2026-11-20",)], ids=["draft", "expired"])
def test_what_nobody_reads_is_not_due(make_site: MakeSite, keys: Sequence[str]) -> None:
    """The review of a page that isn't built can't keep a site from its launch."""
    site = make_site({**SOUND, HOME: sound("Home", ""), "content/p.md": sound("P", "", *REVIEWED, *keys)})

    assert check(site) == ((), ())


def test_what_is_printed_can_forge_nothing(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Characters that would turn a line around are written out, also where no problem is printed."""
    reason = '"a\\u202eb"'
    site = make_site({**SOUND, HOME: sound("Home", "", *REVIEWED, f"waiver: {{until: 2026-12-31, reason: {reason}}}")})

    for command in ("check", "due"):
        _, printed, _ = run(site, capsys, command, *TODAY)

        assert "a\\u{202e}b" in printed


def test_a_waiver_without_a_reason(make_site: MakeSite) -> None:
    """A waiver says why, and blanks say nothing."""
    site = make_site({**SOUND, HOME: sound("Home", "", "waiver: {until: 2026-12-31, reason: ' '}")})

    assert said(check(site)[0]) == ['content/index.md:4:37 error front-matter-value: "reason" is empty']


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(
            "2026-12-31",
            'warning review-lapsed: the review of "Home" lapsed on November 20, 2026; waived until December 31, 2026: The clinician is away.',
            id="last-day",
        ),
        pytest.param(
            "2027-01-01",
            'error review-lapsed: the review of "Home" lapsed on November 20, 2026; its waiver ended on December 31, 2026',
            id="day-after",
        ),
    ],
)
def test_waiver(make_site: MakeSite, today: str, expected: str) -> None:
    """A waiver lets a release pass until its day, and is printed each time."""
    site = make_site({**SOUND, HOME: sound("Home", "", *WAIVED)})

    assert said(check(site, "release", today)[0]) == [f"content/index.md:6:14 {expected}"]


def test_a_new_review_ends_the_need_for_a_waiver(make_site: MakeSite) -> None:
    """Once the clinician has been there, an old waiver is no matter."""
    site = make_site({**SOUND, HOME: sound("Home", "", REVIEWED[0], "reviewed: 2026-12-20", WAIVED[-1])})

    assert check(site, "release", "2027-01-01") == ((), ())


WAITS = "Allowed: content/index.md:6 review-lapsed, until December 31, 2026: The clinician is away.\n"


@pytest.mark.parametrize("release", [(), ("--release",)])
@pytest.mark.parametrize(
    ("next_review", "says"),
    [
        pytest.param("2026-11-20", "lapsed on November 20, 2026", id="lapsed"),
        pytest.param("2027-06-01", "lapses on June 1, 2027", id="long-before"),
    ],
)
def test_each_check_prints_the_waivers(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], release: Sequence[str], next_review: str, says: str
) -> None:
    """A waiver in force is printed with its last day and its reason by every check, which passes; for GitHub too."""
    keys = (*REVIEWED[:2], f"next_review: {next_review}", WAIVED[-1])
    site = make_site({**SOUND, HOME: sound("Home", "", *keys)})

    message = f'the review of "Home" {says}; waived until December 31, 2026: The clinician is away.'
    code, printed, _ = run(site, capsys, "check", *release, *TODAY)
    assert (code, f"content/index.md:6:14: warning: {message} [review-lapsed]\n" in printed, WAITS in printed) == (
        0,
        True,
        True,
    )
    code, printed, _ = run(site, capsys, "check", *release, "--format", "github", *TODAY)
    assert (code, printed.partition("%0A")[0]) == (
        0,
        f"::warning file=content/index.md,line=6,col=14,title=review-lapsed::{message}",
    )


def test_a_waiver_behind_a_screenful(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """However much else is found, also errors, a waiver is printed below it."""
    site = make_site({**SOUND, HOME: sound("Home", "We guarantee it.\n\n" * 20, *WAIVED)})

    printed = [run(site, capsys, "check", *release, *TODAY)[1] for release in ((), ("--release",))]

    assert [text.rpartition(WAITS)[2] for text in printed] == [
        "Checked: 0 errors and 21 warnings, 1 allowance.\n",
        "Checked: 20 errors and 1 warning, 1 allowance.\n",
    ]


def test_a_waiver_that_has_run_out(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """After its day it is as if it weren't there: a release is refused, and nothing is allowed."""
    site = make_site({**SOUND, HOME: sound("Home", "", *WAIVED)})

    code, printed, _ = run(site, capsys, "check", "--release", "--today", "2027-01-01")

    assert (code, "waived" in printed, "its waiver ended" in printed, "Allowed" in printed) == (1, False, True, False)


@pytest.mark.parametrize(
    ("keys", "today", "says", "expected"),
    [
        pytest.param(REVIEWED, "2026-10-20", "Next review due on", [], id="31-days-before"),
        pytest.param(
            REVIEWED, "2026-10-21", "Next review due on", ["lapses on November 20, 2026"], id="30-days-before"
        ),
        pytest.param(REVIEWED, "2026-11-19", "Next review due on", ["lapses on November 20, 2026"], id="day-before"),
        pytest.param(REVIEWED, "2026-11-20", "due for review", ["lapsed on November 20, 2026"], id="on-the-day"),
        pytest.param(
            REVIEWED[:2], "2027-05-01", 'by <a href="/people/lee/">Dr. Lee</a>', [], id="a-year-31-days-before"
        ),
        pytest.param(
            REVIEWED[:2],
            "2027-05-31",
            'by <a href="/people/lee/">Dr. Lee</a>',
            ["lapses on June 1, 2027"],
            id="within-a-year",
        ),
        pytest.param(REVIEWED[:2], "2027-06-01", "due for review", ["lapsed on June 1, 2027"], id="after-a-year"),
        pytest.param((), "2026-11-24", "Not yet reviewed by a clinician", [], id="never-reviewed"),
    ],
)
def test_review(make_site: MakeSite, keys: Sequence[str], today: str, says: str, expected: list[str]) -> None:
    """A review that lapses soon is a warning; afterwards the page says so itself, and the check goes on warning."""
    partials = [f"templates/partials/{name}.html" for name in ("review-state", "person-name")]
    site = make_site(
        {
            **SOUND,
            HELP: SOUND[HELP].replace("2026-11-01", "2026-10-01"),
            HOME: sound("Home", "", *keys),
            "templates/home.html": '{% extends "page.html" %}{% block more %}{% include "partials/review-state.html" %}{% endblock %}',
            **{name: (ROOT / name).read_bytes() for name in partials},
        }
    )

    found, _ = check(site, "check", today)
    site.build(today)

    assert [one.message for one in found if one.rule == "review-lapsed"] == [
        f'the review of "Home" {line}' for line in expected
    ]
    assert {one.severity for one in found} <= {"warning"}
    assert says in site.read("index.html")
    assert ("due for review" in site.read("index.html")) == (says == "due for review")
