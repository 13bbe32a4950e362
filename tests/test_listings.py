"""What nobody writes: topics, the pages of a long list, related pages, what an expired page leaves, redirects, lists."""

import shutil
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from carepress.assemble.related import find_related
from carepress.model.page import FrontMatter, Page
from carepress.text.html import Tree
from tests.conftest import PNG, ROOT, MakeSite, TinySite, page
from tests.every_kind import NO_CARDS

Files = Mapping[str, str | bytes]

TODAY = "2026-11-24"
TAGS = "content/_data/tags.yaml"
CHILDREN = "{% for child in page.children %}{{ child.title }} {% endfor %}"
RELATED = "{% for other in page.related %}{{ other.title }} {% endfor %}"
PAGINATION = ".pagination a, .pagination span"


@pytest.fixture
def real_site(make_site: MakeSite) -> MakeSite:
    """Return a function that makes a tiny site with the project's own templates."""

    def make(files: Files) -> TinySite:
        site = make_site()
        shutil.copytree(ROOT / "templates", site.root / "templates", dirs_exist_ok=True, ignore=NO_CARDS)
        return site.write(files)

    return make


def tags(*names: str) -> str:
    """Return a file of topics, each called "About" and its id."""
    return "".join(f"{name}:\n  name: About {name}\n  description: Words.\n" for name in names)


def source(name: str, title: str) -> str:
    """Return a record of a publication."""
    return f"{name}:\n  title: {title}\n  publisher: P\n  url: https://example.com/{name}\n  verified: secondary\n"


def articles(count: int, **keys: str) -> dict[str, str | bytes]:
    """Return articles with the titles 1, 2, ..., of which each is a day newer than the one before."""
    start = date(2026, 1, 1)
    return {
        f"content/blog/a{number}.md": page(title=f'"{number}"', date=start + timedelta(number - 1), **keys)
        for number in range(1, count + 1)
    }


def numbers(first: int, last: int) -> list[str]:
    """Return the numbers from the first down to the last, as titles."""
    return [str(number) for number in range(first, last - 1, -1)]


def texts(site: TinySite, path: str, selector: str) -> list[str]:
    """Return the text of each element that a selector finds in a finished page."""
    return [" ".join(node.text().split()) for node in Tree(site.read(path)).css(selector)]


def values(site: TinySite, path: str, selector: str, attribute: str) -> list[str | None]:
    """Return an attribute of each element that a selector finds in a finished page."""
    return [node.attributes.get(attribute) for node in Tree(site.read(path)).css(selector)]


def links(site: TinySite, path: str, selector: str) -> list[tuple[str, str | None]]:
    """Return the text and the address of each link that a selector finds in a finished page."""
    return list(zip(texts(site, path, selector), values(site, path, selector, "href"), strict=True))


# ---------------------------------------------------------------- topics


@pytest.mark.parametrize(
    ("keys", "is_there"),
    [
        pytest.param({"tags": "[a]"}, True, id="built"),
        pytest.param({"tags": "[a]", "date": TODAY}, True, id="published-today"),
        pytest.param({"tags": "[a]", "draft": "true"}, False, id="draft"),
        pytest.param({"tags": "[a]", "date": "2026-11-25"}, False, id="scheduled"),
        pytest.param({"tags": "[a]", "expires": TODAY}, False, id="expired"),
        pytest.param({}, False, id="no-page-has-it"),
    ],
)
def test_a_topic_in_use_has_a_page(make_site: MakeSite, keys: Mapping[str, str], is_there: bool) -> None:
    """A topic's page is there as long as a page that is built today has the tag; no other topic has one."""
    site = make_site({TAGS: tags("a", "b"), "content/x.md": page(**keys)})
    site.build(TODAY)

    topics = [path for path in site.tree() if path.startswith("topics/")]
    assert [path for path in topics if path.endswith(".html")] == (["topics/a/index.html"] if is_there else [])


def test_order_and_members_of_a_topic(make_site: MakeSite) -> None:
    """A topic lists its pages newest first, those without a date last by title, and none that isn't built."""
    site = make_site(
        {
            TAGS: tags("a", "b"),
            "content/1.md": page(title="Zebra", tags="[a]"),
            "content/2.md": page(title="Older", tags="[a]", date="2025-12-31"),
            "content/3.md": page(title="Newer", tags="[b, a]", date="2026-01-01"),
            "content/4.md": page(title="Apple", tags="[a]"),
            "content/5.md": page(title="Other", tags="[b]"),
            "content/6.md": page(title="Draft", tags="[a]", draft="true"),
            "content/7.md": page(title="Scheduled", tags="[a]", date="2026-11-25"),
            "content/8.md": page(title="Expired", tags="[a]", expires="2026-11-24"),
            "content/9.md": page(title="Plain"),
            "templates/tag.html": "{{ page.title }}: " + CHILDREN,
        }
    )
    site.build(TODAY)

    assert site.read("topics/a/index.html") == "About a: Newer Older Apple Zebra "
    assert site.read("topics/b/index.html") == "About b: Newer Other "


def test_topics_stand_below_the_page_of_topics(real_site: MakeSite) -> None:
    """The page of all topics lists those in use, and each of them leads back to it; an article names its own."""
    site = real_site(
        {
            TAGS: tags("a", "b", "unused"),
            "content/topics/index.md": page(title="All topics", nav_title="Topics"),
            "content/x.md": page(title="X", tags="[b, a]", date="2026-01-01"),
        }
    )
    site.build(TODAY)

    about_a, about_b = ("About a", "/topics/a/"), ("About b", "/topics/b/")
    assert links(site, "topics/index.html", ".page-list a") == [about_a, about_b]
    assert links(site, "x/index.html", ".tags a") == [about_b, about_a]
    assert links(site, "topics/a/index.html", ".breadcrumbs a") == [("Home", "/"), ("Topics", "/topics/")]
    assert texts(site, "topics/a/index.html", ".breadcrumbs [aria-current]") == ["About a"]


# ---------------------------------------------------------------- long lists


@pytest.mark.parametrize(
    ("count", "lists"),
    [
        pytest.param(1, [numbers(1, 1)], id="1"),
        pytest.param(20, [numbers(20, 1)], id="20"),
        pytest.param(21, [numbers(21, 2), ["1"]], id="21"),
        pytest.param(40, [numbers(40, 21), numbers(20, 1)], id="40"),
        pytest.param(41, [numbers(41, 22), numbers(21, 2), ["1"]], id="41"),
    ],
)
def test_a_long_list_is_cut_into_pages_of_twenty(make_site: MakeSite, count: int, lists: list[list[str]]) -> None:
    """A section and a topic list twenty pages at their own address, and the rest on page 2, 3 and so on."""
    site = make_site(
        {
            TAGS: tags("a"),
            "content/blog/index.md": page(),
            **articles(count, tags="[a]"),
            "templates/section.html": CHILDREN,
            "templates/tag.html": CHILDREN,
        }
    )
    report = site.build(TODAY)

    further = [f"page/{number}/" for number in range(2, len(lists) + 1)]
    for folder in ("blog", "topics/a"):
        assert [site.read(f"{folder}/{end}index.html").split() for end in ("", *further)] == lists
    assert report.pages == 3 + count + 2 * len(further)


def test_an_empty_section_is_one_page(make_site: MakeSite) -> None:
    """A section without pages lists nothing, at its address."""
    site = make_site({"content/blog/index.md": page(), "templates/section.html": "Pages: " + CHILDREN})

    assert site.build().pages == 2
    assert site.read("blog/index.html") == "Pages: "


Steps = list[tuple[str, str | None]]


@pytest.mark.parametrize("base", [pytest.param("", id="root"), pytest.param("/docs", id="base-path")])
@pytest.mark.parametrize("folder", ["blog", "topics/a"])
@pytest.mark.parametrize(
    ("end", "steps"),
    [
        pytest.param(
            "",
            [("Page 1", None), ("Page 2", "page/2/"), ("Page 3", "page/3/"), ("Next page", "page/2/")],
            id="first",
        ),
        pytest.param(
            "page/2/",
            [
                ("Previous page", ""),
                ("Page 1", ""),
                ("Page 2", None),
                ("Page 3", "page/3/"),
                ("Next page", "page/3/"),
            ],
            id="middle",
        ),
        pytest.param(
            "page/3/",
            [("Previous page", "page/2/"), ("Page 1", ""), ("Page 2", "page/2/"), ("Page 3", None)],
            id="last",
        ),
    ],
)
def test_steps_through_a_long_list(real_site: MakeSite, base: str, folder: str, end: str, steps: Steps) -> None:
    """Each page of a long list names its own address, and leads to the one before, the one after, and the others."""
    site = real_site({TAGS: tags("a"), "content/blog/index.md": page(title="Blog"), **articles(41, tags="[a]")})
    site.build(TODAY, base_url=f"https://example.org{base}/")
    path, home = f"{folder}/{end}index.html", f"{base}/{folder}/"
    expected = [(text, None if other is None else home + other) for text, other in steps]

    assert links(site, path, ".pagination a, .pagination [aria-current=page]") == expected
    for rel, name in (("prev", "Previous page"), ("next", "Next page")):
        addresses = [address for text, address in expected if text == name]
        assert values(site, path, f"link[rel={rel}]", "href") == addresses
        assert values(site, path, f".pagination [rel={rel}]", "href") == addresses
    assert values(site, path, "link[rel=canonical]", "href") == [f"https://example.org{home}{end}"]


def test_a_short_list_has_no_steps(real_site: MakeSite) -> None:
    """Where everything fits on one page nothing leads to another."""
    site = real_site({"content/blog/index.md": page(title="Blog"), **articles(20)})
    site.build(TODAY)

    assert len(texts(site, "blog/index.html", ".page-list a")) == 20
    assert texts(site, "blog/index.html", ".pagination, link[rel=prev], link[rel=next]") == []


def test_what_page_2_says(real_site: MakeSite) -> None:
    """Page 2 has its own title and description; the section's text, picture, summary and aliases stay on page 1."""
    keys = {"aliases": "[/news/]", "image": "room.png", "image_alt": "A room", "order": 1, "tags": "[a]"}
    site = real_site(
        {
            TAGS: tags("a"),
            "content/blog/index.md": page("Welcome.\n", title="Blog", description="All our news.", **keys),
            "content/blog/room.png": PNG,
            **articles(21),
        }
    )
    site.build(TODAY)
    first, second = "blog/index.html", "blog/page/2/index.html"

    assert texts(site, first, "title, h1") == ["Blog | Test Center", "Blog"]
    assert texts(site, second, "title, h1") == ["Blog, page 2 | Test Center", "Blog, page 2"]
    assert values(site, first, "meta[name=description]", "content") == ["All our news."]
    assert values(site, second, "meta[name=description]", "content") == ["Page 2 of 2. All our news."]
    assert (texts(site, first, ".prose"), texts(site, second, ".prose")) == (["Welcome."], [""])
    assert (len(texts(site, first, "figure")), len(texts(site, second, "figure"))) == (1, 0)
    assert links(site, second, ".breadcrumbs a") == [("Home", "/"), ("Blog", "/blog/")]
    assert texts(site, second, ".breadcrumbs [aria-current]") == ["Page 2"]
    assert links(site, "index.html", "nav[aria-label=Main] a") == [("Blog", "/blog/")]
    assert site.read("_redirects") == "/news/ /blog/ 301\n"
    assert texts(site, "topics/a/index.html", ".page-list a") == ["Blog"]


def test_sources_and_summary_of_a_section_stay_on_page_1(make_site: MakeSite) -> None:
    """What a section rests on as a whole and says in short isn't said again on page 2."""
    site = make_site(
        {
            "content/_data/sources.yaml": source("s", "S"),
            "content/blog/index.md": page(sources="[s]", summary="[Short]"),
            "templates/section.html": "{{ page.meta.summary|join }}{% for each in references() %}{{ each.source.title }}{% endfor %}",
            **articles(21),
        }
    )
    site.build(TODAY)

    assert (site.read("blog/index.html"), site.read("blog/page/2/index.html")) == ("ShortS", "")


def test_a_description_stays_short_on_page_2(make_site: MakeSite) -> None:
    """With the number in front a description still has at most 160 characters, and is cut between words."""
    site = make_site(
        {
            "content/blog/index.md": page(description="word " * 32),
            "templates/section.html": "{{ page.description }}",
            **articles(21),
        }
    )
    site.build(TODAY)
    said = site.read("blog/page/2/index.html")

    assert said.startswith("Page 2 of 2. word word ")
    assert said.endswith("word…")
    assert 150 < len(said) <= 160


@pytest.mark.parametrize("folder", ["blog", "topics/a"])
def test_a_page_where_page_2_goes(make_site: MakeSite, folder: str) -> None:
    """A file at the address of page 2 is named as a problem once there is a page 2, and not before."""
    site = make_site({TAGS: tags("a"), "content/blog/index.md": page(), **articles(19, tags="[a]")})
    site.write({f"content/{folder}/page/2.md": page("Mine\n", tags="[a]")}).build(TODAY)
    assert site.main(f"{folder}/page/2/index.html") == "<p>Mine</p>"

    problems = site.write(
        {"content/blog/last.md": page(tags="[a]"), "content/blog/more.md": page(tags="[a]")}
    ).problems()

    owner = {"blog": "content/blog/index.md", "topics/a": "content/_data/tags.yaml"}[folder]
    assert [(problem.rule, problem.message) for problem in problems] == [
        ("url-collision", f"the address /{folder}/page/2/ is claimed by {owner}, content/{folder}/page/2.md")
    ]


def test_a_section_with_a_template_of_its_own_is_not_cut(make_site: MakeSite) -> None:
    """A section that names its template shows what it likes: it gets all of its pages, and no page 2."""
    site = make_site(
        {
            "content/blog/index.md": page(template="all"),
            **articles(21),
            "templates/all.html": CHILDREN + "{{ page.pagination }}",
        }
    )
    report = site.build(TODAY)

    assert site.read("blog/index.html").split() == [*numbers(21, 1), "None"]
    assert report.pages == 23


def test_the_sitemap_knows_when_a_list_changed(make_site: MakeSite) -> None:
    """Each page of a list is in the sitemap, changed when the last of those changed that it lists."""
    site = make_site(
        {
            TAGS: tags("a"),
            "content/blog/index.md": page(),
            **articles(22, tags="[a]"),
            "content/blog/a2.md": page(date="2026-01-02", updated="2026-03-01", tags="[a]"),
        }
    )
    site.build(TODAY)
    entries = site.read("sitemap.xml")

    for folder in ("blog", "topics/a"):
        address = f"<loc>https://example.org/{folder}/"
        assert f"{address}</loc><lastmod>2026-01-22</lastmod>" in entries
        assert f"{address}page/2/</loc><lastmod>2026-03-01</lastmod>" in entries


def test_a_section_kept_from_search_engines_is_so_as_a_whole(real_site: MakeSite) -> None:
    """If a section asks to be left out, its page 2 does too."""
    site = real_site({"content/blog/index.md": page(noindex="true"), **articles(21)})
    site.build(TODAY)

    assert "/blog/page/2/" not in site.read("sitemap.xml")
    assert values(site, "blog/page/2/index.html", "meta[name=robots]", "content") == ["noindex"]


# ---------------------------------------------------------------- related pages


@pytest.mark.parametrize(
    ("tags_of", "related"),
    [
        pytest.param(
            {"x": "a", "1": "a", "2": "a", "3": "a, b", "4": "b", "y": "b"}, ["1", "2", "3"], id="nearest-first"
        ),
        pytest.param({"x": "a, b", "1": "a", "2": "b", "3": "a, b"}, ["3", "1", "2"], id="two-tags-before-one"),
        pytest.param(
            {"x": "a, b", **dict.fromkeys("123456", "a"), **dict.fromkeys("789AB", "b"), "0": "a, b"},
            ["0", "7", "8"],
            id="two-tags-before-one-however-far-away",
        ),
        pytest.param(
            {"x": "a, b, c", "1": "a, b", "2": "a, b", "3": "a, b, c", "4": "c", "5": "c"},
            ["3", "1", "2"],
            id="three-tags-before-two",
        ),
        pytest.param({"x": "a, b", "1": "a", "2": "a", "3": "a", "4": "b"}, ["4", "1", "2"], id="rare-before-common"),
        pytest.param({"x": "a", "1": "a", "2": "a", "3": "a", "4": "a"}, ["1", "2", "3"], id="three-at-most"),
        pytest.param({"x": "a", "1": "b", "2": "a, b"}, ["2"], id="as-many-as-there-are"),
        pytest.param({"x": "a, b", "1": "c", "2": "c"}, [], id="alone-with-its-tags"),
        pytest.param({"x": "", "1": "", "2": "a", "3": "a"}, [], id="no-tags"),
    ],
)
def test_related_pages(make_site: MakeSite, tags_of: Mapping[str, str], related: list[str]) -> None:
    """The related pages of x, the newest page; each further one is a day older."""
    pages = {
        f"content/{name}.md": page(title=f'"{name}"', date=date(2026, 6, 1) - timedelta(age), tags=f"[{names}]")
        for age, (name, names) in enumerate(tags_of.items())
    }
    site = make_site({TAGS: tags("a", "b", "c"), **pages, "templates/article.html": RELATED})
    site.build(TODAY)

    assert site.read("x/index.html").split() == related


def test_a_page_that_is_not_built_is_not_related(make_site: MakeSite) -> None:
    """Drafts, scheduled and expired pages are related to nothing."""
    site = make_site(
        {
            TAGS: tags("a"),
            "content/x.md": page(title="X", tags="[a]"),
            "content/y.md": page(title="Y", tags="[a]"),
            "content/1.md": page(tags="[a]", draft="true"),
            "content/2.md": page(tags="[a]", date="2026-11-25"),
            "content/3.md": page(tags="[a]", expires=TODAY),
            "templates/page.html": RELATED,
            "templates/expired.html": "Nothing. " + RELATED,
        }
    )
    site.build(TODAY)

    assert site.read("x/index.html") == "Y "
    assert site.read("3/index.html") == "Nothing. "


def tagged_page(url: str) -> Page:
    return Page(
        path="",
        content_path="",
        front_matter=FrontMatter(title="", description=""),
        body_start=None,
        body_line=1,
        url=url,
    )


@pytest.mark.parametrize(
    ("name", "related"),
    [
        pytest.param("1", ["2", "3", "4"], id="first"),
        pytest.param("9", ["8", "7", "6"], id="last"),
        pytest.param(
            "5",
            ["4", "6", "3"],
            id="middle",
        ),
    ],
)
def test_among_equals_the_nearer_is_related(name: str, related: list[str]) -> None:
    """Where all pages share one tag those that stand next to each other in its list are related, always the same."""
    found = find_related({"a": [tagged_page(number) for number in "123456789"]})

    assert [other.url for other in found[name]] == related


class CountedUrl(str):
    """A url that counts how often anybody looks at it: to find it in a table, or to compare it."""

    looks = 0

    def __hash__(self) -> int:
        CountedUrl.looks += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        CountedUrl.looks += 1
        return super().__eq__(other)


def looks(count: int, names: tuple[str, ...]) -> int:
    """Return how often urls are looked at to find the related pages of so many pages that all have the same tags."""
    pages = [tagged_page(CountedUrl(f"/{number}/")) for number in range(count)]
    before = CountedUrl.looks
    found = find_related(dict.fromkeys(names, pages))
    assert {len(related) for related in found.values()} == {3}
    return CountedUrl.looks - before


@pytest.mark.parametrize("names", [pytest.param(("a",), id="one-tag"), pytest.param(("a", "b", "c"), id="three-tags")])
def test_related_pages_take_a_work_that_grows_with_the_pages(names: tuple[str, ...]) -> None:
    """Twice as many pages with the same tags take about twice as many comparisons, not four times as many."""
    some, more = looks(200, names), looks(400, names)

    assert some > 200
    assert more < 2.2 * some


# ---------------------------------------------------------------- expired pages

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


# ---------------------------------------------------------------- old addresses


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


# ---------------------------------------------------------------- days, years and sources


@pytest.mark.parametrize(
    ("keys", "days"),
    [
        pytest.param({}, ["Published January 2, 2026"], id="never-updated"),
        pytest.param({"updated": "2026-01-02"}, ["Published January 2, 2026"], id="on-the-day-it-was-published"),
        pytest.param({"updated": "2026-02-03"}, ["Published January 2, 2026", "Updated February 3, 2026"], id="later"),
    ],
)
def test_updated_is_shown_if_it_says_more(real_site: MakeSite, keys: Mapping[str, str], days: list[str]) -> None:
    """An article says when it was published, and when it was updated if that was on another day."""
    site = real_site({"content/x.md": page(date="2026-01-02", **keys)})
    site.build(TODAY)

    assert [text for text in texts(site, "x/index.html", ".meta li") if text.endswith("2026")] == days


def test_the_archive(real_site: MakeSite) -> None:
    """The archive has each article that is there under its year, the newest year and in it the newest article first."""
    site = real_site(
        {
            "content/archive.md": page("All of it.\n", title="Archive", template="archive"),
            "content/blog/index.md": page(),
            "content/blog/b.md": page(title="Spring 2025", date="2025-04-01", order=2),
            "content/blog/a.md": page(title="New year 2026", date="2026-01-01"),
            "content/blog/d.md": page(title="Summer 2026", date="2026-07-01"),
            "content/blog/first.md": page(title="First 2023", date="2023-12-31", order=1),
            "content/blog/c.md": page(title="Winter 2025", date="2025-12-31"),
            "content/blog/undated.md": page(title="Undated"),
            "content/blog/draft.md": page(title="Draft", date="2024-01-01", draft="true"),
            "content/blog/next.md": page(title="Next", date="2027-01-01"),
            "content/blog/gone.md": page(title="Gone", date="2022-01-01", expires="2023-01-01"),
            "content/other.md": page(title="Elsewhere", date="2021-01-01"),
        }
    )
    site.build(TODAY)

    assert texts(site, "archive/index.html", "main .prose") == ["All of it."]
    assert texts(site, "archive/index.html", "main h2, main section a") == [
        "2026", "Summer 2026", "New year 2026",
        "2025", "Winter 2025", "Spring 2025",
        "2023", "First 2023",
    ]  # fmt: skip
    assert values(site, "archive/index.html", "main section time", "datetime")[:2] == ["2026-07-01", "2026-01-01"]


COST = (
    "week:\n  label: A week\n  kind: provider-cost\n  amount: 500\n  unit: USD per week\n  usd_year: 2020\n"
    "  as_of: 2019\n  source: c\n  verified: secondary\n"
)


def test_the_list_of_sources(real_site: MakeSite) -> None:
    """Each source by its title, with the pages that cite it, in whatever way and wherever they stand in the site."""
    site = real_site(
        {
            "content/_data/sources.yaml": source("a", "Zoology")
            + source("b", "Botany")
            + source("c", "Costs")
            + source("d", "Dust"),
            "content/_data/facts.yaml": "half:\n  text: half\n  as_of: 2024\n  source: a\n  verified: secondary\n",
            "content/_data/costs.yaml": COST,
            "content/sources.md": page("Our sources.\n", title="Sources", template="sources"),
            "content/by-fact.md": page("{{ facts.half }} and {{ facts.half }}\n", title="Fact"),
            "content/statement.md": page("So it is {{ sources.b }}.\n", title="Statement"),
            "content/table.md": page('{{ cost-table kind="provider-cost" }}\n', title="Table"),
            "content/whole.md": page(title="Whole", sources="[b, a]"),
            "content/zero.md": page("{{ costs.week }}\n", title="Both ways", sources="[c]"),
            "content/draft.md": page("{{ facts.half }}\n", title="Draft", draft="true", sources="[d]"),
        }
    )
    site.build(TODAY)

    assert texts(site, "sources/index.html", ".source-list > li > a, .source-list .meta") == [
        "Botany",
        "Used on: Statement, Whole",
        "Costs",
        "Used on: Table, Both ways",
        "Dust",
        "Zoology",
        "Used on: Fact, Whole",
    ]
    assert values(site, "sources/index.html", "#a .meta a", "href") == ["/by-fact/", "/whole/"]
    assert texts(site, "sources/index.html", ".prose") == ["Our sources."]
