"""Text and addresses: pure functions, each shown by a table of what goes in and what comes out."""

from datetime import date
from decimal import Decimal

import pytest

from carepress.load.unpublished import remedy, why_missing
from carepress.text.urls import (
    base_path,
    contacts,
    host_of,
    href,
    internal_address,
    output_path,
    page_url,
    permalink,
    resolve_path,
    scheme_of,
)
from carepress.text.words import (
    as_sentence,
    count_noun,
    curl_quotes,
    format_date,
    format_number,
    join_words,
    round_half_up,
    slugify,
    visible,
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        pytest.param("Levels of Care", "levels-of-care", id="words"),
        pytest.param("  What does it cost?  ", "what-does-it-cost", id="edges"),
        pytest.param("Don’t wait, don't worry", "dont-wait-dont-worry", id="apostrophes"),
        pytest.param("Café Größe Ærø", "cafe-grosse-ærø", id="accents"),
        pytest.param("snake_case & more", "snake-case-more", id="underscore"),
        pytest.param("24/7 help — now", "24-7-help-now", id="digits-and-dashes"),
        pytest.param("½ of ②", "1-2-of-2", id="numerals"),
        pytest.param("日本", "日本", id="other-scripts"),
        pytest.param("!?", "", id="no-word"),
        pytest.param("", "", id="empty"),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    """A slug is the text's words in lower case, joined by dashes."""
    assert slugify(text) == slug


@pytest.mark.parametrize(
    ("text", "curled"),
    [
        pytest.param('"Yes," she said.', "“Yes,” she said.", id="double"),
        pytest.param("It's the center's", "It’s the center’s", id="apostrophe"),
        pytest.param("'Yes,' she said.", "‘Yes,’ she said.", id="single"),
        pytest.param("\"'Yes,' I said.\"", "“‘Yes,’ I said.”", id="nested"),
        pytest.param("the '90s", "the ’90s", id="decade"),
        pytest.param('("so")', "(“so”)", id="parenthesis"),
        pytest.param('care—"good" care', "care—“good” care", id="dash"),
        pytest.param('6" wide', "6” wide", id="inch"),
        pytest.param("parents' ", "parents’ ", id="plural"),
        pytest.param("Already “curly” isn’t changed", "Already “curly” isn’t changed", id="curly"),
    ],
)
def test_curl_quotes(text: str, curled: str) -> None:
    """Straight quotes become curly, each the right way round."""
    assert curl_quotes(text) == curled


@pytest.mark.parametrize(
    ("before", "curled"),
    [
        pytest.param(" ", "“ word", id="space"),
        pytest.param("(", "“ word", id="bracket"),
        pytest.param("e", "” word", id="letter"),
        pytest.param(".", "” word", id="period"),
    ],
)
def test_curl_quotes_after(before: str, curled: str) -> None:
    """What stands before the text, such as the end of a tag's words, decides how a quote at its start turns."""
    assert curl_quotes('" word', before) == curled


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain é “text”\n\tindented", "plain é “text”\n\tindented", id="nothing-to-hide"),
        pytest.param("\x1b[31mred", "\\u{1b}[31mred", id="terminal-escape"),
        pytest.param("a\rb\x00c\x7fd\x85e", "a\\u{d}b\\u{0}c\\u{7f}d\\u{85}e", id="controls"),
        pytest.param("a\u202eb\u2066c", "a\\u{202e}b\\u{2066}c", id="bidirectional"),
        pytest.param("a\u200bb\ufeffc\u2060d", "a\\u{200b}b\\u{feff}c\\u{2060}d", id="zero-width"),
        pytest.param("a\u2028b", "a\\u{2028}b", id="line-separator"),
        pytest.param("a\udcffb", "a\\u{dcff}b", id="surrogate"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """Characters that could forge output or hide something are written out."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(0, "0", id="zero"),
        pytest.param(1224127, "1,224,127", id="thousands"),
        pytest.param(-1500, "-1,500", id="negative"),
        pytest.param(Decimal("12.30"), "12.3", id="trailing-zero"),
        pytest.param(Decimal("100.00"), "100", id="whole"),
        pytest.param(Decimal("1E+3"), "1,000", id="exponent"),
        pytest.param(Decimal("0.05"), "0.05", id="small"),
    ],
)
def test_format_number(number: Decimal | int, text: str) -> None:
    """A number has thousands separators and no zeros that say nothing."""
    assert format_number(number) == text


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        pytest.param("2.5", "3", id="half-up"),
        pytest.param("3.5", "4", id="half-up-again"),
        pytest.param("2.49", "2", id="down"),
        pytest.param("41.8", "42", id="up"),
    ],
)
def test_round_half_up(number: str, whole: str) -> None:
    """Halves are rounded up, as people round."""
    assert round_half_up(Decimal(number)) == Decimal(whole)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param(date(2026, 11, 24), "November 24, 2026", id="two-digits"),
        pytest.param(date(2027, 1, 1), "January 1, 2027", id="one-digit"),
    ],
)
def test_format_date(day: date, text: str) -> None:
    """A date is written as people in the United States write it."""
    assert format_date(day) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["a"], "a", id="one"),
        pytest.param(["a", "b"], "a and b", id="two"),
        pytest.param(["a", "b", "c"], "a, b, and c", id="three"),
    ],
)
def test_join_words(words: list[str], text: str) -> None:
    """A list is joined as a sentence says it."""
    assert join_words(words) == text


def test_join_words_with_another_word() -> None:
    """The word before the last one can be chosen."""
    assert join_words(["a", "b", "c"], "or") == "a, b, or c"


@pytest.mark.parametrize(
    ("count", "noun", "text"),
    [
        pytest.param(1, "page", "1 page", id="one"),
        pytest.param(0, "page", "0 pages", id="none"),
        pytest.param(1200, "page", "1,200 pages", id="many"),
    ],
)
def test_count_noun(count: int, noun: str, text: str) -> None:
    """A count agrees with its noun."""
    assert count_noun(count, noun) == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("one in five", "One in five", id="word"),
        pytest.param("$5 a day", "$5 a day", id="sign"),
        pytest.param("", "", id="empty"),
    ],
)
def test_as_sentence(text: str, sentence: str) -> None:
    """A text at the start of a sentence begins with a capital; the rest stays."""
    assert as_sentence(text) == sentence


@pytest.mark.parametrize(
    ("content_path", "slug", "url"),
    [
        pytest.param("index.md", "", "/", id="home"),
        pytest.param("about.md", "", "/about/", id="page"),
        pytest.param("blog/index.md", "", "/blog/", id="section"),
        pytest.param("blog/My First Post.md", "", "/blog/my-first-post/", id="words"),
        pytest.param("blog/first.md", "welcome", "/blog/welcome/", id="slug"),
        pytest.param("Levels of Care/a.md", "", "/levels-of-care/a/", id="folder"),
        pytest.param("404.md", "", "/404.html", id="not-found"),
        pytest.param("blog/404.md", "", "/blog/404/", id="not-found-below"),
        pytest.param("re-index.md", "", "/re-index/", id="ends-in-index"),
    ],
)
def test_page_url(content_path: str, slug: str, url: str) -> None:
    """A page's address follows from its file's path."""
    assert page_url(content_path, slug) == url


@pytest.mark.parametrize(
    ("url", "path"),
    [
        pytest.param("/", "index.html", id="home"),
        pytest.param("/blog/first/", "blog/first/index.html", id="page"),
        pytest.param("/404.html", "404.html", id="file"),
        pytest.param("/blog/room.png", "blog/room.png", id="asset"),
    ],
)
def test_output_path(url: str, path: str) -> None:
    """An address is answered by a file of the site."""
    assert output_path(url) == path


@pytest.mark.parametrize(
    ("base_url", "url", "path", "address", "whole"),
    [
        pytest.param("https://a.org/", "/", "", "/", "https://a.org/", id="root"),
        pytest.param("https://a.org/", "/b/", "", "/b/", "https://a.org/b/", id="page"),
        pytest.param("https://a.org/docs/", "/b/", "/docs", "/docs/b/", "https://a.org/docs/b/", id="folder"),
        pytest.param("http://a.org:8000/", "/b/", "", "/b/", "http://a.org:8000/b/", id="port"),
        pytest.param("https://a.org/", "/a b/é.png", "", "/a%20b/%C3%A9.png", "https://a.org/a%20b/%C3%A9.png", id="quoted"),
    ],
)  # fmt: skip
def test_addresses(base_url: str, url: str, path: str, address: str, whole: str) -> None:
    """A link on the site has the base path in front, a permalink the whole base URL."""
    assert (base_path(base_url), href(base_url, url), permalink(base_url, url)) == (path, address, whole)


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        pytest.param("costs/index.md", "", id="file"),
        pytest.param("#part", "", id="anchor"),
        pytest.param("https://a.org", "https", id="https"),
        pytest.param("MAILTO:a@b.org", "mailto", id="upper-case"),
        pytest.param("java\nscript:x", "javascript", id="line-end-inside"),
        pytest.param(" \x01javascript:x", "javascript", id="control-in-front"),
        pytest.param("//a.org/b", "https", id="host-without-scheme"),
        pytest.param("\x01//a.org/b", "https", id="host-behind-a-control"),
        pytest.param("/\t/a.org/b", "https", id="host-behind-a-tab"),
        pytest.param("/\\a.org/b", "https", id="host-behind-a-backslash"),
        pytest.param("a/b:c", "", id="colon-in-a-path"),
        pytest.param("t\tel:988", "tel", id="tab-inside"),
        pytest.param("t el:988", "", id="blank-inside"),
    ],
)
def test_scheme_of(target: str, scheme: str) -> None:
    """A target's scheme is what a browser would see, whatever is put in its way."""
    assert scheme_of(target) == scheme


@pytest.mark.parametrize(
    ("address", "found"),
    [
        pytest.param("tel:988", ("tel:988",), id="number"),
        pytest.param(" T\nEL:%39-8-8 ", ("tel:988",), id="number-in-disguise"),
        pytest.param("Sms:988?body=911", ("sms:988",), id="text"),
        pytest.param("MAILTO:A@B.Org?subject=c@d.org", ("mailto:A@b.org",), id="mail"),
        pytest.param("mailto:a%40b.org", ("mailto:a@b.org",), id="mail-in-percent"),
        pytest.param("mailto:a@b.org,c@d.org", ("mailto:a@b.org", "mailto:c@d.org"), id="two-mails"),
        pytest.param("mailto:a@b.org?Bcc=c@d.org", ("mailto:a@b.org", "mailto:c@d.org"), id="blind-copy"),
        pytest.param("mailto:", ("mailto:",), id="nobody"),
        pytest.param("https://a.org/tel:988", (), id="page"),
        pytest.param("t el:988", (), id="path"),
    ],
)
def test_contacts(address: str, found: tuple[str, ...]) -> None:
    """However a link to a phone or mailbox is written, it leads to the same."""
    assert contacts(address) == found


@pytest.mark.parametrize(
    ("address", "host"),
    [
        pytest.param("https://A.org:80/b", "a.org", id="host"),
        pytest.param("//a.org/b", "a.org", id="without-scheme"),
        pytest.param("https:/a.org/b", "a.org", id="one-slash"),
        pytest.param("https:a.org", "a.org", id="no-slash"),
        pytest.param("http:\\\\a.org\\b", "a.org", id="backslashes"),
        pytest.param("https://a.org\\@b.org/", "a.org", id="backslash-behind-the-host"),
        pytest.param("https://b.org@a.org/", "a.org", id="name-in-front"),
        pytest.param("ht\ttps://a.\norg/", "a.org", id="line-end-inside"),
        pytest.param("wss://a.org/", "a.org", id="socket"),
        pytest.param("mailto:a@b.org", "", id="mail"),
        pytest.param("/a.org/", "", id="path"),
    ],
)
def test_host_of(address: str, host: str) -> None:
    """The host of an address is the one that a browser would ask."""
    assert host_of(address) == host


def test_own_addresses() -> None:
    """An address on this site is one however its scheme and host are written."""
    own = ("/a/#b", "https://example.org/a/#b", " HTTPS://Example.ORG/a/#b")

    assert {internal_address(address, "/", "https://example.org/") for address in own} == {("/a/", "b")}


@pytest.mark.parametrize(
    ("from_path", "target", "path"),
    [
        pytest.param("index.md", "about.md", "about.md", id="beside"),
        pytest.param("blog/first.md", "../costs/index.md", "costs/index.md", id="up"),
        pytest.param("blog/first.md", "./room.png", "blog/room.png", id="here"),
        pytest.param("index.md", "../x.md", "../x.md", id="out"),
    ],
)
def test_resolve_path(from_path: str, target: str, path: str) -> None:
    """A relative target is seen from the folder of the file that holds it."""
    assert resolve_path(from_path, target) == path


@pytest.mark.parametrize(
    ("target", "expected"),
    {
        "published": ("nowhere.pdf", ""),
        "kind": (
            "room.heic",
            "the file is there, but its kind isn't published: save it as JPEG, or as PNG if it is drawn",
        ),
        "from-the-root": (
            "/b/room.heic",
            "the file is there, but its kind isn't published: save it as JPEG, or as PNG if it is drawn",
        ),
        "number-sign": (
            "form%20#2.pdf",
            'the file is there, but #, ? and % mean something in an address: write "form%20%232.pdf", or better rename it',
        ),
        "percent": (
            "a%20b.pdf",
            'the file is there, but #, ? and % mean something in an address: write "a%2520b.pdf", or better rename it',
        ),
        "case": ("FORM.pdf", 'the file is there as "form.PDF": upper and lower case must be the same'),
        "two-faults": (
            "/b/clip#1.mp4?a",
            'the file is there, but #, ? and % mean something in an address: write "clip%231.mp4%3Fa", or better rename it',
        ),
    }.values(),
)
def test_why_a_file_is_missed(target: str, expected: str) -> None:
    """A link that misses a file which is there says why, and what to do."""
    files = ("b/form #2.pdf", "b/a%20b.pdf", "b/form.PDF")

    assert why_missing(target, "b/page.md", files, ("b/room.heic", "b/clip#1.mp4?a")) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "a.TIFF": "save it as JPEG, or as PNG if it is drawn",
        "a.jfif": "it is a JPEG: let its name end with .jpg",
        "a.xlsx": "save it as PDF, or write a page",
        "a.mov": "say in a page what is in it, and link to where it can be seen or heard",
        "a.markdown": "let its name end with .md, in small letters",
        "a.md.orig": "a program left it behind: delete it",
        "a": "published are pages (.md) and .avif, .gif, .jpeg, .jpg, .pdf, .png, .svg, .webp",
    }.items(),
)
def test_what_to_do_with_a_file(name: str, expected: str) -> None:
    """Each kind of file that isn't published has its remedy."""
    assert remedy(name) == expected
