"""What only this site checks on finished pages: help for whoever is in danger, and crisis lines kept apart."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from care.records import Danger, HelpLine
from carepress.assemble.reads import Reads
from carepress.check.page.locate import Finding
from carepress.check.page.pages import LEAVING, PageView, heading_text
from carepress.check.source.passages import Body
from carepress.check.source.phrases import Found, Phrases, Tokens, phrases_of, with_beside, without_overlaps
from carepress.check.source.sense import sentences_of
from carepress.check.source.vocabulary import Vocabulary
from carepress.problems import Place
from carepress.text.html import Node
from carepress.text.phone import numbers_in, phone_href, sms_href
from carepress.text.urls import contacts
from carepress.text.words import base_language, join_words

PageRule = Callable[[PageView], Iterator[Finding]]
_URGENT_HELP = "main :is(.callout-urgent, .numbers, .help-lines)"
_CRISIS_LINES = ".numbers, .help-lines, .help-line, .footer-help"
_WAYS = ("signs", "together", "words")  # in which a phrase tells of a danger, as `Danger` has them
_PASSING, _ENOUGH, _SURE = 1, 2, 3  # what a sentence tells of a danger
_READ = ("dangers", "word_groups")  # the files that the phrases are made of
_MOST = 1000  # phrases in one text that are looked at: no real text has as many
_OFTEN = 3  # sentences with words of danger that speak to nobody


class Told(NamedTuple):
    """The phrase of a text that tells of a danger, and where it is."""

    danger: Danger
    words: str
    start: int
    end: int
    place: Place | None = None


def danger_has_help(reads: Reads) -> PageRule:
    """Return what finds a page that speaks to somebody in danger, and doesn't say who helps at once."""
    reader, dangers = _reader(reads), reads.data["dangers"]
    lines: Mapping[str, HelpLine] = reads.data["help"]
    helping = [lines[name] for one in dangers.values() for name in one.help if name in lines]
    leads = {phone_href(line.call) for line in helping} | {sms_href(line.sms) for line in helping if line.sms}

    def look(page: PageView) -> Iterator[Finding]:
        blocks = page.tree.css(_URGENT_HELP)
        # Where the data couldn't be read, nobody knows all numbers.
        if page.bounds.contacts is None or any(not leads.isdisjoint(_reached(block)) for block in blocks):
            return
        case = "number" if blocks else ""
        if told := page.read["danger"]:
            yield Finding("urgent-help", case=case, place=told.place, words=told.words, numbers=_numbers(told.danger))
            return
        headings = [heading_text(node) for node in page.tree.css("main :is(h1, h2)")]
        heads = "\n".join(f"# {text}" for text in (*headings, *page.topics))
        if told := reader().strongest(Tokens(heads)):
            words = heads[heads.rfind("\n", 0, told.start) + 1 :].partition("\n")[0][2:]
            yield Finding("urgent-help", f"## {words}", words, case=case, words=words, numbers=_numbers(told.danger))

    return look


def danger_told(reads: Reads) -> Callable[[Body], Told | None]:
    """Return what finds the phrase of a text that tells most of a danger."""
    reader = _reader(reads)
    return lambda body: (
        (told := reader().strongest(body.tokens)) and told._replace(place=body.place(told.start, told.end))
    )


def _reader(reads: Reads) -> Callable[[], "DangerReader"]:
    """Return what gives the phrases in the language of the page, which are made ready when its first text is read."""
    dangers: Mapping[str, Danger] = dict(reads.data["dangers"])
    groups = {name: group.words for name, group in reads.data.word_groups.items()}
    made_ready = cache(lambda name, language: reads.once(name, _READ, lambda: DangerReader(dangers, groups, language)))
    return lambda: made_ready(f"danger-words-{reads.speaks}", reads.speaks)


def _reached(block: Node) -> Iterator[str]:
    for link in block.css(LEAVING):
        yield from contacts(link.attributes.get("href") or "")


def _numbers(danger: Danger) -> str:
    return join_words([f"{{{{ help.{name}.call }}}}" for name in danger.help], "or")


class DangerReader:
    """The phrases that tell of a danger, made ready for many texts, and the groups of words that say how they are meant."""

    def __init__(self, dangers: Mapping[str, Danger], groups: Mapping[str, Sequence[str]], language: str) -> None:
        vocabulary = Vocabulary(groups, language)
        told = ((one, way) for one in dangers.values() if base_language(one.lang) == language for way in _WAYS)
        self.phrases = Phrases((with_beside(text, of, vocabulary) for of in told for text in getattr(*of)), vocabulary)
        senses = phrases_of(("addressed", "no-danger", "danger-mention"), vocabulary)
        self.addressed, self.other_sense, self.mention = senses.values()

    def strongest(self, tokens: Tokens) -> Told | None:
        """Return the phrase that tells most of a danger, or None if the text is about none."""
        if not (found := self.phrases.find(tokens)[:_MOST]):
            return None
        bounds = sentences_of(tokens)
        by_sentence: defaultdict[int, list[Found]] = defaultdict(list)
        for one in found:
            by_sentence[bisect_right(bounds, one.first) - 1].append(one)
        weighed = (self._weigh(tokens, those, bounds, number) for number, those in by_sentence.items())
        told = [(points, one) for points, one in weighed if one]
        points, strongest = max(told, key=lambda one: one[0], default=(0, None))
        if strongest is None or (points < _ENOUGH and len(told) < _OFTEN):
            return None
        start, end = tokens.starts[strongest.first], tokens.ends[strongest.last]
        return Told(strongest.meaning.of[0], " ".join(tokens.text[start:end].split()), start, end)

    def _weigh(
        self, tokens: Tokens, those: Sequence[Found], bounds: Sequence[int], number: int
    ) -> tuple[int, Found | None]:
        """Return how much a sentence tells of a danger, and the phrase of it that tells most."""
        sentence = first, _ = bounds[number], bounds[number + 1]
        around = bounds[max(0, number - 1)], bounds[min(number + 2, len(bounds) - 1)]
        told: dict[str, list[Found]] = {way: [] for way in _WAYS}
        for one in those:
            _, way = one.meaning.of
            if one.meaning.is_met(tokens, *(around if way == "together" else sentence)):
                told[way].append(one)
        is_passed = not any(told.values()) or self.other_sense.find(tokens, *sentence)
        if is_passed or (not told["signs"] and self.mention.find(tokens, *sentence)):
            return 0, None
        if told["signs"]:
            return _SURE, told["signs"][0]
        is_addressed = bool(self.addressed.find(tokens, *sentence))
        if is_addressed and (whole := [one for one in told["together"] if one.meaning.is_met(tokens, *sentence)]):
            return _SURE, whole[0]
        is_heading = tokens.text.startswith("#", tokens.text.rfind("\n", 0, tokens.starts[first]) + 1)
        is_several = len({tokens.forms[one.first] for one in without_overlaps(told["words"])}) > 1
        if told["words"] and (is_addressed or is_heading or is_several):
            return _SURE, told["words"][0]
        if told["together"] and self.addressed.find(tokens, *around) and not self.other_sense.find(tokens, *around):
            return _ENOUGH, told["together"][0]
        return (_PASSING, told["words"][0]) if told["words"] else (0, None)


def crisis_lines_apart(reads: Reads) -> PageRule:
    """Return what finds each list of crisis lines with the center's own phone among them."""

    def look(page: PageView) -> Iterator[Finding]:
        own = page.bounds.own_phone
        for lines in page.tree.css(_CRISIS_LINES) if own else ():
            leads = [*_reached(lines), *(f":{one}" for _, one in numbers_in(" ".join(lines.text().split())))]
            if any(one.partition(",")[0].endswith(f":{own}") for one in leads):
                yield Finding("own-phone", f'class="{lines.attributes.get("class")}"')

    return look
