"""Says which links to other hosts are dead, have moved, or must be opened by a person, once somebody asks for them to be tried."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from carepress.external import GENTLE, Answer, Pace, ask_hosts
from carepress.html import links_of
from carepress.model import Config, Output, Page, SourceFile, SourceFiles
from carepress.problems import Place, Problem
from carepress.rules.allowances import lift, read_allowances
from carepress.rules.catalog import TRIED, breach, rules
from carepress.urls import host_of, scheme_of
from carepress.write import Stage


def try_links(
    sources: SourceFiles,
    outputs: Sequence[Output],
    stage: Stage,
    config: Config,
    progress: Callable[[str], None],
    pace: Pace = GENTLE,
) -> tuple[list[Problem], list[Problem], str]:
    """Return what is wrong with the links to other hosts, what authors have given leave for, and what was done for it.

    Raises EnvironmentFailed if this computer is offline.
    """
    found = _find_links(outputs, stage, config.base_url)
    answers, tried = ask_hosts(list(found), config.root / ".cache" / "external.json", config.today, progress, pace)
    data = [*sources.data, sources.settings]
    places = [*data, *_templates(config.templates)]
    problems = [
        _problem(one, answers[one], pages, places) for one, pages in found.items() if answers[one].rule in TRIED
    ]
    written = {source.path: source for source in (*(output.page.source for output in outputs if output.page), *data)}
    allowances = (one for one in read_allowances(written.values()) if one.rule in TRIED)
    return *lift(sorted(problems, key=Problem.sort_key), allowances, rules()), tried


def _find_links(outputs: Iterable[Output], stage: Stage, base_url: str) -> Mapping[str, Sequence[Page]]:
    """Return the addresses on other hosts that pages lead to, without anchors, each with the pages that have it."""
    found: defaultdict[str, list[Page]] = defaultdict(list)
    for page, html in ((output.page, stage.read(output)) for output in outputs if output.page):
        for address in dict.fromkeys(urldefrag(urljoin(base_url, link)).url for link in links_of(html)):
            if scheme_of(address) in {"http", "https"} and host_of(address) != host_of(base_url):
                found[address].append(page)
    return found


def _templates(folder: Path) -> Iterator[SourceFile]:
    for path in sorted(folder.rglob("*.html")):
        yield SourceFile(path.relative_to(folder.parent).as_posix(), path.read_text(encoding="utf-8"))


def _problem(address: str, answer: Answer, pages: Sequence[Page], texts: Iterable[SourceFile]) -> Problem:
    """Return what is wrong with an address, at the first place where it stands."""
    link = address if len(pages) == 1 else f"{address} (on {len(pages)} pages)"
    places = (place for source in (pages[0].source, *texts) if (place := _place(address, source)))
    return breach(answer.rule, next(places, Place(pages[0].source.path)), link=link, said=answer.said)


def _place(address: str, source: SourceFile) -> Place | None:
    """Return where an address stands in a file; another that only begins like it is passed over."""
    written = "|".join(re.escape(form) for form in {address, escape(address)})
    match = re.search(rf"(?:{written})(?![^\s\"'<>()\[\]{{}}|#])", source.text)
    if match is None:
        return None
    line, start = source.text.count("\n", 0, match.start()) + 1, source.text.rfind("\n", 0, match.start())
    return Place(source.path, line, match.start() - start, len(match[0]))
