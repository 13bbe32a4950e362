"""Links say where they lead, lead where they say, and tell nobody who follows them."""

import pytest

from carepress.check.page.links import says_nothing
from tests.check.sound import SOUND, check, said, sound
from tests.sites import HOME, MakeSite, page

VAGUE = (
    "click here, Click here!, CLICK HERE →, find out more, at this link, this article, read on, see more », more info"
    "|go, Continue…, download, Download PDF, visit our website, these pages, tap here, keep reading, Learn more about it"
    "|check it out!, see for yourself here, Read more (opens in a new tab), view all, this one, next page, start here"
    "|www.samhsa.gov, https://a.org/b, samhsa.gov/find-help, Visit 988lifeline.org, /costs/, ../costs/index.md, PDF, details, here's more"
    "|click here to see what we do, Tap the map of our house, Click for our prices, Clicking on the list"
)
TELLING = (
    "Read more about costs, more than one way to pay, About, About us, Where to find us, Find your way here, costs"
    "|Here to Stay, Get in touch, Check in, How to get here, Resources, Articles, Press, Visiting, Give back, page 2"
    "|FindTreatment.gov, Visit HealthCare.gov, HealthCare.gov: the federal Marketplace, us@example.org, 988, all posts, What we do, For you, and/or, 24/7"
    "|Tap water and meals, Click counts, Press the bell on the wall, See who answers"
)
LEADS: dict[str, tuple[str, list[str]]] = {
    "shortener": (
        "[Our list](https://goo.gl/x)",
        ["5:12 error link-elsewhere: this link goes to goo.gl, which leads on to somebody else"],
    ),
    "shortener-below": (
        "[Our list](//www.TinyURL.com/x)",
        ["5:12 error link-elsewhere: this link goes to www.tinyurl.com, which leads on to somebody else"],
    ),
    "shortener-in-html": (
        '<a href="https://t.co/x?a=1&amp;b=2">Our list</a>',
        ["5:10 error link-elsewhere: this link goes to t.co, which leads on to somebody else"],
    ),
    "no-shortener": ("[A list](https://att.com/t.co/x) [another list](https://goo.gl.example.net/)", []),
    "door": (
        "[The form](https://www.google.com/url?q=https%3A%2F%2Fa.org%2Fb&sa=D)",
        ["5:12 error link-elsewhere: this link goes to www.google.com, which leads on to another address"],
    ),
    "door-in-code": (
        "[The form](https://www.youtube.com/redirect?event=x&q=https%253A%252F%252Fa.org)",
        ["5:12 error link-elsewhere: this link goes to www.youtube.com, which leads on to another address"],
    ),
    "no-door": ("[Maps](https://www.google.com/maps?q=url) [a film](https://www.youtube.com/watch?v=redirect)", []),
    "letter": (
        "[The news](https://u1.ct.sendgrid.net/ls/click?upn=x) [older](https://click.example.net/a)",
        [
            "5:12 error link-elsewhere: this link goes to u1.ct.sendgrid.net, which leads on to somebody else",
            "5:63 error link-elsewhere: this link goes to click.example.net, which leads on to somebody else",
        ],
    ),
    "address-handed-on": (
        "[The news](https://a.org/out?to=www.b.org/c) [the same](https://a.org/?https://b.org)",
        [
            "5:12 error link-elsewhere: this link goes to a.org, which leads on to another address",
            "5:57 error link-elsewhere: this link goes to a.org, which leads on to another address",
        ],
    ),
    "address-of-the-same": (
        "[Sign in](https://a.org/in?next=https://www.a.org/b) [kept](https://web.archive.org/web/2024/https://b.org/)"
        " [share](https://a.org/share?u=https://example.org/) [seek](https://a.org/?q=b.org)",
        [],
    ),
    "says-another": (
        "[Medicare.gov helps](https://b.example.net/) [Visit FindTreatment.gov](https://a.org/)",
        [
            "5:22 error link-elsewhere: this link says medicare.gov, but leads to b.example.net",
            "5:72 error link-elsewhere: this link says findtreatment.gov, but leads to a.org",
        ],
    ),
    "says-the-same": (
        "[Medicare.gov](https://plans.medicare.gov/) [how Medicaid.gov works](https://a.org/) [a plan of ours.pdf](https://a.org/)",
        [],
    ),
    "tracks": (
        "[One](https://a.org/?hsa_cam=1&MKT_TOK=2) [two](https://a.org/#utm_source=x) [three](https://youtu.be/x?si=y)",
        [
            "5:7 error tracking: this link tells where a visitor came from: hsa_cam, MKT_TOK",
            "5:49 error tracking: this link tells where a visitor came from: utm_source",
            "5:86 error tracking: this link tells where a visitor came from: si",
        ],
    ),
    "tracks-in-odd-places": (
        "[One](https://a.org/#/b?_hsenc=1) [two](https://a.org/?a=1;gclid=2) [three](https://a.org/?%75tm_id=1)",
        [
            "5:7 error tracking: this link tells where a visitor came from: _hsenc",
            "5:41 error tracking: this link tells where a visitor came from: gclid",
            "5:77 error tracking: this link tells where a visitor came from: %75tm_id",
        ],
    ),
    "tracks-nobody": (
        "[One](https://a.org/?page=2&si=3&q=utm_source) [two](https://a.org/gclid/) [three](https://tag.org/?tag=x)",
        [],
    ),
    "nothing-in-it": (
        "[](index.md)\n[ ](index.md) [**→**](index.md)\n[&nbsp;](index.md) [...][a]\n<a href='index.md'><b> </b></a>\n\n[a]: index.md",
        [
            "5:1 warning name-missing: this <a> has no words",
            "6:1 warning name-missing: this <a> has no words",
            "6:15 warning name-missing: this <a> has no words",
            "7:1 warning name-missing: this <a> has no words",
            "7:20 warning name-missing: this <a> has no words",
            "8:1 warning name-missing: this <a> has no words",
        ],
    ),
    "twice": (
        "[Our *group*](https://a.org/x)\n\n[Our group](http://www.a.org/x/)\n[Our group](https://a.org/x#y)\n\n[Our group »](https://a.org/y)",
        ['10:1 warning link-twice: two links say "Our group »" but lead to https://a.org/x and https://a.org/y'],
    ),
    "each-at-its-line": (
        "[Here](index.md)\n\n<a href='index.md'>Here</a>\n\n[Here](index.md)\n\n<https://a.org/b>",
        [
            '5:1 warning link-text: the link "Here" doesn\'t say where it leads',
            '7:19 warning link-text: the link "Here" doesn\'t say where it leads',
            '9:1 warning link-text: the link "Here" doesn\'t say where it leads',
            '11:1 warning link-text: the link "https://a.org/b" doesn\'t say where it leads',
        ],
    ),
}


@pytest.mark.parametrize("text", VAGUE.replace("|", ", ").split(", "))
def test_words_that_say_nothing(text: str) -> None:
    """A link of words that could stand in any link is vague, in whatever order, signs and capitals."""
    assert says_nothing(text)


@pytest.mark.parametrize("text", TELLING.replace("|", ", ").split(", "))
def test_words_that_say_something(text: str) -> None:
    """A link that names something isn't."""
    assert not says_nothing(text)


@pytest.mark.parametrize(("text", "expected"), LEADS.values(), ids=LEADS)
def test_a_link_leads_where_it_says(make_site: MakeSite, text: str, expected: list[str]) -> None:
    """A link by way of somebody else, with the address of another, or that tells on visitors is named at its place."""
    site = make_site({**SOUND, HOME: sound("Home", text)})

    assert [line.removeprefix("content/index.md:") for line in said(check(site, "check")[0])] == expected


def test_a_build_stops_at_a_link_that_leads_elsewhere(make_site: MakeSite) -> None:
    """A link that leads on names the page that it ends at."""
    site = make_site({HOME: page("[A form](https://a.org/out?url=https%3A%2F%2Fb.org%2Fc)")})

    assert site.printed() == (
        "content/index.md:5:10: error: this link goes to a.org, which leads on to another address [link-elsewhere]\n"
        "    5 | [A form](https://a.org/out?url=https%3A%2F%2Fb.org%2Fc)\n"
        "      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  hint: link to that itself: https://b.org/c"
    )
