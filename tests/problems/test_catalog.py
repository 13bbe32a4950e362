"""The catalog of rules is whole: each rule that the code can report is explained, and no other."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest

from care import SITE as CARE
from carepress.cli.explain import explain
from carepress.problems.catalog import forms
from tests.check.planted import PLANTED
from tests.problems.in_code import name_of, rules_in_the_code, said_in_tests, shown_in_tables
from tests.sites import ROOT

# Where a rule stands among the arguments of what reports it.
_RULE_AT = {"violation": 0, "_found": 0, "Problem": 1, "Finding": 0, "Answer": 0, "Lapse": 4}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@cache
def _ids() -> set[str]:
    """Return the id of every rule that the code reports, in whatever way it is written."""
    found = set(rules_in_the_code())
    for path in sorted(path for folder in ("carepress", "care") for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= {
                leaf.value
                for holder in _holders(node)
                for leaf in _leaves(holder)
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str) and _ID.fullmatch(leaf.value)
            }
    return found


def _holders(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what holds a rule: an argument of a call, or the first of a tuple that is a rule with its words."""
    if isinstance(node, ast.Call) and len(node.args) > (at := _RULE_AT.get(name_of(node.func), 99)):
        yield node.args[at]
    if isinstance(node, ast.Tuple) and _is_rule_with_words(node):
        yield node.elts[0]


def _leaves(holder: ast.expr) -> list[ast.expr]:
    return [holder.body, holder.orelse] if isinstance(holder, ast.IfExp) else [holder]


def _is_rule_with_words(node: ast.Tuple) -> bool:
    """Return whether a tuple is a rule and what belongs to it: an id with a hyphen, then a sentence or a constant."""
    if len(node.elts) < 2:
        return False
    first, words = (getattr(item, "value", "") for item in node.elts[:2])
    second = node.elts[1]
    has_words = isinstance(second, ast.JoinedStr) or " " in str(words)
    is_constant = isinstance(second, ast.Name) and second.id.isupper()
    return isinstance(first, str) and "-" in first and (has_words or is_constant)


def test_every_rule_is_explained() -> None:
    """The catalog has the rules that the code can report, and no others."""
    assert set(CARE.catalog.rules) == _ids()


@pytest.mark.parametrize("rule_id", ["claim", "svg-foreign", "image-moving", "review-lapsed", "one-h1", "typed-figure"])
def test_the_ids_are_found_in_the_code(rule_id: str) -> None:
    """The search above knows each way in which the code writes a rule."""
    assert rule_id in _ids()


@pytest.mark.parametrize("rule_id", CARE.catalog.rules)
def test_an_explanation_can_be_read(rule_id: str) -> None:
    """Each says in one to four sentences why it matters and what to do, and what it finds ends without a full stop."""
    rule = CARE.catalog.rules[rule_id]

    assert not rule.finds.endswith(".")
    assert rule.why.strip().endswith((".", ")"))
    assert CARE.catalog.families[rule.family].endswith(".")
    assert 1 <= len(re.findall(r"[.?!](?:\s|$)", rule.why)) <= 4
    assert bool(rule.message) == bool(rule.hint)


@pytest.mark.parametrize("rule_id", CARE.catalog.rules)
def test_what_is_judged_can_be_allowed(rule_id: str) -> None:
    """What is judged from words may be a false alarm: somebody can give leave for it, and it isn't certain."""
    rule = CARE.catalog.rules[rule_id]

    assert not (rule.is_judged and rule.is_firm)


@pytest.mark.parametrize("rule_id", CARE.catalog.rules)
def test_what_a_rule_says_is_shown(rule_id: str) -> None:
    """Each message stands in a test with its blanks filled, and so does each case of a rule that has several."""
    rule = CARE.catalog.rules[rule_id]
    messages = [rule.message, *(words["message"] for words in rule.cases.values())]

    assert [message for message in messages if not _filled(message).search(said_in_tests())] == []


@pytest.mark.parametrize("form", forms())
def test_what_a_form_says_is_shown(form: str) -> None:
    """The words for a number or an address that isn't what it should be stand in a test, and the code uses them."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "carepress/text").glob("*.py"))

    assert [words for words in forms()[form].values() if not _filled(words).search(said_in_tests())] == []
    assert f'"{form}"' in code


def _filled(message: str) -> re.Pattern[str]:
    """Return what finds a message whose blanks are filled; two braces stand for one."""
    pieces = (re.escape(text) + (".*?" if name else "") for text, name, _, _ in Formatter().parse(message))
    return re.compile("".join(pieces).removeprefix(".*?"))


def test_every_rule_has_a_row() -> None:
    """Each rule that the code can report is shown in a table of the tests, so that its words are known to be right."""
    shown = {*PLANTED, *re.findall(r"\[([a-z0-9-]+)\]", shown_in_tables())}

    assert [rule for rule in rules_in_the_code() if rule not in shown] == []


def test_the_rules_are_found_in_the_code() -> None:
    """The count above counts: it knows rules that stand in the code in each of the ways of writing them."""
    written = {"dead-link", "fact-source", "settings-key", "yaml-tag", "file-not-ours", "data-missing"}

    assert written == written & set(rules_in_the_code())


def test_the_rules_documentation_is_made_from_the_catalog() -> None:
    """docs/rules.md is what the command prints: `python3 build.py explain > docs/rules.md` makes it anew."""
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == explain("", CARE.catalog) + "\n"


def test_the_command_prints_one_rule() -> None:
    """`explain RULE` prints the same words as the documentation has for it, and a guess for a word that is no rule."""
    command = [sys.executable, "build.py", "explain"]
    environment = {"CAREPRESS_NO_VENV": "1"}
    one = subprocess.run([*command, "own-phone"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    wrong = subprocess.run(
        [*command, "own-fone"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert one.stdout.strip() in (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert (wrong.returncode, 'did you mean "own-phone"?' in wrong.stderr) == (2, True)
