"""The site for Eleventy."""

import json
import shutil
from pathlib import Path

from articles import ABOUT, Plan, articles, body, describe, topic_id, topic_name

from tools.shared import COSTS, HELP, head_of, start
from tools.tool import Tool, front_matter, write


def eleventy(root: Path, folder: Path, plan: Plan) -> Tool:
    """Write Eleventy's site; return how it is built: by its own program, without the start of npx."""
    start(root, folder, "eleventy", "assets")
    topics = {
        topic_id(topic): {"name": topic_name(topic), "description": describe(topic_name(topic))}
        for topic in range(plan.topics)
    }
    write(folder / "_data", {"help.json": HELP, "costs.json": COSTS, "topicNames.json": json.dumps(topics)})
    about = front_matter(title="About", description=describe("the page about us"), layout="base.njk")
    files = {"about.md": f"{about}{ABOUT}\n"}
    for article in articles(plan):
        text = body(plan, article, "/blog/{}/".format, "{{ costs.mill | dollars }}")
        files[f"blog/{article.name}.md"] = head_of(article) + text
    write(folder / "content", files)
    program = str(root / "benchmarks" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs")
    node = shutil.which("node") or "node"
    return Tool(
        name="Eleventy",
        folder=folder,
        version=(node, program, "--version"),
        build=(node, program, "--quiet"),
        output="_site",
        leftovers=("_site", ".cache"),
        articles="content/blog",
        figure="_data/costs.json",
        base="_includes/base.njk",
        serve=(node, program, "--serve", "--quiet", "--port"),
    )
