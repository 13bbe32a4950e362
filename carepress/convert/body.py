"""Goes once over the tree that a browser would make of a text.

It is checked against the allow-list; links are resolved, headings and callouts named, merge fields read, quotes made
curly, and the glossary's terms linked.
"""

import re

from carepress.assemble.reads import Reads
from carepress.convert.allow_list import CALLOUTS, ELEMENTS, HEADINGS, INLINE, TERMS_LEFT_ALONE, VERBATIM, is_allowed
from carepress.convert.converted import Converted
from carepress.convert.dialect import KINDS
from carepress.convert.fields import Fields
from carepress.convert.glossary_links import PageTerms
from carepress.convert.ids import Ids
from carepress.convert.links import resolve_image, resolve_link
from carepress.convert.marks import (
    OPEN_BRACES,
    TOKEN,
    is_tag_mark,
    to_number,
    without_tag_marks,
)
from carepress.load.names import Found
from carepress.model.made import Heading, Link
from carepress.model.page import Page
from carepress.problems import Lines, Place, Problem, guess
from carepress.problems.catalog import violation
from carepress.text.html import Node, parse_fragment, text_of, top_nodes
from carepress.text.words import curl_quotes, slugify

_ADDRESSES = frozenset({"href", "src"})
_IN_ATTRIBUTE_LIST = r"\{[^}\n]*?"  # an id or attribute in {: #id key=value } has no spot
_OURS = re.compile("[\ufdd0-\ufddf]")
# What a node inherits from those around it.
_IS_VERBATIM, _IS_WITHOUT_TERMS = 1, 2

_PLAIN = ELEMENTS - HEADINGS - {"a", "img"}  # nothing is done with one without attributes
_INHERITED = {
    **dict.fromkeys(TERMS_LEFT_ALONE, _IS_WITHOUT_TERMS),
    **dict.fromkeys(VERBATIM, _IS_VERBATIM | _IS_WITHOUT_TERMS),
}


class Body:
    """One text on its way from converted Markdown to checked HTML."""

    def __init__(
        self, page: Page, reads: Reads, fields: Fields, converted: Converted, written: Lines, terms: PageTerms | None
    ) -> None:
        self.page = page
        self.reads = reads
        self.fields = fields
        self.converted = converted
        self.written = written
        self.terms = terms
        self.problems: list[Problem] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.addresses: set[str] = set()
        self.ids = Ids()
        self.texts: list[str] = []
        self._opened = 0  # how many braces that begin no field have been met
        self._before = " "  # what stands in front of a text, as far as it matters; a block begins behind a blank

    def check(self) -> str:
        """Return the HTML as a browser reads it, with addresses in place of file names; problems are noted."""
        tree = parse_fragment(self.converted.html)
        if " id=" in self.converted.html:
            for node in tree.css("[id]"):
                if name := node.attributes["id"]:
                    self._take_id(name)
        waiting = [(node, 0) for node in reversed(top_nodes(tree))]
        while waiting:  # no recursion, because HTML may be nested deeper than Python can call
            node, inherited = waiting.pop()
            if node.is_text_node:
                self._text(node, inherited)
            elif not node.is_element_node:  # comments and instructions
                node.decompose()
            else:
                name = node.tag or ""
                inherited |= _INHERITED.get(name, 0)
                child = node.last_child
                while child is not None:
                    waiting.append((child, inherited))
                    child = child.prev
                if name not in INLINE:
                    self._before = " "
                if name not in _PLAIN or node.attributes:
                    self._element(node, name)
        return without_tag_marks(tree.html or "").replace(OPEN_BRACES, "{{")

    def picture(self, name: str, place: Place) -> str:
        """Return the url of a picture beside the page; an empty text if there is none, which is noted."""
        if isinstance(found := resolve_image(name, self.page, self.reads, place), str):
            return found
        self.problems.append(found)
        return ""

    # ---- text

    def _text(self, node: Node, inherited: int) -> None:
        text = read = node.text_content or ""
        if text == "\n":  # every other one is only the line end between two blocks
            self._before = text
            return
        self.texts.append(text)
        before = node.prev
        if before is not None and before.is_element_node and before.tag not in INLINE:
            self._before = " "
        if inherited & _IS_VERBATIM:
            if _OURS.search(text):
                read = TOKEN.sub(self._written, text).replace(OPEN_BRACES, "{{")
                self._opened += text.count(OPEN_BRACES)
            self._before = "x"
        else:
            if OPEN_BRACES in text:
                self._open_braces(text.count(OPEN_BRACES))
            if '"' in text or "'" in text:
                read = curl_quotes(text, self._before[-1:])
            before_it, self._before = self._before, read[-2:]
            if self.terms and not inherited:
                read = self.terms.link(read, before_it, self.fields)
        if read != text:
            node.replace_with(read)

    def _written(self, match: re.Match[str]) -> str:
        """Return a merge field as its author wrote it."""
        return self.fields.written(to_number(match[1]))

    def _open_braces(self, count: int) -> None:
        """Note a merge field that never ends."""
        start = self.fields.opened[min(self._opened, len(self.fields.opened) - 1)]
        self._opened += count
        self.problems.append(violation("merge-field", self.written.place(start, 2), "open"))

    # ---- elements

    def _element(self, node: Node, name: str) -> None:
        attributes = node.attributes
        spot: tuple[int, int] | None = None
        for attribute in [attribute for attribute in attributes if is_tag_mark(attribute)]:
            spot = self.converted.spots[to_number(attribute[1:])]
            del node.attrs[attribute], attributes[attribute]
        if name not in ELEMENTS:
            self._refuse_element(name, spot)
            return
        for attribute, value in attributes.items():
            self._attribute(node, attribute, value or "", spot)
        if name == "a":
            self._link(node, attributes.get("href"), spot)
        elif name == "img":
            self._image(node, attributes, spot)
        elif name in HEADINGS:
            self._heading(node)
        elif "align" in attributes:
            node.attrs["class"] = f"align-{attributes['align']}"
            del node.attrs["align"]
        elif name == "div" and (attributes.get("class") or "").startswith("admonition"):
            self._callout(node, attributes["class"] or "")

    def _attribute(self, node: Node, attribute: str, value: str, spot: tuple[int, int] | None) -> None:
        if not is_allowed(node.tag or "", attribute):
            start, before = (spot[0], "") if spot else (0, _IN_ATTRIBUTE_LIST)
            place = self.written.find(attribute, start, before)
            place = self.written.place(start, len(node.tag or "") + 1) if spot and not place.line else place
            self.problems.append(violation("html-attribute", place, name=node.tag, attribute=attribute))
        elif attribute not in _ADDRESSES and TOKEN.search(value):
            node.attrs[attribute] = TOKEN.sub(lambda match: self.fields.plain(to_number(match[1])), value)

    def _refuse_element(self, name: str, spot: tuple[int, int] | None) -> None:
        remedy = {
            "h1": "the title in the front matter is the page's h1; begin with ##",
            "script": "nothing on a page may run",
            "iframe": "nothing may be loaded from elsewhere; write a link instead",
            "style": "how pages look stands in templates/assets/",
        }.get(name, "write it in Markdown, or as a component")
        is_tag = spot and self.written.text.startswith("<", spot[0])
        length = len(name) + 1 if is_tag else 2
        place = self.written.place(spot[0], length) if spot else self.written.find(f"<{name}")
        self.problems.append(violation("html-element", place, name=name, remedy=remedy))

    def _address_place(self, address: str, spot: tuple[int, int] | None) -> Place:
        """Return where the target of a link or picture stands; of a reference where it is defined."""
        if spot is None:
            return self.written.find(address)
        shown = TOKEN.sub(self._written, address)
        found = self.written.text.find(shown, *spot)
        return self.written.place(found if found >= 0 else spot[0], len(shown))

    def _has_field(self, address: str, place: Place) -> bool:
        if _OURS.search(address):
            self.problems.append(violation("merge-field", place, "address"))
            return True
        return False

    def _link(self, node: Node, address: str | None, spot: tuple[int, int] | None) -> None:
        if address is None:
            return
        address = address.strip()
        place = self._address_place(address, spot)
        if self._has_field(address, place):
            return
        if not address:
            node.unwrap()
            return
        target = resolve_link(address, self.page, self.reads, place)
        if isinstance(target, Problem):
            self.problems.append(target)
            node.unwrap()
            return
        node.attrs["href"] = target.href
        self.addresses.add(target.href)
        # A link can't stand in a link: a number to call inside one is only text, and citations come behind it.
        for match in TOKEN.finditer(text_of(node)):
            if sources := self.fields.unlink(to_number(match[1])):
                node.insert_after(self.fields.add(Found("", sources)))
        if target.fragment:
            self.links.append(Link(target.url, target.fragment, place))

    def _image(self, node: Node, attributes: dict[str, str | None], spot: tuple[int, int] | None) -> None:
        place = self._address_place(address := (attributes.get("src") or "").strip(), spot)
        if self._has_field(address, place):
            return
        url = self.picture(address, place)
        if not (attributes.get("alt") or "").strip():
            self.problems.append(violation("image-alt", place))
        node.attrs["src"] = self.reads.href(url)
        self.addresses.add(self.reads.href(url))
        node.attrs["loading"] = "lazy"
        node.attrs["decoding"] = "async"

    def _heading(self, node: Node) -> None:
        text = TOKEN.sub(lambda match: self.fields.plain(to_number(match[1])), text_of(node))
        name = node.attributes.get("id")
        if not name:
            name = self.ids.take_like(slugify(text) or "section")
            node.attrs["id"] = name
        self.headings.append(Heading(int((node.tag or "h2")[1]), name, curl_quotes(text)))

    def _take_id(self, name: str) -> None:
        if not self.ids.take(name):
            place = self.written.find(f"#{name}", before=_IN_ATTRIBUTE_LIST)
            self.problems.append(violation("duplicate-id", place, "text", name=name))

    def _callout(self, node: Node, css_class: str) -> None:
        kind = css_class.removeprefix("admonition").strip()
        if kind not in CALLOUTS:
            near = guess(KINDS.get(kind.lower(), kind), CALLOUTS, f"the callouts are {', '.join(CALLOUTS)}")
            signs = (self.written.text.find(sign) for sign in ("!!!", "[!"))
            place = self.written.find(kind, start=min((at for at in signs if at >= 0), default=0))
            self.problems.append(violation("callout", place, "kind", name=kind, near=near))
            kind = CALLOUTS[0]  # so that the templates find no second fault
        node.attrs["class"] = f"callout callout-{kind}"
        node.attrs["role"] = "note"
