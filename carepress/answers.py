"""Answers what a person asks of the site: what lapses when, what a rule means, where a figure comes from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from carepress.model import Output, Site, SourceFile, Source
from carepress.problems import Problem, guess
from carepress.report import Painter, as_text, plain
from carepress.rules.catalog import Rule, rules
from carepress.rules.lapses import Lapse, find_lapses, sourced
from carepress.text import count_noun, format_date

_SCREEN = 40
_NEVER = "never checked"


def due(site: Site, files: Mapping[str, SourceFile], days: int) -> str:
    """Return what lapses within so many days, and what has lapsed, by who looks after it; a line each, soonest first."""
    last = site.today + timedelta(days=days)
    soon = [lapse for lapse in find_lapses(site, files) if lapse.day is None or lapse.day <= last]
    if not soon:
        return f"Nothing lapses until {format_date(last)}."
    lines = []
    for owner in sorted({lapse.owner for lapse in soon}, key=lambda name: (name == "", name.casefold())):
        lines.append(f"{owner or 'Nobody named as owner'}:")
        own = sorted((one for one in soon if one.owner == owner), key=lambda one: (one.day or date.min, one.what))
        lines += [f"  {_when(lapse, site.today):<32} {lapse.kind}: {lapse.what} ({lapse.place.path})" for lapse in own]
    return "\n".join(lines)


def _when(lapse: Lapse, today: date) -> str:
    if lapse.day is None:
        return _NEVER
    days = (lapse.day - today).days
    distance = "today" if days == 0 else f"in {count_noun(days, 'day')}" if days > 0 else f"{count_noun(-days, 'day')} ago"
    return f"{format_date(lapse.day)} ({distance})"


def explain(rule_id: str) -> str:
    """Return what a rule means; raises LookupError with a guess if there is none of that name."""
    if rule_id not in rules():
        raise LookupError(f'there is no rule called "{rule_id}"; {guess(rule_id, rules(), "see python3 build.py explain")}')
    rule = rules()[rule_id]
    return f"{rule_id} finds {rule.finds}.\n\n{rule.why.strip()}"


def explain_all() -> str:
    """Return the documentation of every rule, in Markdown."""
    parts = ["# The rules of the house\n\nMade by `python3 build.py explain`; the rules stand in carepress/rules/catalog.yaml.\n"]
    parts += [f"## {name}\n\n*{rule.severity}* · Finds {rule.finds}.\n\n{rule.why.strip()}\n{_says(rule)}" for name, rule in rules().items()]
    return "\n".join(parts)


def _says(rule: Rule) -> str:
    return f"\nIt says: {rule.message}  \nHint: {rule.hint}\n" if rule.message else ""


def facts(site: Site, outputs: Iterable[Output], wanted: str) -> str:
    """Return where figures come from and on which pages they are printed: those whose name begins as `wanted` does.

    Raises LookupError with a guess if there is none.
    """
    printed: dict[str, list[str]] = {}
    for output in outputs:
        for name in output.facts:
            printed.setdefault(name, []).append(output.page.url if output.page else output.path)
    known = {".".join([file, *path]): record for file, path, record in sourced(site)}
    found = {name: record for name, record in known.items() if name.startswith(wanted)}
    if not found:
        raise LookupError(f'no fact is called "{wanted}"; {guess(wanted, known, "see python3 build.py facts")}')
    lines = []
    for name, record in found.items():
        lines.append(f"{name}: {record.text}")
        lines += [f"  from {_cited(site.data.sources[source])}" for source in record.sources]
        lines.append(f"  as of {record.as_of}, {record.verified}; printed on {', '.join(printed.get(name, ['no page']))}")
    return "\n".join(lines)


def _cited(source: Source) -> str:
    return f"{source.title}, {source.publisher}{f', {source.year}' if source.year else ''}: {source.url}"


def findings(problems: Sequence[Problem], allowed: Sequence[Problem], show: Callable[[Problem], str], everything: bool) -> str:
    """Return what `check` found, page by page: at most a screen of it, unless everything is asked for."""
    ...


__all__ = ["Painter", "as_text", "due", "explain", "explain_all", "facts", "findings", "plain"]
