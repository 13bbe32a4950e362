"""What GitHub, Netlify and Cloudflare run is right as far as can be seen from here: its files fit their schemas, and each command is run.

In place of the programs stand some that write down how they were called.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml

from carepress.cli.arguments import parser
from tests.hosts import needed
from tests.sites import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
IS_LIVE, IS_NOT_LIVE = "vars.LIVE == 'true'", "vars.LIVE != 'true'"
ADDRESS = "https://example.org/"
# What the programs print that a script goes on with.
PROGRAM = """\
#!/bin/sh
printf '%s\\037' "${0##*/}" "$@" | tr '\\n' ' ' >> "$LOG"
printf '\\n' >> "$LOG"
case "${0##*/} $*" in
"git diff"*) printf 'content/a b.md\\0content/c.md\\0' ;;
"git log"*) echo 2026-11-24 ;;
"git merge-base"*) echo base ;;
"gh api"*) echo https://example.org/ ;;
"gh run list"*) echo 7 ;;
"gh issue list"*) echo "$ISSUE" ;;
"date"*) echo 2026-11 ;;
*" due "* | *" verify "*) echo "## A" ;;
esac
"""
PROGRAMS = ("python3", "git", "gh", "sleep", "date")
OF_AUDIT = ("pip", "pip-audit", "cyclonedx-py", "pip-licenses")
TEXT = "Text\n"
SAID = [
    "gh issue list --state open --limit 500 --json number,title --jq map(select(.title == env.TITLE))[0].number // empty",
    "gh issue create --title The live site isn't the build --body-file report.md",
]
# What each script runs, by its step and what is different then.
RUNS: Mapping[tuple[str, str], list[str]] = {
    ("ci", ""): ["python3 build.py check --format github"],
    ("ci", "Release gate for what this change touches"): [
        "git diff --name-only -z --diff-filter=d HEAD^1 HEAD -- content/",
        "python3 build.py check --release --format github content/a b.md content/c.md",
    ],
    ("ci", " "): ["python3 build.py test"],
    ("ci", "Build"): ["git log -1 --format=%cs", "python3 build.py build --workers 3 --today 2026-11-24"],
    ("ci", "Compare"): [],
    ("publish", "Build a copy for review"): [
        f"python3 build.py build --staging --compare-clean --format github --base-url {ADDRESS}"
    ],
    ("publish", "Check the site"): [
        "python3 build.py check --format github",
        "python3 build.py check --release --rule sample-value --format github",
    ],
    ("publish", "Build the site"): [f"python3 build.py build --compare-clean --format github --base-url {ADDRESS}"],
    ("publish", "Refuse an unfinished site"): [],
    ("verify", "Wait until the host's caches have forgotten what was before"): ["sleep 660"],
    ("verify", "Fetch the list of the files that were published"): [
        "gh run list --workflow publish.yml --branch main --status success --limit 1 --json databaseId --jq .[0].databaseId",
        "gh run download 7 --name build --dir build",
        "gh api repos/us/site/pages --jq .html_url",
    ],
    ("verify", "Verify"): [f"python3 build.py verify {ADDRESS} --site build --format markdown --sample 200"],
    ("verify", "Say what differs"): SAID,
    ("verify", "Write it into the issue of this month"): [
        "python3 build.py due --issues",
        "date +%Y-%m",
        "gh issue list --state all --limit 500 --json number,title --jq map(select(.title == env.TITLE))[0].number // empty",
        "gh issue create --title What lapses: 2026-11 --body-file due.md",
    ],
    ("upload", "Build"): [
        "python3 build.py check --release --format github",
        "python3 build.py build --compare-clean --format github",
        "python -m pip install --quiet --require-hashes --only-binary :all: --requirement locks/publish.txt",
    ],
    ("upload", "Publish"): ["python3 build.py publish live:bucket --take-over"],
    ("upload", "Verify"): [f"python3 build.py verify {ADDRESS} --format markdown"],
    ("upload", "Say what differs"): SAID,
    ("audit", "Set up"): [
        "python3 build.py --version",
        "python3 -m venv .venv-audit",
        "pip install --quiet --require-hashes --only-binary :all: --requirement locks/audit.txt",
    ],
    ("audit", "Materials and licenses"): [
        "cyclonedx-py environment .venv --output-file sbom.json",
        "pip-licenses --python .venv/bin/python --format markdown --with-urls --output-file licenses.md",
    ],
    ("audit", "Known weaknesses"): [
        f"pip-audit --require-hashes --disable-pip --format markdown --requirement locks/{lock}.txt"
        for lock in ("run", "test")
    ],
    ("audit", "Say what was found"): [
        "gh issue list --state open --limit 500 --json number,title --jq map(select(.title == env.TITLE))[0].number // empty",
        "gh issue create --title A weakness is known of a package --body-file report.md",
    ],
}


def workflow(path: Path) -> dict[str, Any]:
    """Return a workflow, with `on` as the word that it is."""
    read: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return read


def steps(name: str = "*") -> Iterator[dict[str, Any]]:
    """Yield every step of a workflow, or of all."""
    for path in sorted((ROOT / ".github/workflows").glob(f"{name}.yml")):
        for job in workflow(path)["jobs"].values():
            yield from job["steps"]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return a folder as on a machine that runs a script: a checkout, a build, and programs that say how they were called."""
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/issue.sh").write_bytes((ROOT / ".github/issue.sh").read_bytes())
    for path in ("site/index.html", "site/carepress.json", "report.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(TEXT, encoding="utf-8")
    for folder, names in (("bin", PROGRAMS), (".venv/bin", ["python"]), (".venv-audit/bin", OF_AUDIT)):
        (tmp_path / folder).mkdir(parents=True)
        for name in names:
            (tmp_path / folder / name).write_text(PROGRAM, encoding="utf-8")
            (tmp_path / folder / name).chmod(0o755)
    return tmp_path


def ran(machine: Path, command: list[str], **settings: str) -> list[str]:
    """Return each call of a program that a script makes, as a line; the script has to end well."""
    log = machine / "log"
    given = {"LOG": str(log), "GITHUB_ENV": str(machine / "env"), "GITHUB_OUTPUT": str(machine / "output"), "ISSUE": ""}
    given |= {"PATH": f"{machine / 'bin'}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "us/site", **settings}
    done = subprocess.run(command, cwd=machine, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [line.strip("\037").replace("\037", " ") for line in lines]


def filled(step: Mapping[str, Any]) -> dict[str, str]:
    """Return the settings of a step, with samples for what GitHub fills in."""
    samples = {
        "BASE_URL": ADDRESS,
        "ADDRESS": ADDRESS,
        "TARGET": "live:bucket",
        "WORKERS": "3",
        "NAME": "one",
        "ONE": "same",
        "OTHER": "same",
    }
    return {name: samples.get(name, value) for name, value in step.get("env", {}).items()}


def test_every_command_is_run(machine: Path) -> None:
    """Each script of each workflow calls what is written down here, and each command of ours is one that there is."""
    seen = {}
    for path in WORKFLOWS:
        unnamed = 0
        for step in steps(path.stem):
            if "run" not in step:
                continue
            name = step.get("name", " " * unnamed)
            unnamed += "name" not in step
            (machine / "log").unlink(missing_ok=True)
            shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail"] if step.get("shell") else ["bash", "-e"]
            given = {"BASE_URL": ADDRESS, "GITHUB_EVENT_NAME": "schedule", **filled(step)}
            seen[path.stem, name] = ran(machine, [*shell, "-c", step["run"]], **given)

    # A pipe starts its programs side by side.
    assert {key: sorted(lines) for key, lines in seen.items()} == {key: sorted(lines) for key, lines in RUNS.items()}
    ours = [line.split()[2:] for lines in seen.values() for line in lines if line.startswith("python3 build.py ")]
    known = [words for words in ours if words != ["--version"]]
    assert [parser().parse_args(words).command for words in known] == [words[0] for words in known]
    assert (machine / "env").read_text(encoding="utf-8") == f"BASE_URL={ADDRESS}\n"
    assert (machine / "output").read_text(encoding="utf-8").startswith("one=")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_fits_the_schema(path: Path) -> None:
    """GitHub can read it; jobs that it waits for are there, and each has its rights and its end."""
    read = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    read["on"] = read.pop(True)
    validator("github-workflows")(read)

    assert read["permissions"] == {}
    for job in read["jobs"].values():
        assert job.get("needs", next(iter(read["jobs"]))) in read["jobs"]
        assert job["timeout-minutes"]


SIMPLE = {
    *("github.token", "github.ref", "github.workflow", "github.event_name", "github.run_id", "github.run_attempt"),
    "github.event.workflow_run.conclusion",
}
NAME = re.compile(r"\bsteps\.\w+|\b(?:github|vars|secrets|needs|matrix|env|inputs|job|runner|strategy)\.[\w.]+")


def named(part: object) -> set[str]:
    """Return the names in the expressions of a part of a workflow; of what a step leaves, the step."""
    if isinstance(part, dict):
        return {name for key, value in part.items() for name in named(f"${{{{ {value} }}}}" if key == "if" else value)}
    if isinstance(part, list):
        return {name for one in part for name in named(one)}
    return {name for text in re.findall(r"\$\{\{(.*?)\}\}", str(part)) for name in NAME.findall(text)}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_name_stands_for_something(path: Path) -> None:
    """What GitHub fills in is there, as it would fill in nothing without a word; what a person sets up, the file or a page tells of."""
    read = workflow(path)
    told = path.read_text(encoding="utf-8").partition("\nname:")[0]
    told += (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
    words = re.findall(r"\b[A-Z_]{3,}\b", told)
    unknown = named(read.get("concurrency")) - SIMPLE
    for job in read["jobs"].values():
        known = SIMPLE | {f"{kind}.{word}" for kind in ("vars", "secrets") for word in words}
        for row in job.get("strategy", {}).get("matrix", {}).get("include", ()):
            known |= {f"matrix.{key}" for key in row}
        if before := job.get("needs"):
            known |= {f"needs.{before}.outputs.{name}" for name in read["jobs"][before].get("outputs", ())}
        for step in job["steps"]:
            unknown |= named(step) - known
            known.add(f"steps.{step.get('id')}")
        unknown |= named(job) - known

    assert unknown == set()


def test_scripts_have_no_traps(tmp_path: Path) -> None:
    """A shell reads each script as whoever wrote it meant: ShellCheck knows the traps."""
    for number, step in enumerate(step for step in steps() if "run" in step):
        (tmp_path / f"{number}.sh").write_text(step["run"], encoding="utf-8")
    scripts = [*tmp_path.iterdir(), ROOT / "gates.sh", ROOT / ".github/issue.sh"]
    done = subprocess.run([needed("shellcheck"), "--shell=bash", *scripts], capture_output=True, text=True, check=False)

    assert done.stdout == ""


def test_dependabot_fits_its_schema() -> None:
    """Dependabot can read its file, and each folder that it looks into has what it looks for."""
    read = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    validator("dependabot")(read)
    npm = next(one for one in read["updates"] if one["package-ecosystem"] == "npm")

    assert [one for one in npm["directories"] if not (ROOT / one.lstrip("/") / "package-lock.json").is_file()] == []


@cache
def validator(name: str) -> Any:
    """Return what holds data against a schema."""
    return fastjsonschema.compile(json.loads((ROOT / f"tests/data/{name}.json").read_text(encoding="utf-8")))


def test_nothing_of_a_pull_request_gets_into_a_shell() -> None:
    """No script has a text that GitHub fills in, and what its settings get nobody outside can choose."""
    filled_in = [value for step in steps() for value in step.get("env", {}).values() if "${{" in value]

    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []
    assert set(re.findall(r"\$\{\{ *([\w.]+) *\}\}", "".join(filled_in))) == {
        *("github.token", "steps.pages.outputs.base_url"),
        *(
            "matrix.name",
            "matrix.workers",
            "matrix.zone",
            "matrix.language",
            "needs.reproduce.outputs.one",
            "needs.reproduce.outputs.other",
        ),
        *("vars.TARGET", "vars.REGION", "vars.ADDRESS", "secrets.KEY_ID", "secrets.KEY"),
    }
    assert not {name for path in WORKFLOWS for name in workflow(path)["on"]} & {
        "pull_request_target",
        "issue_comment",
        "issues",
    }


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        pytest.param(TEXT, "", ["create"], id="new"),
        pytest.param(TEXT, "12", ["edit 12"], id="there-already"),
        pytest.param("", "12", [], id="nothing-to-say"),
    ],
)
def test_an_issue(machine: Path, text: str, number: str, expected: list[str]) -> None:
    """A text goes into the issue that is there, or into a new one; nothing is said of nothing."""
    (machine / "report.md").write_text(text, encoding="utf-8")
    calls = ran(machine, ["sh", ".github/issue.sh", "A title", "report.md", "open"], ISSUE=number)

    assert [line.removeprefix("gh issue ").split(" --")[0] for line in calls if "list" not in line] == expected


CHECK, SAMPLES = "python3 build.py check", "python3 build.py check --release --rule sample-value"
TOUCHED = "python3 build.py check --release content/a b.md content/c.md"
COPY = "python3 build.py build --staging"
PREVIEW = f"{COPY} --base-url https://7.example.app"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({"CONTEXT": "production"}, [CHECK, COPY], id="netlify"),
        pytest.param({"CONTEXT": "deploy-preview", "DEPLOY_PRIME_URL": "https://7.example.app"}, [CHECK, PREVIEW], id="netlify-change"),
        pytest.param({"CONTEXT": "production", "LIVE": "true"}, [CHECK, SAMPLES, "python3 build.py build --compare-clean"], id="netlify-live"),
        pytest.param(
            {"CONTEXT": "deploy-preview", "LIVE": "true", "DEPLOY_PRIME_URL": "https://7.example.app"}, [CHECK, TOUCHED, PREVIEW], id="netlify-change-live"
        ),
        pytest.param({"CF_PAGES_BRANCH": "main", "CF_PAGES_URL": "https://7.example.app"}, [CHECK, COPY], id="cloudflare"),
        pytest.param({"CF_PAGES_BRANCH": "x", "LIVE": "true", "CF_PAGES_URL": "https://7.example.app"}, [CHECK, TOUCHED, PREVIEW], id="cloudflare-change-live"),
    ],
)  # fmt: skip
def test_the_gates_at_other_hosts(machine: Path, settings: dict[str, str], expected: list[str]) -> None:
    """Netlify and Cloudflare run the gates before they build: a copy for review of what isn't published yet, with its own address."""
    calls = ran(machine, ["sh", str(ROOT / "gates.sh")], **settings)

    assert [line for line in calls if not line.startswith("git ")] == expected
    assert 'command = "sh gates.sh"' in (ROOT / "netlify.toml").read_text(encoding="utf-8")


def test_actions_are_pinned() -> None:
    """What comes from others is named by the hash of its content."""
    used = [step["uses"] for step in steps() if "uses" in step]

    assert used
    assert [name for name in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name)] == []


def test_what_is_published() -> None:
    """Until the site is live a copy for review is published, and then the site, once a check has found no error."""
    when = {step["name"]: step.get("if", "") for step in steps("publish") if "build.py" in step.get("run", "")}

    assert when == {"Build a copy for review": IS_NOT_LIVE, "Check the site": IS_LIVE, "Build the site": IS_LIVE}


def test_what_publishing_keeps() -> None:
    """Only the workflow that publishes, and runs for main alone, keeps anything, by lock and engine, and nothing that can run."""
    keeping = [step for step in steps() if step.get("uses", "").startswith("actions/cache@")]
    publish = workflow(ROOT / ".github/workflows/publish.yml")

    assert keeping == [step for step in steps("publish") if "cache" in step.get("uses", "")]
    assert [step["with"]["path"] for step in keeping] == [".cache/kept\n.cache/build/cache.db\n"]
    assert "hashFiles('locks/run.txt', 'carepress/**', 'care/**')" in keeping[0]["with"]["key"]
    assert publish["on"].keys() == {"push", "schedule", "workflow_dispatch"}
    assert publish["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"
