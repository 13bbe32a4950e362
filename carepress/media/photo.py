"""Makes the finished files of a photo, without all that a camera or a program wrote into it: Pillow's home."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from PIL import Image, ImageCms, ImageOps

from carepress.problems import BuildFailed, Place, Problem
from carepress.problems.catalog import violation

_STEPS = (480, 800, 1280)
_MOST_PIXELS = 64_000_000
_LONGEST_SIDE = 16_000  # WebP ends at 16,383
_SMALLEST_SIDE = 16
Image.MAX_IMAGE_PIXELS = None  # that limit is the higher one
_LANCZOS = Image.Resampling.LANCZOS
# What a further format costs the page that offers it.
_BYTES_OF_A_SOURCE = 200
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF"}
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
# More threads than one would give AVIF files other bytes on other machines.
_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "JPEG": {"quality": 80, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "GIF": {},
    "WEBP": {"quality": 78},
    "AVIF": {"quality": 58, "speed": 6, "max_threads": 1},
}


def make_photo(raw: bytes, path: str, folder: Path) -> tuple[int, int, list[tuple[str, int, str]]]:
    """Return the size of a photo and its variants, written into a folder.

    `original` is the one that takes the place of the file itself. Raises BuildFailed if the file can't be used.
    """
    own = _FORMATS[PurePosixPath(path).suffix.lower()]
    image = _in_srgb(_opened(raw, path, own))
    widest = min(image.width, _STEPS[-1])
    widths = [*(step for step in _STEPS if step < widest), widest]
    heights = [max(1, round(image.height * width / image.width)) for width in widths]
    sized = [image.resize(size, _LANCZOS, reducing_gap=3.0) for size in zip(widths, heights, strict=True)]
    variants = []
    for kind, files in _paying_formats(sized, own):
        for small, content in zip(sized, files, strict=True):
            is_original = kind == own and small.width == widest
            name = "original" if is_original else f"{small.width}.{_ENDINGS[kind]}"
            (folder / name).write_bytes(content)
            variants.append((name, small.width, f"image/{kind.lower()}"))
    if not (folder / "original").exists():
        (folder / "original").write_bytes(_encoded(sized[-1], own))
    return widest, sized[-1].height, variants


def _opened(raw: bytes, path: str, own: str) -> Image.Image:
    """Return a photo, decoded and upright. What its header tells is judged before anything is decoded."""
    place = Place(path)
    try:
        image = Image.open(BytesIO(raw), formats=tuple(_ENDINGS))
        fault = _fault(image, place, own)
        if fault is None:
            image.draft(None, (2 * _STEPS[-1], 2 * _STEPS[-1]))  # a JPEG can be read in less detail, much faster
            image.getexif()  # is read, then forgotten: nobody wants it written anew, which fails if it is damaged
            image.load()
            image.info = {name: said for name, said in image.info.items() if name in {"icc_profile", "transparency"}}
            ImageOps.exif_transpose(image, in_place=True)
    except Exception:  # a damaged file makes decoders fail in ways that nobody has listed
        fault = violation("image-broken", place)
    if fault:
        raise BuildFailed([fault])
    return image


def _fault(image: Image.Image, place: Place, own: str) -> Problem | None:
    """Return why a photo can't be used as its header tells, or None."""
    # The second picture in an MPO file is for viewers with two eyes; phones call such files JPEG.
    kind = "JPEG" if image.format == "MPO" else image.format or ""
    if kind != own:
        right = PurePosixPath(place.path).with_suffix(f".{_ENDINGS[kind]}").name
        return violation("image-mislabeled", place, own=own, kind=kind, right=right)
    if image.width * image.height > _MOST_PIXELS or max(image.size) > _LONGEST_SIDE:
        return violation("image-too-large", place, most=f"{2 * _STEPS[-1]:,}")
    if min(image.size) < _SMALLEST_SIDE:
        return violation("image-too-small", place, width=image.width, height=image.height, least=_SMALLEST_SIDE)
    return violation("image-moving", place) if kind == image.format and getattr(image, "n_frames", 1) > 1 else None


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return an image as RGB, or RGBA if one can see through it, in the colors of the web, without anything else."""
    is_deep = image.mode.startswith("I")
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data and not is_deep else None
    if is_deep:
        colors = image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    elif image.mode in {"RGB", "L", "CMYK"}:
        colors = image
    else:
        colors = image.convert("L" if image.mode in {"1", "LA"} else "RGB")
    colors = _seen_through(image.info.get("icc_profile"), colors)
    if alpha and alpha.getextrema() != (255, 255):
        colors.putalpha(alpha)
    colors.info.clear()
    return colors


def _seen_through(profile: bytes | None, colors: Image.Image) -> Image.Image:
    """Return an image as RGB by its color profile; a profile that is damaged or for something else is as none."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):
            embedded = ImageCms.ImageCmsProfile(BytesIO(profile))
            seen = ImageCms.profileToProfile(colors, embedded, ImageCms.createProfile("sRGB"), outputMode="RGB")
            assert seen is not None
            return seen
    return colors.convert("RGB")


def _paying_formats(sized: Sequence[Image.Image], own: str) -> list[tuple[str, list[bytes]]]:
    """Return each format that is worth offering with its files, smallest first; the last is one that every browser reads."""
    possible = [own] if own == "JPEG" else ["PNG"] if sized[-1].mode == "RGBA" else ["PNG", "JPEG"]
    fallbacks = [(kind, [_encoded(image, kind) for image in sized]) for kind in possible]
    paying = [min(fallbacks, key=lambda fallback: len(fallback[1][-1]))]
    for kind, share in (("WEBP", 1.0), ("AVIF", 0.9)):
        files, before = [_encoded(image, kind) for image in sized], paying[0][1]
        if all(len(new) + _BYTES_OF_A_SOURCE <= len(old) * share for new, old in zip(files, before, strict=True)):
            paying.insert(0, (kind, files))
    return paying


def _encoded(image: Image.Image, kind: str) -> bytes:
    written = BytesIO()
    image.save(written, kind, **_SETTINGS[kind])
    return written.getvalue()
