"""Numbers the sources that a page cites, in the order in which a reader meets them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from carepress.model.records import Source, Sourced
from carepress.model.words import SOURCE, Words
from carepress.render.templates import Markup
from carepress.text.words import as_sentence


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry in a page's list of sources; `use` is the id of the first place that cites it, if there is one."""

    number: int
    id: str
    source: Source
    use: str


class Citations:
    """The citations of one page while it is being rendered.

    Their ids have a low line in them, as all do that a template gives: a heading's id never has one.
    """

    def __init__(self, sources: Mapping[str, Source], words: Words) -> None:
        self._sources, self._words = sources, words
        self._numbers: dict[str, int] = {}
        self.facts: list[Sourced] = []
        self.are_listed = False  # whether the page lists what all pages cite

    def cite(self, fact: Sourced, sentence: bool = False, bare: bool = False) -> Markup:
        """Return a fact's text with the numbers of its sources; `sentence` begins with a capital, `bare` leaves out the text."""
        self.facts.append(fact)
        text = "" if bare else as_sentence(fact.text) if sentence else fact.text
        return Markup("{}{}").format(text, self.mark(fact.sources))

    def mark(self, names: Iterable[str]) -> Markup:
        """Return the numbers of some sources, as links to the list at the end of the page."""
        links = [self._link(name) for name in names if name in self._sources]
        return Markup('<sup class="cite">{}</sup>').format(Markup(", ").join(links)) if links else Markup("")

    def names(self, also: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the ids of the page's sources in order of first use; those that it rests on as a whole come last."""
        return tuple(dict.fromkeys([*self._numbers, *(name for name in also if name in self._sources)]))

    def list(self, also: Iterable[str] = ()) -> tuple[Reference, ...]:
        """Return the page's sources in the order of their names."""
        return tuple(
            Reference(number, f"s_{number}", self._sources[name], f"c_{number}" if name in self._numbers else "")
            for number, name in enumerate(self.names(also), start=1)
        )

    def _link(self, name: str) -> Markup:
        is_first = name not in self._numbers
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        mark = Markup(' id="c_{}"').format(number) if is_first else ""
        link = Markup('<a{} href="#s_{}" aria-label="{}">{}</a>')
        return link.format(mark, number, self._words(SOURCE, number=number), number)
