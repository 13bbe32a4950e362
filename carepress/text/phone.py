"""Reads phone numbers as people print them: the one way from what a page says to what a phone dials or texts.

A link is always made from the printed number, so that the two can't differ. Numbers are those of the United States, or
begin with + and the code of another country.
"""

import re
from functools import lru_cache
from urllib.parse import unquote

from carepress.problems import Unfit
from carepress.problems.catalog import unfit

_BLANK = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_BETWEEN = rf"{_BLANK}.()/\u2010-\u2015-"
_SEPARATORS = re.compile(f"[{_BETWEEN}]+")
_STRANGE = re.compile(f"[^0-9A-Za-z+*#{_BETWEEN}]")
_LETTER = re.compile("[A-Za-z]")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
# No area code is a service number: what looks like one is two numbers, or one with words behind it.
_NORTH_AMERICAN = re.compile("1?(?![2-9]11|988)[2-9][0-9]{2}[2-9][0-9]{6}")
_WITH_LETTERS = re.compile("1?(?![2-9]11|988)[2-9][0-9]{2}[0-9A-Z]{7}")
_LIKE_DIGITS = frozenset("OIL")
_SERVICE = re.compile("[2-9]11|988")
_ABROAD = re.compile("[2-9][0-9]{7,14}")
_CODE = re.compile("[*#][0-9A-Z]{2,5}")
_SHORT_CODE = re.compile("[0-9]{5,6}")
_EXTENSION = re.compile(
    rf"""(?P<number>.+?) (?:
        (?<=[0-9),;{_BLANK}]) (?:extension|ext\.?|x)
        | ,? [{_BLANK}]+ (?:(?:and|then)[{_BLANK}]+)? press
    ) [:{_BLANK}]* (?P<keys>[0-9]{{1,8}})""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_UNREAD_EXTENSION = re.compile(rf"[{_BLANK},;](?:extension|ext|x|press|then|option)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    rf"[0-9].*(?:[,;&|]|[{_BLANK}](?:and|or)[{_BLANK}]).*[0-9]|^(?:[2-9]11|988)[{_BETWEEN}]+(?:[2-9]11|988)$",
    re.IGNORECASE,
)
_SAID_AGAIN = re.compile(rf"(?P<number>.*?[0-9A-Za-z])[{_BLANK}]*\((?P<again>[^()]*)\)")
_TRUNK_ZERO = re.compile(rf"\([{_BLANK}]*0[{_BLANK}]*\)")
_WORD_TO_SEND = re.compile(rf"[^0-9+(*#{_BLANK}]|[0-9]{{3,6}}[{_BLANK}]+[A-Za-z]")
# What is wrong with a number of this many digits.
_WRONG_COUNT = {
    0: "no-digits",
    3: "three-digits",
    5: "short-code",
    6: "short-code",
    7: "seven-digits",
    10: "ten-digits",
}

# Where a text can show a number, where one can end, and how many characters one can have.
_START = re.compile(r"(?<![\w+*#])[0-9+*#(]")
_END = re.compile(r"(?<=[0-9A-Za-z)])(?!\w)")
_DIGITS = re.compile(rf"[+(]?[0-9](?:[{_BETWEEN}]*[0-9]){{2,}}(?!\w)")
_AROUND = re.compile(r"(?:call|dial|phone|ring|text|tel|us|at|now|[\W_])*", re.IGNORECASE)
_LONGEST = 60
_MOST = 1000  # characters that the words of a link may have
_PAUSE = re.compile(r"(?:,+|;ext=)(?=[0-9]+$)")


@lru_cache(maxsize=4096)  # the same few stand on each page
def dialed(printed: str) -> str:
    """Return what a phone dials for a printed number; a comma is a pause before an extension. Raises Unfit."""
    if extended := _EXTENSION.fullmatch(printed.strip()):
        return f"{_number(extended['number'].rstrip(' ,;'))},{extended['keys']}"
    return _number(printed)


@lru_cache(maxsize=4096)
def texted(printed: str) -> str:
    """Return the number that a text message goes to, for a printed number or short code. Raises Unfit."""
    text = printed.strip()
    if _SHORT_CODE.fullmatch(text):
        return text
    joined = _SEPARATORS.sub("", text)
    is_one = not _SEVERAL.search(text)
    if _SHORT_CODE.fullmatch(joined) and is_one:
        raise unfit(printed, "pieces", whole=joined)
    if _EXTENSION.fullmatch(text):
        raise unfit(printed, "text-to-extension")
    if text[:1] in {"*", "#"}:
        raise unfit(printed, "text-to-code")
    if _LETTER.search(text) and _WORD_TO_SEND.match(text) and is_one:
        raise unfit(printed, "word-to-send")
    return _number(printed)


def phone_href(printed: str) -> str:
    """Return the link that dials a printed number. Raises Unfit."""
    return f"tel:{dialed(printed)}".replace("#", "%23")


def sms_href(printed: str) -> str:
    """Return the link that begins a text message to a printed number. Raises Unfit."""
    return f"sms:{texted(printed)}"


def same_href(scheme: str, target: str) -> str:
    """Return the link that dials or texts the same as one of the scheme tel or sms; what no phone takes stays as it is."""
    number = unquote(target)
    try:
        return phone_href(_PAUSE.sub(" ext. ", number)) if scheme == "tel" else sms_href(re.split("[?&;]", number)[0])
    except Unfit:
        return f"{scheme}:{target}"


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return each number in the words of a link, and what a phone dials or texts for it; "" for digits that none takes."""
    found: list[tuple[str, str]] = []
    past = 0
    for start in (match.start() for match in _START.finditer(text, 0, _MOST)):
        if start >= past and (shown := _number_at(text, start)):
            found.append(shown)
            past = start + len(shown[0])
    return tuple(found)


def _number_at(text: str, start: int) -> tuple[str, str] | None:
    """Return the longest number that begins at a place of a text."""
    for end in reversed([match.start() for match in _END.finditer(text, start, start + _LONGEST)]):
        printed = text[start:end]
        if printed.count("(") == printed.count(")"):
            try:
                return printed, printed if _SHORT_CODE.fullmatch(printed) else dialed(printed)
            except Unfit:
                continue
    # Digits that could pass for a number: many of them, or nothing else is said.
    if digits := _DIGITS.match(text, start):
        is_alone = _AROUND.fullmatch(text[:start]) and _AROUND.fullmatch(text[digits.end() :])
        if is_alone or sum(map(str.isdigit, digits[0])) >= 7:
            return digits[0], ""
    return None


def _number(printed: str) -> str:
    """Return what is dialed for a number without an extension."""
    text = printed.strip()
    if _SEVERAL.search(text):
        raise unfit(printed, "several-numbers")
    if _UNREAD_EXTENSION.search(text):
        raise unfit(printed, "extension")
    if strange := _STRANGE.search(text):
        raise unfit(printed, "foreign-digit" if strange[0].isdigit() else "sign", sign=strange[0])
    if (again := _SAID_AGAIN.fullmatch(text)) and _LETTER.search(text):
        return _same_again(printed, **again.groupdict())
    joined = _SEPARATORS.sub("", text).upper()
    if joined[:1] in {"*", "#"}:
        if not _CODE.fullmatch(text.upper()):
            raise unfit(printed, "code")
        return joined.translate(_KEYPAD)
    body = joined.removeprefix("+")
    _check_letters(printed, body)
    return _dialed_digits(printed, body.translate(_KEYPAD), has_plus=body != joined)


def _check_letters(printed: str, body: str) -> None:
    """Raise Unfit for signs that no phone dials, and for letters that stand for no digits."""
    letters = set(_LETTER.findall(body))
    if odd := re.search("[+*#]", body):
        raise unfit(printed, "sign-inside", sign=odd[0])
    if letters and not _WITH_LETTERS.fullmatch(body):
        raise unfit(printed, "letters-too-many" if _WITH_LETTERS.match(body) else "letters")
    if letters and letters <= _LIKE_DIGITS:
        raise unfit(printed, "letters-like-digits")


def _dialed_digits(printed: str, digits: str, *, has_plus: bool) -> str:
    if _NORTH_AMERICAN.fullmatch(digits):
        return f"+1{digits[-10:]}"
    if has_plus and not digits.startswith("1"):
        if _TRUNK_ZERO.search(printed):
            raise unfit(printed, "trunk-zero")
        if not _ABROAD.fullmatch(digits):
            raise unfit(printed, "abroad")
        return f"+{digits}"
    if _SERVICE.fullmatch(digits) and not has_plus:
        return digits
    count = len(digits.removeprefix("1")) if len(digits) == 11 else len(digits)
    raise unfit(printed, _WRONG_COUNT.get(count, "too-few" if count < 10 else "too-many"))


def _same_again(printed: str, number: str, again: str) -> str:
    """Return what is dialed for a number whose letters are said again as digits, or whose digits as letters."""
    found, said = _number(number), _SEPARATORS.sub("", again).upper().translate(_KEYPAD)
    joined = _SEPARATORS.sub("", number).upper()
    first = _LETTER.search(joined)
    letters = "".join(_LETTER.findall(joined)).translate(_KEYPAD)
    least = len(joined) - first.start() if first else 1
    if not said or (said != letters and not (len(said) >= least and found.endswith(said))):
        raise unfit(printed, "other-at-the-end", again=again)
    return found
