"""The finished pages before two checkers of HTML: neither has an error, a warning or a hint."""

import json
import shutil
import subprocess
from pathlib import Path

from tests.browser.html_validate import html_validate
from tests.browser.tools import listed, node_package, not_run
from tests.every_kind import KINDS

# The Nu checker takes a block of data for a script. No browser runs it, so none asks the policy about it; that the console
# stays silent is seen in test_pages, and that no other script stands in a page in test_site.
MISTAKEN = "Inline script violates Content Security Policy"


def test_html_validate_finds_nothing(site: Path, tmp_path: Path) -> None:
    """No page of any kind breaks a rule of html-validate that makes sense here."""
    looked_at, found = html_validate(site, tmp_path / "report.json")

    assert not found, listed(found)
    assert looked_at >= len(KINDS)


def test_the_nu_checker_finds_nothing(host: str) -> None:
    """A page of each kind, as it is served, has no error, no warning and no hint of the checker that the W3C uses.

    It takes the templates on the search page for scripts that the page's policy would block; a browser doesn't run them.
    """
    java = shutil.which("java")
    if java is None:
        not_run("there is no Java on this machine")
    jar = node_package("vnu-jar") / "build/dist/vnu.jar"
    pages = [host + address for address in KINDS.values()]
    command = [
        java or "",
        *("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m"),  # half the work for a run as short as this
        "-Dnu.validator.servlet.allow-forbidden-hosts=true",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        *pages,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.stderr, done.returncode) == ("", 0)
    found = [
        f"{one['url'].removeprefix(host)}:{one.get('lastLine', 0)}: {one.get('subType', one['type'])}: {one['message']}"
        for one in json.loads(done.stdout)["messages"]
        if not one["message"].startswith(MISTAKEN)
    ]
    assert not found, listed(found)
