"""The project's site with pages added, so that every kind of page is there."""

import re
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from carepress.load.settings import Options
from carepress.pipeline import build
from tests.project import TODAY, copied, made_once

NOW = datetime(2026, 11, 25, 17, tzinfo=UTC)

KINDS = {
    "home": "/",
    "page": "/about/",
    "section": "/guides/",
    "guide": "/guides/what-to-expect/",
    "article": "/blog/benefits-of-intensive-outpatient-programs/",
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
    "archive": "/archive/",
    "sources": "/sources/",
    "notices": "/notices/",
    "notice": "/notices/privacy/",
    "accessibility": "/notices/accessibility/",
    "expired": "/blog/expired/",
    "404": "/404.html",
    "redirect": "/redirect-at-rest/",
}
ALIAS, NEW_ADDRESS = "/old-address/", KINDS["everything"]
WIDGETS = {"quick-exit", "everything", "costs", "search"}  # the pages that may have a script
REFRESH = re.compile(r'<meta http-equiv="refresh"[^>]*>\n?')

EVERYTHING = """---
title: An article with everything that a writer can put into one, and a title that takes several lines on a phone
description: It has each thing that Markdown and the front matter can make, so that a test can look at all of them.
date: 2026-08-20
updated: 2026-11-23
author: A. Writer
image: picture.png
image_alt: A picture in soft colors
tags: [costs, work]
summary: ["The first short line.", "The second short line.", "The third short line."]
sources: [mccarty_2014]
quick_exit: true
aliases: [/old-address/]
---

The first words, with **strong** and *stressed* ones, `code`, a [link](../costs/index.md), [another host's
page](https://example.com/a/rather/long/address/that/must/be/printed/in/full/and/may/not/widen/the/page), and a
note.[^1] A statement with its source.{{ sources.mccarty_2014 }} One amount: {{ costs.iop-episode }}.

## A heading with *stress* and `code` in it, which takes more than a line

!!! information "For your information"
    It is not urgent.

!!! important "Important"
    It is urgent. With a [link](../contact.md).

!!! urgent "Urgent"
    It is an emergency. Call {{ help.emergency.call }}.

### A smaller heading

1. First
2. Second
    - with a point below
    - and one more

> What somebody said.

#### The smallest heading

A term
: What it means.

Another term
: What that means.

![A picture in soft colors](picture.png)

## Averylongwordwithoutanyplacetobreakitwhichnobodywouldwritebutanaddressorthenameofamedicinemaybe

Table: What a table with a caption looks like

| What | One | Two | Three | Four | Five |
| --- | ---: | :---: | --- | --- | --- |
| The first row | $1,000 | middle | a longer text in a cell | another longer text in a cell | the last text |
| The second row | $20,000 | middle | a longer text in a cell | another longer text in a cell | the last text |

    A line of code that is so long that it has to be scrolled sideways on every screen that there is, of whatever width it may be, 320 or 1280.

---

An IOP explains itself. And the last words.[^2]

*[IOP]: intensive outpatient program

[^1]: The first note.
[^2]: The second note, with a [link](https://example.com/note).
"""
EXPIRED = """---
title: A page whose day has passed
description: What it said was right until the first of November, and only a note that says so is left of it now.
date: 2026-03-01
expires: 2026-11-01
---

It must not be seen.
"""


def short_article(number: int) -> str:
    """Return one of the articles that make the list of articles long."""
    return (
        f"---\ntitle: Short article number {number}\n"
        f"description: One of the short articles that make the list of articles longer than a page; this is number {number}.\n"
        f"date: 2026-09-{number:02}\ntags: [work]\n---\n\nA few words.\n"
    )


def copy_project(to: Path) -> Path:
    """Copy content and templates and add the pages that the project itself doesn't have; return the copy."""
    blog = copied(to).root / "content/blog"
    for number in range(1, 22):
        (blog / f"short-{number}.md").write_text(short_article(number), encoding="utf-8")
    (blog / "everything.md").write_text(EVERYTHING, encoding="utf-8")
    (blog / "expired.md").write_text(EXPIRED, encoding="utf-8")
    coarse = Image.frombytes("RGB", (16, 8), bytes(range(128)) * 3)
    coarse.resize((800, 400), Image.Resampling.BICUBIC).save(blog / "picture.png")
    return to


def built_every_kind() -> Path:
    """Return the finished site of the copy, made once. The page that leads on is there a second time, at rest."""
    return made_once("every-kind", build_every_kind) / "site"


def build_every_kind(folder: Path) -> Path:
    """Build the copy in a folder; return its finished site."""
    project = copy_project(folder)
    build(project, Options(today=TODAY), NOW)
    site = project / "site"
    moved = (site / ALIAS.strip("/") / "index.html").read_text(encoding="utf-8")
    assert REFRESH.search(moved)
    (site / "redirect-at-rest").mkdir()
    (site / "redirect-at-rest/index.html").write_text(REFRESH.sub("", moved), encoding="utf-8")
    return site


def file_of(site: Path, kind: str) -> Path:
    """Return the file of a kind's page."""
    address = KINDS[kind]
    return site / address.strip("/") / "index.html" if address.endswith("/") else site / address.strip("/")
