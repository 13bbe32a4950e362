"""Feeds, the sitemap and what pages say of them, read as a feed reader and a search engine read them."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser  # type: ignore[import-untyped]
import pytest

from carepress.site_files.feed_formats import Entry, Feed, atom_feed, json_feed
from carepress.text.html import Tree, scan_page
from tests.conftest import PNG, ROOT, SETTINGS, MakeSite, TinySite, page
from tests.every_kind import NO_CARDS, share_store
from tests.test_site import TODAY, built

Json = Any
TAGS = "work: {name: Work & school, description: Keeping a job.}\nteens: {name: Teens, description: For the young.}\n"
SURVEY = "survey: {title: A survey, publisher: An agency, url: https://example.org/survey, verified: secondary}\n"
FACTS = "half: {text: 5 in 10, as_of: 2024, source: survey, verified: secondary}\n"
REFERENCES = (
    '{% extends "page.html" %}{% block main %}{{ content() }}'
    '{% for source in references() %}<p id="{{ source.id }}">{{ source.source.title }}</p>{% endfor %}{% endblock %}'
)


def atom(site: TinySite, path: str = "feed.xml") -> Any:
    """Return an Atom feed as a feed reader has it; nothing in it is mended on the way."""
    raw = (site.root / "site" / path).read_bytes()
    feed = feedparser.parse(raw, resolve_relative_uris=False, sanitize_html=False)
    assert (feed.bozo, feed.version) == (False, "atom10")
    return feed


def from_json(site: TinySite, path: str = "feed.json") -> Json:
    return json.loads(site.read(path))


def titles(site: TinySite, topic: str = "") -> list[str]:
    """Return the titles in a feed; both of its files have the same."""
    found = [entry.title for entry in atom(site, f"{topic}feed.xml").entries]
    assert found == [item["title"] for item in from_json(site, f"{topic}feed.json")["items"]]
    return found


def feed_paths(site: TinySite) -> list[str]:
    return sorted(path for path in site.tree() if path.endswith(("feed.xml", "feed.json")))


def addresses(html: str) -> list[str]:
    found = [node.attributes for node in Tree(html).css("[href], [src]")]
    return [value for attributes in found for name in ("href", "src") if (value := attributes.get(name)) is not None]


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
            "content/a.md": page(title="A", date="2026-01-01", tags="[work, teens]"),
            "content/b.md": page(title="B", date="2026-01-02", tags="[work]", author="Jo"),
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
        ("Jo", ["Work & school"]),
        ("Test Center", ["Work & school", "Teens"]),
    ]
    assert [(item["authors"], item["tags"]) for item in items] == [
        ([{"name": entry.author}], [tag.term for tag in entry.tags]) for entry in entries
    ]


HELD_BACK = {
    "undated": {},
    "noindex": {"date": "2026-01-01", "noindex": "true"},
    "draft": {"date": "2026-01-01", "draft": "true"},
    "scheduled": {"date": "2026-11-25"},
    "expired": {"date": "2026-01-01", "expires": "2026-11-24"},
}


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


ENTRY = Entry(
    title="T",
    url="https://example.org/a/",
    summary="S",
    html="<p>H</p>",
    author="A",
    published=datetime(2026, 1, 1, tzinfo=UTC),
    updated=datetime(2026, 1, 1, tzinfo=UTC),
    tags=(),
)
FEED = Feed(
    title="F",
    description="D",
    home="https://example.org/",
    url="https://example.org/feed.xml",
    language="en-US",
    author="A",
    entries=[ENTRY],
)


@pytest.mark.parametrize("bad", ["\x00", "\x01", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe", "\uffff"], ids=ascii)
def test_characters_that_xml_does_not_know(bad: str) -> None:
    """Whatever a template lets through, Atom stays readable: a character that XML can't hold is left out."""
    words = f"a{bad}b\tc"
    entry = replace(ENTRY, title=words, summary=words, author=words, html=f"<p>{words}</p>")
    text = atom_feed(replace(FEED, title=words, description=words, author=words, entries=[entry]))
    feed = feedparser.parse(text.encode(), resolve_relative_uris=False, sanitize_html=False)
    read = feed.entries[0]

    assert not feed.bozo
    assert {feed.feed.title, feed.feed.subtitle, feed.feed.author, read.title, read.summary, read.author} == {"ab\tc"}
    assert read.content[0].value == "<p>ab\tc</p>"


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x0b", "\x1f", "\x7f", "\x85"], ids=ascii)
def test_control_characters_in_json(control: str) -> None:
    """JSON can hold a control character, written out."""
    text = json_feed(replace(FEED, entries=[replace(ENTRY, title=f"a{control}b")]))

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

    def cite(use: int) -> str:
        return (
            f'<sup class="cite"><a id="c_1-{use}" href="https://example.org/a/#s_1" aria-label="Source 1">1</a></sup>'
        )

    expected = (
        f"<p>Of all, 5 in 10{cite(1)}.</p>\n<p>A card with 5 in 10{cite(2)}</p>\n<p>5 in 10{cite(3)} &amp; more</p>"
    )
    assert from_json(site)["items"][0]["content_html"] == expected
    assert atom(site).entries[0].content[0].value == expected
    assert atom(site).entries[0].content[0].type == "text/html"


# ---------------------------------------------------------------- JSON Feed 1.1, by its specification

Check = Callable[[Json], bool]


def is_text(value: Json) -> bool:
    return isinstance(value, str)


def is_texts(value: Json) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def is_address(value: Json) -> bool:
    return is_text(value) and urlsplit(value).scheme in {"http", "https"} and bool(urlsplit(value).hostname)


def is_moment(value: Json) -> bool:
    """Return whether a value is a moment by RFC 3339."""
    shape = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    if not is_text(value) or not re.fullmatch(shape, value, re.ASCII):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_list_of(keys: Mapping[str, Check], needs: Iterable[str]) -> Check:
    """Return a check of a list of objects: their keys, and those of which each has one at least."""

    def is_one(value: Json) -> bool:
        return (
            isinstance(value, dict)
            and any(key in value for key in needs)
            and all(keys[key](item) if key in keys else key.startswith("_") for key, item in value.items())
        )

    return lambda value: isinstance(value, list) and all(map(is_one, value))


AUTHOR: Mapping[str, Check] = {"name": is_text, "url": is_address, "avatar": is_address}
HUB: Mapping[str, Check] = {"type": is_text, "url": is_address}
TOP: Mapping[str, Check] = {
    "version": lambda value: value == "https://jsonfeed.org/version/1.1",
    "title": is_text,
    "home_page_url": is_address,
    "feed_url": is_address,
    "description": is_text,
    "user_comment": is_text,
    "next_url": is_address,
    "icon": is_address,
    "favicon": is_address,
    "authors": is_list_of(AUTHOR, AUTHOR),
    "language": lambda value: is_text(value) and bool(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", value)),
    "expired": lambda value: isinstance(value, bool),
    "hubs": is_list_of(HUB, HUB),
    "items": lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
}
ITEM: Mapping[str, Check] = {
    "id": lambda value: is_text(value) and value != "",
    "url": is_address,
    "external_url": is_address,
    "title": is_text,
    "content_html": is_text,
    "content_text": is_text,
    "summary": is_text,
    "image": is_address,
    "banner_image": is_address,
    "date_published": is_moment,
    "date_modified": is_moment,
    "authors": is_list_of(AUTHOR, AUTHOR),
    "tags": is_texts,
    "language": TOP["language"],
    "attachments": lambda value: isinstance(value, list),
}


def json_faults(text: str) -> list[str]:
    """Return what is wrong with a JSON Feed."""
    feed = json.loads(text)
    if not isinstance(feed, dict):
        return ["not an object"]
    # The specification says of feeds that are published that they should have their two addresses.
    faults = key_faults("", feed, TOP, ("version", "title", "items", "home_page_url", "feed_url"))
    items = [item for item in feed.get("items", ()) if isinstance(item, dict)]
    for number, item in enumerate(items):
        faults += key_faults(f"items.{number}.", item, ITEM, ("id",))
        if not {"content_html", "content_text"} & item.keys():
            faults.append(f"items.{number} has no content")
    if len({str(item.get("id")) for item in items}) < len(items):
        faults.append("an id stands twice")
    return faults


def key_faults(at: str, found: Mapping[str, Json], known: Mapping[str, Check], needed: Iterable[str]) -> list[str]:
    faults = [f"{at}{key} is missing" for key in needed if key not in found]
    for key, value in found.items():
        if key in known:
            faults += [] if known[key](value) else [f"{at}{key} is wrong"]
        elif not (re.fullmatch(r"_[a-zA-Z][^.]*", key) and isinstance(value, dict)):
            faults.append(f"{at}{key} is unknown")
    return faults


SOUND: Json = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "A",
    "home_page_url": "https://example.org/",
    "feed_url": "https://example.org/feed.json",
    "_more": {"about": "https://example.org/"},
    "items": [
        {"id": "1", "content_html": "", "date_published": "2026-01-01T00:00:00-05:00", "authors": [{"name": "B"}]}
    ],
}


@pytest.mark.parametrize(
    ("changes", "item", "faults"),
    [
        pytest.param({}, {}, [], id="sound"),
        pytest.param({"version": "https://jsonfeed.org/version/1"}, {}, ["version is wrong"], id="version"),
        pytest.param({"title": None}, {}, ["title is wrong"], id="no-text"),
        pytest.param({"home_page_url": "/"}, {}, ["home_page_url is wrong"], id="relative-address"),
        pytest.param({"more": {}}, {}, ["more is unknown"], id="unknown-key"),
        pytest.param({"_more": 1}, {}, ["_more is unknown"], id="extension-that-is-no-object"),
        pytest.param({"authors": [{}]}, {}, ["authors is wrong"], id="author-without-anything"),
        pytest.param({"authors": {"name": "B"}}, {}, ["authors is wrong"], id="authors-that-are-no-list"),
        pytest.param({"items": {}}, {}, ["items is wrong"], id="items-that-are-no-list"),
        pytest.param({"language": ""}, {}, ["language is wrong"], id="language"),
        pytest.param({}, {"id": 1}, ["items.0.id is wrong"], id="id-that-is-a-number"),
        pytest.param({}, {"date_published": "2026-01-01"}, ["items.0.date_published is wrong"], id="day"),
        pytest.param({}, {"date_published": "2026-01-01T00:00:00"}, ["items.0.date_published is wrong"], id="no-offset"),
        pytest.param({}, {"date_modified": "2026-02-30T00:00:00Z"}, ["items.0.date_modified is wrong"], id="no-such-day"),
        pytest.param({}, {"tags": "work"}, ["items.0.tags is wrong"], id="tags-that-are-no-list"),
        pytest.param({}, {"link": "https://example.org/"}, ["items.0.link is unknown"], id="unknown-key-of-an-item"),
    ],
)  # fmt: skip
def test_what_a_json_feed_may_not_say(changes: Mapping[str, Json], item: Mapping[str, Json], faults: list[str]) -> None:
    """The check that other tests use finds each fault."""
    feed = {**SOUND, "items": [{**SOUND["items"][0], **item}], **changes}

    assert json_faults(json.dumps(feed)) == faults


def test_what_a_json_feed_must_say() -> None:
    """The check that other tests use finds what is missing, and what stands twice."""
    items = [{"content_text": ""}, {"id": "1"}, {"id": "1", "content_text": ""}]

    assert json_faults(json.dumps({"items": items})) == [
        *("version is missing", "title is missing", "home_page_url is missing", "feed_url is missing"),
        *("items.0.id is missing", "items.1 has no content", "an id stands twice"),
    ]


# ---------------------------------------------------------------- sitemaps, by the protocol of sitemaps.org

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
W3C_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)


def sitemap_faults(text: str, home: str, today: date) -> list[str]:
    """Return what is wrong with the sitemap of the site at an address."""
    root = ET.fromstring(text)
    faults = [] if root.tag == f"{SITEMAP}urlset" else [f"the root is {root.tag}"]
    faults += [f"{node.tag} in the root" for node in root if node.tag != f"{SITEMAP}url"]
    locs = [loc.text or "" for loc in root.iter(f"{SITEMAP}loc")]
    if not 0 < len(root) <= 50_000:
        faults.append(f"{len(root)} pages")
    if len(set(locs)) < len(locs):
        faults.append("a page stands twice")
    for url in root:
        faults += url_faults(url, home, today)
    return faults


def url_faults(url: ET.Element, home: str, today: date) -> list[str]:
    names = [node.tag.removeprefix(SITEMAP) for node in url]
    faults = [] if names in (["loc"], ["loc", "lastmod"]) else [f"a page has {', '.join(names) or 'nothing'}"]
    for loc in url.iter(f"{SITEMAP}loc"):
        address = loc.text or ""
        # An address has no characters that would have to be written otherwise, and lies below the sitemap's own.
        is_right = address.startswith(home) and re.fullmatch(r"[!-~]+", address) and not set(address) & set('<>"')
        faults += [] if is_right else [f"{address} isn't on the site"]
        faults += [] if len(address) < 2048 else [f"{len(address)} characters"]
    for lastmod in url.iter(f"{SITEMAP}lastmod"):
        day = lastmod.text or ""
        if not W3C_DATE.fullmatch(day):
            faults.append(f"{day} is no date")
        elif day[:10] > today.isoformat()[: len(day[:10])]:
            faults.append(f"{day} is in the future")
    return faults


@pytest.mark.parametrize(
    ("urls", "faults"),
    [
        pytest.param("<url><loc>https://example.org/a/</loc><lastmod>2026-11-24</lastmod></url>", [], id="sound"),
        pytest.param("<url><loc>https://example.org/</loc><lastmod>2026</lastmod></url>", [], id="year"),
        pytest.param("", ["0 pages"], id="empty"),
        pytest.param("<url/>", ["a page has nothing"], id="no-address"),
        pytest.param("<loc>https://example.org/</loc>", [f"{SITEMAP}loc in the root", "a page has nothing"], id="no-url"),
        pytest.param("<url><loc>/a/</loc></url>", ["/a/ isn't on the site"], id="relative"),
        pytest.param("<url><loc>https://example.com/</loc></url>", ["https://example.com/ isn't on the site"], id="other-host"),
        pytest.param("<url><loc>https://example.org/é</loc></url>", ["https://example.org/é isn't on the site"], id="letter"),
        pytest.param(f"<url><loc>https://example.org/{'a' * 2028}</loc></url>", ["2048 characters"], id="long"),
        pytest.param("<url><loc>https://example.org/</loc></url>" * 2, ["a page stands twice"], id="twice"),
        pytest.param("<url><loc>https://example.org/</loc><loc>https://example.org/b/</loc></url>", ["a page has loc, loc"], id="two-addresses"),
        pytest.param("<url><loc>https://example.org/</loc><lastmod>24/11/2026</lastmod></url>", ["24/11/2026 is no date"], id="date"),
        pytest.param("<url><loc>https://example.org/</loc><lastmod>2026-11-25</lastmod></url>", ["2026-11-25 is in the future"], id="future"),
        pytest.param("<url><loc>https://example.org/</loc><lastmod></lastmod></url>", [" is no date"], id="no-date"),
    ],
)  # fmt: skip
def test_what_a_sitemap_may_not_say(urls: str, faults: list[str]) -> None:
    """The check that other tests use finds each fault."""
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'

    assert sitemap_faults(text, "https://example.org/", date(2026, 11, 24)) == faults


# ---------------------------------------------------------------- what these checks say of real sites

REDIRECT = '<!doctype html><title>{{ page.title }}</title><a href="{{ page.href }}">{{ page.title }}</a>'
SITES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "one-page": ("https://example.org/", {}),
    "articles": (
        "https://example.org/",
        {
            "content/_data/tags.yaml": TAGS,
            "content/blog/index.md": page(),
            "content/blog/a.md": page(date="2026-01-01", updated="2026-11-20", aliases="[/old/, /old.html]"),
            "content/blog/b.md": page(date="2026-11-24", tags="[work, teens]"),
            "content/404.md": page(),
            "templates/redirect.html": REDIRECT,
        },
    ),
    "held-back": (
        "https://example.org/",
        {
            "templates/redirect.html": REDIRECT,
            **{f"content/{name}.md": page(**keys, aliases=f"[/old-{name}/]") for name, keys in HELD_BACK.items()},
        },
    ),
    "base-path": ("https://example.org:8080/a/b/", {"content/blog/a.md": page(date="2026-01-01")}),
    "odd-names": (
        "https://example.org/",
        {"content/é & ü/a'b.md": page(date="2026-01-01"), "content/日本/語.md": page(date="2026-01-01")},
    ),
    "long-list": (
        "https://example.org/",
        {
            "content/blog/index.md": page(),
            **{f"content/blog/{number}.md": page(title=f"Page {number}") for number in range(45)},
        },
    ),
    "future": ("https://example.org/", {"content/a.md": page(date="2026-01-01", updated="2027-01-01")}),
    "old": ("https://example.org/", {"content/a.md": page(date="1880-01-01")}),
}


@pytest.mark.parametrize("name", SITES)
def test_files_of_tiny_sites(make_site: MakeSite, name: str) -> None:
    """Whatever a site holds, its sitemap and feeds are as their readers want them."""
    base, files = SITES[name]
    site = make_site(files)
    site.build("2026-11-24", base_url=base)

    assert sitemap_faults(site.read("sitemap.xml"), base, date(2026, 11, 24)) == []
    for path in feed_paths(site):
        if path.endswith(".json"):
            assert json_faults(site.read(path)) == []
        else:
            assert atom(site, path).feed.id.startswith(base)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("one-page", [("", "")], id="one-page"),
        pytest.param(
            "articles",
            [
                ("", ""),
                ("blog/", "2026-11-24"),
                ("blog/a/", "2026-11-20"),
                ("blog/b/", "2026-11-24"),
                ("topics/teens/", "2026-11-24"),
                ("topics/work/", "2026-11-24"),
            ],
            id="articles",
        ),
        pytest.param("held-back", [("", ""), ("undated/", "")], id="held-back"),
        pytest.param(
            "odd-names",
            [
                ("", ""),
                ("e-u/ab/", "2026-01-01"),
                ("%E6%97%A5%E6%9C%AC/%E8%AA%9E/", "2026-01-01"),
            ],
            id="odd-names",
        ),
    ],
)
def test_pages_of_a_sitemap(make_site: MakeSite, name: str, expected: list[tuple[str, str]]) -> None:
    """The sitemap has each page that may be found, with the day of its last change if it has one, and no other."""
    base, files = SITES[name]
    site = make_site(files)
    site.build("2026-11-24")
    urls = ET.fromstring(site.read("sitemap.xml"))

    found = [(url.findtext(f"{SITEMAP}loc"), url.findtext(f"{SITEMAP}lastmod") or "") for url in urls]
    assert found == [(base + path, day) for path, day in expected]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """Return a copy of the project's own site, built."""
    root = tmp_path_factory.mktemp("project")
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, root / name)
    share_store(root)
    built(TinySite(root))
    return TinySite(root)


def test_the_project_s_sitemap(project: TinySite) -> None:
    """The project's sitemap is right, and each address in it is that of a page that says the same of itself."""
    text = project.read("sitemap.xml")
    locs = [loc.text or "" for loc in ET.fromstring(text).iter(f"{SITEMAP}loc")]

    assert sitemap_faults(text, "https://example.org/", TODAY) == []
    assert len(locs) > 50
    for loc in locs:
        html = project.read(f"{unquote(urlsplit(loc).path).lstrip('/')}index.html")
        assert f'<link rel="canonical" href="{loc}">' in html
        assert '<meta name="robots"' not in html


def test_the_project_s_feeds(project: TinySite) -> None:
    """The project's feeds are right, have the same entries in both forms, and lead to what is there."""
    tree = project.tree()
    pages = {f"https://example.org/{path.removesuffix('index.html')}" for path in tree if path.endswith(".html")}
    anchors = {path: scan_page(Tree(raw.decode())).ids for path, raw in tree.items() if path.endswith(".html")}
    found = [path.removesuffix("feed.json") for path in feed_paths(project) if path.endswith(".json")]

    assert found[0] == ""
    assert len(found) > 5
    for folder in found:
        feed, whole = atom(project, f"{folder}feed.xml"), from_json(project, f"{folder}feed.json")
        assert json_faults(project.read(f"{folder}feed.json")) == []
        assert [entry.id for entry in feed.entries] == [item["id"] for item in whole["items"]]
        assert {feed.feed.id, *(entry.id for entry in feed.entries)} <= pages
        for entry, item in zip(feed.entries, whole["items"], strict=True):
            assert entry.content[0].value == item["content_html"].strip()
            assert entry.updated_parsed >= entry.published_parsed
            assert len(Tree(item["content_html"]).body.text()) > 2000  # type: ignore[union-attr]
            assert [
                address for address in addresses(item["content_html"]) if not leads_somewhere(address, anchors)
            ] == []


def leads_somewhere(address: str, anchors: Mapping[str, frozenset[str]]) -> bool:
    """Return whether an address is whole and, if it is on the site, that of a page and its anchor."""
    parts = urlsplit(address)
    if parts.hostname != "example.org":
        return parts.scheme in {"http", "https", "tel", "mailto", "sms"}
    known = anchors.get(f"{unquote(parts.path).lstrip('/')}index.html")
    return known is not None and (not parts.fragment or unquote(parts.fragment) in known)


# ---------------------------------------------------------------- what pages say of their feeds


def announced(site: TinySite, path: str) -> list[tuple[str | None, ...]]:
    nodes = Tree(site.read(path)).css('head link[rel="alternate"]')
    return [tuple(node.attributes[name] for name in ("type", "title", "href")) for node in nodes]


def with_real_templates(site: TinySite) -> TinySite:
    shutil.copytree(ROOT / "templates", site.root / "templates", dirs_exist_ok=True, ignore=NO_CARDS)
    return site


@pytest.mark.parametrize(
    ("base_url", "base"),
    [("https://example.org/", "/"), ("https://example.org/preview/", "/preview/")],
    ids=["top", "base-path"],
)
def test_pages_announce_their_feeds(make_site: MakeSite, base_url: str, base: str) -> None:
    """Each page tells of the site's feeds, a topic of its own too; what they name is there."""
    site = with_real_templates(
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
    site = with_real_templates(make_site(files))
    site.build("2026-11-24")

    assert [announced(site, path) for path in ("index.html", "a/index.html", "topics/work/index.html")] == [[], [], []]
    assert "feed" not in site.read("index.html").lower()
