"""Broken Markdown: what a person reads for each fault, to the letter."""

import pytest

from tests.sites import HOME, Files, MakeSite, page

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
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
    "text-right-below-a-table": (
        {HOME: page("| A | B |\n|---|---|\n| 1 | 2 |\nCall us.\n\n| A |\n|---|\nb\n")},
        """\
content/index.md:8:1: error: this line became a row of the table above it [table-cells]
    8 | Call us.
      | ^^^^^^^^
  hint: put a blank line before it""",
    ),
    "text-right-below-a-list": (
        {HOME: page("- A\n- B\nCall us.\n\n> C\n**D**\n\n1. E\ngoes on\n\n- " + "f" * 50 + "\nG\n\nH.\nI.\n")},
        """\
content/index.md:7:1: warning: this line goes on in the list, quotation or note above it [text-behind]
    7 | Call us.
      | ^^^^^^^^
  hint: put a blank line before it; if it belongs there, begin it with the blanks or the > of the line above
content/index.md:10:1: warning: this line goes on in the list, quotation or note above it [text-behind]
   10 | **D**
      | ^^^^^
  hint: put a blank line before it; if it belongs there, begin it with the blanks or the > of the line above""",
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
    "line-of-a-word-processor": (
        {HOME: page("A\x0bB\u2028C\n\n[a](nope.pdf)\n")},
        """\
content/index.md:7:5: error: there is no file "nope.pdf" [dead-link]
    7 | [a](nope.pdf)
      |     ^^^^^^^^
  hint: check the path; it starts from the folder of this file""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected
