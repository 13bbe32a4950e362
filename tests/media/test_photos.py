"""Photos beside pages: each ends as pictures that hold nothing but the picture, or in a problem."""

import random
import re
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from care import SITE as CARE
from carepress.model.config import Options
from carepress.pipeline import build
from tests.files import pdf
from tests.media.photos import check_flags, claims, exif, flags, near, photo, pictures, rgb, saved, site_with
from tests.sites import NOON, PNG, MakeSite, page


def test_a_photo_has_three_widths(make_site: MakeSite) -> None:
    """A photo is offered as WebP and JPEG for phones and desks; its own address has the largest."""
    site = site_with(make_site, "room.jpg", saved(photo(1300, 130), "JPEG", quality=95))
    found = pictures(site)

    assert {path: image.size for path, image in found.items() if not path.endswith(".avif")} == {
        "room.jpg": (1280, 128),
        **{f"room-{width}.jpg": (width, width // 10) for width in (480, 800)},
        **{f"room-{width}.webp": (width, width // 10) for width in (480, 800, 1280)},
    }
    sizes = {path: len(raw) for path, raw in site.tree().items()}
    assert sizes["room-800.webp"] < sizes["room-800.jpg"]
    shown = re.sub('<source type="image/avif"[^>]*>', "", site.main())
    assert shown == (
        '<p><picture><source type="image/webp" srcset="/room-480.webp 480w, /room-800.webp 800w, /room-1280.webp 1280w"'
        ' sizes="(min-width: 47rem) 42.5rem, 92vw"><img alt="A room" src="/room.jpg" loading="lazy" decoding="async"'
        ' width="1280" height="128" srcset="/room-480.jpg 480w, /room-800.jpg 800w, /room.jpg 1280w"'
        ' sizes="(min-width: 47rem) 42.5rem, 92vw"></picture></p>'
    )


def test_avif_where_it_pays(make_site: MakeSite) -> None:
    """AVIF comes first where each of its files is smaller by a tenth than the WebP of the same width."""
    soft = Image.linear_gradient("L").resize((600, 600)).convert("RGB")
    site = site_with(make_site, "sky.jpg", saved(Image.blend(soft, photo(600, 600), 0.5), "JPEG"))
    sizes = {path: len(raw) for path, raw in site.tree().items()}
    types = re.findall('type="([^"]*)"', site.main())

    assert types == ["image/avif", "image/webp"]
    assert all(sizes[f"sky-{width}.avif"] <= sizes[f"sky-{width}.webp"] * 0.9 for width in (480, 600))


def test_no_photo_is_made_larger(make_site: MakeSite) -> None:
    """What is small stays as wide as it is, in one file if no other format saves anything."""
    site = site_with(make_site, "dot.png", saved(flags(300, 200), "PNG"))

    assert {path: image.size for path, image in pictures(site).items()} == {"dot.png": (300, 200)}
    assert site.main() == (
        '<p><img alt="A room" src="/dot.png" loading="lazy" decoding="async" width="300" height="200"></p>'
    )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright(make_site: MakeSite, orientation: int) -> None:
    """Whichever way the phone was held, the picture is as the person saw it, and where it was is gone."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what brings an upright picture into the camera's position
    seen = flags(60, 90)
    held = seen if orientation == 1 else seen.transpose(Image.Transpose(back[orientation]))
    site = site_with(make_site, "a.jpg", saved(held, "JPEG", quality=95, exif=exif(orientation)))
    found = pictures(site).values()

    assert {image.size for image in found} == {(60, 90)}
    for image in found:
        check_flags(image)


def profile_with_red_and_green_swapped() -> bytes:
    """Return a color profile in which what is called red is green."""
    raw = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    entries = {bytes(raw[at : at + 4]): at for at in range(132, 132 + 12 * struct.unpack(">I", raw[128:132])[0], 12)}
    red, green = entries[b"rXYZ"], entries[b"gXYZ"]
    raw[red + 4 : red + 12], raw[green + 4 : green + 12] = raw[green + 4 : green + 12], raw[red + 4 : red + 12]
    return bytes(raw)


GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "gps": ("a.jpg", lambda: saved(flags(90, 60), "JPEG", quality=95, exif=exif(), comment=b"a secret")),
    "xmp": ("a.jpg", lambda: saved(flags(90, 60), "JPEG", quality=95, xmp=b"<x:xmpmeta>a secret</x:xmpmeta>")),
    "cmyk": ("a.jpg", lambda: saved(flags(90, 60, "CMYK"), "JPEG", quality=95)),
    "progressive": ("a.jpeg", lambda: saved(flags(90, 60), "JPEG", quality=95, progressive=True)),
    "two-pictures-for-two-eyes": (
        "a.jpg",
        lambda: saved(flags(90, 60), "MPO", quality=95, save_all=True, append_images=[flags(90, 60)]),
    ),
    "palette": ("a.png", lambda: saved(flags(90, 60).quantize(8), "PNG")),
    "text-in-png": ("a.png", lambda: saved(flags(90, 60), "PNG", pnginfo=secret(), exif=exif())),
    "gif": ("a.gif", lambda: saved(flags(90, 60), "GIF", comment=b"a secret")),
    "webp": ("a.webp", lambda: saved(flags(90, 60), "WEBP", quality=95, exif=exif(), xmp=b"a secret")),
    "avif": ("a.avif", lambda: saved(flags(90, 60), "AVIF", quality=95, exif=exif(), xmp=b"a secret")),
    "upper-case": ("A.JPG", lambda: saved(flags(90, 60), "JPEG", quality=95)),
    "profile-that-is-none": ("a.png", lambda: saved(flags(90, 60), "PNG", icc_profile=b"nonsense")),
    "profile-for-something-else": (
        "a.png",
        lambda: saved(flags(90, 60), "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()),
    ),
    "exif-that-is-none": ("a.jpg", lambda: saved(flags(90, 60), "JPEG", quality=95, exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")),
}  # fmt: skip


def secret() -> PngImagePlugin.PngInfo:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "a secret")
    return text


@pytest.mark.parametrize(("name", "make"), GOOD.values(), ids=GOOD)
def test_a_photo_ends_right(make_site: MakeSite, name: str, make: Callable[[], bytes]) -> None:
    """Whatever way a photo was saved, its colors are right and nothing else is left in it."""
    found = pictures(site_with(make_site, name, make()))

    assert found[name].size == (90, 60)
    for image in found.values():
        check_flags(image)


def test_colors_are_seen_through_the_profile(make_site: MakeSite) -> None:
    """A photo with a color profile looks as that profile says, without it."""
    raw = saved(Image.new("RGB", (40, 40), (255, 0, 0)), "PNG", icc_profile=profile_with_red_and_green_swapped())

    assert near(rgb(pictures(site_with(make_site, "a.png", raw))["a.png"], 0.5, 0.5), (0, 255, 0), by=3)


def test_sixteen_bits(make_site: MakeSite) -> None:
    """A gray in 16 bits is the same gray in 8: it isn't cut off at white."""
    gray = Image.new("I;16", (40, 40), 0x8080)
    gray.paste(0xFFFF, (20, 0, 40, 40))
    found = pictures(site_with(make_site, "a.png", saved(gray, "PNG")))["a.png"]

    assert (rgb(found, 0.2, 0.5), rgb(found, 0.8, 0.5)) == ((128, 128, 128), (255, 255, 255))


def test_alpha(make_site: MakeSite) -> None:
    """What one can see through stays so, in each format; JPEG, which can't, is not made."""
    seen = photo(600, 100)
    seen.putalpha(Image.linear_gradient("L").resize((600, 100)))
    found = pictures(site_with(make_site, "a.png", saved(seen, "PNG")))

    assert {path.rpartition(".")[2] for path in found} >= {"png", "webp"}
    assert {path.rpartition(".")[2] for path in found} <= {"png", "webp", "avif"}
    for image in found.values():
        assert image.mode == "RGBA"
        assert image.getchannel("A").getextrema()[0] < 20  # type: ignore[operator]
        assert image.getchannel("A").getextrema()[1] > 235  # type: ignore[operator]


def test_a_png_that_only_could_be_seen_through(make_site: MakeSite) -> None:
    """A photo that was saved as PNG is offered as JPEG too; the PNG stays at its own address."""
    found = pictures(site_with(make_site, "a.png", saved(photo(600, 60).convert("RGBA"), "PNG")))

    assert {"a.png", "a-480.jpg", "a-600.jpg"} <= found.keys()
    assert found["a.png"].mode == "RGB"


def test_a_very_wide_picture(make_site: MakeSite) -> None:
    """12,000 pixels become 1,280."""
    found = pictures(site_with(make_site, "a.png", saved(flags(12_000, 600), "PNG")))

    assert found["a.png"].size == (1280, 64)
    for image in found.values():
        check_flags(image)


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "animated-gif": (
        "a.gif",
        lambda: saved(flags(40, 40), "GIF", save_all=True, append_images=[photo(40, 40)]),
        "the picture moves [image-moving]",
    ),
    "animated-webp": (
        "a.webp",
        lambda: saved(flags(40, 40), "WEBP", save_all=True, append_images=[photo(40, 40)]),
        "the picture moves [image-moving]",
    ),
    "animated-png": (
        "a.png",
        lambda: saved(flags(40, 40), "PNG", save_all=True, append_images=[photo(40, 40)]),
        "the picture moves [image-moving]",
    ),
    "truncated-jpeg": (
        "a.jpg",
        lambda: saved(photo(400, 300), "JPEG")[:5000],
        "the picture is damaged, or no picture that can be read [image-broken]",
    ),
    "truncated-png": (
        "a.png",
        lambda: saved(photo(400, 300), "PNG")[:5000],
        "the picture is damaged, or no picture that can be read [image-broken]",
    ),
    "empty": ("a.png", lambda: b"", "the picture is damaged, or no picture that can be read [image-broken]"),
    "page": ("a.jpg", lambda: b"<html>", "the picture is damaged, or no picture that can be read [image-broken]"),
    "wrong-extension": (
        "a.jpg",
        lambda: saved(flags(40, 40), "PNG"),
        "the name says JPEG, but the file is PNG [image-mislabeled]",
    ),
    "pixel-bomb": (
        "a.png",
        lambda: claims(60_000, 60_000),
        "the picture has more pixels than any screen can show [image-too-large]",
    ),
    "pixel-bomb-below-the-library's-limit": (
        "a.png",
        lambda: claims(8_001, 8_001),
        "the picture has more pixels than any screen can show [image-too-large]",
    ),
    "too-long": (
        "a.png",
        lambda: claims(20, 16_001),
        "the picture has more pixels than any screen can show [image-too-large]",
    ),
    "tracking-pixel": (
        "a.gif",
        lambda: saved(flags(1, 1), "GIF"),
        "the picture is only 1 × 1 pixels [image-too-small]",
    ),
    "document-with-a-place": (
        "a.pdf",
        lambda: pdf() + saved(flags(40, 40), "JPEG", exif=exif()),
        "the document holds a photo with what its camera wrote into it [camera-data]",
    ),
}
REFUSED |= {
    f"document-{number}": ("a.pdf", partial(bytes, raw), expected)
    for number, (raw, expected) in enumerate(
        (
            (b"PDF", "the file is damaged, or no PDF [document-broken]"),
            (b"<html>%PDF-1.7", "the file is damaged, or no PDF [document-broken]"),
            (b"%PDF-1.7 and then nothing", "the file is damaged, or no PDF [document-broken]"),
            (b"%PDF-1.7\n" + b"[" * 9000, "the file is damaged, or no PDF [document-broken]"),
            (
                pdf("<</Filter/Standard/V 1/R 2/O(" + "a" * 32 + ")/U(" + "b" * 32 + ")/P -4>>", encrypted=True),
                "the document is locked with a password or against copying [document-broken]",
            ),
            (pdf("<</S/JavaScript/JS(app.alert)>>"), "the document holds a script [document-active]"),
            (pdf("<</S/JavaScript/JS(app.alert)>>", packed=True), "the document holds a script [document-active]"),
            (pdf("<</A[<</S/J#61vaScript>>]>>", packed=True), "the document holds a script [document-active]"),
            (
                pdf("<</S 5 0 R/F(a.exe)>>", "/Launch"),
                "the document holds a command that starts a program [document-active]",
            ),
            (
                pdf("<</Type/Filespec/EF<</F 5 0 R>>>>", packed=True),
                "the document holds another file [document-active]",
            ),
            (pdf("<</XFA(a)>>"), "the document holds a form that can run scripts [document-active]"),
            (pdf("<</S/SubmitForm/F(a)>>"), "the document holds a form that sends what is typed [document-active]"),
            (pdf("<</S/ImportData>>"), "the document holds a command that reads another file [document-active]"),
            (pdf("<</RichMediaContent 5 0 R>>"), "the document holds a film or a sound [document-active]"),
            (pdf(*["1"] * 50_000), "the document has too many parts to be looked through [document-broken]"),
        )
    )
}
SOUND_DOCUMENTS = (
    pdf(),
    pdf(packed=True),
    pdf("<</S/URI/URI(https://example.org/)>>", "[[[/JS/Launch]]]", packed=True),
)


@pytest.mark.parametrize("raw", SOUND_DOCUMENTS, ids=("plain", "packed", "links"))
def test_a_sound_document_stays_as_it_is(make_site: MakeSite, raw: bytes) -> None:
    """A PDF that only shows its pages and leads on is published byte for byte, and looked through once."""
    site = make_site({"content/a.pdf": raw}, body="[A](a.pdf)")

    assert [site.build().images, site.build().images] == [0, 0]
    assert site.tree()["a.pdf"] == raw


@pytest.mark.parametrize(("name", "make", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_photo_is_refused(make_site: MakeSite, name: str, make: Callable[[], bytes], expected: str) -> None:
    """What can't be shown, or shouldn't, is one problem of that file; nothing stays in the store."""
    site = make_site({f"content/{name}": make()}, body=f"![A]({name})" if name != "a.pdf" else "[A](a.pdf)")
    found = site.problems()

    assert [f"{problem.place.path}: {problem.message} [{problem.rule}]" for problem in found] == [
        f"content/{name}: {expected}"
    ]
    assert all(problem.hint for problem in found)
    assert list((site.root / ".cache/kept").glob("images/*")) == []


def test_a_wrong_name_is_told_the_right_one(make_site: MakeSite) -> None:
    """The hint gives the name that the file should have."""
    site = make_site({"content/blog/my.room.jpg": saved(flags(40, 40), "WEBP")})

    assert [problem.hint for problem in site.problems()] == ['rename it to "my.room.webp", also where pages name it']


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_damage_gives_no_traceback(make_site: MakeSite, kind: str) -> None:
    """Files damaged at random places each give a site or a problem."""
    ending = kind.lower()
    raw, chance = saved(photo(64, 48), kind), random.Random(kind)
    files: dict[str, str | bytes] = {}
    for number in range(40):
        damaged = bytearray(raw)
        for _ in range(number % 8 + 1):
            damaged[chance.randrange(len(raw))] = chance.randrange(256)
        files[f"content/{number}.{ending}"] = bytes(damaged)
    found = make_site(files | {f"content/cut.{ending}": raw[: len(raw) // 2]}).problems()

    assert f"content/cut.{ending}" in {problem.place.path for problem in found}
    assert {problem.rule.partition("-")[0] for problem in found} == {"image"}


def test_variants_take_no_name_that_a_file_has(make_site: MakeSite) -> None:
    """Where a variant would stand in the place of another file, both are named."""
    site = make_site(
        {"content/a.jpg": saved(photo(600, 60), "JPEG"), "content/a-480.jpg": saved(flags(40, 40), "JPEG")}
    )

    assert [(problem.place.path, problem.message) for problem in site.problems()] == [
        ("content/a.jpg", "the address /a-480.jpg is claimed by content/a-480.jpg, content/a.jpg")
    ]


def test_a_second_build_makes_nothing(make_site: MakeSite) -> None:
    """Each picture is made once; a change of one makes that one again, and the preview finds what a build made."""
    files: dict[str, str | bytes] = {f"content/{n}.jpg": saved(flags(n, n), "JPEG") for n in (40, 50, 60)}
    site = make_site(files, body="![A](40.jpg)")
    counts = [site.build().images, site.build().images]
    site.write({"content/50.jpg": saved(flags(51, 51), "JPEG")})
    counts += [
        site.build().images,
        build(site.root, Options(kind=CARE, output=site.root / "preview", preview=True), NOON).images,
    ]

    assert counts == [3, 0, 1, 0]


def test_the_same_bytes_twice(make_site: MakeSite, tmp_path: Path) -> None:
    """Two empty stores end with the same files."""
    site = make_site({"content/a.jpg": saved(photo(500, 40), "JPEG"), "content/b.avif": saved(flags(60, 60), "AVIF")})
    site.build()
    first = site.tree()
    (site.root / ".cache/kept").rename(tmp_path / "gone")

    assert site.build().images == 2
    assert site.tree() == first


@pytest.mark.parametrize("damage", [b"", b"cut"])
def test_a_damaged_picture_is_never_published(make_site: MakeSite, damage: bytes) -> None:
    """Pictures whose kept files were emptied or cut are made anew."""
    site = make_site({"content/a.jpg": saved(photo(500, 40), "JPEG")})
    site.build()
    first = site.tree()
    for kept in (site.root / ".cache/kept/images").glob("*/made/*"):
        kept.write_bytes(damage)

    assert site.build().images == 1
    assert site.tree() == first


def test_pictures_that_differ_in_their_ending(make_site: MakeSite) -> None:
    """They are one problem, which says what to do, however many files would be made of them."""
    raw = photo(500, 40)
    files = {
        "content/room.jpg": saved(raw, "JPEG"),
        "content/room.png": saved(raw, "PNG"),
        "content/Room.webp": saved(raw, "WEBP"),
    }

    assert (
        make_site(files).printed()
        == """\
content/room.png: error: the build would make files of one name, such as /room-480.avif, of content/Room.webp, content/room.jpg, content/room.png [url-collision]
  hint: give one of them another name, not only another ending"""
    )


def test_progress(make_site: MakeSite) -> None:
    """A long build says how many pictures are done."""
    files: dict[str, str | bytes] = {f"content/{n}.jpg": saved(flags(n, n), "JPEG") for n in (40, 50)}
    said: list[str] = []
    build(make_site(files).root, Options(kind=CARE), NOON, said.append)

    assert [line for line in said if line.startswith("Preparing")] == [
        "Preparing photos: 1 of 2",
        "Preparing photos: 2 of 2",
    ]


def test_a_lead_image_comes_first(make_site: MakeSite) -> None:
    """The picture at the top is fetched before others; those in the text wait until they are near. Feeds get plain ones."""
    lead = '<figure><img src="{{ page.image }}" alt="{{ page.meta.image_alt }}" fetchpriority="high"></figure>'
    site = make_site(
        {
            "content/blog/a b.jpg": saved(photo(600, 60), "JPEG"),
            "content/blog/a.md": page(
                "![In the text](<a b.jpg>)", date="2026-01-01", image="a b.jpg", image_alt="At the top"
            ),
            "templates/article.html": f"<!doctype html><html lang=en><title>A</title><main>{lead}{{{{ content() }}}}</main>",
        }
    )
    site.build(base_url="https://example.org/docs/")
    top, _, text = site.main("blog/a/index.html").partition("</figure>")
    feed = site.read("feed.xml")

    assert (
        '<img src="/docs/blog/a%20b.jpg" alt="At the top" fetchpriority="high" width="600" height="60" srcset=' in top
    )
    assert "/docs/blog/a%20b-480.webp 480w, /docs/blog/a%20b-600.webp 600w" in top
    assert "lazy" not in top
    assert 'loading="lazy" decoding="async" width="600" height="60"' in text
    assert "srcset" not in feed
    assert "https://example.org/docs/blog/a%20b.jpg" in feed


def test_a_width_of_ones_own(make_site: MakeSite) -> None:
    """A writer who says how wide a picture is to be has the say."""
    site = make_site({"content/a.png": PNG}, body='<img src="a.png" alt="A" width="8" height="8">')
    site.build()

    assert site.main() == '<img src="/a.png" alt="A" width="8" height="8" loading="lazy" decoding="async">'
