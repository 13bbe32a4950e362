"""Templates that are missing or broken: what a person reads for each of them, to the letter."""

import pytest

from tests.sites import HOME, Files, MakeSite, page

CARD = "templates/components/card.html"

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
    "template-missing": (
        {HOME: page(template="artikle")},
        """\
content/index.md:4:11: error: there is no template "templates/artikle.html" [template-missing]
    4 | template: artikle
      |           ^^^^^^^
  hint: met while rendering content/index.md; did you mean "article"?""",
    ),
    "template-missing-layout": (
        {"templates/home.html": "\n{% extends 'pag.html' %}"},
        """\
templates/home.html:2: error: there is no template "pag.html" [template-missing]
    2 | {% extends 'pag.html' %}
  hint: met while rendering content/index.md; did you mean "page.html"?""",
    ),
    "template-missing-redirect": (
        {"content/a.md": page(aliases="[/old/]")},
        """\
templates/redirect.html: error: there is no template "redirect.html" [template-missing]
  hint: met while rendering content/a.md; check its name""",
    ),
    "template-syntax": (
        {"templates/home.html": "A\n{% if %}"},
        """\
templates/home.html:2: error: Expected an expression, got 'end of statement block' [template-syntax]
    2 | {% if %}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "template-error": (
        {"templates/page.html": "A\n{{ page.titel }}", "content/a.md": page(), "content/b.md": page()},
        """\
templates/page.html:2: error: nothing here is called "titel" [template-error]
    2 | {{ page.titel }}
  hint: met while rendering content/index.md and 2 other pages; did you mean "title"?""",
    ),
    "template-error-in-component": (
        {HOME: page("{{ card }}\n"), CARD: "\n{{ care_level('outpatient').href }}"},
        """\
templates/components/card.html:2: error: no level of care is called "outpatient" [template-error]
    2 | {{ care_level('outpatient').href }}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "finished-page": (
        {"templates/home.html": "<a href='/a/'></a><p id=b></p><p id=b></p><a href='#c'></a>"},
        """\
content/index.md: error: the finished page leads to #c, an anchor that isn't there [dead-anchor]
  hint: look in its template
content/index.md: error: the finished page leads to /a/, which isn't made [dead-link]
  hint: look in its template
content/index.md: error: the finished page has the id "b" twice [duplicate-id]
  hint: rename the heading, or the id in the template""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected


def test_a_template_that_is_not_text_is_named(make_site: MakeSite) -> None:
    """A template in another encoding is a problem of that template."""
    site = make_site({"templates/home.html": b"caf\xe9"})

    assert {"templates/home.html"} == {problem.place.path for problem in site.problems()}


def test_a_template_that_includes_itself_is_named(make_site: MakeSite) -> None:
    """A template that never ends is a problem of that template, not a crash."""
    site = make_site({"templates/home.html": '{% include "home.html" %}'})

    assert [problem.place.path for problem in site.problems()] == ["templates/home.html"]
