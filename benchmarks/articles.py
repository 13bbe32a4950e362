"""Makes up articles from a seed, the same for every generator, and writes them as each one wants them."""

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

# The Markdown extensions that Carepress uses: Pelican gets the same.
EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
)

_FIRST_DAY = date(2020, 1, 1)
_VOCABULARY = (
    "a about after again all also an and appointment are as ask at be before begin bring but by call can care center "
    "change clinic counselor cost day detox do doctor each evening family find first for friend from give good group "
    "have health help home hospital hour how if in insurance into is it keep know last learn level life longer look "
    "make many medicine meet month more morning most need nurse of often on one open or other out outpatient own part "
    "pay people person phone place plan practice program question recovery residential rest safe see session share "
    "short sleep some start stay step stop support take talk team than that the their then there these they this time "
    "to today together treatment under use visit wait walk way week well what when where which while who will with "
    "without work year you your"
)
_WORDS = _VOCABULARY.split()

_SITE = """\
name: Benchmark Center
base_url: https://example.org/
timezone: UTC
social_cards: false
"""
_PELICAN = """\
SITENAME = "Benchmark Center"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
PATH = "content"
THEME = "simple"
PLUGINS = []
MARKDOWN = {{"extensions": {extensions!r}, "extension_configs": {{}}, "output_format": "html5"}}
ARTICLE_URL = "blog/{{slug}}/"
ARTICLE_SAVE_AS = "blog/{{slug}}/index.html"
INDEX_SAVE_AS = "blog/index.html"
DIRECT_TEMPLATES = ["index"]
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
USE_FOLDER_AS_CATEGORY = False
DISPLAY_CATEGORIES_ON_MENU = False
"""

# Given an article's number, the target of a link to it.
Link = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many articles of how many words to make up, and from which seed."""

    articles: int
    words: int
    seed: int


def write_for_carepress(folder: Path, plan: Plan, templates: Path, topics: int = 0, has_list: bool = True) -> None:
    """Write the articles and what Carepress needs beside them into a new folder.

    With `topics`, each article is on two to four of them, on the first ones more often. Without `has_list` the articles
    stand in no list.
    """
    shutil.copytree(templates, folder / "templates")
    blog = folder / "content" / "blog"
    blog.mkdir(parents=True)
    (folder / "content" / "_site.yaml").write_text(_SITE)
    (folder / "content" / "index.md").write_text(
        _front_matter("Welcome", None) + "Read our [articles](blog/index.md).\n"
    )
    more = [] if has_list else ["template: page"]
    (blog / "index.md").write_text(
        _front_matter("Articles", None, more) + "One question each, answered in plain words.\n"
    )
    if topics:
        (folder / "content" / "_data").mkdir()
        (folder / "content" / "_data" / "tags.yaml").write_text("".join(map(_topic, range(topics))))
    for number in range(plan.articles):
        text = "".join(_body(plan, number, lambda other: f"{name_of(other)}.md"))
        (blog / f"{name_of(number)}.md").write_text(
            _front_matter(_title(plan, number), number, _tags(plan, number, topics)) + text
        )


def write_for_pelican(folder: Path, plan: Plan) -> None:
    """Write the same articles and Pelican's settings into a new folder."""
    blog = folder / "content" / "blog"
    blog.mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(_PELICAN.format(extensions=list(EXTENSIONS)))
    for number in range(plan.articles):
        text = "".join(_body(plan, number, lambda other: f"{{filename}}{name_of(other)}.md"))
        lines = [
            f"Title: {_title(plan, number)}",
            f"Summary: {_description(number)}",
            f"Date: {_day(number)}",
            f"Slug: {name_of(number)}",
        ]
        (blog / f"{name_of(number)}.md").write_text("\n".join(lines) + "\n\n" + text)


def name_of(number: int) -> str:
    """Return an article's file name without its ending, which is the last part of its address too."""
    return f"article-{number:05}"


def _topic(number: int) -> str:
    return f"topic-{number}:\n  name: Topic {number}\n  description: {_description(number)}\n"


def _tags(plan: Plan, number: int, topics: int) -> list[str]:
    if not topics:
        return []
    source = random.Random(f"{plan.seed}/{number}/topics")
    weights = [1 / (topic + 1) for topic in range(topics)]
    mine = sorted(set(source.choices(range(topics), weights, k=source.randint(2, 4))))
    return [f"tags: [{', '.join(f'topic-{topic}' for topic in mine)}]"]


def _front_matter(title: str, number: int | None, more: Iterable[str] = ()) -> str:
    lines = [f"title: {title}", f"description: {_description(number or 0)}", *more]
    if number is not None:
        lines.append(f"date: {_day(number)}")
    return "\n".join(["---", *lines, "---", "", ""])


def _title(plan: Plan, number: int) -> str:
    return f"{_some(_random(plan, number), 6).capitalize()} {number}"


def _description(number: int) -> str:
    return f"What article {number} says in a sentence or two, long enough for the page of a search engine to show it."


def _day(number: int) -> date:
    return _FIRST_DAY + timedelta(days=number % 2000)


def _random(plan: Plan, number: int) -> random.Random:
    return random.Random(f"{plan.seed}/{number}")


def _body(plan: Plan, number: int, link: Link) -> Iterator[str]:
    """Yield the blocks of an article: a heading about every 150 words, and below it paragraphs, lists and quotes."""
    source = _random(plan, number)
    left = plan.words
    while left > 0:
        yield f"## {_some(source, 5).capitalize()}\n\n"
        section = min(left, 150)
        left -= section
        yield _paragraph(source, section * 2 // 5) + "\n\n"
        yield _list(source, section // 5)
        yield (
            _paragraph(source, section // 5, f"[{_some(source, 3)}]({link(source.randrange(plan.articles))})") + "\n\n"
        )
        yield f"> {_paragraph(source, section // 5)}\n\n"
    if number % 5 == 0:
        yield _table(source)


def _some(source: random.Random, count: int) -> str:
    return " ".join(source.choices(_WORDS, k=count))


def _paragraph(source: random.Random, count: int, more: str = "") -> str:
    """Return sentences with an emphasis, a strong word, quotation marks and an apostrophe in some of them."""
    sentences = []
    while count > 0:
        words = source.choices(_WORDS, k=min(count, source.randint(7, 15)))
        count -= len(words)
        place = source.randrange(len(words))
        words[place] = source.choice(("{}", "{}", "*{}*", "**{}**", '"{}"', "{}'s")).format(words[place])
        sentences.append(" ".join(words) + ".")
    return " ".join([*sentences, more]).strip()


def _list(source: random.Random, count: int) -> str:
    mark = source.choice(("-", "1."))
    return "".join(f"{mark} {_some(source, max(count // 4, 1))}\n" for _ in range(4)) + "\n"


def _table(source: random.Random) -> str:
    rows = ["| " + " | ".join(_some(source, 2) for _ in range(3)) + " |\n" for _ in range(5)]
    return "".join([rows[0], "| --- | --- | ---: |\n", *rows[1:], "\n"])
