"""A small site whose own language is Spanish, with a page of each kind that any site can have, and what a page says aloud."""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from tests.sites import Files, page

# The commonest words of English, and none of Spanish.
ENGLISH_WORDS = re.compile(
    r"\b(?:the|of|and|is|are|with|for|you|your|from|at|on|this|that|by|page|pages|week|hours?|care|back|not)\b",
    re.IGNORECASE,
)
ABOUT = "Una frase de muestra que dice lo que cuenta esta página, para los buscadores y para quien comparte el enlace"


def spoken(html: str, language: str) -> list[str]:
    """Return what a page says, but for what is in another language than its own, or is for machines."""
    tree = LexborHTMLParser(html)
    for node in tree.css(
        f"[lang]:not(html):not([lang^={language}]), script, style, meta[http-equiv], .contact-details"
    ):
        node.decompose()
    said = [
        value
        for node in tree.css("*")
        for key, value in node.attributes.items()
        if value and key in {"aria-label", "title", "alt"}
    ]
    text = tree.root.text(separator="\n") if tree.root else ""
    return [*said, *(" ".join(line.split()) for line in text.splitlines() if line.strip())]


def settings(language: str, more: str = "") -> str:
    """Return the settings of the site in a language."""
    return f"""\
name: Clínica Dental Borinquen
description: Quiénes somos, qué hacemos y cómo encontrarnos.
base_url: https://example.org/
language: {language}
timezone: America/Puerto_Rico
phone: "787-555-0142"
email: hola@example.org
hours: de lunes a viernes, de 8 a 5
social_cards: false
samples: [phone]
{more}"""


def written(body: str, title: str, **keys: object) -> str:
    """Return a page's file with words of its own at its head."""
    return page(body, title=title, description=f"{ABOUT} ({title}).", **keys)


def articles(count: int = 21) -> Mapping[str, str]:
    """Return as many articles as make their section's list longer than a page."""
    return {
        f"content/blog/n{number}.md": written("Le contamos algo.\n", f"Artículo {number}", date="2026-01-05")
        for number in range(count)
    }


PAGES: Files = {
    "content/index.md": written(
        "Venga a vernos.\n\n## Qué puede leer\n\nLea el [blog](blog/index.md).\n", "Bienvenidos"
    ),
    "content/404.md": written("Vaya al [inicio](index.md).\n", "Página no encontrada", noindex="true"),
    "content/contact.md": written("{{ contact-details }}\n", "Contacto", order=2),
    "content/glossary.md": written("Las palabras.\n", "Glosario", template="glossary", slug="glosario"),
    "content/sources.md": written("Las fuentes.\n", "Fuentes", template="sources", slug="fuentes"),
    "content/topics/index.md": written("Los temas.\n", "Temas"),
    "content/blog/index.md": written("Lo que escribimos.\n", "Blog", order=1),
    "content/blog/caries.md": written(
        "La caries duele.{{ sources.encuesta }} Se ve en una radiografía.[^1]\n\n## Qué hacer\n\n!!! urgent\n    Llame al {{ site.phone }}.\n\n"
        "!!! important\n    Lávese los dientes.\n\nTable: Cuándo venir\n\n| día | qué |\n| --- | --- |\n| lunes | limpieza |\n\n"
        "## Qué no hacer\n\nNo espere.\n\n## Qué comer\n\nMenos azúcar.\n\n[^1]: Una nota.\n",
        "Qué es una caries",
        date="2026-11-03",
        updated="2026-11-04",
        reviewed="2026-11-04",
        next_review="2027-11-04",
        reviewer="ana",
        author="ana",
        tags="[dientes]",
        aliases="[/vieja/]",
        summary='["Duele", "Se cura", "Llame"]',
    ),
    "content/blog/viejo.md": written("Ya pasó.\n", "Un aviso", date="2026-01-02", expires="2026-02-01"),
    **articles(),
    "content/_data/people.yaml": "ana:\n  name: Ana Ruiz\n  role: Dentista\n  bio: Ana Ruiz lee lo que escribimos.\n  languages: [español, inglés]\n"
    '  credentials: {title: Doctora, number: "A-1", issuer: La junta, expires: 2028-11-30}\n',
    "content/_data/tags.yaml": f'dientes: {{name: Dientes, description: "{ABOUT} y más cosas."}}\n',
    "content/_data/glossary.yaml": "caries: {term: caries, meaning: Un hueco en un diente., see: [azucar]}\nazucar: {term: azúcar, meaning: Algo dulce.}\n",
    "content/_data/sources.yaml": "encuesta: {title: Una encuesta, publisher: Una agencia, year: 2024, url: https://example.net/, verified: read-in-source}\n",
}
