"""Words and numbers: pure functions, each shown by a table of what goes in and what comes out."""

from datetime import date
from decimal import Decimal

import pytest

from carepress.text.words import (
    as_sentence,
    count_noun,
    curl_quotes,
    format_date,
    format_number,
    join_words,
    round_half_up,
    slugify,
    visible,
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        pytest.param("Levels of Care", "levels-of-care", id="words"),
        pytest.param("  What does it cost?  ", "what-does-it-cost", id="edges"),
        pytest.param("Don’t wait, don't worry", "dont-wait-dont-worry", id="apostrophes"),
        pytest.param("Café Größe Ærø", "cafe-grosse-ærø", id="accents"),
        pytest.param("snake_case & more", "snake-case-more", id="underscore"),
        pytest.param("24/7 help — now", "24-7-help-now", id="digits-and-dashes"),
        pytest.param("½ of ②", "1-2-of-2", id="numerals"),
        pytest.param("日本", "日本", id="other-scripts"),
        pytest.param("\U000114bb", "\U000114bb", id="sign-of-two-parts"),
        pytest.param("!?", "", id="no-word"),
        pytest.param("", "", id="empty"),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    """A slug is the text's words in lower case, joined by dashes."""
    assert slugify(text) == slug


@pytest.mark.parametrize(
    ("text", "curled"),
    [
        pytest.param('"Yes," she said.', "“Yes,” she said.", id="double"),
        pytest.param("It's the center's", "It’s the center’s", id="apostrophe"),
        pytest.param("'Yes,' she said.", "‘Yes,’ she said.", id="single"),
        pytest.param("\"'Yes,' I said.\"", "“‘Yes,’ I said.”", id="nested"),
        pytest.param("the '90s", "the ’90s", id="decade"),
        pytest.param('("so")', "(“so”)", id="parenthesis"),
        pytest.param('care—"good" care', "care—“good” care", id="dash"),
        pytest.param('6" wide', "6” wide", id="inch"),
        pytest.param("parents' ", "parents’ ", id="plural"),
        pytest.param("Already “curly” isn’t changed", "Already “curly” isn’t changed", id="curly"),
    ],
)
def test_curl_quotes(text: str, curled: str) -> None:
    """Straight quotes become curly, each the right way round."""
    assert curl_quotes(text) == curled


@pytest.mark.parametrize(
    ("before", "curled"),
    [
        pytest.param(" ", "“ word", id="space"),
        pytest.param("(", "“ word", id="bracket"),
        pytest.param("e", "” word", id="letter"),
        pytest.param(".", "” word", id="period"),
    ],
)
def test_curl_quotes_after(before: str, curled: str) -> None:
    """What stands before the text, such as the end of a tag's words, decides how a quote at its start turns."""
    assert curl_quotes('" word', before) == curled


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain é “text”\n\tindented", "plain é “text”\n\tindented", id="nothing-to-hide"),
        pytest.param("\x1b[31mred", "\\u{1b}[31mred", id="terminal-escape"),
        pytest.param("a\rb\x00c\x7fd\x85e", "a\\u{d}b\\u{0}c\\u{7f}d\\u{85}e", id="controls"),
        pytest.param("a\u202eb\u2066c", "a\\u{202e}b\\u{2066}c", id="bidirectional"),
        pytest.param("a\u200bb\ufeffc\u2060d", "a\\u{200b}b\\u{feff}c\\u{2060}d", id="zero-width"),
        pytest.param("a\u2028b", "a\\u{2028}b", id="line-separator"),
        pytest.param("a\udcffb", "a\\u{dcff}b", id="surrogate"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """Characters that could forge output or hide something are written out."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(0, "0", id="zero"),
        pytest.param(1224127, "1,224,127", id="thousands"),
        pytest.param(-1500, "-1,500", id="negative"),
        pytest.param(Decimal("12.30"), "12.3", id="trailing-zero"),
        pytest.param(Decimal("100.00"), "100", id="whole"),
        pytest.param(Decimal("1E+3"), "1,000", id="exponent"),
        pytest.param(Decimal("0.05"), "0.05", id="small"),
    ],
)
def test_format_number(number: Decimal | int, text: str) -> None:
    """A number has thousands separators and no zeros that say nothing."""
    assert format_number(number) == text


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        pytest.param("2.5", "3", id="half-up"),
        pytest.param("3.5", "4", id="half-up-again"),
        pytest.param("2.49", "2", id="down"),
        pytest.param("41.8", "42", id="up"),
    ],
)
def test_round_half_up(number: str, whole: str) -> None:
    """Halves are rounded up, as people round."""
    assert round_half_up(Decimal(number)) == Decimal(whole)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param(date(2026, 11, 24), "November 24, 2026", id="two-digits"),
        pytest.param(date(2027, 1, 1), "January 1, 2027", id="one-digit"),
    ],
)
def test_format_date(day: date, text: str) -> None:
    """A date is written as people in the United States write it."""
    assert format_date(day) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["a"], "a", id="one"),
        pytest.param(["a", "b"], "a and b", id="two"),
        pytest.param(["a", "b", "c"], "a, b, and c", id="three"),
    ],
)
def test_join_words(words: list[str], text: str) -> None:
    """A list is joined as a sentence says it."""
    assert join_words(words) == text


def test_join_words_with_another_word() -> None:
    """The word before the last one can be chosen."""
    assert join_words(["a", "b", "c"], "or") == "a, b, or c"


@pytest.mark.parametrize(
    ("count", "noun", "text"),
    [
        pytest.param(1, "page", "1 page", id="one"),
        pytest.param(0, "page", "0 pages", id="none"),
        pytest.param(1200, "page", "1,200 pages", id="many"),
    ],
)
def test_count_noun(count: int, noun: str, text: str) -> None:
    """A count agrees with its noun."""
    assert count_noun(count, noun) == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("one in five", "One in five", id="word"),
        pytest.param("$5 a day", "$5 a day", id="sign"),
        pytest.param("", "", id="empty"),
    ],
)
def test_as_sentence(text: str, sentence: str) -> None:
    """A text at the start of a sentence begins with a capital; the rest stays."""
    assert as_sentence(text) == sentence
