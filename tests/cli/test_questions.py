"""The commands that answer questions: `due`, `explain` and `facts`."""

import re
from collections.abc import Mapping

import pytest

from care import SITE as CARE
from tests.check.sound import DANGERS, SOUND, TODAY, run, sound
from tests.sites import FACTS, HELP, HOME, PEOPLE, MakeSite

REVIEWED = ("reviewer: lee", "reviewed: 2026-06-01", "next_review: 2026-11-20")
WAIVED = (*REVIEWED, "waiver: {until: 2026-12-31, reason: The clinician is away.}")

DUE: Mapping[str, str | bytes] = {
    **SOUND,
    HOME: sound("Home", "", "owner: Ann", "reviewer: lee", "reviewed: 2026-01-01", "next_review: 2026-12-24"),
    "content/a.md": sound("A page", "", "owner: Ann", "date: 2026-11-30"),
    "content/b.md": sound("B page", "", "owner: Bob", "expires: 2026-11-25"),
    "content/c.md": sound("C page", "", "reviewer: lee", "reviewed: 2025-11-23"),
    FACTS: SOUND[FACTS].replace("2027-11-30", "2027-02-22"),
    HELP: SOUND[HELP].replace("  checked: 2026-11-01\n", ""),
}

DUE_PRINTED = """\
Without an owner:
  never checked                     crisis number: help.lifeline988 (content/_data/help.yaml)
  November 23, 2026, 1 day ago      review: C page (content/c.md)
  February 22, 2027, in 90 days     fact: facts.share (content/_data/facts.yaml)
Ann:
  November 30, 2026, in 6 days      publication: A page (content/a.md)
  December 24, 2026, in 30 days     review: Home (content/index.md)
Bob:
  November 25, 2026, in 1 day       expiry: B page (content/b.md)
"""


def test_due(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """What lapses is listed by who looks after it, soonest first, with the days that are left."""
    assert run(make_site(DUE), capsys, "due", *TODAY) == (0, DUE_PRINTED, "")


def test_due_for_an_issue(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """With --issues the next 30 days come as Markdown, in which no title is a sign; without a lapse there is nothing to write."""
    site = make_site({**DUE, "content/b.md": sound("B <b> @page", "", "owner: Bob", "expires: 2026-11-25")})

    assert run(site, capsys, "due", "--issues", *TODAY) == (
        0,
        """\
## Without an owner
- [ ] never checked: crisis number: help.lifeline988 (content/&#95;data/help.yaml)
- [ ] November 23, 2026, 1 day ago: review: C page (content/c.md)
## Ann
- [ ] November 30, 2026, in 6 days: publication: A page (content/a.md)
- [ ] December 24, 2026, in 30 days: review: Home (content/index.md)
## Bob
- [ ] November 25, 2026, in 1 day: expiry: B &#60;b&#62; &#64;page (content/b.md)
""",
        "",
    )


def test_due_soon(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """With --days, what lapses later is left out; the last of the days counts."""
    printed = [run(make_site(DUE), capsys, "due", "--days", days, *TODAY)[1] for days in ("0", "1", "29", "30")]

    assert [[name in text for name in ("C page", "B page", "Home")] for text in printed] == [
        [True, False, False],
        [True, True, False],
        [True, True, False],
        [True, True, True],
    ]


def test_due_with_a_waiver(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A review that may wait says until when and why; once that day is over, it is due like any other."""
    site = make_site({**SOUND, HOME: sound("Home", "", *WAIVED)})

    printed = [run(site, capsys, "due", "--days", "0", "--today", day)[1] for day in ("2026-12-31", "2027-01-01")]

    assert printed == [
        """\
Without an owner:
  November 20, 2026, 41 days ago    review: Home (content/index.md), waived until December 31, 2026: The clinician is away.
""",
        """\
Without an owner:
  November 20, 2026, 42 days ago    review: Home (content/index.md)
""",
    ]


@pytest.mark.parametrize("command", ["due", "facts"])
def test_faults_leave_a_question_open(make_site: MakeSite, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """What keeps a question from being answered is printed, and nothing that needn't be mended for it."""
    site = make_site({**SOUND, HOME: sound("Home", "A letter, 5/3/2024.", "draft: maybe"), "content/a.docx": b""})

    assert run(site, capsys, command, *TODAY) == (
        1,
        """\
content/index.md:4:8: error: "draft" must be true or false [front-matter-value]
    4 | draft: maybe
      |        ^^^^^
  hint: write true or false, without quotes

There is no answer until this is mended: 1 error in 1 file.
""",
        "",
    )
    assert site.tree() == {}


@pytest.mark.parametrize(
    ("days", "today", "until"),
    [
        pytest.param("0", "2026-11-24", "November 24, 2026", id="fewest"),
        pytest.param("36500", "2026-11-24", "October 31, 2126", id="most"),
        pytest.param("30", "9999-12-31", "December 31, 9999", id="end-of-the-calendar"),
    ],
)
def test_due_as_far_as_days_go(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], days: str, today: str, until: str
) -> None:
    """The look ahead may be as far as a hundred years, and ends where the calendar does."""
    bare = {path: text for path, text in SOUND.items() if path not in {HELP, DANGERS, FACTS, PEOPLE}}
    settings = str(SOUND["content/_site.yaml"]).replace("license_expires: 2027-06-30\n", "")
    site = make_site({**bare, "content/_site.yaml": settings, HOME: sound("Home", "")})

    assert run(site, capsys, "due", "--days", days, "--today", today) == (0, f"Nothing lapses until {until}.\n", "")


def test_nothing_is_due(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """If nothing lapses, it says until when."""
    site = make_site({**SOUND, HOME: sound("Home", "")})

    assert run(site, capsys, "due", *TODAY) == (0, "Nothing lapses until February 22, 2027.\n", "")
    assert run(site, capsys, "due", "--issues", *TODAY) == (0, "", "")


def test_explain(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule is explained in lines that fit into a terminal: what it finds, why, how serious that is, an example."""
    assert run(make_site(), capsys, "explain", "claim") == (
        0,
        """\
### claim

Finds a promise or a superlative that nobody can prove.

"Cure", "guaranteed", "success rate" or "100% confidential" mislead people in need, and the law
punishes them: the FTC Act, the Opioid Addiction Recovery Fraud Prevention Act, and Tenn. Code
33-2-423. Say what is true and can be shown, with its source, or take the words out.

A warning in `build` and `check`, an error in `check --release`. An allowance can lift it.

Wrong:

    We guarantee that it helps.

Right:

    It helps many people.
""",
        "",
    )


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param("table-cells", "An error in every command. No allowance", id="always"),
        pytest.param("tracking", "An error in every command. An allowance", id="lifted"),
        pytest.param("link-text", "Nothing in `build`, a warning in `check` and `check --release`. An", id="warning"),
        pytest.param("drafts-built", "Nothing in `build` and `check`, an error in `check --release`. No", id="launch"),
        pytest.param("sample-value", "Information in `build` and `check`, an error in `check", id="information"),
        pytest.param("settings-key", "Wrong, in `content/_site.yaml`:\n\n    hour:", id="in-a-file"),
        pytest.param("title-long", "Wrong, in front matter:\n\n    title:", id="in-front-matter"),
    ],
)
def test_explain_how_serious(make_site: MakeSite, capsys: pytest.CaptureFixture[str], rule: str, expected: str) -> None:
    """Each command may take a finding for more or less serious, and an example may stand elsewhere than in a text."""
    assert f"\n\n{expected}" in run(make_site(), capsys, "explain", rule)[1]


def test_explain_all(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an id, each rule is explained once, in its family; the contents lead to both."""
    _, printed, _ = run(make_site(), capsys, "explain")
    headings = re.findall("^(##+) (.*)$", printed, re.MULTILINE)
    rules, families = ([text for sign, text in headings if sign == level] for level in ("###", "##"))
    contents = re.findall(r"\[([^\]]+)\]\(#([^)]+)\)", printed.partition("\n## ")[0])

    assert sorted(rules) == sorted(CARE.catalog.rules)
    assert families[:4] == ["Words and claims", "Figures", "Numbers to call", "Danger"]
    assert [text for text, _ in contents if text not in rules] == families
    assert [text for text, _ in contents if text not in families] == rules
    assert dict(contents)["Headings, tables and callouts"] == "headings-tables-and-callouts"


def test_explain_what_does_not_exist(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that isn't there is wrong usage, with a guess at the one that was meant."""
    assert run(make_site(), capsys, "explain", "trackin") == (
        2,
        "",
        'error: there is no rule called "trackin"; did you mean "tracking"?\n',
    )


def test_facts(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A fact is shown with its year, how it was verified, the pages that print it, and its source."""
    printing = sound("A page", "It is {{ facts.share }}.")
    site = make_site({**SOUND, HOME: sound("Home", "[A page](a.md)"), "content/a.md": printing})
    expected = "facts.share: 40 percent\n  as of 2024, read-in-source; on /a/\n  A survey (An agency): https://example.net/survey\n"

    assert run(site, capsys, "facts", "facts.share", *TODAY) == (0, expected, "")
    assert run(site, capsys, "facts", "facts", *TODAY) == (0, expected, "")
    assert run(site, capsys, "facts", *TODAY) == (0, expected, "")


def test_facts_on_no_page(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A fact that nothing prints is shown too."""
    site = make_site({**SOUND, HOME: sound("Home", "")})

    assert "  as of 2024, read-in-source; on no page\n" in run(site, capsys, "facts", "facts.share", *TODAY)[1]


def test_facts_of_an_unknown_name(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A fact that isn't there is wrong usage, with a guess."""
    site = make_site({**SOUND, HOME: sound("Home", "")})

    assert run(site, capsys, "facts", "facts.shape", *TODAY) == (
        2,
        "",
        'error: no fact is called "facts.shape"; did you mean "facts.share"?\n',
    )
