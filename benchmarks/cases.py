"""The cases: what is edited before a build, and what the finished page must say after it."""

import re
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from articles import AMOUNT, Plan, articles
from measure import CALM, Failed, Took, peak_memory, run, serving
from tools.tool import Tool

BUILDS = ("cold", "nothing", "text", "figure", "template")
CASES = (*BUILDS, "served", "memory")


class Site:
    """A tool's site, with edits that differ from each other each time."""

    def __init__(self, tool: Tool, plan: Plan) -> None:
        self.tool = tool
        self.edits = 0
        cited = [article.name for article in articles(plan) if article.cites]
        self.name = cited[len(cited) // 2]  # one that prints the figure too
        folder = tool.folder
        self.article = folder / tool.articles / f"{self.name}.md"
        self.figure, self.base = folder / tool.figure, folder / tool.base
        self.before = {path: path.read_text(encoding="utf-8") for path in (self.article, self.figure, self.base)}

    @property
    def address(self) -> str:
        """Return where the article is that is edited and looked at."""
        return f"/blog/{self.name}/"

    def build(self, case: str) -> Took:
        """Prepare a case, and return what the build took; raises Failed if the page doesn't show the edit."""
        if case == "cold":
            self.clear()
        wanted = getattr(self, f"edit_{case}", str)()
        took = run(self.tool, self.tool.build)
        page = self.tool.folder / self.tool.output / "blog" / self.name / "index.html"
        if wanted not in page.read_text(encoding="utf-8"):
            raise Failed(f'{self.tool.name}: after "{case}" the page doesn\'t say "{wanted}"')
        return took

    def memory(self) -> int:
        """Return the peak of memory of a build from nothing."""
        self.clear()
        return peak_memory(self.tool, self.tool.build)

    def clear(self) -> None:
        """Remove the output and all caches."""
        for leftover in self.tool.leftovers:
            shutil.rmtree(self.tool.folder / leftover, ignore_errors=True)

    def edit_text(self) -> str:
        """Add a sentence to an article; return it."""
        sentence = f"The {self._word()} is small."
        self._write(self.article, lambda text: f"{text}\n{sentence}\n")
        return sentence

    def edit_figure(self) -> str:
        """Change the figure that some articles print; return how it is printed."""
        self.edits += 1
        self._write(self.figure, lambda text: re.sub(rf"\b{AMOUNT}\b", str(AMOUNT + self.edits), text))
        return f"${AMOUNT + self.edits:,}"

    def edit_template(self) -> str:
        """Add an element to the head of every page; return it."""
        element = f'<meta name="application-name" content="{self._word()}">'
        self._write(self.base, lambda text: text.replace("</head>", f"{element}\n</head>"))
        return element

    def _write(self, path: Path, edit: Callable[[str], str]) -> None:
        path.write_text(edit(self.before[path]), encoding="utf-8")

    def _word(self) -> str:
        """Return a word that has not been used before."""
        self.edits += 1
        return "mill" + "".join("abcdefghij"[int(digit)] for digit in str(self.edits))


def saves(sites: list[Site], rounds: int) -> dict[str, list[float]]:
    """Return for each site the seconds from a save of an article until its server shows it; the servers take turns."""
    taken: dict[str, list[float]] = {site.tool.name: [] for site in sites}
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(site.tool, site.address)) for site in sites]
        for _ in range(rounds):
            for site, server in zip(sites, servers, strict=True):
                started = time.perf_counter()
                server.wait_for(site.address, site.edit_text())
                taken[site.tool.name].append(time.perf_counter() - started)
                time.sleep(CALM)
    return taken
