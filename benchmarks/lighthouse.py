"""Measures the finished pages with Lighthouse as a phone sees them: python benchmarks/lighthouse.py [runs].

It needs Node.js with npm, Chromium, and Caddy, which serves the pages as hosts do: over HTTPS and HTTP/2.
The first time, npm fetches Lighthouse as benchmarks/package-lock.json names it.
The medians of all runs are printed as a table in Markdown.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.__main__ import CHROMIUM, find_program, prepare_packages  # noqa: E402 - found only by the line above
from tests.every_kind import KINDS, build_every_kind  # noqa: E402
from tests.hosts import secured  # noqa: E402
from tests.server import serving  # noqa: E402

PAGES = ("home", "article", "levels", "costs", "blog", "spanish")
RUNS = 5
TRIES = 5  # now and then Lighthouse loses the beginning of a visit and says so
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AUDITS = ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time")
HEAD = ("page", *CATEGORIES, "LCP (s)", "CLS", "TBT (ms)", "bytes")
FLAGS = ("--headless=new", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
TRUSTING = "--ignore-certificate-errors"  # of Caddy's own making
TOOL = ROOT / "benchmarks/node_modules/lighthouse/cli/index.js"


def main(arguments: list[str]) -> int:
    """Print a table with a row for each page; return 1 if this machine lacks something."""
    chromium = next((found for name in CHROMIUM[1:] if (found := shutil.which(name))), None)
    if chromium is None or not find_program("caddy") or not prepare_packages(ROOT / "benchmarks"):
        print(
            "Lighthouse needs Chromium, Caddy and Node.js with npm. On Debian: sudo apt-get install chromium caddy npm"
        )
        return 1
    os.environ["CHROME_PATH"] = chromium
    runs = int(arguments[0]) if arguments else RUNS
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(build_every_kind(Path(folder))) as plain,
        secured(plain) as host,
    ):
        print(row(HEAD))
        print(row(["---", *["---:"] * (len(HEAD) - 1)]))
        for kind in PAGES:
            measured = [measure(host + KINDS[kind]) for _ in range(runs)]
            middle = [statistics.median(column) for column in zip(*measured, strict=True)]
            print(row([kind, *(f"{value:.5g}" for value in middle)]), flush=True)
    return 0


def measure(address: str) -> list[float]:
    """Return what one run of Lighthouse finds: the scores, the times, the bytes that travelled."""
    found = json.loads(visited(address))
    scores = [100 * found["categories"][name]["score"] for name in CATEGORIES]
    lcp, cls, tbt = (found["audits"][name]["numericValue"] for name in AUDITS)
    return [*scores, lcp / 1000, cls, tbt, found["audits"]["total-byte-weight"]["numericValue"]]


def visited(address: str) -> str:
    """Return Lighthouse's report of one visit."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = " ".join([*FLAGS, TRUSTING, *["--no-sandbox"] * root])
    command = [shutil.which("node") or "node", str(TOOL), address, "--quiet", "--output=json", "--output-path=stdout"]
    for _ in range(TRIES):
        done = subprocess.run([*command, f"--chrome-flags={flags}"], check=False, capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout
    raise SystemExit(f"Lighthouse failed {TRIES} times: {done.stderr}")


def row(cells: list[str] | tuple[str, ...]) -> str:
    """Return a row of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
