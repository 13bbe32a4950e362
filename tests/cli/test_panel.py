"""The panel beside a page of the preview, as HTML: what it has of a page and of the site. A browser looks at it in tests/browser."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.cli.main import main
from carepress.cli.preview.notes import EDITOR, note, opens_editor
from carepress.cli.preview.state import Preview
from carepress.cli.serve import elsewhere, has_browser
from carepress.model.config import Options
from carepress.problems import Place, error
from carepress.text.html import Tree
from tests.cli.waiting import TODAY, WAITING
from tests.sites import ONE_PERSON, PEOPLE, MakeSite, TinySite, page

Show = Callable[[str], str]
FACTS = (
    "beds:\n  text: nine beds\n  as_of: 2024\n  source: survey\n  verified: read-in-source\n"
    "old:\n  text: ten beds\n  as_of: 2019\n  source: survey\n  verified: read-in-source\n"
)
SITE = {
    **WAITING,
    "templates/article.html": '{% extends "page.html" %}{% block main %}{{ content() }}<p id="s_1">One.</p>{% endblock %}',
    "content/_data/facts.yaml": FACTS,
    PEOPLE: ONE_PERSON,
    "content/blog/now.md": page(
        "There are {{ facts.beds }}, see [our story](story.md) and [a survey](https://example.net/).\n",
        date="2026-11-01",
        tags="[care]",
        reviewer="lee",
        reviewed="2026-10-01",
        owner="ann",
    ),
    "content/blog/story.md": page("We sit at nine tables. An MPT meets on Monday.\n", date="2026-11-02", tags="[care]"),
}


def previewed(site: TinySite, **options: object) -> Preview:
    preview = Preview(site.root, replace(Options(kind=CARE, today=TODAY), **options), 8000)  # type: ignore[arg-type]
    preview.rebuild()
    return preview


def parts(html: str) -> dict[str, str]:
    """Return the words in each part of a panel, by its title."""
    tree = Tree(html.partition("<carepress-notes")[2].replace("template", "div"))
    said = {node: " ".join(node.text(separator=" ").split()) for node in tree.css("section")}
    return {node.css("h2")[0].text(): text for node, text in said.items()}


@pytest.fixture
def shown(make_site: MakeSite) -> Show:
    preview = previewed(make_site(SITE))
    return lambda path: preview.page(path) or ""


def test_a_note(tmp_path: Path) -> None:
    """A problem has its message, its place, its line with the passage marked, what to do, and the ways to it, all escaped."""
    (tmp_path / "a b.md").write_text("one\nIt is <b>bad</b> & [sad](x.md).\n", encoding="utf-8")

    assert note(error("rule", "<i> is wrong", Place("a b.md", 2, 10, 3), 'say "x"'), tmp_path, EDITOR) == (
        '<li class="note error"><p class="message"><b>Mistake:</b> &lt;i&gt; is wrong</p><p class="where"><code>a b.md:2:10</code></p>'
        "<pre><code>It is &lt;b&gt;<mark>bad</mark>&lt;/b&gt; &amp; [sad](x.md).</code></pre>"
        '<p class="hint">Say &quot;x&quot;</p><p class="ways">'
        f'<a class="other" href="vscode://file{tmp_path.as_posix()}/a%20b.md:2:10">Open in VS Code</a></p>'
        '<p class="more"><code>python3 build.py explain rule</code></p></li>'
    )


def test_what_is_to_mend_on_a_page(shown: Show) -> None:
    """A page has its own warnings and no other's, each with the words of its line, by which it is found in the page."""
    own = shown("blog/story/index.html")

    assert '"MPT" is not explained' in parts(own)["To mend on this page"].replace("&quot;", '"')
    assert 'data-line="We sit at nine tables An MPT meets on Monday" data-words="MPT"' in own
    assert "MPT" not in shown("blog/now/index.html").partition("<carepress-notes")[2]
    assert re.search(r'<span class="count">\d warnings', own)


def test_a_draft_has_its_warnings(make_site: MakeSite) -> None:
    """Who writes a draft sees what is to mend in it, though nothing of it counts today."""
    preview = previewed(make_site({"content/draft.md": page("An MPT meets on Monday.\n", draft="true")}))

    assert '"MPT" is not explained' not in {one.message for one in preview.panel.problems}
    assert "MPT" in parts(preview.page("draft/index.html") or "")["To mend on this page"]


def test_what_holds_no_page_back(make_site: MakeSite) -> None:
    """What only a check refuses is a warning: a page that is hard to read is shown as it was saved."""
    hard = "Characteristically incomprehensible institutional communications necessitate extraordinary determination. "
    site = make_site({"content/a.md": page("Words.\n")})
    preview = previewed(site)
    site.write({"content/a.md": page(hard * 9)})
    preview.rebuild()

    assert "Characteristically" in (preview.page("a/index.html") or "").partition("<carepress-notes")[0]
    assert {one.severity for one in preview.panel.problems if one.rule == "reading-grade"} == {"warning"}


def test_what_there_is_to_know_of_a_page(shown: Show) -> None:
    """State, reading, search result, shared link, facts with source and age, links both ways, weight."""
    found = parts(shown("blog/now/index.html"))

    assert found["State"] == (
        "State Visitors see it Reviewed by Dr. Lee on October 1, 2026 Next review October 1, 2027, in 311 days Looked after by ann"
    )
    assert re.fullmatch(r"Reading Time 1 minute for \d+ words School grade \d+\.\d", found["Reading"])
    assert found["In search results"] == "In search results example.org › blog › now Title"
    assert found["As a shared link"] == "As a shared link Title Title example.org"
    assert found["Facts"] == "Facts nine beds A survey 2024, 2 years ago facts.beds"
    assert "1 link to other hosts" in found["Links"]
    assert found["Weight, before it is compressed"].startswith("Weight, before it is compressed All 1 kB Page 1 kB")
    assert parts(shown("blog/story/index.html"))["Links"].endswith("1 of them in their text In the text of Title")
    assert parts(shown("blog/later/index.html"))["State"].startswith(
        "State Visitors don’t see it: scheduled until January 1, 2027 in America/New_York"
    )


def test_what_search_engines_cut(make_site: MakeSite) -> None:
    """A title and a description that are too long are cut as in search results, and it is said where."""
    layout = (
        "<!doctype html><html lang=en><head><title>{{ page.title }}</title>"
        '<meta name="description" content="{{ page.description }}"></head><body><main>{{ content() }}</main></body></html>'
    )
    long = {"title": "many words " * 9, "description": "still more of these words " * 9}
    preview = previewed(make_site({"templates/page.html": layout, "content/a.md": page(**long)}))
    found = parts(preview.page("a/index.html") or "")["In search results"]

    assert (
        "Search engines may cut the title, with the site’s name behind it, after 60 letters and the description after 155 letters."
        in found
    )
    assert "many words many words many words many words many words…" in found


def test_pages_that_are_new(make_site: MakeSite) -> None:
    """What was written since the preview began is on each page and on that of all problems."""
    site = make_site({"content/a.md": page()})
    preview = previewed(site)
    assert "New since" not in (preview.page("index.html") or "")
    site.write({"content/b.md": page()})
    preview.rebuild()

    assert parts(preview.page("index.html") or "")["New since the preview began"].endswith("/b/")
    assert "New since the preview began" in preview.everything()


def test_all_problems(make_site: MakeSite) -> None:
    """One page has all that is to mend, by file, each file with the way to its page, and what waits."""
    preview = previewed(make_site(SITE))
    tree = Tree(preview.everything())
    heads = [node.text() for node in tree.css("h2")]

    assert "content/blog/story.md" in heads
    assert heads[-1].startswith("Held back: 3 pages")
    assert '<a href="/blog/story/">/blog/story/</a>' in preview.everything()
    assert len(tree.css(".note")) == len(preview.panel.problems)


def test_mistakes_come_first(make_site: MakeSite) -> None:
    """Whoever was told of one mistake finds it above all that could be better."""
    preview = previewed(make_site({**SITE, "content/z.md": page("An MPT meets {{ costs.none }}.\n")}))
    tree = Tree(preview.everything())

    assert next(node.text() for node in tree.css("h2")) == "content/z.md"
    kinds = [(node.attributes.get("class") or "").split()[-1] for node in tree.css(".note")]
    assert kinds[0] == "error"
    assert len(set(kinds)) > 1


def test_the_way_to_a_mistake_elsewhere(make_site: MakeSite) -> None:
    """It leads to the line in the browser's editor, in data too."""
    site = make_site({**SITE, "content/_data/facts.yaml": FACTS.replace("source: survey", "source: none", 1)})
    preview = Preview(site.root, Options(kind=CARE, today=TODAY), 8000, edits=True)
    preview.rebuild()

    link = '<a href="/_carepress/edit?file=content/_data/facts.yaml&amp;line=4" target="_top">content/_data/facts.yaml:4:11</a>'
    assert link in (preview.page("index.html") or "")


def test_a_page_whose_file_is_gone(make_site: MakeSite) -> None:
    """As long as data that name it keep its last state there, it doesn't say that this was saved."""
    names = "story:\n  page: blog/story.md\n  words: [how it began]\n"
    site = make_site({**SITE, "content/_data/search_words.yaml": names})
    preview = previewed(site)
    (site.root / "content/blog/story.md").unlink()
    preview.rebuild()

    assert "This is the page as it was before." in (preview.page("blog/story/index.html") or "")
    assert "This page is as it was saved." in (preview.page("index.html") or "")


def test_as_a_visitor(make_site: MakeSite) -> None:
    """It has what visitors get on a day: pages that wait aren't there, and nothing is added but what loads it anew."""
    site = make_site(SITE)
    preview = previewed(site, as_visitor=True)

    assert preview.page("blog/draft/index.html") is preview.page("blog/later/index.html") is None
    assert "It is over." not in (preview.page("blog/old/index.html") or "It is over.")
    home = preview.page("index.html") or ""
    assert "_carepress" not in home
    assert "livereload.js" in home
    assert previewed(site).page("blog/draft/index.html") is not None


def test_which_page_was_saved(make_site: MakeSite) -> None:
    """A page is known by its file; data, templates and files elsewhere are none."""
    site = make_site(SITE)
    preview = previewed(site)
    content = site.root / "content"

    assert preview.saved([content / "_data/facts.yaml", content / "blog/now.md"]) == "/blog/now/"
    assert preview.saved([content / "_data/tags.yaml", site.root / "templates/page.html", Path("/now.md")]) == ""


@pytest.mark.parametrize(
    ("template", "opens"),
    [
        (EDITOR, True),
        ("vscodium://file/{path}:{line}:{column}", True),
        ("cursor://file/{path}:{line}", True),
        ("zed://file/{path}:{line}:{column}", True),
        ("idea://open?file={path}&line={line}", True),
        ("subl://open?url=file://{path}&line={line}&column={column}", True),
        ("x-my.editor+1:{path}", True),
        ("vscode://file/", False),
        ("vscode://file/{path}:{row}", False),
        ("vscode://file/{path}:{line!r}", False),
        ("{path}", False),
        ("file://{path}", False),
        ("http://localhost/{path}", False),
        ("HTTPS://example.org/{path}", False),
        ("javascript:alert('{path}')", False),
        ("JavaScript:alert('{path}')", False),
        (" javascript:alert('{path}')", False),
        ("java\nscript:alert('{path}')", False),
        ("data:text/html,{path}", False),
        ("blob:{path}", False),
        ("view-source:{path}", False),
        ("vbscript:{path}", False),
    ],
)
def test_what_opens_an_editor(template: str, opens: bool) -> None:
    """Any program's address may, but none that a browser follows itself."""
    assert opens_editor(template) is opens


def test_an_address_that_opens_no_editor(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused in one sentence."""
    with pytest.raises(SystemExit):
        main(["serve", "--editor=javascript:{path}"], make_site().root, "care")

    assert (
        capsys.readouterr()
        .err.splitlines()[-1]
        .endswith(
            '"javascript:{path}" isn\'t an address that opens an editor; write one such as vscode://file/{path}:{line}:{column}'
        )
    )


@pytest.mark.parametrize(
    ("environment", "line", "names"),
    [
        ({}, "In a container add --address 0.0.0.0; ", ()),
        (
            {"CODESPACES": "true", "CODESPACE_NAME": "Red-Box"},
            "In this Codespace open https://red-box-8001.app.github.dev/ in your browser.",
            ("red-box-8001.app.github.dev",),
        ),
        ({"REMOTE_CONTAINERS": "true"}, "Your editor forwards port 8001 of this container", ()),
    ],
)
def test_how_it_is_reached(environment: dict[str, str], line: str, names: tuple[str, ...]) -> None:
    """One line says how to reach the preview from outside; in a Codespace it answers to the name that it has there."""
    assert elsewhere(8001, environment)[0].startswith(line)
    assert elsewhere(8001, environment)[1] == names


@pytest.mark.parametrize("name", ["CI", "SSH_CONNECTION", "CODESPACES", "REMOTE_CONTAINERS"])
def test_where_no_browser_is_opened(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """None is where nobody sits at the computer, or where it has no screen."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.path.exists", lambda path: False)

    assert has_browser({"DISPLAY": ":0"})
    assert has_browser({"WAYLAND_DISPLAY": "wayland-0"})
    assert not has_browser({})
    assert not has_browser({"DISPLAY": ":0", name: "1"})
