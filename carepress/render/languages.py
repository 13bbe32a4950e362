"""Lets a page speak its language, and say so of what speaks another."""

import dataclasses
import re
from functools import partial
from html import unescape
from urllib.parse import urljoin

from carepress.assemble.reads import Reads
from carepress.model.page import Page, PageLink
from carepress.model.words import IN_LANGUAGE, Words
from carepress.render.context import Version
from carepress.render.templates import Markup
from carepress.text.urls import internal_address
from carepress.text.words import language_name

_LINK = re.compile(r'<a(?P<rest>\b[^>]*? href="(?P<href>[^"]*)"[^>]*>)(?P<words>.*?)</a>', re.DOTALL)


def say(words: Words, text: str, /, **named: object) -> Markup:
    """Return what stands for an English text of a template; it may have HTML, and what fills its blanks is escaped."""
    said = Markup(words.texts.get(text, text))
    return said.format(**named) if named else said


def marked(link: PageLink | None) -> PageLink | None:
    """Return a page as a template gets it; the words of one in another language say in which."""
    if not link or not link.language:
        return link
    said = partial(Markup('<span lang="{}">{}</span>').format, link.language)
    title, nav_title, about = map(said, (link.title, link.nav_title, link.description))
    return dataclasses.replace(link, title=title, nav_title=nav_title, description=about)


def versions(reads: Reads, page: Page) -> tuple[Version, ...]:
    """Return the page in each language, or the language's home page; nothing if the site speaks one."""
    if not reads.languages:
        return ()
    there = reads.versions(page.url)
    return tuple(
        Version(
            code := reads.code_of(name),
            language_name(code),
            language_name(code, reads.settings.language),
            there[name].href if name in there else home,
            urljoin(reads.permalink("/"), there[name].href) if name in there else "",
            is_same=name in there,
            is_current=name == page.language,
        )
        for name, home in reads.homes().items()
    )


def with_languages(html: str, page: Page, reads: Reads) -> str:
    """Return a page in which each link to one in another language says so."""
    if not reads.languages:
        return html

    def said(link: re.Match[str]) -> str:
        url, _ = internal_address(unescape(link["href"]), page.url, reads.base_url)
        there = reads.language_at(url) if url and "hreflang=" not in link[0] else None
        if there is None or there == page.language or 'aria-hidden="true"' in link["rest"]:
            return link[0]
        code = reads.code_of(there)
        note = reads.words()(IN_LANGUAGE, language=language_name(code, reads.settings.language))
        return f'<a hreflang="{code}"{link["rest"]}{link["words"]} ({note})</a>'

    return _LINK.sub(said, html)
