"""Runs everything that checks the project: style, types, tests. `python3 build.py test` comes here."""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / "tests/node_modules"
OLDEST_NODE = (20, 19)
# The first has no windows, and needs a third less of a processor for the same pages.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
DAV, SFTP = "/usr/lib/nginx/modules/ngx_http_dav_ext_module.so", "/usr/lib/openssh/sftp-server"
# Only this project has tests of what hosts read, take and run; a site that it began doesn't.
SERVERS = (
    {
        "nginx": "nginx",
        "caddy": "caddy",
        DAV: "libnginx-mod-http-dav-ext",
        SFTP: "openssh-sftp-server",
        "shellcheck": "shellcheck",
    }
    if (ROOT / "tests/hosts.py").is_file()
    else {}
)
# What the tests of finished pages need: the programs that will do, what isn't run without them, Debian's package.
PROGRAMS = (
    (CHROMIUM, "the browser tests", CHROMIUM[0]),
    (("npm",), "axe and html-validate", "npm"),
    (("java",), "the Nu Html Checker", "default-jre-headless"),
    *(((name,), f"the tests with {package}", package) for name, package in SERVERS.items()),
)


def main() -> int:
    """Return 0 if every step is green, otherwise 1; each failing step is named at the end."""
    parser = argparse.ArgumentParser(prog="python3 build.py test")
    parser.add_argument("--all", action="store_true", help="run the long tests too")
    asked, more = parser.parse_known_args()
    if asked.all:
        os.environ["CAREPRESS_TEST_ALL"] = "1"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each build in a process of its own compiles the engine anew
    # More than there are processors: those that look at a browser or start a preview wait for it half of the time.
    tests = ["pytest", "-n", str((os.cpu_count() or 1) + 2), "--dist", "worksteal"]
    tests += ["--durations=15", "--durations-min=1"]
    tests += [*([] if asked.all else ["-m", "not long"]), *more]
    style = [["ruff", "check", "--quiet"], ["ruff", "format", "--check", "--quiet"]]
    with ThreadPoolExecutor() as side:
        # What others send is waited for; what needs a processor is done meanwhile.
        tools = side.submit(prepare_tools)
        steps = [run(step) for step in style]
        types = side.submit(run, ["mypy", "--no-error-summary"], stdout=subprocess.PIPE)
        # Read once, the tests are compiled for all that run them side by side.
        run(["pytest", "--collect-only", "-qq", *more], stdout=subprocess.DEVNULL)
        tools.result()
        steps += [run(tests), types.result()]
    failed = [step.name for step in steps if not say(step)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
    return 1 if failed else 0


class Step(NamedTuple):
    """A step that was run: what it said, if that was held back, and how long it took."""

    name: str
    is_green: bool
    said: str
    seconds: float


def run(step: list[str], stdout: int | None = None) -> Step:
    """Run one step; return how it went."""
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-m", *step], check=False, stdout=stdout, text=True)
    return Step(" ".join(step[:2]), done.returncode == 0, done.stdout or "", time.monotonic() - started)


def say(step: Step) -> bool:
    """Print how a step went; return whether it was green."""
    print(f"{step.said}{'ok    ' if step.is_green else 'FAILED'} {step.name} ({step.seconds:.0f} s)", flush=True)
    return step.is_green


def prepare_tools() -> None:
    """Install the programs and the npm packages that are missing."""
    prepare_programs()
    prepare_packages(ROOT / "tests")


def prepare_programs() -> None:
    """Install what is missing where a machine is ours to change, or say how; in CI tests that lack it fail."""
    missing = [program for program in PROGRAMS if not any(map(find_program, program[0]))]
    packages = [package for _, _, package in missing]
    if shutil.which("node") and node_version() < OLDEST_NODE:
        print(f"html-validate needs Node.js {'.'.join(map(str, OLDEST_NODE))} or newer; see nodejs.org", flush=True)
    if not missing:
        return
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if os.environ.get("CI") and (is_root or shutil.which("sudo")) and shutil.which("apt-get"):
        print(f"Installing {', '.join(packages)} …", flush=True)
        apt = ["apt-get"] if is_root else ["sudo", "-n", "apt-get"]
        install = [*apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
        for command in ([*apt, "update", "-qq"], install):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        return
    for names, tests, package in missing:
        print(f"Not run: {tests}, for want of {names[0]}. On Debian: sudo apt-get install {package}", flush=True)


def find_program(name: str) -> str | None:
    """Return where a program is, or what is part of one: those of servers are not where everybody looks for programs."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin") or (name if os.path.isfile(name) else None)


def prepare_packages(folder: Path) -> bool:
    """Install a folder's npm packages if its lock has changed; return whether they are there."""
    stamp = folder / "node_modules/.carepress-stamp"
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return True
    npm = shutil.which("npm")
    if npm is None:
        return False
    print("Setting up node_modules from package-lock.json, once; this may take a minute …", flush=True)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
    done = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL)
    if done.returncode == 0:
        stamp.write_text(wanted, encoding="utf-8")
    else:
        print("The npm packages can't be fetched; the tests that need them aren't run.", flush=True)
    return done.returncode == 0


def node_version() -> tuple[int, ...]:
    """Return the version of Node.js, or nothing if there is none."""
    node = shutil.which("node")
    if node is None:
        return ()
    said = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
    return tuple(int(number) for number in re.findall(r"\d+", said))


if __name__ == "__main__":
    sys.exit(main())
