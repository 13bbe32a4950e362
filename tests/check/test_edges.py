"""Where each rule begins and ends: what is just right, and what is just too much."""

from collections.abc import Mapping

import pytest

from tests.check.sound import DESCRIPTION, SOUND, TERMS, check, said, sound, words
from tests.sites import FACTS, HELP, HOME, PNG, MakeSite

DENIALS = "content/_data/word_groups.yaml"

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
    "abbreviation-known": ({HOME: sound("Home", "Bring an ID or your ZIP code. OK? By TTY too.")}, []),
    "abbreviation-in-brackets": (
        {
            HOME: sound(
                "Home",
                "A care team (or MUP). A plan of care (also called a POQ, as some do) and one more (known as GUX).",
            )
        },
        ["content/index.md:5:53 abbreviation"],
    ),
    "abbreviation-long-form-below": (
        {HOME: sound("Home", "An IOP helps.\n\n*[IOP]: intensive outpatient program")},
        [],
    ),
    "abbreviation-once": ({HOME: sound("Home", "An IOP helps. IOP it is.")}, ["content/index.md:5:4 abbreviation"]),
    "abbreviation-plural": ({HOME: sound("Home", "Many IOPs help.")}, ["content/index.md:5:6 abbreviation"]),
    "heading-of-names": ({HOME: sound("Home", "## Ask Blue Cross of Tennessee and others")}, []),
    "heading-short": ({HOME: sound("Home", "## Blue Cross")}, []),
    "title-in-capitals": ({HOME: sound("What People Always Want First", "")}, ["content/index.md:2:8 heading-case"]),
    "title-all-in-capitals": ({HOME: sound("WHAT TO BRING", "")}, ["content/index.md:2:8 heading-case"]),
    "heading-partly-in-capitals": (
        {HOME: sound("Home", "## PLEASE READ before you come")},
        ["content/index.md:5:4 heading-case"],
    ),
    "heading-with-a-small-word-in-capitals": (
        {HOME: sound("Home", "## What To Expect")},
        ["content/index.md:5:4 heading-case"],
    ),
    "heading-of-words-that-are-no-names": (
        {HOME: sound("Home", "## Treatment Options\n\nAsk about options for treatment.")},
        ["content/index.md:5:4 heading-case"],
    ),
    "heading-with-a-few-names": ({HOME: sound("Home", "## What Medicare and Part B pay for")}, []),
    "heading-behind-a-colon": ({HOME: sound("Home", "## Costs: What you pay")}, []),
    "abbreviation-in-other-words": (
        {HOME: sound("Home", "A group (ABCs), or DEF, or GHI for short. JKL stands for a thing. MNO (my new one).")},
        [],
    ),
    "abbreviation-of-a-state-or-degree": ({HOME: sound("Home", "Ann Lee, LCSW, is in Nashville, TN.")}, []),
    "abbreviation-of-a-title-alone": (
        {HOME: sound("Home", "The LCSW signs it.")},
        ["content/index.md:5:5 abbreviation"],
    ),
    "abbreviation-that-is-a-loud-word": (
        {HOME: sound("Home", "Stay here. Do NOT leave. We MEANT it, and we meant well.")},
        [],
    ),
    "abbreviation-that-is-short-for": (
        {HOME: sound("Home", "COBRA, short for a long name of an act, and an AI tool, short for another, help.")},
        [],
    ),
    "abbreviation-of-a-radio-station": (
        {HOME: sound("Home", "Listen to WTNX on 106.9. They know WKRN too.")},
        ["content/index.md:5:36 abbreviation"],
    ),
    "abbreviation-of-one-letter": ({HOME: sound("Home", "Ask for B12 in room H2, and for NASA.")}, []),
    "abbreviation-of-two-letters": ({HOME: sound("Home", "Ask for an A1C.")}, ["content/index.md:5:12 abbreviation"]),
    "capitals": ({HOME: sound("Home", "Stay. WE ARE HERE.")}, ["content/index.md:5:7 shouting"]),
    "capitals-two-long-words": ({HOME: sound("Home", "Please CALL TODAY.")}, ["content/index.md:5:8 shouting"]),
    "capitals-with-a-name": (
        {HELP: SOUND[HELP].replace("988 Lifeline", "US Lifeline"), HOME: sound("Home", "ASK US ANYTHING about it.")},
        ["content/index.md:5:1 shouting"],
    ),
    "capitals-in-a-description": (
        {HOME: sound("Home", "").replace(DESCRIPTION, f"WE ARE HERE. {DESCRIPTION}")},
        ["content/index.md:3:14 shouting"],
    ),
    "capitals-on-a-sign": ({HOME: sound("Home", 'The sign says "STAFF ONLY" and "DO NOT ENTER."')}, []),
    "capitals-of-a-short-word": ({HOME: sound("Home", "DO NOT leave.")}, []),
    "capitals-of-two-words-of-which-one-is-short": (
        {HOME: sound("Home", "CALL NOW.")},
        ["content/index.md:5:1 shouting"],
    ),
    "capitals-of-one-long-word": (
        {HOME: sound("Home", "That is MANDATORY here.")},
        ["content/index.md:5:9 shouting"],
    ),
    "capitals-of-a-word-in-a-heading": (
        {HOME: sound("Home", "## Get help NOW")},
        ["content/index.md:5:4 heading-case"],
    ),
    "capitals-in-a-caption": (
        {HOME: sound("Home", "Table: What We Do Here\n\n| Day | What |\n|---|---|\n| One | Sit |")},
        ["content/index.md:5:8 heading-case"],
    ),
    "heading-with-a-name-of-one-letter-in-a-word": (
        {HELP: SOUND[HELP].replace("988 Lifeline", "Part A Lifeline"), HOME: sound("Home", "## Grants And Thanks")},
        ["content/index.md:5:4 heading-case"],
    ),
    "abbreviation-of-a-title-with-another": (
        {HOME: sound("Home", "The LPC-MHSP signs it.")},
        ["content/index.md:5:5 abbreviation"],
    ),
    "abbreviation-in-a-description": (
        {HOME: sound("Home", "").replace(DESCRIPTION, f"What RTC is. {DESCRIPTION}")},
        ["content/index.md:3:19 abbreviation"],
    ),
    "exclamation-and-question-marks": ({HOME: sound("Home", "Ready?! Come.")}, ["content/index.md:5:7 shouting"]),
    "exclamations-in-a-row": ({HOME: sound("Home", "Come! Sit here! Stay!")}, ["content/index.md:5:5 shouting"]),
    "exclamations-of-two": ({HOME: sound("Home", "Come! Sit here! Stay.")}, []),
    "date-without-a-year": ({HOME: sound("Home", "We open on 6/12, at noon.")}, ["content/index.md:5:12 date-written"]),
    "address-at-the-end-of-a-sentence": ({HOME: sound("Home", f"{words(20)} a@b.org. {words(10)}")}, []),
    "exclamation-marks": ({HOME: sound("Home", "Come! Call us!!")}, ["content/index.md:5:14 shouting"]),
    "exclamation-marks-of-a-callout": ({HOME: sound("Home", "!!! information\n    We sit here.")}, []),
    "sentence-with-abbreviations-inside": (
        {HOME: sound("Home", f"Dr. A. Lee came at 9 a.m. and left, e.g. {words(20)}")},
        ["content/index.md:5:1 sentence-long"],
    ),
    "long-sentence-in-a-quotation": ({HOME: sound("Home", f"> {words(26)}")}, ["content/index.md:5:3 sentence-long"]),
    **{
        f"date-{date}": ({HOME: sound("Home", f"Since {date}, so.")}, ["content/index.md:5:7 date-written"])
        for date in ("11-24-2026", "11/24/26", "3.4.26", "24.11.2026", "3/4/2024")
    },
    **{
        f"no-date-{name}": ({HOME: sound("Home", text)}, [])
        for name, text in {
            "iso": "Since 2024-05-03.",
            "law": "See 33-2-423 and rule 3.4.26.",
            "version": "It is version 1.2.30 now.",
            "numbers": "We are here 24/7 and had 40/50/60 of them.",
        }.items()
    },
    "date-in-code": ({HOME: sound("Home", "Write `2024-05-03`.")}, []),
    "fraction-is-no-date": ({HOME: sound("Home", "We are here 24/7, and 1/2 of the day in 3/4 time.")}, []),
    "figure-money": ({HOME: sound("Home", "It is $1,200 a week.")}, ["content/index.md:5:7 typed-figure"]),
    "figure-hours": ({HOME: sound("Home", "Come 9 hours a week.")}, ["content/index.md:5:6 typed-figure"]),
    "figure-range": ({HOME: sound("Home", "For 9 to 19 hours a week.")}, ["content/index.md:5:5 typed-figure"]),
    "figure-in-words": ({HOME: sound("Home", "One in five needs help.")}, ["content/index.md:5:1 typed-figure"]),
    "figure-half": ({HOME: sound("Home", "Almost half of all adults know.")}, ["content/index.md:5:8 typed-figure"]),
    "figure-million": ({HOME: sound("Home", "There are 3 million.")}, ["content/index.md:5:11 typed-figure"]),
    "number-911": ({HOME: sound("Home", "Call 911 now.")}, ["content/index.md:5:6 typed-number"]),
    "figure-in-the-data": (
        {"content/_data/tags.yaml": f"harm:\n  name: Harm\n  description: 'For 40 % of us. {DESCRIPTION}'\n"},
        ["content/_data/tags.yaml:3:21 typed-figure"],
    ),
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
    "claim-denied": (
        {
            DENIALS: 'denial: {words: [nobody, "don’t"]}\n',
            HOME: sound("Home", "Nobody here can guarantee it, and we don’t guarantee that."),
        },
        [],
    ),
    "claim-behind-a-condition": (
        {
            DENIALS: 'denial: {words: ["don’t"]}\ncondition: {words: [if]}\n',
            HOME: sound("Home", "If you don’t call, ask or come, we guarantee it."),
        },
        ["content/index.md:5:36 claim"],
    ),
    "exposure-denied": (
        {DENIALS: 'denial: {words: ["don’t"]}\n', HOME: sound("Home", "Please don’t email us your diagnosis.")},
        [],
    ),
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
        ["content/index.md:6:1 link-twice", "content/index.md:7:1 link-text", "content/index.md:7:4 alt-text"],
    ),
    "danger-in-the-title": ({HOME: sound("What to do in withdrawal", "")}, ["content/index.md:2:8 urgent-help"]),
    "danger-named-in-the-description-first": (
        {
            HOME: sound("Home", "We help.\n\n## Overdose").replace(
                DESCRIPTION, f"Overdose: {DESCRIPTION}".replace(":", "")
            )
        },
        ["content/index.md:7:4 urgent-help"],
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
        ["content/index.md:5:4 urgent-help", "content/p.md orphan-page", "content/p.md:2:8 urgent-help"],
    ),
    "danger-in-the-text-only": ({HOME: sound("Home", "We talk of suicide too.")}, []),
    "danger-in-an-h3": (
        {HOME: sound("Home", "## A part\n\n### Overdose")},
        ["content/index.md:7:5 urgent-help"],
    ),
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
    "heading-with-a-link": (
        {HOME: sound("Home", "#### See [our *group*](https://a.org/ours) there")},
        ["content/index.md:5:1 heading-order"],
    ),
    "bold-line-in-place-of-a-heading": (
        {HOME: sound("Home", "**What to bring**\n\n- Shoes\n\n__Why__\n\nWe walk.")},
        ["content/index.md:5:1 heading-order", "content/index.md:9:1 heading-order"],
    ),
    "bold-that-is-no-heading": (
        {HOME: sound("Home", "**You can stop.**\n\n**Bring** shoes.\n\n- **One**\n\n**The end**")},
        [],
    ),
    "headings-without-words": (
        {HOME: sound("Home", "## One\n\n###\n\n## &nbsp;\n\n## ... {.a}\n\n### ![A room](room.png)\n\n<h2> </h2>\n")},
        [f"content/index.md:{line}:1 heading-empty" for line in (7, 9, 11, 15)],
    ),
    "header-cells": (
        {
            HOME: sound(
                "Home",
                "Table: A\n\n| | Day |\n|---|---|\n| a | b |\n\nTable: B\n\n|A| |**C**|\n|-|-|-|\n|a|b|c|\n\n"
                "Table: C\n\n|  |  |\n|---|---|\n| a | b |",
            )
        },
        ["content/index.md:13:1 table-headers", "content/index.md:19:1 table-headers"],
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
        ["templates/home.html:1:51 dead-link"],
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
    "orphan-that-links-to-itself": (
        {"content/a.md": sound("A page", "[Our group](a.md)")},
        ["content/a.md orphan-page"],
    ),
    "review-in-31-days": (
        {HOME: sound("Home", "", "reviewer: lee", "reviewed: 2026-01-01", "next_review: 2026-12-25")},
        [],
    ),
    "review-in-30-days": (
        {HOME: sound("Home", "", "reviewer: lee", "reviewed: 2026-01-01", "next_review: 2026-12-24")},
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


def test_what_is_said_of_pictures(make_site: MakeSite) -> None:
    """A picture in a template without alt text, or with a speech in it, is reported in words that say so."""
    pictures = f'<img src="/room.png"><img src="/room.png" alt="{"a " * 76}">'
    template = f'{{% extends "page.html" %}}{{% block more %}}{pictures}{{% endblock %}}'
    site = make_site({**SOUND, HOME: sound("Home", ""), "templates/home.html": template, "content/room.png": PNG})

    found = said(check(site, "check")[0])

    assert [line.replace("a " * 20, "a") for line in found] == [
        'templates/home.html:1:52 warning alt-text: the alt text "/room.png" is missing',
        'templates/home.html:1:89 warning alt-text: the alt text "a…" is longer than 150 characters',
    ]


def test_what_is_said_of_a_bold_line(make_site: MakeSite) -> None:
    """A bold line in place of a heading is named as what it is."""
    site = make_site({**SOUND, HOME: sound("Home", "**Our house**\n\nWe sit here.")})

    assert said(check(site, "check")[0]) == [
        'content/index.md:5:1 warning heading-order: "Our house" is bold and stands alone: it looks like a heading, but is none'
    ]
