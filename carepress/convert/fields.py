"""Reads merge fields and components: `{{ costs.iop-episode }}`, `{{ level-card level="outpatient" }}`."""

import html
import re
from collections.abc import Mapping, Set
from dataclasses import replace

from carepress.catalog import breach
from carepress.convert.marks import MARK, NONCHARACTERS, MarkedText, token, without_marks
from carepress.lookup import Found, LookupFailed, look_up
from carepress.model import CitationSlot, ComponentSlot, Site
from carepress.problems import Place, Problem, error, guess

_CALL = re.compile(r"""(?P<name>[\w.-]+)(?P<arguments>(?:\s+[\w-]+\s*=\s*"[^"]*")*)""")
_ARGUMENT = re.compile(r"""([\w-]+)\s*=\s*"([^"]*)\"""")
_SHOWN = 60

# The arguments that each component takes; None where the component is broken, so that nobody knows.
Components = Mapping[str, frozenset[str] | None]
Slot = Found | ComponentSlot | None
Part = str | CitationSlot | ComponentSlot


class Fields:
    """The merge fields of one text, in the order in which they were met."""

    def __init__(self, site: Site, marked: MarkedText, components: Components) -> None:
        self.site = site
        self.marked = marked
        self.components = components
        self.slots: list[Slot] = []
        self.facts: set[str] = set()
        self._written: list[str] = []
        self._problems: list[tuple[int, Problem]] = []

    @property
    def problems(self) -> list[Problem]:
        """Return what is wrong with the fields that aren't left alone."""
        return [problem for _, problem in self._problems]

    def is_component(self, inside: str) -> bool:
        """Return whether what stands between the braces names a component."""
        words = without_marks(inside).split(maxsplit=1)
        return bool(words) and words[0] in self.components

    def read(self, inside: str) -> str:
        """Return the token for a field, from what stands between its braces; problems are noted."""
        written = without_marks(inside)
        mark = MARK.match(inside)
        place = self.marked.place(mark, len(written) + 4) if mark else Place(self.marked.body.path)
        self._written.append(f"{{{{{written}}}}}")
        call = _CALL.fullmatch(written.strip())
        if call is None:
            self._report(breach("merge-field", place, "form", written=written[:_SHOWN]))
            self.slots.append(None)
        else:
            self.slots.append(self._slot(call["name"], dict(_ARGUMENT.findall(call["arguments"])), place))
        return token(len(self.slots) - 1)

    def restore(self, number: int) -> str:
        """Return a field as it was written, because it stands in code; what was wrong with it is forgotten."""
        self._problems = [(other, problem) for other, problem in self._problems if other != number]
        self.slots[number] = None
        return self._written[number]

    def plain(self, number: int) -> str:
        """Return a slot as plain text, for headings and attributes; what stands there needs no place in the text."""
        self._refuse_component(number)
        slot = self.slots[number]
        return slot.text if isinstance(slot, Found) else ""

    def unlink(self, number: int) -> tuple[str, ...]:
        """Print a slot without its links; return the sources that it no longer cites."""
        slot = self.slots[number]
        if not isinstance(slot, Found):
            return ()
        self.slots[number] = Found(slot.text)
        return slot.sources

    def citation(self, sources: tuple[str, ...]) -> str:
        """Return the token for a citation without a text."""
        self._written.append("")
        self.slots.append(Found("", sources))
        return token(len(self.slots) - 1)

    def refuse_components(self, alone: Set[int]) -> None:
        """Note each component that isn't alone on its line."""
        for number in range(len(self.slots)):
            if number not in alone:
                self._refuse_component(number)

    def _refuse_component(self, number: int) -> None:
        if isinstance(slot := self.slots[number], ComponentSlot):
            self._problems.append((number, breach("component-inline", slot.place, name=slot.name)))

    def _report(self, problem: Problem) -> None:
        self._problems.append((len(self._written) - 1, problem))

    def _slot(self, name: str, arguments: dict[str, str], place: Place) -> Slot:
        if name in self.components:
            known = self.components[name]
            for wrong in sorted(arguments.keys() - known) if known is not None else ():
                near = guess(wrong, known or (), f"it takes {', '.join(sorted(known or ())) or 'no arguments'}")
                self._report(breach("component-argument", place, "unknown", name=name, wrong=wrong, near=near))
            return ComponentSlot(name, arguments, place)
        if arguments or "." not in name:
            near = guess(name, self.components, f"the components are {', '.join(sorted(self.components))}")
            self._report(breach("unknown-component", place, name=name, near=near))
            return None
        try:
            found = look_up(name, self.site.data, self.site.settings)
        except LookupFailed as failure:
            self._report(error("unknown-field", str(failure), place, failure.hint))
            return None
        if found and found.sources:
            self.facts.add(name)
        # Data may hold what would be read as a mark or token of ours.
        return found and replace(found, text=NONCHARACTERS.sub("", found.text))


def parts_of(slot: Slot) -> tuple[Part, ...]:
    """Return what a slot puts into the HTML: escaped text with its citation, or a component."""
    if slot is None:
        return ()
    if isinstance(slot, ComponentSlot):
        return (slot,)
    text = html.escape(slot.text, quote=False)
    if slot.href:
        text = f'<a href="{html.escape(slot.href)}">{text}</a>'
    return (text, CitationSlot(slot.sources)) if slot.sources else (text,)
