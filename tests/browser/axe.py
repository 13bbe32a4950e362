"""Axe, the checker of accessibility: what it is asked, and what settles the questions that it leaves open."""

from playwright.sync_api import Page

PHONE, DESK = 320, 1280
# What isn't about color is the same in the dark: there axe looks at colors only, which halves its time.
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (PHONE, DESK)]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
AXE = """tags => axe.run(document, {
    runOnly: tags, rules: {"target-size": {enabled: true}, "color-contrast-enhanced": {enabled: false}}, resultTypes: ["violations", "incomplete"],
}).then(results => ["violations", "incomplete"].flatMap(outcome => results[outcome].flatMap(rule => rule.nodes.map(node => ({
    outcome, rule: rule.id, where: node.target.flat().join(" "),
    why: [...node.any, ...node.all, ...node.none].map(check => check.message).join("; "),
    keys: [...node.any, ...node.all, ...node.none].map(check => check.data?.messageKey ?? ""),
})))))"""

# What axe leaves open, and what settles it: the rule and axe's reason, and ours.
SETTLED = {
    ("color-contrast", "nonBmp"): "the contrast of signs that aren't letters is measured by checks.faint",
    (
        "color-contrast",
        "pseudoContent",
    ): "so is that of words in the frame of the sun, which stands behind none of them",
    ("color-contrast", "imgNode"): "so is that of words in drawings, against the shape that lies under them",
    ("color-contrast", "shortTextContent"): "the same: numbers in drawings",
    (
        "label-content-name-mismatch",
        "",
    ): "whether a name has the words that are shown is compared by checks.unspeakable",
}


# The bar at the foot of a phone's screen covers what is below it only until somebody scrolls: here it stands at the end.
_AT_THE_END = "document.querySelector('.call-bar')?.style.setProperty('position', 'static')"
# What is cut away at the edge of a drawing lies over nothing, but axe takes it for what covers the text beside it.
_WITHOUT_DRAWINGS = """() => {
  for (const use of document.querySelectorAll("svg > use"))
    if (getComputedStyle(use.parentElement).overflow === "hidden") use.style.display = "none";
}"""


def resize(page: Page, scheme: str, width: int) -> None:
    """Turn an open page to a look: light or dark, and a width."""
    page.evaluate(_AT_THE_END)
    page.evaluate(_WITHOUT_DRAWINGS)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})


def wrong(page: Page, *checks: str) -> list[str]:
    """Return what the checks of checks.js find."""
    return [found for check in checks for found in page.evaluate(f"checks.{check}()")]
