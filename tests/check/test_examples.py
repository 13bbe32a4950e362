"""The examples of the catalog: each rule finds what is called wrong, and no other does; what is right is found by none."""

import re
from collections.abc import Mapping

import pytest

from care import SITE as CARE
from carepress.model.config import Depth
from carepress.problems import Problem
from tests.check.sound import SOUND, TERMS, check, said, sound
from tests.sites import COSTS, HOME, PNG, Files, MakeSite, cost

PAGE = "content/page.md"
LAYOUT = "templates/page.html"
DEPTHS: tuple[Depth, ...] = ("build", "check", "release")
SEVERITIES = ("nothing", "info", "warning", "error")
# A sound site with what the examples name.
AROUND: Mapping[str, str | bytes] = {
    **SOUND,
    TERMS: SOUND[TERMS].replace("addict*", "addict"),
    HOME: sound("Home", "[Our days](page.md) and [our rooms](rooms.md).\n"),
    PAGE: sound("Our days", "We sit and talk.\n"),
    "content/rooms.md": sound("Our rooms", "## Garden\n\nWe sit here.\n", "aliases: [/old-rooms/]"),
    "content/a-draft.md": sound("Our plans", "We plan.\n", "draft: true"),
    "content/room.png": PNG,
    COSTS: f"week:\n{cost()}",
    "templates/components/help-lines.html": "<p>We help.</p>\n",
    "templates/components/map.html": "<p>We are here for you. Come to {{ picture }}.</p>\n",
}
RULES = CARE.catalog.rules
EXAMPLES = {name: rule for name, rule in RULES.items() if rule.wrong and rule.right}
# The rules that no few lines of text can show. Each has its row in another table of the tests.
WITHOUT_EXAMPLE: Mapping[str, str] = {
    "It is about a file that is no text.": """image-broken image-mislabeled image-moving image-too-large image-too-small
        camera-data document-active document-broken card-font card-ground""",
    "It is about files as such, or more than one.": """encoding file-name file-copied file-not-published file-unreadable
        link-in-content home-missing level-collision named-in-vain orphan-page""",
    "It takes more text than anybody wants to read.": """paragraph-long svg-large text-too-deep text-too-large
        text-too-slow text-too-tangled url-too-long""",
    "Nobody could see the difference.": "hidden-sign",
    "It is about something that isn't there.": "settings-missing language",
    "It needs social cards, which the site of the tests has switched off.": "card-color",
    "It is about pages in several languages.": "translated-data translates translation-outdated translation-unchecked words-missing",
    "It is about other hosts.": """external-dead external-moved external-unsure live-404 live-certificate live-extra
        live-file live-header live-redirect""",
    "It is about the machine, the last build or a command.": """address-gone drafts-built site-not-for-visitors environment
        file-not-ours hosting-limit manifest-damaged not-clean search-failed search-not-made""",
}


# Each build tries every fourth, and the long run all of them.
SOME_AND_ALL = [
    name if number % 4 == 0 else pytest.param(name, marks=pytest.mark.long) for number, name in enumerate(EXAMPLES)
]


def with_example(place: str, text: str) -> Files:
    """Return the files of a sound site in which an example stands at its place.

    Keys and records take the place of those with the same name, and what belongs into a template stands in its block.
    """
    text = f"{text.rstrip()}\n"
    if place == "":
        return {**AROUND, PAGE: text if text.startswith("---") else sound("Our days", text)}
    if place == "front matter":
        _, keys, body = str(AROUND[PAGE]).split("---\n")
        return {**AROUND, PAGE: f"---\n{_merged(keys, text)}---\n{body}"}
    if place == LAYOUT:
        return {**AROUND, LAYOUT: SOUND[LAYOUT].replace("{% block more %}", f"{{% block more %}}\n{text}")}
    return {**AROUND, place: _merged(str(AROUND.get(place, "")), text)}


def _merged(text: str, example: str) -> str:
    """Return a text of keys, but with an example in place of those with the names that it has."""
    named = {line.partition(":")[0] for line in example.splitlines() if line[:1].strip()}
    kept = [part for part in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if part.partition(":")[0] not in named]
    return "".join([*kept, example])


def with_leave(files: Files, problem: Problem) -> Files:
    """Return the files with an allowance on the line above what is found, or at the top of a text if it has no line."""
    path = problem.place.path
    text = str(files[path])
    front = text.count("\n", 0, text.find("\n---\n", 3)) + 2  # the line that ends the front matter
    line = problem.place.line or front + 1
    leave = f"allow {problem.rule}: It is a test."
    lines = text.split("\n")
    lines.insert(line - 1, f"<!-- {leave} -->" if path.endswith(".md") and line > front else f"# {leave}")
    return {path: "\n".join(lines)}


@pytest.mark.parametrize("name", SOME_AND_ALL)
def test_what_is_wrong_is_found(make_site: MakeSite, name: str) -> None:
    """Only this rule finds it, each command takes it for as serious as the catalog says, and so it is with allowances."""
    rule = EXAMPLES[name]
    files = with_example(rule.place, rule.wrong)
    site = make_site(files)

    found = [check(site, depth)[0] for depth in DEPTHS]

    assert [said([one for one in those if one.rule != name]) for those in found] == [[], [], []]
    worst = [max((one.severity for one in those), key=SEVERITIES.index, default="nothing") for those in found]
    assert worst == list(rule.severities)
    site.write(with_leave(files, found[-1][0]))
    assert [one.rule for one in check(site)[1]] == ([] if rule.is_firm else [name])


@pytest.mark.parametrize("name", SOME_AND_ALL)
def test_what_is_right_is_not_found(make_site: MakeSite, name: str) -> None:
    """Nothing is found in it, by this rule or another."""
    assert said(check(make_site(with_example(EXAMPLES[name].place, EXAMPLES[name].right)))[0]) == []


def test_every_rule_has_an_example() -> None:
    """A rule has both examples, or stands in the list of those that can have none."""
    without = [name for names in WITHOUT_EXAMPLE.values() for name in names.split()]

    assert sorted(without) == sorted(RULES.keys() - EXAMPLES.keys())
