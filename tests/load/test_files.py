"""Files that can't be read or aren't published: what a person reads for each of them, to the letter."""

import pytest

from tests.files import pdf
from tests.sites import FACTS, HOME, ONE_SOURCE, PNG, SETTINGS_FILE, SOURCES, Files, MakeSite, fact, page

WORDS = "Bring a card with your name to the first visit, and a list of what you take. Somebody calls your phone the day before."

# What is wrong: the files that differ from a sound site, and what is printed.
BROKEN: dict[str, tuple[Files, str]] = {
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
  hint: the file is there, but its kind isn't published: show it with {{ video file="…" captions="…" poster="…" title="…" }}: nothing else publishes it
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
  hint: show it with {{ video file="…" captions="…" poster="…" title="…" }}: nothing else publishes it
content/room.heic: warning: a file of this type isn't published [file-not-published]
  hint: save it as JPEG, or as PNG if it is drawn""",
    ),
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
