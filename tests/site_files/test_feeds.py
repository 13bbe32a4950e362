"""Feeds and what pages say of them."""

import json
import re
from collections.abc import Mapping

import feedparser  # type: ignore[import-untyped]
import pytest

from carepress.site_files.feeds import atom_feed, json_feed
from carepress.text.html import Tree
from tests.project import with_templates
from tests.site_files.reading import (
    FACTS,
    HELD_BACK,
    REFERENCES,
    SURVEY,
    TAGS,
    addresses,
    atom,
    feed_paths,
    from_json,
    titles,
)
from tests.sites import ONE_PERSON, PEOPLE, PNG, SETTINGS, MakeSite, TinySite, page


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/preview/"], ids=["top", "base-path"])
def test_addresses_are_whole(make_site: MakeSite, base: str) -> None:
    """An article can be read anywhere: each link and picture in a feed says the host and the base path."""
    body = (
        "[home](../index.md) [below](#below) [other](b.md#c) ![A room](room.png) [call](tel:+14235550142)\n"
        "[mail](mailto:a@example.org) [far](http://example.com/?a=b&c=d) note[^1] {{ facts.half }}\n\n"
        "## Below\n\n{{ card }}\n\n[^1]: Foot.\n"
    )
    site = make_site(
        {
            "content/_site.yaml": SETTINGS + 'phone: "423-555-0142"\nemail: a@example.org\n',
            "content/_data/sources.yaml": SURVEY,
            "content/_data/facts.yaml": FACTS,
            "content/blog/a.md": page(body, date="2026-01-01"),
            "content/blog/b.md": page("## C\n"),
            "content/blog/room.png": PNG,
            "templates/article.html": REFERENCES,
            "templates/components/card.html": '<a href="{{ link("/blog/b/") }}"><img alt="" src="{{ link("/blog/room.png") }}"></a>',
        }
    )
    site.build("2026-11-24", base_url=base)
    feed, entry = atom(site).feed, atom(site).entries[0]
    whole, item = from_json(site), from_json(site)["items"][0]

    assert entry.content[0].value == item["content_html"]
    assert addresses(item["content_html"]) == [
        base,
        f"{base}blog/a/#below",
        f"{base}blog/b/#c",
        f"{base}blog/room.png",
        "tel:+14235550142",
        "mailto:a@example.org",
        "http://example.com/?a=b&c=d",
        f"{base}blog/a/#fn-1",
        f"{base}blog/a/#s_1",
        f"{base}blog/b/",
        f"{base}blog/room.png",
        f"{base}blog/a/#fnref-1",
    ]
    assert [(link.rel, link.type, link.href) for link in [*feed.links, *entry.links]] == [
        ("self", "application/atom+xml", f"{base}feed.xml"),
        ("alternate", "text/html", base),
        ("alternate", "text/html", f"{base}blog/a/"),
    ]
    assert (feed.id, entry.id, whole["home_page_url"], whole["feed_url"], item["id"], item["url"]) == (
        *(base, f"{base}blog/a/"),
        *(base, f"{base}feed.json", f"{base}blog/a/", f"{base}blog/a/"),
    )


def ids(site: TinySite) -> list[list[str]]:
    return [[entry.id for entry in atom(site).entries], [item["id"] for item in from_json(site)["items"]]]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"content/a.md": page("Text.\n", title="Other", date="2026-01-02")}, id="title"),
        pytest.param({"content/a.md": page("Other.\n", date="2026-01-02", updated="2026-03-01")}, id="text"),
        pytest.param({"content/a.md": page("Text.\n", date="2026-01-04", tags="[work]")}, id="date-and-tags"),
        pytest.param({"content/0.md": page(date="2026-01-01"), "content/c.md": page()}, id="other-pages"),
    ],
)
def test_ids_are_stable(make_site: MakeSite, change: Mapping[str, str]) -> None:
    """An article is its address: a reader isn't shown it twice because somebody changed it, or another one."""
    site = make_site(
        {
            "content/_data/tags.yaml": TAGS,
            "content/a.md": page("Text.\n", date="2026-01-02"),
            "content/b.md": page("Text.\n", slug="other", date="2026-01-03"),
        }
    )
    site.build("2026-11-24")
    before = ids(site)
    site.write(change).build("2026-11-24")

    assert before == [["https://example.org/other/", "https://example.org/a/"]] * 2
    assert [set(found) - {"https://example.org/0/"} for found in ids(site)] == [set(found) for found in before]


@pytest.mark.parametrize(
    ("timezone", "keys", "published", "updated"),
    [
        pytest.param(
            "America/New_York",
            {"date": "2026-01-02", "updated": "2026-07-01"},
            "2026-01-02T00:00:00-05:00",
            "2026-07-01T00:00:00-04:00",
            id="winter-and-summer",
        ),
        pytest.param(
            "America/Chicago",
            {"date": "2026-11-01"},
            "2026-11-01T00:00:00-05:00",
            "2026-11-01T00:00:00-05:00",
            id="the-day-on-which-the-clock-changes",
        ),
        pytest.param(
            "Asia/Kathmandu",
            {"date": "2026-01-02", "updated": "2026-01-02"},
            "2026-01-02T00:00:00+05:45",
            "2026-01-02T00:00:00+05:45",
            id="quarter-of-an-hour",
        ),
        pytest.param("UTC", {"date": "2026-01-02"}, "2026-01-02T00:00:00+00:00", "2026-01-02T00:00:00+00:00", id="utc"),
    ],
)
def test_dates(make_site: MakeSite, timezone: str, keys: Mapping[str, str], published: str, updated: str) -> None:
    """A day begins by the site's clock; a page that nobody changed was last changed when it was published."""
    settings = f"{SETTINGS}timezone: {timezone}\n"
    files = {"content/_site.yaml": settings, "content/a.md": page(**keys), "content/b.md": page(date="2025-12-31")}
    site = make_site(files)
    site.build("2026-11-24")
    entry, item = atom(site).entries[0], from_json(site)["items"][0]

    assert (entry.published, entry.updated) == (published, updated)
    assert (item["date_published"], item["date_modified"]) == (published, updated)
    assert atom(site).feed.updated == updated
    assert entry.updated_parsed >= entry.published_parsed


def test_a_feed_is_as_new_as_its_newest_change(make_site: MakeSite) -> None:
    """An old article that was changed makes the feed new; the order stays that of publication."""
    site = make_site(
        {
            "content/a.md": page(title="A", date="2026-01-01", updated="2026-06-01"),
            "content/b.md": page(title="B", date="2026-02-01"),
        }
    )
    site.build("2026-11-24")

    assert (titles(site), atom(site).feed.updated) == (["B", "A"], "2026-06-01T00:00:00-04:00")


def test_the_newest_twenty(make_site: MakeSite) -> None:
    """A feed has the newest twenty articles, the newest first, whatever their names are."""
    days = [(7 * number) % 25 + 1 for number in range(25)]  # each day once, in another order than the files
    articles = {
        f"content/{chr(97 + number)}.md": page(title=f"Day {day}", date=f"2026-03-{day:02}", tags="[work]")
        for number, day in enumerate(days)
    }
    site = make_site({"content/_data/tags.yaml": TAGS, "content/undated.md": page(), **articles})
    site.build("2026-11-24")

    newest = [f"Day {day}" for day in range(25, 5, -1)]
    assert (titles(site), titles(site, "topics/work/")) == (newest, newest)


def test_feeds_of_topics(make_site: MakeSite) -> None:
    """The site has a feed, and so has each topic that an article is about; each says where it and its page are."""
    site = make_site(
        {
            "content/_site.yaml": f"{SETTINGS}description: What we do.\n",
            "content/_data/tags.yaml": f"{TAGS}costs: {{name: Costs, description: Money.}}\nnone: {{name: N, description: D.}}\n",
            PEOPLE: ONE_PERSON,
            "content/a.md": page(title="A", date="2026-01-01", tags="[work, teens]"),
            "content/b.md": page(title="B", date="2026-01-02", tags="[work]", author="lee"),
            "content/c.md": page(title="C", tags="[costs, work]"),
        }
    )
    site.build("2026-11-24")
    home = "https://example.org/"
    feeds = [atom(site, path).feed for path in ("feed.xml", "topics/teens/feed.xml", "topics/work/feed.xml")]
    others = [from_json(site, path) for path in ("feed.json", "topics/teens/feed.json", "topics/work/feed.json")]

    assert feed_paths(site) == [
        *("feed.json", "feed.xml", "topics/teens/feed.json", "topics/teens/feed.xml"),
        *("topics/work/feed.json", "topics/work/feed.xml"),
    ]
    assert [titles(site, topic) for topic in ("", "topics/teens/", "topics/work/")] == [["B", "A"], ["A"], ["B", "A"]]
    assert [(feed.title, feed.subtitle, feed.id, feed.language) for feed in feeds] == [
        ("Test Center", "What we do.", home, "en-US"),
        ("Teens | Test Center", "For the young.", f"{home}topics/teens/", "en-US"),
        ("Work & school | Test Center", "Keeping a job.", f"{home}topics/work/", "en-US"),
    ]
    assert [{link.rel: link.href for link in feed.links} for feed in feeds] == [
        {"self": f"{home}{folder}feed.xml", "alternate": f"{home}{folder}"}
        for folder in ("", "topics/teens/", "topics/work/")
    ]
    assert [(feed["title"], feed["description"], feed["home_page_url"], feed["feed_url"]) for feed in others] == [
        (feed.title, feed.subtitle, feed.id, f"{feed.id}feed.json") for feed in feeds
    ]
    entries, items = atom(site).entries, others[0]["items"]
    assert [(entry.author, [tag.term for tag in entry.get("tags", [])]) for entry in entries] == [
        ("Dr. Lee", ["Work & school"]),
        ("Test Center", ["Work & school", "Teens"]),
    ]
    assert [(item["authors"], item["tags"]) for item in items] == [
        ([{"name": entry.author}], [tag.term for tag in entry.tags]) for entry in entries
    ]


@pytest.mark.parametrize("keys", HELD_BACK.values(), ids=HELD_BACK)
def test_what_is_not_in_feeds(make_site: MakeSite, keys: Mapping[str, str]) -> None:
    """A page that isn't for everybody, or not today, is in no feed; without others there is no feed at all."""
    tagged = {"tags": "[work]", **keys}
    site = make_site({"content/_data/tags.yaml": TAGS, "content/a.md": page(title="A", **tagged)})
    site.build("2026-11-24")
    alone = feed_paths(site)
    site.write({"content/b.md": page(title="B", date="2025-01-01", tags="[work]")}).build("2026-11-24")

    assert alone == []
    assert (titles(site), titles(site, "topics/work/")) == (["B"], ["B"])


def test_a_page_comes_on_its_day_and_goes_on_its_day(make_site: MakeSite) -> None:
    """Time alone brings a page into the feeds and takes it out again, with the files when it was the last."""
    site = make_site({"content/a.md": page(title="A", date="2026-11-24", expires="2026-11-26")})
    found = []
    for today in ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"):
        site.build(today)
        found.append(titles(site) if feed_paths(site) else [])

    assert found == [[], ["A"], ["A"], []]


WORDS = {
    "brackets": "1 < 2 > 0 <b>x</b> </title>",
    "ampersands": "R&D &amp; &lt;i&gt; &#60; &copy;",
    "end-of-cdata": "<![CDATA[ ]]> -- --> <?xml ?>",
    "emoji": "👩‍👩‍👧 🏳️‍🌈 ✓",
    "invisible": "a\u200bb c\ufeffd\ufdd0e",
    "curly": "It’s “so” ‘here’",
}


def as_yaml(text: str) -> str:
    """Return a text in quotes, with each character that isn't plain written as its number."""
    return re.sub("[^ -~]", lambda match: f"\\U{ord(match[0]):08x}", json.dumps(text, ensure_ascii=False))


@pytest.mark.usefixtures("words_as_written")
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_survive(make_site: MakeSite, words: str) -> None:
    """Titles, summaries, names and topics are read in both files as they were written: as words, not as HTML."""
    said = as_yaml(words)
    site = make_site(
        {
            "content/_site.yaml": SETTINGS.replace("Test Center", said) + f"description: {said}\n",
            "content/_data/tags.yaml": f"work: {{name: {said}, description: {said}}}\n",
            "content/a.md": page(title=said, description=said, date="2026-01-01", tags="[work]"),
        }
    )
    site.build("2026-11-24")
    feed, entry, whole = atom(site).feed, atom(site).entries[0], from_json(site)
    item = whole["items"][0]

    assert {feed.title, feed.subtitle, entry.title, entry.summary, entry.author, entry.tags[0].term} == {words}
    assert {whole["title"], whole["description"], item["title"], item["summary"], *item["tags"]} == {words}
    assert {detail.type for detail in (feed.title_detail, entry.title_detail, entry.summary_detail)} == {"text/plain"}
    assert atom(site, "topics/work/feed.xml").feed.title == f"{words} | {words}"


DAY = "2026-01-01T00:00:00+00:00"
ENTRY = {
    "id": "https://example.org/a/",
    "url": "https://example.org/a/",
    "title": "T",
    "summary": "S",
    "content_html": "<p>H</p>",
    "date_published": DAY,
    "date_modified": DAY,
    "authors": [{"name": "A"}],
    "tags": [],
}
FEED = {
    "title": "F",
    "description": "D",
    "home_page_url": "https://example.org/",
    "language": "en-US",
    "authors": [{"name": "A"}],
    "items": [ENTRY],
}


@pytest.mark.parametrize("bad", ["\x00", "\x01", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe", "\uffff"], ids=ascii)
def test_characters_that_xml_does_not_know(bad: str) -> None:
    """Whatever a template lets through, Atom stays readable: a character that XML can't hold is left out."""
    words = f"a{bad}b\tc"
    authors = [{"name": words}]
    entry = {**ENTRY, "title": words, "summary": words, "authors": authors, "content_html": f"<p>{words}</p>"}
    whole = {**FEED, "title": words, "description": words, "authors": authors, "items": [entry]}
    text = atom_feed(whole, "https://example.org/feed.xml")
    feed = feedparser.parse(text.encode(), resolve_relative_uris=False, sanitize_html=False)
    read = feed.entries[0]

    assert not feed.bozo
    assert {feed.feed.title, feed.feed.subtitle, feed.feed.author, read.title, read.summary, read.author} == {"ab\tc"}
    assert read.content[0].value == "<p>ab\tc</p>"


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x0b", "\x1f", "\x7f", "\x85"], ids=ascii)
def test_control_characters_in_json(control: str) -> None:
    """JSON can hold a control character, written out."""
    text = json_feed({**FEED, "items": [{**ENTRY, "title": f"a{control}b"}]})

    assert json.loads(text)["items"][0]["title"] == f"a{control}b"
    assert "\x00" not in text


def test_the_full_text(make_site: MakeSite) -> None:
    """A feed has all of an article's text as its page has it, with components, figures and their sources."""
    site = make_site(
        {
            "content/_data/sources.yaml": SURVEY,
            "content/_data/facts.yaml": FACTS,
            "content/a.md": page(
                "Of all, {{ facts.half }}.\n\n{{ card }}\n\n{{ facts.half }} & more\n", date="2026-01-01"
            ),
            "templates/article.html": REFERENCES,
            "templates/components/card.html": "<p>A card with {{ cite(data.facts.half) }}</p>",
        }
    )
    site.build("2026-11-24")

    first, again = (
        f'<sup class="cite"><a{mark} href="https://example.org/a/#s_1" aria-label="Source 1">1</a></sup>'
        for mark in (' id="c_1"', "")
    )
    expected = f"<p>Of all, 5 in 10{first}.</p>\n<p>A card with 5 in 10{again}</p>\n<p>5 in 10{again} &amp; more</p>"
    assert from_json(site)["items"][0]["content_html"] == expected
    assert atom(site).entries[0].content[0].value == expected
    assert atom(site).entries[0].content[0].type == "text/html"


def announced(site: TinySite, path: str) -> list[tuple[str | None, ...]]:
    nodes = Tree(site.read(path)).css('head link[rel="alternate"]')
    return [tuple(node.attributes[name] for name in ("type", "title", "href")) for node in nodes]


@pytest.mark.parametrize(
    ("base_url", "base"),
    [("https://example.org/", "/"), ("https://example.org/preview/", "/preview/")],
    ids=["top", "base-path"],
)
def test_pages_announce_their_feeds(make_site: MakeSite, base_url: str, base: str) -> None:
    """Each page tells of the site's feeds, a topic of its own too; what they name is there."""
    site = with_templates(
        make_site(
            {
                "content/_data/tags.yaml": TAGS,
                "content/blog/a.md": page(date="2026-01-01", tags="[work]"),
                "content/blog/b.md": page(tags="[teens]"),
                "content/contact.md": page(),
            }
        )
    )
    site.build("2026-11-24", base_url=base_url)
    all_articles = [
        ("application/atom+xml", "Test Center", f"{base}feed.xml"),
        ("application/feed+json", "Test Center", f"{base}feed.json"),
    ]
    of_work = [
        ("application/atom+xml", "Work & school | Test Center", f"{base}topics/work/feed.xml"),
        ("application/feed+json", "Work & school | Test Center", f"{base}topics/work/feed.json"),
    ]

    for path in ("index.html", "blog/a/index.html", "blog/b/index.html", "topics/teens/index.html"):
        assert announced(site, path) == all_articles
    assert announced(site, "topics/work/index.html") == all_articles + of_work
    assert {href for _, _, href in all_articles + of_work} == {base + path for path in feed_paths(site)}


def test_pages_without_feeds_announce_none(make_site: MakeSite) -> None:
    """While no article has a date no page speaks of a feed."""
    files = {"content/_data/tags.yaml": TAGS, "content/a.md": page(tags="[work]"), "content/contact.md": page()}
    site = with_templates(make_site(files))
    site.build("2026-11-24")

    assert [announced(site, path) for path in ("index.html", "a/index.html", "topics/work/index.html")] == [[], [], []]
    assert "feed" not in site.read("index.html").lower()
