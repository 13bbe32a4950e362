"""Pure functions over text: slugs, curly quotes, numbers and dates as people write them."""

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

ENGLISH, SPANISH = "en", "es"
_APOSTROPHES = re.compile("['’‘]")
_NOT_WORD = re.compile(r"[\W_]+")
# Accents on letters that are read without them too. The marks of other scripts are vowels and parts of letters.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_JOINERS = re.compile("[\u200c\u200d]")
_UNACCENTED = str.maketrans("áéíóúüÁÉÍÓÚÜ", "aeiouuAEIOUU")
_STRAIGHT = re.compile("[\"']")
_OPENS_AFTER = frozenset(" \t\n\r\xa0([{<—–-/=“‘")
# They turn words around, part them where no part is seen, or mark what no reader sees.
HIDDEN = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff9-\ufffb"
# Controls, zero-width and bidirectional characters could forge a line of output or hide what a file really says.
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{HIDDEN}\ud800-\udfff]")


def slugify(text: str) -> str:
    """Return the text as lower-case words joined by dashes, without accents and apostrophes; "" if no word is left."""
    folded = _APOSTROPHES.sub("", text).casefold()
    if not folded.isascii():
        letters = unicodedata.normalize("NFC", folded)
        folded = unicodedata.normalize("NFC", "".join(map(_plain, _JOINERS.sub("", letters))).casefold())
    return _NOT_WORD.sub("-", folded).strip("-") if folded.isascii() else re.sub("-+", "-", folded).strip("-")


def _plain(letter: str) -> str:
    """Return a letter without its accent, a dash for what is no letter or digit; what other scripts write stays whole."""
    parts = unicodedata.normalize("NFKD", letter)
    plain = _ACCENTS.sub("", parts)
    kept = plain if plain != parts or plain.isascii() or not letter.isalpha() else letter
    return "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else "-" for c in kept)


def unaccented(text: str) -> str:
    """Return a Spanish text as people type it without its accents, as long as it was; an ñ is another letter."""
    return text if text.isascii() else text.translate(_UNACCENTED)


def curl_quotes(text: str, before: str = " ") -> str:
    """Return the text with straight quotes and apostrophes made curly; `before` is the character that precedes it."""
    if '"' not in text and "'" not in text:
        return text

    def curl(match: re.Match[str]) -> str:
        at = match.start()
        previous = text[at - 1] if at else before
        following = text[at + 1 : at + 2]
        if match[0] == '"':
            return "“" if previous in _OPENS_AFTER or (previous == "'" and at == 1) else "”"
        # '90s and rock 'n' roll open a word but shorten it: an apostrophe.
        opens = previous in _OPENS_AFTER or previous == '"'
        return "‘" if opens and not following.isdigit() and following.strip() else "’"

    return _STRAIGHT.sub(curl, text)


def visible(text: str) -> str:
    """Return the text with control and bidirectional characters written out, safe for a terminal or a browser."""
    return _UNSAFE.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)


def format_number(number: Decimal | int) -> str:
    """Return a number with thousands separators and no trailing zeros: 1,224,127 or 12.3."""
    plain = f"{number:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def round_half_up(number: Decimal) -> Decimal:
    """Return the number rounded to a whole one, halves up, as people round."""
    return Decimal(math.floor(Fraction(number) + Fraction(1, 2)))


def days_later(day: date, distance: timedelta) -> date:
    """Return a day so much later; the calendar's last if it would be behind that."""
    return day + min(distance, date.max - day)


def format_distant(day: date, today: date) -> str:
    """Return a date in words with its distance from today: November 24, 2026, in 3 days."""
    days = (day - today).days
    away = "today" if not days else f"in {count_noun(days, 'day')}" if days > 0 else f"{count_noun(-days, 'day')} ago"
    return f"{format_date(day)}, {away}"


def base_language(code: str) -> str:
    """Return a language without its country, which words and rules go by: es of es-PR."""
    return code.partition("-")[0].lower()


def is_language(code: str) -> bool:
    """Return whether a code is that of a language of which dates and names are known: es, en-US, pt-BR."""
    if code in {f"{ENGLISH}-US", ENGLISH, SPANISH}:  # as on most sites
        return True
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - it takes long to load

    try:
        return bool(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


def format_date(day: date, language: str = ENGLISH) -> str:
    """Return a date in words: November 24, 2026. Python asks the machine's locale for them only if it is told to."""
    if base_language(language) == ENGLISH:
        return f"{day:%B} {day.day}, {day.year}"
    from babel.dates import format_date as in_words  # noqa: PLC0415 - as above

    return in_words(day, "long", locale=language.replace("-", "_"))


def language_name(code: str, language: str = "") -> str:
    """Return what a language is called in another, as "Read it in English" says; in itself as a link to it does: Español."""
    from babel import Locale  # noqa: PLC0415 - as above

    said = Locale.parse(code, sep="-").get_language_name(language.replace("-", "_") or None) or code
    return said if language else as_sentence(said)


def as_sentence(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def shorten(text: str, most: int) -> str:
    """Return the text cut after a word, with an ellipsis, if it has more than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rsplit(maxsplit=1)[0].rstrip(".,;:") + "…"


def join_words(words: Sequence[str], last: str = "and", language: str = ENGLISH) -> str:
    """Return a list as a sentence says it: a, b, and c."""
    if base_language(language) != ENGLISH:
        from babel.lists import format_list  # noqa: PLC0415 - as above

        return format_list(list(words), locale=language.replace("-", "_"))
    if len(words) < 3:
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun: 1 page, 12 pages."""
    return f"{count:,} {noun if count == 1 else noun + 's'}"
