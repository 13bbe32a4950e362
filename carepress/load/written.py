"""Values as YAML has them: how they are written, and whether they are read again as what they are."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Any

from carepress.load.names import UnknownName
from carepress.text.yaml_file import load_yaml

# Every program reads these as text: they begin like a word, and aren't one of those that stand for yes, no or nothing.
_PLAIN = re.compile(
    r"(?!(?:y|n|yes|no|on|off|true|false|null|nan|inf)\Z)(?:[^\W\d_]|[/(“‘$€£]|\d[^:]* [^\W\d_]{2})[\w !-~–—…“”‘’€£§·]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_BREAKS = re.compile("[\n\x7f-\x9f\u2028\u2029\ufeff]")
_LONGEST_LIST = 90
NEW = "new"  # the style of what wasn't there: a word plain, else in quotes


def quoted(text: str) -> str:
    """Return a text in quotes, whatever signs are in it. Raises UnknownName if no text can have them."""
    return _first(text, _in_quotes(text, ""))


def written(value: Any, style: str = NEW, rest: str = "", *, is_flow: bool = False) -> str:
    """Return a single value as YAML has it: a text in a style if it can be, else in quotes; `rest` is what follows it.

    Raises UnknownName if it can't be written.
    """
    if not isinstance(value, str):
        return _bare(value)
    is_plain = _PLAIN.fullmatch(value) and (not style or (style == NEW and _WORD.fullmatch(value)))
    return _first(value, [*[value] * bool(is_plain), *_in_quotes(value, style)], rest, is_flow=is_flow)


def inline(value: Any, style: str = NEW) -> str:
    """Return any value on one line, lists and records in brackets."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(name)}: {inline(item)}' for name, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(inline, value))}]"
    return written(value, style, is_flow=True)


def behind(value: Any, margin: str, style: str = NEW, rest: str = "") -> str:
    """Return what stands behind a colon or dash: a value on the same line, or a group of values on lines of their own."""
    if not isinstance(value, dict | list | tuple):
        return f" {written(value, style, rest)}"
    line, has_groups = inline(value), isinstance(value, dict) or any(isinstance(one, dict | list) for one in value)
    is_short = not has_groups and len(line) <= _LONGEST_LIST
    return f" {line}" if not value or is_short or rest.strip() else block(value, f"{margin}  ")


def block(value: Any, margin: str) -> str:
    """Return the lines of a record or a list, each behind a line end."""
    if isinstance(value, dict):
        return "".join(f"\n{margin}{entry(name, item, margin)}" for name, item in value.items())
    return "".join(f"\n{margin}{dashed(item, margin)}" for item in value)


def entry(name: str | None, value: Any, margin: str, style: str = NEW, *, is_flow: bool = False) -> str:
    """Return a key with its value; without a name an item of a list, in a style."""
    if name is None:
        return inline(value, style) if is_flow else dashed(value, margin, style)
    return f"{_key(name)}:{f' {inline(value)}' if is_flow else behind(value, margin)}"


def dashed(value: Any, margin: str, style: str = NEW, rest: str = "") -> str:
    """Return an item of a list behind its dash."""
    return f"- {behind(value, margin, style, rest).lstrip()}"


def lines_of_text(text: str, header: str, margin: str, width: int) -> str | None:
    """Return a text on lines of its own under `|` or `>`, as its header says; None if it can't be."""
    body = re.sub(r"(\n+)(?=[^\n])", r"\1\n", text) if header[0] == ">" else text
    rows = body.removesuffix("\n").split("\n")
    if header[0] == ">":
        rows = [
            row for line in rows for row in wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
        ]
    lines = "".join(f"\n{margin}{row}" if row else "\n" for row in rows)
    headers = (header, *(re.sub(r"^([|>])[-+\d]*", rf"\1{sign}", header) for sign in ("-", "")))
    return next((one + lines for one in headers if _reads(f"- {one}{lines}\n", [text])), None)


def as_read(value: Any) -> Any:
    """Return what a value is once it has been written and read: a date is text, a record is in no order."""
    if isinstance(value, dict):
        return {str(name): as_read(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_read(item) for item in value]
    file = None if isinstance(value, str) else load_yaml(_bare(value), "")[0]
    return file.value if file else value


def digest(value: Any) -> str:
    """Return a text that two values share only if they are the same, whole numbers and 1.0 apart."""
    return json.dumps(as_read(value), sort_keys=True, default=lambda number: f"\0{number}")


def _bare(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    text = value.isoformat() if isinstance(value, date) else f"{value:f}" if isinstance(value, Decimal) else str(value)
    file, problems = load_yaml(text, "")
    if problems or not file or not isinstance(file.value, str if isinstance(value, date) else int | Decimal):
        raise UnknownName(f"{text[:40]} is no value that a file can have", "write it as a text, or a shorter number")
    return text


def _key(name: str) -> str:
    return written(name, "", is_flow=True)


def _in_quotes(text: str, style: str) -> Iterator[str]:
    """Yield a text in the quotes of its style, then in others; with signs for what quotes can't hold at the end."""
    doubled = "'{}'".format(text.replace("'", "''"))
    yield from (doubled, f'"{text}"') if style == "'" else (f'"{text}"',) if style == '"' else (f'"{text}"', doubled)
    yield _BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def _first(text: str, ways: Iterator[str] | list[str], rest: str = "", *, is_flow: bool = False) -> str:
    """Return the first way to write a text that is read as this text and nothing else."""
    for way in ways:
        if not _BREAKS.search(way) and _reads(f"[{way}]" if is_flow else f"- {way}{rest}\n", [text]):
            return way
    raise UnknownName(f'"{text}" has a sign that no text can have', "type it anew, without what nobody can see")


def _reads(yaml: str, value: Any) -> bool:
    file, problems = load_yaml(yaml, "")
    return file is not None and not problems and bool(file.value == value)
