"""The site for Hugo."""

from pathlib import Path

from articles import ABOUT, INTRO, WELCOME, Plan, articles, body, describe, topic_id, topic_name

from tools.shared import COSTS, HELP, head_of, start
from tools.tool import Tool, front_matter, write


def hugo(root: Path, folder: Path, plan: Plan) -> Tool:
    """Write Hugo's site; return how it is built: by its own program, without the start of PyPI's in Python."""
    start(root, folder, "hugo", "assets")
    write(folder / "data", {"help.json": HELP, "costs.json": COSTS})
    files = {
        "_index.md": front_matter(title="Welcome", description=describe("the home page")) + f"{WELCOME}\n",
        "about.md": front_matter(title="About", description=describe("the page about us")) + f"{ABOUT}\n",
        "blog/_index.md": front_matter(title="Articles", description=describe("the list")) + f"{INTRO}\n",
    }
    for topic in range(plan.topics):
        name = topic_name(topic)
        files[f"topics/{topic_id(topic)}/_index.md"] = front_matter(title=name, description=describe(name))
    for article in articles(plan):
        text = body(plan, article, "/blog/{}/".format, '{{< cost "mill" >}}')
        files[f"blog/{article.name}.md"] = head_of(article) + text
    write(folder / "content", files)
    program = str(next((root / ".venv-benchmark").glob("lib/python*/site-packages/hugo/binaries/hugo")))
    return Tool(
        name="Hugo",
        folder=folder,
        version=(program, "version"),
        build=(program,),
        output="public",
        leftovers=("public", "resources"),
        articles="content/blog",
        figure="data/costs.json",
        base="layouts/baseof.html",
        serve=(program, "server", "--port"),
        environment={"HUGO_CACHEDIR": str(folder / ".hugo_cache")},
    )
