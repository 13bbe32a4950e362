"""The patterns that find what looks like Markdown: none takes long, however long a text is."""

import re
from collections import Counter
from functools import partial

import pytest

from care import SITE as CARE
from carepress.check.source.leftovers import leftovers, source_leftovers
from carepress.text.timeout import deadline

plain_leftovers = partial(leftovers, is_value=True)

LONG = [
    "*", "**a ", "_", "__a ", "~~a", "[", "](", "[a](", "[a] (", "[a][", "(a)[", "![", "[[a", "[^", "{", "{:a", "{%", "{#a", "{{", "<",
    "<br ", "<A ", "`", "`a ", "``a", "$$a", "==a", ":", ": - a ", ": 1. a 2. a ", ":a", "|", "a | b\n", "|a\n", "|-", "- a\n",
    "1. a\n", "•\n", "#", "# a\n", "!!! a ", "&", "&#1", "%%", "%% a\n", "<<<<<<<\n", "=======\n", ">>>>>>>\n", "```\n```\n<<<<<<<\n", "a", "\\", "[a b=",
    "a.b/", "[a] (a.", "= ", "== a ",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
def test_a_long_line_is_read_in_time(piece: str) -> None:
    """50,000 characters of any sign are done long before a clock would run out."""
    text = (piece * 50_000)[:50_000]

    with deadline(5):
        assert Counter(one.kind for find in (plain_leftovers, source_leftovers) for one in find(text)).total() >= 0


def test_no_repetition_is_without_a_bound() -> None:
    """The patterns look ahead only so far: twice the text takes twice the steps."""
    cases = CARE.catalog.rules["markdown-left"].cases.values()
    patterns = [words[name] for words in cases for name in ("looks", "looks_in_values") if name in words]

    assert len(patterns) == 33
    assert [
        pattern
        for pattern in patterns
        if "*?" in pattern or ")*" in pattern or "]*" in pattern or "+" in unset(pattern)
    ] == []


def unset(pattern: str) -> str:
    """Return a pattern without its sets of characters and escaped signs, in which + is a sign."""
    return re.sub(r"\\.|\[[^\]]*\]", "", pattern)
