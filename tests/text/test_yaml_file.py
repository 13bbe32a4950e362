"""Broken YAML: what a person reads for each fault, to the letter."""

import pytest

from tests.sites import HOME, Files, MakeSite, page

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
    "yaml-colon": (
        {HOME: page(title="Costs: an overview")},
        """\
content/index.md:2:13: error: a colon inside the value [yaml-syntax]
    2 | title: Costs: an overview
      |             ^
  hint: put the value in quotes: title: "Costs: an overview\"""",
    ),
    "yaml-quote": (
        {HOME: page(title='"Costs')},
        """\
content/index.md:2:8: error: this quote is never closed [yaml-syntax]
    2 | title: "Costs
      |        ^
  hint: add the missing quote at the end of the value""",
    ),
    "yaml-bracket": (
        {HOME: page(tags="[a, b")},
        """\
content/index.md:4:7: error: this bracket is never closed, or a comma is missing [yaml-syntax]
    4 | tags: [a, b
      |       ^
  hint: close it with ]""",
    ),
    "yaml-brace": (
        {HOME: page(waiver="{until: 2026-11-24")},
        """\
content/index.md:4:9: error: this brace is never closed, or a comma is missing [yaml-syntax]
    4 | waiver: {until: 2026-11-24
      |         ^
  hint: close it with }""",
    ),
    "yaml-tab": (
        {HOME: page(tags="\n\t- a")},
        """\
content/index.md:5:1: error: a tab stands where spaces belong [yaml-syntax]
    5 |     - a
      | ^^^^
  hint: indent with spaces, two for each step""",
    ),
    "yaml-percent": (
        {HOME: page(author="%x")},
        """\
content/index.md:4:9: error: a value can't begin with this character [yaml-syntax]
    4 | author: %x
      |         ^
  hint: put the value in quotes; indent with spaces, not tabs""",
    ),
    "yaml-no-colon": (
        {HOME: "---\ntitle: T\ndescription\n---\n"},
        """\
content/index.md:3:1: error: a key without a colon [yaml-syntax]
    3 | description
      | ^
  hint: write `key: value`, one on a line""",
    ),
    "yaml-star": (
        {HOME: page(author="*bold*")},
        """\
content/index.md:4:14: error: & and * have a meaning of their own at the start of a value [yaml-syntax]
    4 | author: *bold*
      |              ^
  hint: put the value in quotes""",
    ),
    "yaml-backslash": (
        {HOME: page(author='"a\\d"')},
        """\
content/index.md:4:9: error: a backslash has a meaning of its own inside double quotes [yaml-syntax]
    4 | author: "a\\d"
      |         ^
  hint: use single quotes instead""",
    ),
    "yaml-key": (
        {HOME: page(**{"[a]": "b"})},
        """\
content/index.md:4:1: error: a key must be a word [yaml-syntax]
    4 | [a]: b
      | ^^^
  hint: if the value begins with { or [, put it in quotes""",
    ),
    "key-indented-between": (
        {"content/_data/x.yaml": "a:\n  b: c\n d: e\n"},
        """\
content/_data/x.yaml:3:2: error: this line doesn't line up with those above it [yaml-syntax]
    3 |  d: e
      |  ^
  hint: indent neighbors by the same number of spaces""",
    ),
    "key-in-a-list": (
        {"content/_data/x.yaml": "a:\n  - b\n  c: d\n"},
        """\
content/_data/x.yaml:3:3: error: this line doesn't line up with the list above it [yaml-syntax]
    3 |   c: d
      |   ^
  hint: begin each item of a list with a dash, indented alike""",
    ),
    "exclamation-marks": (
        {"content/_data/x.yaml": "a: !b!c d\n"},
        """\
content/_data/x.yaml:1:4: error: an exclamation mark has a meaning of its own here [yaml-syntax]
    1 | a: !b!c d
      |    ^
  hint: put the value in quotes""",
    ),
    "asterisk-before-a-word": (
        {"content/_data/x.yaml": "a: *b\n"},
        """\
content/_data/x.yaml:1:4: error: an asterisk has a meaning of its own at the start of a value [yaml-syntax]
    1 | a: *b
      |    ^
  hint: put the value in quotes""",
    ),
    "bar-before-a-word": (
        {"content/_data/x.yaml": "a: |b\n"},
        """\
content/_data/x.yaml:1:5: error: this isn't valid YAML (while scanning a block scalar: did not find expected comment or line break) [yaml-syntax]
    1 | a: |b
      |     ^
  hint: put the value in quotes""",
    ),
    "yaml-duplicate-key": (
        {HOME: page(author="A").replace("---\n", "---\nauthor: B\n", 1)},
        """\
content/index.md:5:1: error: the key "author" stands twice: here and on line 2 [yaml-duplicate-key]
    5 | author: A
      | ^^^^^^
  hint: delete one of them""",
    ),
    "yaml-tag": (
        {HOME: page(author="!important me")},
        """\
content/index.md:4:9: error: the tag !important isn't used here [yaml-tag]
    4 | author: !important me
      |         ^^^^^^^^^^^^^
  hint: delete the word that begins with !, or put the value in quotes""",
    ),
    "yaml-alias": (
        {HOME: page(tags="&words [a]", aliases="*words")},
        """\
content/index.md:4:7: error: an anchor (&) that is used again (*) isn't allowed here [yaml-alias]
    4 | tags: &words [a]
      |       ^^^^^^^^^^
  hint: write the value out at each place""",
    ),
    "yaml-character": (
        {"content/_data/x.yaml": "# " + "é" * 40 + "\na: b\nc: \x7f\nd: e\nf: g\n"},
        """\
content/_data/x.yaml:3:4: error: the character U+007F can't stand in YAML [yaml-syntax]
    3 | c: \\u{7f}
      |    ^^^^^^
  hint: delete it; it may have come from a word processor""",
    ),
    "yaml-line-separator": (
        {"content/_data/x.yaml": 'a: "b\u2028c"\nd: e\nd: f\n'},
        """\
content/_data/x.yaml:3:1: error: the key "d" stands twice: here and on line 2 [yaml-duplicate-key]
    3 | d: f
      | ^
  hint: delete one of them""",
    ),
    "line-end-in-a-key": (
        {HOME: page(**{'"author\\n"': "x"})},
        """\
content/index.md:4:1: error: unknown front matter key "author\\u{a}" [front-matter-key]
    4 | "author\\n": x
      | ^^^^^^^^^^
  hint: did you mean "author"?""",
    ),
    "bidirectional-character": (
        {HOME: page(**{"au\u202ethor": "x"})},
        """\
content/index.md:4:1: error: unknown front matter key "au\\u{202e}thor" [front-matter-key]
    4 | au\\u{202e}thor: x
      | ^^^^^^^^^^^^^^
  hint: did you mean "author"?
content/index.md:4:3: error: the sign U+202E can't be seen, and can turn words around or part them [hidden-sign]
    4 | au\\u{202e}thor: x
      |   ^^^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected
