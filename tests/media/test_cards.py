"""Social cards: the picture that goes with a shared link."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFont

from care import SITE as CARE
from carepress.media.card import CardPainter
from carepress.model.config import Options
from carepress.pipeline import build
from tests.every_kind import KINDS, built_every_kind, file_of
from tests.sites import LAYOUT, NOON, ROOT, SETTINGS, MakeSite, TinySite, page

FONT = (ROOT / "templates/assets/title.woff2").read_bytes()
GROUND = (ROOT / "templates/cards/ground.png").read_bytes()
TOKENS = (ROOT / "templates/assets/_tokens.css").read_text(encoding="utf-8")
LOOK = {
    "templates/assets/title.woff2": FONT,
    "templates/cards/ground.png": GROUND,
    "templates/assets/_tokens.css": TOKENS,
    "templates/page.html": LAYOUT.replace("</head>", "<link rel=card href='{{ page.card }}'></head>"),
}
INK, SKY = (0x2B, 0x2A, 0x25), (0xF5, 0xE8, 0xD2)
AT_MOST = 26_000


def picture(site: TinySite, path: str = "cards.png") -> Image.Image:
    """Return a card with the colors that an app sees."""
    return Image.open(io.BytesIO((site.root / "site" / path).read_bytes())).convert("RGB")


def card_of(site: TinySite, path: str) -> str:
    """Return the address of the card that a finished page names."""
    return site.read(path).partition("<link rel=card href='")[2].partition("'")[0]


def painter() -> CardPainter:
    return CardPainter(FONT, GROUND, ("#000", "#fff", "#fff"), "")


def test_which_pages_have_one(make_site: MakeSite) -> None:
    """Every page that is worth sharing has one; page 2 of a list has the list's; where nobody should be led has none."""
    site = make_site(LOOK | {"templates/redirect.html": "-"})
    site.write({f"content/blog/a{number}.md": page(date=f"2026-10-{number:02}") for number in range(1, 22)})
    site.write(
        {
            "content/404.md": page(),
            "content/blog/index.md": page(aliases="[/news/]"),
            "content/blog/gone.md": page(date="2026-01-01", expires="2026-02-01"),
            "content/hidden.md": page(noindex="true"),
            "content/home.md": page(),
        }
    )
    site.build("2026-11-24")

    made = {path for path in site.tree() if path.startswith("cards")}
    articles = {f"cards/blog/a{number}.png" for number in range(1, 22)}
    assert made == {"cards.png", "cards/blog.png", "cards/home.png", *articles}
    assert card_of(site, "index.html") == "https://example.org/cards.png"
    assert card_of(site, "blog/a7/index.html") == "https://example.org/cards/blog/a7.png"
    assert card_of(site, "blog/page/2/index.html") == "https://example.org/cards/blog.png"
    assert [card_of(site, path) for path in ("404.html", "hidden/index.html", "blog/gone/index.html")] == ["", "", ""]


def test_colors(make_site: MakeSite) -> None:
    """The ground is the picture in the templates, the inks are tokens; whatever of them is changed changes the card."""
    site = make_site(LOOK)
    site.build()
    before = picture(site)
    blue = io.BytesIO()
    Image.new("RGBA", (1200, 630), "#abc").save(blue, "PNG")
    site.write({"templates/cards/ground.png": blue.getvalue()}).build()
    after = picture(site)
    site.write({"templates/assets/_tokens.css": TOKENS.replace("--ink: #2b2a25", "--ink: #FfE", 1)}).build()
    last = picture(site)

    assert before.size == after.size == last.size == (1200, 630)
    assert [before.getpixel(at) for at in ((5, 5), (608, 460), (5, 620))] == [
        SKY,
        (0xE6, 0xAD, 0x62),
        (0x1C, 0x46, 0x3A),
    ]
    assert {color for _, color in before.getcolors(1000) or []} >= {INK, (0xFB, 0xF6, 0xEA)}
    assert [after.getpixel(at) for at in ((5, 5), (608, 460), (5, 620))] == [(0xAA, 0xBB, 0xCC)] * 3
    assert {color for _, color in after.getcolors(1000) or []} >= {INK, (0xFB, 0xF6, 0xEA)}
    assert {color for _, color in last.getcolors(1000) or []} >= {(0xFF, 0xFF, 0xEE), (0xFB, 0xF6, 0xEA)}


@pytest.mark.parametrize(
    "title",
    [
        "Costs",
        "What should you look for in a recovery residence in Tennessee?",
        "An article with everything that a writer can put into one, and a title that takes several lines on a phone",
        "W" * 300,
        "Ävery lông wörd " * 300,
        "jagged, jolly " * 4,
    ],
    ids=["short", "usual", "long", "one-word", "very-long", "odd-sides"],
)
def test_words_stay_inside(make_site: MakeSite, title: str) -> None:
    """Whatever the title, it stands on the sky, away from the sides, where no app cuts it off."""
    site = make_site(LOOK | {"content/a/index.md": page(title="Word " * 40), "content/a/b.md": page(title=title)})
    site.write({"content/_site.yaml": SETTINGS.replace("Test Center", "Wide Name " * 20)})
    site.build()
    sky = picture(site, "cards/a/b.png").crop((0, 0, 1200, 400))
    ground = picture(site, "cards/a/b.png").crop((0, 540, 1200, 630))

    left, top, right, bottom = ImageChops.difference(sky, Image.new("RGB", sky.size, SKY)).getbbox() or (0, 0, 0, 0)
    assert 80 <= left < right <= 1120
    assert 30 <= top < bottom <= 395
    left, top, right, bottom = ImageChops.difference(
        ground, Image.new("RGB", ground.size, (0x1C, 0x46, 0x3A))
    ).getbbox() or (0, 0, 0, 0)
    assert 80 <= left < right <= 1120
    assert 0 <= top < bottom <= 80
    assert (site.root / "site/cards/a/b.png").stat().st_size <= AT_MOST


def test_words_are_whole() -> None:
    """A title of 107 characters keeps its words, in letters that can be read on a phone."""
    title = "An article with everything that a writer can put into one, and a title that takes several lines on a phone"

    font, lines = painter().fit(title, range(100, 20, -4), 270)

    assert " ".join(lines) == title
    assert len(lines) == 3
    assert font.size >= 60


def test_lines_are_balanced() -> None:
    """The last line isn't a word that was left over."""
    _, lines = painter().fit("What should you look for in a recovery residence in Tennessee?", range(80, 72, -4), 300)

    assert lines == ["What should you look", "for in a recovery", "residence in Tennessee?"]


def test_a_short_title_is_larger() -> None:
    """What is short is written large."""
    assert painter().fit("Costs", range(100, 20, -4), 270)[0].size == 100


def test_the_font_has_what_titles_need() -> None:
    """Curly quotes, dashes and the accents of Spanish and French have a shape of their own, not that of a missing one."""
    letters = "“”‘’–—…áéíñóúüçàèêïÁÉÑ¿¡½°§$%&"
    font = ImageFont.truetype(io.BytesIO(FONT), 40, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\uffff"))

    assert [letter for letter in letters if bytes(font.getmask(letter)) == missing] == []
    assert painter().drawable(letters) == letters


@pytest.mark.usefixtures("words_as_written")
@pytest.mark.parametrize(
    ("title", "same_as"),
    [
        ("Dvořák and e\u0301clair", "Dvorák and éclair"),
        ("中文", "😀"),
        ("Sleep 😴 well", "Sleep well"),
        ("Q\u0301uiet\u200d words", "Quiet words"),
    ],
    ids=["accents", "nothing-left", "a-picture", "marks"],
)
def test_no_boxes(make_site: MakeSite, title: str, same_as: str) -> None:
    """A letter that the font lacks is drawn without its accent, or not at all; never as an empty box."""
    site = make_site(LOOK | {"content/a.md": page(title=title), "content/b.md": page(title=same_as)})
    site.build()

    assert (site.root / "site/cards/a.png").read_bytes() == (site.root / "site/cards/b.png").read_bytes()


def test_drawn_once(make_site: MakeSite) -> None:
    """A second build draws none; one title, one card; the name of the center is on all of them."""
    site = make_site(LOOK | {"content/a.md": page(title="A"), "content/b.md": page(title="B")})

    assert site.build().cards == 3
    assert site.build().cards == 0
    site.write({"content/b.md": page("More words.", title="B")})
    assert site.build().cards == 0
    site.write({"content/b.md": page(title="C")})
    assert site.build().cards == 1
    site.write({"content/_site.yaml": SETTINGS.replace("Test", "Other")})
    assert site.build().cards == 3


def test_nothing_is_loaded_when_nothing_is_drawn(make_site: MakeSite) -> None:
    """A build that finds all its cards doesn't wait for Pillow."""
    site = make_site(LOOK)
    script = (
        "import sys, pathlib; from carepress.cli.main import main; main(['build'], pathlib.Path(sys.argv[1]), 'care');"
        "print('PIL.Image' in sys.modules)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script, str(site.root)], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]

    assert [run.split()[-1] for run in runs] == ["True", "False"]


def test_same_bytes(make_site: MakeSite, tmp_path: Path) -> None:
    """Two builds that know nothing of each other draw the same card."""
    site = make_site(LOOK)
    site.build()
    other = TinySite(tmp_path / "other").write(
        {
            path.relative_to(site.root).as_posix(): path.read_bytes()
            for path in site.root.glob("[ct]*/**/*")
            if path.is_file()
        }
    )
    assert other.build().cards == 1

    assert (site.root / "site/cards.png").read_bytes() == (other.root / "site/cards.png").read_bytes()


@pytest.mark.parametrize(
    "files",
    [
        {"content/_site.yaml": SETTINGS + "social_cards: false\n"},
        {"templates/assets/title.woff2": None},
        {"templates/cards/ground.png": None},
    ],
    ids=["switched-off", "no-font", "no-ground"],
)
def test_none(make_site: MakeSite, files: dict[str, str | None]) -> None:
    """The settings switch the cards off, and templates without a font or a ground for them have none."""
    site = make_site({path: text for path, text in (LOOK | files).items() if text is not None})

    assert site.build().cards == 0
    assert card_of(site, "index.html") == ""
    assert [path for path in site.tree() if path.startswith("cards")] == []


def test_a_preview_has_none(make_site: MakeSite) -> None:
    """While somebody writes, no time is spent on what nobody sees."""
    site = make_site(LOOK)

    report = build(site.root, Options(kind=CARE, preview=True, output=site.root / "site"), NOON)

    assert report.cards == 0
    assert card_of(site, "index.html") == ""


def test_a_card_below_a_path(make_site: MakeSite) -> None:
    """Where a site is below a path of its host, so are its cards."""
    site = make_site(LOOK)
    site.build(base_url="https://example.org/preview/")

    assert card_of(site, "index.html") == "https://example.org/preview/cards.png"


def test_pages_name_their_cards() -> None:
    """On every kind of page the page names its card with its whole address, size and words, and the card is there."""
    site = built_every_kind()
    without = {"404", "expired", "redirect"}

    for kind in set(KINDS) - {"redirect"}:
        html = file_of(site, kind).read_text(encoding="utf-8")
        found = dict(
            re.findall(r'<meta (?:property|name)="((?:og:image|twitter:card|og:title)[^"]*)" content="([^"]*)">', html)
        )
        address = found.pop("og:image", "")
        title = found.pop("og:title")
        if kind in without:
            assert (address, found) == ("", {}), kind
            continue
        assert address.startswith("https://example.org/cards"), kind
        assert (site / address.removeprefix("https://example.org/")).is_file(), kind
        assert found == {
            "og:image:alt": title,
            "twitter:card": "summary_large_image",
        }, kind
    assert "og:image" not in (site / "old-address/index.html").read_text(encoding="utf-8")
