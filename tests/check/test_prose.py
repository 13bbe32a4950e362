"""Where a finding is: the place in the file in which its words were written."""

import pytest
from hypothesis import example, given

from carepress.check.source.prose import prose_of
from tests.any_text import SPICED, TEXT, pure
from tests.check.sound import DESCRIPTION, SOUND, check, sound
from tests.sites import FACTS, HOME, PNG, MakeSite

PLACES: dict[str, tuple[str, list[str]]] = {
    "text": ("We guarantee it.", ["5:4"]),
    "capitals": ("GUARANTEE it!", ["5:1"]),
    "behind-a-wide-letter": ("é日本 guarantee", ["5:5"]),
    "bold": ("**guarantee**", ["5:3"]),
    "underscores": ("_guarantee_ and __guarantee__", ["5:2", "5:19"]),
    "lone-ticks-in-two-paragraphs": ("a`s\n\nguarantee\n\nb`s", ["7:1"]),
    "escaped-ticks": ("\\`guarantee\\`", ["5:3"]),
    "a-fence-that-is-none": ("```a``` is so.\n\nguarantee", ["7:1"]),
    "comment-without-an-end": ("<!-- a\n\nguarantee", ["7:1"]),
    "comparison-over-paragraphs": ("a <b and\n\nguarantee\n\nc > d", ["7:1"]),
    "braces-in-a-sentence": ("{# guarantee }", ["5:4"]),
    "part-of-a-word": ("preguarantee, guaranty, guarantor", []),
    "behind-a-hyphen": ("A non-guarantee", ["5:7"]),
    "inside-a-word": ("**guar**an<b>tee</b> and guar&shy;antee", ["5:3", "5:26"]),
    "over-two-lines": ("We can\nguarantee\nit.", ["6:1"]),
    "code": ("`guarantee` and guarantee", ["5:17"]),
    "code-with-two-ticks": ("``a ` guarantee`` and guarantee", ["5:23"]),
    "code-over-two-lines": ("`a\nguarantee` guarantee", ["6:12"]),
    "a-lone-tick": ("a ` guarantee", ["5:5"]),
    "fence": ("```\nguarantee\n```\n\nguarantee", ["9:1"]),
    "fence-of-tildes": ("~~~ text\nguarantee\n~~~\n\nguarantee", ["9:1"]),
    "fence-without-an-end": ("guarantee\n\n```\nguarantee\n", ["5:1"]),
    "indented-code": ("Code:\n\n    guarantee\n\nguarantee", ["9:1"]),
    "indented-in-a-list": ("- One\n\n    guarantee", ["7:5"]),
    "indented-in-a-callout": ('!!! important "Title"\n    guarantee', ["6:5"]),
    "title-of-a-callout": ('!!! important "We guarantee it"\n    Text.', ["5:19"]),
    "address": ("See <https://example.net/guarantee> or guarantee", ["5:40"]),
    "target-of-a-link": ("[guarantee](https://example.net/guarantee)", ["5:2"]),
    "title-of-a-link": ('[A](https://example.net/ "guarantee") guarantee', ["5:27", "5:39"]),
    "name-of-a-target": ("[guarantee][guarantee]\n\n[guarantee]: https://example.net/guarantee", ["5:2"]),
    "picture": ("![A guarantee](room.png)", ["5:5"]),
    "merge-field": ("{{ site.name }} guarantee", ["5:17"]),
    "attribute-list": ("## A part {#guarantee}\n\nguarantee", ["7:1"]),
    "tag": ('<abbr title="guarantee">guarantee</abbr>', ["5:14", "5:25"]),
    "comment": ("<!-- guarantee -->\nguarantee", ["6:1"]),
    "comment-over-lines": ("<!-- a\nguarantee\n-->\n\nguarantee", ["9:1"]),
    "straight-quotes": ('He said "I guarantee it" and guarantee', ["5:12", "5:30"]),
    "curly-quotes": ("He said “I guarantee it” and guarantee", ["5:12", "5:30"]),
    "quotes-over-lines": ('He said "I\nguarantee it" and guarantee', ["6:1", "6:19"]),
    "a-quote-that-never-ends": ('He said "I\n\nguarantee it', ["7:1"]),
    "block-quote": ("> We guarantee it.\n> And guarantee.\n\nguarantee", ["5:6", "6:7", "8:1"]),
    "table": ("Table: A\n\n| Day | We |\n|---|---|\n| one | guarantee |", ["9:9"]),
    "heading": ("## We guarantee it", ["5:7"]),
    "note": ("A[^1]\n\n[^1]: We guarantee it.", ["7:10"]),
    "long-form-of-an-abbreviation": ("The ABC is here.\n\n*[ABC]: guarantee", []),
}


@pytest.mark.parametrize(("body", "expected"), PLACES.values(), ids=PLACES)
def test_place(make_site: MakeSite, body: str, expected: list[str]) -> None:
    """A word is found in prose at its line and column, and left alone where it isn't its author's own prose."""
    site = make_site({**SOUND, HOME: sound("Home", body), "content/room.png": PNG})

    found, _ = check(site, "check")

    assert [f"{one.place.line}:{one.place.column}" for one in found if one.rule == "claim"] == expected


VALUES: dict[str, tuple[str, str, list[str]]] = {
    "plain": (HOME, f"---\ntitle: We guarantee it\ndescription: {DESCRIPTION}\n---\n", ["2:11"]),
    "quoted": (HOME, f'---\ntitle: "We guarantee it"\ndescription: {DESCRIPTION}\n---\n', ["2:12"]),
    "folded": (HOME, f"---\ntitle: Home\ndescription: >-\n  {DESCRIPTION}\n  We guarantee it.\n---\n", ["5:6"]),
    "in-a-list": (
        HOME,
        f"---\ntitle: Home\ndescription: {DESCRIPTION}\nsummary:\n  - One\n  - We guarantee it\n---\n",
        ["6:8"],
    ),
    "not-for-visitors": (HOME, f"---\ntitle: Home\ndescription: {DESCRIPTION}\nowner: We guarantee it\n---\n", []),
    "comment": (HOME, f"---\n# We guarantee it\ntitle: Home\ndescription: {DESCRIPTION}\n---\n", []),
    "data-plain": (FACTS, SOUND[FACTS].replace("40 percent", "40 percent guarantee"), ["2:20"]),
    "data-quoted": (FACTS, SOUND[FACTS].replace("40 percent", '"40 percent guarantee"'), ["2:21"]),
    "data-folded": (FACTS, SOUND[FACTS].replace("40 percent", ">-\n    40 percent\n    guarantee"), ["4:5"]),
    "data-on-one-line": (
        FACTS,
        "share: {note: We guarantee it, text: 40 percent guarantee, value: 40, unit: percent, as_of: 2024,"
        " source: survey, verified: read-in-source}\n",
        ["1:49"],
    ),
    "data-comment": (FACTS, SOUND[FACTS].replace("40 percent", "40 percent # guarantee"), []),
    "data-note": (FACTS, f"{SOUND[FACTS]}  note: We guarantee it\n", []),
    "data-quotation": (FACTS, SOUND[FACTS].replace("40 percent", "40 percent “guarantee it”"), ["2:21"]),
}


@pytest.mark.parametrize(("path", "text", "expected"), VALUES.values(), ids=VALUES)
def test_place_of_a_value(make_site: MakeSite, path: str, text: str, expected: list[str]) -> None:
    """A word is found in front matter and data at its line and column, however the value is written."""
    found, _ = check(make_site({**SOUND, HOME: sound("Home", ""), path: text}), "check")

    assert [f"{one.place.line}:{one.place.column}" for one in found if one.rule == "claim"] == expected


@pure
@given(SPICED | TEXT)
@example("`a\nb`")
@example('"a\nb"')
@example("```\na\n```\nb")
@example("`" * 2000)
@example('"\n' * 500)
@example("[" * 2000)
@example("{{" * 2000)
@example("    a\n\n" * 300)
@example("0|")
def test_prose_leads_back_to_its_text(text: str) -> None:
    """What prose shows comes in the order in which it was written, and each letter from where it stands."""
    prose = prose_of(text)
    spans = [prose.span(at, at + 1) for at in range(len(prose.text))]

    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert [
        (shown, text[start:end])
        for shown, (start, end) in zip(prose.text, spans, strict=True)
        if shown.isalnum() and shown != text[start:end] and "&" not in text
    ] == []
