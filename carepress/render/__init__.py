"""Makes the finished files: fills the slots of each document, applies its template, and adds what belongs to the site."""

import dataclasses
from collections.abc import Iterable, Mapping

from carepress.assets import StyleFile
from carepress.model import CitationSlot, Config, Document, Output, Page, Site
from carepress.problems import Place, Problem, error, guess
from carepress.render.citations import Citations
from carepress.render.context import LevelView, PageContext, PageLink, PageView
from carepress.sitemap import robots, sitemap
from carepress.templates import Markup, TemplateFailed, Templates
from carepress.text import count_noun
from carepress.urls import alias_url, href, output_path, permalink
from carepress.write import Stage

_WORDS_A_MINUTE = 220


def render_site(
    config: Config,
    site: Site,
    documents: Iterable[Document],
    templates: Templates,
    assets: Mapping[str, StyleFile],
    stage: Stage,
) -> tuple[list[Output], list[Problem]]:
    """Return every file of the site, staged, and the problems of the templates: one for each faulty line."""
    renderer = _Renderer(site, templates, assets)
    outputs: list[Output] = []
    failures = _Failures()
    for document in documents:
        try:
            outputs.append(stage.add(output_path(document.page.url), renderer.page(document), document.page))
            for alias in document.page.front_matter.aliases:
                outputs.append(stage.add(output_path(alias_url(alias)), renderer.redirect(document)))
        except TemplateFailed as failure:
            failures.add(failure.problem, document.page)
    outputs += [stage.add(asset.url.lstrip("/"), asset.content) for asset in assets.values()]
    outputs += [
        stage.add(asset.url.lstrip("/"), (config.root / asset.path).read_bytes()) for asset in site.assets.values()
    ]
    outputs += [stage.add("sitemap.xml", sitemap(site)), stage.add("robots.txt", robots(site))]
    return outputs, failures.problems()


class _Failures:
    """Gathers what goes wrong in templates: a fault in the base template is one problem, not one for each page."""

    def __init__(self) -> None:
        self._pages: dict[Problem, list[Page]] = {}

    def add(self, problem: Problem, page: Page) -> None:
        self._pages.setdefault(problem, []).append(page)

    def problems(self) -> list[Problem]:
        return [dataclasses.replace(problem, hint=_while(pages, problem)) for problem, pages in self._pages.items()]


def _while(pages: list[Page], problem: Problem) -> str:
    others = f" and {count_noun(len(pages) - 1, 'other page')}" if len(pages) > 1 else ""
    return f"met while rendering {pages[0].source.path}{others}; {problem.hint}"


class _Renderer:
    """Renders one page after the other."""

    def __init__(self, site: Site, templates: Templates, assets: Mapping[str, StyleFile]) -> None:
        self.site = site
        self.templates = templates
        self.assets = assets
        self.menu = tuple(self.link_to(page) for page in site.menu)
        self.level_views = tuple(self.level_view(name) for name in site.data.care_levels)

    def page(self, document: Document) -> str:
        """Return the finished HTML of a document's page. Raises TemplateFailed."""
        name = self.template_of(document.page)
        if name not in self.templates.names:
            known = sorted(known.removesuffix(".html") for known in self.templates.names if "/" not in known)
            hint = guess(name.removesuffix(".html"), known, f"the templates are {', '.join(known) or 'missing'}")
            place = Place(document.page.source.path if document.page.front_matter.template else f"templates/{name}")
            raise TemplateFailed(error("template-missing", f'there is no template "templates/{name}"', place, hint))
        return self.templates.render(name, self.context(document).as_dict())

    def redirect(self, document: Document) -> str:
        """Return the page that stands at an old address and leads to the document's page."""
        return self.templates.render("redirect.html", self.context(document).as_dict())

    def template_of(self, page: Page) -> str:
        """Return the template that a page uses: the one it names, or the one that its kind has."""
        if page.front_matter.template:
            return f"{page.front_matter.template.removesuffix('.html')}.html"
        if page.url == "/":
            return "home.html"
        if page.url == "/404.html":
            return "404.html"
        if page.front_matter.level:
            return "level.html"
        if page.is_index:
            return "section.html"
        return "article.html" if page.front_matter.date else "page.html"

    def context(self, document: Document) -> PageContext:
        """Return what the templates of a page may use."""
        site, page = self.site, document.page
        citations = Citations(site.data.sources)

        def content() -> Markup:
            pieces = []
            for part in document.parts:
                if isinstance(part, str):
                    pieces.append(part)
                elif isinstance(part, CitationSlot):
                    pieces.append(citations.mark(part.sources))
                else:
                    pieces.append(self.templates.render_component(part.name, {**names, **part.arguments}))
            return Markup("".join(pieces))

        context = PageContext(
            site=site.settings,
            page=self.view(document),
            data=site.data,
            menu=tuple(dataclasses.replace(item, is_current=self.is_in(page, item)) for item in self.menu),
            is_preview=site.preview,
            content=content,
            cite=citations.cite,
            references=lambda: citations.list(also=page.front_matter.sources),
            pages=self.pages,
            page_at=self.page_at,
            care_level=self.care_level,
            care_levels=lambda: self.level_views,
            link=lambda url: href(site.base_url, url),
            asset=self.asset,
        )
        names = context.as_dict()
        return context

    def view(self, document: Document) -> PageView:
        """Return a document's page as its templates see it."""
        site, page = self.site, document.page
        front_matter, around = page.front_matter, site.neighbors[page.url]
        return PageView(
            title=page.title,
            description=front_matter.description,
            href=href(site.base_url, page.url),
            permalink=permalink(site.base_url, page.url),
            meta=front_matter,
            author=front_matter.author or site.settings.name,
            headings=tuple(heading for heading in document.headings if heading.level == 2),
            reading_minutes=max(1, round(document.words / _WORDS_A_MINUTE)),
            image=document.image and href(site.base_url, document.image),
            is_home=page.url == "/",
            is_review_due=bool(front_matter.next_review and front_matter.next_review <= site.today),
            above=tuple(self.link_to(other) for other in around.above),
            children=tuple(self.link_to(other) for other in around.children),
            previous=self.link_to(around.previous) if around.previous else None,
            next=self.link_to(around.next) if around.next else None,
        )

    def link_to(self, page: Page) -> PageLink:
        """Return a page as another page speaks of it."""
        front_matter = page.front_matter
        address = href(self.site.base_url, page.url)
        return PageLink(page.title, page.nav_title, front_matter.description, address, front_matter.date)

    def is_in(self, page: Page, item: PageLink) -> bool:
        """Return whether a page is the one that a menu item leads to, or stands below it."""
        return href(self.site.base_url, page.url).startswith(item.href)

    def pages(self, section: str = "", limit: int | None = None) -> tuple[PageLink, ...]:
        """Return the pages of a section, in their order; without a section, all pages by title."""
        if section:
            around = self.site.neighbors.get(f"/{section}/")
            return tuple(self.link_to(page) for page in around.children[:limit]) if around else ()
        listed = sorted((page for page in self.site.pages if page.url.endswith("/")), key=lambda page: page.title)
        return tuple(self.link_to(page) for page in listed[:limit])

    def page_at(self, content_path: str) -> PageLink | None:
        """Return the page that a file in content/ makes, or None if it isn't built."""
        page = self.site.by_path.get(content_path)
        return self.link_to(page) if page else None

    def care_level(self, name: str) -> LevelView:
        """Return a level of care by its id."""
        if name not in self.site.data.care_levels:
            raise LookupError(
                f'no level of care is called "{name}"; {guess(name, self.site.data.care_levels)}'.rstrip("; ")
            )
        return self.level_view(name)

    def level_view(self, name: str) -> LevelView:
        """Return a level of care with the address of its page."""
        page = self.site.level_pages.get(name)
        return LevelView(name, self.site.data.care_levels[name], href(self.site.base_url, page.url) if page else "")

    def asset(self, name: str) -> str:
        """Return the address of a file in templates/assets/."""
        if name not in self.assets:
            raise LookupError(f'there is no file "templates/assets/{name}"; {guess(name, self.assets)}'.rstrip("; "))
        return href(self.site.base_url, self.assets[name].url)
