"""The look of the site is changed in one file: templates/assets/_tokens.css."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from carepress.media.stylesheets import press_sheet
from tests.project import with_templates
from tests.server import serving
from tests.sites import BASIC, ROOT, TinySite
from tests.sites import page as page_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# A token, its new value, and where it arrives: a property of an element, as the browser computed it.
RESTYLED = {
    "--paper": ("#abcdef", "body", "backgroundColor", "rgb(171, 205, 239)"),
    "--ink": ("#123456", "main h1", "color", "rgb(18, 52, 86)"),
    "--text": ('"Courier New", monospace', "body", "fontFamily", '"Courier New", monospace'),
    "--radius-2": ("33px", ".callout", "borderTopRightRadius", "33px"),
    "--space-5": ("77px", ".prose blockquote", "marginTop", "77px"),
}
TEXT = page_of('Words.\n\n> A quotation\n\n!!! important "Important"\n    Words.\n', template="page")
LITERAL = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|(?<![\w.])(?!1px)[\d.]+(?:rem|px)\b|\bserif\b")


def test_tokens_arrive(tmp_path: Path, page: Page) -> None:
    """Five tokens are changed, a color of the ground, one of the text, a font, a corner and a space: all five show."""
    site = with_templates(TinySite(tmp_path).write(BASIC).write({"content/index.md": TEXT}), looks=True)
    tokens = site.root / "templates/assets/_tokens.css"
    text = tokens.read_text(encoding="utf-8")
    for name, (value, *_) in RESTYLED.items():
        text = re.sub(rf"^  {name}: .*;$", f"  {name}: {value};", text, count=1, flags=re.MULTILINE)
    tokens.write_text(text, encoding="utf-8")
    site.build()
    with serving(site.root / "site") as host:
        page.emulate_media(color_scheme="light")
        page.goto(f"{host}/")
        seen = {
            name: page.evaluate(f"getComputedStyle(document.querySelector({selector!r})).{key}")
            for name, (_, selector, key, _) in RESTYLED.items()
        }

    assert seen == {name: expected for name, (*_, expected) in RESTYLED.items()}


# Whatever a browser makes of a style sheet: each rule as it writes it, but for addresses and for blanks around signs between values.
READ = """
(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/url\\("[^"]*"\\)/g, "url()").replace(/\\s*([,*/])\\s*/g, "$1")) }
"""
TRICKY = """
a > b + c ~ d , e :is(.f, #g)  > :first-child:not( .h )::before { content : " \\"a\\" " ; margin : calc( -1px + 2px * 3 ) auto ! important }
i/**/j [data-k = 'l' i] , :nth-child( 2n + 1 of .m ) { font: 1em / 1.5 "N O", serif; inset : auto / 2 }
@media screen and ( min-width: 40rem ) , not ( 3px <= width < 9px ) { p:hover { color: red; &:focus , q & { top: 1px } left: 2px } }
@supports (display:grid) and (not selector(a>:hover)) { r { grid: "a b" 1fr / auto; transition: all .5s ease-in , top 1s } }
@keyframes s { from { top: 0 } 50.5% { top: 1px } }
@layer t , u; @layer v { w { --x: {a:b} ; --y: ; --z:  1 , 2 ; color: rgb( 0 0 0 / 50% ) } }
@container card (inline-size>30em) { \\31 a { background: URL( x.svg ) no-repeat , image-set( url( 'x.svg' ) 1x ) ; width: min( 1px , 2% ) } }
@page :first { margin: 1cm }
@property --aa { syntax: '<length>'; inherits: false; initial-value: 0px } @scope (.bb :first-child) to (.cc) { :scope { top: 0 } }
"""


@pytest.mark.parametrize("written", [TRICKY, None], ids=["tricky", "own"])
def test_a_browser_reads_the_published_sheet_as_the_written_one(page: Page, written: str | None) -> None:
    """What is taken out of a style sheet changes nothing of what it says."""
    assets = ROOT / "templates/assets"
    sheets = {path.name: path.read_text(encoding="utf-8") for path in assets.glob("*.css")}
    written = written or sheets["_tokens.css"] + sheets["site.css"].partition("\n")[2]

    pressed, problems = press_sheet(
        "a.css", {"a.css": written}, {name: f"/assets/{name}" for name in ("x.svg", "title.woff2")}, ""
    )

    assert problems == []
    assert len(pressed) < len(written)
    assert page.evaluate(READ, pressed) == page.evaluate(READ, written)


def test_nothing_else_has_a_color_or_a_measure_of_its_own() -> None:
    """Outside of the tokens the style sheet names no color, no font and no length but the hairline."""
    sheet = (ROOT / "templates/assets/site.css").read_text(encoding="utf-8")
    sheet = re.sub(
        r"/\*.*?\*/|@media \([^)]*\)", "", sheet, flags=re.DOTALL
    )  # a width at which a page turns can't be a token

    assert [match[0] for match in LITERAL.finditer(sheet)] == []
