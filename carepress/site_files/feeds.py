"""Decides what stands in the site's feeds: one for all articles and one for each topic, with the newest twenty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from carepress.model.page import Page
from carepress.model.site import Site
from carepress.site_files.feed_formats import Entry, Feed, atom_feed, json_feed
from carepress.text.html import with_whole_addresses
from carepress.text.urls import permalink, root_of, tag_url

_FEED_SIZE = 20
_ZONES_SINCE = 1970
FEED_FILES = {"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}


@dataclass(frozen=True, slots=True)
class SiteFeed:
    """What a feed is called and the pages in it, newest first."""

    title: str
    description: str
    pages: tuple[Page, ...]
    language: str = ""


def find_feeds(site: Site) -> dict[str, SiteFeed]:
    """Return each feed that has an entry, by the url of the page that shows the same."""
    newest = sorted(site.by_path.values(), key=lambda page: page.front_matter.date or date.min, reverse=True)
    feeds = {}
    for language, said in site.all_editions.items():
        name = said.settings.name
        own = [page for page in newest if page.language == language]
        feeds[root_of(language)] = SiteFeed(name, said.settings.description, _entries(own), language)
        for tag, topic in said.data.tags.items():
            pages = _entries(site.tagged.get(url := tag_url(tag, language), ()))
            feeds[url] = SiteFeed(f"{topic.name} | {name}", topic.description, pages, language)
    return {url: feed for url, feed in feeds.items() if feed.pages}


def _entries(pages: tuple[Page, ...] | list[Page]) -> tuple[Page, ...]:
    return tuple(page for page in pages if page.front_matter.date and not page.front_matter.noindex)[:_FEED_SIZE]


def feed_files(site: Site, url: str, feed: SiteFeed, text_of: Callable[[Page], str]) -> dict[str, str]:
    """Return the files of a feed by their paths; `text_of` returns the HTML of a page in it."""
    entries = [_entry(site, page, text_of(page)) for page in feed.pages]
    said = site.editions.get(feed.language, site)
    files = {}
    for name, write in (("feed.xml", atom_feed), ("feed.json", json_feed)):
        files[f"{url}{name}".lstrip("/")] = write(
            Feed(
                title=feed.title,
                description=feed.description,
                home=permalink(site.base_url, url),
                url=permalink(site.base_url, f"{url}{name}"),
                language=said.settings.language,
                author=site.settings.name,
                entries=entries,
            )
        )
    return files


def _entry(site: Site, page: Page, text: str) -> Entry:
    front_matter, tags = page.front_matter, site.editions.get(page.language, site).data.tags
    writer = site.data.people.get(front_matter.author)
    address = permalink(site.base_url, page.url)
    published = front_matter.date or date.min
    return Entry(
        title=page.title,
        url=address,
        summary=front_matter.description,
        html=with_whole_addresses(text, address),
        author=writer.name if writer else site.settings.name,
        published=_midnight(published, site),
        updated=_midnight(min(front_matter.updated or published, max(site.today, published)), site),
        tags=tuple(tags[tag].name for tag in front_matter.tags if tag in tags),
    )


def _midnight(day: date, site: Site) -> datetime:
    """Return the beginning of a day; long ago clocks differed by seconds, which feeds can't say."""
    return datetime.combine(day, time(), ZoneInfo(site.settings.timezone) if day.year >= _ZONES_SINCE else UTC)
