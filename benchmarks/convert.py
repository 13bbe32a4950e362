#!/usr/bin/env python3
"""Measures what the convert stage takes, part by part: `python3 benchmarks/convert.py`, or `--against` another checkout.

The articles are made up like those of compare.py, with merge fields, sources and a callout as the project's own have
them, and stand in the checkout's own content with its glossary and data.
"""

import argparse
import json
import os
import pkgutil
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles import Plan
from tools.ours import write_site

from build import ROOT, fail, python_in, set_up

ENVIRONMENT = ROOT / ".venv-benchmark"
# The functions of each part, behind a slash outside of carepress.convert, less what other parts inside take; a checkout may lack some.
PARTS = {
    "before Markdown": "limit_problems markdown_lines fields.Fields.take",
    "Markdown: blocks": "/markdown.blockparser.BlockParser.parseDocument /markdown_it.parser_block.ParserBlock.parse",
    "Markdown: inline": "/markdown.treeprocessors.InlineProcessor.run tree.Builder._inline",
    "Markdown: the rest": "markdown_text.MarkdownText.to_html markdown_text.MarkdownText.convert",
    "allow-list, links, quotes": "body.Body.check",
    "glossary links": "glossary_links.Terms.link",
    "proof that no word is lost": "lost_words unclosed_elements",
    "cutting into parts": "fields.Fields.cut",
    "what is left": "Converter.convert",
}
WARM = 10  # articles that are converted before the clock starts, so that what is done once isn't measured
_MORE = """
!!! important "Before you come"
    Call {{ site.phone }}. The plan may ask for {{ facts.medicare-iop-hours }}.

An intensive outpatient program has groups on several days a week.{{ sources.mccarty_2014 }} After detox, a plan for
aftercare helps.{{ sources.dot_40_285 }} It costs {{ costs.iop-episode }}, residential care {{ costs.residential-episode }}.
See [the levels of care](../levels-of-care/index.md) and [who pays](../costs/paying-for-care.md). A craving passes.
"""


def main() -> int:
    """Return 0 after printing the table; nothing here judges the times."""
    asked = _arguments()
    if asked.measure:
        print(json.dumps(_measure(Path(asked.measure))))
        return 0
    python = sys.executable if os.environ.get("CAREPRESS_NO_VENV") else str(python_in(ENVIRONMENT))
    if python != sys.executable and (problem := set_up(ENVIRONMENT, ROOT / "locks" / "benchmark.txt")):
        return fail(problem)
    checkouts = [ROOT, Path(asked.against).resolve()] if asked.against else [ROOT]
    taken: list[list[dict[str, float]]] = [[] for _ in checkouts]
    with tempfile.TemporaryDirectory(prefix="carepress-benchmark-") as folder:
        turns = [(Path(folder) / str(number), *pair) for number, pair in enumerate(zip(checkouts, taken, strict=True))]
        for site, checkout, _ in turns:
            write_site(checkout, site, Plan(asked.articles + WARM, asked.words, topics=0, cited=0))
            shutil.copytree(checkout / "content", site / "content", dirs_exist_ok=True)
            for article in (site / "content" / "blog").glob("article-*.md"):
                article.write_text(article.read_text(encoding="utf-8") + _MORE, encoding="utf-8")
        for turn in range(asked.rounds):  # in turns, so that a slow moment of the machine meets both
            for site, checkout, runs in turns[:: -1 if turn % 2 else 1]:
                environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONHASHSEED": "0"}
                command = (python, __file__, "--measure", str(site))
                done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
                runs.append(json.loads(done.stdout))
    print(f"CPU seconds for 1,000 articles of {asked.words:,} words, {asked.articles} of them measured")
    print("\n".join(_table(taken)))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the convert stage, part by part.")
    parser.add_argument("--against", metavar="PATH", help="another checkout, to measure in turns with this one")
    parser.add_argument("--articles", type=int, default=200, help="how many articles (200)")
    parser.add_argument("--words", type=int, default=1000, help="how many words in each (1000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    parser.add_argument("--measure", help=argparse.SUPPRESS)  # a site's folder, in a process of its own
    return parser.parse_args()


def _measure(root: Path) -> dict[str, float]:
    """Return the CPU seconds of each part for 1,000 articles, by the checkout that PYTHONPATH names."""
    sys.path.remove(str(ROOT))
    from care import SITE as CARE  # noqa: PLC0415
    from carepress.assemble.reads import Reads  # noqa: PLC0415 - which one is known only now
    from carepress.convert import Converter  # noqa: PLC0415
    from carepress.model.config import Options  # noqa: PLC0415
    from carepress.pipeline import read_site  # noqa: PLC0415

    read = read_site(root, Options(kind=CARE), datetime(2027, 1, 1, tzinfo=UTC))
    articles = [page for page in read.site.pages if page.content_path.startswith("blog/article-")]
    components = {path.stem: frozenset[str]() for path in (root / "templates" / "components").glob("*.html")}
    converter = Converter(Reads(read.site, components, {}, {}, {}, kind=CARE, search_index=""))
    for page in articles[:WARM]:
        _, problems = converter.convert(page, read.texts[page.path])
        assert problems == [], problems[0]
    seconds: dict[str, float] = defaultdict(float)
    inside = [0.0]
    for part, name in ((part, name) for part, names in PARTS.items() for name in names.split()):
        owner_name, _, attribute = (name[1:] if name[0] == "/" else f"carepress.convert.{name}").rpartition(".")
        with suppress(ImportError, AttributeError):
            owner = pkgutil.resolve_name(owner_name)
            setattr(owner, attribute, _timed(getattr(owner, attribute), part, seconds, inside))
    for page in articles[WARM:]:
        converter.convert(page, read.texts[page.path])
    taken = {part: seconds[part] * 1000 / len(articles[WARM:]) for part in PARTS}
    return {**taken, "whole stage": sum(taken.values())}


def _timed(function: Callable[..., Any], part: str, seconds: dict[str, float], inside: list[float]) -> Any:
    """Return the function, adding what it takes itself to the seconds of its part."""

    @wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        inside.append(0.0)
        started = time.process_time()
        made = function(*arguments, **named)
        made = list(made) if isinstance(made, Iterator) else made
        took = time.process_time() - started
        seconds[part] += took - inside.pop()
        inside[-1] += took
        return made

    return run


def _table(checkouts: list[list[dict[str, float]]]) -> list[str]:
    """Return the lines of the table: the medians, and with another checkout the median of what each turn shows."""
    lines = [f"{'':<28}{'this':>10}" + f"{'other':>10}{'this/other':>12}" * (len(checkouts) == 2)]
    for part in checkouts[0][0]:
        cells = [f"{median(run[part] for run in runs):>10.2f}" for runs in checkouts]
        if len(checkouts) == 2:
            pairs = [(mine[part], other[part]) for mine, other in zip(*checkouts, strict=True) if other[part]]
            cells.append(f"{median(mine / other for mine, other in pairs) if pairs else 0:>12.2f}")
        lines.append("".join([f"{part:<28}", *cells]))
    return lines


if __name__ == "__main__":
    sys.exit(main())
