"""A site in two languages: what each page says around its text, where it leads, and what becomes of translations."""

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment
from selectolax.lexbor import LexborHTMLParser

from care import SITE as CARE
from carepress.cli.main import main
from carepress.model.config import Depth, Options
from carepress.model.words import OF_THE_ENGINE
from carepress.pipeline import build
from carepress.render.context import CONTEXT_NAMES, FILTERS
from carepress.render.templates import load_templates, marked_texts
from carepress.text.readability import spanish_ease
from carepress.text.words import format_date, join_words, language_name
from tests.check.sound import check
from tests.every_kind import built_every_kind
from tests.in_spanish import spoken
from tests.project import TODAY
from tests.sites import NOON, ROOT, SETTINGS, Files, MakeSite, page

TEMPLATES = ("templates", "carepress/plain/starter/templates")
SPANISH: Mapping[str, str] = yaml.safe_load((ROOT / "templates/words/es.yaml").read_text(encoding="utf-8"))
# The texts that are the same in both languages, and what is a name.
SAME = {"No"}
ORIGINAL, TRANSLATION = "content/guides/families.md", "content/es/familias.md"
ALTERNATE = "{http://www.w3.org/1999/xhtml}link"


def words_of_engine(**more: str) -> str:
    return yaml.safe_dump({text: f"ES {text}" for text in OF_THE_ENGINE} | more, allow_unicode=True)


def two(**more: str | bytes) -> Files:
    """Return the files of a small site with a page in two languages; `more` takes the place of some."""
    return {
        "content/_site.yaml": f"{SETTINGS}languages: [es]\n",
        ORIGINAL: page("We talk.\n\n## A call\n\nCall us.\n\n## A visit\n\nCome by.\n"),
        TRANSLATION: page(
            "Hablamos.\n\n## Una llamada\n\nLlame.\n\n## Una visita\n\nVenga.\n",
            translates="../guides/families.md",
        ),
        "content/es/index.md": page("Hola.\n", translates="../index.md"),
        "templates/words/es.yaml": words_of_engine(),
        **more,
    }


@pytest.mark.parametrize("folder", TEMPLATES)
def test_all_words_are_there_in_spanish(folder: str, tmp_path: Path) -> None:
    """Each text of the templates and the engine has its words, no words are for a text that is gone, and their blanks are the same."""
    filters, names = {**FILTERS, **CARE.filters}, CONTEXT_NAMES | CARE.queries.keys()
    templates = load_templates(ROOT / folder, names, filters, tmp_path)[0]
    spanish: Mapping[str, str] = yaml.safe_load((ROOT / folder / "words/es.yaml").read_text(encoding="utf-8"))
    blanks = {
        text: (set(re.findall(r"\{\w+\}", text)), set(re.findall(r"\{\w+\}", words))) for text, words in spanish.items()
    }

    assert spanish.keys() == {*OF_THE_ENGINE, *(text for text, _ in marked_texts(templates))}
    assert {text for text, words in spanish.items() if SPANISH.get(text, words) != words} == set()
    assert [text for text, (here, there) in blanks.items() if here != there] == []


# What a template says itself: text outside of tags, and attributes that are read out. A kind of page is no text.
OWN_BLOCK = re.compile(r"{% block (?:kind|og_type) %}[\w-]+{% endblock %}")
OWN_TAG = re.compile(r"""<[a-zA-Z/!](?:[^<>"']|"[^"]*"|'[^']*')*>""")
OWN_WORDS = re.compile(r"""(?:aria-label|alt|title|placeholder)=["'][^"'\0]*[A-Za-z]|>[^<\0]*[A-Za-z]{2}""")


@pytest.mark.parametrize("folder", TEMPLATES)
def test_templates_mark_all_their_words(folder: str) -> None:
    """No template says anything that isn't marked with `_(…)`, those of a site that `init` begins included."""
    found = {}
    for path in (ROOT / folder).rglob("*.html"):
        pieces = Environment().lex(OWN_BLOCK.sub("", path.read_text(encoding="utf-8")))
        said = "".join({"data": text, "variable_begin": "\0"}.get(kind, "") for _, kind, text in pieces)
        in_attributes = OWN_WORDS.findall(said.replace(">", "\0"))
        found[path.name] = [*in_attributes, *OWN_WORDS.findall(f">{OWN_TAG.sub('<>', said)}")]

    assert len(found) > 20
    assert {name: words for name, words in found.items() if words} == {}


def pages(language: str) -> list[Path]:
    site = built_every_kind()
    found = [
        one for one in sorted(site.rglob("*.html")) if ("es" in one.relative_to(site).parts[:1]) == (language == "es")
    ]
    return [one for one in found if 'http-equiv="refresh"' not in one.read_text(encoding="utf-8")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_says_a_word_of_the_other_frame(language: str) -> None:
    """No text of the interface stands in a page of the other language, and each page says which is its own."""
    other = {
        text for text in (SPANISH if language == "es" else SPANISH.values()) if "{" not in text and len(text) > 3
    } - SAME
    found = {}
    for path in pages(language):
        html = path.read_text(encoding="utf-8")
        found[path.name] = other & {re.sub(r"<[^>]+>", "", line) for line in spoken(html, language)}
        assert re.search(rf'<html lang="{language}(?:-US)?">', html), path

    assert len(pages("es")) > 7
    assert {name: words for name, words in found.items() if words} == {}


def test_a_spanish_page_has_no_english_left() -> None:
    """What data, components and dates put into it is Spanish too: of the commonest words of English it has none."""
    common = re.compile(
        r"\b(?:the|of|and|is|are|in|with|for|you|your|from|at|on|this|week|hours?|care)\b", re.IGNORECASE
    )
    lines = {line for path in pages("es") for line in spoken(path.read_text(encoding="utf-8"), "es")}

    assert {line for line in lines if common.search(line)} == set()


def test_languages_lead_to_each_other() -> None:
    """Each version names all of them and which is for everybody else, in its head and in the sitemap, and all are there."""
    site, heads = built_every_kind(), dict[str, set[tuple[str, str]]]()
    for path in site.rglob("*.html"):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        if links := tree.css("link[hreflang]"):
            own = tree.css("link[rel=canonical]")[0].attributes["href"] or ""
            heads[own] = {(link.attributes["hreflang"] or "", link.attributes["href"] or "") for link in links}
    listed = {
        entry[0].text or "": {(link.attrib["hreflang"], link.attrib["href"]) for link in entry.iter(ALTERNATE)}
        for entry in ET.parse(site / "sitemap.xml").getroot()
    }

    home = {(code, f"https://example.org/{path}") for code, path in (("en-US", ""), ("x-default", ""), ("es", "es/"))}
    assert heads["https://example.org/es/"] == heads["https://example.org/"] == home
    assert "https://example.org/about/" not in heads
    for own, named in heads.items():
        assert {code for code, _ in named} == {"en-US", "es", "x-default"}
        assert all(heads[href] == named for _, href in named), own
    assert {url: named for url, named in listed.items() if named} == {
        url: named for url, named in heads.items() if not url.endswith(".html")
    }


def test_a_reader_stays_in_a_language() -> None:
    """Menu, lists, topics and feeds are those of the language; a page that isn't there is offered in English and says so."""
    site = built_every_kind()
    guide = LexborHTMLParser((site / "es/guias/familias/index.html").read_text(encoding="utf-8"))
    links = {link.text().strip(): link for link in guide.css("a")}

    menu = {link.attributes["href"] for link in guide.css(".site-header a:not([hreflang])")}
    assert menu == {"/es/", "/es/guias/", "/es/costos/", "/es/ayuda/", "/es/buscar/"}
    assert links["Trabajo y escuela"].attributes["href"] == "/es/topics/work/"
    assert links["English"].attributes["href"] == "/guides/families/"
    assert links["Glossary (en inglés)"].attributes["hreflang"] == "en-US"
    assert "3 de octubre de 2026" in guide.css(".meta")[0].text()
    feed = (site / "es/feed.xml").read_text(encoding="utf-8")
    assert 'xml:lang="es"' in feed
    assert feed.count("<entry>") == 1
    assert "es/guias/familias" not in (site / "feed.xml").read_text(encoding="utf-8")
    english = LexborHTMLParser((site / "about/index.html").read_text(encoding="utf-8"))
    assert [(link.text(), link.attributes["href"]) for link in english.css(".languages a")] == [("Español", "/es/")]


def test_a_translation_remembers_its_original(make_site: MakeSite) -> None:
    """New words in the original are a finding at the part that they belong to; punctuation and links aren't words."""
    site = make_site(two())

    def found(depth: Depth = "check") -> list[str]:
        return [
            f"{one.place.path}:{one.place.line}: {one.severity}: {one.message} [{one.rule}] | {one.hint}"
            for one in check(site, depth)[0]
            if one.rule == "translation-outdated" and one.place.path == TRANSLATION
        ]

    assert found() == [
        f"{TRANSLATION}:1: warning: nobody has noted which words of the original this says [translation-outdated]"
        f" | compare the two, then type: python3 build.py translated {TRANSLATION}"
    ]
    assert main(["translated", TRANSLATION], site.root, "care") == 0
    assert found() == []
    site.write(
        {
            ORIGINAL: page(
                "We [talk](../index.md)!\n\n## A call\n\nCall us.\n\n## A visit\n\nCome by.\n", updated="2026-11-01"
            )
        }
    )
    assert found() == []
    site.write({ORIGINAL: page("We talk.\n\n## A call\n\nCall us.\n\n## A visit\n\nCome by at noon.\n")})
    where = f"content/guides/families.md:{page('').count(chr(10)) + 7}"
    line = (site.root / TRANSLATION).read_text(encoding="utf-8").split("\n").index("## Una visita") + 1
    assert found() == [
        f"{TRANSLATION}:{line}: warning: the original says something new since this was translated: {where} [translation-outdated]"
        f" | bring this up to date, then type: python3 build.py translated {TRANSLATION}"
    ]
    assert ": error: " in found("release")[0]


def test_rules_are_of_the_language(make_site: MakeSite) -> None:
    """A term is looked for in the pages of its language, in the forms that it has there; each language is hard in its own way."""
    hard = "La interdisciplinariedad metodológica institucionalizada caracteriza epistemológicamente.\n"
    terms = "a: {avoid: [adicto], use: persona, why: Es más., severity: warning, lang: es}\nb: {avoid: [junkie], use: person, why: It is., severity: warning}\n"
    site = make_site(
        two(
            **{
                "content/_data/terms.yaml": terms,
                "content/index.md": page("A junkie or adicto.\n"),
                "content/es/index.md": page(f"Dos adictas y un junkie.\n\n{hard}", translates="../index.md"),
            }
        )
    )
    found = sorted(
        f"{one.place.path}: {one.message} | {one.hint}"
        for one in check(site, "check")[0]
        if one.rule in {"avoided-word", "reading-grade"} and one.place.path.endswith("index.md")
    )

    assert found == [
        'content/es/index.md: "adictas" can hurt or mislead | write persona. Es más.',
        "content/es/index.md: the page is read with an ease of -44; 60 is the least | use shorter sentences and shorter words",
        'content/index.md: "junkie" can hurt or mislead | write person. It is.',
    ]


def test_each_change_reaches_the_pages_of_its_language(make_site: MakeSite) -> None:
    """Builds on top of others give what a clean one gives when words, data, originals or the languages themselves change."""
    layout = '<html lang="{{ site.language }}">{{ _("Page {number}", number=1) }} {{ site.hours }} {{ page.is_outdated }} {{ content() }}'
    layout += "{% for one in page.versions %}{{ one.href }} {% endfor %}{{ page_at('guides/families.md').title }}"
    site = make_site(
        two(**{"templates/page.html": layout, "content/_site.yaml": f"{SETTINGS}languages: [es]\nhours: noon\n"})
    )
    assert main(["translated", TRANSLATION], site.root, "care") == 0
    site.build()
    changes: list[Files] = [
        {"templates/words/es.yaml": words_of_engine(**{"Page {number}": "Página {number}"})},
        {"content/es/_data/site.yaml": "hours: mediodía\n"},
        {ORIGINAL: page("We talk.\n\n## A call\n\nCall.\n\n## A visit\n\nCome by.\n")},
        {TRANSLATION: page("Otra.\n", title="Otro", translates="../guides/families.md")},
        {"content/_site.yaml": SETTINGS, "content/es/index.md": page("Hola.\n"), TRANSLATION: page("Otra.\n")},
    ]
    for files in changes:
        before = site.tree()
        site.write(files).build()
        after = site.tree()
        build(site.root, Options(kind=CARE, kept_in=Path(".clean"), output=site.root / "clean"), NOON)
        clean = site.root / "clean"
        made = {path.relative_to(clean).as_posix(): path.read_bytes() for path in clean.rglob("*") if path.is_file()}
        assert {path for path in made if made[path] != after.get(path)} <= {"carepress.json"}
        assert before != after
        shutil.rmtree(site.root / ".clean")
        shutil.rmtree(clean)


# What is wrong: the files that differ, and what is printed.
BROKEN: Mapping[str, tuple[Files, str]] = {
    "settings-value": (
        {"content/_site.yaml": f"{SETTINGS}languages: [Spanish]\n"},
        'content/_site.yaml:3:13: error: "Spanish" isn\'t another language [settings-value]',
    ),
    "translates-none": (
        {TRANSLATION: page(translates="../guides/familie.md")},
        f'{TRANSLATION}:4:13: error: there is no page "../guides/familie.md" to translate [translates]',
    ),
    "translates-folder": (
        {ORIGINAL: page(translates="../index.md")},
        f"{ORIGINAL}:4:13: error: this page is in the language of the site [translates]",
    ),
    "translates-twice": (
        {"content/es/z.md": page(translates="../guides/families.md")},
        "content/es/z.md:4:13: error: content/es/familias.md says content/guides/families.md in this language already [translates]",
    ),
    "translated-data-file": (
        {"content/es/_data/hepl.yaml": "a: {b: c}\n"},
        "content/es/_data/hepl.yaml:1:1: error: nothing in content/_data/ has this name [translated-data]",
    ),
    "translated-data-id": (
        {"content/es/_data/tags.yaml": "costs: {name: Costos}\n"},
        'content/es/_data/tags.yaml:1:1: error: the original has no "costs" [translated-data]',
    ),
    "translated-data-key": (
        {"content/es/_data/site.yaml": 'phone: "911"\n'},
        'content/es/_data/site.yaml:1:1: error: "phone" can\'t have other words here [translated-data]',
    ),
    "translated-data-number": (
        {"content/es/_data/site.yaml": "hours: de 9 a 5\n", "content/_site.yaml": f"{SETTINGS}languages: [es]\nhours: 9 to 4\n"},
        "content/es/_data/site.yaml:1:1: error: the numbers here aren't those of the original: 4, 9 [translated-data]",
    ),
    "words-missing": (
        {"templates/page.html": '<html lang="{{ site.language }}">\n{{ _("Call us") }}{{ content() }}'},
        'templates/page.html:2: error: "Call us" has no words in "es" [words-missing]',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_said(make_site: MakeSite, name: str) -> None:
    """Each mistake in what several languages have is told, with its place."""
    files, expected = BROKEN[name]
    site = make_site(two(**files))

    assert expected in [line for line in site.printed().splitlines() if "error:" in line]


@pytest.mark.parametrize("settings", ["languages: [fr]\n", "language: fr-CA\n"])
def test_a_language_without_a_file_of_words(make_site: MakeSite, settings: str) -> None:
    """It is said once, with what to do, and nothing is built; then each text where nothing stands is told."""
    site = make_site({"content/_site.yaml": f"{SETTINGS}{settings}"})

    assert [line for line in site.printed().splitlines() if line.startswith(("templates/", "  hint"))] == [
        "templates/words/fr.yaml: error: none of the 11 texts around pages has words in French yet [words-missing]",
        "  hint: begin templates/words/fr.yaml as a copy of another language's file in templates/words/, and write French"
        " behind each colon; the build names the lines where nothing stands",
    ]
    site.write({"templates/words/fr.yaml": words_of_engine(Important="", Urgent="")})
    assert sorted(one.message for one in site.problems()) == [
        f'"{one}" has no words in "fr"' for one in ("Important", "Urgent")
    ]


def test_it_says_who_has_not_checked_it(make_site: MakeSite) -> None:
    """A launch is refused for a translation that no qualified translator has checked."""
    site = make_site(two())

    said = [f"{one.message} [{one.rule}]" for one in check(site, "release")[0] if one.rule == "translation-unchecked"]
    assert said == ['no qualified translator has checked "Title" [translation-unchecked]'] * 2


def test_words_of_a_language() -> None:
    """Dates, lists and the names of languages are as a library has them; how easy a Spanish text is, by Fernández Huerta."""
    assert format_date(TODAY, "es") == "25 de noviembre de 2026"
    assert join_words(["a", "b", "c"], language="es") == "a, b y c"
    assert [language_name(code) for code in ("es", "en-US")] == ["Español", "English"]
    assert round(spanish_ease(["El perro come pan. La gata bebe agua."])) == 105
    assert (
        spanish_ease(["La interdisciplinariedad metodológica institucionalizada caracteriza epistemológicamente."]) < 0
    )
    assert spanish_ease([]) == 100
