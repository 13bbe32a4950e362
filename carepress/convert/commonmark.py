"""Reads Markdown as CommonMark and GitHub have it, into tokens with lines: markdown-it-py, set up."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline, emphasis, strikethrough
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

from carepress.convert.dialect import BLOCK_RULES, INTERRUPTED, Rule, read_line, read_paragraph

_DEEPEST = 1_000  # levels of nesting; what lies deeper would be passed over, so that it is far beyond the limits
# The signs that a line begins with if a rule fits. The others may fit any line.
_FIRST_SIGNS: Mapping[Rule, str] = {
    rules_block.fence: "`~",
    rules_block.hr: "-_*",
    rules_block.list_block: "-+*0123456789",
    rules_block.reference: "[",
    rules_block.html_block: "<",
    rules_block.heading: "#",
    footnote_def: "[",
    **{rule: sign for sign, rule in BLOCK_RULES.items()},
}


def _placed(rule: Rule) -> Rule:
    """Return an inline rule that also says in its token's `meta` where in the block's content it begins and ends."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, first = state.pos, len(state.tokens) + bool(state.pending)
        found = rule(state, silent)
        if found and not silent:
            state.tokens[first].meta |= {"start": start, "end": state.pos}
        return found

    return placed


_ADDRESS = re.compile(r"(?<![^\s*_~(>])(?:https?://|www\.)[\w-]+\.[\w-][^\s<“”„«»…—]*")
_BEHIND_ADDRESS, _ENTITY, _LONGEST_ENTITY = "?!.,:;*_~'\"’|", re.compile("&[A-Za-z0-9]+;"), 40


def _bare_address(state: StateInline, silent: bool) -> bool:
    """Read an address that stands in a text as it is, as GitHub does; its first signs have been read as words."""
    leads = (lead for lead in ("https", "http", "www") if state.pending.endswith(lead))
    start = state.pos - len(next(leads, ""))
    match = _ADDRESS.match(state.src, start) if not silent and start < state.pos and not state.linkLevel else None
    if match is None:
        return False
    address = _without_end(match[0])
    state.pending = state.pending[: start - state.pos]
    opening = state.push("link_open", "a", 1)
    opening.markup, opening.meta = "linkify", {"start": start, "end": start + len(address)}
    shown = unescapeAll(address)
    opening.attrs = {"href": shown if "://" in shown[:8] else f"http://{shown}"}
    state.push("text_special", "", 0).content = shown
    state.push("link_close", "a", -1)
    state.pos = start + len(address)
    return True


def _without_end(address: str) -> str:
    """Return an address without the marks that end the sentence around it."""
    end, unopened = len(address), address.count(")") - address.count("(")
    while end:
        sign = address[end - 1]
        entity = address.rfind("&", max(0, end - _LONGEST_ENTITY), end) if sign == ";" else -1
        if entity >= 0 and _ENTITY.fullmatch(address, entity, end):
            end = entity
        elif sign in _BEHIND_ADDRESS:
            end -= 1
        elif sign == ")" and unopened > 0:
            end, unopened = end - 1, unopened - 1
        else:
            break
    return address[:end]


_PASSAGE = re.compile(r"\[([^\[\]\n]+)\](?=\{:[^}\n]*\blang=)")


def _passage(state: StateInline, silent: bool) -> bool:
    """Read words in another language, `[palabras]{: lang=es }`: the attribute list that follows says which."""
    match = _PASSAGE.match(state.src, state.pos)
    if match and not silent:
        end, state.pos, state.posMax = state.posMax, *match.span(1)
        state.push("span_open", "span", 1)
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.pos, state.posMax = match.end(), end
    elif match:
        state.pos = match.end()
    return match is not None


# The rules for what is inside a block, by the sign with which it begins.
_INSIDE: Mapping[str, Sequence[Rule]] = {
    "\n": [rules_inline.newline],
    "!": [_placed(rules_inline.image)],
    "&": [rules_inline.entity],
    "*": [emphasis.tokenize],
    "_": [emphasis.tokenize],
    "~": [strikethrough.tokenize],
    "[": [footnote_ref, _placed(rules_inline.link), _passage],
    "\\": [rules_inline.escape],
    "`": [rules_inline.backtick],
    "<": [_placed(rules_inline.autolink), _placed(rules_inline.html_inline)],
    "]": [],
    ":": [_bare_address],
    ".": [_bare_address],
}


@cache  # it keeps nothing of a text
def make_reader() -> MarkdownIt:
    """Return what reads the blocks of a text, and what is inside of each.

    Each sign is shown only to the rules that it fits, which halves the time.
    """
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST, "store_labels": True})
    reader.enable(["table", "strikethrough"]).disable("blockquote").use(deflist_plugin)
    # Where a link leads is judged later, with its place; until then an address stays as it was written.
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    reader.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    blocks = reader.block.ruler
    blocks.before("reference", "footnote", footnote_def, {"alt": ["paragraph", "reference"]})
    *_, define, _ = blocks.getRules("")
    blocks.at("paragraph", lambda state, first, end, silent: read_paragraph(state, first, end, define))
    blocks.before("table", "line", read_line)
    for sign, rule in BLOCK_RULES.items():
        blocks.before("fence", sign, rule, {"alt": INTERRUPTED})
    chains = {chain: [_by_first_sign(blocks.getRules(chain))] for chain in ("", *INTERRUPTED)}
    blocks.getRules = lambda chainName="": chains[chainName]  # type: ignore[method-assign]
    reader.inline.ruler.getRules = lambda chainName="": [_inside]  # type: ignore[method-assign]
    reader.inline.terminator_re = re.compile("[" + re.escape("".join(_INSIDE)) + "]")
    return reader


def _by_first_sign(rules: Sequence[Rule]) -> Rule:
    """Return a block rule that tries the rules which the first sign of a line can fit, in their order."""
    every = [rule for rule in rules if rule not in _FIRST_SIGNS]
    signs = "".join(_FIRST_SIGNS.values())
    by_sign = {sign: [rule for rule in rules if sign in _FIRST_SIGNS.get(rule, sign)] for sign in signs}

    def tried(state: Any, first: int, end: int, silent: bool) -> bool:
        at = state.bMarks[first] + state.tShift[first]
        for rule in by_sign.get(state.src[at : at + 1], every):  # an `any` would cost a generator on every line
            if rule(state, first, end, silent):
                return True
        return False

    return tried


_TEXT = (rules_inline.text,)


def _inside(state: StateInline, silent: bool) -> bool:
    for rule in _INSIDE.get(state.src[state.pos], _TEXT):
        if rule(state, silent):
            return True
    return False
