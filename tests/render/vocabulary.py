"""The vocabulary of schema.org, read from the npm package schema-dts: what each type may say, and with what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_BASE = re.compile(r"^interface (\w+)Base extends ([^{]+)\{(.*?)^\}", re.MULTILINE | re.DOTALL)
_LEAF = re.compile(r"^export interface (\w+)Leaf extends (\w+)Base \{", re.MULTILINE)
_UNION = re.compile(r"^export type (\w+) = ([^;]+);", re.MULTILINE)
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.+), "\1">;', re.MULTILINE)
_PLAIN = {str: {"Text", "URL", "Date", "DateTime"}, int: {"Integer", "Number"}}


@dataclass(frozen=True)
class Vocabulary:
    """All types and properties of schema.org."""

    declarations: str

    @classmethod
    def read(cls, package: Path) -> "Vocabulary":
        """Return the vocabulary that an installed schema-dts holds."""
        return cls((package / "dist/schema.d.ts").read_text(encoding="utf-8"))

    @cached_property
    def leaves(self) -> Mapping[str, str]:
        """The declaration that holds a type's own properties."""
        return dict(_LEAF.findall(self.declarations))

    @cached_property
    def bases(self) -> Mapping[str, tuple[list[str], dict[str, set[str]]]]:
        """The declarations above each one, and its properties with what they may hold."""
        return {
            name: (
                re.findall(r"(\w+)Base", above),
                {key: set(kinds.split(" | ")) for key, kinds in _PROPERTY.findall(body)},
            )
            for name, above, body in _BASE.findall(self.declarations)
        }

    @cached_property
    def unions(self) -> Mapping[str, list[str]]:
        """The types below each one, and the one itself."""
        return {name: re.findall(r"\w+", kinds) for name, kinds in _UNION.findall(self.declarations)}

    def properties(self, kind: str) -> dict[str, set[str]]:
        """Return what a type may say, inherited or not."""
        found: dict[str, set[str]] = {}
        waiting = [self.leaves[kind]]
        while waiting:
            above, own = self.bases.get(waiting.pop(), ([], {}))
            waiting += above
            found |= {key: found.get(key, set()) | kinds for key, kinds in own.items()}
        return found

    def is_a(self, kind: str, wanted: str) -> bool:
        """Return whether a type is another one or one below it."""
        below = self.unions.get(wanted, [])
        return kind == wanted or f"{kind}Leaf" in below or any(self.is_a(kind, other) for other in below)

    def faults(self, node: Mapping[str, object], expected: frozenset[str] = frozenset({"Thing"})) -> Iterator[str]:
        """Give what is wrong with a node and all that is in it."""
        if set(node) == {"@id"}:
            return
        kind = str(node.get("@type"))
        if kind not in self.leaves:
            yield f"there is no type {kind}"
            return
        if not any(self.is_a(kind, wanted) for wanted in expected):
            yield f"a {kind} stands where {' or '.join(sorted(expected))} is expected"
        known = self.properties(kind)
        for key, value in node.items():
            if key.startswith("@"):
                continue
            if key not in known:
                yield f"a {kind} has no {key}"
                continue
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    yield from self.faults(one, frozenset(known[key]))
                elif not known[key] & _PLAIN[type(one)]:
                    yield f"the {key} of a {kind} is no {type(one).__name__}"
