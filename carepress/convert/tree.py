"""Builds the tree of a text from its CommonMark tokens, and remembers what the tree doesn't say."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markdown import Markdown
from markdown.util import AtomicString
from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from carepress.convert.dialect import mark_alerts
from carepress.convert.inline import Converted, InlineBuilder, literal, use_id
from carepress.convert.marks import MarkdownLines, Spot

_LINE_OF_TICKS = 20  # that many opened no code
_LONGEST_TARGET = 1_000
_LANGUAGE = re.compile(r"\{?[ ]*\.?(?P<name>[^\s{}]+)")


class Builder(InlineBuilder):
    """Builds the tree of one text."""

    def __init__(
        self, md: Markdown, reader: MarkdownIt, env: dict[str, Any], source: MarkdownLines, converted: Converted
    ) -> None:
        super().__init__(md, reader, env, source, converted)
        self.columns = 0
        self.blocks: Mapping[str, Callable[[Token], object]] = {
            "inline": self._inline,
            "fence": self._code,
            "code_block": self._code,
            "html_block": lambda token: self._raw(token.content.rstrip("\n"), token, 0, "\n"),
            "hr": self._open,
        }

    def tree(self, text: str) -> etree.Element:
        """Return the tree of all blocks, with the footnotes at its end."""
        tokens: list[Token] = []
        self.reader.block.parse(text, self.reader, self.env, tokens)
        for definition in self.env.get("references", {}).values():
            self._bound(definition)
        if "[!" in text:
            mark_alerts(tokens, self.removed)
        main, notes = self._without_footnotes(tokens) if "[^" in text else (tokens, {})
        root = etree.Element(self.md.doc_tag)
        self._blocks(root, main)
        if notes:
            self._footnotes(root, notes)
        return root

    def _bound(self, definition: dict[str, Any]) -> None:
        """Refuse a target that is too long: each of its uses repeats it."""
        if len(definition["href"] + definition["title"]) > _LONGEST_TARGET:
            definition["href"] = definition["title"] = ""
            said = {"most": f"{_LONGEST_TARGET:,}", "what": "characters are in the target of a link"}
            self._report("text-too-tangled", "", Token("reference", "", 0, map=definition["map"]), **said)

    def _blocks(self, parent: etree.Element, tokens: Iterable[Token]) -> None:
        self.stack.append(parent)
        for token in tokens:
            if handle := self.blocks.get(token.type):
                handle(token)
            elif token.hidden:
                if token.nesting > 0 and len(self.stack[-1]):
                    self._text("\n")
            elif token.nesting > 0:
                self.stack.append(self._open(token))
            else:
                self._close(self.stack.pop())
        self.stack.pop()

    def _open(self, token: Token) -> etree.Element:
        """Add the element of a block; what is no text in its source is noted."""
        attributes = {key: str(value) for key, value in token.attrs.items()}
        if "style" in attributes:
            attributes = {"class": attributes["style"].replace("text-align:", "align-")}
        element = self._add(token.tag, attributes, tail="\n")
        if token.type == "heading_open":
            if token.tag == "h1":
                self._mark(element, *self._stretch(token))
            elif token.markup == "-":
                self._report("heading-by-dashes", "", token)
        elif token.type == "tr_open":
            self._row(token)
        elif token.type == "list_item_open":
            self.removed.append(token.info)
        elif token.type == "callout_open":
            self.removed.append(attributes["class"])
            if fault := token.meta.get("fault"):
                self._report("callout", fault, token)
        return element

    def _close(self, element: etree.Element) -> None:
        """Let the blocks inside a block begin on lines of their own."""
        if len(element) and self.md.is_block_level(element[0].tag) and not (element.text or "").strip():
            element.text = "\n"

    def _row(self, token: Token) -> None:
        """Note a row with more cells than the header: the table leaves them out."""
        assert token.map
        row = self.source.lines[token.map[0]]
        if self.stack[-1].tag == "thead":
            self.columns = len(_cells(row))
        elif row.count("|") >= self.columns and (count := len(_cells(row))) > self.columns:
            self._report("table-cells", "", token, count=count, columns=self.columns)

    def _code(self, token: Token) -> None:
        self.stack.append(self._add("pre", tail="\n"))
        code = self._add("code", text=AtomicString(literal(token.content)))
        self.stack.pop()
        if token.type == "code_block":
            self._report("code-by-indentation", "", token)
            return
        self.removed.append(token.info)
        if language := _LANGUAGE.match(unescapeAll(token.info.strip())):
            code.set("class", f"language-{language['name']}")
        first, behind = token.map or (0, 0)
        is_alone = behind - first == 1 and len(token.markup) < _LINE_OF_TICKS
        if is_alone or not self.source.lines[behind - 1].rstrip(" \t").endswith(token.markup):
            self._report("unclosed", "", token, opening=token.markup, closing=token.markup)

    def _report(self, rule: str, case: str, token: Token, **said: object) -> None:
        start, end = self._stretch(token)
        self.converted.findings.append((rule, case, start, end - start, said))

    def _stretch(self, token: Token) -> Spot:
        """Return where the first line of a block begins and ends."""
        first = token.map[0] if token.map else 0
        start = self.source.offset(first)
        return start, start + len(self.source.lines[first].strip())

    def _without_footnotes(self, tokens: Iterable[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
        """Return the tokens outside of footnotes, and those of each footnote with its opening one."""
        main: list[Token] = []
        notes: dict[str, list[Token]] = {}
        waiting = [main]
        for token in tokens:
            if token.type == "footnote_reference_open":
                label = token.meta["label"]
                self.removed.append(label)
                waiting.append([token])
                if label in notes:
                    self._report("footnote", "twice", token, label=label)
                notes.setdefault(label, waiting[-1])
            elif token.type == "footnote_reference_close":
                waiting.pop()
            else:
                waiting[-1].append(token)
        return main, notes

    def _footnotes(self, root: etree.Element, notes: Mapping[str, list[Token]]) -> None:
        """Add the list of footnotes in order of first use; a note may use others, which are added behind it."""
        used = self.env.get("footnotes", {}).get("list", {})
        self.stack = [root]
        if used:
            self.stack.append(self._add("div", {"class": "footnote"}, text="\n", tail="\n"))
            self._add("hr", tail="\n")
            self.stack.append(self._add("ol", text="\n", tail="\n"))
        while len(self.stack[-1]) < len(used):
            label = used[len(self.stack[-1])]["label"]
            item = self._add("li", {"id": f"fn-{label}"}, tail="\n")
            self._blocks(item, notes[label][1:])
            self._close(item)
        for number, note in used.items():
            item = self.stack[-1][number]
            self.stack.append(item[-1] if len(item) and item[-1].tag == "p" else etree.SubElement(item, "p"))
            self.stack[-1].tail = "\n"
            for use in range(1, note["count"] + 1):
                self._text("\u00a0")
                title = f"Jump back to footnote {number + 1} in the text"
                self._add(
                    "a", {"class": "footnote-backref", "href": f"#{use_id(note['label'], use)}", "title": title}, "↩"
                )
            self.stack.pop()
        for label in notes.keys() - {note["label"] for note in used.values()}:
            self._report("footnote", "unused", notes[label][0], label=label)


def _cells(row: str) -> list[str]:
    cells = escapedSplit(row.strip())
    return cells[cells[0] == "" : len(cells) - (cells[-1] == "")]
