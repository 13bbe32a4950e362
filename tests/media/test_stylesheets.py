"""Broken style sheets and assets: what a person reads for each fault, to the letter."""

import pytest

from tests.sites import PNG, ROOT, Files, MakeSite, page

SHEET = "templates/assets/a.css"
GROUND = (ROOT / "templates/cards/ground.png").read_bytes()

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
    "card-color": (
        {
            "templates/assets/title.woff2": "wOF2",
            "templates/cards/ground.png": GROUND,
            "templates/assets/_tokens.css": ":root {\n  --sky: gold;\n  --ink: gold;\n  --on-band: #FFEEDD;\n}\n",
        },
        """\
templates/assets/_tokens.css: error: "--clay" isn't a color such as #1c463a [card-color]
  hint: write it so, or switch the social cards off: `social_cards: false` in content/_site.yaml
templates/assets/_tokens.css:3:10: error: "--ink" isn't a color such as #1c463a [card-color]
    3 |   --ink: gold;
      |          ^^^^
  hint: write it so, or switch the social cards off: `social_cards: false` in content/_site.yaml""",
    ),
    "card-font": (
        {
            "templates/assets/title.woff2": "a font",
            "templates/cards/ground.png": GROUND,
            "templates/assets/_tokens.css": (ROOT / "templates/assets/_tokens.css").read_bytes(),
        },
        """\
templates/assets/title.woff2: error: this isn't a font [card-font]
  hint: put a WOFF2, TrueType or OpenType file there, or switch the social cards off: `social_cards: false` in content/_site.yaml""",
    ),
    "card-ground": (
        {
            "templates/assets/title.woff2": "wOF2",
            "templates/cards/ground.png": PNG,
            "templates/assets/_tokens.css": (ROOT / "templates/assets/_tokens.css").read_bytes(),
        },
        """\
templates/cards/ground.png: error: this isn't a PNG picture of 1200 × 630 pixels [card-ground]
  hint: save it in this size, or switch the social cards off: `social_cards: false` in content/_site.yaml""",
    ),
    "card-address": (
        {"content/cards/index.md": page(), "content/cards.png": PNG},
        """\
content/cards.png: error: the address /cards.png is claimed by the build itself, content/cards.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/cards/index.md: error: the address /cards/ is claimed by the build itself, content/cards/index.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
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
    "css-broken-at-the-end": (
        {SHEET: "a { b: c }\n}\n"},
        """\
templates/assets/a.css:2:1: error: "}" closes nothing [css-broken]
    2 | }
      | ^
  hint: delete it, or look for what should have been opened before it""",
    ),
    "css-broken-only-a-comment": (
        {SHEET: "/* a"},
        """\
templates/assets/a.css:1:1: error: what "/*" opens here is never closed [css-broken]
    1 | /* a
      | ^^
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
templates/assets/a.css:4:19: error: there is no file "k.woff2" [css-address]
    4 | @font-face { src: url(k.woff2) }
      |                   ^^^^^^^^^^^^
  hint: it is looked for from the folder of this file, in templates/assets/""",
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
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected
