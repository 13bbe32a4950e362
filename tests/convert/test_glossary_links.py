"""The glossary: which words of an article become links to their meaning, and which stay as they are."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from types import FrameType

import pytest

from carepress.convert import glossary_links as terms
from carepress.text.html import Tree
from tests.project import became
from tests.sites import PNG, MakeSite, TinySite, page

GLOSSARY = """\
opioid: {term: opioid, also: [opiate], meaning: A drug.}
oud: {term: opioid use disorder, also: [OUD], meaning: An illness.}
medicine: {term: medication for opioid use disorder, meaning: A treatment.}
recovery: {term: recovery, meaning: Getting well., page: blog/well.md}
peer: {term: peer specialist, meaning: Somebody who has been there.}
right: {term: "patient's right", meaning: What is yours.}
plan: {term: co-pay, meaning: Your part of the bill.}
"""
# The glossary of the tiny sites: a page with an id for each term.
TEMPLATE = (
    '{% extends "page.html" %}{% block main %}'
    '{% for id, entry in data.glossary.items() %}<p id="{{ id }}">{{ entry.term }}</p>{% endfor %}{% endblock %}'
)
FILES: Mapping[str, str | bytes] = {
    "content/_data/glossary.yaml": GLOSSARY,
    "content/glossary.md": page(template="glossary"),
    "content/blog/well.md": page("In recovery.\n", date="2026-01-02"),
    "content/room.png": PNG,
    "templates/glossary.html": TEMPLATE,
}
ARTICLE = "blog/a/index.html"
_LINK = re.compile(r'<a class="term" href="/glossary/#([a-z0-9-]+)">([^<]*)</a>')


def site_with(make_site: MakeSite, body: str, files: Mapping[str, str] | None = None) -> TinySite:
    """Return a site with a glossary and an article."""
    return make_site({**FILES, "content/blog/a.md": page(f"{body}\n", date="2026-01-01"), **(files or {})})


def linked(site: TinySite, path: str = ARTICLE) -> str:
    """Build; return what a text became, with the links to the glossary written as [word](id)."""
    site.build("2026-11-24")
    return _LINK.sub(r"[\2](\1)", site.main(path))


# What an article says, and what becomes of it.
LINKED = [
    pytest.param("An opioid is an opioid.", "An [opioid](opioid) is an opioid.", id="first-use-only"),
    pytest.param("An opioid or opiate.", "An [opioid](opioid) or opiate.", id="another-form-is-a-further-use"),
    pytest.param("An opiate or opioid.", "An [opiate](opioid) or opioid.", id="another-form-first"),
    pytest.param(
        "An opioid use disorder, an opioid.",
        "An [opioid use disorder](oud), an [opioid](opioid).",
        id="longest-form-wins",
    ),
    pytest.param(
        "An opioid use disorder, an opioid use disorder.",
        "An [opioid use disorder](oud), an opioid use disorder.",
        id="nothing-inside-a-further-use",
    ),
    pytest.param(
        "OUD, an opioid use disorder, an opioid.",
        "[OUD](oud), an opioid use disorder, an [opioid](opioid).",
        id="nothing-inside-another-form",
    ),
    pytest.param(
        "An opioid, an opioid use disorder.",
        "An [opioid](opioid), an [opioid use disorder](oud).",
        id="short-before-long",
    ),
    pytest.param(
        "A medication for opioid use disorder, an opioid.",
        "A [medication for opioid use disorder](medicine), an [opioid](opioid).",
        id="nothing-inside-a-longer-form",
    ),
    pytest.param(
        "A medication for opioid use disorder is a medication for opioid use disorder. Opioid.",
        "A [medication for opioid use disorder](medicine) is a medication for opioid use disorder. [Opioid](opioid).",
        id="nothing-inside-a-further-use-of-a-longer-form",
    ),
    pytest.param("Peer specialists.", "[Peer specialists](peer).", id="plural-of-words"),
    pytest.param("Some opioids.", "Some [opioids](opioid).", id="plural-of-a-word"),
    pytest.param("Two OUDs.", "Two [OUDs](oud).", id="plural-of-a-short-form"),
    pytest.param("The peer\nspecialist.", "The [peer\nspecialist](peer).", id="across-a-line-break"),
    pytest.param("A patient's right.", "A [patient’s right](right).", id="straight-apostrophe"),
    pytest.param("A patient’s right.", "A [patient’s right](right).", id="curly-apostrophe"),
    pytest.param("The opioid's effect.", "The [opioid](opioid)’s effect.", id="before-an-apostrophe"),
    pytest.param("A co-pay.", "A [co-pay](plan).", id="hyphen-of-its-own"),
    pytest.param("**An opioid** here.", "<strong>An [opioid](opioid)</strong> here.", id="bold"),
    pytest.param("An *opioid*.", "An <em>[opioid](opioid)</em>.", id="italic"),
    pytest.param(
        "(opioid), “OUD” a/recovery—x.",
        "([opioid](opioid)), “[OUD](oud)” a/[recovery](recovery)—x.",
        id="next-to-punctuation",
    ),
    pytest.param("opioid<br>recovery", "[opioid](opioid)<br>[recovery](recovery)", id="next-to-a-tag"),
    pytest.param("A & opioid < b.", "A &amp; [opioid](opioid) &lt; b.", id="next-to-an-entity"),
]
CAPITALS = [
    pytest.param("Recovery is slow.", "[Recovery](recovery) is slow.", id="text"),
    pytest.param("Yes. Recovery is slow.", "Yes. [Recovery](recovery) is slow.", id="full-stop"),
    pytest.param("Yes? Recovery.", "Yes? [Recovery](recovery).", id="question"),
    pytest.param("Yes! Recovery.", "Yes! [Recovery](recovery).", id="exclamation"),
    pytest.param("Yes:\nRecovery.", "Yes:\n[Recovery](recovery).", id="colon-and-line-break"),
    pytest.param('"Yes." Recovery.', "“Yes.” [Recovery](recovery).", id="end-of-a-quote"),
    pytest.param('"Recovery," he said.', "“[Recovery](recovery),” he said.", id="begin-of-a-quote"),
    pytest.param("Opioid use disorder.", "[Opioid use disorder](oud).", id="several-words"),
    pytest.param("Tennessee Valley Recovery.", "Tennessee Valley Recovery.", id="in-a-name"),
    pytest.param("Tennessee Valley\nRecovery.", "Tennessee Valley\nRecovery.", id="in-a-name-across-a-line-break"),
    pytest.param("The Recovery, a recovery.", "The Recovery, a [recovery](recovery).", id="name-before-the-word"),
    pytest.param("RECOVERY. Opioid Use.", "RECOVERY. [Opioid](opioid) Use.", id="all-capitals"),
    pytest.param("An Opioid Use Disorder.", "An Opioid Use Disorder.", id="title-case"),
    pytest.param("oud, Oud, OUD.", "oud, Oud, [OUD](oud).", id="short-form-only-as-written"),
    pytest.param(
        "**Tennessee Valley** Recovery.",
        "<strong>Tennessee Valley</strong> Recovery.",
        id="in-a-name-half-of-it-bold",
    ),
    pytest.param(
        "Tennessee Valley\u00a0Recovery.",
        "Tennessee Valley&nbsp;Recovery.",
        id="in-a-name-kept-together",
    ),
]
OTHER_WORDS = [
    pytest.param("antiopioid opioidlike opioid2 opioid_x", id="in-a-longer-word"),
    pytest.param("non-opioid opioid-free non-opioid-free", id="in-a-hyphenated-word"),
    pytest.param("non-opioid use disorder, peer specialist-led", id="words-with-a-hyphen"),
    pytest.param("peerspecialist peer, specialist peer-specialist", id="words-written-otherwise"),
    pytest.param("ópioid opíoid", id="other-letters"),
]
LEFT_ALONE = [
    pytest.param("## An opioid", '<h2 id="an-opioid">An opioid</h2>', id="heading"),
    pytest.param("###### An *opioid*", '<h6 id="an-opioid">An <em>opioid</em></h6>', id="small-heading"),
    pytest.param("[An opioid](../index.md)", '<a href="/">An opioid</a>', id="link"),
    pytest.param("[An **opioid**](../index.md)", '<a href="/">An <strong>opioid</strong></a>', id="bold-in-a-link"),
    pytest.param("`an opioid`", "<code>an opioid</code>", id="code"),
    pytest.param("```\nan opioid\n```", "<pre><code>an opioid\n</code></pre>", id="block-of-code"),
    pytest.param("<kbd>opioid</kbd>", "<kbd>opioid</kbd>", id="keyboard"),
    pytest.param("An OPI.\n\n*[OPI]: opioid", '<abbr title="opioid">OPI</abbr>', id="what-an-abbreviation-says"),
    pytest.param("<abbr title='x'>opioid</abbr>", '<abbr title="x">opioid</abbr>', id="abbreviation"),
    pytest.param("| opioid |\n| --- |\n| x |", '<th scope="col">opioid</th>', id="head-of-a-table"),
    pytest.param("Table: An opioid\n\n| a |\n| - |\n| b |", "<caption>An opioid</caption>", id="caption-of-a-table"),
    pytest.param(
        "<figure><figcaption>An opioid</figcaption></figure>",
        "<figcaption>An opioid</figcaption>",
        id="caption-of-a-figure",
    ),
    pytest.param("| a |\n| - |\n| opioid |", "<td>opioid</td>", id="cell-of-a-table"),
    pytest.param("!!! urgent\n    An opioid", "<p>An opioid</p>\n</div>", id="callout"),
    pytest.param('!!! urgent "An opioid"\n    A', "An opioid</p>\n<p>A</p>", id="title-of-a-callout"),
    pytest.param("A[^1]\n\n[^1]: An opioid", "An opioid", id="footnote"),
    pytest.param("An opioid\n: A drug", "<dt>An opioid</dt>", id="defined-word"),
    pytest.param("<details><summary>An opioid</summary></details>", "<summary>An opioid</summary>", id="summary"),
    pytest.param('<span title="opioid">x</span>', '<span title="opioid">x</span>', id="attribute"),
    pytest.param(
        '<span title="a > opioid">x</span>', '<span title="a &gt; opioid">x</span>', id="attribute-with-a-bracket"
    ),
    pytest.param("![An opioid](../room.png)", 'alt="An opioid"', id="description-of-a-picture"),
    pytest.param('[x](../index.md "An opioid")', 'title="An opioid"', id="title-of-a-link"),
]
ELSEWHERE = [
    pytest.param("* An opioid", "<ul>\n<li>An [opioid](opioid)</li>\n</ul>", id="list"),
    pytest.param("> An opioid", "<blockquote>\n<p>An [opioid](opioid)</p>\n</blockquote>", id="quote"),
    pytest.param("Drug\n: An opioid", "<dd>An [opioid](opioid)</dd>", id="definition"),
    pytest.param("`a` opioid", "<p><code>a</code> [opioid](opioid)</p>", id="behind-code"),
    pytest.param(
        "## A\n\n[x](../index.md) an opioid", '<p><a href="/">x</a> an [opioid](opioid)</p>', id="behind-a-link"
    ),
]
BEFORE_A_TERM = "{}\n\nThen an opioid.\n"


@pytest.fixture(scope="module")
def articles() -> dict[str, str]:
    """Return what each of these texts became, with the links to the glossary written as [word](id)."""
    texts = [str(row.values[0]) for row in [*LINKED, *CAPITALS, *OTHER_WORDS, *ELSEWHERE]]
    texts += [BEFORE_A_TERM.format(row.values[0]) for row in LEFT_ALONE]
    pages = became("glossary-links", FILES, texts, "content/blog", date="2026-01-01")
    return {text: _LINK.sub(r"[\2](\1)", html) for text, html in pages.items()}


def test_what_a_link_to_the_glossary_is(make_site: MakeSite) -> None:
    """A term becomes a link to its place on the glossary's page."""
    site = site_with(make_site, "An opioid.")
    site.build("2026-11-24")

    assert site.main(ARTICLE) == '<p>An <a class="term" href="/glossary/#opioid">opioid</a>.</p>'


@pytest.mark.parametrize(("body", "expected"), LINKED)
def test_a_term_is_linked(articles: dict[str, str], body: str, expected: str) -> None:
    """A term becomes a link where it is used first, in the longest form that stands there, as it is written there."""
    assert articles[body] == f"<p>{expected}</p>"


@pytest.mark.parametrize(("body", "expected"), CAPITALS)
def test_capitals(articles: dict[str, str], body: str, expected: str) -> None:
    """A word may begin a sentence; inside a name it's not the word, and a short form is written in one way only."""
    assert articles[body] == f"<p>{expected}</p>"


@pytest.mark.parametrize("body", OTHER_WORDS)
def test_what_is_another_word(articles: dict[str, str], body: str) -> None:
    """A term inside of another word is no term."""
    assert articles[body] == f"<p>{body}</p>"


@pytest.mark.parametrize(("body", "kept"), LEFT_ALONE)
def test_what_is_left_alone(articles: dict[str, str], body: str, kept: str) -> None:
    """No link stands where it would be in the way; the first use is the next one, in the running text behind it."""
    text = articles[BEFORE_A_TERM.format(body)]

    assert kept in text
    assert [match[0] for match in re.finditer(r"\[[^]]*\]\([a-z]*\)", text)] == ["[opioid](opioid)"]
    assert "<p>Then an [opioid](opioid).</p>" in text


@pytest.mark.parametrize(("body", "expected"), ELSEWHERE)
def test_where_else_a_term_is_linked(articles: dict[str, str], body: str, expected: str) -> None:
    """Whatever is running text has its links."""
    assert expected in articles[body]


def test_what_the_data_prints_stays(make_site: MakeSite) -> None:
    """What a merge field or a component prints has no links of the glossary, and isn't the first use of a word."""
    files = {
        "content/_data/words.yaml": "opioid: an opioid\n",
        "templates/components/card.html": "<p>{{ text }}: recovery</p>",
    }
    body = '{{ words.opioid }}, opioid\n\n{{ card text="An opioid use disorder" }}\n\nIn recovery, opioid.'

    assert linked(site_with(make_site, body, files)) == (
        "<p>an opioid, [opioid](opioid)</p>\n"
        "<p>An opioid use disorder: recovery</p>\n"
        "<p>In [recovery](recovery), opioid.</p>"
    )


def test_only_articles_have_links(make_site: MakeSite) -> None:
    """A page without a date has none, and the first use is the first one on each article."""
    files = {
        "content/undated.md": page("An opioid.\n"),
        "content/blog/index.md": page("An opioid.\n"),
        "content/blog/b.md": page("An opioid.\n", date="2026-01-03"),
    }
    site = site_with(make_site, "An opioid.", files)

    paths = (ARTICLE, "blog/b/index.html", "undated/index.html", "blog/index.html")
    assert [linked(site, path) for path in paths] == [
        "<p>An [opioid](opioid).</p>",
        "<p>An [opioid](opioid).</p>",
        "<p>An opioid.</p>",
        "<p>An opioid.</p>",
    ]


def test_not_on_the_page_that_says_more(make_site: MakeSite) -> None:
    """A term isn't linked on the page that it names as its own; the other terms are."""
    site = site_with(make_site, "In recovery, an opioid.")
    site.write({"content/blog/well.md": page("In recovery, an opioid.\n", date="2026-01-02")})

    assert linked(site) == "<p>In [recovery](recovery), an [opioid](opioid).</p>"
    assert linked(site, "blog/well/index.html") == "<p>In recovery, an [opioid](opioid).</p>"


@pytest.mark.parametrize(
    ("base_url", "slug", "href"),
    [
        pytest.param("https://example.org/", "", "/glossary/#opioid", id="at-the-top"),
        pytest.param("https://example.org/preview/", "", "/preview/glossary/#opioid", id="base-path"),
        pytest.param("https://example.org/a%22b/", "words", "/a%2522b/words/#opioid", id="base-path-with-a-quote"),
    ],
)
def test_address_of_the_glossary(make_site: MakeSite, base_url: str, slug: str, href: str) -> None:
    """The links lead to where the glossary is, below the site's base path."""
    site = site_with(make_site, "An opioid.")
    site.write({"content/glossary.md": page(template="glossary", **({"slug": slug} if slug else {}))})
    site.build("2026-11-24", base_url=base_url)

    assert site.main(ARTICLE) == f'<p>An <a class="term" href="{href}">opioid</a>.</p>'


@pytest.mark.parametrize("keys", [None, {"draft": "true"}, {"date": "2026-12-01"}], ids=["none", "draft", "scheduled"])
def test_without_a_glossary_page(make_site: MakeSite, keys: Mapping[str, str] | None) -> None:
    """Nothing is linked while the site has no page that explains the words."""
    site = site_with(make_site, "An opioid.")
    (site.root / "content/glossary.md").unlink()
    if keys:
        site.write({"content/glossary.md": page(template="glossary", **keys)})

    assert linked(site) == "<p>An opioid.</p>"


def test_a_glossary_that_leaves_words_out(make_site: MakeSite) -> None:
    """A template without a place for a term is found out: each link has to lead to something."""
    site = site_with(make_site, "An opioid.", {"templates/glossary.html": TEMPLATE.replace('id="{{ id }}"', "")})

    assert [(problem.rule, problem.message) for problem in site.problems()] == [
        ("dead-anchor", "the finished page leads to /glossary/#opioid, an anchor that isn't there"),
    ]


HOSTILE = "a &lt;b> \"c\" 'd' .*+?()[] a.c abc x|y $z \\1 C++ &amp;amp; &amp; {e} a\u00a0b f AT&T"


@pytest.mark.usefixtures("words_as_written")
@pytest.mark.parametrize(
    ("term", "words"),
    [
        pytest.param("<b>", None, id="tag"),
        pytest.param('a" onclick="x', [], id="end-of-an-attribute"),
        pytest.param('"c"', None, id="quotes"),
        pytest.param("'d'", None, id="apostrophes"),
        pytest.param(".*+?()[]", [], id="only-signs"),
        pytest.param(".*", [], id="any-character"),
        pytest.param("a.c", ["a.c"], id="dot"),
        pytest.param("abc", ["abc"], id="plain"),
        pytest.param("x|y", ["x|y"], id="bar"),
        pytest.param("x|f", [], id="bar-that-is-no-choice"),
        pytest.param("f(?=x)", [], id="group"),
        pytest.param("a[b]*c", [], id="set"),
        pytest.param("C++", ["C++"], id="plus"),
        pytest.param("AT&T", ["AT&T"], id="ampersand"),
        pytest.param("ab(", [], id="open-bracket"),
        pytest.param("a\\", [], id="backslash"),
        pytest.param("amp", ["amp"], id="name-of-an-entity"),
        pytest.param("lt", [], id="name-of-a-bracket"),
        pytest.param("nbsp", [], id="name-of-a-space"),
    ],
)
def test_words_of_the_glossary_stay_words(make_site: MakeSite, term: str, words: list[str] | None) -> None:
    """Whatever the glossary holds is looked for as it stands there, and the article's text isn't changed by it."""
    quoted = term.replace("'", "''")
    site = site_with(make_site, HOSTILE, {"content/_data/glossary.yaml": f"t: {{term: '{quoted}', meaning: A.}}\n"})
    site.build("2026-11-24")
    main = Tree(site.read(ARTICLE)).css_first("main")
    assert main is not None

    assert main.text() == "a <b> “c” ‘d’ .*+?()[] a.c abc x|y $z \\1 C++ &amp; & {e} a\u00a0b f AT&T"
    assert {node.tag for node in main.css("*")} <= {"main", "p", "a"}
    assert {name for node in main.css("a") for name in node.attributes} <= {"class", "href"}
    if words is not None:
        assert [node.text() for node in main.css("a")] == words


def calls_while(action: Callable[[], object], event: str) -> Counter[str]:
    """Return how often code of the module that links terms called, or was called, while an action ran."""
    counts: Counter[str] = Counter()

    def watch(frame: FrameType, happened: str, argument: object) -> None:
        if happened == event and frame.f_code.co_filename == terms.__file__:
            counts[frame.f_code.co_name if event == "call" else getattr(argument, "__qualname__", "")] += 1

    sys.setprofile(watch)
    try:
        action()
    finally:
        sys.setprofile(None)
    return counts


EIGHTY = "".join(f"t{number}: {{term: word{number}, meaning: A.}}\n" for number in range(80))


@pytest.mark.parametrize(("undated", "articles"), [(1, 0), (30, 0), (1, 3), (30, 3)])
def test_pages_without_a_date_are_not_gone_over(make_site: MakeSite, undated: int, articles: int) -> None:
    """A glossary of eighty terms is looked for once in each article, and in no other page."""
    files = {f"content/p{number}.md": page("A word1.\n") for number in range(undated)}
    files |= {f"content/q{number}.md": page("A word1.\n", date="2026-01-01") for number in range(articles)}
    site = make_site({**FILES, "content/_data/glossary.yaml": EIGHTY, "content/blog/well.md": page(), **files})

    calls = calls_while(lambda: site.build("2026-11-24"), "call")

    assert {name: calls[name] for name in ("link", "name")} == {"link": articles, "name": articles}


def test_only_terms_are_compared(make_site: MakeSite) -> None:
    """Eighty terms are looked for at once, and only what is one is looked at: many terms cost no more than few."""
    body = "Some plain words, word1, words, word2 and word1.\n" * 10
    files = {"content/_data/glossary.yaml": EIGHTY, "content/blog/well.md": page()}
    site = site_with(make_site, body, files)

    assert calls_while(lambda: site.build("2026-11-24"), "call")["name"] == 30
