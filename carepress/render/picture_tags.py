"""Writes pictures into finished pages: each in the formats and widths that it has, its size known before it comes."""

import re
from collections.abc import Mapping
from html import escape
from itertools import groupby

from carepress.model.site import Picture, Variant
from carepress.text.urls import href

# How wide a picture stands on a page that doesn't say so: the column of text in site.css, or on phones nearly the whole screen.
_SIZES = "(min-width: 47rem) 42.5rem, 92vw"
_IMAGE = re.compile(r'<img(?P<attributes>[^>]*? src="(?P<src>[^"]*)"[^>]*?)\s*/?>')
_OWN_SIZES = re.compile(r' sizes="([^"]*)"')
_HAS_SIZE = re.compile(r' (?:width|height)="')


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
