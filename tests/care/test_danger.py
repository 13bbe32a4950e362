"""A page that speaks to somebody in danger says who helps at once, with a number that does."""

import pytest

from care.page_rules import DangerReader
from carepress.check.source.phrases import Tokens
from carepress.check.source.prose import prose_of
from tests.care.dangers import DANGERS, INNOCENTS, danger_reader
from tests.check.sound import SOUND, check, said, sound
from tests.sites import HOME, MakeSite

READER: DangerReader = danger_reader()
SPEAKS = "He won't wake up.\n\n"
NOBODY = [
    """content/index.md:5:4 error urgent-help: the page speaks of danger ("won't wake"), but doesn't say who helps at once"""
]
NO_NUMBER = [
    """content/index.md:5:4 error urgent-help: the page speaks of danger ("won't wake"), but its urgent callout has no crisis number"""
]
HELPS = {
    "nothing": ("", NOBODY),
    "a-number-in-the-text": ("Call [988](tel:988).", NOBODY),
    "another-callout": ("!!! note\n    Call [988](tel:988).", NOBODY),
    "no-number": ("!!! urgent\n    Get help.", NO_NUMBER),
    "the-own-phone": ("!!! urgent\n    Call {{ site.phone }}.", NO_NUMBER),
    "a-crisis-number": ("!!! urgent\n    Call [988](tel:988).", []),
    "a-merge-field": ("!!! urgent\n    Call {{ help.lifeline988.call }}.", []),
    "an-alert": ("> [!URGENT]\n> Call {{ help.lifeline988.call }}.", []),
}


@pytest.mark.parametrize(("help_", "found"), HELPS.values(), ids=HELPS)
def test_what_helps(make_site: MakeSite, help_: str, found: list[str]) -> None:
    """Only a crisis line in an urgent callout helps at once."""
    site = make_site({**SOUND, HOME: sound("Home", SPEAKS + help_)})

    assert [one for one in said(check(site)[0]) if "urgent-help" in one] == found


def test_the_hint_names_what_to_write(make_site: MakeSite) -> None:
    """Staff read which numbers help in this danger."""
    problems, _ = check(make_site({**SOUND, HOME: sound("Home", SPEAKS)}))

    (hint,) = (one.hint for one in problems if one.rule == "urgent-help")
    assert "Call {{ help.lifeline988.call }} now" in hint


@pytest.mark.parametrize("text", DANGERS)
def test_a_danger(text: str) -> None:
    """A text that speaks to somebody in danger, or to whoever is with them, is known by this project's words."""
    assert READER.strongest(Tokens(prose_of(text).text))


@pytest.mark.parametrize("text", INNOCENTS)
def test_no_danger(text: str) -> None:
    """What has another sense, is named in passing, or is about laws, figures and books is no danger."""
    assert READER.strongest(Tokens(prose_of(text).text)) is None
