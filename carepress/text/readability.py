"""How hard a text is to read: the Flesch-Kincaid grade, a school year of the United States.

The formula is that of Kincaid and others (1975). It counts words, sentences and syllables; syllables are guessed from
the spelling, so that a grade is right to about half a year. It rewards short words and sentences, not clarity.
"""

import re
from collections.abc import Iterable
from functools import cache

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++(?=[\s”’)]|$)")
_VOWELS = re.compile(r"[aeiouy]+")
# An e at the end is silent, also before d and s and within sometimes and safely, unless it carries the syllable alone.
_SILENT = re.compile(
    r"(?<![aeiouy])(?<![bcdfgkptz]l)e$|[^aeiouydt]ed$|(?<![aeiouycgsxz])(?<![bcdfgkptz]l)es$|(?<=[aeiou][fmst])e(?=times?$|ly$|ment)"
)
# Vowels side by side that are two sounds: science, oasis, audience; but not the ones in social, nation, anxious, friend.
_TWO_SOUNDS = re.compile(
    r"(?<![ctsx])i(?:a|o|u)|(?<=[nd])ie(?=nc|nt)|(?<=[cl])ie(?=n[ct])|[lp]oy(?=e)|uie|(?<=[dr])eo|(?<!q)ua(?!r)|[aeiou]y?ing|rea(?=t[eio])"
)


# Each strong vowel, and each í and ú, is a syllable; so are weak ones that stand beside none of these.
_SPANISH_SYLLABLE = re.compile(r"[aeoáéíóú]|(?<![aeoáéíóúiuüy])[iuüy]+(?![aeoáéíóúiuüy])")


def spanish_ease(blocks: Iterable[str]) -> float:
    """Return how easily a Spanish text is read, from 0 to 100, by the formula of Fernández Huerta (1959); 100 without a word.

    From 60 on it asks for eight years of school at most, from 50 on for twelve.
    """
    words, sentences = _counted(blocks)
    if not words:
        return 100.0
    syllables = sum(max(1, len(_SPANISH_SYLLABLE.findall(word.lower()))) for word in words)
    return 206.84 - 60 * syllables / len(words) - 1.02 * len(words) / sentences


def reading_grade(blocks: Iterable[str]) -> float:
    """Return the grade of some blocks of text, such as paragraphs and list items; 0 without a word.

    A block ends a sentence, whether it has a full stop or not.
    """
    words, sentences = _counted(blocks)
    if not words:
        return 0.0
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@cache  # texts say the same words again and again
def count_syllables(word: str) -> int:
    """Return how many syllables a word has, guessed from its spelling; at least one."""
    letters = re.sub(r"['’-]", "", word.casefold())
    count = len(_VOWELS.findall(letters)) + len(_TWO_SOUNDS.findall(letters))
    return max(1, count - bool(_SILENT.search(letters)))


def _counted(blocks: Iterable[str]) -> tuple[list[str], int]:
    """Return the words of some blocks, and how many sentences they are."""
    said = [block.strip() for block in blocks if any(map(str.isalpha, block))]
    return _WORD.findall("\n".join(said)), sum(max(1, len(_SENTENCE_END.findall(block))) for block in said)
