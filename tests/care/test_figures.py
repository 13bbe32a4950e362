"""What is drawn from the data: the ladder of levels, the chart of costs, the week; and what the chart refuses."""

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from care.cost_chart import CostChart, chart_of
from care.records import CostFigure
from carepress.load.names import UnknownName
from tests.every_kind import CONTENT
from tests.sites import ROOT, MakeSite, TinySite, page

LEVELS = "content/_data/care_levels.yaml"
RELATED = "content/_data/related_care.yaml"
COSTS = "content/_data/costs.yaml"
WEEK = "content/_data/iop_week.yaml"
# A home page that lists what it cites, as every citation leads there.
HOME = (
    '{% extends "page.html" %}{% block main %}{{ content() }}'
    '<ol>{% for reference in references() %}<li id="{{ reference.id }}"></li>{% endfor %}</ol>{% endblock %}'
)
CHART = '{{ cost-chart kind="provider-cost" year="2020" figures="iop-episode, residential-episode" }}\n'


@pytest.fixture
def project(make_site: MakeSite) -> TinySite:
    """Return a tiny site with the project's own components and the sample's data; its home page draws all three figures."""
    site = make_site(body='{{ care-ladder highlight="intensive-outpatient" }}\n\n' + CHART + "\n{{ iop-week }}\n")
    shutil.copytree(CONTENT / "_data", site.root / "content/_data")
    for folder in ("templates/components", "templates/partials"):
        shutil.copytree(ROOT / folder, site.root / folder)
    for name in ("glossary", "people", "search_words"):  # they lead to pages that aren't here
        (site.root / f"content/_data/{name}.yaml").unlink()
    return site.write({"templates/home.html": HOME})


def figures_of(site: TinySite) -> list[LexborNode]:
    return LexborHTMLParser(site.main()).css("figure")


def words(node: LexborNode, selector: str) -> str:
    """Return the text of some elements, with single spaces."""
    return " ".join(" ".join(found.text(separator=" ").split()) for found in node.css(selector))


def change(site: TinySite, path: str, old: str, new: str) -> None:
    text = (site.root / path).read_text(encoding="utf-8")
    assert old in text
    site.write({path: text.replace(old, new, 1)})


def drawn(site: TinySite, number: int = 0) -> tuple[str, str, str]:
    """Return the words that a figure of the home page draws, those that describe it, and those of its table."""
    figure = figures_of(site)[number]
    return words(figure, "svg text"), words(figure, "title, desc"), words(figure, "tbody")


def test_the_ladder_says_what_the_data_says(project: TinySite) -> None:
    """Name, hours, place to sleep, staff, ways up and down: drawn and in the table; the marked rung also in words."""
    project.build()

    shown, described, table = drawn(project)
    assert "2 This level Intensive outpatient (IOP) 9 to 19 hours a week Up to 3 or 4. Down to 1. 1 Outpatient" in shown
    assert [words in shown for words in ("You sleep at home No staff around the clock", "Offered here")] == [
        True,
        False,
    ]
    assert described == (
        "Ladder of the 4 levels of care Rung 2 is marked: Intensive outpatient (IOP), 9 to 19 hours a week. "
        "You sleep at home. Up to 3 or 4. Down to 1. The table below says the same in words."
    )
    assert (
        "2. Intensive outpatient (IOP) 9 to 19 hours a week 1 At home No "
        "Partial hospitalization (PHP), High-intensity residential Outpatient 1. Outpatient"
    ) in table


def test_a_changed_level_changes_the_ladder(project: TinySite) -> None:
    """Other hours, another place to sleep, another way up, and that it is offered show in the drawing and in the table."""
    for old, new in [
        ('text: "9 to 19 hours a week"\n    min: 9', 'text: "8 to 19 hours a week"\n    min: 8'),
        ("step_up_to: [partial-hospitalization, residential-high]", "step_up_to: [residential-high]"),
        ("step_down_to: [outpatient]\n  offered_here: null", "step_down_to: [outpatient]\n  offered_here: true"),
    ]:
        change(project, LEVELS, old, new)
    project.build()

    shown, _, table = drawn(project)
    assert "This level Intensive outpatient (IOP) 8 to 19 hours a week Up to 4. Down to 1. Offered here" in shown
    assert "2. Intensive outpatient (IOP) Offered here 8 to 19 hours a week" in table
    assert "No High-intensity residential Outpatient 1. Outpatient" in table


def test_the_marked_rung_has_an_arrow_to_each_way(project: TinySite) -> None:
    """Two ways up are drawn with whole lines, one way down with dashes; without a mark there are none."""
    project.build()
    ways = figures_of(project)[0].css(".way")
    project.write({"content/index.md": page("{{ care-ladder }}\n")}).build()
    unmarked = LexborHTMLParser(project.main())

    assert ["stroke-dasharray" in way.attributes for way in ways] == [False, False, True]
    assert (unmarked.css(".way"), unmarked.css(".frame")) == ([], [])
    assert "Up to 3 or 4. Down to 1." in drawn(project)[0]
    assert "Up to 2. Down to recovery support." in drawn(project)[0]


def test_the_chart_says_what_the_data_says(project: TinySite) -> None:
    """Each amount stands at its bar, in the description and in the table with its source; bars are as long as amounts."""
    project.build()
    before = drawn(project, 1)
    change(project, COSTS, "amount: 5200", "amount: 6000")
    project.build()
    after = drawn(project, 1)
    bars = figures_of(project)[1].css("rect.full")
    widths = [float((bar.attributes["width"] or "").rstrip("%")) for bar in bars]

    assert [("$5,200" in text, "$12,400" in text) for text in before] == [(True, True)] * 3
    assert [("$5,200" in text, "$6,000" in text) for text in after] == [(False, True)] * 3
    assert widths[0] / widths[1] == pytest.approx(6000 / 12400, abs=0.002)
    assert re.search(r"\$6,000<sup class=\"cite\"><a [^>]*href=\"#s_\d+\"", project.main())


def test_a_bar_without_an_end_is_notched(project: TinySite) -> None:
    """“More than” an amount doesn't look like the amount itself; a range begins where it begins."""
    both = '{{ cost-chart kind="quoted-price" year="2022" figures="price-of-a-month" }}\n\n'
    project.write({"content/index.md": page(both + CHART)}).build()

    notches = [len(figure.css("path.behind")) for figure in figures_of(project)]
    assert "More than $20,000" in drawn(project)[0]
    assert notches == [1, 0]


def test_the_week_says_what_the_data_says(project: TinySite) -> None:
    """A session that moves to another day and hour moves in the drawing, the description and the table; hours are summed."""
    assert "10 hours" in (project.build(), project.main())[1]
    change(
        project,
        WEEK,
        'day: monday\n  start: "18:00"\n  end: "21:00"',
        'day: thursday\n  start: "12:00"\n  end: "13:30"',
    )
    project.build()

    shown, described, table = drawn(project, 2)
    assert "Monday: no session" in shown
    assert "Thursday Group, noon to 1:30 p.m." in shown
    assert "Thursday, noon to 1:30 p.m.: Group." in described
    assert "Monday No session – – Tuesday" in table
    assert "Thursday Group noon 1:30 p.m. Friday" in table
    assert "These sessions come to 8.5 hours." in project.main()


def test_the_week_is_a_sample_until_every_session_is_confirmed(project: TinySite) -> None:
    """As long as nobody has confirmed one of the sessions, the figure says first that it is a sample."""
    project.build()
    sample = "<figcaption><strong>A sample week: ask us for the real times.</strong>"
    assert sample in project.main()
    week = (project.root / WEEK).read_text(encoding="utf-8")
    project.write({WEEK: week.replace("checked: null", "checked: 2026-11-20", 3)}).build()
    assert sample in project.main()
    project.write({WEEK: week.replace("checked: null", "checked: 2026-11-20")}).build()

    assert "ample week" not in project.main()
    assert "<figcaption><strong>A week in our intensive outpatient program.</strong>" in project.main()


def test_a_figure_may_stand_twice(project: TinySite) -> None:
    """No figure has an id of its own, so the same may be used again, and each citation still has its own."""
    body = (
        '{{ care-ladder }}\n\n{{ care-ladder highlight="outpatient" }}\n\n'
        + CHART
        + "\n"
        + CHART
        + "\n{{ iop-week }}\n\n{{ iop-week }}\n"
    )
    project.write({"content/index.md": page(body)}).build()

    ids = re.findall(r'\bid="([^"]*)"', project.main())
    assert len(figures_of(project)) == 6
    assert ids
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[cs]_\d+", name) for name in ids)


@pytest.mark.usefixtures("words_as_written")
def test_what_the_data_says_is_text(project: TinySite) -> None:
    """Names with <, & and quotes are drawn as they are written, in every place."""
    yaml, written = r"A<b>&amp;</b> \"x\"", "A<b>&amp;</b> “x”"
    change(project, LEVELS, 'short_name: "Intensive outpatient (IOP)"', f'short_name: "{yaml}"')
    change(project, COSTS, 'label: "Intensive outpatient, a made-up course of 10 weeks"', f'label: "{yaml}"')
    change(project, WEEK, 'name: "Group"', f'name: "{yaml}"')
    change(project, LEVELS, "step_down_to: [outpatient]", "step_down_to: [outpatient, recovery-support]")
    change(project, RELATED, 'name: "Recovery support"', 'name: "R<i>&"')
    project.build()

    assert "<b>" not in project.main()
    for number in range(3):
        assert [written in text for text in drawn(project, number)] == [True] * 3
    assert ["r<i>&" in text.lower() for text in drawn(project)] == [True] * 3


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        pytest.param(
            '{{ care-ladder highlight="intensive-outpatent" }}',
            'no level of care is called "intensive-outpatent"',
            'did you mean "intensive-outpatient"?',
            id="level",
        ),
        pytest.param(
            '{{ level-card level="outpatent" }}',
            'no level of care is called "outpatent"',
            'did you mean "outpatient"?',
            id="level-of-a-card",
        ),
        pytest.param(
            '{{ cost-chart kind="provider-costs" year="2020" }}',
            'no kind of cost is called "provider-costs"',
            'did you mean "provider-cost"?',
            id="kind",
        ),
        pytest.param(
            "{{ cost-chart }}",
            '"cost-chart" needs the argument "kind"',
            'write {{ cost-chart kind="…" }}, with one of: provider-cost, quoted-price, client-cost',
            id="no-kind",
        ),
        pytest.param(
            '{{ level-card level=" " }}',
            '"level-card" needs the argument "level"',
            'write {{ level-card level="…" }}, with one of: outpatient, intensive-outpatient, '
            "partial-hospitalization, residential-high",
            id="empty",
        ),
        pytest.param(
            '{{ cost-chart kind="quoted-price" year="2020" }}',
            'no quoted-price can be shown in dollars of "2020"',
            'write year="2021" or year="2022"',
            id="year",
        ),
        pytest.param(
            '{{ cost-chart kind="outcome-cost" year="1990" }}',
            'no outcome-cost can be shown in dollars of "1990"',
            "choose another kind",
            id="nothing-to-show",
        ),
        pytest.param(
            '{{ cost-chart kind="provider-cost" year="2020" figures="iop-episode, residential-epsode" }}',
            'no cost is called "residential-epsode"',
            'did you mean "residential-episode"?',
            id="figure",
        ),
        pytest.param(
            '{{ cost-chart kind="client-cost" year="2009" figures="iop-client-visit, iop-episode" }}',
            '"iop-episode" is a provider-cost of 2020, which can\'t stand beside client-cost of 2009',
            "here fit iop-client-visit, inpatient-client-day",
            id="figure-of-another-kind",
        ),
        pytest.param(
            '{{ cost-chart kind="quoted-price" year="2022" figures="price-up-front" }}',
            '"price-up-front" is a quoted-price of 2021, which can\'t stand beside quoted-price of 2022',
            "here fit price-of-a-day, price-of-a-month",
            id="figure-of-another-year",
        ),
        pytest.param(
            '{{ cost-chart kind="client-cost" year="2009" figures="iop-week" }}',
            '"iop-week" is worked out by a formula, which can\'t stand beside client-cost of 2009',
            "here fit iop-client-visit, inpatient-client-day",
            id="derived",
        ),
        pytest.param(
            '{{ cost-chart kind="client-cost" year="2009" }}',
            "figures with different units can't stand on one axis: USD per visit, USD per day",
            'name those with the same unit: figures="first-id, second-id"',
            id="units",
        ),
    ],
)
def test_what_cannot_be_drawn(project: TinySite, call: str, message: str, hint: str) -> None:
    """An argument that names nothing, or figures that can't be compared, are a problem where they are written."""
    project.write({"content/index.md": page(f"Words.\n\n{call}\n")})

    (problem,) = project.problems()
    place = problem.place
    assert (problem.rule, problem.message, problem.hint) == ("component-argument", message, hint)
    assert (place.path, place.line, place.column, place.length) == ("content/index.md", 7, 1, len(call))


def test_all_that_cannot_be_drawn_is_told_at_once(project: TinySite) -> None:
    """Two wrong arguments on a page are two problems; what a broken file may hold isn't held against the page."""
    wrong = page('{{ care-ladder highlight="x" }}\n\n{{ cost-chart kind="y" year="2020" }}\n')
    project.write({"content/index.md": wrong})
    assert [problem.rule for problem in project.problems()] == ["component-argument"] * 2
    project.write({LEVELS: "a: [\n"})

    assert "component-argument" not in [problem.rule for problem in project.problems()]


def figure(**keys: object) -> CostFigure:
    """Return a cost of one kind, year and unit."""
    known = {"label": "A", "unit": "USD", "kind": "quoted-price", "usd_year": 2020}
    return CostFigure(**{**known, **keys})  # type: ignore[arg-type]


def chart(**costs: CostFigure) -> CostChart:
    return chart_of(costs, "quoted-price", "2020")


def test_bars_and_marks_of_the_axis() -> None:
    """The axis begins at zero; an amount reaches up to itself, a range from low to high, what has no end begins at zero."""
    made = chart(
        a=figure(amount=Decimal(500)),
        b=figure(low=Decimal(250), high=Decimal(2000)),
        c=figure(low=Decimal(1000)),
        d=figure(high=Decimal(100)),
        hidden=figure(amount=Decimal(9000), show=False),
        derived=figure(amount=Decimal(9000), formula="a.amount * 18"),
        other_year=figure(amount=Decimal(9000), usd_year=2021),
    )

    assert [(bar.begin, bar.end) for bar in made.bars] == [(0, 25), (12.5, 100), (0, 50), (0, 5)]
    assert made.marks == ((0, 0), (1000, 50), (2000, 100))


@pytest.mark.parametrize(
    ("top", "marks"),
    [
        (0, [0, 1]),
        (3, [0, 2]),
        (4, [0, 2, 4]),
        (9, [0, 5]),
        (12419, [0, 5000, 10000]),
        (25989, [0, 10000, 20000]),
        (10**14, [0, 5 * 10**13, 10**14]),
    ],
)
def test_marks_are_round_and_few(top: int, marks: list[int]) -> None:
    """There are at most three marks, at 1, 2 or 5 with zeros behind, and none lies outside of the axis."""
    assert [amount for amount, _ in chart(a=figure(amount=Decimal(top))).marks] == marks


def test_only_what_fits_is_compared() -> None:
    """Two figures of one kind and year with different units have no common axis."""
    with pytest.raises(UnknownName, match="different units"):
        chart(a=figure(amount=Decimal(1)), b=figure(amount=Decimal(1), unit="USD per day"))


def test_no_drawing_has_a_style_of_its_own() -> None:
    """The policy lets no inline style through; a drawing has its colors from the style sheet."""
    paths = [*Path(ROOT / "templates/components").glob("*.html"), *Path(ROOT / "templates/partials").glob("*.html")]

    assert paths
    assert [path.name for path in paths if re.search(r"style=|#[0-9a-f]{6}", path.read_text(encoding="utf-8"))] == []
