"""Links the words that the glossary explains, in articles, where each is used first."""

import html
import re
from collections import defaultdict
from collections.abc import Mapping

from carepress.convert.fields import Fields
from carepress.model import Page, Site
from carepress.urls import href

_GLOSSARY = "glossary.md"
_WORD = re.compile(r"\w+")
# How much of the text in front decides whether a term can stand here.
_BEFORE = 2

# A form of a term: what finds it in a text, and the id of the term.
_Form = tuple[re.Pattern[str], str]


class Terms:
    """The glossary's terms, by the word with which each form begins, with each form as texts are looked through for it."""

    def __init__(self, site: Site) -> None:
        page = site.by_path.get(_GLOSSARY)
        self._terms = site.data.glossary if page else {}
        self._href = href(site.base_url, page.url) if page else ""
        self._forms: dict[str, list[tuple[str, _Form]]] = defaultdict(list)
        forms = [(form, name) for name, term in self._terms.items() for form in (term.term, *term.also)]
        for form, name in sorted(forms, key=lambda pair: -len(pair[0])):
            if first := _WORD.search(form):
                written = form[first.start() :]
                self._forms[first[0].casefold()].append((_folded(written), (_pattern(written), name)))

    def of(self, page: Page) -> "PageTerms":
        """Return what links the terms in an article; one that the page itself is about is left alone."""
        text = _folded(page.body)
        words = set(_WORD.findall(text))
        candidates = {word: found for word, found in self._forms.items() if word in words or word + "s" in words}
        forms = {word: [form for written, form in found if written in text] for word, found in candidates.items()}
        about = {name for name, term in self._terms.items() if term.page == page.content_path}
        return PageTerms(self._href, {word: found for word, found in forms.items() if found}, about)


def _folded(text: str) -> str:
    """Return a text in lower case, with plain apostrophes and single blanks."""
    return " ".join(html.unescape(text).casefold().replace("’", "'").split())


class PageTerms:
    """The forms that an article may have, by the word with which they begin, and which terms it has used already.

    `before` is the text in front, as far as it matters; a block begins without one.
    """

    def __init__(self, address: str, forms: Mapping[str, list[_Form]], met: set[str]) -> None:
        self._address = address
        self._forms = forms
        self._met = met
        self._left = {name for found in forms.values() for _, name in found} - met
        self.before = ""

    def link(self, text: str, fields: Fields, *, is_left_alone: bool) -> str:
        """Return a run of text with tokens for a link around the first use of each term."""
        whole, start = self.before + text, len(self.before)
        self.before = text[-_BEFORE:]
        if is_left_alone or not self._left:
            return text
        folded = whole.lower() if len(whole.lower()) == len(whole) else whole
        found = [(at, word) for word in self._forms if (at := folded.find(word, start)) >= 0]
        pieces: list[str] = []
        copied = past = start
        while found:
            at, word = min(found)
            found.remove((at, word))
            if (further := folded.find(word, at + 1)) >= 0:
                found.append((further, word))
            if at < past:
                continue
            matches = ((name, match) for pattern, name in self._forms[word] if (match := pattern.match(whole, at)))
            name, match = next(matches, ("", None))
            if match is None:
                continue
            past = match.end()
            if name not in self._met:
                self._met.add(name)
                self._left.discard(name)
                link = fields.add(f'<a class="term" href="{html.escape(self._address)}#{name}">')
                pieces += [whole[copied : match.start()], link, match[0], fields.add("</a>")]
                copied = past
        return "".join([*pieces, whole[copied:]])


def _pattern(form: str) -> re.Pattern[str]:
    """Return what finds a form and its plain plural as they are written, or with a capital at the start of a sentence."""
    words = r"\s+".join(re.escape(word) for word in form.split())
    first = rf"(?:{words[0]}|(?<![^.!?:”]\s){words[0].upper()})" if words[0].islower() else words[0]
    return re.compile(rf"(?<![\w-]){first}{words[1:]}s?(?![\w-])")
