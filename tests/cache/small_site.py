"""A small site in which each thing that a page can read is read by some page and by some not, and what people change in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.files import picture
from tests.sites import PNG

SETTINGS = "content/_site.yaml"
COSTS, GLOSSARY, PEOPLE, SOURCES, TAGS, TERMS, HELP, FACTS = (
    f"content/_data/{name}.yaml"
    for name in ("costs", "glossary", "people", "sources", "tags", "terms", "help", "facts")
)
PICTURE = "content/blog/room.png"
BASE, ARTICLE, LIST, PRICE, LINES, CSS = (
    f"templates/{name}"
    for name in (
        "base.html",
        "article.html",
        "list.html",
        "components/price.html",
        "components/lines.html",
        "assets/site.css",
    )
)
HOME, ABOUT, WORDS, READ, BLOG, WEEK, STAY, SOON = (
    f"content/{name}.md"
    for name in ("index", "about", "glossary", "sources", "blog/index", "blog/week", "blog/stay", "blog/soon")
)
LIST_LENGTH = 2  # what is listed on one page, so that a few make a long list

FILES: Mapping[str, str | bytes] = {
    SETTINGS: """\
name: Test Center
base_url: https://example.org/
language: en-US
phone: "423-555-0142"
""",
    COSTS: """\
week:
  label: A week
  kind: quoted-price
  amount: 500
  unit: USD per week
  usd_year: 2024
  as_of: 2024
  source: survey
  verified: secondary
month:
  label: A month
  formula: week.amount * 4
  unit: USD per month
  usd_year: 2024
stay:
  label: A stay
  kind: quoted-price
  amount: 9000
  unit: USD per stay
  usd_year: 2024
  as_of: 2024
  source: census
  verified: secondary
""",
    GLOSSARY: """\
deductible:
  term: deductible
  meaning: What you pay first.
copay:
  term: copay
  also: [share]
  meaning: What you pay each time.
""",
    PEOPLE: """\
a-reader:
  name: A. Reader
  role: Our reader
  bio: Reads our pages.
""",
    SOURCES: """\
survey:
  title: A survey
  publisher: An agency
  url: https://example.net/survey
  verified: secondary
census:
  title: A census
  publisher: An agency
  url: https://example.net/census
  verified: secondary
""",
    TAGS: """\
costs:
  name: Costs
  description: What care costs.
work:
  name: Work
  description: How to keep a job.
""",
    TERMS: """\
addict:
  avoid: [addict]
  use: person
  why: A person comes first.
  severity: error
""",
    HELP: """\
lifeline:
  label: Lifeline
  call: "988"
  verified: secondary
""",
    FACTS: """\
share:
  text: 4 in 10
  as_of: 2024
  source: survey
  verified: secondary
  expires: 2026-12-20
""",
    PICTURE: PNG,
    BASE: """\
<!doctype html>
<html lang="{{ site.language }}"><head><title>{{ page.title }} | {{ site.name }}</title>
<link rel="canonical" href="{{ page.permalink }}"><link rel="stylesheet" href="{{ asset('site.css') }}">
{% for feed in feeds %}<link rel="alternate" type="{{ feed.type }}" title="{{ feed.title }}" href="{{ feed.href }}">{% endfor %}
</head><body><nav>
{% for item in menu %}<a href="{{ item.href }}"{{ ' class="is-current"' if item.is_current }}>{{ item.nav_title }}</a>{% endfor %}
{% for item in page.above %}<a href="{{ item.href }}">{{ item.nav_title }}</a>{% endfor %}
</nav><main><h1>{{ page.title }}</h1>
{% block main %}{{ content()|finished }}{% endblock %}
{% for reference in references() %}<p id="{{ reference.id }}">{{ reference.source.title }}</p>{% endfor %}
{% if page.is_review_due %}<p>Due for review</p>{% endif %}
</main>{% set described = structured_data() %}
{% if described %}<script type="application/ld+json">{{ described }}</script>{% endif %}
</body></html>
""",
    ARTICLE: """\
{% extends "base.html" %}{% block main %}<p>{{ page.author }}, {{ page.meta.date|date }}{% set view = person(page.meta.author) %}{% if view %} <a href="{{ view.href }}">{{ view.person.name }}</a>{% endif %}</p>
{% if page.image %}<img src="{{ page.image }}" alt="{{ page.meta.image_alt }}">{% endif %}
{{ content()|finished }}
{% for tag in page.tags %}<a href="{{ tag.href }}">{{ tag.title }}</a>{% endfor %}
{% for other in page.related %}<a href="{{ other.href }}">Like this: {{ other.title }}</a>{% endfor %}
{% if page.previous %}<a href="{{ page.previous.href }}" rel="prev">{{ page.previous.nav_title }}</a>{% endif %}
{% if page.next %}<a href="{{ page.next.href }}" rel="next">{{ page.next.nav_title }}</a>{% endif %}
{% endblock %}
""",
    LIST: """\
{% extends "base.html" %}{% block main %}{{ content()|finished }}
{% for child in page.children %}<p><a href="{{ child.href }}">{{ child.title }}</a> {{ child.description }}</p>{% endfor %}
{% if page.pagination %}{% for address in page.pagination.hrefs %}<a href="{{ address }}">Part {{ loop.index }}</a>{% endfor %}{% endif %}
{% endblock %}
""",
    **{f"templates/{name}.html": '{% extends "list.html" %}\n' for name in ("section", "tag", "person")},
    **{f"templates/{name}.html": '{% extends "base.html" %}\n' for name in ("page", "404", "expired")},
    "templates/home.html": """\
{% extends "base.html" %}{% block main %}{{ content()|finished }}
{% for new in pages('blog', 1) %}<a href="{{ new.href }}">New: {{ new.title }}</a>{% endfor %}
{% set about = page_at('about.md') %}{% if about %}<a href="{{ about.href }}">{{ about.title }}</a>{% endif %}{% endblock %}
""",
    "templates/glossary.html": """\
{% extends "base.html" %}{% block main %}{% for id, entry in data.glossary.items() %}
<p id="{{ id }}">{{ entry.term }}: {{ entry.meaning }}</p>{% endfor %}{% endblock %}
""",
    "templates/sources.html": """\
{% extends "base.html" %}{% block main %}{% for use in source_list() %}<p id="{{ use.id }}">{{ use.source.title }}
{% for other in use.pages %}<a href="{{ other.href }}">{{ other.title }}</a>{% endfor %}</p>{% endfor %}{% endblock %}
""",
    "templates/redirect.html": '<!doctype html><title>{{ page.title }}</title><a href="{{ page.href }}">Moved</a>\n',
    PRICE: "<aside>{{ cite(data.costs[figure]) }}</aside>\n",
    LINES: "<aside>{% for line in data.help.values() %}{{ line.label }}: {{ line.call }}{% endfor %}</aside>\n",
    CSS: "p { margin: 0 }\n",
}

# What staff write into a text, by what it is.
PARAGRAPHS: Mapping[str, str] = {
    "words": "Plain words.",
    "other words": "Some more words.",
    "a cost": "It costs {{ costs.week }}.",
    "a cost worked out": "All of it costs {{ costs.month }}.",
    "a fact": "It helps {{ facts.share }} people.",
    "a typed figure": "It costs $500 and helps 4 in 10.",
    "a citation": "A statement.{{ sources.census }}",
    "a term": "There is a deductible.",
    "a term in other forms": "Copays, and a share.",
    "a price": '{{ price figure="week" }}',
    "another price": '{{ price figure="stay" }}',
    "a price of nothing": '{{ price figure="nothing" }}',
    "the lines": "{{ lines }}",
    "a setting": "Call {{ site.phone }}.",
    "a heading": "## Rooms",
    "a link": "See [the stay](/blog/stay/).",
    "a link to a file": "See [what is about us](../about.md).",
    "a link to a heading": "See [the rooms](/blog/stay/#rooms).",
    "a link to nothing": "See [nothing](/nothing/).",
    "a picture": "![A room](room.png)",
    "an avoided word": "An addict.",
    "an avoided word that is allowed": "<!-- allow avoided-word: it is a quotation -->\nAn addict.",
    "a field of nothing": "It costs {{ costs.nothing }}.",
    "a component that isn't there": "{{ nothing }}",
}

# What becomes of a file, by what it means: a piece of it and what takes its place, another content, or nothing.
CHANGES: Mapping[str, Mapping[str, tuple[str, str] | bytes | None]] = {
    COSTS: {
        "dearer": ("500", "600"),
        "with a comment": ("week:\n", "# for all\nweek:\n"),
        "renamed": ("stay:\n", "visit:\n"),
        "of nothing": ("survey", "nothing"),
        "broken": ("week:", "week: ["),
    },
    GLOSSARY: {
        "another meaning": ("first.", "before anything else."),
        "another word": ("term: deductible", "term: words"),
        "one term less": ("also: [share]", "also: []"),
        "broken": ("copay:", "copay"),
    },
    PEOPLE: {"another name": ("A. Reader", "B. Reader"), "broken": ("  role: Our reader\n", "")},
    SOURCES: {"another title": ("A census", "A new census"), "broken": ("  publisher: An agency\n", "")},
    TAGS: {"another name": ("Costs", "Money"), "one less": ("work:\n", "labor:\n"), "broken": ("  name: Work\n", "")},
    TERMS: {"another word": ("[addict]", "[plain]"), "a warning": ("error", "warning"), "broken": ("severity", "severe")},
    HELP: {"another number": ("988", "911"), "broken": ("verified", "certified")},
    FACTS: {"another figure": ("4 in 10", "half of all"), "broken": ("as_of: 2024", "as_of: soon")},
    SETTINGS: {
        "another name": ("Test Center", "New Center"),
        "another address": ("example.org/", "example.org/below/"),
        "another language": ("en-US", "es"),
        "another phone": ("0142", "0143"),
        "broken": ("base_url:", "base:"),
    },
    BASE: {"another look": ("<h1>", '<h1 class="large">'), "broken": ("{% endblock %}", ""), "unsafe": ("<nav>", '<img src="//example.net/a">')},
    ARTICLE: {"another look": ("Like this", "Like it"), "wrong": ("page.author", "page.writer"), "gone": None},
    LIST: {"another look": ("{{ child.description }}", "({{ child.description }})"), "broken": ("{% for child", "{% for")},
    PRICE: {"another look": ("aside", "p"), "another argument": ("[figure]", "[name]"), "gone": None},
    LINES: {"another look": ("aside", "p"), "wrong": ("line.call", "line.number")},
    CSS: {"another look": ("0", "1px"), "unsafe": ("margin: 0", "background: url(//example.net/a)"), "gone": None},
    PICTURE: {"another": picture(17, 17), "no picture": b"words", "gone": None},
}  # fmt: skip

# What an author changes at the top of a page, each as a key and what it says; nothing where the key goes.
HEADS: tuple[tuple[str, str | None], ...] = (
    ("title", "Another title"),
    ("title", "About it"),
    ("title", None),
    ("description", "Other words."),
    ("date", "2026-11-10"),
    ("date", "2026-12-02"),
    ("date", None),
    ("tags", "[costs]"),
    ("tags", "[work, costs]"),
    ("tags", "[nothing]"),
    ("tags", None),
    ("draft", "true"),
    ("draft", None),
    ("slug", "elsewhere"),
    ("slug", None),
    ("aliases", "[/old/]"),
    ("aliases", None),
    ("image", "room.png"),
    ("image", None),
    ("expires", "2026-12-01"),
    ("expires", None),
    ("next_review", "2026-12-02"),
    ("order", "1"),
    ("noindex", "true"),
    ("sources", "[census]"),
    ("author", "a-reader"),
    ("author", None),
    ("template", "page"),
    ("template", None),
    ("titel", "A key that isn't one"),
    ("titel", None),
)


@dataclass
class Written:
    """A page as its author sees it: what is at its top, and the names of its paragraphs."""

    head: dict[str, str] = field(default_factory=dict)
    text: tuple[str, ...] = ("words",)

    def __str__(self) -> str:
        """Return the page's file."""
        head = "".join(f"{key}: {value}\n" for key, value in self.head.items())
        return f"---\n{head}---\n" + "\n\n".join(PARAGRAPHS[name] for name in self.text) + "\n"


def written(title: str, *text: str, **head: str) -> Written:
    """Return a page with a title and paragraphs of these names."""
    return Written({"title": title, "description": f"{title}.", **head}, text or ("words",))


def pages() -> dict[str, Written]:
    """Return the pages with which everything begins, by their files."""
    return {
        HOME: written("Home", "a setting"),
        ABOUT: written(
            "About us",
            "a fact",
            "a cost worked out",
            reviewed="2026-01-10",
            reviewer="a-reader",
            next_review="2026-12-02",
        ),
        WORDS: written("Words", template="glossary"),
        READ: written("Sources", template="sources"),
        BLOG: written("Articles"),
        WEEK: written("A week", "a cost", "a term", "a link to a heading", date="2026-11-01", tags="[costs]"),
        STAY: written("A stay", "a heading", "a citation", "another price", date="2026-10-01", tags="[costs, work]"),
        SOON: written(
            "Soon", "the lines", "a picture", date="2026-12-01", tags="[work]", image="room.png", image_alt="A room"
        ),
    }


def changed(file: str, to: str) -> str | bytes | None:
    """Return what a file holds after one of its changes; what it holds usually if it is no change; None if it is gone."""
    usual, change = FILES[file], CHANGES[file].get(to, b"")
    if isinstance(change, tuple):
        assert isinstance(usual, str)
        assert change[0] in usual, f"{file} has no {change[0]}"
        return usual.replace(*change, 1)
    return usual if change == b"" else change
