"""The site for MkDocs."""

from pathlib import Path

from articles import ABOUT, INTRO, WELCOME, Plan, articles, body, describe

from build import python_in
from tools.shared import COSTS, HELP, head_of, start
from tools.tool import Tool, front_matter, write


def mkdocs(root: Path, folder: Path, plan: Plan) -> Tool:
    """Write MkDocs's site; return how it is built."""
    start(root, folder, "mkdocs", "content/assets")
    write(folder, {"help.json": HELP, "costs.json": COSTS})
    files = {
        "index.md": front_matter(title="Welcome", description=describe("the home page")) + f"{WELCOME}\n",
        "about.md": front_matter(title="About", description=describe("the page about us")) + f"{ABOUT}\n",
        "blog/index.md": front_matter(title="Articles", description=describe("the list"), template="blog.html")
        + f"{INTRO}\n",
    }
    for article in articles(plan):
        text = body(plan, article, "{}.md".format, "[[mill]]")
        files[f"blog/{article.name}.md"] = head_of(article, template="article.html") + text
    write(folder / "content", files)
    python = str(python_in(root / ".venv-benchmark"))
    return Tool(
        name="MkDocs",
        folder=folder,
        version=(python, "-m", "mkdocs", "--version"),
        build=(python, "-m", "mkdocs", "build", "--quiet", "--strict"),
        output="site",
        leftovers=("site",),
        articles="content/blog",
        figure="costs.json",
        base="theme/main.html",
    )
