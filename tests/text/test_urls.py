"""Addresses: pure functions, each shown by a table of what goes in and what comes out."""

import pytest

from carepress.load.unpublished import remedy, why_missing
from carepress.problems import Unfit
from carepress.text.urls import (
    address_on_site,
    base_path,
    check_public_host,
    contacts,
    host_of,
    href,
    output_path,
    page_url,
    permalink,
    resolve_path,
    scheme_of,
)


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
        pytest.param("https://Wa.me/15550100", ("https://Wa.me/15550100",), id="messenger"),
        pytest.param("https://a.org/wa.me/15550100", (), id="path-named-like-a-messenger"),
        pytest.param("https://a.org/tel:988", (), id="page"),
        pytest.param("t el:988", (), id="path"),
    ],
)
def test_contacts(address: str, found: tuple[str, ...]) -> None:
    """However a link to a phone, mailbox or messenger is written, it leads to the same."""
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

    assert {address_on_site(address, "https://example.org/") for address in own} == {("/a/", "b")}


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


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "my.localhost",
        "127.0.0.1",
        "0.0.0.0",
        "[::1]",
        "nas.local",
        "10.0.0.1",
        "192.168.1.20",
        "169.254.3.4",
        "localhost.",
        "172.31.0.1",
    ],
)
@pytest.mark.parametrize("port", ["", ":", ":80", ":3000", ":8000", ":31999", ":32000", ":32768", ":49152", ":65535"])
def test_no_port_of_this_computer_is_public(host: str, port: str) -> None:
    """Where only this computer or this office comes, no visitor does, at whatever port."""
    with pytest.raises(Unfit, match="where no visitor comes"):
        check_public_host(f"http://{host}{port}/a")


@pytest.mark.parametrize(
    "host", ["example.org", "localhost.example", "10.example", "172.32.0.1:8080", "local.org:49152"]
)
def test_a_host_that_only_looks_so_is_public(host: str) -> None:
    """Others have names and numbers like these."""
    check_public_host(f"http://{host}/a")
