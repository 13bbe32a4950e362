"""What is inside of a block, where no parser is needed: plain words, descriptions of pictures, cells, links of footnotes."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

_MARKUP = re.compile(r"[\\`_<&~]")
# Emphasis that can't be read in two ways: whole words, with a blank or a sign outside of them. The sign comes first: it is
# found quickly. So is a link that has words without markup, and no title.
_SIDE = r"\s!-)+-/:-@\[-`{-~"
_PIECE = re.compile(
    rf"[*\[](?:(?<=\*)(?P<two>\*(?<![^{_SIDE}]\*\*)|(?<![^{_SIDE}]\*))(?=[^\s*])(?P<words>[^*\[]*[^\s*\[])\*(?P=two)(?![^{_SIDE}])"
    r"|(?<=\[)(?!\^)(?P<of>[^\[\]*]+)\]\((?P<to>[^\s\[\]()*\x00-\x20\x7f]+)\))"
)
_SOFT_BREAK = re.compile(r" ?\n[ \t]*")
# The name of an element or nothing, its words, and for a link the token that has its target.
Piece = tuple[str, str, Token | None]


def plain_pieces(text: str) -> list[Piece] | None:
    """Return the pieces of a text without any markup but plain emphasis and links, which most are.

    None stands for any other text. The parser takes several times as long.
    """
    if _MARKUP.search(text) or "  \n" in text or "![" in text:
        return None
    pieces, copied = list[Piece](), 0
    for match in _PIECE.finditer(text) if "*" in text or "[" in text else ():
        pieces.append(("", text[copied : match.start()], None))
        copied = match.end()
        if match["to"]:
            spot = {"start": match.start(), "end": copied}
            pieces.append(("a", match["of"], Token("link_open", "a", 1, {"href": match["to"]}, meta=spot)))
        else:
            pieces.append(("strong" if match["two"] else "em", match["words"], None))
    pieces.append(("", text[copied:], None))
    left = "".join([words for _, words, _ in pieces])
    if "*" in left or "[" in left or "://" in left or "www." in left:
        return None
    if "\n" in text:
        pieces = [(tag, _SOFT_BREAK.sub("\n", words), token) for tag, words, token in pieces]
    return pieces


def literal(text: str) -> str:
    """Return a text whose ampersands the serializer can't take for the start of an entity."""
    return text.replace("&", "&amp;") if "&" in text else text


def alt_text(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the words of a picture's description, which has no markup."""
    for token in tokens:
        if token.children:
            yield from alt_text(token.children)
        elif token.type != "html_inline":
            yield "\n" if token.type in {"softbreak", "hardbreak"} else token.content


def cells_of(row: str) -> list[str]:
    """Return the cells of a table's row."""
    cells = escapedSplit(row.strip())
    return cells[cells[0] == "" : len(cells) - (cells[-1] == "")]


def use_id(label: str, use: int) -> str:
    """Return the id of the place that uses a footnote, for the first time or once more."""
    return f"fnref-{label}" if use == 1 else f"fnref{use}-{label}"


def add_text(element: Element, text: str) -> None:
    """Add a text behind what is inside of an element."""
    # Whoever alone holds a text lengthens it where it stands; of thousands of pieces, each would copy all before it.
    if len(element):
        last = element[-1]
        whole, last.tail = last.tail or "", None
        whole += text
        last.tail = whole
    else:
        whole, element.text = element.text or "", None
        whole += text
        element.text = whole


def add_back_links(item: Element, number: int, label: str, count: int) -> None:
    """Add a link to each use of a footnote behind its last paragraph."""
    paragraph = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
    paragraph.tail = "\n"
    title = f"Jump back to footnote {number} in the text"
    for use in range(1, count + 1):
        add_text(paragraph, "\u00a0")
        target = {"class": "footnote-backref", "href": f"#{use_id(label, use)}", "title": title}
        SubElement(paragraph, "a", target).text = "↩"
