"""Numbers to call or text that were typed by hand, in all shapes, and digits that nobody calls."""

import pytest

from carepress.check.source.passages import Body
from carepress.check.source.typed_numbers import typed_numbers
from carepress.problems import Lines

TYPED = (
    "Our line is 423/555-0199.",
    "Our line is 931/555/0119.",
    "Our line is 423.555.0199.",
    "Our line is 423\u00a0555\u00a00199.",
    "Call 423-555-0199 ext. 12 now.",
    "Call 423-555-0199 x12 now.",
    "Call (423)555 0199.",
    "Call +1 423 555 0199.",
    "Call +14235550199.",
    "Call +44 20 7946 0958.",
    "From Germany dial +49 30 123456.",
    "Ask for 888-SOBER-55.",
    "Ring 1-800-GET-HELP now.",
    "Ring 1.800.GET.HELP now.",
    "Locals call 555-0199.",
    "Locals dial 5550199.",
    "Locals call 555 01 99.",
    "Tel. 555 0199",
    "Call (423)5550199.",
    "Call 9 1 1 now.",
    "My number is 423 five five five 0199.",
    "My number is six-one-five, then triple five, then 0199.",
    "Send START to 33444.",
    "Locals call 555 0199.",
    "It said 555 0199 and nothing else, and one night I dialed it.",
    "The desk is 555.0199.",
    "Text HOME to 741741.",
    "Text your ZIP code to 435748.",
    "Message join to the short code 90210.",
    "Text 741741 at night.",
    "Text HOME to 741-741.",
    "Call nine-eight-eight.",
    "Dial nine one one.",
    "Please call 988 today.",
    "Call or text 988.",
    "Text 988.",
    "Dial 2-1-1 from any phone.",
    "You can reach somebody at 988.",
    "Call the number 988 at night.",
    "Call 911 or 988.",
    "Call **4**23-555-0199.",
    "Call [423-555](/a/)-0199.",
    "Call 423-555-\n0199.",
    "> Call 423-555-0199.",
    "## Call 423-555-0199",
    "| Desk | 423-555-0199 |",
    "![Sign with 423-555-0199](a.jpg)",
    "Call six one five, five five five, oh one four two, and ask.",
    "Call eight hundred, five five five, oh one two three now.",
    "Ask for ext. 4417.",
    "Ask the desk for extension 23.",
    "865 · 555 · 0122",
    "Evenings: Ray, 555 0163",
    "Fax: 615–555–0198",
    "WhatsApp +34 612 345 678",
    "423 - 555 - 0199",
    "Tel. 4235550199",
    "Phone:(423) 555-0199",
    "Our line: 423-555-0199/0198.",
    "Call 1(423)555-0199.",
    "In danger, 911 is the number: call 911.",
)
INNOCENT = (
    "Write to Nashville, TN 37208-1234.",
    "ISBN 978-0-06-112008-4",
    "The case is No. 4:23-cv-1110.",
    "The docket number is 555-0199.",
    "State license L000000024417 is in the lobby.",
    "Call before 11-24-2026.",
    "It costs $423-555 a day.",
    "See doi 10.1001/jama.2008.123-4567.",
    "The years 1987-2027 were good.",
    "Room 911 is the linen closet.",
    "Title 42 protects you.",
    "The grant number is 555-1234.",
    "The 911 call lasted two minutes.",
    "The 988 Lifeline is a service.",
    "Call the 988 Suicide & Crisis Lifeline's page.",
    "Look at article 911 and at 988 houses.",
    "Fill in form 423-B or 800-FORM.",
    "The NPI is 1457392208.",
    "Our provider number is 2457392208.",
    "Your policy number is 4457392208.",
    "The map says 36.1627, -86.7816.",
    "Section 800-53 is for staff.",
    "Call number 616.86 is the shelf.",
    "Publication PEP20-02-01-021 is free.",
    'The concert began with "867-5309/Jenny".',
    "Bring an extension cord.",
    "Text your family after supper.",
    "Text it to 12 people.",
    "Send it to 37203.",
    "Send the text to 4417 Main Street.",
    "Mail it to 37203 in time.",
    "We sold 123456 tickets.",
    "Count one, two, three, four, five, six, seven, eight.",
    "Meet at 9:11 or 11:15.",
    "Tenn. Code 33-2-1402 is about houses.",
    "90 Fed. Reg. 53448 is the rule.",
    "He drove a 911 to the show.",
    "Bus 411 stops here.",
    "Highway 411 was closed.",
    "Take 411 to Maryville.",
    "A row of 300 2019 coins",
    "Room 214, 2019",
    "In 2019, 300 2000 years ago",
    "Chapter 855 changed it.",
    "Extension 2026 of the law",
    "The years 2019, 555 2000",
    "It is 10.5.2026 today.",
    "Put 988 in your phone.",
    "He lives at 423 5550 Road.",
    "The ratio is 423/5550.",
    "A photo of 300-2000 pixels",
    "Call on November 24, 2026.",
    "Only 19 of 555 answered.",
)


def found(text: str) -> list[str]:
    """Return what is said of each number in a text."""
    return [one.message for one in typed_numbers(Body(Lines(text, "a.md"), text))]


@pytest.mark.parametrize("text", TYPED)
def test_typed(text: str) -> None:
    """A number that somebody shall call or text is found, in whatever shape."""
    assert found(text) != []


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent(text: str) -> None:
    """The number of a room, a law, a book or a case may be typed."""
    assert found(text) == []
