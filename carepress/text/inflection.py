"""Gives the other forms of a word: plurals, those of a verb, and in Spanish feminines."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from carepress.text.words import ENGLISH, SPANISH


def _table(text: str) -> Mapping[str, Sequence[str]]:
    return {word: forms for word, *forms in map(str.split, text.split(";"))}


# The forms that no rule gives.
_IRREGULAR = _table("""
be am are is was were been being; beat beaten; become became; begin began begun; break broke broken; bring brought;
buy bought; catch caught; child children; come came; die died dying; do does did done; drive drove driven; fall fell fallen; feel
felt; fight fought; find found; fly flew flown; forget forgot forgotten; get got gotten; give gave given; go went
gone goes; have has had having; hold held; keep kept; kick kicked; know knew known; lead led; leave left; lie lying;
lose lost; make made; man men; meet met; pay paid; person persons people; put putting; say said; sell sold; send
sent; shake shook shaken; shoot shot; sit sat; speak spoke spoken; spend spent; stand stood; take took taken; tell
told; think thought; throw threw thrown; wake woke woken; win won; woman women; write wrote written""")
_DOUBLED = re.compile(r"(?:[^aeiou]|qu)[aeiou][bdglmnpt]$|^(?:detox|quiz)$")  # drop, dropped
# Spanish verbs without accents: the stems of which no rule gives the vowels, and the forms that have none of the endings.
_STEMS = _table("""
abrir abiert; acostar acuest; apretar apriet; caer cay caig; cerrar cierr; colgar cuelg; contar cuent; creer crey;
decir dic dig dij dich; despertar despiert; dormir duerm durm; encontrar encuentr; escribir escrit; estar estuv;
hacer hag hic hiz hech; huir huy; morir muer mur muert; mover muev; negar nieg; pedir pid; pensar piens; perder
pierd; poder pued pud podr; poner pon pong pus puest; querer quier quis; romper rot; saber sep sup; seguir sig;
sentir sient sint; temblar tiembl; tener tien teng tuv; traer tray traig traj; venir vien veng vin; volver vuelv
vuelt""")
_FORMS = _table("""
dar da das dan doy daba dio dieron dando dado dara darle darles dale dele; estar estoy; haber ha han hay
habia hubo haya; hacer haz; ir va vas van voy iba fue fueron vaya vayan ido yendo irse; oir oye oyes oyen oigo oia
oyo oyeron oiga oido; poner ponlo ponla; ser es son soy eres era eran fue fueron sea sean sido; tener ten tenlo
tenla; ver ve ves ven veo veia vio vieron vea vean visto viendo verlo verla""")
_ENDINGS = _table("""
ar o a as an e es en amos emos aste aron aba abas aban ando ado ada ados adas;
er o e es en emos imos a as an i iste io ieron eron ia ias ian iendo yo yeron yendo ido ida idos idas;
ir o e es en emos imos a as an i iste io ieron eron ia ias ian iendo yo yeron yendo ido ida idos idas""")
# How the last letter of a stem is written before other vowels.
_RESPELLED = {"ar": {"c": "qu", "g": "gu", "z": "c"}, "er": {"c": "zc", "g": "j"}, "ir": {"c": "zc", "g": "j"}}
_BEFORE_PRONOUNS = {"ar": ("a", "e", "en", "ando"), "er": ("a", "e", "an", "iendo"), "ir": ("a", "e", "an", "iendo")}
_PRONOUNS = ("me", "te", "se", "lo", "la", "los", "las", "le")
_AFTER_INFINITIVE = ("a", "as", "an", "e", "ia", "ian", *_PRONOUNS, "selo", "sela", "selos", "selas")


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


def forms_in(language: str) -> Callable[[str], frozenset[str]]:
    """Return what gives the forms of a word in a language; of one whose grammar nobody has told, only the word itself."""
    return {ENGLISH: inflected, SPANISH: spanish_forms}.get(language, lambda word: frozenset({word}))


def spanish_forms(word: str) -> frozenset[str]:
    """Return a Spanish noun, adjective or verb with its other forms, in lower case and without accents; some may be no words.

    `adicto` gives adicta, adictos and adictas; `despertar` gives despierta, desperto and despertarlo.
    """
    if not word.isalpha() or len(word) < 3:
        return frozenset({word, *_FORMS.get(word, ())})
    stem = word[:-1] if word[-1] in "oa" and len(word) > 3 else word
    one = {f"{stem}o", f"{stem}a"} if stem != word else {word, f"{word}a"} if word.endswith("or") else {word}
    several = (
        f"{form}s" if form[-1] in "aeiou" else f"{form[:-1]}ces" if form[-1] == "z" else f"{form}es" for form in one
    )
    return frozenset({*one, *several, *_conjugated(word)})


def _conjugated(verb: str) -> Iterator[str]:
    """Yield the forms of a Spanish verb, also with pronouns behind them."""
    yield from _FORMS.get(verb, ())
    if (ending := verb[-2:]) not in _ENDINGS or len(verb) < 4:
        return
    stems = {verb[:-2], *_STEMS.get(verb, ())}
    stems |= {stem[:-1] + new for stem in stems if (new := _RESPELLED[ending].get(stem[-1:]))}
    yield from (verb + one for one in _AFTER_INFINITIVE)
    for stem in stems:
        yield from (stem + one for one in _ENDINGS[ending])
        yield from (f"{stem}{one}{pronoun}" for one in _BEFORE_PRONOUNS[ending] for pronoun in _PRONOUNS)
