"""What is measured is the same for every tool, and nothing in it keeps the rules of the house busy."""

import json
import sys
from pathlib import Path

import pytest

from tests.sites import ROOT, TinySite

sys.path.insert(0, str(ROOT / "benchmarks"))

from articles import Article, Plan, articles, body
from cases import Site
from measure import Failed, Took, peak_memory, run, serving
from table import absolute, ratios
from tools.eleventy import eleventy
from tools.ours import write_site
from tools.tool import Tool

PLAN = Plan(articles=25, words=500, topics=3, cited=5)


def tool(folder: Path, *program: str) -> Tool:
    """Return a tool that is a Python program of its own."""
    return Tool(
        name="Tool",
        folder=folder,
        version=(),
        build=(sys.executable, "-c", *program),
        output="site",
        leftovers=("site",),
        articles="blog",
        figure="costs.json",
        base="base.html",
        serve=(sys.executable, "-m", "http.server", "--bind", "127.0.0.1"),
    )


@pytest.mark.long
def test_nothing_is_found_in_made_up_articles(tmp_path: Path) -> None:
    """The site has all parts that are measured, and the build has nothing to say about it."""
    write_site(ROOT, tmp_path, PLAN)

    report = TinySite(tmp_path).build()

    page = (tmp_path / "site/blog/article-00005/index.html").read_text(encoding="utf-8")
    parts = ("breadcrumbs", "toc", "tags", "related", "neighbors", "site-footer")
    assert report.warnings == ()
    assert [part for part in parts if f'class="{part}' not in page] == []
    assert "sold for $2,823<" in page
    assert "<table>" in page


def test_so_many_articles_print_the_figure() -> None:
    cited = [article.number for article in articles(PLAN) if article.cites]

    assert cited == [0, 5, 10, 15, 20]


def test_a_seed_always_makes_the_same_articles() -> None:
    def text(plan: Plan) -> list[tuple[Article, str]]:
        return [(article, body(plan, article, "{}.md".format, "$1")) for article in articles(plan)]

    assert text(PLAN) == text(PLAN)
    assert text(PLAN) != text(Plan(articles=25, words=500, topics=3, cited=5, seed=2))


def test_others_have_the_same_words(tmp_path: Path) -> None:
    """Only how a link and the figure are written differs."""
    write_site(ROOT, tmp_path / "ours", PLAN)
    eleventy(ROOT, tmp_path / "eleventy", PLAN)

    name = "content/blog/article-00005.md"
    ours = (tmp_path / "ours" / name).read_text(encoding="utf-8").split("---\n")[2]
    theirs = (tmp_path / "eleventy" / name).read_text(encoding="utf-8").split("---\n")[2]
    for number in range(PLAN.articles):
        theirs = theirs.replace(f"(/blog/article-{number:05}/)", f"(article-{number:05}.md)")
    assert theirs.replace("{{ costs.mill | dollars }}", "{{ costs.mill }}") == ours


def test_an_edit_is_seen_in_the_page(tmp_path: Path) -> None:
    """A build that doesn't show what was edited isn't measured."""
    files = {"blog/article-00010.md": "Words.\n", "costs.json": json.dumps({"mill": 2823}), "base.html": "</head>"}
    TinySite(tmp_path).write({**files, "site/blog/article-00010/index.html": "$2,824"})
    site = Site(tool(tmp_path, ""), PLAN)

    site.build("figure")
    with pytest.raises(Failed, match='after "text" the page doesn'):
        site.build("text")

    assert (tmp_path / "costs.json").read_text(encoding="utf-8") == '{"mill": 2824}'


def test_a_failure_says_what_was_printed(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no such thing"):
        run(tool(tmp_path), (sys.executable, "-c", "raise SystemExit('no such thing')"))


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux says what memory processes have")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    """A process that the command starts counts too."""
    hold = "import time; held = bytearray(b'1') * 50_000_000; time.sleep(1)"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"

    peak = peak_memory(tool(tmp_path), (sys.executable, "-c", start))

    assert 50_000_000 < peak < 150_000_000


def test_a_server_is_asked_until_it_shows_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>Words</html>", encoding="utf-8")

    with serving(tool(tmp_path), "/page.html") as server:
        (tmp_path / "page.html").write_text("<html>Others</html>", encoding="utf-8")
        server.wait_for("/page.html", "Others")

    assert server.process.returncode is not None


def test_the_tables_have_medians_and_ratios() -> None:
    taken = {
        "cold": {"Carepress": [Took(2, 3), Took(4, 5), Took(9, 9)], "Hugo": [Took(8, 16)]},
        "served": {"Carepress": [Took(0.1234, 0)]},
        "memory": {"Carepress": [Took(2**21, 0)], "Hugo": [Took(2**20, 0)]},
    }

    assert absolute(taken, ["Carepress", "Hugo"]) == [
        "| s (CPU s) | Carepress | Hugo |",
        "| --- | ---: | ---: |",
        "| cold | 4.00 (5.00) | 8.00 (16.00) |",
        "| save → served | 0.123 | – |",
        "| peak memory | 2 MiB | 1 MiB |",
    ]
    assert ratios(taken, "Carepress", ["Hugo"]) == [
        "| Carepress | / Hugo |",
        "| --- | ---: |",
        "| cold | 0.50 (0.31) |",
        "| save → served | – |",
        "| peak memory | 2.00 |",
    ]
