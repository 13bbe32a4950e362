"""The words of the interface: templates and the engine write them in English, and each other language says what stands for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What the engine itself says.
SOURCE, TABLE, BACK = "Source {number}", "Table {number}", "Jump back to footnote {number} in the text"
PAGE, PAGE_TITLE, PAGE_ABOUT = "Page {number}", "{title}, page {number}", "Page {number} of {count}. {description}"
KINDS = {"information": "Good to know", "important": "Important", "urgent": "Urgent"}  # of callouts
IN_LANGUAGE = "in {language}"  # behind links to pages in another
OF_THE_ENGINE = (SOURCE, TABLE, BACK, PAGE, PAGE_TITLE, PAGE_ABOUT, *KINDS.values(), "Information", IN_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in one language for the English words of the interface: none for English itself."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, text: str, /, **named: object) -> str:
        """Return what stands for an English text; `named` fills its blanks, written as {name}."""
        said = self.texts.get(text, text)
        return said.format(**named) if named else said


ENGLISH = Words()
