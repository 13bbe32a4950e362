"""Links and pictures that lead nowhere: what a person reads for each of them, to the letter."""

import pytest

from tests.sites import HOME, PNG, Files, MakeSite, page

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
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
    "dead-links-in-cells-of-the-same-words": (
        {HOME: page("| a | b | c |\n| --- | --- | --- |\n| [x](a.pdf) | x | [x](a.pdf) |")},
        """\
content/index.md:7:7: error: there is no file "a.pdf" [dead-link]
    7 | | [x](a.pdf) | x | [x](a.pdf) |
      |       ^^^^^
  hint: check the path; it starts from the folder of this file
content/index.md:7:24: error: there is no file "a.pdf" [dead-link]
    7 | | [x](a.pdf) | x | [x](a.pdf) |
      |                        ^^^^^
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
}


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_site(make_site: MakeSite, files: Files, expected: str) -> None:
    """Each fault is said once, with its place, its line and what to do, and nothing follows from it."""
    site = make_site(files)

    assert site.printed() == expected
