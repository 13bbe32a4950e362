"""A long list is cut into pages."""

import pytest

from tests.assemble.lists import CHILDREN, TAGS, TODAY, articles, links, numbers, source, tags, texts, values
from tests.project import with_templates
from tests.sites import BASIC, PNG, MakeSite, TinySite, page


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


@pytest.fixture(scope="module", params=["", "/docs"], ids=["root", "base-path"])
def long_lists(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[TinySite, str]:
    """Return a finished site with a section and a topic of 41 pages, and the path below which its host has it."""
    base: str = request.param
    site = with_templates(TinySite(tmp_path_factory.mktemp("lists")).write(BASIC))
    site.write({TAGS: tags("a"), "content/blog/index.md": page(title="Blog"), **articles(41, tags="[a]")})
    site.build(TODAY, base_url=f"https://example.org{base}/")
    return site, base


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
def test_steps_through_a_long_list(long_lists: tuple[TinySite, str], folder: str, end: str, steps: Steps) -> None:
    """Each page of a long list names its own address, and leads to the one before, the one after, and the others."""
    site, base = long_lists
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
