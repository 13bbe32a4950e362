"""The command `explain`: what a rule means, or each of them."""

import argparse
from pathlib import Path
from textwrap import fill, indent

from carepress.cli import DONE
from carepress.load.names import UnknownName
from carepress.problems import guess
from carepress.problems.catalog import Catalog, Rule
from carepress.text.words import join_words, slugify

_COMMANDS = ("`build`", "`check`", "`check --release`")
_SEVERITIES = {"nothing": "nothing", "info": "information", "warning": "a warning", "error": "an error"}
_WIDTH = 100
_HEAD = """\
# Rules

What the checks look for, in the order in which you are likely to meet it. Each finding names its rule in
square brackets, such as [claim]: look for that name here, or type `python3 build.py explain claim`.

- `build` makes the site, `check` looks more closely, and `check --release` says whether visitors may see it.
- An error stops the command. A warning doesn't, but somebody should look at it. Information is shown with `--all`.
- An allowance keeps a finding that is right as it stands: `<!-- allow claim: The name of a book. -->` on the
  line above, or `# allow claim: The name of a book.` in front matter and data. It needs a reason.

Each example is made up, and stands in the text of a page unless it says where. Where there is none, what is
found is no text, or too long for one.

Made by `python3 build.py explain` from the catalogs of the engine and of this site."""


def run(asked: argparse.Namespace, root: Path) -> int:
    """Print what a rule means."""
    print(explain(asked.rule, asked.kind.catalog))
    return DONE


def explain(rule_id: str, catalog: Catalog) -> str:
    """Return what a rule means, in Markdown; what all of them mean without an id. Raises UnknownName with a guess."""
    rules = catalog.rules
    if rule_id and rule_id not in rules:
        known = guess(rule_id, rules, "python3 build.py explain lists them")
        raise UnknownName(f'there is no rule called "{rule_id}"', known)
    if rule_id:
        return _explained(rule_id, rules[rule_id])
    families = {name: [one for one, rule in rules.items() if rule.family == name] for name in catalog.families}
    families = {name: members for name, members in families.items() if members}
    contents = [
        f"- [{name}](#{slugify(name)}): {join_words([f'[{one}](#{one})' for one in members])}"
        for name, members in families.items()
    ]
    parts = [
        "\n\n".join([f"## {name}", catalog.families[name], *(_explained(one, rules[one]) for one in members)])
        for name, members in families.items()
    ]
    return "\n\n".join([_HEAD, "\n".join(contents), *parts])


def _explained(rule_id: str, rule: Rule) -> str:
    """Return what a rule finds, why, how serious that is, and an example; the lines fit into a terminal."""
    told = list(zip(_COMMANDS, rule.severities, strict=True))
    by_severity = {severity: [command for command, said in told if said == severity] for _, severity in told}
    serious = [
        f"{_SEVERITIES[severity]} in {'every command' if len(commands) == len(told) else join_words(commands)}"
        for severity, commands in by_severity.items()
    ]
    leave = "No allowance lifts it." if rule.is_firm else "An allowance can lift it."
    place = f", in `{rule.place}`" if "/" in rule.place else f", in {rule.place}" if rule.place else ""
    said = [f"Finds {rule.finds}.", rule.why, f"{', '.join(serious).capitalize()}. {leave}"]
    examples = [
        f"{label}:\n\n{indent(text.rstrip(), '    ')}"
        for label, text in ((f"Wrong{place}", rule.wrong), ("Right", rule.right))
        if text
    ]
    return "\n\n".join([f"### {rule_id}", *(fill(one, _WIDTH, break_on_hyphens=False) for one in said), *examples])
