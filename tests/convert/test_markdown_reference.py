"""Our HTML says what markdown-it-py's says: of articles as real tools write them, of random texts, of texts by others."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.convert.markdown_articles import alone, article
from tests.convert.markdown_constructs import CONSTRUCTS
from tests.convert.markdown_facts import facts_of, reference, report
from tests.convert.markdown_texts import OUR_SIGNS, own_text, pages_in, readmes

ALL = bool(os.environ.get("CAREPRESS_TEST_ALL"))
small = settings(max_examples=2_500 if ALL else 100, deadline=None, derandomize=not ALL, database=None)
# Lines of a small text: signs that open a block, and signs and letters inside. No tag that a browser opens anew in each
# block until it is closed: what it would stand around is chance.
OPENINGS = [
    "",
    "",
    "",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "10. ",
    "> ",
    ">",
    " ",
    "  ",
    "   ",
    "    ",
    "\t",
    "# ",
    "## ",
    "-",
    "-\t",
]
INSIDE = [
    *("a", "b", "c", " ", " ", "*", "**", "_", "__", "***", "`", "``", "~~", "[", "]", "(", ")", "[a]", "](b)", '](b "c")'),
    *("![", "< ", ">", "<kbd>", "</kbd>", "<br>", "<a@b.c>", "<div>", "</div>", "<!--", "-->", "\\", "&amp;", "&", "|", "| ", "  "),
    *("“", ".", "1", "é", "\\*", "\\|", "[ ] ", "[x] "),
]  # fmt: skip
WHOLE = [
    "",
    "",
    "---",
    "***",
    "===",
    "- - -",
    "```",
    "~~~",
    "```a",
    "|-|-|",
    "-|-",
    "| :-: | -: |",
    "[a]: b",
    "[a]: <b> 'c'",
    "a|b",
]
LINE = st.one_of(
    st.sampled_from(WHOLE),
    st.tuples(
        st.lists(st.sampled_from(OPENINGS), max_size=3).map("".join),
        st.one_of(st.sampled_from(WHOLE), st.lists(st.sampled_from(INSIDE), max_size=7).map("".join)),
    ).map("".join),
)
SMALL = st.lists(LINE, min_size=1, max_size=6).map("\n".join).filter(lambda text: not OUR_SIGNS.search(text))


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_construct_alone(construct: str) -> None:
    """Each form of a construct says the same, alone and between paragraphs."""
    forms = len(CONSTRUCTS[construct])

    assert report(alone(construct, seed).text for seed in range(forms)) == ""


def test_articles() -> None:
    """Articles of many constructs, some of them inside each other, say the same."""
    assert report(article(seed).text for seed in range(60)) == ""


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(1, 6))
def test_many_articles(hundred: int) -> None:
    """Five hundred more articles say the same, and more texts of each construct."""
    assert report(article(seed).text for seed in range(100 * hundred, 100 * hundred + 100)) == ""
    assert (
        report(alone(name, seed).text for name in CONSTRUCTS for seed in range(20 * hundred, 20 * hundred + 20)) == ""
    )


@small
@given(SMALL)
def test_small_texts(text: str) -> None:
    """Any few lines made of Markdown's signs say the same."""
    assert report([text]) == ""


@pytest.mark.parametrize("path", pages_in("tests/every_kind/content"))
def test_pages_of_every_kind(path: str) -> None:
    """Pages of a site say the same, without what only our dialect reads."""
    assert report([own_text(path)]) == ""


@pytest.mark.long
def test_texts_by_others() -> None:
    """The READMEs of the packages that the locks name say the same, but for those with signs of our own dialect."""
    found = readmes()
    # Where nobody installed npm packages those of Python are compared; in CI both are there.
    assert any("node_modules" in name for name in found) or not os.environ.get("CI")
    texts = {name: text for name, text in found.items() if not OUR_SIGNS.search(text)}
    different = {name: lines.splitlines()[:20] for name, text in texts.items() if (lines := report([text]))}
    print(
        f"{len(texts)} READMEs compared, {len(texts) - len(different)} equal; {len(found) - len(texts)} have signs of ours"
    )

    assert len(texts) > 20
    assert different == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## A *b*", {"headings": ["h2 A b"], "emphasis": ["em b"], "words": ["A", "b"]}),
        ("- a\n  1. b\n\n  2. c", {"lists": ["ul(li(text ol(li(p) li(p))))"]}),
        ("3. a\n4. b", {"lists": ["ol=3(li(text) li(text))"]}),
        ("> a\n> > b\n> - c", {"quotes": ["blockquote(p blockquote(p) ul(li(text)))"]}),
        ("a|b\n-|-:\n`c`|*d*", {"tables": ["th a | th (right) b", "td c | td (right) d"], "code": [" 'c'"]}),
        ("[a *b*](c%20d \"e\") ![f](g)", {"links": ["a b → c%20d (e)"], "images": ["'f' ← g"]}),
        ("```sh\na\n\n  b \n```", {"code": ["language-sh 'a\\n\\n  b \\n'"], "blocks": ["pre"]}),
        ("a  \nb\n\n***", {"words": ["a", "<br>", "b", "<hr>"], "blocks": ["p", "hr"]}),
        ("~~a~~ <kbd>b</kbd>", {"emphasis": ["del a"], "html": ["kbd []"]}),
        ("- [x] a\n- [ ] b", {"words": ["☑", "a", "☐", "b"]}),
        ("> [!NOTE]\n> a", {"quotes": ["callout(p)"], "words": ["a"]}),
        ("(www.a.org/b_(c)).", {"links": ["www.a.org/b_(c) → http://www.a.org/b_(c)"]}),
        ("a[^1]\n\n[^1]: *b*", {"footnotes": ["sign 1", "li(p) b"], "words": ["a"]}),
    ],
)  # fmt: skip
def test_what_the_facts_say(text: str, expected: dict[str, list[str]]) -> None:
    """The facts of the reference, with what our dialect does beyond it, are these."""
    facts = facts_of(reference(text), is_reference=True)

    assert {name: facts[name] for name in expected} == expected
