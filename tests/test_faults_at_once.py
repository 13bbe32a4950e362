"""One build reports every fault of every stage at once, and none that only follows from another."""

from tests.sites import FACTS, HOME, ONE_SOURCE, SOURCES, Files, MakeSite, fact, page

FIVE_FAULTS: Files = {
    "content/a.md": "---\ntitle: A\ndiscription: Words.\n---\n",
    "content/b.md": page("## Costs\n\nSee [the costs](#cost).\n"),
    "templates/article.html": "{{ page.titel }}",
    "content/c.md": page(date="2026-01-05"),
    "content/_data/broken.yaml": 'a: "open\nb: c\n',
    FACTS: "one:\n" + fact(source="survy"),
    SOURCES: ONE_SOURCE,
    HOME: page("{{ broken.a }}\n"),
}


def test_five_faults_are_said_at_once(make_site: MakeSite) -> None:
    """One build reports every fault of every stage, each with its place and hint, and leaves site/ as it was."""
    site = make_site()
    site.build()
    before = site.tree()

    printed = site.write(FIVE_FAULTS).printed()

    assert (
        printed
        == """\
content/_data/broken.yaml:1:4: error: this quote is never closed [yaml-syntax]
    1 | a: "open
      |    ^
  hint: add the missing quote at the end of the value
content/_data/facts.yaml:4:11: error: no source is called "survy" [data-reference]
    4 |   source: survy
      |           ^^^^^
  hint: did you mean "survey"?
content/a.md:3:1: error: unknown front matter key "discription" [front-matter-key]
    3 | discription: Words.
      | ^^^^^^^^^^^
  hint: did you mean "description"?
content/b.md:7:17: error: this page has no anchor "#cost" [dead-anchor]
    7 | See [the costs](#cost).
      |                 ^^^^^
  hint: did you mean "costs"?
templates/article.html:1: error: nothing here is called "titel" [template-error]
    1 | {{ page.titel }}
  hint: met while rendering content/c.md; did you mean "title"?"""
    )
    assert site.tree() == before


def test_links_to_a_broken_page_are_not_reported(make_site: MakeSite) -> None:
    """A page whose front matter is wrong has its address all the same, and its anchors are taken on trust."""
    site = make_site({HOME: page("[a](a.md) [b](a.md#costs)\n"), "content/a.md": "---\ntitle: A\n---\n"})

    assert [problem.place.path for problem in site.problems()] == ["content/a.md"]
