"""A site whose own language isn't English: what it says around its pages, and how they are read."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
import yaml

from care import SITE as CARE
from carepress.cli.report import as_text
from carepress.model.config import Options
from carepress.model.kind import SiteKind
from carepress.pipeline import build
from carepress.plain import SITE as PLAIN
from carepress.problems import BuildFailed
from tests.in_spanish import ENGLISH_WORDS, PAGES, settings, spoken, written
from tests.project import TODAY, made_once
from tests.sites import BASIC, NOON, ROOT, SETTINGS, Files, TinySite, page

TEMPLATES = MappingProxyType({"care": ROOT / "templates", "plain": ROOT / "carepress/plain/starter/templates"})
KINDS: Mapping[str, SiteKind] = {"care": CARE, "plain": PLAIN}


def made(folder: Path, kind: str, files: Files) -> TinySite:
    """Return a site of a kind with its usual templates, built."""
    shutil.copytree(TEMPLATES[kind], folder / "templates")
    site = TinySite(folder).write(files)
    try:
        build(folder, Options(kind=KINDS[kind], today=TODAY), NOON)
    except BuildFailed as failed:
        raise AssertionError("\n".join(as_text(one, folder) for one in failed.problems)) from failed
    return site


def spanish(kind: str) -> TinySite:
    """Return a site of a kind that speaks nothing but Spanish, for those who only read it."""
    files = {**PAGES, "content/_site.yaml": settings("es-PR")}
    return TinySite(made_once(f"own-spanish-{kind}", lambda folder: made(folder, kind, files)))


def frame(kind: str) -> Mapping[str, str]:
    """Return the Spanish words of a kind's templates by the English ones."""
    words: Mapping[str, str] = yaml.safe_load((TEMPLATES[kind] / "words/es.yaml").read_text(encoding="utf-8"))
    return words


@pytest.mark.parametrize("kind", TEMPLATES)
def test_it_says_nothing_in_english(kind: str) -> None:
    """Menu, labels, dates, lists, the error page, what leads on, and what is no longer current: all is Spanish."""
    site = spanish(kind)
    pages = {path: text.decode() for path, text in site.tree().items() if path.endswith(".html")}
    frames = {text for text, words in frame(kind).items() if text != words and "{" not in text and len(text) > 3}
    said = {path: spoken(html, "es") for path, html in pages.items()}

    assert {
        "404.html",
        "vieja/index.html",
        "blog/page/2/index.html",
        "blog/viejo/index.html",
        "people/ana/index.html",
    } <= pages.keys()
    assert {path: found for path, lines in said.items() if (found := frames & set(lines))} == {}
    assert {path: left for path, lines in said.items() if (left := [*filter(ENGLISH_WORDS.search, lines)])} == {}
    assert {path for path, html in pages.items() if '<html lang="es-PR">' not in html} == set()
    article = said["blog/caries/index.html"]
    assert "3 de noviembre de 2026" in " ".join(article)
    for text in ("Urgent", "Sources", "Important", "On this page", "The short version"):
        assert frame(kind)[text] in article


@pytest.mark.parametrize("kind", TEMPLATES)
def test_machines_are_told_so(kind: str) -> None:
    """Feeds, their entries and what search engines read name the language, and have no English words."""
    site = spanish(kind)
    home, article = site.read("index.html"), site.read("blog/caries/index.html")
    described = [
        json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', home + article)
    ]

    assert '"inLanguage":"es-PR"' in article.replace(": ", ":")
    assert len(described) == 2
    for name in ("feed.xml", "feed.json", "topics/dientes/feed.xml"):
        text = site.read(name)
        assert re.search(r'xml:lang="es-PR"|"language": ?"es-PR"', text), name
        assert "Volver a la nota 1 en el texto" in text
        assert {
            word for word in ("Jump back", "Urgent<", "Information<", "Source 1", "Table 1") if word in text
        } == set()


def test_english_comes_second(tmp_path: Path) -> None:
    """Where English is another language of a Spanish site its pages are English, and each names the other by its name there."""
    files = {
        **PAGES,
        "content/_site.yaml": settings("es", "languages: [en]\n"),
        "content/en/index.md": page("See [who we are](../contact.md).\n", translates="../index.md", title="Welcome"),
        "content/en/blog/n1.md": page("A note.[^1]\n\n[^1]: Here.\n", translates="../../blog/n1.md", title="One"),
        "content/blog/n2.md": written("Vea [the note](../en/blog/n1.md).\n", "Artículo 2", date="2026-01-05"),
        "content/en/_data/site.yaml": "hours: Monday to Friday, 8 to 5\n",
    }
    site = made(tmp_path, "care", files)
    home, english = site.read("en/index.html"), site.read("en/blog/n1/index.html")

    assert '<html lang="en">' in english
    assert frame("care").keys() >= {"Skip to main content", "Jump back to footnote {number} in the text"}
    assert "Skip to main content" in english
    assert "Jump back to footnote 1 in the text" in english
    assert "Monday to Friday" in english
    assert '<a hreflang="es" href="/contact/">who we are (in Spanish)</a>' in home
    assert '<a href="/" hreflang="es">Read it in Spanish</a>' in home
    assert '<a hreflang="en" href="/en/blog/n1/">the note (en inglés)</a>' in site.read("blog/n2/index.html")
    assert 'hreflang="x-default" href="https://example.org/"' in home
    assert 'xml:lang="es"' in site.read("feed.xml")
    found = {
        one.rule
        for one in build(site.root, Options(kind=CARE, today=TODAY, depth="check"), NOON).warnings
        if "/en/" in one.place.path
    }
    assert found <= {"translation-unchecked", "translation-outdated", "description-length"}


def test_data_have_words_beside_them(tmp_path: Path) -> None:
    """Records that are public come in English; their words in the site's own language stand where those of another do."""
    line = 'lifeline988: {label: 988 Lifeline, call: "988", hours: day and night, verified: read-in-source, checked: 2026-11-01}\n'
    files = {**PAGES, "content/_site.yaml": settings("es"), "content/_data/help.yaml": line}
    site = made(tmp_path, "care", files)
    assert "988 Lifeline" in site.read("index.html")

    site.write({"content/es/_data/help.yaml": "lifeline988: {label: Línea 988}\n"}).build(TODAY.isoformat())
    assert "Línea 988" in site.read("index.html")
    assert "988 Lifeline" not in site.read("index.html")
    site.write(
        {
            "templates/words/es.yaml": (TEMPLATES["care"] / "words/es.yaml")
            .read_text()
            .replace("¿Crisis?", "¿Una crisis?")
        }
    )
    site.build(TODAY.isoformat())
    assert "¿Una crisis?" in site.read("index.html")


def test_a_code_that_no_language_has(tmp_path: Path) -> None:
    """What isn't the code of a language is refused at its place, for the site's own language and for others."""
    for said, at, message in (
        ("language: Spanish", "3:11", '"Spanish" isn\'t the code of a language'),
        ("language: xx-US", "3:11", '"xx-US" isn\'t the code of a language'),
        ("languages: [xx]", "3:13", '"xx" isn\'t another language'),
        ("language: es\nlanguages: [es]", "4:13", '"es" isn\'t another language'),
    ):
        site = TinySite(tmp_path).write({**BASIC, "content/_site.yaml": f"{SETTINGS}{said}\n"})
        (refused,) = [line for line in site.printed().splitlines() if "settings-value" in line]
        assert refused == f"content/_site.yaml:{at}: error: {message} [settings-value]"
