"""Says where visitors would read signs instead of what they stand for: in pages, front matter and data."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import islice

from carepress.check.source.leftovers import Leftover, leftovers, plain_leftovers, source_leftovers
from carepress.check.source.passages import Passage, Value
from carepress.check.source.prose import without_fences
from carepress.load.front_matter import body_of
from carepress.model.made import Document
from carepress.model.page import TextFile
from carepress.problems import Lines, Place, Problem
from carepress.problems.catalog import violation
from carepress.text.words import HIDDEN

_JOINERS = "\u200c\u200d"
_HIDDEN = re.compile(f"[{HIDDEN}]")
_MAYBE_HIDDEN = re.compile(rf"[{HIDDEN}&\\]")
_CODED = re.compile(r"&#\w{2,8};|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_SHOWN = 60
_MOST = 100  # on one page: more come from one mistake, and nobody reads them
_OBJECT = "\ufffc"  # stands for what isn't text: code, a picture, a citation, a component
_TAG_OR_TEXT = re.compile(r'<(?P<end>/?)(?P<name>[a-z0-9]+)(?:[^>"]|"[^"]*")*+>|[^<]+')
_VERBATIM = frozenset({"code", "pre", "kbd", "samp", "var"})
_INLINE = frozenset(re.findall(r"\w+", "a abbr b cite del em i ins mark q s small span strong sub sup time u wbr"))
_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")
# A tick stands before and behind code in a line; what is in it was meant.
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`\n]+(?<!`)\1(?!`)")
# What a character of a finished text may be in its source.
_WRITTEN = {"“": '["“”]', "”": '["“”]', "‘": "['‘’]", "’": "['‘’]", "&": "&(?:amp;)?", "<": "(?:<|&lt;)"}


def hidden_signs(source: TextFile) -> Iterator[Problem]:
    """Yield each sign of a file that nobody can see: typed, or by its code in YAML or HTML."""
    text = source.text
    for match in _MAYBE_HIDDEN.finditer(text):
        start, coded = match.start(), _CODED.match(text, match.start())
        digits = coded and (coded[1] or coded[2])
        sign = chr(int(digits, 16)) if digits else unescape((coded or match)[0])
        around = (text[max(start - 1, 0) : start], text[start + 1 : start + 2])
        # Between the letters of some scripts, and inside little pictures, joiners are spelling.
        is_spelling = sign in _JOINERS and not any(map(str.isascii, around))
        if _HIDDEN.fullmatch(sign) and not is_spelling:
            place = Lines(text, source.path).place(start, len((coded or match)[0]))
            yield violation("hidden-sign", place, code=f"{ord(sign):04X}")


def unread_in_passage(passage: Passage) -> Iterator[Problem]:
    """Yield what is left over in a value, where nobody reads Markdown, and what a page's source must not hold."""
    if isinstance(passage, Value):
        for one in plain_leftovers(passage.text):
            yield _problem(one, passage.place(one.start, one.end))
    else:
        for one in source_leftovers(passage.text):
            end = passage.text.find("\n", one.start, one.end)
            place = passage.place(one.start, one.end if end < 0 else end)
            is_conflict = one.kind == "conflict-marker"
            yield violation("conflict-marker" if is_conflict else "private-note", place)


def unread_in_text(document: Document, file: TextFile, data: Iterable[TextFile]) -> Iterator[Problem]:
    """Yield what is left over in the text of a page, with its place in the page's file, or in the data that it prints."""
    html = "".join(part if isinstance(part, str) else _OBJECT for part in document.parts)
    found = list(islice((one for text in blocks_of(html) for one in leftovers(text)), _MOST))
    if found:
        page = document.page
        find = _finder(Lines(body_of(page, {page.path: file}), page.path, page.body_line), data)
        yield from (_problem(one, find(one.clue)) for one in found)


def blocks_of(html: str) -> Iterator[str]:
    """Yield the text of each block: a paragraph, a heading, a cell, or a list item without the lists inside it.

    Soft line ends stay; code and pictures become a character that stands for them.
    """
    pieces: list[str] = []
    verbatim = 0
    for match in _TAG_OR_TEXT.finditer(html):
        name = match["name"]
        if name in _VERBATIM:
            verbatim += -1 if match["end"] else 1
            pieces.append(_OBJECT)
        elif verbatim or name in _INLINE:
            continue
        elif name in {"br", "img"}:
            pieces.append("\n" if name == "br" else _OBJECT)
        elif not name:
            pieces.append(unescape(match[0]))
        elif pieces:
            yield _LINE_END.sub("\n", "".join(pieces)).strip()
            pieces = []
    yield _LINE_END.sub("\n", "".join(pieces)).strip()


def _problem(one: Leftover, place: Place) -> Problem:
    words = " ".join(one.clue.replace(_OBJECT, "…").split())
    return violation("markdown-left", place, one.kind, words=words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")


def _finder(lines: Lines, data: Iterable[TextFile]) -> Callable[[str], Place]:
    """Return what finds one clue after the other in a page's text, each behind the one before if it can."""
    text = _CODE.sub(lambda code: " " * len(code[0]), without_fences(lines.text))
    past = 0

    def find(clue: str) -> Place:
        nonlocal past
        whole = re.compile(_pattern(max(clue.split(_OBJECT), key=len)[:_SHOWN].strip()))
        if match := whole.search(text, past) or whole.search(text):
            past = match.end()
            return lines.place(match.start(), match.end() - match.start())
        for source in data:
            if match := whole.search(source.text):
                return Lines(source.text, source.path).place(match.start(), match.end() - match.start())
        # Emphasis or an escape inside of the words: a sign is enough.
        signs = (re.compile(_pattern(word)) for word in clue.split() if not word.isalnum() and _OBJECT not in word)
        match = next((match for sign in signs if (match := sign.search(text, past))), None)
        return lines.place(match.start(), match.end() - match.start()) if match else Place(lines.path)

    return find


def _pattern(clue: str) -> str:
    """Return what finds words of a finished text in a source, where quotes are straight and signs may be escaped."""
    return r"\s+(?:>\s*)?".join("".join(map(_written, word)) for word in clue.split())


def _written(letter: str) -> str:
    return letter if letter.isalnum() else rf"\\?{_WRITTEN.get(letter) or re.escape(letter)}"
