"""What is inside of a block, where no parser is needed: plain words, descriptions of pictures, cells, links of footnotes."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

_MARKUP = re.compile(r"[\\`_\[<&~]")
# Emphasis that can't be read in two ways: whole words, with a blank or a sign outside of them. The sign comes first: it is
# found quickly.
_SIDE = r"\s!-)+-/:-@\[-`{-~"
_EMPHASIS = re.compile(rf"(\*(?:(?<![^{_SIDE}]\*)|\*(?<![^{_SIDE}]\*\*)))(?=[^\s*])([^*]*[^\s*])\1(?![^{_SIDE}])")
_SOFT_BREAK = re.compile(r" ?\n[ \t]*")


def plain_pieces(text: str) -> list[tuple[str, str]] | None:
    """Return the pieces of a text without any markup but plain emphasis, which most are: an element's name or nothing, and words.

    None stands for any other text. The parser takes several times as long.
    """
    if _MARKUP.search(text) or "  \n" in text or "://" in text or "www." in text:
        return None
    text = _SOFT_BREAK.sub("\n", text) if "\n" in text else text
    if "*" not in text:
        return [("", text)]
    pieces, copied = [], 0
    for match in _EMPHASIS.finditer(text):
        pieces += [("", text[copied : match.start()]), ("em" if match[1] == "*" else "strong", match[2])]
        copied = match.end()
    pieces.append(("", text[copied:]))
    return None if any("*" in words for _, words in pieces) else pieces


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
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def add_back_links(item: Element, number: int, label: str, count: int) -> None:
    """Add a link to each use of a footnote behind its last paragraph."""
    paragraph = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
    paragraph.tail = "\n"
    title = f"Jump back to footnote {number} in the text"
    for use in range(1, count + 1):
        add_text(paragraph, "\u00a0")
        target = {"class": "footnote-backref", "href": f"#{use_id(label, use)}", "title": title}
        SubElement(paragraph, "a", target).text = "↩"
