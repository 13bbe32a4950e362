"""Whatever a person puts into content/: each fault is met by a sentence with its place, and nothing hangs or is lost."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PNG, MakeSite, TinySite, page
from tests.test_errors import COSTS, FACTS, HOME, ONE_SOURCE, SETTINGS_FILE, SOURCES, Files, cost, fact

DATA = "content/_data/x.yaml"
REDIRECT = {"templates/redirect.html": "<!doctype html><html lang=en><title>Moved</title></html>"}
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
content/index.md:2:8: error: "title" must be text [front-matter-value]
    2 | title: {a: b}
      |        ^^^^^^
  hint: put the value in quotes
content/index.md:3:14: error: "description" must be text [front-matter-value]
    3 | description: [c]
      |              ^^^
  hint: put the value in quotes""",
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
    "key-indented-between": (
        {DATA: "a:\n  b: c\n d: e\n"},
        """\
content/_data/x.yaml:3:2: error: this line doesn't line up with those above it [yaml-syntax]
    3 |  d: e
      |  ^
  hint: indent neighbors by the same number of spaces""",
    ),
    "key-in-a-list": (
        {DATA: "a:\n  - b\n  c: d\n"},
        """\
content/_data/x.yaml:3:3: error: this line doesn't line up with the list above it [yaml-syntax]
    3 |   c: d
      |   ^
  hint: begin each item of a list with a dash, indented alike""",
    ),
    "exclamation-marks": (
        {DATA: "a: !b!c d\n"},
        """\
content/_data/x.yaml:1:4: error: an exclamation mark has a meaning of its own here [yaml-syntax]
    1 | a: !b!c d
      |    ^
  hint: put the value in quotes""",
    ),
    "asterisk-before-a-word": (
        {DATA: "a: *b\n"},
        """\
content/_data/x.yaml:1:4: error: an asterisk has a meaning of its own at the start of a value [yaml-syntax]
    1 | a: *b
      |    ^
  hint: put the value in quotes""",
    ),
    "bar-before-a-word": (
        {DATA: "a: |b\n"},
        """\
content/_data/x.yaml:1:5: error: this isn't valid YAML (while scanning a block scalar: did not find expected comment or line break) [yaml-syntax]
    1 | a: |b
      |     ^
  hint: put the value in quotes""",
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
content/index.md:1:1: error: the front matter is never closed [front-matter-open]
    1 | ---
      | ^^^
  hint: put a line --- after the last key""",
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

BYTES: dict[str, tuple[Files, str]] = {
    "utf-8-broken-on-line-3": (
        {HOME: FRONT.encode() + b"---\ncaf\xe9\n"},
        """\
content/index.md:5: error: the file isn't UTF-8 text: byte 0xE9 on this line [encoding]
    5 | caf�
  hint: save it with the encoding UTF-8""",
    ),
    "utf-8-broken-old-mac": (
        {HOME: b"---\rtitle: caf\xe9\r---\r"},
        """\
content/index.md:2: error: the file isn't UTF-8 text: byte 0xE9 on this line [encoding]
    2 | title: caf�
  hint: save it with the encoding UTF-8""",
    ),
    "surrogate-bytes": (
        {HOME: b"---\ntitle: \xed\xa0\x80\n---\n"},
        """\
content/index.md:2: error: the file isn't UTF-8 text: byte 0xED on this line [encoding]
    2 | title: ���
  hint: save it with the encoding UTF-8""",
    ),
    "utf-16": (
        {HOME: b"\xff\xfe" + page().encode("utf-16-le"), DATA: b"\xfe\xff" + "a: b".encode("utf-16-be")},
        """\
content/_data/x.yaml: error: the file is UTF-16 [encoding]
  hint: save it as UTF-8
content/index.md: error: the file is UTF-16 [encoding]
  hint: save it as UTF-8""",
    ),
    "utf-16-without-a-mark": (
        {HOME: page().encode("utf-16-le")},
        """\
content/index.md:1:2: error: the character U+0000 can't stand in a text [encoding]
    1 | -\\u{0}-\\u{0}-\\u{0}
      |  ^^^^^
  hint: delete it; if there are many, save the file with the encoding UTF-8""",
    ),
    "nul-in-data": (
        {DATA: "a: b\0\n"},
        """\
content/_data/x.yaml:1:5: error: the character U+0000 can't stand in a text [encoding]
    1 | a: b\\u{0}
      |     ^^^^^
  hint: delete it; if there are many, save the file with the encoding UTF-8""",
    ),
    "control-in-a-text": (
        {HOME: page("A\n\nB \x02 and \x07\n")},
        """\
content/index.md:7:3: error: the character U+0002 can't stand in a text [encoding]
    7 | B \\u{2} and \\u{7}
      |   ^^^^^
  hint: delete it; if there are many, save the file with the encoding UTF-8""",
    ),
    "byte-order-mark": (
        {HOME: b"\xef\xbb\xbf" + page(draft="maybe").encode()},
        """\
content/index.md:4:8: error: "draft" must be true or false [front-matter-value]
    4 | draft: maybe
      |        ^^^^^
  hint: write true or false, without quotes""",
    ),
    "byte-order-mark-twice": (
        {HOME: b"\xef\xbb\xbf\xef\xbb\xbf" + page().encode()},
        """\
content/index.md:1:1: error: a blank line or a space stands before the front matter [front-matter-missing]
    1 | \\u{feff}---
      | ^^^^^^^^
  hint: make --- the very beginning of the file""",
    ),
    "crlf": (
        {HOME: page("\n[a](b.md)\n", draft="maybe").replace("\n", "\r\n")},
        """\
content/index.md:4:8: error: "draft" must be true or false [front-matter-value]
    4 | draft: maybe
      |        ^^^^^
  hint: write true or false, without quotes
content/index.md:7:5: error: there is no file "b.md" [dead-link]
    7 | [a](b.md)
      |     ^^^^
  hint: check the path; it starts from the folder of this file""",
    ),
    "cr": (
        {HOME: page("\n[a](b.md)\n").replace("\n", "\r")},
        """\
content/index.md:6:5: error: there is no file "b.md" [dead-link]
    6 | [a](b.md)
      |     ^^^^
  hint: check the path; it starts from the folder of this file""",
    ),
    "line-separator-in-quotes": (
        {HOME: page("A\u2028B\x85C\n\n[a](b.md)\n", author='"A\u2028B"')},
        """\
content/index.md:4:9: error: "author" has a line break in it [front-matter-value]
    4 | author: "A\\u{2028}B"
      |         ^
  hint: write it on one line
content/index.md:8:5: error: there is no file "b.md" [dead-link]
    8 | [a](b.md)
      |     ^^^^
  hint: check the path; it starts from the folder of this file""",
    ),
    "line-separator-in-a-value": (
        {HOME: page(author="A\u2028B")},
        """\
content/index.md:4:10: error: the character U+2028 ends a line here, though editors don't show it [yaml-syntax]
    4 | author: A\\u{2028}B
      |          ^^^^^^^^
  hint: delete it""",
    ),
    "empty": (
        {"content/a.md": b""},
        """\
content/a.md:1:1: error: the page has no front matter [front-matter-missing]
  hint: begin the file with a line ---, then `title:` and `description:`, then a line ---""",
    ),
    "whitespace": (
        {"content/a.md": "  \n\n \t\n"},
        """\
content/a.md:1:1: error: the page has no front matter [front-matter-missing]
  hint: begin the file with a line ---, then `title:` and `description:`, then a line ---""",
    ),
    "settings-whitespace": (
        {SETTINGS_FILE: "  \n"},
        """\
content/_site.yaml:1: error: settings needs the key "base_url" [settings-missing]
  hint: add a line `base_url: …`
content/_site.yaml:1: error: settings needs the key "name" [settings-missing]
  hint: add a line `name: …`""",
    ),
}

NAMES: dict[str, tuple[Files, str]] = {
    "windows": (
        {f"content/{name}": page() for name in ("NUL.md", "aux/index.md", "com1.x.md", "lpt1.png", "_data/prn.yaml")},
        """\
content/NUL.md: error: not every system can have a file called "NUL.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/_data/prn.yaml: error: not every system can have a file called "prn.yaml" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/aux: error: not every system can have a file called "aux" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/com1.x.md: error: not every system can have a file called "com1.x.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/lpt1.png: error: not every system can have a file called "lpt1.png" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows""",
    ),
    "characters": (
        {f"content/{name}": page() for name in ("a?.png", "a\nb.md", "a\x1b[31m.md", "b./c.md", "b./d.md", "e .png ")},
        """\
content/a\\u{a}b.md: error: not every system can have a file called "a\\u{a}b.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/a\\u{1b}[31m.md: error: not every system can have a file called "a\\u{1b}[31m.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/a?.png: error: not every system can have a file called "a?.png" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/b.: error: not every system can have a file called "b." [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/e .png : error: not every system can have a file called "e .png " [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows""",
    ),
    "not-utf-8": (
        {f"content/{name}": page() for name in ("caf\udce9.md", "caf\udce9.png", "_data/caf\udce9.yaml")},
        """\
content/_data/caf\\u{dce9}.yaml: error: not every system can have a file called "caf\\u{dce9}.yaml" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/caf\\u{dce9}.md: error: not every system can have a file called "caf\\u{dce9}.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows
content/caf\\u{dce9}.png: error: not every system can have a file called "caf\\u{dce9}.png" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows""",
    ),
    "no-letters": (
        {f"content/{name}": page() for name in ("💊.md", "---.md", "blog/ .md", "…/a.md")},
        """\
content/---.md:2:1: error: the file's name has no letter or digit to make an address from [front-matter-value]
    2 | title: Title
      | ^
  hint: add a line `slug: …` with a word, or rename the file
content/blog/ .md:2:1: error: the file's name has no letter or digit to make an address from [front-matter-value]
    2 | title: Title
      | ^
  hint: add a line `slug: …` with a word, or rename the file
content/…: error: the name "…" has no letter or digit to make an address from [file-name]
  hint: rename the folder
content/💊.md:2:1: error: the file's name has no letter or digit to make an address from [front-matter-value]
    2 | title: Title
      | ^
  hint: add a line `slug: …` with a word, or rename the file""",
    ),
    "case": (
        {"content/a.md": page(), "content/A.md": page(), "content/b.png": PNG, "content/B.PNG": PNG},
        """\
content/a.md: error: the address /a/ is claimed by content/A.md, content/a.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/b.png: error: the address /b.png is claimed by content/B.PNG, content/b.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "case-of-data": (
        {"content/_data/x.yaml": "a: b", "content/_data/X.yaml": "c: d"},
        """\
content/_data/x.yaml: error: two files have the name "x": content/_data/X.yaml and content/_data/x.yaml [data-id]
  hint: rename one of them, or put both into one""",
    ),
    "unicode-form": (
        {
            **{f"content/{name}": page() for name in ("café.md", "cafe\u0301.md")},
            **{f"content/{name}": PNG for name in ("é.png", "e\u0301.png")},
        },
        """\
content/café.md: error: the address /cafe/ is claimed by content/cafe\u0301.md, content/café.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/é.png: error: the address /é.png is claimed by content/e\u0301.png, content/é.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "data-of-another-type": (
        {"content/_data/x.json": "{}", "content/_data/y.yaml.txt": "a: b\n"},
        """\
content/_data/x.json: warning: a file of this type isn't data [file-not-published]
  hint: data are files in _data/ that end with .yaml
content/_data/y.yaml.txt: warning: a file of this type isn't data [file-not-published]
  hint: data are files in _data/ that end with .yaml""",
    ),
    "data-called-site": (
        {"content/_data/site.yaml": "name: A\n"},
        """\
content/_data/site.yaml: error: two files have the name "site": content/_site.yaml and content/_data/site.yaml [data-id]
  hint: rename one of them, or put both into one""",
    ),
    "types-not-published": (
        {"content/a.MD": page(), "content/b.markdown": page(), "content/README": "x"},
        """\
content/README: warning: a file of this type isn't published [file-not-published]
  hint: published are pages (.md) and .avif, .gif, .jpeg, .jpg, .pdf, .png, .svg, .webp
content/a.MD: warning: a file of this type isn't published [file-not-published]
  hint: let its name end with .md, in small letters
content/b.markdown: warning: a file of this type isn't published [file-not-published]
  hint: let its name end with .md, in small letters""",
    ),
}

ADDRESSES: dict[str, tuple[Files, str]] = {
    "slugs": (
        {f"content/{n}.md": page(slug=slug) for n, slug in enumerate(("../x", '"a\\nb"', "//evil.org", '"…"', "con"))},
        """\
content/0.md:4:7: error: a slug has only lower-case words and dashes [front-matter-value]
    4 | slug: ../x
      |       ^^^^
  hint: write x instead
content/1.md:4:7: error: a slug has only lower-case words and dashes [front-matter-value]
    4 | slug: "a\\nb"
      |       ^^^^^^
  hint: write a-b instead
content/2.md:4:7: error: a slug has only lower-case words and dashes [front-matter-value]
    4 | slug: //evil.org
      |       ^^^^^^^^^^
  hint: write evil-org instead
content/3.md:4:7: error: a slug has only lower-case words and dashes [front-matter-value]
    4 | slug: "…"
      |       ^^^
  hint: write words instead
content/4.md:4:7: error: Windows can't have a folder called "con" [front-matter-value]
    4 | slug: con
      |       ^^^
  hint: write another word""",
    ),
    "slug-without-effect": (
        {HOME: page(slug="home"), "content/b/index.md": page(slug="c"), "content/404.md": page(slug="d")},
        """\
content/404.md:4:7: error: this page has its address from its file or folder: the slug changes nothing [front-matter-value]
    4 | slug: d
      |       ^
  hint: delete the line
content/b/index.md:4:7: error: this page has its address from its file or folder: the slug changes nothing [front-matter-value]
    4 | slug: c
      |       ^
  hint: delete the line
content/index.md:4:7: error: this page has its address from its file or folder: the slug changes nothing [front-matter-value]
    4 | slug: home
      |       ^^^^
  hint: delete the line""",
    ),
    "aliases": (
        {**REDIRECT, "content/a.md": page(aliases="[/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]")},
        """\
content/a.md:4:11: error: "/../x/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |           ^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:19: error: "/a b/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                   ^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:26: error: "//evil.org/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                          ^^^^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:39: error: "https://evil.org/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                                       ^^^^^^^^^^^^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:60: error: "" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                                                            ^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:64: error: "/x\\y/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                                                                ^^^^^
  hint: write it as /old-name/; no part of it begins with a dot""",
    ),
    "alias-over-lines": (
        {**REDIRECT, "content/a.md": page(aliases='["/a\\nb/"]')},
        """\
content/a.md:4:11: error: "/a\\u{a}b/" isn't an address on this site [front-matter-value]
    4 | aliases: ["/a\\nb/"]
      |           ^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot""",
    ),
    "aliases-on-windows": (
        {**REDIRECT, "content/a.md": page(aliases="[/con/, /b/NUL.html, /c./]")},
        """\
content/a.md:4:11: error: Windows can't have a file called "/con/" [front-matter-value]
    4 | aliases: [/con/, /b/NUL.html, /c./]
      |           ^^^^^
  hint: delete it
content/a.md:4:18: error: Windows can't have a file called "/b/NUL.html" [front-matter-value]
    4 | aliases: [/con/, /b/NUL.html, /c./]
      |                  ^^^^^^^^^^^
  hint: delete it
content/a.md:4:31: error: Windows can't have a file called "/c./" [front-matter-value]
    4 | aliases: [/con/, /b/NUL.html, /c./]
      |                               ^^^^
  hint: delete it""",
    ),
    "pages-on-one-url": (
        {"content/a.md": page(slug="x"), "content/b.md": page(slug="x"), "content/x/index.md": page()},
        """\
content/x/index.md: error: the address /x/ is claimed by content/a.md, content/b.md, content/x/index.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "aliases-on-one-url": (
        {
            **REDIRECT,
            "content/a.md": page(aliases="[/x]"),
            "content/b.md": page(aliases="[/x/]"),
            "content/c.md": page(aliases="[/x/index.html, /]"),
        },
        """\
content/c.md: error: the address / is claimed by content/index.md, content/c.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/c.md: error: the address /x/ is claimed by content/a.md, content/b.md, content/c.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "assets-on-one-url": (
        {"content/a b/x.png": PNG, "content/a-b/x.png": PNG, "content/A b/x.png": PNG},
        """\
content/a-b/x.png: error: the address /a-b/x.png is claimed by content/A b/x.png, content/a b/x.png, content/a-b/x.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "asset-under-a-page": (
        {**REDIRECT, "content/a.png": PNG, "content/b.md": page(aliases="[/a.png]")},
        """\
content/b.md: error: the address /a.png/ is claimed by content/a.png, content/b.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "files-of-the-build": (
        {**REDIRECT, "content/assets/x.png": PNG, "content/a.md": page(aliases="[/carepress.json, /robots.txt]")},
        """\
content/a.md: error: the address /carepress.json/ is claimed by the build itself, content/a.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/a.md: error: the address /robots.txt/ is claimed by the build itself, content/a.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/assets/x.png: error: the address /assets/x.png is claimed by the build itself, content/assets/x.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
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
        page("Hello\n", author='"A\n  B"', waiver="{until: 2026-12-01,\n reason: 'c\n d'}"),
        "<p>Hello</p>",
    ),
    "byte-order-mark": ("\ufeff" + page("Hello\n"), "<p>Hello</p>"),
}


@pytest.mark.parametrize(("files", "expected"), FRONT_MATTER_AND_DATA.values(), ids=FRONT_MATTER_AND_DATA)
def test_front_matter_and_data(make_site: MakeSite, files: Files, expected: str) -> None:
    """YAML of every kind that YAML allows and people don't mean."""
    assert make_site(files).printed() == expected


@pytest.mark.parametrize(("files", "expected"), BYTES.values(), ids=BYTES)
def test_bytes(make_site: MakeSite, files: Files, expected: str) -> None:
    """Files as other systems and word processors save them; places are those that an editor shows."""
    assert make_site(files).printed() == expected


@pytest.mark.parametrize(("files", "expected"), NAMES.values(), ids=NAMES)
def test_names(make_site: MakeSite, files: Files, expected: str) -> None:
    """Names that some system can't have, or that can't become an address."""
    assert make_site(files).printed() == expected


@pytest.mark.parametrize(("files", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_addresses(make_site: MakeSite, files: Files, expected: str) -> None:
    """Slugs and aliases that aren't addresses of this site, and addresses that several files claim: all are named."""
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


def test_names_that_are_odd_but_sound(make_site: MakeSite) -> None:
    """Spaces, capitals, other scripts, and a folder that is called like a page."""
    names = ("My Page.md", "ABOUT.md", "日本.md", "x.md/index.md", "a..md", "con-man.md")

    site = make_site({f"content/{name}": page() for name in names})

    assert site.printed() == ""
    made = {"my-page", "about", "日本", "x-md", "a", "con-man"}
    assert {path.removesuffix("/index.html") for path in site.tree() if "/" in path} == made


def test_data_in_capitals(make_site: MakeSite) -> None:
    """A data file has the same name whether or not it is written in capitals, as it has on Windows."""
    site = make_site({"content/_data/Things.YAML": "detox: Medical help\n"}, body="{{ things.detox }}\n")

    assert site.printed() == ""
    assert site.main() == "<p>Medical help</p>"


def link(path: str, target: str) -> Callable[[TinySite], None]:
    """Return a change to a site: a symbolic link in it."""

    def make(site: TinySite) -> None:
        (site.root / path).parent.mkdir(exist_ok=True)
        (site.root / path).symlink_to(target)

    return make


def pipe(path: str) -> Callable[[TinySite], None]:
    """Return a change to a site: a pipe, which whoever opens it waits for."""

    def make(site: TinySite) -> None:
        (site.root / path).parent.mkdir(exist_ok=True)
        (site.root / path).unlink(missing_ok=True)
        os.mkfifo(site.root / path)

    return make


def file_moved(path: str, put: Callable[[Path], object] | None) -> Callable[[TinySite], None]:
    """Return a change to a site: a file or folder is taken away, and something else put in its place."""

    def make(site: TinySite) -> None:
        (site.root / path).rename(site.root / "moved")
        if put:
            put(site.root / path)

    return make


def listening(site: TinySite) -> None:
    """Put a socket beside the pages; its address may be no longer than 108 characters."""
    here = Path.cwd()
    os.chdir(site.root / "content")
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.bind("a.md")
    finally:
        os.chdir(here)


NOT_A_FILE = "error: this can't be read as a file [file-unreadable]"
NOT_A_FOLDER = "content: error: this can't be read as a folder [file-unreadable]"
NOT_FOLLOWED = "error: a link to another file isn't followed [link-in-content]"
NO_PAGES = "content/index.md: error: the site has no page at all [home-missing]"
NO_SETTINGS = "content/_site.yaml: error: the site has no settings [settings-missing]"
NO_DATA = "content/_data: warning: a file of this type isn't data [file-not-published]"
FILES: dict[str, tuple[Callable[[TinySite], object], list[str]]] = {
    "link-loop": (link("content/loop", "."), [f"content/loop: {NOT_FOLLOWED}"]),
    "link-to-itself": (link("content/a.md", "a.md"), [f"content/a.md: {NOT_FOLLOWED}"]),
    "link-to-nothing": (link("content/a.png", "gone.png"), [f"content/a.png: {NOT_FOLLOWED}"]),
    "link-to-a-file-outside": (link("content/a.md", "/etc/passwd"), [f"content/a.md: {NOT_FOLLOWED}"]),
    "link-to-a-folder-outside": (link("content/_x", "/etc"), [f"content/_x: {NOT_FOLLOWED}"]),
    "link-as-data": (link("content/_data/x.yaml", "/etc/passwd"), [f"content/_data/x.yaml: {NOT_FOLLOWED}"]),
    "link-as-the-data": (link("content/_data", "/etc"), [f"content/_data: {NOT_FOLLOWED}"]),
    "pipe-as-page": (pipe("content/a.md"), [f"content/a.md: {NOT_A_FILE}"]),
    "pipe-as-picture": (pipe("content/a.png"), [f"content/a.png: {NOT_A_FILE}"]),
    "pipe-as-data": (pipe("content/_data/x.yaml"), [f"content/_data/x.yaml: {NOT_A_FILE}"]),
    "pipe-as-settings": (pipe(SETTINGS_FILE), [f"{SETTINGS_FILE}: {NOT_A_FILE}"]),
    "socket": (listening, [f"content/a.md: {NOT_A_FILE}"]),
    "folder-as-settings": (file_moved(SETTINGS_FILE, Path.mkdir), [f"{SETTINGS_FILE}: {NOT_A_FILE}"]),
    "file-as-data": (lambda site: site.write({"content/_data": "a: b\n"}), [NO_DATA]),
    "file-as-content": (file_moved("content", Path.touch), [NOT_A_FOLDER, NO_SETTINGS, NO_PAGES]),
    "no-content": (file_moved("content", None), [NOT_A_FOLDER, NO_SETTINGS, NO_PAGES]),
}


@pytest.mark.parametrize(("change", "expected"), FILES.values(), ids=FILES)
def test_files(make_site: MakeSite, change: Callable[[TinySite], object], expected: list[str]) -> None:
    """What isn't a plain file or folder is named, and neither opened nor followed."""
    site = make_site()
    change(site)

    assert [line for line in site.printed().splitlines() if not line.startswith("  hint: ")] == expected


@pytest.mark.parametrize("name", ["a.md", "a.png", "_data/x.yaml"])
def test_a_file_without_the_right_to_read_it(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A file that this user may not read is named. The tests may run as root, who may read everything."""
    site = make_site({f"content/{name}": page()})
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != Path(name).name)

    assert site.printed().splitlines() == [
        f"content/{name}: {NOT_A_FILE}",
        "  hint: put a plain file in its place that everybody may read, or delete it",
    ]


@pytest.mark.long
def test_ten_thousand_files(make_site: MakeSite) -> None:
    """Ten thousand tiny files that are all broken give ten thousand sentences, and mended they give a site."""
    names = [f"content/p{number}.md" for number in range(10_000)]
    site = make_site(dict.fromkeys(names, ""))

    assert len(site.problems()) == len(names)
    assert site.write(dict.fromkeys(names, page())).build().pages == len(names) + 1
