"""Old addresses lead to the page that has a new one."""

from collections.abc import Mapping

import pytest

from tests.assemble.lists import TODAY, links, values
from tests.sites import MakeSite, page


@pytest.mark.parametrize("base", [pytest.param("", id="root"), pytest.param("/docs", id="base-path")])
@pytest.mark.parametrize(
    ("alias", "path", "address"),
    [
        pytest.param("/old/", "old/index.html", "/old/", id="folder"),
        pytest.param("/a/b", "a/b/index.html", "/a/b/", id="without-slash"),
        pytest.param("/old.html", "old.html", "/old.html", id="file"),
    ],
)
def test_an_old_address_leads_to_the_page(real_site: MakeSite, base: str, alias: str, path: str, address: str) -> None:
    """At an old address stands a page that leads on, whoever asks: a browser, a search engine, a person, the host.

    It keeps other companies out as the page itself does.
    """
    site = real_site({"content/blog/x.md": page(title="X", aliases=f"[{alias}]")})
    site.build(base_url=f"https://example.org{base}/")

    assert values(site, path, "link[rel=canonical]", "href") == [f"https://example.org{base}/blog/x/"]
    assert values(site, path, "meta[http-equiv=refresh]", "content") == [f"0; url={base}/blog/x/"]
    assert values(site, path, "meta[name=robots]", "content") == ["noindex"]
    for head in ("meta[http-equiv=Content-Security-Policy]", "meta[name=referrer]"):
        assert values(site, path, head, "content") == values(site, "blog/x/index.html", head, "content") != []
    assert links(site, path, "a") == [("X", f"{base}/blog/x/")]
    assert site.read("_redirects") == f"{base}{address} {base}/blog/x/ 301\n"
    assert address not in site.read("sitemap.xml")


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        pytest.param({"aliases": "[/a/, /b/]"}, ["/a/ /x/ 301", "/b/ /x/ 301"], id="two"),
        pytest.param({"aliases": "[/b/, /a/]"}, ["/b/ /x/ 301", "/a/ /x/ 301"], id="in-the-order-of-the-file"),
        pytest.param({"aliases": "[]"}, None, id="empty-list"),
        pytest.param({}, None, id="none"),
        pytest.param({"aliases": "[/a/]", "draft": "true"}, None, id="draft"),
        pytest.param({"aliases": "[/a/]", "date": "2026-11-25"}, None, id="scheduled"),
    ],
)
def test_the_file_of_redirects(real_site: MakeSite, keys: Mapping[str, str], lines: list[str] | None) -> None:
    """The host is told each old address of a page that is built; without any there is no file for it."""
    site = real_site({"content/x.md": page(**keys)})
    site.build(TODAY)
    written = site.tree().get("_redirects")

    assert (written.decode().splitlines() if written is not None else None) == lines


def test_an_alias_that_is_removed_goes(real_site: MakeSite) -> None:
    """Without its alias an old address leads nowhere; the last one takes the file for the host with it."""
    site = real_site({"content/x.md": page(aliases="[/a/, /b/]")})
    site.build()
    site.write({"content/x.md": page(aliases="[/b/]")}).build()

    assert [path in site.tree() for path in ("a/index.html", "b/index.html")] == [False, True]
    assert site.read("_redirects") == "/b/ /x/ 301\n"

    site.write({"content/x.md": page()}).build()

    assert not {"b/index.html", "_redirects"} & site.tree().keys()
