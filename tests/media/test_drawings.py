"""Drawings beside pages: each is written anew without anything that runs or loads, or is refused."""

import gzip

import pytest

from tests.media.photos import site_with
from tests.sites import MakeSite

SVG = 'xmlns="http://www.w3.org/2000/svg"'


def drawing(inside: str, attributes: str = 'viewBox="0 0 40 20"') -> str:
    return f"<svg {SVG} {attributes}>\n{inside}\n</svg>"


def test_a_drawing_is_written_anew(make_site: MakeSite) -> None:
    """What programs leave in a drawing is gone; what is drawn, and its size, are there."""
    inside = (
        "<!-- a secret --><?php secret ?><metadata><a>a secret</a></metadata><title>Stairs &amp; &lt;doors></title>"
        '<defs><linearGradient id="a" xlink:href="#b"/><linearGradient id="b"/></defs><style>path { fill: url(#a) }</style>'
        '<sodipodi:namedview><sodipodi:x/></sodipodi:namedview><path inkscape:label="a secret" fill="url( \'#a\' )" d="M0 0h9"/>'
    )
    names = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:sodipodi="s" xmlns:inkscape="i" viewBox="0 0 40 20"'
    site = site_with(make_site, "a.svg", f"<?xml version='1.0'?>{drawing(inside, names)}".encode())

    assert site.read("a.svg") == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">\n<title>Stairs &amp; &lt;doors&gt;</title><defs>'
        '<linearGradient id="a" href="#b"></linearGradient><linearGradient id="b"></linearGradient></defs>'
        '<style>path { fill: url(#a) }</style><path fill="url( &#x27;#a&#x27; )" d="M0 0h9"></path>\n</svg>\n'
    )
    assert site.main() == (
        '<p><img alt="A room" src="/a.svg" loading="lazy" decoding="async" width="40" height="20"></p>'
    )


REFUSED_DRAWINGS = {
    "script": (drawing("<script>a()</script>"), "2:1 a drawing can't run a script [svg-script]"),
    "event": (
        drawing('<g>\n <path ONload="a()"/></g>'),
        "3:2 a drawing can't run a script, as ONload does [svg-script]",
    ),
    "html": (drawing("<foreignObject/>"), "2:1 a drawing can't hold HTML [svg-foreign]"),
    "photo": (
        drawing('<image href="https://a.example/b.png" onload="a()"/>'),
        "2:1 a drawing can't hold a photo [svg-outside]",
    ),
    "link": (drawing('<use href="b.svg#a"/>'), '2:1 the drawing points at "b.svg#a" [svg-outside]'),
    "old-link": (
        drawing('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="data:,"/>'),
        '2:1 the drawing points at "data:," [svg-outside]',
    ),
    "paint": (
        drawing('<path fill="red url(https://a.example/b)"/>'),
        '2:1 the drawing points at "https://a.example/b" [svg-outside]',
    ),
    "style": (
        drawing("<path style=\"fill: URL( 'b.svg')\"/>"),
        '2:1 the drawing points at "b.svg" [svg-outside]',
    ),
    "hidden-words": (
        drawing('<path style="fill: u\\72l(b)"/>'),
        '2:1 the drawing points at "b" [svg-outside]',
    ),
    "import": (
        drawing("<style>\n<![CDATA[@import 'a']]></style>"),
        '3:None the drawing points at "@import" [svg-outside]',
    ),
    "import-around-a-style": (
        drawing('<style>@im<style/>port "http://a.example/b.css";</style>'),
        "2:11 a drawing can't have the element <style> inside <style> [svg-element]",
    ),
    "title-in-a-style": (
        drawing("<style>a<title>b</title></style>"),
        "2:9 a drawing can't have the element <title> inside <style> [svg-element]",
    ),
    **{
        f"import-around-{name}": (
            drawing(f"<style>\n\n@im{between}port 'a';</style>"),
            '4:None the drawing points at "@import" [svg-outside]',
        )
        for name, between in {
            "a-foreign-style": '<style xmlns="http://www.w3.org/1999/xhtml">b</style>',
            "metadata": "<metadata/>",
            "a-comment": "<!-- -->",
            "an-instruction": "<?a b?>",
            "marked-text": "<![CDATA[]]>",
            "nothing-with-an-escape": "\\70 ort 'a'; @im",
            "nothing-with-a-sign": "&#112;ort 'a'; b",
        }.items()
    },
    **{
        f"asks-by-{name}": (
            drawing(f"<style>a {{ b: {css} }}</style>"),
            f'2:None the drawing points at "{said}" [svg-outside]',
        )
        for name, (css, said) in {
            "image-set": ("Image-Set('a' 1x)", "image-set()"),
            "an-old-image-set": ("-webkit-image-set('a' 1x)", "-webkit-image-set()"),
            "an-escaped-image-set": ("\\69mage-set(var(--a) 1x)", "image-set()"),
            "src": ("src('a')", "src()"),
            "image": ("image('a')", "image()"),
            "cross-fade": ("cross-fade('a', red)", "cross-fade()"),
            "url-after-a-comment": ("red/*url(#a)*/url(b)", "b"),
            "url-in-brackets": ("[({var(--a, url( 'b' ))})]", "b"),
            "url-that-never-ends": ("url('b", "b }"),
            "url-after-a-sign-of-some-browsers": ("\u00d7url('b')", "\u00d7url()"),
            "url-with-half-a-letter": ("url(\\d800 b)", "\ud800b"),
        }.items()
    },
    "import-by-a-name-of-its-own": (
        drawing('<s:style xmlns:s="http://www.w3.org/2000/svg">@import "a"</s:style>'),
        '2:None the drawing points at "@import" [svg-outside]',
    ),
    "old-link-beside-a-new-one": (
        drawing('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="#a" href="b.svg#a"/>'),
        '2:1 the drawing points at "b.svg#a" [svg-outside]',
    ),
    "moving": (drawing('<path><set attributeName="href" to="b"/></path>'), "2:7 a drawing can't move [svg-moving]"),
    **{
        f"moving-by-{name}": (drawing(f"<style>\n{name} a {{}}</style>"), "3:None a drawing can't move [svg-moving]")
        for name in ("@Keyframes", "@-webkit-keyframes", "@k\\65yframes", "@starting-style")
    },
    "element": (drawing("<a/>"), "2:1 a drawing can't have the element <a> [svg-element]"),
    "doctype": (
        f'<!DOCTYPE svg [<!ENTITY a "b">]>\n{drawing("&a;")}',
        "1:15 a drawing can't have entities [svg-doctype]",
    ),
    "entity": (drawing("é &a;"), "2:3 a drawing can't have entities [svg-doctype]"),
    "entity-of-another-file": (
        f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n{drawing("&a;")}',
        "3:1 a drawing can't have entities [svg-doctype]",
    ),
    "entities-that-multiply": (
        f'<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;"><!ENTITY % c SYSTEM "file:///etc/passwd">%c;]>\n{drawing("&b;")}',
        "1:15 a drawing can't have entities [svg-doctype]",
    ),
    "utf-16": (
        f"<?xml version='1.0' encoding='utf-16'?>{drawing('<script/>')}".encode("utf-16"),
        "2:1 a drawing can't run a script [svg-script]",
    ),
    "latin-1": (
        f"<?xml version='1.0' encoding='latin-1'?>{drawing('<desc>é</desc><script/>')}".encode("latin-1"),
        "2:15 a drawing can't run a script [svg-script]",
    ),
    "compressed": (
        gzip.compress(drawing("").encode(), mtime=0),
        "1:1 the drawing can't be read: not well-formed (invalid token): line 1, column 0 [svg-broken]",
    ),
    "deep": (
        drawing("<g>\n" * 5000 + "</g>" * 5000),
        "201:1 the drawing shows more than 200,000 shapes, or more than 200 in each other [svg-large]",
    ),
    **{
        f"shows-itself-by-{name}": (
            drawing(
                "".join(f'<g id="a{n}">{part.format(n=n + 1) * 9}</g>' for n in range(9)) + '<path id="a9"/>',
            ),
            "1:None the drawing shows more than 200,000 shapes, or more than 200 in each other [svg-large]",
        )
        for name, part in {
            "use": '<use href="#a{n}"/>',
            "mask": '<path mask="url(#a{n})"/>',
            "style": "<path style=\"fill: \\75rl('#a{n}')\"/>",
        }.items()
    },
    "shows-itself-under-a-name-that-comes-twice": (
        drawing(
            "".join(f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 9 + f'<g id="a{n}"/></g>' for n in range(9)),
        ),
        "1:None the drawing shows more than 200,000 shapes, or more than 200 in each other [svg-large]",
    ),
    "shows-itself-forever": (
        drawing('<g id="a"><use href="#a"/></g>'),
        "1:None the drawing shows more than 200,000 shapes, or more than 200 in each other [svg-large]",
    ),
    "empty": ("", "1:1 the drawing can't be read: no element found: line 1, column 0 [svg-broken]"),
    "encoding": (
        "<?xml version='1.0' encoding='x'?><svg/>",
        "1:31 the drawing can't be read: unknown encoding: x [svg-broken]",
    ),
    "page": ("<html/>", "1:1 this is no SVG drawing [svg-broken]"),
    "no-size": (drawing("", 'width="100%"'), "1:1 the drawing doesn't say how large it is [svg-size]"),
    "no-height": (drawing("", 'viewBox="0 0 4 0"'), "1:1 the drawing doesn't say how large it is [svg-size]"),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED_DRAWINGS.values(), ids=REFUSED_DRAWINGS)
def test_a_drawing_is_refused(make_site: MakeSite, text: str | bytes, expected: str) -> None:
    """What could run, load, move or hide something is told with its line and column."""
    found = make_site({"content/a.svg": text}, body="![A](a.svg)").problems()

    assert [f"{problem.place.line}:{problem.place.column} {problem.message} [{problem.rule}]" for problem in found] == [
        expected
    ]
    assert all(problem.hint for problem in found)


# As Illustrator saves it, with what it needs to edit the drawing again.
ILLUSTRATOR = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
\t<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
\t<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
\t<!ENTITY ns_svg "http://www.w3.org/2000/svg">
]>
<svg version="1.1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns="&ns_svg;" viewBox="0 0 400 200">
<switch><foreignObject requiredExtensions="&ns_ai;" width="1" height="1"/><g i:extraneous="self"><path d="M0 0h9"/></g></switch>
</svg>
"""
# The same with "Preserve Illustrator Editing Capabilities" off.
PLAIN = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 400 200">
<use xlink:href="#a" href="#b"/><path id="b" d="M0 0h9" aria-label="50\\50 (or so)"/>
</svg>
"""


def test_a_drawing_from_illustrator(make_site: MakeSite) -> None:
    """Entities are one error, and whoever does what its hint says has a drawing that is published."""
    site = make_site({"content/a.svg": ILLUSTRATOR}, body="![A room](a.svg)")
    before = site.printed()
    site.write({"content/a.svg": PLAIN}).build()

    assert (
        before
        == """\
content/a.svg:3:99: error: a drawing can't have entities [svg-doctype]
    3 | …IC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
      |                                                                                  ^
  hint: in Illustrator save it anew with "Preserve Illustrator Editing Capabilities" off, elsewhere as plain SVG"""
    )
    assert site.read("a.svg") == (
        '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 400 200">\n'
        '<use href="#b"></use><path id="b" d="M0 0h9" aria-label="50\\50 (or so)"></path>\n</svg>\n'
    )


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="200.6"', 'width="300" height="201"'),
        ('width=" 30px" height="20px" viewBox="0 0 3 2"', 'width="30" height="20"'),
        ('width="3in" height="20" viewBox="-1,-1,300.2,200"', 'width="300" height="200"'),
    ],
)
def test_the_size_of_a_drawing(make_site: MakeSite, attributes: str, size: str) -> None:
    """A drawing is as large as it says in pixels, or else as its view box."""
    site = site_with(make_site, "a.svg", drawing("", attributes).encode())

    assert f'decoding="async" {size}>' in site.main()
