"""A small site with a page of each kind, in the project's own templates: what the tests of templates look at.

Its content lies beside this file; articles without words of their own make the list of articles long.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from care import SITE as CARE
from carepress.model.config import Options
from carepress.pipeline import build
from tests.project import TODAY, copied, made_once

CONTENT = Path(__file__).with_name("content")
NOW = datetime(2026, 11, 25, 17, tzinfo=UTC)

KINDS = {
    "home": "/",
    "page": "/about/",
    "section": "/guides/",
    "guide": "/guides/what-to-expect/",
    "article": "/blog/a-week-of-care/",
    "quick-exit": "/blog/talking-with-someone-you-love/",
    "everything": "/blog/everything/",
    "levels": "/levels-of-care/",
    "level": "/levels-of-care/intensive-outpatient/",
    "costs": "/costs/",
    "help": "/get-help-now/",
    "questions": "/guides/common-questions/",
    "glossary": "/glossary/",
    "contact": "/contact/",
    "search": "/search/",
    "blog": "/blog/",
    "blog-page-2": "/blog/page/2/",
    "topic": "/topics/costs/",
    "topics": "/topics/",
    "person": "/people/r-viewer/",
    "archive": "/archive/",
    "sources": "/sources/",
    "notices": "/notices/",
    "notice": "/notices/privacy/",
    "accessibility": "/notices/accessibility/",
    "expired": "/blog/expired/",
    "404": "/404.html",
    "spanish": "/es/",
    "spanish-guide": "/es/guias/familias/",
    "spanish-costs": "/es/costos/",
    "redirect": "/redirect-at-rest/",
}
ALIAS, NEW_ADDRESS = "/old-address/", KINDS["everything"]
OFTEN = {"everything"}  # the kinds that each run looks at; `test --all` looks at all of them
WIDGETS = {"quick-exit", "everything", "costs", "search", "spanish-costs"}  # the pages that may have a script
REFRESH = re.compile(r'<meta http-equiv="refresh"[^>]*>\n?')


def short_article(number: int) -> str:
    """Return one of the articles that make the list of articles long."""
    return (
        f"---\ntitle: Short article number {number}\n"
        f"description: One of the short articles that make the list of articles longer than a page; this is number {number}.\n"
        f"date: 2026-09-{number:02}\ntags: [work]\n---\n\nA few words.\n"
    )


def copy_sample(to: Path) -> Path:
    """Copy the content and the project's templates to a folder, and make what isn't written out; return the folder."""
    copied(to, CONTENT)
    home, blog = to / "content", to / "content/blog"
    for number in range(1, 22):
        (blog / f"short-{number}.md").write_text(short_article(number), encoding="utf-8")
    coarse = Image.frombytes("RGB", (16, 8), bytes(range(128)) * 3)
    for folder in (home, blog):
        coarse.resize((800, 400), Image.Resampling.BICUBIC).save(folder / "picture.png")
    return to


def built_every_kind() -> Path:
    """Return the finished site of the copy, made once. The page that leads on is there a second time, at rest."""
    return made_once("every-kind", build_every_kind) / "site"


def build_every_kind(folder: Path) -> Path:
    """Build the copy in a folder; return its finished site."""
    sample = copy_sample(folder)
    build(sample, Options(kind=CARE, today=TODAY), NOW)
    site = sample / "site"
    moved = (site / ALIAS.strip("/") / "index.html").read_text(encoding="utf-8")
    assert REFRESH.search(moved)
    (site / "redirect-at-rest").mkdir()
    (site / "redirect-at-rest/index.html").write_text(REFRESH.sub("", moved), encoding="utf-8")
    return site


def file_of(site: Path, kind: str) -> Path:
    """Return the file of a kind's page."""
    address = KINDS[kind]
    return site / address.strip("/") / "index.html" if address.endswith("/") else site / address.strip("/")
