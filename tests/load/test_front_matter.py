"""Broken front matter: what a person reads for each fault, to the letter."""

import pytest

from tests.sites import HOME, ONE_SOURCE, PNG, SOURCES, Files, MakeSite, page

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
    "front-matter-key": (
        {HOME: "---\ntitle: Home\ndiscription: A home.\n---\n"},
        """\
content/index.md:3:1: error: unknown front matter key "discription" [front-matter-key]
    3 | discription: A home.
      | ^^^^^^^^^^^
  hint: did you mean "description"?""",
    ),
    "front-matter-key-nested": (
        {HOME: page(waiver="{until: 2026-12-01, reson: none yet}")},
        """\
content/index.md:4:29: error: unknown front matter key "reson" [front-matter-key]
    4 | waiver: {until: 2026-12-01, reson: none yet}
      |                             ^^^^^
  hint: did you mean "reason"?""",
    ),
    "front-matter-missing-key": (
        {HOME: "---\ntitle: Home\n---\n"},
        """\
content/index.md:2:1: error: front matter needs the key "description" [front-matter-missing]
    2 | title: Home
      | ^
  hint: add a line `description: …`""",
    ),
    "front-matter-missing": (
        {HOME: "Hello\n"},
        """\
content/index.md:1:1: error: the page has no front matter [front-matter-missing]
    1 | Hello
      | ^
  hint: begin the file with a line ---, then `title:` and `description:`, then a line ---""",
    ),
    "front-matter-open": (
        {HOME: "---\ntitle: Home\n\nHello\n"},
        """\
content/index.md:1:1: error: the front matter is never closed [front-matter-open]
    1 | ---
      | ^^^
  hint: put a line --- after the last key""",
    ),
    "front-matter-empty": (
        {HOME: "---\n---\n"},
        """\
content/index.md:2: error: front matter needs the key "description" [front-matter-missing]
    2 | ---
  hint: add a line `description: …`
content/index.md:2: error: front matter needs the key "title" [front-matter-missing]
    2 | ---
  hint: add a line `title: …`""",
    ),
    "front-matter-number": (
        {HOME: "---\n5\n---\n"},
        """\
content/index.md:2:1: error: "front matter" must hold keys of its own [front-matter-value]
    2 | 5
      | ^
  hint: write `key: value` pairs below it, indented by two spaces""",
    ),
    "front-matter-types": (
        {HOME: page(draft="maybe", order="first", tags="a, b", date="2026-02-30", author=2026)},
        """\
content/index.md:4:8: error: "draft" must be true or false [front-matter-value]
    4 | draft: maybe
      |        ^^^^^
  hint: write true or false, without quotes
content/index.md:5:8: error: "order" must be a whole number [front-matter-value]
    5 | order: first
      |        ^^^^^
  hint: write digits only, such as 3
content/index.md:6:7: error: "tags" must be a list [front-matter-value]
    6 | tags: a, b
      |       ^^^^
  hint: write [first, second], or each item on a line of its own after a dash
content/index.md:7:7: error: "date" isn't a date that exists [front-matter-value]
    7 | date: 2026-02-30
      |       ^^^^^^^^^^
  hint: write the date as 2026-11-24: year, month, day
content/index.md:8:9: error: "author" must be text [front-matter-value]
    8 | author: 2026
      |         ^^^^
  hint: put the value in quotes""",
    ),
    "front-matter-date-as-number": (
        {HOME: page(date=20261124)},
        """\
content/index.md:4:7: error: "date" must be a date [front-matter-value]
    4 | date: 20261124
      |       ^^^^^^^^
  hint: write the date as 2026-11-24""",
    ),
    "front-matter-date-in-words": (
        {HOME: page(date="December 1, 2026", expires="2026-12-1", updated="20261201000000000000")},
        """\
content/index.md:4:7: error: "date" isn't written as a date [front-matter-value]
    4 | date: December 1, 2026
      |       ^^^^^^^^^^^^^^^^
  hint: write the date as 2026-11-24: year, month, day
content/index.md:5:10: error: "expires" isn't written as a date [front-matter-value]
    5 | expires: 2026-12-1
      |          ^^^^^^^^^
  hint: write the date as 2026-11-24: year, month, day
content/index.md:6:10: error: "updated" isn't written as a date [front-matter-value]
    6 | updated: 20261201000000000000
      |          ^^^^^^^^^^^^^^^^^^^^
  hint: write the date as 2026-11-24: year, month, day""",
    ),
    "front-matter-list-item": (
        {HOME: page(tags="[cost, 12]")},
        """\
content/index.md:4:14: error: "tags, item 2" must be text [front-matter-value]
    4 | tags: [cost, 12]
      |              ^^
  hint: put the value in quotes""",
    ),
    "front-matter-no-value": (
        {HOME: "---\ntitle: T\ndescription:\n---\n"},
        """\
content/index.md:3:13: error: "description" has no value [front-matter-value]
    3 | description:
      |             ^
  hint: write a value after the colon, or delete the line""",
    ),
    "front-matter-empty-text": (
        {HOME: page(title='""')},
        """\
content/index.md:2:8: error: "title" is empty [front-matter-value]
    2 | title: ""
      |        ^^
  hint: write a few words after the colon""",
    ),
    "front-matter-slug": (
        {"content/a.md": page(slug="My Page")},
        """\
content/a.md:4:7: error: a slug has only lower-case words and dashes [front-matter-value]
    4 | slug: My Page
      |       ^^^^^^^
  hint: write my-page instead""",
    ),
    "front-matter-alias": (
        {
            HOME: page(aliases="[/sound/, old name, /a/../b/, /.gitignore/, /a/.carepress-new-b.html]"),
            "templates/redirect.html": "-",
        },
        """\
content/index.md:4:20: error: "old name" isn't an address on this site [front-matter-value]
    4 | aliases: [/sound/, old name, /a/../b/, /.gitignore/, /a/.carepress-new-b.html]
      |                    ^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/index.md:4:30: error: "/a/../b/" isn't an address on this site [front-matter-value]
    4 | aliases: [/sound/, old name, /a/../b/, /.gitignore/, /a/.carepress-new-b.html]
      |                              ^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/index.md:4:40: error: "/.gitignore/" isn't an address on this site [front-matter-value]
    4 | aliases: [/sound/, old name, /a/../b/, /.gitignore/, /a/.carepress-new-b.html]
      |                                        ^^^^^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/index.md:4:54: error: "/a/.carepress-new-b.html" isn't an address on this site [front-matter-value]
    4 | aliases: [/sound/, old name, /a/../b/, /.gitignore/, /a/.carepress-new-b.html]
      |                                                      ^^^^^^^^^^^^^^^^^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot""",
    ),
    "front-matter-image": (
        {HOME: page(image="room.png"), "content/room.png": PNG},
        """\
content/index.md:4:8: error: the picture has no description [front-matter-value]
    4 | image: room.png
      |        ^^^^^^^^
  hint: say in `image_alt` what it shows, or write `image_decorative: true`""",
    ),
    "front-matter-dates": (
        {HOME: page(date="2026-02-03", updated="2026-02-01", reviewed="2026-01-05")},
        """\
content/index.md:5:10: error: "updated" is before "date" [front-matter-value]
    5 | updated: 2026-02-01
      |          ^^^^^^^^^^
  hint: give the day of the last change, or delete the line
content/index.md:6:11: error: a review needs a reviewer [front-matter-value]
    6 | reviewed: 2026-01-05
      |           ^^^^^^^^^^
  hint: name who reviewed it in `reviewer`, or delete the line""",
    ),
    "front-matter-source": (
        {HOME: page(sources="[survey, surveys]"), SOURCES: ONE_SOURCE},
        """\
content/index.md:4:19: error: no source is called "surveys" [front-matter-reference]
    4 | sources: [survey, surveys]
      |                   ^^^^^^^
  hint: did you mean "survey"?""",
    ),
    "lead-image": (
        {HOME: page(image="rom.png", image_alt="A room"), "content/room.png": PNG},
        """\
content/index.md:4:8: error: there is no picture "rom.png" [dead-image]
    4 | image: rom.png
      |        ^^^^^^^
  hint: did you mean "room.png"?""",
    ),
    "updated-later": (
        {HOME: page(updated="2026-11-25")},
        """\
content/index.md:4:10: warning: "updated" is November 25, 2026, which is after today [updated-later]
    4 | updated: 2026-11-25
      |          ^^^^^^^^^^
  hint: write the day of the last change""",
    ),
    "tag-twice": (
        {HOME: page(tags="[costs, costs]"), "content/_data/tags.yaml": "costs:\n  name: Costs\n  description: What.\n"},
        """\
content/index.md:4:15: error: "costs" stands there twice [front-matter-value]
    4 | tags: [costs, costs]
      |               ^^^^^
  hint: delete one of them""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected
