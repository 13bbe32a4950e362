"""Templates that would never be done are stopped, and whatever Python says of a template is the template's problem."""

import pytest

from tests.sites import MakeSite, page

INDEX = "content/index.md"
HOME = "templates/home.html"

# What would take all time or all memory; the second line is to blame.
NEVER_DONE = {
    "long-loop": "A\n{% for a in range(10 ** 12) %}{% endfor %}",
    "loop-in-a-loop": "{% for a in range(9999) %}\n{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "loop-over-what-is-made-on-the-way": "A\n{% for a in range(10 ** 9)|map('string') %}{% endfor %}",
    "loop-over-what-it-makes": "A\n{% set l = [1] %}{% for a in l %}{{ l.append(a) or '' }}{% endfor %}",
    "loop-that-calls-itself-twice": ("{% for a in [1] recursive %}\n{{ loop([1, 2]) if loop.depth < 60 }}{% endfor %}"),
    "loop-that-calls-itself-with-more": (
        "A\n{% for a in [1] recursive %}{{ loop(range(20000)) if loop.depth < 2 }}{% endfor %}"
    ),
    "range-without-a-loop": "A\n{{ range(10 ** 10)|sum }}",
    "includes-in-a-loop": "A\n{% for a in range(200000) %}{% include 'part.html' %}{% endfor %}",
    "includes-itself-twice": (
        "{% set n = (n if n is defined else 60) - 1 %}\n{% if n %}{% include 'home.html' %}{% include 'home.html' %}{% endif %}"
    ),
    "macro-that-calls-itself-twice": ("{% macro m(n) %}\n{{ m(n - 1) ~ m(n - 1) if n }}{% endmacro %}{{ m(60) }}"),
    "text-times-a-number": "A\n{{ 'x' * 10 ** 10 }}",
    "number-times-a-list": "A\n{% set a = 10 ** 10 * [1] %}",
    "power": "A\n{{ 10 ** (10 ** 10) }}",
    "squares": ("{% set all = namespace(n=9) %}{% for a in range(99) %}\n{% set all.n = all.n * all.n %}{% endfor %}"),
    "much-text": "A\n{% for a in range(10 ** 5) %}{{ content() }}{% endfor %}",
    "block-that-doubles": (
        "{% set all = namespace(t='x') %}{% for a in range(60) %}\n{% set t %}{{ all.t }}{{ all.t }}{% endset %}{% set all.t = t %}{% endfor %}"
    ),
    "text-that-doubles": (
        "{% set all = namespace(t='x' * 10 ** 5) %}{% for a in range(60) %}\n{% set all.t = all.t ~ all.t %}{% endfor %}"
    ),
    "centered": "A\n{{ 'x'|center(10 ** 10) }}",
    "centered-before-it-is-rendered": "A\n{{ 'x'|center(10000000000) }}",
    "filled-up": "A\n{{ 'x'.ljust(10 ** 10) }}",
    "indented": "A\n{{ 'x'|indent(10 ** 10) }}",
    "old-format": "A\n{{ '%09999999999d' % 1 }}",
    "new-format": "A\n{{ '{:9999999999}'.format(1) }}",
    "joined": "A\n{{ range(10 ** 5)|join('x' * 10 ** 5) }}",
    "replaced": "A\n{{ ('x' * 10 ** 5)|replace('x', 'x' * 10 ** 5) }}",
    "batch": "A\n{{ [1]|batch(10 ** 10, 0)|list }}",
}


@pytest.mark.parametrize("template", NEVER_DONE.values(), ids=NEVER_DONE)
def test_a_template_that_is_never_done(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, template: str) -> None:
    """It is stopped by what it does, before it takes the computer's memory, and told at its line, which is the second."""
    monkeypatch.setattr("carepress.render.environment._MOST_STEPS", 10_000)  # nobody waits for a million
    site = make_site({HOME: template, "templates/part.html": "-", INDEX: page("Words. " * 1000)})

    assert (
        site.printed()
        == f"""\
templates/home.html:2: error: the template takes too much time or memory [template-error]
    2 | {template.splitlines()[1][:160]}
  hint: met while rendering content/index.md; something in this line is far too large, or is done far too often"""
    )


def test_a_template_that_computes_for_too_long(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """What gets past all limits is stopped by the time of the processor."""
    monkeypatch.setattr("carepress.render.templates._MOST_SECONDS", 0.01)
    site = make_site({HOME: "A\n{% for a in range(9999) %}{% for b in range(99) %}{% endfor %}{% endfor %}"})

    assert [(problem.place.line, problem.message) for problem in site.problems()] == [
        (2, "the template takes too much time or memory")
    ]


def test_a_long_page_is_no_template_that_is_never_done(make_site: MakeSite) -> None:
    """A page with a table of ten thousand rows, and what counts each of its loops still knows, is made."""
    rows = "{% for a in range(10000) %}{{ loop.index }} of {{ loop.length }} {{ '-' * 3 }}{{ '' if loop.last else ', ' }}{% endfor %}"
    site = make_site({HOME: f"<main>{rows}</main>"})
    site.build()

    assert site.main().endswith("9999 of 10000 ---, 10000 of 10000 ---")


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", id="brackets"),
        pytest.param("{% if 1 %}" * 2000 + "{% endif %}" * 2000, id="conditions"),
        pytest.param("{% for a in [1] %}" * 30 + "{% endfor %}" * 30, id="loops"),
        pytest.param("{{ " + "9" * 5000 + " }}", id="digits"),
        pytest.param("{{ 10 ** 5000 }}", id="power"),
        pytest.param("{{ range(10 ** 30)|list }}", id="range"),
        pytest.param("{{ 10.0 ** 1000 }}", id="overflow"),
        pytest.param("{{ [].pop() }}", id="empty-list"),
        pytest.param("{{ [].__iter__().__next__() }}", id="iterator"),
        pytest.param("{{ '{a}'.format() }}", id="format"),
        pytest.param("{{ '%d' % 'a' }}", id="old-format"),
        pytest.param("{{ [1, 'a']|sort }}", id="order"),
        pytest.param("{{ page.title + 1 }}", id="types"),
        pytest.param("{{ asset() }}", id="arguments"),
        pytest.param("{% for a, b in [1] %}{% endfor %}", id="unpacking"),
        pytest.param("caf\u00e9 {{ page.title }}".encode("utf-16"), id="utf-16"),
        pytest.param(bytes(range(256)), id="bytes"),
    ],
)
def test_whatever_python_says_of_it_is_the_templates_problem(make_site: MakeSite, template: str | bytes) -> None:
    """A fault whose words belong to Python's version is a problem of the template too, never a traceback."""
    site = make_site({HOME: template})

    problems = site.problems()

    assert [problem.place.path for problem in problems] == [HOME]
    assert problems[0].hint.startswith("met while rendering content/index.md; ")
