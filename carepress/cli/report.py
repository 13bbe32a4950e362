"""Prints problems: for people, for programs, and for the annotations of a pull request."""

import json
import os
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from carepress.model.made import Report
from carepress.model.page import HeldBack
from carepress.problems import Place, Problem
from carepress.text.words import count_noun, format_date, visible
from carepress.write.ownership import JOURNAL

_TAB = "    "
_WIDEST = 160
_SCREEN = 40  # lines; a person reads from the top
_MOST_FILES = 12  # that a screen names besides
_MOST_ALIKE = 3  # problems of a kind in a file
_MOST_LINES = 8  # on which there are more of them
_COLORS = {"error": 31, "warning": 33, "info": 34, "hint": 36, "bold": 1, "dim": 2}

Painter = Callable[[str, str], str]


def paint(style: str, text: str) -> str:
    """Return the text in a color of the terminal."""
    return f"\x1b[{_COLORS[style]}m{text}\x1b[0m"


def plain(style: str, text: str) -> str:
    """Return the text as it is: for files, pipes and people who set NO_COLOR."""
    return text


def painter_of_stdout() -> Painter:
    """Return what paints for whoever reads what is printed."""
    has_color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return paint if has_color else plain


def as_text(problem: Problem, root: Path, painter: Painter = plain) -> str:
    """Return a problem as a person reads it: place, message, the line with a caret under it, hint."""
    first = f"{painter('bold', one_line(str(problem.place)))}: {painter(problem.severity, problem.severity)}: {one_line(problem.message)}"
    lines = [f"{first} {painter('dim', f'[{problem.rule}]')}", *excerpt(problem, root)]
    if problem.hint:
        lines.append(f"  {painter('hint', 'hint')}: {one_line(problem.hint)}")
    return "\n".join(lines)


def excerpt(problem: Problem, root: Path) -> list[str]:
    """Return the line that a problem stands on and the caret under it; nothing if the place isn't known."""
    place = problem.place
    if (parts := passage(place, root)) is None:
        return []
    (before, marked, _), text = parts, "".join(parts)
    number, margin = f"{place.line:>5} | ", "      | "
    if place.column is None:
        return [number + _shown(text[:_WIDEST])]
    start = max(0, place.column - 1 - _WIDEST // 2)
    caret = " " * _width(before[start:]) + "^" * max(1, min(_width(marked), _WIDEST))
    return [
        number + ("…" if start else "") + _shown(text[start : start + _WIDEST]),
        margin + (" " if start else "") + caret,
    ]


def passage(place: Place, root: Path) -> tuple[str, str, str] | None:
    """Return the line of a place in three parts, the passage in the middle; None if the place isn't known, or is empty."""
    if place.line is None:
        return None
    try:
        # Only real line ends: splitlines() would count the separators that word processors leave.
        whole = (root / place.path).read_text(encoding="utf-8-sig", errors="replace")
        text = whole.split("\n")[place.line - 1]
    except (OSError, IndexError):
        return None
    start, end = (place.column - 1, place.column - 1 + place.length) if place.column else (0, 0)
    return (text[:start], text[start:end], text[end:]) if text.strip() else None


def show(problems: Sequence[Problem], root: Path, more: str) -> None:
    """Print problems for a person, few of a kind in a file and as many as fit a screen, and that `more` shows the rest.

    Without it, print all of them.
    """
    painter = painter_of_stdout()
    kinds: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in problems:
        kinds[one.place.path, one.rule].append(one)
    most = _MOST_ALIKE if more else len(problems)
    left, rest = _SCREEN, Counter(one.place.path for one in problems)
    for problem in problems:
        path, alike = problem.place.path, kinds[problem.place.path, problem.rule]
        if not any(problem is one for one in alike[:most]):
            continue
        text = as_text(problem, root, painter)
        folded = alike[most:] if problem is alike[:most][-1] else []
        if folded:
            text += f"\n  {_folded(folded)}; {more} shows them"
        left -= text.count("\n") + 2
        if left < 0 and more:
            named = [(path, count) for path, count in rest.most_common() if count]
            lines = [f"  {path}: {count}" for path, count in named[:_MOST_FILES]]
            if len(named) > _MOST_FILES:
                lines.append(f"  and in {count_noun(len(named) - _MOST_FILES, 'other file')}")
            print("\n".join([f"And {rest.total():,} more, which {more} shows:", *lines, ""]))
            break
        rest[path] -= 1 + len(folded)
        print(f"{text}\n")


def _folded(alike: Sequence[Problem]) -> str:
    """Return how many problems are left out, and the lines that they are on."""
    lines = [str(line) for line in dict.fromkeys(one.place.line for one in alike) if line]
    where = f", on {'line' if len(lines) == 1 else 'lines'} {', '.join(lines[:_MOST_LINES])}" if lines else ""
    return f"{len(alike):,} more of this kind in this file{where}{' …' if len(lines) > _MOST_LINES else ''}"


def as_json(problems: Iterable[Problem], report: Report | None, allowed: Iterable[Problem] | None = None) -> str:
    """Return problems and counts as one JSON document; with what is allowed, if that was looked for."""
    counts = {name: getattr(report, name) for name in ("pages", "written", "removed", "unchanged")} if report else None
    document = {"problems": [*map(_as_object, problems)], "built": counts}
    if allowed is not None:
        document["allowed"] = [*map(_as_object, allowed)]
    return json.dumps(document, indent=2)


def _as_object(problem: Problem) -> dict[str, str | int | None]:
    found = {name: getattr(problem, name) for name in ("severity", "rule", "message")}
    place = {name: getattr(problem.place, name) for name in ("path", "line", "column")}
    return {**found, **place, "hint": problem.hint}


def as_github(problem: Problem) -> str:
    """Return a problem as a workflow command, which GitHub shows beside the line in a pull request."""
    place = problem.place
    known = {"file": place.path, "line": place.line, "col": place.column, "title": problem.rule}
    escaped = {key: _escape_data(str(value)) for key, value in known.items() if value is not None}
    properties = ",".join(f"{key}={said.replace(':', '%3A').replace(',', '%2C')}" for key, said in escaped.items())
    text = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
    kind = "notice" if problem.severity == "info" else problem.severity
    return f"::{kind} {properties}::{_escape_data(text)}"


def count_errors(problems: Iterable[Problem]) -> str:
    """Return how many errors there are, in how many files."""
    paths = [problem.place.path for problem in problems if problem.severity == "error"]
    return f"{count_noun(len(paths), 'error')} in {count_noun(len(set(paths)), 'file')}"


def state_of(output: Path, whole: str = "The site is as the last finished build left it.") -> str:
    """Return a sentence that says how a build that broke off leaves the site."""
    return "The site is unfinished; the next build completes it." if (output / JOURNAL).exists() else whole


def summed_up(found: Sequence[Problem], allowed: Sequence[Problem]) -> Iterator[str]:
    """Yield the last lines of a check: what is allowed, and the sum of what was found."""
    for one in allowed:
        yield one_line(f"Allowed: {one.place.path}:{one.place.line} {one.rule}, {one.hint.removeprefix('allowed: ')}")
    counts = [count_noun(sum(one.severity == kind for one in found), kind) for kind in ("error", "warning")]
    yield f"Checked: {' and '.join(counts)}, {count_noun(len(allowed), 'allowance')}."


def summary(report: Report, output: str, seconds: str) -> list[str]:
    """Return what a build did, in one line, and what it holds back, in another."""
    done = [f"{report.written:,} written", f"{report.unchanged:,} unchanged"]
    if report.removed:
        done.append(f"{report.removed:,} removed")
    if report.images:
        done.append(f"{count_noun(report.images, 'picture')} made")
    lines = [f"Built {count_noun(report.pages, 'page')} in {seconds} s: {', '.join(done)}. The site is in {output}"]
    return lines + waiting_lines(report)


def waiting_lines(report: Report) -> list[str]:
    """Return how many pages a build holds back, and for each why and until when; nothing if there are none."""
    if not report.held_back:
        return []
    dates = [held.until for held in report.held_back if held.until]
    until = f", the next until {format_date(min(dates))}" if dates else ""
    whys = (f"  {held.page.path} ({why_held_back(held, report)})" for held in report.held_back)
    return [f"Held back: {count_noun(len(report.held_back), 'page')}{until}", *whys]


def why_held_back(held: HeldBack, report: Report) -> str:
    """Return why visitors don't see a page, and until when: a day begins in the site's timezone."""
    return f"{held.reason} until {format_date(held.until)} in {report.timezone}" if held.until else held.reason


def one_line(text: str) -> str:
    """Return a text as one line: a line end in it can't forge a line of output."""
    return visible(text).replace("\n", "\\u{a}")


def as_markdown(text: str) -> str:
    """Return a text as Markdown in one line, in which nothing is a sign: no tag, cell, link or mention."""
    return re.sub(r"[\\`*_\[\]<>|@#]", lambda sign: f"&#{ord(sign[0])};", one_line(text))


def _shown(text: str) -> str:
    return visible(text).replace("\t", _TAB)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in _shown(text)
    )


def _escape_data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
