"""Tells machines what is here about care, in the words of schema.org: therapies, their list, the clinic and its license."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from care.queries import LevelView
from carepress.text.json_ld import Node, list_items, node

_ABOUT_HEALTH = {"article", "costs", "help", "level", "questions"}


def page_type(template: str, context: Any, entity: Node) -> str:
    """Return the type of a page that is about health; an empty text for the others."""
    is_about_health = template in _ABOUT_HEALTH or context.page.meta.tags or "itemListElement" in entity
    return "MedicalWebPage" if is_about_health else ""


def organization(settings: Mapping[str, Any]) -> Node:
    """Return what is to be said of the center. A clinic needs an address: without one it is a plain organization."""
    number, address = settings.get("license"), settings.get("address")
    said: Node = {"hasCredential": node("EducationalOccupationalCredential", name=number)} if number else {}
    return {**said, "@type": "MedicalClinic"} if address and address.street and address.city else said


def main_entity(template: str, context: Any) -> Node:
    """Return the therapy that a page is about, or the list of those whose pages a section lists."""
    if template == "level":
        view = context.queries["care_level"](context.page.meta.level)
        return _therapy(context.page.permalink, view, view.level.plain)
    return _level_list(context) if template == "section" else {}


def _therapy(address: str, view: LevelView, description: str) -> Node:
    name = view.level.short_name
    return node("MedicalTherapy", f"{address}#therapy", name=name, description=description, url=address)


def _level_list(context: Any) -> Node:
    page = context.page
    said = {child.href: child.description for child in page.children}
    items: list[Node] = [
        {"item": _therapy(urljoin(page.permalink, view.href), view, said[view.href])}
        for view in context.queries["care_levels"]()
        if view.href in said
    ]
    return node("ItemList", f"{page.permalink}#levels", itemListElement=list_items(items)) if items else {}
