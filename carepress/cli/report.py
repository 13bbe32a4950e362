"""Prints problems: for people, for programs, and for the annotations of a pull request."""

import html
import json
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from carepress.model.made import Report
from carepress.model.page import HeldBack
from carepress.problems import Problem
from carepress.text.words import count_noun, format_date, visible

_TAB = "    "
_WIDEST = 160
_COLORS = {
    "error": "\x1b[31m",
    "warning": "\x1b[33m",
    "info": "\x1b[34m",
    "hint": "\x1b[36m",
    "bold": "\x1b[1m",
    "dim": "\x1b[2m",
}

Painter = Callable[[str, str], str]


def paint(style: str, text: str) -> str:
    """Return the text in a color of the terminal."""
    return f"{_COLORS[style]}{text}\x1b[0m"


def plain(style: str, text: str) -> str:
    """Return the text as it is: for files, pipes and people who set NO_COLOR."""
    return text


def as_text(problem: Problem, root: Path, painter: Painter = plain) -> str:
    """Return a problem as a person reads it: place, message, the line with a caret under it, hint."""
    place = problem.place
    where = ":".join(str(part) for part in (place.path, place.line, place.column) if part is not None)
    first = f"{painter('bold', one_line(where))}: {painter(problem.severity, problem.severity)}: {one_line(problem.message)}"
    lines = [f"{first} {painter('dim', f'[{problem.rule}]')}", *excerpt(problem, root)]
    if problem.hint:
        lines.append(f"  {painter('hint', 'hint')}: {one_line(problem.hint)}")
    return "\n".join(lines)


def excerpt(problem: Problem, root: Path) -> list[str]:
    """Return the line that a problem stands on and the caret under it; nothing if the place isn't known."""
    place = problem.place
    if place.line is None:
        return []
    try:
        # Only real line ends: splitlines() would count the separators that word processors leave.
        whole = (root / place.path).read_text(encoding="utf-8-sig", errors="replace")
        text = whole.split("\n")[place.line - 1]
    except (OSError, IndexError):
        return []
    if not text.strip():
        return []
    number, margin = f"{place.line:>5} | ", "      | "
    if place.column is None:
        return [number + _shown(text[:_WIDEST])]
    start = max(0, place.column - 1 - _WIDEST // 2)
    before, marked = text[start : place.column - 1], text[place.column - 1 : place.column - 1 + place.length]
    caret = " " * _width(before) + "^" * max(1, min(_width(marked), _WIDEST))
    return [
        number + ("…" if start else "") + _shown(text[start : start + _WIDEST]),
        margin + (" " if start else "") + caret,
    ]


def as_html(problem: Problem, root: Path) -> str:
    """Return a problem as HTML, escaped, for the preview."""
    return f"<pre>{html.escape(as_text(problem, root))}</pre>"


def as_json(problems: Iterable[Problem], report: Report | None, allowed: Iterable[Problem] | None = None) -> str:
    """Return problems and counts as one JSON document; with what is allowed, if that was looked for."""
    counts = {name: getattr(report, name) for name in ("pages", "written", "removed", "unchanged")} if report else None
    document = {"problems": _as_objects(problems), "built": counts}
    if allowed is not None:
        document["allowed"] = _as_objects(allowed)
    return json.dumps(document, indent=2)


def _as_objects(problems: Iterable[Problem]) -> list[dict[str, str | int | None]]:
    return [
        {
            "severity": problem.severity,
            "rule": problem.rule,
            "message": problem.message,
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def as_github(problem: Problem) -> str:
    """Return a problem as a workflow command, which GitHub shows beside the line in a pull request."""
    place = problem.place
    known = {"file": place.path, "line": place.line, "col": place.column, "title": problem.rule}
    properties = ",".join(f"{key}={_escape_property(str(value))}" for key, value in known.items() if value is not None)
    text = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
    kind = "notice" if problem.severity == "info" else problem.severity
    return f"::{kind} {properties}::{_escape_data(text)}"


def summary(report: Report, output: str, seconds: float) -> list[str]:
    """Return what a build did, in one line, and what it holds back, in another."""
    done = [f"{report.written:,} written", f"{report.unchanged:,} unchanged"]
    if report.removed:
        done.append(f"{report.removed:,} removed")
    if report.images:
        done.append(f"{count_noun(report.images, 'picture')} made")
    lines = [f"Built {count_noun(report.pages, 'page')} in {seconds:.2f} s: {', '.join(done)}. The site is in {output}"]
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


def _shown(text: str) -> str:
    return visible(text).replace("\t", _TAB)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in _shown(text)
    )


def _escape_data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
