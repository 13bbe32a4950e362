"""What figures look like: numbers with what is counted behind them, shares, multiples, and what stands around these.

None of these patterns can match in two ways, and each looks at a few characters.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from carepress.text.numbers import NUMBER, SCALE

_MONEY = r"(?:[$€£]|USD|US\$|EUR)[ ]?"
_UNIT = (
    r"(?:(?:business|calendar|full|more|straight)[ ])?"
    r"(?:seconds?|min(?:ute)?s?|h(?:ou)?rs?|days?|nights?|evenings?|mornings?|afternoons?|w(?:ee)?ks?|months?|sessions?|visits?|meetings?|times)\b"
)
_PART = r"(?:hal(?:f|ves)|(?:third|quarter|f(?:our|if)th|sixth|seventh|eighth|ninth|tenth)s?)\b"
_MORE = r"(?:as(?![ ](?:large|big|wide|tall|loud))|more|less|fewer|higher|lower|greater|larger|smaller|bigger|cheaper|longer|shorter|faster|safer|likelier|stronger|weaker|deadlier|riskier|better|worse|quicker|slower|costlier)\b"
# Where a figure can begin: behind a blank and by these letters, so that the search can leap from one to the next.
START = re.compile(
    r"[ \n(“\"‘'|>/—–-](?=[\d$€£½⅓⅔¼¾⅕⅛UEodtfsenhmbqODTFSNHMBQ])(?:[\d$€£½⅓⅔¼¾⅕⅛]|US[D$]|EUR|[Oo](?:ne|f[ ]every)|[Ee]very(?=[ ](?:sec|thi|fou|fif|six|sev|eig|nin|ten))|[Dd]o(?:z|ub)"
    r"|[Tt](?:wo|hre|hir|wel|wen|en|rip|hous|wic|hric)|[Ff](?:our|ive|if|ort)|[Ss](?:ix|eve)|[Ee](?:igh|lev)|[Nn]in"
    r"|[Hh](?:al[fv]|und)|[Mm]illi|[Bb]illi|[Qq]ua[rd])"
)
FIGURE = re.compile(
    rf"""(?P<each>of[ ]every[ ])?(?P<sign>{_MONEY})?(?P<low>{NUMBER})
    (?:(?:[ ](?P<loose>or|and)[ ]|[ ](?:to|through)[ ]|[ ]?[-–—][ ]?)(?:{_MONEY})?(?P<high>{NUMBER}))?""",
    re.VERBOSE | re.IGNORECASE,
)
BEHIND = re.compile(  # what makes a figure of a number
    rf"""\+?[ ]?(?:-[ ]?)?(?:
      (?P<percent>%|percent\b|per[ ]cent\b|pct\b|percentage[ ]points?\b)
    | (?P<usd>(?-i:dollars?|bucks|cents|euros?|grand(?![ ]piano)|USD|EUR)\b)
    | (?P<share>(?:out[ ]of|in|of)[ ](?:every[ ]|the[ ](?=\d\d))?(?!(?:19|20)\d\d\b)(?:a[ ](?=hun|thou))?(?P<whole>{NUMBER})(?![ -]{_UNIT}))
    | (?P<multiple>(?:times|x)[ ](?:{_MORE}|the[ ]|that[ ]of\b)|fold\b|years?[ ](?:longer\b|younger\b|sooner\b|off[ ](?:an?|your|the|their)[ ]|of[ ](?:[\w-]+[ ]){{0,2}}experience\b)
      |(?:(?:more|fewer)[ ](?:hour|day|week|month|year)s|(?:hour|day|week|month|year)s?[ ](?:more|less|fewer|longer))
        [ ](?:an?|each|every|per|than|when|if)\b)
    | (?P<part>{_PART}|/\d{{1,3}}(?![\d/]))
    | (?P<rate>{_UNIT}(?:(?:[ ](?:a|per|each|every)[ ]|/)(?:day|week|month|wk)\b|[ ]weekly\b))
    | (?P<length>{_UNIT})
    | (?P<price>(?:an?|per)[ ](?:night|day|week|month|visit|session|person|head|hour)\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
WITHOUT_NUMBER = re.compile(
    rf"""(?P<many>(?:tens|hundreds|thousands|dozens|millions|billions)\b(?:[ ]of[ ](?:thousands|millions|billions)\b)?)
    | (?P<nth>every[ ](?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b)
    | (?P<part>[½⅓⅔¼¾⅕⅛] | {_PART})
    | (?P<grown>(?:doubl|tripl|quadrupl|halv)(?:(?:ed|ing)\b(?![ ](?:over|up|back|down|as)\b)|es?(?=[.,;!])))
    | (?P<multiple>(?:doubles?|triples?|quadruples?|twice|thrice|halve)\b(?![ ](?:as[ ]an?|an?|or)\b))
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "One adult in eight", and not "one group in two weeks".
ONE_IN = re.compile(
    rf"one(?:[ ][\w’'-]+){{1,3}}[ ](?:in|out[ ]of)(?:[ ]every)?[ ](?P<whole>{NUMBER})(?![ -]{_UNIT})",
    re.VERBOSE | re.IGNORECASE,
)
# What stands before and behind a number or share.
VAGUE = re.compile(r"\b(?:(?P<some>an?)|half an?|a couple(?: of)?|a few|several) \Z", re.IGNORECASE)
ESTIMATED = re.compile(
    r"\b(?:more than|over|nearly|almost|about|some|roughly|around|up to|at least|as many as) (?:a )?\Z", re.IGNORECASE
)
ON_AVERAGE = re.compile(r" (?:[\w-]+ )?on average\b")
AVERAGE_OF = re.compile(r"\b(?:average of|averages|averaging|average (?:[\w-]+ ){1,2}(?:is|was)) \Z", re.IGNORECASE)
NAMED = re.compile(
    r"\b(?!(?:Our|The|These|Some|All|Only|Just|And|But|With|For|Than)\b)[A-Z]\w* \Z"
)  # as Section 504 is
OF_ONE = re.compile(r" (?:of an?|of the (?:way|page|cup|room)|full|mile|inch)\b|-")
ONE_OF = re.compile(r"\b(?:an?|one)[ -]\Z", re.IGNORECASE)
# Before a length that says nothing of what it is about: an example, or the time in which something else is looked at.
GIVEN = re.compile(r"\b(?:such as|for example,?|say,|the (?:past|last|previous|next|coming)) \Z", re.IGNORECASE)
WHOLLY = re.compile(  # "100% confidential" counts nothing
    r" (?:anonymous|certain|confidential|cotton|discreet|free|legal|natural|online|private|safe|secure|sure|voluntary)\b",
    re.IGNORECASE,
)
# "Deaths rose to 3,826": what is counted stands before its number.
REACHED = re.compile(
    r"((?:[\w’'-]+ ){1,6})(?:rose|risen|fell|fallen|climb|climbed|dropped|jumped|grew|grown|sank|soared|stood|stands|reached|hit|topped"
    r"|totaled|numbered|exceeded|was|were|went|came|up|down)(?: (?:up|down|from|to|by|at|about|around|nearly|almost|over)){0,2} \Z",
    re.IGNORECASE,
)
# "Is it $20 or 20 percent?" is what to ask, and says nothing.
ASKED = re.compile(
    r"\b(?:is (?:it|that|my share)|(?:do|will|would) (?:i|we) (?:pay|owe)|would (?:it|that) be)(?: (?:about|more than|only|the))?"
    r" (?:[$\w.,%]+(?: [\w%]+){0,2} or )?\Z",
    re.IGNORECASE,
)
BY = re.compile(r"\bby (?:(?:about|nearly|almost|over|more than) )?\Z", re.IGNORECASE)
CUT = re.compile(r"\b(?:cut|cuts|cutting|slash\w*|reduc\w*)((?: [\w’'-]+){1,5}) in \Z", re.IGNORECASE)
AND_A_HALF = re.compile(r"\b(?:an?|one|two|three|\d+) (?:week|month)s? and \Z", re.IGNORECASE)
COMPARED = re.compile(
    rf" {_MORE}| of all (?!the\b|that\b|this\b)| (?:drops?|leaves?|comes?|stays?|quits?|never|finish(?:es)?|returns?)\b",
    re.IGNORECASE,
)
OF_LARGE = re.compile(rf" (?:of )?an? (?!dozen){SCALE}(?: dollars\b)?", re.IGNORECASE)
DONE_TO = re.compile(r"\b(?:helped|saved|killed|reached|served|cost|treated|healed) \Z")
OF = re.compile(r" (?:of|the|our|all|its|their)\b")
EACH_TIME = re.compile(r"[^.!?\n]{0,60}\b(?:an?|per|each|every|last|this) (?:minute|hour|day|week|month|year)\b")
INNOCENT_LENGTH = re.compile(
    r"(?:['’]s?)?[ ](?:ago|later|earlier|before|old|away|late|notice|supply|weekend|trip|drive|walk|forecast|chip)\b",
    re.IGNORECASE,
)
INNOCENT_SENTENCE = re.compile(
    r"\b(?:wait(?:ed|s|ing)?|mg|tablets?|pills?|doses?|open|closed?|answer\w*|dr[io]ve|walk)\b", re.IGNORECASE
)
# "Most people sleep better within ten days" says of people what a study has to show.
OF_MANY = re.compile(
    r"\b(?:most|many|nearly all|on average|average|typically|usually|often|generally"
    r"|(?:an?|one|another) [\w-]+ every (?=[\w-]+ (?:minutes|hours|days))|every [\w-]+ (?:seconds|minutes|hours|days),? (?:somebody|someone|an?|one|another))\b",
    re.IGNORECASE,
)
LONG_UNITS = ("d", "n", "w", "mo", "business", "calendar", "full", "straight")
LARGE = re.compile(r"(?:thousand|illion)\b|\dk\b", re.IGNORECASE)
LABEL = re.compile(r"[2-9]11|988|(?:19|20)\d\d")  # numbers to call, years
NEXT = re.compile(r"[ -]([^\W\d_]+)(?:['’][^\W\d_]+)?")
_PASSED_OVER = 5  # words between a number and what it counts
_ENDS_CLAUSE = frozenset(re.findall(r"\S+", "that who which when if is are was were has have to but in for"))
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_REACHED_WITHIN = 70  # characters before a number
_NEAR = 200  # characters around a figure that its sentence may have


def following(text: str, at: int) -> Iterator[tuple[int, str]]:
    """Yield the next few words of a clause, and where each ends."""
    for _ in range(_PASSED_OVER):
        match = NEXT.match(text, at)
        if not match or match[1] in _ENDS_CLAUSE:
            return
        yield match.end(1), match[1]
        at = match.end()


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of a figure begins and ends; what is short belongs to the line above it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(0, start - _NEAR), start)]
    begin = ends[-1] if ends else max(0, start - _NEAR)
    if start - begin < 3 and text[begin - 1 : begin] == "\n":
        begin = max([0, start - _NEAR, *ends[:-2]])
    last = _SENTENCE_END.search(text, end, end + _NEAR)
    return begin, last.start() if last else min(len(text), end + _NEAR)


def in_heading(text: str, at: int) -> bool:
    """Return whether a place is in a heading."""
    return text.startswith("#", text.rfind("\n", max(0, at - _NEAR), at) + 1)


def said_to_reach(text: str, start: int) -> str:
    """Return the words of what has come to the number that begins there; none if nothing has."""
    match = REACHED.search(text, max(0, start - _REACHED_WITHIN), start)
    return match[1] if match else ""


def is_asked(text: str, start: int, end: int) -> bool:
    """Return whether a figure is one that readers may ask about, with others in its place."""
    return bool(ASKED.search(text, max(0, start - _NEAR), start)) and text.startswith(
        "?", sentence(text, start, end)[1]
    )


def innocent_always(number: Decimal, unit: str) -> bool:
    """Return whether "one day", "24 hours", "365 days" or "7 days a week" says nothing that needs a source."""
    said = unit.lower()
    is_always = (number == 24 and said.startswith("hour")) or (number == 365 and said.startswith("day"))
    return number == 1 or is_always or (number == 7 and said == "days a week")
