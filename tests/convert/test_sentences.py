"""A source is marked once in a sentence."""

import re

import pytest

from carepress.convert.fields import Part, marked_once
from carepress.model.made import CitationSlot, ComponentSlot
from carepress.problems import Place

CARD = ComponentSlot("card", {}, Place("content/a.md"))


def parts(text: str) -> list[Part]:
    """Return a text cut at its marks, `[a,b]`, and at its components, `{}`."""
    pieces = re.split(r"(\[[^\]]*\]|\{\})", text)
    read = [
        CARD if one == "{}" else CitationSlot(tuple(one[1:-1].split(","))) if one[:1] == "[" else one for one in pieces
    ]
    return [part for part in read if part != ""]


def written(made: tuple[Part, ...]) -> str:
    """Return the parts as a text."""
    return "".join(
        f"[{','.join(part.sources)}]" if isinstance(part, CitationSlot) else "{}" if part is CARD else str(part)
        for part in made
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<p>It cost $5[a] and took 12 weeks.[a]</p>", "<p>It cost $5 and took 12 weeks.[a]</p>"),
        ("<p>Six[a] of ten[b], or 60%[a], left.[a]</p>", "<p>Six of ten[b], or 60%, left.[a]</p>"),
        ("<p>One.[a] Two.[a]</p>", "<p>One.[a] Two.[a]</p>"),
        ("<p>“One.”[a] Two.[a]</p>", "<p>“One.”[a] Two.[a]</p>"),
        ("<p><b>One.</b>[a] <em>Two.</em>[a]</p>", "<p><b>One.</b>[a] <em>Two.</em>[a]</p>"),
        ("<p>One[a] and. Two[a] is</p>", "<p>One[a] and. Two[a] is</p>"),
        ("<p>By 6 a.m.[a] and <a href='/x.html'>at</a> 9 p.m.[a]</p>", "<p>By 6 a.m. and <a href='/x.html'>at</a> 9 p.m.[a]</p>"),
        ("<li>One[a]</li><li>two[a]</li>", "<li>One[a]</li><li>two[a]</li>"),
        ("<p>One[a]</p>{}<p>two[a]</p>", "<p>One[a]</p>{}<p>two[a]</p>"),
        ("<p>So it is.[a][b]</p>", "<p>So it is.[a,b]</p>"),
        ("<p>Plain.</p>", "<p>Plain.</p>"),
    ],
)  # fmt: skip
def test_one_mark_a_sentence(text: str, marked: str) -> None:
    """The last mark of a source stays, a new sentence or block has its own, and marks side by side become one."""
    assert written(marked_once(parts(text))) == marked
