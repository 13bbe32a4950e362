"""Lists that nobody writes: topics, the archive, sources."""

from collections.abc import Mapping

import pytest

from tests.assemble.lists import CHILDREN, TAGS, TODAY, links, source, tags, texts, values
from tests.sites import MakeSite, page


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
