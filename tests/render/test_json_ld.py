"""What the pages tell machines: only what they show, in words that schema.org knows, about things that exist."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urldefrag

import pytest

from care import SITE as CARE
from carepress.model.config import Options
from carepress.pipeline import build
from carepress.text.html import Tree, scan_page
from carepress.text.json_ld import as_json
from carepress.text.words import format_date
from tests.browser.tools import node_package
from tests.every_kind import NOW, built_every_kind, copy_sample
from tests.project import TODAY
from tests.render.vocabulary import Vocabulary
from tests.sites import MakeSite, TinySite, page

BASE = "https://example.org/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WITHOUT = {
    "404.html",
    "es/404.html",
    "blog/expired/index.html",
    "old-address/index.html",
    "redirect-at-rest/index.html",
}
ADDRESSES = {"@id", "url", "image", "citation", "sameAs", "logo"}
DATES = {"datePublished", "dateModified", "lastReviewed"}

Graph = list[dict[str, Any]]


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    """Return the pages of the site with every kind of page, by their paths."""
    folder = built_every_kind()
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


@pytest.fixture(scope="module")
def graphs(site: dict[str, str]) -> dict[str, Graph]:
    """Return what each of these pages says, by their paths."""
    return {path: graph_of(html) for path, html in site.items() if path not in WITHOUT}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the pages of the site whose values are real, and which a clinician has reviewed."""
    sample = copy_sample(tmp_path_factory.mktemp("real"))
    settings = sample / "content/_site.yaml"
    text = settings.read_text(encoding="utf-8").partition("samples:")[0]
    settings.write_text(text, encoding="utf-8")
    for path in ("glossary.md", "levels-of-care/outpatient.md"):
        file = sample / "content" / path
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("\n---\n", "\nreviewer: r-viewer\nreviewed: 2026-11-20\n---\n", 1), encoding="utf-8"
        )
    build(sample, Options(kind=CARE, today=TODAY), NOW)
    folder = sample / "site"
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def graph_of(html: str) -> Graph:
    """Return the nodes of a page's one block."""
    (block,) = BLOCK.findall(html)
    whole = json.loads(block)
    assert list(whole) == ["@context", "@graph"]
    assert whole["@context"] == "https://schema.org"
    graph: Graph = whole["@graph"]
    return graph


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Give every node in a graph, also those inside others."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


def node(graph: Graph, kind: str) -> dict[str, Any]:
    """Return the one node of a type."""
    (found,) = [one for one in nodes(graph) if one.get("@type") == kind]
    return found


def said(graph: Graph) -> Iterator[tuple[str, str]]:
    """Give every text in a graph with its property."""
    for one in nodes(graph):
        for key, value in one.items():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str):
                    yield key, each


def words_of(html: str) -> str:
    """Return what a reader of a page sees, and the description that search results show."""
    tree = Tree(html)
    description = tree.css("meta[name=description]")[0].attributes["content"] or ""
    for script in tree.css("script"):
        script.decompose()
    return " ".join(f"{tree.body.text() if tree.body else ''} {description}".split())


@pytest.fixture(scope="module", params=["samples", "real"])
def pages(request: pytest.FixtureRequest) -> dict[str, str]:
    """Return the pages that say something, in both states of the site."""
    found: dict[str, str] = request.getfixturevalue({"samples": "site", "real": "real"}[request.param])
    return {path: html for path, html in found.items() if path not in WITHOUT}


def test_pages_that_search_engines_leave_out_say_nothing(site: dict[str, str]) -> None:
    """Every other page has one block; those have none."""
    blocks = {path: len(BLOCK.findall(html)) for path, html in site.items()}

    assert {path for path, count in blocks.items() if count == 0} == WITHOUT
    assert set(blocks.values()) == {0, 1}
    assert len(blocks) > 50


def test_every_value_is_shown(pages: dict[str, str]) -> None:
    """Each text stands on the page, each date as the page prints it, each number and address of others as a link."""
    unseen = []
    for path, html in pages.items():
        words, links = words_of(html), scan_page(Tree(html)).addresses
        language = "es" if path.startswith("es/") else "en"
        for key, value in said(graph_of(html)):
            if key in DATES:
                shown = format_date(date.fromisoformat(value), language) in words and value <= TODAY.isoformat()
            elif key == "expires":
                shown = format_date(date.fromisoformat(value), language) in words
            elif key == "@type":
                shown = True
            elif key == "inLanguage":
                shown = f'<html lang="{value}">' in html
            elif key == "telephone":
                shown = f"tel:{value}" in links
            elif key in ADDRESSES:
                shown = value.startswith(BASE) or value in links
            else:
                shown = value in words
            unseen += [] if shown else [(path, key, value)]

    assert unseen == []


def test_every_address_is_there(site: dict[str, str], graphs: dict[str, Graph]) -> None:
    """What the pages say of this site leads to its pages and files, and to terms that are there."""
    lost = []
    for path, graph in graphs.items():
        for key, value in said(graph):
            if key in ADDRESSES and value.startswith(BASE):
                address, fragment = urldefrag(value.removeprefix(BASE))
                file = f"{address}index.html" if address.endswith("/") or not address else address
                if not (built_every_kind() / file).is_file() or (
                    key == "url" and fragment and fragment not in scan_page(Tree(site[file])).ids
                ):
                    lost.append((path, value))

    assert lost == []


def test_ids_are_whole_and_lead_somewhere(graphs: dict[str, Graph]) -> None:
    """Each id is absolute and stands for one thing; each reference finds it on the page; site and center are the same everywhere.

    Only the steps of breadcrumbs name other pages, by their addresses.
    """
    for path, graph in graphs.items():
        defined = [one["@id"] for one in nodes(graph) if "@id" in one and len(one) > 1]
        steps = [step["item"] for one in nodes(graph) for step in one.get("itemListElement", []) if "item" in step]
        asked = {one["@id"] for one in nodes(graph) if list(one) == ["@id"] and one not in steps}
        own = f"{BASE}{path.removesuffix('index.html')}#page"

        assert defined[:3] == [f"{BASE}#website", f"{BASE}#organization", own], path
        assert len(set(defined)) == len(defined)
        assert asked <= set(defined)
        assert all(name.startswith(BASE) and "#" in name for name in defined)


def test_words_are_in_the_vocabulary(pages: dict[str, str]) -> None:
    """Every type exists, and every property belongs to its type and holds what it may hold."""
    vocabulary = Vocabulary.read(node_package("schema-dts"))

    faults = [
        (path, fault) for path, html in pages.items() for one in graph_of(html) for fault in vocabulary.faults(one)
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"@type": "MedicalPage"}, "there is no type MedicalPage"),
        ({"@type": "Article", "headlin": "A"}, "a Article has no headlin"),
        ({"@type": "WebPage", "headline": "A", "telephone": "1"}, "a WebPage has no telephone"),
        ({"@type": "Article", "author": {"@type": "Place"}}, "a Place stands where IdReference or Organization or Person"),
        ({"@type": "Article", "author": "A. Writer"}, "the author of a Article is no str"),
        ({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "names": "A"}]}, "a ListItem has no names"),
    ],
    ids=str,
)  # fmt: skip
def test_the_vocabulary_finds_what_is_wrong(wrong: Mapping[str, object], fault: str) -> None:
    """A misspelled or misplaced word is found, also deep inside."""
    (found,) = Vocabulary.read(node_package("schema-dts")).faults(wrong)

    assert found.startswith(fault)


# What Google asks for or recommends, for what these pages have.
ASKED = {
    "Article": {"headline", "datePublished", "author"},
    "BreadcrumbList": {"itemListElement"},
    "ItemList": {"itemListElement"},
    "ListItem": {"position"},
    "MedicalClinic": {"name", "address", "telephone", "url"},
    "MedicalTherapy": {"name", "description", "url"},
    "Organization": {"name"},  # that of the site has more: below
    "Person": {"name"},
    "PostalAddress": {"streetAddress", "addressLocality", "addressRegion", "postalCode"},
    "WebSite": {"name", "url"},
}


def test_nothing_lacks_what_google_asks_for(pages: dict[str, str]) -> None:
    """Each thing has the properties that its kind needs; the steps of a list are counted, and all but the last lead somewhere."""
    for path, html in pages.items():
        graph = graph_of(html)
        for one in nodes(graph):
            assert ASKED.get(one.get("@type", ""), set()) <= set(one), (path, one)
        for one in nodes(graph):
            steps = one.get("itemListElement", [])
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        crumbs = [step for one in nodes(graph) if "breadcrumb" in one for step in one["breadcrumb"]["itemListElement"]]
        assert all("name" in step for step in crumbs)
        assert ["item" in step for step in crumbs] == [True] * (len(crumbs) - 1) + [False] * bool(crumbs)
        assert bool(crumbs) == ('class="breadcrumbs' in html)


def test_pages_are_what_they_are(graphs: dict[str, Graph]) -> None:
    """Pages about health are medical pages; lists, contact, about and notices are not."""
    kinds = {path.removesuffix("index.html"): graph[2]["@type"] for path, graph in graphs.items()}

    of_health = ["blog/a-week-of-care/", "guides/what-to-expect/", "costs/", "get-help-now/", "levels-of-care/"]
    assert {kinds[path] for path in of_health} == {"MedicalWebPage"}
    assert {kinds[path] for path in ("blog/", "blog/page/2/", "topics/costs/", "sources/")} == {"CollectionPage"}
    assert {kinds[path] for path in ("", "notices/privacy/", "how-we-write/")} == {"WebPage"}
    assert (kinds["contact/"], kinds["about/"]) == ("ContactPage", "AboutPage")


def test_samples_are_not_told_as_real(graphs: dict[str, Graph]) -> None:
    """While address, phone and license are samples, the center is an organization with a name and nothing more."""
    for path in ("index.html", "contact/index.html"):
        assert graphs[path][1] | {"logo": ""} == {
            "logo": "",
            "@type": "Organization",
            "@id": "https://example.org/#organization",
            "name": "Sample Center",
            "url": "https://example.org/",
        }


def test_a_real_center_is_a_clinic_where_it_is_spoken_of(real: dict[str, str]) -> None:
    """With real values home and contact describe the clinic; elsewhere its name is enough. Hours for the phone are no opening hours."""
    clinic = {
        "@type": "MedicalClinic",
        "@id": "https://example.org/#organization",
        "name": "Sample Center",
        "url": "https://example.org/",
        "telephone": "+16155550100",
        "email": "hello@example.org",
        "logo": graph_of(real["index.html"])[1]["logo"],
        "hasCredential": {"@type": "EducationalOccupationalCredential", "name": "Test license number"},
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Test Street",
            "addressLocality": "Anytown",
            "addressRegion": "TN",
            "postalCode": "37000",
        },
    }

    assert [graph_of(real[path])[1] for path in ("index.html", "contact/index.html")] == [clinic, clinic]
    assert set(graph_of(real["about/index.html"])[1]) == {"@type", "@id", "name", "url"}
    assert graph_of(real["contact/index.html"])[2]["mainEntity"] == {"@id": "https://example.org/#organization"}


def test_a_review_is_told_where_it_is_shown(site: dict[str, str], real: dict[str, str]) -> None:
    """A page that says who reviewed it says so to machines; a page that doesn't show it doesn't; nobody is made up."""
    level = graph_of(real["levels-of-care/outpatient/index.html"])[2]
    viewer = {
        "@type": "Person",
        "@id": f"{BASE}people/r-viewer/#person",
        "name": "R. Viewer",
        "honorificSuffix": "TST",
        "url": f"{BASE}people/r-viewer/",
    }
    glossary = graph_of(real["glossary/index.html"])[2]

    assert level["lastReviewed"] == "2026-11-20"
    assert level["reviewedBy"] == viewer
    assert graph_of(real["people/r-viewer/index.html"])[2]["mainEntity"]["@id"] == viewer["@id"]
    assert not {"lastReviewed", "reviewedBy"} & set(glossary)
    assert {path for path, html in site.items() if "reviewedBy" in html} == {"blog/everything/index.html"}


def test_an_article_names_its_writer_dates_picture_and_sources(site: dict[str, str]) -> None:
    """The article with everything has all of it; what it cites are the sources in its list, in that order."""
    html = site["blog/everything/index.html"]
    article = node(graph_of(html), "Article")
    listed = [link.attributes["href"] for link in Tree(html).css(".references li > a:not(.back)")]

    assert article["author"] == {
        "@type": "Person",
        "@id": f"{BASE}people/a-writer/#person",
        "name": "A. Writer",
        "url": f"{BASE}people/a-writer/",
    }
    assert article["publisher"] == {"@id": "https://example.org/#organization"}
    assert (article["datePublished"], article["dateModified"]) == ("2026-08-20", "2026-11-23")
    assert article["image"] == Tree(html).css('meta[property="og:image"]')[0].attributes["content"]
    assert article["citation"] == listed
    assert len(listed) == 2


def test_levels_and_terms_are_listed(graphs: dict[str, Graph]) -> None:
    """The overview lists the three levels, whose pages are about one each; the glossary has all its terms."""
    listed = [step["item"] for step in node(graphs["levels-of-care/index.html"], "ItemList")["itemListElement"]]
    own = [node(graphs[f"{urldefrag(one['@id'])[0].removeprefix(BASE)}index.html"], "MedicalTherapy") for one in listed]

    assert len(listed) == 3
    assert [(one["@id"], one["name"]) for one in listed] == [(one["@id"], one["name"]) for one in own]
    assert [term["name"] for term in node(graphs["glossary/index.html"], "DefinedTermSet")["hasDefinedTerm"]] == [
        "Assessment", "Deductible", "Group therapy", "Intensive outpatient program", "Naloxone", "Prior authorization"
    ]  # fmt: skip


def test_a_base_url_with_a_path_is_kept(make_site: MakeSite) -> None:
    """A site below a folder of its host has its ids and addresses there."""
    site = described(make_site)
    site.build(base_url="https://example.org/docs/")
    website, _, about = graph_of(site.read("guides/one/index.html"))

    assert website["url"] == "https://example.org/docs/"
    assert about["@id"] == "https://example.org/docs/guides/one/#page"
    assert about["breadcrumb"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": {"@id": "https://example.org/docs/"}},
        {"@type": "ListItem", "position": 2, "name": "Title", "item": {"@id": "https://example.org/docs/guides/"}},
        {"@type": "ListItem", "position": 3, "name": "Title"},
    ]


def described(make_site: MakeSite, noindex: str = "false") -> TinySite:
    layout = '{{ content() }}<script type="application/ld+json">{{ structured_data() }}</script>'
    return make_site(
        {
            "templates/page.html": layout,
            "content/guides/index.md": page(),
            "content/guides/one.md": page(noindex=noindex),
        }
    )


def test_noindex_says_nothing(make_site: MakeSite) -> None:
    """A page that its author keeps from search engines tells them nothing."""
    site = described(make_site, noindex="true")
    site.build()

    assert '<script type="application/ld+json"></script>' in site.read("guides/one/index.html")


def test_no_text_can_leave_the_block() -> None:
    """Signs that mean something to HTML or to old parsers are written as their numbers, and read back as they were."""
    hostile = '</script><script>alert(1)</script><!-- & \u2028\u2029 " \\ é'
    text = as_json([{"name": hostile}])

    assert text == (
        '{"@context":"https://schema.org","@graph":[{"name":"'
        "\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029"
        ' \\" \\\\ é"}]}'
    )
    assert json.loads(text)["@graph"] == [{"name": hostile}]
