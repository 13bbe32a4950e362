"""Whatever a person puts into front matter and data: each fault is met by a sentence with its place."""

import pytest

from tests.sites import COSTS, FACTS, HOME, ONE_SOURCE, SETTINGS_FILE, SOURCES, Files, MakeSite, cost, fact, page

DATA = "content/_data/x.yaml"

IN_SOURCES = {SOURCES: ONE_SOURCE}
FRONT = "---\ntitle: Title\ndescription: Words.\n"

FRONT_MATTER_AND_DATA: dict[str, tuple[Files, str]] = {
    "tab-before-a-key": (
        {HOME: page(waiver="\n\tuntil: 2026-12-01")},
        """\
content/index.md:5:1: error: a tab stands where spaces belong [yaml-syntax]
    5 |     until: 2026-12-01
      | ^^^^
  hint: indent with spaces, two for each step""",
    ),
    "tab-after-spaces": (
        {HOME: page(waiver="\n  \tuntil: 2026-12-01")},
        """\
content/index.md:5:3: error: a tab stands where spaces belong [yaml-syntax]
    5 |       until: 2026-12-01
      |   ^^^^
  hint: indent with spaces, two for each step""",
    ),
    "tab-among-spaces": (
        {DATA: "a:\n  b: c\n\td: e\n"},
        """\
content/_data/x.yaml:3:1: error: a tab stands where spaces belong [yaml-syntax]
    3 |     d: e
      | ^^^^
  hint: indent with spaces, two for each step""",
    ),
    "quote-open-to-the-end": (
        {DATA: "a: 'b\nc: d\n"},
        """\
content/_data/x.yaml:1:4: error: this quote is never closed [yaml-syntax]
    1 | a: 'b
      |    ^
  hint: add the missing quote at the end of the value""",
    ),
    "quote-closed-by-an-apostrophe": (
        {HOME: "---\ntitle: 'Costs\ndescription: What it's like.\n---\n"},
        """\
content/index.md:2:8: error: this quote ends too early or is never closed [yaml-syntax]
    2 | title: 'Costs
      |        ^
  hint: put a quote at each end of the value, and none inside""",
    ),
    "quote-closed-by-the-next-quote": (
        {HOME: page(title='"Costs', author='"A"')},
        """\
content/index.md:2:8: error: this quote ends too early or is never closed [yaml-syntax]
    2 | title: "Costs
      |        ^
  hint: put a quote at each end of the value, and none inside""",
    ),
    "quote-that-swallows-a-key": (
        {HOME: page(author='"A', reviewer='B"')},
        """\
content/index.md:4:9: error: this quote is never closed [yaml-syntax]
    4 | author: "A
      |         ^
  hint: add the missing quote at the end of the value""",
    ),
    "quote-that-swallows-an-item": (
        {DATA: 'a:\n  - "b\n  - c"\n  - "d\n     e"\n'},
        """\
content/_data/x.yaml:2:5: error: this quote is never closed [yaml-syntax]
    2 |   - "b
      |     ^
  hint: add the missing quote at the end of the value""",
    ),
    "quote-inside-a-value": (
        {HOME: page(title='"Costs" and more')},
        """\
content/index.md:2:8: error: this quote ends too early or is never closed [yaml-syntax]
    2 | title: "Costs" and more
      |        ^
  hint: put a quote at each end of the value, and none inside""",
    ),
    "bracket-over-lines": (
        {HOME: page(tags="[a, b", author="C")},
        """\
content/index.md:4:7: error: this bracket is never closed, or a comma is missing [yaml-syntax]
    4 | tags: [a, b
      |       ^
  hint: close it with ]""",
    ),
    "bracket-in-a-flow": (
        {DATA: "a: {b: [c, d}\n"},
        """\
content/_data/x.yaml:1:8: error: this bracket is never closed, or a comma is missing [yaml-syntax]
    1 | a: {b: [c, d}
      |        ^
  hint: close it with ]""",
    ),
    "bracket-alone": (
        {HOME: page(author="]")},
        """\
content/index.md:4:9: error: a value can't begin with this character [yaml-syntax]
    4 | author: ]
      |         ^
  hint: put the value in quotes""",
    ),
    "colon-twice": (
        {DATA: "a:\n  b: c: d\n"},
        """\
content/_data/x.yaml:2:7: error: a colon inside the value [yaml-syntax]
    2 |   b: c: d
      |       ^
  hint: put the value in quotes: b: "Costs: an overview\"""",
    ),
    "colon-at-the-end": (
        {HOME: page(author="note:")},
        """\
content/index.md:4:13: error: a colon inside the value [yaml-syntax]
    4 | author: note:
      |             ^
  hint: put the value in quotes: author: "Costs: an overview\"""",
    ),
    "merge-field-as-value": (
        {HOME: page(author="{{ site.name }}")},
        """\
content/index.md:4:10: error: a key must be a word [yaml-syntax]
    4 | author: {{ site.name }}
      |          ^^^^^^^^^^^^^
  hint: if the value begins with { or [, put it in quotes""",
    ),
    "key-three-times": (
        {DATA: "a: 1\nb: 2\na: 3\na: 4\n"},
        """\
content/_data/x.yaml:3:1: error: the key "a" stands twice: here and on line 1 [yaml-duplicate-key]
    3 | a: 3
      | ^
  hint: delete one of them
content/_data/x.yaml:4:1: error: the key "a" stands twice: here and on line 3 [yaml-duplicate-key]
    4 | a: 4
      | ^
  hint: delete one of them""",
    ),
    "front-matter-list": (
        {HOME: "---\n- a\n- b\n---\n"},
        """\
content/index.md:2:1: error: "front matter" must hold keys of its own [front-matter-value]
    2 | - a
      | ^
  hint: write `key: value` pairs below it, indented by two spaces""",
    ),
    "waiver-list": (
        {HOME: page(waiver="[a]")},
        """\
content/index.md:4:9: error: "waiver" must hold keys of its own [front-matter-value]
    4 | waiver: [a]
      |         ^^^
  hint: write `key: value` pairs below it, indented by two spaces""",
    ),
    "title-mapping": (
        {HOME: page(title="{a: b}", description="[c]")},
        """\
content/index.md:2:8: error: "title" must be one text [front-matter-value]
    2 | title: {a: b}
      |        ^^^^^^
  hint: write one value, without brackets or dashes; put a text that begins with [ or { in quotes
content/index.md:3:14: error: "description" must be one text [front-matter-value]
    3 | description: [c]
      |              ^^^
  hint: write one value, without brackets or dashes; put a text that begins with [ or { in quotes""",
    ),
    "settings-list": (
        {SETTINGS_FILE: "- a\n"},
        """\
content/_site.yaml:1:1: error: "settings" must hold keys of its own [settings-value]
    1 | - a
      | ^
  hint: write `key: value` pairs below it, indented by two spaces""",
    ),
    "records-scalars": (
        {FACTS: "one: [a]\ntwo: b\n", **IN_SOURCES},
        """\
content/_data/facts.yaml:1:6: error: "fact" must hold keys of its own [data-value]
    1 | one: [a]
      |      ^^^
  hint: write `key: value` pairs below it, indented by two spaces
content/_data/facts.yaml:2:6: error: "fact" must hold keys of its own [data-value]
    2 | two: b
      |      ^
  hint: write `key: value` pairs below it, indented by two spaces""",
    ),
    "data-scalar": (
        {DATA: "hello\n"},
        """\
content/_data/x.yaml: error: the file must hold records by their ids [data-value]
  hint: write the id of a record, a colon, and its keys below, indented by two spaces""",
    ),
    "data-empty": (
        {DATA: "", HOME: page("{{ x.a }}\n")},
        """\
content/_data/x.yaml: error: the file must hold records by their ids [data-value]
  hint: write the id of a record, a colon, and its keys below, indented by two spaces""",
    ),
    "data-comment": (
        {FACTS: "# nothing yet\n"},
        """\
content/_data/facts.yaml: error: the file must hold records by their ids [data-value]
  hint: write the id of a record, a colon, and its keys below, indented by two spaces""",
    ),
    "alias-bomb": (
        {DATA: "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"},
        """\
content/_data/x.yaml:1:4: error: an anchor (&) that is used again (*) isn't allowed here [yaml-alias]
    1 | a: &a [x, x]
      |    ^^^^^^^^^
  hint: write the value out at each place
content/_data/x.yaml:2:4: error: an anchor (&) that is used again (*) isn't allowed here [yaml-alias]
    2 | b: &b [*a, *a, *a]
      |    ^^^^^^^^^^^^^^^
  hint: write the value out at each place""",
    ),
    "alias-to-itself": (
        {DATA: "a: &a [*a]\nb: &b\n  c: *b\n&d d: *d\n"},
        """\
content/_data/x.yaml:1:4: error: an anchor (&) that is used again (*) isn't allowed here [yaml-alias]
    1 | a: &a [*a]
      |    ^^^^^^^
  hint: write the value out at each place
content/_data/x.yaml:2:4: error: an anchor (&) that is used again (*) isn't allowed here [yaml-alias]
    2 | b: &b
      |    ^
  hint: write the value out at each place
content/_data/x.yaml:4:1: error: an anchor (&) that is used again (*) isn't allowed here [yaml-alias]
    4 | &d d: *d
      | ^^^^
  hint: write the value out at each place""",
    ),
    "alias-of-a-word": (
        {HOME: page(author="&who A", reviewer="*who")},
        """\
content/index.md:4:9: error: an anchor (&) that is used again (*) isn't allowed here [yaml-alias]
    4 | author: &who A
      |         ^^^^^^
  hint: write the value out at each place""",
    ),
    "merge-key": (
        {DATA: "a: b\nc:\n  <<: {d: e}\n"},
        """\
content/_data/x.yaml:3:3: error: a merge of keys (<<) isn't used here [yaml-alias]
    3 |   <<: {d: e}
      |   ^^
  hint: write the keys out""",
    ),
    "tag-python": (
        {HOME: page(author="!!python/object/apply:os.system ['id']")},
        """\
content/index.md:4:9: error: the tag !!python/object/apply:os.system isn't used here [yaml-tag]
    4 | author: !!python/object/apply:os.system ['id']
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: delete the word that begins with !, or put the value in quotes""",
    ),
    "tag-bool": (
        {HOME: page(draft="!!bool maybe")},
        """\
content/index.md:4:8: error: the tag !!bool isn't used here [yaml-tag]
    4 | draft: !!bool maybe
      |        ^^^^^^^^^^^^
  hint: delete the word that begins with !, or put the value in quotes""",
    ),
    "tag-of-another-kind": (
        {DATA: "a: !!map b\nc: !!str [d]\n"},
        """\
content/_data/x.yaml:1:4: error: the tag !!map isn't used here [yaml-tag]
    1 | a: !!map b
      |    ^^^^^^^
  hint: delete the word that begins with !, or put the value in quotes
content/_data/x.yaml:2:4: error: the tag !!str isn't used here [yaml-tag]
    2 | c: !!str [d]
      |    ^^^^^^^^^
  hint: delete the word that begins with !, or put the value in quotes""",
    ),
    "tag-on-a-key": (
        {DATA: "!k a: b\n"},
        """\
content/_data/x.yaml:1:1: error: the tag !k isn't used here [yaml-tag]
    1 | !k a: b
      | ^^^^
  hint: delete the word that begins with !, or put the value in quotes""",
    ),
    "tag-by-a-directive": (
        {DATA: "%TAG ! tag:x,2000:\n---\na: !b c\n"},
        """\
content/_data/x.yaml:3:4: error: the tag tag:x,2000:b isn't used here [yaml-tag]
    3 | a: !b c
      |    ^^^^
  hint: delete the word that begins with !, or put the value in quotes""",
    ),
    "version-by-a-directive": (
        {DATA: "%YAML 2.0\n---\na: b\n"},
        """\
content/_data/x.yaml:1:1: error: a file holds one text: no line ---, ... or % can part it [yaml-syntax]
    1 | %YAML 2.0
      | ^
  hint: delete that line""",
    ),
    "two-documents": (
        {DATA: "a: b\n---\nc: d\n"},
        """\
content/_data/x.yaml:2:1: error: a file holds one text: no line ---, ... or % can part it [yaml-syntax]
    2 | ---
      | ^
  hint: delete that line""",
    ),
    "dates-impossible": (
        {HOME: page(date="2026-13-01", updated="2025-02-29", expires="0000-01-01", next_review="99999-01-01")},
        """\
content/index.md:4:7: error: "date" isn't a date that exists [front-matter-value]
    4 | date: 2026-13-01
      |       ^^^^^^^^^^
  hint: write the date as 2026-11-24: year, month, day
content/index.md:5:10: error: "updated" isn't a date that exists [front-matter-value]
    5 | updated: 2025-02-29
      |          ^^^^^^^^^^
  hint: write the date as 2026-11-24: year, month, day
content/index.md:6:10: error: "expires" must be a date [front-matter-value]
    6 | expires: 0000-01-01
      |          ^^^^^^^^^^
  hint: write the date as 2026-11-24
content/index.md:7:14: error: "next_review" isn't written as a date [front-matter-value]
    7 | next_review: 99999-01-01
      |              ^^^^^^^^^^^
  hint: write the date as 2026-11-24: year, month, day""",
    ),
    "dates-in-other-forms": (
        {HOME: page(date="11/24/2026", updated="2026-11-24T12:00:00", reviewed="'20261124'")},
        """\
content/index.md:4:7: error: "date" isn't written as a date [front-matter-value]
    4 | date: 11/24/2026
      |       ^^^^^^^^^^
  hint: write the date as 2026-11-24: year, month, day
content/index.md:5:10: error: "updated" must be a date [front-matter-value]
    5 | updated: 2026-11-24T12:00:00
      |          ^^^^^^^^^^^^^^^^^^^
  hint: write the date as 2026-11-24
content/index.md:6:11: error: "reviewed" must be a date [front-matter-value]
    6 | reviewed: '20261124'
      |           ^^^^^^^^^^
  hint: write the date as 2026-11-24""",
    ),
    "time-as-a-number": (
        {HOME: page(order="12:30")},
        """\
content/index.md:4:8: error: "order" must be a whole number [front-matter-value]
    4 | order: 12:30
      |        ^^^^^
  hint: write digits only, such as 3""",
    ),
    "number-of-5000-digits": (
        {FACTS: "one:\n" + fact(as_of="9" * 5000), **IN_SOURCES},
        """\
content/_data/facts.yaml:3:10: error: "as_of" is far too large or too small a number [data-value]
    3 |   as_of: 9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: check the digits""",
    ),
    "number-of-25-digits": (
        {HOME: page(order="9" * 25)},
        """\
content/index.md:4:8: error: "order" is far too large or too small a number [front-matter-value]
    4 | order: 9999999999999999999999999
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: check the digits""",
    ),
    "number-with-an-exponent": (
        {FACTS: "one:\n" + fact(value="1e999999999") + "two:\n" + fact(value="1e-999999999"), **IN_SOURCES},
        """\
content/_data/facts.yaml:6:10: error: "value" is far too large or too small a number [data-value]
    6 |   value: 1e999999999
      |          ^^^^^^^^^^^
  hint: check the digits
content/_data/facts.yaml:12:10: error: "value" is far too large or too small a number [data-value]
   12 |   value: 1e-999999999
      |          ^^^^^^^^^^^^
  hint: check the digits""",
    ),
    "cost-with-an-exponent": (
        {COSTS: "one:\n" + cost(amount="1e99"), **IN_SOURCES},
        """\
content/_data/costs.yaml:4:11: error: "amount" is far too large or too small a number [data-value]
    4 |   amount: 1e99
      |           ^^^^
  hint: check the digits""",
    ),
    "brackets-nested-2000": (
        {DATA: "a: " + "[" * 2000 + "]" * 2000 + "\n"},
        """\
content/_data/x.yaml:1:1003: error: the brackets or indents are nested too deeply [yaml-syntax]
    1 | …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      |                                                                                  ^
  hint: write it with fewer levels""",
    ),
    "brackets-nested-500": (
        {DATA: "a:\n  " + "[" * 500 + "]" * 500 + "\n"},
        """\
content/_data/x.yaml:2:33: error: the brackets or indents are nested too deeply [yaml-syntax]
    2 |   [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      |                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: write it with fewer levels""",
    ),
    "indents-nested-50": (
        {DATA: "".join(f"{' ' * depth}a:\n" for depth in range(50))},
        """\
content/_data/x.yaml:31:31: error: the brackets or indents are nested too deeply [yaml-syntax]
   31 |                               a:
      |                               ^
  hint: write it with fewer levels""",
    ),
    "surrogate-escaped": (
        {HOME: page(author='"\\ud800"')},
        """\
content/index.md:4:9: error: a backslash has a meaning of its own inside double quotes [yaml-syntax]
    4 | author: "\\ud800"
      |         ^
  hint: use single quotes instead""",
    ),
    "escape-cut-short": (
        {HOME: page(author='"\\x4"')},
        """\
content/index.md:4:9: error: a backslash has a meaning of its own inside double quotes [yaml-syntax]
    4 | author: "\\x4"
      |         ^
  hint: use single quotes instead""",
    ),
    "control-escaped": (
        {HOME: page(author='"a\\0b"', reviewer='"\\e[31m"'), DATA: '"a\\a": b\n'},
        """\
content/_data/x.yaml:1:1: error: the character U+0007 can't stand in a text [yaml-syntax]
    1 | "a\\a": b
      | ^^^^^
  hint: delete it
content/index.md:4:9: error: the character U+0000 can't stand in a text [yaml-syntax]
    4 | author: "a\\0b"
      |         ^^^^^^
  hint: delete it
content/index.md:5:11: error: the character U+001B can't stand in a text [yaml-syntax]
    5 | reviewer: "\\e[31m"
      |           ^^^^^^^^
  hint: delete it""",
    ),
    "id-without-letters": (
        {FACTS: '"":\n' + fact() + '"~":\n' + fact(), **IN_SOURCES},
        """\
content/_data/facts.yaml:1:1: error: the id "" must be lower-case words joined by dashes [data-id]
    1 | "":
      | ^^
  hint: write "a-word"
content/_data/facts.yaml:6:1: error: the id "~" must be lower-case words joined by dashes [data-id]
    6 | "~":
      | ^^^
  hint: write "a-word\"""",
    ),
    "toml": (
        {HOME: '+++\ntitle = "Home"\n+++\nHello\n'},
        """\
content/index.md:1:1: error: front matter is YAML between lines of ---, not TOML between +++ [front-matter-missing]
    1 | +++
      | ^^^
  hint: put --- in place of +++, and `key: value` in place of `key = value`""",
    ),
    "never-closed": (
        {HOME: FRONT + "\nHello\n----\n"},
        """\
content/index.md:6:1: error: this line isn't three dashes, so that the front matter goes on [front-matter-open]
    6 | ----
      | ^^^^
  hint: type --- on a line of its own, with nothing else; some programs make one long dash of them""",
    ),
    "only-a-fence": (
        {HOME: "---"},
        """\
content/index.md:1:1: error: the front matter is never closed [front-matter-open]
    1 | ---
      | ^^^
  hint: put a line --- after the last key""",
    ),
    "blank-line-before": (
        {HOME: "\n" + page()},
        """\
content/index.md:1:1: error: a blank line or a space stands before the front matter [front-matter-missing]
  hint: make --- the very beginning of the file""",
    ),
    "space-before": (
        {HOME: " " + page()},
        """\
content/index.md:1:1: error: a blank line or a space stands before the front matter [front-matter-missing]
    1 |  ---
      | ^
  hint: make --- the very beginning of the file""",
    ),
    "front-matter-of-blank-lines": (
        {HOME: "---\n\n# a comment\n---\n"},
        """\
content/index.md:2: error: front matter needs the key "description" [front-matter-missing]
  hint: add a line `description: …`
content/index.md:2: error: front matter needs the key "title" [front-matter-missing]
  hint: add a line `title: …`""",
    ),
}

# Sound pages, and what stands in their <main>.
SOUND = {
    "dots": (FRONT + "...\nHello\n", "<p>Hello</p>"),
    "fence-with-spaces": (FRONT + "--- \t\nHello\n", "<p>Hello</p>"),
    "fence-at-the-end": (FRONT + "---", ""),
    "body-begins-with-a-rule": (page("---\n\nHello\n\n---\n"), "<hr>\n<p>Hello</p>\n<hr>"),
    "body-begins-with-a-key": (page("Key: value\n\ntitle: Other\n"), "<p>Key: value</p>\n<p>title: Other</p>"),
    "value-over-lines": (
        page("Hello\n", owner='"A\n  B"', waiver="{until: 2026-12-01,\n reason: 'c\n d'}"),
        "<p>Hello</p>",
    ),
    "byte-order-mark": ("\ufeff" + page("Hello\n"), "<p>Hello</p>"),
}


@pytest.mark.parametrize(("files", "expected"), FRONT_MATTER_AND_DATA.values(), ids=FRONT_MATTER_AND_DATA)
def test_front_matter_and_data(make_site: MakeSite, files: Files, expected: str) -> None:
    """YAML of every kind that YAML allows and people don't mean."""
    assert make_site(files).printed() == expected


@pytest.mark.parametrize(("text", "expected"), SOUND.values(), ids=SOUND)
def test_sound_pages(make_site: MakeSite, text: str, expected: str) -> None:
    """What looks odd but is right is built, whole and without a word."""
    site = make_site({HOME: text})

    assert site.printed() == ""
    assert site.main() == expected


def test_an_alias_bomb_does_not_go_off(make_site: MakeSite) -> None:
    """Thirty levels that would unfold to 3**30 words give a problem for each level, at once."""
    levels = "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}, *a{n}]\n" for n in range(30))

    assert len(make_site({DATA: f"a0: &a0 [x, x]\n{levels}"}).problems()) == 30


def test_plain_words_stay_as_written(make_site: MakeSite) -> None:
    """YAML's surprises don't happen: what isn't a plain number, true, false or null is text."""
    words = ("12:30", "007", "0x1F", "1_000", "1e3", "no", "2026-02-30", "9" * 5000)
    data = "".join(f"a{number}: {word}\n" for number, word in enumerate(words))
    fields = " ".join(f"{{{{ x.a{number} }}}}" for number in range(len(words)))

    site = make_site({DATA: data}, body=fields)

    assert site.printed() == ""
    assert site.main() == f"<p>{' '.join(words)}</p>"


def test_data_in_capitals(make_site: MakeSite) -> None:
    """A data file has the same name whether or not it is written in capitals, as it has on Windows."""
    site = make_site({"content/_data/Things.YAML": "detox: Medical help\n"}, body="{{ things.detox }}\n")

    assert site.printed() == ""
    assert site.main() == "<p>Medical help</p>"
