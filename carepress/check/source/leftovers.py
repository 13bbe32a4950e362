"""Finds what still looks like Markdown, or like the signs of another system, in words that visitors will read.

Each kind is a case of the rule `markdown-left`, which says what it looks like. What a person may well have meant stays:
prices, dashes between words, typed notes such as [1], a single star at a footnote, a word with its letters starred out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from html.entities import name2codepoint

from carepress.check.source.prose import without_code, without_code_blocks
from carepress.problems.catalog import ENGINE
from carepress.text.conflicts import conflicts, without_conflicts

_BULLETS = "•●▪‣◦➢➤·"
_MOST_WORD = 30  # characters of a word beside a sign that belong to the clue
# What the names in capitals are short for in the catalog.
_SHORT = {
    "ADDRESS": r"""(?:
        (?:https?:|www\.|mailto:|tel:|\.{0,2}/|\#[a-z])[^()\[\]\s]{0,300}
        | [\w./%-]{1,200}\.(?:md|html?|pdf|png|jpe?g|gif|webp|svg|com|org|net|gov|edu)(?:[/#?][^()\[\]\s]{0,200})?
        | [\w.+-]{1,64}@[\w.-]{3,100}
    )""",
    "ENTITY": "|".join(name2codepoint),
}
# An address is shown as it is, with any signs in it.
_ADDRESS = r"""(?P<address>(?:(?<=http)|(?<=https))://(?:[^\s<>()\[\]|"\\{}]*[\w/])?|(?<=www)\.(?:[^\s<>()\[\]|"\\{}]*[\w/]))"""
_FIRST = r"(?=[*_~\[(!:?.\#=`$\\{<>&^\]|+＊＃【])"
# Most texts have nothing that even looks like a sign, and are passed over.
_ANY = re.compile(
    rf"[][*_~`{{}}<>&|+#=@$\\!^?:【＊＃｜\n\t{_BULLETS}](?:(?<![\n:])|(?<=\n)(?:[-.\d]|[^\w\s]|\w{{1,3}}[).\t]|[o§][ ])"
    r"|(?<=:)(?:[:a-z+-]|[ ]{1,3}[-+–1]))|[ ]{3}"
)
# Words with starred letters, figures with a mark of a footnote or as a power.
_MEANT = re.compile(r"\w{1,2}\*+\w{0,3}|\d+\*+\d*")
# Two of these are a list; some need no blank behind them to be meant so.
_PICTURES = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
_ITEM = re.compile(
    rf"^(?:(?P<bullet>[{_BULLETS}])[ \t]*(?=\S)|(?P<sign>[-*+–—‐−―»›⁃・{_PICTURES}]\ufe0f?|\(?\d{{1,3}}[.)]{{1,2}}|\d{{1,3}}[、．]"
    r"|\(?[^\W\d_]\)|\[[ xX]?\]|[o§](?=[ \t]))(?:[ \t\u3000]+(?=\S)|(?<![*–—])(?=[^\W\d_])))",
    re.MULTILINE,
)
# "A. Lee" alone may be a name; the second letter behind the first one is a list.
_LETTERED = re.compile(r"^(?:a\.[^\n]+\n\(?b|i[.)][^\n]+\n\(?ii)[.)][ \t]", re.MULTILINE | re.IGNORECASE)
_TICKED = str.maketrans("☑✓✔", "☐☐☐")
_LISTED = re.compile(
    rf":[ ]{{1,3}}(?:(?P<sign>[-*+–{_BULLETS}])[ ]\w[^\n]{{0,200}}?[ ](?P=sign)[ ]\w"
    r"|1\.[ ]\w[^\n]{0,200}?[ ]2\.[ ]\w[^\n]{0,200}?[ ]3\.[ ]\w)"
)
_ROW = re.compile(
    r"^[|｜][ ][^\n]{1,300}\n[|｜]|^｜[^｜\n]{1,300}｜"
    r"|\|[ ]{0,9}:?-{2,80}:?[ ]{0,9}\||^\|[^|\n]{1,300}\||^[^|\n]{1,300}\|[^|\n]{1,300}\|[ ]?$",
    re.MULTILINE,
)
_CELLS = re.compile(r"^[^|\n]{0,300} \| ", re.MULTILINE)
# Tabs and blanks hold columns apart only in a word processor. Behind the end of a sentence several blanks are a slip.
_COLUMNS = re.compile(r"^[^\n]{0,300}?[^\s.!?:;,](?:[ ]*\t[ \t]*|[ ]{3,80})[^\s_]", re.MULTILINE)
_WIDE = " " * 6
# No sign begins these. What has some digits is a number that was typed.
_HELD = re.compile(
    r"(?<![\w-])(?:X{3}|x{3})[-. ](?:X{3}|x{3})[-. ](?:X{4}|x{4})(?![\w-])|\b(?i:lorem ipsum\b(?: \w+){0,3})\b"
)
# "50%% off" is a slip; a note that is never closed begins a line.
_PRIVATE = re.compile(r"(?<![^\W_]|%)%%(?!%)(?:.*?(?<!%)%%(?!%)|(?<=^%%).*)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sign that was left over: its kind, where it is in the text, and the exact words to find it by."""

    kind: str
    start: int
    end: int
    clue: str
    is_certain: bool = True  # or it was meant so, if it doesn't stand in HTML


@cache
def _pattern(*names: str) -> re.Pattern[str]:
    """Return the pattern that has each kind as a group, as the catalog says under these names what it looks like."""
    cases = ENGINE.rules["markdown-left"].cases
    looks = {kind: "|".join(words[name] for name in names if name in words) for kind, words in cases.items()}
    text = "|".join(f"(?P<{kind.replace('-', '_')}>{one})" for kind, one in looks.items() if one)
    for name, meaning in _SHORT.items():
        text = text.replace(name, meaning)
    return re.compile(f"{_FIRST}(?:{_ADDRESS}|{text})", re.VERBOSE | re.MULTILINE)


def leftovers(text: str, *, is_value: bool = False, may_be_html: bool = False) -> Iterator[Leftover]:
    """Yield what is left over in a block of finished prose with its soft line ends, or in a title or value of the data.

    In these, and inside of HTML, nobody reads Markdown, so that more of it is left over.
    """
    if "XX" in text or "xx" in text or "psum" in text:
        yield from (_leftover("placeholder", text, *held.span()) for held in _HELD.finditer(text))
    if _ANY.search(text) or text.startswith(("..", "h")):
        yield from _signs(_pattern("looks", "looks_in_values") if is_value else _pattern("looks"), text)
        if may_be_html:
            yield from (replace(one, is_certain=False) for one in _signs(_pattern("looks_in_html"), text))
        yield from _tables(text)
        lists = list(_lists(text))
        yield from lists or _columns(text)


def source_leftovers(body: str) -> Iterator[Leftover]:
    """Yield the conflicts and the private notes in a page's source, outside of its code: where each begins."""
    spans = [("conflict-marker", marks[0]) for marks in conflicts(body)]
    text = without_code_blocks(without_conflicts(body)) if "%%" in body else ""
    spans += (("private-note", note.span()) for note in _PRIVATE.finditer(without_code(text)))
    yield from (_leftover(kind, body, *span) for kind, span in spans)


def _leftover(kind: str, text: str, start: int, end: int) -> Leftover:
    return Leftover(kind, start, end, text[start:end])


def _signs(pattern: re.Pattern[str], text: str) -> Iterator[Leftover]:
    """Yield what a pattern finds, with the words that it touches; one that begins in the words of another goes on there."""
    found: list[Leftover] = []
    for match in pattern.finditer(text):
        if match["address"]:
            continue
        kind = (match.lastgroup or "").replace("_", "-")
        start, end = _with_words(text, *match.span())
        if found and start < found[-1].end and kind == found[-1].kind:
            start = found.pop().start
        found.append(_leftover(kind, text, start, end))
    yield from (one for one in found if not _MEANT.fullmatch(one.clue))


def _with_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of the text with what is left and right of it of the words that it touches."""
    least, most = max(0, start - _MOST_WORD), min(len(text), end + _MOST_WORD)
    while start > least and text[start - 1].isalnum():
        start -= 1
    while end < most and text[end].isalnum():
        end += 1
    return start, end


def _tables(text: str) -> Iterator[Leftover]:
    """Yield the first row of a table that didn't become one; words that a single bar parts are none."""
    is_any = "|" in text or "｜" in text
    rows = list(_CELLS.finditer(text)) if is_any else []
    if row := (_ROW.search(text) if is_any else None) or (rows[0] if len(rows) > 1 else None):
        yield _line_from("table", text, text.rfind("\n", 0, row.start() + 1) + 1)


def _lists(text: str) -> Iterator[Leftover]:
    """Yield the first item of a list that didn't become one: two lines with a sign, one behind a colon, or a typed bullet."""
    items = list(_ITEM.finditer(text))
    kinds = [item["bullet"] or re.sub(r"[\w\s]", "", item["sign"]).translate(_TICKED) for item in items]
    for item, kind in zip(items, kinds, strict=True):
        if item["bullet"] or kinds.count(kind) > 1 or text.endswith(":\n", 0, item.start()):
            yield _line_from("list", text, item.start())
            return
    if lettered := _LETTERED.search(text):
        yield _line_from("list", text, lettered.start())
    if listed := _LISTED.search(text):
        yield _leftover("list", text, listed.start() + 1, listed.end())


def _columns(text: str) -> Iterator[Leftover]:
    """Yield the first row of columns that are made of tabs or blanks: two rows, or one with many blanks."""
    rows = list(_COLUMNS.finditer(text)) if "\t" in text or "   " in text else []
    if len(rows) > 1 or (rows and _WIDE in rows[0][0]):
        yield _line_from("columns", text, rows[0].start())


def _line_from(kind: str, text: str, start: int) -> Leftover:
    end = text.find("\n", start)
    return _leftover(kind, text, start, len(text) if end < 0 else end)
