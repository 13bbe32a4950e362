"""Titles and other words of staff, wherever they are printed: always as words, never as HTML, Jinja or a forged line."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from carepress.cli.preview.notes import EDITOR, note
from carepress.cli.report import as_github, as_json, as_text
from carepress.problems import BuildFailed, Place, Problem, error
from carepress.site_files.feeds import ATOM
from carepress.text.html import Tree
from carepress.text.words import curl_quotes
from tests.convert.judge import faults_of_site
from tests.project import with_templates
from tests.sites import BASIC, PNG, SETTINGS, TinySite, page

# What staff, or somebody in their place, may write; curly quotes are made of the straight ones.
WORDS = {
    "quotes": """It's "so" 'here'""",
    "brackets": "1 < 2 > 0 <b>x</b> <",
    "end-of-script": "</script></title></textarea><script>window.__pwned=1</script>",
    "end-of-attribute": '" onmouseover="window.__pwned=1" x=\'',
    "comment": "--><!-- a --!> <![CDATA[ ]]>",
    "jinja": "{{ 7*7 }} {% raw %} {# a #} {{ config }} {% include 'x' %}",
    "entities": "&amp; &lt;b&gt; &#60;b&#62; &copy; & &",
    "long": "word " * 1999 + "words",
    "right-to-left": "a \u202eb\u202c \u05d0\u05d1 \u200fc \u2066d\u2069",
    "zero-width": "a\u200bb\u200dc\ufeffd\u2060e",
    "separators": "a\u2028b\u2029c\u00a0d",
    "percent": "%s %(a)s %0A 100% {0} {a} $x ${x} \\1 \\g<0>",
    "workflow-command": "a ::error file=x,line=1::b",
}
# What separates lines can't stand in a title, wherever it comes from.
SAID = {name: words.translate({0x2028: " ", 0x2029: " "}) for name, words in WORDS.items()}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def curled(text: str) -> str:
    """Return a text with quotes that may be straight or curly: which of them is another test's business."""
    return re.sub("[\"'“”‘’]", "'", text)


def site_of(folder: Path, words: str) -> TinySite:
    """Return a site with the project's templates in which everything that can be said is said in the same words."""
    text = quoted(words)
    said = {"title": text, "description": text, "nav_title": text}
    source = f"a:\n  title: {text}\n  publisher: {text}\n  authors: {text}\n  url: https://example.com/\n  verified: secondary\n"
    line = f"  label: {text}\n  call: '911'\n  note: {text}\n  sms_note: {text}\n  sms: '988'\n  hours: {text}\n"
    line += f"  chat: https://example.com/\n  languages: [{text}]\n  checked: 2026-11-24\n  verified: secondary\n"
    keys = ("description", "hours", "license")
    settings = SETTINGS.replace("Test Center", text) + "".join(f"{key}: {text}\n" for key in keys)
    article = {
        **said,
        "author": "a",
        "tags": "[a]",
        "summary": f"[{text}]",
        "reviewer": "a",
        "reviewed": "2026-01-01",
    }
    body = "## {{ things.a }}\n\n## B\n\n## C\n\n{{ facts.a }}\n\n{{ help-lines }}\n\n{{ contact-details }}\n\n{{ call-to-action }}\n"
    files: dict[str, str | bytes] = {
        "content/_site.yaml": settings + f"address: {{street: {text}, city: {text}}}\nphone: '6155550100'\n",
        "content/_data/sources.yaml": source,
        "content/_data/help.yaml": f"emergency:\n{line}lifeline988:\n{line}",
        "content/_data/facts.yaml": f"a:\n  text: {text}\n  as_of: 2024\n  source: a\n  verified: secondary\n",
        "content/_data/people.yaml": f"a:\n  name: {text}\n  role: {text}\n  bio: {text}\n  languages: [{text}]\n  credentials: {{letters: {text}, title: {text}, number: {text}, issuer: {text}}}\n",
        "content/_data/things.yaml": f"a: {text}\n",
        "content/_data/tags.yaml": f"a:\n  name: {text}\n  description: {text}\n",
        "content/_data/glossary.yaml": f"b:\n  term: {text}\n  meaning: {text}\n",
        "content/glossary.md": page(**said, template="glossary"),
        "content/sources.md": page(**said, template="sources"),
        "content/room.png": PNG,
        "content/blog/room.png": PNG,
        "content/index.md": page(body, **said, image="room.png", image_alt=text),
        "content/contact.md": page(**said, order=1),
        "content/blog/index.md": page(**said, order=2),
        "content/blog/a.md": page(body, **article, date="2026-01-01", aliases="[/old/]"),
        "content/blog/b.md": page(**article, date="2026-01-02", image="room.png", image_alt=text),
        "content/blog/c.md": page(**article, date="2026-01-03"),
    }
    return with_templates(TinySite(folder).write(BASIC)).write(files)


def texts(html: str, selector: str) -> set[str]:
    return {curled(node.text()).strip() for node in Tree(html).css(selector)}


def values(html: str, selector: str, attribute: str) -> set[str]:
    return {curled(node.attributes.get(attribute) or "") for node in Tree(html).css(selector)}


@pytest.mark.usefixtures("words_as_written")
@pytest.mark.parametrize("words", SAID.values(), ids=SAID)
def test_words_stay_words(tmp_path: Path, words: str) -> None:
    """In each place of each page the words are read by a browser exactly as they were written."""
    site = site_of(tmp_path, words)
    site.build("2026-11-24")
    article, home, old = site.read("blog/b/index.html"), site.read("index.html"), site.read("old/index.html")
    said = curled(words).strip()

    assert faults_of_site(site.tree()) == []
    assert texts(article, "title") | texts(home, "title") | texts(old, "title") <= {f"{said} | {said}", said}
    assert texts(article, "h1") == texts(old, "a") == {said}
    for name in ("description", "og:title", "og:description", "og:site_name"):
        meta = f'meta[name="{name}"], meta[property="{name}"]'
        assert values(article, meta, "content") == values(home, meta, "content") == {curled(words)}
    assert values(article, "figure img", "alt") == values(home, "figure img", "alt") == {curled(words)}
    assert texts(article, ".breadcrumbs li") == {said}
    assert texts(article, ".neighbors a") == {f"Previous {said}", f"Next {said}"}
    assert texts(article, "nav[aria-label=Main] a, nav[aria-label=Footer] li a") == {said, "Feed of new articles"}
    assert texts(article, ".tags a") == {said}
    assert texts(article, ".summary li") == texts(article, ".related a") == {said}
    topic, glossary, sources = (site.read(f"{name}/index.html") for name in ("topics/a", "glossary", "sources"))
    assert texts(topic, "h1") == texts(topic, ".page-list a") == texts(glossary, "dd p") == {said}
    assert texts(sources, ".source-list > li > a") == {said}
    feed = ElementTree.fromstring(site.read("topics/a/feed.xml"))
    assert {said, f"{said} | {said}"} == {curled(node.text or "") for node in feed.iter(f"{{{ATOM}}}title")}
    assert {item["title"] for item in json.loads(site.read("feed.json"))["items"]} <= {curl_quotes(words)}
    assert f"By {said}, {said}" in texts(article, ".meta li")
    assert texts(home, ".prose h2") >= {f"{said} #", "B #"}
    assert texts(home, ".references a[href^=https]") == {said}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_printed_problems_are_one_line_each(tmp_path: Path, words: str) -> None:
    """A problem that quotes the words prints no control, no direction and no second line of its own."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text(f"{words}\n", encoding="utf-8")
    message = f"no page is called {words}\n{words}"
    problem = error("dead-link", message, Place("content/index.md", 1, 1, len(words)), words)

    text, github, html = as_text(problem, tmp_path), as_github(problem), note(problem, tmp_path, EDITOR)

    assert len(text.splitlines()) <= 4
    assert github.splitlines() == [github]
    assert github.startswith("::error file=content/index.md,line=1,col=1,title=dead-link::no page is called ")
    assert (
        re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", text + github) is None
    )
    assert {node.tag for node in Tree(html).css("body *")} == {"li", "p", "b", "code", "pre", "mark", "a"}
    assert json.loads(as_json([problem], None))["problems"][0]["message"] == message
    assert as_json([problem], None).isascii()


# Braces in a text, and the one rule that refuses them.
BRACES = {
    "{{ 7*7 }}": "merge-field",
    "{{ 7 }}": "unknown-component",
    "{{ ''.__class__ }}": "merge-field",
    "{{ site.__class__ }}": "unknown-field",
    "{{ site.name.__class__ }}": "unknown-field",
    "{{ facts.__class__.__init__ }}": "unknown-field",
    "{{ data }}": "unknown-component",
    "{{ content() }}": "merge-field",
    "{{ self }}": "unknown-component",
    "{{ site.name|upper }}": "merge-field",
    "{{ site.name ~ 1 }}": "merge-field",
    '{{ site.name a="b" }}': "unknown-component",
    "{{ range(10) }}": "merge-field",
    "{{ }}": "merge-field",
    "{{ ../card }}": "merge-field",
    "{{ partials/header }}": "merge-field",
    "{{ things.a.b }}": "unknown-field",
}


def test_what_looks_like_jinja_in_a_text_is_named(tmp_path: Path) -> None:
    """A text has names, not expressions: anything else between braces is a problem at its place."""
    bodies = {f"content/{number}.md": body for number, body in enumerate(BRACES)}
    site = site_of(tmp_path, "x").write({path: page(f"A\n\n{body} b\n") for path, body in bodies.items()})

    errors = [problem for problem in site.problems() if problem.severity == "error"]

    assert {(bodies[problem.place.path], problem.rule) for problem in errors} == set(BRACES.items())
    assert {problem.place.line for problem in errors} == {7}


@pytest.mark.usefixtures("words_as_written")
def test_what_looks_like_jinja_stays_text(tmp_path: Path) -> None:
    """Statements and comments of Jinja, and braces in code, are only text."""
    bodies = [
        "{% raw %}",
        "{% for a in b %}",
        "{# a #}",
        "{%- set a = 1 -%}",
        "{ { 7*7 } }",
        "`{{ 7*7 }}`",
        "\\{{ 7*7 }}",
    ]
    pages = {f"content/{number}.md": page(f"A {body}\n") for number, body in enumerate(bodies)}
    site = site_of(tmp_path, "x").write(pages)
    site.build("2026-11-24")

    said = [f"A {body}".replace("`", "").replace("\\", "") for body in bodies]
    assert [texts(site.read(f"{number}/index.html"), ".prose p") for number in range(len(bodies))] == [
        {text} for text in said
    ]


def test_words_in_problems_of_a_build(tmp_path: Path) -> None:
    """A key, a tag or an id that somebody made up is quoted in the problem on one line."""
    key = "\u202eeltit\x85::error::"
    site = site_of(tmp_path, "x").write({"content/index.md": f'---\ntitle: A\ndescription: B\n"{key}": C\n---\n'})
    with pytest.raises(BuildFailed) as failure:
        site.build()
    problem: Problem = failure.value.problems[0]

    assert "\u202e" not in as_text(problem, site.root)
    assert len(as_github(problem).splitlines()) == 1
