"""What an expired page leaves."""

from collections.abc import Mapping

import pytest

from tests.assemble.lists import TAGS, TODAY, links, tags, texts, values
from tests.sites import MakeSite, page

EXPIRING: dict[str, str | bytes] = {
    TAGS: tags("a"),
    "content/index.md": page("[the offer](offers/spring.md)\n", title="Home"),
    "content/visit.md": page(title="Visit", order=1, expires="2026-11-25"),
    "content/offers/index.md": page(title="All offers", nav_title="Offers"),
    "content/offers/spring.md": page(
        "Come soon.\n",
        title="Spring",
        date="2026-03-01",
        tags="[a]",
        aliases="[/old-offer/]",
        expires="2026-11-25",
    ),
    "content/offers/always.md": page(title="Always", date="2026-01-01", tags="[a]"),
}
SPRING = "offers/spring/index.html"


def test_an_expired_page_says_so(real_site: MakeSite) -> None:
    """On its day a page's text goes; what stays says so, leads to the section, and is kept from search engines."""
    site = real_site(EXPIRING)
    site.build("2026-11-24")
    before = texts(site, SPRING, ".prose, meta[name=robots]"), values(site, SPRING, "body", "class")
    site.build("2026-11-25")

    assert before == (["Come soon."], ["article"])
    assert texts(site, SPRING, "h1") == ["Spring"]
    assert texts(site, SPRING, ".prose p") == [
        "This page is no longer current. We took it down on November 25, 2026, "
        "because what it said may not be right any more.",
        "You can look for something newer under Offers.",
    ]
    assert links(site, SPRING, ".prose a") == [("Offers", "/offers/")]
    assert links(site, SPRING, ".breadcrumbs a") == [("Home", "/"), ("Offers", "/offers/")]
    assert values(site, SPRING, "meta[name=robots]", "content") == ["noindex"]
    assert "Come soon" not in "".join(raw.decode(errors="replace") for raw in site.tree().values())


@pytest.mark.parametrize(
    ("path", "address"),
    [
        pytest.param("sitemap.xml", "https://example.org/offers/spring/<", id="sitemap"),
        pytest.param("feed.xml", "https://example.org/offers/spring/", id="atom-feed"),
        pytest.param("feed.json", "https://example.org/offers/spring/", id="json-feed"),
        pytest.param("topics/a/feed.xml", "https://example.org/offers/spring/", id="feed-of-a-topic"),
        pytest.param("offers/index.html", 'href="/offers/spring/"', id="section"),
        pytest.param("topics/a/index.html", 'href="/offers/spring/"', id="topic"),
        pytest.param("offers/always/index.html", 'href="/offers/spring/"', id="related-and-neighbors"),
        pytest.param("offers/index.html", 'href="/visit/"', id="menu"),
        pytest.param("index.html", 'href="/offers/spring/"', id="link-in-a-text"),
    ],
)
def test_an_expired_page_is_in_no_list(real_site: MakeSite, path: str, address: str) -> None:
    """From its day on nothing leads to an expired page."""
    site = real_site(EXPIRING)
    site.build("2026-11-24")
    before = site.read(path)
    site.build("2026-11-25")

    assert address in before
    assert address not in site.read(path)


def test_a_link_to_an_expired_page(make_site: MakeSite) -> None:
    """A link to a page becomes plain text on the day on which the page expires, and a warning says so."""
    site = make_site({"content/a.md": page(expires="2026-11-25")}, body="See [the *page*](a.md).\n")
    before = site.build("2026-11-24").warnings, site.main()
    after = site.build("2026-11-25").warnings, site.main()

    assert before == ((), '<p>See <a href="/a/">the <em>page</em></a>.</p>')
    assert after[1] == "<p>See the <em>page</em>.</p>"
    assert [(warning.rule, warning.message, warning.place.path, warning.place.line) for warning in after[0]] == [
        (
            "link-held-back",
            'the page "a.md" isn\'t built today (expired); the link is printed as plain text',
            "content/index.md",
            5,
        )
    ]


def test_aliases_of_an_expired_page(real_site: MakeSite) -> None:
    """The old addresses of a page still lead to what is left of it."""
    site = real_site(EXPIRING)
    site.build("2026-11-25")

    assert values(site, "old-offer/index.html", "link[rel=canonical]", "href") == ["https://example.org/offers/spring/"]
    assert site.read("_redirects") == "/old-offer/ /offers/spring/ 301\n"


def test_an_expired_draft_leaves_nothing(make_site: MakeSite) -> None:
    """What nobody has seen leaves no trace when its day has passed."""
    site = make_site()
    site.build(TODAY)
    before = site.tree()
    site.write({"content/a.md": page(draft="true", expires=TODAY, aliases="[/b/]")}).build(TODAY)

    assert site.tree() == before


NEW = {"title": "New", "date": "2026-11-25"}


@pytest.mark.parametrize(
    ("path", "keys", "taken"),
    [
        pytest.param("offers/new.md", {"slug": "spring"}, SPRING, id="its-address-by-slug"),
        pytest.param("offers/new.md", {"aliases": "[/offers/spring/]"}, SPRING, id="its-address-by-alias"),
        pytest.param("new.md", {"aliases": "[/old-offer/]"}, "old-offer/index.html", id="its-alias"),
        pytest.param("old-offer.md", {}, "old-offer/index.html", id="its-alias-as-address"),
        pytest.param(
            "new.md",
            {"aliases": "[/offers/spring]"},
            SPRING,
            id="its-address-without-slash",
        ),
        pytest.param(
            "new.md",
            {"aliases": "[/old-offer]"},
            "old-offer/index.html",
            id="its-alias-without-slash",
        ),
    ],
)
def test_a_page_that_takes_over_from_an_expired_one(
    real_site: MakeSite, path: str, keys: Mapping[str, str], taken: str
) -> None:
    """A page that appears on that day can have an address of the expired one; until then that address is as it was."""
    site = real_site({**EXPIRING, f"content/{path}": page(**NEW, **keys)})
    site.build("2026-11-24")
    before = texts(site, taken, "title")
    site.build("2026-11-25")

    assert (before, texts(site, taken, "title")) == (["Spring | Test Center"], ["New | Test Center"])


def test_before_its_day_an_address_is_not_free(make_site: MakeSite) -> None:
    """A page that is there before the other has expired collides with it."""
    site = make_site({"content/a.md": page(expires="2026-11-25"), "content/b.md": page(slug="a")})

    assert [(problem.rule, problem.message) for problem in site.problems()] == [
        ("url-collision", "the address /a/ is claimed by content/a.md, content/b.md")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"slug": "party"}, {"slug": "party"}, id="one-address"),
        pytest.param({"aliases": "[/party/]"}, {"aliases": "[/party/]"}, id="one-alias"),
        pytest.param({"slug": "party"}, {"aliases": "[/party/]"}, id="alias-of-the-later"),
        pytest.param({"aliases": "[/party/]"}, {"slug": "party"}, id="address-of-the-later"),
    ],
)
def test_two_expired_pages_with_one_address(
    make_site: MakeSite, first: Mapping[str, str], second: Mapping[str, str]
) -> None:
    """When the page that took over has expired too, the site is still built, and the later one has the address."""
    site = make_site(
        {
            "content/a.md": page(title="A", expires="2026-06-01", **first),
            "content/b.md": page(title="B", date="2026-06-01", expires="2026-11-01", **second),
            "templates/expired.html": "{{ page.title }}",
            "templates/redirect.html": "{{ page.title }}",
        }
    )
    for day in ("2026-05-31", "2026-06-01", "2026-11-01"):
        site.build(day)

    assert site.read("party/index.html") == "B"
