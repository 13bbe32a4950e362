"""Broken settings: what a person reads for each fault, to the letter."""

import pytest

from tests.sites import HELP, HOME, SETTINGS, SETTINGS_FILE, Files, MakeSite, page

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
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
  hint: find out which is right, and take it from the data: {{ site.phone }} prints a number and makes its link""",
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
content/_site.yaml:4:1: info: samples that only your organization can replace: phone [sample-value]
    4 | samples: [phone]
      | ^^^^^^^
  hint: put in the real values and take their names out of "samples\"""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected
