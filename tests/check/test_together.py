"""All mistakes are told in one go, and hostile text is only text."""

from collections.abc import Mapping

import pytest

from carepress.check.source.passages import Body
from carepress.check.source.typed_figures import Figures, typed_figures
from carepress.check.source.typed_numbers import typed_numbers
from carepress.check.source.words import Words
from carepress.model.records import AvoidedTerm, Data, WordGroup
from carepress.problems import Lines
from carepress.text.readability import reading_grade
from carepress.text.timeout import deadline
from tests.check.sound import SOUND, TERMS, said, sound
from tests.sites import HOME, MakeSite

DIALS = "[Call](tel:987)"
FAULTS = [
    "content/p.md:{}:8 error phone-number: tel:987 isn't in the data",
    'content/p.md:{}:4 warning claim: "guarantee" promises too much',
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
            "content/p.md:9:45 error phone-number: tel:987 isn't in the data",
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


GROUPS = {
    "care": WordGroup(words=("care", "{care}", "care … cure")),
    "denial": WordGroup(words=("no", "n't")),
    "we": WordGroup(words=("we",)),
}
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
    "numbers-in-words": "five " * 40_000,
    "numbers-of-digits": "1,111 " * 33_000,
    "numbers-joined": "1-1 to 2 " * 22_000,
    "shares": "half of a third of " * 10_000,
    "prices": "$5 a $ " * 28_000,
    "lengths": "28-day weeks. " * 14_000,
    "numbers-to-call": "423-555-" * 25_000,
    "numbers-abroad": "+1 (2) 3" * 25_000,
    "numbers-to-text": "text to 12345, " * 13_000,
    "numbers-as-words": "five six oh, " * 15_000,
    "abbreviations": " ".join(f"Q{number:X}" for number in range(40_000)),
    "loud-heading": "# " + "AB " * 66_000,
    "titles": "# " + "Ab " * 66_000,
    "stops-in-a-line": "a. " * 66_000,
    "days": "1-1-" * 50_000,
    "words-apart": "we cure or " * 10_000,
    "lists": "- cure care\n" * 10_000,
    "quotations": "> “cure” care\n>\n" * 8_000,
    "cells": "| cure | care " * 10_000,
}


# What takes some seconds all in all is tried by the long run.
LONGER = {"prices", "lengths", "days", "numbers-abroad", "numbers-of-digits", "numbers-joined", "numbers-to-call"}


@pytest.mark.parametrize(
    "text",
    [pytest.param(text, marks=pytest.mark.long) if name in LONGER else text for name, text in HOSTILE.items()],
    ids=HOSTILE,
)
def test_hostile_text(text: str) -> None:
    """No text keeps the rules busy: each of them is done long before the clock of a test would run out."""
    term = AvoidedTerm(
        avoid=("cure", "a cure*", "cure … {care}", "we … cure & {care}"),
        why="So.",
        severity="error",
        is_claim=True,
        allow=("no cure", "cure all"),
    )

    with deadline(20):
        passage = Body(Lines(text, "a.md"), text)
        found = [
            *Words({"cure": term}, GROUPS).find(passage),
            *typed_figures(passage, Figures(Data())),
            *typed_numbers(passage),
        ]
        assert [*found, reading_grade([text])]
