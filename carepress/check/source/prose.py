"""Blanks out what isn't prose in a Markdown text, at equal length, so that whatever is found in the rest has its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from carepress.problems import Lines, Place
from carepress.text.fences import fenced_lines

# What is no prose. It begins with a set of characters, so that the search can leap from one to the next.
_NOT_PROSE = re.compile(
    r"""
    [`~<{\[\]*!] (?:
        (?<=`)(?<!``)(?<!\\`)(?P<ticks>`*+)(?:(?!\n[ \t]*\n).)+?(?<!`)`(?P=ticks)(?!`)  # code in a line
        | (?<=<)!--(?:(?!<!--).)*?-->                                   # a comment
        | (?<=<)/?[A-Za-z](?:(?!\n[ \t]*\n)[^<>])*+>                     # a tag, or an address in its place
        | (?<=\{)\{[^{}\n]*\}\}                                        # a merge field or component
        | (?<=\{):?[ ]*[#.]\w[^{}\n]{0,200}\}                          # an attribute list
        | (?<=\])\([^()\s]*(?:[ ]+"[^"\n]*")?\)                        # where a link leads
        | (?<=\])\[[^\]\n]*\]                                          # the name of where it leads
        | (?<=\[)\^[^\[\]\n]{1,200}\]:?                                # the mark of a note
        | (?<=^\[)[^\]\n]+\]:[^\n]*                                    # what the name of a target stands for
        | (?<=^\*)\[[^\]\n]+\]:[^\n]*                                  # an abbreviation's long form
        | (?<=!)!![ \t]*[\w-]+                                          # the kind of a callout
    )
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_ADDRESS = re.compile(r"\b(?i:https?)://[^\s<>)\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+")
_CALLOUT_TITLE = re.compile(r'^([ \t]*!!![ \t]*[\w-]+[ \t]*)"([^"\n]*)"', re.MULTILINE)
# What somebody else said: it stays as it was said.
_QUOTED = re.compile(
    r"""[“">](?:(?<=“)[^“”\n]*(?:\n[^“”\n]+)*”|(?<=")[^"\n]*(?:\n[^"\n]+)*"|(?<=^>)[^\n]*)""", re.MULTILINE
)
_INDENTED_CODE = re.compile(r"\n\n(?: {4}|\t)[^\n]+(?:\n(?: {4}|\t)[^\n]+)*")
_HOLDS_INDENTED = re.compile(r"^(?:!!!|[-*+] |\d+[.)] |\[\^|:   |    |\t)")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of which only the prose is left, and the way back from a position in it to a place in its file."""

    lines: Lines
    prose: str

    @property
    def text(self) -> str:
        """Return the whole text."""
        return self.lines.text

    def place(self, start: int, end: int) -> Place:
        """Return the place in the file of a stretch of the text."""
        return self.lines.place(start, end - start)


def source_text(body: str, path: str, first_line: int) -> Prose:
    """Return the body with everything blanked out that isn't its author's own prose."""
    return Prose(Lines(body, path, first_line), prose_of(body))


def prose_of(body: str) -> str:
    """Return the body with code, addresses, HTML, merge fields and quotations as blanks; it stays as long as it was."""
    text = without_fences(body)
    text = _CALLOUT_TITLE.sub(_title_as_sentence, text) if "!!!" in text else text
    text = _NOT_PROSE.sub(_blank, _without_indented_code(text))
    text = _ADDRESS.sub(_blank, text) if "://" in text or "@" in text else text
    return _QUOTED.sub(_blank, text)


def without_fences(text: str) -> str:
    """Return the text with blanks in place of the code that stands between fences."""
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    code = fenced_lines(lines)
    return "\n".join(" " * len(line) if number in code else line for number, line in enumerate(lines))


def _without_indented_code(text: str) -> str:
    """Return the text without indented code; what is indented below a list, a callout or a note is prose."""
    text = "\n\n" + text  # the beginning of a text is like what follows an empty line
    pieces, copied = [], 0
    for match in _INDENTED_CODE.finditer(text):
        before = next((line for line in _lines_back(text, match.start() + 1) if line.strip()), "")
        if not _HOLDS_INDENTED.match(before):
            pieces += [text[copied : match.start()], _blank(match)]
            copied = match.end()
    return "".join([*pieces, text[copied:]])[2:]


def _lines_back(text: str, end: int) -> Iterator[str]:
    """Yield the lines before a position, the nearest first."""
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        yield text[start : end - 1]
        end = start


def _title_as_sentence(match: re.Match[str]) -> str:
    """Return the head of a callout with a full stop in place of the quote that ends its title."""
    return f"{match[1]} {match[2]}{'.' if match[2][-1:].isalnum() else ' '}"


def _blank(match: re.Match[str]) -> str:
    return _blanks(match[0])


def _blanks(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
