"""HTML and addresses that a text may not hold: what a person reads for each of them, to the letter."""

import pytest

from tests.sites import HOME, Files, MakeSite, page

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
    "html-element": (
        {HOME: page("Text\n\n<script>x</script>\n\n# Heading\n\n<custom-x>y</custom-x>\n")},
        """\
content/index.md:7:1: error: <script> can't stand in a text [html-element]
    7 | <script>x</script>
      | ^^^^^^^
  hint: nothing on a page may run
content/index.md:9:1: error: <h1> can't stand in a text [html-element]
    9 | # Heading
      | ^^
  hint: the title in the front matter is the page's h1; begin with ##
content/index.md:11:1: error: <custom-x> can't stand in a text [html-element]
   11 | <custom-x>y</custom-x>
      | ^^^^^^^^^
  hint: write it in Markdown, or as a component""",
    ),
    "html-attribute": (
        {HOME: page('A <b style="x" onclick="y">b</b>\n\n## C {: onfocus=z }\n')},
        """\
content/index.md:5:6: error: <b> can't carry the attribute style [html-attribute]
    5 | A <b style="x" onclick="y">b</b>
      |      ^^^^^
  hint: how pages look stands in templates/assets/; leave the attribute out
content/index.md:5:16: error: <b> can't carry the attribute onclick [html-attribute]
    5 | A <b style="x" onclick="y">b</b>
      |                ^^^^^^^
  hint: how pages look stands in templates/assets/; leave the attribute out
content/index.md:7:9: error: <h2> can't carry the attribute onfocus [html-attribute]
    7 | ## C {: onfocus=z }
      |         ^^^^^^^
  hint: how pages look stands in templates/assets/; leave the attribute out""",
    ),
    "html-attribute-in-a-list": (
        {HOME: page("Our style of care.\n\n## A {: style=b }\n")},
        """\
content/index.md:7:9: error: <h2> can't carry the attribute style [html-attribute]
    7 | ## A {: style=b }
      |         ^^^^^
  hint: how pages look stands in templates/assets/; leave the attribute out""",
    ),
    "link-scheme": (
        {HOME: page("[a](javascript:b) [c](data:text/html,d)\n")},
        """\
content/index.md:5:5: error: a link can't begin with javascript: [link-scheme]
    5 | [a](javascript:b) [c](data:text/html,d)
      |     ^^^^^^^^^^^^
  hint: links may begin with https://, http://, mailto: or tel:. A file of your own lies beside the page: link to it by its name
content/index.md:5:23: error: a link can't begin with data: [link-scheme]
    5 | [a](javascript:b) [c](data:text/html,d)
      |                       ^^^^^^^^^^^^^^^^
  hint: links may begin with https://, http://, mailto: or tel:. A file of your own lies beside the page: link to it by its name""",
    ),
    "link-scheme-in-html": (
        {HOME: page('A <a href="java&#115;cript:b">c</a>\n')},
        """\
content/index.md:5:3: error: a link can't begin with javascript: [link-scheme]
    5 | A <a href="java&#115;cript:b">c</a>
      |   ^^^^^^^^^^^^
  hint: links may begin with https://, http://, mailto: or tel:. A file of your own lies beside the page: link to it by its name""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected
