"""Finds where something in a finished page comes from: the page's own file, the data, or else a template."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path

from carepress.model.page import TextFile
from carepress.problems import Lines, Place, Problem
from carepress.problems.catalog import Catalog

OBJECT = "\ufffc"  # in place of what isn't text: code, a picture, a citation, a component
_SCHEMES = ("http", "mailto:", "sms:", "tel:")
# What a sign of a finished text may be in its source. Emphasis may begin and end right inside of brackets.
_WRITTEN = {
    **dict.fromkeys('"“”', '["“”]'),
    **dict.fromkeys("'‘’", "['‘’]"),
    "&": "&(?:amp;)?",
    "<": "(?:<|&lt;)",
    ">": "(?:>|&gt;)",
    "[": r"\[[*_~`]{0,4}",
    "]": r"[*_~`]{0,4}\]",
    OBJECT: r"[^\[\]\n]{0,200}?",
}
_EDGES = re.compile(r"([^\w\s]*).*?([^\w\s]+\w*[^\w\s]*)?", re.DOTALL)
_TAG = r"</?\w[^<>\n]*>"
# A merge field, the mark of a note, the code of a sign.
_SHOWN_OTHERWISE = r"(?:\{\{[^{}\n]*\}\}|\[\^[^\[\]\n]*\]|&#?\w+;)"


class Finding:
    """What a rule found in something finished.

    `clues` are what its `place` is looked up by, if that isn't known, the surest first; `said` fills the message, of a
    `case` if there are several.
    """

    def __init__(self, rule: str, *clues: str, case: str = "", place: Place | None = None, **said: object) -> None:
        self.rule, self.clues, self.case, self.place, self.said = rule, clues, case, place, said


class Places:
    """The texts that finished pages are made from."""

    def __init__(self, templates: Path, data: Sequence[TextFile], catalog: Catalog) -> None:
        self.catalog = catalog
        self.folder = templates
        self.data = data

    def problem(self, finding: Finding, page: TextFile) -> Problem:
        """Return a finding as a problem with its place: in the page's file, the data, or a template."""
        pairs = ((clue, file) for clue in finding.clues if clue for file in self._files(clue, page))
        places = (place for clue, file in pairs if (place := find(clue, file)))
        place = finding.place or next(places, Place(page.path))
        return self.catalog.violation(finding.rule, place, finding.case, **finding.said)

    def _files(self, clue: str, page: TextFile) -> Iterator[TextFile]:
        """Yield the files that may have a clue; the data only for an address, since words may be there by chance."""
        yield page
        yield from self.data if clue.startswith(_SCHEMES) else ()
        yield from self._templates

    @cached_property
    def _templates(self) -> Sequence[TextFile]:
        paths = [path for path in sorted(self.folder.rglob("*.*")) if path.suffix in {".html", ".css", ".js", ".svg"}]
        texts = (path.read_text(encoding="utf-8-sig", errors="replace") for path in paths)
        names = (path.relative_to(self.folder.parent).as_posix() for path in paths)
        return [TextFile(name, text) for name, text in zip(names, texts, strict=True)]


def find(clue: str, file: TextFile) -> Place | None:
    """Return where a clue is in a file, or None."""
    # The body comes first: words of the front matter may be in it too.
    body = max(0, file.text.find("\n---", 3)) if file.path.endswith(".md") else 0
    match = written(clue).search(file.text, body) or written(clue).search(file.text)
    return Lines(file.text, file.path).place(match.start(), len(match[0])) if match else None


@cache
def written(clue: str) -> re.Pattern[str]:
    """Return what finds a clue as its author may have written it: over two lines, with emphasis, tags, quotes, escapes or entities."""
    if clue.startswith(_SCHEMES):  # an address isn't found in another that begins like it
        return re.compile(re.escape(clue) + r"(?![^\s\"'<>()\[\]{}|,#])")
    first, *more = clue.split() or [""]
    # What may be between words is no word again: each repetition must end at a letter, so that no search takes long.
    words = (
        rf"(?:{_TAG})?".join(map(_as_written, word))
        for word in [first, *(word for word in more if word.strip("*_~`>"))]
    )
    # Tags may be in any letters.
    return re.compile(rf"(?:[\s*_~`>]|{_TAG}){{1,200}}".join(words), re.IGNORECASE if clue.startswith("<") else 0)


@cache
def around(clue: str) -> re.Pattern[str]:
    """Return what finds a clue by its first and last signs, in which something is written that is shown as something else."""
    match = _EDGES.fullmatch(clue)
    first, last = match.groups("") if match else ("", "")
    if not first and not last:
        return re.compile("(?!)")
    begin, end = ("".join(map(_as_written, signs)) for signs in (first, last))
    more = rf"[^\n{re.escape(first)}]{{0,99}}?" if first else ""
    return re.compile(rf"{begin}{more}{_SHOWN_OTHERWISE}[^\n]{{0,99}}?{end}")


def _as_written(sign: str) -> str:
    return sign if sign.isalnum() else rf"\\?{_WRITTEN.get(sign) or re.escape(sign)}"
