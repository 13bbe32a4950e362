"""Runs html-validate over finished pages.

Off are: require-sri (all files come from the page's own host), tel-non-breaking (style keeps a number on its line;
other hyphens would spoil it for whoever copies it), long-title (the length of a title is the writer's affair).
"""

import json
import shutil
import subprocess
from pathlib import Path

from tests.__main__ import ROOT
from tests.browser.tools import node_package, not_run


def html_validate(site: Path, report: Path) -> tuple[int, list[str]]:
    """Return how many pages of a finished site were looked at, and what was found in them, a line each."""
    tool = node_package("html-validate") / "bin/html-validate.mjs"
    node = shutil.which("node")
    if node is None:
        not_run("there is no Node.js on this machine")
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    settings = ["--config", str(ROOT / ".htmlvalidate.json"), "--formatter", f"json={report}"]
    done = subprocess.run(
        [node or "", str(tool), *settings, *pages], cwd=site, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    found = [
        f"{Path(page['filePath']).relative_to(site)}:{one['line']}:{one['column']}: {one['ruleId']}: {one['message']} ({one['selector']})"
        for page in json.loads(report.read_text(encoding="utf-8"))
        for one in page["messages"]
    ]
    assert found or done.returncode == 0
    return len(pages), found
