"""What would vanish or turn into something else without a word, and hints that don't help: each with what is printed."""

from collections.abc import Mapping

import pytest

from carepress.problems import guess
from tests.sites import SETTINGS, MakeSite, page

Files = Mapping[str, str | bytes]

HOME = "content/index.md"
DATA = "content/_data/x.yaml"
COSTS = "content/_data/costs.yaml"
FACTS = "content/_data/facts.yaml"
SOURCES = "content/_data/sources.yaml"
SOURCE = "survey:\n  title: A survey\n  publisher: An agency\n  url: https://example.org/survey\n  verified: read-in-source\n"
FACT = "share:\n  text: Some\n  as_of: 2024\n  source: survey\n  verified: secondary\n"
COST = "  label: A\n  kind: quoted-price\n  unit: usd\n  usd_year: 2024\n  as_of: 2024\n  source: survey\n  verified: secondary\n"
# What is wrong: the files that differ from a sound site, and what is printed.
LOST: dict[str, tuple[Files, str]] = {
    "comment-in-a-title": (
        {HOME: page(title="Room #4 and how to find it")},
        """\
content/index.md:2:13: error: "#4 and how to find it" is left out: a # behind a blank begins a comment [yaml-syntax]
    2 | title: Room #4 and how to find it
      |             ^^^^^^^^^^^^^^^^^^^^^
  hint: put the value in quotes, with the # inside; a comment stands on a line of its own""",
    ),
    "comment-with-a-blank": (
        {HOME: page(title="Room # 4")},
        """\
content/index.md:2:13: error: "# 4" is left out: a # behind a blank begins a comment [yaml-syntax]
    2 | title: Room # 4
      |             ^^^
  hint: put the value in quotes, with the # inside; a comment stands on a line of its own""",
    ),
    "comment-behind-quotes": (
        {HOME: page(title='"Room" #4')},
        """\
content/index.md:2:15: error: "#4" is left out: a # behind a blank begins a comment [yaml-syntax]
    2 | title: "Room" #4
      |               ^^
  hint: put the value in quotes, with the # inside; a comment stands on a line of its own""",
    ),
    "comment-in-place-of-a-value": (
        {HOME: page(nav_title="#4")},
        """\
content/index.md:4:12: error: "#4" is left out: a # behind a blank begins a comment [yaml-syntax]
    4 | nav_title: #4
      |            ^^
  hint: put the value in quotes, with the # inside; a comment stands on a line of its own""",
    ),
    "comment-in-an-item": (
        {HOME: page(summary="\n  - Go to room #4")},
        """\
content/index.md:5:16: error: "#4" is left out: a # behind a blank begins a comment [yaml-syntax]
    5 |   - Go to room #4
      |                ^^
  hint: put the value in quotes, with the # inside; a comment stands on a line of its own""",
    ),
    "comment-in-brackets": (
        {HOME: page(tags="[room #4]")},
        """\
content/index.md:4:13: error: "#4]" is left out: a # behind a blank begins a comment [yaml-syntax]
    4 | tags: [room #4]
      |             ^^^
  hint: put the value in quotes, with the # inside; a comment stands on a line of its own""",
    ),
    "comment-in-a-text-of-two-lines": (
        {HOME: page(description="Go to room #4 and\n  ring the bell.")},
        """\
content/index.md:3:25: error: "#4 and" is left out: a # behind a blank begins a comment [yaml-syntax]
    3 | description: Go to room #4 and
      |                         ^^^^^^
  hint: put the value in quotes, with the # inside; a comment stands on a line of its own""",
    ),
    "comment-deep-in-data": (
        {DATA: "rooms:\n  - names: {first: Room #4\n    }\n"},
        """\
content/_data/x.yaml:2:25: error: "#4" is left out: a # behind a blank begins a comment [yaml-syntax]
    2 |   - names: {first: Room #4
      |                         ^^
  hint: put the value in quotes, with the # inside; a comment stands on a line of its own""",
    ),
    "comment-in-settings": (
        {"content/_site.yaml": SETTINGS + "hours: Room #4\n"},
        """\
content/_site.yaml:3:13: error: "#4" is left out: a # behind a blank begins a comment [yaml-syntax]
    3 | hours: Room #4
      |             ^^
  hint: put the value in quotes, with the # inside; a comment stands on a line of its own""",
    ),
    "blank-of-a-mac": (
        {HOME: "---\ntitle:\u00a0Home\ndescription: A: b\n---\n"},
        """\
content/index.md:2:7: error: this blank (U+00A0) isn't that of the space bar, and YAML takes it for a letter [yaml-syntax]
    2 | title:\u00a0Home
      |       ^
  hint: delete it, and press the space bar there""",
    ),
    "blank-behind-a-dash": (
        {HOME: page(summary="\n  - One\n  -\u00a0Two")},
        """\
content/index.md:6:4: error: this blank (U+00A0) isn't that of the space bar, and YAML takes it for a letter [yaml-syntax]
    6 |   -\u00a0Two
      |    ^
  hint: delete it, and press the space bar there""",
    ),
    "blank-before-a-key": (
        {HOME: "---\ntitle: A\n\u00a0description: B\n---\n"},
        """\
content/index.md:3:1: error: this blank (U+00A0) isn't that of the space bar, and YAML takes it for a letter [yaml-syntax]
    3 | \u00a0description: B
      | ^
  hint: delete it, and press the space bar there""",
    ),
    "colon-in-a-description": (
        {HOME: page(description="Costs: what you pay")},
        """\
content/index.md:3:19: error: a colon inside the value [yaml-syntax]
    3 | description: Costs: what you pay
      |                   ^
  hint: put the value in quotes: description: "Costs: an overview\"""",
    ),
    "nothing-behind-an-amount": (
        {SOURCES: SOURCE, COSTS: f"a:\n{COST}  low:\n  high: 800\n"},
        """\
content/_data/costs.yaml:9:7: error: "low" has no value [data-value]
    9 |   low:
      |       ^
  hint: write a value after the colon, or delete the line""",
    ),
    "nothing-behind-a-fact": (
        {SOURCES: SOURCE, FACTS: f"{FACT}  value:\n  expires:\n"},
        """\
content/_data/facts.yaml:6:9: error: "value" has no value [data-value]
    6 |   value:
      |         ^
  hint: write a value after the colon, or delete the line
content/_data/facts.yaml:7:11: error: "expires" has no value [data-value]
    7 |   expires:
      |           ^
  hint: write a value after the colon, or delete the line""",
    ),
    "nothing-behind-a-day": (
        {HOME: page().replace("desc", "date:\nexpires:\norder:\nwaiver: {until: 2026-12-01, reason: }\ndesc")},
        """\
content/index.md:3:6: error: "date" has no value [front-matter-value]
    3 | date:
      |      ^
  hint: write a value after the colon, or delete the line
content/index.md:4:9: error: "expires" has no value [front-matter-value]
    4 | expires:
      |         ^
  hint: write a value after the colon, or delete the line
content/index.md:5:7: error: "order" has no value [front-matter-value]
    5 | order:
      |       ^
  hint: write a value after the colon, or delete the line
content/index.md:6:37: error: "reason" has no value [front-matter-value]
    6 | waiver: {until: 2026-12-01, reason: }
      |                                     ^
  hint: write a value after the colon, or delete the line""",
    ),
    "nothing-behind-a-setting": (
        {"content/_site.yaml": SETTINGS + "license_expires:\nreviewer: null\n"},
        """\
content/_site.yaml:3:17: error: "license_expires" has no value [settings-value]
    3 | license_expires:
      |                 ^
  hint: write a value after the colon, or delete the line""",
    ),
    "nothing-in-other-data": (
        {DATA: "team:\n  - name: Ann\n    room:\n  -\n"},
        """\
content/_data/x.yaml:3:10: error: "room" has no value [data-value]
    3 |     room:
      |          ^
  hint: write a value after the colon, or delete the line
content/_data/x.yaml:4:4: error: "team, item 2" has no value [data-value]
    4 |   -
      |    ^
  hint: write a value after the colon, or delete the line""",
    ),
    "empty-words": (
        {SOURCES: SOURCE.replace("A survey", '" "'), HOME: page(summary="['', One]", tags="['']", description="' '")},
        """\
content/_data/sources.yaml:2:10: error: "title" is empty [data-value]
    2 |   title: " "
      |          ^^^
  hint: write a few words after the colon
content/index.md:3:14: error: "description" is empty [front-matter-value]
    3 | description: ' '
      |              ^^^
  hint: write a few words after the colon
content/index.md:4:11: error: "summary, item 1" is empty [front-matter-value]
    4 | summary: ['', One]
      |           ^^
  hint: write a few words after the colon
content/index.md:5:8: error: "tags, item 1" is empty [front-matter-value]
    5 | tags: ['']
      |        ^^
  hint: write a few words after the colon""",
    ),
    "line-end-in-a-title": (
        {HOME: page(title='"Home\\nand more"', nav_title="|\n  A\n  B", description=">\n  One line\n  folded.")},
        """\
content/index.md:2:8: error: "title" has a line break in it [front-matter-value]
    2 | title: "Home\\nand more"
      |        ^^^^^^^^^^^^^^^^
  hint: write it on one line
content/index.md:6:12: error: "nav_title" has a line break in it [front-matter-value]
    6 | nav_title: |
      |            ^
  hint: write it on one line""",
    ),
    "line-end-in-an-item": (
        {HOME: page(summary='["A\\nB"]')},
        """\
content/index.md:4:11: error: "summary, item 1" has a line break in it [front-matter-value]
    4 | summary: ["A\\nB"]
      |           ^^^^^^
  hint: write it on one line""",
    ),
    "range-backwards": (
        {
            SOURCES: SOURCE,
            COSTS: f"a:\n{COST}  low: 800\n  high: 500\n",
            FACTS: f"{FACT}  min: 9\n  max: 9\n".replace("Some", "9 hours"),
        },
        """\
content/_data/costs.yaml:9:8: error: "low" is 800, and "high" is 500 [number-odd]
    9 |   low: 800
      |        ^^^
  hint: write the lower number at `low`; if there is only one, delete one of the lines
content/_data/facts.yaml:6:8: error: "min" is 9, and "max" is 9 [number-odd]
    6 |   min: 9
      |        ^
  hint: write the lower number at `min`; if there is only one, delete one of the lines""",
    ),
    "less-than-nothing": (
        {SOURCES: SOURCE, COSTS: f"a:\n{COST}  amount: -5\n  weeks: 0\n"},
        """\
content/_data/costs.yaml:9:11: error: "amount" can't be -5 [number-odd]
    9 |   amount: -5
      |           ^^
  hint: check the digits; it can't be less than 0, and a year is at most the next one
content/_data/costs.yaml:10:10: error: "weeks" can't be 0 [number-odd]
   10 |   weeks: 0
      |          ^
  hint: check the digits; it can't be less than 1, and a year is at most the next one""",
    ),
    "years-to-come": (
        {
            SOURCES: f"{SOURCE}  year: 20204\n",
            COSTS: f"a:\n{COST}  amount: 5\n".replace("usd_year: 2024", "usd_year: 2204"),
            FACTS: FACT.replace("2024", "2028"),
        },
        """\
content/_data/costs.yaml:5:13: error: "usd_year" can't be 2204 [number-odd]
    5 |   usd_year: 2204
      |             ^^^^
  hint: check the digits; it can't be less than 1500, and a year is at most the next one
content/_data/facts.yaml:3:10: error: "as_of" can't be 2028 [number-odd]
    3 |   as_of: 2028
      |          ^^^^
  hint: check the digits; it can't be less than 1500, and a year is at most the next one
content/_data/sources.yaml:6:9: error: "year" can't be 20204 [number-odd]
    6 |   year: 20204
      |         ^^^^^
  hint: check the digits; it can't be less than 1500, and a year is at most the next one""",
    ),
    "days-of-another-age": (
        {HOME: page(updated="2206-11-24", next_review="0226-01-01")},
        """\
content/index.md:4:10: error: "updated" is in a year that can't be meant [front-matter-value]
    4 | updated: 2206-11-24
      |          ^^^^^^^^^^
  hint: check the digits of the year
content/index.md:5:14: error: "next_review" is in a year that can't be meant [front-matter-value]
    5 | next_review: 0226-01-01
      |              ^^^^^^^^^^
  hint: check the digits of the year""",
    ),
    "page-empty": (
        {
            "content/a.md": page(""),
            "content/b.md": page("<!-- later -->\n\n", date="2026-01-01"),
            "content/c.md": page("", template="section"),
        },
        """\
content/a.md:5: warning: the page has no text [page-empty]
  hint: write it below the second line ---; if it isn't ready, write `draft: true` above that line
content/b.md:6: warning: the page has no text [page-empty]
    6 | <!-- later -->
  hint: write it below the second line ---; if it isn't ready, write `draft: true` above that line""",
    ),
    "home-missing": (
        {HOME: page(draft="true"), "content/a.md": page()},
        """\
content/index.md: error: the site has no home page [home-missing]
  hint: write content/index.md; if it is there, it is a draft, waits for its day, or has expired""",
    ),
    "home-missing-and-all": (
        {HOME: page(draft="true")},
        """\
content/index.md: error: the site has no page at all [home-missing]
  hint: put the folder content/ back as it was; pages are files that end with .md""",
    ),
    "template-empty": (
        {"templates/home.html": "", "templates/components/card.html": " \n"},
        """\
templates/components/card.html:1: error: the template is empty, so that nothing would be shown [template-syntax]
  hint: compare with a template that works
templates/home.html:1: error: the template is empty, so that nothing would be shown [template-syntax]
  hint: met while rendering content/index.md; compare with a template that works""",
    ),
    "hidden-sign": (
        {
            HOME: page(
                "Call \u202e889\u202c, a soft\u00adhyphen, 👩\u200d👧 می\u200cخواهم, a\u200db.\n", title="A\u200b title"
            )
        },
        """\
content/index.md:2:9: error: the sign U+200B can't be seen, and can turn words around or part them [hidden-sign]
    2 | title: A\\u{200b} title
      |         ^^^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew
content/index.md:5:6: error: the sign U+202E can't be seen, and can turn words around or part them [hidden-sign]
    5 | Call \\u{202e}889\\u{202c}, a soft\\u{ad}hyphen, 👩\\u{200d}👧 می\\u{200c}خواهم, a\\u{200d}b.
      |      ^^^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew
content/index.md:5:10: error: the sign U+202C can't be seen, and can turn words around or part them [hidden-sign]
    5 | Call \\u{202e}889\\u{202c}, a soft\\u{ad}hyphen, 👩\\u{200d}👧 می\\u{200c}خواهم, a\\u{200d}b.
      |                 ^^^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew
content/index.md:5:19: error: the sign U+00AD can't be seen, and can turn words around or part them [hidden-sign]
    5 | Call \\u{202e}889\\u{202c}, a soft\\u{ad}hyphen, 👩\\u{200d}👧 می\\u{200c}خواهم, a\\u{200d}b.
      |                                 ^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew
content/index.md:5:43: error: the sign U+200D can't be seen, and can turn words around or part them [hidden-sign]
    5 | Call \\u{202e}889\\u{202c}, a soft\\u{ad}hyphen, 👩\\u{200d}👧 می\\u{200c}خواهم, a\\u{200d}b.
      |                                                                              ^^^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew""",
    ),
    "hidden-sign-by-its-code": (
        {
            HOME: page("&#8238;a&#x2067; &amp; b\n", title='"\\u202ea\\xad"'),
            SOURCES: SOURCE.replace("An agency", "An\u2060 agency"),
        },
        """\
content/_data/sources.yaml:3:16: error: the sign U+2060 can't be seen, and can turn words around or part them [hidden-sign]
    3 |   publisher: An\\u{2060} agency
      |                ^^^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew
content/index.md:2:9: error: the sign U+202E can't be seen, and can turn words around or part them [hidden-sign]
    2 | title: "\\u202ea\\xad"
      |         ^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew
content/index.md:2:16: error: the sign U+00AD can't be seen, and can turn words around or part them [hidden-sign]
    2 | title: "\\u202ea\\xad"
      |                ^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew
content/index.md:5:1: error: the sign U+202E can't be seen, and can turn words around or part them [hidden-sign]
    5 | &#8238;a&#x2067; &amp; b
      | ^^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew
content/index.md:5:9: error: the sign U+2067 can't be seen, and can turn words around or part them [hidden-sign]
    5 | &#8238;a&#x2067; &amp; b
      |         ^^^^^^^^
  hint: delete it; if the cursor doesn't find it, type the words around it anew""",
    ),
    "component-of-an-unknown-callout": (
        {HOME: page('!!! note "Hello"\n    Text\n'), "content/a.md": page("!!! note\n    Text\n", date="2026-01-01")},
        """\
content/a.md:6:5: error: there is no callout "note" [callout]
    6 | !!! note
      |     ^^^^
  hint: the callouts are information, important, urgent
content/index.md:5:5: error: there is no callout "note" [callout]
    5 | !!! note "Hello"
      |     ^^^^
  hint: the callouts are information, important, urgent""",
    ),
    "frame": (
        {"content/a.md": page('<iframe src="https://example.net/x"></iframe>\n', date="2026-01-01")},
        """\
content/a.md:6:1: error: <iframe> can't stand in a text [html-element]
    6 | <iframe src="https://example.net/x"></iframe>
      | ^^^^^^^
  hint: nothing may be loaded from elsewhere: a map is a picture, {{ map picture="about/map.png: What it shows" }}, and a video of your own stands in {{ video … }}; to others write a link""",
    ),
    "image-of-a-template-in-feeds": (
        {
            "content/a.md": page("{{ card }}\n", date="2026-01-01"),
            "templates/components/card.html": "<img src='https://example.net/a.png' alt=''>",
        },
        """\
templates/components/card.html:1:11: error: <img> asks another host: example.net [other-host]
    1 | <img src='https://example.net/a.png' alt=''>
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: keep the file in this project, so that no other company learns of the visit""",
    ),
    "tracking-in-the-data": (
        {
            SOURCES: SOURCE.replace("org/survey", "net/survey?utm_source=us&utm_medium=web"),
            FACTS: FACT,
            HOME: page("{{ facts.share }}\n"),
            "templates/home.html": "{{ content() }}{% for one in references() %}<a id='s_1' href='{{ one.source.url }}'>A</a>{% endfor %}",
        },
        """\
content/_data/sources.yaml:4:8: error: this link tells where a visitor came from: utm_source, utm_medium [tracking]
    4 |   url: https://example.net/survey?utm_source=us&utm_medium=web
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: take that part of the address out""",
    ),
    "template-include": (
        {"templates/partials/part.html": "-", "templates/home.html": "{% include 'partials/prat.html' %}"},
        """\
templates/home.html:1: error: there is no template "partials/prat.html" [template-missing]
    1 | {% include 'partials/prat.html' %}
  hint: met while rendering content/index.md; did you mean "partials/part.html"?""",
    ),
    "template-filter-and-names": (
        {
            "templates/home.html": "{{ page.title|sentense }}",
            "templates/page.html": "{{ data.factss }}",
            "templates/404.html": "{{ site.nam }}",
            "content/404.md": page(),
            "content/a.md": page(),
        },
        """\
templates/404.html:1: error: nothing here is called "nam" [template-error]
    1 | {{ site.nam }}
  hint: met while rendering content/404.md; did you mean "name"?
templates/home.html:1: error: No filter named 'sentense'. [template-syntax]
    1 | {{ page.title|sentense }}
  hint: met while rendering content/index.md; did you mean "sentence"?
templates/page.html:1: error: nothing here is called "factss" [template-error]
    1 | {{ data.factss }}
  hint: met while rendering content/a.md; did you mean "facts"?""",
    ),
    "template-kinds": (
        {"templates/home.html": "{{ page.title + 1 }}"},
        """\
templates/home.html:1: error: this line asks for something that can't be done [template-error]
    1 | {{ page.title + 1 }}
  hint: met while rendering content/index.md; a name on it stands for nothing, or for another kind of thing than the line needs; compare with a template that works""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), LOST.values(), ids=LOST)
def test_nothing_is_lost_without_a_word(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each mistake is said once, where it stands, with what to do."""
    assert make_site(files).printed() == expected


@pytest.mark.parametrize(
    "line",
    [
        "order: 3 # the third",
        "draft: false # since May",
        "date: 2026-11-01 # moved",
        "nav_title: 'Room #4' # a comment",
        "tags: [] # none yet",
        "reviewed: null",
        "nav_title: Room#4",
        "nav_title: >\n  One line\n  in two",
    ],
)
def test_what_was_meant_stays(make_site: MakeSite, line: str) -> None:
    """A comment behind a number, a day, brackets or quotes is one, and `null` says that there is nothing."""
    assert make_site({HOME: page().replace("---\nW", f"{line}\n---\nW")}).printed() == ""


def test_a_file_that_keeps_the_icon_of_a_folder_is_left_out(make_site: MakeSite) -> None:
    """macOS and Google Drive leave it there; no other system could have its name."""
    assert make_site({"content/blog/Icon\r": b""}).printed() == ""


def test_a_page_that_is_gone(make_site: MakeSite) -> None:
    """A page, and an old address, that the last build had are missed, but not what an alias leads on from: [address-gone]."""
    site = make_site(
        {
            "content/a.md": page(aliases="[/old-a/]"),
            "content/b.md": page(),
            "templates/redirect.html": "-",
        }
    )
    site.build()
    (site.root / "content/a.md").unlink()
    (site.root / "content/b.md").rename(site.root / "content/c.md")
    site.write({"content/c.md": page(aliases="[/b/]")})

    assert (
        site.printed()
        == """\
site/a/index.html: warning: the last build had a page at /a/, and now nothing stands there [address-gone]
  hint: if it has another address now, write `aliases: [/a/]` into it; if it was taken down on purpose, all is well
site/old-a/index.html: warning: the last build had a page at /old-a/, and now nothing stands there [address-gone]
  hint: if it has another address now, write `aliases: [/old-a/]` into it; if it was taken down on purpose, all is well"""
    )
    assert site.printed() == ""


def test_drafts_that_were_only_looked_at_are_not_missed(make_site: MakeSite) -> None:
    """A build for visitors isn't held against one with drafts."""
    site = make_site({"content/a.md": page(draft="true")})
    site.build(drafts=True)

    assert site.printed() == ""


@pytest.mark.parametrize("wrong", ["costs", "café", "a b"])
def test_no_hint_names_what_was_written(wrong: str) -> None:
    """What looks like the wrong word is no advice, in whatever form of Unicode it stands."""
    known = ["costs", "cafe\u0301", "a\u00a0b"]

    assert guess(wrong, known, "nothing near") == "nothing near"


CITED = {SOURCES: SOURCE, FACTS: FACT, COSTS: f"iop:\n{COST}  amount: 5\n"}


def test_a_figure_is_found_by_each_of_its_names(make_site: MakeSite) -> None:
    """`facts` knows the pages that print a part of a figure."""
    site = make_site({**CITED, HOME: page("{{ costs.iop.amount }} {{ facts.share.text }}<span id=s_1></span>\n")})

    assert site.build().printed == {"costs.iop": ("/",), "facts.share": ("/",)}


def test_every_template_can_list_the_sources(make_site: MakeSite) -> None:
    """Whichever lists them knows all pages that cite one, those behind it and itself too."""
    listing = "{{ content() }}<ol id=s_1>{% for use in source_list() %}{% for page in use.pages %}{{ page.href }} {% endfor %}{% endfor %}</ol>"
    site = make_site(
        {
            **CITED,
            "content/a.md": page("{{ facts.share }}\n", template="library"),
            "content/b.md": page("{{ facts.share }}<span id=s_1></span>\n"),
            "templates/library.html": listing,
            "templates/home.html": listing,
        }
    )
    site.build()

    assert "<ol id=s_1>/a/ /b/ </ol>" in site.read("a/index.html")
    assert "<ol id=s_1>/a/ /b/ </ol>" in site.read("index.html")


def test_a_text_that_is_printed_twice_cites_once(make_site: MakeSite) -> None:
    """A template that prints the text twice marks each source once, as a reader meets it."""
    uses = (
        "{{ content()|striptags }}{{ content() }}{% for one in references() %}<i id=s_1>{{ one.use }}</i>{% endfor %}"
    )
    site = make_site({**CITED, HOME: page("{{ facts.share }}\n"), "templates/home.html": uses})
    site.build()

    assert "<i id=s_1>c_1</i>" in site.read("index.html")
    assert site.read("index.html").count('href="#s_1"') == 1


def test_a_link_to_a_page_that_was_there(make_site: MakeSite) -> None:
    """A link to a page of the last build says that it has gone, and how to lead its visitors on."""
    site = make_site({"content/index.md": page("[A](a.md)\n"), "content/a.md": page("A.", title="A")})
    site.build()
    (site.root / "content/a.md").unlink()

    assert [
        (one.place.line, one.rule, one.message, one.hint) for one in site.problems() if one.severity == "error"
    ] == [
        (
            5,
            "dead-link",
            'there is no file "a.md" any more',
            "the last build had it: link to the page that took its place, and write `aliases: [/a/]` into that one",
        )
    ]
