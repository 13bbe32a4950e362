"""Works out what a stay may cost a member of a health plan; templates/assets/estimator.js does the same in the browser.

All amounts are whole cents and shares are hundredths of a percent, so that both come to the same cent.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a stay costs in all, and what a member pays of it, step by step; in cents."""

    total: int
    deductible: int
    coinsurance: int
    share: int


def estimate(price: int, *, weeks: int, deductible: int, coinsurance: int, maximum: int) -> Estimate:
    """Return what some weeks at a price may cost a member.

    total = weeks × price; share = min(maximum, first + coinsurance × (total − first)), where first = min(deductible, total):
    the deductible comes first, then coinsurance on the rest, and what was paid toward the deductible counts toward the
    maximum. `deductible` and `maximum` are what is left of them. Half a cent is rounded up. Nothing may be below zero.
    """
    total = weeks * price
    first = min(deductible, total)
    then = ((total - first) * coinsurance + 5_000) // 10_000
    return Estimate(total, first, then, min(maximum, first + then))


def format_cents(cents: int) -> str:
    """Return an amount in dollars: $5,186 or $38.50."""
    return f"${cents // 100:,}" + (f".{cents % 100:02}" if cents % 100 else "")
