"""Answers what a person asks of the site: what is wrong, what lapses when, what a rule means, where a figure comes from."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from carepress.check.site.lapses import Lapse, find_lapses
from carepress.cli.report import Painter, as_text, one_line
from carepress.load.names import UnknownName, facts_of
from carepress.model.page import TextFile
from carepress.model.records import Data
from carepress.model.site import Site
from carepress.problems import Problem, guess
from carepress.problems.catalog import Rule, rules
from carepress.text.words import count_noun, format_date

_SCREEN = 40  # lines; a person reads from the top
_MOST_FILES = 12  # that a screen names besides
_CHECKED = ("content", "templates", "site")  # the folders in which a check can find something
_WRITTEN = ("content", "templates")  # a guess in site/ would lead to a check that finds nothing


def due(site: Site, texts: Mapping[str, TextFile], files: Mapping[str, TextFile], days: int) -> Iterator[str]:
    """Yield a line for whatever has lapsed or lapses within so many days, soonest first, by who looks after it."""
    last = site.today + min(timedelta(days=days), date.max - site.today)
    soon = [lapse for lapse in find_lapses(site, texts, files) if lapse.day is None or lapse.day <= last]
    if not soon:
        yield f"Nothing lapses until {format_date(last)}."
    for owner in sorted({lapse.owner for lapse in soon}):
        yield f"{owner or 'Without an owner'}:"
        for lapse in sorted(
            (one for one in soon if one.owner == owner), key=lambda one: (one.day or date.min, one.what)
        ):
            waived = lapse.waived and f", waived {lapse.waived}"
            yield f"  {_when(lapse, site.today):<34}{lapse.kind}: {lapse.what} ({lapse.place.path}){waived}"


def _when(lapse: Lapse, today: date) -> str:
    if lapse.day is None:
        return "never checked"
    days = (lapse.day - today).days
    distance = (
        "today" if not days else f"in {count_noun(days, 'day')}" if days > 0 else f"{count_noun(-days, 'day')} ago"
    )
    return f"{format_date(lapse.day)}, {distance}"


def explain(rule_id: str) -> list[str]:
    """Return what a rule means, in Markdown; what all of them mean without an id. Raises UnknownName with a guess."""
    if rule_id and rule_id not in rules():
        known = guess(rule_id, rules(), "python3 build.py explain lists them")
        raise UnknownName(f'there is no rule called "{rule_id}"', known)
    head = [] if rule_id else ["# Rules\n\nMade by `python3 build.py explain` from carepress/problems/catalog.yaml.\n"]
    wanted = {name: rule for name, rule in rules().items() if rule_id in ("", name)}.items()
    return head + [
        f"## {name}\n\nFinds {rule.finds}.\n\n{rule.why.strip()}\n{_as_printed(rule)}" for name, rule in wanted
    ]


def _as_printed(rule: Rule) -> str:
    """Return what a rule prints, in Markdown, with a mark for whatever each finding fills in; nothing if that varies."""
    blanks: defaultdict[str, str] = defaultdict(lambda: "…")
    said = f"\n```\n{rule.severity}: {rule.message}\n  hint: {rule.hint}\n```\n"
    return said.format_map(blanks).replace("  hint: …\n", "") if rule.message else ""


def facts(data: Data, printed: Mapping[str, Sequence[str]], name: str) -> Iterator[str]:
    """Yield where figures come from and on which pages they stand; all, or those under a name. Raises UnknownName."""
    known = dict(facts_of(data))
    found = [one for one in known if one == name or one.startswith(f"{name}.") or not name]
    if not found:
        raise UnknownName(f'no fact is called "{name}"', guess(name, known, "python3 build.py facts lists them"))
    for one in found:
        fact = known[one]
        yield f"{one}: {fact.text}"
        yield f"  as of {fact.as_of}, {fact.verified}; on {', '.join(printed.get(one, ())) or 'no page'}"
        for source in (data.sources[source_id] for source_id in fact.sources if source_id in data.sources):
            yield f"  {source.title} ({source.publisher}): {source.url}"


def named_paths(words: Sequence[str], root: Path) -> list[str]:
    """Return the files and folders that a person named, as problems name theirs. Raises UnknownName with a guess."""
    return [_named_path(word, root) for word in words]


def _named_path(word: str, root: Path) -> str:
    whole = Path(os.path.abspath(root / word))
    # The project's folder may have other names: through a link, or in other letter case.
    top = next((one for one in whole.parents if os.path.exists(one) and one.samefile(root)), None)
    path = whole.relative_to(top).as_posix() if top else word
    if path.split("/")[0] in _CHECKED and os.path.lexists(whole):
        return path
    folders = ", ".join(f"{name}/" for name in _CHECKED)
    raise UnknownName(f'"{word}" isn\'t a file or folder in {folders}', _meant(path, root))


def _meant(path: str, root: Path) -> str:
    """Return a hint that names the file or folder that was meant: below content/, or else one spelled much the same."""
    found = [one for name in _WRITTEN for one in (root / name, *(root / name).rglob("*"))]
    known = [one.relative_to(root).as_posix() + "/" * one.is_dir() for one in found]
    below = [name for name in known if name.rstrip("/") == f"content/{path}"]
    return f'did you mean "{below[0]}"?' if below else guess(path, known, "write it as content/blog/first.md")


def within(problems: Sequence[Problem], paths: Sequence[str]) -> list[Problem]:
    """Return the problems of these files and folders, with those of the folders above them; all of them without any."""
    return [one for one in problems if not paths or any(_is_within(one.place.path, path) for path in paths)]


def _is_within(path: str, other: str) -> bool:
    return f"{path}/".startswith(f"{other}/") or other.startswith(f"{path}/")


def chosen(problems: Sequence[Problem], rule: str, *, everything: bool) -> list[Problem]:
    """Return the problems of one rule, or of all; what is only for information comes if everything is asked for."""
    wanted = [problem for problem in problems if rule in ("", problem.rule)]
    return [problem for problem in wanted if everything or problem.severity != "info"]


def screen(found: Sequence[Problem], root: Path, painter: Painter, more: str) -> Iterator[str]:
    """Yield the lines that say what was found, as many as fit a screen, and that `more` shows the rest; all without it."""
    left = _SCREEN
    for number, problem in enumerate(found):
        lines = [*as_text(problem, root, painter).split("\n"), ""]
        left -= len(lines)
        if left < 0 and more:
            yield f"And {len(found) - number:,} more, which {more} shows:"
            yield from _rest(Counter(one.place.path for one in found[number:]))
            break
        yield from lines


def summed_up(found: Sequence[Problem], allowed: Sequence[Problem]) -> Iterator[str]:
    """Yield the last lines of a check: what is allowed, and the sum of what was found."""
    for one in allowed:
        yield one_line(f"Allowed: {one.place.path}:{one.place.line} {one.rule}, {one.hint.removeprefix('allowed: ')}")
    counts = [count_noun(sum(one.severity == kind for one in found), kind) for kind in ("error", "warning")]
    yield f"Checked: {' and '.join(counts)}, {count_noun(len(allowed), 'allowance')}."


def _rest(counts: Counter[str]) -> Iterator[str]:
    """Yield how many findings there are in which files, those with the most first."""
    yield from (f"  {path}: {count}" for path, count in counts.most_common(_MOST_FILES))
    if len(counts) > _MOST_FILES:
        yield f"  and in {count_noun(len(counts) - _MOST_FILES, 'other file')}"
    yield ""
