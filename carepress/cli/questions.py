"""Answers what a person asks: what a rule means, where a figure comes from, which findings are in these files."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from carepress.load.names import UnknownName, facts_of
from carepress.model.records import Data
from carepress.problems import Problem, guess
from carepress.problems.catalog import Rule

_CHECKED = ("content", "templates", "site")  # the folders in which a check can find something
_WRITTEN = ("content", "templates")  # a guess in site/ would lead to a check that finds nothing


def explain(rule_id: str, rules: Mapping[str, Rule]) -> list[str]:
    """Return what a rule means, in Markdown; what all of them mean without an id. Raises UnknownName with a guess."""
    if rule_id and rule_id not in rules:
        known = guess(rule_id, rules, "python3 build.py explain lists them")
        raise UnknownName(f'there is no rule called "{rule_id}"', known)
    if rule_id:
        return [_explained(rule_id, rules[rule_id])]
    head = "# Rules\n\nMade by `python3 build.py explain` from the catalogs of the engine and of this site.\n"
    return [head, *(_explained(name, rule) for name, rule in rules.items())]


def _explained(rule_id: str, rule: Rule) -> str:
    """Return what a rule finds, why, and what it prints, with a mark for whatever each finding fills in."""
    blanks = defaultdict[str, str](lambda: "…")
    said = f"\n```\n{rule.severity}: {rule.message}\n  hint: {rule.hint}\n```\n" if rule.message else ""
    printed = said.format_map(blanks).replace("  hint: …\n", "")
    judged = (
        "\nIn `build` and `check` this is a warning; only `check --release` refuses it.\n" if rule.is_judged else ""
    )
    return f"## {rule_id}\n\nFinds {rule.finds}.\n\n{rule.why.strip()}\n{printed}{judged}"


def facts(data: Data, printed: Mapping[str, Sequence[str]], name: str) -> Iterator[str]:
    """Yield where figures come from and on which pages they stand; all, or those under a name. Raises UnknownName."""
    known = dict(facts_of(data))
    found = [one for one in known if one == name or one.startswith(f"{name}.") or not name]
    if name and not found:
        raise UnknownName(f'no fact is called "{name}"', guess(name, known, "python3 build.py facts lists them"))
    if not found:
        yield "There are no facts yet."
    for one in found:
        fact = known[one]
        yield f"{one}: {fact.text}"
        yield f"  as of {fact.as_of}, {fact.verified}; on {', '.join(printed.get(one, ())) or 'no page'}"
        for source in (data.sources[source_id] for source_id in fact.sources if source_id in data.sources):
            yield f"  {source.title} ({source.publisher}): {source.url}"


def named_path(word: str, root: Path) -> str:
    """Return the file or folder that a person named, as problems name it. Raises UnknownName with a guess."""
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


def chosen(problems: Iterable[Problem], paths: Sequence[str], rule: str = "", *, everything: bool) -> list[Problem]:
    """Return the problems of one rule, or of all, in some files and folders, or in all; `everything` with information.

    The problems of the folders above them come too.
    """
    return [
        one
        for one in problems
        if rule in ("", one.rule)
        and (everything or one.severity != "info")
        and (not paths or any(_is_within(one.place.path, path) for path in paths))
    ]


def _is_within(path: str, other: str) -> bool:
    return f"{path}/".startswith(f"{other}/") or other.startswith(f"{path}/")
