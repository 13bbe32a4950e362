"""content/_data/: facts and their texts, costs, formulas, and what a dotted name finds."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from care import SITE as CARE
from carepress.load.data import load_data
from carepress.load.names import Found, UnknownName, resolve_name
from carepress.model.fields import PAGE
from carepress.model.page import TextFile
from carepress.model.records import Address, Data, SiteSettings
from carepress.text.formula import FormulaError, evaluate
from tests.sites import MakeSite, page

SOURCES = (
    "survey:\n  title: A survey\n  publisher: An agency\n  year: 2023\n  url: https://example.org/survey\n"
    "  verified: read-in-source\n"
    "census:\n  title: A census\n  publisher: A bureau\n  url: https://example.org/census\n  verified: secondary\n"
)

LEVELS = """\
outpatient:
  name: Outpatient
  short_name: OP
  plain: You come for an hour.
  asam_3: "1"
  hours_per_week: {text: under 9 hours, below: 9, as_of: 2024, source: survey, verified: secondary}
  setting: An office
  sleeps_at: home
  round_the_clock_staff: false
  supervision: A counselor
  suits: Many
  typical_length: {text: months, as_of: 2024, source: survey, verified: secondary}
"""


def record(record_id: str, /, **keys: object) -> str:
    """Return a record with its keys, as it stands in a data file."""
    return f"{record_id}:\n" + "".join(f"  {key}: {value}\n" for key, value in keys.items())


def fact(record_id: str = "one", /, **keys: object) -> str:
    """Return a sound fact with some more keys."""
    return record(record_id, as_of=2024, source="survey", verified="secondary", **keys)


def cost(record_id: str = "one", /, **keys: object) -> str:
    """Return a sound cost with some more keys."""
    sound = {"kind": "quoted-price", "usd_year": 2024, "as_of": 2024, "source": "survey", "verified": "secondary"}
    return record(record_id, **{"label": "A", "unit": "usd", **sound, **keys})


def derived(formula: str, **keys: object) -> str:
    """Return a cost that is worked out from others."""
    return record("result", label="B", **{"unit": "usd", **keys}, formula=formula)


def load(files: Mapping[str, str]) -> tuple[Data, list[str]]:
    """Return the data of some files, and the messages of what is wrong with it."""
    sources = [TextFile(f"content/_data/{name}.yaml", text) for name, text in {"sources": SOURCES, **files}.items()]
    data, problems = load_data(
        sources, frozenset(), {PAGE: ()}, date(2026, 11, 24), CARE, lambda name, made_from, make: make()
    )
    return data, [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param({"text": "4 in 10"}, "4 in 10", id="text"),
        pytest.param({"value": "12.30", "unit": "percent"}, "12.3%", id="percentage"),
        pytest.param({"text": '"1,224,127 people"', "value": 1224127}, "1,224,127 people", id="thousands"),
        pytest.param({"text": "1224127 people", "value": 1224127}, "1224127 people", id="plain-digits"),
        pytest.param({"text": "9 to 19 hours", "min": 9, "max": 19}, "9 to 19 hours", id="range"),
        pytest.param({"text": "under 9 hours", "below": 9}, "under 9 hours", id="below"),
        pytest.param({"text": "the center's"}, "the center’s", id="curly"),
    ],
)
def test_text_of_a_fact(keys: Mapping[str, object], text: str) -> None:
    """A fact prints its text; a plain percentage may go without."""
    data, messages = load({"facts": fact(**keys)})

    assert (data.facts["one"].text, messages) == (text, [])


@pytest.mark.parametrize(
    ("keys", "messages"),
    [
        pytest.param({"value": 5}, ["a fact needs a text to print"], id="none"),
        pytest.param(
            {"text": "5 in 10", "value": 4}, ['"value" is 4, but the text doesn\'t say so: "5 in 10"'], id="value"
        ),
        pytest.param(
            {"text": "9 hours", "min": 9, "max": 19}, ['"max" is 19, but the text doesn\'t say so: "9 hours"'], id="max"
        ),
        pytest.param(
            {"text": "140 people", "value": 40},
            ['"value" is 40, but the text doesn\'t say so: "140 people"'],
            id="part-of-another-number",
        ),
    ],
)
def test_text_that_does_not_hold(keys: Mapping[str, object], messages: list[str]) -> None:
    """A fact whose text and number differ is refused, so that nothing false is printed."""
    assert load({"facts": fact(**keys)})[1] == messages


def test_sources_of_a_fact() -> None:
    """A fact rests on its source and its sources, each named once."""
    data, messages = load({"facts": fact(text="A", sources="[census, survey]")})

    assert (data.facts["one"].sources, messages) == (("survey", "census"), [])


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param({"amount": 5186}, "$5,186", id="amount"),
        pytest.param({"amount": "5185.50"}, "$5,186", id="rounded"),
        pytest.param({"amount": 42, "unit": "percent"}, "42%", id="percent"),
        pytest.param({"low": 82, "high": 1138}, "$82 to $1,138", id="range"),
        pytest.param({"low": 26000}, "more than $26,000", id="low"),
        pytest.param({"high": 900}, "up to $900", id="high"),
    ],
)
def test_text_of_a_cost(keys: Mapping[str, object], text: str) -> None:
    """A cost prints its amount or its range in dollars."""
    data, messages = load({"costs": cost(**keys)})

    assert (data["costs"]["one"].text, messages) == (text, [])


def value_of(name: str) -> Fraction:
    """Return the value of one of two names."""
    known = {"week.amount": Fraction(500), "stay.weeks": Fraction(4)}
    if name not in known:
        raise KeyError(f"no {name}")
    return known[name]


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        pytest.param("1 + 2 * 3", "7", id="precedence"),
        pytest.param("(1 + 2) * 3", "9", id="parentheses"),
        pytest.param("10 - 4 - 3", "3", id="left-to-right"),
        pytest.param("8 / 4 / 2", "1", id="division-left-to-right"),
        pytest.param("1 / 3", "1/3", id="exact"),
        pytest.param("0.1 + 0.2", "3/10", id="decimals-exact"),
        pytest.param("-2 * -(3)", "6", id="minus"),
        pytest.param("--2", "2", id="minus-twice"),
        pytest.param("week.amount * stay.weeks", "2000", id="names"),
        pytest.param("week.amount*stay.weeks", "2000", id="without-spaces"),
        pytest.param("  7  ", "7", id="spaces-around"),
    ],
)
def test_formula(formula: str, result: str) -> None:
    """A formula is worked out exactly."""
    assert evaluate(formula, value_of) == Fraction(result)


@pytest.mark.parametrize(
    ("formula", "message", "offset"),
    [
        pytest.param("", "a number or a name such as week.amount is missing", 0, id="empty"),
        pytest.param("1 +", "a number or a name such as week.amount is missing", 3, id="nothing-behind"),
        pytest.param("* 2", "a number or a name such as week.amount is missing", 0, id="nothing-before"),
        pytest.param("(1 + 2", "a parenthesis isn't closed", 6, id="open"),
        pytest.param(
            "1 + 2)", "this can't be read as arithmetic: use names, numbers, + - * / and ( )", 5, id="closed-only"
        ),
        pytest.param("1 2", "this can't be read as arithmetic: use names, numbers, + - * / and ( )", 1, id="two"),
        pytest.param("2 ** 3", "a number or a name such as week.amount is missing", 3, id="power"),
        pytest.param("1 / (2 - 2)", "a division by zero", 3, id="zero"),
        pytest.param("1 + month.amount", "no month.amount", 4, id="unknown"),
        pytest.param("__import__('os')", "a number or a name such as week.amount is missing", 0, id="code"),
        pytest.param("1" + "+1" * 150, "the formula is too long", 0, id="long"),
        pytest.param("(" * 300, "a number or a name such as week.amount is missing", 300, id="deep"),
    ],
)
def test_formula_that_does_not_work(formula: str, message: str, offset: int) -> None:
    """A formula that can't be worked out says why, and at which character."""
    with pytest.raises(FormulaError) as failure:
        evaluate(formula, value_of)

    assert (str(failure.value), failure.value.offset) == (message, offset)


def test_derived_figure() -> None:
    """A formula's result has a text, and takes kind, years, sources and the weakest trust from the figures it uses."""
    week = cost("week", amount=500, weeks=4, as_of=2021, verified="read-in-source")
    stay = cost("stay", amount=2500, as_of=2023, verified="knowledge", source="census")
    data, messages = load({"costs": derived("100 * week.amount / stay.amount", unit="percent") + week + stay})
    result = data["costs"]["result"]

    assert messages == []
    assert (result.text, result.amount, result.kind, result.usd_year) == ("20%", Decimal(20), "quoted-price", 2024)
    assert (result.sources, result.as_of, result.verified) == (("survey", "census"), 2021, "knowledge")


@pytest.mark.parametrize(
    ("formula", "others", "message"),
    [
        pytest.param(
            "one.amount / two.amount",
            cost("one", amount=1) + cost("two", amount=2, kind="client-cost"),
            "figures of different kinds or dollar-years can't be compared",
            id="kinds",
        ),
        pytest.param(
            "one.amount - two.amount",
            cost("one", amount=1) + cost("two", amount=2, usd_year=2019),
            "figures of different kinds or dollar-years can't be compared",
            id="dollar-years",
        ),
        pytest.param(
            "on.amount",
            cost("one", amount=1),
            'no cost is called "on"; did you mean "one"?',
            id="unknown",
        ),
        pytest.param("one.low", cost("one", amount=1), '"one" has no number called "low"', id="empty"),
        pytest.param("one.label", cost("one", amount=1), '"one" has no number called "label"', id="text"),
        pytest.param("one.show", cost("one", amount=1), '"one" has no number called "show"', id="switch"),
        pytest.param(
            "result.amount",
            "",
            '"result" is itself a formula: use the figures that it uses',
            id="itself",
        ),
    ],
)
def test_derived_figure_that_does_not_work(formula: str, others: str, message: str) -> None:
    """A formula over figures that don't fit together is refused, once."""
    assert load({"costs": derived(formula) + others})[1] == [message]


SETTINGS = SiteSettings(
    name="Test Center",
    base_url="https://example.org/",
    phone="615-555-0100",
    email="hello@example.org",
    address=Address(city="Nashville"),
)
FILES = {
    "facts": fact(text="4 in 10", value=4, expires="2027-01-31"),
    "costs": cost("week", amount=500, weeks=4),
    "payers": record("medicaid", name="Medicaid", text="It pays", as_of=2024, source="census", verified="secondary"),
    "help": record(
        "lifeline", label="Lifeline", call='"988"', sms='"435748"', languages="[English, Spanish]",
        checked="2026-11-01", verified="secondary",
    ),
    "team": "lead:\n  name: Ada\n  words: [a, b, c]\n  age: 1900\n  note: ''\nquote:\n  text: It's so\n  source: survey\n",
    "broken": "a: [\n",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("site.name", Found("Test Center"), id="setting"),
        pytest.param("site.address.city", Found("Nashville"), id="setting-inside"),
        pytest.param("site.phone", Found("615-555-0100", href="tel:+16155550100"), id="phone"),
        pytest.param("site.email", Found("hello@example.org", href="mailto:hello@example.org"), id="email"),
        pytest.param("facts.one", Found("4 in 10", ("survey",)), id="fact"),
        pytest.param("facts.one.value", Found("4", ("survey",)), id="value-of-a-fact"),
        pytest.param("facts.one.as_of", Found("2024", ("survey",)), id="year"),
        pytest.param("facts.one.expires", Found("January 31, 2027", ("survey",)), id="date"),
        pytest.param("costs.week", Found("$500", ("survey",)), id="cost"),
        pytest.param("costs.week.weeks", Found("4", ("survey",)), id="weeks"),
        pytest.param("payers.medicaid", Found("It pays", ("census",)), id="payer"),
        pytest.param("help.lifeline.call", Found("988", href="tel:988"), id="help-line"),
        pytest.param("help.lifeline.sms", Found("435748", href="sms:435748"), id="help-line-for-texts"),
        pytest.param("help.lifeline.languages", Found("English and Spanish"), id="list"),
        pytest.param("sources.survey", Found("", ("survey",)), id="source"),
        pytest.param("sources.survey.title", Found("A survey"), id="title-of-a-source"),
        pytest.param("team.lead.name", Found("Ada"), id="own-file"),
        pytest.param("team.lead.words", Found("a, b, and c"), id="own-list"),
        pytest.param("team.quote", Found("It’s so", ("survey",)), id="own-fact"),
        pytest.param("broken.a.b", None, id="broken-file"),
    ],
)
def test_look_up(name: str, found: Found | None) -> None:
    """A dotted name finds a text, the sources it rests on, and where it leads."""
    data, _ = load(FILES)

    assert resolve_name(name, data, SETTINGS) == found


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        pytest.param("fact.one", 'no data is called "fact"', 'did you mean "facts"?', id="file"),
        pytest.param("facts.on", '"facts" has nothing called "on"', 'did you mean "one"?', id="record"),
        pytest.param("costs.week.amont", '"costs.week" has nothing called "amont"', 'did you mean "amount"?', id="key"),
        pytest.param("team.lead.name.first", '"team.lead.name" has nothing called "first"', "", id="inside-a-text"),
        pytest.param(
            "costs.week.high", '"costs.week.high" has no text to print', "name another field, or fill this one in", id="empty",
        ),
        pytest.param(
            "team.lead.note", '"team.lead.note" has no text to print', "name another field, or fill this one in", id="blank",
        ),
        pytest.param(
            "costs.week.show", '"costs.week.show" has no text to print', "name another field, or fill this one in", id="switch",
        ),
        pytest.param(
            "team.lead", '"team.lead" is a group of fields', "name one of them: name, words, age, note", id="group"
        ),
        pytest.param(
            "site.address", '"site.address" is a group of fields',
            "name one of them: street, city, state, postal_code", id="group-of-settings",
        ),
        pytest.param("zzz.a", 'no data is called "zzz"', "", id="nothing-near"),
    ],
)  # fmt: skip
def test_look_up_fails(name: str, message: str, hint: str) -> None:
    """A name that finds nothing says at which step, and names what is near."""
    data, _ = load({**FILES, "broken": "a: b\n"})

    with pytest.raises(UnknownName) as failure:
        resolve_name(name, data, SETTINGS)

    assert (str(failure.value), failure.value.hint) == (message, hint)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("content/_data/costs.yaml", id="costs"),
        pytest.param("content/_data/sources.yaml", id="sources"),
        pytest.param("content/_data/care_levels.yaml", id="levels"),
        pytest.param("content/_data/team.yaml", id="own"),
    ],
)
@pytest.mark.parametrize("broken", [pytest.param(b"a: [\n", id="syntax"), pytest.param(b"caf\xe9: a\n", id="encoding")])
def test_a_broken_file_is_one_problem(make_site: MakeSite, path: str, broken: bytes) -> None:
    """What rests on a file that can't be read isn't reported: nobody knows what the file holds."""
    site = make_site(
        {
            "content/index.md": page("{{ costs.week }} {{ team.lead.name }}\n", sources="[survey]"),
            "content/level.md": page(level="outpatient"),
            "templates/level.html": "-",
            "templates/home.html": "{{ content() }}{% for source in references() %}<i id={{ source.id }}></i>{% endfor %}",
            "content/_data/costs.yaml": cost("week", amount=500, level="outpatient"),
            "content/_data/sources.yaml": SOURCES,
            "content/_data/care_levels.yaml": LEVELS,
            "content/_data/team.yaml": FILES["team"],
        }
    )
    site.write({path: broken})

    assert [problem.place.path for problem in site.problems()] == [path]


def test_steps_between_levels() -> None:
    """A level can lead only to levels and care that there are."""
    _, messages = load({"care_levels": LEVELS + "  step_up_to: [inpatient]\n"})

    assert messages == ['no level of care is called "inpatient"']


def test_facts_inside_a_level() -> None:
    """The facts of a level have their texts and sources too."""
    data, messages = load({"care_levels": LEVELS})
    hours = data["care_levels"]["outpatient"].hours_per_week

    assert (hours.text, hours.sources, messages) == ("under 9 hours", ("survey",), [])


@pytest.mark.parametrize(
    ("path", "record", "expected"),
    [
        pytest.param(
            "sources", "a: {title: A, publisher: B, verified: secondary, url: 'javascript:x'}", '"url" must be a web address', id="source"
        ),
        pytest.param(
            "help", "a: {label: A, call: '987', checked: 2026-11-24, verified: secondary}", '"call" is no number that a phone dials', id="number"
        ),
        pytest.param(
            "help", "a: {label: A, call: '', checked: 2026-11-24, verified: secondary}", '"call" holds no number', id="no-number"
        ),
        pytest.param(
            "help", "a: {label: A, call: '988', sms: 'HELLO to 741741', verified: secondary}", '"sms" holds a word to send', id="text"
        ),
        pytest.param(
            "help", "a: {label: A, call: '988', chat: 'https://b@c.org/', verified: secondary}",
            '"chat" has a name in front of the host, so that it can look like another host', id="chat-with-a-name"
        ),
        pytest.param(
            "sources", "a: {title: A, publisher: B, verified: secondary, url: 'https:/b.org'}", '"url" has one slash where two belong', id="slash"
        ),
        pytest.param(
            "sources", "a: {title: A, publisher: B, verified: secondary, url: ''}", '"url" must be a web address', id="no-source"
        ),
        pytest.param(
            "help", "a: {label: A, call: '988', chat: 'data:x', checked: 2026-11-24, verified: secondary}", '"chat" must be a web address', id="chat"
        ),
    ],
)  # fmt: skip
def test_addresses_in_the_data_are_addresses(make_site: MakeSite, path: str, record: str, expected: str) -> None:
    """What becomes a link must look like one: a browser would run some of the rest."""
    site = make_site({f"content/_data/{path}.yaml": record + "\n"})

    assert [problem.message for problem in site.problems()] == [expected]
