"""Reads style sheets as browsers do, and writes them in one piece and without blanks."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from tinycss2 import parse_component_value_list, serialize
from tinycss2.ast import StringToken, URLToken, WhitespaceToken

from carepress.media.contrast import SCHEMES, Token, contrast_problems
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import violation
from carepress.text.urls import host_of, resolve_path, scheme_of

_END = "carepress-end"
_OPENED = {"{} block": "{", "() block": "(", "[] block": "[", "function": "(", "comment": "/*"}
# Signs that need no blanks around them; behind a colon nothing needs one, before it a selector does.
_SELECTOR, _VALUE, _CONDITION = ",>~+", ",/*!", ",<>=/"
_WITHOUT_BLOCK = frozenset({"charset", "layer", "namespace"})
_SETS = frozenset({"image", "image-set", "-webkit-image-set"})  # in these a plain text is an address
_SCHEME = re.compile(r"(?:screen(?: and )?)?(?:\(prefers-color-scheme:(light|dark)\))?")


def press_sheet(name: str, sheets: Mapping[str, str], urls: Mapping[str, str], host: str) -> tuple[str, list[Problem]]:
    """Return a style sheet as it is published, and what is wrong with it and with those that it imports.

    `sheets` has the texts of all, `urls` the published addresses of the other files; `host` is the site's own.
    """
    sheet = _Sheet(sheets, urls, host, posixpath.dirname(f"/assets/{name}"))
    text = sheet.read(name)
    return text, sheet.problems + list(contrast_problems(sheet.tokens))


def references(css: str) -> Iterator[tuple[bool, str, int]]:
    """Yield whether it is an address, the address of each url() or the name of each `@rule` and `function()`, and its line."""
    waiting = parse_component_value_list(css, skip_comments=True)[::-1]
    while waiting:
        token = waiting.pop()
        inside = getattr(token, "arguments", getattr(token, "content", ()))
        if token.type == "url":
            yield True, token.value, token.source_line
        elif token.type == "at-keyword":
            yield False, f"@{token.lower_value}", token.source_line
        elif token.type == "function" and token.lower_name == "url":
            yield True, next((one.value for one in inside if one.type == "string"), ""), token.source_line
        elif token.type == "function":
            yield False, f"{token.lower_name}()", token.source_line
        waiting += inside[::-1]


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
        nodes = parse_component_value_list(f"{self.sheets[name]}\n{_END}")
        try:
            unclosed = _unclosed(nodes)
            text = self.fail(unclosed) if unclosed else "".join(self.rules(nodes[:-1], SCHEMES, top=True))
        except RecursionError:
            text = self.refuse("css-broken", nodes[0], "deep")
        self.open.pop()
        return text

    def place(self, node: Any) -> Place:
        """Return where a node stands."""
        value = getattr(node, "representation", "") or getattr(node, "value", "") or " "
        length = len(value.partition("\n")[0])
        return Place(f"templates/assets/{self.open[-1]}", node.source_line, node.source_column, length)

    def refuse(self, rule: str, node: Any, case: str = "", **said: object) -> str:
        """Note what is wrong at a node, of which nothing is written."""
        self.problems.append(violation(rule, self.place(node), case, **said))
        return ""

    def fail(self, node: Any) -> str:
        """Note what can't be read: what is never closed or closes nothing, or what is no rule and no declaration."""
        if node.type in _OPENED:
            return self.refuse("css-broken", node, "open", sign=_OPENED[node.type])
        if node.type == "error":
            return self.refuse("css-broken", node, "stray" if node.kind in ")]}" else "text", sign=node.kind)
        return self.refuse("css-broken", node, "statement")

    def rules(
        self, nodes: list[Any], schemes: tuple[str, ...], *, top: bool = False, root: bool = False
    ) -> Iterator[str]:
        """Yield what stands in a sheet or a block that counts in some color schemes, perhaps for the root of the page."""
        may_import = top
        for first, *rest in _statements(nodes):
            last = ([first, *rest])[-1]
            block, head = (last.content, rest[:-1]) if last.type == "{} block" else (None, rest)
            if first.type == "at-keyword" and first.lower_value == "import":
                yield self.imported(head, first) if may_import else self.refuse("css-import", first, "late")
            elif first.type == "at-keyword":
                may_import = may_import and block is None
                yield self.at_rule(first, head, block, schemes, root=root)
            elif (value := _value(first, rest)) is not None and not top:
                yield self.declaration(first, value, schemes if root else ())
            elif block is not None:
                may_import = False
                selector = serialize(self.tidy([first, *head] if first is not last else [], _SELECTOR))
                inside = "".join(self.rules(block, schemes, root=selector in {":root", "html"}))
                yield f"{selector}{{{inside.rstrip(';')}}}" if inside else ""
            else:
                yield self.fail(first)

    def at_rule(
        self, first: Any, head: list[Any], block: list[Any] | None, schemes: tuple[str, ...], *, root: bool
    ) -> str:
        """Return an at-rule; each sheet is UTF-8, so that none has to say so."""
        name, condition = first.lower_value, serialize(self.tidy(head, _CONDITION))
        if block is None and name not in _WITHOUT_BLOCK:
            return self.fail(first)
        if name == "font-face":
            return self.refuse("css-address", first, "font")
        if block is None:
            return f"@{name} {condition};" if name != "charset" else ""
        if name == "media":
            match = _SCHEME.fullmatch(condition)
            schemes = tuple(one for one in schemes if match and one in (match[1] or one))
        elif name not in {"layer", "supports"}:
            schemes = ()
        return f"{f'@{name} {condition}'.rstrip()}{{{''.join(self.rules(block, schemes, root=root)).rstrip(';')}}}"

    def declaration(self, first: Any, value: list[Any], schemes: tuple[str, ...]) -> str:
        """Return a declaration; a token is kept with its place."""
        tidy, is_token = self.tidy(value, _VALUE), first.value.startswith("--")
        if not is_token and (colon := next((number for number, node in enumerate(tidy) if node == ":"), None)):
            self.refuse("css-broken", tidy[colon - 1], "semicolon")
        for scheme in schemes if is_token else ():
            self.tokens[scheme][first.value] = tidy, self.place(first)
        return f"{first.value}:{serialize(tidy)};"

    def imported(self, head: list[Any], at: Any) -> str:
        """Return the sheet that an import names."""
        named = [node for node in head if node.type not in {"whitespace", "comment"}]
        written = _written(named[0]) if len(named) == 1 else None
        if written is None:
            return self.refuse("css-import", at, "form")
        name = self.file(written, named[0])
        if name is None or (name in self.sheets and name not in self.open):
            return self.read(name) if name else ""
        case = "circle" if name in self.open else "missing"
        return self.refuse("css-import", named[0], case, name=written, near=_near(name, self.sheets))

    def tidy(self, nodes: list[Any], tight: str) -> list[Any]:
        """Return nodes without comments and needless blanks, in values with the addresses that they have on the site."""
        kept: list[Any] = []
        for node in nodes:
            if node.type == "whitespace":
                tight_before = tight + ":" if tight == _CONDITION else tight
                if kept and kept[-1].type != "whitespace" and not _is_sign(kept[-1], tight_before):
                    kept.append(WhitespaceToken(node.source_line, node.source_column, " "))
                continue
            if kept and kept[-1].type == "whitespace" and _is_sign(node, tight):
                kept.pop()
            if node.type == "error":
                self.fail(node)
            elif node.type != "comment":
                kept.append(self.tidied(node, tight))
        return kept[:-1] if kept and kept[-1].type == "whitespace" else kept

    def tidied(self, node: Any, tight: str) -> Any:
        """Return a node that is tidy inside, an address as it is on the site."""
        line, column, written = node.source_line, node.source_column, _written(node)
        if tight == _VALUE and written is not None and node.type != "string":
            return URLToken(line, column, written, f"url({self.address(written, node)})")
        inner = "arguments" if node.type == "function" else "content"
        if hasattr(node, inner):
            inside = self.tidy(getattr(node, inner), tight)
            if node.type == "function" and node.lower_name in _SETS:
                inside = [self.quoted(one) if one.type == "string" else one for one in inside]
            setattr(node, inner, inside)
        return node

    def quoted(self, node: Any) -> Any:
        """Return the text that is an address as it is on the site."""
        return StringToken(node.source_line, node.source_column, "", f'"{self.address(node.value, node)}"')

    def address(self, written: str, node: Any) -> str:
        """Return where the published sheet finds what an address names."""
        if written.startswith("#"):
            return written
        name = self.file(written, node)
        if name is None or name in self.urls:
            rest = written[len(re.split("[?#]", written)[0]) :]
            return quote(posixpath.relpath(self.urls[name], self.folder)) + quote(rest, safe="?#=&%") if name else ""
        return self.refuse("css-address", node, "missing", name=written, near=_near(name, self.urls))

    def file(self, written: str, node: Any) -> str | None:
        """Return the path in templates/assets/ that an address names; None if it leads elsewhere, which is noted."""
        host, scheme = host_of(written), scheme_of(written)
        if host and host != self.host:
            self.refuse("other-host", node, what="the style sheet", host=host)
        elif scheme or host:
            self.refuse("css-address", node, "scheme", scheme=f"{scheme}:")
        else:
            path = unquote(re.split("[?#]", written)[0])
            return resolve_path(self.open[-1], path).removeprefix("/assets/")
        return None


def _near(name: str, known: Mapping[str, str]) -> str:
    return guess(name, known, "it is looked for from the folder of this file, in templates/assets/")


def _unclosed(nodes: list[Any]) -> Any:
    """Return what is still open at the end of a sheet, the innermost; None if everything is closed."""
    last = nodes[-1]
    if last.type == "ident" and last.value == _END:
        return None
    inside = getattr(last, "content", None) or getattr(last, "arguments", None)
    return (inside and _unclosed(inside)) or last


def _statements(nodes: list[Any]) -> Iterator[list[Any]]:
    """Yield the declarations and rules of a block: each ends with a semicolon, or with a block of its own."""
    statement: list[Any] = []
    for node in nodes:
        if node == ";":
            yield from [statement] if statement else []
            statement = []
        elif statement or node.type not in {"whitespace", "comment"}:
            statement.append(node)
            if node.type == "{} block" and not (statement[0].type == "ident" and statement[0].value.startswith("--")):
                yield statement
                statement = []
    yield from [statement] if statement else []


def _value(first: Any, rest: list[Any]) -> list[Any] | None:
    """Return the value of a declaration; None if it is none."""
    told = [node for node in rest if node.type not in {"whitespace", "comment"}]
    if first.type != "ident" or not told or told[0] != ":":
        return None
    return rest[rest.index(":") + 1 :] if told[-1].type != "{} block" or first.value.startswith("--") else None


def _written(node: Any) -> str | None:
    """Return the address that a node writes, in whatever way; None if it is no address."""
    if node.type == "function" and node.lower_name in {"src", "url"}:
        node = next((one for one in node.arguments if one.type not in {"whitespace", "comment"}), node)
    return str(node.value) if node.type in {"string", "url"} else None


def _is_sign(node: Any, signs: str) -> bool:
    return node.type == "literal" and node.value in signs
