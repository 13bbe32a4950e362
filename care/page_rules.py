"""What only this site checks on finished pages: help for whoever is in danger, and crisis lines kept apart."""

import re
from collections.abc import Iterator

from carepress.check.page.locate import Finding
from carepress.check.page.pages import LEAVING, Bounds, heading_text
from carepress.text.html import Tree
from carepress.text.phone import numbers_in
from carepress.text.urls import contacts

_DANGER = re.compile(r"\b(?:overdos\w*|withdraw(?:als?|ing)|suicid\w*|self[- ]harm\w*)\b", re.IGNORECASE)
_URGENT_HELP = ".callout-urgent, .numbers, .help-lines"
_CRISIS_LINES = ".numbers, .help-lines, .help-line, .footer-help"


def danger_has_help(tree: Tree, topics: tuple[str, ...], bounds: Bounds) -> Iterator[Finding]:
    """Yield a finding for a page on a danger, by its headings and topics, that doesn't say who helps at once."""
    named = [*(heading_text(node) for node in tree.css("main h1, main h2")), *topics]
    text = next((text for text in named if _DANGER.search(text)), "")
    if text and not any(main.css(_URGENT_HELP) for main in tree.css("main")):
        yield Finding("urgent-help", f"## {text}", text, words=text)


def crisis_lines_apart(tree: Tree, topics: tuple[str, ...], bounds: Bounds) -> Iterator[Finding]:
    """Yield a finding for each list of crisis lines with the center's own phone among them."""
    for lines in tree.css(_CRISIS_LINES) if bounds.own_phone else ():
        leads = [one for link in lines.css(LEAVING) for one in contacts(link.attributes.get("href") or "")]
        leads += [f":{number}" for _, number in numbers_in(" ".join(lines.text().split()))]
        if any(one.partition(",")[0].endswith(f":{bounds.own_phone}") for one in leads):
            yield Finding("own-phone", f'class="{lines.attributes.get("class")}"')
