"""One problem as the panel shows it: what is wrong, the line with the passage marked, and the ways to it."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from carepress.cli.report import passage
from carepress.model.page import Page
from carepress.problems import Place, Problem
from carepress.text.words import count_noun, visible

EDITOR = "vscode://file/{path}:{line}:{column}"
_PROGRAMS = {"vscode": "VS Code", "idea": "IDEA", "subl": "Sublime Text"}
KINDS = {"error": "mistake", "warning": "warning", "info": "hint"}
# A browser would follow these itself instead of handing them to a program.
_NO_EDITORS = [
    "about",
    "blob",
    "data",
    "file",
    "filesystem",
    "ftp",
    "http",
    "https",
    "javascript",
    "vbscript",
    "view-source",
    "ws",
    "wss",
]
_BLANKS = frozenset({"{path}", "{line}", "{column}"})
_AROUND = 120  # letters of the line that are shown before and behind a passage
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_MARKDOWN = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<[^>]*>|\{\{.*?\}\}|^[ \t]*[\w-]+:[ \t]+")


def opens_editor(template: str) -> bool:
    """Return whether an address can open a file in an editor: it has its path, and a scheme that no browser follows itself."""
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", template)
    is_whole = "{path}" in template and set(re.findall(r"\{[^}]*\}", template)) <= _BLANKS and template.isprintable()
    return bool(scheme) and scheme[1] not in _NO_EDITORS and is_whole  # type: ignore[index]


def shown(text: object) -> str:
    """Return a text that can stand in HTML and shows what it has."""
    return escape(visible(str(text)))


def count(problems: Iterable[Problem]) -> str:
    """Return how many mistakes, warnings and hints there are; an empty text if there is nothing."""
    said = [one.severity for one in problems]
    return " · ".join(count_noun(said.count(kind), noun) for kind, noun in KINDS.items() if kind in said)


def worst(problems: Iterable[Problem]) -> str:
    """Return how serious the most serious problem is; "sound" if there is none."""
    said = {one.severity for one in problems}
    return next((kind for kind in KINDS if kind in said), "sound")


def note(problem: Problem, root: Path, editor: str, page: Page | None = None, edits: bool = False) -> str:
    """Return a problem as an item of a list; with a button that shows the passage in its `page`, and the ways to mend it."""
    place = problem.place
    line = passage(place, root)
    parts = [f'<p class="message"><b>{KINDS[problem.severity].capitalize()}:</b> {shown(problem.message)}</p>']
    parts.append(f'<p class="where"><code>{shown(place)}</code></p>')
    if line:
        before, marked, behind = (
            shown(text) for text in (line[0][-_AROUND:].lstrip(), line[1], line[2][:_AROUND].rstrip())
        )
        parts.append(f"<pre><code>{before}<mark>{marked}</mark>{behind}</code></pre>")
    parts += [f'<p class="hint">{shown(problem.hint[:1].upper() + problem.hint[1:])}</p>'] * bool(problem.hint)
    # Only a line of the page's text or title can be found in it.
    is_own = line and page and place.path == page.path
    is_text = line and page and ((place.line or 0) >= page.body_line or "".join(line).startswith("title:"))
    ways = [_to_passage(line)] if line and is_own and is_text else []
    if edits and _is_text(place):
        ways.append(edit_link(place.path, "Edit here", place.line or 1))
    if not place.path.startswith(".") and (root / place.path).is_file():
        ways.append(open_link(editor, root / place.path, place))
    parts += [f'<p class="ways">{" ".join(ways)}</p>'] * bool(ways)
    parts.append(f'<p class="more"><code>python3 build.py explain {shown(problem.rule)}</code></p>')
    return f'<li class="note {problem.severity}">{"".join(parts)}</li>'


def open_link(editor: str, file: Path, place: Place | None = None) -> str:
    """Return the link that opens a file in an editor, at a place in it."""
    path = file.as_posix()
    # On Windows a path has no slash in front of it; elsewhere it needs no second one.
    said = {"path": quote(path.lstrip("/") if "/{path}" in editor else path, safe="/:")}
    said |= {"line": str((place and place.line) or 1), "column": str((place and place.column) or 1)}
    address = re.sub(r"\{(\w+)\}", lambda match: said[match[1]], editor)
    scheme = editor.partition(":")[0]
    return f'<a class="other" href="{shown(address)}">Open in {_PROGRAMS.get(scheme, scheme.capitalize())}</a>'


def edit_link(file: str, words: str, line: int = 0) -> str:
    """Return the link that opens a file in the browser's editor, at a line of it."""
    there = f"&amp;line={line}" if line else ""
    return f'<a href="/_carepress/edit?file={quote(file)}{there}" target="_top">{shown(words)}</a>'


def place_link(place: Place, edits: bool) -> str:
    """Return a place, as a link to it in the browser's editor if that can open it."""
    return (
        edit_link(place.path, str(place), place.line or 1)
        if edits and _is_text(place)
        else f"<code>{shown(place)}</code>"
    )


def _is_text(place: Place) -> bool:
    return place.path.startswith("content/") and place.path.endswith((".md", ".yaml", ".yml"))


def _to_passage(line: tuple[str, str, str]) -> str:
    """Return the button that marks a passage in the page: it has the words of its line, and those of the passage."""
    whole, words = (shown(" ".join(_WORD.findall(_MARKDOWN.sub(r" \1 ", text)))) for text in ("".join(line), line[1]))
    return f'<button type="button" data-line="{whole}" data-words="{words}">Show in page</button>'


def part(title: str, inside: str) -> str:
    """Return a part of the panel under its title."""
    return f"<section><h2>{shown(title)}</h2>{inside}</section>"


def more(problems: Sequence[Problem], most: int) -> str:
    """Return that there are more problems than are shown, and where; nothing if there are none."""
    count = len(problems) - most
    return f"And {count:,} more, which python3 build.py check --all lists." if count > 0 else ""


def link(url: str) -> str:
    """Return a link to a page of the site in the words of its address; nothing without one."""
    return f'<a href="{shown(url)}">{shown(url)}</a>' if url else ""
