"""The look of the site is changed in one file: templates/assets/_tokens.css."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from carepress.config import Options
from carepress.pipeline import build
from tests.conftest import NOON
from tests.every_kind import KINDS, ROOT, TODAY, copy_project
from tests.server import serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# A token, its new value, and where it arrives: a property of an element, as the browser computed it.
RESTYLED = {
    "--paper": ("#abcdef", "body", "backgroundColor", "rgb(171, 205, 239)"),
    "--ink": ("#123456", "main h1", "color", "rgb(18, 52, 86)"),
    "--text": ('"Courier New", monospace', "body", "fontFamily", '"Courier New", monospace'),
    "--radius-2": ("33px", ".callout", "borderTopRightRadius", "33px"),
    "--space-5": ("77px", ".prose blockquote", "marginTop", "77px"),
}
LITERAL = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|(?<![\w.])(?!1px)[\d.]+(?:rem|px)\b|\bserif\b")


def test_tokens_arrive(tmp_path: Path, page: Page) -> None:
    """Five tokens are changed, a color of the ground, one of the text, a font, a corner and a space: all five show."""
    project = copy_project(tmp_path)
    tokens = project / "templates/assets/_tokens.css"
    text = tokens.read_text(encoding="utf-8")
    for name, (value, *_) in RESTYLED.items():
        text = re.sub(rf"^  {name}: .*;$", f"  {name}: {value};", text, count=1, flags=re.MULTILINE)
    tokens.write_text(text, encoding="utf-8")
    build(project, Options(today=TODAY), NOON)
    with serving(project / "site") as host:
        page.emulate_media(color_scheme="light")
        page.goto(host + KINDS["everything"])
        seen = {
            name: page.evaluate(f"getComputedStyle(document.querySelector({selector!r})).{key}")
            for name, (_, selector, key, _) in RESTYLED.items()
        }

    assert seen == {name: expected for name, (*_, expected) in RESTYLED.items()}


def test_nothing_else_has_a_color_or_a_measure_of_its_own() -> None:
    """Outside of the tokens the style sheet names no color, no font and no length but the hairline."""
    sheet = (ROOT / "templates/assets/site.css").read_text(encoding="utf-8")
    sheet = re.sub(
        r"/\*.*?\*/|@media \([^)]*\)", "", sheet, flags=re.DOTALL
    )  # a width at which a page turns can't be a token

    assert [match[0] for match in LITERAL.finditer(sheet)] == []
