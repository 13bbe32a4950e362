"""Makes up articles from a seed, the same for every tool.

Their words are about a village and its gardens, so that no rule of the house finds anything in them.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

AMOUNT = 2823  # the figure, in dollars
NAME = "Benchmark Center"
ADDRESS = "https://example.org/"
INTRO = "One subject each, told in plain words."
WELCOME = "Read about the village, its gardens and the river."
ABOUT = "These pages are about a village by a river. Somebody made them up to see how fast a site is built."

_FIRST_DAY = date(2020, 1, 1)
_VOCABULARY = (
    "a above across after along an and apple around autumn back barn basket bench between big bird blue boat box "
    "branch bread bridge bright brown build bush carry cart castle chair cherry cloud corner cottage cup dark deep "
    "door down dry dusty east farm fence field fire fish flat flower forest found four garden gate gather gold "
    "grass gray green grow hat hay hedge hill hold honey horse in iron kitchen lake lamp lane large leaf little "
    "long look made map maple market meadow mill moon moss near north oak old on orange over paint paper pear "
    "pebble pine pond quiet rain red river road roof round sand shade shore slow small snow soft south spring stone "
    "stream summer sun table tall the three to tower train tree two under valley village wagon walk wall warm water "
    "west wheat wheel white wind window winter wood wool yard yellow"
)
_WORDS = _VOCABULARY.split()
_PLACES = "garden river forest market meadow mill bridge orchard harbor valley village tower"
_HEADINGS = _PLACES.split()

# Given an article's name, the target of a link to it.
Link = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many articles of how many words to make up, on how many topics, how many print the figure, and the seed."""

    articles: int
    words: int
    topics: int = 40
    cited: int = 20
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Article:
    """An article without its text: `name` is the last part of its address."""

    number: int
    name: str
    title: str
    description: str
    day: date
    topics: tuple[int, ...]
    cites: bool


def articles(plan: Plan) -> Iterator[Article]:
    """Yield all articles, the oldest first."""
    for number in range(plan.articles):
        source = _random(plan, number, "head")
        yield Article(
            number=number,
            name=name_of(number),
            title=f"{_some(source, 5).capitalize()} {number}",
            description=describe(f"article {number}"),
            day=_FIRST_DAY + timedelta(days=number % 2000),
            topics=tuple(sorted(source.sample(range(plan.topics), min(source.randint(2, 4), plan.topics)))),
            cites=number * plan.cited // plan.articles != (number - 1) * plan.cited // plan.articles,
        )


def name_of(number: int) -> str:
    """Return an article's file name without its ending, which is the last part of its address too."""
    return f"article-{number:05}"


def topic_id(topic: int) -> str:
    """Return what an article calls a topic by, which is the last part of the topic's address too."""
    return f"topic-{topic}"


def topic_name(topic: int) -> str:
    """Return a topic's heading."""
    return f"Topic {topic}"


def describe(what: str) -> str:
    """Return a description of the length that search engines show."""
    return f"What {what} says in a sentence or two, long enough for the page of a search engine to show it."


def body(plan: Plan, article: Article, link: Link, figure: str) -> str:
    """Return an article's text: a heading about every 150 words, and below it paragraphs, lists and quotes.

    `figure` is what the tool wants to have written where the figure is printed.
    """
    return "".join(_blocks(plan, article, link, figure))


def _blocks(plan: Plan, article: Article, link: Link, figure: str) -> Iterator[str]:
    source = _random(plan, article.number, "body")
    if article.cites:
        yield f"The old mill was sold for {figure} in the end.\n\n"
    for section, start in enumerate(range(0, plan.words, 150)):
        words = min(150, plan.words - start)
        yield f"## The {_HEADINGS[section % len(_HEADINGS)]} and the {_some(source, 3)}\n\n"
        yield _paragraph(source, words * 2 // 5) + "\n\n"
        yield _list(source, words // 5)
        other = name_of(source.randrange(plan.articles))
        yield f"{_paragraph(source, words // 5)} See [{_some(source, 3)} {other[-5:]}]({link(other)}).\n\n"
        yield f"> {_paragraph(source, words // 5)}\n\n"
    if article.number % 5 == 0:
        yield _table(source)


def _random(plan: Plan, number: int, part: str) -> random.Random:
    return random.Random(f"{plan.seed}/{number}/{part}")


def _some(source: random.Random, count: int) -> str:
    return " ".join(source.choices(_WORDS, k=count))


def _paragraph(source: random.Random, count: int) -> str:
    """Return sentences with an emphasis, a strong word, quotation marks and an apostrophe in some of them."""
    sentences = []
    while count > 0:
        words = source.choices(_WORDS, k=min(count, source.randint(7, 15)))
        count -= len(words)
        place = source.randrange(len(words))
        words[0] = words[0].capitalize()
        words[place] = source.choice(("{}", "{}", "*{}*", "**{}**", '"{}"', "{}'s")).format(words[place])
        sentences.append(" ".join(words) + ".")
    return " ".join(sentences)


def _list(source: random.Random, count: int) -> str:
    mark = source.choice(("-", "1."))
    return "".join(f"{mark} {_some(source, max(count // 4, 1))}\n" for _ in range(4)) + "\n"


def _table(source: random.Random) -> str:
    rows = ["| " + " | ".join(_some(source, 2) for _ in range(3)) + " |\n" for _ in range(5)]
    return "".join([rows[0], "| --- | --- | ---: |\n", *rows[1:], "\n"])
