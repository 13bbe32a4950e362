"""What is changed in the small site, and which pages are then converted and rendered."""

from collections.abc import Callable, Mapping, Set

from tests.cache import small_site as small
from tests.cache.small_site import STAY
from tests.cache.work import NEW, PLAIN, Work

NOTHING: Set[str] = frozenset()
STYLE = "a style sheet"
ARTICLES = {"/blog/week/", "/blog/stay/", "/blog/plain/"}
EVERYTHING = ARTICLES | {
    *("/", "/about/", "/glossary/", "/people/a-reader/", "/sources/"),
    *("/blog/", "/topics/costs/", "/topics/work/"),
}
Change = Callable[[Work], object]
WITH_THE_COST, WITH_THE_WORD = {"/blog/week/", "/about/"}, {"/blog/week/", "/blog/plain/"}
STAY_IS_NAMED_ON = {"/blog/", "/topics/costs/", "/topics/work/", "/blog/week/", "/blog/plain/", "/sources/"}
# What is changed, the pages that are converted then, and those that are rendered.
ROWS: Mapping[str, tuple[Change, Set[str], Set[str]]] = {
    "nothing": (lambda work: None, NOTHING, NOTHING),
    "times of files": (Work.touch, NOTHING, NOTHING),
    "a text": (lambda work: work.write(PLAIN, "other words"), {"/blog/plain/"}, {"/blog/plain/"}),
    # The text is the same: only who names the page has to know.
    "a title": (lambda work: work.write(STAY, title="Another title"), NOTHING, {"/blog/stay/", *STAY_IS_NAMED_ON}),
    # Topics that have no page above them are below the home page, which asks for them as every page does for its children.
    "a tag": (lambda work: work.write(STAY, tags="[costs]"), NOTHING, {"/blog/stay/", "/"}),
    "a citation": (lambda work: work.write(PLAIN, "a citation"), {"/blog/plain/"}, {"/blog/plain/", "/sources/"}),
    "a cost, and one worked out of it": (lambda work: work.change(small.COSTS, "dearer"), WITH_THE_COST, WITH_THE_COST),
    "a cost in a component": (lambda work: work.replace(small.COSTS, "9000", "9500"), NOTHING, {"/blog/stay/"}),
    "a fact": (lambda work: work.change(small.FACTS, "another figure"), {"/about/"}, {"/about/"}),
    "a source": (lambda work: work.change(small.SOURCES, "another title"), NOTHING, {"/blog/stay/", "/sources/"}),
    # Any article may have the new form: all are looked through for it.
    "the form of a term": (
        lambda work: work.change(small.GLOSSARY, "another word"),
        {*ARTICLES, "/"},
        {*ARTICLES, "/", "/glossary/"},
    ),
    "the meaning of a term": (lambda work: work.change(small.GLOSSARY, "another meaning"), NOTHING, {"/glossary/"}),
    "the name of a topic": (
        lambda work: work.change(small.TAGS, "another name"),
        NOTHING,
        {"/topics/costs/", "/blog/week/", "/blog/stay/", "/"},
    ),
    "an avoided word": (lambda work: work.change(small.TERMS, "a warning"), NOTHING, NOTHING),
    "a line that no page prints": (lambda work: work.change(small.HELP, "another number"), NOTHING, NOTHING),
    "the base of all templates": (lambda work: work.change(small.BASE, "another look"), NOTHING, EVERYTHING),
    "the template of articles": (lambda work: work.change(small.ARTICLE, "another look"), NOTHING, ARTICLES),
    "a component": (lambda work: work.change(small.PRICE, "another look"), NOTHING, {"/blog/stay/"}),
    "a component that no page has": (lambda work: work.change(small.LINES, "another look"), NOTHING, NOTHING),
    "the arguments of a component": (
        lambda work: work.replace(small.PRICE, "</aside>", "{% if note is defined %}{{ note }}{% endif %}</aside>"),
        {"/blog/stay/"},
        {"/blog/stay/"},
    ),
    STYLE: (lambda work: work.change(small.CSS, "another look"), NOTHING, EVERYTHING),
    "the name of the site": (lambda work: work.change(small.SETTINGS, "another name"), NOTHING, EVERYTHING),
    "a new page": (lambda work: work.write(NEW, "words"), {"/blog/new/"}, {"/blog/new/", "/blog/", "/blog/plain/"}),
    "a page that goes": (lambda work: work.delete(PLAIN), NOTHING, {"/blog/", "/blog/stay/"}),
}  # fmt: skip
