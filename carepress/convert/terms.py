"""Links the words that the glossary explains, in articles, where each is used first."""

import html
import re
from collections import defaultdict

from carepress.convert.allowed import HEADINGS, INLINE, TAG_OR_TEXT, VERBATIM
from carepress.model import Page, Site
from carepress.urls import href

_GLOSSARY = "glossary.md"
_WORD = re.compile(r"\w+")
# A link inside a link is none, and a heading, a table or a callout (a div) is no place to leave a page from: who reads
# there may be in a hurry.
_LEFT_ALONE = HEADINGS | VERBATIM | {"a", "abbr", "div", "dt", "figcaption", "summary", "table"}


# A form of a term: what finds it in a text, and the id of the term.
_Form = tuple[re.Pattern[str], str]


class Terms:
    """The glossary's terms, by the word with which each form begins."""

    def __init__(self, site: Site) -> None:
        page = site.by_path.get(_GLOSSARY)
        self._terms = site.data.glossary if page else {}
        self._href = href(site.base_url, page.url) if page else ""
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        forms = [(form, name) for name, term in self._terms.items() for form in (term.term, *term.also)]
        for form, name in sorted(forms, key=lambda pair: -len(pair[0])):
            if first := _WORD.search(form):
                self._forms[first[0].casefold()].append((_pattern(form[first.start() :]), name))

    def link(self, text: str, page: Page) -> str:
        """Return the HTML of a page with a link to the glossary at the first use of each term.

        A term that the page itself is about is left alone, and so are headings, links, tables, callouts and code.
        """
        if not self._forms:
            return text
        met = {name for name, term in self._terms.items() if term.page == page.content_path}
        pieces: list[str] = []
        before, alone = "", 0
        for match in TAG_OR_TEXT.finditer(text):
            piece, name = match[0], match["name"]
            if name:
                alone += (-1 if match["end"] else 1) if name in _LEFT_ALONE else 0
                before = before if name in INLINE else ""
            else:
                written, before = piece, before + piece
                piece = piece if alone else self._linked(before, len(before) - len(written), met)
                before = written[-2:]
            pieces.append(piece)
        return "".join(pieces)

    def _linked(self, text: str, start: int, met: set[str]) -> str:
        """Return a run of text from `start` on, with its terms linked; what was linked is added to `met`."""
        pieces: list[str] = []
        copied = past = start
        for word in _WORD.finditer(text, start):
            forms = self._forms_of(word[0].casefold()) if word.start() >= past else []
            matches = ((name, match) for pattern, name in forms if (match := pattern.match(text, word.start())))
            name, match = next(matches, ("", None))
            if match is None:
                continue
            past = match.end()
            if name not in met:
                met.add(name)
                link = f'<a class="term" href="{html.escape(self._href)}#{name}">{match[0]}</a>'
                pieces += [text[copied : match.start()], link]
                copied = past
        return "".join([*pieces, text[copied:]])

    def _forms_of(self, word: str) -> list[_Form]:
        """Return the forms that may begin with a word: as it is, or as the plural of a form of one word."""
        return self._forms.get(word) or (self._forms.get(word[:-1]) if word.endswith("s") else None) or []


def _pattern(form: str) -> re.Pattern[str]:
    """Return what finds a form and its plain plural as they are written, or with a capital at the start of a sentence.

    What stands behind & is the name of a character, and what stands behind its semicolon begins no sentence.
    """
    words = r"(?:\s|&nbsp;)+".join(re.escape(html.escape(word, quote=False)) for word in form.split())
    first = rf"(?:{words[0]}|(?<![^.!?:”]\s)(?<!;){words[0].upper()})" if words[0].islower() else words[0]
    return re.compile(rf"(?<![\w&-]){first}{words[1:]}s?(?![\w-])")
