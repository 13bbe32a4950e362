"""What a site says in the language of the page that is being made: settings, data, words, and where the home pages are."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from carepress.assemble.known import Known, Recorded
from carepress.assemble.noted import NotedData, Question, noted, noted_by_language
from carepress.load.names import Found, resolve_name
from carepress.model.page import Page
from carepress.model.records import SiteSettings
from carepress.model.site import Edition, Site
from carepress.model.words import Words
from carepress.text.urls import href, root_of
from carepress.text.words import base_language

_GLOSSARY = "glossary.md"


class Editions(Known):
    """What may be asked of the site in its languages."""

    def __init__(
        self,
        site: Site,
        whole: Mapping[str, Mapping[str, Any]],
        known: dict[Question, bytes],
        recorded: Recorded | None = None,
    ) -> None:
        self._site = site
        self._editions = site.all_editions
        self._recorded = recorded or Recorded(self._editions)
        data = {name: one.data for name, one in self._editions.items()}
        super().__init__(whole, data, known)
        self._data = {name: NotedData(self.note, one, f"data@{name}" if name else "data") for name, one in data.items()}
        self._fields: dict[str, Found | None] = {}
        self.href = partial(href, site.base_url)
        self.languages = tuple(site.editions)  # beside the site's own
        # What the pages of each folder speak, without its country: words, lists and rules go by it.
        self.spoken = {name: base_language(self.code_of(name)) for name in self._editions}

    @property
    def _edition(self) -> Edition:
        return self._editions[self.language]

    @noted_by_language
    def _settings(self) -> SiteSettings:
        return self._edition.settings

    @property
    def settings(self) -> SiteSettings:
        """Return the settings."""
        return self._settings()

    @noted_by_language
    def _words(self) -> Words:
        return self._edition.words

    def words(self) -> Words:
        """Return the words of the interface."""
        return self._words()

    @property
    def data(self) -> Any:
        """Return what content/_data/ holds."""
        return self._data[self.language]

    @noted_by_language
    def field(self, name: str) -> Found | None:
        """Return what a merge field prints; None if it is in a file that couldn't be read. Raises UnknownName."""
        key = self.named(name)
        if key not in self._fields:  # pages print the same ones again and again
            self._fields[key] = resolve_name(name, self._edition.data, self._edition.settings)
        return self._fields[key]

    @noted_by_language
    def glossary(self) -> tuple[Mapping[str, tuple[tuple[str, ...], str]], str]:
        """Return the forms of each of the glossary's terms with the page that says more, and the address of the page that lists them.

        There are no terms without such a page.
        """
        page, terms = self._page(_GLOSSARY), self._edition.data.glossary.items()
        page = page if page and page.language == self.language else None
        forms = {name: ((term.term, *term.also), term.page) for name, term in terms}
        return (forms, self.href(page.url)) if page else ({}, "")

    def code_of(self, language: str) -> str:
        """Return the code of a language, as HTML has it, by the name of its folder."""
        return language or self._site.settings.language

    @property
    def speaks(self) -> str:
        """Return the language of the page that asks, without its country."""
        return self.spoken[self.language]

    def _page(self, content_path: str) -> Page | None:
        """Return the page that a file in content/ makes, as the language has it; otherwise as it is written."""
        page = self._site.by_path.get(content_path)
        return self._site.versions.get(page.url, {}).get(self.language, page) if page else None

    @noted
    def language_at(self, url: str) -> str | None:
        """Return the language of the page at a url; None if there is none."""
        page = self._site.by_url.get(url)
        return page.language if page else None

    @noted
    def homes(self) -> Mapping[str, str]:
        """Return the address of the home page of each language, of a site that speaks several."""
        urls = {name: root_of(name) for name in self._editions if root_of(name) in self._site.by_url}
        return {name: self.href(url) for name, url in urls.items()} if len(urls) > 1 else {}

    @noted
    def is_outdated(self, url: str) -> bool:
        """Return whether the original of a page says something new."""
        found = self._site.outdated.get(url)
        return found is not None and found.was_recorded
