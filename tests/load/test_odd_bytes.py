"""Whatever bytes a file holds: each fault is met by a sentence with its place."""

import pytest

from tests.sites import HOME, SETTINGS_FILE, Files, MakeSite, page

DATA = "content/_data/x.yaml"

FRONT = "---\ntitle: Title\ndescription: Words.\n"

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


@pytest.mark.parametrize(("files", "expected"), BYTES.values(), ids=BYTES)
def test_bytes(make_site: MakeSite, files: Files, expected: str) -> None:
    """Files as other systems and word processors save them; places are those that an editor shows."""
    assert make_site(files).printed() == expected
