"""Broken records in content/_data: what a person reads for each fault, to the letter."""

import pytest

from tests.sites import COSTS, FACTS, ONE_SOURCE, SOURCES, Files, MakeSite, cost, fact, page

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

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
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
    "data-value-number": (
        {FACTS: "one:\n" + fact(value="$5"), SOURCES: ONE_SOURCE},
        """\
content/_data/facts.yaml:6:10: error: "value" must be a number [data-value]
    6 |   value: $5
      |          ^^
  hint: write digits only, such as 5186 or 12.3, without $ or commas""",
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
    "groups-missing": (
        {
            "content/_data/terms.yaml": 'user:\n  avoid: ["{substance} user", "user of {substance}"]\n  why: So.\n  severity: error\n'
        },
        """\
content/_data/terms.yaml:2:11: warning: "{substance}" in a phrase stands for a group of words, and there are none [groups-missing]
    2 |   avoid: ["{substance} user", "user of {substance}"]
      |           ^^^^^^^^^^^^^^^^^^
  hint: bring the file content/_data/word_groups.yaml back; until then phrases with a group are not looked for""",
    ),
    "group-unknown": (
        {
            "content/_data/terms.yaml": 'user:\n  avoid: ["{substanse} user", "{substance} {habit}"]\n  why: So.\n  severity: error\n',
            "content/_data/word_groups.yaml": "substance:\n  words: [drug]\n",
            "content/_data/help.yaml": "line: {label: A line, call: '988', verified: knowledge}\n",
            "content/_data/dangers.yaml": "harm: {help: [line], signs: [harm]}\n",
        },
        """\
content/_data/terms.yaml:2:11: error: no group of words is called "substanse" [data-reference]
    2 |   avoid: ["{substanse} user", "{substance} {habit}"]
      |           ^^^^^^^^^^^^^^^^^^
  hint: did you mean "substance"?
content/_data/terms.yaml:2:31: error: no group of words is called "habit" [data-reference]
    2 |   avoid: ["{substanse} user", "{substance} {habit}"]
      |                               ^^^^^^^^^^^^^^^^^^^^^""",
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
    "drawing-unknown": (
        {
            "content/_data/drawings.yaml": "door: {shows: A door}\nhouse: {shows: A house, topics: [familes]}\n",
            "content/_data/tags.yaml": "families:\n  name: Families\n  description: People who care.\n",
            "content/iop.md": page(drawing="doors"),
        },
        """\
content/_data/drawings.yaml:2:34: error: no tag is called "familes" [data-reference]
    2 | house: {shows: A house, topics: [familes]}
      |                                  ^^^^^^^
  hint: did you mean "families"?
content/iop.md:4:10: error: no drawing is called "doors" [front-matter-reference]
    4 | drawing: doors
      |          ^^^^^
  hint: did you mean "door"?""",
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
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected
