"""Reads a Markdown text as its readers do: what rules look at, with the way back to where each word was written."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from carepress.text.allow_list import INLINE
from carepress.text.fences import fenced_lines

# Each begins with one of a set of characters, so that the search can leap from one to the next.
_CODE_OR_COMMENT = r"""
        (?<=`)(?<!``)(?<!\\`)(?P<ticks>`*+)(?:(?!\n[ \t]*\n).)+?(?<!`)`(?P=ticks)(?!`)  # code in a line
        | (?<=<)!--(?:(?!<!--).)*?-->                                   # a comment
"""
_CODE = re.compile(rf"[`<](?:{_CODE_OR_COMMENT})", re.VERBOSE | re.DOTALL)
_ADDRESS = re.compile(r"\b(?i:https?)://[^\s<>)\]]+(?<![.,;:!?])|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_MAIL = "email"  # what an address for mail is read as
_CALLOUT_TITLE = re.compile(r'^([ \t]*!!![ \t]*[\w-]+[ \t]*)"([^"\n]*)"', re.MULTILINE)
OBJECT = "\ufffc"  # in place of what isn't text: code, a merge field, an address
# What isn't read as it is written. Each begins with one of a set of characters, so that the search can leap from one to the next.
_SIGN = re.compile(
    rf"""[\n`<{{\[\]*_~\\&|!\u00a0\u00ad\u2000-\u200b\u202f\u2060\ufeff](?:{_CODE_OR_COMMENT}"""
    r"""
        | (?<=\n)(?P<blank>(?>(?:[ \t>]*+\n)+))?[ \t]*+(?P<quoted>(?>(?:>[ \t]?)+))?  # where a block ends, and how the next begins
          (?P<block>\|?[ \t]*+:?-++:?[ \t]*+\|[-:| \t]*+(?=\n|\Z)|[-*+][ \t]+|\d{1,3}[.)][ \t]+|\#{1,6}[ \t]+|!!![ \t]*[\w-]+|\|
             |:[ \t]+|Table:|\[\^[^\]\n]{1,200}\]:|\*?\[[^\]\n]+\]:[^\n]*|(?:=+|-+)(?=\n|\Z)|(?(blank)|(?(quoted)|(?!))))
        | (?<=<)/?(?P<tag>[A-Za-z][A-Za-z0-9]*)(?>(?:(?!\n[ \t]*\n)[^<>])*)>      # a tag, or an address in its place
        | (?<=\{)\{[^{}\n]*\}\}                                        # a merge field or component
        | (?<=\{):?[ ]*[#.]\w[^{}\n]{0,200}\}                          # an attribute list
        | (?<=\])(?:\((?>(?:[^()\n]|\([^()\n]*\))*)\)|\[[^\]\n]*\])?     # the end of a link, and where it leads
        | (?<=\[)(?:\^[^\[\]\n]{1,200}\]|![A-Z]+\])?                   # the mark of a note, the kind of an alert
        | (?<=\\)(?P<escaped>[!-/:-@\[-`{-~\n])
        | (?<=&)(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});
        | (?<=_)(?<!\w_)_*+ | (?<=_)_*+(?!\w) | (?<=[*~])[*~]*+ | (?<=!)(?=\[) | (?<=[|\u00a0-\ufeff])
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_NO_WIDTH = "\u00ad\u200b\u2060\ufeff"
_CITATION = re.compile(r"\{\{\s*sources\.")
_SHOWN_AS = {"`": OBJECT, "|": "\n|"}
# What is indented below one of these is a part of it, and no code.
_HOLDS_INDENTED = re.compile(r"(?:!!!|[-*+] |\d+[.)] |\[\^|:   |    |\t)")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as its readers meet it, a line for each block, and the way back to where it was written.

    Marks of emphasis and links, hidden signs and references to characters are looked through, the line ends of a paragraph
    are blanks. A heading begins with its signs, a cell of a table with `|`, a quotation with `>`.
    """

    text: str
    _starts: Sequence[int]
    _written: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text begins and ends as it was written."""
        return self._at(start), self._at(max(start, end - 1)) + min(1, end - start)

    def _at(self, position: int) -> int:
        piece = bisect_right(self._starts, position) - 1
        at = self._written[piece] + position - self._starts[piece]
        # What a sign is shown as may be longer than the sign.
        return min([at, *(behind - 1 for behind in self._written[piece + 1 : piece + 2])])


def prose_of(written: str) -> Prose:
    """Return what a text in Markdown says."""
    text = without_code_blocks(written)
    text = _CALLOUT_TITLE.sub(_title_as_sentence, text) if "!!!" in text else text
    text = text.replace("  \n", " \\\n") if "  \n" in text else text  # a line end that stays
    text = "\n" + (_ADDRESS.sub(_object, text) if "://" in text or "@" in text else text)
    pieces: list[str] = []
    # The first line end is one of ours.
    starts, sources = [-1], [-1]
    at, length = 0, -1
    line_end = 0  # of a heading or the row of a table, which end with it
    for match in _SIGN.finditer(text):
        start, shown = match.start(), _shown(match)
        pieces += _plain(text, at, start, line_end) if line_end else text[at:start].replace("\n", " "), shown
        length += start - at + len(shown)
        at = match.end()
        starts.append(length)
        sources.append(at - 1)
        if shown[:1] == "\n":
            line_end = text.find("\n", at) if shown[-1:] in "# |" else 0
    return Prose(("".join(pieces) + _plain(text, at, len(text), line_end))[1:], starts, sources)


def _plain(text: str, start: int, end: int, line_end: int) -> str:
    plain = text[start:end].replace("\n", " ")
    return f"{plain[: line_end - start]}\n{plain[line_end - start + 1 :]}" if start <= line_end < end else plain


def _shown(match: re.Match[str]) -> str:
    """Return what readers meet of a sign and what belongs to it."""
    sign = match[0][0]
    if sign == "\n":
        return _block_end(match)
    if sign == "<":
        tag = match["tag"]
        return "\n" if tag and tag.lower() not in INLINE else ""
    if (
        sign in "*~"
        and match.string[match.start() - 1].isspace()
        and match.string[match.end() : match.end() + 1].isspace()
    ):
        return match[0]
    if sign in "*~_[]!":
        return ""
    if sign in _SHOWN_AS:
        return _SHOWN_AS[sign]
    shown = match["escaped"] or unescape(match[0] if sign == "&" else "")
    if match[0].startswith("{{"):
        is_mail = match[0].rstrip("} ").endswith(f".{_MAIL}")
        shown = "" if _CITATION.match(match[0]) else _MAIL if is_mail else OBJECT
    return " " if (shown or sign).isspace() else shown.strip(_NO_WIDTH)


def _block_end(match: re.Match[str]) -> str:
    block, quoted = match["block"] or "", match["quoted"] or ""
    line = match.string.rfind("\n", 0, match.start()) + 1
    if not block and not match["blank"] and match.string.startswith(">", line):
        return " "  # a quotation goes on
    return f"\n{quoted[:1]}{block if block[:1] == '#' else '|' if block == '|' else ''}"


def _object(match: re.Match[str]) -> str:
    said = _MAIL if "@" in match[0] and "://" not in match[0] else OBJECT
    return said + " " * (len(match[0]) - len(said))


def without_code(text: str) -> str:
    """Return the text with blanks in place of code, as a block or in a line, and of comments."""
    return _CODE.sub(_blank, without_code_blocks(text))


def without_code_blocks(text: str) -> str:
    """Return the text with blanks in place of the code that is fenced or indented."""
    if not any(sign in f"\n\n{text}" for sign in ("```", "~~~", "\n\n    ", "\n\n\t")):
        return text
    lines = text.split("\n")
    fenced, above, is_code = fenced_lines(lines), "", False
    for number, line in enumerate(lines):
        if number in fenced:
            lines[number] = " " * len(line)
        elif line.strip():
            begins = not (number and lines[number - 1].strip()) and not _HOLDS_INDENTED.match(above)
            is_code = line.startswith(("    ", "\t")) and (is_code or begins)
            lines[number], above = (" " * len(line), above) if is_code else (line, line)
    return "\n".join(lines)


def _title_as_sentence(match: re.Match[str]) -> str:
    """Return the head of a callout with a full stop in place of the quote that ends its title."""
    return f"{match[1]} {match[2]}{'.' if match[2][-1:].isalnum() else ' '}"


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
