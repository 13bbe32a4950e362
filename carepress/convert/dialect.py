"""What staff write that CommonMark doesn't know: components, callouts, GitHub's alerts, abbreviations, Markdown in HTML.

A block rule gets the parser's state, the line to look at, and the line before which to stop. It returns whether it fits;
if it isn't `silent`, it has then added its tokens and gone on to the line behind.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, blockquote, list_block, paragraph
from markdown_it.token import Token

Rule = Callable[..., bool]
# What these rules need no blank line behind.
INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]
_CALLOUT = re.compile(r'!!! ?(?P<kind>[\w-]+(?: +[\w-]+)*)(?: +["“”„](?P<title>.*)["“”])?[ \t]*')
_INDENTED = 4
# Each use of an abbreviation repeats what it means, so that has a bound.
_ABBREVIATION = re.compile(r"\*\[(?P<name>[^\[\]\n]+)\] ?:[ \t]*(?P<meaning>.{0,500})")
_MARKDOWN_INSIDE = re.compile(
    r"""(?P<tag><[a-z][a-z0-9-]*[^<>]*?)\smarkdown(?:=(?:"\w*"|'\w*'|\w+))?(?=[\s>])(?P<rest>[^<>]*>)""", re.IGNORECASE
)
_MEANING = re.compile(r"\n[ \t]*:[ \t]+\S")
# Ends a sentence, was wrapped by an editor, or has a part of something that goes on in another line.
_NO_TERM = re.compile(r"[.!?:;,][ \t]*$|^.{72}|\[[^\]\n]*$|^[^\[\n]*\]|^[^`\n]*`[^`\n]*$")
_SUMMARY = re.compile(r"<summary>[^<>]*</summary>[ \t]*")
_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z-]+)\][+-]?[ \t]*(?P<title>[^\n]*)\n?")
# What GitHub and Obsidian call their alerts, by what they are called here.
_ALERTS = {
    "information": "note info tip hint abstract summary tldr todo success example question help faq quote cite check done",
    "important": "warning attention failure fail missing bug",
    "urgent": "caution danger error",
}
KINDS = {name: kind for kind, names in _ALERTS.items() for name in names.split()}


def _line(state: StateBlock, number: int) -> str:
    is_code = state.is_code_block(number)
    return "" if is_code else state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


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
    title = match["kind"].capitalize() if match["title"] is None else match["title"]
    opening = _open_callout(state, first, match["kind"], match["kind"], title)
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax, state.blkIndent = "callout", behind, indent
    state.md.block.tokenize(state, first + 1, behind)
    state.parentType, state.lineMax, state.blkIndent = parent, last, indent - _INDENTED
    if behind == first + 1:
        opening.meta = {"fault": "empty"}
    state.push("callout_close", "div", -1)
    state.line = behind
    return True


def _open_callout(state: StateBlock, line: int, kind: str, written: str, title: str) -> Token:
    opening = state.push("callout_open", "div", 1)
    opening.attrs, opening.map, opening.info = {"class": f"admonition {kind}"}, [line, line + 1], written
    if title:
        _paragraph(state, line, title).attrs = {"class": "admonition-title"}
    return opening


def _quote(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a quotation; one that is one of GitHub's alerts, `> [!WARNING]`, becomes a callout."""
    at = len(state.tokens)
    found = blockquote(state, first, end, silent)
    if silent or not found or not (match := _ALERT.match(state.tokens[at + 1 : at + 3][-1].content)):
        return found
    inside = state.tokens[at + 1 : -1]
    del state.tokens[at:]
    kind = match["kind"].lower()
    opening = _open_callout(state, first, KINDS.get(kind, kind), match["kind"], match["title"].strip())
    text = inside[1]
    assert text.map
    text.content, text.map = text.content[match.end() :], [text.map[0] + 1, text.map[1]]
    state.tokens += inside if text.content else inside[3:]
    if not text.content and len(inside) == 3:
        opening.meta = {"fault": "empty-alert"}
    state.push("callout_close", "div", -1)
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
    """Read `<div markdown="1">`, which Markdown follows, without a blank line between too; a summary may come first."""
    match = _MARKDOWN_INSIDE.match(_line(state, first))
    if match and not silent:
        state.env["removed"].append(match[0])
        html = state.push("html_block", "", 0)
        html.content, html.map = match["tag"] + match["rest"], [first, first + 1]
        state.line = first + 1
        if behind := _line(state, first)[match.end() :].strip():
            _text(state, first, behind)
        elif first + 1 < end and _SUMMARY.fullmatch(line := _line(state, first + 1)):
            html.content += "\n" + line
            state.line += 1
    return match is not None


def read_line(state: StateBlock, first: int, _: int, silent: bool) -> bool:
    """Read a paragraph of one line that what comes behind can't change, as most are; all other rules would look at it in vain."""
    at, behind = state.bMarks[first] + state.tShift[first], first + 1
    if not state.src[at].isalpha() or state.is_code_block(first):
        return False
    if behind < state.lineMax and state.isEmpty(behind):
        is_alone = not state.src.startswith(
            (":", "~"), state.bMarks[behind + 1] + state.tShift[behind + 1]
        )  # its meaning
    else:
        is_item = behind < state.lineMax and 0 <= state.sCount[behind] < state.blkIndent
        is_alone = behind >= state.lineMax or (is_item and list_block(state, behind, state.lineMax, True))
    if is_alone and not silent:
        _paragraph(state, first, mdTrim(state.src[at : state.eMarks[first]]))
        state.line = behind
    return is_alone


def read_paragraph(state: StateBlock, first: int, end: int, define: Rule) -> bool:
    """Read a paragraph; several terms above a meaning are a definition list, which `define` reads from the last one on."""
    at, tokens = len(state.tokens), state.tokens
    paragraph(state, first, end, False)
    content = tokens[at + 1].content
    terms = _MEANING.split(content, 1)[0].split("\n") if "\n" in content else []
    if len(terms) > 1 and not any(map(_NO_TERM.search, terms)) and define(state, first + len(terms) - 1, end, False):
        goes_on = at > 0 and tokens[at - 1].type == "dl_close"
        opening, *behind = tokens[at + 3 :]
        tokens[at - goes_on :] = [] if goes_on else [opening]
        for line, term in enumerate(terms[:-1], first):
            state.push("dt_open", "dt", 1)
            _text(state, line, term.strip().removesuffix("\\"))
            state.push("dt_close", "dt", -1)
        tokens += behind
    return True


def _paragraph(state: StateBlock, line: int, content: str) -> Token:
    opening = state.push("paragraph_open", "p", 1)
    _text(state, line, content)
    state.push("paragraph_close", "p", -1)
    return opening


def _text(state: StateBlock, line: int, content: str) -> None:
    token = state.push("inline", "", 0)
    token.content, token.map = content, [line, line + 1]


# By the sign with which a line begins that they fit.
BLOCK_RULES: Mapping[str, Rule] = {
    "\ufddc": _component,
    "!": _callout,
    "*": _abbreviation,
    "<": _markdown_inside,
    ">": _quote,
}


def split_footnotes(tokens: Iterable[Token]) -> tuple[list[Token], list[list[Token]]]:
    """Return the tokens outside of footnotes, and those of each footnote with its opening one."""
    main: list[Token] = []
    notes: list[list[Token]] = []
    waiting = [main]
    for token in tokens:
        if token.type == "footnote_reference_open":
            notes.append([token])
            waiting.append(notes[-1])
        elif token.type == "footnote_reference_close":
            waiting.pop()
        else:
            waiting[-1].append(token)
    return main, notes
