"""Leaves one mark for each source in a sentence, behind the last of what it is cited for."""

import re
from collections.abc import Sequence

from carepress.convert.allow_list import INLINE
from carepress.model.made import CitationSlot, ComponentSlot

Part = str | CitationSlot | ComponentSlot

_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(sorted(INLINE))})(?=[\s>])[^>]*>")
# Every other tag ends a sentence too. A mark may stand behind the sign that ends its own.
_END = re.compile(r"[.!?…][”’\")]*\s+(?![a-z])|<")
_LAST_SIGN = re.compile(r"[.!?…][”’\")]*$")


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
