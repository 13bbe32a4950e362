"""Properties: whatever is put in, this holds.

The examples are the same in every run; `test --all` draws thousands of others, at random.
"""

import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from care import SITE as CARE
from carepress.assemble.reads import Reads
from carepress.cli.report import as_github, as_text
from carepress.convert.fields import Fields
from carepress.convert.markdown_text import MarkdownText
from carepress.convert.typed import markdown_lines
from carepress.load.front_matter import split
from carepress.model.config import Options
from carepress.model.made import Report
from carepress.model.records import Data
from carepress.model.site import Site
from carepress.pipeline import build
from carepress.problems import BuildFailed, Lines, Place, Problem
from carepress.text.urls import output_path, page_url
from carepress.text.words import curl_quotes, slugify, visible
from tests.any_text import PIECES, SPICED, TEXT, built, pure
from tests.sites import BASIC, NOON, TinySite, page


def outcome(files: Mapping[str, str | bytes]) -> list[Problem]:
    """Build a site with these files and return its problems; any other exception than BuildFailed is a bug."""
    with tempfile.TemporaryDirectory() as folder:
        site = TinySite(Path(folder)).write({**BASIC, "templates/components/card.html": "card", **files})
        try:
            return list(build(site.root, Options(kind=CARE), NOON).warnings)
        except BuildFailed as failure:
            problems = list(failure.problems)
        shown = [as_text(problem, site.root) for problem in problems]
    assert problems != []
    assert shown == [visible(text) for text in shown]
    assert [line for line in map(as_github, problems) if "\n" in line] == []
    return problems


def assert_sound(problems: list[Problem]) -> None:
    """Check that each problem says where it is."""
    assert [problem for problem in problems if not problem.place.path or not problem.message] == []
    assert [problem for problem in problems if problem.place.line is not None and problem.place.line < 1] == []


@pure
@given(st.text(max_size=40))
def test_slugify_is_idempotent(text: str) -> None:
    """The slug of a slug is the slug."""
    assert slugify(slugify(text)) == slugify(text)


@pure
@given(st.text(max_size=40))
@example("\U000114bb")
def test_slugs_are_safe_in_addresses(text: str) -> None:
    """A slug has only letters, digits and single dashes between them, in lower case."""
    slug = slugify(text)

    assert [c for c in slug if not (c.isalnum() or c == "-" or unicodedata.category(c).startswith("M"))] == []
    assert "--" not in f"-{slug}-".replace("--", "", not slug)
    assert slug == slug.casefold()
    assert unicodedata.is_normalized("NFC", slug)


@pure
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), min_size=1), min_size=1, max_size=3))
def test_a_page_has_one_file(parts: list[str]) -> None:
    """Each path gives an address with slashes at both ends, and the file behind it leads back to the address."""
    url = page_url("/".join([*parts, "a.md"]))
    path = output_path(url)

    assert url.startswith("/")
    assert url.endswith("/")
    assert path == url[1:] + "index.html"
    assert unquote(quote(url)) == url
    assert {"", ".", ".."} & set(path.split("/")) == set()


@pure
@given(st.text(st.one_of(st.sampled_from("\"' ab.(-"), st.characters()), max_size=30), st.characters())
def test_curl_quotes_keeps_everything_else(text: str, before: str) -> None:
    """Curling changes quotes only, and leaves no straight one."""
    curled = curl_quotes(text, before)

    assert len(curled) == len(text)
    assert {"'", '"'} & set(curled) == set()
    assert [new for old, new in zip(text, curled, strict=True) if old not in "'\"" and old != new] == []
    assert curl_quotes(curled, before) == curled


@pure
@given(st.text(max_size=40))
def test_visible_text_is_printable(text: str) -> None:
    """What is shown to a person holds no control and nothing that turns the direction of writing."""
    shown = visible(text)

    assert [c for c in shown if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"] == []
    assert visible(shown) == shown


@pure
@given(PIECES)
def test_tokens_keep_their_place_and_give_back_what_was_written(text: str) -> None:
    """A text with tokens is as long as without, each stands where its field does, and code gets the field back."""
    fields = Fields(
        Reads(
            cast(
                Site,
                SimpleNamespace(base_url="/", preview=False, staging=False, data=Data(), all_editions={}, editions={}),
            ),
            {},
            {},
            {},
            {},
            kind=CARE,
            search_index="",
        )
    )
    taken = fields.take(Lines(text, "a.md"))

    assert len(taken) == len(text)
    assert fields.written(taken) == text


@pure
@given(PIECES, st.integers(1, 9))
def test_places_are_right(text: str, first_line: int) -> None:
    """A position in a body has the line and column that an editor shows."""
    lines = Lines(text, "a.md", first_line)

    for offset in range(len(text)):
        before = text[:offset]
        line, column = before.count("\n") + first_line, offset - (before.rfind("\n") + 1) + 1
        assert lines.place(offset) == Place("a.md", line, column, 1)


@pure
@given(PIECES, st.sampled_from(["", "> ", "- ", "    ", "1. > "]))
def test_spots_know_where_they_were(text: str, front: str) -> None:
    """The spot of each link, picture and tag leads back to the sign with which it begins, in quotations and lists too."""
    body = Lines("".join(f"{front}{line}\n" for line in text.split("\n")), "a.md")
    converted = MarkdownText().convert(markdown_lines(body, body.text))

    assert [start for tag, start in converted.tags if not body.text.startswith(tag.partition("\n")[0], start)] == []
    assert [
        start for start, _ in converted.spots if body.text[start - 1] not in "(:<" and body.text[start] != "<"
    ] == []


@pure
@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters="\n\r"), max_size=8), max_size=5), TEXT)
def test_front_matter_is_parted_from_the_body(lines: list[str], body: str) -> None:
    """Front matter and body together are the text, and the body starts on the line that is said."""
    front = "".join(f" {line}\n" for line in lines)
    text = f"---\n{front}---\n{body}"
    parts = split(text)

    assert (parts.front, text[parts.body_start :]) == (front, body)
    assert (parts.body_line, parts.is_open) == (len(lines) + 3, False)


@pure
@given(TEXT)
def test_any_text_is_parted(text: str) -> None:
    """Whatever a file holds, its body starts on the line that is said."""
    parts = split(text)

    assert parts.body_start <= len(text)
    if not parts.is_open:
        assert text[: parts.body_start].count("\n") + 1 == parts.body_line


@built
@given(st.binary(max_size=60))
@example(b"---\n---\n")
@example(b"\xef\xbb\xbf---\r\ntitle: a\r\n---\r\n")
@example(b"---\n- a\n---\n")
def test_any_bytes_as_a_page(content: bytes) -> None:
    """Any bytes give a site or problems with a place, never a crash."""
    assert_sound(outcome({"content/index.md": content}))


@built
@given(st.one_of(TEXT, SPICED))
def test_any_text_as_a_body(body: str) -> None:
    """Any text below a sound front matter gives a site or problems with a place."""
    assert_sound(outcome({"content/index.md": page(body)}))


@built
@given(
    st.sampled_from(
        (
            *("title", "description", "slug", "date", "updated", "author", "tags", "sources", "template"),
            *("level", "draft", "expires", "aliases", "image", "toc", "order", "waiver"),
        )
    ),
    st.one_of(TEXT, SPICED, st.sampled_from(["null", "[]", "{}", "0", "-1", "1e9", "[a]", "[/a]", "{a: b}", '"a\\0b"'])),
)  # fmt: skip
@example("image", '"//["')
@example("template", '"../../x"')
@example("aliases", "[/robots.txt]")
@example("slug", "a" * 300)
def test_any_text_in_front_matter(key: str, value: str) -> None:
    """Any text as a value in the front matter gives a site or problems with a place."""
    assert_sound(outcome({"content/a.md": page(**{key: value})}))


@built
@given(
    st.sampled_from(["costs", "facts", "care_levels", "help", "sources", "mine"]),
    st.one_of(TEXT, SPICED, SPICED.map(lambda text: f"one:\n  text: {text}\n  value: 1e40\n")),
)
def test_any_text_as_data(name: str, text: str) -> None:
    """Any text as a data file gives a site or problems with a place."""
    assert_sound(outcome({f"content/_data/{name}.yaml": text}))


@built
@given(st.sampled_from(["name", "base_url", "timezone", "phone", "samples"]), st.one_of(TEXT, SPICED))
@example("timezone", "Nowhere")
@example("base_url", "https://[")
def test_any_text_in_the_settings(key: str, value: str) -> None:
    """Any text as a value in the settings gives a site or problems with a place."""
    lines = {"name": "A", "base_url": "https://example.org/", key: value}
    assert_sound(outcome({"content/_site.yaml": "".join(f"{name}: {text}\n" for name, text in lines.items())}))


AMOUNT = (
    "one:\n  label: A\n  kind: quoted-price\n  unit: usd\n  usd_year: 2024\n  as_of: 2024\n  verified: secondary\n"
    "  source: survey\n"
)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"content/_data/x.yaml": "a: " + "[" * 600 + "]" * 600}, id="deep-yaml"),
        pytest.param({"content/index.md": page("<div>" * 1100)}, id="deep-html"),
        pytest.param({"content/index.md": page("<b>" * 1100)}, id="deep-inline-html"),
        pytest.param({"content/index.md": page(">" * 1100)}, id="deep-quotes"),
        pytest.param({"content/index.md": page("[" * 1100)}, id="deep-brackets"),
        pytest.param({"content/index.md": page("*" * 1100 + "a" + "*" * 1100)}, id="deep-emphasis"),
        pytest.param(
            {"content/index.md": page("".join(f"{'    ' * n}- a\n" for n in range(200)))}, id="deep-lists"
        ),
        pytest.param({"content/_data/costs.yaml": AMOUNT + "  amount: 1e40\n"}, id="large-amount"),
        pytest.param(
            {
                "content/_data/costs.yaml": AMOUNT
                + f"  amount: 5\ntwo:\n  label: B\n  unit: usd\n  formula: one.amount * {'9' * 40}\n"
            },
            id="large-result",
        ),
        pytest.param({"content/index.md": page("[a](http://[b)\n")}, id="host-with-a-bracket"),
        pytest.param({"content/index.md": page("[a](https://exa\u2100mple.org)\n")}, id="host-that-folds"),
        pytest.param({"content/index.md": page('<a href="&#1;//[">a</a>\n')}, id="host-behind-a-control"),
        pytest.param({"content/index.md": page("![a](x%00.png) [b](%00)\n")}, id="null-in-a-path"),
        pytest.param({"content/a.md": page(aliases="[/robots.txt]")}, id="alias-of-a-file"),
        pytest.param({"content/a.md": page(aliases="[/carepress.json]")}, id="alias-of-the-manifest"),
        pytest.param({"content/a.md": page(aliases=f"[/{'a' * 300}/]")}, id="long-alias"),
        pytest.param({"content/a.md": page(slug="a" * 300)}, id="long-slug"),
        pytest.param({"content/a.md": page(template="a" * 300)}, id="long-template"),
    ],
)  # fmt: skip
def test_extremes(files: Mapping[str, str | bytes]) -> None:
    """What nobody would write still gives a site or problems with a place."""
    assert_sound(outcome({"templates/redirect.html": "to {{ page.href }}", **files}))


@settings(built, max_examples=15)
@given(st.lists(st.one_of(TEXT, SPICED), min_size=1, max_size=3))
def test_a_second_build_writes_nothing(bodies: list[str]) -> None:
    """Of any site that can be built, a second build writes no file."""
    with tempfile.TemporaryDirectory() as folder:
        files = {f"content/{number}.md": page(body) for number, body in enumerate(bodies)}
        site = TinySite(Path(folder)).write({**BASIC, **files})
        reports: list[Report] = []
        try:
            reports += [build(site.root, Options(kind=CARE), NOON) for _ in range(2)]
        except BuildFailed:
            assert reports == []
        else:
            assert (reports[1].written, reports[1].removed) == (0, 0)
