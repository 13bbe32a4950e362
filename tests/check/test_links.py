"""A link reaches what it says, in pages and in feeds."""

import json
from datetime import date

import pytest

from care import SITE as CARE
from carepress.check.page.pages import Bounds, file_findings, loaded_by
from carepress.check.site.links import Finished, addresses_in, dead_entries
from carepress.model.config import Options
from carepress.pipeline import build, read_site
from tests.check.sound import SOUND, check, said, sound
from tests.sites import HELP, HOME, NOON, PNG, MakeSite, page

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
    "other-in-parts": ('<a href="tel:911">9<b>8</b>8</a>', "", [f"content/index.md:5:18 {OTHER} 9 8 8, but dials 911"]),
    "two-numbers": ("[911 or 988](tel:988)", "", [f"content/index.md:5:1 {OTHER} 911, but dials 988"]),
    "one-digit": ("[423-555-0143](tel:423-555-0142)", "", [f"content/index.md:5:1 {OTHER} 423-555-0143, but dials +14235550142"]),
    "digit-missing": ("[423-555-014](tel:423-555-0142)", "", [f"content/index.md:5:1 {OTHER} 423-555-014, but dials +14235550142"]),
    "no-extension": ("[615-555-0199](tel:+16155550199,5)", "", [f"content/index.md:5:1 {OTHER} 615-555-0199, but dials +16155550199,5"]),
    "code-that-is-dialed": ("[435748](tel:988)", "", [f"content/index.md:5:1 {OTHER} 435748, but dials 988"]),
    "label": ("", '<a href="tel:988" aria-label="Call 911">Call</a>', [f"templates/home.html:1:72 {OTHER} 911, but dials 988"]),
    "title": ('[Call](tel:988 "911")', "", [f"content/index.md:5:16 {OTHER} 911, but dials 988"]),
    "picture": ("[![Call 911](room.png)](tel:988)", "", [f"content/index.md:5:1 {OTHER} 911, but dials 988"]),
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
    "messenger": ("[Chat](https://wa.me/15550100) [more](//T.me/us)", "", ["content/index.md:5:8 error phone-number: https://wa.me/15550100 isn't in the data", "content/index.md:5:39 error phone-number: //T.me/us isn't in the data"]),
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
    site = read_site(
        make_site({**SOUND, HOME: sound("Home", "")}).root, Options(kind=CARE, today=date(2026, 11, 24)), NOON
    ).site
    texts = {
        "feed.xml": "<p>&lt;a href=&quot;https://example.org/gone/#part&quot;>A&lt;/a> https://example.org/ https://example.net/x/</p>",
        "feed.json": '{"url": "https://example.org/", "image": "https://example.org/b.png"}',
    }

    lists = {path: addresses_in(text, "https://example.org/") for path, text in texts.items()}
    found = dead_entries(site, Finished({}, frozenset({"index.html"})), lists)

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
    found = file_findings(path, loaded_by(path, text), Bounds(frozenset(), "", "example.org"))

    assert [finding.said["host"] for finding in found] == ["cdn.example.net"] * ("cdn." in text)


@pytest.mark.parametrize(("anchor", "rules"), [("first", []), ("frist", ["dead-anchor"])])
def test_a_page_that_waits_may_lead_to_itself(make_site: MakeSite, anchor: str, rules: list[str]) -> None:
    """Only the preview has such a page; a wrong anchor in it is a warning, because nobody reads it today."""
    text = f"[Go on](#{anchor})\n\n## First\n\nWords.\n"
    site = make_site({"content/later.md": page(text, date="2027-01-01")})
    report = build(site.root, Options(kind=CARE, preview=True, output=site.root / "site"), NOON)

    assert [one.rule for one in report.warnings if one.place.path == "content/later.md"] == rules
    assert {one.severity for one in report.warnings} <= {"warning"}
