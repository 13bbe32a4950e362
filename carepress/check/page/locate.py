"""Finds where something in a finished page comes from: the page's own file, the data, or else a template."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain, islice, pairwise, zip_longest
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
    "[": r"\[[\s*_~`]{0,4}",
    "]": r"[\s*_~`]{0,4}\]",
    "…": r"(?:…|\.{3})",
    "–": "(?:–|--)",
    "—": "(?:—|---?)",
    OBJECT: r"[^\[\]\n]{0,200}?",
}
_EDGES = re.compile(r"([^\w\s]*).*?([^\w\s]+\w*[^\w\s]*)?", re.DOTALL)
TAG = r"</?\w[^<>\n]*>"
# What a link or a picture adds to its words, before and behind them, and what isn't to be seen.
LINK = r"!?\[|\](?:\([^()\n]{0,300}\)|\[[^\[\]\n]{0,100}\])?|&nbsp;"
_CODE = r"&#?\w{1,10};"
_WORDLESS = r"\[[\W_]{0,40}?\]\([^()\n]{0,300}\)"
# A merge field, the mark of a note, the code of a sign.
_SHOWN_OTHERWISE = r"(?:\{\{[^{}\n]*\}\}|\[\^[^\[\]\n]*\]|&#?\w+;)"


Note = Callable[[tuple[str, ...]], None]


class Sought(str):
    """A pattern of what an author wrote, made ready only when it is looked for: that takes long."""

    __slots__ = ()


# Words as visitors read them, or a pattern of what their author wrote.
Clue = str | re.Pattern[str]


class Finding:
    """What a rule found in something finished.

    `clues` are what its place is looked up by, the surest first, unless a rule knows the `place`; `nth` says how many of
    the same come before it on the page, if that is more than were found. `said` fills the message, of a `case` if there
    are several.
    """

    def __init__(
        self,
        rule: str,
        *clues: Clue,
        case: str = "",
        nth: int | None = None,
        place: Place | None = None,
        **said: object,
    ) -> None:
        self.rule, self.clues, self.case, self.nth, self.place, self.said = rule, clues, case, nth, place, said


class Places:
    """The texts that finished pages are made from; `note` hears when a place isn't looked for in the page's file only."""

    def __init__(
        self, templates: Path, data: Mapping[str, TextFile], catalog: Catalog, note: Note = lambda question: None
    ) -> None:
        self.catalog = catalog
        self.folder = templates
        self.data = data
        self._note = note

    def problem(self, finding: Finding, page: TextFile) -> Problem:
        """Return a finding as a problem with its place: in the page's file, the data, or a template."""
        pairs = ((clue, file) for clue in finding.clues if clue for file in self._files(clue, page))
        places = (place for clue, file in pairs if (place := find(clue, file, finding.nth or 0)))
        place = finding.place or next(places, Place(page.path))
        return self.catalog.violation(finding.rule, place, finding.case, **finding.said)

    def _files(self, clue: Clue, page: TextFile) -> Iterator[TextFile]:
        """Yield the files that may have a clue; the data only for an address, since words may be there by chance."""
        yield page
        yield from self.data.values() if isinstance(clue, str) and clue.startswith(_SCHEMES) else ()
        self._note(("templates",))
        yield from self._templates

    @cached_property
    def _templates(self) -> Sequence[TextFile]:
        paths = [path for path in sorted(self.folder.rglob("*.*")) if path.suffix in {".html", ".css", ".js", ".svg"}]
        texts = (path.read_text(encoding="utf-8-sig", errors="replace") for path in paths)
        names = (path.relative_to(self.folder.parent).as_posix() for path in paths)
        return [TextFile(name, text) for name, text in zip(names, texts, strict=True)]


def find(clue: Clue, file: TextFile, nth: int = 0) -> Place | None:
    """Return where a clue is in a file for the nth time, from 0, or the last time before that; or None."""
    # The body comes first: words of the front matter may be in it too.
    body = max(0, file.text.find("\n---", 3)) if file.path.endswith(".md") else 0
    pattern = written(clue, may_have_tags="<" in file.text) if isinstance(clue, str) else clue
    *_, match = pattern.search(file.text), *islice(pattern.finditer(file.text, body), nth + 1)
    return Lines(file.text, file.path).place(match.start(), len(match[0])) if match else None


@lru_cache(maxsize=None, typed=True)
def written(clue: str, *, may_have_tags: bool = True) -> re.Pattern[str]:
    """Return what finds a clue as its author may have written it: over two lines, with emphasis, tags, links, quotes, escapes or entities."""
    sought = clue if isinstance(clue, Sought) else _sought(clue)
    if not may_have_tags:  # between most letters: without them a pattern is ready in a tenth of the time
        sought = sought.replace(f"(?:{TAG})?", "").replace(f"{TAG}|", "")
    # Tags may be in any letters.
    return re.compile(sought, re.IGNORECASE if clue.startswith("<") else 0)


@cache
def _sought(clue: str) -> str:
    if clue.startswith(_SCHEMES):  # an address isn't found in another that begins like it
        return re.escape(clue).replace(r"\&", "&(?:amp;)?") + r"(?![^\s\"'<>()\[\]{}|,#])"
    first, *more = clue.split() or [""]
    # What may be between words is no word again: each repetition must end at a letter, so that no search takes long.
    words = map(_word, [first, *(word for word in more if word.strip("*_~`>"))])
    # What stands for an object may be in a link that is none.
    link = "(?!)" if OBJECT in clue else LINK
    return rf"(?:[\s*_~`>]|{TAG}|{link}){{1,200}}".join(words)


def either(*clues: str) -> Sought:
    """Return what finds any of some clues."""
    return Sought("|".join(map(_sought, clues)))


def inside(words: str) -> Sought:
    """Return what finds words that stand alone between brackets, quotes or tags."""
    return Sought(rf"(?<=[\[\"'>])\s?(?:{_sought(words)})(?=\s?[\]\"'<])")


@cache
def nameless(tag: str) -> re.Pattern[str]:
    """Return what finds a link in which nothing is written that can be said, or another element."""
    element = rf"<{tag}\b[^<>]{{0,2000}}>(?>(?:[\W_](?<![<&])|{_CODE}|(?!</{tag}){TAG}){{0,40}})</{tag}"
    link = rf"(?<!!)\[(?>(?:[\W_](?<![\[\]\n&<!])|{_CODE}|{TAG}|!{_WORDLESS}){{0,40}})\][(\[]|" if tag == "a" else ""
    return re.compile(link + element, re.IGNORECASE)


@cache
def empty_heading(level: int) -> re.Pattern[str]:
    """Return what finds a heading in which nothing is written that can be said."""
    nothing = rf"(?>(?:!?{_WORDLESS}|[\W_](?<![\n&<!{{}}])|{_CODE}|{TAG}|<!--[^<>\n]{{0,300}}-->|!(?!\[)|\{{[^{{}}\n]{{0,300}}\}}){{0,80}})"
    element = rf"<h{level}\b[^<>]{{0,2000}}>(?>(?:[\W_](?<![<&])|{_CODE}|(?!</h){TAG}){{0,40}})</h"
    item = r"[ \t>]{0,20}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})?"
    return re.compile(rf"^{item}#{{{level}}}(?!#){nothing}$|{element}", re.MULTILINE | re.IGNORECASE)


def row(cells: Sequence[str]) -> Sought:
    """Return what finds a row of a table, by its cells."""
    before, behind = r"[ \t*_~`\[]{0,20}", r"(?:\](?:\([^()\n]{0,300}\))?)?[ \t*_~`]{0,20}"
    shown = [_sought(cell) if cell else r"(?:&nbsp;|\s){0,9}" for cell in cells]
    between = r"\|".join(f"{before}{cell}{behind}" for cell in shown)
    return Sought(rf"(?m)^[ \t>]{{0,20}}\|?{between}\|?[ \t]{{0,20}}$")


def _word(word: str) -> str:
    """Return what finds one word: between its signs may be tags, and where a sign is no letter the ends of links."""
    ends = (rf"(?:{TAG})?" if one.isalnum() and two.isalnum() else rf"(?:{TAG}|{LINK})?" for one, two in pairwise(word))
    return "".join(chain.from_iterable(zip_longest(map(_as_written, word), ends, fillvalue="")))


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
    if sign.isalnum():
        return sign
    plain = _WRITTEN.get(sign) or re.escape(sign)
    return rf"\\?{plain}" if sign.isascii() else rf"(?:{plain}|&#?\w{{1,10}};)"
