"""Answers what a person asks: what a rule means, where a figure comes from, which findings are in these files."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import fill, indent

from carepress.load.names import UnknownName, facts_of
from carepress.model.records import Data
from carepress.problems import Problem, guess
from carepress.problems.catalog import Catalog, Rule
from carepress.text.words import join_words, slugify

_CHECKED = ("content", "templates", "site")  # the folders in which a check can find something
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
_WRITTEN = ("content", "templates")  # a guess in site/ would lead to a check that finds nothing


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


def facts(data: Data, printed: Mapping[str, Sequence[str]], name: str) -> Iterator[str]:
    """Yield where figures come from and on which pages they stand; all, or those under a name. Raises UnknownName."""
    known = dict(facts_of(data))
    found = [one for one in known if one == name or one.startswith(f"{name}.") or not name]
    if name and not found:
        raise UnknownName(f'no fact is called "{name}"', guess(name, known, "python3 build.py facts lists them"))
    if not found:
        yield "There are no facts yet."
    for one in found:
        fact = known[one]
        yield f"{one}: {fact.text}"
        yield f"  as of {fact.as_of}, {fact.verified}; on {', '.join(printed.get(one, ())) or 'no page'}"
        for source in (data.sources[source_id] for source_id in fact.sources if source_id in data.sources):
            yield f"  {source.title} ({source.publisher}): {source.url}"


def named_path(word: str, root: Path) -> str:
    """Return the file or folder that a person named, as problems name it. Raises UnknownName with a guess."""
    whole = Path(os.path.abspath(root / word))
    # The project's folder may have other names: through a link, or in other letter case.
    top = next((one for one in whole.parents if os.path.exists(one) and one.samefile(root)), None)
    path = whole.relative_to(top).as_posix() if top else word
    if path.split("/")[0] in _CHECKED and os.path.lexists(whole):
        return path
    folders = ", ".join(f"{name}/" for name in _CHECKED)
    raise UnknownName(f'"{word}" isn\'t a file or folder in {folders}', _meant(path, root))


def _meant(path: str, root: Path) -> str:
    """Return a hint that names the file or folder that was meant: below content/, or else one spelled much the same."""
    found = [one for name in _WRITTEN for one in (root / name, *(root / name).rglob("*"))]
    known = [one.relative_to(root).as_posix() + "/" * one.is_dir() for one in found]
    below = [name for name in known if name.rstrip("/") == f"content/{path}"]
    return f'did you mean "{below[0]}"?' if below else guess(path, known, "write it as content/blog/first.md")


def chosen(problems: Iterable[Problem], paths: Sequence[str], rule: str = "", *, everything: bool) -> list[Problem]:
    """Return the problems of one rule, or of all, in some files and folders, or in all; `everything` with information.

    The problems of the folders above them come too.
    """
    return [
        one
        for one in problems
        if rule in ("", one.rule)
        and (everything or one.severity != "info")
        and (not paths or any(_is_within(one.place.path, path) for path in paths))
    ]


def _is_within(path: str, other: str) -> bool:
    return f"{path}/".startswith(f"{other}/") or other.startswith(f"{path}/")
