"""A site on which no rule finds anything, and what a check of it says, a line each."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from care import SITE as CARE
from carepress.cli.main import main
from carepress.model.config import Depth, Options
from carepress.pipeline import build
from carepress.problems import BuildFailed, Problem
from tests.sites import NOON, ONE_PERSON, TinySite

TODAY = ("--today", "2026-11-24")
HOME = "content/index.md"
TERMS = "content/_data/terms.yaml"
HELP = "content/_data/help.yaml"
FACTS = "content/_data/facts.yaml"
DANGERS = "content/_data/dangers.yaml"

DESCRIPTION = "What the page says, in one sentence that is long enough for search results."
LAYOUT = """\
<!doctype html>
<html lang="en-US"><head><title>{{ page.title }}</title></head><body>
<main><h1>{{ page.title }}</h1>
<div class="prose">{{ content() }}</div>
{% for reference in references() %}<p id="{{ reference.id }}">A survey</p>{% endfor %}</main>
{% block more %}{% endblock %}</body></html>
"""
# A site that no rule finds anything wrong with. The tests change one thing, or many.
SOUND: Mapping[str, str] = {
    "content/_site.yaml": """\
name: Test Center
base_url: https://example.org/
phone: "423-555-0142"
license: "L000000001"
license_expires: 2027-06-30
social_cards: false
samples: []
""",
    HELP: """\
lifeline988:
  label: 988 Lifeline
  call: "988"
  verified: read-in-source
  checked: 2026-11-01
""",
    "content/_data/sources.yaml": """\
survey:
  title: A survey
  publisher: An agency
  url: https://example.net/survey
  verified: read-in-source
""",
    FACTS: """\
share:
  text: 40 percent
  value: 40
  unit: percent
  as_of: 2024
  source: survey
  verified: read-in-source
  expires: 2027-11-30
""",
    TERMS: """\
addict:
  avoid: ["addict*"]
  use: "person with an addiction"
  why: "A person is more than an illness."
  severity: error
  allow: ["Addicts Anonymous"]
guarantee:
  avoid: ["guarantee*"]
  why: "Nobody can promise that."
  severity: error
  is_claim: true
details:
  avoid: ["email us … diagnosis", "email us … drugs"]
  use: "a number to call"
  why: "Others read mail."
  severity: error
  is_exposure: true
""",
    DANGERS: """\
harm:
  help: [lifeline988]
  signs: ["won't wake"]
  words: [overdose, withdrawal, "withdraw from", suicide, "self-harm"]
""",
    "content/_data/people.yaml": ONE_PERSON,
    "templates/page.html": LAYOUT,
    "templates/redirect.html": "<!doctype html><title>Moved</title>",
}


def sound(title: str, body: str, *more: str) -> str:
    """Return a page's file that no rule objects to, with a body that begins on line 5 and later by each line more."""
    return "\n".join(["---", f"title: {title}", f"description: {DESCRIPTION}", *more, "---", body])


def check(
    site: TinySite, depth: Depth = "release", today: str = "2026-11-24"
) -> tuple[Sequence[Problem], Sequence[Problem]]:
    """Return what a check finds and what it allows."""
    try:
        report = build(site.root, Options(kind=CARE, today=date.fromisoformat(today), depth=depth), NOON)
    except BuildFailed as failure:
        return failure.problems, ()
    return report.warnings, report.allowed


def said(problems: Sequence[Problem]) -> list[str]:
    """Return each problem in a line: place, severity, rule, message."""
    return [
        ":".join(str(part) for part in (one.place.path, one.place.line, one.place.column) if part is not None)
        + f" {one.severity} {one.rule}: {one.message}"
        for one in problems
    ]


def words(count: int) -> str:
    """Return a sentence of so many words."""
    return " ".join(["so"] * count) + "."


def run(site: TinySite, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Return the exit code of a command, and what it prints."""
    code = main(words, site.root, "care")
    output = capsys.readouterr()
    return code, output.out, output.err
