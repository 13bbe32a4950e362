"""The judge of JSON feeds finds what is wrong with one."""

import json
from collections.abc import Mapping

import pytest

from tests.site_files.reading import Json, json_faults

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
