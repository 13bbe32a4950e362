"""Goes over the HTML of a text once: checks it against the allow-list, resolves links, names headings and callouts."""

import re
from html import unescape

from carepress.catalog import breach
from carepress.convert.allowed import CALLOUTS, ELEMENTS, HEADINGS, VERBATIM, is_allowed
from carepress.convert.fields import Fields
from carepress.convert.links import resolve_image, resolve_link
from carepress.convert.marks import MARK, TAG_MARK, TOKEN, token_number, without_marks
from carepress.html import Node, elements, parse_fragment, text_of
from carepress.model import Heading, Link, Page, Site
from carepress.problems import Place, Problem, guess
from carepress.text import curl_quotes, slugify
from carepress.urls import href

_ADDRESSES = frozenset({"href", "src"})
_ATTRIBUTE_TOKEN = re.compile(rf"\\?{TOKEN.pattern}")
# What comes before an id or attribute in {: #id key=value }, which carries no mark.
_IN_ATTRIBUTE_LIST = r"\{[^}\n]*?"
_REFERENCE = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);?")
_RAW_FIELD = re.compile(r"\{\{([^{}]*)\}\}")


class Body:
    """One text on its way from converted Markdown to checked HTML."""

    def __init__(self, page: Page, site: Site, fields: Fields) -> None:
        self.page = page
        self.site = site
        self.marked = fields.marked
        self.fields = fields
        self.problems: list[Problem] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.ids: set[str] = set()

    def check(self, html: str) -> str:
        """Return the HTML as a browser reads it, with addresses in place of file names; problems are noted."""
        tree = parse_fragment(_without_forged_marks(html))
        nodes = elements(tree)
        for node in nodes:
            if node.is_element_node and (name := node.attributes.get("id")):
                self._take_id(name)
        for node in nodes:
            if node.is_text_node:
                self._text(node, node.text_content or "")
            elif not node.is_element_node:  # comments and instructions
                node.decompose()
        for node in nodes:
            if node.is_element_node:
                self._element(node)
        return tree.html or ""

    def picture(self, name: str, place: Place) -> str:
        """Return the url of a picture beside the page; an empty text if there is none, which is noted."""
        found = resolve_image(name, self.page, self.site, place)
        if isinstance(found, str):
            return found
        self.problems.append(found)
        return ""

    def _element(self, node: Node) -> None:
        name = node.tag or ""
        tag = self._start_of_tag(node)
        if name not in ELEMENTS:
            self._refuse_element(name, tag)
            return
        self._attributes(node, name, tag)
        if name == "a":
            self._link(node, tag)
        elif name == "img":
            self._image(node, tag)
        elif name in HEADINGS:
            self._heading(node)
        elif "align" in node.attributes:
            node.attrs["class"] = f"align-{node.attributes['align']}"
            del node.attrs["align"]
        elif name == "div" and (node.attributes.get("class") or "").startswith("admonition"):
            self._callout(node)

    def _attributes(self, node: Node, name: str, tag: int | None) -> None:
        for attribute in list(node.attributes):
            if TAG_MARK.match(attribute):
                del node.attrs[attribute]
            elif not is_allowed(name, attribute):
                self._refuse_attribute(name, attribute, tag)
            elif attribute not in _ADDRESSES:
                self._fill_attribute(node, attribute)

    def _text(self, node: Node, text: str) -> None:
        """Read the merge fields that Markdown left alone because they stand in raw HTML; give code back its own."""
        if "{{" not in text and not TOKEN.search(text):
            return
        if _is_inside(node, VERBATIM):
            read = TOKEN.sub(lambda match: self.fields.restore(token_number(match)), text)
        else:
            read = self._read(text)
            if (left := read.find("{{")) >= 0 and (mark := MARK.match(read, left + 2)):
                self.problems.append(breach("merge-field", self.marked.place(mark, 2), "open"))
        if read != text:
            node.replace_with(read)

    def _read(self, text: str) -> str:
        """Return a text with tokens in place of its merge fields; those behind a backslash have no mark and stay."""
        return _RAW_FIELD.sub(lambda match: self.fields.read(match[1]) if MARK.match(match[1]) else match[0], text)

    def _fill_attribute(self, node: Node, attribute: str) -> None:
        """Fill the merge fields of an attribute, as plain text."""
        value = self._read(node.attributes[attribute] or "")
        if TOKEN.search(value):
            # Python-Markdown puts a backslash before what it can't write into an attribute.
            node.attrs[attribute] = _ATTRIBUTE_TOKEN.sub(lambda match: self.fields.plain(token_number(match)), value)

    def _refuse_element(self, name: str, tag: int | None) -> None:
        remedy = {
            "h1": "the title in the front matter is the page's h1; begin with ##",
            "script": "nothing on a page may run",
            "iframe": "nothing may be loaded from elsewhere; write a link instead",
            "style": "how pages look stands in templates/assets/",
        }.get(name, "write it in Markdown, or as a component")
        written = "# " if name == "h1" else f"<{name}"
        at = self.marked.find(written) if tag is None else self.marked.body.place(tag, len(name) + 1)
        self.problems.append(breach("html-element", at, name=name, remedy=remedy))

    def _refuse_attribute(self, name: str, attribute: str, tag: int | None) -> None:
        shown = without_marks(attribute)
        at = self._near(shown, name, tag, "" if tag is not None else _IN_ATTRIBUTE_LIST)
        self.problems.append(breach("html-attribute", at, name=name, attribute=shown))

    def _start_of_tag(self, node: Node) -> int | None:
        """Return the position in the body at which the tag of raw HTML begins; None for what Markdown made."""
        marks = (TAG_MARK.match(attribute) for attribute in node.attributes)
        return next((self.marked.offset(mark[1]) for mark in marks if mark), None)

    def _near(self, text: str, name: str, tag: int | None, before: str = "") -> Place:
        """Return where a text stands from a tag of raw HTML on, or else where the tag does; without a tag, in the body."""
        found = self.marked.find(text, tag or 0, before)
        return found if found.line or tag is None else self.marked.body.place(tag, len(name) + 1)

    def _address(self, raw: str, name: str, tag: int | None) -> tuple[str, Place]:
        """Return an address without its mark, and where it stands."""
        address = without_marks(raw).strip()
        mark = MARK.match(raw)
        return address, self.marked.place(mark, len(address)) if mark else self._near(address, name, tag)

    def _has_field(self, value: str, place: Place) -> bool:
        if TOKEN.search(value) or "{{" in value:
            self.problems.append(breach("merge-field", place, "address"))
            return True
        return False

    def _link(self, node: Node, tag: int | None) -> None:
        raw = node.attributes.get("href")
        if raw is None:
            return
        address, place = self._address(raw, "a", tag)
        if self._has_field(address, place):
            return
        if not address:
            node.unwrap()
            return
        target = resolve_link(address, self.page, self.site, place)
        if isinstance(target, Problem):
            self.problems.append(target)
            node.unwrap()
            return
        node.attrs["href"] = target.href
        # A link can't stand in a link: a number to call inside one is only text, and citations come behind it.
        for match in TOKEN.finditer(text_of(node)):
            if sources := self.fields.unlink(token_number(match)):
                node.insert_after(self.fields.citation(sources))
        if target.fragment:
            self.links.append(Link(target.url, target.fragment, place))

    def _image(self, node: Node, tag: int | None) -> None:
        address, place = self._address(node.attributes.get("src") or "", "img", tag)
        if self._has_field(address, place):
            return
        url = self.picture(address, place)
        if not (node.attributes.get("alt") or "").strip():
            self.problems.append(breach("image-alt", place))
        node.attrs["src"] = href(self.site.base_url, url)
        node.attrs["loading"] = "lazy"
        node.attrs["decoding"] = "async"

    def _heading(self, node: Node) -> None:
        text = TOKEN.sub(lambda match: self.fields.plain(token_number(match)), text_of(node))
        name = node.attributes.get("id")
        if not name:
            name = self._free_id(slugify(text) or "section")
            node.attrs["id"] = name
            self.ids.add(name)
        self.headings.append(Heading(int((node.tag or "h2")[1]), name, curl_quotes(without_marks(text))))

    def _free_id(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self.ids:
            name, number = f"{wanted}-{number}", number + 1
        return name

    def _take_id(self, name: str) -> None:
        if name in self.ids:
            place = self.marked.find(f"#{name}", before=_IN_ATTRIBUTE_LIST)
            self.problems.append(breach("duplicate-id", place, "text", name=name))
        self.ids.add(name)

    def _callout(self, node: Node) -> None:
        kind = (node.attributes.get("class") or "").removeprefix("admonition").strip()
        if kind not in CALLOUTS:
            near = guess(kind, CALLOUTS, f"the callouts are {', '.join(CALLOUTS)}")
            place = self.marked.find(kind, start=max(self.marked.body.text.find("!!!"), 0))
            self.problems.append(breach("callout", place, name=kind, near=near))
        node.attrs["class"] = f"callout callout-{kind}"
        node.attrs["role"] = "note"


def _without_forged_marks(html: str) -> str:
    """Return the HTML without the references that stand for no character: some would be read as marks of ours."""
    return _REFERENCE.sub(lambda match: match[0] if unescape(match[0]) else "", html)


def _is_inside(node: Node, names: frozenset[str]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in names:
            return True
        parent = parent.parent
    return False
