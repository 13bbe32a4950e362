"""What the site tells search engines: sitemap.xml and robots.txt."""

from html import escape

from carepress.model.page import Page
from carepress.model.site import Site
from carepress.text.urls import permalink

FILES = ("sitemap.xml", "robots.txt")
_FOR_OTHERS = "x-default"  # the language of everybody else


def sitemap(site: Site) -> str:
    """Return the sitemap of all pages that may be indexed; a page without a date has no lastmod rather than a false one."""
    entries = "".join(_entry(page, site) for page in site.pages if page.is_indexed)
    links = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if site.versions else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{links}>\n{entries}</urlset>\n'


def robots(site: Site) -> str:
    """Return the robots.txt, which allows everything and names the sitemap, if there is one.

    It allows everything in a copy for review too: a crawler that may not read a page never sees that it says noindex.
    """
    named = "" if site.staging else f"\nSitemap: {permalink(site.base_url, '/sitemap.xml')}\n"
    return f"User-agent: *\nAllow: /\n{named}"


def _entry(page: Page, site: Site) -> str:
    days = [min(day, site.today) for shown in _shown(page, site) if (day := shown.last_changed)]
    modified = f"<lastmod>{max(days).isoformat()}</lastmod>" if days else ""
    return f"<url><loc>{escape(permalink(site.base_url, page.url))}</loc>{modified}{_versions(page, site)}</url>\n"


def _versions(page: Page, site: Site) -> str:
    """Return where the page is in each language, and which one is for everybody else."""
    versions = site.versions.get(page.url, {})
    pages = [(name or site.settings.language, one) for name, one in versions.items()]
    pages += [(_FOR_OTHERS, versions[""])] if versions else []
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{name}" href="{escape(permalink(site.base_url, one.url))}"/>'
        for name, one in pages
    )


def _shown(page: Page, site: Site) -> tuple[Page, ...]:
    """Return the page with those that it lists: a list changes when they do."""
    return (page, *site.listings[page.url].items) if page.url in site.listings else (page,)
