"""Takes a Markdown file apart: front matter, checked against its declaration, and body."""

import posixpath
import re
from pathlib import PurePosixPath

from carepress.frontmatter import FIRST_LINE, Split, split
from carepress.model import FrontMatter, Page, SourceFile
from carepress.problems import Place, Problem, error
from carepress.schema import Naming, validate
from carepress.text import curl_all, slugify
from carepress.urls import is_portable, page_url
from carepress.yamlfile import KeyPath, YamlFile, load_yaml

NAMING = Naming("front matter", "front-matter")
_ALIAS = re.compile(r"/([a-z0-9._~-]+/)*([a-z0-9._~-]+)?", re.IGNORECASE)
_LONGEST_STAND_IN = 60
_NOT_PRINTED = frozenset({"slug", "owner", "tags", "sources", "template", "level", "aliases", "image", "waiver"})


def parse_page(source: SourceFile) -> tuple[Page, list[Problem]]:
    """Return the page that a file holds and what is wrong with its front matter.

    A page with problems is returned too, marked as broken: its URL is known, so that links to it aren't reported.
    """
    parts = split(source.text)
    problems = _fence_problems(parts, source)
    content_path = source.path.removeprefix("content/")
    front_matter = FrontMatter(title=PurePosixPath(content_path).stem, description="")
    if parts.front is not None:
        file, more = load_yaml(parts.front, source.path, FIRST_LINE)
        problems += more
        if file is not None and not more:
            front_matter, more = _front_matter(file, front_matter)
            problems += more + _address_problems(front_matter, file, content_path)
    page = Page(
        source=source,
        content_path=content_path,
        front_matter=front_matter,
        body=parts.body,
        body_line=parts.body_line,
        url=page_url(content_path, front_matter.slug or _stand_in_slug(content_path)),
        is_broken=bool(problems) or not source.is_readable,
    )
    return page, problems


def _fence_problems(parts: Split, source: SourceFile) -> list[Problem]:
    if parts.front is not None or not source.is_readable:
        return []
    if parts.is_open:
        hint = "put a line --- after the last key"
        return [error("front-matter-open", "the front matter is never closed", Place(source.path, 1, 1, 3), hint)]
    if source.text.startswith("+++"):
        hint = "put --- in place of +++, and `key: value` in place of `key = value`"
        message = "front matter is YAML between lines of ---, not TOML between +++"
        return [error("front-matter-missing", message, Place(source.path, 1, 1, 3), hint)]
    if source.text.lstrip("\ufeff \t\n").startswith("---\n"):
        hint = "make --- the very beginning of the file"
        message = "a blank line or a space stands before the front matter"
        return [error("front-matter-missing", message, Place(source.path, 1, 1), hint)]
    hint = "begin the file with a line ---, then `title:` and `description:`, then a line ---"
    return [error("front-matter-missing", "the page has no front matter", Place(source.path, 1, 1), hint)]


def _stand_in_slug(content_path: str) -> str:
    """Return what a page without a slug can't do without: nothing, unless its name has no letters either."""
    stem = PurePosixPath(content_path).stem
    return "" if slugify(stem) else stem.encode().hex()[:_LONGEST_STAND_IN]


def _address_problems(front_matter: FrontMatter, file: YamlFile, content_path: str) -> list[Problem]:
    """Return what keeps a page from having an address of its own, and old addresses that can't be."""
    problems = []

    def report(path: KeyPath, message: str, hint: str) -> None:
        problems.append(error("front-matter-value", message, file.value_place(path), hint))

    slug = front_matter.slug
    if not slug and _stand_in_slug(content_path):
        message = "the file's name has no letter or digit to make an address from"
        report((), message, "add a line `slug: …` with a word, or rename the file")
    elif slug != slugify(slug):
        report(("slug",), "a slug has only lower-case words and dashes", f"write {slugify(slug) or 'words'} instead")
    elif not is_portable(slug):
        report(("slug",), f'Windows can\'t have a folder called "{slug}"', "write another word")
    elif slug and page_url(content_path, slug) == page_url(content_path):
        message = "this page has its address from its file or folder: the slug changes nothing"
        report(("slug",), message, "delete the line")
    for number, alias in enumerate(front_matter.aliases):
        if not _ALIAS.fullmatch(alias) or (posixpath.normpath(alias) != alias.rstrip("/") and alias != "/"):
            report(("aliases", number), f'"{alias}" isn\'t an address on this site', "write it as /old-name/")
        elif not all(map(is_portable, alias.split("/"))):
            report(("aliases", number), f'Windows can\'t have a file called "{alias}"', "delete it")
    return problems


def _front_matter(file: YamlFile, stand_in: FrontMatter) -> tuple[FrontMatter, list[Problem]]:
    otherwise = {"title": stand_in.title, "description": stand_in.description}
    front_matter, problems = validate(FrontMatter, file, NAMING, otherwise=otherwise)
    assert front_matter is not None
    return curl_all(front_matter, _NOT_PRINTED), problems + _meaning_problems(front_matter, file)


def _meaning_problems(front_matter: FrontMatter, file: YamlFile) -> list[Problem]:
    """Return what the types alone can't see."""
    problems = []

    def report(key: str, message: str, hint: str, *item: int) -> None:
        problems.append(error("front-matter-value", message, file.value_place((key, *item)), hint))

    written = file.value if isinstance(file.value, dict) else {}
    for key in ("title", "description"):
        if isinstance(written.get(key), str) and not written[key].strip():
            report(key, f'"{key}" is empty', "write a few words after the colon")
    if front_matter.image and not front_matter.image_alt and not front_matter.image_decorative:
        report(
            "image",
            "the picture has no description",
            "say in `image_alt` what it shows, or write `image_decorative: true`",
        )
    for key in ("tags", "sources"):
        names = getattr(front_matter, key)
        for number, name in enumerate(names):
            if name in names[:number]:
                report(key, f'"{name}" stands there twice', "delete one of them", number)
    if front_matter.date and front_matter.updated and front_matter.updated < front_matter.date:
        report("updated", '"updated" is before "date"', "give the day of the last change, or delete the line")
    if front_matter.reviewed and not front_matter.reviewer:
        report("reviewed", "a review needs a reviewer", "name the clinician in `reviewer`, or delete the line")
    return problems
