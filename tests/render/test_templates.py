"""Broken templates: what a person reads for each of them, to the letter."""

import shutil
from collections.abc import Mapping

import pytest

from tests.sites import LAYOUT, MakeSite, page

Files = Mapping[str, str | bytes]

INDEX = "content/index.md"
HOME = "templates/home.html"
PAGE = "templates/page.html"
PART = "templates/partials/part.html"
CARD = "templates/components/card.html"

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
    "syntax": (
        {HOME: "A\n{% if %}"},
        """\
templates/home.html:2: error: Expected an expression, got 'end of statement block' [template-syntax]
    2 | {% if %}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-unclosed-block": (
        {HOME: "A\n{% block main %}\nb"},
        """\
templates/home.html:3: error: Unexpected end of template. Jinja was looking for the following tags: 'endblock'. The innermost block that needs to be closed is 'block'. [template-syntax]
    3 | b
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-unclosed-tag": (
        {HOME: "A\n{{ page.title"},
        """\
templates/home.html:2: error: unexpected end of template, expected 'end of print statement'. [template-syntax]
    2 | {{ page.title
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-unknown-tag": (
        {HOME: "A\n{% fetch 'x' %}"},
        """\
templates/home.html:2: error: Encountered unknown tag 'fetch'. [template-syntax]
    2 | {% fetch 'x' %}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-unknown-end": (
        {HOME: "A\n{% if 1 %}\n{% endfor %}"},
        """\
templates/home.html:3: error: Encountered unknown tag 'endfor'. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'. [template-syntax]
    3 | {% endfor %}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-character": (
        {HOME: "A\n{{ page.title ? }}"},
        """\
templates/home.html:2: error: unexpected char '?' at 16 [template-syntax]
    2 | {{ page.title ? }}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-comment": (
        {HOME: "A\n{# never"},
        """\
templates/home.html:2: error: Missing end of comment tag [template-syntax]
    2 | {# never
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-in-partial": (
        {HOME: "A\n{% include 'partials/part.html' %}", PART: "a\n\n{% if %}"},
        """\
templates/partials/part.html:3: error: Expected an expression, got 'end of statement block' [template-syntax]
    3 | {% if %}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-in-layout": (
        {PAGE: "a\n{% endif %}"},
        """\
templates/page.html:2: error: Encountered unknown tag 'endif'. [template-syntax]
    2 | {% endif %}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-in-component": (
        {INDEX: page("{{ card }}\n"), CARD: "a\n{% for %}"},
        """\
templates/components/card.html:2: error: Expected an expression, got 'end of statement block' [template-syntax]
    2 | {% for %}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "syntax-in-unused": (
        {PART: "a\n{% for %}"},
        """\
templates/partials/part.html:2: error: Expected an expression, got 'end of statement block' [template-syntax]
    2 | {% for %}
  hint: compare with a template that works""",
    ),
    "block-twice": (
        {HOME: "{% block a %}{% endblock %}\n{% block a %}{% endblock %}"},
        """\
templates/home.html:2: error: block 'a' defined twice [template-syntax]
    2 | {% block a %}{% endblock %}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "unknown-filter": (
        {HOME: "A\n{{ page.title|shout }}"},
        """\
templates/home.html:2: error: No filter named 'shout'. [template-syntax]
    2 | {{ page.title|shout }}
  hint: met while rendering content/index.md; did you mean "sort"?""",
    ),
    "unknown-test": (
        {HOME: "A\n{{ page.title is loud }}"},
        """\
templates/home.html:2: error: No test named 'loud'. [template-syntax]
    2 | {{ page.title is loud }}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "undefined": (
        {HOME: "A\n{{ pgae.title }}"},
        """\
templates/home.html:2: error: nothing here is called "pgae" [template-error]
    2 | {{ pgae.title }}
  hint: met while rendering content/index.md; did you mean "page"?""",
    ),
    "undefined-attribute": (
        {HOME: "A\n{{ page.titel }}"},
        """\
templates/home.html:2: error: nothing here is called "titel" [template-error]
    2 | {{ page.titel }}
  hint: met while rendering content/index.md; did you mean "title"?""",
    ),
    "undefined-item": (
        {HOME: "A\n{{ data.facts['x'].text }}"},
        """\
templates/home.html:2: error: nothing here is called "x" [template-error]
    2 | {{ data.facts['x'].text }}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "undefined-in-loop": (
        {HOME: "A\n{% for a in nothing %}{% endfor %}"},
        """\
templates/home.html:2: error: nothing here is called "nothing" [template-error]
    2 | {% for a in nothing %}{% endfor %}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "undefined-argument": (
        {INDEX: page("{{ card }}\n"), CARD: "a\n{{ words }}"},
        """\
content/index.md:5:1: error: "card" needs the argument "words" [component-argument]
    5 | {{ card }}
      | ^^^^^^^^^^
  hint: write {{ card words="…" }}""",
    ),
    "in-partial": (
        {HOME: "A\n{% include 'partials/part.html' %}", PART: "a\n\n{{ page.titel }}"},
        """\
templates/partials/part.html:3: error: nothing here is called "titel" [template-error]
    3 | {{ page.titel }}
  hint: met while rendering content/index.md; did you mean "title"?""",
    ),
    "in-partial-of-partial": (
        {
            HOME: "{% include 'partials/part.html' %}",
            PART: "a\n{% include 'partials/b.html' %}",
            "templates/partials/b.html": "\n\n\n{{ 1/0 }}",
        },
        """\
templates/partials/b.html:4: error: this line asks for something that can't be done [template-error]
    4 | {{ 1/0 }}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "in-layout": (
        {PAGE: "a\n{{ 1/0 }}"},
        """\
templates/page.html:2: error: this line asks for something that can't be done [template-error]
    2 | {{ 1/0 }}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "in-block": (
        {HOME: "{% extends 'page.html' %}\n{% block main %}\n{{ 1/0 }}{% endblock %}"},
        """\
templates/home.html:3: error: this line asks for something that can't be done [template-error]
    3 | {{ 1/0 }}{% endblock %}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "in-macro": (
        {HOME: "{% macro m(a) %}\n{{ a.b.c }}\n{% endmacro %}\n{{ m(1) }}"},
        """\
templates/home.html:2: error: nothing here is called "b" [template-error]
    2 | {{ a.b.c }}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "in-imported-macro": (
        {
            HOME: "{% from 'partials/part.html' import m %}\n{{ m(1) }}",
            PART: "{% macro m(a) %}\n{{ a / 0 }}{% endmacro %}",
        },
        """\
templates/partials/part.html:2: error: this line asks for something that can't be done [template-error]
    2 | {{ a / 0 }}{% endmacro %}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "in-component": (
        {INDEX: page("{{ card }}\n"), CARD: "a\n{{ 1/0 }}"},
        """\
templates/components/card.html:2: error: this line asks for something that can't be done [template-error]
    2 | {{ 1/0 }}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "in-redirect": (
        {"content/a.md": page(aliases="[/old/]"), "templates/redirect.html": "a\n{{ page.hreff }}"},
        """\
templates/redirect.html:2: error: nothing here is called "hreff" [template-error]
    2 | {{ page.hreff }}
  hint: met while rendering content/a.md; did you mean "href"?""",
    ),
    "include-missing": (
        {HOME: "A\n{% include 'partials/nope.html' %}"},
        """\
templates/home.html:2: error: there is no template "partials/nope.html" [template-missing]
    2 | {% include 'partials/nope.html' %}
  hint: met while rendering content/index.md; did you mean "article.html"?""",
    ),
    "include-missing-of-two": (
        {HOME: "A\n{% include ['a.html', 'b.html'] %}"},
        """\
templates/home.html:2: error: there is no template "b.html" [template-missing]
    2 | {% include ['a.html', 'b.html'] %}
  hint: met while rendering content/index.md; check its name""",
    ),
    "include-missing-in-partial": (
        {HOME: "{% include 'partials/part.html' %}", PART: "a\n{% include 'nope.html' %}"},
        """\
templates/partials/part.html:2: error: there is no template "nope.html" [template-missing]
    2 | {% include 'nope.html' %}
  hint: met while rendering content/index.md; check its name""",
    ),
    "include-up": (
        {HOME: "A\n{% include '../content/index.md' %}"},
        """\
templates/home.html:2: error: there is no template "../content/index.md" [template-missing]
    2 | {% include '../content/index.md' %}
  hint: met while rendering content/index.md; check its name""",
    ),
    "include-nothing": (
        {HOME: "A\n{% include page.image %}"},
        """\
templates/home.html:2: error: there is no template "" [template-missing]
    2 | {% include page.image %}
  hint: met while rendering content/index.md; check its name""",
    ),
    "include-undefined": (
        {HOME: "A\n{% include nope %}"},
        """\
templates/home.html:2: error: nothing here is called "nope" [template-error]
    2 | {% include nope %}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "import-missing": (
        {HOME: "A\n{% import 'nope.html' as n %}"},
        """\
templates/home.html:2: error: there is no template "nope.html" [template-missing]
    2 | {% import 'nope.html' as n %}
  hint: met while rendering content/index.md; check its name""",
    ),
    "import-name": (
        {HOME: "A\n{% from 'partials/part.html' import m %}\n{{ m() }}", PART: "-"},
        """\
templates/home.html:3: error: the template 'partials/part.html' (imported on line 2 in 'home.html') does not export the requested name 'm' [template-error]
    3 | {{ m() }}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "super-without-layout": (
        {HOME: "A\n{% block main %}\n{{ super() }}{% endblock %}"},
        """\
templates/home.html:3: error: there is no parent block called 'main'. [template-error]
    3 | {{ super() }}{% endblock %}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "block-missing": (
        {HOME: "A\n{{ self.nope() }}"},
        """\
templates/home.html:2: error: nothing here is called "nope" [template-error]
    2 | {{ self.nope() }}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "block-required": (
        {PAGE: "a\n{% block main required %}{% endblock %}"},
        """\
templates/page.html:2: error: Required block 'main' not found [template-error]
    2 | {% block main required %}{% endblock %}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "includes-itself": (
        {HOME: "A\n{% include 'home.html' %}"},
        """\
templates/home.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {% include 'home.html' %}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "includes-in-a-circle": (
        {
            HOME: "A\n{% include 'partials/part.html' %}",
            PART: "\n\n{% include 'partials/b.html' %}",
            "templates/partials/b.html": "{% include 'partials/part.html' %}",
        },
        """\
templates/partials/part.html:3: error: the template never ends, or is nested too deeply [template-error]
    3 | {% include 'partials/b.html' %}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "extends-itself": (
        {HOME: "\n{% extends 'home.html' %}"},
        """\
templates/home.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {% extends 'home.html' %}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "extends-in-a-circle": (
        {HOME: "\n{% extends 'page.html' %}", PAGE: "\n\n{% extends 'home.html' %}"},
        """\
templates/home.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {% extends 'page.html' %}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "imports-itself": (
        {HOME: "\n{% import 'home.html' as h %}"},
        """\
templates/home.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {% import 'home.html' as h %}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "macro-calls-itself": (
        {HOME: "{% macro m() %}\n{{ m() }}\n{% endmacro %}\n{{ m() }}"},
        """\
templates/home.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {{ m() }}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "macro-twins": (
        {HOME: "{% macro a() %}\n{{ b() }}\n{% endmacro %}\n{% macro b() %}\n\n{{ a() }}\n{% endmacro %}\n{{ a() }}"},
        """\
templates/home.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {{ b() }}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "block-calls-itself": (
        {HOME: "{% block a %}\n{{ self.a() }}\n{% endblock %}"},
        """\
templates/home.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {{ self.a() }}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "component-includes-itself": (
        {INDEX: page("{{ card }}\n"), CARD: "a\n{% include 'components/card.html' %}"},
        """\
templates/components/card.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {% include 'components/card.html' %}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "component-prints-its-page": (
        {INDEX: page("{{ card }}\n"), CARD: "a\n{{ content() }}"},
        """\
templates/components/card.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {{ content() }}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "loop-in-depth": (
        {HOME: "{% for a in [1] recursive %}\n{{ loop([1]) }}\n{% endfor %}"},
        """\
templates/home.html:2: error: the template never ends, or is nested too deeply [template-error]
    2 | {{ loop([1]) }}
  hint: met while rendering content/index.md; it includes, extends or calls itself, perhaps by way of another""",
    ),
    "division": (
        {HOME: "A\n{{ 1 / 0 }}"},
        """\
templates/home.html:2: error: this line asks for something that can't be done [template-error]
    2 | {{ 1 / 0 }}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "calls-a-text": (
        {HOME: "A\n{{ page.title() }}"},
        """\
templates/home.html:2: error: this line asks for something that can't be done [template-error]
    2 | {{ page.title() }}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "calls-nothing": (
        {HOME: "A\n{{ nope() }}"},
        """\
templates/home.html:2: error: nothing here is called "nope" [template-error]
    2 | {{ nope() }}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "wrong-arguments-of-filter": (
        {HOME: "A\n{{ page.title|date }}"},
        """\
templates/home.html:2: error: this line asks for something that can't be done [template-error]
    2 | {{ page.title|date }}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "iterates-over-a-number": (
        {HOME: "A\n{% for a in 5 %}{% endfor %}"},
        """\
templates/home.html:2: error: this line asks for something that can't be done [template-error]
    2 | {% for a in 5 %}{% endfor %}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "unknown-level": (
        {HOME: "A\n{{ care_level('x').href }}"},
        """\
templates/home.html:2: error: no level of care is called "x" [template-error]
    2 | {{ care_level('x').href }}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "changes-while-looping": (
        {HOME: "A\n{% set d = {'a': 1} %}\n{% for k in d %}{{ d.update({k ~ 'b': 1}) }}{% endfor %}"},
        """\
templates/home.html:3: error: this line asks for something that can't be done [template-error]
    3 | {% for k in d %}{{ d.update({k ~ 'b': 1}) }}{% endfor %}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
    "latin-1": (
        {HOME: b"a\ncaf\xe9"},
        """\
templates/home.html:2: error: the template isn't UTF-8 text; save it with the encoding UTF-8 [template-syntax]
    2 | caf\ufffd
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "latin-1-partial": (
        {HOME: "A\n{% include 'partials/part.html' %}", PART: b"a\n\xff\xfe\x00"},
        """\
templates/partials/part.html:2: error: the template isn't UTF-8 text; save it with the encoding UTF-8 [template-syntax]
    2 | \ufffd\ufffd\\u{0}
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "latin-1-component": (
        {INDEX: page("{{ card }}\n"), CARD: b"caf\xe9"},
        """\
templates/components/card.html:1: error: the template isn't UTF-8 text; save it with the encoding UTF-8 [template-syntax]
    1 | caf\ufffd
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "bom": (
        {HOME: "\ufeff{{ page.titel }}"},
        """\
templates/home.html:1: error: nothing here is called "titel" [template-error]
    1 | {{ page.titel }}
  hint: met while rendering content/index.md; did you mean "title"?""",
    ),
    "crlf": (
        {HOME: "A\r\n\r\n{{ page.titel }}"},
        """\
templates/home.html:3: error: nothing here is called "titel" [template-error]
    3 | {{ page.titel }}
  hint: met while rendering content/index.md; did you mean "title"?""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_template(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with the template's line and the page that was being rendered."""
    site = make_site(files)

    assert site.printed() == expected
    assert not (site.root / "site").exists()


def test_a_missing_folder_of_templates_is_one_problem(make_site: MakeSite) -> None:
    """Without templates each kind of template is missing once, however many pages ask for it."""
    site = make_site({"content/a.md": page(), "content/b.md": page()})
    shutil.rmtree(site.root / "templates")

    assert (
        site.printed()
        == """\
templates/home.html: error: there is no template "templates/home.html" [template-missing]
  hint: met while rendering content/index.md; the templates are missing
templates/page.html: error: there is no template "templates/page.html" [template-missing]
  hint: met while rendering content/a.md and 1 other page; the templates are missing"""
    )


def test_a_template_that_is_a_dead_link_is_missing(make_site: MakeSite) -> None:
    """A link to a file that isn't there is no template."""
    site = make_site()
    (site.root / HOME).unlink()
    (site.root / HOME).symlink_to("nowhere.html")

    assert (
        site.printed()
        == """\
templates/home.html: error: there is no template "home.html" [template-missing]
  hint: met while rendering content/index.md; check its name"""
    )


@pytest.mark.parametrize("path", ["templates/photo.jpg", "templates/partials/photo", "templates/assets/photo.jpg"])
def test_a_binary_file_that_is_no_template_is_no_problem(make_site: MakeSite, path: str) -> None:
    """What lies beside the templates isn't read as one."""
    site = make_site({path: b"\xff\xd8\xff\x00"})

    assert site.printed() == ""


def test_a_fault_of_many_pages_names_the_first(make_site: MakeSite) -> None:
    """A fault in a partial that every page includes is one problem."""
    site = make_site(
        {
            "content/a.md": page(),
            "content/b.md": page(),
            PAGE: "a\n{% include 'partials/part.html' %}",
            PART: "\n{{ nope }}",
        }
    )
    assert (
        site.printed()
        == """\
templates/partials/part.html:2: error: nothing here is called "nope" [template-error]
    2 | {{ nope }}
  hint: met while rendering content/index.md and 2 other pages; check the name against the list in the README"""
    )


def test_a_text_that_is_printed_twice_has_its_ids_twice(make_site: MakeSite) -> None:
    """Two headings with one id, of which only the template is to blame, stop the build."""
    twice = LAYOUT.replace("{{ content() }}", "{{ content() }}{{ content() }}")
    site = make_site({"templates/page.html": twice}, body="## First\n\nWords.\n")

    assert [(one.rule, one.message) for one in site.problems() if one.severity == "error"] == [
        ("duplicate-id", 'the finished page has the id "first" twice')
    ]


def test_pages_of_a_tag(make_site: MakeSite) -> None:
    """A template can go through the pages of a tag, the newest first; one that isn't there is said with a guess."""
    files = {
        "content/_data/tags.yaml": "sleep: {name: Sleep, description: Nights.}\nmoney: {name: Money, description: Costs.}\n",
        "content/old.md": page(title="Old", tags="[sleep]", date="2026-01-01"),
        "content/new.md": page(title="New", tags="[sleep]", date="2026-02-01"),
        "content/other.md": page(title="Other", tags="[money]"),
    }
    home = "<main>{% for one in pages(tag='sleep', limit=2) %}{{ one.title }} {% endfor %}</main>"
    site = make_site({**files, "templates/home.html": home})
    site.build()
    assert site.main() == "New Old"

    site.write({"templates/home.html": home.replace("sleep", "slep")})
    (problem,) = site.problems()
    assert (problem.message, problem.hint.rpartition("; ")[2]) == ('no tag is called "slep"', 'did you mean "sleep"?')
