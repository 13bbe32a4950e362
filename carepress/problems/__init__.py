"""What is wrong with a site, said so that a person can fix it."""

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_MOST_COMPARED = 25  # words before and behind
_LEAST_ALIKE = 0.6
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something is. Lines and columns count from 1; what isn't known is None."""

    path: str
    line: int | None = None
    column: int | None = None
    length: int = 1

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class Lines:
    """A text of a file, with the way from a position in it to its place there. Only a newline ends a line, as in editors."""

    def __init__(self, text: str, path: str, first_line: int = 1) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, index: int, length: int = 1) -> Place:
        """Return the place in the file of a position in the text."""
        line = bisect_right(self._starts, index)
        return Place(self.path, line - 1 + self.first_line, index - self._starts[line - 1] + 1, max(length, 1))

    def index(self, place: Place) -> int:
        """Return the position in the text of a place in it."""
        return self._starts[(place.line or 1) - self.first_line] + (place.column or 1) - 1

    def find(self, text: str, start: int = 0, before: str = "") -> Place:
        """Return where a text is, from a position on; without a line if it isn't there.

        `before` is a pattern that the text in front of it matches.
        """
        match = re.compile(f"{before}({re.escape(text)})").search(self.text, start)
        return self.place(match.start(1), len(text)) if match else Place(self.path)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: what is wrong, where, and what to do about it.

    `cause` is what isn't there, if others may miss it too: an address of this site (/costs/), a folder (content/costs/), or a
    name as a merge field has it (costs.first).
    """

    severity: Severity
    rule: str
    message: str
    place: Place
    hint: str = ""
    cause: str = ""

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Return what problems are sorted by: file, line, column, rule, message."""
        place = self.place
        return place.path, place.line or 0, place.column or 0, self.rule, self.message


class BuildFailed(Exception):
    """The site can't be built as it stands; `problems` says why, all at once, and `allowed` what authors may keep.

    `tried` says how many links to other hosts were tried.
    """

    def __init__(self, problems: Iterable[Problem], allowed: Iterable[Problem] = (), tried: str = "") -> None:
        self.problems = tuple(sorted(set(problems), key=Problem.sort_key))
        self.allowed = tuple(allowed)
        self.tried = tried
        super().__init__(f"{len(self.problems)} problems")


class Unfit(ValueError):
    """A text isn't what it should be; `says` and `hint` are what is wrong with it and what to do."""

    def __init__(self, text: str, says: str, hint: str) -> None:
        super().__init__(f'"{text}" {says}')
        self.says = says
        self.hint = hint


class EnvironmentFailed(Exception):
    """The machine, not the content, stopped the build: no space, no right to write, another build at work."""


def error(rule: str, message: str, place: Place, hint: str = "") -> Problem:
    """Return a problem that stops the build."""
    return Problem("error", rule, message, place, hint)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of the problems stops the build."""
    return any(problem.severity == "error" for problem in problems)


def _like(word: str, words: Iterable[str]) -> list[str]:
    """Return the words that begin most like one: those around its place in their order."""
    ordered = sorted(words)
    at = bisect_right(ordered, word)
    return ordered[max(0, at - _MOST_COMPARED) : at + _MOST_COMPARED]


def guess(wrong: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the known word nearest to the wrong one, or `otherwise` if none is near."""
    near = nearest(wrong, known)
    return f'did you mean "{near}"?' if near else otherwise


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Return the known word nearest to the wrong one; an empty text if none is near."""
    names = set(known)
    if len(names) > 8 * _MOST_COMPARED:
        # Comparing takes long: among very many, only those that begin or end like the wrong one have a chance.
        turned = _like(wrong[::-1], (name[::-1] for name in names))
        names = {*_like(wrong, names), *(name[::-1] for name in turned)}
    near, matcher = (_LEAST_ALIKE, "", ""), difflib.SequenceMatcher(b=wrong.lower())
    seen = unicodedata.normalize("NFKC", wrong)  # what nobody could tell from it is no advice
    for name in names:
        matcher.set_seq1(name.lower())
        is_near = matcher.real_quick_ratio() >= near[0] <= matcher.quick_ratio()
        if is_near and unicodedata.normalize("NFKC", name) != seen:
            near = max(near, (matcher.ratio(), name.lower(), name))
    return near[2]
