"""What a Markdown text says in HTML, as plain values by construct: words, headings, lists, tables, links, code and so on.

The reference is markdown-it-py's own rendering of the whole text. What our dialect does on purpose beyond it is done to
the reference here, once: links for bare addresses, signs for tasks, callouts for alerts; a line of no-break spaces is blank.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from carepress.text.html import Node
from tests.convert.markdown_html import BLOCKS, attributes_of, inner, ours, tops

Facts = dict[str, list[str]]

# What Markdown makes; any other element is HTML that an author wrote.
_MADE_NAMES = (
    "a blockquote br callout code dd del dl dt em h1 h2 h3 h4 h5 h6 hr img li ol p pre strong "
    "table tbody td th thead tr ul"
)
_MADE = frozenset(_MADE_NAMES.split())
_TASK = re.compile(r"\A\[([ xX])\](?=[ \t])")
_SIGNS = {"☐", "☑"}
_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*", re.IGNORECASE)
_OTHER_BLANKS = re.compile(r"^[ \t>\u00a0]*\u00a0[ \t>\u00a0]*$", re.MULTILINE)
_BARE = re.compile(r"(?<![^\s*_~(])(?:https?://|www\.)[\w-]+\.[\w-][^\s<]*", re.IGNORECASE)


def _set_signs(state: StateCore) -> None:
    """Begin each list item that is a task with a sign."""
    for before, paragraph, block in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if (before.type, paragraph.type) == ("list_item_open", "paragraph_open"):
            block.content = _TASK.sub(lambda match: "☐" if match[1] == " " else "☑", block.content)


def _link_addresses(state: StateCore) -> None:
    """Make each bare address a link, in every text outside of links; what is struck out is <del>, as with us."""
    for block in state.tokens:
        level, children = 0, []
        for token in block.children or ():
            token.tag = "del" if token.tag == "s" else token.tag
            token.children = _without_tags(token.children)
            is_html = token.type == "html_inline"
            level += token.type == "link_open" or (is_html and token.content.startswith("<a "))
            level -= token.type == "link_close" or (is_html and token.content == "</a>")
            children += _linked(token.content) if token.type == "text" and not level else [token]
        block.children = children if block.children else block.children


def _without_tags(alt: list[Token] | None) -> list[Token] | None:
    """Return what a picture shows without tags, which the reference would read out."""
    for token in alt or ():
        token.children = _without_tags(token.children)
    return alt and [token for token in alt if token.type != "html_inline"]


def _linked(text: str) -> list[Token]:
    """Return a text with its bare addresses as links, cut as GitHub cuts them."""
    pieces: list[Token] = []
    copied = 0
    for match in _BARE.finditer(text):
        address = match[0]
        while True:
            shorter = re.sub(r"""(?:[?!.,:*_~'"]|&\w+;)+$""", "", address)
            if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
                shorter = shorter[:-1]
            if shorter == address:
                break
            address = shorter
        href = normalizeLink(address if "://" in address else f"http://{address}")
        pieces.append(Token("text", "", 0, content=text[copied : match.start()]))
        pieces += [Token("link_open", "a", 1, attrs={"href": href}), Token("text", "", 0, content=address)]
        pieces.append(Token("link_close", "a", -1))
        copied = match.start() + len(address)
    return [*pieces, Token("text", "", 0, content=text[copied:])]


REFERENCE = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
REFERENCE.core.ruler.before("inline", "tasks", _set_signs)
REFERENCE.core.ruler.push("addresses", _link_addresses)


@dataclass(slots=True)
class Element:
    """An element of HTML with what is inside."""

    tag: str
    attributes: dict[str, Any] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)


Child = Element | str


def reference(text: str) -> str:
    """Return the HTML of a Markdown text as markdown-it-py renders it; a line of no-break spaces is blank, as with us."""
    return str(REFERENCE.render(_OTHER_BLANKS.sub(lambda match: match[0].replace("\u00a0", " "), text)))


def differences(text: str, convert: Callable[[str], str] = ours) -> dict[str, list[str]]:
    """Return by construct what differs from the reference: lines that are wanted (-) and lines that are there (+)."""
    wanted = facts_of(reference(text), is_reference=True)
    try:
        found = facts_of(convert(text))
    except Exception as failure:
        return {"error": [f"+{failure!r}"]}
    return {name: _changed(wanted[name], found[name]) for name in wanted if wanted[name] != found[name]}


def _changed(wanted: list[str], found: list[str]) -> list[str]:
    lines = difflib.unified_diff(wanted, found, n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def facts_of(html: str, *, is_reference: bool = False) -> Facts:
    """Return the facts of a text by construct, each in the order of the text; the reference's with our dialect's additions."""
    root = Element("body", {}, _children(tops(html)))
    if is_reference:
        _mark_alerts(root)
    facts: Facts = {"footnotes": []}
    _take_footnotes(root, facts["footnotes"])
    _even(root)
    every = list(_elements(root))
    lists, quotes = ("ul", "ol", "dl"), ("blockquote", "callout")
    facts |= {
        "words": _words(root),
        "blocks": _structure(root),
        "headings": [f"{e.tag} {_text(e)}" for e in every if re.fullmatch("h[1-6]", e.tag)],
        "lists": [_shape(e) for e in _outermost(root, lists)],
        "quotes": [_shape(e) for e in _outermost(root, quotes)],
        "tables": [_row(e) for e in every if e.tag == "tr"],
        "links": [f"{_text(e)} → {_address(e, 'href')}" for e in every if e.tag == "a"],
        "images": [f"{e.attributes.get('alt')!r} ← {_address(e, 'src')}" for e in every if e.tag == "img"],
        "code": [f"{_language(e)} {_raw(e)!r}" for e in every if e.tag == "code"],
        "emphasis": [f"{e.tag} {_text(e)}" for e in every if e.tag in {"em", "strong", "del"}],
        "html": [f"{e.tag} {sorted(e.attributes.items())}" for e in every if e.tag not in _MADE],
    }
    return facts


def _children(nodes: list[Node]) -> list[Child]:
    children: list[Child] = []
    for node in nodes:
        if node.is_text_node:
            children.append(node.text_content or "")
        elif node.is_element_node:
            children.append(Element(node.tag or "", attributes_of(node), _children(inner(node))))
    return children


def _elements(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from _elements(child)


def _outermost(element: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in tags:
                yield child
            else:
                yield from _outermost(child, tags)


def _raw(element: Element) -> str:
    return "".join(child if isinstance(child, str) else _raw(child) for child in element.children)


def _text(element: Element) -> str:
    return " ".join(_words(element))


def _words(element: Element) -> list[str]:
    """Return the words of an element, with a sign for each hard break; a block begins and ends a word."""

    def pieces(inside: Element) -> Iterator[str]:
        for child in inside.children:
            if isinstance(child, str):
                yield child
            elif child.tag in {"br", "hr"}:
                yield f" <{child.tag}> "
            else:
                edge = " " if child.tag in BLOCKS or child.tag == "callout" else ""
                yield from (edge, *pieces(child), edge)

    return "".join(pieces(element)).split()


def _shape(element: Element) -> str:
    """Return what an element is with the blocks inside, in one line: ul(li(text ul(li(p))))."""
    start = element.attributes.get("start") if element.tag == "ol" else None
    name = f"{element.tag}={start}" if start and start != "1" else element.tag
    if re.fullmatch("p|h[1-6]|pre|t[hd]|hr|dt|summary|caption", element.tag):
        return name
    return f"{name}({' '.join(_structure(element))})"


def _structure(element: Element) -> list[str]:
    """Return the shapes of the blocks in an element; a run of text and inline elements is one."""
    found: list[str] = []
    for child in element.children:
        if isinstance(child, str) or not _is_block(child):
            if (child.strip() if isinstance(child, str) else True) and found[-1:] != ["text"]:
                found.append("text")
        else:
            found.append(_shape(child))
    return found


def _is_block(element: Element) -> bool:
    if element.tag == "br":
        return False
    return element.tag in BLOCKS or element.tag == "callout" or any(_is_block(inside) for inside in _elements(element))


def _language(code: Element) -> str:
    return re.sub(r"(?<=^language-)\.+", "", code.attributes.get("class") or "")


def _row(row: Element) -> str:
    cells = [cell for cell in row.children if isinstance(cell, Element)]
    return " | ".join(f"{cell.tag} {_alignment(cell)}{_text(cell)}" for cell in cells)


def _alignment(cell: Element) -> str:
    style = re.search(r"text-align:\s*(\w+)", cell.attributes.get("style") or "")
    found = re.search(r"\balign-(\w+)", cell.attributes.get("class") or "")
    align = cell.attributes.get("align") or (style and style[1]) or (found and found[1])
    return f"({align}) " if align else ""


def _address(element: Element, name: str) -> str:
    title = element.attributes.get("title")
    return f"{element.attributes.get(name)}" + (f" ({title})" if title is not None else "")


def _even(element: Element) -> None:
    """Make two ways to write the same thing one: callouts of ours, signs for tasks with an element around."""
    for inside in [element, *_elements(element)]:
        children: list[Child] = []
        for child in inside.children:
            if isinstance(child, Element) and child.tag == "span" and _text(child) in _SIGNS:
                children.append(_text(child))
            else:
                children.append(child)
        inside.children = children
        if inside.tag == "div" and "admonition" in (inside.attributes.get("class") or ""):
            inside.tag, inside.attributes = "callout", {}


def _is_of(child: Child, name: str) -> bool:
    return isinstance(child, Element) and name in (child.attributes.get("class") or "").split()


def _take_footnotes(element: Element, notes: list[str]) -> None:
    """Take the notes and what leads to them out of a tree, into a list of texts."""
    kept: list[Child] = []
    for child in element.children:
        if _is_of(child, "footnotes-sep"):
            continue
        if isinstance(child, Element) and (_is_of(child, "footnote") or _is_of(child, "footnotes")):
            for item in (inside for inside in _elements(child) if inside.tag == "li"):
                for inside in [item, *_elements(item)]:
                    inside.children = [one for one in inside.children if not _is_of(one, "footnote-backref")]
                if not re.match(r"fn", item.attributes.get("id") or ""):
                    continue
                notes.append(f"{_shape(item)} {_text(item)}")
        elif isinstance(child, Element) and child.tag == "sup" and "fnref" in str([child, *_elements(child)]):
            notes.append(f"sign {re.sub(':.*|[^0-9]', '', _text(child))}")
        else:
            if isinstance(child, Element):
                _take_footnotes(child, notes)
            kept.append(child)
    element.children = kept


def _mark_alerts(element: Element) -> None:
    """Make callouts of the alerts in the reference, as our dialect does."""
    if element.tag == "blockquote" and _without_kind(element):
        element.tag = "callout"
        _part_title(element)
    for child in element.children:
        if isinstance(child, Element):
            _mark_alerts(child)


def _part_title(callout: Element) -> None:
    """Make what stands behind an alert's kind a paragraph of its own, the title."""
    at = next(number for number, child in enumerate(callout.children) if isinstance(child, Element))
    paragraph = callout.children[at]
    assert isinstance(paragraph, Element)
    title, text, has_ended = Element("p"), Element("p"), False
    for child in paragraph.children:
        if has_ended or isinstance(child, Element):
            (text if has_ended else title).children.append(child)
        else:
            before, end, behind = child.partition("\n")
            title.children.append(before)
            text.children.append(behind)
            has_ended = bool(end)
    callout.children[at : at + 1] = [part for part in (title, text) if _text(part).replace("<br>", "")]


def _without_kind(element: Element) -> bool:
    """Take an alert's kind from the start of an element's first text, which may stand in a paragraph; return whether it was there."""
    for number, child in enumerate(element.children):
        if isinstance(child, Element):
            return child.tag == "p" and _without_kind(child)
        if match := _ALERT.match(child):
            element.children[number] = child[match.end() :]
            return True
        if child.strip():
            return False
    return False


def report(texts: Iterable[str]) -> str:
    """Return what differs in texts from the reference, for a person to read; nothing if all is equal."""
    lines = []
    for text in texts:
        for construct, changed in differences(text).items():
            lines += [f"{construct} in {text!r}:", *(f"    {line}" for line in changed)]
    return "\n".join(lines)
