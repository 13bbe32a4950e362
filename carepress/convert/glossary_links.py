"""Links the words that the glossary explains, in articles, where each is used first."""

import html
import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby

from carepress.assemble.reads import Reads
from carepress.convert.fields import Fields
from carepress.model.page import Page

_FROM_WORD = re.compile(r"\w.*", re.DOTALL)
_IN_SENTENCE = re.compile(r"[^.!?:”]\s")
_BETWEEN = "\ufffe."  # no text holds it, so that no term goes on from one text to the next


class Terms:
    """The glossary's terms, and one pattern that finds every form of them."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._terms, self._address = reads.glossary()
        words = ((form, name) for name, (forms, _) in self._terms.items() for form in forms)
        forms = {" ".join(found[0].split()): name for form, name in words if (found := _FROM_WORD.search(form))}
        capitals = {form[0].upper() + form[1:]: name for form, name in forms.items() if form[0].islower()}
        self._names = capitals | forms
        self._at_start = capitals.keys() - forms.keys()  # of a sentence only
        self._pattern = re.compile(rf"(?<![\w-]){_any_of(sorted(self._names))}s?(?![\w-])" if forms else r"(?!)")

    def link(self, texts: Sequence[tuple[str, str]], page: Page, fields: Fields) -> Mapping[int, str]:
        """Return the texts, by their numbers, that get a link: tokens for one are around the first use of each term.

        With each text is what stands in front of it. A term that the page itself is about is left alone.
        """
        self._reads.glossary()  # for this page
        met = {"", *(name for name, (_, of) in self._terms.items() if of == page.content_path)}
        ends = list(accumulate(len(before) + len(text) + len(_BETWEEN) for before, text in texts))
        pieces: defaultdict[int, list[str]] = defaultdict(list)
        copied: dict[int, int] = {}
        joined = _BETWEEN.join(before + text for before, text in texts)
        for match in self._pattern.finditer(joined):
            if (name := self.name(match)) in met:
                continue
            number = bisect(ends, match.start())
            begins = copied.get(number, ends[number] - len(texts[number][1]) - len(_BETWEEN))
            if match.start() >= begins:
                met.add(name)
                link = fields.add(f'<a class="term" href="{html.escape(self._address)}#{name}">')
                pieces[number] += [joined[begins : match.start()], link, match[0], fields.add("</a>")]
                copied[number] = match.end()
        return {
            number: "".join(some) + joined[copied[number] : ends[number] - len(_BETWEEN)]
            for number, some in pieces.items()
        }

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
