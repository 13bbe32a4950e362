"""Values as YAML has them: how they are written, so that they are read again as what they are."""

import json
import re
from collections.abc import Iterable
from datetime import date
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
_LEAST_WIDTH = 60
NEW = "new"  # the style of what wasn't there: a word plain, else in quotes


def quoted(text: str) -> str:
    """Return a text in quotes, whatever signs are in it. Raises UnknownName if no text can have them."""
    return written(text, "quoted")


def written(value: Any, style: str = NEW, rest: str = "", *, is_flow: bool = False) -> str:
    """Return a single value as YAML has it: a text in a style if it can be, else in quotes; `rest` is what follows it.

    Raises UnknownName if no text can have its signs.
    """
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else json.dumps(value, default="{:f}".format).strip('"')
    double, single = f'"{value}"', "'{}'".format(value.replace("'", "''"))
    escaped = _BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))
    is_plain = _PLAIN.fullmatch(value) and (not style or (style == NEW and _WORD.fullmatch(value)))
    quotes = {"'": [single, double], '"': [double]}.get(style, [double, single])
    for way in [*[value] * bool(is_plain), *quotes, escaped]:
        if not _BREAKS.search(way) and _reads(f"[{way}]" if is_flow else f"- {way}{rest}\n", value):
            return way
    raise UnknownName(f'"{value}" has a sign that no text can have', "type it anew, without what nobody can see")


def inline(value: Any, style: str = NEW) -> str:
    """Return any value on one line, lists and records in brackets."""
    if isinstance(value, dict):
        return f"{{{', '.join(entry(name, item, '', is_flow=True) for name, item in value.items())}}}"
    return (
        f"[{', '.join(map(inline, value))}]" if isinstance(value, list | tuple) else written(value, style, is_flow=True)
    )


def behind(value: Any, margin: str, style: str = NEW, rest: str = "") -> str:
    """Return what stands behind a colon or dash: a value on the same line, or a group of values on lines of their own."""
    if not isinstance(value, dict | list | tuple):
        return f" {written(value, style, rest)}"
    line, has_groups = inline(value), isinstance(value, dict) or any(isinstance(one, dict | list) for one in value)
    is_short = not has_groups and len(line) <= _LONGEST_LIST
    return f" {line}" if not value or is_short or rest.strip() else block(value, f"{margin}  ")


def block(value: Any, margin: str) -> str:
    """Return the lines of a record or a list, each behind a line end."""
    items: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, dict) else ((None, one) for one in value)
    return "".join(f"\n{margin}{entry(name, item, margin)}" for name, item in items)


def entry(name: str | None, value: Any, margin: str, style: str = NEW, rest: str = "", *, is_flow: bool = False) -> str:
    """Return a key with its value; without a name an item of a list."""
    said = f" {inline(value, style)}" if is_flow else behind(value, margin, style, rest)
    if name is None:
        return said.lstrip() if is_flow else f"- {said.lstrip()}"
    return f"{written(name, '', is_flow=True)}:{said}"


def lines_of_text(text: str, old: str) -> str | None:
    """Return a text on lines of its own, as another stands under `|` or `>`; None if it can't be."""
    header, *lines = re.split("\r\n|\r|\n", old)
    margin = next((line[: len(line) - len(line.lstrip(" "))] for line in lines if line.strip()), "  ")
    rows = text.removesuffix("\n").split("\n")
    if header[0] == ">":
        width = max(_LEAST_WIDTH, *(len(line) - len(margin) for line in lines))
        rows = re.sub(r"(\n+)(?=[^\n])", r"\1\n", text).removesuffix("\n").split("\n")
        rows = [one for row in rows for one in wrap(row, width, break_long_words=False, break_on_hyphens=False) or [""]]
    body = "".join(f"\n{margin}{row}" if row else "\n" for row in rows)
    headers = (header, *(re.sub(r"^([|>])[-+\d]*", rf"\1{sign}", header) for sign in ("-", "")))
    return next((one + body for one in headers if _reads(f"- {one}{body}\n", text)), None)


def digest(value: Any) -> str:
    """Return a text that two values share only if they are read as the same, whole numbers and 1.0 apart."""
    return json.dumps(value, sort_keys=True, default=lambda one: ("" if isinstance(one, date) else "\0") + written(one))


def _reads(yaml: str, text: str) -> bool:
    file, problems = load_yaml(yaml, "")
    return file is not None and not problems and bool(file.value == [text])
