"""Runs everything that checks the project: style, types, tests. `python3 build.py test` comes here."""

import argparse
import os
import shutil
import subprocess
import sys
import time

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
APT = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]]


def main() -> int:
    """Return 0 if every step is green, otherwise 1; each failing step is named at the end."""
    parser = argparse.ArgumentParser(prog="python3 build.py test")
    parser.add_argument("--all", action="store_true", help="run the long tests too")
    asked, more = parser.parse_known_args()
    prepare_browser()
    if asked.all:
        os.environ["CAREPRESS_TEST_ALL"] = "1"
    tests = ["pytest", "-n", "auto", *([] if asked.all else ["-m", "not long"]), *more]
    steps = [
        ["ruff", "check", "--quiet"],
        ["ruff", "format", "--check", "--quiet"],
        ["mypy", "--no-error-summary"],
        tests,
    ]
    failed = [step[0] for step in steps if not run(step)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
    return 1 if failed else 0


def run(step: list[str]) -> bool:
    """Run one step and say how long it took; return whether it was green."""
    started = time.monotonic()
    is_green = subprocess.run([sys.executable, "-m", *step], check=False).returncode == 0
    print(f"{'ok    ' if is_green else 'FAILED'} {' '.join(step[:2])} ({time.monotonic() - started:.0f} s)", flush=True)
    return is_green


def prepare_browser() -> None:
    """Install Chromium where a machine is ours to change, or say how; the browser tests fail in CI without it."""
    if any(shutil.which(name) for name in CHROMIUM):
        return
    may_install = os.environ.get("CI") and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if may_install:
        print("Installing Chromium …", flush=True)
        for command in APT:
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    else:
        print("The browser tests need Chromium. On Debian: sudo apt-get install chromium", flush=True)


if __name__ == "__main__":
    sys.exit(main())
