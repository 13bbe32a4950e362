"""One value changed where it stands: whole texts before and after, and that everything else stays to the byte."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carepress.load.names import UnknownName
from carepress.load.splice import GONE, splice, splice_page
from carepress.load.written import behind, digest, quoted, written
from carepress.text.yaml_file import KeyPath, load_yaml
from tests.any_text import pure
from tests.sites import ROOT
from tests.spliced import assert_only_that_changes, files_of

DECLARED = ["title", "description", "date", "tags", "summary", "waiver"]


def order(path: KeyPath) -> list[str]:
    return ["until", "reason"] if path[-1:] == ("waiver",) else DECLARED


Row = tuple[str, KeyPath, Any, str]
# Before, path, value, after.
SCALARS: dict[str, Row] = {
    "plain-stays-plain": ("a: one\nb: two\n", ("a",), "other words", "a: other words\nb: two\n"),
    "double-quotes-stay": ('a: "one"\n', ("a",), "two", 'a: "two"\n'),
    "double-quotes-within": ('a: "one"\n', ("a",), 'say "hi"', 'a: "say \\"hi\\""\n'),
    "single-quotes-stay": ("a: 'one'\n", ("a",), "it's", "a: 'it''s'\n"),
    "line-break": ("a: one\n", ("a",), "two\nthree", 'a: "two\\nthree"\n'),
    "separator": ("a: 'one'\n", ("a",), "two\u2028three", 'a: "two\\u2028three"\n'),
    "yes": ("a: one\n", ("a",), "yes", 'a: "yes"\n'),
    "decimal-as-text": ("a: one\n", ("a",), "1.0", 'a: "1.0"\n'),
    "date-as-text": ("a: one\n", ("a",), "2024-01-01", 'a: "2024-01-01"\n'),
    "null-as-text": ("a: one\n", ("a",), "null", 'a: "null"\n'),
    "equals-sign": ("a: one\n", ("a",), "=", 'a: "="\n'),
    "tilde": ("a: one\n", ("a",), "~", 'a: "~"\n'),
    "merge": ("a: one\n", ("a",), "<<", 'a: "<<"\n'),
    "time": ("a: one\n", ("a",), "12:30", 'a: "12:30"\n'),
    "timestamp": ("a: one\n", ("a",), "2001-12-14 21:59:43.10 UTC", 'a: "2001-12-14 21:59:43.10 UTC"\n'),
    "hexadecimal": ("a: one\n", ("a",), "0xAB", 'a: "0xAB"\n'),
    "nothing": ("a: one\n", ("a",), "", 'a: ""\n'),
    "colon": ("a: one\n", ("a",), "two: three", 'a: "two: three"\n'),
    "hash": ("a: one\n", ("a",), "two #3", 'a: "two #3"\n'),
    "blank-before": ("a: one\n", ("a",), " two", 'a: " two"\n'),
    "blank-behind": ("a: one\n", ("a",), "two ", 'a: "two "\n'),
    "emoji": ("a: one\n", ("a",), "two 🎉", 'a: "two 🎉"\n'),
    "behind-an-emoji": ('a: "🎉" # c\nb: one\n', ("b",), "two", 'a: "🎉" # c\nb: two\n'),
    "dash": ("a: one\n", ("a",), "- two", 'a: "- two"\n'),
    "double-quotes-in-a-plain-one": ("a: one\n", ("a",), '"two" three', "a: '\"two\" three'\n"),
    "street": ("a: one\n", ("a",), "100 Sample Street", "a: 100 Sample Street\n"),
    "address": ("a: one\n", ("a",), "/old-name/", "a: /old-name/\n"),
    "date": ("a: 2026-11-24\n", ("a",), date(2026, 11, 25), "a: 2026-11-25\n"),
    "number": ("a: 1\n", ("a",), 2, "a: 2\n"),
    "number-as-written": ("a: 1\n", ("a",), Decimal("1.0"), "a: 1.0\n"),
    "yes-or-no": ("a: true # c\n", ("a",), False, "a: false # c\n"),
    "null": ("a: true\n", ("a",), None, "a: null\n"),
    "text-for-null": ("a: null\n", ("a",), "From $5 a week", 'a: "From $5 a week"\n'),
    "word-for-null": ("a: null\n", ("a",), "one", "a: one\n"),
    "comment-behind-quotes": ('a: "one"  # c\n', ("a",), "two", 'a: "two"  # c\n'),
    "text-before-a-comment": ("a: 1 # c\n", ("a",), "two", 'a: "two" # c\n'),
    "gap": ("a:\nb: one\n", ("a",), "two", "a: two\nb: one\n"),
    "gap-with-a-comment": ("a: # c\nb: one\n", ("a",), "two", 'a: "two" # c\nb: one\n'),
    "several-lines": ('a: "one\n  two"\nb: one\n', ("a",), "three", 'a: "three"\nb: one\n'),
    "literal": ("a:\n  b: |\n     one\n     two\n\n  # c\n  c: 1\n", ("a", "b"), "three\n\n  four\n",
                "a:\n  b: |\n     three\n\n       four\n\n  # c\n  c: 1\n"),
    "literal-without-an-end": ("a: |\n  one\nb: 1\n", ("a",), "two", "a: |-\n  two\nb: 1\n"),
    "literal-that-keeps": ("a: |+\n  one\n\n\nb: 1\n", ("a",), "two\n\n", "a: |+\n  two\n\nb: 1\n"),
    "literal-that-cannot": ("a: |\n  one\nb: 1\n", ("a",), " two", 'a: " two"\nb: 1\n'),
    "literal-with-an-indicator": ("a: |2\n   x\nb: 1\n", ("a",), "y\n", "a: |\n   y\nb: 1\n"),
    "folded": ("a: >- # c\n  one\n  two\n\nb: 1\n", ("a",), "word " * 20 + "end\nnext",
               "a: >- # c\n" + "  word word word word word word word word word word word word\n"
               "  word word word word word word word word end\n\n  next\n\nb: 1\n"),
    "no-final-line-end": ("a: one\nb: two", ("b",), "three", "a: one\nb: three"),
    "crlf": ("\ufeffa: one\r\nb: [x,\r\n  y]\r\nc: z\r\n", ("b", 1), "two", "\ufeffa: one\r\nb: [x,\r\n  two]\r\nc: z\r\n"),
    "old-mac": ("a: one\rb: two\r", ("b",), "three", "a: one\rb: three\r"),
    "mixed-ends": ("a: one\r\nb: two\nc: 3\r\n", ("b",), "three", "a: one\r\nb: three\nc: 3\r\n"),
    "the-same": ("a:   'x'   \r\nb: \"x\"\n", ("a",), "x", "a:   'x'   \r\nb: \"x\"\n"),
    "the-same-day": ("a: 2026-11-24\n", ("a",), date(2026, 11, 24), "a: 2026-11-24\n"),
}  # fmt: skip
LISTS: dict[str, Row] = {
    "item": ("a:\n  - one\n  # c\n  - two\n", ("a", 1), "three", "a:\n  - one\n  # c\n  - three\n"),
    "item-of-a-flow-list": ("a: [one, two] # c\n", ("a", 0), "three", "a: [three, two] # c\n"),
    "comma-in-a-flow-list": ("a: [one, two]\n", ("a", 0), "x, y", 'a: ["x, y", two]\n'),
    "append": ("a:\n- 'one'\n# c\nb: 1\n", ("a", 1), "two", "a:\n- 'one'\n- 'two'\n# c\nb: 1\n"),
    "append-to-a-flow-list": ("a: [one, 'two']\n", ("a", 2), "three", "a: [one, 'two', 'three']\n"),
    "append-to-lines-in-brackets": ("a: [\n  one,\n  two\n]\n", ("a", 2), "three", "a: [\n  one,\n  two, three\n]\n"),
    "first": ("a:\n  # c\n  - two\n", ("a",), ["one", "two"], "a:\n  # c\n  - one\n  - two\n"),
    "first-of-a-flow-list": ("a: [two]\n", ("a",), ["one", "two"], "a: [one, two]\n"),
    "take-away": ("a:\n  - one\n  # c\n  - 'two' # d\n", ("a", 0), GONE, "a:\n  # c\n  - 'two' # d\n"),
    "take-the-last-away": ("a:\n  - one\n  # c\n  - \"two\" # d\n", ("a", 1), GONE, "a:\n  - one\n  # c\n"),
    "take-away-in-a-flow-list": ("a: [one, two]\n", ("a", 0), GONE, "a: [two]\n"),
    "take-the-last-away-in-a-flow-list": ("a: [one, two, three]\n", ("a",), ["one"], "a: [one]\n"),
    "comments-in-brackets": ("a: [\n  one, # c\n  two, # d\n  # e\n  three\n]\n", ("a", 1), GONE,
                             "a: [\n  one, # c\n   # d\n  # e\n  three\n]\n"),
    "comments-in-brackets-at-the-end": ("a: [\n  one, # c\n  two\n]\n", ("a", 1), GONE, "a: [\n  one, # c\n  \n]\n"),
    "take-all-away": ("a:\n  - one\n  - two\nb: 1\n", ("a",), [], "a: []\nb: 1\n"),
    "take-the-only-one-away": ("a: [one]\n", ("a", 0), GONE, "a: []\n"),
    "several": ("a:\n  - one\n  # c\n  - two\n  - three\n  - four\n", ("a",), ["zero", "one", "2", "four", "five"],
                "a:\n  - zero\n  - one\n  # c\n  - \"2\"\n  - four\n  - five\n"),
    "fill": ("a: []\n", ("a",), ["one", "two words"], 'a: [one, "two words"]\n'),
    "fill-a-gap": ("a:\nb: 1\n", ("a",), ["one"], "a: [one]\nb: 1\n"),
    "many": ("a: []\n", ("a",), ["x" * 50, "y" * 50], f"a:\n  - {'x' * 50}\n  - {'y' * 50}\n"),
    "records": ("a:\n  - b: 1\n    c: 2\n  - b: 3\n", ("a", 1, "c"), 4, "a:\n  - b: 1\n    c: 2\n  - b: 3\n    c: 4\n"),
    "append-a-record": ("a:\n  - b: 1\n", ("a", 1), {"b": 2, "c": "x"}, "a:\n  - b: 1\n  - b: 2\n    c: x\n"),
    "first-key-behind-a-dash": ("a:\n  - b: 1\n    c: 2\n    d: 3\n", ("a", 0), {"d": 3}, "a:\n  - d: 3\n"),
    "key-before-one-behind-a-dash": ("- date: x\n", (0, "title"), "q", "- title: q\n  date: x\n"),
    "nested": ("a:\n  - - x\n    - y\n", ("a", 0, 1), "z", "a:\n  - - x\n    - z\n"),
}  # fmt: skip
KEYS: dict[str, Row] = {
    "in-order": ("# c\ntitle: x\n# d\ntags: [y]\n", ("date",), date(2026, 11, 24),
                 "# c\ntitle: x\ndate: 2026-11-24\n# d\ntags: [y]\n"),
    "behind-lines": ("summary:\n  - x\n  - y\n\ntitle: z\n", ("waiver",), {"until": date(2026, 11, 24), "reason": "x y"},
                     'summary:\n  - x\n  - y\nwaiver:\n  until: 2026-11-24\n  reason: "x y"\n\ntitle: z\n'),
    "before-all": ("date: x\n", ("title",), "q", "title: q\ndate: x\n"),
    "before-all-with-a-comment": ("# file\n\n# of the date\ndate: x\n", ("title",), "q",
                                  "# file\n\n# of the date\ntitle: q\ndate: x\n"),
    "before-all-below-the-head": ("# file\ndate: x\n", ("title",), "q", "# file\ntitle: q\ndate: x\n"),
    "before-all-in-place-of-the-first": ("a:\n  date: x\n  tags: [y]\n", ("a",), {"title": "q", "tags": ["y"]},
                                         "a:\n  title: q\n  tags: [y]\n"),
    "without-a-declaration": ("a: 1\nb: 2 # c\n", ("c",), True, "a: 1\nb: 2 # c\nc: true\n"),
    "no-final-line-end": ("title: x", ("date",), "y z", 'title: x\ndate: "y z"'),
    "crlf": ("title: x\r\ntags: [y]\r\n", ("waiver", "reason"), "z", "title: x\r\ntags: [y]\r\nwaiver:\r\n  reason: z\r\n"),
    "in-a-record": ("a:\n    title: x\nb:\n  title: y\n", ("a", "date"), "z", "a:\n    title: x\n    date: z\nb:\n  title: y\n"),
    "new-record": ('a:\n  title: "x"\n', ("b", "title"), "q", 'a:\n  title: "x"\nb:\n  title: q\n'),
    "key-in-quotes": ("a: 1\n", ("988",), 2, 'a: 1\n"988": 2\n'),
    "in-braces": ("waiver: {reason: x} # c\n", ("waiver", "until"), 1, "waiver: {until: 1, reason: x} # c\n"),
    "behind-in-braces": ("waiver: {until: 1}\n", ("waiver", "reason"), "x y", 'waiver: {until: 1, reason: "x y"}\n'),
    "in-empty-braces": ("{}\n", ("a", "title"), "x", "a:\n  title: x\n"),
    "in-an-empty-record": ("a: {}\nb: 1\n", ("a", "title"), "x", "a:\n  title: x\nb: 1\n"),
    "in-a-gap": ("a:\nb: 1\n", ("a", "title"), "x", "a:\n  title: x\nb: 1\n"),
    "in-an-empty-file": ("", ("a",), "x", "a: x\n"),
    "in-a-file-of-comments": ("# c", ("a",), "x", "# c\na: x\n"),
    "take-away": ('title: "x" # c\n# d\ndate: y\n', ("title",), GONE, "# d\ndate: y\n"),
    "take-lines-away": ("title: 1\nsummary:\n  - x\n  - y\n# d\ndate: z\n", ("summary",), GONE, "title: 1\n# d\ndate: z\n"),
    "take-the-last-away": ("title: x\ndate: y", ("date",), GONE, "title: x\n"),
    "take-away-in-braces": ("a: {b: 1, c: 2}\n", ("a", "b"), GONE, "a: {c: 2}\n"),
    "take-the-last-away-in-braces": ("a: {b: 1, c: 2}\n", ("a", "c"), GONE, "a: {b: 1}\n"),
    "take-the-only-one-away": ("a:\n  b: 1\nc: 2\n", ("a", "b"), GONE, "a: {}\nc: 2\n"),
    "take-a-record-away": ("a:\n  b: 1\n\nc:\n  b: 2\n", ("c",), GONE, "a:\n  b: 1\n\n"),
    "take-away-what-is-not-there": ("a: 1\n", ("b", "c"), GONE, "a: 1\n"),
    "take-an-odd-key-away": ("? a\n: 1\n? b\n: 2\n", ("a",), GONE, "? b\n: 2\n"),
    "another-kind": ("a: x\nb: 1\n", ("a",), {"title": "q"}, "a:\n  title: q\nb: 1\n"),
    "a-record-before-a-comment": ("a: 1 # c\n", ("a",), {"title": "q"}, "a: {title: q} # c\n"),
    "a-value-for-a-list": ("a: [x] # c\n", ("a",), "y", 'a: "y" # c\n'),
    "a-value-for-a-record": ("a:\n  title: y\nb: 1\n", ("a",), "x", "a: x\nb: 1\n"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "at", "value", "after"),
    [
        pytest.param(*row, id=f"{name}-{kind}")
        for kind, table in (("scalar", SCALARS), ("list", LISTS), ("key", KEYS))
        for name, row in table.items()
    ],
)
def test_splice(before: str, at: KeyPath, value: Any, after: str) -> None:
    """A value is changed where it stands, in the style that it had; all else stays."""
    assert splice(before, at, value, order) == after


@pytest.mark.parametrize(
    ("before", "at", "value", "after"),
    [
        pytest.param("---\ntitle: x\n---\n\ntitle: y\n", ("title",), "z", "---\ntitle: z\n---\n\ntitle: y\n", id="title"),
        pytest.param("---\n---\nText\n", ("title",), "z", "---\ntitle: z\n---\nText\n", id="empty"),
        pytest.param("---\r\n---\r\nText\r\n", ("title",), "z", "---\r\ntitle: z\r\n---\r\nText\r\n", id="empty-crlf"),
        pytest.param("Text\n", ("title",), "z", "---\ntitle: z\n---\n\nText\n", id="none"),
        pytest.param("\ufeff\r\nText\r\n", ("title",), "z", "\ufeff---\r\ntitle: z\r\n---\r\n\r\nText\r\n", id="none-crlf"),
        pytest.param("", ("title",), "z", "---\ntitle: z\n---\n\n", id="empty-file"),
        pytest.param("Text", ("title",), GONE, "Text", id="none-and-nothing-to-add"),
        pytest.param("---\ntitle: x\n---", ("title",), GONE, "---\n{}\n---", id="the-only-key"),
        pytest.param("---  \ntitle: x\n...\nText", ("date",), "q", "---  \ntitle: x\ndate: q\n...\nText", id="dots"),
    ],
)  # fmt: skip
def test_splice_a_page(before: str, at: KeyPath, value: Any, after: str) -> None:
    """The front matter of a page is changed; its text stays to the byte."""
    assert splice_page(before, at, value, order) == after


@pytest.mark.parametrize(
    ("change", "before", "at", "value", "message"),
    [
        pytest.param(splice, "a: &x 1\nb: *x\n", ("a",), 2, "line 1: ", id="alias"),
        pytest.param(splice, "a: 1\nb: !!str 1\n", ("a",), 2, "line 2: an anchor (&) or a tag", id="tag"),
        pytest.param(splice, "a: 1\nb: &x\n  c: 1\n", ("a",), 2, "line 2: an anchor (&) or a tag", id="anchor"),
        pytest.param(splice, "a: 1\na: 2\n", ("a",), 2, "line 2: ", id="twice"),
        pytest.param(splice, "a: [1\n", ("a",), 2, "line 1: ", id="broken"),
        pytest.param(splice, "a: one # two\n", ("a",), 2, "line 1: ", id="cut-off"),
        pytest.param(splice_page, "---\na: 1\na: 2\n---\n", ("b",), 2, "line 3: ", id="twice-in-a-page"),
        pytest.param(splice_page, "---\na: 1\n", ("a",), 2, "the front matter can't be read", id="open"),
        pytest.param(splice_page, "\n---\na: 1\n---\n", ("a",), 2, "the front matter can't be read", id="late"),
        pytest.param(splice_page, "+++\na = 1\n+++\n", ("a",), 2, "the front matter can't be read", id="toml"),
        pytest.param(splice, "a: x\n", ("a", "b"), 2, "there is no place for b", id="within-a-text"),
        pytest.param(splice, "a: [x]\n", ("a", 2), 2, "there is no place for 2", id="behind-the-end"),
        pytest.param(splice, "a: [x]\n", ("a", "b"), 2, "there is no place for b", id="key-in-a-list"),
        pytest.param(splice, "a: x\n", ("a",), "\x00", '"\x00" has a sign', id="sign-of-no-text"),
        pytest.param(splice, "a: 1\n", ("a",), Decimal("Infinity"), "a can't be changed here", id="endless"),
        pytest.param(splice, "a: 1\n", ("a",), 10**40, "a can't be changed here", id="too-long"),
        pytest.param(splice, "a: [b: 1]\n", ("a", 0, "c"), 1, "a.0.c can't be changed here", id="odd-pair"),
    ],
)  # fmt: skip
def test_refused(change: Callable[..., str], before: str, at: KeyPath, value: Any, message: str) -> None:
    """What can't be read, or can't be meant, is refused with a sentence."""
    with pytest.raises(UnknownName) as refused:
        change(before, at, value)

    assert str(refused.value).startswith(message)
    assert refused.value.hint


_LETTERS = st.sampled_from(
    [*"ab1 :#-'\"\\,[]{}&*!|>%@`=~?é🎉\u2028\xa0", "\n", "yes", "null", "2024-01-01", "word", ". "]
)
TEXTS = st.lists(_LETTERS, max_size=6).map("".join)
SINGLE = TEXTS | st.integers(-9, 99) | st.booleans() | st.none() | st.sampled_from([Decimal("1.50"), Decimal("-0.5")])
NAMES = st.sampled_from(["title", "date", "tags", "a", "b", "no", "7"])
VALUES = SINGLE | st.lists(SINGLE, max_size=4) | st.dictionaries(NAMES, SINGLE, max_size=3)
STYLES = st.sampled_from(["", "'", '"', "new"])
COMMENTS = st.sampled_from(["", "", "  # c", "\n# d", "\n\n# e\n"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a file with values in styles of all kinds, and comments behind and between."""
    lines = []
    for name in draw(st.lists(NAMES, unique=True, max_size=5)):
        value = draw(VALUES)
        if isinstance(value, str) and draw(st.booleans()) and value.strip(" \n\u2028\xa0") == value != "":
            lines.append(
                f'"{name}": '
                + draw(st.sampled_from(["|-", ">-"]))
                + "".join(f"\n    {row}" for row in value.split("\n"))
            )
        elif isinstance(value, list | dict):
            lines.append(f'"{name}":{behind(value, "")}' + (draw(COMMENTS) if value else ""))
        else:
            lines.append(f'"{name}": {written(value, draw(STYLES))}{draw(COMMENTS)}')
    return draw(st.sampled_from(["", "# top\n", "\n"])) + "\n".join(lines) + draw(st.sampled_from(["", "\n"]))


@pure
@given(files(), NAMES, VALUES | st.just(GONE), st.sampled_from(["\n", "\r\n"]), st.data())
def test_nothing_else_changes(text: str, name: str, value: Any, end: str, data: st.DataObject) -> None:
    """Whatever is changed in whatever file: it is read back as what was meant, and all other lines are there, in order."""
    file, problems = load_yaml(text, "")
    if file is None or problems or not isinstance(file.value, dict | None):
        return
    old = file.value or {}
    at: KeyPath = (name,)
    if isinstance(inner := old.get(name), dict | list) and inner and data.draw(st.booleans()):
        at = (name, data.draw(st.sampled_from([*inner] if isinstance(inner, dict) else range(len(inner)))))
        value = value if value is GONE else data.draw(SINGLE)
    meant = deepcopy(old)
    owner: Any = meant if len(at) == 1 else meant[name]
    if value is not GONE:
        owner[at[-1]] = value
    elif at[-1] in (range(len(owner)) if isinstance(owner, list) else owner):
        del owner[at[-1]]

    new = splice(text.replace("\n", end), at, value, order)

    made = load_yaml(new.replace("\r\n", "\n"), "")[0]
    assert made is not None
    assert digest(made.value or {}) == digest(meant)
    others = [key for key in old if key != name]
    assert [key for key in made.value or {} if key in others] == others
    assert _others(text.split("\n"), name) == _others(new.replace("\r\n", "\n").split("\n"), name)


def _others(lines: list[str], name: str) -> list[str]:
    """Return the lines that don't belong to a key, without blank ones and the braces of nothing."""
    others, is_own = [], False
    for line in lines:
        is_own = line.startswith((f'"{name}":', f"{name}:")) or (is_own and line[:1] in {"", " "})
        others += [line] * bool(not is_own and line.strip() and not line.startswith("{}"))
    return others


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Words", '"Words"', id="words"),
        pytest.param('Say "hi"', "'Say \"hi\"'", id="double"),
        pytest.param("a\\b", "'a\\b'", id="backslash"),
        pytest.param('it\'s "so"\n', '"it\'s \\"so\\"\\n"', id="both"),
    ],
)
def test_quoted(text: str, expected: str) -> None:
    """A text is in the quotes in which it can be read best."""
    assert quoted(text) == expected


@pytest.mark.parametrize("name", files_of(ROOT / "tests/every_kind/content"))
def test_files(name: str) -> None:
    """A file of a site stays as it is but for the lines of the one value that is changed."""
    assert_only_that_changes(ROOT / "tests/every_kind/content" / name)
