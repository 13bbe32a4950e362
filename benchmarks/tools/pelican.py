"""The site for Pelican."""

from pathlib import Path

from articles import ABOUT, Article, Plan, articles, body, describe, topic_name

from build import python_in
from tools.shared import COSTS, HELP, start
from tools.tool import Tool, write


def pelican(root: Path, folder: Path, plan: Plan) -> Tool:
    """Write Pelican's site; return how it is built."""
    start(root, folder, "pelican", "theme/static")
    write(folder, {"help.json": HELP, "costs.json": COSTS})
    files = {"pages/about.md": f"Title: About\nDescription: {describe('the page about us')}\n\n{ABOUT}\n"}
    for article in articles(plan):
        text = body(plan, article, "{{filename}}{}.md".format, "[[mill]]")
        files[f"blog/{article.name}.md"] = _head(article) + "[TOC]\n\n" + text
    write(folder / "content", files)
    python = str(python_in(root / ".venv-benchmark"))
    return Tool(
        name="Pelican",
        folder=folder,
        version=(python, "-m", "pelican", "--version"),
        # A warning, such as a link to nowhere, would mean that the work isn't the same.
        build=(python, "-m", "pelican", "--settings", "pelicanconf.py", "--output", "output", "--fatal", "warnings"),
        output="output",
        leftovers=("output", "cache"),
        articles="content/blog",
        figure="costs.json",
        base="theme/templates/base.html",
    )


def _head(article: Article) -> str:
    tags = ", ".join(map(topic_name, article.topics))
    return (
        f"Title: {article.title}\nDescription: {article.description}\nDate: {article.day}\n"
        f"Summary: {article.description}\nTags: {tags}\n\n"
    )
