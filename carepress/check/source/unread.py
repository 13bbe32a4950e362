"""Says where visitors would read the signs of Markdown instead of what they mean: in pages, front matter and data."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from itertools import islice

from carepress.check.page.locate import OBJECT, around, find, written
from carepress.check.source.leftovers import Leftover, leftovers, source_leftovers
from carepress.check.source.passages import Passage, Value
from carepress.check.source.prose import without_code
from carepress.load.front_matter import body_of
from carepress.model.made import Document
from carepress.model.page import TextFile
from carepress.problems import Lines, Place, Problem
from carepress.problems.catalog import ENGINE, violation
from carepress.text.allow_list import INLINE, VERBATIM
from carepress.text.html import parse_fragment
from carepress.text.words import HIDDEN

_JOINERS = "\u200c\u200d"
_MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
# A hidden sign, or what may be the code of one in HTML or YAML; the search leaps from one first character to the next.
_MAYBE_HIDDEN = re.compile(
    rf"[{HIDDEN}&\\](?:(?<=[{HIDDEN}])|(?<=&)#\w{{2,8}};|(?<=\\)(?:u([0-9a-fA-F]{{4}})|x([0-9a-fA-F]{{2}})))"
)
_HIDDEN = re.compile(f"[{HIDDEN}]")
_SHOWN = 60
_MOST = 100  # on one page: more come from one mistake, and nobody reads them
_SHOWN_AS_ONE = {*VERBATIM, "img"}
_TAGS = re.compile(r"<([a-z]+)")
_NOT_SHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(code|kbd|pre|samp|var)\b.*?(?:</\1\s*>|\Z)|</?[a-z]+\s[^<>]*>", re.DOTALL | re.IGNORECASE
)
_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")


def hidden_signs(source: TextFile) -> Iterator[Problem]:
    """Yield each sign of a file that nobody can see: typed, or by its code in YAML or HTML."""
    text = source.text
    for match in _MAYBE_HIDDEN.finditer(text):
        digits = match[1] or match[2]
        sign = chr(int(digits, 16)) if digits else unescape(match[0])
        around = (text[max(match.start() - 1, 0) : match.start()], text[match.start() + 1 : match.start() + 2])
        # Between the letters of some scripts, and inside little pictures, joiners are spelling.
        is_spelling = sign in _JOINERS and not any(map(str.isascii, around))
        if sign in _MARKS_OF_DIRECTION and not digits:
            line = text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
            is_spelling = _RIGHT_TO_LEFT.search(line) is not None
        if _HIDDEN.fullmatch(sign) and not is_spelling:
            place = Lines(text, source.path).place(match.start(), len(match[0]))
            yield violation("hidden-sign", place, code=f"{ord(sign):04X}")


def unread_in_passage(passage: Passage) -> Iterator[Problem]:
    """Yield what is left over in a value, where nobody reads Markdown, and what a page's source must not hold."""
    if isinstance(passage, Value):
        for one in leftovers(passage.written, is_value=True):
            yield _problem(one, passage.place_as_written(one.start, one.end))
    else:
        for one in source_leftovers(passage.written):
            length = len(one.clue.partition("\n")[0])
            place = passage.lines.place(passage.start + one.start, length)
            yield violation("conflict-marker" if one.kind == "conflict-marker" else "private-note", place)


def unread_in_text(document: Document, file: TextFile, data: Mapping[str, TextFile]) -> Iterator[Problem]:
    """Yield what is left over in the text of a page, with its place in the page's file, or in the data that it prints."""
    html = "".join(part if isinstance(part, str) else OBJECT for part in document.parts)
    every = (one for text in blocks_of(html) for one in leftovers(text, may_be_html=bool(document.raw)))
    found = list(islice(every, _MOST))
    # A note without a colon is one mistake, and not one more wherever it is named.
    without_colon = {one.clue for one in found if one.kind == "note-colon"}
    found = [one for one in found if one.kind != "note" or one.clue[one.clue.find("[") :] not in without_colon]
    if found:
        page = document.page
        lines = Lines(body_of(page, {page.path: file}), page.path, page.body_line)
        yield from _placed(found, lines, _only_html(lines.text, document.raw), data)


def blocks_of(html: str) -> Iterator[str]:
    """Yield the text of each block: a paragraph, a heading, a cell, or a list item without the lists inside it.

    Soft line ends stay; code and pictures become one character each.
    """
    tree, tags = parse_fragment(html), {*_TAGS.findall(html)}
    for node in tree.css(", ".join(verbatim)) if (verbatim := tags & _SHOWN_AS_ONE) else ():
        node.replace_with(OBJECT)
    for node in tree.css("br") if "br" in tags else ():
        node.replace_with("\n")
    tree.unwrap_tags([*(tags & INLINE)])
    tree.merge_text_nodes()
    texts = tree.text(separator="\0", skip_empty=True).split("\0")
    blocks = (_LINE_END.sub("\n", text).strip() if "\n" in text else text.strip() for text in texts)
    yield from filter(None, blocks)


def _problem(one: Leftover, place: Place, *, is_in_html: bool = False) -> Problem:
    words = " ".join(one.clue.replace(OBJECT, "…").split())
    said = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    problem = violation("markdown-left", place, one.kind, words=said)
    hint = ENGINE.rules["markdown-left"].cases[one.kind].get("hint_in_html") if is_in_html else None
    return replace(problem, hint=hint) if hint else problem


def _only_html(text: str, raw: Iterable[tuple[int, int]]) -> str:
    """Return what visitors read inside of HTML in a text that stays as long as it was."""
    pieces, at = [], 0
    for start, end in raw:
        pieces += [OBJECT * (start - at), _NOT_SHOWN.sub(_blank, text[start:end])]
        at = end
    return "".join(pieces)


def _blank(match: re.Match[str]) -> str:
    return f"<a{' ' * (len(match[0]) - 3)}>"


def _placed(found: Iterable[Leftover], lines: Lines, html: str, data: Mapping[str, TextFile]) -> Iterator[Problem]:
    """Yield what was found in a page's text with its place there, behind the one before if it can be, or in the data.

    What stands in HTML is surely left over, so that it is looked for there first.
    """
    text, past = without_code(lines.text), 0
    taken: set[int] = set()
    for one in found:
        whole = one.clue[:_SHOWN].strip(f"{OBJECT} ")
        clue = max(one.clue.split(OBJECT), key=len)[:_SHOWN].strip()
        matches = written(whole).finditer(html)
        in_html = match = next((match for match in matches if match.start() not in taken), None)
        if match:
            taken.add(match.start())
        elif not one.is_certain:
            continue
        else:
            patterns = (written(whole), around(whole), written(clue))
            match = next(filter(None, (pattern.search(text, at) for pattern in patterns for at in (past, 0))), None)
            past = match.end() if match else past
        place = None if match else next(filter(None, (find(clue, file) for file in data.values())), None)
        if not match and not place:
            # Emphasis or an escape inside of the words: a sign is enough.
            signs = (word for word in one.clue.split() if not word.isalnum() and OBJECT not in word)
            match = next(filter(None, (written(sign).search(text, past) for sign in signs)), None)
        if match:
            place = lines.place(match.start(), len(match[0]))
        yield _problem(one, place or Place(lines.path), is_in_html=in_html is not None)
