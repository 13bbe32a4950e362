"""Our Markdown is CommonMark: each example of its specification gives the HTML that it wants, or is listed with its reason."""

import pytest

from tests.convert.commonmark import examples
from tests.convert.markdown_html import outline

# What is different on purpose.
POLICIES = {
    "bare address": "an address is a link without angle brackets too, as at GitHub",
    "other blanks": "behind a list's sign any blank is one, because word processors and phones write others",
}
# The examples that differ, by number: a key of POLICIES each. `python -m tests.commonmark` prints them.
DIFFERENT = {
    353: "other blanks",
    608: "bare address",
    611: "bare address",
}


@pytest.mark.parametrize(("kind", "count"), [("blocks", 296), ("inlines", 356)])
def test_an_example_is_equal_or_listed(kind: str, count: int) -> None:
    """What differs is in the list, and nothing else is: an example that has become equal leaves it."""
    asked = [example for example in examples() if example.kind == kind]
    different = [example.number for example in asked if example.difference()]
    listed = [example.number for example in asked if example.number in DIFFERENT]

    assert len(asked) == count
    assert different == listed
    print(
        f"CommonMark 0.31.2, {kind}: {count - len(different)} of {count} equal, {len(different)} different on purpose"
    )


def test_each_reason_is_a_policy() -> None:
    """The list names examples that exist, and policies that are named above and needed."""
    assert set(DIFFERENT) <= {example.number for example in examples()}
    assert set(DIFFERENT.values()) == set(POLICIES)


@pytest.mark.parametrize(
    ("one", "other", "is_equal"),
    [
        ("<p>a\nb</p>\n<p>c</p>", "<p>a b</p><p>c</p>", True),
        ("<p>a<br />\nb</p>", "<p>a<br>b</p>", True),
        ("<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>", True),
        ('<a href="b%20c&auml;">a</a>', '<a href="b c%C3%A4">a</a>', True),
        ("<p>a <em>b</em></p>", "<p>a<em>b</em></p>", False),
        ("<pre><code>a\n</code></pre>", "<pre><code>a</code></pre>", False),
        ("<p><code>a  b</code></p>", "<p><code>a b</code></p>", False),
        ("<p>a&nbsp;</p>", "<p>a</p>", False),
        ("<p>a<!-- b --></p>", "<p>a</p>", False),
        ('<a href="b" title="c">a</a>', '<a href="b">a</a>', False),
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>", False),
    ],
)
def test_what_counts_as_equal(one: str, other: str, is_equal: bool) -> None:
    """Blanks count in code only, and an address may be written with or without percent signs."""
    assert (outline(one) == outline(other)) is is_equal
