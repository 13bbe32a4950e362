"""What word processors, notes and chats write: what becomes of it, and what is said of what stays theirs."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.convert.markdown_html import ours
from tests.sites import BASIC, SURROUNDINGS, TinySite, page

# What is pasted, and its HTML.
SHOWN: Mapping[str, tuple[str, str]] = {
    "word-bullets-with-many-blanks": ("·       A\n\n·       B **c**\n", "<ul>\n<li>\n<p>A</p>\n</li>\n<li>\n<p>B <strong>c</strong></p>\n</li>\n</ul>"),
    "word-numbers-with-many-blanks": ("1.\u00a0\u00a0\u00a0\u00a0\u00a0 A\n2.\u00a0\u00a0\u00a0\u00a0\u00a0 B\n", "<ol>\n<li>A</li>\n<li>B</li>\n</ol>"),
    "word-bullet-with-tabs": ("•\t\tA\n•\tB\n", "<ul>\n<li>A</li>\n<li>B</li>\n</ul>"),
    "notes-of-a-phone": ("⁃ A\n⁃ B\n", "<ul>\n<li>A</li>\n<li>B</li>\n</ul>"),
    "three-bullets-alone": ("A\n\n• • •\n\nB\n", "<p>A</p>\n<hr>\n<p>B</p>"),
    "stars-of-a-rating": ("●●●○○\n", "<p>●●●○○</p>"),
    "braces-at-the-end": ("A {b}\n\n## C {d}\n\nE\n{f}\n", "<p>A {b}</p>\n<h2>C {d}</h2>\n<p>E\n{f}</p>"),
    "commands-are-no-attributes": ("A\n{% end %}\n\nB\n{:/c}\n", "<p>A\n{% end %}</p>\n<p>B\n{:/c}</p>"),
    "attributes": ("## A {#b .c}\n\nD\n{: .e lang=ko }\n", '<h2 class="c" id="b">A</h2>\n<p class="e" lang="ko">D</p>'),
}  # fmt: skip

OTHERS = "take it out, or use one of the components that the README lists"
BEHIND = "put a blank line before it; if it belongs there, begin it with the blanks or the > of the line above"
IN_HTML = "inside of HTML Markdown isn't read: put a blank line between the tag and it"
LIST = "put a blank line before the list, and begin each item on a line of its own with - or 1. and a blank"
COLUMNS = "write a table with bars: | Day | Time |, below it |---|---|, and then each row in the same way"
TABLE = "a table needs a blank line before it, and below its first row a line |---|---| with as many columns"


def left(place: str, says: str, hint: str) -> str:
    """Return what is said of signs that were left over."""
    return f"{place} error: {says} [markdown-left] {hint}"


def hidden(place: str, code: str) -> str:
    """Return what is said of a sign that nobody can see."""
    hint = "delete it; if the cursor doesn't find it, type the words around it anew"
    return (
        f"{place} error: the sign U+{code} can't be seen, and can turn words around or part them [hidden-sign] {hint}"
    )


def behind(place: str) -> str:
    """Return what is said of a line that goes on in a list."""
    return f"{place} warning: this line goes on in the list, quotation or note above it [text-behind] {BEHIND}"


# What is pasted, and all that is said of it.
FOUND: Mapping[str, tuple[str, list[str]]] = {
    "word-second-level": ("1.\tA\n2.\tB\n\ta.\tC\n\tb.\tD\n", [left("7:2", '"a. C" didn\'t become a list', LIST)]),
    "outlook-second-level": ("- A\n  o B\n  o C\n", [left("6:3", '"o B" didn\'t become a list', LIST)]),
    "spreadsheet": ("Day\tTime\nMonday\tNoon\n", [left("5:1", '"Day Time" stands in columns, which would run together', COLUMNS)]),
    "table-of-pandoc": ("  Day       Time\n  --------- -----\n  Monday    Noon\n  Tuesday   Ten\n", [
        left("5:3", '"Day Time" stands in columns, which would run together', COLUMNS),
        left("7:3", '"Monday Noon" stands in columns, which would run together', COLUMNS),
    ]),
    "emoji-as-bullets": ("✅ A\n✅ B\n", [left("5:1", '"✅ A" didn\'t become a list', LIST)]),
    "label-behind-a-list": ("**A:**\n- B\n**C:**\n- D\n", [behind("7:1")]),
    "text-behind-a-list-in-a-quote": ("> - A\n> - B\nC\n", [behind("7:1")]),
    "text-behind-a-note": ("A.[^1]\n\n[^1]: B.\nC.\n", [behind("8:1")]),
    "wrapped-in-a-list": (f"- {'a ' * 20}bcdefgh\nI go on\n- C\nd\n", []),
    "caption-below-a-table": ("| A | B |\n|---|---|\n| c | d |\n[E f]\n", ["8:1 error: this line became a row of the table above it [table-cells] put a blank line before it"]),
    "article-in-a-fence": ("```markdown\n## A\n```\n", [left("5:1", '"```markdown" is a command of another program', OTHERS)]),
    "drawing-in-a-fence": ("```mermaid\nA-->B\n```\n", [left("5:1", '"```mermaid" is a command of another program', OTHERS)]),
    "code-to-run": ("~~~ {r setup, echo=FALSE}\na\n~~~\n", [left("5:1", '"~~~ {r setup, echo=FALSE}" is a command of another program', OTHERS)]),
    "code-with-a-class": ("``` {.python #a}\na\n```\n", []),
    "changes": ("We {++now++} help {>>ask Anna<<}.\n", [
        left(place, f'"{words}" is a change or a comment for colleagues', "keep what is to be read, without the signs; write comments as <!-- ask Anna -->")
        for place, words in (("5:4", "{++now++}"), ("5:19", "{>>ask Anna<<}"))
    ]),
    "end-of-a-command": ("{% highlight a %}\nB\n{% end %}\n", [
        left(place, f'"{words}" is a command of another program', OTHERS) for place, words in (("5:1", "{% highlight a %}"), ("7:1", "{% end %}"))
    ]),
    "markdown-in-an-aside": ("<aside>\n💡 **Tip:** see [A](about.md).\n</aside>\n", [
        left("6:3", 'the signs in "**Tip:**" don\'t make anything bold or slanted', IN_HTML), left("6:16", '"[A](about.md)" didn\'t become a link', IN_HTML),
    ]),
    "citation-of-a-chat": ("A.\ue200cite\ue201\n", [hidden("5:3", "E200"), hidden("5:8", "E201")]),
    "marks-of-direction-in-arabic": ("\u200fالعلاج\u200e (24/7)\n", []),
    "marks-of-direction-in-english": ("Call\u200f us.\n", [hidden("5:5", "200F")]),
    "picture-in-another-folder": ("![A](pictures/room.png)\n", ['5:6 error: there is no picture "pictures/room.png" [dead-image] did you mean "../room.png"?']),
}  # fmt: skip


@pytest.mark.parametrize(("text", "html"), SHOWN.values(), ids=SHOWN)
def test_shown(text: str, html: str) -> None:
    """What is pasted becomes what it looked like there."""
    assert ours(text).strip() == html


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Return what is said of each text, as a page in a folder."""
    site = TinySite(Path(tmp_path_factory.mktemp("site"))).write(BASIC).write(SURROUNDINGS)
    site.write({f"content/pasted/{name}.md": page(text, title=name) for name, (text, _) in FOUND.items()})
    lines: dict[str, list[str]] = {}
    for one in site.found():
        place = f"{one.place.line}:{one.place.column}"
        lines.setdefault(Path(one.place.path).stem, []).append(
            f"{place} {one.severity}: {one.message} [{one.rule}] {one.hint}"
        )
    return lines


@pytest.mark.parametrize("name", FOUND)
def test_found(said: Mapping[str, list[str]], name: str) -> None:
    """What stays theirs is said with its place and what to do, and nothing else is."""
    assert said.get(name, []) == FOUND[name][1]
