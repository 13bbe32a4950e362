"""Reads merge fields and components: `{{ costs.iop-episode }}`, `{{ level-card level="outpatient" }}`."""

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from carepress.assemble.reads import Reads
from carepress.convert.marks import NONCHARACTERS, OPEN_BRACES, TOKEN, to_number, token
from carepress.load.names import Found, UnknownName
from carepress.model.made import CitationSlot, ComponentSlot
from carepress.problems import Lines, Place, Problem, error, guess
from carepress.problems.catalog import violation
from carepress.text.allow_list import INLINE

# A backslash takes the meaning from what stands behind it.
_FIELD = re.compile(r"\\.|\{\{(?:(?P<inside>[^{}]*)\}\})?", re.DOTALL)
# Word processors make quotes curly.
_QUOTED = r"""([\w-]+)\s*=\s*["“”„]([^"“”„]*)["“”„]"""
_CALL = re.compile(rf"(?P<name>[\w.-]+)(?P<arguments>(?:\s+{_QUOTED})*)")
ARGUMENT = re.compile(_QUOTED)
_SHOWN = 60

_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(sorted(INLINE))})(?=[\s>])[^>]*>")
# Every other tag ends a sentence too. A mark may stand behind the sign that ends its own.
_END = re.compile(r"[.!?…][”’\")]*\s+(?![a-z])|<")
_LAST_SIGN = re.compile(r"[.!?…][”’\")]*$")

# What a finished text is cut into.
Part = str | CitationSlot | ComponentSlot
# What is put in the place of a token: a text of the data, a component, HTML, or nothing.
Slot = Found | ComponentSlot | str | None


class Fields:
    """The merge fields of one text, in the order in which they were written. Only those that readers meet are looked up."""

    def __init__(self, reads: Reads) -> None:
        self.reads = reads
        self.facts: set[str] = set()
        self.problems: list[Problem] = []
        self.alone: set[str] = set()
        self.opened: list[Place] = []  # where two braces stand that begin no field
        self._written: list[tuple[str, Place]] = []  # each field as its author wrote it, and where
        self._slots: dict[int, Slot] = {}

    def take(self, lines: Lines) -> str:
        """Return a text with a token in place of each field, as long as the field is; `alone` then has those of components."""

        def taken(match: re.Match[str]) -> str:
            if match["inside"] is None:
                if match[0] != "{{":
                    return match[0]
                self.opened.append(lines.place(match.start(), 2))
                return OPEN_BRACES
            made = token(len(self._written), len(match[0]))
            if len(made) > len(match[0]):  # empty braces, hundreds of them
                self.problems.append(_unreadable("", {}, lines.place(match.start(), 2)))
                return match[0]
            self._written.append((match[0], lines.place(match.start(), len(match[0]))))
            words = match["inside"].split(maxsplit=1)
            if words and words[0] in self.reads.components:
                self.alone.add(made)
            return made

        return _FIELD.sub(taken, lines.text) if "{{" in lines.text else lines.text

    def written(self, text: str) -> str:
        """Return a text with its fields as they were written, because it is code or an address."""
        return TOKEN.sub(lambda match: self._written[to_number(match[1])][0], text).replace(OPEN_BRACES, "{{")

    def plain(self, text: str) -> str:
        """Return a text with its fields as plain text, for headings and attributes."""
        return TOKEN.sub(lambda match: self._plain(self._slot(match[1])), text)

    def _plain(self, slot: Slot) -> str:
        if isinstance(slot, ComponentSlot):
            self._refuse_component(slot)
        return slot.text if isinstance(slot, Found) else ""

    def _slot(self, digits: str) -> Slot:
        """Return what a token stands for; what is wrong with the field is noted."""
        number = to_number(digits)
        if number not in self._slots:
            self._slots[number] = self._read(*self._written[number])
        return self._slots[number]

    def unlink(self, text: str) -> Iterator[tuple[str, ...]]:
        """Print the fields in a text without their links; yield the sources that each no longer cites."""
        for digits in TOKEN.findall(text):
            if isinstance(slot := self._slot(digits), Found):
                self._slots[to_number(digits)] = Found(slot.text)
                if slot.sources:
                    yield slot.sources

    def add(self, slot: Slot) -> str:
        """Return the token for something that no author wrote."""
        self._written.append(("", Place("")))
        self._slots[len(self._written) - 1] = slot
        return token(len(self._written) - 1)

    def cut(self, text: str) -> tuple[Part, ...]:
        """Return finished HTML cut at its tokens, with what each stands for; a component inside a sentence is noted."""
        pieces = TOKEN.split(text)
        texts, slots = pieces[::2], [self._slot(digits) for digits in pieces[1::2]]
        parts: list[Part] = []
        for at, slot in enumerate(slots):
            if isinstance(slot, ComponentSlot):
                before, behind = texts[at].rstrip(), texts[at + 1].lstrip()
                if before.endswith("<p>") and behind.startswith("</p>"):
                    texts[at : at + 2] = before.removesuffix("<p>"), behind.removeprefix("</p>")
                else:
                    self._refuse_component(slot)
            parts += [texts[at], *_parts_of(slot)]
        runs = groupby(filter(None, [*parts, texts[-1]]), key=lambda part: isinstance(part, str))
        return marked_once([part for is_text, run in runs for part in (["".join(map(str, run))] if is_text else run)])

    def _refuse_component(self, slot: ComponentSlot) -> None:
        self.problems.append(violation("component-inline", slot.place, name=slot.name))

    def _read(self, written: str, place: Place) -> Slot:
        components = self.reads.components
        call = _CALL.fullmatch(written[2:-2].strip())
        if call is None:
            self.problems.append(_unreadable(written[2:-2], components, place))
            return None
        name, arguments = call["name"], dict(ARGUMENT.findall(call["arguments"]))
        if name in components:
            if (known := components[name]) is not None:
                self.problems += _wrong_arguments(name, arguments.keys() - known, known, place)
            return ComponentSlot(name, arguments, place)
        if arguments or "." not in name:
            near = guess(name, components, f"the components are {', '.join(sorted(components))}")
            self.problems.append(violation("unknown-component", place, name=name, near=near))
            return None
        try:
            found = self.reads.field(name)
        except UnknownName as failure:
            self.problems.append(
                replace(error("unknown-field", str(failure), place, failure.hint), cause=failure.cause)
            )
            return None
        if found and found.sources:
            self.facts.add(name)
        # Data may hold what would be read as a mark or token of ours.
        return found and replace(found, text=NONCHARACTERS.sub("", found.text))


def _unreadable(written: str, components: Mapping[str, Collection[str] | None], place: Place) -> Problem:
    name = next(iter(written.split()), "")
    example = " ".join([name, *(f'{one}="…"' for one in sorted(components.get(name) or ()))])
    example = example if name in components else 'level="outpatient"'
    return violation("merge-field", place, "form", written=written[:_SHOWN], example=example)


def _wrong_arguments(name: str, wrong: Iterable[str], known: Collection[str], place: Place) -> Iterator[Problem]:
    for argument in wrong:
        near = guess(argument, known, f"it takes {', '.join(sorted(known)) or 'no arguments'}")
        yield violation("component-argument", place, "unknown", name=name, wrong=argument, near=near)


def _parts_of(slot: Slot) -> tuple[Part, ...]:
    """Return what a slot puts into the HTML: escaped text with its citation, or a component."""
    if slot is None:
        return ()
    if isinstance(slot, ComponentSlot | str):
        return (slot,)
    text = html.escape(slot.text, quote=False)
    if slot.href:
        text = f'<a href="{html.escape(slot.href)}">{text}</a>'
    return (text, CitationSlot(slot.sources)) if slot.sources else (text,)


def marked_once(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of a text with each source marked once in a sentence; marks that follow each other are one."""
    if not any(isinstance(part, CitationSlot) for part in parts):
        return tuple(parts)
    made: list[Part] = []
    later, behind = set[str](), "<"  # what is cited in the rest of the sentence, and the text up to there
    for at in reversed(range(len(parts))):
        part = parts[at]
        if isinstance(part, CitationSlot):
            sign = _LAST_SIGN.search(_INLINE_TAG.sub("", str(parts[at - 1]) if at else ""))
            if _END.search((sign[0] if sign else "") + _INLINE_TAG.sub("", behind)):
                later = set()
            sources = tuple(name for name in part.sources if name not in later)
            later.update(sources)
            if not behind and made and isinstance(made[-1], CitationSlot):
                made[-1] = CitationSlot((*sources, *made[-1].sources))
            elif sources:
                made.append(CitationSlot(sources))
            behind = ""
        else:
            made.append(part)
            behind = f"{part}{behind}" if isinstance(part, str) else "<"
    return tuple(reversed(made))
