"""Reads style sheets as browsers do, and writes them in one piece, without comments and with few blanks."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any
from urllib.parse import quote, unquote

from tinycss2 import parse_blocks_contents, parse_component_value_list, serialize

from carepress.media.contrast import SCHEMES, Token, contrast_problems
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import violation
from carepress.text.urls import host_of, resolve_path, scheme_of

_END = "carepress-end"
_OPENED = {"{} block": "{", "() block": "(", "[] block": "[", "function": "(", "comment": "/*"}
_WITHOUT_BLOCK = frozenset({"charset", "layer", "namespace"})
_SETS = frozenset({"image", "image-set", "-webkit-image-set"})  # in these a plain text is an address
_SCHEME = re.compile(r"(?:screen(?: and )?)?(?:\( ?prefers-color-scheme ?: ?(light|dark) ?\))?")


def press_sheet(name: str, sheets: Mapping[str, str], urls: Mapping[str, str], host: str) -> tuple[str, list[Problem]]:
    """Return a style sheet as it is published, and what is wrong with it and with those that it imports.

    `sheets` has the texts of all, `urls` the published addresses of the other files; `host` is the site's own.
    """
    sheet = _Sheet(sheets, urls, host, posixpath.dirname(f"/assets/{name}"))
    text = sheet.read(name)
    return text, sheet.problems + list(contrast_problems(sheet.tokens))


def references(css: str) -> Iterator[tuple[bool, str, int]]:
    """Yield whether it is an address, the address of each url() or the name of each `@rule` and `function()`, and its line."""
    for token in _walk(parse_component_value_list(css, skip_comments=True)):
        if token.type == "url":
            yield True, token.value, token.source_line
        elif token.type == "at-keyword":
            yield False, f"@{token.lower_value}", token.source_line
        elif token.type == "function" and token.lower_name == "url":
            yield True, next((one.value for one in token.arguments if one.type == "string"), ""), token.source_line
        elif token.type == "function":
            yield False, f"{token.lower_name}()", token.source_line


@dataclass
class _Sheet:
    """A style sheet while it is read: what is wrong so far, and its tokens in each color scheme."""

    sheets: Mapping[str, str]
    urls: Mapping[str, str]
    host: str
    folder: str
    problems: list[Problem] = field(default_factory=list)
    tokens: dict[str, dict[str, Token]] = field(default_factory=lambda: {scheme: {} for scheme in SCHEMES})
    open: list[str] = field(default_factory=list)  # the sheets that are being read, each imported by the one before

    def read(self, name: str) -> str:
        """Return what a sheet becomes, with those that it imports."""
        self.open.append(name)
        text = f"{self.sheets[name]}\n\n{_END}"  # the first newline may end an escape
        nodes = parse_component_value_list(text, skip_comments=True)
        try:
            if nodes and getattr(nodes[-1], "value", "") == _END:
                written = self.rules(nodes[:-1], SCHEMES, is_top=True)
            else:
                unclosed = _unclosed(parse_component_value_list(text))
                sign = _OPENED.get(unclosed.type)
                written = self.refuse("css-broken", unclosed, "open", sign=sign) if sign else self.fail(unclosed)
        except RecursionError:
            written = self.refuse("css-broken", nodes[0], "deep")
        self.open.pop()
        return written

    def place(self, node: Any) -> Place:
        """Return where a node is."""
        named = getattr(node, "at_keyword", node.name if node.type == "declaration" else "")
        text = named or getattr(node, "representation", "") or getattr(node, "value", "") or " "
        return Place(
            f"templates/assets/{self.open[-1]}", node.source_line, node.source_column, len(text.split("\n")[0])
        )

    def refuse(self, rule: str, node: Any, case: str = "", **said: object) -> str:
        """Note what is wrong at a node, of which nothing is written."""
        self.problems.append(violation(rule, self.place(node), case, **said))
        return ""

    def fail(self, node: Any) -> str:
        """Note what closes nothing, what ends before it should, or what is no rule and no declaration."""
        kind = node.kind if node.type == "error" else ""
        return self.refuse(
            "css-broken", node, "statement" if not kind else "stray" if kind in ")]}" else "text", sign=kind
        )

    def rules(self, nodes: list[Any], schemes: tuple[str, ...], *, is_top: bool = False, is_root: bool = False) -> str:
        """Return what is in a sheet or a block that counts in some color schemes, perhaps for the root of the page."""
        written, may_import = "", is_top
        for rule in parse_blocks_contents(nodes, skip_whitespace=True):
            keyword = getattr(rule, "lower_at_keyword", "")
            if keyword == "import":
                written += self.imported(rule) if may_import else self.refuse("css-import", rule, "late")
            elif keyword:
                written += self.at_rule(rule, schemes, is_root=is_root)
            elif rule.type == "declaration" and not is_top:
                written += self.declaration(rule, schemes if is_root else ())
            elif rule.type == "qualified-rule":
                selector = self.text(rule.prelude)
                inside = self.rules(rule.content, schemes, is_root=selector in {":root", "html"})
                written += f"{selector}{{{inside}}}" if inside else ""
            else:
                self.fail(_first(nodes, rule))
            may_import = may_import and (keyword == "import" or (bool(keyword) and rule.content is None))
        return written if is_top else written.rstrip(";")

    def at_rule(self, rule: Any, schemes: tuple[str, ...], *, is_root: bool) -> str:
        """Return an at-rule; each sheet is UTF-8, so that none has to say so."""
        name, condition = rule.lower_at_keyword, self.text(rule.prelude)
        if rule.content is None and name not in _WITHOUT_BLOCK:
            return self.fail(rule)
        if rule.content is None:
            return f"@{name} {condition};" if name != "charset" else ""
        if name == "media":
            match = _SCHEME.fullmatch(condition)
            schemes = tuple(one for one in schemes if match and one in (match[1] or one))
        elif name not in {"layer", "supports"}:
            schemes = ()
        return f"{f'@{name} {condition}'.rstrip()}{{{self.rules(rule.content, schemes, is_root=is_root)}}}"

    def declaration(self, rule: Any, schemes: tuple[str, ...]) -> str:
        """Return a declaration, with its addresses as they are on the site; a token is kept."""
        told, is_token = [node for node in rule.value if node.type != "whitespace"], rule.name.startswith("--")
        if ":" in told and not is_token:
            self.refuse("css-broken", told[told.index(":") - 1], "semicolon")
        for token, at in _addresses(told):
            if not token.value.startswith("#"):
                address = self.address(token.value, at)
                token.representation = f'"{address}"' if token.type == "string" else f"url({address})"
        text = self.text(rule.value)
        for scheme in schemes if is_token else ():
            self.tokens[scheme][rule.name] = text, self.place(rule)
        return f"{rule.name}:{text}{'!important' * rule.important};"

    def text(self, nodes: list[Any]) -> str:
        """Return nodes as they are written, each run of blanks as one."""
        for node in _walk(nodes):
            if node.type == "whitespace":
                node.value = " "
            elif node.type == "error":
                self.fail(node)
        return str(serialize(nodes)).strip()

    def imported(self, rule: Any) -> str:
        """Return the sheet that an import names."""
        named = [node for node in rule.prelude if node.type != "whitespace"]
        address = named[0] if named and named[0].type == "string" else next(_addresses(named), (None,))[0]
        if len(named) != 1 or not address:
            return self.refuse("css-import", rule, "form")
        name = self.file(address.value, named[0], self.sheets, "css-import")
        if name in self.open:
            return self.refuse("css-import", named[0], "circle", name=address.value)
        return self.read(name) if name else ""

    def address(self, written: str, node: Any) -> str:
        """Return where the published sheet finds what an address names."""
        name = self.file(written, node, self.urls, "css-address")
        rest = written[len(re.split("[?#]", written)[0]) :]
        return quote(posixpath.relpath(self.urls[name], self.folder)) + quote(rest, safe="?#=&%") if name else ""

    def file(self, written: str, node: Any, known: Mapping[str, str], rule: str) -> str:
        """Return which of the known files an address names; an empty text if it is none of them, which is noted."""
        host, scheme = host_of(written), scheme_of(written)
        if host and host != self.host:
            return self.refuse("other-host", node, what="the style sheet", host=host)
        if scheme or host:
            return self.refuse("css-address", node, "scheme", scheme=f"{scheme}:")
        name = resolve_path(self.open[-1], unquote(re.split("[?#]", written)[0])).removeprefix("/assets/")
        near = guess(name, known, "it is looked for from the folder of this file, in templates/assets/")
        return name if name in known else self.refuse(rule, node, "missing", name=written, near=near)


def _inside(node: Any) -> list[Any]:
    return getattr(node, "arguments", getattr(node, "content", []))


def _walk(nodes: list[Any]) -> Iterator[Any]:
    """Yield each node and all that is inside it, in the order of the text."""
    waiting = nodes[::-1]
    while waiting:
        yield (node := waiting.pop())
        waiting += _inside(node)[::-1]


def _addresses(nodes: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the token that has the text of each address, and the node where the address begins."""
    for node in _walk(nodes):
        name = node.lower_name if node.type == "function" else ""
        if node.type == "url":
            yield node, node
        elif name in {"src", "url", *_SETS}:
            texts = [one for one in node.arguments if one.type == "string"]
            yield from ((one, one if name in _SETS else node) for one in texts)


def _unclosed(nodes: list[Any]) -> Any:
    """Return what is open at the end of a sheet, the innermost; None if that is the end itself."""
    inside = _inside(nodes[-1])
    return None if getattr(nodes[-1], "value", "") == _END else (inside and _unclosed(inside)) or nodes[-1]


def _first(nodes: list[Any], broken: Any) -> Any:
    """Return the node that a statement begins with; where it can't be read, only its end is known."""
    end = (broken.source_line, broken.source_column)
    *before, last = (node for node in nodes if (node.source_line, node.source_column) <= end)
    statement = takewhile(lambda node: node != ";" and node.type != "{} block", reversed(before))
    return [last, *(node for node in statement if node.type != "whitespace")][-1]
