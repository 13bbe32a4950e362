"""The whole build, from top to bottom: the one place where the stages meet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from carepress.assemble import assemble
from carepress.check import run_rules
from carepress.convert import convert_pages
from carepress.load.content import read_content
from carepress.load.data import load_data
from carepress.load.pages import parse_page
from carepress.load.settings import Options, configure
from carepress.media.assets import read_assets
from carepress.media.cards import make_cards
from carepress.media.keep import sweep
from carepress.media.pictures import prepare_images
from carepress.model.config import Config
from carepress.model.made import Report
from carepress.model.records import SiteSettings
from carepress.model.site import ContentFiles, Site
from carepress.problems import BuildFailed, Problem, has_errors
from carepress.render import render_site
from carepress.render.context import CONTEXT_NAMES, FILTERS
from carepress.render.templates import load_templates
from carepress.site_files.search import index_site
from carepress.text.urls import whole_letters
from carepress.text.words import count_noun
from carepress.write.apply import Stage, Written, complete_interrupted, locked, published, write_site

Progress = Callable[[str], None]


def build(root: Path, options: Options, now: datetime, progress: Progress = lambda stage: None) -> Report:
    """Return what the build did, with the site brought into the output folder.

    Every stage goes on past the faults it finds, so that one run reports them all; nothing is written if there is one.
    Raises BuildFailed, or EnvironmentFailed if the machine stands in the way.
    """
    config, settings, broken, problems = configure(root, options, now)
    with locked(config.cache):
        complete_interrupted(config)
        site, sources, found = _read_site(config, settings, broken, progress)
        problems += found
        # Only a preview has these. A fault in their texts stops nothing today, and a warning is for their day.
        waiting = {page.url: held for page in site.pages if (held := site.held_back.get(page.content_path))}
        waits, of_today = {held.page.source.path for held in waiting.values()}, set(problems)
        templates, found = load_templates(config.templates, CONTEXT_NAMES, FILTERS, config.cache)
        problems += found
        progress(f"Converting {count_noun(len(site.pages), 'page')}")
        documents, found = convert_pages(site, site.pages, templates.components)
        problems += found

        # Nobody will see the site if something is wrong already, but everything else is to be found as well.
        counts = [one for one in problems if one in of_today or one.place.path not in waits]
        stage = Stage(config.stage, is_trial=has_errors(counts))
        progress("Drawing social cards")
        cards, found = make_cards(config, site, [page for page in site.pages if not page.is_broken])
        problems += found
        progress("Applying templates")
        assets, found = read_assets(config)
        problems += found
        outputs, found, printed = render_site(site, documents, templates, assets, cards, stage)
        problems += found
        index, indexed, found = index_site(config, site, outputs, stage)
        outputs += index
        problems += found
        progress("Checking links, words, safety and privacy")
        paths, tried = frozenset(output.path for output in outputs), ""
        found, allowed = run_rules(config, site, sources, documents, stage.texts(outputs), paths, problems)
        problems = _without_echoes([problem for problem in problems if problem.severity == "error"] + found)
        if config.external:
            # Loading urllib3 takes 0.1 s, which nobody else needs to wait for.
            from carepress.check.site.external_links import try_links  # noqa: PLC0415

            found, lifted, tried = try_links(config, sources, outputs, stage, progress)
            problems += found
            allowed += lifted
        later = {one for one in problems if one.place.path in waits} - of_today
        problems = [one for one in problems if one not in later]
        problems += [replace(one, severity="warning") for one in later if one.severity == "error"]
        if has_errors(problems):
            raise BuildFailed(problems, allowed, tried)

        progress("Writing")
        written = Written(0, 0, 0, ())
        if config.depth == "build":
            written = write_site(config, stage, outputs)
            sweep(config.store, config.today)
    warnings = sorted([*problems, *written.problems], key=Problem.sort_key)
    return Report(
        pages=len(site.pages) - len(waiting),
        converted=len(documents),
        written=written.written,
        removed=written.removed,
        unchanged=written.unchanged,
        indexed=indexed,
        cards=cards.drawn,
        held_back=tuple(site.held_back.values()),
        waiting=waiting,
        timezone=settings.timezone,
        warnings=tuple(warnings),
        allowed=tuple(allowed),
        tried=tried,
        data=site.data,
        printed=printed,
        images=site.images.made,
    )


def look(root: Path, options: Options, now: datetime) -> tuple[Site, ContentFiles]:
    """Return the site as it is written, before anything is made of it. Raises BuildFailed if it can't be read."""
    config, settings, broken, problems = configure(root, options, now)
    site, sources, found = _read_site(config, settings, broken, lambda stage: None)
    if has_errors(problems := problems + found):
        raise BuildFailed(problems)
    return site, sources


def _read_site(
    config: Config, settings: SiteSettings, broken: frozenset[str], progress: Progress
) -> tuple[Site, ContentFiles, list[Problem]]:
    progress("Reading content")
    sources, problems = read_content(config)
    paths = [whole_letters(source.path.removeprefix("content/")) for source in sources.pages]
    data, found = load_data(sources.data, broken, paths, config.today)
    problems += found
    pages = []
    for source in sources.pages:
        page, found = parse_page(source)
        pages.append(page)
        problems += found
    images, found = prepare_images(config, sources.assets, progress)
    problems += found
    site, found = assemble(config, settings, data, pages, images, sources.left_out, published(config))
    return site, sources, problems + found


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """Return the problems without those that only repeat another; the later one knows more about the same fault."""
    return list({(problem.rule, problem.message, problem.place): problem for problem in problems}.values())
