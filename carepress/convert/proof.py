"""Proves of each text that what was written is there: no word is lost, and what was opened is closed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby

from carepress.convert.converted import readable_references
from carepress.convert.marks import OPEN_BRACES, TOKEN
from carepress.convert.typed import MarkdownLines
from carepress.problems import Lines, Problem
from carepress.problems.catalog import violation
from carepress.text.allow_list import ELEMENTS

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)")
# Elements that have an end tag; those that may not stand in a text are refused anyway.
_CLOSED = ELEMENTS - set(re.findall(r"\w+", "br caption col colgroup dd dt hr img li p tbody td tfoot th thead tr wbr"))
_SHOWN = 8
_NEAR = 1_000  # characters in which a text is looked for


def lost_words(source: MarkdownLines, texts: Iterable[str], removed: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem if a word of the source is neither in the finished text nor in what is no text for readers.

    Each occurrence counts. The place is where the most of them in a row are missing.
    """
    text = "\n".join(source.lines)
    there, shown = _without_same(plain_source(text), texts)
    lost = _less(Counter(_words(there)), Counter(_words(shown)))
    if lost and (lost := _less(lost, Counter(_words(map(plain_source, removed))))):
        run = _longest_run(text, lost)
        first, behind = (run[0].start(), run[-1].end()) if run else (0, 0)  # a word of references may be in no row
        start = source.offset(None, text, first) if run else 0
        words = [match[0] for match in run] or list(lost)
        said = " ".join(words[:_SHOWN]) + (" …" if lost.total() > _SHOWN else "")
        yield violation("words-lost", source.written.place(start, behind - first), words=said)


def _without_same(source: str, texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what is left of a source and of texts without those that stand in it as they are, each behind the one before."""
    left, others, at = list[str](), list[str](), 0
    for text in texts:
        start = source.find(text, at, at + len(text) + _NEAR)
        end = start + len(text)
        # Inside of a word a text would leave another one.
        if start < 0 or source[start - 1 : start + 1].isalnum() or source[end - 1 : end + 1].isalnum():
            others.append(text)
        else:
            left.append(source[at:start])
            at = end
    return [*left, source[at:]], others


def _less(more: Counter[str], fewer: Counter[str]) -> Counter[str]:
    """Return what one counter has more of than the other; the minus of the library looks at each word of both."""
    return Counter({word: count - fewer.get(word, 0) for word, count in more.items() if count > fewer.get(word, 0)})


def _words(texts: Iterable[str]) -> list[str]:
    return _WORD.findall(" ".join(texts))


def plain_source(text: str) -> str:
    """Return a source, or code as it is shown, without what isn't text in it: references to characters, and tokens of ours."""
    if "&" in text:
        text = unescape(readable_references(text.replace("\\&", "\\")))
    return TOKEN.sub(" ", text).replace(OPEN_BRACES, " ")


def _longest_run(source: str, lost: Counter[str]) -> Sequence[re.Match[str]]:
    """Return the words of a source that may be the lost ones: the longest row of them."""
    rows = groupby(_WORD.finditer(source), key=lambda match: match[0] in lost)
    return max((list(row) for is_lost, row in rows if is_lost), key=len, default=[])


def unclosed_elements(body: Lines, tags: Iterable[tuple[str, int]]) -> Iterator[Problem]:
    """Yield a problem for each comment and each element of raw HTML that is opened and never closed, where it opens."""
    waiting: list[tuple[str, int]] = []
    left: list[tuple[str, int]] = []
    open_now: Counter[str] = Counter()
    for tag, start in tags:
        match = _TAG.match(tag)
        name = match["name"].lower() if match else ""
        if tag.startswith("<!--") and not tag.endswith("-->"):
            left.append(("!--", start))
        elif match and name in _CLOSED and not match["end"]:
            waiting.append((name, start))
            open_now[name] += 1
        elif open_now[name]:
            while waiting[-1][0] != name:
                open_now[waiting[-1][0]] -= 1
                left.append(waiting.pop())
            open_now[name] -= 1
            waiting.pop()
    for name, start in [*left, *waiting]:
        opening, closing = ("<!--", "-->") if name == "!--" else (f"<{name}>", f"</{name}>")
        yield violation("unclosed", body.place(start, len(name) + 1), opening=opening, closing=closing)
