"""Writes pictures into finished pages: each in the formats and widths that it has, its size known before it comes."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from carepress.load.names import UnknownName
from carepress.model.site import Picture, Variant
from carepress.text.urls import href

# How wide a picture stands on a page that doesn't say so: the column of text in site.css, or on phones nearly the whole screen.
_SIZES = "(min-width: 47rem) 42.5rem, 92vw"
_IMAGE = re.compile(r'<img(?P<attributes>[^>]*? src="(?P<src>[^"]*)"[^>]*?)\s*/?>')
_OWN_SIZES = re.compile(r' sizes="([^"]*)"')
_PICTURE_INSIDE = re.compile(r"(\S+\.(?:avif|gif|jpe?g|png|svg|webp)):", re.IGNORECASE)
_HAS_SIZE = re.compile(r' (?:width|height)="')


def pictures_of(said: str) -> Iterator[tuple[str, str]]:
    """Yield the path of each picture in an argument, a line each, with what it shows, behind a colon. Raises UnknownName."""
    for path, _, words in (map(str.strip, line.partition(":")) for line in said.strip().splitlines()):
        if (other := _PICTURE_INSIDE.search(words)) or not words:
            says = (
                f'behind "{path}" stands another picture: "{other[1]}"'
                if other
                else f'nobody has said what "{path}" shows'
            )
            raise UnknownName(says, f"write it behind the file, each on a line of its own: {path}: A door with a ramp")
        yield path, words


def with_variants(html: str, base_url: str, pictures: Mapping[str, Picture]) -> str:
    """Return a page with all variants of its pictures, which stand in it as plain <img>; `pictures` is by address."""

    def offer(match: re.Match[str]) -> str:
        picture = pictures.get(match["src"])
        return _offered(picture, match["attributes"], base_url) if picture else match[0]

    return _IMAGE.sub(offer, html) if "<img" in html else html


def _offered(picture: Picture, attributes: str, base_url: str) -> str:
    own = _OWN_SIZES.search(attributes)
    attributes, sizes = _OWN_SIZES.sub("", attributes), own[1] if own else _SIZES
    if not _HAS_SIZE.search(attributes):
        attributes += f' width="{picture.width}" height="{picture.height}"'
    *better, plain = (list(those) for _, those in groupby(picture.variants, key=lambda variant: variant.media_type))
    if len(plain) > 1:
        attributes += _srcset(plain, base_url, sizes)
    sources = "".join(f'<source type="{those[0].media_type}"{_srcset(those, base_url, sizes)}>' for those in better)
    return f"<picture>{sources}<img{attributes}></picture>" if sources else f"<img{attributes}>"


def _srcset(variants: list[Variant], base_url: str, sizes: str) -> str:
    candidates = ", ".join(f"{escape(href(base_url, variant.url))} {variant.width}w" for variant in variants)
    return f' srcset="{candidates}" sizes="{sizes}"'
