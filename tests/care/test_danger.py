"""A page that speaks to somebody in danger says who helps at once, with a number that does."""

from pathlib import Path

import pytest

from care.page_rules import DangerReader
from carepress.check.source.phrases import Tokens
from carepress.check.source.prose import prose_of
from tests.care.dangers import DANGERS, INNOCENTS, danger_reader
from tests.check.sound import SOUND, check, said, sound
from tests.sites import HOME, ROOT, MakeSite, page

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
    "a-merge-field-of-nothing": ("!!! urgent\n    Call {{ help.lifline.call }}.", []),  # which is an error of its own
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


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("es-", 0.97, 0.01), ("es-unseen-", 0.8, 0.05)],
    ids=["the phrases were made with these", "these were written before, and read with them only when they were ready"],
)
def test_dangers_in_spanish(name: str, least: float, most: float) -> None:
    """Of Spanish sentences that tell of a danger most are found, and hardly any of those that only sound so."""
    reader = danger_reader("es")
    shares = []
    for kind in ("dangers", "innocents"):
        texts = (Path(__file__).parent / f"sets/{name}{kind}.txt").read_text(encoding="utf-8").splitlines()
        assert len(set(texts)) >= 40
        shares.append(sum(reader.strongest(Tokens(prose_of(text).text)) is not None for text in texts) / len(texts))

    assert shares[0] >= least
    assert shares[1] <= most


def test_each_language_has_its_dangers(make_site: MakeSite) -> None:
    """A Spanish page is read by Spanish phrases alone, with its accents or without, and so is an English one by English ones."""
    dangers = "a: {signs: ['no … despertar'], help: [lifeline988], lang: es}\nb: {signs: [will not wake], help: [lifeline988]}\n"
    spanish = page("Ya no la DESPERTO nadie. He will not wake.\n", translates="../index.md")
    files = {
        HOME: sound("Home", "Ya no despierta.\n"),
        "content/es/index.md": spanish,
        "content/_data/dangers.yaml": dangers,
    }
    settings = SOUND["content/_site.yaml"] + "languages: [es]\n"
    words = (ROOT / "templates/words/es.yaml").read_bytes()
    site = make_site({**SOUND, **files, "content/_site.yaml": settings, "templates/words/es.yaml": words})

    found = [f"{one.place.path}: {one.message}" for one in check(site)[0] if one.rule == "urgent-help"]
    assert found == [
        """content/es/index.md: the page speaks of danger ("no la DESPERTO"), but doesn't say who helps at once"""
    ]
