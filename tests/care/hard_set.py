"""Measures the rules on texts that were written without a look at them: how many faults are found, and how many innocents flagged.

`python -m tests.care.hard_set` prints the table, and with `--show` each miss and false alarm.
"""

import argparse
import io
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from care import SITE as CARE
from carepress.model.config import Depth, Options
from carepress.pipeline import build
from carepress.problems import BuildFailed, Problem
from tests.sites import NOON, ROOT

SETS = Path(__file__).parent / "sets"
# The rules of each family: a fault counts as found if one of them names its line.
FAMILIES: Mapping[str, frozenset[str]] = {
    family: frozenset(rules.split())
    for family, rules in {
        "words": "avoided-word",
        "claims": "claim",
        "figures": "typed-figure",
        "phone": "typed-number phone-number",
        "privacy": "other-host tracking inline-code html-element html-attribute exposure image-elsewhere link-scheme link-elsewhere",
        "access": "alt-text image-alt heading-order name-missing table-headers table-cells heading-empty",
        "link_text": "link-text link-twice name-missing",
        "style": "shouting sentence-long paragraph-long abbreviation heading-case date-written title-long description-length",
        "danger": "urgent-help",
    }.items()
}
_DESCRIPTION = "What this page of the set number {number} says to whoever reads it, in one long sentence."


def read_set(name: str) -> list[dict[str, Any]]:
    """Return the texts of a set: `family`, `text`, and for a fault the words `at` its line; `place` if it is no body.

    What this site's glossary explains is no fault here, and left out.
    """
    written = (SETS / f"{name}.yaml").read_text(encoding="utf-8")
    # Who wrote the texts couldn't know how this project calls its numbers.
    for said, meant in (("{{ help_block() }}", "{{ help-lines }}"), (".link }}", ".call }}")):
        written = written.replace(said, meant)
    texts: list[dict[str, Any]] = yaml.load(written, Loader=yaml.CSafeLoader)
    return [one for one in texts if not one.get("explained")]


def findings(texts: Sequence[Mapping[str, Any]], folder: Path, depth: Depth = "check") -> list[list[Problem]]:
    """Return what a check of this project, or a release, finds in each text, as an article of its own."""
    files: dict[str, str | bytes] = {}
    picture = _picture()
    for path in [*(ROOT / "content/_data").iterdir(), ROOT / "content/_site.yaml", *(ROOT / "templates").rglob("*")]:
        if path.is_file() and "cards" not in path.parts:  # no rule here is about social cards
            files[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    for path in (ROOT / "content").rglob("*.md"):
        files[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    for number, one in enumerate(texts):
        files[f"content/blog/set-{number}/index.md"] = _article(number, one)
        files[f"content/blog/set-{number}/porch.jpg"] = picture
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        problems: Sequence[Problem] = build(
            folder, Options(kind=CARE, today=date(2026, 11, 28), depth=depth), NOON
        ).warnings
    except BuildFailed as failure:
        problems = failure.problems
    by_path: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_path[problem.place.path].append(problem)
    return [by_path[f"content/blog/set-{number}/index.md"] for number in range(len(texts))]


def _picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (1200, 800), (90, 120, 110)).save(written, "JPEG")
    return written.getvalue()


def _article(number: int, one: Mapping[str, Any]) -> str:
    title, description, body = f"Page {number} of this set", _DESCRIPTION.format(number=number), "We sit and talk.\n"
    match one.get("place", "body"):
        case "title":
            title = one["text"].strip()
        case "description":
            description = one["text"].strip()
        case _:
            body = one["text"]
    said = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in (("title", title), ("description", description))
    )
    return f"---\n{said}date: 2026-11-20\n---\n{body}"


def is_found(one: Mapping[str, Any], problems: Sequence[Problem]) -> bool:
    """Return whether a fault was found at its line, by a rule of its family."""
    rules = FAMILIES[one["family"]]
    if one["family"] == "danger":  # it is the page that lacks help, and the finding quotes what shows it best
        return any(problem.rule in rules for problem in problems)
    match one.get("place", "body"):
        case "title":
            line = 2
        case "description":
            line = 3
        case _:
            line = 6 + one["text"][: one["text"].index(one["at"])].count("\n") if one.get("at") else 0
    return any(problem.rule in rules and (not line or problem.place.line == line) for problem in problems)


def alarms(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield what the rules of all families say."""
    every = frozenset().union(*FAMILIES.values())
    yield from (one for one in problems if one.rule in every)


def main(arguments: Sequence[str]) -> None:
    """Print how many faults of each family are found, and how many innocents are flagged."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--family", default="")
    parser.add_argument("--sets", nargs=2, default=("faults", "innocents"))
    asked = parser.parse_args(arguments)
    faults, innocents = map(read_set, asked.sets)
    with tempfile.TemporaryDirectory() as folder:
        found = findings([*faults, *innocents], Path(folder))
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*FAMILIES, "any")}
    for number, (one, problems) in enumerate(zip([*faults, *innocents], found, strict=True)):
        is_fault, family = number < len(faults), one.get("family", "any")
        flagged = list(alarms(problems))
        is_wrong = not is_found(one, problems) if is_fault else bool(flagged)
        counts[family].update(
            {f"{'faults' if is_fault else 'innocents'}": 1, f"{'missed' if is_fault else 'alarms'}": is_wrong}
        )
        if asked.show and is_wrong and asked.family in {"", family}:
            print(
                f"--- {family} {'missed' if is_fault else 'FLAGGED'} #{number}",
                one.get("place", ""),
                "at:",
                one.get("at", ""),
            )
            print(one["text"].rstrip())
            for problem in problems:
                print(f"   [{problem.place.line}:{problem.place.column} {problem.rule}] {problem.message}")
    print(f"{'family':10} {'found':>14} {'flagged':>14}")
    total: Counter[str] = Counter()
    for family, count in counts.items():
        total.update(count)
        _row(family, count)
    _row("all", total)


def _row(family: str, count: Counter[str]) -> None:
    faults, innocents = max(count["faults"], 1), max(count["innocents"], 1)
    found, flagged = count["faults"] - count["missed"], count["alarms"]
    print(
        f"{family:10} {found:3}/{count['faults']:3} {100 * found / faults:5.1f}% {flagged:3}/{count['innocents']:3} {100 * flagged / innocents:5.1f}%"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
