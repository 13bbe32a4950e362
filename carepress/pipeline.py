"""The whole build, from top to bottom: the one place where the stages meet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from carepress.assemble import assemble
from carepress.assemble.reads import Reads
from carepress.check import page_warnings, run_rules
from carepress.check.checked import Checked
from carepress.check.page.rules import PageRules
from carepress.load.content import read_content
from carepress.load.data import data_files, load_data
from carepress.load.front_matter import places
from carepress.load.pages import parse_page
from carepress.load.settings import Configured, configure
from carepress.make_page import PageMaker, template_problems
from carepress.media.assets import FOLDER as ASSETS
from carepress.media.assets import Asset, read_assets
from carepress.media.cards import NAMES as CARD_NAMES
from carepress.media.cards import Cards, make_cards
from carepress.media.keep import sweep
from carepress.media.pictures import prepare_images
from carepress.model.config import Config, Options
from carepress.model.kind import At
from carepress.model.made import Made, Report
from carepress.model.page import TextFile
from carepress.model.site import ContentFiles, Site
from carepress.problems import BuildFailed, Problem, has_errors
from carepress.render.context import CONTEXT_NAMES, FILTERS
from carepress.render.templates import load_templates
from carepress.site_files.feeds import FEED_FILES, SiteFeed, feed_files, find_feeds
from carepress.site_files.hosting import FILES as HOSTING_FILES
from carepress.site_files.hosting import headers, redirects
from carepress.site_files.search import FOLDER as SEARCH_FOLDER
from carepress.site_files.search import can_search, index_site, search_copier
from carepress.site_files.sitemap import FILES as SITEMAP_FILES
from carepress.site_files.sitemap import robots, sitemap
from carepress.text.urls import output_path, whole_letters
from carepress.text.words import count_noun
from carepress.write.apply import Stage, Written, complete_interrupted, locked, published, write_site
from carepress.write.ownership import MANIFEST

Progress = Callable[[str], None]
# The files and folders of the site that a build makes besides pages.
RESERVED = (
    *(MANIFEST, ASSETS, SEARCH_FOLDER, *CARD_NAMES),
    *(*SITEMAP_FILES, *FEED_FILES, *HOSTING_FILES),
)
_TEXTS = frozenset({".js", ".json", ".svg", ".xml"})  # in which an address can stand that loads something


@dataclass(frozen=True, slots=True)
class Read:
    """A site as it is written, before anything is made of it, and the files that it was read from."""

    config: Config
    site: Site
    sources: ContentFiles
    problems: Sequence[Problem]

    @property
    def texts(self) -> Mapping[str, TextFile]:
        """Return the files of pages by their path."""
        return {file.path: file for file in self.sources.pages}

    @property
    def at(self) -> At:
        """Return what says where a value is in the files."""
        return places({**data_files(self.sources), **self.texts})


@dataclass(frozen=True, slots=True)
class Work:
    """What a build has made before it is checked; `of_today` are the problems that were known before any page was made."""

    stage: Stage
    made: Sequence[Made]
    texts: Mapping[str, str]
    rules: PageRules
    problems: Sequence[Problem]
    of_today: frozenset[Problem]
    indexed: int
    cards: int


def build(root: Path, options: Options, now: datetime, progress: Progress = lambda stage: None) -> Report:
    """Return what the build did, with the site brought into the output folder.

    Every stage goes on past the faults it finds, so that one run reports them all; nothing is written if there is one.
    Raises BuildFailed, or EnvironmentFailed if the machine stands in the way.
    """
    configured = configure(root, options, now)
    config = configured.config
    with locked(config.cache):
        complete_interrupted(config)
        read = _read_site(configured, progress)
        site = read.site
        # Only a preview has these. A fault in their texts stops nothing today, and a warning is for their day.
        waiting = {page.url: held for page in site.pages if (held := site.held_back.get(page.content_path))}
        waits = frozenset(held.page.path for held in waiting.values())
        work = _make_site(read, waits, progress)
        progress("Checking links, words, safety and privacy")
        problems, allowed, tried = _check_site(read, work, progress)
        problems = _without_waiting(problems, waits, work.of_today)
        if has_errors(problems):
            raise BuildFailed(problems, allowed, tried)
        progress("Writing")
        written = Written(0, 0, 0, ())
        if config.depth == "build":
            written = write_site(config, work.stage)
            sweep(config.store, config.today)
    return Report(
        pages=len(site.pages) - len(waiting),
        converted=len(work.made),
        written=written.written,
        removed=written.removed,
        unchanged=written.unchanged,
        indexed=work.indexed,
        cards=work.cards,
        held_back=tuple(site.held_back.values()),
        waiting=waiting,
        timezone=site.settings.timezone,
        warnings=tuple(sorted([*problems, *written.problems], key=Problem.sort_key)),
        allowed=tuple(allowed),
        tried=tried,
        data=site.data,
        printed=_printed(work.made),
        images=site.images.made,
    )


def _make_site(read: Read, waits: frozenset[str], progress: Progress) -> Work:
    """Return every file of the site, staged, and what was found on the way; `waits` has the files of pages that wait."""
    config, site = read.config, read.site
    problems = [*read.problems, *page_warnings(site, read.sources)]
    of_today = frozenset(problems)
    names, filters = CONTEXT_NAMES | config.kind.queries.keys(), {**FILTERS, **config.kind.filters}
    templates, found = load_templates(config.templates, names, filters, config.cache)
    problems += found
    progress("Drawing social cards")
    cards, found = make_cards(config, site, [page for page in site.pages if not page.is_broken])
    problems += found
    assets, found = read_assets(config)
    problems += found
    # Nobody will see the site if something is wrong already, but everything else is to be found as well.
    stage = Stage(
        config.stage, is_trial=has_errors(one for one in problems if one in of_today or one.place.path not in waits)
    )

    progress(f"Making {count_noun(len(site.pages), 'page')}")
    # A copy for review has no feeds and no sitemap: readers would keep what counsel may strike out, and a list of pages to
    # index would say the opposite of each page in it.
    feeds = {} if site.staging else find_feeds(site)
    urls = {name: file.url for name, file in assets.items()}
    listed = {url: (feed.title, feed.pages) for url, feed in feeds.items()}
    reads = Reads(site, templates.components, urls, cards.urls, listed, kind=config.kind, can_search=can_search(site))
    rules = PageRules(config, site, data_files(read.sources), problems)
    made = PageMaker(reads, templates, rules, read.texts, search_copier(site), stage.add).make_all(site.pages)
    problems += [problem for one in made for problem in one.problems]
    problems += template_problems(made)

    progress("Making the search index")
    copies = {output_path(one.page.url): one.searched for one in made if one.searched}
    index, indexed, found = index_site(config, site, copies, is_trial=stage.is_trial)
    problems += found
    texts = _add_files(stage, _site_files(site, feeds, made, assets) | _made_files(site, cards) | index)
    return Work(stage, made, texts, rules, problems, of_today, indexed, cards.drawn)


def _check_site(read: Read, work: Work, progress: Progress) -> tuple[list[Problem], list[Problem], str]:
    """Return all that is wrong, what authors have allowed, and a line on the links to other hosts that were tried."""
    checked = Checked(
        config=read.config,
        site=read.site,
        sources=read.sources,
        made=work.made,
        texts=work.texts,
        paths=frozenset(work.stage.files),
    )
    found, allowed = run_rules(checked, work.rules, work.problems)
    # The later of two that say the same knows more about the fault.
    firm = [one for one in work.problems if one.severity == "error"]
    problems, tried = {(one.rule, one.message, one.place): one for one in [*firm, *found]}, ""
    if not read.config.external:
        return list(problems.values()), allowed, tried
    # Loading urllib3 takes 0.1 s, which nobody else needs to wait for.
    from carepress.check.site.external_links import try_links  # noqa: PLC0415

    found, lifted, tried = try_links(checked, progress)
    return [*problems.values(), *found], [*allowed, *lifted], tried


def _without_waiting(problems: Iterable[Problem], waits: frozenset[str], of_today: frozenset[Problem]) -> list[Problem]:
    """Return the problems that count today: an error in a page that waits is a warning, and a warning is for its day."""
    later = {one for one in problems if one.place.path in waits} - of_today
    counted = [one for one in problems if one not in later]
    return counted + [replace(one, severity="warning") for one in later if one.severity == "error"]


def read_site(root: Path, options: Options, now: datetime) -> Read:
    """Return the site as it is written, before anything is made of it. Raises BuildFailed if it can't be read."""
    read = _read_site(configure(root, options, now), lambda stage: None)
    if has_errors(read.problems):
        raise BuildFailed(read.problems)
    return read


def _read_site(configured: Configured, progress: Progress) -> Read:
    progress("Reading content")
    config, settings, file, problems = configured
    broken = frozenset({"site"} if has_errors(problems) else ())
    sources, found = read_content(config.content, file)
    problems = [*problems, *found]
    paths = [whole_letters(source.path.removeprefix("content/")) for source in sources.pages]
    data, found = load_data(sources.data, broken, paths, config.today, config.kind)
    problems += found
    pages = []
    for source in sources.pages:
        page, found = parse_page(source, config.kind)
        pages.append(page)
        problems += found
    images, found = prepare_images(config, sources.assets, progress)
    problems += found
    site, found = assemble(config, settings, data, pages, images, sources, published(config), RESERVED)
    return Read(config, site, sources, [*problems, *found])


def _site_files(
    site: Site, feeds: Mapping[str, SiteFeed], made: Iterable[Made], assets: Mapping[str, Asset]
) -> dict[str, str | bytes | Path]:
    """Return the site's files besides pages that every build makes anew, by their path."""
    files: dict[str, str | bytes | Path] = {asset.url.lstrip("/"): asset.content for asset in assets.values()}
    files |= {"robots.txt": robots(site), "_headers": headers(site)}
    files |= {} if site.staging else {"sitemap.xml": sitemap(site)}
    files |= feed_files(site, feeds, {one.page.url: one.text for one in made})
    return files | ({"_redirects": old_addresses} if (old_addresses := redirects(site)) else {})


def _made_files(site: Site, cards: Cards) -> dict[str, Path]:
    """Return the pictures, documents and cards, by their path in the site."""
    return {url.lstrip("/"): file for url, file in {**site.images.files, **cards.files}.items()}


def _add_files(stage: Stage, files: Mapping[str, str | bytes | Path]) -> dict[str, str]:
    """Stage files; return those that are text, by their path."""
    texts = {}
    for path, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        raw = raw.read_bytes() if isinstance(raw, Path) else raw
        stage.add(path, raw)
        if Path(path).suffix in _TEXTS:
            texts[path] = raw.decode(errors="replace")
    return texts


def _printed(made: Iterable[Made]) -> dict[str, tuple[str, ...]]:
    """Return the urls of the pages that print a fact, by its name."""
    names = {name for one in made for name in one.facts}
    return {name: tuple(one.page.url for one in made if name in one.facts) for name in names}
