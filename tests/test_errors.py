"""A table of broken sites: what a person reads for each of them, to the letter; every rule has a row."""

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest

from carepress.cli.serve import Preview
from carepress.load.settings import Options
from carepress.model.made import Report
from carepress.problems import EnvironmentFailed
from carepress.write.apply import locked
from tests import test_images, test_limits, test_nothing_lost, test_rules, test_search
from tests.conftest import PNG, ROOT, SETTINGS, MakeSite, page, pdf

Files = Mapping[str, str | bytes]

HOME = "content/index.md"
SETTINGS_FILE = "content/_site.yaml"
FACTS = "content/_data/facts.yaml"
COSTS = "content/_data/costs.yaml"
HELP = "content/_data/help.yaml"
SOURCES = "content/_data/sources.yaml"
CARD = "templates/components/card.html"
SHEET = "templates/assets/a.css"
ONE_SOURCE = "survey:\n  title: A survey\n  publisher: An agency\n  url: https://example.org/survey\n  verified: read-in-source\n"


WORDS = "Bring a card with your name to the first visit, and a list of what you take. Somebody calls your phone the day before."
SESSIONS = """\
backwards:
  day: monday
  start: "18:00"
  end: "09:00"
  name: A
group:
  day: tuesday
  start: "10:00"
  end: "11:00"
  name: B
too-early:
  day: tuesday
  start: "10:30"
  end: "12:00"
  name: C
"""


def fact(**keys: object) -> str:
    """Return the keys of a sound fact, with some of them changed, or left out where None is given."""
    return _record({"text": "Some", "as_of": 2024, "source": "survey", "verified": "secondary", **keys})


def cost(**keys: object) -> str:
    """Return the keys of a sound cost, with some of them changed, or left out where None is given."""
    sound = {"label": "A", "kind": "quoted-price", "amount": 5, "unit": "usd", "usd_year": 2024, "as_of": 2024}
    return _record({**sound, "source": "survey", "verified": "secondary", **keys})


def _record(keys: Mapping[str, object]) -> str:
    return "".join(f"  {key}: {value}\n" for key, value in keys.items() if value is not None)


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
  hint: name the clinician in `reviewer`, or delete the line""",
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
    "settings-missing": (
        {SETTINGS_FILE: "name: A\n"},
        """\
content/_site.yaml:1:1: error: settings needs the key "base_url" [settings-missing]
    1 | name: A
      | ^
  hint: add a line `base_url: …`""",
    ),
    "settings-key": (
        {SETTINGS_FILE: SETTINGS + "fone: x\n"},
        """\
content/_site.yaml:3:1: error: unknown settings key "fone" [settings-key]
    3 | fone: x
      | ^^^^
  hint: did you mean "phone"?""",
    ),
    "settings-value": (
        {SETTINGS_FILE: SETTINGS + "phone: 6155550100\n"},
        """\
content/_site.yaml:3:8: error: "phone" must be text [settings-value]
    3 | phone: 6155550100
      |        ^^^^^^^^^^
  hint: put the value in quotes""",
    ),
    "settings-phone": (
        {SETTINGS_FILE: SETTINGS + 'phone: "555-0100"\n', HOME: page("{{ site.phone }} or [call](tel:615-555-0100)\n")},
        """\
content/_site.yaml:3:8: error: "phone" has no area code [settings-value]
    3 | phone: "555-0100"
      |        ^^^^^^^^^^
  hint: write all ten digits, with the area code: "423-555-0142\"""",
    ),
    "settings-address-with-a-name": (
        {SETTINGS_FILE: "name: A\nbase_url: https://b@example.org/\n"},
        """\
content/_site.yaml:2:11: error: "https://b@example.org/" isn't the address of a site [settings-value]
    2 | base_url: https://b@example.org/
      |           ^^^^^^^^^^^^^^^^^^^^^^
  hint: write it whole, with https:// in front and without ? or #""",
    ),
    "settings-email": (
        {SETTINGS_FILE: SETTINGS + "email: a@b.org,c@d.org\n"},
        """\
content/_site.yaml:3:8: error: "email" must be an address for mail [settings-value]
    3 | email: a@b.org,c@d.org
      |        ^^^^^^^^^^^^^^^
  hint: write it as name@example.org""",
    ),
    "help-retired-key": (
        {
            HELP: 'a:\n  label: A\n  call: "988"\n  tel: "+19005550100"\n  verified: secondary\n',
            HOME: page("{{ help.a.call }} or [call](tel:988)\n"),
        },
        """\
content/_data/help.yaml:4:3: error: help line key "tel" is no longer used [data-key]
    4 |   tel: "+19005550100"
      |   ^^^
  hint: the number is written once, in `call`: take this line out; if the two differ, first find out which is right""",
    ),
    "help-numbers": (
        {
            HELP: 'a:\n  label: A\n  call: "911 or 988"\n  tel: "911"\n  sms: HELLO to 741741\n  chat: https:/b.org\n  verified: secondary\n'
        },
        """\
content/_data/help.yaml:3:9: error: "call" holds two numbers [data-value]
    3 |   call: "911 or 988"
      |         ^^^^^^^^^^^^
  hint: write one here; another one needs a line of its own
content/_data/help.yaml:4:3: error: help line key "tel" is no longer used [data-key]
    4 |   tel: "911"
      |   ^^^
  hint: the number is written once, in `call`: take this line out; if the two differ, first find out which is right
content/_data/help.yaml:5:8: error: "sms" holds a word to send [data-value]
    5 |   sms: HELLO to 741741
      |        ^^^^^^^^^^^^^^^
  hint: write the number alone, and the word into `sms_note`
content/_data/help.yaml:6:9: error: "chat" has one slash where two belong [data-value]
    6 |   chat: https:/b.org
      |         ^^^^^^^^^^^^
  hint: write it whole: https://b.org""",
    ),
    "phone-number-of-another": (
        {
            HELP: 'a: {label: A, call: "988", verified: secondary}\nb: {label: B, call: "911", verified: secondary}\n',
            HOME: page("[988](tel:911)\n"),
        },
        """\
content/index.md:5:1: error: the link says 988, but dials 911 [phone-number]
    5 | [988](tel:911)
      | ^^^^^^^^^^^^^
  hint: find out which is right, and take it from the data: {{ help.lifeline988.call }} prints a number and makes its link""",
    ),
    "settings-address": (
        {SETTINGS_FILE: "name: A\nbase_url: example.org\n"},
        """\
content/_site.yaml:2:11: error: "example.org" isn't the address of a site [settings-value]
    2 | base_url: example.org
      |           ^^^^^^^^^^^
  hint: write it whole, with https:// in front and without ? or #""",
    ),
    "settings-address-bracket": (
        {SETTINGS_FILE: "name: A\nbase_url: https://[x\n"},
        """\
content/_site.yaml:2:11: error: "https://[x" isn't the address of a site [settings-value]
    2 | base_url: https://[x
      |           ^^^^^^^^^^
  hint: write it whole, with https:// in front and without ? or #""",
    ),
    "settings-samples": (
        {SETTINGS_FILE: SETTINGS + "samples: [name, phon]\n"},
        """\
content/_site.yaml:3:17: error: "samples" names "phon", which isn't a key of this file [settings-value]
    3 | samples: [name, phon]
      |                 ^^^^
  hint: did you mean "phone"?""",
    ),
    "settings-timezone": (
        {SETTINGS_FILE: SETTINGS + "timezone: America/Nowhere\n"},
        """\
content/_site.yaml:3:11: error: "America/Nowhere" isn't a timezone [settings-value]
    3 | timezone: America/Nowhere
      |           ^^^^^^^^^^^^^^^
  hint: write it as America/New_York or America/Chicago""",
    ),
    "settings-empty": (
        {SETTINGS_FILE: ""},
        """\
content/_site.yaml:1: error: settings needs the key "base_url" [settings-missing]
  hint: add a line `base_url: …`
content/_site.yaml:1: error: settings needs the key "name" [settings-missing]
  hint: add a line `name: …`""",
    ),
    "sample-value": (
        {SETTINGS_FILE: SETTINGS + 'phone: "6155550100"\nsamples: [phone]\n'},
        """\
content/_site.yaml:4:1: info: samples that only the center can replace: phone [sample-value]
    4 | samples: [phone]
      | ^^^^^^^
  hint: put in the real values and take their names out of "samples\"""",
    ),
    "encoding": (
        {HOME: b"---\ntitle: Caf\xe9\n---\n"},
        """\
content/index.md:2: error: the file isn't UTF-8 text: byte 0xE9 on this line [encoding]
    2 | title: Caf�
  hint: save it with the encoding UTF-8""",
    ),
    "encoding-settings": (
        {SETTINGS_FILE: b"name: Caf\xe9\n"},
        """\
content/_site.yaml:1: error: the file isn't UTF-8 text: byte 0xE9 on this line [encoding]
    1 | name: Caf�
  hint: save it with the encoding UTF-8""",
    ),
    "encoding-data": (
        {"content/_data/x.yaml": b"a: caf\xe9\n", HOME: page("{{ x.a }}")},
        """\
content/_data/x.yaml:1: error: the file isn't UTF-8 text: byte 0xE9 on this line [encoding]
    1 | a: caf�
  hint: save it with the encoding UTF-8""",
    ),
    "file-name": (
        {"content/con.md": page()},
        """\
content/con.md: error: not every system can have a file called "con.md" [file-name]
  hint: use letters, digits and dashes; names such as con, nul, aux or com1 belong to Windows""",
    ),
    "file-not-published": (
        {"content/notes.docx": b"x"},
        """\
content/notes.docx: warning: a file of this type isn't published [file-not-published]
  hint: save it as PDF, or write a page""",
    ),
    "file-not-ours": (
        {"site/mine.txt": "x", "site/carepress.json": '{"files": {"old.html": ""}}'},
        """\
site/mine.txt: warning: no build made this file; it is left alone [file-not-ours]
  hint: move it to content/ if it belongs to the site; otherwise delete it""",
    ),
    "manifest-damaged": (
        {"site/carepress.json": '{"files": '},
        """\
site/carepress.json: warning: the list of the site's files was damaged; it is made anew [manifest-damaged]
  hint: a page that is no longer made may be left behind: it is then named as no file of a build""",
    ),
    "source-twice": (
        {SOURCES: ONE_SOURCE + ONE_SOURCE.replace("survey:", "poll:")},
        """\
content/_data/sources.yaml:9:8: warning: the sources "survey" and "poll" have the same address [source-twice]
    9 |   url: https://example.org/survey
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: keep one of them, and use its id where the other is used""",
    ),
    "glossary": (
        {
            "content/iop.md": page(),
            "content/_data/glossary.yaml": (
                "iop:\n  term: intensive outpatient program\n  also: [IOP]\n  meaning: A program.\n  page: iopp.md\n"
                "php:\n  term: partial hospitalization\n  also: [day treatment, IOP]\n  meaning: Care.\n  see: [iopp]\n"
            ),
        },
        """\
content/_data/glossary.yaml:5:9: error: there is no file "content/iopp.md" [data-reference]
    5 |   page: iopp.md
      |         ^^^^^^^
  hint: did you mean "iop.md"?
content/_data/glossary.yaml:8:25: error: "IOP" stands for two terms: iop and php [glossary-form]
    8 |   also: [day treatment, IOP]
      |                         ^^^
  hint: keep it in one of them
content/_data/glossary.yaml:10:9: error: no term is called "iopp" [data-reference]
   10 |   see: [iopp]
      |         ^^^^
  hint: did you mean "iop"?""",
    ),
    "search-words": (
        {
            "content/iop.md": page(),
            "content/_data/search_words.yaml": "iop:\n  page: iopp.md\n  words: [outpatient]\nphp:\n  page: iop.md\n",
        },
        """\
content/_data/search_words.yaml:2:9: error: there is no file "content/iopp.md" [data-reference]
    2 |   page: iopp.md
      |         ^^^^^^^
  hint: did you mean "iop.md"?
content/_data/search_words.yaml:4:1: error: entry needs the key "words" [data-missing]
    4 | php:
      | ^^^
  hint: add a line `words: …`""",
    ),
    "file-copied": (
        {
            f"content/{name}.md": page(text, title=title, aliases="[]")
            for name, title, text in (
                ("visit", "Your visit", WORDS),
                ("visit (Dana's conflicted copy 2026-11-20)", "Your visit", WORDS + " A line more, and then another."),
                ("visit-DESKTOP-AB12CD3", "Your  visit", WORDS.replace("phone", "telephone")),
                ("visit - Copy", "your visit", "Only the first words. " + WORDS.partition(".")[0]),
                (
                    "visit_BACKUP_12",
                    "Your visit",
                    "Another text of about as many words that has nothing in common with it.",
                ),
                ("visit 2", "Your second visit", WORDS),
                ("visit 3", "Your visit", "Other words."),
            )
        }
        | {
            FACTS: "a:\n" + fact() + "b:\n" + fact(),
            SOURCES: ONE_SOURCE,
            "content/_data/facts (1).yaml": "a:\n" + fact(),
        },
        """\
content/_data/facts (1).yaml: warning: most records of this file stand in content/_data/facts.yaml too [file-copied]
  hint: if it is a copy that a program made, keep what is right in content/_data/facts.yaml and delete this file
content/visit (Dana's conflicted copy 2026-11-20).md: warning: this page and content/visit.md have one title and mostly one text [file-copied]
  hint: if one is a copy that a program made, keep what is right in one file and delete the other
content/visit - Copy.md: warning: this page and content/visit.md have one title and mostly one text [file-copied]
  hint: if one is a copy that a program made, keep what is right in one file and delete the other
content/visit-DESKTOP-AB12CD3.md: warning: this page and content/visit.md have one title and mostly one text [file-copied]
  hint: if one is a copy that a program made, keep what is right in one file and delete the other""",
    ),
    "file-there": (
        {
            HOME: page(
                "[a](<Intake form #2.pdf>) [b](Intake%20form.pdf) [c](50%25.pdf) [d](plan.mp4) [e](/plan.docx) [f](form.pdf)\n\n"
                "![Room](room.heic)\n\n![Room](100%.jfif)\n\n![Room](cafe\u0301.png) [g](caf\u00e9.png) [h](cafe%CC%81.png)\n"
            ),
            "content/Intake form #2.pdf": pdf(),
            "content/Intake%20form.pdf": pdf(),
            "content/50%25.pdf": pdf(),
            "content/plan.mp4": b"",
            "content/plan.docx": b"",
            "content/Form.PDF": pdf(),
            "content/room.heic": b"",
            "content/100%.jfif": b"",
            "content/cafe\u0301.png": PNG,
        },
        """\
content/100%.jfif: warning: a file of this type isn't published [file-not-published]
  hint: it is a JPEG: let its name end with .jpg
content/index.md:5:6: error: there is no file "Intake form #2.pdf" [dead-link]
    5 | [a](<Intake form #2.pdf>) [b](Intake%20form.pdf) [c](50%25.pdf) [d](plan.mp4) [e](/plan.docx) [f](form.pdf)
      |      ^^^^^^^^^^^^^^^^^^
  hint: the file is there, but #, ? and % mean something in an address: write "Intake%20form%20%232.pdf", or better rename it
content/index.md:5:31: error: there is no file "Intake%20form.pdf" [dead-link]
    5 | [a](<Intake form #2.pdf>) [b](Intake%20form.pdf) [c](50%25.pdf) [d](plan.mp4) [e](/plan.docx) [f](form.pdf)
      |                               ^^^^^^^^^^^^^^^^^
  hint: the file is there, but #, ? and % mean something in an address: write "Intake%2520form.pdf", or better rename it
content/index.md:5:54: error: there is no file "50%25.pdf" [dead-link]
    5 | [a](<Intake form #2.pdf>) [b](Intake%20form.pdf) [c](50%25.pdf) [d](plan.mp4) [e](/plan.docx) [f](form.pdf)
      |                                                      ^^^^^^^^^
  hint: the file is there, but #, ? and % mean something in an address: write "50%2525.pdf", or better rename it
content/index.md:5:69: error: there is no file "plan.mp4" [dead-link]
    5 | [a](<Intake form #2.pdf>) [b](Intake%20form.pdf) [c](50%25.pdf) [d](plan.mp4) [e](/plan.docx) [f](form.pdf)
      |                                                                     ^^^^^^^^
  hint: the file is there, but its kind isn't published: say in a page what is in it, and link to where it can be seen or heard
content/index.md:5:83: error: there is no file "/plan.docx" [dead-link]
    5 | …](<Intake form #2.pdf>) [b](Intake%20form.pdf) [c](50%25.pdf) [d](plan.mp4) [e](/plan.docx) [f](form.pdf)
      |                                                                                  ^^^^^^^^^^
  hint: the file is there, but its kind isn't published: save it as PDF, or write a page
content/index.md:5:99: error: there is no file "form.pdf" [dead-link]
    5 | …2.pdf>) [b](Intake%20form.pdf) [c](50%25.pdf) [d](plan.mp4) [e](/plan.docx) [f](form.pdf)
      |                                                                                  ^^^^^^^^
  hint: the file is there as "Form.PDF": upper and lower case must be the same
content/index.md:7:9: error: there is no picture "room.heic" [dead-image]
    7 | ![Room](room.heic)
      |         ^^^^^^^^^
  hint: the file is there, but its kind isn't published: save it as JPEG, or as PNG if it is drawn
content/index.md:9:9: error: there is no picture "100%.jfif" [dead-image]
    9 | ![Room](100%.jfif)
      |         ^^^^^^^^^
  hint: the file is there, but its kind isn't published: it is a JPEG: let its name end with .jpg
content/plan.docx: warning: a file of this type isn't published [file-not-published]
  hint: save it as PDF, or write a page
content/plan.mp4: warning: a file of this type isn't published [file-not-published]
  hint: say in a page what is in it, and link to where it can be seen or heard
content/room.heic: warning: a file of this type isn't published [file-not-published]
  hint: save it as JPEG, or as PNG if it is drawn""",
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
    "data-id": (
        {FACTS: "Bad_Id:\n" + fact(), SOURCES: ONE_SOURCE},
        """\
content/_data/facts.yaml:1:1: error: the id "Bad_Id" must be lower-case words joined by dashes [data-id]
    1 | Bad_Id:
      | ^^^^^^
  hint: write "bad-id\"""",
    ),
    "data-key": (
        {FACTS: "one:\n" + fact(txt="Some"), SOURCES: ONE_SOURCE},
        """\
content/_data/facts.yaml:6:3: error: unknown fact key "txt" [data-key]
    6 |   txt: Some
      |   ^^^
  hint: did you mean "text"?""",
    ),
    "data-missing": (
        {FACTS: "one:\n" + fact(as_of=None), SOURCES: ONE_SOURCE},
        """\
content/_data/facts.yaml:1:1: error: fact needs the key "as_of" [data-missing]
    1 | one:
      | ^^^
  hint: add a line `as_of: …`""",
    ),
    "data-value": (
        {FACTS: "one:\n" + fact(as_of="last year", verified="secondhand"), SOURCES: ONE_SOURCE},
        """\
content/_data/facts.yaml:3:10: error: "as_of" must be a whole number [data-value]
    3 |   as_of: last year
      |          ^^^^^^^^^
  hint: write digits only, such as 3
content/_data/facts.yaml:5:13: error: "verified" must be one of read-in-source, secondary, knowledge [data-value]
    5 |   verified: secondhand
      |             ^^^^^^^^^^
  hint: did you mean "secondary"?""",
    ),
    "data-value-list": (
        {FACTS: "- one\n"},
        """\
content/_data/facts.yaml: error: the file must hold records by their ids [data-value]
  hint: write the id of a record, a colon, and its keys below, indented by two spaces""",
    ),
    "data-value-none": (
        {FACTS: "one:\n"},
        """\
content/_data/facts.yaml:1:5: error: "fact" has no value [data-value]
    1 | one:
      |     ^
  hint: write a value after the colon, or delete the line""",
    ),
    "data-reference": (
        {FACTS: "one:\n" + fact(source="survy"), SOURCES: ONE_SOURCE},
        """\
content/_data/facts.yaml:4:11: error: no source is called "survy" [data-reference]
    4 |   source: survy
      |           ^^^^^
  hint: did you mean "survey"?""",
    ),
    "data-reference-in-list": (
        {FACTS: "one:\n" + fact(source=None, sources="[survey, survy]"), SOURCES: ONE_SOURCE},
        """\
content/_data/facts.yaml:5:21: error: no source is called "survy" [data-reference]
    5 |   sources: [survey, survy]
      |                     ^^^^^
  hint: did you mean "survey"?""",
    ),
    "data-reference-level": (
        {COSTS: "one:\n" + cost(level="outpatient"), SOURCES: ONE_SOURCE},
        """\
content/_data/costs.yaml:10:10: error: no level of care is called "outpatient" [data-reference]
   10 |   level: outpatient
      |          ^^^^^^^^^^""",
    ),
    "fact-text": (
        {FACTS: "one:\n" + fact(text=None), SOURCES: ONE_SOURCE},
        """\
content/_data/facts.yaml:2:3: error: a fact needs a text to print [fact-text]
    2 |   as_of: 2024
      |   ^
  hint: add `text:` with the words to print""",
    ),
    "fact-text-differs": (
        {FACTS: "one:\n" + fact(text="4 in 10", value=40.5), SOURCES: ONE_SOURCE},
        """\
content/_data/facts.yaml:6:10: error: "value" is 40.5, but the text doesn't say so: "4 in 10" [fact-text]
    6 |   value: 40.5
      |          ^^^^
  hint: make the number and the text agree""",
    ),
    "fact-source": (
        {FACTS: "one:\n" + fact(source=None)},
        """\
content/_data/facts.yaml:2:3: error: a fact needs a source [fact-source]
    2 |   text: Some
      |   ^
  hint: add `source:` with an id from sources.yaml""",
    ),
    "cost-amount": (
        {COSTS: "one:\n" + cost(low=3), SOURCES: ONE_SOURCE},
        """\
content/_data/costs.yaml:2:3: error: a cost needs one of: amount, low and/or high, formula [cost-amount]
    2 |   label: A
      |   ^
  hint: keep the one that holds and delete the others""",
    ),
    "cost-without-kind": (
        {COSTS: "one:\n" + cost(kind=None), SOURCES: ONE_SOURCE},
        """\
content/_data/costs.yaml:2:3: error: a cost needs kind, usd_year, as_of and verified [data-missing]
    2 |   label: A
      |   ^
  hint: add the missing key; only a formula goes without""",
    ),
    "formula": (
        {COSTS: "one:\n  label: A\n  unit: usd\n  formula: 2 * too.amount\ntwo:\n" + cost(), SOURCES: ONE_SOURCE},
        """\
content/_data/costs.yaml:4:12: error: no cost is called "too"; did you mean "two"? [formula]
    4 |   formula: 2 * too.amount
      |            ^^^^^^^^^^^^^^
  hint: look at character 5 of the formula""",
    ),
    "formula-kinds": (
        {
            COSTS: "ratio:\n  label: A\n  unit: percent\n  formula: one.amount / two.amount\none:\n"
            + cost()
            + "two:\n"
            + cost(kind="client-cost"),
            SOURCES: ONE_SOURCE,
        },
        """\
content/_data/costs.yaml:4:12: error: figures of different kinds or dollar-years can't be compared [formula]
    4 |   formula: one.amount / two.amount
      |            ^^^^^^^^^^^^^^^^^^^^^^^
  hint: use figures with the same kind and usd_year""",
    ),
    "card-color": (
        {
            "templates/cards/title.woff2": "wOF2",
            "templates/assets/_tokens.css": ":root {\n  --sky: #fed;\n  --sun: gold;\n  --ridge-far: #cde;\n"
            "  --ridge-mid: #9ab;\n  --band: #123;\n  --on-band: #FFEEDD;\n  --ink: #222;\n}\n",
        },
        """\
templates/assets/_tokens.css: error: "--clay" isn't a color such as #1c463a [card-color]
  hint: write it so, or switch the social cards off: `social_cards: false` in content/_site.yaml
templates/assets/_tokens.css:3:10: error: "--sun" isn't a color such as #1c463a [card-color]
    3 |   --sun: gold;
      |          ^^^^
  hint: write it so, or switch the social cards off: `social_cards: false` in content/_site.yaml""",
    ),
    "card-font": (
        {
            "templates/cards/title.woff2": "a font",
            "templates/assets/_tokens.css": (ROOT / "templates/assets/_tokens.css").read_bytes(),
        },
        """\
templates/cards/title.woff2: error: this isn't a font [card-font]
  hint: put a WOFF2, TrueType or OpenType file there, or switch the social cards off: `social_cards: false` in content/_site.yaml""",
    ),
    "card-address": (
        {"content/cards/index.md": page(), "content/cards.png": PNG},
        """\
content/cards.png: error: the address /cards.png is claimed by the build itself, content/cards.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/cards/index.md: error: the address /cards/ is claimed by the build itself, content/cards/index.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
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
    "text-too-deep": (
        {HOME: page(">" * 60 + " a")},
        f"""\
content/index.md:5:1: error: the text is nested too deeply [text-too-deep]
    5 | {">" * 60} a
      | {"^" * 51}
  hint: lists and quotes inside each other: write them with fewer levels""",
    ),
    "text-too-deep-for-the-parser": (
        {HOME: page("*a **b " * 700 + "c" + "** d*" * 700 + "\n\n*[x]: y\n")},
        """\
content/index.md: error: the text is nested too deeply [text-too-deep]
  hint: lists, quotes or HTML stand inside each other too often; write it with fewer levels""",
    ),
    "text-too-tangled": (
        {HOME: page("[" * 101)},
        f"""\
content/index.md:5:101: error: more than 100 brackets are opened and never closed [text-too-tangled]
    5 | …{"[" * 81}
      |  {" " * 80}^
  hint: delete what isn't meant, or put a backslash before it""",
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
    "merge-field": (
        {HOME: page("A {{ costs/x }} and {{ site.name\n")},
        """\
content/index.md:5:3: error: "{{ costs/x }}" can't be read [merge-field]
    5 | A {{ costs/x }} and {{ site.name
      |   ^^^^^^^^^^^^^
  hint: a merge field is a dotted name, a component a name with arguments: level="outpatient"
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
    "session-time": (
        {"content/_data/iop_week.yaml": SESSIONS},
        """\
content/_data/iop_week.yaml:4:8: error: it ends at 09:00, but doesn't start before 18:00 [session-time]
    4 |   end: "09:00"
      |        ^^^^^^^
  hint: write the later time at `end`
content/_data/iop_week.yaml:13:10: error: it starts at 10:30, when another session of that day isn't over [session-time]
   13 |   start: "10:30"
      |          ^^^^^^^
  hint: change one of the two""",
    ),
    "component-inline": (
        {HOME: page("A {{ card }}\n"), CARD: "x"},
        """\
content/index.md:5:3: error: the component "card" stands inside other text [component-inline]
    5 | A {{ card }}
      |   ^^^^^^^^^^
  hint: put it on a line of its own""",
    ),
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
  hint: links may begin with https://, http://, mailto: or tel:
content/index.md:5:23: error: a link can't begin with data: [link-scheme]
    5 | [a](javascript:b) [c](data:text/html,d)
      |                       ^^^^^^^^^^^^^^^^
  hint: links may begin with https://, http://, mailto: or tel:""",
    ),
    "link-scheme-in-html": (
        {HOME: page('A <a href="java&#115;cript:b">c</a>\n')},
        """\
content/index.md:5:3: error: a link can't begin with javascript: [link-scheme]
    5 | A <a href="java&#115;cript:b">c</a>
      |   ^^^^^^^^^^^^
  hint: links may begin with https://, http://, mailto: or tel:""",
    ),
    "dead-link": (
        {
            HOME: page("[a](a.html) [b](b/) [c](../c.md) [d](aa.md) [e](/e)\n"),
            "content/a.md": page(),
            "content/b/index.md": page(),
        },
        """\
content/index.md:5:5: error: the link "a.html" isn't a file [dead-link]
    5 | [a](a.html) [b](b/) [c](../c.md) [d](aa.md) [e](/e)
      |     ^^^^^^
  hint: write "a.md"
content/index.md:5:17: error: the link "b/" isn't a file [dead-link]
    5 | [a](a.html) [b](b/) [c](../c.md) [d](aa.md) [e](/e)
      |                 ^^
  hint: write "b/index.md"
content/index.md:5:25: error: the link "../c.md" leads out of content/ [dead-link]
    5 | [a](a.html) [b](b/) [c](../c.md) [d](aa.md) [e](/e)
      |                         ^^^^^^^
  hint: link to a file inside content/
content/index.md:5:38: error: there is no file "aa.md" [dead-link]
    5 | [a](a.html) [b](b/) [c](../c.md) [d](aa.md) [e](/e)
      |                                      ^^^^^
  hint: did you mean "a.md"?
content/index.md:5:49: error: there is no file "/e" [dead-link]
    5 | [a](a.html) [b](b/) [c](../c.md) [d](aa.md) [e](/e)
      |                                                 ^^
  hint: check the path; it starts from the folder of this file""",
    ),
    "dead-link-reference": (
        {HOME: page("See [a].\n\n[a]: nope.pdf\n")},
        """\
content/index.md:7:6: error: there is no file "nope.pdf" [dead-link]
    7 | [a]: nope.pdf
      |      ^^^^^^^^
  hint: check the path; it starts from the folder of this file""",
    ),
    "dead-anchor": (
        {HOME: page("[a](a.md#cost) [b](#here)\n"), "content/a.md": page("## Costs\n")},
        """\
content/index.md:5:5: error: content/a.md has no anchor "#cost" [dead-anchor]
    5 | [a](a.md#cost) [b](#here)
      |     ^^^^^^^^^
  hint: did you mean "costs"?
content/index.md:5:20: error: this page has no anchor "#here" [dead-anchor]
    5 | [a](a.md#cost) [b](#here)
      |                    ^^^^^
  hint: an anchor is a heading in lower case, its words joined by dashes""",
    ),
    "link-to-a-host-that-can-be-misread": (
        {
            HOME: page(
                "[a](https:/b.org/c) [a](https:b.org)\n[a](https:///b.org) [a](<http:\\\\b.org>)\n"
                "[a](https://c.org@b.org/) [a](https://u:p@b.org)\n[a](https://) [a](<https://b .org/>)\n"
                '<a href="//c.org@b.org">a</a> ![a](https:/b.org/c.png)\n',
                date="2026-01-01",
            )
        },
        """\
content/index.md:6:5: error: "https:/b.org/c" has one slash where two belong [link-unreadable]
    6 | [a](https:/b.org/c) [a](https:b.org)
      |     ^^^^^^^^^^^^^^
  hint: write it whole: https://b.org/c
content/index.md:6:25: error: "https:b.org" has no slash where two belong [link-unreadable]
    6 | [a](https:/b.org/c) [a](https:b.org)
      |                         ^^^^^^^^^^^
  hint: write it whole: https://b.org
content/index.md:7:5: error: "https:///b.org" has three slashes where two belong [link-unreadable]
    7 | [a](https:///b.org) [a](<http:\\\\b.org>)
      |     ^^^^^^^^^^^^^^
  hint: write it whole: https://b.org
content/index.md:7:26: error: "http:\\b.org" has backslashes where slashes belong [link-unreadable]
    7 | [a](https:///b.org) [a](<http:\\\\b.org>)
      |                          ^^^^^^^^^^^
  hint: write it whole: http://b.org
content/index.md:8:5: error: "https://c.org@b.org/" has a name in front of the host, so that it can look like another host [link-unreadable]
    8 | [a](https://c.org@b.org/) [a](https://u:p@b.org)
      |     ^^^^^^^^^^^^^^^^^^^^
  hint: leave that out: https://b.org/
content/index.md:8:31: error: "https://u:p@b.org" has a name in front of the host, so that it can look like another host [link-unreadable]
    8 | [a](https://c.org@b.org/) [a](https://u:p@b.org)
      |                               ^^^^^^^^^^^^^^^^^
  hint: leave that out: https://b.org
content/index.md:9:5: error: "https://" has no host [link-unreadable]
    9 | [a](https://) [a](<https://b .org/>)
      |     ^^^^^^^^
  hint: write the host behind the two slashes: https://example.org/
content/index.md:9:20: error: "https://b .org/" has a blank in its host [link-unreadable]
    9 | [a](https://) [a](<https://b .org/>)
      |                    ^^^^^^^^^^^^^^^
  hint: take it out
content/index.md:10:10: error: "//c.org@b.org" has a name in front of the host, so that it can look like another host [link-unreadable]
   10 | <a href="//c.org@b.org">a</a> ![a](https:/b.org/c.png)
      |          ^^^^^^^^^^^^^
  hint: leave that out: https://b.org
content/index.md:10:36: error: a picture must be a file on this site [image-elsewhere]
   10 | <a href="//c.org@b.org">a</a> ![a](https:/b.org/c.png)
      |                                    ^^^^^^^^^^^^^^^^^^
  hint: put the file beside the page: a picture from elsewhere would tell that host who reads the page""",
    ),
    "link-unread": (
        {HOME: page("[a](index.md\n")},
        """\
content/index.md:5:1: error: "[a](index.md" didn't become a link [markdown-left]
    5 | [a](index.md
      | ^^^^^^^^^^^^
  hint: write [text](file.md), with no blank in the address; in titles and data only the text""",
    ),
    "link-unreadable-host": (
        {HOME: page("[a](http://[b)\n")},
        """\
content/index.md:5:5: error: "http://[b" isn't an address [link-unreadable]
    5 | [a](http://[b)
      |     ^^^^^^^^^
  hint: check it for brackets""",
    ),
    "images": (
        {HOME: page("![](room.png) ![a](rom.png) ![b](https://example.org/c.png)\n"), "content/room.png": PNG},
        """\
content/index.md:5:5: error: the picture has no description [image-alt]
    5 | ![](room.png) ![a](rom.png) ![b](https://example.org/c.png)
      |     ^^^^^^^^
  hint: write what it shows between the brackets: ![A group room with chairs](room.jpg)
content/index.md:5:20: error: there is no picture "rom.png" [dead-image]
    5 | ![](room.png) ![a](rom.png) ![b](https://example.org/c.png)
      |                    ^^^^^^^
  hint: did you mean "room.png"?
content/index.md:5:34: error: a picture must be a file on this site [image-elsewhere]
    5 | ![](room.png) ![a](rom.png) ![b](https://example.org/c.png)
      |                                  ^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: put the file beside the page: a picture from elsewhere would tell that host who reads the page""",
    ),
    "duplicate-id": (
        {HOME: page("## A {#same}\n\n## B {#same}\n")},
        """\
content/index.md:5:7: error: the id "same" stands twice [duplicate-id]
    5 | ## A {#same}
      |       ^^^^^
  hint: give one of them another id""",
    ),
    "duplicate-id-behind-a-link": (
        {HOME: page("[a](#same)\n\n## A {#same}\n\n## B {#same}\n")},
        """\
content/index.md:7:7: error: the id "same" stands twice [duplicate-id]
    7 | ## A {#same}
      |       ^^^^^
  hint: give one of them another id""",
    ),
    "callout": (
        {HOME: page("!!! urgnt\n    A\n")},
        """\
content/index.md:5:5: error: there is no callout "urgnt" [callout]
    5 | !!! urgnt
      |     ^^^^^
  hint: did you mean "urgent"?""",
    ),
    "callout-empty": (
        {HOME: page('!!! urgent "In danger"\nCall.\n\n> [!NOTE]\n')},
        """\
content/index.md:5:1: error: the callout has no text [callout]
    5 | !!! urgent "In danger"
      | ^^^^^^^^^^^^^^^^^^^^^^
  hint: indent each line of its text by four blanks
content/index.md:8:1: error: the callout has no text [callout]
    8 | > [!NOTE]
      | ^^^^^^^^^
  hint: begin each line of its text with >""",
    ),
    "table-cells": (
        {HOME: page("| A | B |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n")},
        """\
content/index.md:8:1: error: the row has 3 cells, and the table 2 columns [table-cells]
    8 | | 1 | 2 | 3 |
      | ^^^^^^^^^^^^^
  hint: take a | out, or put a backslash before one that is meant as a sign; or give the header more columns""",
    ),
    "footnote": (
        {HOME: page("A.[^1]\n\n[^1]: One.\n[^1]: Two.\n\n[^b]: Three.\n")},
        """\
content/index.md:8:1: error: the footnote [^1] is there twice [footnote]
    8 | [^1]: Two.
      | ^^^^^^^^^^
  hint: give the second one another name, here and where it is used
content/index.md:10:1: error: nothing leads to the footnote [^b] [footnote]
   10 | [^b]: Three.
      | ^^^^^^^^^^^^
  hint: write [^b] behind the sentence that it belongs to, or take it out""",
    ),
    "words-lost": (
        {HOME: page("We call. <?a you back tomorrow ?> We wait.\n")},
        """\
content/index.md:5:12: error: the page doesn't show what is written here: a you back tomorrow [words-lost]
    5 | We call. <?a you back tomorrow ?> We wait.
      |            ^^^^^^^^^^^^^^^^^^^
  hint: look for HTML, brackets or a table that is never closed before it; put a blank line around them""",
    ),
    "unclosed-element": (
        {HOME: page("<details>\n<summary>More</summary>\n\nA <b>b.\n")},
        """\
content/index.md:5:1: error: <details> is opened and never closed [unclosed]
    5 | <details>
      | ^^^^^^^^
  hint: write </details> where it ends
content/index.md:8:3: error: <b> is opened and never closed [unclosed]
    8 | A <b>b.
      |   ^^
  hint: write </b> where it ends""",
    ),
    "unclosed-comment": (
        {HOME: page("A.\n\n<!-- B.\n\nC.\n")},
        """\
content/index.md:7:1: error: <!-- is opened and never closed [unclosed]
    7 | <!-- B.
      | ^^^^
  hint: write --> where it ends""",
    ),
    "unclosed-code": (
        {HOME: page("A.\n\n```\nB.\n")},
        """\
content/index.md:7:1: error: ``` is opened and never closed [unclosed]
    7 | ```
      | ^^^
  hint: write ``` where it ends""",
    ),
    "heading-by-dashes": (
        {HOME: page("A.\n---\n")},
        """\
content/index.md:5:1: warning: the dashes below make this a heading [heading-by-dashes]
    5 | A.
      | ^^
  hint: for a line across the page put a blank line before them; for a heading write ## in front""",
    ),
    "code-by-indentation": (
        {HOME: page("A.\n\n    B c.\n\n- D\n\n      E f.\n")},
        """\
content/index.md:7:5: warning: four blanks or a tab in front make this code [code-by-indentation]
    7 |     B c.
      |     ^^^^
  hint: take the blanks out; for code put ``` on the lines before and behind it
content/index.md:11:7: warning: four blanks or a tab in front make this code [code-by-indentation]
   11 |       E f.
      |       ^^^^
  hint: take the blanks out; for code put ``` on the lines before and behind it""",
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
    "line-of-a-word-processor": (
        {HOME: page("A\x0bB\u2028C\n\n[a](nope.pdf)\n")},
        """\
content/index.md:7:5: error: there is no file "nope.pdf" [dead-link]
    7 | [a](nope.pdf)
      |     ^^^^^^^^
  hint: check the path; it starts from the folder of this file""",
    ),
    "template-missing": (
        {HOME: page(template="artikle")},
        """\
content/index.md: error: there is no template "templates/artikle.html" [template-missing]
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
    "template-asset": (
        {"templates/home.html": "{{ asset('site.cs') }}", "templates/assets/site.css": ""},
        """\
templates/home.html:1: error: there is no file "templates/assets/site.cs"; did you mean "site.css"? [template-error]
    1 | {{ asset('site.cs') }}
  hint: met while rendering content/index.md; check the name against the list in the README""",
    ),
    "css-broken-open": (
        {SHEET: "a { b: c }\nd { e: calc(1px + (2px; }\nf { g: h }\n"},
        """\
templates/assets/a.css:2:19: error: what "(" opens here is never closed [css-broken]
    2 | d { e: calc(1px + (2px; }
      |                   ^
  hint: close it where it ends""",
    ),
    "css-broken-open-rule": (
        {SHEET: "a { b: c;\nd { e: f }\n"},
        """\
templates/assets/a.css:1:3: error: what "{" opens here is never closed [css-broken]
    1 | a { b: c;
      |   ^
  hint: close it where it ends""",
    ),
    "css-broken-open-comment": (
        {SHEET: "a { b: c }\n/* d { e: f }\n"},
        """\
templates/assets/a.css:2:1: error: what "/*" opens here is never closed [css-broken]
    2 | /* d { e: f }
      | ^^^^^^^^^^^
  hint: close it where it ends""",
    ),
    "css-broken-all-at-once": (
        {
            SHEET: "@import 'b.css';\na { b: c } }\nd { e: 'f\n; g: url(h i); color red; margin: 0 padding: 0 }\n.x\n{ y: z }\nk: l;\n",
            "templates/assets/b.css": "a { @include b; }\n",
        },
        """\
templates/assets/a.css:2:12: error: "}" closes nothing [css-broken]
    2 | a { b: c } }
      |            ^
  hint: delete it, or look for what should have been opened before it
templates/assets/a.css:3:8: error: a quoted text or an address isn't closed on its line [css-broken]
    3 | d { e: 'f
      |        ^
  hint: close it with the quote or bracket that it begins with; put quotes around an address with blanks
templates/assets/a.css:4:6: error: a quoted text or an address isn't closed on its line [css-broken]
    4 | ; g: url(h i); color red; margin: 0 padding: 0 }
      |      ^
  hint: close it with the quote or bracket that it begins with; put quotes around an address with blanks
templates/assets/a.css:4:16: error: this is neither a rule nor a property with a value [css-broken]
    4 | ; g: url(h i); color red; margin: 0 padding: 0 }
      |                ^^^^^
  hint: write `property: value;` inside of a rule, and a rule as `selector { … }`
templates/assets/a.css:4:37: error: a semicolon is missing in front of this [css-broken]
    4 | ; g: url(h i); color red; margin: 0 padding: 0 }
      |                                     ^^^^^^^
  hint: put a ; behind the value that ends before it
templates/assets/a.css:7:1: error: this is neither a rule nor a property with a value [css-broken]
    7 | k: l;
      | ^
  hint: write `property: value;` inside of a rule, and a rule as `selector { … }`
templates/assets/b.css:1:5: error: this is neither a rule nor a property with a value [css-broken]
    1 | a { @include b; }
      |     ^^^^^^^
  hint: write `property: value;` inside of a rule, and a rule as `selector { … }`""",
    ),
    "css-broken-deep": (
        {SHEET: "a { b: " + "(" * 2000 + ")" * 2000 + " }"},
        """\
templates/assets/a.css:1:1: error: the style sheet has too many brackets inside each other [css-broken]
    1 | a { b: (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
      | ^
  hint: take it apart""",
    ),
    "css-import": (
        {
            SHEET: "@import '_c.css';\n@import \"_tokans.css\";\n@import url(https://fonts.example.net/a);\n"
            "@import '_c.css' print;\na { b: c }\n@import '_c.css';\n",
            "templates/assets/_tokens.css": "",
            "templates/assets/_c.css": "@import 'a.css';",
        },
        """\
templates/assets/_c.css:1:9: error: the style sheet "a.css" imports itself [css-import]
    1 | @import 'a.css';
      |         ^^^^^^^
  hint: take this @import out
templates/assets/a.css:2:9: error: there is no style sheet "_tokans.css" [css-import]
    2 | @import "_tokans.css";
      |         ^^^^^^^^^^^^^
  hint: did you mean "_tokens.css"?
templates/assets/a.css:3:9: error: the style sheet asks another host: fonts.example.net [other-host]
    3 | @import url(https://fonts.example.net/a);
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: keep the file in this project, so that no other company learns of the visit
templates/assets/a.css:4:1: error: an @import names one file and nothing else [css-import]
    4 | @import '_c.css' print;
      | ^^^^^^
  hint: write @import "file.css"; and put @media, @supports or @layer around the rules in that file
templates/assets/a.css:6:1: error: browsers pass over an @import that stands behind a rule [css-import]
    6 | @import '_c.css';
      | ^^^^^^
  hint: put it at the top of the file""",
    ),
    "css-address": (
        {
            SHEET: "a { b: url(leaf.svg); c: url('data:image/gif;base64,R0') image-set(\"x/leaf.svg\" 1x) }\n"
            "d { --e: URL( //cdn.example.net/a ); f: url(\\68ttps://example.org/g); h: src('/assets/leaf.svg') }\ni { j: url() }\n@font-face { src: url(k.woff2) }\n",
            "templates/assets/x/leaf.svg": "<svg/>",
        },
        """\
templates/assets/a.css:1:8: error: there is no file "leaf.svg" [css-address]
    1 | a { b: url(leaf.svg); c: url('data:image/gif;base64,R0') image-set("x/leaf.svg" 1x) }
      |        ^^^^^^^^^^^^^
  hint: did you mean "x/leaf.svg"?
templates/assets/a.css:1:26: error: an address in a style sheet can't begin with data: [css-address]
    1 | a { b: url(leaf.svg); c: url('data:image/gif;base64,R0') image-set("x/leaf.svg" 1x) }
      |                          ^
  hint: put the file into templates/assets/ and name it, as in url(leaf.svg)
templates/assets/a.css:2:10: error: the style sheet asks another host: cdn.example.net [other-host]
    2 | d { --e: URL( //cdn.example.net/a ); f: url(\\68ttps://example.org/g); h: src('/assets/leaf.svg') }
      |          ^^^^^^^^^^^^^^^^^^^^^^^^
  hint: keep the file in this project, so that no other company learns of the visit
templates/assets/a.css:2:41: error: an address in a style sheet can't begin with https: [css-address]
    2 | d { --e: URL( //cdn.example.net/a ); f: url(\\68ttps://example.org/g); h: src('/assets/leaf.svg') }
      |                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: put the file into templates/assets/ and name it, as in url(leaf.svg)
templates/assets/a.css:2:74: error: there is no file "/assets/leaf.svg" [css-address]
    2 | d { --e: URL( //cdn.example.net/a ); f: url(\\68ttps://example.org/g); h: src('/assets/leaf.svg') }
      |                                                                          ^
  hint: did you mean "x/leaf.svg"?
templates/assets/a.css:3:8: error: there is no file "" [css-address]
    3 | i { j: url() }
      |        ^^^^^
  hint: it is looked for from the folder of this file, in templates/assets/
templates/assets/a.css:4:1: error: the site's content policy stops fonts [css-address]
    4 | @font-face { src: url(k.woff2) }
      | ^^^^^^^^^
  hint: take the rule out, and name fonts that computers have, as _tokens.css does""",
    ),
    "contrast": (
        {
            SHEET: ":root {\n  --paper: #fff;\n  --ink: #777;\n  --muted: var(--ink);\n  --clay: #0006;\n}\n"
            "@media print { :root { --ink: #fff } }\n"
            "@media (prefers-color-scheme: dark) { :root { --paper: oklch(20% 0 0); --muted: hsl(0 0% 40%); --clay: #fff } }\n"
        },
        """\
templates/assets/a.css:3:3: warning: in the dark scheme, --ink on --paper has a contrast of 4.04, and needs 4.5 [contrast]
    3 |   --ink: #777;
      |   ^^^^^
  hint: make one of the two lighter or darker
templates/assets/a.css:3:3: warning: in the light scheme, --ink on --paper has a contrast of 4.47, and needs 4.5 [contrast]
    3 |   --ink: #777;
      |   ^^^^^
  hint: make one of the two lighter or darker
templates/assets/a.css:4:3: warning: in the light scheme, --muted on --paper has a contrast of 4.47, and needs 4.5 [contrast]
    4 |   --muted: var(--ink);
      |   ^^^^^^^
  hint: make one of the two lighter or darker
templates/assets/a.css:5:3: warning: the contrast of --clay can't be told [contrast]
    5 |   --clay: #0006;
      |   ^^^^^^
  hint: write it as one color that nothing shines through, such as #1f5647
templates/assets/a.css:8:72: warning: in the dark scheme, --muted on --paper has a contrast of 3.15, and needs 4.5 [contrast]
    8 | @media (prefers-color-scheme: dark) { :root { --paper: oklch(20% 0 0); --muted: hsl(0 0% 40%); --clay: #fff } }
      |                                                                        ^^^^^^^
  hint: make one of the two lighter or darker""",
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


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected


def test_link_in_content(make_site: MakeSite) -> None:
    """A symbolic link in content/ is named and not followed. [link-in-content]"""
    site = make_site()
    (site.root / "content/a.md").symlink_to(site.root / "content/index.md")

    assert (
        site.printed() == "content/a.md: error: a link to another file isn't followed [link-in-content]\n"
        "  hint: put the file itself in its place"
    )


def test_folder_in_place_of_a_file(make_site: MakeSite) -> None:
    """What stands in the place of a file and isn't one is named. [file-unreadable]"""
    site = make_site()
    (site.root / SETTINGS_FILE).unlink()
    (site.root / SETTINGS_FILE).mkdir()

    assert (
        site.printed() == "content/_site.yaml: error: this can't be read as a file [file-unreadable]\n"
        "  hint: put a plain file in its place that everybody may read, or delete it"
    )


def test_preview_shows_what_the_machine_refuses(make_site: MakeSite) -> None:
    """The preview shows a failure of the machine as a problem. [environment]"""
    site = make_site()
    preview = Preview(site.root, Options(), 8000)

    with locked(site.root / ".cache/preview"):
        preview.rebuild()

    assert [problem.rule for problem in preview.problems] == ["environment"]


def test_every_rule_has_a_row() -> None:
    """Each rule that the code can report is shown above, so that its words are known to be right."""
    shown = "".join(expected for _, expected in (*BROKEN.values(), *test_nothing_lost.LOST.values()))
    shown += (
        str(test_link_in_content.__doc__)
        + str(test_folder_in_place_of_a_file.__doc__)
        + str(test_nothing_lost.test_a_page_that_is_gone.__doc__)
        + str(test_preview_shows_what_the_machine_refuses.__doc__)
        + str(test_limits.test_a_text_that_is_too_slow_is_named.__doc__)
        + str(test_limits.test_a_text_that_is_not_for_the_parser.__doc__)
        + str(test_search.test_a_machine_without_pagefind.__doc__)
        + str(test_search.test_pagefind_gives_up.__doc__)
        + "".join(f"[{rule}]" for rule in test_rules.PLANTED)
        + "".join(said for _, _, said in test_images.REFUSED.values())
        + "".join(said for _, said in test_images.REFUSED_DRAWINGS.values())
    )

    assert [rule for rule in _rules_in_the_code() if f"[{rule}]" not in shown] == []


# What reports a rule; the rules of a check have their rows in test_rules.
_REPORTERS = frozenset({"violation", "error", "warning", "_report", "refuse", "refused"})


def _rules_in_the_code() -> list[str]:
    """Return the name of every rule that carepress/ reports, read from its source."""
    rules: set[str] = set()
    for path in sorted((ROOT / "carepress").rglob("*.py")):
        reporters = _REPORTERS - {"violation"} if "check" in path.parts else _REPORTERS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name_of(node.func) in reporters:
                rules |= _values_of(node.args[0])
    return sorted(rules)


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _values_of(argument: ast.expr) -> set[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return {argument.value}
    if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[-1], ast.Constant):
        return {prefix + str(argument.values[-1].value) for prefix in ("front-matter", "settings", "data")}
    return set()


def test_the_rules_are_found_in_the_code() -> None:
    """The count above counts: it knows rules that stand in the code in each of the ways of writing them."""
    written = {"dead-link", "fact-source", "settings-key", "yaml-tag", "file-not-ours", "data-missing"}

    assert written == written & set(_rules_in_the_code())


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


def test_a_template_that_is_not_text_is_named(make_site: MakeSite) -> None:
    """A template in another encoding is a problem of that template."""
    site = make_site({"templates/home.html": b"caf\xe9"})

    assert {"templates/home.html"} == {problem.place.path for problem in site.problems()}


def test_a_template_that_includes_itself_is_named(make_site: MakeSite) -> None:
    """A template that never ends is a problem of that template, not a crash."""
    site = make_site({"templates/home.html": '{% include "home.html" %}'})

    assert [problem.place.path for problem in site.problems()] == ["templates/home.html"]


def test_another_build_holds_the_lock(make_site: MakeSite) -> None:
    """A build doesn't start while another is at work, and says so."""
    site = make_site()

    with (
        locked(site.root / ".cache/build"),
        pytest.raises(
            EnvironmentFailed, match=r"^another build is at work here: wait until it is done, then try again$"
        ),
    ):
        site.build()


def test_the_lock_is_given_back(make_site: MakeSite) -> None:
    """A build that fails doesn't stand in the way of the next."""
    site = make_site({HOME: "Broken\n"})
    site.problems()

    report = site.write({HOME: page()}).build()

    assert isinstance(report, Report)


def test_a_folder_with_foreign_files_is_left_alone(make_site: MakeSite) -> None:
    """A folder that holds somebody's files isn't taken for the site, and nothing in it changes."""
    site = make_site({"site/holiday.jpg": b"JPEG", "site/letters/one.txt": "Dear"})
    before = site.tree()

    with pytest.raises(EnvironmentFailed) as failure:
        site.build()

    folder = Path(site.root / "site")
    assert f"{folder} holds files that Carepress didn't make (holiday.jpg): give an empty folder with --output" == str(
        failure.value
    )
    assert site.tree() == before


def test_a_folder_with_a_foreign_home_page_is_left_alone(make_site: MakeSite) -> None:
    """A folder without a manifest isn't ours even if its files have the names that ours would have."""
    site = make_site({"site/index.html": "somebody's"})

    with pytest.raises(EnvironmentFailed):
        site.build()

    assert site.read("index.html") == "somebody's"
