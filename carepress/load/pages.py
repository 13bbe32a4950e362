"""Takes a Markdown file apart: front matter, checked against its declaration, and body."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from carepress.load.front_matter import FIRST_LINE, Split, split
from carepress.load.schema import Naming, validate
from carepress.model.kind import SiteKind
from carepress.model.page import FrontMatter, Page, TextFile
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.text.urls import is_portable, page_url, whole_letters
from carepress.text.words import slugify
from carepress.text.yaml_file import YamlFile, load_yaml

# A part that begins with a dot leads elsewhere, or is a name that the system, Git or the build itself keeps for its own.
ALIAS = re.compile(r"/(?:(?!\.)[a-z0-9._~-]+/)*(?:(?!\.)[a-z0-9._~-]+)?", re.IGNORECASE)
_LONGEST_STAND_IN = 60
_NAMING = Naming("front matter", "front-matter")


def parse_page(source: TextFile, kind: SiteKind) -> tuple[Page, list[Problem]]:
    """Return the page that a file holds and what is wrong with its front matter.

    A page with problems is returned too, marked as broken: its URL is known, so that links to it aren't reported.
    """
    parts = split(source.text)
    problems = _fence_problems(parts, source)
    content_path = whole_letters(source.path.removeprefix("content/"))
    otherwise: dict[str, Any] = {"title": PurePosixPath(content_path).stem, "description": ""}
    front_matter = kind.front_matter(**otherwise)
    if parts.front is not None:
        file, more = load_yaml(parts.front, source.path, FIRST_LINE)
        problems += more
        if file is not None and not more:
            found, more = validate(kind.front_matter, file, _NAMING, otherwise=otherwise)
            front_matter = found or front_matter
            problems += [*more, *_meaning_problems(front_matter, file)]
            problems += _address_problems(front_matter, file, content_path)
    page = Page(
        path=source.path,
        content_path=content_path,
        front_matter=front_matter,
        body_start=parts.body_start,
        body_line=parts.body_line,
        url=page_url(content_path, slugify(front_matter.slug) or _stand_in_slug(content_path)),
        is_broken=bool(problems) or not source.is_readable,
    )
    return page, problems


def _fence_problems(parts: Split, source: TextFile) -> list[Problem]:
    if parts.front is not None or not source.is_readable:
        return []
    if parts.is_open:
        return [violation("front-matter-open", Place(source.path, 1, 1, 3))]
    if source.text.startswith("+++"):
        return [violation("front-matter-missing", Place(source.path, 1, 1, 3), "toml")]
    comes_late = source.text.lstrip("\ufeff \t\n").startswith("---\n")
    return [violation("front-matter-missing", Place(source.path, 1, 1), "late" if comes_late else "page")]


def _stand_in_slug(content_path: str) -> str:
    """Return what a page without a slug can't do without: nothing, unless its name has no letters either."""
    stem = PurePosixPath(content_path).stem
    return "" if slugify(stem) else stem.encode().hex()[:_LONGEST_STAND_IN]


def _address_problems(front_matter: FrontMatter, file: YamlFile, content_path: str) -> Iterator[Problem]:
    """Yield what keeps a page from having an address of its own, and old addresses that can't be."""
    slug = front_matter.slug
    if not slug and _stand_in_slug(content_path):
        yield _wrong(file, "slug-none")
    elif slug != slugify(slug):
        yield _wrong(file, "slug-form", "slug", better=slugify(slug) or "words")
    elif not is_portable(slug):
        yield _wrong(file, "slug-windows", "slug", slug=slug)
    elif slug and page_url(content_path, slug) == page_url(content_path):
        yield _wrong(file, "slug-idle", "slug")
    for number, alias in enumerate(front_matter.aliases):
        if not ALIAS.fullmatch(alias):
            yield _wrong(file, "alias-form", "aliases", number, alias=alias)
        elif not all(map(is_portable, alias.split("/"))):
            yield _wrong(file, "alias-windows", "aliases", number, alias=alias)


def _meaning_problems(front_matter: FrontMatter, file: YamlFile) -> Iterator[Problem]:
    """Yield what the types alone can't see."""
    if front_matter.image and not front_matter.image_alt and not front_matter.image_decorative:
        yield _wrong(file, "image-alt", "image")
    for key in ("tags", "sources"):
        names = getattr(front_matter, key)
        for number, name in enumerate(names):
            if name in names[:number]:
                yield _wrong(file, "twice", key, number, name=name)
    if front_matter.date and front_matter.updated and front_matter.updated < front_matter.date:
        yield _wrong(file, "updated", "updated")
    if front_matter.reviewed and not front_matter.reviewer:
        yield _wrong(file, "reviewer", "reviewed")


def _wrong(file: YamlFile, case: str, *path: str | int, **said: str) -> Problem:
    return violation("front-matter-value", file.value_place(path), case, **said)
