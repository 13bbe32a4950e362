"""The words that this site avoids."""

from tests.check.sound import SOUND, TERMS, check, sound
from tests.sites import HOME, ROOT, MakeSite


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
