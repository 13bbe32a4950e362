"""Finds what still looks like Markdown, or like the signs of another system, in words that visitors will read.

Each kind is a case of the rule `markdown-left`. What a person may well have meant stays: prices, dashes between words,
typed notes such as [1], a single star at a footnote, a word with its letters starred out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.entities import name2codepoint
from itertools import pairwise

from carepress.check.source.prose import without_code_blocks

_BULLETS = "•●▪‣◦➢➤·"
_MOST_WORD = 30  # characters of a word beside a sign that belong to the clue
_ADDRESS = r"""(?:
    (?:https?:|www\.|mailto:|tel:|\.{0,2}/|\#[a-z])[^()\[\]\s]{0,300}
    | [\w./%-]{1,200}\.(?:md|html?|pdf|png|jpe?g|gif|webp|svg|com|org|net|gov|edu)(?:[/#?][^()\[\]\s]{0,200})?
    | [\w.+-]{1,64}@[\w.-]{3,100}
)"""
# The kind, and what it looks like. No repetition is without a bound, so that no text takes long.
_KINDS: Mapping[str, str] = {
    "toc": r"\[\[_?TOC_?\]\] | \[(?:TOC|toc)\] | \{:[ ]?toc\}",
    "embed": r"!\[\[[^\[\]\n]{1,200}\]\]",
    "wikilink": r"\[\[(?=[^\W\d])[^\[\]\n]{1,200}\]\]",
    "alert": r"\[![A-Za-z]{3,20}\][+-]?",
    "note": r"\[\^[^\[\]\s]{1,100}\] | \^\[[^\[\]\n]{1,200}\]",
    "image": r"(?<!\w)!\[(?!\d{1,3}\])[^\[\]\n]{0,200}\]?(?:\([^()\n]{0,200}\))?",
    "shortcode": r"""
        \[/[a-z][\w-]{0,40}\] | \[(?:gallery|playlist|wpforms|contact-form-7|embed)(?:[ ][^\[\]\n]{0,300})?\]
        | \[[a-z][\w-]{0,40}(?:[ ][^\[\]\n=]{0,60})?[ ][\w-]{1,40}=[^\[\]\n]{0,300}\]
        | \{%[^\n]{0,200}?%\} | \{\{[<%][^\n]{0,200}?[>%]\}\} | <%[^\n]{0,200}?%>
        | <[A-Z]\w{0,60}[^<>\n]{0,300}/> | </[A-Z]\w{0,60}> | ^\.\.[ ][\w-]{1,40}::""",
    "link": r"""
        \[[^\[\]\n]{0,200}\]\([^()\n]{0,200}\)? | \]\(
        | \[https?://[^\s\]]{1,300}(?<![,;:])[ ][^\[\]\n]{1,200}\]""",
    "link_gap": rf"\[[^\[\]\n]{{1,200}}\][ \n]{{1,3}}\({_ADDRESS}(?:[ ][\"“][^\"”\n]{{0,100}}[\"”])?\)",
    "link_turned": rf"\([^()\n]{{1,200}}\)\[{_ADDRESS}\]",
    "link_nowhere": r"\[(?=[^\[\]\n]{0,200}[^\W\d_]{2})[^\[\]\n]{1,200}\]\[[^\[\]\n]{0,200}\]",
    "emphasis": r"""
        (?<![\w*])\*{2,3}(?=[^\s*])(?:[^*\n]{1,100}\*{2,3}(?!\*))? | (?<=[^\s*])\*{2,3}(?!\*)
        | (?<![\w_])__(?=[^\W_]|[“\"(]) (?:[^_\n]{1,100}__(?![\w_]))? | (?<=[^\W_]|[.,!?”\")])__(?![\w_])
        | (?<![\w*])\*\w[^*\n.!?]{0,60}\s\*(?=\w) | (?<![\w_])_\w[^_\n.!?]{0,60}\s_(?=\w)""",
    "strike": r"(?<!~)~~(?=[^\s~])(?:[^~\n]{1,100}~~)?(?!~) | (?<=[^\s~])~~(?!~)",
    "container": r"(?<!:):{3,}",
    "callout": r"^!!![ ]?[\w-] | (?<=[ ])!!![ ][\w-]{1,40}[ ][\"“] | ^\?\?\?\+?[ ][\w-]{1,40}[ ][\"“]",
    "heading": r"""
        ^\#{2,9}[ ]{0,3}(?=\w) | ^\#[ ]{1,3}(?=[^\W\d]) | \A\#(?=[^\W\d]) | (?<=[ ])\#{2,6}[ ](?=\w)
        | ^={3,80}$ | ^={2,6}[ ][^=\n]{1,100}[ ]={2,6}$""",
    "code": r"`{3,80} | (?<![\w`])`{1,2}(?=[^\s`])[^`\n]{1,100}`{1,2}(?![\w`])",
    "math": r"\$\$(?=[\w\\])[^$\n]{1,200}\$\$(?!\$) | \\(?:begin|frac|sqrt|text)\{",
    "highlight": r"(?<!=)==(?=[^\s=])[^=\n]{1,200}(?<=\S)==(?!=)",
    "attributes": r"\{[ ]?[.\#][A-Za-z][^{}\n]{0,200}\} | \{:[ ]?[.\#\w][^{}\n]{0,200}\} | \{[A-Za-z][\w-]{0,30}=[^{}\n]{1,200}\}",
    "emoji": r"(?<![\w:/]):(?:[a-z][a-z0-9_+-]{1,40}|[+-]1):(?![\w:])",
    "tag": r"""
        </?(?i:br|hr|p|div|span|center|font|img|iframe|script|style|table|t[rdh]|[uo]l|li)(?=[\s/>])[^<>\n]{0,300}>
        | <(?i:a)[ ][^<>\n]{0,300}> | <!--""",
    "entity": rf"&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|{'|'.join(name2codepoint)}); | &nbsp\b",
}
# Prose is read as Markdown, so that these are there on purpose; in a title or a value of the data they aren't.
_PLAIN_KINDS: Mapping[str, str] = {
    "field": r"\{\{[^{}<%\n]{1,200}\}\}",
    "emphasis_plain": r"""
        (?<![\w*])\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*(?![\w*]) | (?<![\w_])_(?=[^\s_])[^_\n]{1,200}(?<=\S)_(?![\w_])""",
    "tag_plain": r"</?(?i:a|b|i|u|em|strong|small|su[bp])(?=[\s/>])[^<>\n]{0,300}>",
}
_FIRST = r"(?=[*_~\[(!:?.\#=`$\\{<&^\]])"
# Most texts have nothing that even looks like a sign, and are passed over.
_ANY = re.compile(
    rf"[][*_~`{{}}<&|#=$\\!^?:\n{_BULLETS}](?:(?<![\n:])|(?<=\n)(?:[-+–—.\d☐☑✓✔]|[a-z]\))|(?<=:)(?:[:a-z+-]|[ ]{{1,3}}[-+–1]))"
)
# Words with starred letters, figures with a mark of a footnote or as a power.
_MEANT = re.compile(r"\w{1,2}\*+\w{0,3}|\d+\*+\d*")
# Two of these are a list; some need no blank behind them to be meant so.
_ITEM = re.compile(
    rf"^(?:(?P<bullet>[{_BULLETS}])[ \t]*(?=\S)|(?P<sign>[-*+–—☐☑✓✔]|\d{{1,3}}[.)]{{1,2}}|[a-z]\))"
    r"(?:[ \t]+(?=\S)|(?<![*–—])(?=[^\W\d_])))",
    re.MULTILINE,
)
_LISTED = re.compile(
    rf":[ ]{{1,3}}(?:(?P<sign>[-*+–{_BULLETS}])[ ]\w[^\n]{{0,200}}?[ ](?P=sign)[ ]\w"
    r"|1\.[ ]\w[^\n]{0,200}?[ ]2\.[ ]\w[^\n]{0,200}?[ ]3\.[ ]\w)"
)
_ROW = re.compile(
    r"\|[ ]{0,9}:?-{2,80}:?[ ]{0,9}\||^\|[^|\n]{1,300}\||^[^|\n]{1,300}\|[^|\n]{1,300}\|[ ]?$", re.MULTILINE
)
_CELLS = re.compile(r"^[^|\n]{0,300} \| ", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7}(?!<)|\|{7}(?!\|)|={7}$|>{7}(?!>))[^\n]*", re.MULTILINE)
_CODE_OR_COMMENT = re.compile(r"`[^`\n]+`|<!--.*?-->", re.DOTALL)
_PRIVATE = re.compile(r"(?<!%)%%(?!%)")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sign that was left over: its kind, where it stands in the text, and the exact words to find it by."""

    kind: str
    start: int
    end: int
    clue: str


def _pattern(kinds: Mapping[str, str]) -> re.Pattern[str]:
    cases = "|".join(f"(?P<{kind}>{looks})" for kind, looks in kinds.items())
    return re.compile(f"{_FIRST}(?:{cases})", re.VERBOSE | re.MULTILINE)


_PROSE, _PLAIN = _pattern(_KINDS), _pattern({**_KINDS, **_PLAIN_KINDS})


def leftovers(text: str) -> Iterator[Leftover]:
    """Yield what is left over in the text of one block of finished prose; its soft line ends are line ends."""
    return _left(_PROSE, text)


def plain_leftovers(text: str) -> Iterator[Leftover]:
    """Yield what is left over in a text in which nobody reads Markdown: a title, or a value of the data."""
    return _left(_PLAIN, text)


def _left(pattern: re.Pattern[str], text: str) -> Iterator[Leftover]:
    if _ANY.search(text) or text.startswith(".."):
        yield from _signs(pattern, text)
        yield from _tables(text)
        yield from _lists(text)


def source_leftovers(body: str) -> Iterator[Leftover]:
    """Yield the marks of a conflict and the private notes in a page's source, outside of its code."""
    text = without_code_blocks(body) if re.search(r"%%|^<{7}|^>{7}", body, re.MULTILINE) else ""
    marks = list(_CONFLICT.finditer(text))
    first = next((mark.start() for mark in marks if mark[0][0] == "<"), len(text))
    last = next((mark.start() for mark in reversed(marks) if mark[0][0] == ">"), 0)
    for mark in marks:
        # A line of = alone may underline a heading, and one of | be a row.
        if mark[0][0] in "<>" or first < mark.start() < last:
            yield _leftover("conflict-marker", text, *mark.span())
    text = _CODE_OR_COMMENT.sub(lambda code: " " * len(code[0]), text)
    signs = [sign.start() for sign in _PRIVATE.finditer(text)] + [len(text)]
    end = 0
    for start, closing in pairwise(signs):
        before = text[max(0, start - 1) : start]
        # "50%% off" is a slip; a note that is never closed begins a line.
        if start >= end and not before.isalnum() and (closing < len(text) or before in {"", "\n"}):
            end = min(len(text), closing + 2)
            yield _leftover("private-note", text, start, end)


def _leftover(kind: str, text: str, start: int, end: int) -> Leftover:
    return Leftover(kind, start, end, text[start:end])


def _signs(pattern: re.Pattern[str], text: str) -> Iterator[Leftover]:
    """Yield what a pattern finds, with the words that it touches; one that begins in the words of another goes on there."""
    last: Leftover | None = None
    for match in pattern.finditer(text):
        assert match.lastgroup
        kind = match.lastgroup.partition("_plain")[0].replace("_", "-")
        start, end = _with_words(text, *match.span())
        if last and start < last.end and kind == last.kind:
            last = _leftover(kind, text, last.start, end)
            continue
        if last and not _MEANT.fullmatch(last.clue):
            yield last
        last = _leftover(kind, text, start, end)
    if last and not _MEANT.fullmatch(last.clue):
        yield last


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
    rows = list(_CELLS.finditer(text)) if "|" in text else []
    if row := (_ROW.search(text) if "|" in text else None) or (rows[0] if len(rows) > 1 else None):
        yield _line_from("table", text, text.rfind("\n", 0, row.start() + 1) + 1)


def _lists(text: str) -> Iterator[Leftover]:
    """Yield the first item of a list that didn't become one: two lines with a sign, one behind a colon, or a typed bullet."""
    items = list(_ITEM.finditer(text))
    kinds = [item["bullet"] or re.sub("[0-9a-z]", "", item["sign"]) for item in items]
    for item, kind in zip(items, kinds, strict=True):
        if item["bullet"] or kinds.count(kind) > 1 or text.endswith(":\n", 0, item.start()):
            yield _line_from("list", text, item.start())
            return
    if listed := _LISTED.search(text):
        yield _leftover("list", text, listed.start() + 1, listed.end())


def _line_from(kind: str, text: str, start: int) -> Leftover:
    end = text.find("\n", start)
    return _leftover(kind, text, start, len(text) if end < 0 else end)
