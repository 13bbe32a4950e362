"""Makes the finished files: fills the slots of each document, applies its template, and adds what belongs to the site."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from carepress.media.assets import Asset
from carepress.media.cards import Cards
from carepress.model.kind import SiteKind
from carepress.model.made import Document, Output
from carepress.model.page import Page
from carepress.model.site import Site
from carepress.problems import Problem
from carepress.render.page import Renderer
from carepress.render.templates import TemplateFailed, Templates, within_memory
from carepress.site_files.feeds import feed_files, find_feeds
from carepress.site_files.hosting import headers, redirects
from carepress.site_files.sitemap import robots, sitemap
from carepress.text.urls import alias_url, output_path
from carepress.text.words import count_noun
from carepress.write.apply import Stage


@within_memory
def render_site(
    site: Site,
    kind: SiteKind,
    documents: Iterable[Document],
    templates: Templates,
    assets: Mapping[str, Asset],
    cards: Cards,
    stage: Stage,
) -> tuple[list[Output], list[Problem], Mapping[str, tuple[str, ...]]]:
    """Return every file of the site, staged, the problems of the templates (one for each faulty line), and who prints which fact."""
    # A copy for review has no feeds and no sitemap: readers would keep what counsel may strike out, and a list of pages
    # to index would say the opposite of each page in it.
    feeds = {} if site.staging else find_feeds(site)
    renderer = Renderer(site, kind, templates, assets, feeds, cards.urls)
    outputs: list[Output] = []
    # A fault in the base template is one problem, not one for each page.
    failures: dict[Problem, list[Page]] = defaultdict(list)
    again: dict[str, Document] = {}
    built = [document for document in documents if document.page.url in site.by_url]
    waiting = [document for document in documents if document.page.url not in site.by_url]
    for document in chain(built, again.values(), waiting):
        try:
            renderer.listed_sources = False
            html = renderer.page(document)
            # Where each source is cited is known when every page has been rendered, so what lists it is rendered again.
            if renderer.listed_sources and document.page.url not in again:
                again[document.page.url] = document
                continue
            outputs.append(stage.add(output_path(document.page.url), html, document.page))
            for alias in document.page.front_matter.aliases:
                outputs.append(stage.add(output_path(alias_url(alias)), renderer.redirect(document)))
        except TemplateFailed as failure:
            failures[failure.problem].append(document.page)
    outputs += [stage.add(asset.url.lstrip("/"), asset.content) for asset in assets.values()]
    made = {**site.images.files, **cards.files}
    outputs += [stage.add(url.lstrip("/"), file.read_bytes()) for url, file in made.items()]
    files = {"robots.txt": robots(site), "_headers": headers(site)}
    files |= {} if site.staging else {"sitemap.xml": sitemap(site)}
    files |= feed_files(site, feeds, renderer.texts)
    files |= {"_redirects": old_addresses} if (old_addresses := redirects(site)) else {}
    outputs += [stage.add(path, content) for path, content in files.items()]
    printed = {name: tuple(urls) for name, urls in renderer.printed.items()}
    failed = [dataclasses.replace(problem, hint=_while(pages, problem)) for problem, pages in failures.items()]
    return outputs, failed + renderer.refused, printed


def _while(pages: list[Page], problem: Problem) -> str:
    others = f" and {count_noun(len(pages) - 1, 'other page')}" if len(pages) > 1 else ""
    return f"met while rendering {pages[0].source.path}{others}; {problem.hint}"
