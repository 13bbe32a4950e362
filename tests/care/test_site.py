"""The project's own site: what staff and visitors get."""

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.model.config import Options
from carepress.model.site import Site
from carepress.pipeline import read_site
from carepress.text.html import Tree, page_prose, scan_page
from carepress.text.readability import reading_grade, spanish_ease
from tests.project import TODAY, built, finished_project, made_once, refused_project
from tests.sites import NOON, ROOT, TinySite

ARTICLE = "blog/benefits-of-intensive-outpatient-programs/index.html"
SHORT_LINES = "One line\nand *the\nnext*.\n\n    code\n      stays\n"


@pytest.fixture(scope="module")
def finished() -> TinySite:
    """Return the project, built, for those who only read it."""
    return finished_project()


@pytest.fixture(scope="module")
def site(finished: TinySite) -> Site:
    """Return what the project says, before anything is made of it."""
    return read_site(finished.root, Options(kind=CARE, today=TODAY), NOON).site


@pytest.fixture(scope="module")
def edited() -> TinySite:
    """Return the project, built after somebody followed the README's recipes and wrote a text with short lines."""
    return TinySite(made_once("edited", lambda folder: built(edit(copy_of(finished_project(), folder)))))


def copy_of(finished: TinySite, folder: Path) -> TinySite:
    """Return a copy of the built project; what stays the same in it isn't made again."""
    return TinySite(shutil.copytree(finished.root, folder, symlinks=True))


def edit(project: TinySite) -> TinySite:
    appended(project, "content/about.md", SHORT_LINES)
    for title in ("A page", "A section"):
        (path, *_), front_matter, _ = recipe(title)
        project.write({path: "\n".join(["---", *front_matter, "---", "", "Words.", ""])})
    source = f"content/{ARTICLE.replace('/index.html', '.md')}"
    (path, record), (tags,), _ = recipe("A topic")
    appended(project, path, record)
    text = (project.root / source).read_text(encoding="utf-8")
    project.write({source: re.sub("^tags:.*$", tags, text, flags=re.M)})
    for title in ("A term", "A source"):
        (path, record), (sentence,), _ = recipe(title)
        appended(project, path, record)
        appended(project, source, sentence)
    return project


def test_the_build_reports_its_samples_and_nothing_else(finished: TinySite) -> None:
    """What only the center knows is a sample, and the build says which values those are."""
    assert json.loads((finished.root / "warnings.json").read_text(encoding="utf-8")) == [
        [
            "info",
            "sample-value",
            "samples that only your organization can replace: phone, email, address, hours, license, reviewer, prices, "
            "base_url, levels_offered, photos",
        ]
    ]


def test_every_internal_link_resolves(finished: TinySite) -> None:
    """Each link, anchor and picture of the finished site leads to something that is there, seen by a second reader."""
    tree = finished.tree()
    ids = {path: scan_page(Tree(raw.decode())).ids for path, raw in tree.items() if path.endswith(".html")}

    dead = []
    for path, raw in tree.items():
        for address in scan_page(Tree(raw.decode())).addresses if path.endswith(".html") else ():
            if address.startswith(("https:", "http:", "tel:", "sms:", "mailto:")):
                continue
            target, _, fragment = address.partition("#")
            file = path if not target else target.lstrip("/") + ("index.html" if target.endswith("/") else "")
            if file not in tree or (fragment and fragment not in ids[file]):
                dead.append((path, address))

    assert dead == []


def test_nothing_is_loaded_from_elsewhere(finished: TinySite) -> None:
    """No page has a style of its own, a frame, a form, or a file of another host; only the widgets have a script."""
    for path, raw in finished.tree().items():
        if path.endswith(".html"):
            text = raw.decode()
            assert not [word for word in ("<style", "style=", "<iframe", "<form", 'src="http') if word in text]
            has_widget = (
                "quick-exit" in text
                or 'class="estimator' in text
                or path in ("search/index.html", "es/buscar/index.html")
            )
            assert ("<script" in text.replace('<script type="application/ld+json">', "")) == has_widget


def test_lines_are_whole_where_they_only_end_in_the_file(edited: TinySite) -> None:
    """Where a writer began a new line within a sentence, the page has a space; code keeps its lines."""
    page = edited.read("about/index.html")
    assert "<p>One line and <em>the next</em>.</p> <pre><code>code\n  stays\n</code></pre>" in page


def changed_files(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def test_a_changed_cost_changes_everywhere_it_is_printed_and_nowhere_else(finished: TinySite, tmp_path: Path) -> None:
    """One edit in costs.yaml reaches articles, tables, the level's page and the feeds; derived figures follow."""
    project = copy_of(finished, tmp_path / "project")
    before = project.tree()
    path = project.root / "content/_data/costs.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("amount: 5186", "amount: 6000"), encoding="utf-8")

    report = built(project)

    figures = (b"$5,186", b"$432", b"42%", b"45%")  # the amount, and what is worked out from it
    printed = sorted(
        path
        for path, raw in before.items()
        if not path.startswith("pagefind/") and any(figure in raw for figure in figures)
    )
    assert {ARTICLE, "costs/index.html", "levels-of-care/intensive-outpatient/index.html", "feed.xml"} < set(printed)
    changed = changed_files(before, project.tree())
    index = [path for path in changed if path.startswith("pagefind/")]
    assert [path for path in changed if path not in index] == sorted([*printed, "carepress.json"])
    assert report.written == len([*printed, *(path for path in index if path in project.tree())])
    article = project.read(ARTICLE)
    assert ("$5,186" in before[ARTICLE].decode(), "$5,186" in article, "$6,000" in article) == (True, False, True)
    # 6000 / 12419 = 48 % of a course; 6000 / 12 = $500 a week against $955: 52 %.
    assert [figure in article for figure in ("42%", "48%")] == [False, True]
    costs = project.read("costs/index.html")
    assert [figure in costs for figure in ("$432", "$500", "45%", "52%")] == [False, True, False, True]


def test_each_level_in_the_data_has_a_page(finished: TinySite) -> None:
    """The overview leads to one page for each level."""
    overview = finished.read("levels-of-care/index.html")

    levels = [path.stem for path in (ROOT / "content/levels-of-care").glob("*.md") if path.stem != "index"]
    assert len(levels) == 9
    assert [level for level in levels if f'href="/levels-of-care/{level}/"' not in overview] == []


def test_machines_are_told_all_levels_and_terms(finished: TinySite) -> None:
    """The overview lists the nine levels for machines too, and the glossary all of its terms."""
    levels, terms = (finished.read(f"{page}/index.html") for page in ("levels-of-care", "glossary"))

    assert levels.count('"@type":"MedicalTherapy"') == 9
    assert terms.count('"@type":"DefinedTerm"') == len(Tree(terms).css("dl.glossary dt")) > 80


def test_the_week_has_the_hours_of_its_level(site: Site) -> None:
    """The sample week is one that an intensive outpatient program could have."""
    data = site.data
    hours = data["care_levels"]["intensive-outpatient"].hours_per_week

    def minutes(time: str) -> int:
        return int(time[:2]) * 60 + int(time[3:])

    total = sum(minutes(session.end) - minutes(session.start) for session in data["iop_week"].values()) / 60
    assert hours.min is not None
    assert hours.max is not None
    assert hours.min <= total <= hours.max


def test_every_data_file_is_there() -> None:
    """Staff find each file that Carepress knows in content/_data/."""
    assert sorted(path.stem for path in (ROOT / "content/_data").glob("*.yaml")) == sorted(CARE.all_collections)


def test_an_article_weighs_little(finished: TinySite) -> None:
    """An article's page travels in at most 9 KB, packed as hosts pack it."""
    tree = finished.tree()
    articles = [path for path in tree if re.fullmatch(r"blog/[^/]+/index\.html", path)]
    weights = {path: len(gzip.compress(tree[path], 9, mtime=0)) for path in articles}

    assert len(weights) >= 12
    assert {path: weight for path, weight in weights.items() if weight > 9_000} == {}


def test_what_isnt_decided_is_asked(finished: TinySite) -> None:
    """While nobody has said which levels the center offers, the pages say "Ask us"."""
    assert "Ask us which levels we offer" in finished.read("levels-of-care/intensive-outpatient/index.html")
    assert "Not yet reviewed by a clinician" in finished.read(ARTICLE)


def recipe(title: str) -> list[list[str]]:
    """Return what stands in code in each of the three lines of one of the README's recipes."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = readme.partition(f"\n**{title}**\n\n")[2].partition("\n\n")[0].splitlines()
    assert len(lines) == 3
    return [re.findall("`([^`]+)`", line) for line in lines]


def appended(project: TinySite, path: str, text: str) -> None:
    file = project.root / path
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize("title", ["A page", "A section"])
def test_the_recipe_for_a_page_works(edited: TinySite, title: str) -> None:
    """Whoever follows the README's three lines gets a page at the address that they name, listed above it."""
    _, front_matter, (address, *_) = recipe(title)

    above = edited.read(f"{address.strip('/').rpartition('/')[0]}/index.html".lstrip("/"))
    assert front_matter[0].partition(": ")[2] in edited.read(f"{address.lstrip('/')}index.html")
    assert f'href="{address}"' in above


def test_the_recipe_for_a_topic_works(edited: TinySite) -> None:
    """A topic added as the README says has a page with the article on it, a feed, and a place among the topics."""
    _, _, (address,) = recipe("A topic")

    assert f"/{ARTICLE.removesuffix('index.html')}" in edited.read(f"{address[1:]}index.html")
    assert f'href="{address}"' in edited.read("topics/index.html")
    assert f'href="{address}"' in edited.read(ARTICLE)
    assert "<entry>" in edited.read(f"{address[1:]}feed.xml")


def test_the_recipe_for_a_term_works(edited: TinySite) -> None:
    """A term added as the README says is explained in the glossary, and the article links there."""
    _, _, (address,) = recipe("A term")

    assert f'id="{address.partition("#")[2]}"' in edited.read("glossary/index.html")
    assert f'href="{address}">sleep hygiene</a>' in edited.read(ARTICLE)


def test_the_recipe_for_a_source_works(edited: TinySite) -> None:
    """A source added as the README says is listed on the page that cites it and among all sources."""
    _, _, (address,) = recipe("A source")

    assert "A survey on sleep</a>" in edited.read(ARTICLE)
    entry = edited.read("sources/index.html").partition(f'id="{address.partition("#")[2]}"')[2].partition("</li>")[0]
    assert f'href="/{ARTICLE.removesuffix("index.html")}"' in entry


# The words at level "error" of the table that the site's word rules come from; a release checks the whole table.
AVOIDED = re.compile(
    r"\b(addicts?|junk(ie|y)s?|druggies?|abusers?|alcoholics?|drunks?|drug habits?|(clean|dirty) (urine|drug )?(test|screen)s?|"
    r"dirty|addicted bab(y|ies)|(substitution|replacement) therapy|failed treatment|treatment failures?|rock bottom|"
    r"committed suicide|the mentally ill|schizophrenics?|crazy|cures?|cured|guarantee[ds]?|proven|best|zombies?|tweakers?|"
    r"HIPAA[- ]compliant)\b|100 ?%|#1\b",
    re.IGNORECASE,
)
PROPER_NAMES = ("Alcoholics Anonymous",)


def test_every_page_is_three_clicks_from_home(finished: TinySite) -> None:
    """At least 45 pages; each but the 404 page is reached from home in three clicks, so that none is an orphan."""
    tree = finished.tree()
    pages = {f"/{path.removesuffix('index.html')}" for path in tree if path.endswith(".html")} - {
        "/404.html",
        "/es/404.html",
    }
    reached = newest = {"/"}
    for _ in range(3):
        links = [link for page in newest for link in scan_page(Tree(finished.read(f"{page[1:]}index.html"))).addresses]
        newest = ({link.partition("#")[0] for link in links} & pages) - reached
        reached = reached | newest

    assert len(pages) >= 45
    assert pages - reached == set()


def test_titles_and_descriptions_are_unique(finished: TinySite) -> None:
    """Search results tell the pages apart: no title or description stands twice, and each description has 70 to 160 letters."""
    heads = [Tree(raw.decode()) for path, raw in finished.tree().items() if path.endswith(".html")]

    titles = [head.css("title")[0].text() for head in heads]
    descriptions = [head.css("meta[name=description]")[0].attributes["content"] or "" for head in heads]
    shared = [head.css('meta[property="og:description"]')[0].attributes["content"] for head in heads]
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)
    assert [text for text in descriptions if not 70 <= len(text) <= 160] == []
    assert shared == descriptions


def test_pages_are_easy_to_read(finished: TinySite) -> None:
    """On average a page asks for a grade of at most 8.5, and none for more than 10; a Spanish page has an ease of 75 or more."""
    blocks = {path: page_prose(Tree(raw.decode())) for path, raw in finished.tree().items() if path.endswith(".html")}
    grades = {path: reading_grade(texts) for path, texts in blocks.items() if not path.startswith("es/")}
    eases = {path: spanish_ease(texts) for path, texts in blocks.items() if path.startswith("es/")}

    assert {path: grade for path, grade in grades.items() if grade > 10} == {}
    assert sum(grades.values()) / len(grades) <= 8.5
    assert {path: ease for path, ease in eases.items() if ease < 75} == {}


def test_words_are_person_first(finished: TinySite) -> None:
    """No page uses a word that hurts or that promises too much, apart from the names of others and titles of sources."""
    found = []
    for path, raw in finished.tree().items():
        if path.endswith(".html"):
            tree = Tree(raw.decode())
            said = [
                *page_prose(Tree(raw.decode())),
                *(node.text() for node in tree.css("main :is(h1, h2, h3, th, td, dt)")),
            ]
            text = "\n".join(said)
            for name in PROPER_NAMES:
                text = text.replace(name, "")
            found += [(path, match[0]) for match in AVOIDED.finditer(text)]

    assert found == []


CITED = re.compile('<sup class="cite">.*?</sup>')


def said_in(finished: TinySite) -> dict[str, str]:
    """Return the main text of each page by its file, with one space between words and without the numbers of sources."""
    pages = {path: CITED.sub("", raw.decode()) for path, raw in finished.tree().items() if path.endswith(".html")}
    return {path: " ".join(Tree(text).css("main")[0].text().split()) for path, text in pages.items()}


# What those who make the site say to each other; "counseling" and an estimate that somebody "must" give are no such talk.
BUILDERS = re.compile(
    r"\bcounsel\b|\b(?:before|after|at) launch\b|\bgoes live\b|\bdrafts?\b|\bdrafted\b|\bby a test\b|\bthe test fails\b"
    r"|\bthe center must\b|\bfor the center and its lawyer\b|(?-i:\bTODO\b)",
    re.IGNORECASE,
)


def test_pages_speak_to_visitors(finished: TinySite) -> None:
    """No page, title or description talks as those do who make the site; what isn't final says so in a visitor's words."""
    texts = {path: raw.decode() for path, raw in finished.tree().items() if path.endswith((".html", ".xml", ".json"))}
    found = [(path, match[0]) for path, text in texts.items() for match in BUILDERS.finditer(text)]
    not_final = re.compile("This page is not final|Esta página no es definitiva")
    notices = sorted(path for path, text in said_in(finished).items() if not_final.search(text))

    assert found == []
    assert notices == ["es/avisos/no-discriminacion/index.html"] + [
        f"notices/{name}/index.html"
        for name in (
            "accessibility", "complaints", "good-faith-estimate", "health-records", "nondiscrimination", "privacy"
        )
    ]  # fmt: skip


def test_what_the_center_must_confirm_is_a_sample() -> None:
    """Two pages say the same on who pays, marked as a sample; a release refuses them and each notice that isn't final."""
    notices = [f"notices/{path.stem}" for path in (ROOT / "content/notices").glob("*") if path.stem != "index"]
    pages = ["about", "how-we-write", "contact", "es/contacto", "es/avisos/no-discriminacion", *notices]
    texts = [(ROOT / f"content/{name}.md").read_text(encoding="utf-8") for name in pages[:2]]
    begin = '"Sample: not yet confirmed by the center"\n'
    samples = [text.partition(begin)[2].partition("\n\n")[0] for text in texts]
    refused = json.loads((refused_project().root / "refused.json").read_text(encoding="utf-8"))
    drafts = [path for rule, path in refused if rule == "draft-for-counsel"]

    assert "The center pays no one" in samples[0]
    assert samples[0] == samples[1]
    assert sorted(drafts) == sorted(f"content/{name}.md" for name in pages)


def test_call_first(finished: TinySite) -> None:
    """Wherever a page tells somebody to give naloxone, it has told them to call 911 right before."""
    late = [
        (path, text[match.start() - 60 : match.end() + 30])
        for path, text in said_in(finished).items()
        for match in re.finditer(r"\bgive (?:them )?naloxone\b", text, re.IGNORECASE)
        if "911" not in text[max(0, match.start() - 200) : match.start()]
    ]

    assert late == []


def test_amounts_have_the_year_of_their_dollars(finished: TinySite, site: Site) -> None:
    """Each page that prints what something cost says in which year's dollars."""
    amounts = {
        (cost.text, f"in {cost.usd_year} dollars", f"en dólares de {cost.usd_year}")
        for cost in site.data["costs"].values()
        if cost.show and cost.usd_year
    }
    bare = [
        (path, amount)
        for path, text in said_in(finished).items()
        for amount, *years in amounts
        if re.search(rf"(?<![\d,$]){re.escape(amount)}(?![\d,]\d)", text) and not any(year in text for year in years)
    ]

    assert bare == []


def test_no_word_is_sent_to_another_thing(site: Site) -> None:
    """A word to avoid that the glossary explains has in its place the same thing: a form of the entry, or its page."""
    avoided = {phrase.rstrip("*"): record.use for record in site.data.terms.values() for phrase in record.avoid}
    wrong = []
    for entry in site.data.glossary.values():
        forms = {form.lower() for form in (entry.term, *entry.also)}
        above = [page.title.lower() for page in site.pages if page.content_path == entry.page]
        for form in forms & avoided.keys():
            if not any(same in (avoided[form] or "") for same in {*forms - {form}, *above}):
                wrong.append((form, avoided[form]))

    assert wrong == []


def test_figures_say_no_more_than_their_source(finished: TinySite) -> None:
    """The review says "up to 12%", what programs ask in advance is no price, and an average has the year of its study."""
    texts = said_in(finished)
    article, costs = texts[ARTICLE], texts["costs/index.html"]

    assert ["up to 12%" in article, "about 12%" in article] == [True, False]
    assert "asked a caller without insurance to pay up front. They are not the price of a whole stay." in costs
    assert "about 12 weeks on average in a 2008 review of programs" in article


def test_the_privacy_page_says_what_the_search_gives_away(finished: TinySite) -> None:
    """The index has parts, so that the host can narrow a word down: the privacy page says so, and the search leads there."""
    parts = [path for path in finished.tree() if path.endswith(".pf_index")]
    privacy, search = (said_in(finished)[f"{page}/index.html"] for page in ("notices/privacy", "search"))

    assert len(parts) > 1
    assert "it can show which part of the list they are from, and which pages came up." in privacy
    assert ["We never see it" in search, "nobody sees" in finished.read("search/index.html")] == [False, False]
    assert 'href="/notices/privacy/#what-our-web-host-may-keep"' in finished.read("search/index.html")
