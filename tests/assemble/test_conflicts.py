"""Pages and data that conflict: what a person reads for each fault, to the letter."""

import pytest

from tests.sites import HOME, Files, MakeSite, page

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
    "tag-not-declared": (
        {
            "content/a.md": page(tags="[costs, wrok, sleep]"),
            "content/_data/tags.yaml": (
                "costs:\n  name: Costs\n  description: What care costs.\n"
                "work:\n  name: Work\n  description: Work and care.\n"
            ),
        },
        """\
content/a.md:4:15: error: no tag is called "wrok" [front-matter-reference]
    4 | tags: [costs, wrok, sleep]
      |               ^^^^
  hint: did you mean "work"?
content/a.md:4:21: error: no tag is called "sleep" [front-matter-reference]
    4 | tags: [costs, wrok, sleep]
      |                     ^^^^^
  hint: choose another, or declare it in content/_data/tags.yaml""",
    ),
    "url-collision": (
        {
            "content/a.md": page(),
            "content/a/index.md": page(),
            "content/b.md": page(aliases="[/A/]"),
            "templates/redirect.html": "-",
        },
        """\
content/b.md: error: the address /a/ is claimed by content/a.md, content/a/index.md, content/b.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "url-too-long": (
        {
            "content/a.md": page(slug="a" * 300),
            "content/b.md": page(aliases=f"[/{'b' * 300}/]"),
            "templates/redirect.html": "-",
        },
        """\
content/a.md: error: the address /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… is too long for a file's name [url-too-long]
  hint: give the page a shorter `slug` or alias
content/b.md: error: the address /bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb… is too long for a file's name [url-too-long]
  hint: give the page a shorter `slug` or alias""",
    ),
    "level-collision": (
        {
            "content/a.md": page(level="outpatient"),
            "content/b.md": page(level="outpatient"),
            "templates/level.html": "-",
            "content/_data/care_levels.yaml": "Broken\n",
        },
        """\
content/_data/care_levels.yaml: error: the file must hold records by their ids [data-value]
  hint: write the id of a record, a colon, and its keys below, indented by two spaces
content/b.md:4:8: error: the level "outpatient" has more than one page: content/a.md, content/b.md [level-collision]
    4 | level: outpatient
      |        ^^^^^^^^^^
  hint: keep `level` in one of them""",
    ),
    "level-unknown": (
        {"content/a.md": page(level="outpatient"), "templates/level.html": "-"},
        """\
content/a.md:4:8: error: no level of care is called "outpatient" [front-matter-reference]
    4 | level: outpatient
      |        ^^^^^^^^^^
  hint: choose another, or declare it in content/_data/care_levels.yaml""",
    ),
    "link-held-back": (
        {
            HOME: page("[a](a.md) [b](b.md) [c](c.md)\n"),
            "content/a.md": page(draft="true"),
            "content/b.md": page(date="2027-01-01"),
            "content/c.md": page(expires="2026-11-24"),
        },
        """\
content/index.md:5:5: warning: the page "a.md" isn't built today (draft); the link is printed as plain text [link-held-back]
    5 | [a](a.md) [b](b.md) [c](c.md)
      |     ^^^^
  hint: nothing to do if the page will be there in time; if it has expired, link to a newer one
content/index.md:5:15: warning: the page "b.md" isn't built today (scheduled until January 1, 2027); the link is printed as plain text [link-held-back]
    5 | [a](a.md) [b](b.md) [c](c.md)
      |               ^^^^
  hint: nothing to do if the page will be there in time; if it has expired, link to a newer one
content/index.md:5:25: warning: the page "c.md" isn't built today (expired); the link is printed as plain text [link-held-back]
    5 | [a](a.md) [b](b.md) [c](c.md)
      |                         ^^^^
  hint: nothing to do if the page will be there in time; if it has expired, link to a newer one""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected


def test_an_address_that_breaks_out_of_its_page_is_refused(make_site: MakeSite) -> None:
    """An alias that takes the place of another file of the site is a problem of its page, not a crash."""
    site = make_site({"content/a.md": page(aliases="[/sitemap.xml]"), "templates/redirect.html": "-"})

    assert [problem.place.path for problem in site.problems()] == ["content/a.md"]


def test_an_alias_cannot_replace_the_page_itself(make_site: MakeSite) -> None:
    """An alias that names the file of a page is a collision, although the two addresses are written differently."""
    site = make_site({"content/a.md": page(aliases="[/a/index.html]"), "templates/redirect.html": "-"})

    assert [problem.place.path for problem in site.problems()] == ["content/a.md"]


def test_two_data_files_of_one_name_are_a_conflict(make_site: MakeSite) -> None:
    """Two data files that merge fields would call by the same name are a problem that names both."""
    site = make_site({"content/_data/x.yaml": "a: b\n", "content/_data/x.yml": "c: d\n"})

    printed = site.printed()

    assert [path in printed for path in ("content/_data/x.yaml", "content/_data/x.yml")] == [True, True]
