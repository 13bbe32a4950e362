"""Finds pictures whose alt text tells nothing to people who can't see them."""

import re
from collections.abc import Iterator

from carepress.check.page.links import spoken_words
from carepress.check.page.locate import Finding, inside
from carepress.problems.catalog import listed
from carepress.text.html import Node, Tree
from carepress.text.words import ENGLISH

_LONGEST_ALT, _SHOWN = 150, 40
_FILE_NAME = re.compile(
    r".*\.(?:jpe?g|jfif|png|gif|webp|avif|svg|heic|tiff?|bmp|pdf|psd|eps)|(?=\S*[^\W\d])\S*[_\d]\S*"
    r"|(?-i:[a-z]+(?:(?:-[a-z]+){2,}|(?:[A-Z][a-z]*)+))|[^\s-]+(?:-[^\s-]+){3,}"
    r"|\S+-(?:copy|edit|edited|final|large|scaled|small|web)|cop(?:y of|ia de) .*|.* cop(?:y|ia)|.*\(\d{1,3}\)|.*\bfinal[ _-]?v?\d{0,2}",
    re.IGNORECASE | re.DOTALL,
)
_COLORS = r"(?:colou?r(?:ed)?|black[ -]and[ -]white|close-?up|aerial|stock|old|vintage|wide|group|nice|beautiful)"
_PICTURE = r"(?:image|photo|photograph|pic|picture|graphic|illustration|snapshot)"
_OPENING = re.compile(
    rf"(?:(?:this|here|it)(?: is|'s) |in )?(?:(?:an?|the|our|this) )?(?:{_COLORS} )?{_PICTURE}"
    r"(?: (?:of|from|by|showing|shows?|depict(?:s|ing)|that|which|where|taken)\b|\s?[:–—] | - |,)"
    r"|(?:(?:esta es|esto es|aquí hay|en) )?(?:(?:una?|la|el|esta|nuestra) )?(?:foto(?:graf[ií]a)?|imagen|ilustraci[oó]n|gráfico|dibujo)"
    r"(?: (?:de|del|en|por|que|tomada|donde|con)\b|\s?[:–—] | - |,)|texto alternativo\b|(?:descripción|leyenda|pie de foto):"
    r"|alt(?:ernat(?:e|ive))?[ -]text\b|(?:caption|description|pictured):",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"\b(\w{4,20})\b(?:[^.]{1,80}\b\1\b){2}", re.IGNORECASE
)  # for search engines, and for nobody else
_SIZE = re.compile(r"\s*[|=]\s*\d+(?:\s*[x×]\s*\d*)?(?:px|%)?\Z")  # as other programs write it
# Signs that a picture stands in what can be seen.
_PICTURED = re.compile(
    r"\b(?:carved|drawn|embroidered|engraved|etched|framed|hangs?|hung|painted|pinned|sewn|stitched|taped|woven"
    r"|in a frame|on (?:a|the|our) wall|bordad[oa]|colgad[oa]|cuelga|dibujad[oa]|enmarcad[oa]|pintad[oa]|tejid[oa]|en la pared)\b",
    re.IGNORECASE,
)


def picture_findings(tree: Tree, language: str) -> Iterator[Finding]:
    """Yield what is wrong with alt texts: none, a file's name, words that say nothing or no more than others, a speech."""
    title = [spoken_words(node.text()) for node in tree.css("h1")[:1]]
    for image in tree.css("img"):
        given = image.attributes
        alt = " ".join((given.get("alt") or "").split())
        clues = (inside(alt), alt)
        if "alt" not in given:
            source = given.get("src") or ""
            yield Finding("alt-text", source, source.rpartition("/")[2], case="missing", text=source)
        elif not alt:
            continue
        elif len(alt) > _LONGEST_ALT:
            yield Finding("alt-text", alt[:_SHOWN], case="long", text=alt[:_SHOWN], most=_LONGEST_ALT)
        elif size := _SIZE.search(alt):
            yield Finding("alt-text", *clues, case="size", text=alt, size=size[0].strip())
        elif _FILE_NAME.fullmatch(alt):
            yield Finding("alt-text", *clues, text=alt)
        elif says_nothing(alt, language) or _REPEATED.search(alt):
            yield Finding("alt-text", *clues, case="nothing", text=alt)
        elif (opening := _OPENING.match(alt.replace("’", "'"))) and not _PICTURED.search(alt):
            yield Finding("alt-text", *clues, case="opening", words=opening[0].strip(" :,–—-"))
        elif spoken_words(alt) in [*title, *_words_beside(image)]:
            yield Finding("alt-text", *clues, case="again", text=alt)


def says_nothing(alt: str, language: str = ENGLISH) -> bool:
    """Return whether an alt text has no words but those that anything could be called: "Untitled design (3)"."""
    return listed("unsaid", language).issuperset(re.findall(r"[^\W\d_]{2,}", alt.casefold()))


def _words_beside(image: Node) -> Iterator[list[str]]:
    """Yield what a picture's caption says, and its title, which screen readers say too."""
    yield spoken_words(image.attributes.get("title") or "")
    around = image.parent
    while around is not None and around.tag in {"picture", "a", "p", "figure"}:
        yield from (spoken_words(caption.text()) for caption in around.css("figcaption"))
        around = around.parent
