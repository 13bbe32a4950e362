"""What still looks like Markdown, or like another system, in words that visitors read: each kind, and what is innocent."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest
from hypothesis import given

from care import SITE as CARE
from carepress.check.source.leftovers import Leftover, leftovers, source_leftovers
from carepress.check.source.unread import blocks_of
from tests.any_text import PIECES, SPICED, TEXT, pure
from tests.sites import MakeSite, page

plain_leftovers = partial(leftovers, is_value=True)
# The text of one finished block; the kind of what is left over, and the words to find it by.
FAULTY: list[tuple[str, str, str]] = [
    ("There is **no **at the door.", "emphasis", "**no **at"),
    ("This is**important to know.", "emphasis", "is**important"),
    ("This is**important**to know.", "emphasis", "is**important**to"),
    ("**Note: call first.", "emphasis", "**Note"),
    ("Call first** please.", "emphasis", "first**"),
    ("**(see below)** and more", "emphasis", "**(see below)**"),
    ("We are ***very*** glad.", "emphasis", "***very***"),
    ("** We are glad** to help.", "emphasis", "glad**"),
    ("It is __very __good.", "emphasis", "__very"),
    ("It is __very good.", "emphasis", "__very"),
    ("It is very good__ for you.", "emphasis", "good__"),
    ("It is *very *good.", "emphasis", "*very *good"),
    ("It is _very _good.", "emphasis", "_very _good"),
    ("It is ~~old~~ now.", "strike", "~~old~~"),
    ("It is ~~old now.", "strike", "~~old"),
    ("It is old~~ now.", "strike", "old~~"),
    ("Read [the guide](guides/family.md) first.", "link", "[the guide](guides/family.md)"),
    ("Read [the guide](guides/my family.md) first.", "link", "[the guide](guides/my family.md)"),
    ("Read [the guide](guides first.", "link", "[the guide](guides first."),
    ("Read the guide](guides/family.md) first.", "link", "guide](guides"),
    ("See [https://example.org the survey].", "link", "[https://example.org the survey]"),
    ("Read [the guide] (guides/family.md) first.", "link-gap", "[the guide] (guides/family.md)"),
    ("Read [the guide]\n(https://example.org) first.", "link-gap", "[the guide]\n(https://example.org)"),
    ("Read [the guide] (#costs) first.", "link-gap", "[the guide] (#costs)"),
    ("Read [our site] (example.org) first.", "link-gap", "[our site] (example.org)"),
    ("Write to [us] (mailto:help@example.org).", "link-gap", "[us] (mailto:help@example.org)"),
    ("Write to [us] (help@example.org).", "link-gap", "[us] (help@example.org)"),
    ("Read (the guide)[https://example.org] first.", "link-turned", "(the guide)[https://example.org]"),
    ("Read (the guide)[guides/family.md] first.", "link-turned", "(the guide)[guides/family.md]"),
    ("Read (the guide)[/costs/] first.", "link-turned", "(the guide)[/costs/]"),
    ("Read (the guide)[www.example.org] first.", "link-turned", "(the guide)[www.example.org]"),
    ("Read [the guide][guide] first.", "link-nowhere", "[the guide][guide]"),
    ("Read [the guide][1] first.", "link-nowhere", "[the guide][1]"),
    ("Read [the guide][] first.", "link-nowhere", "[the guide][]"),
    ("Most stay.[^9]", "note", "[^9]"),
    ("Most stay.[^survey]", "note", "[^survey]"),
    ("[^1] So says the survey.", "note-colon", "[^1]"),
    ("Come <!- ask Ann -> at noon.", "comment", "<!- ask Ann ->"),
    ("<! -- ask Ann -->", "comment", "<! -- ask Ann -->"),
    ("<!—- ask Ann -—>", "comment", "<!—- ask Ann -—>"),
    ("<--- ask Ann --->", "comment", "<--- ask Ann --->"),
    ("{# ask Ann #}", "comment", "{# ask Ann #}"),
    ("Lorem ipsum dolor sit amet.", "placeholder", "Lorem ipsum dolor sit amet"),
    ("Call XXX-XXX-XXXX today.", "placeholder", "XXX-XXX-XXXX"),
    ("Call (###) ###-#### today.", "placeholder", "(###) ###-####"),
    ("Call [Your Number] today.", "placeholder", "[Your Number]"),
    ("Most stay.^[So says a survey.]", "note", "^[So says a survey.]"),
    ("See [[Family guide]] first.", "wikilink", "[[Family guide]]"),
    ("See [[family|the guide]] first.", "wikilink", "[[family|the guide]]"),
    ("![[room.png]]", "embed", "![[room.png]]"),
    ("![A room", "image", "![A room"),
    ("![A room] (room.png)", "image", "![A room]"),
    ("![A room](my room.png)", "image", "![A room](my room.png)"),
    ("[!NOTE] Call first.", "alert", "[!NOTE]"),
    ("[!warning]- Call first.", "alert", "[!warning]-"),
    ("Bring these:\n- a bag\n- a coat", "list", "- a bag"),
    ("Bring\n* a bag\n* a coat", "list", "* a bag"),
    ("Bring these:\n- a bag", "list", "- a bag"),
    ("Do this:\n1. Call us.\n2. Come.", "list", "1. Call us."),
    ("Do this\n2. Call us.\n3. Come.", "list", "2. Call us."),
    ("Do this:\n2) Call us.", "list", "2) Call us."),
    ("• A bag", "list", "• A bag"),
    ("Bring\n•A bag", "list", "•A bag"),
    ("· A bag", "list", "· A bag"),
    ("Bring\n– a bag\n– a coat", "list", "– a bag"),
    ("Bring these: - a bag - a coat", "list", " - a bag - a"),
    ("Bring these: * a bag * a coat", "list", " * a bag * a"),
    ("Bring these: • a bag • a coat", "list", " • a bag • a"),
    ("Do this: 1. Call us. 2. Come. 3. Stay.", "list", " 1. Call us. 2. Come. 3. S"),
    ("| Day | Time |", "table", "| Day | Time |"),
    ("|---|---|", "table", "|---|---|"),
    ("Day | Time\n---|---\nMonday | noon", "table", "Day | Time"),
    ("Our week\n| Monday | noon |", "table", "| Monday | noon |"),
    ("a\nb |:---:| c", "table", "b |:---:| c"),
    ("::: warning", "container", ":::"),
    (":::note Call first. :::", "container", ":::note"),
    ("!!! urgent Call first.", "callout", "!!! urgent"),
    ("!!!urgent", "callout", "!!!urgent"),
    ("!! urgent “In danger”\nCall.", "callout", "!! urgent “In"),
    ("!urgent “In danger”\nCall.", "callout", "!urgent “In"),
    ("!!!! urgent “In danger”\nCall.", "callout", "!!!! urgent “In"),
    ("Call { site.phone } now.", "field-single", "{ site.phone }"),
    ("Call {help.lifeline988.call} now.", "field-single", "{help.lifeline988.call}"),
    ("Our days:\nDay\tTime\tRoom\nMonday\t9 a.m.\t1", "columns", "Day\tTime\tRoom"),
    ("So it is. !!! urgent “In danger”", "callout", "!!! urgent “In"),
    ("??? note “More”", "callout", "??? note “More"),
    ("##Costs", "heading", "##Costs"),
    ("We help.\n## Costs", "heading", "## Costs"),
    ("# Costs", "heading", "# Costs"),
    ("We help. ## Costs", "heading", "## Costs"),
    ("Costs\n\n=====", "heading", "====="),
    ("== Costs ==", "heading", "== Costs =="),
    ("```text", "code", "```text"),
    ("Type `START to us` now.", "code", "`START to us`"),
    ("Type ``START` now.", "code", "``START`"),
    ("$$x + y$$", "math", "$$x + y$$"),
    (r"It is \frac{1}{2}.", "math", "\\frac{1"),
    ("It is ==very== good.", "highlight", "==very=="),
    ("It is==very good==.", "highlight", "is==very good=="),
    ("Costs {: .wide }", "attributes", "{: .wide }"),
    ("Costs {#costs}", "attributes", "{#costs}"),
    ("Costs { .wide }", "attributes", "{ .wide }"),
    ("A room{width=50%}", "attributes", "room{width=50%}"),
    ("[gallery ids=“1,2”]", "shortcode", "[gallery ids=“1,2”]"),
    ("[gallery]", "shortcode", "[gallery]"),
    ("[caption id=“a” width=“9”]", "shortcode", "[caption id=“a” width=“9”]"),
    ("A room[/caption]", "shortcode", "room[/caption]"),
    ("[contact-form-7 id=“1” title=“Ask”]", "shortcode", "[contact-form-7 id=“1” title=“Ask”]"),
    ("[b]Now[/b]", "shortcode", "Now[/b]"),
    ("{% include a.html %}", "shortcode", "{% include a.html %}"),
    ("{{< figure src=“a.png” >}}", "shortcode", "{{< figure src=“a.png” >}}"),
    ("{{% note %}}", "shortcode", "{{% note %}}"),
    ("<%= title %>", "shortcode", "<%= title %>"),
    ("<Chart data={a} />", "shortcode", "<Chart data={a} />"),
    (".. note:: Call first.", "shortcode", ".. note::"),
    ("A :warning: for you.", "emoji", ":warning:"),
    (":+1: for that.", "emoji", ":+1:"),
    ("[TOC]", "toc", "[TOC]"),
    ("[[_TOC_]]", "toc", "[[_TOC_]]"),
    ("{:toc}", "toc", "{:toc}"),
    ("Call us<br>now.", "tag", "us<br>now"),
    ("Call us<br />now.", "tag", "us<br />now"),
    ("<div class=“wide”>", "tag", "<div class=“wide”>"),
    ("</p>", "tag", "</p>"),
    ("<!-- Ask Anna.", "tag", "<!--"),
    ("Fish&nbsp;chips", "entity", "Fish&nbsp;chips"),
    ("Fish &amp; chips", "entity", "&amp;"),
    ("It&#8217;s here.", "entity", "It&#8217;s"),
    ("It&#x2019;s here.", "entity", "It&#x2019;s"),
    ("The 19^th^ of May", "raised", "19^th^"),
    ("H~2~O is water.", "raised", "H~2~O"),
    ("It is ++new++ here.", "highlight", "++new++"),
    ("It is ::new:: here.", "highlight", "::new::"),
    ("It is ||secret|| here.", "highlight", "||secret||"),
    ("It is >!secret!< here.", "highlight", ">!secret!<"),
    ("We {++now++} help.", "edit", "{++now++}"),
    ("We help.{>>ask Anna<<}", "edit", "{>>ask Anna<<}"),
    ("We {--never--} help.", "edit", "{--never--}"),
    ("See [our page|https://example.org/a] now.", "link", "[our page|https://example.org/a]"),
    ("See <https://example.org|our page> now.", "link", "<https://example.org|our page>"),
    ("Most stay [@smith2014, p. 33].", "shortcode", "[@smith2014, p. 33]"),
    ("Most stay.【4†source】", "shortcode", "【4†source】"),
    ("Most stay [cite: 1, 2].", "shortcode", "[cite: 1, 2]"),
    ("Most stay.:contentReference[oaicite:0]", "shortcode", ":contentReference"),
    ("Call [Your Phone Number] now.", "placeholder", "[Your Phone Number]"),
    ("Dear [First Name],", "placeholder", "[First Name]"),
    ("{toc}", "shortcode", "{toc}"),
    ("{color:red}red{color}", "shortcode", "{color:red}red{color}"),
    ("{::comment}", "shortcode", "{::comment}"),
    ("{/* later */}", "shortcode", "{/* later */}"),
    ("[name=Ann] said so.", "shortcode", "[name=Ann]"),
    ("image::room.png[A room]", "shortcode", "image::room.png[A room]"),
    ("--8<-- “a.md”", "shortcode", "8<--"),
    ("(costs-label)=", "shortcode", "(costs-label)="),
    ("(@good) This is good.", "shortcode", "(@good) This"),
    ("Read it. ^abc123", "attributes", "^abc123"),
    ("[]{#_Toc12 .anchor}Costs", "attributes", "{#_Toc12 .anchor}Costs"),
    ("=== “Tab 1”", "container", "=== “Tab"),
    ("== Costs", "heading", "== Costs"),
    ("h2. Costs", "heading", "h2. Costs"),
    ("＃＃ 费用", "heading", "＃＃ 费用"),
    ("这是＊＊粗体＊＊。", "emphasis", "这是＊＊粗体＊＊"),
    ("It is ** very ** good.", "emphasis", "** very **"),
    ("$$\na + b\n$$", "math", "$$\na + b\n$$"),
    ("So $x^2$ is it.", "math", "$x^2$"),
    ("\\newpage", "math", "\\newpage"),
    ("We \\textbf{help} you.", "math", "\\textbf{help"),
    ("One\n** nested", "list", "** nested"),
    ("[/] half", "list", "[/] half"),
    ("[] empty", "list", "[] empty"),
    ("[x]done", "list", "[x]done"),
    ("[ ] a bag\n[x] a coat", "list", "[ ] a bag"),
    ("o\tA bag\no\tA coat", "list", "o\tA bag"),
    ("§ A bag\n§ A coat", "list", "§ A bag"),
    ("✅ We help.\n✅ We listen.", "list", "✅ We help."),
    ("→ One\n→ Two", "list", "→ One"),
    ("☐ One\n☑ Two", "list", "☐ One"),
    ("a. One\nb. Two", "list", "a. One"),
    ("I. One\nII. Two", "list", "I. One"),
    ("i) One\nii) Two", "list", "i) One"),
    ("(1) One\n(2) Two", "list", "(1) One"),
    ("(a) One\n(b) Two", "list", "(a) One"),
    ("а) первый\nб) второй", "list", "а) первый"),
    ("1、第一\n2、第二", "list", "1、第一"),
    ("١. واحد\n٢. اثنان", "list", "١. واحد"),
    ("・項目一\n・項目二", "list", "・項目一"),
    ("Day\tTime\nMonday\tNoon", "columns", "Day\tTime"),
    ("Day   Time\nMonday   Noon", "columns", "Day   Time"),
    ("Level         Hours a week", "columns", "Level         Hours a week"),
    ("| Roses are red\n| and green", "table", "| Roses are red"),
    ("｜日｜时｜", "table", "｜日｜时｜"),
]
# Titles and values of the data, in which Markdown isn't read at all.
FAULTY_PLAIN: list[tuple[str, str, str]] = [
    ("A *very* good day", "emphasis", "*very*"),
    ("A _very_ good day", "emphasis", "_very_"),
    ("A **very** good day", "emphasis", "**very**"),
    ("A __very__ good day", "emphasis", "__very__"),
    ("The [guide](guides/family.md)", "link", "[guide](guides/family.md)"),
    ("Call {{ site.phone }}", "field", "{{ site.phone }}"),
    ("Type `START` now", "code", "`START`"),
    ("A <em>very</em> good day", "tag", "<em>very</em>"),
    ("Day &amp; night", "entity", "&amp;"),
]
# Texts of several lines that are meant so.
INNOCENT_LINES = [
    "A. Lee\nC. Moor\nJ. Poe",
    "Roses are red\nand violets too",
    "Dr. A. Lee,\nB. Moor",
    "It is late.   We go.\nIt is early.   We come.",
    "Name:      Ann\nRoom:      5",
    "Ann → Ben\nBen → Ann",
    "o tempora",
    "It costs $5\n$6 with lunch\n$7 with both",
]
INNOCENT = """\
It costs $5^2 or $US_5.
Take H2O ~ water ~ with you.
We began :: and went on :: so.
C++ and g++ are tools.
Write to [ann@example.org].
[The Center] said so, and [He] went.
[add emphasis] and [sic]
Open C:\\Users\\Ann\\new.
It costs $5 - $10 a day.
It costs $5–$10, or $$ out of $$$.
$$ is cheap, and $$$ is not.
We are open 24/7.
We open at 10:30 and close at 22:00.
The record is 10:30:00.
5 * 3 is 15.
2 ** 3 is 8.
2**3 is 8.
AT&T and Q&A; R&D; S&P; that is all.
Write C# or C++ or F#.
We are #1 in Tennessee.
#1 in Tennessee
# 1 in Tennessee
People follow #recovery there.
Room #4 is free.
Come alone and/or with a friend.
He said that “they was [sic] there”.
The survey [1] says so.
The survey [1][2] says so.
The survey says so![1]
The survey says so! [1]
The name (see [redacted]) is gone.
[Redacted] came in May.
[Redacted] (2024) says so.
[The agency] (a federal one) says so.
(see above)[sic]
The [agency] [sic] says so.
We help, e.g. - as above.
Help – whatever comes – is near.
Help - whatever comes - is near.
Help -- whatever comes -- is near.
Help—whatever comes—is near.
- as above
The file is called snake_case.
The files are a_b_c and d_e_f.
We smile :) and :-) and ;-) and :D.
See John 3:16: there it is.
a | b
Call | Text | Chat
Costs | Carepress
Write to help@example.org or john__doe@example.org.
Read 1. to 3. in the list.
J. R. R. Tolkien wrote it.
J. 5. K.
Wait … and wait... and wait.
We are 100% here for you, at 50%% off.
The names (Anna, Ben) stay here.
“[We] came,” she said.
“… [it] is so …”
*Prices may change.
*Prices may change. *Taxes are extra.
Fields with a * are required.
Name *
Name * and phone * are required.
It costs $40**.
** Without insurance.
A f**k and a s**t and a f***ing word.
My card is ****1234.
Your password is ********.
***
* * *
Name: ____ Date: ________
I am __ years old.
About ~5 minutes, or ~10.
~ 5 minutes ~
a ~~ b
x < y and y > z
1 <2 and 3> 2
a == b and b == c
We wait --> you call.
<- Back to the guides
We wait -> you call => we come.
<b> makes words bold.
<name> is your name.
Don`t wait, and don`t fear.
Rock ‘n’ roll
`Tis the season.
Call now!!!
Call now!!! We wait.
What??? Why?
So it is: see below.
It is so ::
std::vector is a type.
Bring these: a bag, a coat.
Come on these days: Monday - Friday.
Hours: Monday – Friday
We have two rules: 1. Be kind. 2. Be on time.
Choose: a) alone, b) with a friend.
It began in
2024. It goes on.
She is
12. He is 13.
The level of care
- as your doctor says - is yours.
– Anna, a nurse
Monday • Tuesday • Wednesday
Call · Text · Chat
Fill in {name} and {date}.
{ so } it is
A set {1, 2, 3}
Name:\tAnna
Wait! “Come in,” she said.
Windows has C:\\new\\folder.
https://example.org/a__b__c/~d
https://example.org/?a=1&copy=2
https://example.org/a:b:c
Take it at 8:am:pm.
[ ] Yes [ ] No
[x] Yes
[Y][N]
[and/or]
[video] [music]
[price = $5]
[https://example.org, read in May]
[[1, 2], [3, 4]]
x^2 and y^3
5' 10" and 6'2"
Take 1/2 tablet; 3/4 is too much.
§ 33-2-423(b)[2]
He (the doctor) [Anna] came.
The ratio is 3:1:2.
Dr. A. & Mr. B.
naïve_café and 日本語 **
"""
INNOCENT_PLAIN = """\
Costs: $5 * 3 days * 2
Fields with a * are required
*Prices may change
snake_case and other_words
A_b and c_d
AT&T, C# and #1
Anna's 24/7 line - call
{name}
Q&A
"""


def found(text: str, find: Callable[[str], Iterator[Leftover]] = leftovers) -> list[tuple[str, str]]:
    """Return the kind and the clue of each leftover of a text."""
    return [(one.kind, one.clue) for one in find(text)]


@pytest.mark.parametrize(("text", "kind", "clue"), FAULTY)
def test_faulty(text: str, kind: str, clue: str) -> None:
    """What was left over is found as its kind, with the words that lead to it."""
    first = next(leftovers(text))

    assert (first.kind, first.clue) == (kind, clue)
    assert text[first.start : first.end] == clue


@pytest.mark.parametrize(("text", "kind", "clue"), FAULTY_PLAIN)
def test_faulty_value(text: str, kind: str, clue: str) -> None:
    """In a title, Markdown that is right elsewhere is left over too."""
    assert found(text, plain_leftovers)[0] == (kind, clue)


def test_innocent() -> None:
    """None of more than 100 innocent texts has something left over."""
    texts = [*INNOCENT.splitlines(), *INNOCENT_LINES]

    assert len(set(texts)) > 100
    assert [(text, one) for text in texts for one in found(text)] == []
    assert [(text, one) for text in INNOCENT_PLAIN.splitlines() for one in found(text, plain_leftovers)] == []


@pure
@given(SPICED | TEXT | PIECES)
def test_a_leftover_stands_where_it_says(text: str) -> None:
    """Whatever the text is, each clue is the text at its place, and its kind is one that the catalog has words for."""
    cases = CARE.catalog.rules["markdown-left"].cases

    for one in (*leftovers(text), *plain_leftovers(text), *source_leftovers(text)):
        assert text[one.start : one.end] == one.clue != ""
        assert one.kind in cases or one.kind in CARE.catalog.rules


# What is said of each kind: a value of the data, and the message.
SAID: Mapping[str, tuple[str, str]] = {
    "emphasis": ("A **very** good", 'the signs in "**very**" don\'t make anything bold or slanted'),
    "strike": ("A ~~very~~ good", 'the ~~ in "~~very~~" strikes nothing out'),
    "link": ("A [guide](a.md) b", '"[guide](a.md)" didn\'t become a link'),
    "link-gap": ("A [guide] (a.md) b", '"[guide] (a.md)" didn\'t become a link'),
    "link-turned": ("A (guide)[a.md] b", 'the brackets of the link "(guide)[a.md]" are the wrong way round'),
    "link-nowhere": ("A [guide][] b", 'the link "[guide][]" has no address'),
    "note": ("A note.[^9]", 'the note "[^9]" has no text'),
    "note-colon": ("[^1] So it is.", 'behind "[^1]" a colon is missing, so that it is no note'),
    "comment": ("A <!- note -> b", 'visitors would read the comment "<!- note ->"'),
    "placeholder": ("Dear [Your Name]", '"[Your Name]" only keeps a place for what is still missing'),
    "wikilink": ("A [[guide]] b", '"[[guide]]" is a link of another program'),
    "embed": ("A ![[guide]] b", '"![[guide]]" is a picture or page of another program'),
    "image": ("A ![room](a.png) b", '"![room](a.png)" didn\'t become a picture'),
    "list": ("Bring:\n- a bag", '"- a bag" didn\'t become a list'),
    "field-single": ("Call { site.phone } now", '"{ site.phone }" isn\'t a merge field'),
    "columns": ("a\tb\nc\td", '"a b" stands in columns, which would run together'),
    "table": ("| a | b |", '"| a | b |" didn\'t become a table'),
    "alert": ("[!NOTE] So", '"[!NOTE]" didn\'t become a callout'),
    "callout": ("!!! urgent So", '"!!! urgent" didn\'t become a callout'),
    "container": ("::: urgent", '":::" is a block of another program'),
    "heading": ("## Costs here", '"## Costs" didn\'t become a heading'),
    "code": ("Type `START` now", 'the ticks in "`START`" make nothing code'),
    "math": ("So $$a + b$$", 'the formula "$$a + b$$" can\'t be shown'),
    "highlight": ("A ==very== good", 'the signs in "==very==" mark nothing'),
    "raised": ("The 19^th^ day", 'the signs in "19^th^" raise or lower nothing'),
    "edit": ("We {++now++} help", '"{++now++}" is a change or a comment for colleagues'),
    "attributes": ("Costs {: .wide }", '"{: .wide }" changes nothing here'),
    "shortcode": ("A [gallery] b", '"[gallery]" is a command of another program'),
    "emoji": ("A :warning: b", '":warning:" doesn\'t become a little picture'),
    "toc": ("A [TOC] b", '"[TOC]" doesn\'t become a list of headings'),
    "tag": ("A <br> b", 'visitors would read the HTML "<br>"'),
    "entity": ("A &amp; b", 'visitors would read the code "&amp;"'),
    "field": ("Call {{ site.phone }}", 'the merge field "{{ site.phone }}" isn\'t read here'),
}


def test_what_is_said_of_each_kind(make_site: MakeSite) -> None:
    """Each kind has its own words, at the place of what is left over, and stops a build. [markdown-left]"""
    lines = (
        f"t{number}: {{term: T{number}, meaning: {json.dumps(text)}}}\n"
        for number, (text, _) in enumerate(SAID.values())
    )
    found = make_site({"content/_data/glossary.yaml": "".join(lines)}).problems()

    assert set(SAID) == set(CARE.catalog.rules["markdown-left"].cases)
    assert [(one.place.line, one.rule, one.severity) for one in found] == [
        (number, "markdown-left", "error") for number in range(1, len(SAID) + 1)
    ]
    assert [one.message for one in found] == [message for _, message in SAID.values()]


# What a page's text is, and where which kind of leftover is found, whatever reads the Markdown.
BODIES: Mapping[str, tuple[str, list[str]]] = {
    "stars": ("We are **no **at the door.", ["5:8 emphasis"]),
    "behind-the-same-in-code": ("`**no **at` and **no **at", ["5:17 emphasis"]),
    "behind-the-same-in-a-fence": ("```\n**no **at\n```\n\n**no **at", ["9:1 emphasis"]),
    "twice": ("A [[guide]] is here.\n\nA [[guide]] is there.", ["5:3 wikilink", "7:3 wikilink"]),
    "quotes": ('Ask [[Anna\'s "guide"]] now.', ["5:5 wikilink"]),
    "over-two-lines": ("Read [the guide]\n(https://example.net/a) now.", ["5:6 link-gap"]),
    "in-a-heading": ("## Costs [^9]", ["5:10 note"]),
    "in-a-list": ("- One\n- [gallery]\n", ["6:3 shortcode"]),
    "in-a-table": ("| Day | Time |\n|---|---|\n| one | :warning: |", ["7:9 emoji"]),
    "in-a-quote": ("> We say\n> so [[here]].", ["6:6 wikilink"]),
    "in-a-callout": ('!!! urgent "So"\n    Read [[this]].', ["6:10 wikilink"]),
    "escaped": (r"A \[[guide\]] is here.", ["5:3 wikilink"]),
    "in-code": ("`[[guide]]` and <kbd>[[a]]</kbd>", []),
    "in-a-line-that-is-at-fault": ("[A](b.md) and [[guide]]", ["5:5 dead-link"]),
    "printed-from-the-data": ("So {{ help.line.label }} is.", ["content/_data/help.yaml:2:16 wikilink"]),
    "entity": ("Day &amp;amp; night", ["5:5 entity"]),
    "bullets": ("Bring these\n•a bag\n•a coat", ["6:1 list"]),
    "numbers": ("Do this:\n2) Call us.\n3) Come.", ["6:1 list"]),
    "a-field-that-is-escaped": (r"Write \{{ site.name }} so.", []),
    "conflict": (
        "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> draft\n",
        ["5:1 conflict-marker"],
    ),
    "conflict-in-a-fence": ("```\n<<<<<<< HEAD\n=======\n>>>>>>> draft\n```\n", []),
    "heading-of-seven-signs": (
        "Two\n---\n\nCosts of\n-------\n",
        ["5:1 heading-by-dashes", "8:1 heading-by-dashes"],
    ),
    "strike": ("It is ~~old now.", ["5:7 strike"]),
    "gap": ("[a] (b.md)", ["5:1 link-gap"]),
    "turned": ("(a)[b.md]", ["5:1 link-turned"]),
    "nowhere": ("[the guide][gone]", ["5:1 link-nowhere"]),
    "heading": ("##Costs", ["5:1 heading"]),
    "word-behind-a-sign": ("#recovery is a word.", ["5:1 heading"]),
    "bold-in-bold": ("Say **no **at any time. It is**important**to say.", ["5:5 emphasis"]),
    "no-list": ("We\n- a\n- b", []),
    "task": ("- [ ] x", []),
    "alert": ("> [!NOTE]\n> x", []),
    "struck": ("~~x~~", []),
    "heading-with-an-id": ("## A {#a}", []),
    "private": ("So. %%Ask Anna.%% It is.\n\n%%\nPrivate.\n%%\n", ["5:5 private-note", "7:1 private-note"]),
    "private-without-an-end": ("So.\n\n%% Ask Anna.", ["7:1 private-note"]),
    "percent-signs": ("It is 50%% off, and 20%% more. So %% it is.", []),
    "private-in-code": ("`%%a%%`", []),
}
LINE = 'line:\n  label: "Some [[of us]]"\n  call: "988"\n  verified: read-in-source\n'


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_place_in_a_page(make_site: MakeSite, body: str, expected: list[str]) -> None:
    """What is left over in a page is found where its author wrote it, and nowhere else."""
    files = {"content/_data/help.yaml": LINE} if "help." in body else {}
    cases = {words["hint"].format(words=""): case for case, words in CARE.catalog.rules["markdown-left"].cases.items()}

    problems = make_site(files, body=body).found()

    assert [
        f"{'' if one.place.path == 'content/index.md' else one.place.path + ':'}{one.place.line}:{one.place.column}"
        f" {cases.get(one.hint, one.rule) if one.rule == 'markdown-left' else one.rule}"
        for one in problems
    ] == expected


def test_place_in_front_matter(make_site: MakeSite) -> None:
    """Titles, descriptions, summaries and the settings hold no Markdown."""
    site = make_site(
        {
            "content/index.md": page(
                title='"A *very* good day"', description="A **good** day", summary="[One, Two __days__]"
            ),
            "content/_site.yaml": "name: A\nbase_url: https://example.org/\ndescription: The [guide](a.md)\n",
        }
    )

    assert [f"{one.place.path}:{one.place.line}:{one.place.column} {one.rule}" for one in site.problems()] == [
        "content/_site.yaml:3:18 markdown-left",
        "content/index.md:2:11 markdown-left",
        "content/index.md:3:16 markdown-left",
        "content/index.md:4:20 markdown-left",
    ]


def test_leave_for_a_sign(make_site: MakeSite) -> None:
    """An author who means the sign may keep it, for a reason; nobody may keep a private note."""
    kept = make_site(body="<!-- allow markdown-left: A code. -->\nType [[START]] now.\n")
    refused = "<!-- allow private-note: So. -->\nSo %%it%% is.\n"

    assert kept.build().warnings == ()
    assert [one.rule for one in kept.write({"content/index.md": page(refused)}).problems()] == [
        "allowance",
        "private-note",
    ]


def test_blocks() -> None:
    """Each block is a text of its own: an item without the list in it, what stands behind a list, a cell."""
    html = (
        '<h2 id="a">One <em>two</em></h2>\n<p>Three\n<a href="x" title="a > b">four</a> <code>a **b**</code><br>\nfive &amp;amp;</p>'
        "<ul><li>Six<ul><li>seven</li></ul>eight</li></ul><table><tr><td>nine</td><td>ten</td></tr></table><pre><code>&lt;p></code></pre>"
    )

    assert [text for text in blocks_of(html) if text] == [
        "One two",
        "Three\nfour \ufffc\nfive &amp;",
        "Six",
        "seven",
        "eight",
        "nine",
        "ten",
        "\ufffc",
    ]
