"""Broken merge fields and components: what a person reads for each fault, to the letter."""

import pytest

from tests.sites import HOME, Files, MakeSite, page

CARD = "templates/components/card.html"

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
    "merge-field": (
        {HOME: page("A {{ costs/x }} and {{ site.name\n")},
        """\
content/index.md:5:3: error: "{{ costs/x }}" can't be read [merge-field]
    5 | A {{ costs/x }} and {{ site.name
      |   ^^^^^^^^^^^^^
  hint: a merge field is a dotted name, a component a name with arguments: name="value"
content/index.md:5:21: error: a merge field is never closed [merge-field]
    5 | A {{ costs/x }} and {{ site.name
      |                     ^^
  hint: close it with }} on the same line, or write \\{{ for the braces themselves""",
    ),
    "merge-field-in-html": (
        {HOME: page("<p>{{ site.name </p>\n")},
        """\
content/index.md:5:4: error: a merge field is never closed [merge-field]
    5 | <p>{{ site.name </p>
      |    ^^
  hint: close it with }} on the same line, or write \\{{ for the braces themselves""",
    ),
    "merge-field-in-address": (
        {HOME: page("[a]({{ site.name }})\n")},
        """\
content/index.md:5:5: error: a merge field can't stand inside an address [merge-field]
    5 | [a]({{ site.name }})
      |     ^^^^^^^^^^^^^^^
  hint: a number to call becomes a link by itself; for other links write the address out""",
    ),
    "merge-field-in-html-address": (
        {HOME: page('A <a href="{{ site.name }}">b</a>\n')},
        """\
content/index.md:5:12: error: a merge field can't stand inside an address [merge-field]
    5 | A <a href="{{ site.name }}">b</a>
      |            ^^^^^^^^^^^^^^^
  hint: a number to call becomes a link by itself; for other links write the address out""",
    ),
    "unknown-field": (
        {HOME: page("{{ site.nam }} {{ sit.name }} {{ site.phone }}\n")},
        """\
content/index.md:5:1: error: "site" has nothing called "nam" [unknown-field]
    5 | {{ site.nam }} {{ sit.name }} {{ site.phone }}
      | ^^^^^^^^^^^^^^
  hint: did you mean "name"?
content/index.md:5:16: error: no data is called "sit" [unknown-field]
    5 | {{ site.nam }} {{ sit.name }} {{ site.phone }}
      |                ^^^^^^^^^^^^^^
  hint: did you mean "site"?
content/index.md:5:31: error: "site.phone" has no text to print [unknown-field]
    5 | {{ site.nam }} {{ sit.name }} {{ site.phone }}
      |                               ^^^^^^^^^^^^^^^^
  hint: name another field, or fill this one in""",
    ),
    "unknown-component": (
        {HOME: page("{{ crd }}\n"), CARD: "x"},
        """\
content/index.md:5:1: error: there is no component "crd" [unknown-component]
    5 | {{ crd }}
      | ^^^^^^^^^
  hint: did you mean "card"?""",
    ),
    "component-argument": (
        {HOME: page('{{ card colour="red" }}\n'), CARD: "x"},
        """\
content/index.md:5:1: error: "card" has no argument "colour" [component-argument]
    5 | {{ card colour="red" }}
      | ^^^^^^^^^^^^^^^^^^^^^^^
  hint: it takes no arguments""",
    ),
    "component-argument-twice": (
        {HOME: page('{{ card color="red" color="blue" }}\n'), CARD: "{{ color }}"},
        """\
content/index.md:5:1: error: "card" has the argument "color" twice [component-argument]
    5 | {{ card color="red" color="blue" }}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: keep one of them""",
    ),
    "component-inline": (
        {HOME: page("A {{ card }}\n"), CARD: "x"},
        """\
content/index.md:5:3: error: the component "card" stands inside other text [component-inline]
    5 | A {{ card }}
      |   ^^^^^^^^^^
  hint: put it on a line of its own""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected
