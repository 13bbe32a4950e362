"""The command `due`: what lapses when, by who looks after it."""

import argparse
from datetime import date, timedelta
from pathlib import Path

from carepress.check.site.lapses import find_lapses
from carepress.cli import DONE
from carepress.cli.arguments import now, options_of
from carepress.cli.report import as_markdown, one_line
from carepress.pipeline import read_site
from carepress.text.words import days_later, format_date, format_distant

_DAYS, _DAYS_OF_ISSUE = 90, 30


def run(asked: argparse.Namespace, root: Path) -> int:
    """Print what lapses when, by who looks after it; for an issue as Markdown."""
    days = asked.days if asked.days is not None else _DAYS_OF_ISSUE if asked.issues else _DAYS
    read = read_site(root, options_of(asked), now())
    today, lapses = read.site.today, find_lapses(read.site, read.config.kind, read.at)
    last = days_later(today, timedelta(days=days))
    soon = [lapse for lapse in lapses if lapse.day is None or lapse.day <= last]
    owner = None
    for lapse in sorted(soon, key=lambda one: (one.owner, one.day or date.min, one.what)):
        if lapse.owner != owner:
            owner = lapse.owner
            name = owner or "Without an owner"
            print(f"## {as_markdown(name)}" if asked.issues else f"{one_line(name)}:")
        waived = lapse.waived and f", waived {lapse.waived}"
        what, when = f"{lapse.kind}: {lapse.what} ({lapse.place.path}){waived}", "never checked"
        if lapse.day:
            when = format_distant(lapse.day, today)
        print(f"- [ ] {when}: {as_markdown(what)}" if asked.issues else one_line(f"  {when:<34}{what}"))
    if not soon and not asked.issues:
        print(f"Nothing lapses until {format_date(last)}.")
    return DONE
