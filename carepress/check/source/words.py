"""Finds words that hurt, claims that mislead and what tells others who is helped, as content/_data/terms.yaml lists them, where they are meant so."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from carepress.check.source.passages import Passage
from carepress.check.source.phrases import Found, Meaning, Phrases, Tokens, phrases_of, with_beside, without_overlaps
from carepress.check.source.sense import SENSES, Use
from carepress.check.source.vocabulary import Vocabulary
from carepress.model.records import AvoidedTerm, WordGroup
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.text.words import ENGLISH, base_language

_MOST = 1000  # phrases in one text that are looked at: no real text has as many
_WORD, _CLAIM, _EXPOSURE = range(3)  # each is looked for by itself, also inside of the others
_LONGEST = 15  # words that an allowed phrase may have more than the one inside it


class Words:
    """The phrases to avoid, made ready for many texts, and the names and phrases in which they are right."""

    def __init__(
        self, terms: Mapping[str, AvoidedTerm], groups: Mapping[str, WordGroup], language: str = ENGLISH
    ) -> None:
        terms = {name: term for name, term in terms.items() if base_language(term.lang) == language}
        listed = {name: group.words for name, group in groups.items()}
        vocabulary = Vocabulary(listed, language)
        avoided = [with_beside(text, term, vocabulary) for term in terms.values() for text in term.avoid]
        self.phrases = Phrases((one for one in avoided if not one[1].is_of_picture), vocabulary)
        self.pictured = Phrases((one for one in avoided if one[1].is_of_picture), vocabulary)
        self.allowed = Phrases(((text, (text, term)) for term in terms.values() for text in term.allow), vocabulary)
        self.senses = phrases_of(SENSES, vocabulary)

    def find(self, passage: Passage) -> Iterator[Problem]:
        """Yield a problem for each phrase that a passage shouldn't have; a longer one speaks for those inside it."""
        tokens = passage.tokens
        found = self.phrases.find(tokens)[:_MOST]
        if passage.has_pictures:
            found = sorted([*found, *self.pictured.find(tokens)[:_MOST]], key=lambda one: (one.first, -one.last))
        for kind in (_WORD, _CLAIM, _EXPOSURE):
            uses = [self._use(passage, tokens, one) for one in found if _kind(one.meaning.of) == kind]
            for one in without_overlaps(use.found for use in uses if _is_whole(use)):
                use = self._use(passage, tokens, one)
                if not (
                    self._is_allowed(use)
                    or (use.is_quoted() if kind == _WORD else use.is_denied())
                    or (kind == _EXPOSURE and (use.is_agreed() or self._is_denied_beside(use)))
                    or use.is_name()
                ):
                    yield _problem(use)

    def _use(self, passage: Passage, tokens: Tokens, found: Found) -> Use:
        return Use(self.senses, passage, tokens, found)

    def _is_denied_beside(self, use: Use) -> bool:
        """Return whether what must be beside a phrase is denied wherever its sentence has it."""
        bounds = use.tokens.between(*use.sentence)
        met = (one.find(use.tokens, *bounds) for one in use.found.meaning.beside)
        return any(all(self._use(use.passage, use.tokens, one).is_denied() for one in those) for those in met)

    def _is_allowed(self, use: Use) -> bool:
        one, tokens = use.found, use.tokens
        near = self.allowed.find(tokens, max(0, one.first - _LONGEST), min(len(tokens), one.last + _LONGEST))
        return any(
            name.first <= one.first
            and one.last <= name.last
            and _is_spelled_so(name, tokens)
            and _is_for(one.meaning.of, name)
            for name in near
        )


def _is_whole(use: Use) -> bool:
    meaning: Meaning = use.found.meaning
    if meaning.is_of_picture and not use.passage.is_of_picture(use.start):
        return False
    return not meaning.beside or meaning.is_met(use.tokens, *use.tokens.between(*use.sentence))


def _kind(term: AvoidedTerm) -> int:
    return _CLAIM if term.is_claim else _EXPOSURE if term.is_exposure else _WORD


def _problem(use: Use) -> Problem:
    term: AvoidedTerm = use.found.meaning.of
    words = " ".join(use.text[use.start : use.end].split())
    said = {"words": words, "use": term.use, "why": term.why}
    place: Place = use.passage.place(use.start, use.end)
    case = "" if term.use else "out"
    if term.is_claim:
        problem = violation("claim", place, case, **said)
    else:
        problem = violation("exposure" if term.is_exposure else "avoided-word", place, case, **said)
    return replace(problem, severity=term.severity)


def _is_spelled_so(one: Found, tokens: Tokens) -> bool:
    """Return whether a phrase that is allowed stands there with its capitals; without any, all spellings are right."""
    name, _ = one.meaning
    shown = tokens.text[tokens.starts[one.first] : tokens.ends[one.last]]
    return sum(map(str.isupper, shown)) >= sum(map(str.isupper, name))


def _is_for(term: AvoidedTerm, allowed: Found) -> bool:
    """Return whether an allowed phrase speaks for a term: a name does for all, others for that with which they stand."""
    name, owner = allowed.meaning
    return owner is term or name != name.lower()
