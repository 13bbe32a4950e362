"""The rules that the engine reports and the texts that the tests show, both read from their source."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.sites import ROOT

# What reports a rule; the rules of a check have their rows in tests/check.
_REPORTERS = frozenset({"violation", "error", "warning", "_report", "add_violation", "refuse", "refused"})


@cache
def rules_in_the_code() -> tuple[str, ...]:
    """Return the name of every rule that the code reports, read from its source."""
    rules: set[str] = set()
    for path in sorted(path for folder in ("carepress", "care") for path in (ROOT / folder).rglob("*.py")):
        reporters = _REPORTERS - {"violation"} if ROOT / "carepress/check" in path.parents else _REPORTERS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and name_of(node.func) in reporters:
                rules |= _values_of(node.args[0])
    return tuple(sorted(rules))


def name_of(function: ast.expr) -> str:
    """Return the name by which a function is called."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _values_of(argument: ast.expr) -> set[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return {argument.value}
    if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[-1], ast.Constant):
        return {prefix + str(argument.values[-1].value) for prefix in ("front-matter", "settings", "data")}
    return set()


@cache
def said_in_tests() -> str:
    """Return every text in the test modules."""
    return "\n".join(text for tree in _test_modules() for text in _texts(tree))


@cache
def shown_in_tables() -> str:
    """Return every text in the tables of the test modules and in what their tests say of themselves."""
    nodes = [node for tree in _test_modules() for node in tree.body]
    tables = [
        text for node in nodes if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) for text in _texts(node)
    ]
    docs = [ast.get_docstring(node) or "" for node in nodes if isinstance(node, ast.FunctionDef)]
    return "\n".join([*tables, *docs])


def _test_modules() -> Iterator[ast.Module]:
    """Yield the test modules and the one table that several of them share."""
    for path in [*sorted((ROOT / "tests").rglob("test_*.py")), ROOT / "tests/check/planted.py"]:
        yield ast.parse(path.read_text(encoding="utf-8"))


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
