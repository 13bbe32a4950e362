"""Goes once over the tree that a browser would make of a text.

It is checked against the allow-list; links are resolved, headings and callouts named, merge fields read, quotes made
curly, and the glossary's terms linked.
"""

import re
from collections import Counter
from collections.abc import Iterator

from carepress.assemble.reads import Reads
from carepress.convert.converted import Converted, Spot
from carepress.convert.dialect import KINDS
from carepress.convert.fields import Fields
from carepress.convert.glossary_links import Terms
from carepress.convert.links import resolve_image, resolve_link
from carepress.convert.marks import OPEN_BRACES, SPOT, TOKEN, without_spots
from carepress.convert.proof import plain_source
from carepress.load.names import Found
from carepress.model.made import Heading, Link
from carepress.model.page import Page
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import ENGINE, violation
from carepress.text.allow_list import CALLOUTS, ELEMENTS, HEADINGS, INLINE, TERMS_LEFT_ALONE, VERBATIM, is_allowed
from carepress.text.html import Node, Tree, parse_fragment
from carepress.text.words import curl_quotes, slugify

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

    def __init__(self, page: Page, reads: Reads, fields: Fields, converted: Converted) -> None:
        self.page = page
        self.reads = reads
        self.fields = fields
        self.converted = converted
        self.written = converted.source.written
        self.problems: list[Problem] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.addresses: set[str] = set()
        self.ids: set[str] = set()
        self.texts: list[str] = []
        self.written_addresses: list[tuple[str, Spot]] = []
        self._same_ids: Counter[str] = Counter()
        # Texts that may get links to terms: what is before each, the text, and whether it was written so.
        self._prose: list[tuple[Node, str, str, bool]] = []
        self._opened = 0  # how many braces that begin no field have been met
        self._before = " "  # the end of the text before a text; a block begins behind a blank

    def check(self, terms: Terms) -> str:
        """Return the HTML as a browser reads it, with addresses in place of file names; problems are noted."""
        tree = parse_fragment(self.converted.html)
        for node in tree.css("[id]") if " id=" in self.converted.html else ():
            self._take_id(node.attributes["id"] or "")
        for node, name, inherited in _in_order(tree):
            if name:
                if name not in INLINE:
                    self._before = " "
                if name not in _PLAIN or node.attributes:
                    self._element(node, name)
            elif (text := node.text_content) is None:  # comments and instructions
                node.decompose()
            elif text == "\n":  # every other text is only the line end between two blocks
                self._before = text
            else:
                self._text(node, text, inherited)
        self._link_terms(terms)
        return without_spots(tree.html or "").replace(OPEN_BRACES, "{{")

    def picture(self, name: str, place: Place) -> str:
        """Return the url of a picture beside the page; an empty text if there is none, which is noted."""
        if isinstance(found := resolve_image(name, self.page, self.reads, place), str):
            return found
        self.problems.append(found)
        return ""

    # ---- text

    def _text(self, node: Node, text: str, inherited: int) -> None:
        self.texts.append(plain_source(text) if inherited & _IS_VERBATIM else text)
        if inherited & _IS_VERBATIM:
            self._before = "x"
            if _OURS.search(text):
                self._opened += text.count(OPEN_BRACES)
                node.replace_with(self.fields.written(text))
            return
        if count := text.count(OPEN_BRACES):
            self.problems.append(violation("merge-field", self.fields.opened[self._opened], "open"))
            self._opened += count
        before = node.prev
        if before is not None and before.is_element_node and before.tag not in INLINE:
            self._before = " "
        read = curl_quotes(text, self._before[-1:])
        if not inherited:
            self._prose.append((node, self._before, read, read == text))
        elif read != text:
            node.replace_with(read)
        self._before = read[-2:]

    def _link_terms(self, terms: Terms) -> None:
        prose = [(before, text) for _, before, text, _ in self._prose]
        linked = terms.link(prose, self.page, self.fields) if self.page.front_matter.date else {}
        for number, (node, _, text, is_as_written) in enumerate(self._prose):
            if number in linked or not is_as_written:
                node.replace_with(linked.get(number, text))

    # ---- elements

    def _element(self, node: Node, name: str) -> None:
        attributes = node.attributes
        spot: Spot | None = None
        if number := attributes.pop(SPOT, None):
            spot = self.converted.spots[int(number)]
            del node.attrs[SPOT]
        if name not in ELEMENTS:
            case = name if name in ENGINE.rules["html-element"].cases else ""
            is_tag = spot is None or self.written.text.startswith("<", spot[0])
            place = self._place(f"<{name}" if is_tag else "##", spot)
            self.problems.append(violation("html-element", place, case, name=name))
            return
        for attribute, value in attributes.items():
            self._attribute(node, attribute, value or "", spot)
        if name == "a" and "href" in attributes:
            self._link(node, (attributes["href"] or "").strip(), spot)
        elif name == "img":
            self._image(node, (attributes.get("src") or "").strip(), spot)
        elif name in HEADINGS:
            self._heading(node)
        elif "align" in attributes:
            node.attrs["class"] = f"align-{attributes['align']}"
            del node.attrs["align"]
        elif name == "div" and (attributes.get("class") or "").startswith("admonition"):
            self._callout(node, (attributes["class"] or "").removeprefix("admonition").strip(), spot)

    def _place(self, text: str, spot: Spot | None) -> Place:
        """Return where a text was written at a spot, or where that begins; an address stands where its reference is defined."""
        if spot is None:
            return self.written.find(text)
        return self.written.place(max(self.written.text.find(text, *spot), spot[0]), len(text))

    def _attribute(self, node: Node, attribute: str, value: str, spot: Spot | None) -> None:
        name = node.tag or ""
        if not is_allowed(name, attribute):
            start, before = (spot[0], "") if spot else (0, _IN_ATTRIBUTE_LIST)
            place = self.written.find(attribute, start, before)
            place = place if place.line else self._place(f"<{name}", spot)
            self.problems.append(violation("html-attribute", place, name=name, attribute=attribute))
        elif attribute not in {"href", "src"} and TOKEN.search(value):
            node.attrs[attribute] = self.fields.plain(value)

    def _address_place(self, address: str, spot: Spot | None) -> Place | None:
        """Return where an address was written; None if a merge field is in it, which is noted."""
        place = self._place(self.fields.written(address), spot)
        self.written_addresses += [(address, spot)] if spot else []
        if not _OURS.search(address):
            return place
        self.problems.append(violation("merge-field", place, "address"))
        return None

    def _link(self, node: Node, address: str, spot: Spot | None) -> None:
        if (place := self._address_place(address, spot)) is None:
            node.unwrap()
            return
        target = resolve_link(address, self.page, self.reads, place) if address else None
        if target is None or isinstance(target, Problem):
            self.problems += [target] if target else []
            node.unwrap()
            return
        node.attrs["href"] = target.href
        self.addresses.add(target.href)
        # A link can't stand in a link: a number to call inside one is only text, and citations come behind it.
        for sources in self.fields.unlink(node.text()):
            node.insert_after(self.fields.add(Found("", sources)))
        if target.fragment:
            self.links.append(Link(target.url, target.fragment, place))

    def _image(self, node: Node, address: str, spot: Spot | None) -> None:
        if (place := self._address_place(address, spot)) is None:
            return
        url = self.reads.href(self.picture(address, place))
        if not (node.attributes.get("alt") or "").strip():
            self.problems.append(violation("image-alt", place))
        self.addresses.add(url)
        for attribute, value in (("src", url), ("loading", "lazy"), ("decoding", "async")):
            node.attrs[attribute] = value

    def _heading(self, node: Node) -> None:
        text = self.fields.plain(node.text())
        name = node.attributes.get("id")
        if not name:
            name = wanted = slugify(text) or "section"
            while name in self.ids:
                self._same_ids[wanted] += 1
                name = f"{wanted}-{self._same_ids[wanted] + 1}"
            self.ids.add(name)
            node.attrs["id"] = name
        self.headings.append(Heading(int((node.tag or "h2")[1]), name, curl_quotes(text)))

    def _take_id(self, name: str) -> None:
        if not name:
            return
        if name in self.ids:
            place = self.written.find(f"#{name}", before=_IN_ATTRIBUTE_LIST)
            self.problems.append(violation("duplicate-id", place, "text", name=name))
        self.ids.add(name)

    def _callout(self, node: Node, kind: str, spot: Spot | None) -> None:
        if kind not in CALLOUTS:
            near = guess(KINDS.get(kind.lower(), kind), CALLOUTS, f"the callouts are {', '.join(CALLOUTS)}")
            self.problems.append(violation("callout", self._place(kind, spot), "kind", name=kind, near=near))
            kind = CALLOUTS[0]  # so that the templates find no second fault
        node.attrs["class"] = f"callout callout-{kind}"
        node.attrs["role"] = "note"


def _in_order(tree: Tree) -> Iterator[tuple[Node, str, int]]:
    """Yield each node of a tree before those in it, with the name that an element has, and with what it inherits."""
    waiting, last = list[tuple[Node, int]](), tree.root
    while last is not None and last.next is not None:
        last = last.next
    while last is not None:  # backwards, also because `root` isn't a node like others: its text goes on to the end
        waiting.append((last, 0))
        last = last.prev
    while waiting:  # no recursion, because HTML may be nested deeper than Python can call
        node, inherited = waiting.pop()
        name = (node.tag or "") if node.is_element_node else ""
        if name:
            inherited |= _INHERITED.get(name, 0)
            child = node.last_child
            while child is not None:
                waiting.append((child, inherited))
                child = child.prev
        yield node, name, inherited
