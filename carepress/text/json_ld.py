"""Writes the words of schema.org as JSON-LD."""

import json

Node = dict[str, object]

# What could end the script element or be taken for a mark; in JSON it means the same.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_json(graph: list[Node]) -> str:
    """Return a graph as the content of a script element; an empty text if there is nothing to say."""
    whole = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return text if graph else ""


def node(kind: str, address: str = "", **said: object) -> Node:
    """Return a thing of a type, with its address among things and what is said of it; nothing is said that is empty."""
    return {"@type": kind} | {name: value for name, value in {"@id": address, **said}.items() if value}


def list_items(items: list[Node]) -> list[Node]:
    """Return things with their numbers, as a list has them."""
    return [{"@type": "ListItem", "position": number, **item} for number, item in enumerate(items, start=1)]
