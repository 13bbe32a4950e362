"""The words of the interface: templates and the engine write them in English, and each other language says what stands for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in one language for the English words of the interface: none for English itself."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, text: str, /, **named: object) -> str:
        """Return what stands for an English text; `named` fills its blanks, written as {name}."""
        said = self.texts.get(text, text)
        return said.format(**named) if named else said
