"""Finds which pages say the same in different languages."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from posixpath import dirname, relpath

from carepress.load.front_matter import locate
from carepress.model.page import Page, TextFile
from carepress.model.records import SiteSettings
from carepress.problems import Problem, nearest
from carepress.problems.catalog import violation
from carepress.text.urls import page_url, resolve_path
from carepress.text.words import ENGLISH, base_language, is_language

_CODE = re.compile("[a-z]{2,3}")
# One of these stands in nearly every English sentence.
_ENGLISH_WORDS = re.compile(
    r"\b(?:the|and|of|to|for|with|in|is|are|you|your|our|we|how|what|this|that|from|words?)\b", re.IGNORECASE
)


def in_language(page: Page, languages: Container[str]) -> Page:
    """Return a page with the language of the folder that it lies in."""
    language, _, rest = page.content_path.partition("/")
    if language not in languages:
        return page
    return replace(page, language=language, url=f"/{language}/404.html" if rest == "404.md" else page.url)


def _original(page: Page) -> str:
    """Return the path inside content/ of the page that a page translates; "" if it translates none."""
    said = page.front_matter.translates
    return resolve_path(page.content_path, said) if said and page.language else ""


def find_versions(pages: Iterable[Page]) -> dict[str, dict[str, Page]]:
    """Return what each page that is there in several languages is in each of them, by its url."""
    groups: defaultdict[str, dict[str, Page]] = defaultdict(dict)
    for page in pages:
        # Nobody writes the page of a topic: its address is the same below each home page.
        made = "" if page.content_path else page.url.removeprefix(page.root)
        if name := made or (_original(page) if page.language else page.content_path):
            groups[name].setdefault(page.language, page)
    several = [group for group in groups.values() if len(group) > 1 and "" in group]
    return {page.url: group for group in several for page in group.values()}


def _near(said: str, path: str, originals: Mapping[str, Page], page: Page) -> str:
    """Return a hint at the original that is meant, by its path from the translation."""
    from_content = said.removeprefix("content/").lstrip("/")
    by_url = {one.url.strip("/"): name for name, one in originals.items()}
    meant = from_content if from_content in originals else by_url.get(from_content.strip("/"), "")
    wanted = meant or nearest(path, originals) or nearest(from_content, originals)
    better = relpath(wanted, dirname(page.content_path) or ".") if wanted else ""
    return f'did you mean "{better}"? The path starts from this file' if better else "write the path from this file"


def _unnamed(pages: Iterable[Page], settings: SiteSettings) -> set[str]:
    """Return the folders of pages in a language that the settings don't name, by what their pages say of themselves."""
    folders: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages:
        folder, is_below, _ = page.content_path.partition("/")
        if is_below and not page.language and _CODE.fullmatch(folder) and is_language(folder):
            folders[folder].append(page)
    own = base_language(settings.language)
    folders.pop(own, None)
    return {name for name, those in folders.items() if any(map(_is_foreign if own == ENGLISH else _original_of, those))}


def _original_of(page: Page) -> str:
    return page.front_matter.translates


def _is_foreign(page: Page) -> bool:
    """Return whether a page translates another, or says in no English words what it is about."""
    said = page.front_matter
    return bool(said.translates or not (page.is_broken or _ENGLISH_WORDS.search(f"{said.title} {said.description}")))


def translation_problems(
    pages: Sequence[Page], texts: Mapping[str, TextFile], settings: tuple[TextFile, SiteSettings], *, has_settings: bool
) -> Iterator[Problem]:
    """Yield a problem for each page that translates none, or one that has been translated, and for each unnamed language.

    Without settings nobody knows which languages there are, so that a page in one of them can't be told.
    """
    originals = {page.content_path: page for page in pages if not page.language}
    without = sorted({*settings[1].languages} - {page.language for page in pages})
    taken: dict[tuple[str, str], Page] = {}
    unnamed = _unnamed(pages, settings[1]) if has_settings else set[str]()
    for folder in sorted(unnamed):
        languages = ", ".join([*settings[1].languages, folder])
        named = {"folder": f"content/{folder}/", "languages": f"[{languages}]"}
        yield violation("translates", locate(settings[0], ("languages",)), "unnamed", **named)
    for page in pages:
        if not (said := page.front_matter.translates):
            continue
        place, path = locate(texts[page.path], ("translates",)), _original(page)
        if not page.language:
            is_said = not has_settings or page.content_path.partition("/")[0] in unnamed
            cause = f"content/{without[0]}/" if without else ""  # whose folder may have another name now
            yield from [] if is_said else [violation("translates", place, "folder", cause=cause)]
        elif path not in originals:
            cause = page_url(path) if path.endswith(".md") else ""
            yield violation("translates", place, name=said, near=_near(said, path, originals, page), cause=cause)
        elif (first := taken.setdefault((path, page.language), page)) is not page:
            yield violation("translates", place, "twice", first=first.path, original=originals[path].path)
