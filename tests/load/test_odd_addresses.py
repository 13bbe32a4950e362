"""Whatever address a person writes: each fault is met by a sentence with its place."""

import pytest

from tests.sites import HOME, PNG, Files, MakeSite, page

REDIRECT = {"templates/redirect.html": "<!doctype html><html lang=en><title>Moved</title></html>"}

ADDRESSES: dict[str, tuple[Files, str]] = {
    "slugs": (
        {f"content/{n}.md": page(slug=slug) for n, slug in enumerate(("../x", '"a\\nb"', "//evil.org", '"…"', "con"))},
        """\
content/0.md:4:7: error: a slug has only lower-case words and dashes [front-matter-value]
    4 | slug: ../x
      |       ^^^^
  hint: write x instead
content/1.md:4:7: error: a slug has only lower-case words and dashes [front-matter-value]
    4 | slug: "a\\nb"
      |       ^^^^^^
  hint: write a-b instead
content/2.md:4:7: error: a slug has only lower-case words and dashes [front-matter-value]
    4 | slug: //evil.org
      |       ^^^^^^^^^^
  hint: write evil-org instead
content/3.md:4:7: error: a slug has only lower-case words and dashes [front-matter-value]
    4 | slug: "…"
      |       ^^^
  hint: write words instead
content/4.md:4:7: error: Windows can't have a folder called "con" [front-matter-value]
    4 | slug: con
      |       ^^^
  hint: write another word""",
    ),
    "slug-without-effect": (
        {HOME: page(slug="home"), "content/b/index.md": page(slug="c"), "content/404.md": page(slug="d")},
        """\
content/404.md:4:7: error: this page has its address from its file or folder: the slug changes nothing [front-matter-value]
    4 | slug: d
      |       ^
  hint: delete the line
content/b/index.md:4:7: error: this page has its address from its file or folder: the slug changes nothing [front-matter-value]
    4 | slug: c
      |       ^
  hint: delete the line
content/index.md:4:7: error: this page has its address from its file or folder: the slug changes nothing [front-matter-value]
    4 | slug: home
      |       ^^^^
  hint: delete the line""",
    ),
    "aliases": (
        {**REDIRECT, "content/a.md": page(aliases="[/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]")},
        """\
content/a.md:4:11: error: "/../x/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |           ^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:19: error: "/a b/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                   ^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:26: error: "//evil.org/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                          ^^^^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:39: error: "https://evil.org/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                                       ^^^^^^^^^^^^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:60: error: "" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                                                            ^^
  hint: write it as /old-name/; no part of it begins with a dot
content/a.md:4:64: error: "/x\\y/" isn't an address on this site [front-matter-value]
    4 | aliases: [/../x/, /a b/, //evil.org/, 'https://evil.org/', '', /x\\y/]
      |                                                                ^^^^^
  hint: write it as /old-name/; no part of it begins with a dot""",
    ),
    "alias-over-lines": (
        {**REDIRECT, "content/a.md": page(aliases='["/a\\nb/"]')},
        """\
content/a.md:4:11: error: "/a\\u{a}b/" isn't an address on this site [front-matter-value]
    4 | aliases: ["/a\\nb/"]
      |           ^^^^^^^^
  hint: write it as /old-name/; no part of it begins with a dot""",
    ),
    "aliases-on-windows": (
        {**REDIRECT, "content/a.md": page(aliases="[/con/, /b/NUL.html, /c./]")},
        """\
content/a.md:4:11: error: Windows can't have a file called "/con/" [front-matter-value]
    4 | aliases: [/con/, /b/NUL.html, /c./]
      |           ^^^^^
  hint: delete it
content/a.md:4:18: error: Windows can't have a file called "/b/NUL.html" [front-matter-value]
    4 | aliases: [/con/, /b/NUL.html, /c./]
      |                  ^^^^^^^^^^^
  hint: delete it
content/a.md:4:31: error: Windows can't have a file called "/c./" [front-matter-value]
    4 | aliases: [/con/, /b/NUL.html, /c./]
      |                               ^^^^
  hint: delete it""",
    ),
    "pages-on-one-url": (
        {"content/a.md": page(slug="x"), "content/b.md": page(slug="x"), "content/x/index.md": page()},
        """\
content/x/index.md: error: the address /x/ is claimed by content/a.md, content/b.md, content/x/index.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "aliases-on-one-url": (
        {
            **REDIRECT,
            "content/a.md": page(aliases="[/x]"),
            "content/b.md": page(aliases="[/x/]"),
            "content/c.md": page(aliases="[/x/index.html, /]"),
        },
        """\
content/c.md: error: the address / is claimed by content/index.md, content/c.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/c.md: error: the address /x/ is claimed by content/a.md, content/b.md, content/c.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "assets-on-one-url": (
        {"content/a b/x.png": PNG, "content/a-b/x.png": PNG, "content/A b/x.png": PNG},
        """\
content/a-b/x.png: error: the address /a-b/x.png is claimed by content/A b/x.png, content/a b/x.png, content/a-b/x.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "asset-under-a-page": (
        {**REDIRECT, "content/a.png": PNG, "content/b.md": page(aliases="[/a.png]")},
        """\
content/b.md: error: the address /a.png/ is claimed by content/a.png, content/b.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
    "files-of-the-build": (
        {**REDIRECT, "content/assets/x.png": PNG, "content/a.md": page(aliases="[/carepress.json, /robots.txt]")},
        """\
content/a.md: error: the address /carepress.json/ is claimed by the build itself, content/a.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/a.md: error: the address /robots.txt/ is claimed by the build itself, content/a.md [url-collision]
  hint: rename one of the files, or give it another `slug` or alias
content/assets/x.png: error: the address /assets/x.png is claimed by the build itself, content/assets/x.png [url-collision]
  hint: rename one of the files, or give it another `slug` or alias""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_addresses(make_site: MakeSite, files: Files, expected: str) -> None:
    """Slugs and aliases that aren't addresses of this site, and addresses that several files claim: all are named."""
    assert make_site(files).printed() == expected
