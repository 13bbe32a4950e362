"""What each rule of `check` finds and leaves alone, where and in which words; and the commands that print it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import example, given

from carepress.check.page.pages import Bounds, file_findings
from carepress.check.site.links import Finished, dead_entries
from carepress.check.source.prose import prose_of, source_text
from carepress.check.source.typed_figures import typed_figures, typed_numbers
from carepress.check.source.words import Words
from carepress.cli.main import main
from carepress.cli.report import as_github
from carepress.load.settings import Options
from carepress.model.config import Depth
from carepress.model.records import AvoidedTerm
from carepress.pipeline import build, read_site
from carepress.problems import BuildFailed, Place, Problem
from carepress.problems.catalog import rules
from carepress.text.readability import reading_grade
from carepress.text.timeout import deadline
from tests.conftest import NOON, PNG, ROOT, MakeSite, TinySite
from tests.test_properties import SPICED, TEXT, pure

TODAY = ("--today", "2026-11-24")
HOME = "content/index.md"
TERMS = "content/_data/terms.yaml"
HELP = "content/_data/help.yaml"
FACTS = "content/_data/facts.yaml"

DESCRIPTION = "What the page says, in one sentence that is long enough for search results."
LAYOUT = """\
<!doctype html>
<html lang="en-US"><head><title>{{ page.title }}</title></head><body>
<main><h1>{{ page.title }}</h1>
<div class="prose">{{ content() }}</div>
{% for reference in references() %}<p id="{{ reference.id }}">A survey</p>{% endfor %}</main>
{% block more %}{% endblock %}</body></html>
"""
# A site that no rule finds anything wrong with. The tests change one thing, or many.
SOUND: Mapping[str, str] = {
    "content/_site.yaml": """\
name: Test Center
base_url: https://example.org/
phone: "423-555-0142"
license: "L000000001"
license_expires: 2027-06-30
social_cards: false
samples: []
""",
    HELP: """\
lifeline988:
  label: 988 Lifeline
  call: "988"
  verified: read-in-source
  checked: 2026-11-01
""",
    "content/_data/sources.yaml": """\
survey:
  title: A survey
  publisher: An agency
  url: https://example.net/survey
  verified: read-in-source
""",
    FACTS: """\
share:
  text: 40 percent
  value: 40
  unit: percent
  as_of: 2024
  source: survey
  verified: read-in-source
  expires: 2027-11-30
""",
    TERMS: """\
addict:
  avoid: ["addict*"]
  use: "person with an addiction"
  why: "A person is more than an illness."
  severity: error
  allow: ["Addicts Anonymous"]
guarantee:
  avoid: ["guarantee*"]
  why: "Nobody can promise that."
  severity: error
  is_claim: true
""",
    "templates/page.html": LAYOUT,
    "templates/redirect.html": "<!doctype html><title>Moved</title>",
}


def sound(title: str, body: str, *more: str) -> str:
    """Return a page's file that no rule objects to, with a body that begins on line 5 and later by each line more."""
    return "\n".join(["---", f"title: {title}", f"description: {DESCRIPTION}", *more, "---", body])


def check(
    site: TinySite, depth: Depth = "release", today: str = "2026-11-24"
) -> tuple[Sequence[Problem], Sequence[Problem]]:
    """Return what a check finds and what it allows."""
    try:
        report = build(site.root, Options(today=date.fromisoformat(today), depth=depth), NOON)
    except BuildFailed as failure:
        return failure.problems, ()
    return report.warnings, report.allowed


def said(problems: Sequence[Problem]) -> list[str]:
    """Return each problem in a line: place, severity, rule, message."""
    return [
        ":".join(str(part) for part in (one.place.path, one.place.line, one.place.column) if part is not None)
        + f" {one.severity} {one.rule}: {one.message}"
        for one in problems
    ]


# ---------------------------------------------------------------- twenty pages, and a fault of each rule

LIST = "\n".join(f"- [Page {number}](p{number}.md)" for number in range(1, 20))
WORDS = " ".join(["We sit and talk, and then we eat."] * 11)
TWENTY: Mapping[str, str | bytes] = {
    **SOUND,
    HOME: sound("Home", f"{LIST}\n"),
    "content/p1.md": sound(
        "Page 1",
        "Go to Addicts Anonymous.\n\nWe have no magic.\n\nAbout 100 people came.\n\nRoom 555 is next to room 0142.\n",
    ),
    "content/p2.md": sound(
        "Page 2", "<!-- A note to the next author. -->\nWe help.\n\nA group (ABC) meets. ABC is free.\n"
    ),
    "content/p3.md": sound("Page 3", f"We sit and talk.\n\n{WORDS}\n"),
    "content/p4.md": sound("Page 4", "We help you.\n\nCome and see us.\n"),
    "content/p5.md": sound("Page 5", "## How we help you here\n\nIt began on May 3, 2024.\n"),
    "content/p6.md": sound("A short title", "We help.\n"),
    "content/p7.md": sound("Page 7", "We help.\n"),
    "content/p8.md": sound(
        "Page 8", '## Signs of an overdose\n\n!!! urgent "If somebody is in danger"\n    Get help now.\n'
    ),
    "content/p9.md": sound("Page 9", "[Call us](tel:+14235550142) or [the Lifeline](tel:988).\n", "template: lines"),
    "content/p10.md": sound("Page 10", "We help. [A study](https://example.net/?page=1) says so.\n", "template: own"),
    "content/p11.md": sound("Page 11", "## A part\n\n### A smaller part\n\nWe help.\n"),
    "content/p12.md": sound(
        "Page 12", "We help.\n\n## Another top\n\nWe [give help](https://example.net/help).\n", "template: again"
    ),
    "content/p13.md": sound("Page 13", "We help.\n", "template: field"),
    "content/p14.md": sound("Page 14", "![A small room](room.png)\n"),
    "content/room.png": PNG,
    "content/p15.md": sound(
        "Page 15", "Table: Our days\n\n| Day | Time |\n|---|---|\n| Monday | Noon |\n", "template: table"
    ),
    "content/p16.md": sound("Page 16", "[Page 1](p1.md), [page 1](p1.md) and [page 2](p2.md).\n"),
    "content/p17.md": sound("Page 17", "[The old page](https://example.org/p18/) is here.\n"),
    "content/p18.md": sound("Page 18", "We help.\n", "aliases: [/old/]", "reviewer: Dr. B", "reviewed: 2026-06-01"),
    "content/p19.md": sound(
        "Page 19", "A draft of a letter.\n", "reviewer: Dr. A", "reviewed: 2026-06-01", "next_review: 2027-06-01"
    ),
    **{
        f"templates/{name}.html": f'{{% extends "page.html" %}}\n{{% block more %}}\n{more}\n{{% endblock %}}\n'
        for name, more in {
            "again": "<aside>We help.</aside>",
            "field": '<h2>Ask us</h2>\n<p><label for="who">Name</label> <input id="who"></p>',
            "lines": '<p class="numbers"><a href="tel:988">The Lifeline</a></p>',
            "own": '<img src="/room.png" alt="">\n<p class="loud">We help.</p>',
            "table": "<table><caption>Days</caption><tr><th>Day</th></tr></table>",
        }.items()
    },
}

LONG = " ".join(["one"] * 26)
HARD = "Comprehensive individualized psychotherapeutic interventions necessitate interdisciplinary collaboration."
# A fault of each rule: the file, the text of the page above that is changed and into what, and what is then found.
PLANTED: dict[str, tuple[str, str, str, list[str]]] = {
    "avoided-word": (
        "content/p1.md",
        "Addicts Anonymous",
        "the addicts",
        ['content/p1.md:5:11 error avoided-word: "addicts" can hurt or mislead'],
    ),
    "claim": (
        "content/p1.md",
        "We have no magic",
        "We guarantee it",
        ['content/p1.md:7:4 error claim: "guarantee" promises too much'],
    ),
    "typed-figure": (
        "content/p1.md",
        "About 100 people",
        "About 40 percent",
        ['content/p1.md:9:7 warning typed-figure: "40 percent" is typed by hand and has no source'],
    ),
    "typed-number": (
        "content/p1.md",
        "Room 555 is next to room 0142",
        "Call 423-555-0142",
        ["content/p1.md:11:6 error typed-number: the number 423-555-0142 is typed by hand"],
    ),
    "allowance": (
        "content/p2.md",
        "<!-- A note to the next author. -->",
        "<!-- allow claim: It is a test. -->",
        ['content/p2.md:5:12 warning allowance: the line below has nothing that "claim" reports'],
    ),
    "abbreviation": (
        "content/p2.md",
        "A group (ABC) meets",
        "An ABC meets",
        ['content/p2.md:8:4 warning abbreviation: "ABC" is not explained'],
    ),
    "sentence-long": (
        "content/p3.md",
        "We sit and talk.\n",
        f"We count: {LONG}.\n",
        ["content/p3.md:5:1 warning sentence-long: this sentence has 28 words; 25 are enough"],
    ),
    "paragraph-long": (
        "content/p3.md",
        WORDS,
        f"{WORDS} {WORDS}",
        ["content/p3.md:7:1 warning paragraph-long: this paragraph has 176 words; 100 are enough"],
    ),
    "reading-grade": (
        "content/p4.md",
        "Come and see us.",
        HARD,
        ["content/p4.md error reading-grade: the page asks for grade 32.4; grade 9 is the most"],
    ),
    "heading-case": (
        "content/p5.md",
        "How we help you here",
        "How We Help Your Family",
        ["content/p5.md:5:4 warning heading-case: this heading Capitalizes Each Word"],
    ),
    "date-written": (
        "content/p5.md",
        "May 3, 2024",
        "5/3/2024",
        ["content/p5.md:7:13 warning date-written: 5/3/2024 can be read in two ways"],
    ),
    "title-long": (
        "content/p6.md",
        "A short title",
        "A title that goes on and on and on, so that no search results show it whole",
        ["content/p6.md:2:8 warning title-long: the title has 75 characters; search results show about 65"],
    ),
    "description-length": (
        "content/p7.md",
        DESCRIPTION,
        "Too short.",
        ["content/p7.md:3:14 warning description-length: the description has 10 characters"],
    ),
    "urgent-help": (
        "content/p8.md",
        '!!! urgent "If',
        '!!! important "If',
        [
            'content/p8.md:5:1 error urgent-help: the page is about "Signs of an overdose", but doesn\'t say who helps at once'
        ],
    ),
    "phone-number": (
        "content/p9.md",
        "tel:988",
        "tel:987",
        ["content/p9.md:6:47 error phone-number: tel:987 isn't in the data"],
    ),
    "own-phone": (
        "templates/lines.html",
        "tel:988",
        "tel:+14235550142",
        ["templates/lines.html:3:4 error own-phone: the center's own phone stands among the crisis lines"],
    ),
    "other-host": (
        "templates/own.html",
        '"/room.png"',
        '"https://cdn.example.net/a.png"',
        ["templates/own.html:3:11 error other-host: <img> asks another host: cdn.example.net"],
    ),
    "inline-code": (
        "templates/own.html",
        'class="loud"',
        'style="color: red"',
        ["templates/own.html:4:11 error inline-code: a style stands in the page itself"],
    ),
    "tracking": (
        "content/p10.md",
        "?page=1",
        "?page=1&utm_source=us",
        ["content/p10.md:6:20 error tracking: this link tells where a visitor came from: utm_source"],
    ),
    "heading-order": (
        "content/p11.md",
        "### A smaller part",
        "#### A smaller part",
        [
            'content/p11.md:7:1 warning heading-order: the heading "A smaller part" is of level 4, and the one before it of level 2'
        ],
    ),
    "one-h1": (
        "templates/field.html",
        "<h2>Ask us</h2>",
        "<h1>Ask us</h1>",
        ["templates/field.html:3:5 warning one-h1: the page has 2 first-level headings"],
    ),
    "name-missing": (
        "content/p12.md",
        "[give help]",
        "[]",
        ["content/p12.md:10:4 warning name-missing: this <a> has no words"],
    ),
    "landmark": (
        "templates/again.html",
        "<aside>We help.</aside>",
        "<main>We help.</main>",
        ["templates/again.html:3:1 warning landmark: the page has 2 <main> elements"],
    ),
    "language": (
        "templates/page.html",
        '<html lang="en-US">',
        "<html>",
        ["templates/page.html:2:1 warning language: the page doesn't say its language"],
    ),
    "label-missing": (
        "templates/field.html",
        'for="who"',
        'class="who"',
        ["templates/field.html:4:43 warning label-missing: a field of a form has no label"],
    ),
    "markdown-left": (
        "content/p12.md",
        "title: Page 12",
        "title: Page [12] (p1.md)",
        ['content/p12.md:2:13 error markdown-left: "[12] (p1.md)" didn\'t become a link'],
    ),
    "conflict-marker": (
        "content/p6.md",
        "We help.",
        "We help.\n\n<<<<<<< ours",
        [
            "content/p6.md:7:1 error conflict-marker: two versions of this page stand in one file, as Git left them",
        ],
    ),
    "private-note": (
        "content/p7.md",
        "We help.",
        "We help. %%Ask Anna.%%",
        ["content/p7.md:5:10 error private-note: a private note between %% would be published"],
    ),
    "alt-text": (
        "content/p14.md",
        "![A small room]",
        "![room.png]",
        ['content/p14.md:5:3 warning alt-text: the alt text "room.png" is the name of a file'],
    ),
    "table-caption": (
        "content/p15.md",
        "Table: Our days\n",
        "\n",
        ['content/p15.md:8:1 warning table-caption: the table "Day Time Monday Noon…" has no caption'],
    ),
    "table-headers": (
        "templates/table.html",
        "<th>Day</th>",
        "<td>Day off</td>",
        ['templates/table.html:3:39 warning table-headers: the table "Day off…" has no header cells'],
    ),
    "link-text": (
        "content/p16.md",
        "[page 2]",
        "[click here]",
        ['content/p16.md:5:38 warning link-text: the link "click here" doesn\'t say where it leads'],
    ),
    "link-twice": (
        "content/p16.md",
        "[page 1](p1.md)",
        "[page 1](p3.md)",
        ['content/p16.md:5:18 warning link-twice: two links say "page 1" but lead to /p1/ and /p3/'],
    ),
    "link-redirect": (
        "content/p17.md",
        "https://example.org/p18/",
        "https://example.org/old/",
        ["content/p17.md:5:16 warning link-redirect: a link leads to the old address https://example.org/old/"],
    ),
    "orphan-page": (
        HOME,
        "[Page 13](p13.md)",
        "Page 13",
        ["content/p13.md warning orphan-page: no other page leads here"],
    ),
    "review-lapsed": (
        "content/p19.md",
        "next_review: 2027-06-01",
        "next_review: 2026-11-01",
        ['content/p19.md:6:14 error review-lapsed: the review of "Page 19" lapsed on November 1, 2026'],
    ),
    "fact-lapsed": (
        FACTS,
        "2027-11-30",
        "2026-11-24",
        ['content/_data/facts.yaml:8:12 error fact-lapsed: the fact "facts.share" lapsed on November 24, 2026'],
    ),
    "license-lapsed": (
        "content/_site.yaml",
        "2027-06-30",
        "2026-06-30",
        ['content/_site.yaml:5:18 error license-lapsed: the license "L000000001" lapsed on June 30, 2026'],
    ),
    "crisis-number-unchecked": (
        HELP,
        "2026-11-01",
        "2025-11-24",
        [
            'content/_data/help.yaml:5:12 error crisis-number-unchecked: the crisis number "help.lifeline988" lapsed on November 24, 2026'
        ],
    ),
    "sample-value": (
        "content/_site.yaml",
        "samples: []",
        "samples: [phone]",
        [
            "content/_site.yaml:7:1 info sample-value: samples that only the center can replace: phone",
            'content/_site.yaml:7:11 error sample-value: "phone" is a sample that only the center can replace',
        ],
    ),
    "fact-knowledge": (
        FACTS,
        "read-in-source",
        "knowledge",
        ['content/_data/facts.yaml:7:13 error fact-knowledge: "facts.share" rests on general knowledge'],
    ),
    "day-to-come": (
        "content/p18.md",
        "reviewed: 2026-06-01",
        "reviewed: 2026-12-01",
        ['content/p18.md:6:11 error day-to-come: "reviewed" is December 1, 2026, which is after today'],
    ),
    "draft-for-counsel": (
        "content/p19.md",
        "A draft of a letter",
        "Draft for counsel: a letter",
        ['content/p19.md:8:1 error draft-for-counsel: "Page 19" is still a draft for counsel'],
    ),
}


@pytest.mark.long
@pytest.mark.parametrize(("path", "before", "after", "expected"), PLANTED.values(), ids=PLANTED)
def test_fault(make_site: MakeSite, path: str, before: str, after: str, expected: list[str]) -> None:
    """The fault of a rule in a site of twenty pages is found at its place, and nothing else is."""
    site = make_site({**TWENTY, path: str(TWENTY[path]).replace(before, after, 1)})

    assert said(check(site)[0]) == expected


def test_all_faults_at_once(make_site: MakeSite) -> None:
    """Each of the faults is found where it is, also if every page has one."""
    site = make_site(TWENTY)
    for path, before, after, _ in PLANTED.values():
        site.write({path: (site.root / path).read_text(encoding="utf-8").replace(before, after, 1)})

    assert sorted(said(check(site)[0])) == sorted(line for *_, expected in PLANTED.values() for line in expected)


def test_twenty_pages_without_a_fault(make_site: MakeSite) -> None:
    """The same pages without the faults give nothing at all, not even a warning or a word for information."""
    assert check(make_site(TWENTY)) == ((), ())


def test_every_rule_has_a_row() -> None:
    """Each rule of the catalog is shown here, or in the tables of what stops every build."""
    shown = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").glob("test_*.py")))

    assert set(PLANTED) <= set(rules())
    assert [rule for rule in rules() if rule not in PLANTED and f"[{rule}]" not in shown] == []


# ---------------------------------------------------------------- where each rule begins and ends


def words(count: int) -> str:
    """Return a sentence of so many words."""
    return " ".join(["so"] * count) + "."


# What is just right, and what is just too much: a page's body or line, and the rules that are broken.
EDGES: dict[str, tuple[Mapping[str, str | bytes], list[str]]] = {
    "sentence-25": ({HOME: sound("Home", words(25))}, []),
    "sentence-26": ({HOME: sound("Home", words(26))}, ["content/index.md:5:1 sentence-long"]),
    "paragraph-100": ({HOME: sound("Home", " ".join([words(20)] * 5))}, []),
    "paragraph-101": (
        {HOME: sound("Home", " ".join([words(20)] * 4 + [words(21)]))},
        ["content/index.md:5:1 paragraph-long"],
    ),
    "list-is-no-paragraph": ({HOME: sound("Home", f"- {words(20)}\n" * 6)}, []),
    "long-sentence-right-below-a-heading": (
        {HOME: sound("Home", f"## A part\n{words(26)}")},
        ["content/index.md:6:1 sentence-long"],
    ),
    "long-sentence-behind-a-short-one": (
        {HOME: sound("Home", f"So it is. {words(26)}\nNo more.")},
        ["content/index.md:5:11 sentence-long"],
    ),
    "short-items-of-a-list": ({HOME: sound("Home", "- one item, without a full stop\n" * 26)}, []),
    "title-65": ({HOME: sound("t" * 65, "")}, []),
    "title-66": ({HOME: sound("t" * 66, "")}, ["content/index.md:2:8 title-long"]),
    "description-70": ({HOME: sound("Home", "").replace(DESCRIPTION, "d" * 70)}, []),
    "description-69": (
        {HOME: sound("Home", "").replace(DESCRIPTION, "d" * 69)},
        ["content/index.md:3:14 description-length"],
    ),
    "description-160": ({HOME: sound("Home", "").replace(DESCRIPTION, "d" * 160)}, []),
    "description-161": (
        {HOME: sound("Home", "").replace(DESCRIPTION, "d" * 161)},
        ["content/index.md:3:14 description-length"],
    ),
    "alt-150": ({HOME: sound("Home", f"![{'a' * 150}](room.png)")}, []),
    "alt-151": ({HOME: sound("Home", f"![{'a' * 151}](room.png)")}, ["content/index.md:5:3 alt-text"]),
    "grade-9": ({HOME: sound("Home", "We give medicine to adults at the center every morning.")}, []),
    "abbreviation-known": ({HOME: sound("Home", "Bring an ID or your ZIP code. OK?")}, []),
    "abbreviation-long-form-below": (
        {HOME: sound("Home", "An IOP helps.\n\n*[IOP]: intensive outpatient program")},
        [],
    ),
    "abbreviation-once": ({HOME: sound("Home", "An IOP helps. IOP it is.")}, ["content/index.md:5:4 abbreviation"]),
    "abbreviation-plural": ({HOME: sound("Home", "Many IOPs help.")}, ["content/index.md:5:6 abbreviation"]),
    "heading-of-names": ({HOME: sound("Home", "## Ask Blue Cross of Tennessee and others")}, []),
    "heading-short": ({HOME: sound("Home", "## Blue Cross")}, []),
    "title-in-capitals": ({HOME: sound("What People Always Want First", "")}, ["content/index.md:2:8 heading-case"]),
    "date-iso": ({HOME: sound("Home", "Since 2024-05-03.")}, ["content/index.md:5:7 date-written"]),
    "date-in-code": ({HOME: sound("Home", "Write `2024-05-03`.")}, []),
    "fraction-is-no-date": ({HOME: sound("Home", "We are here 24/7, and 1/2 of the day in 3/4 time.")}, []),
    "figure-money": ({HOME: sound("Home", "It is $1,200 a week.")}, ["content/index.md:5:7 typed-figure"]),
    "figure-hours": ({HOME: sound("Home", "Come 9 hours a week.")}, ["content/index.md:5:6 typed-figure"]),
    "figure-range": ({HOME: sound("Home", "For 9 to 19 hours a week.")}, ["content/index.md:5:5 typed-figure"]),
    "figure-in-words": ({HOME: sound("Home", "One in five needs help.")}, ["content/index.md:5:1 typed-figure"]),
    "figure-half": ({HOME: sound("Home", "Almost half of all adults know.")}, ["content/index.md:5:8 typed-figure"]),
    "figure-million": ({HOME: sound("Home", "There are 3 million.")}, ["content/index.md:5:11 typed-figure"]),
    "number-911": ({HOME: sound("Home", "Call 911 now.")}, ["content/index.md:5:6 typed-number"]),
    "number-911-in-bold": ({HOME: sound("Home", "Call **911** now.")}, ["content/index.md:5:8 typed-number"]),
    "number-988-over-two-lines": ({HOME: sound("Home", "Dial\n_988_.")}, ["content/index.md:6:2 typed-number"]),
    "phrase-in-a-longer-one": (
        {
            HOME: sound("Home", "Ex addict and addict."),
            TERMS: SOUND[TERMS].replace('avoid: ["addict*"]', 'avoid: ["addict*", "ex addict", "ex"]'),
        },
        ["content/index.md:5:1 avoided-word", "content/index.md:5:15 avoided-word"],
    ),
    **{
        f"number-{number}": (
            {HOME: sound("Home", f"Reach us at {number} today.")},
            ["content/index.md:5:13 typed-number"],
        )
        for number in (
            "(615)555-0199",
            "(615) 555-0199",
            "4235550199",
            "+14235550199",
            "423–555–0199",
            "423\u2011555\u20110199",
            "1-800-CALL-NOW",
            "855-CRISIS-1",
            "800-662-HELP",
            "1 423 555 0199",
            "423-555-0199",
        )
    },
    **{
        f"number-to-{words}": (
            {HOME: sound("Home", f"{words} 9-1-1 or go.")},
            [f"content/index.md:5:{len(words) + 2} typed-number"],
        )
        for words in ("Call", "Phone", "Please call:", "Texting", "Calling", "Reach")
    },
    "number-in-the-data": (
        {FACTS: SOUND[FACTS].replace("40 percent", "40 percent of 423-555-0199"), HOME: sound("Home", "")},
        ["content/_data/facts.yaml:2:23 typed-number"],
    ),
    "word-in-a-name": (
        {"content/_data/tags.yaml": f"harm:\n  name: Addicts\n  description: {DESCRIPTION}\n"},
        ["content/_data/tags.yaml:2:9 avoided-word"],
    ),
    "word-in-the-settings": (
        {"content/_site.yaml": SOUND["content/_site.yaml"] + "hours: guaranteed at any hour\n"},
        ["content/_site.yaml:8:8 claim"],
    ),
    "word-three-times-in-a-value": (
        {HOME: sound("Home", "").replace(DESCRIPTION, f"An addict is an addict is an addict. {DESCRIPTION}")},
        [f"content/index.md:3:{column} avoided-word" for column in (17, 30, 43)],
    ),
    "word-in-the-second-line-of-a-value": (
        {HOME: sound("Home", "").replace(DESCRIPTION, f">\n  What the page says.\n  An addict. {DESCRIPTION[:60]}")},
        ["content/index.md:5:6 avoided-word"],
    ),
    "claim-behind-a-comma": ({HOME: sound("Home", "You never fail, guaranteed.")}, ["content/index.md:5:17 claim"]),
    "claim-not-only": ({HOME: sound("Home", "We not only guarantee it.")}, ["content/index.md:5:13 claim"]),
    "claim-denied": ({HOME: sound("Home", "Nobody here can guarantee it, and we don’t guarantee that.")}, []),
    "form-of-letters": ({HOME: sound("Home", "Fill in form 423-B or 800-FORM.")}, []),
    "article-911": ({HOME: sound("Home", "Look at article 911 and at 988 houses.")}, []),
    "number-from-the-data": ({HOME: sound("Home", "Call {{ help.lifeline988.call }} or {{ site.phone }}.")}, []),
    "linked-pictures": (
        {
            HOME: sound("Home", "[![A chair](room.png)](p.md) [![A table](room.png)](q.md)"),
            "content/p.md": sound("P", "One."),
            "content/q.md": sound("Q", "Two."),
        },
        [],
    ),
    "linked-pictures-of-one-name": (
        {
            HOME: sound(
                "Home", "[![A chair](room.png)](p.md)\n[![A chair](room.png)](q.md)\n[![Here](room.png)](q.md)"
            ),
            "content/p.md": sound("P", "One."),
            "content/q.md": sound("Q", "Two."),
        },
        ["content/index.md:5:3 link-twice", "content/index.md:7:3 link-text"],
    ),
    "danger-in-the-title": ({HOME: sound("What to do in withdrawal", "")}, ["content/index.md:2:8 urgent-help"]),
    "danger-named-in-the-description-first": (
        {
            HOME: sound("Home", "We help.\n\n## Overdose").replace(
                DESCRIPTION, f"Overdose: {DESCRIPTION}".replace(":", "")
            )
        },
        ["content/index.md:7:1 urgent-help"],
    ),
    "link-without-words-to-home": (
        {HOME: sound("Home", "One and/or two, [](index.md)")},
        ["content/index.md:5:17 name-missing"],
    ),
    "heading-with-a-link-to-itself": (
        {
            HOME: sound("Home", "#### Fourth {#f}"),
            "templates/home.html": "{% extends 'page.html' %}{% block text %}{{ content()|finished }}{% endblock %}",
        },
        ["content/index.md:5:1 heading-order"],
    ),
    "link-text-in-bold": ({HOME: sound("Home", "Go [**here**](https://a.org/).")}, ["content/index.md:5:4 link-text"]),
    "link-text-on-two-lines": (
        {HOME: sound("Home", "Go [*read\nmore*](https://a.org/).")},
        ["content/index.md:5:4 link-text"],
    ),
    "table-that-begins-as-the-title": (
        {HOME: sound("Day and night", "Each Day.\n\n| Day | b |\n|---|---|\n| c | d |")},
        ["content/index.md:7:1 table-caption"],
    ),
    "danger-in-other-words": (
        {HOME: sound("Home", "## Withdrawing from alcohol"), "content/p.md": sound("Self harm", "[Home](index.md)")},
        ["content/index.md:5:1 urgent-help", "content/p.md orphan-page", "content/p.md:2:8 urgent-help"],
    ),
    "danger-in-the-text-only": ({HOME: sound("Home", "We talk of suicide too.")}, []),
    "danger-in-an-h3": ({HOME: sound("Home", "## A part\n\n### Overdose")}, []),
    "danger-in-a-tag": (
        {
            HOME: sound("Home", "", "tags: [harm]"),
            "content/_data/tags.yaml": f"harm:\n  name: Self-harm\n  description: {DESCRIPTION}\n",
        },
        ["content/_data/tags.yaml urgent-help", "content/index.md urgent-help"],
    ),
    "link-in-the-text-only-to-a-part": ({HOME: sound("Home", "## Top {#top}\n\n[Top](#top)")}, []),
    "address-as-link-text": (
        {HOME: sound("Home", "[https://example.net/](https://example.net/)")},
        ["content/index.md:5:1 link-text"],
    ),
    "other-host-in-a-style-sheet": (
        {
            "templates/home.html": '{% extends "page.html" %}{% block more %}<link rel="stylesheet" href="{{ asset("a.css") }}">{% endblock %}',
            "templates/assets/a.css": '@import "https://fonts.example.net/a";\nb { background: url(https://example.org/b.png) }',
        },
        ["templates/assets/a.css:1:9 other-host", "templates/assets/a.css:2:17 css-address"],
    ),
    "other-host-in-a-script": (
        {"templates/assets/a.js": 'fetch("/words.json");\nconst other = new WebSocket("wss://example.net/");'},
        ["templates/assets/a.js:2:30 other-host"],
    ),
    "script-with-letters-of-old": (
        {"templates/assets/a.js": '/* caf\xe9 */\nfetch("https://example.net/");'.encode("latin-1")},
        ["templates/assets/a.js:1 encoding"],
    ),
    "other-host-in-a-drawing": (
        {"templates/assets/a.svg": '<svg><use href="#b"/><image href="https://example.net/b.png"/></svg>'},
        ["templates/assets/a.svg:1:35 other-host"],
    ),
    **{
        f"other-host-in-{number}": (
            {"templates/home.html": f'{{% extends "page.html" %}}{{% block more %}}{html}{{% endblock %}}'},
            [f"templates/home.html:1:{42 + html.index('https')} other-host"],
        )
        for number, html in enumerate(
            (
                '<link rel="Stylesheet" href="https://e.example/a.css">',
                '<svg><image href="https://e.example/x.png"/></svg>',
                '<svg><use xlink:href="https://e.example/x.svg"/></svg>',
            )
        )
    },
    "other-host-that-a-button-sends-to": (
        {
            "templates/home.html": '{% extends "page.html" %}{% block more %}<button formaction="https://example.net/">Send</button>{% endblock %}'
        },
        ["templates/home.html:1:62 other-host"],
    ),
    "other-host-in-a-set-of-pictures": (
        {
            "templates/home.html": '{% extends "page.html" %}{% block more %}<img alt="" srcset="/room.png 1x, https://cdn.example.net/b.png 2x">{% endblock %}'
        },
        ["templates/home.html:1:76 other-host"],
    ),
    "script-of-another-type": (
        {
            "templates/home.html": '{% extends "page.html" %}{% block more %}<script type="application/ld+json">{}</script>{% endblock %}'
        },
        [],
    ),
    "script": (
        {"templates/home.html": '{% extends "page.html" %}{% block more %}<script>a()</script>{% endblock %}'},
        ["templates/home.html:1:42 inline-code"],
    ),
    "label-around-the-field": (
        {
            "templates/home.html": '{% extends "page.html" %}{% block more %}<label>Name <input name="n"></label>{% endblock %}'
        },
        [],
    ),
    "address-that-is-none": (
        {
            "templates/home.html": '{% extends "page.html" %}{% block more %}<a href="http://[x/?a=b">A page</a>{% endblock %}'
        },
        ["content/index.md dead-link"],
    ),
    "button-without-words": (
        {
            "templates/home.html": '{% extends "page.html" %}{% block more %}<button></button><button aria-label="Go"></button>{% endblock %}'
        },
        ["templates/home.html:1:42 name-missing"],
    ),
    "orphan-without-index": (
        {"content/a.md": sound("A page", "Words.", "noindex: true"), "content/404.md": sound("Not here", "")},
        [],
    ),
    "orphan-that-links-to-itself": ({"content/a.md": sound("A page", "[A page](a.md)")}, ["content/a.md orphan-page"]),
    "review-in-31-days": (
        {HOME: sound("Home", "", "reviewer: A", "reviewed: 2026-01-01", "next_review: 2026-12-25")},
        [],
    ),
    "review-in-30-days": (
        {HOME: sound("Home", "", "reviewer: A", "reviewed: 2026-01-01", "next_review: 2026-12-24")},
        ["content/index.md:6:14 review-lapsed"],
    ),
    "fact-in-31-days": ({FACTS: SOUND[FACTS].replace("2027-11-30", "2026-12-25")}, []),
    "fact-in-30-days": (
        {FACTS: SOUND[FACTS].replace("2027-11-30", "2026-12-24")},
        ["content/_data/facts.yaml:8:12 fact-lapsed"],
    ),
    "number-dialed-299-days-ago": ({HELP: SOUND[HELP].replace("2026-11-01", "2026-01-29")}, []),
    "number-dialed-300-days-ago": (
        {HELP: SOUND[HELP].replace("2026-11-01", "2026-01-28")},
        ["content/_data/help.yaml:5:12 crisis-number-unchecked"],
    ),
    **{
        f"number-{number}-that-nobody-dials": (
            {HELP: SOUND[HELP].replace('"988"', f'"{number}"').replace("  checked: 2026-11-01\n", "")},
            [],
        )
        for number in ("911", "9-1-1", "911, then press 1")
    },
    "number-never-dialed": (
        {HELP: SOUND[HELP].replace("  checked: 2026-11-01\n", "")},
        ["content/_data/help.yaml:2:3 crisis-number-unchecked"],
    ),
}


@pytest.mark.parametrize(("files", "expected"), EDGES.values(), ids=EDGES)
def test_edge(make_site: MakeSite, files: Mapping[str, str | bytes], expected: list[str]) -> None:
    """What is just right is left alone, and what is just too much isn't."""
    site = make_site({**SOUND, HOME: sound("Home", ""), "content/room.png": PNG, **files})

    assert [
        line.partition(": ")[0].replace("error ", "").replace("warning ", "").replace("info ", "")
        for line in said(check(site, "check")[0])
    ] == expected


# ---------------------------------------------------------------- all mistakes in one go

DIALS = "[Call](tel:987)"
FAULTS = [
    "content/p.md:{}:8 error phone-number: tel:987 isn't in the data",
    'content/p.md:{}:4 error claim: "guarantee" promises too much',
]
# A page with two faults that only its words and the finished page show, and what is wrong besides.
BESIDES: dict[str, tuple[dict[str, str], list[str]]] = {
    "in-its-text": (
        {
            "content/p.md": sound(
                "P",
                f"{DIALS}\n\nWe guarantee it.\n\n[gone](gone.md#a) {{{{ site.nothing }}}} {DIALS}\n\n## A {{#a}}\n\n## B {{#a}}",
            )
        },
        [
            FAULTS[0].format(5),
            FAULTS[1].format(7),
            'content/p.md:9:8 error dead-link: there is no file "gone.md#a"',
            'content/p.md:9:19 error unknown-field: "site" has nothing called "nothing"',
            'content/p.md:11:7 error duplicate-id: the id "a" stands twice',
        ],
    ),
    "on-one-line": (
        {"content/p.md": sound("P", f"We guarantee it. [gone](gone.md) {DIALS}\n\n<b onclick='a()'>b</b>")},
        [
            FAULTS[1].format(5),
            'content/p.md:5:25 error dead-link: there is no file "gone.md"',
            "content/p.md:5:41 error phone-number: tel:987 isn't in the data",
            "content/p.md:7:4 error html-attribute: <b> can't carry the attribute onclick",
        ],
    ),
    "html-in-an-article": (
        {
            "content/p.md": sound(
                "P", f"{DIALS}\n\nWe guarantee it.\n\n<iframe src='https://e.net/'></iframe>", "date: 2026-01-01"
            ),
            "content/q.md": sound("Q", "<SCRIPT>a()</SCRIPT>"),
        },
        [
            "content/p.md:6:8 error phone-number: tel:987 isn't in the data",
            FAULTS[1].format(8),
            "content/p.md:10:1 error html-element: <iframe> can't stand in a text",
            "content/q.md:5:1 error html-element: <script> can't stand in a text",
        ],
    ),
    "in-its-front-matter": (
        {"content/p.md": sound("P", f"{DIALS}\n\nWe guarantee it.", "slug: A/../b", "tags: [none]", "weight: 3")},
        [
            "content/p.md:4:7 error front-matter-value: a slug has only lower-case words and dashes",
            'content/p.md:5:8 error front-matter-reference: no tag is called "none"',
            'content/p.md:6:1 error front-matter-key: unknown front matter key "weight"',
            FAULTS[0].format(8),
            FAULTS[1].format(10),
        ],
    ),
    "its-address": (
        {
            "content/p.md": sound("P", f"{DIALS}\n\nWe guarantee it. [Q](q.md#here)", "slug: q"),
            "content/q.md": sound("Q", f"{DIALS}\n\n## Here"),
            "content/r.md": sound("R", DIALS, f"slug: {'r' * 300}", "aliases: [/robots.txt, /assets/, /q/index.html/]"),
        },
        [
            FAULTS[0].format(6),
            FAULTS[1].format(8),
            "content/q.md error url-collision: the address /q/ is claimed by content/p.md, content/q.md",
            "content/q.md:5:8 error phone-number: tel:987 isn't in the data",
            "content/r.md error url-collision: the address /assets/ is claimed by the build itself, content/r.md",
            "content/r.md error url-collision: the address /q/index.html/ is claimed by content/p.md, content/q.md, content/r.md",
            "content/r.md error url-collision: the address /robots.txt/ is claimed by the build itself, content/r.md",
            f"content/r.md error url-too-long: the address /{'r' * 40}… is too long for a file's name",
            "content/r.md:7:8 error phone-number: tel:987 isn't in the data",
        ],
    ),
    "a-template": (
        {
            "content/p.md": sound("P", f"{DIALS}\n\nWe guarantee it."),
            "content/q.md": sound("Q", "", "template: other"),
            "templates/other.html": "{{ nothing }}",
            "templates/home.html": '{% extends "page.html" %}{% block more %}<a href="/gone/">Gone</a>{% endblock %}',
        },
        [
            "content/index.md error dead-link: the finished page leads to /gone/, which isn't made",
            FAULTS[0].format(5),
            FAULTS[1].format(7),
            'templates/other.html:1 error template-error: nothing here is called "nothing"',
        ],
    ),
    "the-data": (
        {
            "content/p.md": sound("P", f"{DIALS}\n\nWe guarantee it."),
            TERMS: SOUND[TERMS].replace("severity", "sever", 1),
        },
        [
            'content/_data/terms.yaml:5:3 error data-key: unknown avoided term key "sever"',
            FAULTS[0].format(5),
            FAULTS[1].format(7),
        ],
    ),
}


@pytest.mark.parametrize(("files", "expected"), BESIDES.values(), ids=BESIDES)
def test_all_mistakes_in_one_go(make_site: MakeSite, files: Mapping[str, str], expected: list[str]) -> None:
    """Whatever else is wrong, a build finds what the rules have against a page's words and its finished form."""
    site = make_site({**SOUND, HOME: sound("Home", ""), **files})

    assert said(site.problems()) == expected


# ---------------------------------------------------------------- a number that is printed is the number that is reached

LINES = """\
lifeline988: {label: Lifeline, call: "988", sms: "988", verified: read-in-source, checked: 2026-11-01}
emergency: {label: Emergency, call: "9-1-1", verified: read-in-source}
samhsa: {label: SAMHSA, call: "1-800-662-HELP (4357)", sms: "435748", verified: read-in-source, checked: 2026-11-01}
desk: {label: Desk, call: "615-555-0199, ext. 5", verified: read-in-source, checked: 2026-11-01}
"""
OTHER = "error phone-number: the link says"
HOST = "error link-unreadable:"
# What stands in a page, or in its template behind the text, and what is found.
LEADS: dict[str, tuple[str, str, list[str]]] = {
    "same": ("[988](tel:988) [Call 988](tel:988)", "", []),
    "letters": ("[1-800-662-HELP](tel:+18006624357) [Call 1-800-662-4357](tel:800-662-4357)", "", []),
    "extension": ("[615-555-0199 x5](tel:+16155550199,5) [the desk](tel:+16155550199;ext=5)", "", []),
    "words": ("[The Lifeline](tel:988) [Call us](tel:423-555-0142)", "", []),
    "other": ("[988](tel:911)", "", [f"content/index.md:5:1 {OTHER} 988, but dials 911"]),
    "other-in-words": ("[Call 988 now](Tel:%39%31%31)", "", [f"content/index.md:5:1 {OTHER} 988, but dials 911"]),
    "other-in-bold": ("[Call **988**](tel:911)", "", [f"content/index.md:5:1 {OTHER} 988, but dials 911"]),
    "other-in-parts": ('<a href="tel:911">9<b>8</b>8</a>', "", [f"content/index.md:5:10 {OTHER} 9 8 8, but dials 911"]),
    "two-numbers": ("[911 or 988](tel:988)", "", [f"content/index.md:5:1 {OTHER} 911, but dials 988"]),
    "one-digit": ("[423-555-0143](tel:423-555-0142)", "", [f"content/index.md:5:1 {OTHER} 423-555-0143, but dials +14235550142"]),
    "digit-missing": ("[423-555-014](tel:423-555-0142)", "", [f"content/index.md:5:1 {OTHER} 423-555-014, but dials +14235550142"]),
    "no-extension": ("[615-555-0199](tel:+16155550199,5)", "", [f"content/index.md:5:1 {OTHER} 615-555-0199, but dials +16155550199,5"]),
    "code-that-is-dialed": ("[435748](tel:988)", "", [f"content/index.md:5:1 {OTHER} 435748, but dials 988"]),
    "label": ("", '<a href="tel:988" aria-label="Call 911">Call</a>', [f"templates/home.html:1:72 {OTHER} 911, but dials 988"]),
    "title": ('[Call](tel:988 "911")', "", [f"content/index.md:5:16 {OTHER} 911, but dials 988"]),
    "picture": ("[![Call 911](room.png)](tel:988)", "", [f"content/index.md:5:3 {OTHER} 911, but dials 988"]),
    "template": ("[Call](tel:911)", '<a href="tel:911">Call 988</a>', [f"templates/home.html:1:60 {OTHER} 988, but dials 911"]),
    "text-of-another": ("", '<a href="SMS:988?body=Hello">Text 911</a>', [f"templates/home.html:1:71 {OTHER} 911, but texts 988"]),
    "text": ("", '<a href="sms&colon;988?body=Hello">Text 988</a> <a href="sms:435748">Text us</a>', []),
    "text-to-who-takes-none": ("", '<a href="sms:911">Text us</a>', ["templates/home.html:1:52 error phone-number: sms:911 isn't in the data"]),
    "call-to-a-code": ("[Call](tel:435748)", "", ["content/index.md:5:8 error phone-number: tel:435748 isn't in the data"]),
    "not-in-the-data": ("[Call](T&Tab;EL:987)", "", ["content/index.md:5:1 error phone-number: tel:987 isn't in the data"]),
    "mail": ("[us@EXAMPLE.org](mailto:us@example.org?subject=Hello) [mail](MAILTO:us@Example.org)", "", []),
    "mail-of-another": ("[me@example.org](mailto:us@example.org)", "", [f"content/index.md:5:1 {OTHER} me@example.org, but writes to us@example.org"]),
    "mail-not-in-the-data": ("[mail](mailto:US@example.org)", "", ["content/index.md:5:8 error phone-number: mailto:US@example.org isn't in the data"]),
    "mail-of-a-contact": ("[Write](mailto:help@TN.gov) to {{ contacts.state.email }}, [help@tn.gov](mailto:help@tn.gov)", "", []),
    "mail-of-no-contact": ("<help@tn.example>", "", ["content/index.md:5:1 error phone-number: mailto:help@tn.example isn't in the data"]),
    "mail-to-two": ("[mail](mailto:us@example.org?bcc=x@y.org)", "", ["content/index.md:5:8 error phone-number: mailto:us@example.org?bcc=x@y.org isn't in the data"]),
    "own-phone": ("", '<p class="numbers"><a href="Tel:+1-423-555-0142">Call</a></p>', ['templates/home.html:1:46 error own-phone: the center\'s own phone stands among the crisis lines']),
    "own-phone-in-words": ("", '<p class="numbers">Or call (423) 555-0142.</p>', ["templates/home.html:1:46 error own-phone: the center's own phone stands among the crisis lines"]),
    "host-in-a-template": ("", '<a href="https:/a.org">A page</a>', [f'templates/home.html:1:52 {HOST} "https:/a.org" has one slash where two belong']),
    "backslashes-in-a-template": ("", '<a href="\\\\a.org">A page</a>', [f'templates/home.html:1:52 {HOST} "\\\\a.org" has backslashes where slashes belong']),
}  # fmt: skip


@pytest.mark.parametrize(("body", "more", "expected"), LEADS.values(), ids=LEADS)
def test_a_link_reaches_what_it_says(make_site: MakeSite, body: str, more: str, expected: list[str]) -> None:
    """A link that says a number dials that one, however it is written, and leads only to what the data has."""
    template = f'{{% extends "page.html" %}}{{% block more %}} {more}{{% endblock %}}'
    site = make_site(
        {**SOUND, HELP: LINES, HOME: sound("Home", body), "templates/home.html": template, "content/room.png": PNG}
    ).write({"content/_data/contacts.yaml": "state: {name: An office, email: help@tn.gov}\n"})
    settings = SOUND["content/_site.yaml"] + "email: us@example.org\n"

    found = said(check(site.write({"content/_site.yaml": settings}), "build")[0])

    assert [line for line in found if "typed-number" not in line] == expected


# ---------------------------------------------------------------- innocent sentences


def test_innocent_sentences(make_site: MakeSite) -> None:
    """None of 220 sentences that hurt nobody is reported, by the words that this project avoids and its figures."""
    sentences = (ROOT / "tests/innocent.txt").read_text(encoding="utf-8").splitlines()
    body = "\n\n".join(sentences)
    site = make_site({**SOUND, TERMS: (ROOT / TERMS).read_bytes(), HOME: sound("Home", body)})

    found = [
        one for one in check(site, "check")[0] if one.rule in {"avoided-word", "claim", "typed-figure", "typed-number"}
    ]

    assert len(set(sentences)) == 220
    assert [(sentences[((one.place.line or 0) - 5) // 2], one.message) for one in found] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The clinician gives medicine to adults in our center every morning at nine.",
            ["content/index.md warning reading-grade: the page asks for grade 9.4; grade 9 is the most"],
            id="above-9",
        ),
        pytest.param(
            "The clinic gives medicine to adults in the community every morning, and a counselor talks with families.",
            ["content/index.md error reading-grade: the page asks for grade 12.6; grade 9 is the most"],
            id="above-12",
        ),
    ],
)
def test_grades(make_site: MakeSite, text: str, expected: list[str]) -> None:
    """A page that is a little hard to read gets a warning, and one that is very hard an error."""
    site = make_site({**SOUND, HOME: sound("Home", text)})

    assert said(check(site, "check")[0]) == expected


def test_an_address_with_an_anchor_reaches_its_page(make_site: MakeSite) -> None:
    """A link to a part of a page leads to the page, and one to an old address with an anchor leads to the old address."""
    site = make_site(
        {
            **SOUND,
            HOME: sound("Home", "[A part](a.md#part) and [the same](https://example.org/old/#part)"),
            "content/a.md": sound("A page", "## A part {#part}", "aliases: [/old]"),
        }
    )

    assert said(check(site)[0]) == [
        "content/index.md:5:36 warning link-redirect: a link leads to the old address https://example.org/old/#part"
    ]


def test_an_entry_of_a_feed_that_leads_nowhere(make_site: MakeSite) -> None:
    """What feeds and the sitemap lead to has to be made, whatever stands around the address."""
    site = read_site(make_site({**SOUND, HOME: sound("Home", "")}).root, Options(today=date(2026, 11, 24)), NOON).site
    texts = {
        "feed.xml": "<p>&lt;a href=&quot;https://example.org/gone/#part&quot;>A&lt;/a> https://example.org/ https://example.net/x/</p>",
        "feed.json": '{"url": "https://example.org/", "image": "https://example.org/b.png"}',
    }

    found = dead_entries(site, Finished({}, frozenset({"index.html"}), texts))

    assert said(list(found)) == [
        "feed.xml error dead-link: it leads to https://example.org/gone/, which isn't made",
        "feed.json error dead-link: it leads to https://example.org/b.png, which isn't made",
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    {
        "atom": ("feed.xml", '<content type="html">&lt;img alt="" src="https://cdn.example.net/b.png"&gt;</content>'),
        "json": ("feed.json", json.dumps({"content_html": '<p><script src="https://cdn.example.net/b.js"></script>'})),
        "own": ("feed.xml", '<content type="html">&lt;img src="https://example.org/b.png"&gt;</content>'),
        "link": ("feed.xml", '<content type="html">&lt;a href="https://example.net/"&gt;A&lt;/a&gt;</content>'),
    }.values(),
)
def test_what_a_feed_would_load(path: str, text: str) -> None:
    """The HTML that stands in a feed loads nothing from another host either; it may lead there."""
    found = file_findings(path, text, Bounds(frozenset(), "", "example.org"))

    assert [finding.said["host"] for finding in found] == ["cdn.example.net"] * ("cdn." in text)


# ---------------------------------------------------------------- leave to break a rule

ALLOWANCES: dict[str, tuple[Mapping[str, str], list[str], list[str]]] = {
    "with-a-reason": (
        {HOME: sound("Home", "<!-- allow claim: So says the law. -->\nWe guarantee it.")},
        [],
        ['content/index.md:6:4 info claim: "guarantee" promises too much (allowed: So says the law.)'],
    ),
    "without-a-reason": (
        {HOME: sound("Home", "<!-- allow claim -->\nWe guarantee it.")},
        [
            "content/index.md:5:12 error allowance: an allowance needs a reason",
            'content/index.md:6:4 error claim: "guarantee" promises too much',
        ],
        [],
    ),
    "an-empty-reason": (
        {HOME: sound("Home", "<!-- allow claim: -->\nWe guarantee it.")},
        [
            "content/index.md:5:12 error allowance: an allowance needs a reason",
            'content/index.md:6:4 error claim: "guarantee" promises too much',
        ],
        [],
    ),
    "unknown-rule": (
        {HOME: sound("Home", "<!-- allow clam: So says the law. -->\nWe are glad.")},
        ['content/index.md:5:12 error allowance: there is no rule called "clam"'],
        [],
    ),
    "nothing-to-lift": (
        {HOME: sound("Home", "<!-- allow claim: So says the law. -->\nWe are glad.")},
        ['content/index.md:5:12 warning allowance: the line below has nothing that "claim" reports'],
        [],
    ),
    "another-rule": (
        {HOME: sound("Home", "<!-- allow avoided-word: So says the law. -->\nWe guarantee it.")},
        [
            'content/index.md:5:12 warning allowance: the line below has nothing that "avoided-word" reports',
            'content/index.md:6:4 error claim: "guarantee" promises too much',
        ],
        [],
    ),
    "two-lines-above": (
        {HOME: sound("Home", "<!-- allow claim: So says the law. -->\n\nWe guarantee it.")},
        [
            'content/index.md:5:12 warning allowance: the line below has nothing that "claim" reports',
            'content/index.md:7:4 error claim: "guarantee" promises too much',
        ],
        [],
    ),
    "two-findings-on-a-line": (
        {HOME: sound("Home", "<!-- allow date-written: So says the law. -->\nSince 5/3/2024 or 6/3/2024.")},
        ["content/index.md:6:19 warning date-written: 6/3/2024 can be read in two ways"],
        ["content/index.md:6:7 info date-written: 5/3/2024 can be read in two ways (allowed: So says the law.)"],
    ),
    "two-rules-on-a-line": (
        {
            HOME: sound(
                "Home",
                "<!-- allow date-written: It is a quotation. -->\n<!-- allow claim: So says the law. -->\n"
                "We guarantee 5/3/2024.",
            )
        },
        [],
        [
            "content/index.md:7:14 info date-written: 5/3/2024 can be read in two ways (allowed: It is a quotation.)",
            'content/index.md:7:4 info claim: "guarantee" promises too much (allowed: So says the law.)',
        ],
    ),
    "a-warning-of-an-earlier-stage": (
        {
            HOME: sound("Home", "<!-- allow link-held-back: It comes soon. -->\n[Soon](soon.md) and\n[soon](soon.md)."),
            "content/soon.md": sound("Soon", "", "draft: true"),
        },
        [
            'content/index.md:7:8 warning link-held-back: the page "soon.md" isn\'t built today (draft); the link is printed as plain text'
        ],
        [
            'content/index.md:6:8 info link-held-back: the page "soon.md" isn\'t built today (draft); the link is printed as plain text (allowed: It comes soon.)'
        ],
    ),
    "what-only-a-waiver-lifts": (
        {
            HOME: sound(
                "Home",
                "",
                "reviewer: A",
                "reviewed: 2026-01-01",
                "# allow review-lapsed: We are late.",
                "next_review: 2026-11-20",
            )
        },
        [
            'content/index.md:6:9 error allowance: nobody can give leave for what "review-lapsed" reports',
            'content/index.md:7:14 warning review-lapsed: the review of "Home" lapsed on November 20, 2026',
        ],
        [],
    ),
    "what-stops-a-build": (
        {HOME: sound("Home", "<!-- allow dead-link: It was here. -->\n[A](gone.md)")},
        [
            'content/index.md:5:12 error allowance: nobody can give leave for what "dead-link" reports',
            'content/index.md:6:5 error dead-link: there is no file "gone.md"',
        ],
        [],
    ),
    "a-danger-that-is-none": (
        {
            HOME: sound(
                "Home",
                "<!-- allow urgent-help: This is about a form. -->\n## Withdrawing your consent\n\nSee [the game](p1.md).",
            ),
            "content/p1.md": sound("Overdose", "[Home](index.md)").replace(
                "title:", "# allow urgent-help: A card game.\ntitle:"
            ),
        },
        [],
        [
            'content/index.md:6:1 info urgent-help: the page is about "Withdrawing your consent", but doesn\'t say who helps at'
            " once (allowed: This is about a form.)",
            'content/p1.md:3:8 info urgent-help: the page is about "Overdose", but doesn\'t say who helps at once'
            " (allowed: A card game.)",
        ],
    ),
    "a-danger-without-a-reason": (
        {HOME: sound("Home", "<!-- allow urgent-help -->\n## Withdrawing your consent\n\nTell us.")},
        [
            "content/index.md:5:12 error allowance: an allowance needs a reason",
            'content/index.md:6:1 error urgent-help: the page is about "Withdrawing your consent", but doesn\'t say who helps at once',
        ],
        [],
    ),
    "what-contradicts-the-data": (
        {
            HOME: sound(
                "Home",
                "<!-- allow phone-number: It is new. -->\n[Call](tel:987) or\n<!-- allow phone-number: So. -->\n[988](tel:911).",
            )
        },
        [
            'content/index.md:5:12 error allowance: nobody can give leave for what "phone-number" reports',
            "content/index.md:6:8 error phone-number: tel:987 isn't in the data",
            'content/index.md:7:12 error allowance: nobody can give leave for what "phone-number" reports',
            "content/index.md:8:7 error phone-number: tel:911 isn't in the data",
        ],
        [],
    ),
    "in-a-list": (
        {HOME: sound("Home", "- One.\n  <!-- allow claim: So says the law. -->\n  We guarantee it.")},
        [],
        ['content/index.md:7:6 info claim: "guarantee" promises too much (allowed: So says the law.)'],
    ),
    "shown-in-code": ({HOME: sound("Home", "```\n<!-- allow RULE: reason -->\n```")}, [], []),
    "in-front-matter": (
        {
            HOME: sound("Home", "")
            .replace("title:", "# allow title-long: It is a law's name.\ntitle:")
            .replace("Home", "t" * 66)
        },
        [],
        [
            "content/index.md:3:8 info title-long: the title has 66 characters; search results show about 65"
            " (allowed: It is a law's name.)"
        ],
    ),
    "in-data": (
        {
            FACTS: SOUND[FACTS].replace(
                "  text: 40 percent", "  # allow avoided-word: So says the study.\n  text: 40 percent of addicts"
            )
        },
        [],
        [
            'content/_data/facts.yaml:3:23 info avoided-word: "addicts" can hurt or mislead (allowed: So says the study.)'
        ],
    ),
    "a-finding-in-the-finished-page": (
        {
            HOME: sound(
                "Home",
                "<!-- allow link-text: The link stands in the sentence. -->\n[Here](https://example.net/) is more.",
            )
        },
        [],
        [
            'content/index.md:6:1 info link-text: the link "Here" doesn\'t say where it leads'
            " (allowed: The link stands in the sentence.)"
        ],
    ),
}


@pytest.mark.parametrize(("files", "expected", "leave"), ALLOWANCES.values(), ids=ALLOWANCES)
def test_allowance(make_site: MakeSite, files: Mapping[str, str], expected: list[str], leave: list[str]) -> None:
    """A leave with a reason lifts one finding of its rule on the line below it; any other leave is a finding itself."""
    found, allowed = check(make_site({**SOUND, HOME: sound("Home", ""), **files}), "check")

    assert said(found) == expected
    assert [f"{line} ({one.hint})" for line, one in zip(said(allowed), allowed, strict=True)] == leave


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "| A |\n|---|\n| b |\n<!-- allow claim: It is a quotation. -->\n| guarantee |",
            "<td>guarantee</td>",
            id="table",
        ),
        pytest.param("1. a\n<!-- allow claim: So. -->\n2. guarantee", "<li>a</li>\n<li>guarantee</li>", id="list"),
        pytest.param("We say\n<!-- allow claim: So. -->\nguarantee.", "<p>We say\nguarantee.</p>", id="sentence"),
        pytest.param(
            "```\n<!-- allow claim: So. -->\n```", "<code>&lt;!-- allow claim: So. --&gt;\n</code>", id="shown-in-code"
        ),
    ],
)
def test_an_allowance_leaves_no_gap(make_site: MakeSite, body: str, expected: str) -> None:
    """The text goes on behind an allowance as if it weren't there."""
    site = make_site({**SOUND, HOME: sound("Home", body)})

    site.build()

    assert expected in site.read("index.html")


def test_an_allowance_for_the_whole_page(make_site: MakeSite) -> None:
    """What a whole page has, and no line of it, is allowed anywhere in it."""
    site = make_site(
        {
            **SOUND,
            HOME: sound("Home", ""),
            "content/p.md": sound("P", "We help.\n\n<!-- allow orphan-page: A letter names it. -->\n"),
        }
    )

    found, allowed = check(site, "check")

    assert (said(found), [one.rule for one in allowed]) == ([], ["orphan-page"])


def test_a_build_takes_an_allowance(make_site: MakeSite) -> None:
    """A leave lifts what would stop a build too, and visitors don't see it."""
    site = make_site({**SOUND, HOME: sound("Home", "<!-- allow claim: So says the law. -->\nWe guarantee it.\n")})

    report = site.build()

    assert report.warnings == ()
    assert "guarantee" in site.read("index.html")
    assert "So says the law" not in site.read("index.html")


def test_a_leave_for_what_only_check_finds_does_not_trouble_a_build(make_site: MakeSite) -> None:
    """A build doesn't look for long sentences, and says nothing of a leave for one."""
    site = make_site({**SOUND, HOME: sound("Home", f"<!-- allow sentence-long: A list. -->\n{words(26)}\n")})

    assert site.build().warnings == ()


# ---------------------------------------------------------------- what is prose, and where it stands

PLACES: dict[str, tuple[str, list[str]]] = {
    "text": ("We guarantee it.", ["5:4"]),
    "capitals": ("GUARANTEE it!", ["5:1"]),
    "behind-a-wide-letter": ("é日本 guarantee", ["5:5"]),
    "bold": ("**guarantee**", ["5:3"]),
    "underscores": ("_guarantee_ and __guarantee__", ["5:2", "5:19"]),
    "lone-ticks-in-two-paragraphs": ("a`s\n\nguarantee\n\nb`s", ["7:1"]),
    "escaped-ticks": ("\\`guarantee\\`", ["5:3"]),
    "a-fence-that-is-none": ("```a``` is so.\n\nguarantee", ["7:1"]),
    "comment-without-an-end": ("<!-- a\n\nguarantee", ["7:1"]),
    "comparison-over-paragraphs": ("a <b and\n\nguarantee\n\nc > d", ["7:1"]),
    "braces-in-a-sentence": ("{# guarantee }", ["5:4"]),
    "part-of-a-word": ("preguarantee, non-guarantee, guaranty", []),
    "code": ("`guarantee` and guarantee", ["5:17"]),
    "code-with-two-ticks": ("``a ` guarantee`` and guarantee", ["5:23"]),
    "code-over-two-lines": ("`a\nguarantee` guarantee", ["6:12"]),
    "a-lone-tick": ("a ` guarantee", ["5:5"]),
    "fence": ("```\nguarantee\n```\n\nguarantee", ["9:1"]),
    "fence-of-tildes": ("~~~ text\nguarantee\n~~~\n\nguarantee", ["9:1"]),
    "fence-without-an-end": ("guarantee\n\n```\nguarantee\n", ["5:1"]),
    "indented-code": ("Code:\n\n    guarantee\n\nguarantee", ["9:1"]),
    "indented-in-a-list": ("- One\n\n    guarantee", ["7:5"]),
    "indented-in-a-callout": ('!!! important "Title"\n    guarantee', ["6:5"]),
    "title-of-a-callout": ('!!! important "We guarantee it"\n    Text.', ["5:19"]),
    "address": ("See <https://example.net/guarantee> or guarantee", ["5:40"]),
    "target-of-a-link": ("[guarantee](https://example.net/guarantee)", ["5:2"]),
    "title-of-a-link": ('[A](https://example.net/ "guarantee") guarantee', ["5:39"]),
    "name-of-a-target": ("[guarantee][guarantee]\n\n[guarantee]: https://example.net/guarantee", ["5:2"]),
    "picture": ("![A guarantee](room.png)", ["5:5"]),
    "merge-field": ("{{ site.name }} guarantee", ["5:17"]),
    "attribute-list": ("## A part {#guarantee}\n\nguarantee", ["7:1"]),
    "tag": ('<abbr title="guarantee">guarantee</abbr>', ["5:25"]),
    "comment": ("<!-- guarantee -->\nguarantee", ["6:1"]),
    "comment-over-lines": ("<!-- a\nguarantee\n-->\n\nguarantee", ["9:1"]),
    "straight-quotes": ('He said "I guarantee it" and guarantee', ["5:30"]),
    "curly-quotes": ("He said “I guarantee it” and guarantee", ["5:30"]),
    "quotes-over-lines": ('He said "I\nguarantee it" and guarantee', ["6:19"]),
    "a-quote-that-never-ends": ('He said "I\n\nguarantee it', ["7:1"]),
    "block-quote": ("> We guarantee it.\n> And guarantee.\n\nguarantee", ["8:1"]),
    "table": ("Table: A\n\n| Day | We |\n|---|---|\n| one | guarantee |", ["9:9"]),
    "heading": ("## We guarantee it", ["5:7"]),
    "note": ("A[^1]\n\n[^1]: We guarantee it.", ["7:10"]),
    "long-form-of-an-abbreviation": ("The ABC is here.\n\n*[ABC]: guarantee", []),
}


@pytest.mark.parametrize(("body", "expected"), PLACES.values(), ids=PLACES)
def test_place(make_site: MakeSite, body: str, expected: list[str]) -> None:
    """A word is found in prose at its line and column, and left alone where it isn't its author's own prose."""
    site = make_site({**SOUND, HOME: sound("Home", body), "content/room.png": PNG})

    found, _ = check(site, "check")

    assert [f"{one.place.line}:{one.place.column}" for one in found if one.rule == "claim"] == expected


VALUES: dict[str, tuple[str, str, list[str]]] = {
    "plain": (HOME, f"---\ntitle: We guarantee it\ndescription: {DESCRIPTION}\n---\n", ["2:11"]),
    "quoted": (HOME, f'---\ntitle: "We guarantee it"\ndescription: {DESCRIPTION}\n---\n', ["2:12"]),
    "folded": (HOME, f"---\ntitle: Home\ndescription: >-\n  {DESCRIPTION}\n  We guarantee it.\n---\n", ["5:6"]),
    "in-a-list": (
        HOME,
        f"---\ntitle: Home\ndescription: {DESCRIPTION}\nsummary:\n  - One\n  - We guarantee it\n---\n",
        ["6:8"],
    ),
    "not-for-visitors": (HOME, f"---\ntitle: Home\ndescription: {DESCRIPTION}\nowner: We guarantee it\n---\n", []),
    "comment": (HOME, f"---\n# We guarantee it\ntitle: Home\ndescription: {DESCRIPTION}\n---\n", []),
    "data-plain": (FACTS, SOUND[FACTS].replace("40 percent", "40 percent guarantee"), ["2:20"]),
    "data-quoted": (FACTS, SOUND[FACTS].replace("40 percent", '"40 percent guarantee"'), ["2:21"]),
    "data-folded": (FACTS, SOUND[FACTS].replace("40 percent", ">-\n    40 percent\n    guarantee"), ["4:5"]),
    "data-on-one-line": (
        FACTS,
        "share: {note: We guarantee it, text: 40 percent guarantee, value: 40, unit: percent, as_of: 2024,"
        " source: survey, verified: read-in-source}\n",
        ["1:49"],
    ),
    "data-comment": (FACTS, SOUND[FACTS].replace("40 percent", "40 percent # guarantee"), []),
    "data-note": (FACTS, f"{SOUND[FACTS]}  note: We guarantee it\n", []),
    "data-quotation": (FACTS, SOUND[FACTS].replace("40 percent", "40 percent “guarantee it”"), []),
}


@pytest.mark.parametrize(("path", "text", "expected"), VALUES.values(), ids=VALUES)
def test_place_of_a_value(make_site: MakeSite, path: str, text: str, expected: list[str]) -> None:
    """A word is found in front matter and data at its line and column, however the value is written."""
    found, _ = check(make_site({**SOUND, HOME: sound("Home", ""), path: text}), "check")

    assert [f"{one.place.line}:{one.place.column}" for one in found if one.rule == "claim"] == expected


@pure
@given(SPICED | TEXT)
@example("`a\nb`")
@example('"a\nb"')
@example("```\na\n```\nb")
@example("`" * 2000)
@example('"\n' * 500)
@example("[" * 2000)
@example("{{" * 2000)
@example("    a\n\n" * 300)
def test_prose_has_the_shape_of_its_text(text: str) -> None:
    """What isn't prose becomes blanks: every line keeps its place and length, and what is left is the text's own."""
    prose = prose_of(text)

    assert [len(line) for line in prose.split("\n")] == [len(line) for line in text.split("\n")]
    assert all(now in (before, " ", ".") for now, before in zip(prose, text, strict=True))


# ---------------------------------------------------------------- the commands


def run(site: TinySite, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Return the exit code of a command, and what it prints."""
    code = main(words, site.root)
    output = capsys.readouterr()
    return code, output.out, output.err


def test_check_of_a_sound_site(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A check that finds nothing says so, and writes nothing."""
    site = make_site({**SOUND, HOME: sound("Home", "")})

    assert run(site, capsys, "check", *TODAY) == (0, "Checked: 0 errors and 0 warnings, 0 allowances.\n", "")
    assert site.tree() == {}


FAULTY: Mapping[str, str | bytes] = {
    **SOUND,
    HOME: sound("Home", "We guarantee it on 5/3/2024.\n"),
}


def test_check_prints_what_is_wrong(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A check prints each finding with its line, and the sum; an error is exit code 1."""
    assert run(make_site(FAULTY), capsys, "check", *TODAY) == (
        1,
        """\
content/index.md:5:4: error: "guarantee" promises too much [claim]
    5 | We guarantee it on 5/3/2024.
      |    ^^^^^^^^^
  hint: take it out. Nobody can promise that.

content/index.md:5:20: warning: 5/3/2024 can be read in two ways [date-written]
    5 | We guarantee it on 5/3/2024.
      |                    ^^^^^^^^
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
    assert run(site, capsys, "check", *TODAY, str(site.root / "content/blog"))[0] == 1
    assert run(site, capsys, "check", *TODAY, "--rule", "date-written", "content/blog")[0] == 0


def test_check_through_a_link_to_the_project(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A whole path may lead through a link to the project's folder, and name a link that leads nowhere."""
    site = make_site(APART)
    link = site.root.with_name("link")
    link.symlink_to(site.root)
    (site.root / "content/lost.md").symlink_to("nowhere.md")

    printed = [run(site, capsys, "check", *TODAY, f"{link}/content/{name}")[1] for name in ("blog", "lost.md")]

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
    assert run(site, capsys, "check", "--rule", "date-written", *TODAY)[0] == 0


def test_check_shows_a_screen(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A check prints a screen of findings, and all of them with --all; the sum is always that of all."""
    site = make_site({**SOUND, HOME: sound("Home", "We guarantee it.\n\n" * 20)})

    _, short, _ = run(site, capsys, "check", *TODAY)
    _, whole, _ = run(site, capsys, "check", "--all", *TODAY)

    assert short.splitlines()[40:] == [
        "And 12 more, which the same command with --all shows:",
        "  content/index.md: 12",
        "",
        "Checked: 20 errors and 0 warnings, 0 allowances.",
    ]
    assert short.count("[claim]") == 8
    assert (whole.count("[claim]"), whole.splitlines()[-1]) == (20, "Checked: 20 errors and 0 warnings, 0 allowances.")


def test_a_failing_build_shows_a_screen(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """So does a build, its errors first; with --all, and for programs, it gives all. Another command names the check."""
    files = {"content/p.md": sound("P", "We guarantee it.\n\n" * 20), HOME: sound("Home", "[Soon](soon.md)")}
    site = make_site({**SOUND, **files, "content/soon.md": sound("Soon", "", "draft: true")})

    _, short, _ = run(site, capsys, "build", *TODAY)
    _, whole, _ = run(site, capsys, "build", "--all", *TODAY)
    _, data, _ = run(site, capsys, "build", "--format", "json", *TODAY)
    _, notes, _ = run(site, capsys, "build", "--format", "github", *TODAY)
    _, answer, _ = run(site, capsys, "facts", *TODAY)

    assert short.splitlines()[0] == 'content/p.md:5:4: error: "guarantee" promises too much [claim]'
    assert short.splitlines()[40:] == [
        "And 13 more, which the same command with --all shows:",
        "  content/p.md: 12",
        "  content/index.md: 1",
        "",
        "Not built: 20 errors in 1 file. The site is as it was before.",
    ]
    assert [said.count("[claim]") for said in (short, whole)] == [8, 20]
    assert (len(json.loads(data)["problems"]), notes.count("::error "), notes.count("::warning ")) == (21, 20, 1)
    assert answer.splitlines()[40:] == [
        "And 12 more, which python3 build.py check --all shows:",
        "  content/p.md: 12",
        "",
        "There is no answer until this is mended: 20 errors in 1 file.",
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
        "Checked: 171 errors and 0 warnings, 0 allowances.",
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

    code, printed, _ = run(site, capsys, "check", "--format", "json", "--rule", "claim", *TODAY)

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

    _, printed, _ = run(site, capsys, "check", "--format", "github", *TODAY)

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


DUE: Mapping[str, str | bytes] = {
    **SOUND,
    HOME: sound("Home", "", "owner: Ann", "reviewer: Dr. A", "reviewed: 2026-01-01", "next_review: 2026-12-24"),
    "content/a.md": sound("A page", "", "owner: Ann", "date: 2026-11-30"),
    "content/b.md": sound("B page", "", "owner: Bob", "expires: 2026-11-25"),
    "content/c.md": sound("C page", "", "reviewer: Dr. A", "reviewed: 2025-11-23"),
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
    bare = {path: text for path, text in SOUND.items() if path not in {HELP, FACTS}}
    settings = str(SOUND["content/_site.yaml"]).replace("license_expires: 2027-06-30\n", "")
    site = make_site({**bare, "content/_site.yaml": settings, HOME: sound("Home", "")})

    assert run(site, capsys, "due", "--days", days, "--today", today) == (0, f"Nothing lapses until {until}.\n", "")


def test_nothing_is_due(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """If nothing lapses, it says until when."""
    site = make_site({**SOUND, HOME: sound("Home", "")})

    assert run(site, capsys, "due", *TODAY) == (0, "Nothing lapses until February 22, 2027.\n", "")


def test_explain(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule is explained: what it finds, and why."""
    code, printed, _ = run(make_site(), capsys, "explain", "tracking")

    assert code == 0
    assert printed.startswith(
        "## tracking\n\nFinds a link that tells another site where its visitor came from.\n\n"
        "Parameters such as utm_source or fbclid follow people around. The address works without them.\n\n"
    )


def test_explain_all(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an id, each rule is explained."""
    _, printed, _ = run(make_site(), capsys, "explain")

    assert [line.removeprefix("## ") for line in printed.splitlines() if line.startswith("## ")] == list(rules())


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


# ---------------------------------------------------------------- reviews


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
            HOME: sound("Home", "", "reviewer: A", f"reviewed: {day}"),
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


REVIEWED = ("reviewer: Dr. A", "reviewed: 2026-06-01", "next_review: 2026-11-20")
WAIVED = (*REVIEWED, "waiver: {until: 2026-12-31, reason: The clinician is away.}")


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

    _, printed, _ = run(site, capsys, "check", *TODAY)

    assert printed.endswith(f"{WAITS}Checked: 20 errors and 1 warning, 1 allowance.\n")


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
        pytest.param(REVIEWED[:2], "2027-05-01", "Reviewed by Dr. A on", [], id="a-year-31-days-before"),
        pytest.param(
            REVIEWED[:2], "2027-05-31", "Reviewed by Dr. A on", ["lapses on June 1, 2027"], id="within-a-year"
        ),
        pytest.param(REVIEWED[:2], "2027-06-01", "due for review", ["lapsed on June 1, 2027"], id="after-a-year"),
        pytest.param((), "2026-11-24", "Not yet reviewed by a clinician", [], id="never-reviewed"),
    ],
)
def test_review(make_site: MakeSite, keys: Sequence[str], today: str, says: str, expected: list[str]) -> None:
    """A review that lapses soon is a warning; afterwards the page says so itself, and the check goes on warning."""
    state = "templates/partials/review-state.html"
    site = make_site(
        {
            **SOUND,
            HELP: SOUND[HELP].replace("2026-11-01", "2026-10-01"),
            HOME: sound("Home", "", *keys),
            "templates/home.html": '{% extends "page.html" %}{% block more %}{% include "partials/review-state.html" %}{% endblock %}',
            state: (ROOT / state).read_bytes(),
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


# ---------------------------------------------------------------- hostile texts

HOSTILE: Mapping[str, str] = {
    "stops": "We " + "." * 60_000 + "A",
    "a-long-name": "a" * 100_000 + " a@b.example",
    "attribute-lists": "{#" * 40_000,
    "marks-of-notes": "[^" * 40_000,
    "ticks": "`" * 80_000,
    "tildes": "~" * 80_000,
    "fences-without-an-end": "```a\n" * 20_000,
    "code-over-paragraphs": "`` a\n\n" * 20_000,
    "comments-without-an-end": "<!-- " * 20_000,
    "tags-without-an-end": "<a " * 40_000,
    "blanks": " " * 100_000 + "of people",
    "quotes": "“" * 100_000,
    "digits": "1" * 100_000,
    "one-word": "cure " * 20_000,
    "names": "n't a" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text(text: str) -> None:
    """No text keeps the rules busy: each of them is done long before the clock of a test would run out."""
    term = AvoidedTerm(
        avoid=("cure", "a cure*"), why="So.", severity="error", is_claim=True, allow=("no cure", "cure all")
    )

    with deadline(20):
        passage = source_text(text, "a.md", 1)
        found = [*Words({"cure": term}).find(passage), *typed_figures(passage, {}), *typed_numbers(passage)]
        assert [*found, reading_grade([text])]
