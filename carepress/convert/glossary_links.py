"""Links the words that the glossary explains, in articles, where each is used first."""

import html
import re
from collections.abc import Sequence
from itertools import groupby

from carepress.assemble.reads import Reads
from carepress.convert.fields import Fields
from carepress.model.page import Page

_FROM_WORD = re.compile(r"\w.*", re.DOTALL)
_IN_SENTENCE = re.compile(r"[^.!?:”]\s")


class Terms:
    """The glossary's terms, and one pattern that finds every form of them."""

    def __init__(self, reads: Reads) -> None:
        self.terms, self.address = reads.glossary()
        words = ((form, name) for name, term in self.terms.items() for form in (term.term, *term.also))
        forms = {" ".join(found[0].split()): name for form, name in words if (found := _FROM_WORD.search(form))}
        capitals = {form[0].upper() + form[1:]: name for form, name in forms.items() if form[0].islower()}
        self._names = capitals | forms
        self._at_start = capitals.keys() - forms.keys()  # of a sentence only
        self.pattern = re.compile(rf"(?<![\w-]){_any_of(sorted(self._names))}s?(?![\w-])" if forms else r"(?!)")

    def name(self, match: re.Match[str]) -> str:
        """Return the id of the term of which a form, or its plain plural, was found; an empty text if it can't be one."""
        form = " ".join(match[0].split())
        form = form if form in self._names else form.removesuffix("s")
        is_inside = _IN_SENTENCE.match(match.string, max(match.start() - 2, 0), match.start())
        return "" if is_inside and form in self._at_start else self._names[form]


def _any_of(words: Sequence[str]) -> str:
    """Return a pattern for any of some sorted words, the longest first, that compares what they begin with only once."""
    if len(words) == 1:
        return r"\s+".join(map(re.escape, words[0].split(" ")))
    branches = []
    for letter, group in groupby(filter(None, words), key=lambda word: word[0]):
        branches.append((r"\s+" if letter == " " else re.escape(letter)) + _any_of([word[1:] for word in group]))
    return f"(?:{'|'.join(branches)}){'?' if '' in words else ''}"


class PageTerms:
    """Links the terms in one article; one that the page itself is about is left alone."""

    def __init__(self, terms: Terms, page: Page) -> None:
        self._terms = terms
        self._met = {name for name, term in terms.terms.items() if term.page == page.content_path}

    def link(self, text: str, before: str, fields: Fields) -> str:
        """Return a run of text with tokens for a link around the first use of each term; `before` stands in front of it."""
        whole, copied = before + text, len(before)
        pieces: list[str] = []
        for match in self._terms.pattern.finditer(whole, copied):
            name = self._terms.name(match)
            if name and name not in self._met:
                self._met.add(name)
                link = fields.add(f'<a class="term" href="{html.escape(self._terms.address)}#{name}">')
                pieces += [whole[copied : match.start()], link, match[0], fields.add("</a>")]
                copied = match.end()
        return "".join([*pieces, whole[copied:]])
