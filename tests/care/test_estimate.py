"""What a stay may cost: worked by hand, and what holds for whatever numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.estimate import Estimate, estimate, format_cents
from carepress.text.html import Tree
from tests.sites import ROOT, MakeSite, page

CENTS = st.integers(0, 10**9)
WEEKS = st.integers(1, 104)
SHARE = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("weeks", "price", "deductible", "coinsurance", "maximum", "expected"),
    [
        # 8 × 1,000 = 8,000; 1,000 first, then 20 % of 7,000 = 1,400.
        pytest.param(8, 1000_00, 1000_00, 20_00, 3000_00, (8000_00, 1000_00, 1400_00, 2400_00), id="under-the-maximum"),
        # 1,000 and 20 % of 11,000 = 2,200 are 3,200: 200 over.
        pytest.param(
            12, 1000_00, 1000_00, 20_00, 3000_00, (12_000_00, 1000_00, 2200_00, 3000_00), id="over-the-maximum"
        ),
        pytest.param(2, 100_00, 500_00, 20_00, 9000_00, (200_00, 200_00, 0, 200_00), id="less-than-the-deductible"),
        pytest.param(2, 100_00, 500_00, 20_00, 50_00, (200_00, 200_00, 0, 50_00), id="deductible-above-the-maximum"),
        pytest.param(2, 100_00, 0, 20_00, 9000_00, (200_00, 0, 40_00, 40_00), id="no-deductible"),
        pytest.param(2, 100_00, 50_00, 0, 9000_00, (200_00, 50_00, 0, 50_00), id="no-coinsurance"),
        pytest.param(2, 100_00, 50_00, 100_00, 9000_00, (200_00, 50_00, 150_00, 200_00), id="all-of-it"),
        pytest.param(2, 100_00, 50_00, 20_00, 0, (200_00, 50_00, 30_00, 0), id="nothing-left-to-pay"),
        pytest.param(3, 0, 50_00, 20_00, 100_00, (0, 0, 0, 0), id="free"),
        # 50 % of 1 cent is half a cent, 12.5 % of 12 cents one and a half: up.
        pytest.param(1, 1, 0, 50_00, 100, (1, 0, 1, 1), id="half-a-cent-is-rounded-up"),
        pytest.param(1, 12, 0, 12_50, 100, (12, 0, 2, 2), id="one-and-a-half"),
        pytest.param(1, 1, 0, 49_99, 100, (1, 0, 0, 0), id="less-than-half-a-cent-is-not"),
    ],
)
def test_sums_worked_by_hand(
    weeks: int, price: int, deductible: int, coinsurance: int, maximum: int, expected: tuple[int, int, int, int]
) -> None:
    """The deductible comes first, then coinsurance on the rest, and the maximum ends it."""
    found = estimate(price, weeks=weeks, deductible=deductible, coinsurance=coinsurance, maximum=maximum)

    assert found == Estimate(*expected)


@given(CENTS, WEEKS, CENTS, SHARE, CENTS)
def test_nobody_pays_more_than_the_price_or_the_maximum(
    price: int, weeks: int, deductible: int, coinsurance: int, maximum: int
) -> None:
    """A share is at most the whole price and the maximum, and at least the deductible if the maximum allows it."""
    found = estimate(price, weeks=weeks, deductible=deductible, coinsurance=coinsurance, maximum=maximum)

    assert min(maximum, deductible, found.total) <= found.share <= min(maximum, found.total)
    assert found.deductible + found.coinsurance <= found.total


@given(CENTS, st.tuples(WEEKS, WEEKS), st.tuples(CENTS, CENTS), st.tuples(SHARE, SHARE), st.tuples(CENTS, CENTS))
def test_more_of_anything_never_costs_less(
    price: int,
    weeks: tuple[int, int],
    deductible: tuple[int, int],
    coinsurance: tuple[int, int],
    maximum: tuple[int, int],
) -> None:
    """A longer stay, a larger deductible, share or maximum: none makes the member's part smaller.

    So the shortest and the longest stay are the ends of what may be paid.
    """
    shares = [
        estimate(
            price, weeks=end(weeks), deductible=end(deductible), coinsurance=end(coinsurance), maximum=end(maximum)
        ).share
        for end in (min, max)
    ]

    assert shares == sorted(shares)


@pytest.mark.parametrize(
    ("cents", "expected"),
    [(0, "$0"), (5, "$0.05"), (38_50, "$38.50"), (1000_00, "$1,000"), (1234567_89, "$1,234,567.89")],
)
def test_amounts_are_written_as_people_do(cents: int, expected: str) -> None:
    """Cents are written as dollars, with commas, and without cents where there are none."""
    assert format_cents(cents) == expected


def test_the_example_is_worked_out_at_build(make_site: MakeSite) -> None:
    """Without JavaScript a page has a table that is worked out when it's built, and no trace of the boxes."""
    component = (ROOT / "templates/components/cost-estimator.html").read_text(encoding="utf-8")
    site = make_site(
        {
            "content/index.md": page("{{ cost-estimator }}\n"),
            "templates/components/cost-estimator.html": component,
            "templates/assets/estimator.js": "",
        }
    )
    site.build()
    tree = Tree(site.read("index.html"))

    assert [[cell.text() for cell in row.css("th, td")] for row in tree.css("table tr")] == [
        ["Step", "8\xa0weeks", "12\xa0weeks"],
        ["The whole price, at $1,000 a week", "$8,000", "$12,000"],
        ["First, the $1,000 left of the deductible", "$1,000", "$1,000"],
        ["Then coinsurance: 20% of the rest", "$1,400", "$2,200"],
        ["You might pay, with $3,000 left of the out-of-pocket maximum", "$2,400", "$3,000"],
    ]
    assert [box.attributes.keys() for box in tree.css("main > div.estimator")] == [{"class", "data-words", "hidden"}]
    assert len(tree.css(".estimator[hidden] input")) == 6
