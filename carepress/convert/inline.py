"""Builds the tree of what is inside of a block: text, emphasis, links, pictures, tags."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.util import AtomicString
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from carepress.convert.allow_list import ELEMENTS
from carepress.convert.marks import MarkdownLines, Spot, tag_mark

_MARKUP = re.compile(r"[\\`_\[<&~]")
# Emphasis that can't be read in two ways: whole words, with a blank or a sign outside of them. The sign comes first: it is
# found quickly.
_SIDE = r"\s!-)+-/:-@\[-`{-~"
_EMPHASIS = re.compile(rf"(\*(?:(?<![^{_SIDE}]\*)|\*(?<![^{_SIDE}]\*\*)))(?=[^\s*])([^*]*[^\s*])\1(?![^{_SIDE}])")
_SOFT_BREAK = re.compile(r" ?\n[ \t]*")
_TASK = re.compile(r"\[([ xX])\](?=[ \t])")
_BOXES = {" ": "☐", "x": "☑", "X": "☑"}
_TAG_OR_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?.*?\?>|<![a-zA-Z][^>]*>|<!\[CDATA\[.*?\]\]>|</[^<>]*>"
    r"""|<(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])(?:[^"'<>]|"[^"]*"|'[^']*')*+>?""",
    re.DOTALL,
)
# A reference to a character; some would stand for marks of ours.
_REFERENCE = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);?")
_SHOWN = 40


@dataclass(slots=True)
class Converted:
    """The HTML of a text, and what it doesn't say.

    `spots` has where in the body to look for what an element says, by the number that it is marked with; `tags` each tag of
    raw HTML and where it begins; `removed` what was written and is no text for readers; `findings` the rule and case of
    each fault, where it begins, its length, and what its message says.
    """

    html: str = ""
    spots: list[Spot] = field(default_factory=list)
    tags: list[tuple[str, int]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    findings: list[tuple[str, str, int, int, Mapping[str, object]]] = field(default_factory=list)


class InlineBuilder:
    """Adds what is inside of a block to the element that is open."""

    def __init__(
        self, md: Markdown, reader: MarkdownIt, env: dict[str, Any], source: MarkdownLines, converted: Converted
    ) -> None:
        self.md = md
        self.reader = reader
        self.env = env
        self.source = source
        self.converted = converted
        self.removed = converted.removed
        self.stack: list[etree.Element] = []
        self.block = Token("inline", "", 0)
        self.inside: Mapping[str, Callable[[Token], object]] = {
            "text": lambda token: self._text(token.content),
            "text_special": lambda token: self._text(token.content),
            "softbreak": lambda token: self._text("\n"),
            "hardbreak": lambda token: self._add("br", tail="\n"),
            "code_inline": lambda token: self._add("code", text=AtomicString(literal(token.content))),
            "html_inline": lambda token: self._raw(token.content, self.block, token.meta["start"]),
            "image": self._image,
            "link_open": self._link,
            "footnote_ref": self._footnote_mark,
        }

    def _inline(self, token: Token) -> None:
        self.block, depth = token, len(self.stack)
        if (task := _TASK.match(token.content)) and self._begins_item():
            self._text(_BOXES[task[1]])
            self.removed.append(task[1])
            token.content = token.content[task.end() :]
        if self._plain_words(token.content):
            return
        for child in self.reader.inline.parse(token.content, self.reader, self.env, []):
            if handle := self.inside.get(child.type):
                handle(child)
            elif child.nesting > 0:
                if any(element.tag == child.tag for element in self.stack[depth:]):
                    self._twice(token, child.markup)
                self.stack.append(self._add("del" if child.tag == "s" else child.tag))
            elif child.nesting < 0:
                self.stack.pop()
        del self.stack[depth:]

    def _twice(self, token: Token, sign: str) -> None:
        """Note what is bold inside of bold: a blank stands on the wrong side of a sign, and the words between are bold."""
        start = token.content.find(sign)
        words = token.content[start:].partition("\n")[0][:_SHOWN]
        finding = ("markdown-left", "emphasis", self._offset(token, start), len(words), {"words": words})
        self.converted.findings.append(finding)

    def _plain_words(self, text: str) -> bool:
        """Add a text without any markup but plain emphasis, which most are; return whether it is one.

        The parser takes several times as long.
        """
        if _MARKUP.search(text) or "  \n" in text or "://" in text or "www." in text:
            return False
        text = _SOFT_BREAK.sub("\n", text) if "\n" in text else text
        emphases = list(_EMPHASIS.finditer(text)) if "*" in text else []
        if text.count("*") > sum(2 * len(match[1]) for match in emphases):
            return False
        copied = 0
        for match in emphases:
            self._text(text[copied : match.start()])
            self.stack.append(self._add("em" if match[1] == "*" else "strong"))
            self._text(match[2])
            self.stack.pop()
            copied = match.end()
        self._text(text[copied:])
        return True

    def _add(
        self, tag: str, attributes: Mapping[str, str] | None = None, text: str | None = None, tail: str = ""
    ) -> etree.Element:
        element = etree.SubElement(self.stack[-1], tag, dict(attributes or {}))
        element.text, element.tail = text, tail
        return element

    def _begins_item(self) -> bool:
        top = self.stack[-1]
        item = self.stack[-2] if top.tag == "p" else top
        return item.tag == "li" and not item.text and not top.text and len(item) == (top is not item)

    def _text(self, text: str) -> None:
        top, text = self.stack[-1], literal(text)
        if len(top):
            top[-1].tail = (top[-1].tail or "") + text
        else:
            top.text = (top.text or "") + text

    def _link(self, token: Token) -> None:
        self.stack.append(self._target("a", {key: str(value) for key, value in token.attrs.items()}, token))

    def _image(self, token: Token) -> None:
        alt = "".join(_plain(token.children or ()))
        self._target("img", {"alt": alt, **{key: str(token.attrs[key]) for key in token.attrs if key != "alt"}}, token)

    def _target(self, tag: str, attributes: Mapping[str, str], token: Token) -> etree.Element:
        """Add a link or picture, and remember where its target stands, which is no text."""
        start, end, content = token.meta["start"], token.meta["end"], self.block.content
        if token.markup != "linkify":
            self.removed.append(content[start:end])
        if label := token.meta.get("label"):
            first, behind = self.env["references"][normalizeReference(label)]["map"]
            lines = self.source.lines[first:behind]
            spot = (
                self.source.starts[first] + lines[0].find("]:") + 2,
                self.source.starts[behind - 1] + len(lines[-1]),
            )
        else:
            at = start
            if token.markup != "linkify":
                at = max(content.rfind("](", start, end) + 2, start + 1)
                at += content.startswith("<", at)
            spot = (self._offset(self.block, at), self._offset(self.block, end))
        element = self._add(tag, {key: literal(value) for key, value in attributes.items()})
        self._mark(element, *spot)
        return element

    def _offset(self, token: Token, position: int) -> int:
        return self.source.offset(token.map[0] if token.map else 0, token.content, position)

    def _mark(self, element: etree.Element, start: int, end: int) -> None:
        element.set(tag_mark(len(self.converted.spots)), "")
        self.converted.spots.append((start, end))

    def _raw(self, html: str, token: Token, start: int, tail: str = "") -> None:
        """Add HTML as it was written, with a mark on each of its tags."""

        def marked(match: re.Match[str]) -> str:
            tag, at = match[0], self._offset(token, start + match.start())
            self.converted.tags.append((tag, at))
            if tag.endswith(">") and (match["name"] or tag.startswith(("<!--", "</"))):
                self.removed.append(tag)
            if not match["name"] or tag[1:-1] in ELEMENTS:  # nothing can be wrong with it
                return tag
            self.converted.spots.append((at, at + len(tag)))
            name = match.end("name") - match.start()
            return f"{tag[:name]} {tag_mark(len(self.converted.spots) - 1)}{tag[name:]}"

        html = _REFERENCE.sub(
            lambda match: match[0] if unescape(match[0]) else "\ufffd", _TAG_OR_COMMENT.sub(marked, html)
        )
        self._text(self.md.htmlStash.store(html) + tail)

    def _footnote_mark(self, token: Token) -> None:
        label, number = token.meta["label"], token.meta["id"] + 1
        self.removed.append(label)
        self.stack.append(self._add("sup", {"id": use_id(label, token.meta["subId"] + 1)}))
        self._add("a", {"class": "footnote-ref", "href": f"#fn-{label}"}, text=str(number))
        self.stack.pop()


def use_id(label: str, use: int) -> str:
    """Return the id of the place that uses a footnote, for the first time or once more."""
    return f"fnref-{label}" if use == 1 else f"fnref{use}-{label}"


def literal(text: str) -> str:
    """Return a text whose ampersands the serializer can't take for the start of an entity."""
    return text.replace("&", "&amp;") if "&" in text else text


def _plain(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the words of a picture's description, which has no markup."""
    for token in tokens:
        if token.children:
            yield from _plain(token.children)
        elif token.type != "html_inline":
            yield "\n" if token.type in {"softbreak", "hardbreak"} else token.content
