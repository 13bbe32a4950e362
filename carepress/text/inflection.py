"""Gives the other forms of a word: plurals, and in English those of a verb."""

import re

# The forms that no rule gives.
_IRREGULAR = {
    base: tuple(forms.split())
    for base, _, forms in (
        line.partition(": ")
        for line in """\
be: am are is was were been being
beat: beaten
become: became
begin: began begun
break: broke broken
bring: brought
buy: bought
catch: caught
come: came
die: died dying
do: does did done
drive: drove driven
fall: fell fallen
feel: felt
fight: fought
find: found
fly: flew flown
forget: forgot forgotten
get: got gotten
give: gave given
go: went gone goes
have: has had having
hold: held
keep: kept
kick: kicked
know: knew known
lead: led
leave: left
lie: lying
lose: lost
make: made
man: men
meet: met
pay: paid
person: persons people
put: putting
say: said
sell: sold
send: sent
shake: shook shaken
shoot: shot
sit: sat
speak: spoke spoken
spend: spent
stand: stood
take: took taken
tell: told
think: thought
throw: threw thrown
wake: woke woken
win: won
woman: women
write: wrote written""".splitlines()
    )
}
_DOUBLED = re.compile(r"(?:[^aeiou]|qu)[aeiou][bdglmnpt]$|^(?:detox|quiz)$")  # drop, dropped


def inflected(word: str) -> frozenset[str]:
    """Return a word in lower case with its other forms; some of these may be no words."""
    if not word.isalpha() or len(word) < 3 or not word.isascii():
        return frozenset({word, *_IRREGULAR.get(word, ())})
    if word.endswith("e"):
        stem, plural = word[:-1], f"{word}s"
    elif word.endswith("y") and word[-2] not in "aeiou":
        stem, plural = word, f"{word[:-1]}ies"
    else:
        stem, plural = word, f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"
    past = f"{word[:-1]}ied" if plural.endswith("ies") and stem == word else f"{stem}ed"
    forms = {word, plural, past, f"{stem}ing", *_IRREGULAR.get(word, ())}
    if _DOUBLED.search(word):
        forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return frozenset(forms)


def spanish_forms(word: str) -> frozenset[str]:
    """Return a Spanish noun or adjective in lower case with its other forms: adicto, adicta, adictos, adictas."""
    if not word.isalpha() or len(word) < 3:
        return frozenset({word})
    stem = word[:-1] if word[-1] in "oa" else word
    one = {f"{stem}o", f"{stem}a"} if stem != word else {word, f"{word}a"} if word.endswith("or") else {word}
    return frozenset({*one, *(f"{form}s" if form[-1] in "aeiouáé" else f"{form}es" for form in one)})
