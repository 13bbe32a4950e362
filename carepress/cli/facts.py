"""The command `facts`: where figures come from, and which pages print them."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from carepress.cli import DONE
from carepress.cli.arguments import now, options_of
from carepress.cli.report import one_line
from carepress.load.names import UnknownName, facts_of
from carepress.model.records import Data
from carepress.pipeline import build
from carepress.problems import guess


def run(asked: argparse.Namespace, root: Path) -> int:
    """Print where figures come from, and on which pages they stand."""
    report = build(root, options_of(asked), now())
    print("\n".join(map(one_line, _lines(report.data, report.printed, asked.name))))
    return DONE


def _lines(data: Data, printed: Mapping[str, Sequence[str]], name: str) -> Iterator[str]:
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
