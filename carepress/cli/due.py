"""The command `due`: what lapses when, by who looks after it."""

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from carepress.check.site.lapses import find_lapses
from carepress.cli import DONE
from carepress.cli.arguments import now, options_of
from carepress.cli.report import one_line
from carepress.make.read import Read
from carepress.model.kind import Lapse
from carepress.pipeline import read_site
from carepress.text.words import count_noun, days_later, format_date


def run(asked: argparse.Namespace, root: Path) -> int:
    """Print what lapses when."""
    print("\n".join(map(one_line, _due_lines(read_site(root, options_of(asked), now()), asked.days))))
    return DONE


def _due_lines(read: Read, days: int) -> Iterator[str]:
    """Yield a line for whatever has lapsed or lapses within some days, soonest first, by who looks after it."""
    today, lapses = read.site.today, find_lapses(read.site, read.config.kind, read.at)
    last = days_later(today, timedelta(days=days))
    soon = [lapse for lapse in lapses if lapse.day is None or lapse.day <= last]
    if not soon:
        yield f"Nothing lapses until {format_date(last)}."
    owner = None
    for lapse in sorted(soon, key=lambda one: (one.owner, one.day or date.min, one.what)):
        if lapse.owner != owner:
            owner = lapse.owner
            yield f"{owner or 'Without an owner'}:"
        waived = lapse.waived and f", waived {lapse.waived}"
        yield f"  {_when(lapse, today):<34}{lapse.kind}: {lapse.what} ({lapse.place.path}){waived}"


def _when(lapse: Lapse, today: date) -> str:
    if lapse.day is None:
        return "never checked"
    days = (lapse.day - today).days
    distance = count_noun(abs(days), "day")
    return f"{format_date(lapse.day)}, {'today' if not days else f'in {distance}' if days > 0 else f'{distance} ago'}"
