"""What is judged from words is a warning while people write, so that a false alarm keeps no correction from the site.

It is an error for a release. What is certain is an error from the first build on.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from care import SITE as CARE
from tests.check.planted import PLANTED, TWENTY
from tests.check.sound import SOUND, TERMS, TODAY, check, run, sound
from tests.sites import FACTS, HOME, MakeSite, TinySite

BUILD, CHECK, RELEASE = ("build",), ("check",), ("check", "--release")
COMMANDS = (BUILD, CHECK, RELEASE)
JUDGED = [name for name, rule in CARE.catalog.rules.items() if rule.is_judged]
# What each rule that judges words finds on line 6 of a page.
TEXTS: Mapping[str, str] = {
    "avoided-word": "An addict came.",
    "claim": "We guarantee it.",
    "exposure": "Email us all the drugs.",
    "typed-number": "Call 423-555-0142.",
    "urgent-help": "## Signs of an overdose",
}
# What isn't judged from words: what stands on line 6 of a page, and the rule that finds it.
CERTAIN: Mapping[str, tuple[str, str]] = {
    "a-number-that-is-not-in-the-data": ("[The Lifeline](tel:987)", "phone-number"),
    "a-number-that-says-another": ("[988](tel:+14235550142)", "phone-number"),
    "a-picture-of-another-host": ("![A room](https://example.net/a.png)", "image-elsewhere"),
    "a-link-to-nothing": ("[Help](help.md)", "dead-link"),
    "a-private-note": ("We help. %%Ask Anna.%%", "private-note"),
}


def asked(site: TinySite, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Mapping[str, Any]]:
    """Return the exit code of a command, and what a program gets from it."""
    code, printed, _ = run(site, capsys, *words, *TODAY, "--format", "json")
    return code, json.loads(printed)


def found(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the severity and the rule of each finding."""
    return [(one["severity"], one["rule"]) for one in answer["problems"]]


@pytest.mark.parametrize("rule", JUDGED)
def test_a_release_alone_is_refused(make_site: MakeSite, capsys: pytest.CaptureFixture[str], rule: str) -> None:
    """The same text gives a warning in a build and a check, which pass, and an error in the check for a release."""
    site = make_site({**SOUND, HOME: sound("Home", f"\n{TEXTS[rule]}\n")})

    answers = [asked(site, capsys, *words) for words in COMMANDS]

    assert [(code, found(answer)) for code, answer in answers] == [
        (0, [("warning", rule)]),
        (0, [("warning", rule)]),
        (1, [("error", rule)]),
    ]
    as_warnings = [[{**one, "severity": "warning"} for one in answer["problems"]] for _, answer in answers]
    assert as_warnings[0] == as_warnings[1] == as_warnings[2]
    assert [one["line"] for one in as_warnings[0]] == [6]
    assert "index.html" in site.tree()


def test_a_build_prints_it(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all warnings of the rules for texts, a build prints those that a release would be refused for."""
    site = make_site({**SOUND, HOME: sound("Home", "We guarantee it on 5/3/2024.\n")})

    code, printed, _ = run(site, capsys, "build", *TODAY)

    assert (code, printed.partition("\n\nBuilt 2 pages")[0]) == (
        0,
        """\
content/index.md:5:4: warning: "guarantee" promises too much [claim]
    5 | We guarantee it on 5/3/2024.
      |    ^^^^^^^^^
  hint: take it out. Nobody can promise that.""",
    )
    assert run(site, capsys, "build", "--strict", *TODAY)[0] == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param(HOME, sound("We guarantee it", ""), id="front-matter"),
        pytest.param(FACTS, SOUND[FACTS].replace("40 percent", "40 percent, we guarantee it"), id="data"),
        pytest.param(
            "content/_site.yaml", f'{SOUND["content/_site.yaml"]}hours: "Always, guaranteed"\n', id="settings"
        ),
    ],
)
def test_wherever_it_is_written(make_site: MakeSite, capsys: pytest.CaptureFixture[str], path: str, text: str) -> None:
    """It is no other with a title, a fact or a setting."""
    site = make_site({**SOUND, HOME: sound("Home", ""), path: text})

    answers = [asked(site, capsys, *words) for words in COMMANDS]

    assert [(code, set(found(answer))) for code, answer in answers] == [
        (0, {("warning", "claim")}),
        (0, {("warning", "claim")}),
        (1, {("error", "claim")}),
    ]
    assert {one["path"] for _, answer in answers for one in answer["problems"]} == {path}


@pytest.mark.parametrize("rule", JUDGED)
def test_an_allowance_lifts_it(make_site: MakeSite, capsys: pytest.CaptureFixture[str], rule: str) -> None:
    """With a reason on the line above, nothing is left of it, for a release too; without a reason it stays."""
    site = make_site({**SOUND, HOME: sound("Home", f"<!-- allow {rule}: So says the law. -->\n{TEXTS[rule]}\n")})

    answers = [asked(site, capsys, *words) for words in COMMANDS]

    assert [(code, found(answer)) for code, answer in answers] == [(0, [])] * 3
    assert [[(one["rule"], one["hint"]) for one in answer["allowed"]] for _, answer in answers[1:]] == [
        [(rule, "allowed: So says the law.")]
    ] * 2

    site.write({HOME: sound("Home", f"<!-- allow {rule} -->\n{TEXTS[rule]}\n")})
    assert [found(asked(site, capsys, *words)[1]) for words in COMMANDS] == [
        [("error", "allowance"), (severity, rule)] for severity in ("warning", "warning", "error")
    ]


@pytest.mark.parametrize("leave", ["", "<!-- allow {}: So says the law. -->"], ids=["as-it-is", "with-leave"])
@pytest.mark.parametrize(("text", "rule"), CERTAIN.values(), ids=CERTAIN)
def test_what_is_certain_stops_everything(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], text: str, rule: str, leave: str
) -> None:
    """A number that isn't in the data, a request to another host, a link to nothing and a private note stay errors.

    No allowance makes less of them, and nothing is written.
    """
    site = make_site({**SOUND, HOME: sound("Home", f"{leave.format(rule)}\n{text}\n")})

    answers = [asked(site, capsys, *words) for words in COMMANDS]

    assert [code for code, _ in answers] == [1, 1, 1]
    assert [("error", rule) in found(answer) for _, answer in answers] == [True] * 3
    assert site.tree() == {}


def test_only_these_become_softer(make_site: MakeSite) -> None:
    """Of all faults that can be planted, a check makes warnings of the judged ones and of what lapses with the days.

    Three others are only for a release. All else is an error in each check.
    """
    site = make_site(TWENTY)
    for path, before, after, _ in PLANTED.values():
        site.write({path: (site.root / path).read_text(encoding="utf-8").replace(before, after, 1)})

    told = check(site, "check")[0]
    refused = {one for one in check(site, "release")[0] if one.severity == "error"}
    softer = {replace(one, severity="error") for one in told if one.severity == "warning"} & refused

    assert {one.rule for one in softer} == {
        *JUDGED,
        "credential-lapsed",
        "crisis-number-unchecked",
        "fact-lapsed",
        "license-lapsed",
        "review-lapsed",
    }
    assert {one.rule for one in refused - softer - {*told}} == {"draft-for-counsel", "fact-knowledge", "sample-value"}


def test_a_pull_request(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """`check --release FILE`, as pull requests run it, names what is in the changed file, and only that decides."""
    site = make_site(
        {
            **SOUND,
            HOME: sound("Home", "[Old](old.md) and [new](new.md)\n"),
            "content/old.md": sound("Old page", "We guarantee it.\n"),
            "content/new.md": sound("New page", "We help.\n\nAn addict came.\n"),
        }
    )
    command = (*RELEASE, "--format", "github", *TODAY)

    printed = [run(site, capsys, *command, path)[:2] for path in ("content/new.md", HOME)]

    assert printed == [
        (
            1,
            '::error file=content/new.md,line=7,col=4,title=avoided-word::"addict" can hurt or mislead'
            "%0Ahint: write person with an addiction. A person is more than an illness.\n",
        ),
        (0, ""),
    ]


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("error", [(0, ["warning"]), (0, ["warning"]), (1, ["error"])]),
        ("warning", [(0, []), (0, ["warning"]), (0, ["warning"])]),
        ("info", [(0, []), (0, []), (0, [])]),
    ],
)
def test_the_severity_of_a_word(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], severity: str, expected: Sequence[tuple[int, list[str]]]
) -> None:
    """`severity` in terms.yaml decides what a word does: only an error is shown by a build and refused for a release."""
    terms = SOUND[TERMS].replace("severity: error", f"severity: {severity}")
    site = make_site({**SOUND, TERMS: terms, HOME: sound("Home", "An addict came.\n")})

    answers = [asked(site, capsys, *words) for words in COMMANDS]

    assert [(code, [one["severity"] for one in answer["problems"]]) for code, answer in answers] == expected
