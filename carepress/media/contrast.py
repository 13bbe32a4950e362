"""Says which colors of the look are too much alike, in the light and in the dark scheme."""

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import product

from tinycss2.color5 import parse_color

from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.text.allow_list import CALLOUTS

SCHEMES = ("light", "dark")
Token = tuple[str, Place]  # the value of a custom property, and where it is
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,.*)?\)")
_GROUNDS = ("paper", "surface", "tint")
# Which colors of the look are seen on which, and the contrast that they need at least (WCAG 2.2 AA, 1.4.3 and 1.4.11).
_PAIRS = (
    *product(("ink", "muted", "accent", "clay"), _GROUNDS, (4.5,)),
    *product(("edge", "ring"), _GROUNDS, (3,)),
    *((name, f"{kind}-tint", 4.5) for kind in CALLOUTS for name in ("ink", "accent", kind)),
    *product(("on-callout",), CALLOUTS, (4.5,)),
    *product(("on-band", "on-band-muted"), ("band",), (4.5,)),
    ("on-accent", "accent", 4.5),
)


def contrast_problems(tokens: Mapping[str, Mapping[str, Token]]) -> Iterator[Problem]:
    """Yield the pairs of colors that people with low vision couldn't tell apart, in each color scheme."""
    for scheme, (text, ground, least) in product(SCHEMES, _PAIRS):
        known = tokens[scheme]
        names = [f"--{name}" for name in (text, ground) if f"--{name}" in known]
        lights = {name: _luminance(name, known, scheme) for name in names if len(names) == 2}
        yield from (
            violation("contrast", known[name][1], "color", name=name) for name in lights if lights[name] is None
        )
        darker, *lighter = sorted(light for light in lights.values() if light is not None) or (0.0,)
        if lighter and (ratio := (lighter[0] + 0.05) / (darker + 0.05)) < least:
            shown = f"{math.floor(ratio * 100) / 100:g}"  # what falls short by little isn't shown as enough
            said = {"scheme": scheme, "text": text, "ground": ground, "ratio": shown, "least": f"{least:g}"}
            yield violation("contrast", known[f"--{text}"][1], "pair", **said)


def _luminance(name: str, known: Mapping[str, Token], scheme: str, depth: int = 9) -> float | None:
    """Return how light a token's color is, as WCAG counts it; None if it can't be told."""
    value = known[name][0]
    if (match := _VARIABLE.fullmatch(value)) and depth:
        return _luminance(match[1], known, scheme, depth - 1) if match[1] in known else None
    color = parse_color(value, (scheme,))
    if not color or color == "currentcolor" or color.alpha < 1:
        return None
    # The library converts some colors to the one space, the others to the other.
    with suppress(NotImplementedError):
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.to("srgb")[:3]]
        return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])
    with suppress(NotImplementedError):
        return float(color.to("xyz-d65")[1])
    return None
