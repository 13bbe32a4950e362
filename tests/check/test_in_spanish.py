"""Rules read a Spanish page in Spanish, and are silent in a language of which nobody has listed the words."""

import pytest
import yaml

from carepress.check.page.links import says_nothing
from carepress.check.page.pictures import says_nothing as shows_nothing
from carepress.check.source.in_english import in_english
from carepress.check.source.passages import Body
from carepress.check.source.typed_numbers import typed_numbers
from carepress.model.words import OF_THE_ENGINE
from carepress.problems import Lines
from tests.check.sound import FACTS, SOUND, check, sound
from tests.sites import HOME, PNG, MakeSite

VAGUE = (
    "haga clic aquí, Haga clic aquí para ver los precios, Toque aquí y vea la casa, Haga clic aquí., AQUI, dé clic, clic aquí para más información, leer más, Lea más »|ver más|más información"
    "|conozca más, siga leyendo, este enlace, en este enlace, esta página, este sitio web, descargar PDF, ver todo, ver todos"
    "|continuar, página siguiente, visite nuestro sitio web, el artículo completo, más detalles, pulse aquí, www.samhsa.gov"
    "|visite 988lifeline.org, obtenga más información, click here, consulte este documento"
)
TELLING = (
    "Lea más sobre los costos, Cómo llegar, qué hacer, Por dónde empezar, Contacto, Costos, todos los artículos, Recursos"
    "|Consiga ayuda ahora, Qué esperar, Guías, Quiénes somos, Inicio, FindTreatment.gov, 988, Sobre nosotros, Para usted, y/o"
    "|Página 2, Ver los costos, Empiece con una llamada"
)
NUMBERS = (
    "Llame al 988 hoy.",
    "Llame o mande un texto al 988.",
    "Marque 2-1-1 desde cualquier teléfono.",
    "Marque el nueve once.",
    "Llame al nueve uno uno.",
    "Nuestra línea es 423-555-0199.",
    "Llámenos al (423) 555 0199, extensión 12.",
    "Envíe su código postal al 435748.",
    "Mande un mensaje de texto al 741-741.",
    "El número es 555 0199.",
    "Nació el 3 y llama al 911.",
)
NO_NUMBERS = (
    "El artículo 911 del código.",
    "La habitación 211 está al fondo.",
    "Tome el autobús 211.",
    "La ruta 411 pasa cerca.",
    "Hay 988 libros en la biblioteca.",
)
# What is found in each line of a Spanish page, and of a French one.
LINES = {
    "## Cómo Pagar Para Todos": ["heading-case", ""],
    "## LLAME AHORA GRATIS": ["heading-case", ""],
    "## Lo que cuesta en Estados Unidos": [],
    "Vea el programa intensivo ambulatorio (IOP) en EE. UU.": [],
    "Pregunte por MOUD.": ["abbreviation", "MOUD"],
    "Un PHP, o programa de hospitalización, ayuda.": [],
    "Un DBT (terapia dialéctica) ayuda.": [],
    "Lea más [aquí](index.md).": ["link-text", "aquí"],
    "Vea [www.example.net](https://example.net/a).": ["link-text", "www.example.net"],
    "![Foto de un porche](room.png)": ["alt-text", "Foto de"],
    "![Imagen de portada](room.png)": ["alt-text", "Imagen de portada"],
    "![Una foto de la abuela, colgada en la pared](room.png)": [],
    "Llame al 988.": ["typed-number", "988"],
    "Casi el 40 por ciento lo sabe.": ["typed-figure", "40 por ciento"],
    "Cuesta 1.200 dólares.": ["typed-figure", "1.200 dólares"],
    "Vino el 03/04/2026.": ["date-written", "03/04/2026"],
    "En la versión 1.2.26 no.": [],
}
FRENCH = "## Comment Payer\n\nAppelez [ici](index.md). Quarante pour cent des gens le savent.\n\n![Photo de la salle](room.png)\n"


@pytest.mark.parametrize("text", VAGUE.replace("|", ", ").split(", "))
def test_links_that_say_nothing(text: str) -> None:
    """A link of words that could stand in any link is vague."""
    assert says_nothing(text, "es")


@pytest.mark.parametrize("text", TELLING.replace("|", ", ").split(", "))
def test_links_that_say_something(text: str) -> None:
    """A link that names something isn't."""
    assert not says_nothing(text, "es")


def test_words_of_a_language_are_of_its_pages() -> None:
    """What says nothing in Spanish may be a name in English."""
    assert not says_nothing("Entre", "en")
    assert not shows_nothing("Portada", "en")
    assert shows_nothing("Imagen de portada (2)", "es")


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_to_call(text: str) -> None:
    """A number that somebody shall call or text is found by the Spanish words before it, and named as it is written."""
    (found,) = typed_numbers(Body(Lines(text, "a.md"), text), "es")

    assert found.message.removeprefix("the number ").removesuffix(" is typed by hand") in text


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_other_numbers(text: str) -> None:
    """The number of a room, a law or a bus may be typed."""
    assert [*typed_numbers(Body(Lines(text, "a.md"), text), "es")] == []


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("¿Unas 1.200 personas, o el 12,5 por ciento?", "(Some 1,200 people, or the 12.5 percent?"),
        ("TRES VECES MAS a 423.555.0199", "Three Times More to 423.555.0199"),
        ("nada", "nada"),
    ],
)
def test_the_way_back_from_english(text: str, english: str) -> None:
    """Words that are said in English lead back to all that they stand for."""
    words = in_english(text, "es")

    assert words.text == english
    assert words.span(0, len(english)) == (0, len(text))
    for word in ("personas", "12,5 por ciento", "VECES MAS"):
        if word in text:
            start = english.index({"personas": "people", "VECES MAS": "Times More"}.get(word, "12.5 percent"))
            length = len({"personas": "people", "VECES MAS": "Times More"}.get(word, "12.5 percent"))
            assert text[slice(*words.span(start, start + length))] == word


def test_a_page(make_site: MakeSite) -> None:
    """Each rule whose words are of a language finds what is wrong in a Spanish page at its line, and says nothing in a French one."""
    languages = {
        f"templates/words/{name}.yaml": yaml.safe_dump({text: text for text in OF_THE_ENGINE}) for name in ("es", "fr")
    }
    spanish = "\n\n".join(LINES)
    pages = {
        f"content/{name}/index.md": sound("Inicio", text, 'translates: "../index.md"')
        for name, text in (("es", spanish), ("fr", FRENCH))
    }
    pictures = {f"content/{name}/room.png": PNG for name in ("es", "fr")}
    settings = SOUND["content/_site.yaml"] + "languages: [es, fr]\n"
    facts = {"content/es/_data/facts.yaml": "share: {text: el 40 por ciento}\n", FACTS: SOUND[FACTS]}
    files = {**SOUND, **languages, **pages, **pictures, **facts, HOME: sound("Home", "We talk.\n")}
    problems = [
        one
        for one in check(make_site({**files, "content/_site.yaml": settings}), "check")[0]
        if one.rule not in {"translation-unchecked", "translation-outdated", "translated-data", "reading-grade"}
    ]
    found = {
        line: [
            (one.rule, one.message) for one in problems if one.place.line == 6 + 2 * number and "es/" in one.place.path
        ]
        for number, line in enumerate(LINES)
    }

    assert {line: [rule for rule, _ in those] for line, those in found.items()} == {
        line: expected[:1] for line, expected in LINES.items()
    }
    assert [line for line, those in found.items() for _, message in those if LINES[line][1] not in message] == []
    assert "facts.share" in next(one.hint for one in problems if "40 por ciento" in one.message)
    assert {one.rule for one in problems if "es/" not in one.place.path} <= {"orphan-page"}


def test_a_page_of_a_spanish_site(make_site: MakeSite) -> None:
    """Where Spanish is the site's own language the same is found, data may be Spanish beside the original, and terms are those of it."""
    terms = "a: {avoid: [adicto], use: persona, why: Es más., severity: warning, lang: es}\nb: {avoid: [once], use: twice, why: It is., severity: warning}\n"
    files = {
        **SOUND,
        "content/_site.yaml": SOUND["content/_site.yaml"] + "language: es-PR\nhours: once\n",
        "templates/words/es.yaml": yaml.safe_dump({text: text for text in OF_THE_ENGINE}),
        "content/_data/terms.yaml": terms,
        "content/es/_data/facts.yaml": "share: {text: el 40 por ciento}\n",
        "content/room.png": PNG,
        HOME: sound("Inicio", "\n\n".join([*LINES, "Dos adictas son once."])),
    }
    problems = [one for one in check(make_site(files), "check")[0] if one.place.path == HOME]
    found = {
        line: [one.rule for one in problems if one.place.line == 5 + 2 * number]
        for number, line in enumerate([*LINES, "Dos adictas son once."])
    }

    assert found == {line: expected[:1] for line, expected in LINES.items()} | {
        "Dos adictas son once.": ["avoided-word"]
    }
    assert "facts.share" in next(one.hint for one in problems if "40 por ciento" in one.message)


def test_what_data_say(make_site: MakeSite) -> None:
    """Settings and data are read in the language in which they say something, where they say it, and again when that changes."""
    terms = "a: {avoid: [adicto], use: persona, why: Es más., severity: warning, lang: es}\n"
    site = make_site(
        {
            **SOUND,
            "content/_site.yaml": SOUND["content/_site.yaml"] + "languages: [es]\nhours: day and night\n",
            "templates/words/es.yaml": yaml.safe_dump({text: text for text in OF_THE_ENGINE}),
            "content/_data/terms.yaml": terms,
            "content/es/_data/site.yaml": "hours: de día, y llame al nueve uno uno\n",
            "content/es/_data/facts.yaml": "share:\n  text: 40 por ciento de adictas\n",
            "content/es/index.md": sound("Inicio", "Hola.\n", 'translates: "../index.md"'),
            HOME: sound("Home", "We talk.\n"),
        }
    )
    numbers = ["content/es/_data/site.yaml:1 typed-number"]

    def found() -> list[str]:
        problems = check(site, "check")[0]
        return [f"{one.place.path}:{one.place.line} {one.rule}" for one in problems if "es/_data" in one.place.path]

    assert found() == ["content/es/_data/facts.yaml:2 avoided-word", *numbers]
    site.write({"content/es/_data/facts.yaml": "share:\n  text: el 40 por ciento\n"})
    assert found() == numbers
    site.write(
        {"content/es/_data/site.yaml": "# allow typed-number: an example\nhours: de día, y llame al nueve uno uno\n"}
    )
    assert found() == []
