"""Says which links to other hosts are dead, have moved, or must be opened by a person, once somebody asks for them to be tried."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import chain
from urllib.parse import urldefrag, urljoin

from carepress.check import Checked
from carepress.check.page.locate import Finding, Places
from carepress.check.site.allowances import lift, read_allowances
from carepress.check.site.external import GENTLE, Pace, ask_hosts
from carepress.model.made import Made
from carepress.model.page import Page, TextFile
from carepress.problems import Problem
from carepress.problems.catalog import TRIED
from carepress.text.urls import as_read, host_of, scheme_of


def try_links(
    checked: Checked, progress: Callable[[str], None], pace: Pace = GENTLE
) -> tuple[list[Problem], list[Problem], str]:
    """Return what is wrong with the links to other hosts, the findings that authors have allowed, and what was done for it.

    Raises EnvironmentFailed if this computer is offline.
    """
    config = checked.config
    found = _find_links(checked.made, config.base_url)
    answers, tried = ask_hosts(list(found), config.root / ".cache" / "external.json", config.today, progress, pace)
    places, problems, texts = Places(config.templates, checked.data, config.kind.catalog), [], checked.pages
    for address, pages in found.items():
        if (answer := answers[address]).rule in TRIED:
            link = address if len(pages) == 1 else f"{address} (on {len(pages)} pages)"
            finding = Finding(answer.rule, address, escape(address), link=link, said=answer.said)
            file = texts.get(pages[0].path, TextFile(pages[0].path, ""))
            problems.append(places.problem(finding, file))
    built = {one.page.path for one in checked.made}
    written = [file for path, file in texts.items() if path in built]
    allowances = (one for one in chain(*read_allowances([*written, *checked.data.values()])) if one.rule in TRIED)
    return *lift(sorted(problems, key=Problem.sort_key), allowances, config.kind.catalog.rules), tried


def _find_links(made: Iterable[Made], base_url: str) -> Mapping[str, Sequence[Page]]:
    """Return the addresses on other hosts that pages lead to, without anchors, each with the pages that have it."""
    found: defaultdict[str, list[Page]] = defaultdict(list)
    for one in made:
        others = (link for link in map(as_read, one.links) if scheme_of(link) in {"http", "https"})
        # What has no host is no address, and reported as dead already.
        leading = (link for link in others if host_of(link) not in {link, host_of(base_url)})
        for address in dict.fromkeys(urldefrag(urljoin(base_url, link)).url for link in leading):
            found[address].append(one.page)
    return found
