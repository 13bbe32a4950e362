"""Pelican's settings. Related pages, neighbors and the figure are functions of its own for templates, without plug-ins."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SITENAME = "Benchmark Center"
SITEURL = "https://example.org"
FEED_DOMAIN = SITEURL
AUTHOR = SITENAME
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
PLUGINS: list[str] = []
THEME = "theme"
THEME_STATIC_DIR = "assets"
MARKDOWN = {
    "extensions": [f"markdown.extensions.{name}" for name in ("extra", "sane_lists", "smarty", "toc")],
    "extension_configs": {"markdown.extensions.toc": {"permalink": "#", "permalink_class": "anchor", "toc_depth": "2"}},
    "output_format": "html5",
}
ARTICLE_PATHS = ["blog"]
PAGE_PATHS = ["pages"]
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "blog"
FILENAME_METADATA = "(?P<slug>.*)"
ARTICLE_URL, ARTICLE_SAVE_AS = "blog/{slug}/", "blog/{slug}/index.html"
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "topics/{slug}/", "topics/{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "blog", "sitemap", "robots"]
INDEX_SAVE_AS, BLOG_SAVE_AS = "index.html", "blog/index.html"
SITEMAP_SAVE_AS, ROBOTS_SAVE_AS = "sitemap.xml", "robots.txt"
PAGINATED_TEMPLATES = {"blog": 20, "tag": 20}
DEFAULT_PAGINATION = 20
PAGINATION_PATTERNS = [
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
FEED_ALL_ATOM, TAG_FEED_ATOM = "feed.xml", "topics/{slug}/feed.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
HELP = json.loads((HERE / "help.json").read_text())
COSTS = json.loads((HERE / "costs.json").read_text())

_RELATED, _NEAREST = 3, 4
_known: dict[str, Any] = {}  # a build is a process of its own


def _places(articles: list[Any]) -> Any:
    """Return where each article stands in the list of all; make ready the topics' lists too."""
    if "places" not in _known:
        lists: dict[str, list[Any]] = {}
        for article in articles:
            for tag in article.tags:
                lists.setdefault(tag.slug, []).append(article)
        _known["places"] = {article.slug: at for at, article in enumerate(articles)}
        _known["lists"] = lists
        _known["in_lists"] = {tag: {article.slug: at for at, article in enumerate(of)} for tag, of in lists.items()}
    return _known["places"]


def around(articles: list[Any], article: Any) -> tuple[Any, Any]:
    """Return the articles before and after one; None where there is none."""
    at = _places(articles)[article.slug]
    return (articles[at - 1] if at else None, articles[at + 1] if at + 1 < len(articles) else None)


def related(articles: list[Any], article: Any) -> list[Any]:
    """Return the articles that share most of an article's topics, of those nearest to it in the topics' lists."""
    _places(articles)
    scores: dict[str, float] = {}
    found = {}
    for tag in article.tags:
        of, at = _known["lists"][tag.slug], _known["in_lists"][tag.slug][article.slug]
        for other in of[max(0, at - _NEAREST) : at + _NEAREST + 1]:
            if other is not article:
                found[other.slug] = other
                scores[other.slug] = scores.get(other.slug, 0) + 1 / len(of)
    return [found[slug] for slug in sorted(scores, key=scores.__getitem__, reverse=True)[:_RELATED]]


def figures(text: str) -> str:
    """Return a text with the figures of costs.json."""
    if "[[" in text:
        for name, amount in COSTS.items():
            text = text.replace(f"[[{name}]]", f"${amount:,}")
    return text


JINJA_FILTERS = {"around": around, "related": related, "figures": figures}
