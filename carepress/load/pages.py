"""Takes a Markdown file apart: front matter, checked against its declaration, and body."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from carepress.load.front_matter import FENCE, FIRST_LINE, NO_FENCE, Split, split
from carepress.load.schema import Naming, validate
from carepress.model.kind import SiteKind
from carepress.model.page import FrontMatter, Page, TextFile
from carepress.problems import Lines, Place, Problem
from carepress.problems.catalog import violation
from carepress.text.urls import alias_url, file_key, is_portable, page_url, whole_letters
from carepress.text.words import slugify
from carepress.text.yaml_file import YamlFile, load_yaml

# A part that begins with a dot leads elsewhere, or is a name that the system, Git or the build itself keeps for its own.
ALIAS = re.compile(r"/(?:(?!\.)[a-z0-9._~-]+/)*(?:(?!\.)[a-z0-9._~-]+)?", re.IGNORECASE)
_LONGEST_STAND_IN = 60
_KEY = re.compile(r"\s*[a-z_]+:[ \n]")
# Front matter that begins behind a few other lines, such as a heading, a comment or ```yaml.
_BELOW = re.compile(r"(?:[^\S\n]*\S[^\n]*\n)(?:[^\n]*\n){0,4}?---[ \t]*\n(?:title|description|date|[a-z_]+):[ \n]")
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
    case, place = "page", Place(source.path, 1, 1)
    near = NO_FENCE.search(source.text, FENCE if parts.is_open else 0)
    if parts.is_open:
        case, place = "near" if near else "", Place(source.path, 1, 1, FENCE)
    elif source.text.startswith("+++"):
        case, place = "toml", Place(source.path, 1, 1, FENCE)
    elif source.text.lstrip("\ufeff \t\n").startswith("---\n"):
        case = "late"
    elif near and near.start() == 0 and _KEY.match(source.text, near.end()):
        case = "near"
    elif _BELOW.match(source.text):
        case = "above"
    if near and case == "near":
        place = Lines(source.text, source.path).place(near.start(), len(near[0]))
    return [violation("front-matter-open" if parts.is_open else "front-matter-missing", place, case)]


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
    taken = {file_key(page_url(content_path, slugify(slug)))}
    for number, alias in enumerate(front_matter.aliases):
        before, taken = taken, {*taken, file_key(alias_url(alias))}
        if before == taken:
            yield _wrong(file, "alias-twice", "aliases", number, alias=alias)
        elif not ALIAS.fullmatch(alias):
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
    if front_matter.date and front_matter.expires and front_matter.expires <= front_matter.date:
        yield _wrong(file, "expires", "expires")
    if front_matter.reviewed and not front_matter.reviewer:
        yield _wrong(file, "reviewer", "reviewed")


def _wrong(file: YamlFile, case: str, *path: str | int, **said: str) -> Problem:
    return violation("front-matter-value", file.value_place(path), case, **said)
