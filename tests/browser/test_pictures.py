"""Pictures in a real browser: nothing jumps, each screen gets the width that it needs, and what is far below waits."""

import random
import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from tests.project import with_templates
from tests.server import serving
from tests.sites import BASIC, SETTINGS, TinySite
from tests.sites import page as page_of

SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifts += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""
TEXT = f"""---
title: Two pictures
description: An article with a picture at its top and another one far below, which waits until a reader is near it.
date: 2026-11-20
image: top.jpg
image_alt: The top
---

{"A paragraph that takes some room on every screen. " * 30}

{"Another paragraph.{0}{0}".format(chr(10)) * 90}
![Far below](below.jpg)

The end.
"""

NUMBERS = {
    "content/_site.yaml": SETTINGS + 'phone: "615-555-0100"\n',
    "content/_data/help.yaml": 'lifeline988: {label: A crisis line, call: "988", note: By day and night., verified: knowledge}\n',
}
ADDRESS = "https://www.example.org/medicines/buprenorphine-and-naloxone/for-families-and-friends"
WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis"
# What doesn't break by itself, in each place that a text has.
LONG = f"""---
title: An article with {WORD}
description: Who answers, what they ask, and what you can ask them, with {ADDRESS}. You can stop at any time.
date: 2026-11-20
summary: ["{ADDRESS}", "{WORD}", "Three."]
---

## {WORD}

Words `{WORD * 2}` and {ADDRESS}

### {WORD}

Table: Medicines {ADDRESS}

| {WORD} | Read more | `{WORD}` |
|---|---|---:|
| {WORD} | {ADDRESS} | {{{{ site.phone }}}} |
| `{WORD}` | [{ADDRESS}]({ADDRESS}) | {{{{ help.lifeline988.call }}}} **{WORD}** |

!!! important "{WORD}"
    {ADDRESS}

> {ADDRESS}

- [ ] {WORD}
- {ADDRESS}

{WORD}
: {ADDRESS}

```
{WORD * 3}
```

A claim.[^1]

[^1]: {ADDRESS}

![Black lines](lines.svg)

![Lines with a scheme of their own](schemes.svg)

![Black on nothing](lines.png)
"""
LINES = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60">{}<path d="M0 30h120" stroke-width="20"/></svg>'
SCHEMES = "<style>path { stroke: #000 } @media (prefers-color-scheme: dark) { path { stroke: #fff } }</style>"


def lines() -> bytes:
    """Return a PNG file with a black bar on nothing."""
    image = Image.new("RGBA", (120, 60))
    image.paste((0, 0, 0, 255), (0, 20, 120, 40))
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def photo(seed: int) -> bytes:
    """Return a photo of 1,600 by 1,000 pixels."""
    coarse = Image.frombytes("RGB", (32, 20), random.Random(seed).randbytes(32 * 20 * 3))
    written = BytesIO()
    coarse.resize((1600, 1000), Image.Resampling.BICUBIC).save(written, "JPEG")
    return written.getvalue()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where the project's site is served with an article that has two pictures."""
    files: dict[str, str | bytes] = {
        "../archive.md": page_of(template="archive"),
        "../search.md": page_of(template="search"),
        "index.md": page_of(),
        "two.md": TEXT,
        "top.jpg": photo(1),
        "below.jpg": photo(2),
        "long.md": LONG,
        "lines.svg": LINES.format("<style>path { stroke: #000 }</style>"),
        "schemes.svg": LINES.format(SCHEMES),
        "lines.png": lines(),
    }
    site = with_templates(TinySite(tmp_path_factory.mktemp("pictures")).write(BASIC), looks=True)
    site.write({f"content/blog/{name}": written for name, written in files.items()}).write(NUMBERS)
    site.build("2026-11-25")
    with serving(site.root / "site") as host:
        yield f"{host}/blog/two/"


def loaded(page: Page, alt: str) -> str:
    """Return the name of the file that the browser chose for a picture, once it is there; "" before."""
    chosen: str = page.evaluate(
        "alt => { const image = document.querySelector(`img[alt='${alt}']`); return image.complete ? image.currentSrc : '' }",
        alt,
    )
    return chosen.rpartition("/")[2]


@pytest.mark.parametrize(("width", "wanted"), [(320, "480"), (1280, "800")])
def test_pictures(width: int, wanted: str, new_context: Callable[..., BrowserContext], address: str) -> None:
    """The one at the top comes at once, the one below when one scrolls to it, both in the width of the screen."""
    context = new_context(width=width)
    context.add_init_script(SHIFTS)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda failure: told.append(str(failure)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address, wait_until="networkidle")
    before = [name for name in asked if name.endswith(("jpg", "webp", "avif"))]
    top = loaded(page, "The top")
    with page.expect_response(lambda answer: "/below-" in answer.url):
        page.locator("img[alt='Far below']").scroll_into_view_if_needed()
    page.evaluate("document.querySelector(`img[alt='Far below']`).decode()")
    below = loaded(page, "Far below")
    sides = page.evaluate(
        "[...document.querySelectorAll('main img')].map(image => [image.width / image.height, image.width])"
    )

    assert re.fullmatch(rf"top-{wanted}\.(avif|webp)", top)
    assert before == [top]
    assert re.fullmatch(rf"below-{wanted}\.(avif|webp)", below)
    assert page.evaluate("window.shifts") < 0.001
    assert all(abs(shape - 1.6) < 0.02 and side <= min(width, 680) for shape, side in sides)
    assert told == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/blog/long/", "/blog/", "/archive/", "/search/"])
def test_what_does_not_break_by_itself(
    path: str, width: int, new_context: Callable[..., BrowserContext], address: str
) -> None:
    """Long words and addresses move no page sideways; at most a table moves in its frame."""
    page = new_context(width=width).new_page()
    page.goto(address.replace("/blog/two/", path))

    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("alt", ["Black lines", "Lines with a scheme of their own", "Black on nothing"])
def test_pictures_that_one_can_see_through(
    alt: str, scheme: str, new_context: Callable[..., BrowserContext], address: str
) -> None:
    """Dark lines stand on a light ground in both schemes."""
    page = new_context(color_scheme=scheme).new_page()
    page.goto(address.replace("/two/", "/long/"))
    picture = page.locator(f"img[alt='{alt}']")
    picture.scroll_into_view_if_needed()
    page.evaluate("alt => document.querySelector(`img[alt='${alt}']`).decode()", alt)
    seen = Image.open(BytesIO(picture.screenshot())).convert("L")
    ground, line = (seen.getpixel((seen.width // 2, seen.height * at // 12)) for at in (2, 6))

    assert (ground, line) == (246, 0)
