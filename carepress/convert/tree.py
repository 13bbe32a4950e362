"""Builds the tree of a text from its CommonMark tokens, and remembers what the tree doesn't say."""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference, unescapeAll
from markdown_it.token import Token

from carepress.convert.converted import Converted
from carepress.convert.dialect import split_footnotes
from carepress.convert.faults import note_fence, note_lines, note_row
from carepress.convert.inline import add_back_links, add_text, alt_text, cells_of, literal, plain_pieces, use_id
from carepress.convert.typed import MarkdownLines
from carepress.problems.catalog import violation

_CAPTION = re.compile(r"Table:\s*")
_LANGUAGE = re.compile(r"\{?[ ]*\.?(?P<name>[^\s{}]+)")
_TASK = re.compile(r"\[([ xX])\](?=[ \t])")
_LONGEST_TARGET = 1_000
_SHOWN = 40
_HOLDS = frozenset({"blockquote", "dd", "li"})


class Builder:
    """Builds the tree of one text: each kind of token has a method that adds to the element that is open."""

    def __init__(self, md: Markdown, reader: MarkdownIt, source: MarkdownLines, components: Container[str]) -> None:
        self.md = md
        self.reader = reader
        self.source = source
        self.made = Converted(source)
        self.removed = self.made.removed
        self.env: dict[str, Any] = {"components": components, "abbreviations": {}, "removed": self.removed}
        self._open: list[Element] = []
        self._block = Token("inline", "", 0)
        self._columns = self._past = 0  # how many a table has, and where the last cell of a row that was read ends
        self._handlers: Mapping[str, Callable[[Token], object]] = {
            "callout_open": self._noted,
            "code_block": self._code,
            "code_inline": lambda token: self._add("code", text=AtomicString(literal(token.content))),
            "fence": self._code,
            "footnote_ref": self._footnote_mark,
            "hardbreak": lambda token: self._add("br", tail="\n"),
            "heading_open": self._heading,
            "hr": lambda token: self._add_block("hr"),
            "html_block": lambda token: self._raw(token.content.rstrip("\n"), token, 0, "\n"),
            "html_inline": lambda token: self._raw(token.content, self._block, token.meta["start"]),
            "image": lambda token: self._target("img", token),
            "inline": self._inline,
            "link_open": lambda token: self._open.append(self._target("a", token)),
            "list_item_open": self._noted,
            "s_open": lambda token: self._open.append(self._add("del")),
            "softbreak": lambda token: self._text("\n"),
            **dict.fromkeys(("em_open", "strong_open"), self._emphasis),
            "span_open": lambda token: self._open.append(self._add(token.tag)),
            "table_open": self._table,
            **dict.fromkeys(("text", "text_special"), lambda token: self._text(token.content)),
            "tr_open": self._row,
        }

    def tree(self, text: str) -> Element:
        """Return the tree of all blocks, with the footnotes at its end."""
        tokens: list[Token] = []
        self.reader.block.parse(text, self.reader, self.env, tokens)
        references = self.env.get("references", {}).values()
        for one in references:
            if len(one["href"] + one["title"]) > _LONGEST_TARGET:  # each of its uses would repeat it
                one["href"] = one["title"] = ""
                said = {"most": f"{_LONGEST_TARGET:,}", "what": "characters are in the target of a link"}
                self.made.add_violation("text-too-tangled", "", one["map"], **said)
        root = Element("text")  # no block, so that no attribute list is for the whole text
        self._open.append(root)
        main, notes = split_footnotes(tokens) if "[^" in text else (tokens, [])
        self._add_all(main)
        self._footnotes(notes)
        for one in (*references, *self.env.get("duplicate_refs", ())):
            self.removed += self.source.lines[slice(*one["map"])]
        return root

    def _add_all(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if handle := self._handlers.get(token.type):
                handle(token)
            elif token.hidden:
                if token.nesting > 0 and len(self._open[-1]):
                    self._text("\n")
            elif token.nesting > 0:
                self._begin(token)
            else:
                self._open.pop()

    def _add(self, tag: str, attributes: Mapping[str, str] | None = None, text: str = "", tail: str = "") -> Element:
        element = SubElement(self._open[-1], tag, dict(attributes or {}))
        element.text, element.tail = text, tail
        return element

    def _add_block(self, tag: str, attributes: Mapping[str, str] | None = None) -> Element:
        """Add an element that begins on a line of its own."""
        parent = self._open[-1]
        if not len(parent) and not (parent.text or "").strip():
            parent.text = "\n"
        return self._add(tag, attributes, tail="\n")

    def _text(self, text: str) -> None:
        add_text(self._open[-1], literal(text))

    # ---- blocks

    def _begin(self, token: Token) -> None:
        attributes = {key: str(value) for key, value in token.attrs.items()}
        if "style" in attributes:
            attributes = {"class": attributes["style"].replace("text-align:", "align-")}
        if token.tag == "th":
            attributes["scope"] = "col"
        self._open.append(self._add_block(token.tag, attributes))

    def _heading(self, token: Token) -> None:
        self._begin(token)
        if token.tag == "h1":
            self.made.mark(self._open[-1], *[self.source.offset(token.map)] * 2)
        elif token.markup == "-":
            self.made.add_violation("heading-by-dashes", "", token.map)

    def _noted(self, token: Token) -> None:
        """Add an item of a list or a callout, whose sign or kind is no text."""
        self._begin(token)
        self.removed.append(token.info)
        if token.type == "callout_open":
            self.made.mark(self._open[-1], *self.source.first_line(token.map))
        if fault := token.meta.get("fault"):
            self.made.add_violation("callout", fault, token.map)

    def _table(self, token: Token) -> None:
        """Add a table; a paragraph right before it that begins with "Table:" is its caption."""
        parent = self._open[-1]
        before = parent[-1] if len(parent) else None
        self._begin(token)
        if before is not None and before.tag == "p" and (match := _CAPTION.match(before.text or "")):
            parent.remove(before)
            self._open[-1].append(before)
            before.tag, before.text = "caption", (before.text or "")[match.end() :]
            self.removed.append(match[0])

    def _row(self, token: Token) -> None:
        """Add a row; the table leaves out what is more than the cells of its header."""
        assert token.map
        self._past = 0
        if self._open[-1].tag == "thead":
            self._columns = len(cells_of(self.source.lines[token.map[0]]))
        else:
            note_row(self.made, token.map, self._columns)
        self._begin(token)

    def _code(self, token: Token) -> None:
        code = SubElement(self._add_block("pre"), "code")
        code.text = AtomicString(literal(token.content))
        if token.type == "code_block":
            self.made.add_violation("code-by-indentation", "", token.map)
            return
        assert token.map
        note_fence(self.made, token.map, token.info, token.markup)
        self.removed.append(token.info)
        if language := _LANGUAGE.match(unescapeAll(token.info.strip())):
            code.set("class", f"language-{language['name']}")

    # ---- what is inside of a block

    def _inline(self, token: Token) -> None:
        self._block = token
        if self._open[-1].tag in {"td", "th"} and token.map:
            self._past = self.source.find_cell(token.map[0], token.content, self._past)
        if "\n" in token.content and token.map and any(one.tag in _HOLDS for one in self._open):
            note_lines(self.made, token.map)
        if (task := _TASK.match(token.content)) and self._begins_item():
            self._text("☐" if task[1] == " " else "☑")
            self.removed.append(task[1])
            token.content = token.content[task.end() :]
        if (pieces := plain_pieces(token.content)) is None:
            self._add_all(self.reader.inline.parse(token.content, self.reader, self.env, []))
            return
        for tag, words, link in pieces:
            if link:
                self._target(tag, link).text = words
            elif tag:
                self._add(tag, text=words)
            else:
                self._text(words)

    def _begins_item(self) -> bool:
        top = self._open[-1]
        item = self._open[-2] if top.tag == "p" else top
        return item.tag == "li" and not (item.text or "").strip() and not top.text and len(item) == (top is not item)

    def _emphasis(self, token: Token) -> None:
        """Add bold or slanted words; what is bold inside of bold has a blank on the wrong side of a sign."""
        if any(element.tag == token.tag for element in self._open):
            content = self._block.content
            start = content.find(token.markup)
            words = content[start:].partition("\n")[0][:_SHOWN]
            place = self.source.written.place(self.source.offset(self._block.map, content, start), len(words))
            self.made.problems.append(violation("markdown-left", place, "emphasis", words=words))
        self._open.append(self._add(token.tag))

    def _target(self, tag: str, token: Token) -> Element:
        """Add a link or picture, and remember where its target stands, which is no text."""
        block, at, end = self._block, token.meta["start"], token.meta["end"]
        if token.markup != "linkify":
            self.removed.append(block.content[at:end])
            at = max(block.content.rfind("](", at, end) + 2, at + 1)
            at += block.content.startswith("<", at)
        if label := token.meta.get("label"):
            lines = self.env["references"][normalizeReference(label)]["map"]
            block = Token("", "", 0, map=lines, content="\n".join(self.source.lines[slice(*lines)]))
            at, end = block.content.find("]:") + 2, len(block.content)
        element = self._add(tag, {key: literal(str(value)) for key, value in token.attrs.items()})
        if tag == "img":
            element.set("alt", literal("".join(alt_text(token.children or ()))))
        offset = self.source.offset
        self.made.mark(element, offset(block.map, block.content, at), offset(block.map, block.content, end))
        return element

    def _raw(self, html: str, block: Token, start: int, tail: str = "") -> None:
        marked = self.made.mark_tags(html, lambda at: self.source.offset(block.map, block.content, start + at))
        self._text(self.md.htmlStash.store(marked) + tail)

    # ---- footnotes

    def _footnote_mark(self, token: Token) -> None:
        label, number = token.meta["label"], token.meta["id"] + 1
        self.removed.append(label)
        mark = self._add("sup", {"id": use_id(label, token.meta["subId"] + 1)})
        SubElement(mark, "a", {"class": "footnote-ref", "href": f"#fn-{label}"}).text = str(number)

    def _footnotes(self, written: Iterable[list[Token]]) -> None:
        """Add the list of footnotes in order of first use; a note may use others, which are added behind it."""
        notes: dict[str, list[Token]] = {}
        for tokens in written:
            label = tokens[0].meta["label"]
            self.removed.append(label)
            if notes.setdefault(label, tokens) is not tokens:
                self.made.add_violation("footnote", "twice", tokens[0].map, label=label)
        used = self.env.get("footnotes", {}).get("list", {})
        if used:
            self._open.append(self._add_block("div", {"class": "footnote"}))
            self._add_block("hr")
            self._open.append(self._add_block("ol"))
        while len(items := self._open[-1]) < len(used):
            label = used[len(items)]["label"]
            self._open.append(self._add_block("li", {"id": f"fn-{label}"}))
            self._add_all(notes.pop(label)[1:])
            self._open.pop()
        for number, note in used.items():
            add_back_links(items[number], number + 1, note["label"], note["count"])
        for label, tokens in notes.items():
            self.made.add_violation("footnote", "unused", tokens[0].map, label=label)
