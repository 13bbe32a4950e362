"""Twenty pages without a fault, and the faults that can be planted in them: one for each rule of a check."""

from collections.abc import Mapping

from tests.check.sound import DESCRIPTION, SOUND, sound
from tests.sites import FACTS, HELP, HOME, PNG

LIST = "\n".join(f"- [Page {number}](p{number}.md)" for number in range(1, 20))
WORDS = " ".join(["We sit and talk, and then we eat."] * 11)
TWENTY: Mapping[str, str | bytes] = {
    **SOUND,
    HOME: sound("Home", f"{LIST}\n"),
    "content/p1.md": sound(
        "Page 1",
        "Go to Addicts Anonymous.\n\nWe have no magic.\n\nAbout 100 people came.\n\nRoom 555 is next to room 0142.\n\nCall us about a diagnosis.\n",
    ),
    "content/p2.md": sound(
        "Page 2", "<!-- A note to the next author. -->\nWe help.\n\nA group (ABC) meets. ABC is free.\n"
    ),
    "content/p3.md": sound("Page 3", f"We sit and talk.\n\n{WORDS}\n"),
    "content/p4.md": sound("Page 4", "We help you.\n\nCome and see us.\n"),
    "content/p5.md": sound("Page 5", "## How we help you here\n\nIt began on May 3, 2024.\n"),
    "content/p6.md": sound("A short title", "We help.\n"),
    "content/p7.md": sound("Page 7", "We help.\n\nWe open each day.\n"),
    "content/p8.md": sound(
        "Page 8",
        '## Signs of an overdose\n\n!!! urgent "If somebody is in danger"\n    Call {{ help.lifeline988.call }}.\n',
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
    "content/p18.md": sound("Page 18", "We help.\n", "aliases: [/old/]", "reviewer: lee", "reviewed: 2026-06-01"),
    "content/p19.md": sound(
        "Page 19", "A draft of a letter.\n", "reviewer: lee", "reviewed: 2026-06-01", "next_review: 2027-06-01"
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
    "exposure": (
        "content/p1.md",
        "Call us about a diagnosis",
        "Email us your diagnosis",
        ['content/p1.md:13:1 error exposure: "Email us your diagnosis" can tell others who is helped, and with what'],
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
    "shouting": (
        "content/p7.md",
        "We open each day.",
        "WE OPEN EACH DAY.",
        ["content/p7.md:7:1 warning shouting: WE OPEN EACH DAY shouts"],
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
            'content/p8.md:5:16 error urgent-help: the page speaks of danger ("overdose"), but doesn\'t say who helps at once'
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
    "link-elsewhere": (
        "content/p10.md",
        "https://example.net/?page=1",
        "https://bit.ly/study",
        ["content/p10.md:6:20 error link-elsewhere: this link goes to bit.ly, which leads on to somebody else"],
    ),
    "heading-empty": (
        "content/p11.md",
        "We help.",
        "## &nbsp;",
        ["content/p11.md:9:1 warning heading-empty: this heading has no words"],
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
            "content/p6.md:7:1 error conflict-marker: two versions of this text stand in one file, as Git left them",
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
    "credential-lapsed": (
        "content/_data/people.yaml",
        "2028-11-30",
        "2026-11-01",
        [
            "content/_data/people.yaml:5:75 error credential-lapsed: the credential of Dr. Lee lapsed on November 1, 2026",
        ],
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
            "content/_site.yaml:7:1 info sample-value: samples that only your organization can replace: phone",
            'content/_site.yaml:7:11 error sample-value: "phone" is a sample that only your organization can replace',
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
