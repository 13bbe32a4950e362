"""What a page may allow itself, with a reason, and what it may not."""

from collections.abc import Mapping

import pytest

from tests.check.sound import SOUND, check, said, sound, words
from tests.sites import FACTS, HOME, MakeSite

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
            'content/index.md:6:4 warning claim: "guarantee" promises too much',
        ],
        [],
    ),
    "an-empty-reason": (
        {HOME: sound("Home", "<!-- allow claim: -->\nWe guarantee it.")},
        [
            "content/index.md:5:12 error allowance: an allowance needs a reason",
            'content/index.md:6:4 warning claim: "guarantee" promises too much',
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
            'content/index.md:6:4 warning claim: "guarantee" promises too much',
        ],
        [],
    ),
    "two-lines-above": (
        {HOME: sound("Home", "<!-- allow claim: So says the law. -->\n\nWe guarantee it.")},
        [
            'content/index.md:5:12 warning allowance: the line below has nothing that "claim" reports',
            'content/index.md:7:4 warning claim: "guarantee" promises too much',
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
                "reviewer: lee",
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
                "<!-- allow urgent-help: This is about a board game. -->\n## Overdose of luck\n\nSee [the game](p1.md).",
            ),
            "content/p1.md": sound("Overdose", "[Home](index.md)").replace(
                "title:", "# allow urgent-help: A card game.\ntitle:"
            ),
        },
        [],
        [
            'content/index.md:6:4 info urgent-help: the page speaks of danger ("Overdose"), but doesn\'t say who helps at'
            " once (allowed: This is about a board game.)",
            'content/p1.md:3:8 info urgent-help: the page speaks of danger ("Overdose"), but doesn\'t say who helps at once'
            " (allowed: A card game.)",
        ],
    ),
    "a-danger-without-a-reason": (
        {HOME: sound("Home", "<!-- allow urgent-help -->\n## Overdose of luck\n\nTell us.")},
        [
            "content/index.md:5:12 error allowance: an allowance needs a reason",
            'content/index.md:6:4 warning urgent-help: the page speaks of danger ("Overdose"), but doesn\'t say who helps at once',
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
            "content/index.md:8:2 warning typed-number: the number 988 is typed by hand",
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
