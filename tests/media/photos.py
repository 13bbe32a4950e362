"""Photos made for tests, and what the pictures of a finished site are."""

import random
import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

from tests.sites import PNG, MakeSite, TinySite

RED, GREEN, BLUE = (200, 30, 40), (30, 160, 60), (40, 60, 190)
# What a file of the site may hold nowhere: the marks of EXIF, XMP, a profile, text in a PNG, and words of ours.
TRACES = (b"Exif", b"http://ns.adobe.com/xap", b"ICC_PROFILE", b"iCCP", b"tEXt", b"eXIf", b"a secret")


def flags(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture that is red on the left, green at the top right and blue below that."""
    drawn = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(drawn)
    draw.rectangle((width // 2, 0, width, height // 2), GREEN)
    draw.rectangle((width // 2, height // 2, width, height), BLUE)
    return drawn.convert(mode)


def photo(width: int, height: int) -> Image.Image:
    """Return a picture with as much detail as a photo has."""
    coarse = Image.frombytes("RGB", (40, 30), random.Random(1).randbytes(40 * 30 * 3))
    return coarse.resize((width, height), Image.Resampling.BICUBIC)


def saved(image: Image.Image, kind: str, **settings: object) -> bytes:
    """Return the bytes of a picture in a format."""
    written = BytesIO()
    image.save(written, kind, **settings)
    return written.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a phone writes into a photo: its model, which way up it was held, and where it was."""
    tags = Image.Exif()
    tags[0x0110], tags[0x0112] = "a secret phone", orientation
    tags.get_ifd(0x8825).update({1: "N", 2: (35.0, 2.0, 44.0), 3: "W", 4: (85.0, 18.0, 35.0)})
    return tags


def claims(width: int, height: int) -> bytes:
    """Return a small PNG file whose header claims another size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG[:12] + header + struct.pack(">I", zlib.crc32(header)) + PNG[33:]


def rgb(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """Return the color at a place that is given as parts of the width and height."""
    found = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(found, tuple)
    return tuple(map(int, found))


def near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


def pictures(site: TinySite) -> dict[str, Image.Image]:
    """Return every picture of the finished site, after seeing that none holds more than its pixels."""
    found: dict[str, Image.Image] = {}
    for path, raw in site.tree().items():
        assert [trace for trace in TRACES if trace in raw] == [], path
        if path.lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")):
            image = found[path] = Image.open(BytesIO(raw))
            image.load()
            assert dict(image.getexif()) == {}, path
            assert {"exif", "xmp", "comment", "icc_profile", "photoshop"} & image.info.keys() == set(), path
    return found


def site_with(make_site: MakeSite, name: str, raw: bytes) -> TinySite:
    site = make_site({f"content/{name}": raw}, body=f"![A room]({name})")
    assert site.build().images == 1
    return site


def check_flags(image: Image.Image) -> None:
    """See that the colors stand where a person saw them."""
    assert near(rgb(image, 0.25, 0.5), RED)
    assert near(rgb(image, 0.75, 0.25), GREEN)
    assert near(rgb(image, 0.75, 0.75), BLUE)
