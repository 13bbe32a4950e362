"""The words that this site avoids."""

import pytest

from carepress.check.source.passages import Body
from carepress.check.source.words import Words
from carepress.model.records import AvoidedTerm, WordGroup
from carepress.problems import Lines
from tests.care.dangers import read_data
from tests.check.sound import SOUND, TERMS, check, sound
from tests.sites import HOME, ROOT, MakeSite

TELLS = (
    "To save time, email us a list of the drugs you use.",
    "Forward your bill and your treatment history by e-mail.",
    "Text us what you are taking.",
    "Like most sites we run Google Analytics on every page.",
    "Click the chat bubble in the corner.",
    "Please leave us a review.",
    "Read what our patients say on Yelp.",
    "Marcus, 90 days into his program, plants tomatoes.",
    "![Three clients smiling on the porch](porch.jpg)",
    "If you are not ready to talk, tell us about your diagnosis in the form below.",
)
RIGHT = (
    "Please do not email us a list of the drugs you use.",
    "Text us if you are late. Don't write about your health.",
    "This site has no Google Analytics and no chat window.",
    "Some apps share what you type with advertisers.",
    "Can I email you my medicine list? No, bring it with you.",
    "We don't ask for reviews, and we answer none.",
    "Write your medicines on the paper at the desk.",
    "![A quilt sewn by the women's group](quilt.jpg)",
    "The best place to park is behind the church.",
    "Please sign out before you leave the building.",
    "A friend can pick you up at the gate.",
    "The highest level of care is a hospital.",
    "Some plans have no deductible.",
    "Tablets cure most cases of hepatitis.",
    "Find a spot where others can't hear you.",
    "The reviewer asked whether we guarantee results.",
    "It means that a form came too late.",
    "The counselor never told us to cut off our son.",
    "Volunteers sign a promise of privacy.",
    "The hotel next door gives a discount to families.",
    "The water is clean and safe to drink.",
    "They don't replace one addiction with another.",
)


@pytest.fixture(scope="module")
def words() -> Words:
    """Return the words of this project, made ready once."""
    terms = {name: AvoidedTerm(**one) for name, one in read_data("terms.yaml").items()}
    return Words(terms, {name: WordGroup(**one) for name, one in read_data("word_groups.yaml").items()})


def rules(words: Words, text: str) -> set[str]:
    """Return the rules that find something in a text."""
    return {one.rule for one in words.find(Body(Lines(text, "a.md"), text))}


@pytest.mark.parametrize("text", TELLS)
def test_what_tells_others(words: Words, text: str) -> None:
    """A text that asks for details by mail, names others who look on, or shows who is treated is found."""
    assert "exposure" in rules(words, text)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right(words: Words, text: str) -> None:
    """A denial, a warning, and words that mean something else are left alone."""
    assert rules(words, text) == set()


def test_innocent_sentences(make_site: MakeSite) -> None:
    """None of 220 sentences that hurt nobody is reported, by the words that this project avoids and its figures."""
    sentences = (ROOT / "tests/care/innocent.txt").read_text(encoding="utf-8").splitlines()
    body = "\n\n".join(sentences)
    words = {name: (ROOT / name).read_bytes() for name in (TERMS, "content/_data/word_groups.yaml")}
    site = make_site({**SOUND, **words, HOME: sound("Home", body)})

    found = [
        one for one in check(site, "check")[0] if one.rule in {"avoided-word", "claim", "typed-figure", "typed-number"}
    ]

    assert len(set(sentences)) == 220
    assert [(sentences[((one.place.line or 0) - 5) // 2], one.message) for one in found] == []
