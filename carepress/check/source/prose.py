"""Blanks out what isn't prose in a Markdown text, at equal length, so that whatever is found in the rest has its place."""

import re
from dataclasses import dataclass

from carepress.problems import Lines, Place
from carepress.text.fences import fenced_lines

# Each begins with one of a set of characters, so that the search can leap from one to the next.
_CODE_OR_COMMENT = r"""
        (?<=`)(?<!``)(?<!\\`)(?P<ticks>`*+)(?:(?!\n[ \t]*\n).)+?(?<!`)`(?P=ticks)(?!`)  # code in a line
        | (?<=<)!--(?:(?!<!--).)*?-->                                   # a comment
"""
_CODE = re.compile(rf"[`<](?:{_CODE_OR_COMMENT})", re.VERBOSE | re.DOTALL)
_NOT_PROSE = re.compile(
    rf"[`<{{\[\]*!](?:{_CODE_OR_COMMENT}"
    r"""
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
# What is indented below one of these is a part of it, and no code.
_HOLDS_INDENTED = re.compile(r"(?:!!!|[-*+] |\d+[.)] |\[\^|:   |    |\t)")


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
    text = without_code_blocks(body)
    text = _CALLOUT_TITLE.sub(_title_as_sentence, text) if "!!!" in text else text
    text = _NOT_PROSE.sub(_blank, text)
    text = _ADDRESS.sub(_blank, text) if "://" in text or "@" in text else text
    return _QUOTED.sub(_blank, text)


def without_code(text: str) -> str:
    """Return the text with blanks in place of code, as a block or in a line, and of comments."""
    return _CODE.sub(_blank, without_code_blocks(text))


def without_code_blocks(text: str) -> str:
    """Return the text with blanks in place of the code that is fenced or indented."""
    if not any(sign in f"\n\n{text}" for sign in ("```", "~~~", "\n\n    ", "\n\n\t")):
        return text
    lines = text.split("\n")
    fenced, above, is_code = fenced_lines(lines), "", False
    for number, line in enumerate(lines):
        if number in fenced:
            lines[number] = " " * len(line)
        elif line.strip():
            begins = not (number and lines[number - 1].strip()) and not _HOLDS_INDENTED.match(above)
            is_code = line.startswith(("    ", "\t")) and (is_code or begins)
            lines[number], above = (" " * len(line), above) if is_code else (line, line)
    return "\n".join(lines)


def _title_as_sentence(match: re.Match[str]) -> str:
    """Return the head of a callout with a full stop in place of the quote that ends its title."""
    return f"{match[1]} {match[2]}{'.' if match[2][-1:].isalnum() else ' '}"


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
