"""From a printed number to what a phone dials or texts: what is understood, and what is refused in which words."""

import pytest

from carepress.problems import Unfit
from carepress.text.phone import dialed, numbers_in, phone_href, same_href, sms_href, texted

NUMBER = "+14235550142"
EXAMPLE = 'write one number as people read it, in quotes: "423-555-0142"'
TEN = 'write all ten digits, with the area code: "423-555-0142"'
PARTS = 'write letters only in place of the last seven digits: "1-800-662-HELP"'
DIGIT = "the area code and the three digits behind it begin with 2 to 9: look for a wrong digit"
SHORT = "it belongs into `sms`; write here a number that can be called"
AGAIN = "find out which of the two is right"
ONE = "write one here; another one needs a line of its own"
EXTENSION = 'write it behind the number: "423-555-0142 ext. 5" or "988, then press 1"'
ABROAD = "behind + stand the country's code and the number: 8 to 15 digits"
MANY = "it has ten, or eleven that begin with 1; one of another country begins with +"
NOTE = "write the number alone, and the word into `sms_note`"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("4235550142", NUMBER),
        ("423-555-0142", NUMBER),
        ("423.555.0142", NUMBER),
        ("423/555-0142", NUMBER),
        ("423 555 0142", NUMBER),
        ("(423) 555-0142", NUMBER),
        ("(423)555-0142", NUMBER),
        (" 423-555-0142 ", NUMBER),
        ("423\u00a0555\u00a00142", NUMBER),
        ("423\u202f555\u20090142", NUMBER),
        *[(f"423{dash}555{dash}0142", NUMBER) for dash in "\u2010\u2011\u2012\u2013\u2014\u2015"],
        ("1-423-555-0142", NUMBER),
        ("1 (423) 555-0142", NUMBER),
        ("+1 423 555 0142", NUMBER),
        ("+1-423-555-0142", NUMBER),
        ("+44 20 7946 0958", "+442079460958"),
        ("+52 55 1234 5678", "+525512345678"),
        ("911", "911"),
        ("9-1-1", "911"),
        ("988", "988"),
        ("9-8-8", "988"),
        ("211", "211"),
        ("711", "711"),
        ("*847", "*847"),
        ("*THP", "*847"),
        ("*thp", "*847"),
        ("#250", "#250"),
        ("1-800-662-HELP", "+18006624357"),
        ("1-800-662-help", "+18006624357"),
        ("1-800-662-HELP (4357)", "+18006624357"),
        ("1 (800) 662-HELP (4357)", "+18006624357"),
        ("1-800-662-4357 (HELP)", "+18006624357"),
        ("855-CRISIS-1", "+18552747471"),
        ("855-CRISIS-1 (274-7471)", "+18552747471"),
        ("855-CRISIS-1 (855-274-7471)", "+18552747471"),
        ("1-800-SUICIDE", "+18007842433"),
        ("1-800-QUIT-NOW", "+18007848669"),
        ("1-800-quit-now", "+18007848669"),
        ("423-555-0142 ext. 5", f"{NUMBER},5"),
        ("423-555-0142 ext 12", f"{NUMBER},12"),
        ("423-555-0142, ext. 5", f"{NUMBER},5"),
        ("423-555-0142 extension 12", f"{NUMBER},12"),
        ("423-555-0142 x5", f"{NUMBER},5"),
        ("423-555-0142x5", f"{NUMBER},5"),
        ("423-555-0142 Ext. 5", f"{NUMBER},5"),
        ("1-800-662-HELP (4357) ext. 5", "+18006624357,5"),
        ("988, then press 1", "988,1"),
        ("988 press 1", "988,1"),
        ("988 and press 1", "988,1"),
    ],
)
def test_dialed(printed: str, number: str) -> None:
    """A number dials the same, however it is printed."""
    assert dialed(printed) == number


@pytest.mark.parametrize(
    ("printed", "says", "hint"),
    [
        ("", "holds no number", EXAMPLE),
        ("()", "holds no number", EXAMPLE),
        ("٩٨٨", "has the digit ٩, which no phone dials", "write digits from 0 to 9"),
        ("９８８", "has the digit ９, which no phone dials", "write digits from 0 to 9"),
        ("423_555_0142", "has the sign _, as no number does", EXAMPLE),
        ("423-555-0142+5", "has the sign + where no phone dials it", EXAMPLE),
        ("+٤٤ 20 7946 0958", "has the digit ٤, which no phone dials", "write digits from 0 to 9"),
        ("911 or 988", "holds two numbers", ONE),
        ("911, 988", "holds two numbers", ONE),
        ("911/988", "holds two numbers", ONE),
        ("423-555-0142; 423-555-0143", "holds two numbers", ONE),
        ("555-0142", "has no area code", TEN),
        ("423-555", "is a short code, which takes only texts", SHORT),
        ("435748", "is a short code, which takes only texts", SHORT),
        ("74174", "is a short code, which takes only texts", SHORT),
        ("1", "has too few digits", TEN),
        ("423-555-01", "has too few digits", TEN),
        ("423-555-01420", "has too many digits", MANY),
        ("423-555-0142 / 0143", "has too many digits", MANY),
        ("423-155-0142", "is no number of North America", DIGIT),
        ("123-555-0142", "is no number of North America", DIGIT),
        ("1-023-555-0142", "is no number of North America", DIGIT),
        ("911-988-4357", "is no number of North America", DIGIT),
        ("987", "is no number that a phone dials", "numbers of three digits are 211, 311 to 911, and 988"),
        ("+988", "is no number of another country", ABROAD),
        ("+0 20 7946 0958", "is no number of another country", ABROAD),
        ("+44 20 7946 0958 1234", "is no number of another country", ABROAD),
        ("+44 (0)20 7946 0958", "has a (0), which nobody dials behind the code of a country", "take the (0) out"),
        ("#2", "is no code that a phone dials", 'write * or # and two to five digits or letters: "*847"'),
        ("*847 911", "is no code that a phone dials", 'write * or # and two to five digits or letters: "*847"'),
        ("1-800-662-HELP (4358)", "has (4358) at its end, which isn't what it dials", AGAIN),
        ("1-800-662-4357 (HELL)", "has (HELL) at its end, which isn't what it dials", AGAIN),
        ("423-555-0142 (cell)", "has (cell) at its end, which isn't what it dials", AGAIN),
        ("1-800-662-HELPME", "has too many digits and letters", PARTS),
        ("Call 988", "has letters that stand for no digits", PARTS),
        ("Call 423-555", "has letters that stand for no digits", PARTS),
        ("988 Suicide", "has letters that stand for no digits", PARTS),
        ("423-555-O142", "has letters that look like digits", "write 0 and 1 as digits"),
        ("423-555-0142 ext.", "has an extension that can't be read", EXTENSION),
        ("988, press one", "has an extension that can't be read", EXTENSION),
    ],
)
def test_not_dialed(printed: str, says: str, hint: str) -> None:
    """What no phone dials as it is printed is refused, with what is wrong and what to do."""
    with pytest.raises(Unfit) as failure:
        dialed(printed)

    assert (failure.value.says, failure.value.hint) == (says, hint)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("988", "988"),
        ("435748", "435748"),
        ("74174", "74174"),
        ("800-889-9789", "+18008899789"),
        ("1-800-662-HELP (4357)", "+18006624357"),
    ],
)
def test_texted(printed: str, number: str) -> None:
    """A text goes to a number, or to a short code as it is."""
    assert texted(printed) == number


@pytest.mark.parametrize(
    ("printed", "says", "hint"),
    [
        ("HELLO to 741741", "holds a word to send", NOTE),
        ("741741 HELLO", "holds a word to send", NOTE),
        ('"HELLO" to 741741', "holds a word to send", NOTE),
        ("741-741", "is a short code in pieces", 'write it in one piece: "741741"'),
        ("911/988", "holds two numbers", ONE),
        ("988 or 911", "holds two numbers", ONE),
        ("988, then press 1", "has an extension, which no text reaches", "write the number alone"),
        ("*847", "can be called, but takes no texts", "write a number or a short code"),
        ("７４１７４１", "has the digit ７, which no phone dials", "write digits from 0 to 9"),
        ("1234", "has too few digits", TEN),
        ("1-800-662-HELP (4358)", "has (4358) at its end, which isn't what it dials", AGAIN),
    ],
)
def test_not_texted(printed: str, says: str, hint: str) -> None:
    """What no text reaches is refused, with what is wrong and what to do."""
    with pytest.raises(Unfit) as failure:
        texted(printed)

    assert (failure.value.says, failure.value.hint) == (says, hint)


def test_links() -> None:
    """A link is made from the printed number; # would begin an anchor."""
    assert [phone_href(number) for number in ("911", "#250", "423-555-0142 x5")] == [
        "tel:911",
        "tel:%23250",
        f"tel:{NUMBER},5",
    ]
    assert [sms_href(number) for number in ("988", "435748", "423-555-0142")] == [
        "sms:988",
        "sms:435748",
        f"sms:{NUMBER}",
    ]


@pytest.mark.parametrize(
    ("scheme", "target", "href"),
    [
        ("tel", "988", "tel:988"),
        ("tel", "988-", "tel:988"),
        ("tel", "%39%38%38", "tel:988"),
        ("tel", "+1 (423) 555-0142", f"tel:{NUMBER}"),
        ("tel", "+1-423-555-0142", f"tel:{NUMBER}"),
        ("tel", "423-555-0142", f"tel:{NUMBER}"),
        ("tel", "%2B14235550142", f"tel:{NUMBER}"),
        ("tel", "+14235550142,,5", f"tel:{NUMBER},5"),
        ("tel", "+14235550142;ext=5", f"tel:{NUMBER},5"),
        ("tel", "%23250", "tel:%23250"),
        ("tel", "435748", "tel:435748"),
        ("tel", "988?a", "tel:988?a"),
        ("sms", "988?body=Hello%20911", "sms:988"),
        ("sms", "988;body=Hello", "sms:988"),
        ("sms", "988&body=Hello", "sms:988"),
        ("sms", "435748", "sms:435748"),
        ("sms", "988,911", "sms:988,911"),
    ],
)
def test_same_href(scheme: str, target: str, href: str) -> None:
    """Two links that reach the same number are one, and what no phone takes stays as it is."""
    assert same_href(scheme, target) == href


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call us", ()),
        ("Call 988", (("988", "988"),)),
        ("988 Suicide & Crisis Lifeline", (("988", "988"),)),
        ("988 Lifeline, 24/7", (("988", "988"),)),
        ("Call 911 or 988", (("911", "911"), ("988", "988"))),
        ("Text 435748", (("435748", "435748"),)),
        ("Call us (423-555-0142).", (("(423-555-0142)", NUMBER),)),
        ("Reach us (at 423-555-0142)", (("423-555-0142", NUMBER),)),
        ("1-800-662-HELP (4357), day or night", (("1-800-662-HELP (4357)", "+18006624357"),)),
        ("Call 988, then press 1", (("988, then press 1", "988,1"),)),
        ("Call 1-800-quit-now today", (("1-800-quit-now", "+18007848669"),)),
        ("Call 423-555-014", (("423-555-014", ""),)),
        ("555-0142", (("555-0142", ""),)),
        ("Call 987 now", (("987", ""),)),
        ("From 8 a.m. to 5 p.m., 365 days", ()),
        ("Room 365", ()),
        ("IPv988", ()),
    ],
)
def test_numbers_in(text: str, numbers: tuple[tuple[str, str], ...]) -> None:
    """Each number in a link's words is found as a phone would dial it, and digits that none dials are too."""
    assert numbers_in(text) == numbers
