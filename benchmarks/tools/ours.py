"""The site for Carepress, with the project's own templates and rules."""

import shutil
import sys
from pathlib import Path

from articles import (
    ABOUT,
    ADDRESS,
    AMOUNT,
    INTRO,
    NAME,
    WELCOME,
    Plan,
    articles,
    body,
    describe,
    topic_id,
    topic_name,
)

from tools.tool import Tool, front_matter, write

_SETTINGS = """\
name: {name}
base_url: {address}
timezone: UTC
social_cards: {cards}
"""
_COSTS = """\
mill:
  label: What the mill was sold for
  kind: quoted-price
  amount: {amount}
  unit: USD
  usd_year: 2020
  as_of: 2020
  source: ledger
  verified: knowledge
"""
_SOURCES = """\
ledger:
  title: The ledger of the mill
  publisher: The village
  url: https://example.com/ledger
  year: 2020
  verified: knowledge
"""
RULES = ("terms.yaml", "word_groups.yaml", "help.yaml", "dangers.yaml")


def ours(root: Path, folder: Path, plan: Plan, *, is_whole: bool = False) -> Tool:
    """Write the site of a checkout's Carepress; return how it is built. A whole one has social cards and a search."""
    write_site(root, folder, plan, is_whole=is_whole)
    for name in ("carepress", "care", "locks"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "build.py", folder)
    (folder / ".venv").symlink_to(root / ".venv")  # has its stamp, so nothing is set up
    return Tool(
        name="Carepress, cards and search" if is_whole else "Carepress",
        folder=folder,
        version=(sys.executable, "build.py", "--version"),
        build=(sys.executable, "build.py"),
        output="site",
        leftovers=("site", ".cache"),
        articles="content/blog",
        figure="content/_data/costs.yaml",
        base="templates/base.html",
        serve=(sys.executable, "build.py", "serve", "--no-open", "--port"),
    )


def write_site(root: Path, folder: Path, plan: Plan, *, is_whole: bool = False) -> None:
    """Write the content, and a checkout's templates and rules."""
    shutil.copytree(root / "templates", folder / "templates")
    files = {
        "_site.yaml": _SETTINGS.format(name=NAME, address=ADDRESS, cards=str(is_whole).lower()),
        "_data/costs.yaml": _COSTS.format(amount=AMOUNT),
        "_data/sources.yaml": _SOURCES,
        "_data/tags.yaml": "".join(
            f"{topic_id(topic)}:\n  name: {topic_name(topic)}\n  description: {describe(topic_name(topic))}\n"
            for topic in range(plan.topics)
        ),
        "index.md": front_matter(title="Welcome", description=describe("the home page")) + f"{WELCOME}\n",
        "about.md": front_matter(title="About", description=describe("the page about us"), order=2) + f"{ABOUT}\n",
        "blog/index.md": front_matter(title="Articles", description=describe("the list"), order=1) + f"{INTRO}\n",
    }
    if is_whole:
        files["search.md"] = front_matter(
            title="Search", description=describe("the search"), template="search", order=3
        )
    for article in articles(plan):
        tags = ", ".join(map(topic_id, article.topics))
        head = front_matter(title=article.title, description=article.description, date=article.day, tags=f"[{tags}]")
        files[f"blog/{article.name}.md"] = head + body(plan, article, "{}.md".format, "{{ costs.mill }}")
    write(folder / "content", files)
    for name in RULES:
        shutil.copy(root / "content" / "_data" / name, folder / "content" / "_data")
