"""A small site in which pages wait for their day."""

from datetime import date

from tests.sites import BASIC, page

TODAY = date(2026, 11, 24)
# A section with a page of each kind, each about one topic, and a file that isn't published.
WAITING = {
    **BASIC,
    "content/_data/tags.yaml": "care:\n  name: Care\n  description: About care.\n",
    "content/_data/sources.yaml": (
        "survey:\n  title: A survey\n  publisher: An agency\n  url: https://example.org/survey\n  verified: read-in-source\n"
    ),
    "templates/sources.html": '{% extends "page.html" %}{% block main %}{{ source_list()[0].pages|map(attribute="href")|join(" ") }}{% endblock %}',
    "templates/redirect.html": "<!doctype html><title>{{ page.title }}</title>",
    "templates/section.html": '{% extends "page.html" %}{% block main %}{{ page.children|map(attribute="href")|join(" ") }}{% endblock %}',
    "content/sources.md": page(template="sources"),
    "content/blog/index.md": page(),
    "content/blog/now.md": page("It is [here](later.md).\n", date="2026-11-01", tags="[care]", sources="[survey]"),
    "content/blog/later.md": page(
        "It waits {{ costs.none }}.\n", date="2027-01-01", tags="[care]", sources="[survey]", aliases="[/was-later/]"
    ),
    "content/blog/draft.md": page("It is a draft.\n", date="2026-11-01", tags="[care]", draft="true"),
    "content/blog/old.md": page("It is over.\n", date="2026-01-01", expires="2026-11-24", aliases="[/was-old/]"),
    "content/blog/paper.docx": "x",
}
