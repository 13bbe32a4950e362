"""Texts for properties: any text at all, and text made of signs that mean something."""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

ALL = bool(os.environ.get("CAREPRESS_TEST_ALL"))
pure = settings(max_examples=10_000 if ALL else 100, deadline=None, derandomize=not ALL, database=None)
built = settings(pure, max_examples=2_500 if ALL else 40, suppress_health_check=[HealthCheck.too_slow])

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
# Text that is made of what has a meaning somewhere: more of it goes wrong.
# fmt: off
_SPICES = [
    "{{", "}}", "{{ site.name }}", "{{ card }}", "\\", "`", "```", "[", "](", ")", "![", "]:", "<b>", "<div>", "</div>",
    "<script>", "<a href=", ">", "<!--", "-->", "#", "##", "***", "_", "|", "|---|", "!!! urgent", "[^1]", "[^1]:", "*[a]:",
    ":", "---", "...", "&", "&lt;", "'", '"', "\n", "\n\n", "\t", "1.", "-", "http://[", "//", "{: .x }", "{#x}", "index.md",
    "../", "%00", "javascript:", "\x00", "\x02", "\x03", "\x0b", "\u202e", "\ufdd0", "\ufdda", "\ufddc\ufdd0\ufddd", "\ufeff",
    "\u2028", "é", "日", "=", ",", "{", "}", "[a]", "!a", "*a", "&a", "%", "@",
]
_PIECES = [
    "a", "B", "é", "1", "'", '"', "-", " ", "/", ".", "\n", "{{", "}}", "](", "[x]:", "<b", "<a", ">", "`", "<",
]
# fmt: on
SPICED = st.lists(st.sampled_from(_SPICES) | st.text(st.characters(codec="utf-8"), max_size=3), max_size=14).map(
    " ".join
)
PIECES = st.lists(st.sampled_from(_PIECES), max_size=20).map("".join)
