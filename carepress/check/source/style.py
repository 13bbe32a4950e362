"""Finds what makes a text hard to read: long sentences, unexplained abbreviations, headings In Title Case, bare dates."""

import re
from collections.abc import Collection, Iterable, Iterator

from carepress.check.source.passages import Body, Passage, Value
from carepress.problems import Problem
from carepress.problems.catalog import violation

_MOST_IN_SENTENCE, _MOST_IN_PARAGRAPH = 25, 100  # words
_LONGEST_TITLE, _SHORTEST_DESCRIPTION, _LONGEST_DESCRIPTION = 65, 70, 160
# Everybody knows these, or reads them as words.
_KNOWN = frozenset(re.findall(r"\w+", "AIDS AM CEO CFR FAQ HIV ID II III IV OK PDF PM TV UK US USA ZIP"))
_LINE_END = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.!?][\"”’)*_]*(?=\s|$)")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>[^\n]+)$", re.MULTILINE)
_ABBREVIATION = re.compile(r"[A-Z](?<![\w-].)[A-Z0-9]{1,5}(?=s?(?![\w-]))")
_BARE_DATE = re.compile(r"\d(?<![\w/.-].)(?:\d?/\d{1,2}/\d{2,4}|\d{3}-\d{2}-\d{2}|\d?\.\d{1,2}\.\d{4})(?![\w/-])")


def style_problems(passages: Iterable[Passage], known: Collection[str]) -> Iterator[Problem]:
    """Yield what a page's texts should say more plainly; `known` has the names and abbreviations that need no word."""
    for passage in passages:
        if isinstance(passage, Body):
            yield from _long_blocks(passage)
            yield from _abbreviations(passage, known)
            for match in _HEADING.finditer(passage.prose.text):
                yield from _heading_case(passage, match.start("text"), match.end("text"), known)
        else:
            yield from _title_and_description(passage, len(passage.prose.text), known)
        for match in _BARE_DATE.finditer(passage.prose.text):
            yield violation("date-written", passage.place(*match.span()), words=match[0])


def _title_and_description(value: Value, length: int, known: Collection[str]) -> Iterator[Problem]:
    least, most = _SHORTEST_DESCRIPTION, _LONGEST_DESCRIPTION
    if value.path == ("title",):
        yield from _heading_case(value, 0, length, known)
        if length > _LONGEST_TITLE:
            yield violation("title-long", value.place(0, length), length=length, most=_LONGEST_TITLE)
    elif value.path == ("description",) and not least <= length <= most:
        yield violation("description-length", value.place(0, length), length=length, least=least, most=most)


def _long_blocks(passage: Body) -> Iterator[Problem]:
    for start, block in _pieces(passage.prose.text, 0, _LINE_END):
        if block.startswith(("#", "|")):
            continue
        if (words := _count_words(block, _MOST_IN_PARAGRAPH)) > _MOST_IN_PARAGRAPH:
            yield violation("paragraph-long", passage.place(start, start + 1), words=words, most=_MOST_IN_PARAGRAPH)
        for at, sentence in _pieces(block, start, _SENTENCE_END):
            if (words := _count_words(sentence, _MOST_IN_SENTENCE)) > _MOST_IN_SENTENCE:
                yield violation("sentence-long", passage.place(at, at + 1), words=words, most=_MOST_IN_SENTENCE)


def _pieces(text: str, first: int, ends: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a text that may be too long, without blanks around them, and where they start, from `first` on."""
    start = 0
    for end in [*(match.end() for match in ends.finditer(text)), len(text)]:
        if end - start > 2 * _MOST_IN_SENTENCE:
            piece = text[start:end].lstrip()
            yield first + end - len(piece), piece.rstrip()
        start = end


def _count_words(text: str, most: int) -> int:
    """Return how many words a text has; 0 if it is too short to have more than `most`."""
    return len(_WORD.findall(text)) if len(text) > 2 * most and len(text.split()) > most else 0


def _abbreviations(passage: Body, known: Collection[str]) -> Iterator[Problem]:
    explained = set(re.findall(r"\(([A-Z][A-Z0-9]{1,5})s?\)|^\*\[([A-Z0-9]+)\]:", passage.written, re.MULTILINE))
    seen = {word for pair in explained for word in pair} | _KNOWN
    for match in _ABBREVIATION.finditer(passage.prose.text):
        if match[0] not in seen and match[0] not in known:
            yield violation("abbreviation", passage.place(*match.span()), word=match[0])
        seen.add(match[0])


def _heading_case(passage: Passage, start: int, end: int, known: Collection[str]) -> Iterator[Problem]:
    text = passage.prose.text[start:end]
    for name in sorted((name for name in known if " " in name and name in text), key=len, reverse=True):
        text = text.replace(name, " " * len(name))
    words = [word for word in _WORD.findall(text)[1:] if len(word) > 3 and not word.isupper()]
    if len(words) >= 3 and all(word[0].isupper() for word in words):
        yield violation("heading-case", passage.place(start, end))
