"""Makes every file of the site: pages, what they need, and what hosts and search engines ask for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from pathlib import Path

from carepress.assemble.known import Recorded
from carepress.assemble.reads import Components, Reads
from carepress.cache.engine import engine_of
from carepress.cache.steps import Steps
from carepress.check import page_warnings
from carepress.check.page.rules import PageRules
from carepress.load.data import data_files
from carepress.load.editions import words_path
from carepress.load.unpublished import remedy
from carepress.make.kept import Kept
from carepress.make.last import LastPages
from carepress.make.page import PageMaker
from carepress.make.pages import make_pages, template_problems
from carepress.make.read import Progress, Read
from carepress.make.timed import TimedMaker
from carepress.make.why import Inquiry, answered
from carepress.make.workers import count_processors
from carepress.media.assets import FOLDER as ASSETS
from carepress.media.assets import Asset, read_assets
from carepress.media.cards import Cards, make_cards
from carepress.model.config import Config
from carepress.model.digest import Digester, digest_of
from carepress.model.made import Made
from carepress.model.site import Site
from carepress.model.words import OF_THE_ENGINE, Words
from carepress.problems import Place, Problem, has_errors
from carepress.problems.catalog import violation
from carepress.render.context import CONTEXT_NAMES, FILTERS
from carepress.render.templates import Templates, load_templates, marked_texts, template_digests
from carepress.site_files.dialects import host_files
from carepress.site_files.feeds import SiteFeed, feed_files, find_feeds
from carepress.site_files.packed import is_packed, packed
from carepress.site_files.search import index_site, search_index
from carepress.site_files.sitemap import robots, sitemap
from carepress.text.urls import href
from carepress.text.words import ENGLISH, base_language, count_noun, language_name
from carepress.write.apply import Stage


@dataclass(frozen=True, slots=True)
class Work:
    """What a build has made before it is checked; `of_today` are the problems that were known before any page was made."""

    stage: Stage
    made: Sequence[Made]
    converted: int
    rules: PageRules
    problems: Sequence[Problem]
    of_today: frozenset[Problem]
    indexed: int
    cards: int
    pages: LastPages


def make_site(read: Read, waits: frozenset[str], kept: Kept, progress: Progress, inquiry: Inquiry) -> Work:
    """Return every file of the site, staged, and what was found on the way; `waits` has the files of pages that wait.

    Raises UnknownName if `inquiry` is about a page that isn't there.
    """
    config, site, steps = read.config, read.site, kept.steps
    problems = [*read.problems, *page_warnings(site, read.sources)]
    of_today = frozenset(problems)
    look = kept.of_folder(config.templates, lambda: template_digests(config.templates))
    look_key = Digester().digest((look, config.base_url))
    load = cache(lambda: steps.ready(("templates", ""), partial(_load_templates, config), look))
    pages_key = Digester().digest({path: digest for path, digest in look.items() if path.endswith(".html")})
    components, found = steps.whole("components", pages_key, lambda: (load()[0].components, load()[1]))
    problems += found
    if said := _words(site):
        problems += steps.once("words", (pages_key, said), lambda: [*_missing_words(load()[0], said)])
    progress("Drawing social cards")
    cards, found = make_cards(config, site, [page for page in site.pages if not page.is_broken])
    problems += found
    own = {path: digest for path, digest in look.items() if path.startswith(f"{ASSETS}/")}
    assets_key = Digester().digest((own, config.base_url))
    assets, found = steps.whole("assets", assets_key, lambda: read_assets(config))
    problems += found
    # Nobody will see the site if something is wrong already, but everything else is to be found as well.
    is_wrong = has_errors(one for one in problems if one in of_today or one.place.path not in waits)
    stage = kept.stage(config, is_wrong=is_wrong)

    progress(f"Making {count_noun(len(site.pages), 'page')}")
    # A copy for review has no feeds and no sitemap: readers would keep what counsel may strike out, and a list of pages to
    # index would say the opposite of each page in it.
    feeds = {} if site.staging else find_feeds(site)
    reads = _reads(read, steps, look, components, assets, cards, feeds)
    rules = PageRules(config, site, reads, problems)
    digest = steps.whole(f"rules-{config.page_depth}", read.key, rules.digest)
    # A page that speaks of the last build has a mistake, so that it isn't kept.
    last = site.published if config.preview or config.depth != "build" else ()
    beside = steps.ready(
        ("last", ""), lambda: Digester().digest((cards.urls, reads.search_index, last)), cards.urls, last
    )
    all_key = digest_of(read.key, look_key, digest, beside)
    maker = (TimedMaker if inquiry.is_timed else PageMaker)(
        reads,
        lambda: load()[0],
        rules,
        read.texts,
        steps,
        kept.held,
        config.page_depth,
        digest,
        LastPages(steps, config.page_depth, all_key, reads),
    )
    with answered(inquiry, maker, site, stage):
        made, fresh = make_pages(maker, site.pages, stage, config.workers or count_processors())
    inquiry.times += maker.times
    problems += [problem for one in made for problem in one.problems]
    problems += template_problems(made, is_sure=read.is_whole)

    progress("Making the search index")
    searched = {one.page.url: one.searched for one in made}
    index, indexed, found = index_site(config, site, searched, stage.read, is_trial=stage.is_trial)
    problems += found
    _add_feeds(read, feeds, made, maker, stage)
    for_host, found = host_files(site)
    problems += found
    media, found = _media(read, made)
    problems += found
    files = _site_files(read, assets, steps) | _made_files(site, cards)
    for path, content in (files | media | for_host | index).items():
        stage.add(path, content)
    if config.packed:
        _add_packed(stage, steps)
    return Work(stage, made, fresh, rules, problems, of_today, indexed, cards.drawn, maker.last)


def _reads(
    read: Read,
    steps: Steps,
    look: Mapping[str, bytes],
    components: Components,
    assets: Mapping[str, Asset],
    cards: Cards,
    feeds: Mapping[str, SiteFeed],
) -> Reads:
    """Return what pages may ask of the site; `look` has the digests of the files that it looks like."""
    site, files = read.site, data_files(read.sources)
    urls, editions = {name: file.url for name, file in assets.items()}, site.all_editions
    listed = {url: (feed.title, feed.pages) for url, feed in feeds.items()}
    return Reads(
        site,
        components,
        urls,
        cards.urls,
        listed,
        kind=read.config.kind,
        search_index=search_index(site),
        pictures={escape(href(site.base_url, url)): picture for url, picture in site.images.pictures.items()},
        templates=look,
        data_texts=files,
        known=steps.ready(("answers", ""), dict, read.key),
        # The very same records, since facts are told by what they are, not by what they say.
        recorded=steps.ready(
            ("recorded", ""),
            partial(Recorded, editions),
            *((id(one.settings), id(one.data)) for one in editions.values()),
        ),
        once=lambda name, of, make: steps.once(
            f"{name}-{read.config.page_depth}", [files.get(one) for one in of], make
        ),
    )


def _words(site: Site) -> dict[str, Words]:
    """Return the words of each language of the site but English, in which the texts are written."""
    spoken = {base_language(edition.settings.language): edition.words for edition in site.all_editions.values()}
    return {language: words for language, words in spoken.items() if language != ENGLISH}


def _missing_words(templates: Templates, said: Mapping[str, Words]) -> Iterator[Problem]:
    """Yield a problem for each text of the templates and the engine that has no words in one of the languages."""
    for language, words in said.items():
        file = words_path(language)
        marked = {text: Place(file) for text in OF_THE_ENGINE} | dict(marked_texts(templates))
        if not words.texts:
            name = language_name(language, ENGLISH)
            yield violation("words-missing", Place(file), "file", file=file, name=name, count=len(marked))
        for text, place in marked.items() if words.texts else ():
            if text not in words.texts:
                yield violation("words-missing", place, text=text, language=language, file=file)


def _add_packed(stage: Stage, steps: Steps) -> None:
    """Stage what is to lie beside texts, packed; beside those that are as they were it stays."""
    before: Mapping[str, tuple[str, dict[str, str]]] = steps.value("packed") or {}
    now = {}
    for path, digest in [(path, digest) for path, digest in stage.files.items() if is_packed(path)]:
        known, files = before.get(path, ("", {}))
        if known != digest or not stage.keep(files):
            contents = packed(path, stage.content(path))
            for name, content in contents.items():
                stage.add(name, content)
            files = {name: stage.files[name] for name in contents}
        now[path] = digest, files
    if now != before:
        steps.keep_value("packed", now)


def _load_templates(config: Config) -> tuple[Templates, list[Problem]]:
    names, filters = CONTEXT_NAMES | config.kind.queries.keys(), {**FILTERS, **config.kind.filters}
    return load_templates(config.templates, names, filters, config.cache, engine=engine_of(config.kind))


def _site_files(read: Read, assets: Mapping[str, Asset], steps: Steps) -> dict[str, str | bytes | Path]:
    """Return the site's files besides pages that every build makes anew, by their path."""
    site = read.site
    files: dict[str, str | bytes | Path] = {asset.url.lstrip("/"): asset.content for asset in assets.values()}
    files |= {"robots.txt": robots(site)}
    files |= {} if site.staging else {"sitemap.xml": steps.ready(("sitemap", ""), partial(sitemap, site), site)}
    return files


def _made_files(site: Site, cards: Cards) -> dict[str, Path]:
    """Return the pictures, documents and cards, by their path in the site."""
    return {url.lstrip("/"): file for url, file in {**site.images.files, **cards.files}.items()}


def _media(read: Read, made: Iterable[Made]) -> tuple[dict[str, Path], list[Problem]]:
    """Return the videos and captions that pages show, by their path in the site, and what is wrong with the others."""
    media, base_url = read.site.media.values(), read.site.base_url
    asked = frozenset[str]().union(*(one.addresses for one in made)) if media else frozenset()
    shown = {one.url.lstrip("/"): read.config.root / one.path for one in media if href(base_url, one.url) in asked}
    hidden = (one.path for one in media if href(base_url, one.url) not in asked)
    return shown, [violation("file-not-published", Place(path), "content", remedy=remedy(path)) for path in hidden]


def _add_feeds(read: Read, feeds: Mapping[str, SiteFeed], made: Iterable[Made], maker: PageMaker, stage: Stage) -> None:
    """Stage the files of feeds; those of which no page has changed stay as they are."""
    site, steps = read.site, maker.steps
    by_url = {one.page.url: one for one in made if one.text}
    texts = {url: one.text for url, one in by_url.items()}
    key = Digester().digest((site.settings, site.base_url, site.today, site.data.tags))
    before: Mapping[str, tuple[bytes, dict[str, str]]] = steps.value("feeds", key) or {}
    now = {}
    for url, feed in feeds.items():
        digest = Digester().digest([(page.url, read.heads[page.path], texts.get(page.url)) for page in feed.pages])
        known, files = before.get(url, (b"", {}))
        # A trial stages nothing: what it says of a file has to be there to be looked at.
        if known != digest or not stage.held.has(files):
            contents = feed_files(
                site, url, feed, lambda page: maker.text_in_feeds(by_url[page.url]) if page.url in by_url else ""
            )
            for path, text in contents.items():
                stage.add(path, text)
            files = {path: stage.files[path] for path in contents}
        stage.keep(files)
        now[url] = digest, files
    if now != before:
        steps.keep_value("feeds", now, key)
