"""What staff write that CommonMark doesn't know: components, callouts, GitHub's alerts, abbreviations, Markdown in HTML.

A block rule gets the parser's state, the line to look at, and the line before which to stop. It returns whether it fits;
if it isn't `silent`, it has then added its tokens and gone on to the line behind.
"""

import re
from collections.abc import Callable, Mapping
from copy import copy

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

# What these rules need no blank line behind.
INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]
_CALLOUT = re.compile(r'!!! ?(?P<kind>[\w-]+(?: +[\w-]+)*)(?: +["“”„](?P<title>.*)["“”])?[ \t]*')
_INDENTED = 4
# Each use of an abbreviation repeats what it means, so that has a bound.
_ABBREVIATION = re.compile(r"\*\[(?P<name>[^\[\]\n]+)\] ?:[ \t]*(?P<meaning>.{0,500})")
_MARKDOWN_INSIDE = re.compile(
    r"""(?P<tag><(?P<name>[a-z][a-z0-9-]*)[^<>]*?)\smarkdown(?:=(?:"\w*"|'\w*'|\w+))?(?=[\s>])(?P<rest>[^<>]*>)""",
    re.IGNORECASE,
)
_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z-]+)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|\Z)")
# What GitHub and Obsidian call their alerts, by what they are called here.
_ALERTS = {
    "information": "note info tip hint abstract summary tldr todo success example question help faq quote cite check done",
    "important": "warning attention failure fail missing bug",
    "urgent": "caution danger error",
}
KINDS = {name: kind for kind, names in _ALERTS.items() for name in names.split()}


def _line(state: StateBlock, number: int) -> str:
    return (
        ""
        if state.is_code_block(number)
        else state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
    )


def _component(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a component alone on its line as a block, where its author left out the blank lines too."""
    line = _line(state, first).strip()
    if line not in state.env["components"]:
        return False
    if not silent:
        _paragraph(state, first, line)
        state.line = first + 1
    return True


def _callout(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read `!!! urgent "Title"`, and below it lines that are indented by four blanks."""
    match = _CALLOUT.fullmatch(_line(state, first))
    if match is None or silent:
        return match is not None
    indent = state.blkIndent + _INDENTED
    lines = range(first + 1, end)
    behind = next((at for at in lines if not state.isEmpty(at) and state.sCount[at] < indent), end)
    while behind > first + 1 and state.isEmpty(behind - 1):
        behind -= 1
    opening = state.push("callout_open", "div", 1)
    opening.attrs, opening.map = {"class": f"admonition {match['kind']}"}, [first, behind]
    title = match["kind"].capitalize() if match["title"] is None else match["title"]
    if title:
        _paragraph(state, first, title).attrs = {"class": "admonition-title"}
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax, state.blkIndent = "callout", behind, indent
    state.md.block.tokenize(state, first + 1, behind)
    state.parentType, state.lineMax, state.blkIndent = parent, last, indent - _INDENTED
    if behind == first + 1:
        opening.meta = {"fault": "empty"}
    state.push("callout_close", "div", -1)
    state.line = behind
    return True


def _abbreviation(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read `*[IOP]: intensive outpatient program`, which explains each IOP of the page."""
    match = _ABBREVIATION.fullmatch(_line(state, first))
    if match and not silent:
        state.env["abbreviations"][match["name"].replace("&", "&amp;")] = match["meaning"].strip()
        state.env["removed"].append(match[0])
        state.line = first + 1
    return match is not None


def _markdown_inside(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read `<div markdown="1">`, which Markdown follows, without a blank line between too."""
    match = _MARKDOWN_INSIDE.match(_line(state, first))
    if match and not silent:
        state.env["removed"].append(match[0])
        html = state.push("html_block", "", 0)
        html.content, html.map = match["tag"] + match["rest"], [first, first + 1]
        if behind := _line(state, first)[match.end() :].strip():
            _text(state, first, behind)
        state.line = first + 1
    return match is not None


def _paragraph(state: StateBlock, line: int, content: str) -> Token:
    opening = state.push("paragraph_open", "p", 1)
    _text(state, line, content)
    state.push("paragraph_close", "p", -1)
    return opening


def _text(state: StateBlock, line: int, content: str) -> None:
    token = state.push("inline", "", 0)
    token.content, token.map = content, [line, line + 1]


# By the sign with which a line begins that they fit.
BLOCK_RULES: Mapping[str, Callable[[StateBlock, int, int, bool], bool]] = {
    "\ufddc": _component,
    "!": _callout,
    "*": _abbreviation,
    "<": _markdown_inside,
}


def mark_alerts(tokens: list[Token], removed: list[str]) -> None:
    """Make a callout of each quotation that is one of GitHub's alerts, `> [!WARNING]`."""
    for at in range(len(tokens) - 3, -1, -1):
        if tokens[at].type == "blockquote_open" and (match := _ALERT.match(tokens[at + 2].content)):
            removed.append(match["kind"])
            _as_callout(tokens, at, match)


def _as_callout(tokens: list[Token], at: int, match: re.Match[str]) -> None:
    opening, paragraph, head, ending = tokens[at : at + 4]
    closing = next(one for one in tokens[at:] if one.type == "blockquote_close" and one.level == opening.level)
    opening.tag = closing.tag = "div"
    opening.type = "callout_open"
    kind = match["kind"].lower()
    opening.attrs = {"class": f"admonition {KINDS.get(kind, kind)}"}
    assert head.map
    titled, title, text = copy(paragraph), copy(head), copy(head)
    titled.attrs = {"class": "admonition-title"}
    title.content, title.map = match["title"], [head.map[0], head.map[0] + 1]
    text.content, text.map = head.content[match.end() :], [head.map[0] + 1, head.map[1]]
    parts = [titled, title, ending] if title.content.strip() else []
    if not text.content and tokens[at + 4] is closing:
        opening.meta = {"fault": "empty-alert"}
    tokens[at + 1 : at + 4] = parts + ([paragraph, text, ending] if text.content else [])
